//! Branches, kinks, steps and what does not move.

use super::assert_close;
use autodiff::{Series, grad};

/// A branch is that of the value, and what comes into it as a number does not move.
#[grad(taylor)]
fn piecewise(x: f64) -> f64 {
    if x > 1.0 {
        2.5
    } else if x > 0.0 {
        x * x * x
    } else {
        -x
    }
}

#[test]
fn the_arm_that_is_taken_has_a_series() {
    let line = Series::<4>::along(1.0);
    assert_eq!(piecewise_taylor(2.0, line), (2.5, Series::ZERO));
    assert_eq!(piecewise_taylor(0.5, line), (0.125, Series::from([0.75, 1.5, 1.0, 0.0])));
    assert_eq!(piecewise_taylor(-3.0, line), (3.0, Series::along(-1.0)));
}

/// Kinks and steps, each by the convention of its rule.
#[grad(taylor)]
fn kinks(x: f64, y: f64) -> [f64; 6] {
    [x.abs(), x.max(y), x.min(y), x.clamp(-1.0, 1.0), (2.0 * x).floor() + x.fract(), x.signum() * x.copysign(y)]
}

#[test]
fn at_a_kink_the_rule_decides() {
    let [u, v] = [Series::from([1.0, 2.0]), Series::from([3.0, 4.0])];
    assert_eq!(kinks_taylor(0.0, 0.0, u, v), ([0.0; 6], [u, u, u, u, u, u]));
    let (_, series) = kinks_taylor(-1.5, 2.0, u, v);
    assert_eq!(series, [-u, v, u, Series::ZERO, u, u]);
}

/// A root at zero: what does not move stays, and what moves is infinite.
#[grad(taylor)]
fn distance(x: f64, k: f64) -> f64 {
    (x * x).sqrt() * k + x.powf(2.5)
}

#[test]
fn an_exact_zero_wins() {
    let line = Series::<3>::along(1.0);
    assert_eq!(distance_taylor(0.0, 2.0, Series::ZERO, line), (0.0, Series::ZERO));
    let (_, series) = distance_taylor(0.0, 0.0, Series::ZERO, Series::ZERO);
    assert_eq!(series, Series::<3>::ZERO);
    assert!(!distance_taylor(0.0, 1.0, line, Series::ZERO).1.is_finite());
}

#[grad(taylor)]
fn stopped(x: f64) -> f64 {
    x * autodiff::stop_gradient(x)
}

#[test]
fn a_stopped_value_does_not_move() {
    assert_eq!(stopped_taylor(3.0, Series::<2>::along(1.0)), (9.0, Series::along(3.0)));
}

/// Indices, lengths and what is compared are of the value.
#[grad(taylor)]
fn looked_up(x: f64, table: &[f64]) -> f64 {
    let cell = (x.floor() as usize).min(table.len() - 2);
    let t = x - cell as f64;
    let mut best = f64::NEG_INFINITY;
    for value in table {
        if *value > best {
            best = *value;
        }
    }
    (table[cell] * (1.0 - t) + table[cell + 1] * t) / best
}

#[test]
fn a_table_moves_with_its_entries() {
    let table = [1.0, 3.0, 4.0, 2.0];
    let still = [Series::<2>::ZERO; 4];
    assert_eq!(looked_up_taylor(1.5, &table, Series::along(1.0), &still), (0.875, Series::along(0.25)));
    let mut moving = still;
    moving[2] = Series::along(1.0);
    // (3 (1 - t) + (4 + h) t) / (4 + h) at t = 1/2: 0.5 + 1.5 / (4 + h).
    let (_, series) = looked_up_taylor(1.5, &table, Series::ZERO, &moving);
    assert_close(series[1], -1.5 / 16.0, 1e-15);
    assert_close(series[2], 1.5 / 64.0, 1e-15);
}

/// What is under `#[constant]` does not move.
#[grad(taylor)]
fn weighed(x: f64, #[constant] k: f64, n: u32) -> f64 {
    #[constant]
    let scale = x * k;
    let mut sum = 0.0;
    for i in 0..n {
        sum += scale * x.powi(i as i32);
    }
    sum
}

#[test]
fn constants_do_not_move() {
    let (value, series) = weighed_taylor(2.0, 3.0, 4, Series::<3>::along(1.0));
    assert_eq!((value, series), (90.0, Series::from([6.0 * 17.0, 6.0 * 7.0, 6.0])));
}
