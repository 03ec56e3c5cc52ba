//! Objectives whose Hessians are known.

use autodiff::grad;
use autodiff::sparse::{Pattern, StarColoring};

#[grad(sparse_hessian, hessian)]
fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for pair in x.chunks_exact(2) {
        let (a, b) = (pair[1] - pair[0] * pair[0], 1.0 - pair[0]);
        sum += 100.0 * a * a + b * b;
    }
    sum
}

#[track_caller]
fn assert_near(ours: &[f64], expected: &[f64]) {
    let is_near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-12 * (1.0 + b.abs());
    assert!(ours.len() == expected.len() && ours.iter().zip(expected).all(is_near), "{ours:?} and {expected:?}");
}

#[test]
fn rosenbrock_has_blocks_of_two() {
    let x = [0.3, 0.9, -1.2, 1.0, 0.4, 0.1];
    let pattern = rosenbrock_hessian_pattern(&x);
    let blocks = (0..3).flat_map(|k| (0..4).map(move |c| (2 * k + c / 2, 2 * k + c % 2)));
    assert_eq!(pattern, Pattern::new(6, 6, blocks));
    let coloring = StarColoring::new(pattern);
    assert_eq!(coloring.count(), 2);
    let hessian = rosenbrock_sparse_hessian(&x, &coloring).unwrap();
    assert_near(&hessian.to_dense(), &rosenbrock_hessian(&x).concat());
    assert_eq!(hessian.pattern().transposed(), *hessian.pattern());
}

/// Lennard-Jones energy of a chain in the plane, of neighbours and their neighbours.
#[grad(sparse_hessian, hessian)]
fn lennard_jones(p: &[[f64; 2]]) -> f64 {
    let mut energy = 0.0;
    for i in 0..p.len() {
        for j in i + 1..(i + 3).min(p.len()) {
            let (dx, dy) = (p[i][0] - p[j][0], p[i][1] - p[j][1]);
            let s = 1.0 / (dx * dx + dy * dy);
            let s3 = s * s * s;
            energy += 4.0 * (s3 * s3 - s3);
        }
    }
    energy
}

#[test]
fn a_chain_has_its_neighbours() {
    let p: Vec<[f64; 2]> = (0..20).map(|i| [f64::from(i) * 0.9, f64::from(i % 3) * 0.3]).collect();
    let pattern = lennard_jones_hessian_pattern(&p);
    for (i, j) in (0..40).flat_map(|i| (0..40).map(move |j| (i, j))) {
        assert_eq!(pattern.contains(i, j), (i / 2).abs_diff(j / 2) <= 2, "{i} {j}");
    }
    let coloring = StarColoring::new(pattern);
    assert!(coloring.count() <= 10, "{}", coloring.count());
    let hessian = lennard_jones_sparse_hessian(&p, &coloring).unwrap();
    let dense = lennard_jones_hessian(&p);
    let dense: Vec<f64> = dense.iter().flatten().flat_map(|row| row.concat()).collect();
    assert_near(&hessian.to_dense(), &dense);
}

/// What is linear has no curvature, and what is in a product has it beside the diagonal.
#[grad(sparse_hessian)]
fn partly_linear(x: &[f64], a: f64) -> f64 {
    x[0] * x[1] + 3.0 * x[2] + a * a + x[3].sin() * x[0]
}

#[test]
fn what_is_linear_has_no_curvature() {
    let pattern = partly_linear_hessian_pattern(&[0.0; 4], 0.0);
    assert_eq!(pattern, Pattern::new(5, 5, [(0, 1), (1, 0), (4, 4), (3, 3), (3, 0), (0, 3)]));
    let hessian = partly_linear_sparse_hessian(&[0.5, 2.0, 1.0, 0.0], 2.0, &StarColoring::new(pattern)).unwrap();
    assert_eq!((hessian.get(0, 1), hessian.get(4, 4), hessian.get(3, 0), hessian.get(3, 3)), (1.0, 2.0, 1.0, 0.0));
}

/// An arrow: two sweeps whatever its size.
#[grad(sparse_hessian, hessian)]
fn arrow(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 1..x.len() {
        sum += x[0] * x[i] * x[i];
    }
    sum
}

#[test]
fn an_arrow_has_two_colors() {
    let x: Vec<f64> = (0..30).map(f64::from).collect();
    let coloring = StarColoring::new(arrow_hessian_pattern(&x));
    assert_eq!(coloring.count(), 2);
    assert_near(&arrow_sparse_hessian(&x, &coloring).unwrap().to_dense(), &arrow_hessian(&x).concat());
}
