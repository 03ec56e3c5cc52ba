//! Test functions of global optimisation, and others with a Hessian that fits in a line: in closed
//! form, against products with one direction after the other, and against differences of gradients.

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
use std::f64::consts::{E, PI, SQRT_2};

#[grad(hessian, hvp)]
fn beale(x: f64, y: f64) -> f64 {
    (1.5 - x + x * y).powi(2) + (2.25 - x + x * y * y).powi(2) + (2.625 - x + x * y.powi(3)).powi(2)
}

#[grad(hessian, hvp)]
fn booth(x: f64, y: f64) -> f64 {
    (x + 2.0 * y - 7.0).powi(2) + (2.0 * x + y - 5.0).powi(2)
}

#[grad(hessian, hvp)]
fn goldstein_price(x: f64, y: f64) -> f64 {
    let (sum, form) = (x + y + 1.0, 19.0 - 14.0 * x + 3.0 * x * x - 14.0 * y + 6.0 * x * y + 3.0 * y * y);
    let (difference, other) =
        (2.0 * x - 3.0 * y, 18.0 - 32.0 * x + 12.0 * x * x + 48.0 * y - 36.0 * x * y + 27.0 * y * y);
    (1.0 + sum * sum * form) * (30.0 + difference * difference * other)
}

#[grad(hessian, hvp)]
fn mccormick(x: f64, y: f64) -> f64 {
    (x + y).sin() + (x - y).powi(2) - 1.5 * x + 2.5 * y + 1.0
}

#[grad(hessian, hvp)]
fn branin(x: f64, y: f64) -> f64 {
    let (b, c, t) = (5.1 / (4.0 * PI * PI), 5.0 / PI, 1.0 / (8.0 * PI));
    (y - b * x * x + c * x - 6.0).powi(2) + 10.0 * (1.0 - t) * x.cos() + 10.0
}

#[grad(hessian, hvp)]
fn ackley(x: f64, y: f64) -> f64 {
    -20.0 * (-0.2 * (0.5 * (x * x + y * y)).sqrt()).exp() - (0.5 * ((2.0 * PI * x).cos() + (2.0 * PI * y).cos())).exp()
        + E
        + 20.0
}

#[grad(hessian, hvp)]
fn styblinski_tang(x: f64, y: f64) -> f64 {
    0.5 * (x.powi(4) - 16.0 * x * x + 5.0 * x + y.powi(4) - 16.0 * y * y + 5.0 * y)
}

#[grad(hessian, hvp)]
fn matyas(x: f64, y: f64) -> f64 {
    0.26 * (x * x + y * y) - 0.48 * x * y
}

#[grad(hessian, hvp)]
fn three_hump_camel(x: f64, y: f64) -> f64 {
    2.0 * x * x - 1.05 * x.powi(4) + x.powi(6) / 6.0 + x * y + y * y
}

#[grad(hessian, hvp)]
fn six_hump_camel(x: f64, y: f64) -> f64 {
    (4.0 - 2.1 * x * x + x.powi(4) / 3.0) * x * x + x * y + (-4.0 + 4.0 * y * y) * y * y
}

/// A factor of Easom's function.
#[grad(hvp)]
fn valley(t: f64) -> f64 {
    t.cos() * (-(t - PI).powi(2)).exp()
}

#[grad(hessian, hvp)]
fn easom(x: f64, y: f64) -> f64 {
    -valley(x) * valley(y)
}

#[grad(hessian, hvp)]
fn rastrigin(x: f64, y: f64) -> f64 {
    20.0 + x * x - 10.0 * (2.0 * PI * x).cos() + y * y - 10.0 * (2.0 * PI * y).cos()
}

#[grad(hessian, hvp)]
fn bohachevsky(x: f64, y: f64) -> f64 {
    x * x + 2.0 * y * y - 0.3 * (3.0 * PI * x).cos() - 0.4 * (4.0 * PI * y).cos() + 0.7
}

#[grad(hessian, hvp)]
fn drop_wave(x: f64, y: f64) -> f64 {
    let square = x * x + y * y;
    -(1.0 + (12.0 * square.sqrt()).cos()) / (0.5 * square + 2.0)
}

#[grad(hessian, hvp)]
fn schaffer(x: f64, y: f64) -> f64 {
    let wave = (x * x - y * y).sin();
    0.5 + (wave * wave - 0.5) / (1.0 + 0.001 * (x * x + y * y)).powi(2)
}

#[grad(hessian, hvp)]
fn levy(x: f64, y: f64) -> f64 {
    (3.0 * PI * x).sin().powi(2)
        + (x - 1.0).powi(2) * (1.0 + (3.0 * PI * y).sin().powi(2))
        + (y - 1.0).powi(2) * (1.0 + (2.0 * PI * y).sin().powi(2))
}

#[grad(hessian, hvp)]
fn griewank(x: f64, y: f64) -> f64 {
    1.0 + (x * x + y * y) / 4000.0 - x.cos() * (y / SQRT_2).cos()
}

#[grad(hessian, hvp)]
fn leon(x: f64, y: f64) -> f64 {
    100.0 * (y - x.powi(3)).powi(2) + (1.0 - x).powi(2)
}

#[grad(hessian, hvp)]
fn brown(x: f64, y: f64) -> f64 {
    (x - 1e3).powi(2) + (y - 2e-3).powi(2) + (x * y - 2.0).powi(2)
}

#[grad(hessian, hvp)]
fn ratio(x: f64, y: f64) -> f64 {
    x / y
}

#[grad(hessian, hvp)]
fn power(x: f64, y: f64) -> f64 {
    x.powf(y)
}

#[grad(hessian, hvp)]
fn bell(x: f64, y: f64) -> f64 {
    -(-0.5 * (x * x + y * y)).exp()
}

/// The potential of Müller and Brown, with its four wells in a table.
#[grad(hessian, hvp)]
fn muller_brown(x: f64, y: f64) -> f64 {
    let wells = [
        (-200.0, -1.0, 0.0, -10.0, 1.0, 0.0),
        (-100.0, -1.0, 0.0, -10.0, 0.0, 0.5),
        (-170.0, -6.5, 11.0, -6.5, -0.5, 1.5),
        (15.0, 0.7, 0.6, 0.7, -1.0, 1.0),
    ];
    let mut sum = 0.0;
    for (height, a, b, c, x_0, y_0) in wells {
        let (u, v) = (x - x_0, y - y_0);
        sum += height * (a * u * u + b * u * v + c * v * v).exp();
    }
    sum
}

/// One more function of two numbers, with its second derivatives: along both of `x`, of each, and of `y`.
type Closed = fn(f64, f64) -> [f64; 3];

type Pair = (f64, f64);

#[track_caller]
fn check_of_two(
    (x, y): Pair,
    grad: impl Fn(f64, f64) -> Pair,
    hessian: (Pair, Pair),
    hvp: impl Fn(f64, f64) -> Pair,
    closed: Option<Closed>,
) {
    let ((xx, xy), (yx, yy)) = hessian;
    assert_eq!(xy.to_bits(), yx.to_bits());
    let ours = [xx, xy, yx, yy];
    let gradient = |at: &[f64]| <[f64; 2]>::from(grad(at[0], at[1])).to_vec();
    assert_close(&ours, &by_differences(gradient, &[x, y]), 2e-7);
    let ((a, b), (c, d)) = (hvp(1.0, 0.0), hvp(0.0, 1.0));
    assert_close(&ours, &[a, b, c, d], 1e-12);
    if let Some(closed) = closed {
        let [xx, xy, yy] = closed(x, y);
        assert_close(&ours, &[xx, xy, xy, yy], 1e-12);
    }
}

macro_rules! of_two {
    ($($grad:ident, $hvp:ident, $hessian:ident, $closed:expr;)*) => {$(
        for (x, y) in [(0.8, -0.6), (1.7, 2.1)] {
            check_of_two((x, y), $grad, $hessian(x, y), |a, b| $hvp(x, y, a, b).1, $closed);
        }
    )*};
}

fn of_beale(x: f64, y: f64) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for (i, c) in [(1.0, 1.5), (2.0, 2.25), (3.0, 2.625)] {
        let (power, slope) = (1.0 - y.powf(i), i * y.powi(i as i32 - 1));
        let residual = c - x * power;
        sums[0] += 2.0 * power * power;
        sums[1] += 2.0 * slope * (residual - power * x);
        let bend = if i > 1.0 { i * (i - 1.0) * y.powi(i as i32 - 2) } else { 0.0 };
        sums[2] += 2.0 * (x * slope * x * slope + residual * x * bend);
    }
    sums
}

fn of_ackley(x: f64, y: f64) -> [f64; 3] {
    let r = (0.5 * (x * x + y * y)).sqrt();
    let (fall, wave) = ((-0.2 * r).exp(), (0.5 * ((2.0 * PI * x).cos() + (2.0 * PI * y).cos())).exp());
    let ((sx, cx), (sy, cy)) = ((2.0 * PI * x).sin_cos(), (2.0 * PI * y).sin_cos());
    let cross = -fall * (1.0 / r.powi(3) + 0.2 / (r * r));
    let own = |t: f64, s: f64, c: f64| 2.0 * fall / r + cross * t * t + PI * PI * wave * (2.0 * c - s * s);
    [own(x, sx, cx), cross * x * y - PI * PI * wave * sx * sy, own(y, sy, cy)]
}

fn of_easom(x: f64, y: f64) -> [f64; 3] {
    let parts = |t: f64| {
        let (u, g, (s, c)) = (t - PI, (-(t - PI).powi(2)).exp(), t.sin_cos());
        [c * g, (-s - 2.0 * u * c) * g, (-3.0 * c + 4.0 * u * s + 4.0 * u * u * c) * g]
    };
    let (x, y) = (parts(x), parts(y));
    [-x[2] * y[0], -x[1] * y[1], -x[0] * y[2]]
}

fn of_levy(x: f64, y: f64) -> [f64; 3] {
    let (three, two) = (3.0 * PI * y, 2.0 * PI * y);
    [
        18.0 * PI * PI * (6.0 * PI * x).cos() + 2.0 * (1.0 + three.sin().powi(2)),
        6.0 * PI * (x - 1.0) * (2.0 * three).sin(),
        18.0 * PI * PI * (x - 1.0).powi(2) * (2.0 * three).cos()
            + 2.0 * (1.0 + two.sin().powi(2))
            + 8.0 * PI * (y - 1.0) * (2.0 * two).sin()
            + 8.0 * PI * PI * (y - 1.0).powi(2) * (2.0 * two).cos(),
    ]
}

fn of_branin(x: f64, y: f64) -> [f64; 3] {
    let (b, c, t) = (5.1 / (4.0 * PI * PI), 5.0 / PI, 1.0 / (8.0 * PI));
    let (u, slope) = (y - b * x * x + c * x - 6.0, c - 2.0 * b * x);
    [2.0 * slope * slope - 4.0 * b * u - 10.0 * (1.0 - t) * x.cos(), 2.0 * slope, 2.0]
}

#[test]
fn of_two_numbers() {
    of_two! {
        beale_grad, beale_hvp, beale_hessian, None;
        booth_grad, booth_hvp, booth_hessian, Some(|_, _| [10.0, 8.0, 10.0]);
        goldstein_price_grad, goldstein_price_hvp, goldstein_price_hessian, None;
        mccormick_grad, mccormick_hvp, mccormick_hessian,
            Some(|x, y| [2.0 - (x + y).sin(), -2.0 - (x + y).sin(), 2.0 - (x + y).sin()]);
        branin_grad, branin_hvp, branin_hessian, Some(of_branin);
        ackley_grad, ackley_hvp, ackley_hessian, Some(of_ackley);
        styblinski_tang_grad, styblinski_tang_hvp, styblinski_tang_hessian,
            Some(|x, y| [6.0 * x * x - 16.0, 0.0, 6.0 * y * y - 16.0]);
        matyas_grad, matyas_hvp, matyas_hessian, Some(|_, _| [0.52, -0.48, 0.52]);
        three_hump_camel_grad, three_hump_camel_hvp, three_hump_camel_hessian,
            Some(|x, _| [4.0 - 12.6 * x * x + 5.0 * x.powi(4), 1.0, 2.0]);
        six_hump_camel_grad, six_hump_camel_hvp, six_hump_camel_hessian,
            Some(|x, y| [8.0 - 25.2 * x * x + 10.0 * x.powi(4), 1.0, 48.0 * y * y - 8.0]);
        easom_grad, easom_hvp, easom_hessian, Some(of_easom);
        rastrigin_grad, rastrigin_hvp, rastrigin_hessian,
            Some(|x, y| {
                let [x, y] = [x, y].map(|t| 2.0 + 40.0 * PI * PI * (2.0 * PI * t).cos());
                [x, 0.0, y]
            });
        bohachevsky_grad, bohachevsky_hvp, bohachevsky_hessian,
            Some(|x, y| [2.0 + 2.7 * PI * PI * (3.0 * PI * x).cos(), 0.0, 4.0 + 6.4 * PI * PI * (4.0 * PI * y).cos()]);
        drop_wave_grad, drop_wave_hvp, drop_wave_hessian, None;
        schaffer_grad, schaffer_hvp, schaffer_hessian, None;
        levy_grad, levy_hvp, levy_hessian, Some(of_levy);
        griewank_grad, griewank_hvp, griewank_hessian, Some(|x, y| {
            let (u, v) = (x, y / SQRT_2);
            let both = u.cos() * v.cos();
            [1.0 / 2000.0 + both, -u.sin() * v.sin() / SQRT_2, 1.0 / 2000.0 + 0.5 * both]
        });
        leon_grad, leon_hvp, leon_hessian,
            Some(|x, y| [1800.0 * x.powi(4) - 1200.0 * x * (y - x.powi(3)) + 2.0, -600.0 * x * x, 200.0]);
        brown_grad, brown_hvp, brown_hessian,
            Some(|x, y| [2.0 + 2.0 * y * y, 4.0 * x * y - 4.0, 2.0 + 2.0 * x * x]);
        ratio_grad, ratio_hvp, ratio_hessian, Some(|x, y| [0.0, -1.0 / (y * y), 2.0 * x / y.powi(3)]);
        power_grad, power_hvp, power_hessian, Some(|x, y| {
            let p = x.powf(y);
            [y * (y - 1.0) * p / (x * x), p / x * (1.0 + y * x.ln()), p * x.ln().powi(2)]
        });
        bell_grad, bell_hvp, bell_hessian, Some(|x, y| {
            let g = (-0.5 * (x * x + y * y)).exp();
            [(1.0 - x * x) * g, -x * y * g, (1.0 - y * y) * g]
        });
        muller_brown_grad, muller_brown_hvp, muller_brown_hessian, None;
    }
    let ((xx, xy), (_, yy)) = beale_hessian(1.7, 2.1);
    assert_close(&[xx, xy, yy], &of_beale(1.7, 2.1), 1e-12);
}
