//! What has a derivative, what has none, and what is said of it.

use super::world::File;
use crate::analysis::activity;
use crate::ir::{Stmt, text_of};
use crate::transform::Policy;
use proc_macro2::TokenStream;

/// What is said of the value that the function `f` computes by this text.
fn explained(source: &str, text: &str) -> String {
    let file = File::parse(source, Policy::Minimal).unwrap_or_else(|error| panic!("{error}"));
    let func = file.companion("f", "").unwrap_or_else(|stop| panic!("{stop:?}"));
    let mut value = None;
    func.body.visit(&mut |stmt| {
        let origin = match stmt {
            Stmt::Apply(apply) => &apply.origin,
            Stmt::Load(load) => &load.origin,
            Stmt::New(new) => &new.origin,
            Stmt::Call(call) => &call.origin,
            _ => return,
        };
        if text_of(origin) == Some(text) {
            value = stmt.defines().first().copied();
        }
    });
    activity(&func).explain(&func, value.unwrap_or_else(|| panic!("there is no `{text}` in\n{func}")))
}

const ON_INPUT: &str = "inactive: depends on no differentiable input";
const ON_RESULT: &str = "inactive: the result does not depend on it";

#[test]
fn it_depends_on_an_input_and_the_result_on_it() {
    let source = "#[grad] fn f(x: f64, #[constant] k: f64) -> f64 {
        let a = x.sin(); let b = x.cos(); let c = k.sin(); let d = c.exp(); a * d
    }";
    assert_eq!(explained(source, "x.sin()"), "active because of `x`");
    assert_eq!(explained(source, "x.cos()"), ON_RESULT);
    assert_eq!(explained(source, "k.sin()"), ON_INPUT);
    assert_eq!(explained(source, "c.exp()"), ON_INPUT);
}

#[test]
fn what_has_no_slope_passes_nothing_on() {
    let source = "#[grad] fn f(x: f64) -> f64 {
        let a = x.floor(); let b = x.signum(); let c = x.fract(); if x < a { a * b } else { c }
    }";
    assert_eq!(explained(source, "x.floor()"), ON_INPUT);
    assert_eq!(explained(source, "x.signum()"), ON_INPUT);
    assert_eq!(explained(source, "x.fract()"), "active because of `x`");
    assert_eq!(explained(source, "x < a"), ON_INPUT);
}

#[test]
fn a_derivative_passes_through_memory_calls_and_loops() {
    let source = "#[grad] fn f(x: f64, y: f64, n: usize) -> f64 {
        let mut v = vec![0.0; n];
        let mut w = vec![1.0; n];
        let mut u = vec![2.0; n];
        for i in 0..n { v[i] = x; w[i] = y; u[i] = 3.0; }
        let mut s = 1.0;
        let mut t = 1.0;
        for i in 0..n { s *= v[i] * u[i]; t *= w[i]; }
        g(s, 2.0)
    }
    #[grad] fn g(x: f64, y: f64) -> f64 { x * y }";
    assert_eq!(explained(source, "vec![0.0; n]"), "active because of `x`");
    assert_eq!(explained(source, "vec![1.0; n]"), ON_RESULT);
    assert_eq!(explained(source, "vec![2.0; n]"), ON_INPUT);
    assert_eq!(explained(source, "v[i]"), "active because of `x`");
    assert_eq!(explained(source, "w[i]"), ON_RESULT);
    assert_eq!(explained(source, "u[i]"), ON_INPUT);
    assert_eq!(explained(source, "g(s, 2.0)"), "active because of `x`");
}

/// How many things are refused of a function.
fn refusals(function: &str) -> usize {
    let tokens =
        crate::expand::grad(crate::expand::Surroundings::Module, TokenStream::new(), function.parse().expect("tokens"));
    tokens.to_string().matches("compile_error").count()
}

#[test]
fn foreign_code_is_refused_where_the_result_depends_on_what_it_reads() {
    let function = |result: &str| {
        format!("fn f(x: f64, #[constant] table: &Table) -> f64 {{ let k: f64 = table[x]; let y = x * 2.0; {result} }}")
    };
    assert_eq!(refusals(&function("y")), 0);
    assert_eq!(refusals(&function("y * k")), 1);
    assert_eq!(refusals(&function("if k > 1.0 { y } else { k }")), 1);
}

#[test]
fn what_only_decides_is_not_refused() {
    assert_eq!(refusals("fn f(x: f64) -> f64 { let big = is_big(x); if big { x } else { 2.0 * x } }"), 0);
    assert_eq!(
        refusals("fn f(x: f64, #[constant] table: &Table) -> f64 { if table[x.to_bits()] { x } else { 2.0 * x } }"),
        0
    );
    assert_eq!(
        refusals("fn f(x: f64, #[constant] table: &Table) -> f64 { let k: f64 = table[x.to_bits()]; k * x }"),
        1
    );
}

#[test]
fn what_is_refused_is_refused_together() {
    let function = "fn f(x: f64, #[constant] table: &Table) -> f64 { let k: f64 = table[x]; unsafe { k } }";
    assert_eq!(refusals(function), 2);
}
