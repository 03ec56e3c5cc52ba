//! Variables that begin with `None`, of which the first question tells what they are; `..` in the patterns of
//! closures.

use autodiff::{check, grad};

#[grad(hvp)]
fn checked(x: f64) -> Result<f64, String> {
    if x > 5.0 { Err("big".into()) } else { Ok(x * x) }
}

#[grad(hvp)]
fn the_least_by_map_or(xs: &[f64]) -> f64 {
    let mut best = None;
    for &x in xs {
        let e = x * x;
        if best.map_or(true, |b| e < b) {
            best = Some(e);
        }
    }
    best.unwrap_or(0.0)
}

#[grad(hvp)]
fn the_least_by_is_none_or(xs: &[f64]) -> f64 {
    let mut best = None;
    for &x in xs {
        let e = x * x;
        if best.is_none_or(|b| e < b) {
            best = Some(e);
        }
    }
    best.unwrap_or(0.0)
}

#[grad(hvp)]
fn the_least_by_is_none(xs: &[f64]) -> f64 {
    let mut best = None;
    for &x in xs {
        let e = x * x;
        if best.is_none() || e < best.unwrap() {
            best = Some(e);
        }
    }
    best.unwrap()
}

#[grad(hvp)]
fn the_least_by_is_some_and(xs: &[f64]) -> f64 {
    let mut best = None;
    for &x in xs {
        let e = x * x;
        if !best.is_some_and(|b| e >= b) {
            best = Some(e);
        }
    }
    best.unwrap_or(1.0)
}

#[grad(hvp)]
fn a_pair_of_a_type(xs: &[f64]) -> f64 {
    let mut best: Option<(usize, f64)> = None;
    for (i, &x) in xs.iter().enumerate() {
        let e = x * x;
        if best.map_or(true, |(_, b)| e < b) {
            best = Some((i, e));
        }
    }
    match best {
        Some((i, e)) => e * xs[i],
        None => 0.0,
    }
}

#[grad(hvp)]
fn a_pair_of_no_type(xs: &[f64]) -> f64 {
    let mut best = None;
    for (i, &x) in xs.iter().enumerate() {
        let e = x * x;
        if best.map_or(true, |(_, b)| e < b) {
            best = Some((i, e));
        }
    }
    match best {
        Some((i, e)) => e * xs[i],
        None => 0.0,
    }
}

#[grad(hvp)]
fn ends_of_arrays(xs: &[[f64; 3]]) -> f64 {
    xs.iter().map(|[a, .., b]| a * b).sum()
}

#[grad(hvp)]
fn ends_of_tuples(xs: &[(f64, f64, f64)]) -> f64 {
    xs.iter().map(|&(x, ..)| x * x).sum::<f64>() + xs.iter().map(|(.., z)| z * z).sum::<f64>()
}

#[derive(Clone, Copy, Debug, autodiff::Differentiable)]
struct Point {
    x: f64,
    y: f64,
    z: f64,
}

#[grad(hvp)]
fn fields_of_structs(xs: &[Point]) -> f64 {
    xs.iter().map(|Point { x, .. }| x * x).sum::<f64>() + xs.iter().map(|&Point { y, z, .. }| y * z).sum::<f64>()
}

#[grad(hvp)]
fn of_a_closure_with_types(xs: &[[f64; 3]]) -> f64 {
    let f = |[a, ..]: [f64; 3], (x, ..): (f64, f64)| a * x;
    xs.iter().map(|p| f(*p, (p[1], 2.0))).sum()
}

#[grad(hvp)]
fn rests_of_arrays(xs: &[[f64; 4]]) -> f64 {
    xs.iter().fold(0.0, |s, [a, b, ..]| s + a * b)
        + xs.iter().map(|&[.., c, d]| c * d).sum::<f64>()
        + xs.iter().map(|[_, rest @ ..]| rest[0] * rest[2]).sum::<f64>()
}

#[grad(hvp)]
fn tuples_in_tuples(xs: &[(f64, f64, f64)]) -> f64 {
    xs.iter().enumerate().map(|(i, (x, .., z))| x * z * i as f64).sum()
}

#[test]
fn what_begins_with_none_is_an_option() {
    let xs = vec![0.7, -0.4, 1.3];
    check!(the_least_by_map_or(&xs), hvp);
    check!(the_least_by_is_none_or(&xs), hvp);
    check!(the_least_by_is_none(&xs), hvp);
    check!(the_least_by_is_some_and(&xs), hvp);
    check!(a_pair_of_a_type(&xs), hvp);
    check!(a_pair_of_no_type(&xs), hvp);
}

#[test]
fn parts_are_left_out_by_patterns() {
    let a3 = vec![[0.7, -0.4, 1.3], [0.2, 0.6, 0.9]];
    check!(ends_of_arrays(&a3), hvp);
    let t3 = vec![(0.7, -0.4, 1.3), (0.2, 0.6, 0.9)];
    check!(ends_of_tuples(&t3), hvp);
    check!(tuples_in_tuples(&t3), hvp);
    check!(fields_of_structs(&vec![Point { x: 0.4, y: 0.2, z: 1.1 }]), hvp);
    check!(of_a_closure_with_types(&a3), hvp);
    check!(rests_of_arrays(&vec![[0.7, -0.4, 1.3, 0.8]]), hvp);
}
