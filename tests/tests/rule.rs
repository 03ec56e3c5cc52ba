//! `#[rule]`: companions from partials that a person states.

use autodiff::{grad, rule};

/// What stands for another crate.
mod elsewhere {
    pub(crate) fn hypotenuse(a: f64, b: f64) -> f64 {
        (a * a + b * b).sqrt()
    }
}

#[rule(hvp, da = "a / y", db = "b / y")]
fn hypotenuse(a: f64, b: f64) -> f64 {
    elsewhere::hypotenuse(a, b)
}

#[grad(hvp)]
fn looked_into(a: f64, b: f64) -> f64 {
    (a * a + b * b).sqrt()
}

#[test]
fn a_rule_gives_what_the_body_would() {
    let (a, b) = (1.7, -0.4);
    let close = |x: f64, y: f64| assert!((x - y).abs() < 1e-14, "{x} {y}");
    assert_eq!(hypotenuse_jvp(a, b, 0.3, 0.9).0, hypotenuse(a, b));
    close(hypotenuse_jvp(a, b, 0.3, 0.9).1, looked_into_jvp(a, b, 0.3, 0.9).1);
    let ((x, y), (u, v)) = (hypotenuse_grad(a, b), looked_into_grad(a, b));
    close(x, u);
    close(y, v);
    let ((_, (x, y)), (_, (u, v))) = (hypotenuse_hvp(a, b, 0.3, 0.9), looked_into_hvp(a, b, 0.3, 0.9));
    close(x, u);
    close(y, v);
    let (mut da, mut db) = (1.0, 1.0);
    assert_eq!(hypotenuse_vjp_into(a, b, 2.0, &mut da, &mut db), hypotenuse(a, b));
    assert_eq!((da, db), (1.0 + 2.0 * hypotenuse_grad(a, b).0, 1.0 + 2.0 * hypotenuse_grad(a, b).1));
    assert_eq!(hypotenuse_value_and_grad(a, b), (hypotenuse(a, b), hypotenuse_grad(a, b)));
    hypotenuse_grad_into(a, b, &mut da, &mut db);
    assert_eq!((da, db), hypotenuse_grad(a, b));
}

#[grad(hvp)]
fn through_rule(a: f64, b: f64) -> f64 {
    hypotenuse(a * b, b).sin() * a
}

#[grad(hvp)]
fn through_body(a: f64, b: f64) -> f64 {
    looked_into(a * b, b).sin() * a
}

#[test]
fn a_caller_differentiates_twice_through_a_rule() {
    let ((g, h), (p, q)) = (through_rule_hvp(0.8, 1.3, 0.5, -0.2), through_body_hvp(0.8, 1.3, 0.5, -0.2));
    for (x, y) in [(g.0, p.0), (g.1, p.1), (h.0, q.0), (h.1, q.1)] {
        assert!((x - y).abs() < 1e-13, "{x} {y}");
    }
}

/// The result of a function that is flat in an argument which the formulas read.
const SCALE: f64 = 2.0;

#[rule(hvp, dx = "SCALE * f64::from(n) * x.powi(n - 1) * if up { 1.0 } else { -1.0 }")]
fn scaled_power(x: f64, n: i32, #[constant] shift: f64, up: bool) -> f64 {
    shift + SCALE * x.powi(n) * if up { 1.0 } else { -1.0 }
}

#[test]
fn what_has_no_derivative_is_seen_by_the_formulas() {
    assert_eq!(scaled_power_grad(3.0, 2, 100.0, true), 12.0);
    assert_eq!(scaled_power_hvp(3.0, 3, 100.0, false, 1.0), (-54.0, -36.0));
}

#[grad(hvp)]
fn calls_with_constants(x: f64, n: i32) -> f64 {
    let shift = 1.0;
    scaled_power(
        x * x,
        n,
        #[constant]
        shift,
        true,
    )
}

#[test]
fn a_caller_passes_what_has_no_derivative() {
    assert_eq!(calls_with_constants_grad(2.0, 2), 2.0 * 2.0 * 4.0 * 4.0);
    assert_eq!(calls_with_constants_hvp(2.0, 2, 1.0).1, 2.0 * 12.0 * 4.0);
}

#[rule(hvp, result = "root", dx = "0.5 / root")]
fn root(x: f32) -> f32 {
    x.sqrt()
}

#[rule(dx = "y", dy = "x", result = "product")]
fn product(x: f64, y: f64) -> f64 {
    x * y
}

#[rule(dy = "f64::cos(y)")]
fn sine(y: f64) -> f64 {
    y.sin()
}

#[test]
fn names_and_precision() {
    assert_eq!(root_hvp(4.0, 1.0), (0.25, -0.031_25));
    assert_eq!(product_grad(3.0, 5.0), (5.0, 3.0));
    assert_eq!(sine_grad(0.0), 1.0);
}

#[test]
fn a_zero_wins_over_an_infinite_partial() {
    assert_eq!(root_jvp(0.0, 0.0), (0.0, 0.0));
    assert_eq!(root_jvp(0.0, 1.0), (0.0, f32::INFINITY));
    assert_eq!(root_vjp(0.0, 0.0), (0.0, 0.0));
    assert_eq!(root_grad(0.0), f32::INFINITY);
}

/// A rule whose text and whose names come from different hands.
macro_rules! doubled {
    ($name:ident, $arg:ident) => {
        #[rule(hvp, dx = "2.0 * x")]
        fn $name(x: f64) -> f64 {
            let $arg = x;
            $arg * x
        }
    };
}
doubled!(square, x);

#[test]
fn a_macro_writes_a_rule() {
    assert_eq!(square_hvp(3.0, 1.0), (6.0, 2.0));
}

/// A recursion whose partial calls the function itself.
#[rule(hvp, dx = "f64::from(n) * power(x, n - 1)")]
fn power(x: f64, n: i32) -> f64 {
    x.powi(n)
}

#[test]
fn a_partial_calls_the_function_itself() {
    assert_eq!(power_hvp(2.0, 3, 1.0), (12.0, 12.0));
}

/// Opaque constants are passed on through the forms with slots.
struct Table(f64);

#[rule(hvp, dx = "table.0 * x.cos()")]
fn wave(x: f64, #[constant] table: &Table) -> f64 {
    table.0 * x.sin()
}

static TABLE: Table = Table(3.0);

#[grad(hvp)]
fn calls_with_table(x: f64) -> f64 {
    wave(2.0 * x, &TABLE)
}

#[test]
fn a_type_that_nobody_sees_is_passed_on() {
    assert_eq!(wave_grad(0.0, &TABLE), 3.0);
    assert_eq!(wave_hvp(0.0, &TABLE, 1.0), (3.0, 0.0));
    assert_eq!(calls_with_table_grad(0.0), 6.0);
}
