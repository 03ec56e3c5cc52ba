//! Calls in reverse: the callee runs once.
//!
//! A callee whose result is one float is called by its `_vjp` with the seed 1
//! in the primal sweep: it returns its value and its partials, and the adjoint
//! sweep multiplies by them (preaccumulation; Griewank & Walther 2008, §10.2).
//! So its side effects happen once, recursion costs what the primal costs, and
//! nothing of it is run again.
//!
//! ```text
//! w3 = call g(w1, w2)    (w3, (t4, t5)) = call g_vjp(w1, w2, 1.0)
//! ```
//!
//! Any other callee is called as it is, and by its adjoint-only companion in
//! the adjoint sweep.

use super::constants;
use super::product::{AtInfinity, Partial};
use super::seeds::is_float;
use crate::analysis::Activity;
use crate::ir::{Atom, Block, Builder, Call, Called, Constants, Kind, Record, Shape, Stmt, Value};
use crate::protocol::Companion;
use autodiff_core::rule::Growth;
use std::collections::BTreeMap;

/// For the result of each preaccumulated call: its float arguments and the
/// partials with respect to them.
pub(crate) type CallPartials = BTreeMap<Value, Vec<(Atom, Partial)>>;

/// Replaces the active calls of a block, in its arms too.
pub(crate) fn preaccumulate(out: &mut Builder, activity: &Activity, table: &mut CallPartials, block: &mut Block) {
    for stmt in &mut block.stmts {
        if let Stmt::Call(call) = stmt
            && let Some(result) = single_active(out, activity, call)
        {
            let constants = constants::of(out, call, |w| activity.is_varied(w));
            let WithPartials { vjp, partials, .. } = with_partials(out, call, constants, result);
            table.insert(result, partials);
            *call = vjp;
        }
        for region in stmt.regions_mut() {
            preaccumulate(out, activity, table, region);
        }
    }
}

/// The result of the call, if it is one float and active.
fn single_active(out: &Builder, activity: &Activity, call: &Call) -> Option<Value> {
    if has_memory(out, call) {
        return None;
    }
    match call.dst.behind_refs() {
        Shape::Leaf(w) if out.kind(*w).is_float() && activity.is_active(*w) => Some(*w),
        _ => None,
    }
}

/// Whether an argument or a result is memory.
pub(crate) fn has_memory(out: &Builder, call: &Call) -> bool {
    let is_memory = |w: Value| out.kind(w).memory().is_some();
    is_added_to_a_float(out, call)
        || call.operands().into_iter().filter_map(Atom::value).any(is_memory)
        || call.dst.leaves().into_iter().any(|w| is_memory(*w))
}

/// Whether it is a method or a function that a trait adds to floats: the trait does not see that its
/// `Self` is a float, and has the companions that it has for data.
pub(crate) fn is_added_to_a_float(out: &Builder, call: &Call) -> bool {
    let is_scalar = |arg: &Shape<Atom>| matches!(arg.behind_refs(), Shape::Leaf(atom) if is_float(out, *atom));
    call.callee.is_of_primitive()
        || (matches!(call.callee.called, Called::Method(_)) && call.args.first().is_some_and(is_scalar))
}

/// A call that gives its value and its partials.
pub(crate) struct WithPartials {
    pub(crate) vjp: Call,
    /// The value.
    pub(crate) result: Value,
    /// Each float argument, and the partial along it.
    pub(crate) partials: Vec<(Atom, Partial)>,
}

pub(crate) fn with_partials(
    out: &mut Builder,
    call: &Call,
    constants: Option<Constants>,
    result: Value,
) -> WithPartials {
    let (shape, partials) = cotangents(out, call);
    let mut args = call.args.clone();
    args.push(Shape::Leaf(Atom::ONE));
    let vjp = Call {
        dst: Shape::Tuple(vec![Shape::Leaf(result), shape]),
        callee: call.callee.clone(),
        companion: Companion::Vjp.of(&call.companion),
        args,
        roles: call.roles.clone(),
        saved: Vec::new(),
        sums: Vec::new(),
        runs_again: false,
        tangents: None,
        slots: call.slots.clone(),
        constants,
        fails: call.fails.clone(),
        record: Record::None,
        origin: call.origin.clone(),
    };
    WithPartials { vjp, result, partials }
}

/// Fresh values for the cotangents that a companion of the callee returns: one
/// entry for each argument with a float in it; with slots, for each argument.
pub(crate) fn cotangents(out: &mut Builder, call: &Call) -> (Shape<Value>, Vec<(Atom, Partial)>) {
    let mut partials = Vec::new();
    let mut entries = Vec::new();
    if call.slots.is_some() && call.callee.is_method() {
        // That of the receiver, which is none of the arguments.
        entries.push(Shape::Leaf(out.temp(Kind::Opaque)));
    }
    for (i, arg) in call.args.iter().enumerate() {
        if !call.is_differentiable(i) || !arg.leaves().into_iter().any(|a| is_float(out, *a)) {
            if call.slots.is_some() {
                // Whatever it is, nobody reads it.
                entries.push(Shape::Leaf(out.temp(Kind::Opaque)));
            }
            continue;
        }
        entries.push(arg.owned().filter_map(&mut |a| {
            is_float(out, *a).then(|| {
                let kind = match a.value() {
                    Some(w) => out.kind(w),
                    // A literal's cotangent is dropped; its kind matters to no one.
                    None => Kind::F64,
                };
                let partial = out.temp(kind);
                partials.push((
                    *a,
                    Partial {
                        atom: partial.into(),
                        growth: Growth::Cusp,
                        at_infinity: AtInfinity::MayVanish,
                        singular: false,
                        choice: None,
                    },
                ));
                partial
            })
        }));
    }
    let shape = if call.slots.is_some() { Shape::Tuple(entries) } else { Shape::bare_or_tuple(entries) };
    (shape, partials)
}
