//! More of Moré, Garbow, Hillstrom, "Testing Unconstrained Optimization Software", ACM TOMS 7
//! (1981), by their numbers there: each Jacobian against the tangents along one unknown after the
//! other and against differences, and in closed form where that is short.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_lossless
)]
#![allow(
    clippy::needless_range_loop,
    clippy::explicit_iter_loop,
    clippy::useless_vec,
    reason = "formulas as they are printed"
)]

use super::{assert_close, by_differences};
use autodiff::grad;

/// No. 2, Freudenstein and Roth.
#[grad(jacobian)]
fn freudenstein_roth(x: [f64; 2]) -> [f64; 2] {
    [-13.0 + x[0] + ((5.0 - x[1]) * x[1] - 2.0) * x[1], -29.0 + x[0] + ((x[1] + 1.0) * x[1] - 14.0) * x[1]]
}

/// No. 3, Powell, badly scaled.
#[grad(jacobian)]
fn powell_badly_scaled(x: f64, y: f64) -> [f64; 2] {
    [1e4 * x * y - 1.0, (-x).exp() + (-y).exp() - 1.0001]
}

/// No. 4, Brown, badly scaled.
#[grad(jacobian)]
fn brown_badly_scaled(x: [f64; 2]) -> [f64; 3] {
    [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2.0]
}

/// No. 5, Beale.
#[grad(jacobian)]
fn beale(x: [f64; 2]) -> [f64; 3] {
    let y = [1.5, 2.25, 2.625];
    let mut f = [0.0; 3];
    let mut power = 1.0;
    for i in 0..3 {
        power *= x[1];
        f[i] = y[i] - x[0] * (1.0 - power);
    }
    f
}

/// No. 6, Jennrich and Sampson.
#[grad(jacobian)]
fn jennrich_sampson(x: &[f64]) -> Vec<f64> {
    (1..=10).map(|i| 2.0 + 2.0 * i as f64 - ((i as f64 * x[0]).exp() + (i as f64 * x[1]).exp())).collect()
}

/// No. 8, Bard.
#[grad(jacobian)]
fn bard(x: &[f64], #[constant] y: &[f64]) -> Vec<f64> {
    let mut f = Vec::new();
    for (i, y) in y.iter().enumerate() {
        let u = i as f64 + 1.0;
        let v = 16.0 - u;
        f.push(y - (x[0] + u / (v * x[1] + u.min(v) * x[2])));
    }
    f
}

/// No. 9, the Gaussian.
#[grad(jacobian)]
fn gaussian(x: &[f64], #[constant] y: &[f64]) -> Vec<f64> {
    let t = |i: usize| (8.0 - (i as f64 + 1.0)) / 2.0;
    y.iter().enumerate().map(|(i, y)| x[0] * (-x[1] * (t(i) - x[2]) * (t(i) - x[2]) / 2.0).exp() - y).collect()
}

/// No. 10, Meyer.
#[grad(jacobian)]
fn meyer(x: &[f64], #[constant] y: &[f64]) -> Vec<f64> {
    y.iter().enumerate().map(|(i, y)| x[0] * (x[1] / (45.0 + 5.0 * (i as f64 + 1.0) + x[2])).exp() - y).collect()
}

/// No. 12, Box, in three dimensions.
#[grad(jacobian)]
fn box_in_three(x: &[f64; 3]) -> [f64; 5] {
    std::array::from_fn(|i| {
        let t = 0.1 * (i as f64 + 1.0);
        (-t * x[0]).exp() - (-t * x[1]).exp() - x[2] * ((-t).exp() - (-10.0 * t).exp())
    })
}

/// No. 14, Wood, in residuals.
#[grad(jacobian)]
fn wood(x: &[f64; 4]) -> ([f64; 4], (f64, f64)) {
    let ten = 10.0_f64.sqrt();
    let first = [10.0 * (x[1] - x[0] * x[0]), 1.0 - x[0], 90.0_f64.sqrt() * (x[3] - x[2] * x[2]), 1.0 - x[2]];
    (first, (ten * (x[1] + x[3] - 2.0), (x[1] - x[3]) / ten))
}

/// No. 20, Watson.
#[grad(jacobian)]
fn watson(x: &[f64]) -> Vec<f64> {
    let n = x.len();
    let mut f = vec![0.0; 31];
    for i in 0..29 {
        let t = (i as f64 + 1.0) / 29.0;
        let (mut slope, mut value, mut power) = (0.0, 0.0, 1.0);
        for j in 0..n {
            if j > 0 {
                slope += j as f64 * x[j] * power / t;
            }
            value += x[j] * power;
            power *= t;
        }
        f[i] = slope - value * value - 1.0;
    }
    f[29] = x[0];
    f[30] = x[1] - x[0] * x[0] - 1.0;
    f
}

/// No. 25, variably dimensioned.
#[grad(jacobian)]
fn variably_dimensioned(x: &[f64]) -> Vec<f64> {
    let sum: f64 = x.iter().enumerate().map(|(j, x)| (j as f64 + 1.0) * (x - 1.0)).sum();
    let mut f: Vec<f64> = x.iter().map(|x| x - 1.0).collect();
    f.push(sum);
    f.push(sum * sum);
    f
}

/// No. 26, trigonometric.
#[grad(jacobian)]
fn trigonometric(x: &[f64]) -> Vec<f64> {
    let n = x.len() as f64;
    let sum: f64 = x.iter().map(|x| x.cos()).sum();
    x.iter().enumerate().map(|(i, x)| n - sum + (i as f64 + 1.0) * (1.0 - x.cos()) - x.sin()).collect()
}

/// No. 27, Brown, almost linear.
#[grad(jacobian)]
fn brown_almost_linear(x: &[f64]) -> Vec<f64> {
    let n = x.len();
    let sum: f64 = x.iter().sum();
    let mut f = vec![0.0; n];
    for i in 0..n - 1 {
        f[i] = x[i] + sum - (n as f64 + 1.0);
    }
    f[n - 1] = x.iter().product::<f64>() - 1.0;
    f
}

/// No. 28, a boundary value problem.
#[grad(jacobian)]
fn boundary_value(x: &[f64]) -> Vec<f64> {
    let n = x.len();
    let h = 1.0 / (n as f64 + 1.0);
    let mut f = vec![0.0; n];
    for i in 0..n {
        let t = (i as f64 + 1.0) * h;
        let before = if i == 0 { 0.0 } else { x[i - 1] };
        let after = if i + 1 == n { 0.0 } else { x[i + 1] };
        f[i] = 2.0 * x[i] - before - after + h * h * (x[i] + t + 1.0).powi(3) / 2.0;
    }
    f
}

/// No. 29, an integral equation.
#[grad(jacobian)]
fn integral_equation(x: &[f64]) -> Vec<f64> {
    let n = x.len();
    let h = 1.0 / (n as f64 + 1.0);
    let cube = |j: usize| (x[j] + (j as f64 + 1.0) * h + 1.0).powi(3);
    let mut f = Vec::with_capacity(n);
    for i in 0..n {
        let t = (i as f64 + 1.0) * h;
        let before: f64 = (0..=i).map(|j| (j as f64 + 1.0) * h * cube(j)).sum();
        let after: f64 = (i + 1..n).map(|j| (1.0 - (j as f64 + 1.0) * h) * cube(j)).sum();
        f.push(x[i] + h * ((1.0 - t) * before + t * after) / 2.0);
    }
    f
}

/// No. 31, Broyden's banded system, written to what the caller has.
#[grad(jacobian)]
fn broyden_banded(x: &[f64], f: &mut [f64]) {
    for i in 0..x.len() {
        let mut band = 0.0;
        for j in i.saturating_sub(5)..x.len().min(i + 2) {
            if j != i {
                band += x[j] * (1.0 + x[j]);
            }
        }
        f[i] = x[i] * (2.0 + 5.0 * x[i] * x[i]) + 1.0 - band;
    }
}

/// No. 32, linear, of full rank.
#[grad(jacobian)]
fn of_full_rank(x: &[f64; 3]) -> [f64; 5] {
    let sum = x[0] + x[1] + x[2];
    let mut f = [-2.0 * sum / 5.0 - 1.0; 5];
    for i in 0..3 {
        f[i] += x[i];
    }
    f
}

/// No. 33, linear, of rank one.
#[grad(jacobian)]
fn of_rank_one(x: &[f64]) -> Vec<f64> {
    let sum: f64 = x.iter().enumerate().map(|(j, x)| (j as f64 + 1.0) * x).sum();
    (1..=4).map(|i| i as f64 * sum - 1.0).collect()
}

/// No. 35, Chebyquad: fewer rows than columns go backwards.
#[grad(jacobian)]
fn chebyquad(x: &[f64], rows: usize) -> Vec<f64> {
    let mut f = vec![0.0; rows];
    for x in x {
        let (mut before, mut now) = (1.0, 2.0 * x - 1.0);
        for value in f.iter_mut() {
            *value += now;
            (before, now) = (now, 2.0 * (2.0 * x - 1.0) * now - before);
        }
    }
    for (i, value) in f.iter_mut().enumerate() {
        let i = i as f64 + 1.0;
        *value = *value / x.len() as f64 + if i % 2.0 == 0.0 { 1.0 / (i * i - 1.0) } else { 0.0 };
    }
    f
}

/// Checks a Jacobian, its rows one after the other.
#[track_caller]
fn check(x: &[f64], jacobian: &[f64], f: impl Fn(&[f64]) -> Vec<f64>, jvp: impl Fn(&[f64], &[f64]) -> Vec<f64>) {
    assert_close(jacobian, &by_differences(f, x), 2e-7);
    for column in 0..x.len() {
        let mut dot = vec![0.0; x.len()];
        dot[column] = 1.0;
        let ours: Vec<f64> = jacobian.iter().skip(column).step_by(x.len()).copied().collect();
        assert_close(&ours, &jvp(x, &dot), 1e-13);
    }
}

/// The same of a function of a slice that gives a vector.
macro_rules! check_slices {
    ($($f:ident, $jvp:ident, $jacobian:ident: $x:expr $(, $other:expr)*;)*) => {$(
        let x: &[f64] = &$x;
        check(x, &$jacobian(x $(, $other)*).concat(), |x| $f(x $(, $other)*), |x, dot| $jvp(x $(, $other)*, dot).1);
    )*};
}

#[test]
fn of_slices() {
    let y = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39];
    let many: Vec<f64> = (0..17).map(|i| 0.1 + 0.05 * i as f64).collect();
    check_slices! {
        jennrich_sampson, jennrich_sampson_jvp, jennrich_sampson_jacobian: [0.3, 0.4];
        bard, bard_jvp, bard_jacobian: [1.0, 1.1, 0.9], &y;
        gaussian, gaussian_jvp, gaussian_jacobian: [0.4, 1.0, 0.1], &y;
        meyer, meyer_jvp, meyer_jacobian: [0.02, 400.0, 250.0], &y;
        watson, watson_jvp, watson_jacobian: [0.1, -0.2, 0.3, 0.4, -0.5, 0.2];
        variably_dimensioned, variably_dimensioned_jvp, variably_dimensioned_jacobian: [0.7, 0.3, 0.1, 0.9];
        trigonometric, trigonometric_jvp, trigonometric_jacobian: [0.2, 0.4, -0.3];
        trigonometric, trigonometric_jvp, trigonometric_jacobian: many;
        brown_almost_linear, brown_almost_linear_jvp, brown_almost_linear_jacobian: [0.5, 0.6, 0.7, 0.8, 0.9];
        boundary_value, boundary_value_jvp, boundary_value_jacobian: [-0.1, -0.2, -0.1, 0.1];
        integral_equation, integral_equation_jvp, integral_equation_jacobian: many;
        of_rank_one, of_rank_one_jvp, of_rank_one_jacobian: [0.3, 0.1, -0.7, 0.2, 0.4];
        chebyquad, chebyquad_jvp, chebyquad_jacobian: [0.2, 0.4, 0.7], 3;
        chebyquad, chebyquad_jvp, chebyquad_jacobian: many, 2;
        chebyquad, chebyquad_jvp, chebyquad_jacobian: many, 15;
    }
}

#[test]
fn of_arrays() {
    let x = [0.7, -0.4];
    let of = |x: &[f64]| [x[0], x[1]];
    let jvp = |x: &[f64], dot: &[f64]| freudenstein_roth_jvp(of(x), of(dot)).1.to_vec();
    check(&x, &freudenstein_roth_jacobian(x).concat(), |x| freudenstein_roth(of(x)).to_vec(), jvp);
    let jvp = |x: &[f64], dot: &[f64]| beale_jvp(of(x), of(dot)).1.to_vec();
    check(&x, &beale_jacobian(x).concat(), |x| beale(of(x)).to_vec(), jvp);
    let of = |x: &[f64]| [x[0], x[1], x[2]];
    let jvp = |x: &[f64], dot: &[f64]| box_in_three_jvp(&of(x), &of(dot)).1.to_vec();
    check(&[0.5, 1.5, 0.8], &box_in_three_jacobian(&[0.5, 1.5, 0.8]).concat(), |x| box_in_three(&of(x)).to_vec(), jvp);
}

#[test]
fn in_closed_form() {
    let (along_x, along_y) = powell_badly_scaled_jacobian(0.5, 2.0);
    assert_eq!((along_x, along_y), ([2e4, -(-0.5_f64).exp()], [5e3, -(-2.0_f64).exp()]));
    assert_eq!(brown_badly_scaled_jacobian([3.0, 4.0]), [[1.0, 0.0], [0.0, 1.0], [4.0, 3.0]]);
    assert_close(
        &freudenstein_roth_jacobian([1.0, 3.0]).concat(),
        &[1.0, 10.0 * 3.0 - 3.0 * 9.0 - 2.0, 1.0, 3.0 * 9.0 + 2.0 * 3.0 - 14.0],
        1e-14,
    );
    let (x, n): ([f64; 3], f64) = ([0.3, -0.4, 0.9], 3.0);
    let expected = (0..3).flat_map(|i| {
        let own = move |j: usize| if i == j { (i as f64 + 1.0) * x[j].sin() - x[j].cos() } else { 0.0 };
        (0..3).map(move |j| x[j].sin() + own(j))
    });
    assert_close(&trigonometric_jacobian(&x).concat(), &expected.collect::<Vec<_>>(), 1e-14);
    assert_eq!(
        trigonometric_value_and_jacobian(&x).0[0],
        n - x.iter().map(|x: &f64| x.cos()).sum::<f64>() + 1.0 - x[0].cos() - x[0].sin()
    );
    let rank_one = of_rank_one_jacobian(&x);
    for i in 0..4 {
        for j in 0..3 {
            assert_eq!(rank_one[i][j], (i as f64 + 1.0) * (j as f64 + 1.0));
        }
    }
    let full = of_full_rank_jacobian(&x);
    for i in 0..5 {
        for j in 0..3 {
            assert_close(&[full[i][j]], &[if i == j { 0.6 } else { -0.4 }], 1e-15);
        }
    }
    let (first, (fifth, sixth)) = wood_jacobian(&[0.5, 1.0, 2.0, 3.0]);
    let [root, ten] = [90.0_f64.sqrt(), 10.0_f64.sqrt()];
    let expected =
        [[-10.0, 10.0, 0.0, 0.0], [-1.0, 0.0, 0.0, 0.0], [0.0, 0.0, -4.0 * root, root], [0.0, 0.0, -1.0, 0.0]];
    assert_close(&first.concat(), &expected.concat(), 1e-14);
    assert_close(&[fifth, sixth].concat(), &[0.0, ten, 0.0, ten, 0.0, 1.0 / ten, 0.0, -1.0 / ten], 1e-14);
    let product = brown_almost_linear_jacobian(&[2.0, 3.0, 5.0]);
    assert_close(&product.concat(), &[2.0, 1.0, 1.0, 1.0, 2.0, 1.0, 15.0, 10.0, 6.0], 1e-14);
    assert!((chebyquad_jacobian(&[0.25, 0.75], 1)[0][0] - 1.0).abs() < 1e-15);
}

#[test]
fn banded_and_written_to_what_the_caller_has() {
    let x: Vec<f64> = (0..14).map(|i| -1.0 + 0.1 * i as f64).collect();
    let n = x.len();
    let mut f = vec![0.0; n];
    let (along_x, along_f) = broyden_banded_jacobian(&x, &mut f);
    let written = |x: &[f64]| {
        let mut f = vec![0.0; x.len()];
        broyden_banded(x, &mut f);
        f
    };
    assert_eq!(f, written(&x));
    assert_eq!(along_f, vec![vec![0.0; n]; n]);
    let jvp = |x: &[f64], dot: &[f64]| {
        let (mut f, mut f_dot) = (vec![0.0; x.len()], vec![0.0; x.len()]);
        broyden_banded_jvp(x, &mut f, dot, &mut f_dot);
        f_dot
    };
    check(&x, &along_x.concat(), written, jvp);
    for i in 0..n {
        for j in 0..n {
            let expected = match j {
                _ if j == i => 2.0 + 15.0 * x[i] * x[i],
                _ if j + 5 >= i && j <= i + 1 => -1.0 - 2.0 * x[j],
                _ => 0.0,
            };
            assert_close(&[along_x[i][j]], &[expected], 1e-14);
        }
    }
}
