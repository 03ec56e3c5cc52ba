//! What people write with a derivative in the body of a function.

use super::{all_close, close};
use autodiff::{check, grad};

/// A network of two neurons, in x and t.
#[grad(order = 3, only(jvp, vjp, vjp_into))]
fn network(x: f64, t: f64, w: &[f64]) -> f64 {
    let mut u = w[0];
    for i in 0..2 {
        u += w[4 * i + 1] * (w[4 * i + 2] * x + w[4 * i + 3] * t + w[4 * i + 4]).tanh();
    }
    u
}

/// `u_t - u_xx` at a point.
#[grad]
fn residual(x: f64, t: f64, w: &[f64]) -> f64 {
    let still = vec![0.0; w.len()];
    let (_, u_t) = network_jvp(x, t, w, 0.0, 1.0, &still);
    let (_, (_, u_xx)) = network_jvp_jvp(x, t, w, 1.0, 0.0, &still, 1.0, 0.0, &still, 0.0, 0.0, &still);
    u_t - u_xx
}

/// What a physics-informed network is trained by: the heat equation inside, and values at t = 0.
#[grad]
fn physics_loss(points: &[[f64; 2]], w: &[f64]) -> f64 {
    let mut loss = 0.0;
    for p in points {
        let r = residual(p[0], p[1], w);
        let e = network(p[0], 0.0, w) - p[0].sin();
        loss += r * r + e * e;
    }
    loss
}

#[test]
fn the_heat_equation() {
    let w = [0.1, 0.7, 1.2, -0.4, 0.3, -0.6, 0.5, 0.9, -0.2];
    let (x, t) = (0.4, 0.2);
    let mut expected = 0.0;
    for i in 0..2 {
        let [a, b, c, d]: [f64; 4] = [1, 2, 3, 4].map(|k| w[4 * i + k]);
        let h = (b * x + c * t + d).tanh();
        expected += a * c * (1.0 - h * h) + a * b * b * 2.0 * h * (1.0 - h * h);
    }
    close(residual(x, t, &w), expected);
    check!(physics_loss(&vec![[0.4, 0.2], [-0.3, 0.7]], &w.to_vec()));
}

/// u = a exp(-k² t) sin(k x) satisfies the heat equation for each k.
#[grad(order = 3)]
fn mode(x: f64, t: f64, k: f64) -> f64 {
    (-k * k * t).exp() * (k * x).sin()
}

#[grad]
fn heat(x: f64, t: f64, k: f64) -> f64 {
    let (_, (_, (u_xx, _, _))) = mode_vjp_jvp_of(x, t, k);
    let (_, u_t, _) = mode_grad(x, t, k);
    u_t - u_xx
}

/// A companion of a companion, through a function of one's own.
#[grad]
fn mode_vjp_jvp_of(x: f64, t: f64, k: f64) -> (f64, (f64, (f64, f64, f64))) {
    let (gradient, along): ((f64, f64, f64), (f64, f64, f64)) = mode_hvp(x, t, k, 1.0, 0.0, 0.0);
    (gradient.0, (gradient.1, along))
}

#[test]
fn a_solution_has_no_residual() {
    close(heat(0.4, 0.3, 1.7), 0.0);
    // It is a solution for each k, so that nothing changes with k, either.
    let (_, along) = heat_jvp(0.4, 0.3, 1.7, 0.2, 0.1, 1.0);
    close(along, 0.0);
}

/// The lower problem: a ridge regression in one weight.
#[grad(order = 2)]
fn lower(x: f64, ridge: f64, target: f64) -> f64 {
    (x - target) * (x - target) + ridge * x * x
}

/// The upper one, through a hundred steps of the lower one's gradient descent.
#[grad]
fn upper(ridge: f64, target: f64) -> f64 {
    let mut x = 0.0;
    for _ in 0..100 {
        let (slope, _, _) = lower_grad(x, ridge, target);
        x -= 0.2 * slope;
    }
    (x - 0.5) * (x - 0.5)
}

#[test]
fn a_bilevel_problem() {
    let (ridge, target) = (0.6, 1.4);
    let x = target / (1.0 + ridge);
    let (along_ridge, along_target) = upper_grad(ridge, target);
    close(upper(ridge, target), (x - 0.5) * (x - 0.5));
    close(along_ridge, 2.0 * (x - 0.5) * -target / ((1.0 + ridge) * (1.0 + ridge)));
    close(along_target, 2.0 * (x - 0.5) / (1.0 + ridge));
    close(upper_jvp(ridge, target, 1.0, 0.0).1, along_ridge);
}

#[grad(order = 2)]
fn hamiltonian(q: &[f64; 2], p: &[f64; 2]) -> f64 {
    0.5 * (p[0] * p[0] + p[1] * p[1]) + 1.0 - q[0].cos() * q[1].cos() + 0.1 * q[0] * q[1]
}

/// Hamilton's equations by the leapfrog method.
#[grad]
fn flow(q: &[f64; 2], p: &[f64; 2]) -> [f64; 4] {
    let (mut q, mut p) = (*q, *p);
    let dt = 0.1;
    for _ in 0..20 {
        let (force, _) = hamiltonian_grad(&q, &p);
        for i in 0..2 {
            p[i] -= 0.5 * dt * force[i];
        }
        let (_, velocity) = hamiltonian_grad(&q, &p);
        for i in 0..2 {
            q[i] += dt * velocity[i];
        }
        let (force, _) = hamiltonian_grad(&q, &p);
        for i in 0..2 {
            p[i] -= 0.5 * dt * force[i];
        }
    }
    [q[0], q[1], p[0], p[1]]
}

/// The flow keeps the symplectic form: ω(J a, J b) = ω(a, b), whatever the directions.
#[test]
fn the_flow_is_symplectic() {
    let (q, p) = ([0.7, -0.2], [0.1, 0.4]);
    let along = |a: &[f64; 4]| flow_jvp(&q, &p, &[a[0], a[1]], &[a[2], a[3]]).1;
    let omega = |a: &[f64; 4], b: &[f64; 4]| a[0] * b[2] + a[1] * b[3] - a[2] * b[0] - a[3] * b[1];
    let (a, b) = ([0.3, -1.0, 0.2, 0.5], [0.9, 0.4, -0.6, 0.1]);
    close(omega(&along(&a), &along(&b)), omega(&a, &b));
    let (_, (q_bar, p_bar)) = flow_vjp(&q, &p, [1.0, 0.0, 0.0, 0.0]);
    let row = [q_bar[0], q_bar[1], p_bar[0], p_bar[1]];
    close(row.iter().zip(a).map(|(row, a)| row * a).sum(), along(&a)[0]);
}

/// y³ + y - x, which is zero at the function that it defines.
#[grad(order = 3)]
fn implicit(x: f64, y: f64) -> f64 {
    y * y * y + y - x
}

/// By Newton's method, with the slope by the tangent.
#[grad(hvp)]
fn solved(x: f64) -> f64 {
    let mut y = x;
    for _ in 0..30 {
        let (value, slope): (f64, f64) = implicit_jvp(x, y, 0.0, 1.0);
        y -= value / slope;
    }
    y
}

#[test]
fn an_implicit_function() {
    let x = 1.7;
    let y = solved(x);
    let slope = 1.0 / (3.0 * y * y + 1.0);
    close(implicit(x, y), 0.0);
    close(solved_grad(x), slope);
    close(solved_jvp(x, 1.0).1, slope);
}

/// How far a Gaussian is from another one.
#[grad(order = 3)]
fn divergence(mean: f64, log_scale: f64, other_mean: f64, other_log_scale: f64) -> f64 {
    let (v, w) = ((2.0 * log_scale).exp(), (2.0 * other_log_scale).exp());
    let d = mean - other_mean;
    other_log_scale - log_scale + (v + d * d) / (2.0 * w) - 0.5
}

#[grad(order = 2)]
fn loss(mean: f64, log_scale: f64) -> f64 {
    (mean - 1.0) * (mean - 1.0) + mean * log_scale + (2.0 * log_scale).exp()
}

/// What is lost after a step along the natural gradient: the metric is the Hessian of the
/// divergence from where one is.
#[grad]
fn after_a_natural_step(mean: f64, log_scale: f64, rate: f64) -> f64 {
    let (along_mean, along_scale) = loss_grad(mean, log_scale);
    let (_, (_, _, a, _)) = divergence_hvp(mean, log_scale, mean, log_scale, 0.0, 0.0, 1.0, 0.0);
    let (_, (_, _, b, c)) = divergence_hvp(mean, log_scale, mean, log_scale, 0.0, 0.0, 0.0, 1.0);
    let det = a * c - b * b;
    let step = (c * along_mean - b * along_scale) / det;
    let scale_step = (a * along_scale - b * along_mean) / det;
    loss(mean - rate * step, log_scale - rate * scale_step)
}

#[test]
fn a_natural_gradient_step() {
    let (mean, log_scale, rate) = (0.4_f64, -0.3_f64, 0.2_f64);
    // The metric is diag(exp(-2 s), 2).
    let (along_mean, along_scale) = loss_grad(mean, log_scale);
    let expected = loss(mean - rate * along_mean * (2.0 * log_scale).exp(), log_scale - rate * along_scale / 2.0);
    close(after_a_natural_step(mean, log_scale, rate), expected);
    check!(after_a_natural_step(mean, log_scale, rate));
    all_close(
        &[after_a_natural_step_jvp(mean, log_scale, rate, 1.0, 0.0, 0.0).1],
        &[after_a_natural_step_grad(mean, log_scale, rate).0],
    );
}
