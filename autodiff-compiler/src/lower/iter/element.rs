//! Items that are elements or parts of memory, in bounds because of where their
//! numbers come from.

use super::source::Passing;
use crate::ir::{Access, Atom, Brackets, Form, Place, Shape, Step};
use crate::lower::memory::place::{self, Located};
use crate::lower::state::arrays::{self, Rank};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Operand, Operands};
use quote::ToTokens;

/// Memory whose elements are items, and how they are passed.
#[derive(Clone)]
pub(crate) struct Elements {
    pub(crate) place: Located,
    pub(crate) elem: Shape<KindVar>,
    pub(crate) passing: Passing,
}

impl Elements {
    pub(crate) fn of(cx: &mut Cx<'_>, place: Located, passing: Passing) -> Elements {
        let (_, elem) = place::memory(cx, &place).expect("elements of memory");
        let elem = match place.ty {
            Shape::Leaf(kind) if cx.kinds.is_data(kind) => {
                let step = entry(cx, kind, Atom::Int(0));
                cx.kinds.field_at(kind, &step)
            }
            _ => elem,
        };
        Elements { place, elem, passing }
    }

    /// Where the element of this number is.
    pub(crate) fn at(&self, cx: &Cx<'_>, k: Atom) -> Located {
        self.place.then(self.step(cx, k), self.elem.clone())
    }

    /// What leads to the element of this number. Of data it is an entry, of which core knows
    /// whether it is found by the number alone.
    fn step(&self, cx: &Cx<'_>, k: Atom) -> Step {
        match self.place.ty {
            Shape::Leaf(kind) if cx.kinds.is_data(kind) => entry(cx, kind, k),
            _ => Step::Index(k),
        }
    }
}

/// A matrix of ndarray is indexed by two numbers.
fn entry(cx: &Cx<'_>, kind: KindVar, k: Atom) -> Step {
    let written = if arrays::rank(cx, kind) == Some(Rank::Matrix) { Brackets::Nth } else { Brackets::Plain };
    Step::Entry { at: vec![k], written }
}

/// The element of this number.
pub(crate) fn element(cx: &mut Cx<'_>, at: &dyn ToTokens, of: &Elements, k: Atom) -> Operands {
    let step = of.step(cx, k);
    let Elements { place, elem, passing } = of;
    if *passing == Passing::Mut {
        let kind = match elem {
            Shape::Leaf(kind) if cx.kinds.as_memory(*kind).is_some() => *kind,
            elem => cx.kinds.memory(Form::Cell, elem.clone()),
        };
        return Shape::Mut(Box::new(part(cx, at, place, step, kind)));
    }
    let item = place::in_bounds(cx, |cx| {
        let mut path = place.path.clone();
        path.push(step);
        place::read(cx, at, &Located { base: place.base, path, ty: elem.clone() })
    });
    match passing {
        Passing::Value => item,
        _ => Shape::Ref(Box::new(item)),
    }
}

/// A part of memory that is in bounds.
pub(crate) fn part(cx: &mut Cx<'_>, at: &dyn ToTokens, place: &Located, step: Step, kind: KindVar) -> Operands {
    let mut path = place.path.clone();
    path.push(step);
    let place = Place { base: place.base, path, access: Access::Again };
    let dst = place::view(cx, at, place, kind);
    Shape::Leaf(Operand { atom: dst.into(), kind })
}
