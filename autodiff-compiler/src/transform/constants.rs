//! Which arguments of a call are constants of the caller.
//!
//! What a caller is not differentiated along, a literal, a parameter under `#[constant]`, what is made of
//! such, it may give to a parameter that the callee is differentiated along, and to one that the callee has
//! under `#[constant]`. The two have companions of other shapes, and the caller sees neither. So the companion
//! that it calls says which of its arguments are such, and rustc finds the shape (`emit/constants.rs`).
//!
//! ```text
//! w3 = call g(w1, 2.0)    (w3, w3_dot) = call g_jvp(w1, 2.0, w1_dot, 0.0)    constants: argument 1, of which 3 is the tangent
//! ```
//!
//! A form with slots has one for each parameter, and that of a constant stays empty.

use crate::ir::{Atom, Builder, Call, Called, Constants, Form, Kind, Shape, Value};

/// Of a call that is differentiated, the arguments that are constants; `None` where there are none, or
/// where nobody can be asked.
pub(crate) fn of(out: &Builder, call: &Call, is_varied: impl Fn(Value) -> bool) -> Option<Constants> {
    if !call.companion.is_empty() {
        // The companion of a companion has those of the companion.
        return call.constants.clone();
    }
    if call.slots.is_none() && !may_be_asked(call) {
        return None;
    }
    let is_constant = |arg: &Shape<Atom>| {
        let values = arg.leaves().into_iter().filter_map(|atom| atom.value());
        is_seen(out, arg) && !values.filter(|w| out.kind(*w).is_differentiable()).any(&is_varied)
    };
    let own = (0..call.args.len()).filter(|i| call.is_differentiable(*i) && is_constant(&call.args[*i]));
    let own: Vec<_> = own.collect();
    let may_be_field = |arg: &Shape<Atom>| is_seen(out, arg) && arg.leaves().into_iter().any(|a| a.value().is_some());
    let asks = !own.is_empty() || call.args.iter().any(may_be_field);
    asks.then(|| Constants { own, at: Vec::new(), fields: Vec::new() })
}

/// Whether the callee is a function of a module, beside whose companions can stand what it says of them.
/// Who marks an argument at the call says what shape the companions have.
fn may_be_asked(call: &Call) -> bool {
    call.callee.called == Called::Path
        && call.callee.primal.is_empty()
        && call.callee.generics.is_empty()
        && call.callee.is_of_module()
        && (0..call.args.len()).all(|i| call.is_differentiable(i))
}

/// Whether it has a tangent, of a type that core knows.
fn is_seen(out: &Builder, arg: &Shape<Atom>) -> bool {
    let scalar = |atom: &Atom| match atom {
        Atom::Float(_) => true,
        atom => atom.value().is_some_and(|w| out.kind(w).is_float()),
    };
    match arg {
        Shape::Ref(inner) | Shape::Mut(inner) => match &**inner {
            Shape::Leaf(atom) => scalar(atom) || atom.value().is_some_and(|w| is_of_floats(out.kind(w))),
            _ => false,
        },
        Shape::Leaf(atom) => scalar(atom) || atom.value().is_some_and(|w| is_of_floats(out.kind(w))),
        Shape::Tuple(_) => false,
    }
}

/// Whether it is memory of floats alone, in collections of std, or may be that or a float: what `#[constant] let`
/// keeps out of data.
fn is_of_floats(kind: Kind) -> bool {
    let Kind::Memory(memory) = kind else { return kind.is_float() };
    match &memory.form {
        Form::Slice | Form::Vec | Form::Array(_) | Form::Cell => {
            matches!(memory.elem, Shape::Leaf(elem) if is_of_floats(elem))
        }
        Form::Unseen => true,
        Form::Data(data) => data.ty.is_empty(),
        Form::Some => false,
    }
}
