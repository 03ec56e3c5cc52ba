//! The parameters that a companion has besides the function's own.

use crate::ir::{Atom, Builder, Func, Kind, Param, ParamForm, ParamRole, Shape, Value};

/// The tangent or cotangent of something of this shape: its floats, with `()`
/// for what has none.
pub(crate) fn float_part(shape: &Shape<Value>, kind: impl Fn(Value) -> Kind) -> Shape<Value> {
    shape.filter_map(&mut |w| kind(*w).is_differentiable().then_some(*w))
}

/// A name that no parameter has: `x_dot`, or `x_dot_` if the user has that.
pub(crate) fn unique(params: &[Param], wanted: &str) -> String {
    let mut name = wanted.to_owned();
    while params.iter().any(|p| p.name == name) {
        name.push('_');
    }
    name
}

/// The parameters that are differentiated, with their shapes.
pub(crate) fn differentiable(func: &Func) -> Vec<(String, Shape<Value>)> {
    let params = func.params.iter().filter(|p| p.role == ParamRole::Differentiable);
    params.filter_map(|p| p.form.shape().map(|shape| (p.name.clone(), shape.clone()))).collect()
}

/// A new parameter that carries a seed of this shape; also its values, leaf by
/// leaf.
pub(crate) fn seed(out: &mut Builder, params: &[Param], name: &str, kinds: &Shape<Kind>) -> (Param, Vec<Value>) {
    let name = unique(params, name);
    let single = matches!(kinds.behind_refs(), Shape::Leaf(_));
    let mut index = 0;
    let shape = kinds.map(&mut |kind| {
        let leaf = if single { name.clone() } else { format!("{name}_{index}") };
        index += 1;
        out.fresh(*kind, Some(leaf))
    });
    let values = shape.leaves().into_iter().copied().collect();
    (Param { name, form: ParamForm::Scalars(shape), role: ParamRole::Differentiable }, values)
}

/// Whether an argument has a tangent.
pub(crate) fn is_float(out: &Builder, atom: Atom) -> bool {
    match atom {
        Atom::Value(w) | Atom::Neg(w) => out.kind(w).is_float(),
        Atom::Float(_) => true,
        Atom::Int(_) | Atom::Bool(_) | Atom::Undef => false,
    }
}
