//! Which loops of an adjoint cut what they run through, and what they write then.

use crate::expand::{self, Surroundings};
use proc_macro2::TokenStream;

/// The adjoint that adds into shadows.
fn adjoint(function: &str) -> String {
    written(function, quote::quote!(only(vjp_into)), "fn f_vjp_into")
}

/// The same of a function that has run.
fn after(function: &str) -> String {
    written(function, quote::quote!(only(vjp_into)), "fn f_adjoint_into")
}

fn written(function: &str, attr: TokenStream, name: &str) -> String {
    let function: TokenStream = function.parse().expect("a function");
    let written = expand::grad(Surroundings::Module, attr, function).to_string();
    let begin = written.find(name).expect("it is written") + name.len();
    let rest = &written[begin..];
    // What follows are other forms of it.
    rest[..rest.find(" fn ").unwrap_or(rest.len())].to_owned()
}

fn parts(function: &str) -> usize {
    adjoint(function).matches("_part = ").count()
}

const ROWS: &str = "fn f(x: &[f64], w: &[f64], y: &mut [f64], d: usize) {
    for i in 0..y.len() {
        let mut s = 0.0;
        for j in 0..LENGTH { s += w[i * LENGTH + j] * x[j]; }
        y[i] = s.tanh();
    }
}";

#[test]
fn rows_are_cut_however_their_length_is_said() {
    for length in ["d", "x.len()"] {
        let rows = ROWS.replace("LENGTH", length);
        assert_eq!(parts(&rows), 4, "{length}: {}", adjoint(&rows));
    }
}

/// The switch that random programs are run with and without.
#[test]
fn what_is_to_stay_whole_is_not_cut() {
    let uncut = written(&ROWS.replace("LENGTH", "d"), quote::quote!(uncut, only(vjp_into)), "fn f_vjp_into");
    assert!(!uncut.contains("_part = "), "{uncut}");
}

#[test]
fn an_index_of_no_other_use_is_not_written() {
    let rows = adjoint(&ROWS.replace("LENGTH", "d"));
    assert!(!rows.contains("= i * d"), "{rows}");
    // Here it is of one.
    let used = "fn f(x: &[f64], y: &mut [f64], d: usize, n: usize) {
        for i in 0..n {
            for j in 0..d { let k = i * d + j; let z = x[k]; y[k] = z.exp() * k as f64; }
        }
    }";
    let used = adjoint(used);
    assert!(used.contains("_part") && used.contains("k as f64"), "{used}");
    assert!(used.contains("let k = i * d + j"), "{used}");
}

#[test]
fn what_may_not_be_there_is_not_cut() {
    // Only some iterations look, or none does.
    assert_eq!(
        parts(
            "fn f(x: &[f64], y: &mut [f64], d: usize, n: usize) {
        for i in 0..n { for j in 0..d { if y[j] > 0.5 { y[j] = x[i * d + j].exp(); } } }
    }"
        ),
        0
    );
}

/// Two parts of one memory that is written to: they may overlap.
#[test]
fn several_parts_of_what_is_written_are_parts_of_its_cells() {
    let both = after(
        "fn f(x: &[f64], y: &mut [f64], d: usize) {
        for j in 0..d { y[j] = x[j].exp() * x[d + j].exp(); }
    }",
    );
    assert_eq!(both.matches("cells (").count(), 1, "{both}");
    assert!(both.contains("stretch (x_bar_cells , d , d)") && both.contains("stretch (x_bar_cells , 0 , d)"), "{both}");
    assert!(both.contains("x_bar_part [j] . set (x_bar_part [j] . get () +"), "{both}");
    // An arm names the memory itself.
    let arm = after(
        "fn f(x: &[f64], y: &mut [f64], d: usize) {
        for j in 0..d { y[j] = x[j].exp() * x[d + j].exp(); if j > 2 { y[j] += x[3].sin(); } }
    }",
    );
    assert!(!arm.contains("x_bar_cells"), "{arm}");
}

/// What is shifted, and sets what it has read: iterations have elements of their own.
const CHAIN: &str = "fn f(x: &[f64], y: &[f64], rates: &mut [f64]) {
    rates[0] = x[0];
    for i in 1..x.len() { rates[i] = x[i] * y[i - 1]; }
}";

#[test]
fn what_begins_elsewhere_runs_from_zero_on() {
    let chain = after(CHAIN);
    assert!(chain.contains("usize :: saturating_sub (w5 , 1)") && chain.contains("in 0 .. count"), "{chain}");
    assert!(
        chain.contains("stretch (y , 0 , count)") && chain.contains("stretch_mut (rates_bar , 1 , count)"),
        "{chain}"
    );
    // The index is read.
    let read = after(&CHAIN.replace("x[i] *", "x[i] * (i as f64) *"));
    assert!(read.contains("let i = nth + 1 ;"), "{read}");
    // From a number of the user's on.
    let from = "fn f(x: &[f64], y: &mut [f64], m: usize, n: usize) { for i in m..n { y[i] = x[i].exp(); } }";
    let from = after(from);
    assert!(from.contains("saturating_sub (n , m)") && from.contains("stretch_mut (y_bar , m , count)"), "{from}");
}

#[test]
fn iterations_with_elements_of_their_own_run_forwards() {
    let is_backwards = |function: &str| after(function).contains("rev ()");
    assert!(!is_backwards(CHAIN), "{}", after(CHAIN));
    // One reads what another has set: the elements are those of two iterations, or of any.
    for other in ["y[i] = y[i - 1] * x[i]", "y[at[i]] = x[i] * x[i]", "y[i] = x[i] * x[i]; y[i / 2] = x[i]"] {
        let function = format!(
            "fn f(x: &[f64], y: &mut [f64], #[constant] at: &[usize]) {{ for i in 1..x.len() {{ {other}; }} }}"
        );
        assert!(is_backwards(&function), "{other}: {}", after(&function));
    }
}
