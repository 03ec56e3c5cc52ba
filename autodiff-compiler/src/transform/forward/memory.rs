//! Tangents of what touches memory: the same on the tangent memory.
//!
//! ```text
//! w5 = load w1[w4]       w5_dot = load x_dot[w4]
//! store w2[w4] += w5     store y_dot[w4] += w5_dot
//! ```

use super::loops::tangent_of;
use super::{Derivative, Forward, Tangents, yielded};
use crate::ir::{
    Access, Atom, BulkOp, Form, Init, Kind, Load, Memory, New, Place, Shape, Step, Stmt, Store, Value, View, Write,
    part_kind,
};
use std::rc::Rc;

pub(super) fn same_extents(cx: &mut Forward<'_>, tangent: Value, primal: Value) {
    push(cx, BulkOp::SameExtents { shadow: Place::whole(tangent), of: Place::whole(primal) });
}

fn push(cx: &mut Forward<'_>, op: BulkOp) {
    cx.out.bulk(op);
}

/// The same place in the tangent, if its memory has one.
fn place(cx: &Forward<'_>, primal: &Place) -> Option<Place> {
    let tangent = primal.from(*cx.memory.get(&primal.base)?);
    let of = cx.roots.rooted(&Place::whole(primal.base));
    Some(tangent.asked_of(&cx.out.values[of.base.index()], &of.path))
}

/// By what the growth of memory is known.
fn key(cx: &Forward<'_>, handle: Value) -> Value {
    cx.roots.root(handle)
}

/// The tangent of memory, or as many zeros.
pub(super) fn tangent_or_zeros(cx: &mut Forward<'_>, handle: Value) -> Value {
    if let Some(tangent) = cx.memory.get(&handle) {
        return *tangent;
    }
    let memory = cx.out.kind(handle).memory().expect("a handle names memory");
    let dst = cx.out.temp(memory.owned());
    cx.out.make(dst, Init::ZeroLike(Place::whole(handle)));
    dst
}

/// The tangent of memory that comes without one, and into which the function
/// writes what has one: zeros in the beginning.
pub(super) fn constant(cx: &mut Forward<'_>, root: Value) {
    let is_known = cx.memory.contains_key(&root);
    if let Some(memory) = cx.out.kind(root).memory().filter(|_| !is_known && cx.activity.is_active(root)) {
        let name = tangent_of(cx.out.name(root));
        let tangent = cx.out.fresh(memory.owned(), name);
        let init = Init::ZeroLike(Place::whole(root));
        cx.out.make(tangent, init);
        cx.memory.insert(root, tangent);
    }
}

/// What an arm yields as the tangent of memory that leaves it.
pub(super) fn leaves(cx: &mut Forward<'_>, dst: Value, yielded: Atom) -> Option<Atom> {
    let active = cx.out.kind(dst).memory().is_some() && cx.activity.is_active(dst);
    match yielded {
        Atom::Value(handle) if active => {
            flows(cx, handle, dst);
            Some(tangent_or_zeros(cx, handle).into())
        }
        undefined => active.then_some(undefined),
    }
}

/// The tangent of memory that a branch gives.
pub(super) fn tangent_of_result(cx: &mut Forward<'_>, dst: Value) -> Value {
    let name = tangent_of(cx.out.name(dst));
    let tangent = cx.out.fresh(cx.out.kind(dst), name);
    cx.memory.insert(dst, tangent);
    tangent
}

pub(super) fn load(cx: &mut Forward<'_>, dot: &mut Tangents, load: &Load) {
    let kind = cx.out.kind(load.dst);
    let Some(place) = place(cx, &load.place).filter(|_| kind.is_float()) else {
        // Better no program than a silent zero.
        assert!(!cx.activity.is_active(load.dst), "an active value is loaded from memory without a tangent");
        return;
    };
    let name = tangent_of(cx.out.name(load.dst));
    let dst = cx.out.fresh(kind, name);
    cx.out.load(dst, place);
    let extremes = cx.growth.assumed(key(cx, load.place.base));
    dot.insert(load.dst, Derivative::new(dst.into(), extremes));
}

pub(super) fn store(cx: &mut Forward<'_>, dot: &mut Tangents, store: &Store) {
    let Some(place) = place(cx, &store.place) else { return };
    let is_float = match store.value.value() {
        Some(w) => cx.out.kind(w).is_float(),
        None => matches!(store.value, Atom::Float(_) | Atom::Undef),
    };
    if !is_float {
        return;
    }
    let incoming = yielded(cx, dot, store.value);
    if let Some((_, extremes)) = incoming {
        let key = key(cx, store.place.base);
        cx.growth.meet(key, extremes);
    }
    let value = match (incoming, store.write) {
        (Some((incoming, _)), _) => incoming,
        (None, Write::Set) => Atom::ZERO,
        (None, Write::Add) => return,
    };
    cx.out.store(place, store.write, value);
}

pub(super) fn view(cx: &mut Forward<'_>, view: &View) {
    let Some(place) = place(cx, &view.place) else { return };
    let name = tangent_of(cx.out.name(view.dst));
    let dst = cx.out.fresh(cx.out.kind(view.dst), name);
    cx.roots.insert(dst, place.clone());
    cx.out.view(dst, place);
    cx.memory.insert(view.dst, dst);
}

pub(super) fn new(cx: &mut Forward<'_>, dot: &mut Tangents, new: &New) {
    if !cx.activity.is_active(new.dst) && !is_of_units(&new.init) {
        return;
    }
    if let Init::Data { fields, rest, .. } = &new.init
        && (rest.is_some()
            || !fields.iter().all(|(_, value)| is_all_floats(cx, value))
            || fields.iter().any(|(_, value)| value.leaves().into_iter().any(|atom| is_constant_data(cx, *atom))))
    {
        return data(cx, dot, new, (fields, rest.as_ref()));
    }
    if let Init::Closure { captures, .. } = &new.init {
        return data(cx, dot, new, (captures, None));
    }
    let init = match &new.init {
        Init::List(elems) => Init::List(elems.iter().map(|elem| element(cx, dot, new.dst, elem)).collect()),
        Init::Repeat(elem, len) => Init::Repeat(element(cx, dot, new.dst, elem), *len),
        Init::Cell(value) => Init::Cell(element(cx, dot, new.dst, value)),
        Init::Copy(from) => match place(cx, from) {
            Some(place) => {
                flows(cx, from.base, new.dst);
                Init::Copy(place)
            }
            None => Init::ZeroLike(Place::whole(new.dst)),
        },
        Init::Data { path, fields, .. } => {
            let tangents = fields.iter().map(|(step, value)| (step.clone(), element(cx, dot, new.dst, value)));
            Init::Data { path: path.clone(), fields: tangents.collect(), rest: None }
        }
        Init::Closure { .. } => unreachable!("it is put together above"),
        // It captures nothing: its tangent is itself.
        Init::Item(callee) => Init::Item(Rc::clone(callee)),
        Init::Empty(room) => Init::Empty(*room),
        Init::ZeroLike(_) => Init::ZeroLike(Place::whole(new.dst)),
    };
    let name = tangent_of(cx.out.name(new.dst));
    let dst = cx.out.fresh(cx.out.kind(new.dst), name);
    cx.out.make(dst, init);
    cx.memory.insert(new.dst, dst);
}

/// Whether data has nothing in it, `Ok(())`: it is its own tangent.
fn is_of_units(init: &Init) -> bool {
    matches!(init, Init::Data { fields, rest: None, .. }
        if !fields.is_empty() && fields.iter().all(|(_, value)| value.leaves().is_empty()))
}

/// Whether all that a field is made of has a tangent.
fn is_all_floats(cx: &Forward<'_>, value: &Shape<Atom>) -> bool {
    value.leaves().into_iter().all(|atom| match atom.value() {
        Some(w) => cx.out.kind(w).is_differentiable(),
        None => matches!(atom, Atom::Float(_)),
    })
}

/// Whether it is data without a tangent: its field may be one that is kept out of the derivative, of a type
/// of which no zeros are known.
fn is_constant_data(cx: &Forward<'_>, atom: Atom) -> bool {
    let is_data = |w: Value| matches!(cx.out.kind(w), Kind::Memory(Memory { form: Form::Data(_), .. }));
    atom.value().is_some_and(|w| is_data(w) && !cx.memory.contains_key(&w))
}

/// The tangent of data, field by field: the others are what they are in zeros, or in the
/// tangent of what the data is an update of.
///
/// ```text
/// w3 = new P { x: w1, ..w2 }    w3_dot = new copy w2_dot
///                               store w3_dot.x = w1_dot
/// ```
fn data(cx: &mut Forward<'_>, dot: &mut Tangents, new: &New, (fields, rest): (&[(Step, Shape<Atom>)], Option<&Place>)) {
    let init = match rest.and_then(|rest| Some((rest, place(cx, rest)?))) {
        Some((rest, place)) => {
            flows(cx, rest.base, new.dst);
            Init::Copy(place)
        }
        None => Init::ZeroLike(Place::whole(new.dst)),
    };
    let name = tangent_of(cx.out.name(new.dst));
    let dst = cx.out.fresh(cx.out.kind(new.dst), name);
    cx.out.push(Stmt::New(New { dst, init, origin: None }));
    cx.memory.insert(new.dst, dst);
    for (step, value) in fields {
        let place = Place { base: dst, path: vec![step.clone()], access: Access::Again };
        put(cx, dot, (new.dst, place), value);
    }
}

/// Puts the tangent of a value at a place in the tangent of what it is put in.
fn put(cx: &mut Forward<'_>, dot: &mut Tangents, (root, place): (Value, Place), value: &Shape<Atom>) {
    match value {
        // It is what it is in zeros.
        Shape::Leaf(atom) if is_constant_data(cx, *atom) => {}
        Shape::Leaf(atom) => match atom.value().map(|w| (w, cx.out.kind(w))) {
            Some((handle, Kind::Memory(memory))) if memory.has_float() => {
                let src = Place::whole(tangent_or_zeros(cx, handle));
                flows(cx, handle, root);
                let op = match memory.form {
                    Form::Array(_) => BulkOp::Copy { dst: place, write: Write::Set, src },
                    _ => BulkOp::Replace { dst: place, src, was: None },
                };
                push(cx, op);
            }
            Some((_, kind)) if kind.is_float() => {
                let value = leaf(cx, dot, root, *atom);
                cx.out.push(Stmt::Store(Store { place, write: Write::Set, value, origin: None }));
            }
            None if matches!(atom, Atom::Float(_)) => {
                cx.out.push(Stmt::Store(Store { place, write: Write::Set, value: Atom::ZERO, origin: None }));
            }
            _ => {}
        },
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                let mut place = place.clone();
                place.path.push(Step::Field(i));
                put(cx, dot, (root, place), entry);
            }
        }
        Shape::Ref(inner) | Shape::Mut(inner) => put(cx, dot, (root, place), inner),
    }
}

/// What one piece of memory holds gets into another.
fn flows(cx: &mut Forward<'_>, from: Value, to: Value) {
    let growth = cx.growth.assumed(key(cx, from));
    let to = key(cx, to);
    cx.growth.meet(to, growth);
}

/// The tangent of what is put into memory. What has none is a zero, and an
/// integer of a tuple stays what it is.
fn element(cx: &mut Forward<'_>, dot: &mut Tangents, root: Value, elem: &Shape<Atom>) -> Shape<Atom> {
    let mut leaves = Vec::new();
    for atom in elem.leaves() {
        leaves.push(leaf(cx, dot, root, *atom));
    }
    let mut leaves = leaves.into_iter();
    elem.map(&mut |_| leaves.next().expect("one for each"))
}

fn leaf(cx: &mut Forward<'_>, dot: &mut Tangents, root: Value, atom: Atom) -> Atom {
    let kind = atom.value().map(|w| cx.out.kind(w));
    match (atom, kind) {
        (Atom::Value(handle), Some(Kind::Memory(memory))) if memory.has_float() => {
            flows(cx, handle, root);
            tangent_or_zeros(cx, handle).into()
        }
        (Atom::Float(_), _) => Atom::ZERO,
        (_, Some(kind)) if kind.is_float() => match yielded(cx, dot, atom) {
            Some((tangent, extremes)) => {
                cx.growth.meet(key(cx, root), extremes);
                tangent
            }
            None => Atom::ZERO,
        },
        (atom, _) => atom,
    }
}

pub(super) fn bulk(cx: &mut Forward<'_>, dot: &mut Tangents, op: &BulkOp) {
    match op {
        BulkOp::Copy { dst, write, src } => {
            let Some(to) = place(cx, dst) else { return };
            match (place(cx, src), write) {
                (Some(from), _) => {
                    flows(cx, src.base, dst.base);
                    push(cx, BulkOp::Copy { dst: to, write: *write, src: from });
                }
                (None, Write::Set) => push(cx, BulkOp::Zero { dst: to }),
                (None, Write::Add) => {}
            }
        }
        BulkOp::Replace { dst, src, .. } => {
            let Some(to) = place(cx, dst) else { return };
            let from = match place(cx, src) {
                Some(from) => {
                    flows(cx, src.base, dst.base);
                    from
                }
                None => {
                    let zeros = part_zeros(cx, src);
                    Place::whole(zeros)
                }
            };
            push(cx, BulkOp::Replace { dst: to, src: from, was: None });
        }
        BulkOp::Zero { dst } => {
            if let Some(dst) = place(cx, dst) {
                push(cx, BulkOp::Zero { dst });
            }
        }
        BulkOp::Scale { dst, factor } => {
            let Some(to) = place(cx, dst) else { return };
            push(cx, BulkOp::Scale { dst: to.clone(), factor: *factor });
            if let Some((tangent, extremes)) = yielded(cx, dot, *factor) {
                let key = key(cx, dst.base);
                cx.growth.meet(key, extremes);
                let kind = part_kind(cx.out.kind(dst.base), &dst.path);
                let memory = kind.memory().expect("a place is memory");
                let more = cx.out.temp(memory.owned());
                cx.out.make(more, Init::Copy(dst.clone()));
                push(cx, BulkOp::Scale { dst: Place::whole(more), factor: tangent });
                push(cx, BulkOp::Copy { dst: to, write: Write::Add, src: Place::whole(more) });
            }
        }
        BulkOp::Reset { dst, len, .. } => {
            if let Some(dst) = place(cx, dst) {
                push(cx, BulkOp::Reset { dst, len: *len, was: None });
            }
        }
        BulkOp::Swap { a, b } => {
            if let (Some(left), Some(right)) = (place(cx, a), place(cx, b)) {
                flows(cx, a.base, b.base);
                flows(cx, b.base, a.base);
                push(cx, BulkOp::Swap { a: left, b: right });
            }
        }
        BulkOp::Push { dst, value } => {
            if let Some(to) = place(cx, dst) {
                let value = element(cx, dot, dst.base, value);
                push(cx, BulkOp::Push { dst: to, value });
            }
        }
        BulkOp::Pop { dst } => {
            if let Some(dst) = place(cx, dst) {
                push(cx, BulkOp::Pop { dst });
            }
        }
        BulkOp::Truncate { dst, was, len, .. } => {
            if let Some(dst) = place(cx, dst) {
                push(cx, BulkOp::Truncate { dst, was: *was, len: *len, gone: None });
            }
        }
        BulkOp::Grow { dst, was, len } => {
            if let Some(dst) = place(cx, dst) {
                push(cx, BulkOp::Grow { dst, was: *was, len: *len });
            }
        }
        // Made by the last pass alone.
        BulkOp::SameExtents { .. } | BulkOp::Unwrite { .. } => {}
    }
}

/// New zeros like what is at a place.
fn part_zeros(cx: &mut Forward<'_>, like: &Place) -> Value {
    let memory = cx.out.kind(like.base).memory().expect("a place is in memory");
    let dst = cx.out.temp(memory.owned());
    cx.out.make(dst, Init::ZeroLike(like.clone()));
    dst
}
