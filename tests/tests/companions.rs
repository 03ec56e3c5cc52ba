//! What the companions promise besides their numbers: names, arguments,
//! visibility, side effects.

#![allow(clippy::needless_pass_by_value, reason = "a `&mut` in a tuple is written through")]

use autodiff::grad;
use std::cell::Cell;

/// `wrt` keeps the other arguments out of the derivative.
#[grad(wrt(a, c))]
fn chosen(a: f64, b: f64, c: f64) -> f64 {
    a * b + c * c
}

#[test]
fn wrt_chooses_the_arguments() {
    assert_eq!(chosen_grad(2.0, 3.0, 5.0), (3.0, 10.0));
    assert_eq!(chosen_jvp(2.0, 3.0, 5.0, 1.0, 1.0), (31.0, 13.0));
}

#[grad(only(value_and_grad), name = "renamed")]
fn original(x: f64) -> f64 {
    x * x
}

// Were it emitted, this would be a second definition.
#[allow(dead_code)]
fn renamed_grad() {}

#[test]
fn only_what_is_asked_for_by_the_name_that_is_asked_for() {
    assert_eq!(original(3.0), 9.0);
    assert_eq!(renamed_value_and_grad(3.0), (9.0, 6.0));
}

#[grad(crate = ::autodiff)]
fn through_a_path(x: f64, #[constant] k: f64) -> f64 {
    k * x.sqrt()
}

#[test]
fn a_constant_has_no_cotangent() {
    assert_eq!(through_a_path_grad(4.0, 3.0), 0.75);
}

mod inner {
    use autodiff::grad;

    /// The documentation of the function.
    #[grad(hvp)]
    pub(super) fn visible(x: f64) -> f64 {
        super::companions_root(x) * x
    }
}

#[grad(hvp)]
fn companions_root(x: f64) -> f64 {
    x.sin()
}

// The path of the function above from within its module.
mod companions_path {
    use autodiff::grad;

    #[grad(hvp)]
    pub(super) fn shifted(x: f64) -> f64 {
        crate::companions_root(x + 1.0)
    }
}

#[test]
fn calls_cross_modules() {
    let (y, dy) = inner::visible_value_and_grad(0.5);
    assert_eq!(y, 0.5_f64.sin() * 0.5);
    assert!((dy - (0.5 * 0.5_f64.cos() + 0.5_f64.sin())).abs() < 1e-15);
    assert_eq!(companions_path::shifted_grad(0.5), 1.5_f64.cos());
}

#[grad(hvp)]
fn with_a_library(x: f64, y: f64) -> f64 {
    let (r, phi) = autodiff_tests::elsewhere::polar(x, y);
    autodiff_tests::elsewhere::soft_distance(r, phi, 0.1) * x
}

#[grad]
fn with_a_rule_by_hand(x: f64) -> f64 {
    autodiff_tests::elsewhere::cube(x.sin())
}

#[test]
fn calls_cross_crates() {
    let f = |x: f64| with_a_library(x, 0.7);
    let h = 1e-6;
    let slope = (f(0.4 + h) - f(0.4 - h)) / (2.0 * h);
    let (gradient, along) = with_a_library_hvp(0.4, 0.7, 1.0, 0.0);
    assert!((gradient.0 - slope).abs() < 1e-8, "{} {slope}", gradient.0);
    let slope = (with_a_library_grad(0.4 + h, 0.7).1 - with_a_library_grad(0.4 - h, 0.7).1) / (2.0 * h);
    assert!((along.1 - slope).abs() < 1e-7, "{} {slope}", along.1);
}

#[test]
fn companions_by_hand_are_a_rule() {
    let expected = 3.0 * 0.4_f64.sin().powi(2) * 0.4_f64.cos();
    assert!((with_a_rule_by_hand_grad(0.4) - expected).abs() < 1e-15);
    assert!((with_a_rule_by_hand_jvp(0.4, 1.0).1 - expected).abs() < 1e-15);
}

thread_local! { static COUNT: Cell<u32> = const { Cell::new(0) }; }

fn tick() -> bool {
    COUNT.set(COUNT.get() + 1);
    true
}

/// How often the effects of the functions below run.
fn ticks<T>(run: impl FnOnce() -> T) -> u32 {
    COUNT.set(0);
    run();
    COUNT.get()
}

#[grad(hvp)]
fn noisy(x: f64) -> f64 {
    assert!(tick(), "at {x}");
    x * x
}

#[grad(hvp)]
fn noisy_pair(x: f64) -> (f64, f64) {
    assert!(tick());
    (x.sin(), x.cos())
}

#[grad(hvp, trace)]
fn calls_noisy(x: f64) -> f64 {
    debug_assert!(tick() || x > 0.0);
    let (s, c) = noisy_pair(x);
    if x > 0.0 { noisy(s) * c } else { c }
}

#[test]
fn effects_happen_once() {
    let primal = ticks(|| calls_noisy(0.5));
    assert!(primal >= 2);
    assert_eq!(ticks(|| calls_noisy_jvp(0.5, 1.0)), primal);
    assert_eq!(ticks(|| calls_noisy_vjp(0.5, 1.0)), primal);
    assert_eq!(ticks(|| calls_noisy_grad(0.5)), primal);
    assert_eq!(ticks(|| calls_noisy_hvp(0.5, 1.0)), primal);
    assert_eq!(ticks(|| calls_noisy_grad(-0.5)), primal - 1);
}

#[grad]
fn checked(n: i32, x: f64) -> f64 {
    let share = 12 / n;
    x * f64::from(share)
}

#[test]
fn panics_are_those_of_the_primal() {
    let message = |run: fn()| {
        let payload = std::panic::catch_unwind(run).expect_err("it divides by zero");
        payload.downcast_ref::<&str>().map(ToString::to_string)
    };
    let primal = message(|| {
        let _ = checked(0, 1.0);
    });
    assert_eq!(
        message(|| {
            let _ = checked_grad(0, 1.0);
        }),
        primal
    );
    assert_eq!(
        message(|| {
            let _ = checked_jvp(0, 1.0, 1.0);
        }),
        primal
    );
    assert_eq!(checked_grad(5, 1.0), 2.0);
}

/// A function may be generic in its lifetimes, and take parts of tuples.
#[grad]
#[allow(clippy::needless_lifetimes, reason = "companions carry them")]
fn borrowed<'a>(pair: &'a (f64, f64), pick: bool) -> f64 {
    let (a, b) = *pair;
    if pick { a * b } else { a - b }
}

#[test]
fn references_come_and_owned_cotangents_go() {
    assert_eq!(borrowed_grad(&(2.0, 3.0), true), (3.0, 2.0));
    assert_eq!(borrowed_jvp(&(2.0, 3.0), false, &(1.0, 0.5)), (-1.0, 0.5));
    let mut shadow = (10.0, 20.0);
    borrowed_vjp_into(&(2.0, 3.0), true, 2.0, &mut shadow);
    assert_eq!(shadow, (16.0, 24.0));
}

#[derive(PartialEq)]
enum Phase {
    Solid,
    Gas,
}

/// A branch chooses the index; its literals take the type that indexing wants.
#[grad(hvp)]
#[allow(clippy::needless_pass_by_value, clippy::cast_precision_loss, reason = "as people write it")]
fn heat(t: f64, #[constant] phase: Phase, #[constant] table: &[f64]) -> f64 {
    let c = match phase {
        Phase::Solid => 2.0,
        Phase::Gas => 1.5,
    };
    let i = if phase == Phase::Gas { 2 } else { 0 };
    c * t + table[i] * t.powi(2) / table.len() as f64
}

#[test]
fn constants_of_any_type_are_read_in_place() {
    assert_eq!(heat_grad(1.0, Phase::Gas, &[0.0, 0.0, 3.0]), 1.5 + 2.0);
    assert_eq!(heat_hvp(1.0, Phase::Solid, &[0.5], 1.0), (3.0, 1.0));
}

/// A slice that is filled from a vector is a slice in every companion.
#[grad]
fn diffused(u: &mut [f64], r: f64) {
    let mut next = u.to_vec();
    for i in 1..u.len() - 1 {
        next[i] += r * (u[i + 1] - 2.0 * u[i] + u[i - 1]);
    }
    u.copy_from_slice(&next);
}

#[test]
fn shadows_have_the_form_of_their_parameters() {
    let (mut u, mut u_bar, mut r_bar) = ([1.0, 4.0, 9.0], [0.0, 1.0, 0.0], 0.0);
    diffused_vjp_into(&mut u, 0.5, &mut u_bar, &mut r_bar);
    assert_eq!((u, u_bar, r_bar), ([1.0, 5.0, 9.0], [0.5, 0.0, 0.5], 2.0));
}

/// A tuple with `&mut` in it is given as it is, and has a shadow for each entry.
#[grad(hvp)]
fn put(p: (&mut [f64], f64)) -> f64 {
    p.0[0] = p.1 * p.1;
    p.1
}

#[test]
fn a_tuple_with_mut_in_it_crosses_entry_by_entry() {
    let (mut a, mut a_dot) = ([0.0, 5.0], [9.0, 2.0]);
    assert_eq!(put_jvp((&mut a, 3.0), (&mut a_dot, 1.0)), (3.0, 1.0));
    assert_eq!((a, a_dot), ([9.0, 5.0], [6.0, 2.0]));

    let mut a_bar = [1.0, 7.0];
    assert_eq!(put_vjp((&mut a, 3.0), 1.0, &mut a_bar), (3.0, 7.0));
    assert_eq!(a_bar, [0.0, 7.0]);

    let (mut a_bar, mut k_bar) = ([1.0, 7.0], 100.0);
    assert_eq!(put_vjp_into((&mut a, 3.0), 1.0, &mut a_bar, &mut k_bar), 3.0);
    assert_eq!((a_bar, k_bar), ([0.0, 7.0], 107.0));

    assert_eq!(put_grad((&mut a, 3.0)), (vec![0.0, 0.0], 1.0));
    assert_eq!(put_value_and_grad((&mut a, 3.0)), (3.0, (vec![0.0, 0.0], 1.0)));
    assert_eq!(put_grad_into((&mut a, 3.0), &mut a_bar, &mut k_bar), 3.0);
    assert_eq!((a_bar, k_bar), ([0.0, 0.0], 1.0));
    assert_eq!(put_hvp((&mut a, 3.0), (&mut [0.0, 0.0], 1.0)), ((vec![0.0; 2], 1.0), (vec![0.0; 2], 0.0)));
}

/// What is nested, and what has no derivative.
#[grad]
fn nested(p: ((&mut f64, usize), (f64, f64), &[f64])) {
    *p.0.0 *= p.1.0 * p.1.1 + p.2[p.0.1];
}

#[test]
fn nested_tuples_cross_by_their_entries() {
    let (mut r, mut r_bar) = (2.0, 1.0);
    let bars = nested_vjp(((&mut r, 1), (3.0, 4.0), &[5.0, 6.0]), &mut r_bar);
    assert_eq!(bars, ((), ((8.0, 6.0), vec![0.0, 2.0])));
    assert_eq!((r, r_bar), (36.0, 18.0));
}

struct Gain(f64);

impl Gain {
    #[grad]
    fn apply(#[constant] &self, p: (&mut f64, f64)) -> f64 {
        *p.0 *= self.0 * p.1;
        p.1
    }

    #[grad]
    fn applied(#[constant] &self, x: f64) -> f64 {
        let mut s = x;
        let r = self.apply((&mut s, x));
        s * r
    }
}

#[test]
fn methods_write_through_tuples() {
    assert_eq!(Gain(2.0).applied_jvp(3.0, 1.0), (54.0, 54.0));
    assert_eq!(Gain(2.0).applied_grad(3.0), 54.0);
}

/// The vector may be longer in the end: shadows come in as the function leaves
/// it, and go out as it was.
#[grad]
fn grown(a: &mut (Vec<f64>, f64), x: f64) {
    a.0[0] *= x;
    a.1 += x;
    a.0.push(x * x);
}

#[grad]
fn exchanged(rows: &mut [Vec<f64>], x: f64) -> f64 {
    rows.swap(0, 1);
    rows[0][0] *= x;
    rows[1].push(x);
    rows[0][0]
}

#[test]
fn what_a_reference_holds_may_grow() {
    let (mut a, mut a_bar) = ((vec![1.0], 2.0), (vec![1.0, 10.0], 100.0));
    assert_eq!(grown_vjp(&mut a, 3.0, &mut a_bar), ((), 161.0));
    assert_eq!((a, a_bar), ((vec![3.0, 9.0], 5.0), (vec![3.0], 100.0)));

    let (mut rows, mut bars) = (vec![vec![1.0, 2.0], vec![3.0]], vec![vec![0.0], vec![1.0, 2.0, 3.0]]);
    assert_eq!(exchanged_vjp(&mut rows, 2.0, 1.0, &mut bars), (6.0, 6.0));
    assert_eq!(bars, vec![vec![1.0, 2.0], vec![2.0]]);

    let (mut rows, mut bars, mut x_bar) = ([vec![1.0, 2.0], vec![3.0]], [vec![7.0], vec![]], 0.0);
    assert_eq!(exchanged_grad_into(&mut rows, 2.0, &mut bars, &mut x_bar), 6.0);
    assert_eq!((bars, x_bar), ([vec![0.0, 0.0], vec![2.0]], 3.0));
}

#[test]
#[should_panic(expected = "`a_bar.0` has length 1, but `a.0` has length 2")]
fn a_shadow_in_a_tuple_with_other_extents() {
    grown_vjp(&mut (vec![1.0], 2.0), 3.0, &mut (vec![1.0], 100.0));
}

struct Start {
    k: Vec<f64>,
    t: [f64; 2],
}

impl Start {
    fn ones(&self, n: usize) -> Vec<f64> {
        vec![self.t[0]; n]
    }

    /// The macro does not look into what gives these vectors and arrays.
    #[grad(hvp)]
    fn moved_by(#[constant] &self, x: f64, n: usize) -> f64 {
        let mut total = 0.0;
        for i in 0..n {
            let mut v: Vec<f64> = self.ones(i + 1);
            v.push(x * x);
            v[0] *= x;
            let mut t: [f64; 2] = self.t;
            t[i % 2] *= x;
            total += v[0] * v[i + 1] + t[0] * t[1];
        }
        let mut k: Vec<f64> = self.k.clone();
        for w in &mut k {
            *w *= x;
        }
        total + k[0] * k[1]
    }
}

#[test]
fn what_unknown_code_gives_is_written_to() {
    let start = Start { k: vec![1.0, 2.0], t: [0.5, 3.0] };
    // n (x³ / 2 + 3 x / 2) + 2 x²
    let x = 1.5_f64;
    let (value, slope, curvature) =
        (3.0 * (0.5 * x.powi(3) + 1.5 * x) + 2.0 * x * x, 27.0_f64 / 2.0 * x * x / 3.0, 9.0 * x + 4.0);
    let slope = slope + 4.5 + 4.0 * x;
    assert_eq!(start.moved_by_jvp(x, 3, 1.0), (value, slope));
    assert_eq!(start.moved_by_grad(x, 3), slope);
    assert_eq!(start.moved_by_hvp(x, 3, 1.0), (slope, curvature));
}
