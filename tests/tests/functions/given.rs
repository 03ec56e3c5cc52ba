//! Functions that give functions: their companions take what both take.

use autodiff::{Differentiable, Real, check, grad};

#[grad(hvp)]
fn shifted(a: f64) -> impl Fn(f64) -> f64 {
    move |x| (x - a).sin() * a
}

#[grad(hvp)]
fn called_at_once(a: f64, x: f64) -> f64 {
    shifted(a)(x) * x
}

#[grad(hvp)]
fn held(a: f64, x: f64) -> f64 {
    let g = shifted(a);
    g(x) + g(2.0 * x)
}

/// A number is what it was at the `let`.
#[grad(hvp)]
fn changed_later(mut a: f64, x: f64) -> f64 {
    let g = shifted(a);
    a += g(x);
    a * g(a)
}

#[grad(hvp)]
fn chosen(a: f64, soft: bool) -> Box<dyn Fn(f64) -> f64> {
    if soft { Box::new(move |x| x.tanh() * a) } else { Box::new(move |x| a * x * x) }
}

#[grad(hvp)]
fn of_chosen(a: f64, x: f64) -> f64 {
    let f = chosen(a, x > 0.5);
    f(x) * f(1.0)
}

#[grad(hvp)]
fn polynomial(c: &[f64]) -> impl Fn(f64) -> f64 {
    let c = c.to_vec();
    let n = c.len();
    assert!(n > 0, "no coefficients");
    move |x| {
        let mut y = 0.0;
        for i in (0..n).rev() {
            y = y * x + c[i];
        }
        y
    }
}

#[grad(hvp)]
fn of_polynomial(c: &[f64], x: f64) -> f64 {
    let p = polynomial(c);
    let mut sum = 0.0;
    for i in 0..3 {
        sum += p(x + f64::from(i)) * p(sum);
    }
    sum
}

#[grad(hvp)]
fn lent(c: &[f64]) -> impl Fn(f64, usize) -> f64 + '_ {
    move |x, k| c[k] * x.exp()
}

#[grad(hvp)]
fn of_lent(c: Vec<f64>, x: f64) -> f64 {
    let p = lent(&c);
    p(x, 0) + p(x * x, 1)
}

/// What is changed later is not what the function was made of.
#[grad(hvp)]
fn of_a_copy(a: f64, x: f64) -> f64 {
    let mut v = vec![a, 2.0];
    let kept = v.clone();
    let g = lent(&kept);
    v[0] = 5.0 * x;
    g(x, 0) + v[0] * lent(&v)(x, 1)
}

#[grad(hvp)]
fn composed(f: impl Fn(f64) -> f64, g: impl Fn(f64) -> f64) -> impl Fn(f64) -> f64 {
    move |x| f(g(x))
}

#[grad(hvp)]
fn of_composed(k: f64, x: f64) -> f64 {
    let h = composed(|t| k * t * t, |t: f64| t.exp());
    h(x) * h(k) + composed(|t| k * t, f64::sin)(x)
}

#[grad(hvp)]
fn midpoints(f: impl Fn(f64) -> f64, b: f64) -> f64 {
    let mut sum = 0.0;
    for i in 0..8 {
        sum += f(b * (f64::from(i) + 0.5) / 8.0) * b / 8.0;
    }
    sum
}

#[grad(hvp)]
fn passed_on(a: f64, b: f64) -> f64 {
    let g = shifted(a);
    midpoints(|x| g(x), b) + midpoints(&g, a) + midpoints(|x| shifted(b)(x), a)
}

#[derive(Clone, Differentiable)]
struct Spline {
    slopes: Vec<f64>,
    start: f64,
}

#[grad(hvp)]
impl Spline {
    fn evaluator(&self, scale: f64) -> impl Fn(f64) -> f64 + '_ {
        let start = self.start * scale;
        move |x| {
            let i = usize::from(x > 0.5);
            self.slopes[i] * (x - start)
        }
    }

    fn total(&self, x: f64) -> f64 {
        let e = self.evaluator(x);
        e(0.2) + e(x) * x
    }
}

#[grad(hvp)]
fn of_spline(s: &Spline, x: f64) -> f64 {
    let e = s.evaluator(2.0);
    s.evaluator(x)(x) * x + e(x)
}

#[grad(hvp)]
fn swing(k: f64) -> impl Fn(f64, &[f64]) -> Vec<f64> {
    move |t, y| vec![y[1] * t, -k * y[0]]
}

#[grad(hvp)]
fn integrated(k: f64, start: f64) -> f64 {
    let rate = swing(k);
    let mut y = vec![start, 0.3];
    for i in 0..4 {
        let d = rate(0.1 * f64::from(i), &y);
        y = y.iter().zip(&d).map(|(y, d)| y + 0.1 * d).collect();
    }
    y[0]
}

/// The names of the closure's parameters are taken.
#[grad(hvp)]
fn same_name(x: f64, k: f64) -> impl Fn(f64) -> f64 {
    let s = x * k;
    move |x| s * x * x
}

#[grad(hvp)]
fn handed_on(a: f64) -> impl Fn(f64) -> f64 {
    shifted(a * a)
}

#[grad(hvp)]
fn named(a: f64) -> impl Fn(f64) -> f64 {
    let f = move |x: f64| a * x * x;
    f
}

#[grad(hvp)]
fn of_names(a: f64, x: f64) -> f64 {
    same_name(a, x)(a * x) + handed_on(a)(x) * named(x)(a)
}

#[grad(hvp)]
fn of_any_float<T: Real>(a: T) -> impl Fn(T) -> T {
    move |x| a * x.sin()
}

#[grad(hvp)]
fn for_any_float<T: Real>(a: T, x: T) -> T {
    let g = of_any_float(a);
    g(x) * g(a)
}

/// A closure under another name.
#[grad(hvp)]
fn renamed(x: f64, k: f64) -> f64 {
    let scale = |v: f64| k * v * v;
    let same = scale;
    let other = &same;
    same(other(x))
}

/// What a plain function gives is foreign code, which runs once.
fn noise(seed: u64) -> impl Fn(u64) -> f64 {
    let state = std::cell::Cell::new(seed);
    move |k| {
        state.set(state.get() * 3 + k);
        state.get() as f64
    }
}

#[grad]
fn noisy(x: f64, seed: u64) -> f64 {
    let next = noise(seed);
    let mut sum = 0.0;
    for i in 0..3 {
        sum += x * next(i);
    }
    sum + next(4) * x
}

#[test]
fn companions_take_both() {
    assert_eq!(shifted_grad(0.7, 0.3).1, (0.3_f64 - 0.7).cos() * 0.7);
    assert_eq!(named_grad(0.6, 0.2), (0.2 * 0.2, 2.0 * 0.6 * 0.2));
}

#[test]
fn numbers() {
    check!(called_at_once(0.7, 0.3));
    check!(held(0.7, 0.3));
    check!(changed_later(0.7, 0.3));
    check!(of_chosen(0.7, 0.3));
    check!(of_chosen(0.7, 0.8));
    check!(of_names(0.7, 0.3));
    check!(for_any_float(0.7, 0.3));
    check!(renamed(0.7, 0.3));
    assert_eq!(for_any_float_grad(0.5_f32, 0.0).1, 0.5 * 0.5 * 0.5_f32.sin());
}

#[test]
fn memory() {
    check!(of_polynomial(&[0.2, 0.5, -0.3], 0.4));
    check!(of_lent(vec![0.2, 0.5], 0.4));
    check!(of_a_copy(0.2, 0.4));
    check!(integrated(1.3, 0.4));
}

#[test]
fn functions_and_methods() {
    check!(of_composed(0.7, 0.3));
    check!(passed_on(0.7, 0.3));
    let s = Spline { slopes: vec![0.4, 1.2], start: 0.9 };
    check!(Spline::total(&s, 0.6));
    check!(of_spline(&s, 0.6));
    check!(of_spline(&s, 0.3));
}

#[test]
fn foreign_code_runs_once() {
    let next = noise(7);
    let sum: f64 = (0..3).map(&next).sum();
    assert_eq!(noisy_grad(0.5, 7), sum + next(4));
}
