//! Functions that are handed on, captured by others, taken by methods.

use super::solvers::{simpson, simpson_jvp, simpson_primal, simpson_vjp_into, simpson_vjp_into_jvp};
use autodiff::{Differentiable, function, grad};
use autodiff_tests::data::agree;
use autodiff_tests::modes;

/// A moment of `f`: a closure that captures a function.
#[grad(hvp)]
fn moment<F: Fn(f64) -> f64>(f: F, c: f64, b: f64) -> f64 {
    let g = &f;
    simpson(|x| g(x) * (x - c) + f(c), 0.0, b, 4)
}

#[grad(hvp)]
fn of_moment(k: f64, c: f64, b: f64) -> f64 {
    moment(|x| (k * x).exp(), c, b) + simpson(|x| x * x, c, b, 2)
}

#[test]
fn captured_functions() {
    let modes = modes!(
        of_moment,
        of_moment_jvp,
        of_moment_grad,
        of_moment_hvp,
        |at: (f64, f64, f64), dot| (at.0, at.1, at.2),
        (dot.0, dot.1, dot.2)
    );
    agree("moment", &modes, &(0.4, 0.3, 1.2));
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Descent {
    rate: f64,
    momentum: f64,
}

#[grad(hvp)]
impl Descent {
    /// Steps down the gradient, which is given.
    fn run(&self, gradient: impl Fn(&[f64; 2]) -> [f64; 2], x: [f64; 2], steps: usize) -> [f64; 2] {
        let mut x = x;
        let mut v = [0.0; 2];
        for _ in 0..steps {
            let g = gradient(&x);
            for i in 0..2 {
                v[i] = self.momentum * v[i] - self.rate * g[i];
                x[i] += v[i];
            }
        }
        x
    }
}

#[grad(hvp)]
fn trained(descent: &Descent, target: &[f64; 2]) -> f64 {
    let x: [f64; 2] = descent.run(|x: &[f64; 2]| [x[0] - target[0], 2.0 * (x[1] - target[1] * x[0])], [0.1, -0.2], 5);
    x[0] * x[0] + x[1]
}

#[test]
fn methods() {
    let modes = modes!(
        trained,
        trained_jvp,
        trained_grad,
        trained_hvp,
        |at: (Descent, [f64; 2]), dot| (&at.0, &at.1),
        (&dot.0, &dot.1)
    );
    agree("descent", &modes, &(Descent { rate: 0.1, momentum: 0.6 }, [0.7, 1.1]));
}

/// What is written through, integers, and nothing taken.
#[grad(hvp)]
fn filled(f: &dyn Fn(usize, f64, &mut [f64]), g: impl Fn() -> f64, x: f64) -> f64 {
    let mut out = vec![0.5; 3];
    for i in 0..3 {
        f(i, x + g(), &mut out);
    }
    out[0] * out[1] + out[2] + g()
}

#[grad(hvp)]
fn fills(k: f64, x: f64) -> f64 {
    filled(
        &|i: usize, v: f64, out: &mut [f64]| {
            out[i] += k * v * v;
            if i > 0 {
                out[i] *= out[i - 1];
            }
        },
        || k * k,
        x,
    )
}

#[test]
fn written_through() {
    let modes = modes!(fills, fills_jvp, fills_grad, fills_hvp, |at: (f64, f64), dot| (at.0, at.1), (dot.0, dot.1));
    agree("filled", &modes, &(0.8, 1.1));
}

/// A constant of a foreign type is referred to.
#[grad(hvp)]
fn labelled(k: f64, #[constant] label: &std::string::String, b: f64) -> f64 {
    let length = label.len();
    simpson(|x| k * x * length as f64 + label.len() as f64, 0.0, b, 2)
}

#[test]
fn constants() {
    let label = "four".to_owned();
    let modes = modes!(
        labelled,
        labelled_jvp,
        labelled_grad,
        labelled_hvp,
        |at: (f64, f64), dot| (at.0, &"four".to_owned(), at.1),
        (dot.0, dot.1)
    );
    agree("constants", &modes, &(0.8, 1.1));
    assert_eq!(label.len(), 4);
}

#[grad(hvp)]
fn density(x: f64) -> f64 {
    (-x * x).exp()
}

#[test]
fn outside() {
    let scale = 2.0;
    let f = function!(|x: f64| scale * density(x), hvp);
    let (_, da, db) = super::solvers::simpson_grad(&f, 0.0, 1.0, 4);
    let value = |a: f64, b: f64| simpson(|x| scale * density(x), a, b, 4);
    let h = 1e-6;
    assert!((da - (value(h, 1.0) - value(-h, 1.0)) / (2.0 * h)).abs() < 1e-8);
    assert!((db - (value(0.0, 1.0 + h) - value(0.0, 1.0 - h)) / (2.0 * h)).abs() < 1e-8);
}
