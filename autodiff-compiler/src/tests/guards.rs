//! What the adjoint does without: guards of products that cannot meet an infinity, calls
//! to which no adjoint arrives, and loops backwards where forwards will do. No value shows it.

use super::modes::{Point, floats};
use super::world::File;
use crate::ir::interp::Scalar;
use crate::transform::Policy;

/// The text of the adjoint of `f`.
fn adjoint(source: &str) -> String {
    let file = File::parse(source, Policy::Minimal).unwrap_or_else(|error| panic!("{error}"));
    file.companion("f", "_vjp").unwrap_or_else(|stop| panic!("{stop:?}")).to_string()
}

/// Whether the adjoint of this expression of `x` and `y` multiplies guarded.
fn is_guarded(expression: &str) -> bool {
    let text = adjoint(&format!("#[grad] fn f(x: f64, y: f64) -> f64 {{ {expression} }}"));
    text.contains("= mask") || text.contains("= scale")
}

#[test]
fn a_call_to_which_no_adjoint_arrives_is_not_reversed() {
    let helper = "#[grad] fn g(x: &[f64]) -> f64 { x[0] * x[1] }";
    let reversed = |factor: &str| {
        adjoint(&format!("#[grad] fn f(x: &[f64]) -> f64 {{ {factor} * g(x) + x[0] }} {helper}")).contains("g_vjp_into")
    };
    assert!(reversed("2.0"));
    assert!(!reversed("0.0"));
}

#[test]
fn an_argument_that_is_constant_for_the_callee_has_no_shadow_there() {
    let text = adjoint(
        "#[grad] fn f(x: &[f64], y: &[f64]) -> f64 { g(x, #[constant] y) * y[0] }
        #[grad] fn g(x: &[f64], #[constant] y: &[f64]) -> f64 { x[0] * y[0] }",
    );
    let call = text.lines().find(|line| line.contains("g_vjp_into(")).unwrap_or_default();
    assert_eq!(call.matches("&mut").count(), 1, "{text}");
}

#[test]
fn a_callee_is_given_nothing_for_an_argument_without_floats() {
    let function = "fn f(x: &[f64], n: usize) -> f64 { g(x, n) * 2.0 }".parse().expect("tokens");
    let tokens =
        crate::expand::grad(crate::expand::Surroundings::Module, "only(vjp)".parse().expect("tokens"), function)
            .to_string();
    let call = tokens.split("g_vjp_into (").nth(1).and_then(|rest| rest.split(';').next()).unwrap_or_default();
    assert!(call.contains("x_bar") && !call.contains("()"), "{call}");
}

#[test]
fn iterations_that_only_add_up_run_forwards() {
    let sum =
        adjoint("#[grad] fn f(x: &[f64]) -> f64 { let mut s = 0.0; for i in 0..x.len() { s += x[i] * x[i]; } s }");
    assert!(!sum.contains(" down"), "{sum}");
    let product = adjoint("#[grad] fn f(x: &[f64]) -> f64 { let mut s = 1.0; for i in 0..x.len() { s *= x[i]; } s }");
    assert!(product.contains(" down"), "{product}");
}

#[test]
fn a_power_is_guarded_where_its_slope_can_be_infinite() {
    let powers = ["powf(2.0)", "powf(1.0)", "powf(1.5)", "powf(0.5)", "powf(-1.0)", "powi(2)", "powi(1)", "powi(-1)"];
    let guarded: Vec<_> = powers.into_iter().filter(|power| is_guarded(&format!("x.{power} * y"))).collect();
    assert_eq!(guarded, ["powf(1.5)", "powf(0.5)", "powf(-1.0)", "powi(-1)"]);
}

/// The derivative along `x`, forward and reverse.
fn slopes(expression: &str, x: f64, y: f64) -> [f64; 2] {
    let source = format!("#[grad] fn f(x: f64, y: f64) -> f64 {{ {expression} }}");
    let file = File::parse(&source, Policy::Minimal).unwrap_or_else(|error| panic!("{error}"));
    let point = Point { file: &file, name: "f", args: vec![Scalar::F64(x), Scalar::F64(y)] };
    let (forward, reverse) = (point.forward().expect("it runs").1, point.reverse().expect("it runs").1);
    [forward, reverse].map(|rows| floats(&rows[0])[0])
}

#[test]
fn a_choice_of_a_negated_operand_is_negated() {
    assert_eq!(slopes("(-x).abs() * y", 3.0, 2.0), [2.0; 2]);
    assert_eq!(slopes("(-x).max(y) * 2.0", -3.0, 2.0), [-2.0; 2]);
    assert_eq!(slopes("y.min(-x) * 2.0", 3.0, 2.0), [-2.0; 2]);
    assert_eq!(slopes("(-x).clamp(-5.0, y)", 3.0, 2.0), [-1.0; 2]);
    assert_eq!(slopes("(-x).clamp(-1.0, y)", 3.0, 2.0), [0.0; 2]);
}
