//! Memory: arrays, slices, vectors and the cells behind `&mut`.
//!
//! A value of kind [`Kind::Memory`](super::Kind::Memory) is a *handle*: it names a place in memory,
//! not what is in it. A handle is defined by a parameter, by [`New`], or by
//! [`View`], which names a part of another place. Every statement that touches
//! memory says where by a [`Place`]: a handle and the steps from it.
//!
//! ```text
//! w5 = load w1[w4]           // w5 = x[i]
//! store w2[w4] += w5         // y[i] += w5
//! w6 = new [0.0; w3]         // let w6 = vec![0.0; n]
//! w7 = view w1[w3..]         // &x[n..]
//! ```
//!
//! The *root* of a handle is the parameter or the `New` that it comes from
//! through views. Two handles with different roots never overlap: that is what
//! Rust's exclusive borrows prove, and lowering copies where a value of its own
//! begins.

use super::{Atom, Callee, Origin, Place, Shape, Step, Value};
use proc_macro2::TokenStream;
use std::rc::Rc;

/// `w = load place`: one scalar.
#[derive(Clone, Debug)]
pub(crate) struct Load {
    pub(crate) dst: Value,
    pub(crate) place: Place,
    pub(crate) origin: Origin,
}

/// `store place = w`, `store place += w`: one scalar.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    pub(crate) place: Place,
    pub(crate) write: Write,
    pub(crate) value: Atom,
    pub(crate) origin: Origin,
}

/// How a store or a copy writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Write {
    Set,
    /// It adds, and so reads nothing that a derivative would need.
    Add,
}

/// `w = new init`: memory of its own, seen until the end of the block.
#[derive(Clone, Debug)]
pub(crate) struct New {
    pub(crate) dst: Value,
    pub(crate) init: Init,
    pub(crate) origin: Origin,
}

/// What new memory holds.
#[derive(Clone, Debug)]
pub(crate) enum Init {
    /// `[a, b]`, `vec![a, b]`; an element that is a handle is copied.
    List(Vec<Shape<Atom>>),
    /// `[v; LEN]` (the length is in the kind), `vec![v; n]`.
    Repeat(Shape<Atom>, Option<Atom>),
    /// A copy of what is there: `to_vec`, `clone`, an array used by value.
    Copy(Place),
    /// A vector without elements, with room for some if the number is known.
    Empty(Option<Atom>),
    /// Zeros and of the same extents as what the handle names: a shadow.
    ZeroLike(Place),
    /// A cell that holds this.
    Cell(Shape<Atom>),
    /// `Body { m, v: w }`, `Some(w)`; with `..rest`, what it does not name is copied from
    /// there.
    Data { path: TokenStream, fields: Vec<(Step, Shape<Atom>)>, rest: Option<Place> },
    /// A closure, by its number, with what it captures.
    Closure { id: usize, captures: Vec<(Step, Shape<Atom>)> },
    /// A function by its name.
    Item(Rc<Callee>),
}

/// `w = view place`: a part of memory under a name of its own.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) dst: Value,
    pub(crate) place: Place,
    pub(crate) origin: Origin,
}

/// What is done to whole pieces of memory.
#[derive(Clone, Debug)]
pub(crate) struct Bulk {
    pub(crate) op: BulkOp,
    pub(crate) origin: Origin,
}

#[derive(Clone, Debug)]
pub(crate) enum BulkOp {
    /// Element by element; the extents agree. `Set` is `copy_from_slice`, or
    /// the assignment of an array.
    Copy { dst: Place, write: Write, src: Place },
    /// `dst = src` for vectors: the content and its length are replaced.
    /// `was` is the length before, or a copy where the extents of the elements differ:
    /// only while `reverse` runs, which puts it here where a shadow must know. It is an
    /// operand, and no side table, so that a replay renames it with the others.
    Replace { dst: Place, src: Place, was: Option<Atom> },
    /// All elements become zero: a shadow after its adjoint has been passed on.
    Zero { dst: Place },
    /// Every float is multiplied by the factor; a zero wins. What a callee made of
    /// the seed 1 becomes what it is for a seed that is not finite.
    Scale { dst: Place, factor: Atom },
    /// The vector becomes this many zeros: the shadow before a `Replace`. `was` is its length
    /// before, only while `reverse` runs, as that of a `Replace` is.
    Reset { dst: Place, len: Atom, was: Option<Atom> },
    /// The vector has this many elements that nobody reads before they are written: scratch or a
    /// tape of an iteration before. Only `hoist` makes it.
    Unwrite { dst: Place, len: Atom },
    /// `swap` of two elements, or of two whole pieces.
    Swap { a: Place, b: Place },
    /// `push`; a handle is copied into the vector.
    Push { dst: Place, value: Shape<Atom> },
    /// `pop`, of which it is known that there is an element; it is dropped.
    Pop { dst: Place },
    /// `truncate`: of `was` elements, `len` are left. Where only one is dropped, and its
    /// type does not tell its extents, `gone` is a copy of it: while `reverse` runs, as
    /// the `was` of a `Replace` is.
    Truncate { dst: Place, was: Atom, len: Atom, gone: Option<Atom> },
    /// To `was` elements come zeros, up to `len`: the shadow of what has been
    /// truncated.
    Grow { dst: Place, was: Atom, len: Atom },
    /// The shadow, tangent or seed has the extents of what it belongs to, or
    /// the companion panics with the two names.
    SameExtents { shadow: Place, of: Place },
}

impl Init {
    pub(crate) fn places(&self) -> Vec<&Place> {
        match self {
            Init::Copy(place) | Init::ZeroLike(place) | Init::Data { rest: Some(place), .. } => vec![place],
            _ => Vec::new(),
        }
    }

    pub(crate) fn places_mut(&mut self) -> Vec<&mut Place> {
        match self {
            Init::Copy(place) | Init::ZeroLike(place) | Init::Data { rest: Some(place), .. } => vec![place],
            _ => Vec::new(),
        }
    }

    /// The scalars and handles that it is made of.
    pub(crate) fn atoms(&self) -> Vec<Atom> {
        match self {
            Init::List(elems) => elems.iter().flat_map(Shape::leaves).copied().collect(),
            Init::Repeat(elem, len) => elem.leaves().into_iter().chain(len).copied().collect(),
            Init::Empty(room) => room.iter().copied().collect(),
            Init::Cell(value) => value.leaves().into_iter().copied().collect(),
            Init::Data { fields, .. } | Init::Closure { captures: fields, .. } => {
                fields.iter().flat_map(|(_, value)| value.leaves()).copied().collect()
            }
            Init::Copy(_) | Init::ZeroLike(_) | Init::Item(_) => Vec::new(),
        }
    }

    pub(crate) fn map_atoms(&mut self, f: &mut dyn FnMut(Atom) -> Atom) {
        match self {
            Init::List(elems) => elems.iter_mut().for_each(|e| *e = e.map(&mut |a| f(*a))),
            Init::Repeat(elem, len) => {
                *elem = elem.map(&mut |a| f(*a));
                *len = len.map(&mut *f);
            }
            Init::Copy(place) | Init::ZeroLike(place) => place.map_atoms(f),
            Init::Empty(room) => *room = room.map(&mut *f),
            Init::Item(_) => {}
            Init::Cell(value) => *value = value.map(&mut |a| f(*a)),
            Init::Closure { captures, .. } => {
                captures.iter_mut().for_each(|(_, value)| *value = value.map(&mut |a| f(*a)));
            }
            Init::Data { fields, rest, .. } => {
                fields.iter_mut().for_each(|(_, value)| *value = value.map(&mut |a| f(*a)));
                rest.iter_mut().for_each(|place| place.map_atoms(f));
            }
        }
    }
}

impl BulkOp {
    /// The memory that it changes.
    pub(crate) fn written(&self) -> Vec<&Place> {
        match self {
            BulkOp::Copy { dst, .. }
            | BulkOp::Replace { dst, .. }
            | BulkOp::Zero { dst }
            | BulkOp::Scale { dst, .. }
            | BulkOp::Reset { dst, .. }
            | BulkOp::Unwrite { dst, .. }
            | BulkOp::Push { dst, .. }
            | BulkOp::Truncate { dst, .. }
            | BulkOp::Grow { dst, .. }
            | BulkOp::Pop { dst } => vec![dst],
            BulkOp::Swap { a, b } => vec![a, b],
            BulkOp::SameExtents { .. } => Vec::new(),
        }
    }

    pub(crate) fn places(&self) -> Vec<&Place> {
        match self {
            BulkOp::Copy { dst, src, .. } | BulkOp::Replace { dst, src, .. } => vec![dst, src],
            BulkOp::SameExtents { shadow, of } => vec![shadow, of],
            other => other.written(),
        }
    }

    pub(crate) fn places_mut(&mut self) -> Vec<&mut Place> {
        match self {
            BulkOp::Copy { dst, src, .. } | BulkOp::Replace { dst, src, .. } => vec![dst, src],
            BulkOp::SameExtents { shadow, of } => vec![shadow, of],
            BulkOp::Zero { dst }
            | BulkOp::Scale { dst, .. }
            | BulkOp::Reset { dst, .. }
            | BulkOp::Unwrite { dst, .. }
            | BulkOp::Push { dst, .. }
            | BulkOp::Truncate { dst, .. }
            | BulkOp::Grow { dst, .. }
            | BulkOp::Pop { dst } => vec![dst],
            BulkOp::Swap { a, b } => vec![a, b],
        }
    }

    pub(crate) fn atoms(&self) -> Vec<Atom> {
        match self {
            BulkOp::Push { value, .. } => value.leaves().into_iter().copied().collect(),
            BulkOp::Reset { len, was, .. } => [*len].into_iter().chain(*was).collect(),
            BulkOp::Unwrite { len, .. } => vec![*len],
            BulkOp::Scale { factor, .. } => vec![*factor],
            BulkOp::Replace { was, .. } => was.iter().copied().collect(),
            BulkOp::Truncate { was, len, gone, .. } => [*was, *len].into_iter().chain(*gone).collect(),
            BulkOp::Grow { was, len, .. } => vec![*was, *len],
            _ => Vec::new(),
        }
    }

    pub(crate) fn map_atoms(&mut self, f: &mut dyn FnMut(Atom) -> Atom) {
        match self {
            BulkOp::Copy { dst, src, .. } => {
                dst.map_atoms(f);
                src.map_atoms(f);
            }
            BulkOp::Replace { dst, src, was } => {
                dst.map_atoms(f);
                src.map_atoms(f);
                *was = was.map(&mut *f);
            }
            BulkOp::Zero { dst } | BulkOp::Pop { dst } => dst.map_atoms(f),
            BulkOp::Reset { dst, len, was } => {
                dst.map_atoms(f);
                *len = f(*len);
                *was = was.map(&mut *f);
            }
            BulkOp::Unwrite { dst, len } => {
                dst.map_atoms(f);
                *len = f(*len);
            }
            BulkOp::Scale { dst, factor } => {
                dst.map_atoms(f);
                *factor = f(*factor);
            }
            BulkOp::Truncate { dst, was, len, gone } => {
                dst.map_atoms(f);
                *was = f(*was);
                *len = f(*len);
                *gone = gone.map(&mut *f);
            }
            BulkOp::Grow { dst, was, len } => {
                dst.map_atoms(f);
                *was = f(*was);
                *len = f(*len);
            }
            BulkOp::Swap { a, b } => {
                a.map_atoms(f);
                b.map_atoms(f);
            }
            BulkOp::Push { dst, value } => {
                dst.map_atoms(f);
                *value = value.map(&mut |a| f(*a));
            }
            BulkOp::SameExtents { shadow, of } => {
                shadow.map_atoms(f);
                of.map_atoms(f);
            }
        }
    }
}
