//! Single precision: lanes, sets and series are of the float in the place of which they stand.

#![allow(clippy::cast_possible_truncation, reason = "precision is what these functions mix")]

use super::lanes::{N, compare};
use autodiff::sparse::{ColumnColoring, StarColoring};
use autodiff::{Lanes, Series, grad};

/// Arrays, slices, poles, a loop that carries.
#[grad(jvp_n, vjp_n, jacobian)]
fn filtered(x: &[f32], [gain, bias]: [f32; 2]) -> Vec<f32> {
    let mut state = bias;
    let mut out = vec![0.0; x.len()];
    for i in 0..x.len() {
        state = if x[i] > state { state + gain * (x[i] - state) } else { state * 0.9 + x[i].sin().sqrt() };
        out[i] = state * state / 3.0;
    }
    out
}

#[test]
fn each_lane_is_what_it_is_alone() {
    let x = [0.3, 1.2, 0.4, 2.2, 0.0];
    let like = (vec![0.0_f32; 5], [0.0_f32; 2]);
    compare(
        &like,
        |dot: (Vec<Lanes<N, f32>>, [Lanes<N, f32>; 2])| filtered_jvp_n(&x, [0.6, 0.1], &dot.0, dot.1),
        |dot| filtered_jvp(&x, [0.6, 0.1], &dot.0, dot.1),
    );
    compare(&like.0, |bar| filtered_vjp_n(&x, [0.6, 0.1], bar), |bar| filtered_vjp(&x, [0.6, 0.1], bar));
    let (_, (along_x, _)) = filtered_value_and_jacobian(&x, [0.6, 0.1]);
    assert_eq!(along_x[4].len(), 5);
}

/// In both precisions, with casts between them.
#[grad(jvp_n, vjp_n, hvp_n, hessian, taylor, sparse_hessian)]
fn mixed(x: [f32; 2], k: f64) -> f32 {
    let wide = f64::from(x[0]) * k;
    (wide * wide) as f32 * x[1] + x[1].exp() * 2.0
}

#[test]
fn casts() {
    let (x, k) = ([0.5, 1.25], 1.5);
    compare(
        &([0.0_f32; 2], 0.0),
        |dot: ([Lanes<N, f32>; 2], Lanes<N>)| mixed_jvp_n(x, k, dot.0, dot.1),
        |dot| mixed_jvp(x, k, dot.0, dot.1),
    );
    compare(&0.0_f32, |bar| mixed_vjp_n(x, k, bar), |bar| mixed_vjp(x, k, bar));
    let ((x_x, x_k), (k_x, k_k)) = mixed_hessian(x, k);
    assert_eq!((x_x[0][0], x_k[0], k_x[0], k_k), (5.625, 3.75, 3.75, 0.625));
    assert_eq!((x_x[0][1], x_x[1][0]), (2.25, 2.25));
}

#[test]
fn series() {
    // x₀² k² x₁ along x₀ alone.
    let line = [Series::<3, f32>::along(2.0), Series::ZERO];
    let (value, moved) = mixed_taylor([0.5, -1.25], 1.5, line, Series::ZERO);
    assert_eq!(value.to_bits(), mixed([0.5, -1.25], 1.5).to_bits());
    assert_eq!(moved.coefficients(), &[-5.625, -11.25, 0.0]);
}

/// A step of a chain, which gives a vector.
#[grad(sparse_jacobian)]
fn chained(x: &[f32]) -> Vec<f32> {
    let last = x.len() - 1;
    (0..=last).map(|i| x[i].powi(3) - if i > 0 { x[i - 1] } else { 0.0 } + (0.1 * x[(i + 1) % x.len()]).sin()).collect()
}

#[test]
fn sets() {
    let x: Vec<f32> = (0..200_u8).map(|i| 0.5 + 0.01 * f32::from(i)).collect();
    let coloring = ColumnColoring::new(chained_pattern(&x));
    assert_eq!(coloring.pattern().nnz(), 599);
    let matrix = chained_sparse_jacobian(&x, &coloring).expect("the pattern is that of this point");
    assert_eq!(matrix.get(7, 6), -1.0);
    assert!((matrix.get(7, 7) - f64::from(3.0 * x[7] * x[7])).abs() < 1e-6);

    let coloring = StarColoring::new(mixed_hessian_pattern([0.5, -1.25], 1.5));
    let hessian = mixed_sparse_hessian([0.5, -1.25], 1.5, &coloring).expect("the pattern is that of this point");
    assert_eq!((hessian.get(0, 2), hessian.get(2, 2)), (-3.75, -0.625));
}

/// A cell that a pattern lacks is found out in single precision, too.
#[grad(sparse_jacobian)]
fn upwind(u: &[f32], v: f32) -> Vec<f32> {
    (1..u.len() - 1).map(|i| if v > 0.0 { u[i] - u[i - 1] } else { u[i + 1] - u[i] }).collect()
}

#[test]
fn another_path_is_an_error() {
    let u = [1.0, 2.0, 4.0, 8.0];
    let coloring = ColumnColoring::new(upwind_pattern(&u, 1.0));
    assert!(upwind_sparse_jacobian(&u, 1.0, &coloring).is_ok());
    assert!(upwind_sparse_jacobian(&u, -1.0, &coloring).is_err());
}
