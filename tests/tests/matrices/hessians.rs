//! Functions of the literature, with their Hessians in closed form where these are short.

use super::{assert_close, by_differences};
use autodiff::grad;

#[grad(hessian)]
fn rosenbrock(x: &[f64]) -> f64 {
    x.windows(2).map(|w| 100.0 * (w[1] - w[0] * w[0]).powi(2) + (1.0 - w[0]).powi(2)).sum()
}

#[grad(hessian)]
fn himmelblau(x: f64, y: f64) -> f64 {
    (x * x + y - 11.0).powi(2) + (x + y * y - 7.0).powi(2)
}

#[grad(hessian)]
fn booth(x: [f64; 2]) -> f64 {
    (x[0] + 2.0 * x[1] - 7.0).powi(2) + (2.0 * x[0] + x[1] - 5.0).powi(2)
}

#[grad(hessian)]
fn wood(x: &[f64; 4]) -> f64 {
    100.0 * (x[1] - x[0] * x[0]).powi(2)
        + (1.0 - x[0]).powi(2)
        + 90.0 * (x[3] - x[2] * x[2]).powi(2)
        + (1.0 - x[2]).powi(2)
        + 10.0 * (x[1] + x[3] - 2.0).powi(2)
        + 0.1 * (x[1] - x[3]).powi(2)
}

#[grad(hessian)]
fn log_sum_exp(x: &[f64]) -> f64 {
    let top = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    top + x.iter().map(|x| (x - top).exp()).sum::<f64>().ln()
}

/// By value.
#[grad(hessian)]
#[allow(clippy::needless_pass_by_value, reason = "it is what is tested")]
fn quadratic(x: Vec<f64>, #[constant] a: &[f64]) -> f64 {
    let n = x.len();
    let mut sum = 0.0;
    for i in 0..n {
        for j in 0..n {
            sum += 0.5 * x[i] * a[i * n + j] * x[j];
        }
    }
    sum
}

/// Several arguments: a tuple of blocks for each.
#[grad(hessian)]
fn logistic_loss(w: &[f64], b: f64, #[constant] x: &[f64], #[constant] y: f64) -> f64 {
    let z = w.iter().zip(x).map(|(w, x)| w * x).sum::<f64>() + b;
    (1.0 + (-y * z).exp()).ln()
}

#[grad(hessian)]
fn price<T: autodiff::Real>(x: T, k: T) -> T {
    x * x * x * k + k * k
}

#[test]
fn in_closed_form() {
    let (x, y) = (1.5, -0.5);
    let expected = ((12.0 * x * x + 4.0 * y - 42.0, 4.0 * (x + y)), (4.0 * (x + y), 12.0 * y * y + 4.0 * x - 26.0));
    assert_eq!(himmelblau_hessian(x, y), expected);
    assert_eq!(booth_hessian([0.3, 0.7]), [[10.0, 8.0], [8.0, 10.0]]);
    let x = [1.2, -0.4, 0.9];
    let inner = |i: usize| 1200.0 * x[i] * x[i] - 400.0 * x[i + 1] + 2.0;
    let expected =
        [[inner(0), -400.0 * x[0], 0.0], [-400.0 * x[0], inner(1) + 200.0, -400.0 * x[1]], [0.0, -400.0 * x[1], 200.0]];
    assert_close(&rosenbrock_hessian(&x).concat(), &expected.concat(), 1e-13);
    assert_eq!(price_hessian(2.0_f64, 3.0), ((36.0, 12.0), (12.0, 2.0)));
    // p_i (δ_ij - p_j)
    let x = [0.2, 1.0, -0.7];
    let all: f64 = x.iter().map(|x: &f64| x.exp()).sum();
    let p = x.map(|x| x.exp() / all);
    let hessian = log_sum_exp_hessian(&x);
    for i in 0..3 {
        for j in 0..3 {
            let expected = p[i] * (if i == j { 1.0 } else { 0.0 } - p[j]);
            assert_close(&[hessian[i][j]], &[expected], 1e-14);
        }
    }
}

/// The mean of a matrix and its transpose, exactly symmetric.
#[test]
fn it_is_symmetric_to_the_last_bit() {
    let a = [2.0, 0.3, -1.1, 0.7, 1.9, 0.2, 0.4, 0.9, 3.1];
    let mut matrix = [0.0; 9];
    let gradient = quadratic_hessian_into(vec![0.3, -0.2, 1.7], &a, &mut matrix);
    for i in 0..3 {
        for j in 0..3 {
            assert_eq!(matrix[i * 3 + j].to_bits(), matrix[j * 3 + i].to_bits());
            assert_close(&[matrix[i * 3 + j]], &[0.5 * (a[i * 3 + j] + a[j * 3 + i])], 1e-14);
        }
    }
    assert_eq!(gradient, quadratic_grad(vec![0.3, -0.2, 1.7], &a));
}

#[test]
fn against_differences() {
    let x = [-0.3, 1.1, 0.4, 0.8];
    let expected = by_differences(|x| wood_grad(&[x[0], x[1], x[2], x[3]]).to_vec(), &x);
    assert_close(&wood_hessian(&x).concat(), &expected, 1e-8);
    let (w, b, x, y) = ([0.5, -1.2], 0.3, [0.7, 0.9], -1.0);
    let expected = by_differences(
        |p| {
            let (w, b) = logistic_loss_grad(&p[..2], p[2], &x, y);
            vec![w[0], w[1], b]
        },
        &[w[0], w[1], b],
    );
    let ((w_w, w_b), (b_w, b_b)) = logistic_loss_hessian(&w, b, &x, y);
    let ours = [w_w[0][0], w_w[0][1], w_b[0], w_w[1][0], w_w[1][1], w_b[1], b_w[0], b_w[1], b_b];
    assert_close(&ours, &expected, 1e-8);
}
