//! The rows of the table for a function in two parts, with a record between them.

use super::Input::{Added, Own, Record, Seed, Tape};
use super::Output::{Nothing, Pair, Position, Value};
use super::table::COTANGENT_IN_PLACE;
use super::{Asked, Companion, Exists, Row};

pub(super) const AUGMENTED: Row = Row {
    companion: Companion::Augmented,
    suffix: "augmented",
    asked: Asked::With(Companion::VjpInto),
    exists: Exists::ForCallers,
    takes: &[Tape, Own],
    gives: Pair(&Value, &Position),
    doc: "Runs {f}, and records what its adjoint reads: the value, and where on the tape the record begins.",
    doc_of_unit: None,
    doc_of_places: None,
    shown: [""; 3],
};

pub(super) const REVERSE_INTO: Row = Row {
    companion: Companion::ReverseInto,
    suffix: "reverse_into",
    asked: Asked::With(Companion::VjpInto),
    exists: Exists::ForCallers,
    takes: &[Record, Own, Seed, Added],
    gives: Nothing,
    doc: "Adjoint of {f}, which has run and recorded: *adds* to the shadows the cotangents of {wrt}{order}.",
    doc_of_unit: None,
    doc_of_places: Some(COTANGENT_IN_PLACE),
    shown: [""; 3],
};
