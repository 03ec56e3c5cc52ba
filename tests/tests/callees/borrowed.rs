//! Vectors that callees give: their adjoints borrow the shadows of these, and records hold the vectors that
//! they have made.

use super::{assert_close, by_differences};
use autodiff::grad;

/// Its adjoint borrows its seed, and reads nothing else.
#[grad]
fn moved(y: &[f64], by: &[f64], #[constant] time: f64) -> Vec<f64> {
    y.iter().zip(by).map(|(y, by)| y + time * by).collect()
}

/// The same with a record: a vector that is made for the adjoint alone.
#[grad]
fn powers(x: &[f64]) -> Vec<f64> {
    let mut power = 1.0;
    let mut powers = Vec::new();
    for x in x {
        power *= 0.2 * x.sin() + 1.0;
        powers.push(power);
    }
    powers
}

/// Its adjoint hands its seed on, and takes it.
#[grad]
fn moved_twice(y: &[f64], #[constant] time: f64) -> Vec<f64> {
    moved(
        &moved(
            y,
            y,
            #[constant]
            time,
        ),
        y,
        #[constant]
        time,
    )
}

/// By hand: its companion takes the cotangent by value.
fn doubled(x: &[f64]) -> Vec<f64> {
    x.iter().map(|x| 2.0 * x).collect()
}

fn doubled_vjp_into(x: &[f64], mut y_bar: Vec<f64>, x_bar: &mut [f64]) -> Vec<f64> {
    for (x_bar, y_bar) in x_bar.iter_mut().zip(y_bar.drain(..)) {
        *x_bar += 2.0 * y_bar;
    }
    doubled(x)
}

fn doubled_jvp(x: &[f64], x_dot: &[f64]) -> (Vec<f64>, Vec<f64>) {
    (doubled(x), doubled(x_dot))
}

#[grad]
fn rate(y: &[f64], out: &mut [f64]) {
    for i in 0..y.len() {
        out[i] = y[i] * y[y.len() - 1 - i].cos();
    }
}

#[grad]
fn total(x: &[f64]) -> f64 {
    x.iter().map(|x| x * x).sum()
}

/// What is given goes from call to call, and nobody looks at it.
#[grad]
fn steps(x: &[f64], times: usize) -> f64 {
    let mut y = x.to_vec();
    let mut rates = vec![0.0; x.len()];
    for _ in 0..times {
        rate(
            &moved(
                &y,
                &rates,
                #[constant]
                0.1,
            ),
            &mut rates,
        );
        rate(
            &moved_twice(
                &y,
                #[constant]
                0.2,
            ),
            &mut rates,
        );
        rate(&powers(&rates), &mut y);
        rate(&doubled(&y), &mut rates);
        for i in 0..y.len() {
            y[i] += 0.1 * rates[i];
        }
    }
    total(&y)
}

/// Each iteration is given a vector of another length, and looks at its elements.
#[grad]
fn shrinking(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for first in 0..x.len() {
        let powers = powers(&x[first..]);
        for p in &powers {
            sum += p * p;
        }
        sum += total(&powers) * total(&doubled(&powers));
    }
    sum
}

/// A record in a record, of which each iteration takes back what it had.
#[grad]
fn polynomial(c: &[f64], #[constant] t: f64) -> f64 {
    let (mut power, mut sum) = (1.0, 0.0);
    for c in c {
        sum += c * power;
        power *= t;
    }
    sum
}

#[grad]
fn residual(c: &[f64], #[constant] t: f64) -> f64 {
    let error = polynomial(
        c,
        #[constant]
        t,
    ) - t.sin();
    error
        * polynomial(
            &c[1..],
            #[constant]
            t + 0.5,
        )
}

#[allow(clippy::cast_precision_loss, reason = "the integers are small")]
#[grad]
fn residuals(c: &[f64], n: usize) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        let t = i as f64 / n as f64;
        // The vectors of a record have another length each time.
        let error = residual(
            &c[i % 2..],
            #[constant]
            t,
        );
        sum += error * error;
    }
    sum
}

/// With a constant and a record.
#[grad]
fn scaled(x: &[f64], #[constant] k: f64) -> Vec<f64> {
    let mut factor = 1.0;
    let mut scaled = Vec::new();
    for x in x {
        factor *= (k * x).sin() + 1.5;
        scaled.push(factor);
    }
    scaled
}

/// Nobody says of its arguments which are constants.
#[grad]
fn of_constants(x: &[f64], times: usize) -> f64 {
    let mut y = x.to_vec();
    let mut rates = vec![0.0; x.len()];
    let by = vec![0.5; x.len()];
    for _ in 0..times {
        rate(&moved(&y, &rates, 0.1), &mut rates);
        rate(&scaled(&moved(&rates, &by, 0.3), 0.4), &mut y);
    }
    total(&y)
}

#[test]
fn constants_beside_a_seed_that_is_borrowed() {
    let x = [0.3, -0.8, 1.2, 0.5];
    for times in 0..4 {
        let (value, gradient) = of_constants_value_and_grad(&x, times);
        assert_eq!(value.to_bits(), of_constants(&x, times).to_bits());
        assert_close(&gradient, &by_differences(|x| of_constants(x, times), &x));
    }
}

#[test]
fn steps_over_vectors_that_are_given() {
    let x = [0.3, -0.8, 1.2, 0.5];
    for times in 0..4 {
        let (value, gradient) = steps_value_and_grad(&x, times);
        assert_eq!(value.to_bits(), steps(&x, times).to_bits());
        assert_close(&gradient, &by_differences(|x| steps(x, times), &x));
        for i in 0..x.len() {
            let mut x_dot = [0.0; 4];
            x_dot[i] = 1.0;
            let along = steps_jvp(&x, times, &x_dot).1;
            assert!((along - gradient[i]).abs() < 1e-12 * (1.0 + along.abs()), "{along} and {}", gradient[i]);
        }
    }
}

#[test]
fn vectors_of_several_lengths() {
    let x = [0.3, -0.8, 1.2, 0.5];
    let (value, gradient) = shrinking_value_and_grad(&x);
    assert_eq!(value.to_bits(), shrinking(&x).to_bits());
    assert_close(&gradient, &by_differences(shrinking, &x));
}

#[test]
fn records_that_are_taken_back() {
    let c = [0.3, -0.8, 1.2, 0.5];
    for n in [0, 1, 7] {
        let (value, gradient) = residuals_value_and_grad(&c, n);
        assert_eq!(value.to_bits(), residuals(&c, n).to_bits());
        assert_close(&gradient, &by_differences(|c| residuals(c, n), &c));
    }
}

/// The companions that people call take a cotangent by value, as they did.
#[test]
fn who_calls_a_companion_gives_it_the_cotangent() {
    let (x, mut x_bar) = ([0.3, 0.4], [0.0; 2]);
    let value = powers_vjp_into(&x, vec![1.0, 0.0], &mut x_bar);
    assert_eq!(value, powers(&x));
    assert_close(&x_bar, &by_differences(|x| powers(x)[0], &x));
}
