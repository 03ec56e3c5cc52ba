//! Jacobians and Hessians of functions of vectors of nalgebra.

use autodiff::grad;
use nalgebra::{Matrix2, Vector2};

#[grad(jacobian)]
fn turned(x: Vector2<f64>, a: f64) -> Vector2<f64> {
    Vector2::new(x[0] * a, x[0] * x[1])
}

#[grad(hessian)]
fn energy(x: &Vector2<f64>, k: &Matrix2<f64>) -> f64 {
    0.5 * x.dot(&(k * x))
}

#[test]
fn rows_are_vectors() {
    let (along_x, along_a) = turned_jacobian(Vector2::new(2.0, 3.0), 5.0);
    assert_eq!(along_x, [Vector2::new(5.0, 0.0), Vector2::new(3.0, 2.0)]);
    assert_eq!(along_a, [2.0, 0.0]);
}

#[test]
fn hessians_of_vectors() {
    let (x, k) = (Vector2::new(2.0, 3.0), Matrix2::new(1.0, 4.0, 6.0, 2.0));
    let ((x_x, _), (k_x, _)) = energy_hessian(&x, &k);
    assert_eq!(x_x, [Vector2::new(1.0, 5.0), Vector2::new(5.0, 2.0)]);
    // Column by column: ∂/∂x of x₀²/2, x₀x₁/2, x₀x₁/2, x₁²/2.
    assert_eq!(k_x, [Vector2::new(2.0, 0.0), Vector2::new(1.5, 1.0), Vector2::new(1.5, 1.0), Vector2::new(0.0, 3.0)]);
}
