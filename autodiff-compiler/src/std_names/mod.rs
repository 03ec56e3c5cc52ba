//! What the macro knows of the standard library's names: one row a name.
//!
//! A row says on what a method is called, with how many arguments, what it is, how std
//! panics if the arguments do not fit, and how it is lowered. Everything that asks about
//! a name asks the table: a method or an adaptor is added by a row and the function that
//! the row names.
//!
//! ```text
//! name           arguments  what it is, and how it is lowered
//! "rotate_left"          1  Method(shift::rotate_left)          of slices
//! "rev"                  0  Adaptor(adaptors::rev)              of iterators
//! "unwrap_or"            1  OptionEnd(take_apart::unwrap_or)    of `Option`s
//! ```
//!
//! The rows of floats are the rules of `autodiff-core`, and what stands in [`scalar`].

mod function;
mod iterator;
mod option;
mod scalar;
mod sequence;
mod words;

use crate::lower::classify::Classified;
use crate::lower::iter::pipeline::Pipeline;
use crate::lower::iter::source::Source;
use crate::lower::memory::slice_method::OnMemory;
use crate::lower::option::take_apart::Maybe;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::Operands;
use crate::lower::value::expr::Expect;

pub(crate) use function::{Make, function_in_sight, functions_of, iterator_function, standard_function};
pub(crate) use scalar::{
    Float, IntegerMethod, Std, asks_number, float_function, float_method, gives_bits, integer_argument, integer_method,
    is_float_constant, is_inactive, is_other_than_of_floats, is_pure_method, only_on_floats, takes_bits,
};
pub(crate) use words::{
    is_constant_macro, is_diverging_macro, is_effect_macro, is_function_attribute, is_generic_constant,
    is_inert_attribute, is_log_macro, is_special_function, is_transparent_macro,
};

/// A method of arrays, slices, vectors, iterators or `Option`s.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) of: Of,
    /// How many arguments it takes, besides its receiver.
    pub(crate) args: usize,
    pub(crate) is: Is,
    /// What std says when it panics because of an argument.
    pub(crate) asserts: &'static str,
    pub(crate) facts: &'static [Fact],
}

/// What is true of a method besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// Nothing else has a method of this name: it tells that a call's result is memory.
    TellsMemory,
    /// It changes nothing of its receiver.
    Reads,
    /// It gives the same whenever it is called.
    Pure,
    /// What it gives has the same elements.
    SameElements,
}

/// What has the method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// Arrays, slices and vectors.
    Slice,
    Vector,
    Array,
    Iterator,
    Option,
}

/// What a method is, and the function that lowers it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Is {
    /// `x.iter()`: begins an iterator over memory.
    Start(for<'e> fn(&mut Cx<'_>, &Classified<'e>) -> Res<Source<'e>>),
    /// `.map(f)`: an iterator of an iterator.
    Adaptor(for<'e> fn(&mut Cx<'_>, &Classified<'e>, Pipeline<'e>) -> Res<Pipeline<'e>>),
    /// `.sum()`: runs through an iterator, and gives a value.
    End(for<'e> fn(&mut Cx<'_>, &Classified<'e>, &Expect) -> Res<Operands>),
    /// `.position(f)`: runs through an iterator, and gives an `Option`.
    Search(for<'e> fn(&mut Cx<'_>, &Classified<'e>) -> Res<Maybe<'e>>),
    /// `x.first()`: an element that may not be there.
    Element(Position, Given),
    /// `.copied()`: an `Option` of the value itself.
    Owned,
    /// `.map(f)`: an `Option` of what the closure makes of the value.
    Mapped,
    /// `.filter(f)`, `.ok_or(e)`: an `Option` or a `Result` of another one.
    Made(for<'e> fn(&mut Cx<'_>, &Classified<'e>) -> Res<Maybe<'e>>),
    /// `.unwrap()`: what an `Option` holds, or a panic. Of an element it is the place.
    Unwrap(for<'e> fn(&mut Cx<'_>, &Classified<'e>, &Expect) -> Res<Operands>),
    /// `.unwrap_or(v)`: takes an `Option` apart.
    OptionEnd(for<'e> fn(&mut Cx<'_>, &Classified<'e>, &Expect) -> Res<Operands>),
    /// `x.to_vec()`: gives memory again.
    Memory(fn(&mut Cx<'_>, &OnMemory<'_>) -> Res<Operands>),
    /// `x.len()`, `x.swap(i, j)`: gives a scalar, parts of the memory, or nothing.
    Method(fn(&mut Cx<'_>, &OnMemory<'_>) -> Res<Operands>),
    /// It is not lowered, but known to do no harm.
    PassedThrough,
}

/// Which element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    First,
    Last,
    /// The one whose number is the argument.
    Argument,
}

/// What a method gives of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    Reference,
    /// A reference to it, and one to the elements before or after it.
    WithRest,
    /// A `&mut`, which can only be unwrapped: that there is an element is then known
    /// where it is written to.
    Mutable,
    /// The element, which is taken out.
    Owned,
}

/// The method of this name of what is run through.
pub(crate) fn of_iterator(name: &str) -> Option<&'static Row> {
    iterator::ROWS.iter().find(|row| row.name == name)
}

/// The method of this name of arrays, slices or vectors.
pub(crate) fn of_sequence(name: &str) -> Option<&'static Row> {
    sequence::ROWS.iter().find(|row| row.name == name)
}

/// The method of this name of an `Option`.
pub(crate) fn of_option(name: &str) -> Option<&'static Row> {
    option::ROWS.iter().find(|row| row.name == name)
}

/// Whether a method is called as one of std or of a crate for vectors is: these are no methods of a user's, and
/// run nothing that is worth a record.
pub(crate) fn is_of_others(name: &proc_macro2::Ident) -> bool {
    let text = name.to_string();
    is_of_floats(&text) || is_of_slices(&text) || words::is_of_vectors(&text) || crate::views::may_be_lent_by(name)
}

/// Whether hardly anything but an `Option` or a `Result` has a method of this name.
pub(crate) fn tells_option(name: &str) -> bool {
    let is_of_others = matches!(name, "map" | "cloned" | "copied" | "filter" | "as_ref" | "then" | "then_some");
    of_option(name).is_some() && !is_of_others
}

/// Whether floats, memory, `Option`s or iterators have a method of this name.
pub(crate) fn is_known_method(name: &str) -> bool {
    float_method(name).is_some()
        || of_sequence(name).is_some()
        || of_option(name).is_some()
        || of_iterator(name).is_some()
        || asks_number(name)
}

/// Whether a method of this name begins an iterator over memory.
pub(crate) fn is_start(name: &str) -> bool {
    of_sequence(name).is_some_and(|row| matches!(row.is, Is::Start(_)))
}

/// Whether a method of this name makes an iterator of an iterator.
pub(crate) fn is_adaptor(name: &str) -> bool {
    of_iterator(name).is_some_and(|row| matches!(row.is, Is::Adaptor(_))) && !is_start(name)
}

/// Whether a method of this name gives an `Option` of what it finds in an iterator.
pub(crate) fn is_search(name: &str) -> bool {
    of_iterator(name).is_some_and(|row| matches!(row.is, Is::Search(_)))
}

/// Whether a method says that what it is called on is memory. A `Cell` has a `get` without an
/// argument, and a `push` with two is the user's.
pub(crate) fn tells_memory(name: &str, arguments: usize) -> bool {
    of_sequence(name).is_some_and(|row| row.is(Fact::TellsMemory) && row.args == arguments)
}

/// Whether what a method of memory or of an iterator gives has the same elements.
pub(crate) fn has_same_elements(name: &str) -> bool {
    [of_sequence(name), of_iterator(name)].into_iter().flatten().any(|row| row.is(Fact::SameElements))
}

/// Whether a method gives entries of a map one after the other.
pub(crate) fn gives_entries(name: &str) -> bool {
    matches!(name, "values" | "keys")
}

/// Whether the text of a type is that of a `VecDeque`.
pub(crate) fn is_queue(ty: &str) -> bool {
    ty.split('<').next().is_some_and(|name| name.trim_end().ends_with("VecDeque"))
}

/// Whether a method is one of a `VecDeque`, and of no other collection.
pub(crate) fn is_of_queue(name: &str) -> bool {
    matches!(name, "front" | "back" | "front_mut" | "back_mut")
}

/// Whether a method takes something out of a `VecDeque`, if it is one of that.
pub(crate) fn takes_from_queue(name: &proc_macro2::Ident) -> bool {
    name == "pop_front" || name == "pop_back"
}

/// Whether a method of memory only reads it.
pub(crate) fn only_reads(name: &str) -> bool {
    of_sequence(name).is_some_and(|row| row.is(Fact::Reads)) || is_inactive(name)
}

/// Whether std has a method of this name on anything that the macro knows.
pub(crate) fn is_of_std(name: &str) -> bool {
    let of_rows = [of_sequence(name), of_iterator(name), of_option(name)].iter().any(Option::is_some);
    of_rows || float_method(name).is_some() || integer_method(name).is_some() || is_inactive(name) || gives_bits(name)
}

/// Whether std's slices, vectors or arrays have a method of this name.
pub(crate) fn is_of_slices(name: &str) -> bool {
    of_sequence(name).is_some()
        || words::is_other_of_slices(name)
        || matches!(float_method(name), Some(Float::Identity))
}

/// Whether std's floats have a method of this name, or what runs through values has.
pub(crate) fn is_of_floats(name: &str) -> bool {
    is_of_std(name) || scalar::is_without_rule(name)
}

impl Row {
    const fn new(name: &'static str, of: Of, args: usize, is: Is) -> Row {
        Row { name, of, args, is, asserts: "", facts: &[] }
    }

    const fn asserts(self, message: &'static str) -> Row {
        Row { asserts: message, ..self }
    }

    const fn facts(self, facts: &'static [Fact]) -> Row {
        Row { facts, ..self }
    }

    /// Whether this is known of it.
    pub(crate) fn is(&self, fact: Fact) -> bool {
        self.facts.contains(&fact)
    }
}

/// The names of methods of all tables, and what each is given besides its receiver.
#[cfg(test)]
pub(crate) fn all() -> Vec<(&'static str, Vec<&'static str>)> {
    let of_rows = [sequence::ROWS, iterator::ROWS, option::ROWS].into_iter().flatten();
    of_rows.map(|row| (row.name, vec!["k"; row.args])).chain(scalar::all()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Row, iterator, option, sequence};
    use std::collections::BTreeSet;

    #[test]
    fn a_name_has_one_row() {
        for rows in [sequence::ROWS, iterator::ROWS, option::ROWS] {
            let names: BTreeSet<_> = rows.iter().map(|row: &Row| row.name).collect();
            assert_eq!(names.len(), rows.len());
        }
    }
}
