//! What the two sweeps share: an iteration and its adjoint, a call and its adjoint, what is
//! dear to compute, the winner of a fold. No value shows it.

use super::world::File;
use crate::transform::Policy;

/// The text of the adjoint of `f`.
fn adjoint(policy: Policy, source: &str) -> String {
    let file = File::parse(source, policy).unwrap_or_else(|error| panic!("{error}"));
    file.companion("f", "_vjp").unwrap_or_else(|stop| panic!("{stop:?}")).to_string()
}

/// How many loops the adjoint of `f` has.
fn loops(source: &str) -> usize {
    let count = |policy| adjoint(policy, source).lines().filter(|line| line.contains("for ")).count();
    assert!(count(Policy::Minimal) <= count(Policy::Apart), "{source}");
    count(Policy::Minimal)
}

/// A function whose loop over `x` has this body.
fn summed(body: &str) -> String {
    format!(
        "#[grad] fn f(x: &[f64], y: &mut [f64], n: usize) -> f64 {{ let mut s = 0.0; for i in 0..n {{ {body} }} s }}"
    )
}

#[test]
fn iterations_that_meet_in_sums_are_reversed_at_once() {
    assert_eq!(loops(&summed("s += x[i].exp();")), 1);
    assert_eq!(loops(&summed("let t = x[i].exp(); s += t * t.ln();")), 1);
    // A term may be left out, whatever decides it.
    assert_eq!(loops(&summed("if x[i] > 0.0 { s += x[i].exp(); }")), 1);
    assert_eq!(loops(&summed("if x[i] > 0.0 { continue; } s += x[i].exp();")), 1);
    assert_eq!(loops(&summed("match i % 3 { 0 => s += x[i].exp(), 1 => s -= x[i] * x[i], _ => {} }")), 1);
    // What follows the loop is no part of it, and needs its sum.
    let after = "#[grad] fn f(x: &[f64]) -> f64 { let mut s = 0.0; for v in x { s += v.exp(); } 2.0 * s }";
    assert_eq!(loops(after), 1);
    let with_seed = "#[grad] fn f(x: &[f64]) -> f64 { let mut s = 0.0; for v in x { s += v.exp(); } s.ln() }";
    assert_eq!(loops(with_seed), 2);
}

#[test]
fn a_while_is_reversed_at_once_as_well() {
    let whiles = |body: &str| {
        let source = format!(
            "#[grad] fn f(x: &[f64], n: usize) -> f64 {{ let (mut s, mut i) = (0.0, 0); while i < n {{ {body} }} s }}"
        );
        let text = adjoint(Policy::Minimal, &source);
        (text.matches("while").count(), text.lines().filter(|line| line.contains("for ")).count())
    };
    assert_eq!(whiles("s += x[i].exp(); i += 1;"), (1, 0));
    assert_eq!(whiles("s += x[i] * x[i]; i += 1 + i;"), (1, 0));
    assert_eq!(whiles("if x[i] < 0.0 { break; } s += x[i].exp(); i += 1;"), (1, 0));
    assert_eq!(whiles("if x[i] > 0.0 { s += x[i].exp(); } i += 1;"), (1, 0));
    assert_eq!(whiles("s = s.sin() + x[i]; i += 1;"), (1, 1));
    // How often it runs is not the number of an element.
    let trips = "#[grad] fn f(x: f64) -> f64 { let mut s = x; while s < 10.0 { s *= 2.0; } s }";
    assert_eq!(adjoint(Policy::Minimal, trips).lines().filter(|line| line.contains("for ")).count(), 1);
}

#[test]
fn nested_loops_are_reversed_at_once_one_after_the_other() {
    let pairs = summed("for j in 0..i { s += (x[i] - x[j]).exp(); }");
    assert_eq!(loops(&pairs), 2);
    let two = "#[grad] fn f(x: &[f64]) -> f64 {
        let (mut s, mut t) = (0.0, 0.0);
        for v in x { s += v.exp(); }
        for v in x { t += v.tanh(); }
        s * 2.0 + t
    }";
    assert_eq!(loops(two), 2);
}

#[test]
fn what_the_two_have_in_common_may_be_a_load() {
    assert_eq!(loops(&summed("s += x[i] * x[i];")), 1);
    assert_eq!(loops(&summed("s += x[i];")), 2);
    assert_eq!(loops("#[grad] fn f(x: &[f64]) -> f64 { x.iter().rev().map(|v| v * v).sum() }"), 1);
}

/// Each of these has an adjoint that wants something of a later iteration, or of what
/// comes after the loop.
#[test]
fn iterations_that_meet_otherwise_are_reversed_in_a_sweep_of_their_own() {
    // The adjoint of a running sum is a sum, too, which each iteration hands on as it is by then.
    assert_eq!(loops(&summed("t += x[i]; s += t.sin();").replace("let mut s", "let mut t = 0.0; let mut s")), 2);
    assert_eq!(loops(&summed("s = s.sin() + x[i];")), 2);
    assert_eq!(loops(&summed("s += x[i].exp() * s;")), 2);
    assert_eq!(loops(&summed("y[i] = (x[i] * y[0]).exp(); s += y[i];")), 2);
    let filled = "#[grad] fn f(x: &[f64]) -> f64 {
        let mut y = vec![0.0; x.len()];
        for i in 0..x.len() { y[i] = x[i].exp(); }
        let mut s = 1.0;
        for i in 0..x.len() { s *= y[i]; }
        s
    }";
    assert_eq!(loops(filled), 4);
    let left = "#[grad] fn f(x: &[f64]) -> Result<f64, String> {
        let mut s = 0.0;
        for v in x { if *v < 0.0 { return Err(\"negative\".to_owned()); } s += v.exp(); }
        Ok(s)
    }";
    assert_eq!(loops(left), 2);
}

#[test]
fn a_call_whose_seed_is_known_runs_once() {
    let calls = |f: &str| {
        let helper = "#[grad] fn g(x: &[f64]) -> f64 { x[0] * x[1] }";
        let text = adjoint(Policy::Minimal, &format!("#[grad] fn f(x: &[f64]) -> f64 {{ {f} }} {helper}"));
        text.matches("call g").count()
    };
    assert_eq!(calls("2.0 * g(x)"), 1);
    assert_eq!(calls("let mut s = 0.0; for k in 0..3 { s += x[k] * g(x); } s"), 1);
    assert_eq!(calls("let mut s = 0.0; for w in x.chunks(2) { s += 2.0 * g(w); } s"), 1);
    assert_eq!(calls("g(&x[1..]) + g(x)"), 2);
    assert_eq!(calls("let mut s = 0.0; for w in x.chunks(2) { s += w[0] * g(w); } s - g(x)"), 2);
    assert_eq!(calls("g(x).sin()"), 2);
    assert_eq!(calls("let mut y = x.to_vec(); let a = 2.0 * g(&y); y[0] = 1.0; a * y[1]"), 2);
}

/// Whether the adjoint of `f` computes this once.
fn runs_once(policy: Policy, operation: &str, source: &str) -> bool {
    adjoint(policy, source).matches(&format!("= {operation} ")).count() == 1
}

#[test]
fn what_is_dear_runs_once() {
    let recurrence =
        |e: &str| format!("#[grad] fn f(x: f64, n: usize) -> f64 {{ let mut s = x; for _ in 0..n {{ s = {e}; }} s }}");
    for policy in [Policy::Minimal, Policy::Apart] {
        assert!(runs_once(policy, "exp", &recurrence("(s * 0.5).exp() * x")));
        assert!(runs_once(policy, "sqrt", &recurrence("(s + x).sqrt()")));
        assert!(runs_once(policy, "tanh", &recurrence("(s + x).tanh()")));
    }
    assert!(!runs_once(Policy::Minimal, "max", &recurrence("(s * s).max(x) * s")));
    // In every iteration the same: it is no number for each of them.
    assert!(!runs_once(Policy::Minimal, "exp", &recurrence("s * s * x.exp()")));
}

/// In a nest of loops what is dear is kept for all iterations where something else is; else
/// for those of the inner loop, which runs again in the adjoint sweep.
#[test]
fn memory_stays_of_the_same_order() {
    let runs = |body: &str| {
        let source = format!(
            "#[grad] fn f(x: &mut [f64], n: usize) -> f64 {{
                let mut s = 1.0;
                for _ in 0..n {{ let mut t = 1.0; for j in 0..x.len() {{ {body} }} s = s.sin() * t; }}
                s
            }}"
        );
        adjoint(Policy::Minimal, &source).matches("= exp ").count()
    };
    assert_eq!(runs("t += (x[j] * s).exp();"), 2);
    assert_eq!(runs("t = t * (x[j] * s).exp();"), 2);
    assert_eq!(runs("x[j] = x[j] * (x[j] * s).exp(); t += x[j];"), 1);
}

#[test]
fn a_fold_keeps_its_winner_alone() {
    let folded = |fold: &str| adjoint(Policy::Apart, &format!("#[grad] fn f(x: &[f64]) -> f64 {{ {fold} }}"));
    for fold in [
        "x.iter().copied().fold(f64::INFINITY, f64::min)",
        "x.iter().map(|v| v.sin()).fold(0.0, f64::max)",
        "let mut best = 0.0; for v in x { if *v > best { best = *v; } } best",
        "let mut best = x[0]; for i in 1..x.len() { if x[i] * x[i] <= best { best = x[i] * x[i]; } } best",
        "let (mut best, mut who) = (0.0, 1.0); for v in x { let d = v.exp(); if d > best { best = d; who = *v; } } best * who",
    ] {
        let text = folded(fold);
        assert!(text.contains("for") && text.contains("winner") && !text.contains("tape"), "{fold}\n{text}");
    }
}

/// What begins with a number never carries NaN.
#[test]
fn a_fold_of_numbers_compares_once() {
    let questions = |fold: &str| {
        let text = adjoint(Policy::Apart, &format!("#[grad] fn f(x: &[f64], s: f64) -> f64 {{ {fold} }}"));
        assert!(text.contains("winner"), "{fold}\n{text}");
        text.matches("is_nan").count()
    };
    for fold in [
        "x.iter().copied().fold(f64::INFINITY, f64::min)",
        "x.iter().fold(std::f64::NEG_INFINITY, |m, v| v.max(m))",
        "x.iter().fold(f64::MAX, |m, v| m.min(-v))",
        "let mut m = 0.5; for v in x { m = (-v).max(m); } m",
    ] {
        assert_eq!(questions(fold), 0, "{fold}");
    }
    for fold in [
        "x.iter().fold(s, |m, v| m.min(*v))",
        "x.iter().fold(f64::NAN, |m, v| m.max(*v))",
        "const INFINITY: f64 = 0.0 / 0.0; x.iter().fold(INFINITY, |m, v| v.min(m))",
        "use own::f64; x.iter().fold(f64::MAX, |m: f64, v| m.min(*v))",
        "mod f64 { pub const MAX: f32 = 0.0; } x.iter().fold(f64::MAX, |m, v| m.min(*v))",
    ] {
        assert_eq!(questions(fold), 1, "{fold}");
    }
}

/// Of these another iteration has an adjoint, too.
#[test]
fn what_is_no_fold_is_none() {
    let folded =
        |fold: &str| adjoint(Policy::Apart, &format!("#[grad] fn f(x: &[f64], y: &mut [f64]) -> f64 {{ {fold} }}"));
    for fold in [
        "let mut best = x[0]; for v in x { best = best.max(*v * best); } best",
        "let mut best = x[0]; for v in x { best = 0.5 * best.max(*v); } best",
        "let (mut best, mut sum) = (x[0], 0.0); for v in x { best = best.max(*v); sum += best; } sum",
        "let mut best = x[0]; for i in 0..x.len() { best = best.max(x[i]); y[i] = best; } best",
        "let (mut a, mut b) = (x[0], x[1]); for v in x { if *v > a { b = a; a = *v; } } a * b",
    ] {
        let text = folded(fold);
        assert!(!text.contains("winner"), "{fold}\n{text}");
    }
}
