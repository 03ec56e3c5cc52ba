//! Sums over a few rounds: plain ones, whose adjoint may run in any order, and such as are read while they grow,
//! whose adjoint is a sum from the end. Every step in every loop.

use super::modes::{Point, floats};
use super::world::File;
use crate::ir::interp::Scalar;
use crate::transform::Policy;

/// A round: `S` and `T` are sums, and `E` is a term of it.
const STEPS: [&str; 14] = [
    "S += E;",
    "S += E; T += 0.5 * E;",
    "S += E; T += S.sin();",
    "S += E; T += S * S;",
    "T += 0.3 * S; S += E;",
    "S -= E; T -= 0.5 * S;",
    "S = E + S; T = (0.2 * S).exp() * 0.5 + T;",
    "let term = E; S += term; T += 0.3 * term * S;",
    "let before = S; S += E; T += 0.2 * (S - before) * S;",
    "let before = S; S += E; T += before.cos();",
    "S += E; if S > 0.2 { T += 0.5 * S; } else { T -= E; }",
    "S += x; T += (0.3 * S * E).sin();",
    "S += E; let mut u = 0.0; for j in 0..2 { u += S * j as f64; } T += u.sin();",
    "T += E; S += 0.1 * T; T -= S;",
];

/// Ways to run through the rounds, with `k` for the number of each.
const LOOPS: [&str; 6] = [
    "for k in 0..3 { L }",
    "for k in 0..=2 { L }",
    "for k in (0..3).rev() { L }",
    "for k in 0..4 { if k == 2 { continue; } L }",
    "let mut k = 0; while k < 3 { L k += 1; }",
    "for j in 0..2 { let k = j + 1; L S = S * 0.9; }",
];

#[test]
fn both_modes_agree_on_every_sum() {
    let mut wrong = Vec::new();
    for run in LOOPS {
        for step in STEPS {
            let body = run.replace('L', step).replace('E', "(x + k as f64 * y).sin()");
            let body = body.replace('S', "sum").replace('T', "more");
            let source = format!(
                "#[grad] fn f(x: f64, y: f64) -> f64 {{
                    let (mut sum, mut more) = (0.0, 0.0); {body} 0.3 * more + 0.2 * sum
                }}"
            );
            let file = File::parse(&source, Policy::Minimal).unwrap_or_else(|error| panic!("{error}\n{source}"));
            let point = Point { file: &file, name: "f", args: vec![Scalar::F64(0.7), Scalar::F64(-0.4)] };
            let [forward, reverse] =
                [point.forward(), point.reverse()].map(|rows| floats(&rows.expect("it runs").1[0]));
            let is_close = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-13 * (1.0 + a.abs());
            if !forward.iter().zip(&reverse).all(is_close) {
                wrong.push(format!("{run} {step}: {forward:?}, {reverse:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
