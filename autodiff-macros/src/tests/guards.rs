//! Which products are guarded: those of partials that can be infinite where the function
//! is not, and no others. A guard that is not needed costs a comparison and no value shows it.

use super::modes::{Point, floats};
use super::world::File;
use crate::ir::interp::Scalar;
use crate::transform::Policy;

/// Whether the derivative of this expression of `x` and `y` multiplies guarded.
fn is_guarded(companion: &str, expression: &str) -> bool {
    let source = format!("#[grad] fn f(x: f64, y: f64) -> f64 {{ {expression} }}");
    let file = File::parse(&source, Policy::Minimal).unwrap_or_else(|error| panic!("{error}"));
    let func = file.companion("f", companion).unwrap_or_else(|stop| panic!("{stop:?}"));
    let text = func.to_string();
    text.contains("= mask") || text.contains("= scale")
}

#[test]
fn a_power_is_guarded_where_its_slope_can_be_infinite() {
    let powers = ["powf(2.0)", "powf(1.0)", "powf(1.5)", "powf(0.5)", "powf(-1.0)", "powi(2)", "powi(1)", "powi(-1)"];
    let guarded: Vec<_> = powers.into_iter().filter(|power| is_guarded("_vjp", &format!("x.{power} * y"))).collect();
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
