//! Integration of differential equations: the coefficients of a solution are those of its slope.

use super::assert_close;
use autodiff::{Series, grad};

#[grad(taylor)]
fn logistic(x: f64) -> f64 {
    x * (1.0 - x)
}

/// The coefficients of the solution through a point, order by order.
fn solution<const K: usize>(x: f64, slope: impl Fn(f64, Series<K>) -> (f64, Series<K>)) -> Series<K> {
    let mut curve = Series::along(slope(x, Series::ZERO).0);
    for order in 2..=K {
        let (_, slopes) = slope(x, curve);
        curve[order] = slopes[order - 1] / f64::from(u8::try_from(order).unwrap());
    }
    curve
}

#[test]
fn the_logistic_equation_in_steps_of_order_20() {
    let (mut x, step) = (0.1, 0.5);
    for number in 1_u8..=16 {
        x = solution::<20>(x, logistic_taylor).at(x, step);
        let time = step * f64::from(number);
        assert_close(x, 1.0 / (1.0 + 9.0 * (-time).exp()), 1e-14);
    }
}

/// A pendulum: the angle, and how fast it changes.
#[grad(taylor)]
fn pendulum(state: [f64; 2]) -> [f64; 2] {
    [state[1], -state[0].sin()]
}

#[test]
fn a_pendulum_keeps_its_energy() {
    let energy = |[angle, speed]: [f64; 2]| speed * speed / 2.0 - angle.cos();
    let mut state = [2.0, 0.3];
    let before = energy(state);
    for _ in 0..100 {
        let mut curves = pendulum(state).map(Series::<16>::along);
        for order in 2..=16 {
            let (_, slopes) = pendulum_taylor(state, curves);
            for (curve, slope) in curves.iter_mut().zip(slopes) {
                curve[order] = slope[order - 1] / f64::from(u8::try_from(order).unwrap());
            }
        }
        state = [0, 1].map(|i| curves[i].at(state[i], 0.2));
    }
    assert_close(energy(state), before, 1e-13);
}
