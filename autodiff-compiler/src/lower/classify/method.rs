//! What the call of a method is, by what it is called on.

use super::{Class, Classified, Giver, Link, Taken, classified};
use crate::lower::state::arrays;
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::mentions::mentions_float;
use crate::lower::state::{neighbours, settle};
use crate::lower::tokens::own;
use crate::std_names::{self, Fact, Given, Is};
use quote::ToTokens;
use syn::{Expr, ExprMethodCall};

/// A method, by what it is called on.
pub(super) fn method(cx: &Cx<'_>, call: &ExprMethodCall, front: &Classified<'_>) -> Class {
    let name = call.method.to_string();
    // A method of the block itself has its name to itself.
    if settle::kind_at(cx, front.e).is_some_and(|kind| neighbours::method(cx, kind, &name).is_some()) {
        return Class::Value;
    }
    if is_of_own_type(cx, call, front) {
        return Class::Value;
    }
    let reads_floats = || mentions_float(cx, &call.to_token_stream());
    if chooses(call) && reads_floats() {
        return of_option(&name, Giver::Held);
    }
    match front.class {
        Class::Iterator(_) | Class::Range if gathers(call) && reads_floats() => Class::Option(Giver::Gathered),
        Class::Iterator(_) | Class::Range => of_iterator(&name),
        Class::ForeignIterator(_) if reads_floats() => of_iterator(&name),
        Class::ForeignIterator(_) => match of_iterator(&name) {
            Class::Iterator(link) => Class::ForeignIterator(link),
            _ => Class::Value,
        },
        _ if arrays::gives_lines(front.e) && is_adapted(&name) => of_iterator(&name),
        Class::Option(giver) => of_option(&name, giver),
        // The entries of a constant map: `map.values()`.
        _ if front.is_foreign_collection() && std_names::gives_entries(&name) && call.args.is_empty() => {
            Class::ForeignIterator(Link::Entries)
        }
        _ if front.is_foreign_collection() && begins(&name, call).is_some() => match begins(&name, call) {
            Some(link) if reads_floats() => Class::Iterator(link),
            Some(link) => Class::ForeignIterator(link),
            None => Class::Value,
        },
        _ if front.is_foreign_collection() && asks_with_closure(cx, call) => match of_memory(&name, call) {
            question @ Class::Method(row) if row.is(Fact::Reads) => question,
            _ => Class::Value,
        },
        _ if is_held(cx, front, call) => of_option(&name, Giver::Held),
        _ if front.gives_memory() => of_memory(&name, call),
        // What operators give, `(w * y).iter()`, is a collection where it is run through.
        _ if begins_on_operator(cx, front.e, call) => of_memory(&name, call),
        // Only what is memory has this.
        _ if is_value_of_call(front) => match std_names::of_sequence(&name) {
            Some(row) if matches!(row.is, Is::Start(_)) && mentions_float(cx, &front.e.to_token_stream()) => {
                Class::Iterator(Link::Begun(row))
            }
            _ => Class::Value,
        },
        _ => Class::Value,
    }
}

/// Whether it is run through what an operator gives.
fn begins_on_operator(cx: &Cx<'_>, front: &Expr, call: &ExprMethodCall) -> bool {
    let is_run_through = (call.method == "iter" || call.method == "into_iter") && call.args.is_empty();
    is_run_through && operands(front).is_some_and(|sides| mentions_float(cx, &sides.to_token_stream()))
}

/// An operator between parentheses.
fn operands(e: &Expr) -> Option<&syn::ExprBinary> {
    match e {
        Expr::Paren(inner) => operands(&inner.expr),
        Expr::Group(inner) => operands(&inner.expr),
        Expr::Binary(sides) => Some(sides),
        _ => None,
    }
}

/// Whether `get`, `first` and the like are methods of a type of the user's, which has no elements
/// that the macro could name: they give what they give.
fn is_of_own_type(cx: &Cx<'_>, call: &ExprMethodCall, front: &Classified<'_>) -> bool {
    let row = std_names::of_sequence(&call.method.to_string());
    // Nor is it one of std's with other arguments: `m.get(i, j)`.
    let is_other = row.is_some_and(|row| row.args != call.args.len() && !call.args.is_empty());
    let is_of_queue = std_names::is_of_queue(&call.method.to_string())
        && settle::kind_at(cx, front.e).is_some_and(|kind| cx.kinds.type_of(kind).is_none_or(std_names::is_queue));
    let gives_element = row.is_some_and(|row| matches!(row.is, Is::Element(..))) && !is_of_queue;
    let may_be_float = call.method == "len" && cx.errors.lengths_are_floats();
    // What is run through is nobody's own.
    let may_be_own = cx.errors.names_are_own() && row.is_some_and(|row| !matches!(row.is, Is::Start(_)));
    let is_unknown = |kind: KindVar| (is_other || may_be_float || may_be_own) && cx.may_be_data(kind);
    match settle::kind_at(cx, front.e) {
        Some(kind) => {
            (is_other || gives_element || may_be_float || may_be_own)
                && (arrays::is_of_own_type(cx, kind) || is_unknown(kind))
        }
        // A field of which nothing is known yet.
        None => (may_be_float || may_be_own) && matches!(front.e, Expr::Field(_)) && !front.is_foreign(),
    }
}

/// `c.then_some(x)`, `c.then(|| x)`, which only a `bool` has: an `Ordering` has a `then` of another
/// one, and what is there is no closure.
fn chooses(call: &ExprMethodCall) -> bool {
    let is_closure = matches!(call.args.first(), Some(Expr::Closure(code)) if code.inputs.is_empty());
    call.args.len() == 1 && (call.method == "then_some" || (call.method == "then" && is_closure))
}

/// Whether a method is one of iterators alone: `x.outer_iter().enumerate()`.
fn is_adapted(name: &str) -> bool {
    std_names::of_iterator(name).is_some_and(|row| matches!(row.is, Is::Adaptor(_) | Is::End(_) | Is::Search(_)))
}

/// Whether a method is called on an `Option` or a `Result` that is a value: a place of
/// which that is known, or what a call gives.
fn is_held(cx: &Cx<'_>, front: &Classified<'_>, call: &ExprMethodCall) -> bool {
    let name = &*call.method.to_string();
    // What is folded may be one.
    let is_folded = matches!(front.class, Class::IteratorEnd(row) if row.name == "fold");
    let is_call = matches!(front.e, Expr::Call(_) | Expr::MethodCall(_) | Expr::Try(_))
        && matches!(front.class, Class::Value)
        || is_folded;
    // What a comparison gives is no value that is taken apart: `a.partial_cmp(b).unwrap_or(Equal)`.
    let is_question = matches!(front.e, Expr::MethodCall(call) if std_names::is_inactive(&call.method.to_string()));
    // What a function under `#[grad]` gives is no iterator: `hit(x).filter(|hit| hit.t <= limit)`.
    let tells = || std_names::tells_option(name) || (settle::filters(call) && matches!(front.e, Expr::Call(_)));
    let may_be = || !is_question && tells() && mentions_float(cx, &front.e.to_token_stream());
    settle::kind_at(cx, front.e).is_some_and(|kind| cx.kinds.holds_value(kind))
        || (matches!(front.class, Class::Undecided) && std_names::tells_option(name))
        || (is_made(front.e) && std_names::of_option(name).is_some())
        || neighbours::gives_option(cx, front.e)
        || (is_view_of_option(front.e) && std_names::of_option(name).is_some())
        || (is_call && may_be())
        || (settle::filters(call) && is_open_variable(cx, front.e))
}

/// Whether it is a variable of which it is not known that it holds a number, nor that it is memory.
fn is_open_variable(cx: &Cx<'_>, e: &Expr) -> bool {
    let kind = settle::kind_at(cx, e).filter(|_| matches!(e, Expr::Path(_)));
    kind.is_some_and(|kind| matches!(cx.kinds.known(kind), Known::CallResult | Known::Part))
}

/// `Some(x)`, `Ok(x)`
fn is_made(e: &Expr) -> bool {
    let Expr::Call(call) = e else { return false };
    matches!(&*call.func, Expr::Path(path) if own::is_variant(&path.path, &["Ok", "Some"])) && call.args.len() == 1
}

/// `e.as_ref()`, what of an `Option` is asked for the value in it. Behind the same of other types
/// there is nothing with a method of an `Option`.
fn is_view_of_option(e: &Expr) -> bool {
    let Expr::MethodCall(call) = e else { return false };
    call.args.is_empty() && matches!(&*call.method.to_string(), "as_ref" | "as_mut" | "as_deref")
}

/// What a function or a method gives that is nobody's but the user's.
fn is_value_of_call(front: &Classified<'_>) -> bool {
    match front.e {
        Expr::Call(_) => true,
        Expr::MethodCall(_) => {
            matches!(front.class, Class::Value | Class::OptionEnd(_, Taken::Value) | Class::IteratorEnd(_))
        }
        _ => false,
    }
}

fn of_iterator(name: &str) -> Class {
    match std_names::of_iterator(name).map(|row| (row, row.is)) {
        Some((row, Is::Adaptor(_))) => Class::Iterator(Link::Adapted(row)),
        Some((row, Is::End(_))) => Class::IteratorEnd(row),
        Some((row, Is::Search(_))) => Class::Option(Giver::Search(row)),
        _ => Class::Value,
    }
}

fn of_memory(name: &str, call: &ExprMethodCall) -> Class {
    match std_names::of_sequence(name).map(|row| (row, row.is)) {
        Some((row, Is::Start(_))) => Class::Iterator(Link::Begun(row)),
        // A part of a slice is no element.
        Some((_, Is::Element(_, Given::Reference))) if matches!(call.args.first(), Some(Expr::Range(_))) => {
            Class::Value
        }
        Some((row, Is::Element(..))) => Class::Option(Giver::Element(row)),
        Some((row, Is::Memory(_))) => Class::Copy(row),
        Some((row, Is::Method(_))) => Class::Method(row),
        _ => Class::Value,
    }
}

fn of_option(name: &str, giver: Giver) -> Class {
    let Some(row) = std_names::of_option(name) else { return Class::Value };
    let given = match giver {
        Giver::Element(element) => match element.is {
            Is::Element(_, given) => Some(given),
            _ => None,
        },
        Giver::Search(_) | Giver::Owned | Giver::Mapped | Giver::Made(_) | Giver::Gathered | Giver::Held => None,
    };
    match (row.is, given) {
        (Is::Unwrap(_), Some(Given::Mutable)) => Class::OptionEnd(row, Taken::MutableElement),
        (Is::OptionEnd(_), Some(Given::Mutable)) => Class::OptionEnd(row, Taken::Value),
        (Is::Mapped, Some(Given::Mutable)) => Class::Option(Giver::Mapped),
        (_, Some(Given::Mutable)) => Class::Value,
        (Is::Unwrap(_), Some(Given::Reference | Given::WithRest)) => Class::OptionEnd(row, Taken::Element),
        (Is::OptionEnd(_) | Is::Unwrap(_), _) => Class::OptionEnd(row, Taken::Value),
        (Is::Owned, _) => Class::Option(Giver::Owned),
        (Is::Mapped, _) => Class::Option(Giver::Mapped),
        (Is::Made(_), _) => Class::Option(Giver::Made(row)),
        _ => Class::Value,
    }
}

/// What begins an iterator over a foreign collection.
fn begins(name: &str, call: &ExprMethodCall) -> Option<Link> {
    let row = std_names::of_sequence(name)?;
    let is_start = matches!(row.is, Is::Start(_)) && row.args == call.args.len() && row.is(Fact::Reads);
    is_start.then_some(if row.args == 0 { Link::Collection } else { Link::Begun(row) })
}

/// `k.partition_point(|k| *k < x)`: a question about the elements that reads floats.
pub(super) fn asks_with_closure(cx: &Cx<'_>, call: &ExprMethodCall) -> bool {
    call.args.iter().any(|arg| matches!(classified(cx, arg).class, Class::Closure))
}

/// Whether an iterator is gathered into an `Option` or a `Result`: `collect::<Option<Vec<_>>>()`.
fn gathers(call: &ExprMethodCall) -> bool {
    let named = call.turbofish.as_ref().and_then(|generics| generics.args.first());
    let is_end = matches!(&*call.method.to_string(), "collect" | "sum" | "product");
    is_end && matches!(named, Some(syn::GenericArgument::Type(ty)) if is_option(ty))
}

fn is_option(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(of) if of.path.segments.last().is_some_and(|last| last.ident == "Option" || last.ident == "Result"))
}
