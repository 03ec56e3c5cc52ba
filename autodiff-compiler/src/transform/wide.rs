//! Several directions in one sweep: `f_jvp` becomes `f_jvp_n`.
//!
//! ```text
//! f_jvp(w1, w2):                 f_jvp_n(w1, w2):              // x, x_dot
//!     w3 = sin w1                    w3 = sin w1
//!     w4 = cos w1                    w4 = cos w1
//!     w5 = mul w2, w4                w5 = mul w2, w4           // each lane of x_dot, times w4
//!     yield w3, w5                   yield w3, w5
//! ```
//!
//! A companion is linear in its tangents, or in its seed, and so is each statement that touches
//! what they have made. Such a value gets a *lane* for each direction, and nothing else changes:
//! a lane is computed by the operations of the one sweep, in their order, and has its bits
//! ([ADR 60](../../../docs/adr/0060-a-lane-for-each-direction.md)).
//!
//! Which values that are is found here, from what is given ([`links`]). Whether each statement
//! may have lanes is checked afterwards ([`linear`]): what is not known to be linear has none,
//! and then there is no such companion.

mod linear;
mod links;
mod unite;

use crate::ir::{Block, Form, Func, Kind, LanesOf, Memory, Op, Param, Shape, Stmt, Value, ValueInfo};
use std::collections::BTreeSet;

/// The values that have a lane for each direction.
type Wide = BTreeSet<Value>;

/// What stands in the place of a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Several {
    /// A number for each of several directions.
    Lanes,
    /// The set of what it depends on: the same operations are linear in sets, whose sum is the union
    /// ([ADR 70](../../../docs/adr/0070-a-pattern-is-a-tangent-of-sets.md)).
    Marks,
    /// Taylor coefficients along a curve: what is curved is an operation of its own, and the others are
    /// linear in them ([ADR 73](../../../docs/adr/0073-a-taylor-coefficient-is-a-tangent-of-higher-order.md)).
    Series,
}

/// The companion for several directions; `own` parameters are those of the function, and `lanes`
/// are the types of what stands in the place of a float. `None` where it is not known to be
/// linear.
pub(crate) fn wide((func, own): (&Func, usize), (of, lanes): (Several, LanesOf)) -> Option<Func> {
    let given = func.params.iter().skip(own).filter_map(|param| param.form.shape()).flat_map(Shape::leaves).copied();
    let mut wide: Wide = given.filter(|w| func.kind(*w).is_differentiable()).collect();
    let Shape::Tuple(parts) = &func.result else { return None };
    let [value, derivative] = &parts[..] else { return None };
    let first = value.leaves().len();
    // What comes out is of the type of what goes in, also where nothing of it arrives.
    let out = func.body.yields.iter().skip(first).filter_map(|atom| atom.value());
    wide.extend(out);
    links::close(func, &mut wide, of);
    let is_primal = func.body.yields.iter().take(first).all(|atom| atom.value().is_none_or(|w| !wide.contains(&w)));
    let own_values = func.params.iter().take(own).filter_map(|param| param.form.shape()).flat_map(Shape::leaves);
    let is_own = own_values.into_iter().any(|w| wide.contains(w));
    if !is_primal || is_own || !linear::is_linear((func, &wide), of) {
        return None;
    }
    if !func.params.iter().skip(own).all(|param| is_all_floats(func, param)) {
        return None;
    }
    let mut out = func.clone();
    for value in &wide {
        out.values[value.index()].kind = widened(func.kind(*value), lanes)?;
    }
    let derivative = widened_shape(derivative, lanes).filter(has_lanes_alone)?;
    out.result = Shape::Tuple(vec![value.clone(), derivative]);
    casts(&mut out.body, &out.values);
    factors_last(&mut out.body, &wide);
    if of == Several::Marks {
        unite::unite(&mut out, &wide);
    }
    Some(out)
}

/// Whether a parameter, which is given by somebody who knows its type alone, is made of floats by
/// value, of arrays, slices and vectors of such.
fn is_all_floats(func: &Func, param: &Param) -> bool {
    fn is_held(shape: &Shape<Kind>) -> bool {
        match shape {
            Shape::Leaf(Kind::Memory(memory)) => is_held(&memory.elem),
            Shape::Leaf(kind) => matches!(kind, Kind::F64 | Kind::F32),
            Shape::Tuple(entries) => entries.iter().all(is_held),
            Shape::Ref(_) | Shape::Mut(_) => false,
        }
    }
    let leaves = param.form.shape().map(Shape::leaves).unwrap_or_default();
    leaves.into_iter().all(|w| is_held(&Shape::Leaf(func.kind(*w))))
}

/// A cast gives what stands in the place of its float.
fn casts(block: &mut Block, values: &[ValueInfo]) {
    for stmt in &mut block.stmts {
        if let Stmt::Apply(apply) = stmt
            && let Op::Cast(to) = &mut apply.op
        {
            *to = values[apply.dst.index()].kind;
        }
        stmt.regions_mut().into_iter().for_each(|region| casts(region, values));
    }
}

/// A product has its lanes first: what they are multiplied by may be a literal of any type.
fn factors_last(block: &mut Block, wide: &Wide) {
    for stmt in &mut block.stmts {
        if let Stmt::Apply(apply) = stmt
            && wide.contains(&apply.dst)
            && let [a, b] = &mut apply.args[..]
            && a.value().is_none_or(|w| !wide.contains(&w))
            && b.value().is_some_and(|w| wide.contains(&w))
        {
            std::mem::swap(a, b);
        }
        stmt.regions_mut().into_iter().for_each(|region| factors_last(region, wide));
    }
}

/// The same kind with lanes in the place of floats; `None` where only rustc knows what is in it.
fn widened(kind: Kind, lanes: LanesOf) -> Option<Kind> {
    match kind {
        Kind::F64 | Kind::F32 => lanes.of(kind),
        Kind::Memory(memory) => match memory.form {
            Form::Slice | Form::Vec | Form::Array(_) | Form::Some | Form::Cell => {
                Some(Memory::kind(memory.form.clone(), widened_shape(&memory.elem, lanes)?))
            }
            Form::Unseen | Form::Data(_) => None,
        },
        Kind::Int(_) | Kind::Bool => Some(kind),
        Kind::Param(_) | Kind::Lanes(_) | Kind::Opaque => None,
    }
}

/// Whether what comes out is made of lanes alone, as what goes in is of floats.
fn has_lanes_alone(shape: &Shape<Kind>) -> bool {
    shape.leaves().into_iter().all(|kind| match kind {
        Kind::Memory(memory) => has_lanes_alone(&memory.elem),
        kind => kind.has_lanes(),
    })
}

fn widened_shape(shape: &Shape<Kind>, lanes: LanesOf) -> Option<Shape<Kind>> {
    let mut is_known = true;
    let widened = shape.map(&mut |kind| {
        let widened = widened(*kind, lanes);
        is_known &= widened.is_some();
        widened.unwrap_or(*kind)
    });
    is_known.then_some(widened)
}
