//! What a caller runs of a callee that hands to its adjoint what that reads: nothing twice.
#![allow(
    clippy::needless_range_loop,
    clippy::cast_precision_loss,
    clippy::implicit_clone,
    reason = "written as people write it"
)]

use autodiff::grad;
use std::cell::Cell;

thread_local! {
    static RUNS: Cell<usize> = const { Cell::new(0) };
}

fn counted() -> usize {
    RUNS.with(|runs| {
        runs.set(runs.get() + 1);
        0
    })
}

fn runs<T>(of: impl FnOnce() -> T) -> usize {
    RUNS.with(|runs| runs.set(0));
    let _ = of();
    RUNS.with(Cell::get)
}

#[path = "in_two/by_hand.rs"]
mod by_hand;
#[path = "in_two/methods.rs"]
mod methods;

#[grad(hvp)]
fn layer(x: &[f64], w: &[f64], out: &mut [f64]) {
    let k: usize = counted();
    for i in 0..x.len() {
        out[i] = (x[i] * w[i + k]).exp();
    }
}

#[grad(pullback, hvp)]
fn deep(x: &[f64], w: &[f64], n: usize) -> f64 {
    let mut y = x.to_vec();
    let mut z = x.to_vec();
    for _ in 0..n {
        layer(&y, w, &mut z);
        for i in 0..y.len() {
            y[i] = z[i].sin();
        }
    }
    let mut s = 0.0;
    for i in 0..y.len() {
        s += y[i];
    }
    s
}

/// Of both halves, whose values are factors of each other's adjoints.
#[grad]
fn halves(x: &[f64]) -> f64 {
    let k: usize = counted();
    if x.len() == 1 {
        return x[k].sin();
    }
    let (a, b) = x.split_at(x.len() / 2);
    let (a, b) = (halves(a), halves(b));
    (a * b + a).cos() * 0.9
}

#[grad]
fn tails(x: &[f64], y: &mut [f64]) {
    let k: usize = counted();
    if x.len() <= k {
        return;
    }
    tails(&x[1..], &mut y[1..]);
    let mut s = 0.0;
    if x.len() > 1 {
        s = y[1];
    }
    y[k] = (x[0] * 0.5 + s).sin();
}

#[grad]
fn of_tails(x: &[f64]) -> f64 {
    let mut y = vec![0.0; x.len()];
    tails(x, &mut y);
    y[0] * y[0]
}

/// Its two parts are recursive by way of each other, and go down a number.
#[grad]
fn even(x: &[f64], n: usize, y: &mut Vec<f64>) -> f64 {
    let k: usize = counted();
    if n == k {
        return 1.0;
    }
    let v = (x[n % x.len()] * 1.1).cos();
    y.push(v);
    let rest = odd(x, n - 1, y);
    rest.sin() + v * y[0]
}

#[grad]
fn odd(x: &[f64], n: usize, y: &mut Vec<f64>) -> f64 {
    if n == 0 {
        return y[0];
    }
    let v = even(x, n - 1, y);
    y[0] *= 1.0 + 0.1 * v.tanh();
    v * v
}

#[grad]
fn both(x: &[f64], n: usize) -> f64 {
    let mut y = vec![x[0]];
    even(x, n, &mut y) + y[0]
}

/// Makes what it gives, of a callee in an arm of a loop.
#[grad(hvp)]
fn refined(x: &[f64], rounds: usize) -> Vec<f64> {
    let mut y = x.to_vec();
    let mut out = vec![0.0; x.len()];
    for r in 0..rounds {
        if y[0] > 0.1 * r as f64 {
            layer(&y, x, &mut out);
            for i in 0..y.len() {
                y[i] = 0.2 * out[i] + 0.1;
            }
        } else {
            y[0] = y[0] * y[0] + 0.3;
        }
    }
    y
}

#[grad(hvp, pullback)]
fn refined_sum(x: &[f64], rounds: usize) -> f64 {
    let y = refined(x, rounds);
    let z = refined(&y, rounds);
    let mut s = 0.0;
    for i in 0..y.len() {
        s += (y[i] * z[i]).sin();
    }
    s
}

/// Rows whose terms are reversed where they have run: the tape is as long as a row.
#[grad]
fn rows(x: &[f64], data: &[f64]) -> f64 {
    let mut total = 0.0;
    for r in 0..data.len() {
        let mut out = vec![data[r]; x.len()];
        layer(x, x, &mut out);
        let mut s = 0.0;
        for i in 0..x.len() {
            s += out[i] * data[r];
        }
        total += s * s;
    }
    total
}

/// Of arrays, integers and conditions that are read again.
#[grad]
fn picked(x: &[f64], m: &mut [[f64; 2]; 2], order: &[usize]) -> ([f64; 2], f64) {
    let mut best = order[0];
    let mut seen = vec![false; x.len()];
    let mut marks = Vec::new();
    for i in order {
        if x[*i] * m[0][0] > x[best] {
            best = *i;
        }
        seen[*i] = x[*i] > 0.0;
        marks.push([x[*i].exp(), 1.0]);
    }
    let mut t = 0.0;
    for i in 0..x.len() {
        if seen[i] {
            t += x[i].exp() * m[1][0] * marks[i][0];
        }
        m[1][0] = t.sin();
        m[0][1] *= x[i];
    }
    ([x[best] * t, m[0][1].exp()], t)
}

#[grad]
fn of_picked(x: &[f64]) -> f64 {
    let mut m = [[x[0], 0.4], [0.7, x[1]]];
    let order = [2, 0, 1];
    let (p, t) = picked(x, &mut m, &order);
    let (q, _) = picked(&[0.1 * p[0], 0.1 * p[1], 0.1 * t], &mut m, &order);
    p[0] * q[1] + q[0] * m[1][0]
}

#[grad]
fn moved(mut v: Vec<f64>, by: f64) -> Vec<f64> {
    for i in 0..v.len() {
        v[i] = (v[i] * by).exp();
        v[i] *= v[i];
    }
    v
}

#[grad]
fn of_moved(x: &[f64], by: f64) -> f64 {
    let a = moved(x.to_vec(), by);
    let b = moved(a.clone(), by * 0.2);
    a[0] * b[1] + b[0].sin()
}

#[grad]
fn by_hand_inside(x: &[f64]) -> f64 {
    let mut out = vec![0.0; x.len()];
    layer(x, x, &mut out);
    let y = out.to_vec();
    by_hand::cubed(&y, &mut out);
    layer(&out, &y, &mut out.to_vec());
    out[0] * out[1]
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

#[track_caller]
fn assert_close(a: &[f64], b: &[f64]) {
    let close = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-6 * (1.0 + a.abs());
    assert!(a.len() == b.len() && a.iter().zip(b).all(close), "{a:?} and {b:?}");
}

#[test]
fn a_helper_runs_once() {
    let (x, w) = ([0.3, -0.8], [0.7, 0.2]);
    for n in 0..4 {
        assert_close(&deep_grad(&x, &w, n).0, &by_differences(|x| deep(x, &w, n), &x));
        assert_close(&deep_grad(&x, &w, n).1, &by_differences(|w| deep(&x, w, n), &w));
        assert_eq!(runs(|| deep_grad(&x, &w, n)), n);
    }
}

#[test]
fn each_companion_runs_it_once() {
    let (x, w, mut x_bar, mut w_bar) = ([0.3, -0.8], [0.7, 0.2], [0.0; 2], [0.0; 2]);
    let gradient = deep_grad(&x, &w, 3);
    assert_eq!(deep_value_and_grad(&x, &w, 3), (deep(&x, &w, 3), gradient.clone()));
    assert_eq!(deep_vjp(&x, &w, 3, 1.0), (deep(&x, &w, 3), gradient.clone()));
    assert_eq!(runs(|| deep_vjp_into(&x, &w, 3, 1.0, &mut x_bar, &mut w_bar)), 3);
    assert_eq!((x_bar.to_vec(), w_bar.to_vec()), gradient);
    let (value, pullback) = deep_pullback(&x, &w, 3);
    let mut given = None;
    let calls = runs(|| given = Some(pullback(1.0)));
    assert_eq!((value, given, calls), (deep(&x, &w, 3), Some(gradient), 0));
}

#[test]
fn recursion_costs_what_it_costs() {
    for n in [1, 2, 3, 8, 64] {
        let x: Vec<f64> = (0..n).map(|i| 0.2 + 0.01 * f64::from(i)).collect();
        let (mut value, mut gradient) = (0.0, Vec::new());
        let primal = runs(|| halves(&x));
        assert_eq!(runs(|| (value, gradient) = halves_value_and_grad(&x)), primal, "{n}");
        assert_eq!(value.to_bits(), halves(&x).to_bits());
        assert_close(&gradient, &by_differences(halves, &x));
    }
    for n in [0, 1, 2, 7] {
        let x: Vec<f64> = (0..n).map(|i| 0.2 + 0.1 * f64::from(i)).collect();
        let x = [vec![0.4], x].concat();
        assert_close(&of_tails_grad(&x), &by_differences(of_tails, &x));
        assert_eq!(runs(|| of_tails_grad(&x)), x.len() + 1);
        let n = usize::try_from(n).unwrap();
        assert_close(&both_grad(&x, n), &by_differences(|x| both(x, n), &x));
        assert_eq!(runs(|| both_grad(&x, n)), runs(|| both(&x, n)));
    }
}

#[test]
fn recursion_goes_down_a_thousand_calls() {
    let x: Vec<f64> = (0..1000).map(|i| 0.1 + 0.0001 * f64::from(i)).collect();
    assert_eq!(runs(|| of_tails_grad(&x)), 1001);
}

#[test]
fn callees_in_arms_and_loops() {
    let x = [0.3, 0.8, -0.2];
    for rounds in 0..4 {
        assert_close(&refined_sum_grad(&x, rounds), &by_differences(|x| refined_sum(x, rounds), &x));
        let primal = runs(|| refined_sum(&x, rounds));
        assert_eq!(runs(|| refined_sum_grad(&x, rounds)), primal);
        let (_, pullback) = refined_sum_pullback(&x, rounds);
        assert_close(&pullback(1.0), &refined_sum_grad(&x, rounds));
    }
    assert_close(&rows_grad(&x, &[0.3, 0.5]).0, &by_differences(|x| rows(x, &[0.3, 0.5]), &x));
    assert_close(&of_picked_grad(&x), &by_differences(of_picked, &x));
    assert_close(&of_moved_grad(&x, 0.7).0, &by_differences(|x| of_moved(x, 0.7), &x));
    assert_close(&[of_moved_grad(&x, 0.7).1], &by_differences(|by| of_moved(&x, by[0]), &[0.7]));
    assert_close(&by_hand_inside_grad(&x), &by_differences(by_hand_inside, &x));
}

/// The tangent of an adjoint runs its callees whole.
#[test]
fn second_order_runs_them_again() {
    let (x, w, v) = ([0.3, -0.8], [0.7, 0.2], [0.4, 0.9]);
    let (_, (curvature, _)) = deep_hvp(&x, &w, 2, &v, &[0.0; 2]);
    let along = |h: f64| deep_grad(&[x[0] + h * v[0], x[1] + h * v[1]], &w, 2).0;
    let (above, below) = (along(1e-5), along(-1e-5));
    let difference: Vec<f64> = above.iter().zip(&below).map(|(a, b)| (a - b) / 2e-5).collect();
    assert_close(&curvature, &difference);
    let (x, v) = ([0.3, 0.8, -0.2], [0.4, 0.9, 0.1]);
    let (_, curvature) = refined_sum_hvp(&x, 2, &v);
    let along = |h: f64| refined_sum_grad(&[x[0] + h * v[0], x[1] + h * v[1], x[2] + h * v[2]], 2);
    let (above, below) = (along(1e-5), along(-1e-5));
    let difference: Vec<f64> = above.iter().zip(&below).map(|(a, b)| (a - b) / 2e-5).collect();
    assert_close(&curvature, &difference);
}

#[test]
fn who_records_says_so() {
    use autodiff::__private::callee::AsItIs;
    assert!(AsItIs::reverse_reads(0));
    let [x, w, out] = [0, 1, 2].map(layer_vjp_into::reverse_reads);
    assert!(x && w && !out);
}
