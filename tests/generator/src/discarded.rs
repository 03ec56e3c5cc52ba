//! Values that leave the numbers somewhere, and choices that use them only where they
//! are small: a logarithm, a quotient, a power of what may be zero, infinite, or no
//! number at all. What is used is smooth.

use super::float::{leaf, stored};
use super::scope::{Draft, Expr};
use super::text::bare;
use super::{Language, Ty};

/// What is used is smaller than this.
const USED: f64 = 4.0;

/// `E` is what leaves the numbers, `A` something beside it.
const STEPS: [&str; 9] = [
    "(E).ln()",
    "A / (E)",
    "(E).recip() + A",
    "A * (E).ln()",
    "(E).powi(-2)",
    "(E) * 1e200 * (E) * 1e200",
    "(E).exp() / (A)",
    "(E).log2() * (A)",
    "((E) * 500.0).exp() + A",
];

/// Ways to use `N` where it passes the test `T`, and `O` where it does not.
const CHOICES: [&str; 6] = [
    "if T { N } else { O }",
    "match T { true => N * 0.5, false => O }",
    "let mut M = O; if T { M = 0.5 * M + N; } M",
    "if !(T) { O } else { (0.5 * N).sin() }",
    "N.max(-1.0).min(1.0) + O",
    "match N { found if found.abs() < 4.0 => found, _ => O }",
];

/// The same with memory, and with rounds of a loop that are left out.
const IN_MEMORY: [&str; 5] = [
    "let M = [N, O]; if M[0].abs() < 4.0 { M[0] } else { M[1] }",
    "let M = vec![N, O]; M.iter().filter(|v| v.abs() < 4.0).map(|v| v * 0.5).sum::<f64>()",
    "let mut M = O; for _ in 0..2 { if !(T) { continue; } M = 0.5 * M + 0.5 * N; } M",
    "let M = [O, N, O]; M.iter().fold(0.0_f64, |most, v| if v.abs() < 4.0 { most + v * 0.3 } else { most })",
    "let mut M = O; let mut K = 0; while K < 2 && T { M = 0.5 * M + 0.3 * N; K += 1; } M",
];

const TESTS: [&str; 4] =
    ["N.abs() < 4.0", "N.is_finite() && N.abs() < 4.0", "(-4.0 < N && N < 4.0)", "!(N.is_nan() || N.abs() > 4.0)"];

/// Such a value, and such a choice.
pub(super) fn discarded(d: &mut Draft, depth: usize) -> Option<Expr> {
    let [e, other] = [0, 1].map(|_| stored(d, depth));
    let beside = leaf(d).typed(&Ty::Float);
    let mut step = d.rng.pick(&STEPS);
    // What holds items of its own cannot stand there twice.
    if step.matches('E').count() > 1 && ["const ", "fn "].iter().any(|item| e.text.contains(item)) {
        step = STEPS[0];
    }
    let steepness = if step.contains("500.0") { 2000.0 } else { 60.0 };
    let step = step.replace('E', "{e}").replace('A', "{a}");
    let step = step.replace("{e}", bare(&e.text)).replace("{a}", &beside.text);
    let memory = d.language != Language::Scalars && d.rng.chance(50);
    let choice = if memory { d.rng.pick(&IN_MEMORY) } else { d.rng.pick(&CHOICES) };
    let (test, names) = (d.rng.pick(&TESTS), ["risk", "kept", "rest", "turn"].map(|stem| d.unique(stem)));
    let [risk, kept, rest, turn] = &names;
    let used = choice.replace('T', test).replace('N', risk).replace('M', kept).replace('O', rest).replace('K', turn);
    let other_text = bare(&other.text);
    let text = format!("({{ let {rest}: f64 = {other_text}; let {risk}: f64 = {step}; {used} }})");
    let slope = steepness * (e.slope + beside.slope) + other.slope;
    Some(Expr::new(text, USED + other.size, slope))
}
