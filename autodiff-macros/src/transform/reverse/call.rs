//! The adjoint of a call.
//!
//! A callee with one float result and no memory has been preaccumulated
//! ([`super::super::calls`]); one with several is called by its adjoint-only
//! companion. A callee on memory adds into the shadows itself: its `_vjp_into`
//! is called on the arguments as they were.
//!
//! ```text
//! w5 = call g(&w1, w2)      c = new cell 0.0
//!                           call g_vjp_into(&w1, w2, w5_bar, &mut x_bar, &mut c)
//!                           w2_bar += c
//! ```

use super::{Derivative, Reverse, accumulate, calls, memory, product, take};
use crate::ir::{
    Access, Atom, Bulk, BulkOp, Call, Form, Init, IntKind, Kind, Load, Memory, New, ParamRole, Place, Shape, Step,
    Stmt, Value, View, Write,
};
use autodiff_core::rule::Growth;

pub(super) fn adjoint(cx: &mut Reverse<'_>, call: &Call) {
    if let Shape::Tuple(parts) = &call.dst
        && let Some(Shape::Leaf(result)) = parts.first()
        && let Some(partials) = cx.calls.get(&cx.original(*result)).cloned()
    {
        return preaccumulated(cx, call, *result, partials);
    }
    // What is not seen may be memory.
    if calls::has_memory(&cx.out, call) || call.slots.is_some() {
        return into(cx, call);
    }
    if !call.dst.leaves().into_iter().any(|w| cx.bar.contains_key(w)) {
        return;
    }
    let cotangent = cotangent(cx, call);
    let mut args = call.args.clone();
    args.push(cotangent);
    let (dst, adjoints) = calls::cotangents(&mut cx.out, call);
    cx.out.push(Stmt::Call(Call { dst, companion: format!("{}_adjoint", call.companion), args, ..call.clone() }));
    for (operand, adjoint) in adjoints {
        accumulate(cx, operand, Derivative { atom: adjoint.atom, growth: adjoint.growth });
    }
}

/// `w̄ · partial`, for partials that the primal sweep has computed. Of a replay,
/// the operands are those of the replay.
fn preaccumulated(
    cx: &mut Reverse<'_>,
    call: &Call,
    result: Value,
    partials: Vec<(Atom, super::super::product::Partial)>,
) {
    let Some(incoming) = take(cx, result) else { return };
    let floats = call.args[..call.args.len() - 1].iter().enumerate().filter(|(i, _)| call.is_differentiable(*i));
    let operands: Vec<Atom> = floats
        .flat_map(|(_, arg)| arg.leaves())
        .copied()
        .filter(|a| super::super::seeds::is_float(&cx.out, *a))
        .collect();
    for (operand, (_, partial)) in operands.into_iter().zip(partials) {
        let Some(value) = operand.value() else { continue };
        if cx.is_active(value) {
            let kind = cx.out.kind(value);
            let term = product(&mut cx.out, incoming, partial, kind);
            accumulate(cx, operand, term);
        }
    }
}

/// The cotangent of the result, scalar by scalar; memory by its shadow.
fn cotangent(cx: &mut Reverse<'_>, call: &Call) -> Shape<Atom> {
    call.dst.owned().filter_map(&mut |w| match cx.out.kind(*w).memory() {
        Some(memory) if memory.has_float() => {
            let shadow = match cx.shadows.get(w) {
                Some(shadow) => *shadow,
                None => zeros(cx, *w),
            };
            Some(shadow.into())
        }
        Some(_) => None,
        None => cx.out.kind(*w).is_float().then(|| take(cx, *w).map_or(Atom::ZERO, |d| d.atom)),
    })
}

/// New memory of zeros, like what the handle names.
fn zeros(cx: &mut Reverse<'_>, like: Value) -> Value {
    let memory = cx.out.kind(like).memory().expect("a handle names memory");
    let dst = cx.out.temp(memory.owned());
    cx.out.push(Stmt::New(New { dst, init: Init::ZeroLike(Place::whole(like)), origin: None }));
    dst
}

/// A scalar argument's shadow, to be read when the call has returned.
struct Cell {
    memory: Value,
    operands: Shape<Atom>,
}

fn into(cx: &mut Reverse<'_>, call: &Call) {
    let results = call.dst.leaves().into_iter();
    let reached = results.clone().any(|w| cx.bar.contains_key(w) || (cx.shadows.contains_key(w) && cx.is_active(*w)));
    let written = call.args.iter().filter(|arg| matches!(arg, Shape::Mut(_))).flat_map(Shape::leaves);
    let fills = written.filter_map(|a| a.value()).any(|w| cx.is_active(w));
    if !reached && !fills {
        return;
    }
    let cotangent = cotangent(cx, call);
    let has_cotangent = !cotangent.leaves().is_empty();
    let mut args: Vec<Shape<Atom>> = (0..call.args.len()).map(|i| as_it_was(cx, call, i)).collect();
    if has_cotangent {
        args.push(cotangent);
    }
    let mut cells = Vec::new();
    let mut after = Vec::new();
    let mut passed = Vec::new();
    let literal = precision(cx, call);
    let mut slots = call.slots.clone();
    for (i, arg) in call.args.iter().enumerate() {
        let floats = call.is_differentiable(i) && arg.leaves().into_iter().any(|a| differentiable(cx, *a));
        if floats || slots.is_some() {
            slots.iter_mut().for_each(|slots| slots.at.push(args.len()));
        }
        if floats {
            let like = saved(call, i);
            let shadow = shadow_argument(cx, (arg, literal), like, &mut passed, &mut cells, &mut after);
            args.push(Shape::Mut(Box::new(Shape::Leaf(shadow.into()))));
        } else if slots.is_some() {
            args.push(Shape::unit());
        }
    }
    let dst = call.dst.owned().map(&mut |w| cx.out.temp(cx.out.kind(*w)));
    let companion = format!("{}_vjp_into", call.companion);
    cx.out.push(Stmt::Call(Call { dst, companion, args, slots, ..call.clone() }));
    for (shadow, temporary) in after {
        let op = BulkOp::Copy { dst: shadow, write: Write::Add, src: Place::whole(temporary) };
        cx.out.push(Stmt::Bulk(Bulk { op, origin: None }));
    }
    cells.into_iter().for_each(|cell| read(cx, &cell));
}

/// The kind of a literal among the arguments: that of the other floats.
fn precision(cx: &Reverse<'_>, call: &Call) -> Kind {
    fn float(kind: Kind) -> Option<Kind> {
        match kind {
            Kind::Memory(memory) => memory.elem.leaves().into_iter().find_map(|kind| float(*kind)),
            kind => kind.is_float().then_some(kind),
        }
    }
    let args = call.args.iter().flat_map(Shape::leaves).filter_map(|atom| atom.value());
    let mut values = args.chain(call.dst.leaves().into_iter().copied());
    values.find_map(|w| float(cx.out.kind(w))).unwrap_or(Kind::F64)
}

fn differentiable(cx: &Reverse<'_>, atom: Atom) -> bool {
    match atom.value() {
        Some(w) => cx.out.kind(w).is_differentiable(),
        None => matches!(atom, Atom::Float(_)),
    }
}

/// An argument in the state that it had at the call. What is written through
/// goes in as a copy, as the callee runs once more.
fn as_it_was(cx: &mut Reverse<'_>, call: &Call, i: usize) -> Shape<Atom> {
    let arg = &call.args[i];
    let Some(saved) = saved(call, i) else { return arg.clone() };
    let Shape::Mut(_) = arg else { return arg.map(&mut |_| saved.into()) };
    let memory = cx.out.kind(saved).memory().expect("a handle names memory");
    let dst = cx.out.temp(memory.owned());
    cx.out.push(Stmt::New(New { dst, init: Init::Copy(Place::whole(saved)), origin: None }));
    Shape::Mut(Box::new(Shape::Leaf(dst.into())))
}

/// The copy of an argument, if it has changed since.
fn saved(call: &Call, i: usize) -> Option<Value> {
    call.saved.get(i).copied().flatten().and_then(Atom::value)
}

/// The shadow that is passed for an argument.
fn shadow_argument(
    cx: &mut Reverse<'_>,
    (arg, literal): (&Shape<Atom>, Kind),
    like: Option<Value>,
    passed: &mut Vec<Value>,
    cells: &mut Vec<Cell>,
    after: &mut Vec<(Place, Value)>,
) -> Value {
    if let Shape::Leaf(atom) = arg.behind_refs()
        && let Some(handle) = atom.value().filter(|w| cx.out.kind(*w).memory().is_some())
    {
        let whole = Place::whole(handle);
        let key = cx.original(cx.roots.root(handle));
        let Some(shadow) = memory::shadow_place(cx, &whole) else { return zeros(cx, like.unwrap_or(handle)) };
        // What the callee does inside is not known here.
        cx.growth.meet(key, Growth::Cusp);
        // The same memory twice: the second time it is summed up apart.
        if passed.contains(&shadow.base) {
            let temporary = zeros(cx, like.unwrap_or(handle));
            after.push((shadow, temporary));
            return temporary;
        }
        passed.push(shadow.base);
        if shadow.path.is_empty() {
            return shadow.base;
        }
        let kind = cx.out.kind(handle);
        let dst = cx.out.temp(kind);
        cx.out.push(Stmt::View(View { dst, place: shadow, origin: None }));
        return dst;
    }
    let kind = |cx: &Reverse<'_>, a: &Atom| match a {
        Atom::Value(w) | Atom::Neg(w) => cx.out.kind(*w),
        Atom::Int(_) => Kind::Int(IntKind::Open),
        Atom::Bool(_) => Kind::Bool,
        Atom::Float(_) | Atom::Undef => literal,
    };
    let differentiable = arg.owned().filter_map(&mut |a| kind(cx, a).is_differentiable().then_some(*a));
    let elem = differentiable.map(&mut |a| kind(cx, a).memory().map_or(kind(cx, a), Memory::owned));
    let zero = differentiable.map(&mut |a| match a.value().filter(|w| cx.out.kind(*w).memory().is_some()) {
        Some(handle) => zeros(cx, handle).into(),
        None => Atom::ZERO,
    });
    let memory = cx.out.temp(Memory::kind(Form::Cell, elem));
    cx.out.push(Stmt::New(New { dst: memory, init: Init::Cell(zero), origin: None }));
    cells.push(Cell { memory, operands: arg.owned() });
    memory
}

/// Takes what the callee has added to a cell.
fn read(cx: &mut Reverse<'_>, cell: &Cell) {
    leaf(cx, cell.memory, &mut Vec::new(), &cell.operands);
}

fn leaf(cx: &mut Reverse<'_>, memory: Value, path: &mut Vec<Step>, operands: &Shape<Atom>) {
    match operands {
        Shape::Leaf(Atom::Value(handle)) if cx.out.kind(*handle).memory().is_some() => {
            let Some(dst) = memory::shadow_place(cx, &Place::whole(*handle)) else { return };
            let key = cx.original(cx.roots.root(*handle));
            cx.growth.meet(key, Growth::Cusp);
            let src = Place { base: memory, path: path.clone(), access: Access::Again };
            cx.out.push(Stmt::Bulk(Bulk { op: BulkOp::Copy { dst, write: Write::Add, src }, origin: None }));
        }
        Shape::Leaf(operand) => {
            let Some(value) = operand.value().filter(|w| cx.out.kind(*w).is_float() && cx.is_active(*w)) else {
                return;
            };
            let dst = cx.out.temp(cx.out.kind(value));
            let place = Place { base: memory, path: path.clone(), access: Access::Again };
            cx.out.push(Stmt::Load(Load { dst, place, origin: None }));
            accumulate(cx, *operand, Derivative { atom: dst.into(), growth: Growth::Cusp });
        }
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                path.push(Step::Field(i));
                leaf(cx, memory, path, entry);
                path.pop();
            }
        }
        Shape::Ref(inner) | Shape::Mut(inner) => leaf(cx, memory, path, inner),
    }
}

impl Call {
    /// Whether the callee differentiates with respect to this argument.
    pub(crate) fn is_differentiable(&self, i: usize) -> bool {
        self.roles.get(i).is_none_or(|role| *role == ParamRole::Differentiable)
    }
}
