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

/// The cost alone.
#[grad(hvp)]
fn total(u: &[f64], #[constant] target: &[f64; 2]) -> f64 {
    let mut value = 0.0;
    cost(u, target, &mut value).expect("it is finite");
    value
}

/// What the solver calls beside it: the gradient, in the same form.
fn gradient(u: &[f64], target: &[f64; 2], grad: &mut [f64]) -> Result<(), FunctionCallError> {
    let mut value = 0.0;
    grad.fill(0.0);
    cost_vjp_into(u, target, &mut value, grad, &mut 1.0)
}

pub(crate) fn run() {
    let (target, mut u) = ([1.5, 0.6], [0.5; 40]);
    check!(
        total(
            &u,
            #[constant]
            &target
        ),
        hvp
    );
    let (mut value, mut along) = (0.0, [0.0; 40]);
    for _ in 0..2000 {
        gradient(&u, &target, &mut along).unwrap();
        u.iter_mut().zip(&along).for_each(|(u, along)| *u -= 0.1 * along);
    }
    cost(&u, &target, &mut value).unwrap();
    println!("  vehicle                  cost {value:.6} after gradient descent");
    assert!(value < 0.12 && along.iter().all(|along| along.abs() < 0.01));
    assert_eq!(gradient(&[f64::INFINITY; 2], &target, &mut along[..2]), Err(FunctionCallError::NotFinite));
}
