//! Which loops are given rows, and what they write then.

use crate::expand::{self, Surroundings};
use proc_macro2::TokenStream;

fn written(function: &str, attr: TokenStream, name: &str) -> String {
    let function: TokenStream = function.parse().expect("a function");
    let written = expand::grad(Surroundings::Module, attr, function).to_string();
    let begin = written.find(name).expect("it is written") + name.len();
    let rest = &written[begin..];
    rest[..rest.find(" fn ").unwrap_or(rest.len())].to_owned()
}

fn tangent(function: &str) -> String {
    written(function, quote::quote!(only(jvp)), "fn f_jvp")
}

fn adjoint(function: &str) -> String {
    written(function, quote::quote!(only(vjp_into)), "fn f_vjp_into")
}

fn rows(text: &str) -> usize {
    text.matches(". chunks_exact").count()
}

const NORMS: &str = "fn f(x: &[f64], m: usize) -> f64 {
    let mut t = 0.0;
    for row in x.chunks_exact(m) { let mut s = 0.0; for v in row { s += v * v; } t += s.sqrt(); }
    t
}";

#[test]
fn rows_are_given_and_not_found() {
    // Of the tangent, too, whose rows are the same.
    let text = tangent(NORMS);
    assert_eq!(rows(&text), 2, "{text}");
    assert!(!text.contains("* m"), "{text}");
    // The adjoint reads a row where it has run.
    let text = adjoint(NORMS);
    assert_eq!(rows(&text), 1, "{text}");
    // The shorter of two says how many, and the number is read.
    let both = NORMS.replace("x.chunks_exact(m)", "x.chunks_exact(m).zip(x.chunks_exact(m).skip(1)).map(|(a, _)| a)");
    assert!(rows(&tangent(&both)) > 0, "{}", tangent(&both));
    let numbered = "fn f(x: &[f64], w: &[f64], m: usize) -> f64 {
        let mut t = 0.0;
        for (row, w) in x.chunks_exact(m).zip(w) { t += row[0] * row[m - 1] * w; }
        t
    }";
    assert!(rows(&adjoint(numbered)) > 0, "{}", adjoint(numbered));
}

#[test]
fn rows_that_may_not_be_there_are_found_as_before() {
    let found = |loops: &str| {
        let function =
            format!("fn f(x: &[f64], y: &mut [f64], m: usize, n: usize) -> f64 {{ let mut t = 0.0; {loops} t }}");
        (rows(&tangent(&function)), tangent(&function))
    };
    for loops in [
        // Nobody has asked how many there are.
        "for i in 0..n { let row = &x[i * m..i * m + m]; t += row[0] * row[m - 1]; }",
        // Of another memory, of another width, and from elsewhere on.
        "for i in 0..y.len() / m { let row = &x[i * m..i * m + m]; t += row[0] * row[m - 1]; }",
        "for i in 0..x.len() / n { let row = &x[i * m..i * m + m]; t += row[0] * row[m - 1]; }",
        "for i in 1..x.len() / m { let row = &x[i * m..i * m + m]; t += row[0] * row[m - 1]; }",
        "for i in (0..x.len() / m).rev() { let row = &x[i * m..i * m + m]; t += row[0] * row[m - 1]; }",
        "for i in 0..x.len() / m { let row = &x[i * m..i * m + n]; t += row[0] * row[m - 1]; }",
        // It is written to.
        "for i in 0..y.len() / m { let row = &mut y[i * m..i * m + m]; row[0] = row[m - 1] * x[i]; }",
    ] {
        let (rows, text) = found(loops);
        assert_eq!(rows, 0, "{loops}\n{text}");
    }
    for row in ["i * m..i * m + m", "m * i..(i + 1) * m", "i * m..m * (1 + i)"] {
        let (rows, text) =
            found(&format!("for i in 0..x.len() / m {{ let row = &x[{row}]; t += row[0] * row[m - 1]; }}"));
        assert_eq!(rows, 2, "{row}\n{text}");
    }
}

/// The switch that random programs are run with and without.
#[test]
fn what_is_to_stay_whole_is_given_no_rows() {
    let uncut = written(NORMS, quote::quote!(uncut, only(jvp)), "fn f_jvp");
    assert_eq!(rows(&uncut), 0, "{uncut}");
}
