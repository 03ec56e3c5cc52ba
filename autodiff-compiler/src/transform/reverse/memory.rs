//! Adjoints of what touches memory: the same on the shadow, backwards.
//!
//! ```text
//! w7 = load w4[i]         a_bar[i] += w7_bar
//! store w4[i] = w3        w3_bar += a_bar[i];  a_bar[i] = 0
//! store w4[i] += w3       w3_bar += a_bar[i]
//! push w4, w3             w3_bar += a_bar.pop()
//! truncate w4 to w2       a_bar grows by zeros to its former length
//! ```
//!
//! All versions of an array share one shadow, as they share one place.

use super::{Derivative, Extremes, Reverse, accumulate, take_settled};
use crate::ir::{
    Access, Atom, Block, BulkOp, Carried, Checkpoints, Control, If, Init, IntKind, IntOp, Kind, Limits, Load, Loop,
    LoopId, Memory, New, Op, Order, Place, Range, Shape, Step, Stmt, Store, Value, Write, has_fixed_extents, part_kind,
    scalar_at,
};
use std::collections::BTreeSet;

/// Makes the shadows of the active memory that these statements make, which
/// have been run.
pub(super) fn declare(cx: &mut Reverse<'_>, stmts: &[Stmt]) {
    for stmt in stmts {
        for root in stmt.effects(&cx.out.values).makes {
            if cx.is_active(root) && cx.out.kind(root).is_differentiable() {
                shadow(cx, root);
            }
        }
    }
}

/// Whether active memory around an `If` may have other extents after it.
pub(super) fn resizes_around(cx: &Reverse<'_>, branch: &If) -> bool {
    let (mut made, mut resized) = (BTreeSet::new(), BTreeSet::new());
    let mut note = |stmt: &Stmt| {
        made.extend(stmt.defines());
        resized.extend(stmt.effects(&cx.out.values).resized().map(|w| cx.roots.root(w)));
    };
    branch.then.visit(&mut note);
    branch.orelse.visit(&mut note);
    let is_free = |root: Value| !has_fixed_extents(&Shape::Leaf(cx.out.kind(root)));
    resized.into_iter().any(|root| !made.contains(&root) && cx.is_active(root) && is_free(root))
}

/// Notes the memory that these statements have made here.
pub(super) fn enter(cx: &mut Reverse<'_>, stmts: &[Stmt]) {
    for stmt in stmts {
        cx.here.extend(stmt.defines().into_iter().filter(|w| cx.out.kind(*w).memory().is_some()));
    }
}

/// The shadow of a root begins as zeros, or as what arrives at the result.
pub(super) fn shadow(cx: &mut Reverse<'_>, root: Value) {
    if let Some(seed) = cx.given.remove(&root) {
        push_bulk(cx, BulkOp::SameExtents { shadow: Place::whole(seed), of: Place::whole(root) });
        cx.shadows.insert(root, seed);
        return;
    }
    let memory = cx.out.kind(root).memory().expect("a root is memory");
    let name = cx.out.name(root).map(|name| format!("{name}_bar"));
    let shadow = cx.out.fresh(memory.owned(), name);
    let init = Init::ZeroLike(Place::whole(root));
    cx.out.make(shadow, init);
    cx.shadows.insert(root, shadow);
    arrive(cx, root);
}

/// Adds what arrives at a result to the shadow of what is returned.
pub(super) fn arrive(cx: &mut Reverse<'_>, root: Value) {
    for (place, seed) in cx.seeds.remove(&root).unwrap_or_default() {
        let Some(dst) = shadow_place(cx, &place) else { continue };
        push_bulk(cx, BulkOp::SameExtents { shadow: Place::whole(seed), of: place });
        push_bulk(cx, BulkOp::Copy { dst, write: Write::Add, src: Place::whole(seed) });
    }
}

pub(super) fn push_bulk(cx: &mut Reverse<'_>, op: BulkOp) {
    cx.out.bulk(op);
}

/// The same place in the shadow; `None` if it has none.
pub(super) fn shadow_place(cx: &Reverse<'_>, place: &Place) -> Option<Place> {
    let place = cx.roots.rooted(place);
    let base = place.base;
    let Some(shadow) = cx.shadows.get(&base).copied() else {
        // Better no derivative than one that is silently zero.
        let is_missed = cx.is_active(base) && cx.out.kind(base).is_differentiable();
        assert!(!is_missed, "`{}` is active and has no shadow", cx.out.name(base).unwrap_or("a value"));
        return None;
    };
    Some(Place { base: shadow, ..place.asked_of(&cx.out.values[base.index()], &[]) })
}

/// The original root, by which the growth of a shadow is known.
fn growth_key(cx: &Reverse<'_>, place: &Place) -> Value {
    cx.original(cx.roots.root(place.base))
}

/// What the shadow holds at a place.
fn load_shadow(cx: &mut Reverse<'_>, of: &Place, shadow: &Place, kind: Kind) -> Derivative {
    let dst = cx.out.temp(kind);
    cx.out.values[dst.index()].access = Access::Again;
    cx.out.load(dst, shadow.clone());
    let key = growth_key(cx, of);
    let assumed = cx.growth.assumed(key);
    // What no one has read since has the zero that the shadow began with.
    Derivative::new(dst.into(), if cx.spent.contains(&key) { assumed } else { assumed.masked() })
}

/// `shadow[..] += term`
pub(super) fn add(cx: &mut Reverse<'_>, of: &Place, (value, extremes): (Atom, Extremes)) {
    let Some(place) = shadow_place(cx, of) else { return };
    if value == Atom::ZERO {
        return;
    }
    let key = growth_key(cx, of);
    cx.growth.meet(key, extremes);
    cx.out.store(place, Write::Add, value);
}

pub(super) fn load(cx: &mut Reverse<'_>, load: &Load) {
    if let Some(incoming) = take_settled(cx, load.dst) {
        add(cx, &load.place, incoming);
    }
}

pub(super) fn store(cx: &mut Reverse<'_>, store: &Store) {
    let kind = scalar_at(cx.out.kind(store.place.base), &store.place.path);
    if !kind.is_float() {
        return;
    }
    let Some(place) = shadow_place(cx, &store.place) else { return };
    let wanted = store.value.value().is_some_and(|w| cx.is_active(w));
    let arrived = wanted.then(|| load_shadow(cx, &store.place, &place, kind));
    if store.write == Write::Set {
        cx.out.store(place, Write::Set, Atom::ZERO);
    }
    if let Some(arrived) = arrived {
        accumulate(cx, store.value, arrived);
    }
}

/// Passes what is in the shadow on to what the memory was made of.
pub(super) fn new(cx: &mut Reverse<'_>, new: &New) {
    if !cx.shadows.contains_key(&new.dst) {
        return;
    }
    let whole = Place::whole(new.dst);
    match &new.init {
        Init::List(elems) => {
            for (i, elem) in elems.iter().enumerate() {
                let index = Atom::Int(i128::try_from(i).expect("a list is short"));
                element(cx, &then(&whole, Step::Index(index)), elem);
            }
        }
        Init::Repeat(elem, _) => repeated(cx, &whole, elem),
        Init::Copy(place) => copy(cx, place, &whole),
        Init::Cell(value) => element(cx, &whole, value),
        Init::Data { fields, rest, .. } => {
            for (step, value) in fields {
                element(cx, &then(&whole, step.clone()), value);
            }
            if let Some(rest) = rest {
                updated(cx, rest, &whole, fields);
            }
        }
        Init::Closure { captures, .. } => {
            for (step, value) in captures {
                element(cx, &then(&whole, step.clone()), value);
            }
        }
        Init::Empty(_) | Init::ZeroLike(_) | Init::Item(_) => {}
    }
}

/// What an update leaves as it is comes from `rest`: all of the shadow but the fields that
/// are given.
///
/// ```text
/// w3 = new P { x: w1, ..w2 }    w1_bar += w3_bar.x
///                               store w3_bar.x = 0
///                               copy w2_bar += w3_bar
/// ```
///
/// Memory there is of the extents and the variant that `rest` has, which what is given need
/// not be of.
fn updated(cx: &mut Reverse<'_>, rest: &Place, whole: &Place, fields: &[(Step, Shape<Atom>)]) {
    let Some(shadow) = shadow_place(cx, whole) else { return };
    for (step, value) in fields {
        let field = then(&shadow, step.clone());
        let was = shadow_place(cx, rest).map(|rest| then(&rest, step.clone()));
        match (value, was) {
            (Shape::Leaf(Atom::Value(w)), Some(was)) if cx.out.kind(*w).memory().is_some_and(Memory::has_float) => {
                let zeros = cx.out.temp(cx.out.kind(*w));
                cx.out.make(zeros, Init::ZeroLike(was));
                push_bulk(cx, BulkOp::Replace { dst: field, src: Place::whole(zeros), was: None });
            }
            _ => cleared(cx, field, value),
        }
    }
    copy(cx, rest, whole);
}

/// Makes zeros in a shadow of what such a value was put into.
fn cleared(cx: &mut Reverse<'_>, shadow: Place, value: &Shape<Atom>) {
    match value {
        Shape::Leaf(atom) => match atom.value().map(|w| cx.out.kind(w)) {
            Some(Kind::Memory(memory)) if memory.has_float() => push_bulk(cx, BulkOp::Zero { dst: shadow }),
            Some(kind) if !kind.is_float() => {}
            None if !matches!(atom, Atom::Float(_)) => {}
            _ => cx.out.push(Stmt::Store(Store { place: shadow, write: Write::Set, value: Atom::ZERO, origin: None })),
        },
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                cleared(cx, then(&shadow, Step::Field(i)), entry);
            }
        }
        Shape::Ref(inner) | Shape::Mut(inner) => cleared(cx, shadow, inner),
    }
}

fn then(place: &Place, step: Step) -> Place {
    let mut path = place.path.clone();
    path.push(step);
    Place { base: place.base, path, access: Access::Again }
}

/// `value` was put at `place`.
fn element(cx: &mut Reverse<'_>, place: &Place, value: &Shape<Atom>) {
    match value {
        Shape::Leaf(Atom::Value(w)) if cx.out.kind(*w).memory().is_some() => {
            copy(cx, &Place::whole(*w), place);
        }
        Shape::Leaf(atom) => {
            let Some(w) = atom.value().filter(|w| cx.is_active(*w)) else { return };
            let kind = cx.out.kind(w);
            let Some(shadow) = shadow_place(cx, place) else { return };
            let arrived = load_shadow(cx, place, &shadow, kind);
            accumulate(cx, *atom, arrived);
        }
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                element(cx, &then(place, Step::Field(i)), entry);
            }
        }
        Shape::Ref(inner) | Shape::Mut(inner) => element(cx, place, inner),
    }
}

/// `to` was made a copy of `from`: its shadow is added to the other's.
fn copy(cx: &mut Reverse<'_>, from: &Place, to: &Place) {
    let (Some(dst), Some(src)) = (shadow_place(cx, from), shadow_place(cx, to)) else { return };
    let growth = cx.growth.assumed(growth_key(cx, to));
    let key = growth_key(cx, from);
    cx.growth.meet(key, growth);
    push_bulk(cx, BulkOp::Copy { dst, write: Write::Add, src });
}

/// The adjoint of `a[i] = a[j]`, where `i` may be `j`: what has arrived leaves
/// the one before it comes to the other.
fn copied_within(cx: &mut Reverse<'_>, (src, dst): (&Place, &Place), shadow: Place) {
    let Kind::Memory(memory) = part_kind(cx.out.kind(shadow.base), &shadow.path) else { return };
    let arrived = cx.out.fresh(memory.owned(), None::<String>);
    cx.out.make(arrived, Init::Copy(shadow.clone()));
    push_bulk(cx, BulkOp::Zero { dst: shadow });
    let Some(to) = shadow_place(cx, src) else { return };
    let key = growth_key(cx, src);
    let growth = cx.growth.assumed(growth_key(cx, dst));
    cx.growth.meet(key, growth);
    push_bulk(cx, BulkOp::Copy { dst: to, write: Write::Add, src: Place::whole(arrived) });
}

/// Every element was this: its adjoint is the sum of the shadow.
fn repeated(cx: &mut Reverse<'_>, whole: &Place, elem: &Shape<Atom>) {
    let active = |a: &&Atom| a.value().is_some_and(|w| cx.is_active(w));
    if !elem.leaves().iter().any(active) {
        return;
    }
    let usize_kind = Kind::Int(IntKind::Usize);
    let shadow = shadow_place(cx, whole).expect("the caller has asked");
    let to = cx.out.apply(Op::Len, vec![shadow.base.into()], usize_kind);
    let index = cx.out.fresh(usize_kind, Some("i".to_owned()));
    let arm = super::branch::arm(cx, |cx| element(cx, &then(whole, Step::Index(index.into())), elem));
    let range = Range { index, from: Atom::Int(0), to, limits: Limits::HalfOpen, order: Order::Up };
    let id = LoopId(cx.loops);
    cx.loops += 1;
    let repeat = Loop {
        id,
        control: Control::For(range),
        carried: Vec::new(),
        body: Block { stmts: arm.stmts, yields: Vec::new() },
        checkpoints: Checkpoints::Iterations,
        origin: cx.out.here(),
    };
    super::loops::accumulators(cx, repeat, arm.bar);
}

pub(super) fn bulk(cx: &mut Reverse<'_>, op: &BulkOp) {
    match op {
        BulkOp::Copy { dst, src, write } => {
            let Some(shadow) = shadow_place(cx, dst) else { return };
            if *write == Write::Set && shadow_place(cx, src).is_some_and(|src| src.base == shadow.base) {
                return copied_within(cx, (src, dst), shadow);
            }
            copy(cx, src, dst);
            if *write == Write::Set {
                push_bulk(cx, BulkOp::Zero { dst: shadow });
            }
        }
        BulkOp::Replace { dst, src, was } => {
            let Some(shadow) = shadow_place(cx, dst) else { return };
            copy(cx, src, dst);
            let was = was.expect("prepared for the adjoint");
            let before = was.value().filter(|w| cx.out.kind(*w).memory().is_some());
            let op = match before {
                Some(before) => BulkOp::Replace { dst: shadow, src: Place::whole(zeros_like(cx, before)), was: None },
                None => BulkOp::Reset { dst: shadow, len: was, was: None },
            };
            push_bulk(cx, op);
        }
        BulkOp::Swap { a, b } => {
            let (Some(left), Some(right)) = (shadow_place(cx, a), shadow_place(cx, b)) else { return };
            let (first, second) = (growth_key(cx, a), growth_key(cx, b));
            let growth = cx.growth.assumed(first).or(cx.growth.assumed(second));
            cx.growth.meet(first, growth);
            cx.growth.meet(second, growth);
            push_bulk(cx, BulkOp::Swap { a: left, b: right });
        }
        BulkOp::Push { dst, value } => pushed(cx, dst, value),
        // What was dropped has been read before, or has no influence.
        BulkOp::Truncate { dst, was, len, gone } => {
            let Some(dst) = shadow_place(cx, dst) else { return };
            let op = match gone.and_then(Atom::value) {
                Some(gone) => BulkOp::Push { dst, value: Shape::Leaf(zeros_like(cx, gone).into()) },
                None => BulkOp::Grow { dst, was: *len, len: *was },
            };
            push_bulk(cx, op);
        }
        BulkOp::Grow { dst, was, len } => {
            if let Some(dst) = shadow_place(cx, dst) {
                push_bulk(cx, BulkOp::Truncate { dst, was: *len, len: *was, gone: None });
            }
        }
        BulkOp::Zero { dst } => {
            if let Some(dst) = shadow_place(cx, dst) {
                push_bulk(cx, BulkOp::Zero { dst });
            }
        }
        BulkOp::Reset { dst, was, .. } => {
            if let Some(dst) = shadow_place(cx, dst) {
                let len = was.expect("prepared for the adjoint");
                push_bulk(cx, BulkOp::Reset { dst, len, was: None });
            }
        }
        BulkOp::Scale { dst, .. } | BulkOp::Pop { dst } => {
            assert!(shadow_place(cx, dst).is_none(), "a shadow of data is scaled, and has no adjoint");
        }
        BulkOp::SameExtents { .. } | BulkOp::Unwrite { .. } => {}
    }
}

/// Zeros of the extents that memory had.
fn zeros_like(cx: &mut Reverse<'_>, before: Value) -> Value {
    let kind = cx.out.kind(before);
    let dst = cx.out.temp(kind);
    cx.out.make(dst, Init::ZeroLike(Place::whole(before)));
    dst
}

/// What was pushed is the last element of the shadow, which is popped.
fn pushed(cx: &mut Reverse<'_>, vector: &Place, value: &Shape<Atom>) {
    let Some(shadow) = shadow_place(cx, vector) else { return };
    let usize_kind = Kind::Int(IntKind::Usize);
    let handle = whole(cx, &shadow);
    let len = cx.out.apply(Op::Len, vec![handle.into()], usize_kind);
    let last = cx.out.apply(Op::Int(IntOp::Sub), vec![len, Atom::Int(1)], usize_kind);
    if let Atom::Value(w) = last {
        cx.out.values[w.index()].access = Access::Again;
    }
    element(cx, &then(vector, Step::Index(last)), value);
    push_bulk(cx, BulkOp::Pop { dst: shadow });
}

/// A handle to what is at a place.
pub(super) fn whole(cx: &mut Reverse<'_>, place: &Place) -> Value {
    if place.path.is_empty() {
        return place.base;
    }
    let kind = part_kind(cx.out.kind(place.base), &place.path);
    let dst = cx.out.temp(kind);
    cx.out.view(dst, place.clone());
    cx.roots.insert(dst, place.clone());
    dst
}

/// A carried value that only sums up.
pub(super) fn accumulator(param: Value, dst: Value) -> Carried {
    Carried { param, init: Atom::ZERO, dst }
}
