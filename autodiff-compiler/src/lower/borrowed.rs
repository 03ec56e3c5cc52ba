//! Which data may have references among its parts, `#[constant] grid: &'a Grid`: its type has a lifetime, or
//! it is made of something that has no derivative.

use crate::ir::{Atom, Block, Form, Init, Kind, Memory, New, Shape, Stmt, ValueInfo};

/// Whether the type of a value says so; `of_self` is whether that of `self` does.
pub(super) fn is_borrowing(kind: Kind, of_self: bool) -> bool {
    let Some(Memory { form: Form::Data(data), .. }) = kind.memory() else { return false };
    data.ty.contains('\'') || (of_self && data.ty == "Self")
}

/// Marks what is made of something that has no derivative: `Fit { grid, x }`.
pub(super) fn mark(values: &mut [ValueInfo], body: &Block) {
    body.visit(&mut |stmt| {
        if let Stmt::New(New { dst, init: Init::Data { fields, .. }, .. }) = stmt {
            let is_unseen = |atom: &Atom| atom.value().is_some_and(|w| matches!(values[w.index()].kind, Kind::Opaque));
            let is_made_so = fields.iter().flat_map(|(_, of)| Shape::leaves(of)).any(is_unseen);
            values[dst.index()].borrows |= is_made_so;
        }
    });
}
