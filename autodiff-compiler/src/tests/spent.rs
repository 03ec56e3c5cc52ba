//! Memory of which nothing is thrown away: its adjoint is multiplied plainly. Of any other it is
//! not, and there what is no number leaves no trace.

use super::modes::{Point, floats};
use super::world::File;
use crate::ir::interp::Scalar;
use crate::transform::Policy;

fn file(body: &str) -> File {
    parsed(&source(body), Policy::Minimal)
}

fn source(body: &str) -> String {
    format!("#[grad] fn f(x: f64, y: f64, n: usize) -> f64 {{ {body} }}")
}

fn parsed(source: &str, policy: Policy) -> File {
    File::parse(source, policy).unwrap_or_else(|error| panic!("{error}\n{source}"))
}

/// Whether what `fill` stores into `a` is multiplied plainly, where `read` comes behind it.
fn is_plain(fill: &str, read: &str) -> bool {
    let body = format!("let mut a = vec![0.0; n]; {fill} let mut s = 0.0; {read} s");
    let text = file(&body).companion("f", "_vjp").unwrap_or_else(|stop| panic!("{stop:?}")).to_string();
    !text.contains("= mask") && !text.contains("= scale")
}

const FILL: &str = "for i in 0..n { a[i] = x * (i as f64); }";
const READ: &str = "for i in 0..a.len() { s += a[i] * a[i]; }";

#[test]
fn what_a_loop_over_all_of_it_sums_up_is_multiplied_plainly() {
    assert!(is_plain(FILL, READ));
    assert!(is_plain(FILL, "for i in 0..n { s += a[i].sin() / 3.0; }"));
    assert!(is_plain(FILL, "for v in &a { s += v * y; }"));
    assert!(is_plain("for i in 0..n { a[i] += x * y; }", READ));
    assert!(is_plain(FILL, &format!("for i in 1..n {{ a[i] += x * a[i - 1]; }} {READ}")));
    assert!(is_plain("for i in 0..n { if i > 2 { a[i] = x * y; } }", READ));
    assert!(is_plain(FILL, "let mut b = vec![0.0; n]; for i in 0..n { b[i] = a[i] * y; } for v in &b { s += v; }"));
}

#[test]
fn what_may_be_thrown_away_is_guarded() {
    // Not all of it is read.
    assert!(!is_plain(FILL, "for i in 1..n { s += a[i] * y; }"));
    assert!(!is_plain(FILL, "for i in 0..n / 2 { s += a[i] * y; }"));
    assert!(!is_plain(FILL, "for i in 0..a.len() { s += a[0] * y; }"));
    // It is overwritten before.
    assert!(!is_plain(&format!("{FILL} a[0] = y * 2.0;"), READ));
    assert!(!is_plain(&format!("{FILL} {FILL}"), READ));
    assert!(!is_plain("for i in 0..n { a[i / 2] = x * y; }", READ));
    assert!(!is_plain("for j in 0..n { for i in 0..n { a[i] = x * y; } }", READ));
    assert!(!is_plain("for i in 0..n { a[i] += x * y; a[i] = 0.0; }", READ));
    assert!(!is_plain("for i in 0..n { a[i] += x * y; } for i in 0..n { a[i] = 1.0; }", READ));
    // What reads it is decided.
    assert!(!is_plain(FILL, "for i in 0..a.len() { if y > 0.0 { s += a[i]; } }"));
    assert!(!is_plain(FILL, "if y > 0.0 { for i in 0..a.len() { s += a[i]; } }"));
    assert!(!is_plain(FILL, "for i in 0..a.len() { s = a[i] * y; }"));
    assert!(!is_plain(FILL, "for i in 0..a.len() { s = s.max(a[i]); }"));
    assert!(!is_plain(FILL, "for i in 0..a.len() { s += a[i].max(y); }"));
    assert!(!is_plain(FILL, "for i in 0..a.len() { s += a[i]; } let s = if y > 0.0 { s } else { y };"));
    assert!(!is_plain(FILL, "for i in 0..a.len() { s += a[i]; } s *= 0.0; for i in 0..a.len() { s = a[i].floor(); }"));
    // It is stored after it was read.
    assert!(!is_plain("", &format!("{READ} for i in 0..n {{ a[i] = x * y; }} s += a[0];")));
}

/// A guard decides about zeros alone: where nothing is infinite, no bit hangs on it.
#[test]
fn what_is_multiplied_plainly_has_the_bits_that_it_has_with_guards() {
    let fills = [FILL, "for i in 0..n { a[i] += x * y; }", "for i in 0..n { if i > 2 { a[i] = (x * y).exp(); } }"];
    for fill in fills {
        let reads = [READ, "for v in &a { s += v.sin() * y / 3.0; }"];
        for read in reads {
            let source = source(&format!("let mut a = vec![0.0; n]; {fill} let mut s = 0.0; {read} s"));
            let [plain, guarded] = [Policy::Minimal, Policy::Guarded].map(|policy| parsed(&source, policy));
            let text = |file: &File| file.companion("f", "_vjp").map(|func| func.to_string());
            assert_ne!(text(&plain).ok(), text(&guarded).ok(), "{source}");
            for (x, y) in [(3.0, 2.0), (-0.3, 1e-9), (0.0, 0.7)] {
                let args = vec![Scalar::F64(x), Scalar::F64(y), Scalar::Int(5)];
                let rows = [&plain, &guarded].map(|file| {
                    let rows = Point { file, name: "f", args: args.clone() }.reverse().expect("it runs").1;
                    floats(&rows[0]).into_iter().map(f64::to_bits).collect::<Vec<_>>()
                });
                assert_eq!(rows[0], rows[1], "{source}");
            }
        }
    }
}

/// The derivatives along `x`, forward and reverse.
fn slopes(body: &str, (x, y, n): (f64, f64, i128)) -> [f64; 2] {
    let file = file(body);
    let point = Point { file: &file, name: "f", args: vec![Scalar::F64(x), Scalar::F64(y), Scalar::Int(n)] };
    let (forward, reverse) = (point.forward().expect("it runs").1, point.reverse().expect("it runs").1);
    [forward, reverse].map(|rows| floats(&rows[0])[0])
}

#[test]
fn what_is_thrown_away_leaves_no_trace() {
    // A product by what is no number, of which the sum takes the finite part.
    let part = "let mut a = vec![0.0; n]; for i in 0..n { a[i] = x * (1.0 / y) * (i as f64); }
        let mut s = x; for i in 0..n { if i == 0 { s += x; } else { s += 0.0 * (i as f64); } }
        for i in 0..n / 8 { s += a[i]; } s";
    assert_eq!(slopes(part, (3.0, 0.0, 4)), [2.0; 2]);
    let whole = "let mut a = vec![0.0; n]; for i in 0..n { a[i] = x * y * (i as f64); }
        let mut s = x; for i in 0..n { s += a[i] * a[i]; } s";
    // 1 + 2 x y² (0 + 1 + 4 + 9)
    assert_eq!(slopes(whole, (3.0, 2.0, 4)), [337.0; 2]);
    assert_eq!(slopes(whole, (3.0, 0.0, 4)), [1.0; 2]);
}
