//! Which vectors a function gives to the tape as they are, where it records.
//!
//! What the adjoint reads of a record it reads where it lies. A vector of floats that the function has
//! made for that alone, and keeps to its end, need not be copied there.
//!
//! ```text
//! t = new [0.0; w3]                    // `let mut t = tape.unwritten(w3);`
//! for w4 in 0..w3
//!     store t[w4] = w5
//! yield w6, t                          // `tape.give(t);`
//! ```
//!
//! One that is filled from end to end before anything looks at it begins as the room of one that has been
//! taken back: a caller that reverses each iteration where it has run asks for it again and again.

use super::{filled_first, roots};
use crate::ir::{Atom, Block, Form, Func, Init, Kind, Memory, New, Shape, Stmt, Value};
use std::collections::BTreeSet;

/// How a value comes to lie on the tape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recorded {
    /// Number by number.
    Copied,
    /// As the vector that it is.
    Given,
    /// The same, and it is begun in room that the tape has.
    Lent,
}

/// How each of these comes to lie on the tape, which the function gives behind its value; `is_read_in_place`
/// of those that the adjoint reads where they lie.
pub(crate) fn ways(func: &Func, sources: &[Value], is_read_in_place: &[bool]) -> Vec<Recorded> {
    let roots = roots(func);
    let named: Vec<Value> = func.body.yields.iter().filter_map(|atom| atom.value()).map(|w| roots.root(w)).collect();
    let own = made(&func.body);
    let filled = filled_first(func);
    let way = |(source, is_read_in_place): (&Value, &bool)| {
        let is_own = *is_read_in_place && is_of_floats(func.kind(*source)) && own.contains(source);
        match is_own && named.iter().filter(|root| *root == source).count() == 1 {
            true if filled.contains(source) && is_begun_in_room(func, *source) => Recorded::Lent,
            true => Recorded::Given,
            false => Recorded::Copied,
        }
    };
    sources.iter().zip(is_read_in_place).map(way).collect()
}

/// The vectors that the compiler makes in the body itself, and not in a part of it.
fn made(body: &Block) -> BTreeSet<Value> {
    let made = |stmt: &Stmt| match stmt {
        Stmt::New(New { dst, init: Init::Empty(_) | Init::Repeat(_, Some(_)), .. }) => Some(*dst),
        _ => None,
    };
    body.stmts.iter().filter_map(made).collect()
}

/// Whether it is a vector of floats, or of rows of them.
fn is_of_floats(kind: Kind) -> bool {
    let is_float = |kind: &Kind| matches!(kind, Kind::F64 | Kind::F32);
    match kind {
        Kind::Memory(Memory { form: Form::Vec, elem: Shape::Leaf(elem) }) => match elem {
            Kind::Memory(Memory { form: Form::Array(_), elem: Shape::Leaf(elem) }) => is_float(elem),
            elem => is_float(elem),
        },
        _ => false,
    }
}

/// Whether it is a buffer of the compiler's own, of numbers: what a user makes holds what he says.
fn is_begun_in_room(func: &Func, vector: Value) -> bool {
    let is_zeros = |stmt: &Stmt| {
        matches!(stmt, Stmt::New(New { dst, init: Init::Repeat(Shape::Leaf(Atom::Float(_)), Some(_)), .. })
            if *dst == vector)
    };
    func.values[vector.index()].number.is_none() && func.body.stmts.iter().any(is_zeros)
}
