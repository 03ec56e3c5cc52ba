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

/// Van der Pol's oscillator, whose damping is a power of what goes through zero.
#[grad(taylor)]
fn damped(x: f64, v: f64) -> (f64, f64) {
    (v, (1.0 - x.powi(2)) * v - x)
}

#[grad(taylor)]
fn damped_by_float(x: f64, v: f64) -> (f64, f64) {
    (v, (1.0 - x.powf(2.0)) * v - x)
}

#[grad(taylor)]
fn damped_by_product(x: f64, v: f64) -> (f64, f64) {
    (v, (1.0 - x * x) * v - x)
}

type Slopes = fn(f64, f64, Series<20>, Series<20>) -> ((f64, f64), (Series<20>, Series<20>));

fn of_two(slopes: Slopes, x: f64, v: f64) -> Series<20> {
    let (mut x_dot, mut v_dot) = (Series::ZERO, Series::ZERO);
    for order in 1..=20 {
        let ((dx, dv), (ddx, ddv)) = slopes(x, v, x_dot, v_dot);
        let last = |value: f64, series: Series<20>| if order == 1 { value } else { series[order - 1] };
        let number = f64::from(u8::try_from(order).unwrap());
        (x_dot[order], v_dot[order]) = (last(dx, ddx) / number, last(dv, ddv) / number);
    }
    x_dot
}

#[test]
fn a_power_that_goes_through_zero() {
    for x in [1e-3, -1e-6, 0.0, 1e-200, 0.1] {
        let expected = of_two(damped_by_product_taylor, x, 1.0);
        for slopes in [damped_taylor, damped_by_float_taylor] {
            let ours = of_two(slopes, x, 1.0);
            (1..=20).for_each(|order| assert_close(ours[order], expected[order], 1e-12));
        }
    }
}
