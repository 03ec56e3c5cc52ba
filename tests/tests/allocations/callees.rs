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
