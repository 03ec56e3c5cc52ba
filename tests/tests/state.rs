//! Inactive values with a state: what foreign code gives is asked for once, in
//! the primal sweep, and recorded.

#![allow(clippy::cast_precision_loss, reason = "the integers are small")]
#![allow(
    clippy::manual_is_multiple_of,
    clippy::wrong_self_convention,
    reason = "the names are those of std, and the functions as people write them"
)]

use approx::assert_relative_eq;
use autodiff::grad;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::sync::Mutex;

/// A linear congruential generator, by Knuth's constants for 64 bits.
struct Generator(u64);

impl Generator {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1_u64 << 24) as f64
    }

    fn state(&self) -> u64 {
        self.0
    }

    fn fill(&mut self, xs: &mut [f64]) {
        xs.iter_mut().for_each(|x| *x = self.next());
    }
}

fn slope(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    (f(x + 1e-5) - f(x - 1e-5)) / 2e-5
}

/// Memory that a generator fills, which the caller keeps.
#[grad(hvp)]
fn filled_by_a_callee(x: f64, n: usize, #[constant] rng: &mut Generator) -> f64 {
    let mut s = x;
    for _ in 0..n {
        let mut xs = [1.0, 2.0];
        rng.fill(&mut xs);
        s = s * xs[0] + xs[1] * x * s;
    }
    s
}

/// The same of a generator of the function's own.
#[grad(hvp)]
fn filled_here(x: f64, n: usize, seed: u64) -> f64 {
    let mut rng = Generator(seed);
    let mut s = x;
    for _ in 0..n {
        let mut xs = [1.0, 2.0, 3.0];
        xs[2] = 0.5;
        rng.fill(&mut xs[..2]);
        s = s * xs[0] + xs[1] * x * s + xs[2] * s * s;
    }
    s
}

#[test]
fn what_a_generator_fills_is_recorded() {
    for n in [1, 2, 4] {
        let mut after = Generator(3);
        filled_by_a_callee(0.7, n, &mut after);
        let mut rng = Generator(3);
        let x_bar = filled_by_a_callee_grad(0.7, n, &mut rng);
        assert_eq!(rng.state(), after.state());
        assert_relative_eq!(x_bar, slope(|x| filled_by_a_callee(x, n, &mut Generator(3)), 0.7), max_relative = 1e-6);
        let x_bar = filled_here_grad(0.7, n, 3);
        assert_relative_eq!(x_bar, slope(|x| filled_here(x, n, 3), 0.7), max_relative = 1e-6);
        let (_, along) = filled_here_hvp(0.7, n, 3, 1.0);
        assert_relative_eq!(along, slope(|x| filled_here_grad(x, n, 3), 0.7), max_relative = 1e-6, epsilon = 1e-9);
    }
}

/// A Monte Carlo walk whose generator the caller keeps.
#[grad(hvp)]
fn walk(x: f64, n: usize, #[constant] rng: &mut Generator) -> f64 {
    let mut s = x;
    for _ in 0..n {
        s = s * s * rng.next() + x;
        if n > 2 {
            let weight: f64 = rng.next();
            s = weight * s * s;
        }
        let field = rng.0 as f64 * 1e-19;
        s *= field;
    }
    s * s
}

#[test]
fn a_generator_is_asked_once() {
    for n in [1, 2, 4] {
        let mut after = Generator(3);
        walk(0.7, n, &mut after);
        let mut rng = Generator(3);
        let x_bar = walk_grad(0.7, n, &mut rng);
        assert_eq!(rng.state(), after.state());
        assert_relative_eq!(x_bar, slope(|x| walk(x, n, &mut Generator(3)), 0.7), max_relative = 1e-6);
        let (again, along) = walk_hvp(0.7, n, &mut Generator(3), 1.0);
        assert_relative_eq!(again, x_bar, max_relative = 1e-12);
        assert_relative_eq!(along, slope(|x| walk_grad(x, n, &mut Generator(3)), 0.7), max_relative = 1e-6);
    }
}

/// The same with a generator and a set of its own.
#[grad(hvp)]
fn local_state(x: f64, n: usize) -> f64 {
    let mut rng = Generator(7);
    let mut seen = HashSet::new();
    let mut s = x;
    for k in 0..n {
        let z: f64 = rng.next();
        if seen.insert(k % 3) {
            s *= x * z + 1.0;
        }
        s = s.sin() * rng.state() as f64 * 1e-19;
    }
    s
}

#[test]
fn local_state_is_recorded() {
    assert_relative_eq!(local_state_grad(0.7, 5), slope(|x| local_state(x, 5), 0.7), max_relative = 1e-6);
    let (_, along) = local_state_hvp(0.7, 5, 1.0);
    assert_relative_eq!(along, slope(|x| local_state_grad(x, 5), 0.7), max_relative = 1e-5);
}

#[grad]
fn sampled(x: f64, n: usize, #[constant] f: impl Fn(usize) -> f64) -> f64 {
    let mut s = x;
    for k in 0..n {
        s = s.sin() * f(k) + x;
    }
    s
}

#[test]
fn a_function_is_called_as_often_as_the_primal_calls_it() {
    let calls = Cell::new(0);
    let counted = |k: usize| {
        calls.set(calls.get() + 1);
        k as f64 + 0.5
    };
    let x_bar = sampled_grad(0.7, 3, counted);
    assert_eq!(calls.get(), 3);
    assert_relative_eq!(x_bar, slope(|x| sampled(x, 3, |k| k as f64 + 0.5), 0.7), max_relative = 1e-6);
}

#[grad]
fn drawn(x: f64, n: usize, #[constant] next: &mut dyn Iterator<Item = f64>) -> f64 {
    let mut s = x;
    for _ in 0..n {
        let w: f64 = next.next().unwrap();
        s = w * s * s;
    }
    s
}

#[test]
fn an_iterator_is_advanced_once() {
    let mut weights = [1.5, 0.5, 2.0].into_iter();
    let x_bar = drawn_grad(0.7, 3, &mut weights);
    assert_eq!(weights.next(), None);
    assert_relative_eq!(x_bar, slope(|x| drawn(x, 3, &mut [1.5, 0.5, 2.0].into_iter()), 0.7), max_relative = 1e-6);
}

/// The guards of a cell end with their statements.
#[grad(hvp)]
fn logged(x: f64, #[constant] log: &RefCell<Vec<f64>>) -> f64 {
    let scaled = x * x * log.borrow().first().unwrap();
    log.borrow_mut().push(2.0);
    let n: usize = log.borrow().len();
    log.borrow_mut().push(n as f64);
    let total = log.borrow().iter().map(|v| v * 2.0).sum::<f64>();
    if log.borrow().len() > 2 { scaled * total * n as f64 } else { scaled }
}

#[test]
fn a_cell_is_not_held() {
    let log = || RefCell::new(vec![1.5]);
    let (value, x_bar) = logged_value_and_grad(0.7, &log());
    assert_eq!(value, logged(0.7, &log()));
    assert_relative_eq!(x_bar, slope(|x| logged(x, &log()), 0.7), max_relative = 1e-6);
    let used = log();
    assert_eq!(logged_jvp(0.7, &used, 1.0).0, value);
    assert_eq!(*used.borrow(), [1.5, 2.0, 2.0]);
}

/// And the guard of a lock, in a loop.
#[grad]
fn counted(x: f64, #[constant] log: &Mutex<Vec<usize>>) -> f64 {
    let mut s = x;
    for i in 0..3 {
        log.lock().unwrap().push(i);
        let n: usize = log.lock().unwrap().len();
        s *= x * n as f64;
    }
    s
}

#[test]
fn a_lock_is_not_held() {
    let x_bar = counted_grad(0.7, &Mutex::new(Vec::new()));
    assert_relative_eq!(x_bar, slope(|x| counted(x, &Mutex::new(Vec::new())), 0.7), max_relative = 1e-6);
}

/// What has methods that are called as pure ones of std are.
struct Counter(Cell<u32>);

impl Counter {
    fn next(&self) -> u32 {
        self.0.set(self.0.get() + 1);
        self.0.get()
    }

    fn len(&self) -> usize {
        self.next() as usize
    }

    fn is_empty(&self) -> bool {
        self.next() % 2 == 0
    }

    fn to_bits(&self) -> u32 {
        self.next()
    }

    fn abs(&self) -> f64 {
        f64::from(self.next()) * 0.25
    }
}

/// Methods that a trait adds to numbers, with a counter behind them.
trait Counted {
    fn is_counted(self, counter: &Counter) -> bool;
}

impl Counted for usize {
    fn is_counted(self, counter: &Counter) -> bool {
        counter.next() % 3 == 0
    }
}

#[grad(hvp)]
fn questions(x: f64, n: usize, #[constant] counter: &Counter) -> f64 {
    let mut s = x;
    for i in 0..n {
        s = if counter.is_empty() { s * x } else { s.sin() + x };
        if counter.len() > 4 && counter.to_bits() % 3 != 0 {
            s = s * 0.5 + s * s * 0.1;
        }
        if i.is_counted(counter) {
            s = s.cos() * x;
        }
        let weight: f64 = counter.abs();
        s *= weight;
    }
    s
}

#[test]
fn a_question_is_asked_once_whatever_it_is_called() {
    let new = || Counter(Cell::new(0));
    let asked = new();
    let y = questions(0.7, 4, &asked);
    let again = new();
    assert_eq!(questions_jvp(0.7, 4, &again, 1.0).0.to_bits(), y.to_bits());
    assert_eq!(again.0, asked.0);
    let reverse = new();
    let (value, x_bar) = questions_value_and_grad(0.7, 4, &reverse);
    assert_eq!((value.to_bits(), &reverse.0), (y.to_bits(), &asked.0));
    assert_relative_eq!(x_bar, slope(|x| questions(x, 4, &new()), 0.7), max_relative = 1e-6);
    assert_relative_eq!(x_bar, questions_jvp(0.7, 4, &new(), 1.0).1, max_relative = 1e-12);
    let (_, along) = questions_hvp(0.7, 4, &new(), 1.0);
    assert_relative_eq!(along, slope(|x| questions_grad(x, 4, &new()), 0.7), max_relative = 1e-5);
}

#[grad]
fn shown(x: f64, #[constant] counter: &Counter) -> f64 {
    let k = dbg!(counter.next());
    x * f64::from(dbg!(counter.to_bits())) * f64::from(k)
}

#[test]
fn what_is_shown_is_asked_once() {
    let counter = || Counter(Cell::new(1));
    assert_eq!(shown(2.0, &counter()), 12.0);
    assert_eq!(shown_value_and_grad(2.0, &counter()), (12.0, 6.0));
    assert_eq!(shown_jvp(2.0, &counter(), 1.0), (12.0, 6.0));
}
