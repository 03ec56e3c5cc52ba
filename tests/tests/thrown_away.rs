//! What is thrown away has no adjoint: a value that a branch, a maximum, a
//! filter, a range or a helper's caller does not use may be infinite or no number at
//! all, and nothing of it reaches a derivative.
//!
//! Each function is run where it throws away such a value. Its tangent along each
//! argument, its gradient, its adjoint and the first half of its Hessian-vector
//! product are the expected numbers; the second half is finite.

// The functions are written as people write them.
#![allow(clippy::needless_range_loop, clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::eq_op)]

use autodiff::grad;

const NAN: f64 = f64::NAN;

/// What each mode says of one function at one point.
struct Modes {
    forward: Vec<f64>,
    gradient: Vec<f64>,
    adjoint: Vec<f64>,
    second: (Vec<f64>, Vec<f64>),
}

fn check(name: &str, modes: &Modes, expected: &[f64]) {
    let close = |found: &[f64]| {
        found.len() == expected.len()
            && found.iter().zip(expected).all(|(a, b)| (a - b).abs() <= 1e-12 * (1.0 + b.abs()))
    };
    let Modes { forward, gradient, adjoint, second } = modes;
    assert!(close(forward), "{name}: forward {forward:?}, expected {expected:?}");
    assert!(close(gradient), "{name}: gradient {gradient:?}, expected {expected:?}");
    assert!(close(adjoint), "{name}: adjoint {adjoint:?}, expected {expected:?}");
    assert!(close(&second.0), "{name}: hvp {:?}, expected {expected:?}", second.0);
    assert!(second.1.iter().all(|x| x.is_finite()), "{name}: Hessian times tangent {:?}", second.1);
}

/// Functions of two floats, a point, and the gradient there.
macro_rules! scalars {
    ($($(#[doc = $doc:literal])+ $name:ident($x:ident, $y:ident) $body:block $(($at:expr, $and:expr) => ($dx:expr, $dy:expr)),+;)*) => {$(
        mod $name {
            use super::*;

            #[grad(hvp)]
            fn f($x: f64, $y: f64) -> f64 $body

            $(#[doc = $doc])+
            #[test]
            fn $name() {
                for ((x, y), expected) in [$((($at, $and), [$dx, $dy])),+] {
                    let one = std::hint::black_box(1.0);
                    let (gradient, adjoint, second) = (f_grad(x, y), f_vjp(x, y, one).1, f_hvp(x, y, one, one));
                    let modes = Modes {
                        forward: vec![f_jvp(x, y, one, 0.0).1, f_jvp(x, y, 0.0, one).1],
                        gradient: vec![gradient.0, gradient.1],
                        adjoint: vec![adjoint.0, adjoint.1],
                        second: (vec![second.0.0, second.0.1], vec![second.1.0, second.1.1]),
                    };
                    check(stringify!($name), &modes, &expected);
                    assert_eq!(f_jvp(x, y, one, one).0.to_bits(), f(x, y).to_bits());
                }
            }
        }
    )*};
}

scalars! {
    /// A logarithm that only one branch uses.
    branch(x, y) { let l = y * x.ln(); if x > 0.0 { l } else { 0.0 } } (0.0, 2.0) => (0.0, 0.0), (1.0, 2.0) => (2.0, 0.0);
    /// Two branches may use it, and neither does.
    two_branches(x, y) {
        let l = y * x.ln();
        let a = if x > 0.0 { l } else { 0.0 };
        let b = if x > 0.5 { l * l } else { y };
        a + b
    } (0.0, 2.0) => (0.0, 1.0);
    /// A chain of which only the last value is used, or not.
    chain(x, y) { let l = x.ln(); let m = y * l; let n = m * m + l; if x > 0.0 { n } else { y } } (0.0, 3.0) => (0.0, 1.0);
    /// An early return passes it by.
    early_return(x, y) {
        let l = y * x.ln();
        let q = l * y;
        if x <= 0.0 { return y; }
        if y > 3.0 { return q; }
        l
    } (0.0, 2.0) => (0.0, 1.0), (0.0, 4.0) => (0.0, 1.0);
    /// A match takes another arm.
    arm(x, y) {
        let (quotient, root) = (x / y, x * x.sqrt());
        match y as i32 { 0 => x * 2.0, 1 => root, _ => quotient }
    } (3.0, 0.0) => (2.0, 0.0), (0.0, 0.0) => (2.0, 0.0);
    /// It is written over.
    overwritten(x, y) { let mut v = y * x.ln(); if x <= 0.0 { v = y * 2.0; } v * v } (0.0, 2.0) => (0.0, 16.0);
    /// A maximum takes the other one, also of a NaN.
    maximum(x, y) { (y * (x - x / x)).max(y * y).min(5.0) } (0.0, 2.0) => (0.0, 4.0);
    /// A clamp takes its bound.
    bound(x, y) { let r = y / x; (r * y).clamp(-1.0, 1.0) + x } (0.0, 2.0) => (1.0, 0.0);
    /// An element that no index names.
    element(x, y) { let t = [y, y * x.ln()]; t[usize::from(x > 0.0)] } (0.0, 2.0) => (0.0, 1.0);
    /// An entry of a tuple.
    entry(x, y) { let t = (y, y * x.ln()); if x > 0.0 { t.1 } else { t.0 } } (0.0, 2.0) => (0.0, 1.0);
    /// It changes places with one that is used.
    swapped(x, y) {
        let mut a = [y * x.ln(), y];
        if x <= 0.0 { a.swap(0, 1); }
        a[0] * y + if x > 0.0 { a[1] } else { 0.0 }
    } (0.0, 2.0) => (0.0, 4.0);
    /// A loop that would use it does not run.
    no_iteration(x, y) {
        let l = y * x.ln();
        let mut s = y;
        let mut k = 0;
        while k < 3 && x > 0.0 { s += l * s; k += 1; }
        s
    } (0.0, 2.0) => (0.0, 1.0);
    /// A function that is flat at infinity: powers as people write them.
    power(x, y) { (y * x.ln()).exp() } (0.0, 2.0) => (0.0, 0.0);
    /// Likewise.
    arctangent(x, y) { let t = (y / x) * y; t.atan() * y } (0.0, 2.0) => (0.0, std::f64::consts::FRAC_PI_2);
}

#[grad(hvp)]
fn log_scaled(x: f64, y: f64) -> f64 {
    y * x.ln()
}

#[grad(hvp)]
fn log_and_sum(x: f64, y: f64) -> (f64, f64) {
    (y * x.ln(), x + y)
}

#[grad(hvp)]
fn first_log(x: &[f64], y: f64) -> f64 {
    y * x[0].ln()
}

#[grad(hvp)]
fn all_logs(x: &[f64], y: f64) -> Vec<f64> {
    x.iter().map(|x| y * x.ln()).collect()
}

#[grad(hvp)]
fn pair_of_logs(x: [f64; 2], y: f64) -> [f64; 2] {
    [x[0].ln() * y, x[1].ln() * y]
}

#[grad(hvp)]
fn fill_logs(out: &mut [f64], x: f64, y: f64) {
    for (k, out) in out.iter_mut().enumerate() {
        *out = y * (x + k as f64).ln();
    }
}

scalars! {
    /// The result of a helper.
    helper(x, y) { let l = log_scaled(x, y); if x > 0.0 { l } else { 0.0 } } (0.0, 2.0) => (0.0, 0.0);
    /// One of its results.
    helper_of_two(x, y) { let (l, m) = log_and_sum(x, y); if x > 0.0 { l + m } else { m * y } } (0.0, 2.0) => (2.0, 4.0);
    /// Of a helper on a slice.
    helper_on_a_slice(x, y) { let a = [x, y]; let l = first_log(&a, y); if x > 0.0 { l } else { a[1] } } (0.0, 2.0) => (0.0, 1.0);
    /// One of many results.
    helper_of_a_vector(x, y) {
        let a = [x, y];
        let l = all_logs(&a, y);
        let mut s = y;
        for k in 0..2 { if a[k] > 0.0 { s += l[k]; } }
        s
    } (0.0, 2.0) => (0.0, 1.0 + 2.0_f64.ln() + 1.0);
    /// Of an array.
    helper_of_an_array(x, y) { let l = pair_of_logs([x, y], y); if x > 0.0 { l[0] } else { l[1] } } (0.0, 2.0) => (0.0, 2.0_f64.ln() + 1.0);
    /// Of what it has written.
    helper_in_place(x, y) { let mut l = [0.0; 3]; fill_logs(&mut l, x, y); l[1] + l[2] } (0.0, 2.0) => (3.0, 2.0_f64.ln());
}

/// Functions of a weight and data in which something is missing.
macro_rules! data {
    ($($(#[doc = $doc:literal])+ $name:ident($w:ident, $x:ident) $body:block => $dw:expr;)*) => {$(
        mod $name {
            use super::*;

            #[grad(hvp)]
            fn f($w: f64, #[constant] $x: &[f64]) -> f64 $body

            $(#[doc = $doc])+
            #[test]
            fn $name() {
                let x = [1.0, NAN, 2.0];
                let (w, one) = (1.5, std::hint::black_box(1.0));
                let second = f_hvp(w, &x, one);
                let modes = Modes {
                    forward: vec![f_jvp(w, &x, one).1],
                    gradient: vec![f_grad(w, &x)],
                    adjoint: vec![f_vjp(w, &x, one).1],
                    second: (vec![second.0], vec![second.1]),
                };
                check(stringify!($name), &modes, &[$dw]);
                assert_eq!(f_jvp(w, &x, one).0.to_bits(), f(w, &x).to_bits());
            }
        }
    )*};
}

data! {
    /// Residuals that are no numbers are skipped.
    skipped(w, x) {
        let mut s = 0.0;
        for k in 0..x.len() {
            let r = x[k] - w * x[k];
            if r.is_nan() { continue; }
            s += r * r;
        }
        s
    } => 5.0;
    /// They are kept in a vector first.
    kept(w, x) {
        let r: Vec<f64> = x.iter().map(|x| (x - w * x) * w).collect();
        let mut s = 0.0;
        for k in 0..r.len() {
            if r[k].is_nan() { continue; }
            s += r[k] * r[k];
        }
        s
    } => 15.0;
    /// A filter.
    filtered(w, x) { x.iter().map(|x| w * x).filter(|r| !r.is_nan()).map(|r| r * r).sum() } => 15.0;
    /// A filter and a map in one.
    filter_mapped(w, x) { x.iter().filter_map(|x| { let r = w * x; if r.is_nan() { None } else { Some(r * r) } }).sum() } => 15.0;
    /// A fold of minima, which leaves NaNs out.
    smallest(w, x) { x.iter().map(|x| w * x).fold(f64::INFINITY, f64::min) } => 1.0;
    /// The best so far.
    best(w, x) {
        let mut best = 1e9;
        for x in x {
            let r = w * x * w;
            if r < best { best = r; }
        }
        best
    } => 3.0;
    /// A range of elements.
    range(w, x) { let r: Vec<f64> = x.iter().map(|x| w * w * x).collect(); r[2..].iter().sum() } => 6.0;
    /// All of them, in a sum that is then thrown away.
    whole_sum(w, x) {
        let mut s = 0.0;
        for x in x { s += w * x; }
        if s.is_finite() { s } else { w * w }
    } => 3.0;
    /// A rectified sum.
    rectified(w, x) { let mut s = 0.0; for x in x { s += w * x; } s.max(w) } => 1.0;
    /// A row of a table whose other rows are not looked at.
    row(w, x) { let rows = [[w * x[1], w], [w * x[0], w * x[2]]]; rows[1][0] * rows[1][1] } => 6.0;
    /// A while loop that stops before.
    stops(w, x) {
        let r: Vec<f64> = x.iter().map(|x| w * x).collect();
        let mut k = 0;
        let mut s = 0.0;
        while k < r.len() && !r[k].is_nan() { s += r[k] * w; k += 1; }
        s
    } => 3.0;
    /// The last good value, by an `Option`.
    last_good(w, x) { x.iter().map(|x| w * x * w).rev().find(|r| !r.is_nan()).unwrap_or(0.0) } => 6.0;
}
