//! Where memory is kept that a function returns early.
//!
//! Branches and loops carry no memory. What an inner `return` gives is copied
//! into a place that is made where the function begins, and is the same on all
//! paths.
//!
//! ```text
//!                                   reserved = new empty
//! for i in 0..n {                   for i in 0..n
//!     if x[i] > 1.0 {                   if ..
//!         return vec![x[i]];                w5 = new [w4]
//!     }                                     replace reserved by w5
//! ```

use super::loops::JumpTarget;
use super::shared::Shared;
use crate::ir::{Atom, By, Init, New, Shape, Stmt, Value};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::tokens::jumps;

/// Makes the places, one for each leaf of the result that is memory, if the
/// function returns from within at all.
pub(crate) fn make(cx: &mut Cx<'_>) {
    // Where there is nothing, the companion is left, and nothing is kept.
    let returns = match &cx.fallible {
        Some(_) => jumps::returns_value(cx.body.clone()),
        None => jumps::returns(cx.body.clone()),
    };
    if !returns {
        return;
    }
    for kind in cx.result.leaves().into_iter().copied().collect::<Vec<_>>() {
        let reserved = Shared::of(cx, kind);
        if let Some(Shared { place, init, .. }) = &reserved {
            cx.homes.insert(*place, 0);
            cx.out.make(*place, init.clone());
        }
        cx.reserved_results.push(reserved);
    }
}

/// What a `return` inside a region gives, as all paths have it.
pub(crate) fn keep(cx: &mut Cx<'_>, value: &Operands) -> Operands {
    if cx.around.is_empty() {
        return value.clone();
    }
    let mut all_reserved = cx.reserved_results.clone().into_iter();
    let value = value.owned();
    value.map(&mut |operand| match (all_reserved.next().flatten(), operand.atom.value()) {
        (Some(reserved), Some(from)) if from != reserved.place => {
            cx.out.bulk(reserved.filled(from));
            Operand { atom: reserved.place.into(), kind: operand.kind }
        }
        _ => *operand,
    })
}

/// What a path that has not returned has of the result: the places, and nothing
/// besides.
pub(crate) fn nothing_yet(cx: &Cx<'_>) -> Vec<Atom> {
    let all_reserved = cx
        .reserved_results
        .iter()
        .map(|reserved| reserved.as_ref().map_or(Atom::Undef, |reserved| reserved.place.into()));
    let leaves = cx.result.leaves().len();
    all_reserved.chain(std::iter::repeat(Atom::Undef)).take(leaves).collect()
}

/// The same for a hidden variable; nothing at all if there are no places.
pub(crate) fn holds(cx: &Cx<'_>) -> Holds {
    if cx.reserved_results.iter().all(Option::is_none) {
        return Holds::Nothing;
    }
    let mut atoms = nothing_yet(cx).into_iter();
    let operand = |kind: &KindVar| Operand { atom: atoms.next().unwrap_or(Atom::Undef), kind: *kind };
    Holds::Operands(cx.result.owned().map(&mut { operand }))
}

/// The place that the value is, if it is one.
pub(crate) fn of(cx: &Cx<'_>, value: Value) -> Option<Shared> {
    cx.reserved_results.iter().flatten().find(|reserved| reserved.place == value).cloned()
}

/// What `break` brings along, with its memory in places that are made before the
/// loop, the same for each `break`.
pub(crate) fn brought(cx: &mut Cx<'_>, target: &JumpTarget, value: &Operands) -> Operands {
    if matches!(value, Shape::Ref(_)) {
        return value.clone();
    }
    let mut i = 0;
    let mut ways = value.ways().into_iter();
    value.map(&mut |operand| {
        i += 1;
        // A copy would not be what is written through.
        if ways.next() == Some(By::InOut) {
            return *operand;
        }
        let (Some(_), Some(from)) = (cx.kinds.as_memory(operand.kind), operand.atom.value()) else {
            return *operand;
        };
        let known = cx
            .reserved_for_breaks
            .iter()
            .find(|(key, _)| *key == (target.value(), i))
            .map(|(_, reserved)| reserved.clone());
        let Some(reserved) = known.or_else(|| {
            let reserved = Shared::of(cx, operand.kind)?;
            cx.homes.insert(reserved.place, target.depth());
            cx.reserved_for_breaks.push(((target.value(), i), reserved.clone()));
            Some(reserved)
        }) else {
            return *operand;
        };
        if from != reserved.place {
            cx.out.bulk(reserved.filled(from));
        }
        Operand { atom: reserved.place.into(), kind: operand.kind }
    })
}

/// Makes the places for what leaves a loop, before it.
pub(crate) fn make_brought(cx: &mut Cx<'_>, target: &JumpTarget) {
    let all_reserved: Vec<Shared> = cx
        .reserved_for_breaks
        .iter()
        .filter(|((value, _), _)| *value == target.value())
        .map(|(_, reserved)| reserved.clone())
        .collect();
    for Shared { place, init, .. } in all_reserved {
        cx.out.make(place, init);
    }
}

/// What a loop or a block gives, once it has been left: of data, what is in its place.
pub(crate) fn left_with(cx: &mut Cx<'_>, value: &Operands) -> Operands {
    value.map(&mut |operand| match around(cx, *operand) {
        Some(shared) => {
            let dst = cx.fresh(operand.kind);
            shared.name(cx, dst);
            Operand { atom: dst.into(), kind: operand.kind }
        }
        None => *operand,
    })
}

/// What comes to the end of a block, its data in the places of what a `break` brings there,
/// and the statements that put it there.
pub(crate) fn fallen_through(cx: &Cx<'_>, broken: &Operands, value: &Operands) -> (Vec<Stmt>, Operands) {
    let mut broken = broken.leaves().into_iter();
    let mut stmts = Vec::new();
    let value = value.map(&mut |operand| {
        let place = broken.next().and_then(|broken| around(cx, *broken));
        let (Some(shared), Some(from)) = (place, operand.atom.value()) else { return *operand };
        stmts.push(Stmt::bulk(shared.filled_from(cx, from)));
        Operand { atom: shared.place.into(), kind: operand.kind }
    });
    (stmts, value)
}

/// The place around the data that a `break` brings along.
fn around(cx: &Cx<'_>, operand: Operand) -> Option<Shared> {
    let mut brought = cx.reserved_for_breaks.iter().map(|(_, reserved)| reserved);
    brought.find(|shared| shared.is_around() && operand.atom == Atom::Value(shared.place)).cloned()
}

/// Whether an atom is a place for what leaves a loop or is returned.
pub(crate) fn is_kept(cx: &Cx<'_>, atom: Atom) -> bool {
    let brought = cx.reserved_for_breaks.iter().map(|(_, reserved)| reserved);
    cx.reserved_results.iter().flatten().chain(brought).any(|reserved| atom == Atom::Value(reserved.place))
}

/// The result of the function, where all paths have come together: of data, what is in its
/// place.
pub(crate) fn taken(cx: &mut Cx<'_>, mut yields: Vec<Atom>) -> Vec<Atom> {
    for (atom, reserved) in yields.iter_mut().zip(cx.reserved_results.clone()) {
        if let Some(shared) = reserved.filter(|shared| shared.is_around() && *atom == Atom::Value(shared.place)) {
            let kind = cx.kinds.as_memory(cx.kind_of[shared.place.index()]).cloned();
            let Some((_, Shape::Leaf(kind))) = kind else { unreachable!("it is around one") };
            let dst = cx.fresh(kind);
            cx.out.push(Stmt::New(New { dst, init: Init::Copy(shared.content()), origin: None }));
            *atom = dst.into();
        }
    }
    yields
}

/// Brings what another path gives into the place.
pub(crate) fn join(reserved: &Shared, from: Value, stmts: &mut Vec<Stmt>) {
    stmts.push(Stmt::bulk(reserved.filled(from)));
}

/// One for each leaf of the result.
pub(crate) type ReservedResults = Vec<Option<Shared>>;

/// One for each leaf of what a `break` brings along to its loop.
pub(crate) type ReservedForBreaks = Vec<((Var, usize), Shared)>;
