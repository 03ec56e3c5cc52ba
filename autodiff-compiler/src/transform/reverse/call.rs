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

use super::super::constants;
use super::super::product::{Extremes, scaled};
use super::linear::by_seeds;
use super::{Derivative, Reverse, accumulate, by_value, calls, memory, of_two_precisions, take};
use crate::ir::{
    Access, Atom, BulkOp, By, Call, Called, Constants, Fails, Form, Init, IntKind, Kind, Memory, ParamRole, Place,
    Record, Shape, Step, Stmt, Value, Write,
};
use crate::protocol::Companion;

pub(super) fn adjoint(cx: &mut Reverse<'_>, call: &Call) {
    if let Some(result) = preaccumulated_result(cx, call) {
        let partials = cx.calls[&cx.first(result)].clone();
        return preaccumulated(cx, call, result, partials);
    }
    // What is not seen may be memory.
    if calls::has_memory(&cx.out, call) || call.slots.is_some() {
        return into(cx, call);
    }
    if !call.dst.leaves().into_iter().any(|w| cx.bar.contains_key(w)) {
        return;
    }
    let run = |cx: &mut Reverse<'_>, cotangent, factor| {
        let mut args = call.args.clone();
        args.push(cotangent);
        let (dst, adjoints) = calls::cotangents(&mut cx.out, call);
        cx.out.push(Stmt::Call(Call {
            dst,
            companion: Companion::Adjoint.of(&call.companion),
            args,
            constants: constants_of(cx, call),
            fails: call.fails.again(),
            record: Record::None,
            ..call.clone()
        }));
        // The cotangent of a literal is dropped.
        for (operand, adjoint) in adjoints.into_iter().filter(|(operand, _)| operand.value().is_some()) {
            let adjoint = times(cx, factor, adjoint.atom);
            accumulate(cx, operand, Derivative::new(adjoint, Extremes::UNKNOWN));
        }
    };
    by_seeds(cx, call, run, |_, ()| {});
}

/// The product of what came of the seed 1 and the seed, where there is one.
fn times(cx: &mut Reverse<'_>, factor: Option<Atom>, partial: Atom) -> Atom {
    factor.map_or(partial, |seed| scaled(&mut cx.out, seed, partial))
}

/// The result of a call whose partials the primal sweep has computed.
pub(super) fn preaccumulated_result(cx: &Reverse<'_>, call: &Call) -> Option<Value> {
    let Shape::Tuple(parts) = &call.dst else { return None };
    let Some(Shape::Leaf(result)) = parts.first() else { return None };
    cx.calls.contains_key(&cx.first(*result)).then_some(*result)
}

/// Whether a statement is a call that gives something without a derivative, and changes nothing:
/// of a function that need have no companions, and may give another value the next time.
pub(super) fn is_asked_once(cx: &Reverse<'_>, stmt: &Stmt) -> bool {
    let Stmt::Call(call) = stmt else { return false };
    let results = call.dst.leaves();
    !results.is_empty() && call.written().is_empty() && !results.into_iter().any(|w| cx.is_active(*w))
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
            let [from, to] = [result, value].map(|w| cx.out.kind(w));
            let term = of_two_precisions(&mut cx.out, (incoming, from), (partial, to), to);
            accumulate(cx, operand, term);
        }
    }
}

/// The shadow of memory that a call gives.
pub(super) fn shadow_of_result(cx: &mut Reverse<'_>, result: Value) -> Value {
    match cx.shadows.get(&result) {
        Some(shadow) => *shadow,
        None => zeros(cx, result),
    }
}

/// New memory of zeros, like what the handle names.
pub(super) fn zeros(cx: &mut Reverse<'_>, like: Value) -> Value {
    zeros_like(cx, cx.out.kind(like), Place::whole(like))
}

fn zeros_like(cx: &mut Reverse<'_>, kind: Kind, like: Place) -> Value {
    let memory = kind.memory().expect("a handle names memory");
    let dst = cx.out.temp(memory.owned());
    cx.out.make(dst, Init::ZeroLike(like));
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
    let fills = call.written().into_iter().any(|w| cx.is_active(w));
    if !reached && !fills {
        return;
    }
    if by_value::is_possible(cx, call) {
        by_seeds(cx, call, |cx, cotangent, factor| by_value::run(cx, call, cotangent, factor), |_, ()| {});
    } else {
        by_seeds(cx, call, |cx, cotangent, factor| run_into(cx, call, cotangent, factor), added);
    }
}

/// Calls the companion that adds into shadows. With a factor they are shadows of
/// its own, which are multiplied, and then [`added`].
fn run_into(cx: &mut Reverse<'_>, call: &Call, cotangent: Shape<Atom>, factor: Option<Atom>) -> Shadows {
    let has_cotangent = !cotangent.leaves().is_empty();
    let mut args = as_they_were(cx, call);
    let mut seed = None;
    if has_cotangent || call.callee.called == Called::Function {
        seed = Some(args.len());
        args.push(cotangent);
    }
    let (literal, written) = (precision(cx, call), call.written());
    let mut shadows = Shadows { literal, written, factor, passed: Vec::new(), cells: Vec::new(), after: Vec::new() };
    let mut saved = call.saved.iter().map(|copy| copy.and_then(Atom::value));
    let (mut slots, mut sums) = (call.slots.clone(), Vec::new());
    let mut constants = constants_of(cx, call);
    for (i, arg) in call.args.iter().enumerate() {
        // Of each leaf, the memory whose extents it had at the call.
        let arg = arg.map(&mut |a| (*a, saved.next().flatten().or(a.value())));
        let is_constant = constants.as_ref().is_some_and(|of| of.is_of_one(i));
        let floats = call.is_differentiable(i)
            && !(slots.is_some() && is_constant)
            && arg.leaves().into_iter().any(|(a, _)| differentiable(cx, *a));
        if floats || slots.is_some() {
            slots.iter_mut().for_each(|slots| slots.at.push(args.len()));
        }
        if !floats && (slots.is_some() || call.callee.called == Called::Function) {
            args.push(Shape::unit());
        }
        for piece in arg.pieces() {
            if floats && piece.leaves().into_iter().any(|(a, _)| differentiable(cx, *a)) {
                let shadow = shadow_argument(cx, &mut shadows, piece);
                if !piece.is_in_out() {
                    sums.push(args.len());
                }
                constants.iter_mut().for_each(|of| of.note(i, call.roles.len(), args.len()));
                args.push(Shape::Mut(Box::new(Shape::Leaf(shadow.into()))));
            }
        }
    }
    let dst = call.dst.owned().map(&mut |w| cx.out.temp(cx.out.kind(*w)));
    let companion = Companion::VjpInto.of(&call.companion);
    let mut fails = call.fails.again();
    if matches!(fails, Fails::UnaskedBefore) && call.written().is_empty() {
        // What has changed nothing has nothing to tell.
        fails = Fails::Never;
    }
    // The value is not asked for where it is kept.
    let is_unasked = matches!(fails, Fails::Held(_)) || matches!(call.fails, Fails::Told(_));
    let dst = if is_unasked { Shape::unit() } else { dst };
    if let Fails::Held(held) = &mut fails {
        held.seeds.extend(seed);
        held.changes = !call.written().is_empty();
    }
    let record = call.record.made().map_or(Record::None, |at| Record::Read(at.into()));
    cx.out.push(Stmt::Call(Call {
        dst,
        companion,
        args,
        slots,
        constants,
        sums,
        runs_again: true,
        fails,
        record,
        ..call.clone()
    }));
    shadows
}

/// Which of the arguments are constants, if the callee may say so of its parameters.
pub(super) fn constants_of(cx: &Reverse<'_>, call: &Call) -> Option<Constants> {
    constants::of(&cx.out, call, |w| cx.activity.is_varied(cx.original(w)))
}

/// Adds what the callee has summed up apart.
fn added(cx: &mut Reverse<'_>, shadows: Shadows) {
    for (shadow, temporary) in shadows.after {
        if let Some(factor) = shadows.factor {
            let op = BulkOp::Scale { dst: Place::whole(temporary), factor };
            cx.out.bulk(op);
        }
        let op = BulkOp::Copy { dst: shadow, write: Write::Add, src: Place::whole(temporary) };
        cx.out.bulk(op);
    }
    shadows.cells.into_iter().for_each(|cell| read(cx, &cell, shadows.factor));
}

/// The shadows that a callee is given.
struct Shadows {
    /// The kind of a literal among the arguments.
    literal: Kind,
    /// The memory that the callee writes to.
    written: Vec<Value>,
    factor: Option<Atom>,
    passed: Vec<Value>,
    cells: Vec<Cell>,
    /// What has been summed up apart, and where it belongs.
    after: Vec<(Place, Value)>,
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

/// The arguments in the state that they had at the call. What is written through
/// goes in as a copy, as the callee runs once more.
pub(super) fn as_they_were(cx: &mut Reverse<'_>, call: &Call) -> Vec<Shape<Atom>> {
    let mut saved = call.saved.iter().map(|copy| copy.and_then(Atom::value));
    let each = |arg: &Shape<Atom>| {
        let mut ways = arg.ways().into_iter();
        arg.map(&mut |atom| match (saved.next().flatten(), ways.next()) {
            (Some(copy), Some(By::InOut)) => copy_of(cx, copy).into(),
            (Some(copy), _) => copy.into(),
            (None, _) => *atom,
        })
    };
    call.args.iter().map(each).collect()
}

fn copy_of(cx: &mut Reverse<'_>, handle: Value) -> Value {
    let memory = cx.out.kind(handle).memory().expect("a handle names memory");
    let dst = cx.out.temp(memory.owned());
    cx.out.make(dst, Init::Copy(Place::whole(handle)));
    dst
}

/// A leaf of an argument, and the memory whose extents it had at the call.
type Leaf = (Atom, Option<Value>);

/// The shadow that is passed for a piece of an argument.
fn shadow_argument(cx: &mut Reverse<'_>, shadows: &mut Shadows, arg: &Shape<Leaf>) -> Value {
    if let Shape::Leaf((atom, like)) = arg.behind_refs()
        && let Some(handle) = atom.value().filter(|w| cx.out.kind(*w).memory().is_some())
    {
        let whole = Place::whole(handle);
        let key = cx.original(cx.roots.root(handle));
        let Some(shadow) = memory::shadow_place(cx, &whole) else { return zeros(cx, like.unwrap_or(handle)) };
        // What the callee does inside is not known here.
        cx.growth.meet(key, Extremes::UNKNOWN);
        // The same memory twice: the second time it is summed up apart.
        if shadows.factor.is_some() || shadows.passed.contains(&shadow.base) {
            // The extents that written memory has in the end are those of its shadow.
            let temporary = if shadows.written.contains(&handle) {
                zeros_like(cx, cx.out.kind(handle), shadow.clone())
            } else {
                zeros(cx, like.unwrap_or(handle))
            };
            shadows.after.push((shadow, temporary));
            return temporary;
        }
        shadows.passed.push(shadow.base);
        if shadow.path.is_empty() {
            return shadow.base;
        }
        let kind = cx.out.kind(handle);
        let dst = cx.out.temp(kind);
        cx.out.view(dst, shadow);
        return dst;
    }
    let literal = shadows.literal;
    let kind = |cx: &Reverse<'_>, a: &Atom| match a {
        Atom::Value(w) | Atom::Neg(w) => cx.out.kind(*w),
        Atom::Int(_) => Kind::Int(IntKind::Open),
        Atom::Bool(_) => Kind::Bool,
        Atom::Float(_) | Atom::Undef => literal,
    };
    let differentiable = arg.owned().filter_map(&mut |leaf| kind(cx, &leaf.0).is_differentiable().then_some(*leaf));
    let elem = differentiable.map(&mut |(a, _)| kind(cx, a).memory().map_or(kind(cx, a), Memory::owned));
    let zero = differentiable.map(&mut |(_, like)| match like.filter(|w| cx.out.kind(*w).memory().is_some()) {
        Some(like) => zeros(cx, like).into(),
        None => Atom::ZERO,
    });
    let memory = cx.out.temp(Memory::kind(Form::Cell, elem));
    cx.out.make(memory, Init::Cell(zero));
    shadows.cells.push(Cell { memory, operands: arg.owned().map(&mut |(a, _)| *a) });
    memory
}

/// Takes what the callee has added to a cell.
fn read(cx: &mut Reverse<'_>, cell: &Cell, factor: Option<Atom>) {
    leaf(cx, (cell.memory, factor), &mut Vec::new(), &cell.operands);
}

fn leaf(cx: &mut Reverse<'_>, (memory, factor): (Value, Option<Atom>), path: &mut Vec<Step>, operands: &Shape<Atom>) {
    match operands {
        Shape::Leaf(Atom::Value(handle)) if cx.out.kind(*handle).memory().is_some() => {
            let Some(dst) = memory::shadow_place(cx, &Place::whole(*handle)) else { return };
            let key = cx.original(cx.roots.root(*handle));
            cx.growth.meet(key, Extremes::UNKNOWN);
            let src = Place { base: memory, path: path.clone(), access: Access::Again };
            if let Some(factor) = factor {
                let op = BulkOp::Scale { dst: src.clone(), factor };
                cx.out.bulk(op);
            }
            cx.out.bulk(BulkOp::Copy { dst, write: Write::Add, src });
        }
        Shape::Leaf(operand) => {
            let Some(value) = operand.value().filter(|w| cx.out.kind(*w).is_float() && cx.is_active(*w)) else {
                return;
            };
            let dst = cx.out.temp(cx.out.kind(value));
            let place = Place { base: memory, path: path.clone(), access: Access::Again };
            cx.out.load(dst, place);
            let adjoint = times(cx, factor, dst.into());
            accumulate(cx, *operand, Derivative::new(adjoint, Extremes::UNKNOWN));
        }
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                path.push(Step::Field(i));
                leaf(cx, (memory, factor), path, entry);
                path.pop();
            }
        }
        Shape::Ref(inner) | Shape::Mut(inner) => leaf(cx, (memory, factor), path, inner),
    }
}

impl Call {
    /// Whether the callee differentiates with respect to this argument.
    pub(crate) fn is_differentiable(&self, i: usize) -> bool {
        self.roles.get(i).is_none_or(|role| *role == ParamRole::Differentiable)
    }
}
