//! What is in memory, and handles to it.

use super::{Scalar, Stop, broken};
use crate::ir::{Form, Kind, Memory, Shape};
use autodiff_core::product::{zero_wins, zero_wins_f32};
use std::cell::RefCell;
use std::rc::Rc;

/// A scalar, a tuple, or elements; a cell is what is in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Scalar(Scalar),
    Tuple(Vec<Content>),
    List(Vec<Content>),
}

/// A place in memory: a root, and the way from it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Handle {
    pub(super) root: Rc<RefCell<Content>>,
    pub(super) path: Vec<At>,
}

/// A step whose indices are numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum At {
    Index(usize),
    Range { from: usize, to: Option<usize> },
    Field(usize),
}

/// What is at a place.
pub(super) enum Slot<'c> {
    One(&'c mut Content),
    Part(&'c mut [Content]),
}

impl Handle {
    pub(crate) fn new(content: Content) -> Self {
        Handle { root: Rc::new(RefCell::new(content)), path: Vec::new() }
    }

    pub(super) fn then(&self, path: &[At]) -> Self {
        Handle { root: Rc::clone(&self.root), path: [&self.path, path].concat() }
    }

    /// Reads or changes what is there; `None` where the way is out of bounds.
    pub(super) fn with<T>(&self, f: impl FnOnce(Slot<'_>) -> Result<T, Stop>) -> Result<Option<T>, Stop> {
        let mut content = self.root.borrow_mut();
        match walk(Slot::One(&mut content), &self.path)? {
            Some(slot) => f(slot).map(Some),
            None => Ok(None),
        }
    }
}

fn walk<'c>(slot: Slot<'c>, path: &[At]) -> Result<Option<Slot<'c>>, Stop> {
    let Some((step, rest)) = path.split_first() else { return Ok(Some(slot)) };
    let next = match (*step, slot) {
        (At::Field(i), Slot::One(Content::Tuple(entries))) => entries.get_mut(i).map(Slot::One),
        (At::Index(i), Slot::One(Content::List(elems))) => elems.get_mut(i).map(Slot::One),
        (At::Index(i), Slot::Part(elems)) => elems.get_mut(i).map(Slot::One),
        (At::Range { from, to }, Slot::One(Content::List(elems))) => part(elems, from, to),
        (At::Range { from, to }, Slot::Part(elems)) => part(elems, from, to),
        (step, _) => return broken(format!("there is no {step:?} there")),
    };
    next.map_or(Ok(None), |slot| walk(slot, rest))
}

fn part(elems: &mut [Content], from: usize, to: Option<usize>) -> Option<Slot<'_>> {
    let to = to.unwrap_or(elems.len());
    elems.get_mut(from..to).map(Slot::Part)
}

impl Slot<'_> {
    /// A copy of what is there.
    pub(super) fn content(&self) -> Content {
        match self {
            Slot::One(content) => (*content).clone(),
            Slot::Part(elems) => Content::List(elems.to_vec()),
        }
    }

    pub(super) fn len(&self) -> Result<usize, Stop> {
        match self {
            Slot::One(Content::List(elems)) => Ok(elems.len()),
            Slot::Part(elems) => Ok(elems.len()),
            Slot::One(_) => broken("the length of what is no memory".to_owned()),
        }
    }

    /// Lets something of the same extents stand there.
    pub(super) fn set(self, content: Content) -> Result<(), Stop> {
        match (self, content) {
            (Slot::Part(elems), Content::List(more)) if elems.len() == more.len() => elems.clone_from_slice(&more),
            (Slot::Part(_), more) => return Err(Stop::Panics(format!("another length: {more:?}"))),
            (Slot::One(Content::List(elems)), Content::List(more)) if elems.len() != more.len() => {
                return Err(Stop::Panics("another length".to_owned()));
            }
            (Slot::One(one), content) => *one = content,
        }
        Ok(())
    }

    /// Adds the floats.
    pub(super) fn add(self, more: &Content) -> Result<(), Stop> {
        match (self, more) {
            (Slot::Part(elems), Content::List(more)) if elems.len() == more.len() => {
                elems.iter_mut().zip(more).try_for_each(|(a, b)| Slot::One(a).add(b))
            }
            (Slot::One(Content::List(elems)), Content::List(_)) => Slot::Part(elems).add(more),
            (Slot::One(Content::Tuple(entries)), Content::Tuple(more)) if entries.len() == more.len() => {
                entries.iter_mut().zip(more).try_for_each(|(a, b)| Slot::One(a).add(b))
            }
            (Slot::One(Content::Scalar(a)), Content::Scalar(b)) => add_scalar(a, b),
            _ => broken("a sum of pieces with different extents".to_owned()),
        }
    }

    /// Multiplies every float; a zero wins.
    pub(super) fn scale(self, factor: f64) {
        match self {
            Slot::One(Content::Scalar(Scalar::F64(x))) => *x = zero_wins(factor, *x),
            #[allow(clippy::cast_possible_truncation, reason = "the factor is an f32")]
            Slot::One(Content::Scalar(Scalar::F32(x))) => *x = zero_wins_f32(factor as f32, *x),
            Slot::One(Content::Scalar(_)) => {}
            Slot::One(Content::List(parts) | Content::Tuple(parts)) => Slot::Part(parts).scale(factor),
            Slot::Part(parts) => parts.iter_mut().for_each(|part| Slot::One(part).scale(factor)),
        }
    }

    /// Makes every scalar zero.
    pub(super) fn zero(self) {
        match self {
            Slot::One(content) => *content = zeros_like(content),
            Slot::Part(elems) => elems.iter_mut().for_each(|elem| *elem = zeros_like(elem)),
        }
    }
}

fn add_scalar(a: &mut Scalar, b: &Scalar) -> Result<(), Stop> {
    match (&mut *a, b) {
        (Scalar::F64(a), Scalar::F64(b)) => *a += b,
        (Scalar::F32(a), Scalar::F32(b)) => *a += b,
        // An integer in a shadow is left alone.
        (Scalar::Int(_), Scalar::Int(_)) | (Scalar::Bool(_), Scalar::Bool(_)) => {}
        (a, b) => return broken(format!("{a:?} += {b:?}")),
    }
    Ok(())
}

pub(super) fn zeros_like(content: &Content) -> Content {
    match content {
        Content::Scalar(scalar) => Content::Scalar(match scalar {
            Scalar::F64(_) => Scalar::F64(0.0),
            Scalar::F32(_) => Scalar::F32(0.0),
            Scalar::Int(_) => Scalar::Int(0),
            Scalar::Bool(_) => Scalar::Bool(false),
            // What a tape was not told has a zero of its type in what is emitted.
            Scalar::Undef => Scalar::F64(0.0),
            other @ Scalar::Memory(_) => other.clone(),
        }),
        Content::Tuple(entries) => Content::Tuple(entries.iter().map(zeros_like).collect()),
        Content::List(elems) => Content::List(elems.iter().map(zeros_like).collect()),
    }
}

/// The zero of a type; of vectors, one without elements.
pub(super) fn zero_of(kinds: &Shape<Kind>) -> Result<Content, Stop> {
    Ok(match kinds {
        Shape::Leaf(Kind::Memory(Memory { form: Form::Array(len), elem })) => {
            Content::List(vec![zero_of(elem)?; array_length(len)?])
        }
        Shape::Leaf(Kind::Memory(Memory { form: Form::Cell, elem })) => zero_of(elem)?,
        Shape::Leaf(Kind::Memory(_)) => Content::List(Vec::new()),
        Shape::Leaf(kind) => Content::Scalar(match kind {
            // Of several directions it runs one.
            Kind::F64 | Kind::Param(_) | Kind::Lanes(_) => Scalar::F64(0.0),
            Kind::F32 => Scalar::F32(0.0),
            Kind::Int(_) => Scalar::Int(0),
            Kind::Bool => Scalar::Bool(false),
            Kind::Memory(_) | Kind::Opaque => return Err(Stop::Unsupported(format!("a zero of {kind:?}"))),
        }),
        Shape::Tuple(entries) => Content::Tuple(entries.iter().map(zero_of).collect::<Result<_, _>>()?),
        Shape::Ref(inner) | Shape::Mut(inner) => zero_of(inner)?,
    })
}

pub(super) fn array_length(text: &str) -> Result<usize, Stop> {
    text.parse().map_err(|_| Stop::Unsupported(format!("an array of {text}")))
}

/// Whether two pieces have the same extents.
pub(super) fn same_extents(a: &Content, b: &Content) -> bool {
    match (a, b) {
        (Content::List(a), Content::List(b)) | (Content::Tuple(a), Content::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_extents(a, b))
        }
        (Content::Scalar(_), Content::Scalar(_)) => true,
        _ => false,
    }
}

impl Handle {
    /// The scalars of what is there, in order.
    pub(crate) fn scalars(&self) -> Vec<Scalar> {
        let mut all = Vec::new();
        collect(&self.content(), &mut all);
        all
    }

    /// A copy of what is there; nothing where the way is out of bounds.
    pub(crate) fn content(&self) -> Content {
        let content = self.with(|slot| Ok(slot.content())).ok().flatten();
        content.unwrap_or_else(|| Content::List(Vec::new()))
    }
}

fn collect(content: &Content, all: &mut Vec<Scalar>) {
    match content {
        Content::Scalar(scalar) => all.push(scalar.clone()),
        Content::Tuple(parts) | Content::List(parts) => parts.iter().for_each(|part| collect(part, all)),
    }
}
