//! A callee that is given, by value, what its caller only hands on.
//!
//! Whether that is an array, a tuple or a number is not seen. The companion that
//! returns the cotangents is the same for all of them, and is there for each function
//! of one float result.
//!
//! ```text
//! w2 = call g(w1)    (t1, t2) = call g_vjp(w1, w2_bar)
//!                    copy w1_bar += t2
//! ```

use super::super::product::{Extremes, scaled};
use super::call::{as_they_were, constants_of};
use super::{Derivative, Reverse, accumulate, calls, memory};
use crate::ir::{Atom, BulkOp, By, Call, Called, Form, Kind, Memory, Place, Record, Shape, Stmt, Value, Write};

/// Whether the memory among the arguments is what is only handed on, by value.
pub(super) fn is_possible(cx: &Reverse<'_>, call: &Call) -> bool {
    if call.callee.called == Called::Operator {
        return true;
    }
    let is_float = matches!(call.dst, Shape::Leaf(w) if cx.out.kind(w).is_float());
    is_float
        && call.slots.is_none()
        && !calls::is_added_to_a_float(&cx.out, call)
        && call.args.iter().all(|arg| is_handed_on(cx, arg))
}

fn is_handed_on(cx: &Reverse<'_>, arg: &Shape<Atom>) -> bool {
    let memory = |atom: &Atom| atom.value().and_then(|w| cx.out.kind(w).memory());
    arg.leaves().into_iter().zip(arg.ways()).all(|(atom, way)| match memory(atom) {
        Some(memory) => memory.form == Form::Unseen && way == By::Value,
        None => true,
    })
}

/// Adds what the callee returns for this cotangent, times the factor.
pub(super) fn run(cx: &mut Reverse<'_>, call: &Call, cotangent: Shape<Atom>, factor: Option<Atom>) {
    let mut returned = Vec::new();
    let mut entries = Vec::new();
    for arg in call.args.iter().enumerate().filter(|(i, _)| call.is_differentiable(*i)).map(|(_, arg)| arg) {
        let cotangent = arg.owned().filter_map(&mut |atom| {
            let kind = kind_of(cx, *atom).filter(|kind| kind.is_differentiable())?;
            let value = cx.out.temp(kind.memory().map_or(kind, Memory::owned));
            returned.push((*atom, value));
            Some(value)
        });
        if !cotangent.leaves().is_empty() {
            entries.push(cotangent);
        } else if call.callee.called == Called::Operator {
            // An operator has a cotangent for each side; that of an integer is not read.
            entries.push(Shape::Leaf(cx.out.temp(Kind::Opaque)));
        }
    }
    let again = call.dst.owned().map(&mut |w| cx.out.temp(cx.out.kind(*w)));
    // What an operator has read may have been replaced since.
    let mut args = as_they_were(cx, call);
    args.push(cotangent);
    let dst = Shape::Tuple(vec![again, Shape::bare_or_tuple(entries)]);
    cx.out.push(Stmt::Call(Call {
        dst,
        companion: format!("{}_vjp", call.companion),
        args,
        constants: constants_of(cx, call),
        fails: call.fails.again(),
        record: Record::None,
        ..call.clone()
    }));
    for (operand, value) in returned {
        add(cx, operand, value, factor);
    }
}

/// The kind of an argument; of a literal, a float whose precision matters to no one.
fn kind_of(cx: &Reverse<'_>, atom: Atom) -> Option<Kind> {
    match atom {
        Atom::Value(w) | Atom::Neg(w) => Some(cx.out.kind(w)),
        Atom::Float(_) => Some(Kind::F64),
        Atom::Int(_) | Atom::Bool(_) | Atom::Undef => None,
    }
}

fn add(cx: &mut Reverse<'_>, operand: Atom, cotangent: Value, factor: Option<Atom>) {
    let Some(value) = operand.value().filter(|w| cx.is_active(*w)) else { return };
    if cx.out.kind(value).memory().is_none() {
        let adjoint = factor.map_or(cotangent.into(), |factor| scaled(&mut cx.out, factor, cotangent.into()));
        return accumulate(cx, operand, Derivative::new(adjoint, Extremes::UNKNOWN));
    }
    let Some(dst) = memory::shadow_place(cx, &Place::whole(value)) else { return };
    let key = cx.original(cx.roots.root(value));
    cx.growth.meet(key, Extremes::UNKNOWN);
    if let Some(factor) = factor {
        let op = BulkOp::Scale { dst: Place::whole(cotangent), factor };
        cx.out.bulk(op);
    }
    let op = BulkOp::Copy { dst, write: Write::Add, src: Place::whole(cotangent) };
    cx.out.bulk(op);
}
