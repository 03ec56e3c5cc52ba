//! What a caller keeps for the adjoints of its callees.

use super::{DOUBLE, measured, values};
use autodiff::grad;

/// Its adjoint reads no element.
#[grad]
fn halved(x: &[f64], out: &mut [f64]) {
    for i in 0..x.len() {
        out[i] = 0.5 * x[i];
    }
}

/// Its adjoint reads those of `x`, and not what was in `out`.
#[grad]
fn squared(x: &[f64], out: &mut [f64]) {
    for i in 0..x.len() {
        out[i] = x[i] * x[i];
    }
}

#[grad]
fn rounds(x: &[f64], times: usize) -> f64 {
    let mut a = x.to_vec();
    let mut b = vec![0.0; x.len()];
    for _ in 0..times {
        halved(&a, &mut b);
        squared(&b, &mut a);
        halved(&a, &mut b);
    }
    b[0] + b[1]
}

/// Of six vectors that a round is given, one is kept.
#[test]
fn what_no_callee_reads_is_not_kept() {
    let (len, times) = (1000, 20);
    let x = values(len, 0.3);
    let (_, few) = measured(|| rounds_grad(&x, 1));
    let (_, many) = measured(|| rounds_grad(&x, times + 1));
    let kept = (many.bytes_max - few.bytes_max) / (times as u64 * DOUBLE);
    assert!(kept < 1100, "{kept} numbers a round, of {len}");
}

/// Its adjoint borrows its seed.
#[grad]
fn moved(y: &[f64], by: &[f64], #[constant] time: f64) -> Vec<f64> {
    y.iter().zip(by).map(|(y, by)| y + time * by).collect()
}

#[grad]
fn steps(x: &[f64], times: usize) -> f64 {
    let mut y = x.to_vec();
    let mut rates = vec![0.0; x.len()];
    for _ in 0..times {
        squared(
            &moved(
                &y,
                &rates,
                #[constant]
                0.1,
            ),
            &mut rates,
        );
        for i in 0..y.len() {
            y[i] += 0.1 * rates[i];
        }
    }
    y[0] * y[1]
}

/// A step makes the vector that the callee gives, and no shadow of it.
#[test]
fn the_shadow_of_what_a_callee_gives_is_made_once() {
    let x = values(100, 0.3);
    let (_, few) = measured(|| steps_grad(&x, 1));
    let (_, many) = measured(|| steps_grad(&x, 51));
    assert_eq!(many.count_total - few.count_total, 50, "{few:?} {many:?}");
}

/// What its adjoint reads is a vector that the function makes for it.
#[grad]
fn polynomial(x: &[f64], #[constant] t: f64) -> f64 {
    let (mut power, mut sum) = (1.0, 0.0);
    for c in x {
        sum += c * power;
        power *= t;
    }
    sum
}

#[allow(clippy::cast_precision_loss, reason = "the integers are small")]
#[grad]
fn residuals(x: &[f64], n: usize) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        let error = polynomial(
            x,
            #[constant]
            i as f64
                / n as f64,
        ) - 1.0;
        sum += error * error;
    }
    sum
}

/// An iteration that is reversed where it has run takes back the vector, and the next one has it.
#[test]
fn the_vectors_of_records_serve_again() {
    let x = values(100, 0.3);
    let (_, few) = measured(|| residuals_grad(&x, 2));
    let (_, many) = measured(|| residuals_grad(&x, 50));
    assert_eq!(many.count_total, few.count_total, "{few:?} {many:?}");
}
