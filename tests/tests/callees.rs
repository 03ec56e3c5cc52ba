//! What a caller keeps for a callee that has run, and what runs of it once more.

#![allow(clippy::assign_op_pattern, reason = "as numerical programmers write")]

mod by_hand {
    use super::COPIES;
    use std::sync::atomic::Ordering;

    /// Doubles, and is not under `#[grad]`: its companions are written by hand.
    pub(crate) fn doubled(x: &[f64], out: &mut [f64]) {
        for (out, x) in out.iter_mut().zip(x) {
            *out = 2.0 * x + *out;
        }
    }

    pub(crate) fn doubled_vjp_into(x: &[f64], out: &mut [f64], x_bar: &mut [f64], out_bar: &mut [f64]) {
        // It is given what was there at the call.
        assert!(x.len() == out.len() && out.len() == x_bar.len());
        COPIES.fetch_add(out.len(), Ordering::Relaxed);
        doubled(x, out);
        for (x_bar, out_bar) in x_bar.iter_mut().zip(out_bar) {
            *x_bar += 2.0 * *out_bar;
        }
    }

    pub(crate) fn doubled_jvp(x: &[f64], out: &mut [f64], x_dot: &[f64], out_dot: &mut [f64]) {
        doubled(x, out);
        doubled(x_dot, out_dot);
    }
}

#[path = "callees/borrowed.rs"]
mod borrowed;
#[path = "callees/constants.rs"]
mod constants;
#[path = "callees/elsewhere.rs"]
mod elsewhere;
#[path = "callees/zero_seeds.rs"]
mod zero_seeds;

use autodiff::grad;
use std::sync::atomic::{AtomicUsize, Ordering};

static COPIES: AtomicUsize = AtomicUsize::new(0);

#[grad]
fn step(x: &[f64], #[constant] rate: f64, out: &mut [f64]) {
    for i in 0..x.len() {
        out[i] = x[i] * rate;
    }
}

#[grad]
fn squared(x: &[f64], out: &mut [f64]) {
    for i in 0..x.len() {
        out[i] = x[i] * x[i];
    }
}

#[grad]
fn sum(x: &[f64]) -> f64 {
    x.iter().sum()
}

#[grad]
fn shifted(x: &[f64], by: f64) -> Vec<f64> {
    x.iter().map(|x| x + by).collect()
}

/// `step` reads no element in its adjoint, `squared` those of its first argument.
#[grad]
fn chain(x: &[f64], times: usize) -> f64 {
    let mut a = x.to_vec();
    let mut b = vec![0.0; x.len()];
    for _ in 0..times {
        step(
            &a,
            #[constant]
            0.5,
            &mut b,
        );
        squared(&b, &mut a);
        for i in 0..a.len() {
            a[i] += b[i].sin();
        }
    }
    let c = shifted(&a, a[0]);
    sum(&a) * sum(&c)
}

#[grad]
fn with_rule_by_hand(x: &[f64], times: usize) -> f64 {
    let mut a = x.to_vec();
    let mut b = vec![0.0; x.len()];
    for _ in 0..times {
        by_hand::doubled(&a, &mut b);
        elsewhere::step(
            &b,
            #[constant]
            0.25,
            &mut a,
        );
        {
            use elsewhere::halved;
            halved(&b, &mut a);
        }
    }
    sum(&a) * a[0]
}

fn by_differences(f: impl Fn(&[f64]) -> f64, x: &[f64]) -> Vec<f64> {
    let h = 1e-5;
    let at = |i: usize, h: f64| {
        let mut x = x.to_vec();
        x[i] += h;
        f(&x)
    };
    (0..x.len()).map(|i| (at(i, h) - at(i, -h)) / (2.0 * h)).collect()
}

fn assert_close(a: &[f64], b: &[f64]) {
    let close = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-6 * (1.0 + a.abs());
    assert!(a.len() == b.len() && a.iter().zip(b).all(close), "{a:?} and {b:?}");
}

#[test]
fn a_callee_that_has_run_gives_the_same_gradient() {
    let x = [0.3, -0.8, 1.2];
    for times in 0..4 {
        let (value, gradient) = chain_value_and_grad(&x, times);
        assert_eq!(value.to_bits(), chain(&x, times).to_bits());
        assert_close(&gradient, &by_differences(|x| chain(x, times), &x));
        let along: Vec<f64> = (0..3)
            .map(|i| {
                let mut x_dot = [0.0; 3];
                x_dot[i] = 1.0;
                chain_jvp(&x, times, &x_dot).1
            })
            .collect();
        assert_close(&gradient, &along);
    }
}

#[test]
fn companions_by_hand_are_called_as_they_are() {
    let x = [0.3, -0.8];
    COPIES.store(0, Ordering::Relaxed);
    assert_close(&with_rule_by_hand_grad(&x, 3), &by_differences(|x| with_rule_by_hand(x, 3), &x));
    assert_eq!(COPIES.load(Ordering::Relaxed), 6, "they are given what they were given");
}

#[test]
fn a_callee_says_what_its_adjoint_reads() {
    use autodiff::__private::callee::AsItIs;
    assert!(AsItIs::reads(0));
    let [x, rate, out] = [0, 1, 2].map(step_vjp_into::reads);
    assert!(!x && rate && !out);
    let [x, out] = [0, 1].map(squared_vjp_into::reads);
    assert!(x && !out);
    assert!(!sum_vjp_into::reads(0) && !shifted_vjp_into::reads(0));
}

/// Which of the two is meant, a call says and an import does not (E0659).
#[test]
fn a_block_hides_what_its_module_has() {
    #[grad]
    fn squared(x: &[f64], out: &mut [f64]) {
        for i in 0..x.len() {
            out[i] += x[i] * x[i] * x[i];
        }
    }

    #[grad]
    fn twice(x: &[f64]) -> f64 {
        let mut a = x.to_vec();
        for _ in 0..2 {
            squared(x, &mut a);
            a[0] *= a[1];
        }
        a[0] + a[1]
    }

    let x = [0.3, -0.8];
    assert_close(&twice_grad(&x), &by_differences(twice, &x));
}
