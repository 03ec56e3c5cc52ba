//! `check!`: it passes what is right, and says what is wrong.

use autodiff::{Differentiable, check, grad, rule};
use std::panic::catch_unwind;

/// What a check that must fail says.
fn message(run: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let panic = catch_unwind(run).expect_err("it does not see what is wrong");
    panic.downcast_ref::<String>().expect("a message").clone()
}

#[grad(hvp)]
fn scalars(x: f64, n: i32, a: f64) -> f64 {
    (a * x).sin() * x.powi(n)
}

#[grad(hvp)]
fn memory(x: &[f64], m: &[[f64; 2]; 2], a: f64) -> f64 {
    x.iter().map(|v| v * v * a).sum::<f64>() + m[0][1] * m[1][0] * x[0]
}

#[grad]
fn several(x: f64, y: f64) -> (f64, f64) {
    (x * y, x / y)
}

#[grad]
fn vector(x: &[f64], k: f64) -> Vec<f64> {
    x.iter().map(|v| k * v.exp()).collect()
}

#[grad(hvp)]
fn single(x: f32, y: f32) -> f32 {
    (x * y).exp() / y
}

#[grad(hvp)]
fn with_constant(x: f64, #[constant] table: &[f64], #[constant] scale: f64) -> f64 {
    table[0] * x * x * scale
}

mod inside {
    #[autodiff::grad]
    pub(crate) fn square(x: f64) -> f64 {
        x * x
    }
}

#[test]
fn right_derivatives_pass() {
    let n = 3;
    check!(scalars(1.3, 3, 0.7), hvp);
    check!(
        scalars(
            1.3,
            #[constant]
            n,
            0.7
        ),
        hvp
    );
    let x = vec![1.0, -2.0, 1e-3];
    check!(memory(&x, &[[1.0, 2.0], [0.0, 4.0]], 3.0), hvp);
    check!(several(2.0, -3.0));
    check!(vector(&x, 2.0));
    check!(vector(&[0.5], 2.0));
    check!(single(0.5, 1.5), hvp);
    check!(
        with_constant(
            2.0,
            #[constant]
            &[3.0],
            #[constant]
            2.0
        ),
        hvp
    );
    check!(inside::square(1e6));
    check!(inside::square(-1e-6), crate = ::autodiff);
}

#[rule(hvp, dx = "1.0001 * a", da = "x")]
fn wrong_partial(x: f64, a: f64) -> f64 {
    x * a
}

#[test]
fn a_wrong_partial_is_named() {
    let said = message(|| check!(wrong_partial(2.0, 3.0)));
    assert!(said.contains("`wrong_partial_jvp`: the derivative of leaf 0 of the result along argument 1 (`2.0`)"));
    assert!(said.contains("is 3.0003e0, and differences give 3"), "{said}");
}

/// Companions by hand, each wrong in one of them.
macro_rules! by_hand {
    ($module:ident, $jvp:expr, $vjp:expr, $hvp:expr) => {
        #[allow(dead_code, reason = "not each is asked for the second order")]
        mod $module {
            pub(crate) fn f(x: &[f64]) -> f64 {
                x[0] * x[0] * x[1]
            }
            pub(crate) fn f_jvp(x: &[f64], d: &[f64]) -> (f64, f64) {
                $jvp(f(x), 2.0 * x[0] * x[1] * d[0] + x[0] * x[0] * d[1])
            }
            pub(crate) fn f_vjp(x: &[f64], y_bar: f64) -> (f64, Vec<f64>) {
                $vjp(f(x), vec![2.0 * x[0] * x[1] * y_bar, x[0] * x[0] * y_bar])
            }
            pub(crate) fn f_hvp(x: &[f64], d: &[f64]) -> (Vec<f64>, Vec<f64>) {
                let product = vec![2.0 * x[1] * d[0] + 2.0 * x[0] * d[1], 2.0 * x[0] * d[0]];
                $hvp(f_vjp(x, 1.0).1, product)
            }
        }
    };
}

by_hand!(right, |y, d| (y, d), |y, b| (y, b), |g, h| (g, h));
by_hand!(jvp_value, |y: f64, d| (y.next_up(), d), |y, b| (y, b), |g, h| (g, h));
by_hand!(vjp_value, |y, d| (y, d), |y: f64, b| (y.next_up(), b), |g, h| (g, h));
by_hand!(tangent, |y, d: f64| (y, d + 1e-6), |y, b| (y, b), |g, h| (g, h));
by_hand!(infinite, |y, d: f64| (y, d / 0.0), |y, b| (y, b), |g, h| (g, h));
by_hand!(cotangent, |y, d| (y, d), |y, b: Vec<f64>| (y, vec![b[0], b[1] + 1e-6]), |g, h| (g, h));
by_hand!(too_few, |y, d| (y, d), |y, b: Vec<f64>| (y, vec![b[0]]), |g, h| (g, h));
by_hand!(gradient, |y, d| (y, d), |y, b| (y, b), |g: Vec<f64>, h| (vec![g[0], -g[1]], h));
by_hand!(hessian, |y, d| (y, d), |y, b| (y, b), |g, h: Vec<f64>| (g, vec![h[0], h[1] * 1.000_001]));

#[test]
fn each_companion_is_checked() {
    check!(right::f(&[2.0, 3.0]), hvp);
    let x = [2.0, 3.0];
    let said = message(|| check!(jvp_value::f(&x)));
    assert!(said.starts_with("`jvp_value::f_jvp` returns the value"), "{said}");
    let said = message(|| check!(vjp_value::f(&x)));
    assert!(said.starts_with("`vjp_value::f_vjp` returns the value"), "{said}");
    let said = message(|| check!(tangent::f(&x)));
    assert!(said.starts_with("`tangent::f_jvp`: the derivative of leaf 0 of the result along leaf 0 of"), "{said}");
    let said = message(|| check!(infinite::f(&x)));
    assert!(said.contains("check it at a point where both are finite"), "{said}");
    let said = message(|| check!(cotangent::f(&x)));
    assert!(said.starts_with("`cotangent::f_vjp`: for the cotangent [1.0] of the result, that of leaf 1 of"), "{said}");
    let said = message(|| check!(too_few::f(&x)));
    assert!(said.contains("gives 1 cotangents, and the arguments have 2 leaves"), "{said}");
    let said = message(|| check!(gradient::f(&x), hvp));
    assert!(said.starts_with("`gradient::f_hvp (its gradient)`: the derivative of leaf 1"), "{said}");
    let said = message(|| check!(hessian::f(&x), hvp));
    assert!(said.starts_with("`hessian::f_hvp`: the derivative of leaf 1 of the result along leaf 0"), "{said}");
}

#[derive(Clone, Debug, Differentiable)]
struct Spring {
    stiffness: f64,
    ends: [f64; 2],
    #[constant]
    name: &'static str,
}

/// The companions of a function of a struct, by hand.
fn energy(s: &Spring, x: f64) -> f64 {
    let d = s.ends[1] - s.ends[0] - x;
    0.5 * s.stiffness * d * d * if s.name == "soft" { 0.5 } else { 1.0 }
}

fn energy_vjp(s: &Spring, x: f64, y_bar: f64) -> (f64, (Spring, f64)) {
    let factor = if s.name == "soft" { 0.5 } else { 1.0 };
    let d = s.ends[1] - s.ends[0] - x;
    let force = s.stiffness * d * factor * y_bar;
    let spring = Spring { stiffness: 0.5 * d * d * factor * y_bar, ends: [-force, force], name: s.name };
    (energy(s, x), (spring, -force))
}

fn energy_jvp(s: &Spring, x: f64, s_dot: &Spring, x_dot: f64) -> (f64, f64) {
    let (value, (spring, x_bar)) = energy_vjp(s, x, 1.0);
    (value, spring.inner_product(s_dot) + x_bar * x_dot)
}

#[test]
fn leaves_of_structs_are_checked() {
    let spring = Spring { stiffness: 3.0, ends: [0.5, 2.0], name: "soft" };
    check!(energy(&spring, 0.3));
    check!(energy(&Spring { name: "hard", ..spring.clone() }, 0.3));
}

/// A ray may miss the sphere: where it does, there is nothing to compare with.
#[grad(hvp)]
fn distance(along: f64, aside: f64) -> Option<f64> {
    let rest = 1.0 - aside * aside;
    if rest < 0.0 { None } else { Some(along - rest.sqrt()) }
}

#[test]
fn a_step_that_leaves_the_domain_is_shortened() {
    check!(distance(3.0, 0.999), hvp);
    check!(distance(3.0, -0.999), hvp);
    let nothing = message(|| check!(distance(3.0, 1.5)));
    assert!(nothing.contains("gives an `Err` or a `None` here"), "{nothing}");
}

#[grad]
fn begins(x: f64) -> Option<f64> {
    if x < 1.0 { None } else { Some(x * x) }
}

#[test]
fn at_the_border_of_the_domain_nothing_is_checked_and_that_is_said() {
    check!(begins(1.001));
    let border = message(|| check!(begins(1.0)));
    assert!(border.contains("however near to this point"), "{border}");
}

/// A fragment of a macro by example has a group of its own around it.
#[test]
fn literals_of_macros_by_example() {
    macro_rules! each {
        ($($n:expr),*) => { $(check!(scalars(0.7, $n, 1.3));)* };
    }
    each!(0, 1, -2, 3);
}
