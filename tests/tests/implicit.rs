//! `#[rule(implicit = residual)]` and `#[rule(fixed_point = step)]`: what solves an equation.

#![allow(
    clippy::cast_precision_loss,
    clippy::items_after_statements,
    clippy::needless_pass_by_value,
    reason = "the functions are examples of what people write"
)]

use autodiff::{Differentiable, check, grad, rule};

#[path = "implicit/border.rs"]
mod border;

/// Zero at the root of `p`.
#[grad(hvp)]
fn square_less(x: f64, p: f64) -> f64 {
    x * x - p
}

/// How the root was found is nobody's concern.
#[rule(hvp, implicit = square_less)]
fn root(p: f64) -> f64 {
    let mut x = p;
    for _ in 0..60 {
        x = 0.5 * (x + p / x);
    }
    x
}

#[test]
fn one_float() {
    assert_eq!(root_jvp(4.0, 1.0), (2.0, 0.25));
    assert_eq!(root_vjp(4.0, 8.0), (2.0, 2.0));
    assert_eq!(root_grad(4.0), 0.25);
    assert_eq!(root_value_and_grad(4.0), (2.0, 0.25));
    let mut p_bar = 1.0;
    assert_eq!((root_vjp_into(4.0, 4.0, &mut p_bar), p_bar), (2.0, 2.0));
    assert_eq!((root_grad_into(4.0, &mut p_bar), p_bar), (2.0, 0.25));
    // -1 / (4 p^(3/2))
    assert_eq!(root_hvp(4.0, 1.0), (0.25, -1.0 / 32.0));
    assert_eq!(root_vjp_jvp(4.0, 2.0, 1.0, 3.0), ((2.0, 0.5), (0.25, 0.75 - 1.0 / 16.0)));
}

/// Where the residual does not move with the unknown, nothing finite is known; where nothing
/// moves, nothing is asked.
#[test]
fn a_singular_equation() {
    #[grad]
    fn flat(x: f64, p: f64) -> f64 {
        x * x - p * p
    }
    #[rule(implicit = flat)]
    fn size(p: f64) -> f64 {
        p.abs()
    }
    assert_eq!(size_grad(2.0), 1.0);
    assert!(size_grad(0.0).is_nan());
    assert_eq!(size_jvp(0.0, 0.0), (0.0, 0.0));
    #[grad]
    fn cubed(x: f64, p: f64) -> f64 {
        x * x * x - p
    }
    #[rule(implicit = cubed)]
    fn cube_root(p: f64) -> f64 {
        p.cbrt()
    }
    assert_eq!(cube_root_grad(0.0), f64::INFINITY);
}

/// Kepler's equation: by its own iteration, and by the equation.
#[grad(hvp)]
fn kepler(anomaly: f64, mean: f64, eccentricity: f64) -> f64 {
    anomaly - eccentricity * anomaly.sin() - mean
}

#[rule(hvp, implicit = kepler)]
fn eccentric_anomaly(mean: f64, eccentricity: f64) -> f64 {
    let mut anomaly = mean;
    for _ in 0..50 {
        anomaly -= kepler(anomaly, mean, eccentricity) / (1.0 - eccentricity * anomaly.cos());
    }
    anomaly
}

#[grad(hvp)]
fn distance(mean: f64, eccentricity: f64, a: f64) -> f64 {
    a * (1.0 - eccentricity * eccentric_anomaly(mean, eccentricity).cos())
}

#[test]
fn through_a_caller() {
    let x = eccentric_anomaly(1.0, 0.3);
    let (by_mean, by_eccentricity) = eccentric_anomaly_grad(1.0, 0.3);
    let slope = 1.0 / (1.0 - 0.3 * x.cos());
    assert!((by_mean - slope).abs() < 1e-15 && (by_eccentricity - x.sin() * slope).abs() < 1e-15);
    // The second derivative by the mean is -e sin E / (1 - e cos E)³.
    let ((_, _), (second, _)) = eccentric_anomaly_hvp(1.0, 0.3, 1.0, 0.0);
    assert!((second + 0.3 * x.sin() * slope.powi(3)).abs() < 1e-14);
}

/// Two circles, of which one has its centre on the axis.
#[grad(hvp)]
fn circles(x: &[f64; 2], radius: f64, centre: f64) -> [f64; 2] {
    [x[0] * x[0] + x[1] * x[1] - radius, (x[0] - centre).powi(2) + x[1] * x[1] - radius]
}

#[rule(hvp, implicit = circles)]
fn meeting(radius: f64, centre: f64) -> [f64; 2] {
    let x = 0.5 * centre;
    [x, (radius - x * x).sqrt()]
}

#[test]
fn an_array() {
    // x = (c/2, √(r - c²/4)) at r = 25, c = 6: (3, 4).
    assert_eq!(meeting_jvp(25.0, 6.0, 1.0, 0.0), ([3.0, 4.0], [0.0, 0.125]));
    let (_, dot) = meeting_jvp(25.0, 6.0, 0.0, 1.0);
    assert!((dot[0] - 0.5).abs() < 1e-15 && (dot[1] + 0.375).abs() < 1e-15, "{dot:?}");
    let (_, (radius_bar, centre_bar)) = meeting_vjp(25.0, 6.0, [1.0, 8.0]);
    assert!((radius_bar - 1.0).abs() < 1e-14 && (centre_bar + 2.5).abs() < 1e-14);
}

#[grad(hvp)]
fn height(radius: f64, centre: f64) -> f64 {
    let x = meeting(radius, centre);
    x[1] * x[1] * x[0]
}

#[test]
fn second_order_of_an_array() {
    // (r - c²/4) c/2: the second derivatives are 0, 1/2 and -3c/4.
    let (gradient, along) = height_hvp(25.0, 6.0, 1.0, 0.0);
    assert!((gradient.0 - 3.0).abs() < 1e-13 && (gradient.1 - (12.5 - 13.5)).abs() < 1e-13);
    assert!(along.0.abs() < 1e-13 && (along.1 - 0.5).abs() < 1e-13, "{along:?}");
    let along = height_hvp(25.0, 6.0, 0.0, 1.0).1;
    assert!((along.0 - 0.5).abs() < 1e-13 && (along.1 + 4.5).abs() < 1e-12, "{along:?}");
}

/// A linear system: the derivative of its solution by the matrix and by the side.
#[grad(hvp)]
fn system(x: &[f64], a: &[f64], b: &[f64], n: usize) -> Vec<f64> {
    let mut residual = Vec::new();
    for i in 0..n {
        let mut sum = -b[i];
        for j in 0..n {
            sum += a[i * n + j] * x[j];
        }
        residual.push(sum);
    }
    residual
}

#[rule(hvp, implicit = system)]
fn solved(a: &[f64], b: &[f64], n: usize) -> Vec<f64> {
    assert_eq!(n, 2, "by Cramer's rule");
    let determinant = a[0] * a[3] - a[1] * a[2];
    vec![(b[0] * a[3] - a[1] * b[1]) / determinant, (a[0] * b[1] - b[0] * a[2]) / determinant]
}

#[grad(hvp)]
fn compliance(a: &[f64], b: &[f64]) -> f64 {
    let x = solved(a, b, 2);
    x[0] * b[0] + x[1] * x[1]
}

#[test]
fn a_vector() {
    // The inverse is [[0, 1], [1, 0]] / 2, so the solution (2, 1) and its derivatives are exact.
    let (a, b) = ([0.0, 2.0, 2.0, 0.0], [2.0, 4.0]);
    let (x, dot) = solved_jvp(&a, &b, 2, &[0.0; 4], &[1.0, 0.0]);
    assert_eq!((x, dot), (vec![2.0, 1.0], vec![0.0, 0.5]));
    let (_, (a_bar, b_bar)) = solved_vjp(&a, &b, 2, vec![1.0, 3.0]);
    // λ = A⁻ᵀ x̄ = (1.5, 0.5), ā = -λ xᵀ.
    assert_eq!((a_bar, b_bar), (vec![-3.0, -1.5, -1.0, -0.5], vec![1.5, 0.5]));
    let (mut a_bar, mut b_bar) = (vec![1.0; 4], vec![1.0; 2]);
    solved_vjp_into(&a, &b, 2, vec![1.0, 3.0], &mut a_bar, &mut b_bar);
    assert_eq!((a_bar, b_bar), (vec![-2.0, -0.5, 0.0, 0.5], vec![2.5, 1.5]));
}

/// A step that leaves its fixed point alone.
#[grad(hvp)]
fn cosine_step(x: f64, k: f64) -> f64 {
    (k * x).cos()
}

#[rule(hvp, fixed_point = cosine_step)]
fn dottie(k: f64) -> f64 {
    let mut x = 1.0;
    for _ in 0..200 {
        x = cosine_step(x, k);
    }
    x
}

#[grad(hvp)]
fn bellman(v: &[f64; 3], rewards: &[f64], discount: f64) -> [f64; 3] {
    // A cycle of three states.
    [rewards[0] + discount * v[1], rewards[1] + discount * v[2], rewards[2] + discount * v[0]]
}

#[rule(hvp, fixed_point = bellman)]
fn values(rewards: &[f64], discount: f64) -> [f64; 3] {
    let mut v = [0.0; 3];
    for _ in 0..200 {
        v = bellman(&v, rewards, discount);
    }
    v
}

#[grad(hvp)]
fn worth(rewards: &[f64], discount: f64) -> f64 {
    let v = values(rewards, discount);
    v[0] * v[1] - v[2]
}

#[test]
fn a_fixed_point() {
    let x = dottie(1.0);
    assert!((dottie_grad(1.0) + x * x.sin() / (1.0 + x.sin())).abs() < 1e-15);
    // At 1/2, dv₀/dr = (1, 1/2, 1/4) / (1 - 1/8).
    let (_, (rewards_bar, discount_bar)) = values_vjp(&[1.0, 1.0, 1.0], 0.5, [7.0, 0.0, 0.0]);
    for (ours, exact) in rewards_bar.iter().zip([8.0, 4.0, 2.0]) {
        assert!((ours - exact).abs() < 1e-14, "{rewards_bar:?}");
    }
    // v = 1 / (1 - d) everywhere.
    assert!((discount_bar - 28.0).abs() < 1e-12, "{discount_bar}");
}

/// Unknowns and parameters of types of one's own.
#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Equilibrium {
    price: f64,
    quantity: f64,
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Market {
    demand: [f64; 2],
    supply: Vec<f64>,
}

#[grad(hvp)]
fn clearing(at: &Equilibrium, market: &Market, tax: f64) -> [f64; 2] {
    [
        market.demand[0] - market.demand[1] * (at.price + tax) - at.quantity,
        market.supply[0] + market.supply[1] * at.price - at.quantity,
    ]
}

#[rule(hvp, implicit = clearing)]
fn cleared(market: &Market, tax: f64) -> Equilibrium {
    let [a, b] = market.demand;
    let price = (a - b * tax - market.supply[0]) / (b + market.supply[1]);
    Equilibrium { price, quantity: market.supply[0] + market.supply[1] * price }
}

#[grad(hvp)]
fn revenue(market: &Market, tax: f64) -> f64 {
    let at = cleared(market, tax);
    at.quantity * tax * at.price
}

#[test]
fn data() {
    let market = Market { demand: [10.0, 1.0], supply: vec![2.0, 3.0] };
    let (at, (market_bar, tax_bar)) = cleared_vjp(&market, 4.0, Equilibrium { price: 4.0, quantity: 0.0 });
    assert_eq!(at, Equilibrium { price: 1.0, quantity: 5.0 });
    // price = (a - b t - c) / (b + d), of which the denominator is 4.
    assert_eq!(tax_bar, -1.0);
    assert_eq!(market_bar, Market { demand: [1.0, -5.0], supply: vec![-1.0, -1.0] });
}

/// Unknowns in rows, equations in a vector of them.
#[grad(hvp)]
fn square_of_matrix(x: &[[f64; 2]; 2], p: &[[f64; 2]; 2]) -> Vec<[f64; 2]> {
    let mut out = Vec::new();
    for i in 0..2 {
        let mut row = [0.0; 2];
        for j in 0..2 {
            row[j] = x[i][0] * x[0][j] + x[i][1] * x[1][j] - p[i][j];
        }
        out.push(row);
    }
    out
}

/// The root of a matrix with both eigenvalues positive, by Cayley and Hamilton.
#[rule(hvp, implicit = square_of_matrix)]
fn root_of_matrix(p: &[[f64; 2]; 2]) -> [[f64; 2]; 2] {
    let s = (p[0][0] * p[1][1] - p[0][1] * p[1][0]).sqrt();
    let t = (p[0][0] + p[1][1] + 2.0 * s).sqrt();
    [[(p[0][0] + s) / t, p[0][1] / t], [p[1][0] / t, (p[1][1] + s) / t]]
}

#[grad(hvp)]
fn of_root(p: &[[f64; 2]; 2]) -> f64 {
    let x = root_of_matrix(p);
    x[0][0] * x[1][1] * x[1][1] + x[0][1] * x[1][0]
}

#[test]
fn rows() {
    // At diag(4, 9): 2 dx₀₀ 2 = dp₀₀, (2 + 3) dx₀₁ = dp₀₁.
    let (x, bar) = root_of_matrix_vjp(&[[4.0, 0.0], [0.0, 9.0]], [[1.0, 2.0], [3.0, 4.0]]);
    assert_eq!(x, [[2.0, 0.0], [0.0, 3.0]]);
    for (ours, exact) in bar.as_flattened().iter().zip([0.25, 0.4, 0.6, 4.0 / 6.0]) {
        assert!((ours - exact).abs() < 1e-15, "{bar:?}");
    }
    check!(of_root(&[[4.0, 0.5], [0.3, 9.0]]), hvp);
}

#[test]
#[should_panic(expected = "`of_two` gives 2 numbers for 1 unknowns")]
fn as_many_equations_as_unknowns() {
    #[grad]
    fn of_two(x: f64, p: f64) -> [f64; 2] {
        [x - p, x]
    }
    #[rule(implicit = of_two)]
    fn of_one(p: f64) -> f64 {
        p
    }
    of_one_grad(1.0);
}

/// All of it against differences, in both modes and in second order where there is one float.
#[test]
fn differences() {
    check!(eccentric_anomaly(1.0, 0.3), hvp);
    check!(distance(0.7, 0.6, 2.0), hvp);
    check!(height(25.0, 6.0), hvp);
    check!(compliance(&vec![4.0, 1.0, 2.0, 3.0], &vec![1.0, 2.0]), hvp);
    check!(dottie(0.8), hvp);
    check!(worth(&vec![1.0, -0.5, 2.0], 0.5), hvp);
    check!(revenue(&Market { demand: [10.0, 1.0], supply: vec![1.0, 2.0] }, 0.5), hvp);
    check!(root(4.0), hvp);
    check!(meeting(25.0, 6.0));
    check!(solved(&vec![4.0, 1.0, 2.0, 3.0], &vec![1.0, 2.0], 2));
    check!(values(&vec![1.0, -0.5, 2.0], 0.5));
    check!(cleared(&Market { demand: [10.0, 1.0], supply: vec![1.0, 2.0] }, 0.5));
}
