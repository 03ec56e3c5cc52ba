//! Functions of which gradients, Hessians and Jacobians are measured: Rosenbrock's, in any number of
//! unknowns, and Broyden's tridiagonal system.

use autodiff::grad;

/// Rosenbrock's function.
#[grad(hessian)]
pub fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 1..x.len() {
        let (curve, step) = (x[i] - x[i - 1] * x[i - 1], 1.0 - x[i - 1]);
        sum += 100.0 * curve * curve + step * step;
    }
    sum
}

/// The same of two unknowns.
#[grad(hessian)]
pub fn rosenbrock_of_two(x: [f64; 2]) -> f64 {
    let (curve, step) = (x[1] - x[0] * x[0], 1.0 - x[0]);
    100.0 * curve * curve + step * step
}

/// The same of ten.
#[grad(hessian)]
pub fn rosenbrock_of_ten(x: [f64; 10]) -> f64 {
    let mut sum = 0.0;
    for i in 1..10 {
        let (curve, step) = (x[i] - x[i - 1] * x[i - 1], 1.0 - x[i - 1]);
        sum += 100.0 * curve * curve + step * step;
    }
    sum
}

/// Broyden's tridiagonal system, with an exponential in it.
#[grad(jacobian)]
pub fn broyden(x: &[f64]) -> Vec<f64> {
    let n = x.len();
    let mut f = vec![0.0; n];
    for i in 0..n {
        let before = if i == 0 { 0.0 } else { x[i - 1] };
        let after = if i + 1 == n { 0.0 } else { x[i + 1] };
        f[i] = (3.0 - 2.0 * x[i]) * x[i] - before - 2.0 * after + (-x[i]).exp();
    }
    f
}

/// The same of ten unknowns.
#[grad(jacobian)]
pub fn broyden_of_ten(x: [f64; 10]) -> [f64; 10] {
    let mut f = [0.0; 10];
    for i in 0..10 {
        let before = if i == 0 { 0.0 } else { x[i - 1] };
        let after = if i == 9 { 0.0 } else { x[i + 1] };
        f[i] = (3.0 - 2.0 * x[i]) * x[i] - before - 2.0 * after + (-x[i]).exp();
    }
    f
}

/// A predator and its prey: two by two.
#[grad(jacobian)]
pub fn lotka(y: [f64; 2]) -> [f64; 2] {
    [1.5 * y[0] - y[0] * y[1], y[0] * y[1] - 3.0 * y[1]]
}
