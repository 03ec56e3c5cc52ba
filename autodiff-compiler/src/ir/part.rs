//! What steps into memory lead to.

use super::{Data, Form, Kind, Memory, Name, Shape, Step};

/// What is at the end of a path from memory of kind `base`: a scalar, a tuple, or
/// memory.
pub(crate) fn part(base: Kind, path: &[Step]) -> Shape<Kind> {
    path.iter().fold(Shape::Leaf(base), |shape, step| next(inside(shape), step))
}

/// What a cell holds; anything else as it is.
fn inside(shape: Shape<Kind>) -> Shape<Kind> {
    match shape {
        Shape::Leaf(Kind::Memory(Memory { form: Form::Cell, elem })) => elem.clone(),
        shape => shape,
    }
}

fn next(shape: Shape<Kind>, step: &Step) -> Shape<Kind> {
    match (step, &shape) {
        (Step::Index(_), Shape::Leaf(Kind::Memory(memory))) => memory.elem.clone(),
        (Step::Range { .. }, Shape::Leaf(Kind::Memory(memory))) => {
            Shape::Leaf(Memory::kind(Form::Slice, memory.elem.clone()))
        }
        (Step::Field(i), Shape::Tuple(entries)) => entries[*i].clone(),
        (
            Step::Named(_) | Step::Entry { .. } | Step::Payload { .. } | Step::Behind | Step::Inside | Step::AsSlice,
            Shape::Leaf(Kind::Memory(Memory { form: Form::Data(data), .. })),
        ) => field(data, &step.key().expect("it is a field")),
        _ => shape,
    }
}

/// A field of data that no statement names is data, too.
fn field(data: &Data, name: &Name) -> Shape<Kind> {
    let found = data.fields.iter().find(|(other, _)| other == name);
    found.map_or_else(|| Shape::Leaf(Memory::data()), |(_, shape)| shape.clone())
}

/// The kind of a handle to a part of memory: of a scalar, a cell's.
pub(crate) fn part_kind(base: Kind, path: &[Step]) -> Kind {
    match part(base, path) {
        Shape::Leaf(kind @ Kind::Memory(_)) => kind,
        elem => Memory::kind(Form::Cell, elem),
    }
}

/// The kind of the scalar at the end of a path; of what is not seen, of the number
/// that it may be.
pub(crate) fn scalar_at(base: Kind, path: &[Step]) -> Kind {
    match inside(part(base, path)) {
        Shape::Leaf(Kind::Memory(Memory { form: Form::Unseen, elem: Shape::Leaf(number) })) => *number,
        Shape::Leaf(kind) => kind,
        _ => Kind::Opaque,
    }
}
