//! What a function tells of its types only where it is read to the end: lowering begins again
//! with that.

use crate::errors::Errors;
use crate::ir::{Kind, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Runs it as often as it tells something new, and gives the last run with what is wrong.
///
/// What refuses a function may be a constant of a type, `State::rest()`, that was taken for a
/// number: then it is run with these taken for data, and if that goes well, this is the run.
/// The same of what calls give, `x.squared().logistic()`, that was taken for data because of the
/// methods that are called on it: these may be a trait's on floats. And of `v.len()` of a type of
/// one's own, which may be the length of a vector in space; of a product that is a float, whose
/// sides may be vectors; of what functions give, `point(t)`, that was taken for a number; of a
/// call of `F(&x)`, whose name begins with a capital; of structs of literals that were taken for
/// constants, and of methods that have a name of std's.
pub(crate) fn settled<T>(run: impl Fn(&Errors) -> T) -> (T, Errors) {
    let first = of(Guesses::default(), &run);
    if first.1.is_empty() {
        return first;
    }
    let others = [
        Guesses { constants: Constants::Data, ..Guesses::default() },
        Guesses { calls: Calls::Data, ..Guesses::default() },
        Guesses { results: Results::Floats, ..Guesses::default() },
        Guesses { lengths: Lengths::Floats, ..Guesses::default() },
        Guesses { products: Products::OfAnything, ..Guesses::default() },
        Guesses { capitals: Capitals::Functions, ..Guesses::default() },
        Guesses { literals: Literals::Data, ..Guesses::default() },
        Guesses { names: Names::Own, ..Guesses::default() },
        Guesses { reversals: Reversals::OfCollections, ..Guesses::default() },
    ];
    others.into_iter().map(|guesses| of(guesses, &run)).find(|(_, errors)| errors.is_empty()).unwrap_or(first)
}

fn of<T>(guesses: Guesses, run: &dyn Fn(&Errors) -> T) -> (T, Errors) {
    let mut told = Told { guesses, ..Told::default() };
    loop {
        let errors = Errors::knowing(told.clone());
        let value = run(&errors);
        let found = errors.told();
        if found == told {
            return (value, errors);
        }
        told = found;
    }
}

/// What a function has told of its types and variables, for lowering to begin again with.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Told {
    pub(crate) aliases: BTreeMap<String, Kind>,
    pub(crate) no_floats: BTreeSet<String>,
    pub(crate) late: BTreeSet<String>,
    pub(crate) bare: BTreeSet<String>,
    pub(crate) parts: BTreeSet<String>,
    pub(crate) functions: BTreeSet<String>,
    pub(crate) tuples: BTreeMap<String, usize>,
    pub(crate) tuple_aliases: BTreeMap<String, Vec<Kind>>,
    pub(crate) guesses: Guesses,
}

/// What nothing tells, and what it is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Guesses {
    pub(crate) constants: Constants,
    pub(crate) results: Results,
    pub(crate) products: Products,
    pub(crate) lengths: Lengths,
    pub(crate) calls: Calls,
    pub(crate) capitals: Capitals,
    pub(crate) literals: Literals,
    pub(crate) names: Names,
    pub(crate) reversals: Reversals,
}

impl Errors {
    /// What is taken for what, where nothing tells.
    pub(crate) fn guesses(&self) -> Guesses {
        self.told.borrow().guesses
    }

    /// A name that begins with a capital turns out to be that of a function.
    pub(crate) fn is_function(&self, name: &str) {
        self.told.borrow_mut().functions.insert(name.to_owned());
    }

    /// Whether it has turned out to be one.
    pub(crate) fn knows_function(&self, name: &str) -> bool {
        self.told.borrow().functions.contains(name)
    }

    /// A variable turns out to hold data.
    pub(crate) fn is_late(&self, variable: &str) {
        self.told.borrow_mut().late.insert(variable.to_owned());
    }

    /// A variant without fields turns out to be data.
    pub(crate) fn is_bare_data(&self, variant: &str) {
        self.told.borrow_mut().bare.insert(variant.to_owned());
    }

    /// A variant without fields turns out to be in a field that a call may change.
    pub(crate) fn is_bare_part(&self, variant: &str) {
        self.told.borrow_mut().parts.insert(variant.to_owned());
    }

    /// Whether it has turned out to be in such a field.
    pub(crate) fn knows_bare_part(&self, variant: &str) -> bool {
        self.told.borrow().parts.contains(variant)
    }

    /// Whether a variant without fields has turned out to be data.
    pub(crate) fn knows_bare(&self, variant: &str) -> bool {
        self.told.borrow().bare.contains(variant)
    }

    /// A part of data, or its elements, turns out to be a tuple of so many things.
    pub(crate) fn is_tuple(&self, part: &str, arity: usize) {
        self.told.borrow_mut().tuples.insert(part.to_owned(), arity);
    }

    /// The parts that have turned out to be tuples, and of how many things.
    pub(crate) fn tuples(&self) -> BTreeMap<String, usize> {
        self.told.borrow().tuples.clone()
    }

    /// A type turns out to be another name of a tuple of floats.
    pub(crate) fn is_tuple_of(&self, name: &str, floats: Vec<Kind>) {
        self.told.borrow_mut().tuple_aliases.insert(name.to_owned(), floats);
    }

    /// The types that are tuples of floats under another name.
    pub(crate) fn tuple_aliases(&self) -> BTreeMap<String, Vec<Kind>> {
        self.told.borrow().tuple_aliases.clone()
    }

    /// A cell holds a variable for a call.
    pub(crate) fn is_in_cell(&self, cell: Value, variable: &str) {
        self.cells.borrow_mut().insert(cell, variable.to_owned());
    }

    /// What a cell holds turns out to be data, if it is a variable.
    pub(crate) fn is_late_in(&self, cell: Value) {
        self.cells.borrow().get(&cell).into_iter().for_each(|variable| self.is_late(variable));
    }

    /// Whether anything has turned out to hold data.
    pub(crate) fn knows_late(&self) -> bool {
        !self.told.borrow().late.is_empty()
    }

    /// Whether a variable, or a choice by its text, has turned out to hold data.
    pub(crate) fn holds_data(&self, variable: &str) -> bool {
        self.told.borrow().late.contains(variable)
    }

    /// The types that are floats or arrays of such under another name.
    pub(crate) fn aliases(&self) -> BTreeMap<String, Kind> {
        self.told.borrow().aliases.clone()
    }

    /// The float or the array that a type is another name of.
    pub(crate) fn alias(&self, name: &str) -> Option<Kind> {
        let aliases = &self.told.borrow().aliases;
        let mut kind = *aliases.get(name)?;
        while let Kind::Param(other) = kind
            && other != name
            && let Some(next) = aliases.get(other).filter(|next| **next != kind)
        {
            kind = *next;
        }
        Some(kind)
    }

    /// A type turns out to be another name of this float, or of this array.
    pub(crate) fn is_float(&self, name: &str, kind: Kind) {
        if !self.told.borrow().no_floats.contains(name) {
            self.told.borrow_mut().aliases.insert(name.to_owned(), kind);
        }
    }

    /// Whether a type has turned out to be none.
    pub(crate) fn knows_no_float(&self, name: &str) -> bool {
        self.told.borrow().no_floats.contains(name)
    }

    /// A type that was taken for another name of a float turns out to be none.
    pub(crate) fn is_no_float(&self, name: &str) {
        self.told.borrow_mut().aliases.remove(name);
        self.told.borrow_mut().no_floats.insert(name.to_owned());
    }
}

/// What a call of a function gives of which nothing else is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Calls {
    /// A float.
    #[default]
    Floats,
    /// Perhaps data, as a part of data is.
    Data,
}

/// What a call is whose name begins with a capital, `F(&x)`, where nothing else tells.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Capitals {
    /// It makes a value of a type.
    #[default]
    Constructors,
    /// It is that of a function.
    Functions,
}

impl Errors {
    /// Whether what functions give may be data.
    pub(crate) fn calls_are_data(&self) -> bool {
        self.guesses().calls == Calls::Data
    }
}

/// What `len` of a type of the user's gives.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Lengths {
    /// The number of its elements.
    #[default]
    Integers,
    /// What the method says.
    Floats,
}

impl Errors {
    /// Whether `len` of a type of the user's may give a float.
    pub(crate) fn lengths_are_floats(&self) -> bool {
        self.guesses().lengths == Lengths::Floats
    }
}

/// What a call gives that a method of the user's is called on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Results {
    /// Data, as structs are.
    #[default]
    Data,
    /// A float, to which a trait of the user's has added the method.
    Floats,
}

/// Parts of data whose product is a float, `self.x * o.x`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Products {
    /// Numbers, and rustc is told that they are.
    #[default]
    OfFloats,
    /// Numbers or vectors: rustc finds out.
    OfAnything,
}

/// What a function of a type gives, `State::rest()`, that reads no active value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Constants {
    /// A number, unless its use says otherwise at once.
    #[default]
    Numbers,
    /// Perhaps data.
    Data,
}

impl Errors {
    /// Whether constants that functions of types give may be data.
    pub(crate) fn constants_are_data(&self) -> bool {
        self.guesses().constants == Constants::Data
    }

    /// Whether what a call gives may be a float to which a trait has added methods.
    pub(crate) fn results_are_floats(&self) -> bool {
        self.guesses().results == Results::Floats
    }

    /// Whether a product that is a float is taken for one of floats.
    pub(crate) fn products_are_of_floats(&self) -> bool {
        self.guesses().products == Products::OfFloats
    }
}

/// A struct that is written down with literals alone, in a list or by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Literals {
    /// A constant, of a type that is not looked into.
    #[default]
    Constants,
    /// Data: its fields are read, or changed.
    Data,
}

/// Whose a method is that is called as one of std's collections is, `edge.first()`, where nothing but
/// that name tells.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Names {
    #[default]
    OfStd,
    /// The user's.
    Own,
}

/// What `self.path.reverse();` turns round, of which nothing else is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Reversals {
    /// Whatever has such a method. A slice has one, with companions in core.
    #[default]
    OfAnything,
    /// A collection, whose elements the function reads.
    OfCollections,
}

impl Errors {
    /// Whether structs of literals may be data.
    pub(crate) fn literals_are_data(&self) -> bool {
        self.guesses().literals == Literals::Data
    }

    /// Whether methods with the names of std's may be the user's.
    pub(crate) fn names_are_own(&self) -> bool {
        self.guesses().names == Names::Own
    }

    /// Whether what is turned round is a collection.
    pub(crate) fn reversals_are_of_collections(&self) -> bool {
        self.guesses().reversals == Reversals::OfCollections
    }
}
