//! `#[grad]` on the `impl` of an operator, and what is computed with such operators.
#![allow(
    clippy::needless_range_loop,
    clippy::ptr_arg,
    clippy::cast_precision_loss,
    clippy::op_ref,
    clippy::map_unwrap_or,
    clippy::unnecessary_unwrap,
    clippy::needless_pass_by_value,
    clippy::many_single_char_names,
    clippy::trivially_copy_pass_by_ref,
    clippy::assign_op_pattern,
    clippy::manual_memcpy,
    clippy::question_mark,
    clippy::float_cmp,
    clippy::similar_names,
    reason = "written as people write it"
)]
#![allow(missing_docs, reason = "types for the tests")]

#[path = "operators/agreement.rs"]
mod agreement;
#[path = "operators/assigned.rs"]
mod assigned;
#[path = "operators/forms.rs"]
mod forms;
#[path = "operators/motions.rs"]
mod motions;
#[path = "operators/vectors.rs"]
mod vectors;

use autodiff::Differentiable;

/// The companions of a function of one argument.
struct Companions<P> {
    value: fn(&P) -> f64,
    grad: fn(&P) -> P,
    jvp: fn(&P, &P) -> (f64, f64),
    hvp: fn(&P, &P) -> (P, P),
}

/// The companions by the name of the function.
macro_rules! companions {
    ($value:ident $grad:ident $jvp:ident $hvp:ident) => {
        crate::Companions { value: $value, grad: $grad, jvp: $jvp, hvp: $hvp }
    };
}
use companions;

/// Forward and reverse mode agree with differences along each leaf, and the second order
/// with those of the gradient.
fn check<P: Differentiable>(of: &Companions<P>, at: &P) {
    let leaves = at.flatten();
    let gradient = (of.grad)(at).flatten();
    let moved = |k: usize, by: f64| {
        let (mut leaves, mut point) = (leaves.clone(), at.clone());
        leaves[k] += by;
        point.read_from(&leaves);
        point
    };
    let step = 1e-5;
    for k in 0..leaves.len() {
        let mut along = at.zero_like();
        let mut unit = vec![0.0; leaves.len()];
        unit[k] = 1.0;
        along.read_from(&unit);
        let (value, tangent) = (of.jvp)(at, &along);
        assert_eq!(value, (of.value)(at));
        close(tangent, gradient[k], 1e-12, "forward and reverse");
        let [ahead, behind] = [step, -step].map(|by| moved(k, by));
        close(gradient[k], ((of.value)(&ahead) - (of.value)(&behind)) / (2.0 * step), 1e-6, "differences");
        let (again, row) = (of.hvp)(at, &along);
        again.flatten().iter().zip(&gradient).for_each(|(a, b)| close(*a, *b, 1e-12, "the gradient of hvp"));
        let ahead = (of.grad)(&ahead).flatten();
        let behind = (of.grad)(&behind).flatten();
        for (i, entry) in row.flatten().into_iter().enumerate() {
            close(entry, (ahead[i] - behind[i]) / (2.0 * step), 1e-5, "second order");
        }
    }
}

fn close(a: f64, b: f64, tolerance: f64, what: &str) {
    assert!((a - b).abs() <= tolerance * (1.0 + a.abs().max(b.abs())), "{what}: {a} and {b}");
}
