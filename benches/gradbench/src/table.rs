//! Primal and gradient side by side, in one run.

use crate::evals;
use serde_json::{Value, json};
use std::fmt::Write;

/// A table in Markdown: for each eval the time of the primal, that of the
/// gradient, and their ratio. The times are the least of several runs.
pub fn table() -> String {
    let mut text = String::from("| eval | size | primal | gradient | ratio |\n|---|---|---|---|---|\n");
    for (module, size, [primal, gradient], input) in problems() {
        let times = [primal, gradient].map(|function| seconds(module, function, &input));
        let [Some(value), Some(derivative)] = times else { continue };
        let ratio = derivative / value;
        let _ = writeln!(text, "| {module} | {size} | {} | {} | {ratio:.1} |", milli(value), milli(derivative));
    }
    text
}

fn milli(seconds: f64) -> String {
    format!("{:.3} ms", 1e3 * seconds)
}

/// The least time of a run.
fn seconds(module: &str, function: &str, input: &Value) -> Option<f64> {
    let run = evals::evaluate(module, function, input).ok()?;
    run.timings.iter().map(crate::protocol::Timing::seconds).reduce(f64::min)
}

/// Numbers that look random and are the same in every run.
fn numbers(count: usize, seed: u64) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).unwrap_or(0)) / f64::from(u32::MAX >> 1)
    };
    (0..count).map(|_| next()).collect()
}

fn rows(count: usize, width: usize, seed: u64) -> Vec<Vec<f64>> {
    (0..count).map(|i| numbers(width, seed + i as u64)).collect()
}

type Problem = (&'static str, String, [&'static str; 2], Value);

fn problems() -> Vec<Problem> {
    let runs = |mut input: Value| {
        input["min_runs"] = json!(5);
        input["min_seconds"] = json!(0.2);
        input
    };
    let mut all = Vec::new();
    for (d, k) in [(2, 5), (10, 25)] {
        let input = json!({
            "d": d, "k": k, "n": 1000, "m": 0, "gamma": 1.0, "x": rows(1000, d, 1), "alpha": numbers(k, 2),
            "mu": rows(k, d, 3), "q": rows(k, d, 4), "l": rows(k, d * (d - 1) / 2, 5),
        });
        all.push(("gmm", format!("d = {d}, k = {k}, n = 1000"), ["objective", "jacobian"], runs(input)));
    }
    let input = json!({ "n": 49, "m": 7776, "p": 31843, "cam": numbers(11, 6), "x": [0.3, 0.2, 4.0], "w": 0.4, "feat": [0.1, 0.2] });
    all.push(("ba", "p = 31843".to_owned(), ["objective", "jacobian"], runs(input)));
    let input = json!({
        "main_params": rows(4, 56, 7), "extra_params": rows(3, 14, 8), "state": rows(4, 14, 9),
        "sequence": rows(1024, 14, 10),
    });
    all.push(("lstm", "l = 2, c = 1024".to_owned(), ["objective", "jacobian"], runs(input)));
    for ell in [5, 7] {
        let input = json!({ "A": numbers(ell * ell, 11), "ell": ell });
        all.push(("det", format!("{ell}"), ["primal", "gradient"], runs(input)));
    }
    let input = json!({ "x": numbers(128, 12), "n": 512 });
    all.push(("llsq", "n = 512, m = 128".to_owned(), ["primal", "gradient"], runs(input)));
    let input = json!({ "x": numbers(2500, 13) });
    all.push(("lse", "n = 2500".to_owned(), ["primal", "gradient"], runs(input)));
    let input = json!({ "x": numbers(100, 14), "s": 100 });
    all.push(("ode", "n = 100, s = 100".to_owned(), ["primal", "gradient"], runs(input)));
    let input = json!({ "points": rows(1000, 8, 15), "centroids": rows(10, 8, 16) });
    all.push(("kmeans", "k = 10, n = 1000".to_owned(), ["cost", "dir"], runs(input)));
    all
}
