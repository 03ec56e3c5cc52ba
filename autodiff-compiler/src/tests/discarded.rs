//! Random programs that throw away what is not finite, at special points.
//!
//! A value is computed of others in ways that leave the numbers: a logarithm of
//! zero, a quotient by it, an overflow, an operand that is no number. It is used in
//! a branch that is taken only where it is finite. What is left is smooth, so
//! forward and reverse agree, and what was thrown away leaves no trace in them.

use super::desk;
use super::modes::{Point, bits, floats};
use super::random;
use super::world::File;
use crate::ir::interp::{Scalar, Stop};
use crate::transform::Policy;

/// Draws the same numbers for the same seed (xorshift, Marsaglia 2003).
struct Draw(u64);

impl Draw {
    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        from[usize::try_from(self.0 % from.len() as u64).expect("a list is short")]
    }

    /// Something smooth of `x` and `y`.
    fn smooth(&mut self) -> &'static str {
        self.pick(&["x", "y", "x * y", "x.sin()", "y.cos() * x", "0.5 * x - y", "x.tanh()", "2.0"])
    }

    /// A step from `t` that may lead out of the numbers.
    fn step(&mut self) -> String {
        let with = self.smooth();
        let text = self.pick(&[
            "t.ln()",
            "T / t",
            "t / x",
            "T * t",
            "t * t",
            "t.exp() * T",
            "t.recip() + T",
            "t.powi(-2)",
            "h(t, y)",
            "g(&[t, x])",
            "{ let (a, _) = p(t, y); a }",
            "t - T",
            "t.atan() * T",
        ]);
        text.replace('T', &format!("({with})"))
    }

    /// Ways to use `t` where it is a number, and `other` where it is none.
    fn choice(&mut self) -> &'static str {
        self.pick(&[
            "if t.is_finite() { t } else { other }",
            "if t.is_nan() || t.is_infinite() { other } else { t * t }",
            "match t.is_finite() { true => t * other, false => other }",
            "{ let v = [t, other]; if v[0].is_finite() { v[0] * v[1] } else { v[1] } }",
            "{ let mut s = other; for k in 0..3 { if !t.is_finite() { continue; } s += t * k as f64; } s }",
            "{ let mut s = other; if t.is_finite() { s += t; } s }",
            "{ let mut s = other; let mut k = 0; while k < 2 && t.is_finite() { s = s + t * 0.5; k += 1; } s }",
            "{ let v = vec![t, other]; v.iter().filter(|v| v.is_finite()).map(|v| v * v).sum::<f64>() }",
        ])
    }
}

fn program(seed: u64) -> String {
    let mut d = Draw(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let start = d.smooth();
    let steps: Vec<String> = (0..=seed % 3).map(|_| format!("let t = {};", d.step())).collect();
    let (other, choice, steps) = (d.smooth(), d.choice(), steps.join(" "));
    format!(
        "#[grad] fn h(t: f64, y: f64) -> f64 {{ t * y.sin() }}
#[grad] fn g(v: &[f64]) -> f64 {{ v[0] * v[0] * v[1] }}
#[grad] fn p(t: f64, y: f64) -> (f64, f64) {{ (t * y, t + y) }}
#[grad] fn f(x: f64, y: f64) -> f64 {{ let other = {other}; let t = {start}; {steps} {choice} }}"
    )
}

/// What `x` and `y` are: numbers, zeros, what overflows, what is missing.
const SPECIAL: [f64; 6] = [0.0, 1.25, -0.75, 800.0, f64::NAN, -0.0];

#[test]
fn what_is_thrown_away_leaves_no_trace() {
    let (first, count) = random::range(desk::cases(200, 600));
    let mut failures = Vec::new();
    let mut discarded = 0;
    for seed in first + 1..=first + count {
        let source = program(seed);
        let file = File::parse(&source, Policy::Minimal).unwrap_or_else(|error| panic!("{error}\n{source}"));
        for x in SPECIAL {
            for y in SPECIAL {
                let args = vec![Scalar::F64(x), Scalar::F64(y)];
                let point = Point { file: &file, name: "f", args };
                match disagreement(&point, &mut discarded) {
                    Ok(None) => {}
                    Ok(Some(how)) => failures.push(format!("seed {seed} at {x:?}, {y:?}: {how}\n{source}")),
                    Err(stop) => panic!("{stop:?}\n{source}"),
                }
            }
        }
    }
    let shown: Vec<_> = failures.iter().take(3).cloned().collect();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), shown.join("\n\n"));
    assert!(discarded > desk::cases(300, 1000), "{discarded} are too few");
}

/// How the modes disagree where the function is a number and one of them gives
/// numbers alone: then so must the other, and the same.
fn disagreement(point: &Point<'_>, compared: &mut usize) -> Result<Option<String>, Stop> {
    let y = point.primal()?;
    if !floats(&y)[0].is_finite() {
        return Ok(None);
    }
    let (primals, forward) = point.forward()?;
    let (_, reverse) = point.reverse()?;
    if primals.iter().any(|primal| bits(primal) != bits(&y)) {
        return Ok(Some("another value".to_owned()));
    }
    let (f, r) = (floats(&forward.concat()), floats(&reverse.concat()));
    // What is used is smooth there, unless it overflows.
    let ordinary = |list: &[f64]| list.iter().all(|d| d.abs() < 1e150);
    if !ordinary(&f) && !ordinary(&r) {
        return Ok(None);
    }
    *compared += 1;
    let scale = f.iter().chain(&r).filter(|d| d.is_finite()).fold(1.0_f64, |max, d| max.max(d.abs()));
    let close = f.iter().zip(&r).all(|(f, r)| (f - r).abs() <= 1e-9 * scale);
    Ok((!close).then(|| format!("forward {f:?}, reverse {r:?}")))
}
