//! `#[grad(pullback)]`: the adjoint when its seed is known.

#![allow(
    clippy::assign_op_pattern,
    clippy::cast_precision_loss,
    clippy::needless_lifetimes,
    clippy::needless_pass_by_value,
    reason = "the functions are examples of what people write"
)]

use autodiff::{Differentiable, grad};

#[path = "pullback/borrowed.rs"]
mod borrowed;

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Body {
    mass: f64,
    velocity: [f64; 2],
}

#[grad(pullback)]
fn scaled(x: f64, a: f64) -> f64 {
    a * x * x
}

#[test]
fn numbers() {
    let (value, pullback) = scaled_pullback(3.0, 2.0);
    assert_eq!(value, 18.0);
    // The seed may be made of the value.
    assert_eq!(pullback(value - 16.0), (24.0, 18.0));
}

/// It is a value: it goes into other functions and threads, and borrows what the arguments do.
#[test]
fn it_is_a_value() {
    fn later(x: &[f64]) -> impl FnOnce(f64) -> Vec<f64> {
        let (_, pullback) = squares_pullback(x, 0.5);
        move |seed| pullback(seed).0
    }
    let x = vec![1.0, 2.0, 3.0];
    assert_eq!(later(&x)(1.0), [1.0, 2.0, 3.0]);
    let pullbacks: Vec<_> = (1..4).map(|k| scaled_pullback(f64::from(k), 1.0).1).collect();
    let all: Vec<f64> = pullbacks.into_iter().map(|pullback| pullback(1.0).0).collect();
    assert_eq!(all, [2.0, 4.0, 6.0]);
    let pullback = scaled_pullback(3.0, 2.0).1;
    assert_eq!(std::thread::spawn(move || pullback(1.0)).join().expect("no panic"), (12.0, 9.0));
}

#[grad(pullback)]
fn squares(x: &[f64], half: f64) -> f64 {
    x.iter().map(|v| half * v * v).sum()
}

/// What the loop has saved is in the closure, and the value does not share it.
#[grad(pullback)]
fn products(x: &[f64]) -> Vec<f64> {
    let mut y = Vec::new();
    let mut product = 1.0;
    for v in x {
        product *= v;
        y.push(product);
    }
    y
}

#[test]
fn memory() {
    let x = [2.0, 3.0, 5.0];
    let (mut y, pullback) = products_pullback(&x);
    assert_eq!(y, [2.0, 6.0, 30.0]);
    // The value is the caller's.
    y.clear();
    assert_eq!(pullback(vec![1.0, 1.0, 1.0]), [1.0 + 3.0 + 15.0, 2.0 + 10.0, 6.0]);
}

#[grad(pullback)]
fn replaced(mut x: Vec<f64>) -> Vec<f64> {
    for i in 1..x.len() {
        x[i] = x[i] * x[i - 1];
    }
    x
}

#[grad(pullback)]
fn halves(x: [f64; 4]) -> [f64; 2] {
    let (left, right) = x.split_at(2);
    [left[0] * right[0], left[1] * right[1]]
}

#[grad(pullback)]
fn viewed(x: Vec<f64>) -> f64 {
    let y: Vec<f64> = x.iter().map(|v| v * v).collect();
    let tail = &y[1..];
    let last = &tail[1..];
    let mut product = 1.0;
    for v in last {
        product *= v;
    }
    product * tail[0]
}

/// The adjoint reads the parts under their names, and the memory moves.
#[grad(pullback)]
fn named(x: Vec<f64>) -> [f64; 2] {
    let tail = &x[1..];
    let last = &tail[1..];
    let mut y = [0.0; 2];
    for i in 0..2 {
        y[i] = tail[i] * last[i] * x[0];
    }
    y
}

#[test]
fn memory_that_moves() {
    let (y, pullback) = replaced_pullback(vec![2.0, 3.0, 5.0]);
    assert_eq!(y, [2.0, 6.0, 30.0]);
    assert_eq!(pullback(vec![0.0, 0.0, 1.0]), [15.0, 10.0, 6.0]);
    let (y, pullback) = halves_pullback([2.0, 3.0, 5.0, 7.0]);
    assert_eq!(y, [10.0, 21.0]);
    assert_eq!(pullback([1.0, 10.0]), [5.0, 70.0, 2.0, 30.0]);
    let (y, pullback) = named_pullback(vec![2.0, 3.0, 5.0, 7.0]);
    assert_eq!(y, [30.0, 70.0]);
    assert_eq!(pullback([1.0, 10.0]), [15.0 + 350.0, 10.0, 6.0 + 140.0, 100.0]);
    let (y, pullback) = viewed_pullback(vec![9.0, 2.0, 3.0]);
    assert_eq!(y, 36.0);
    assert_eq!(pullback(1.0), [0.0, 36.0, 24.0]);
}

#[grad(pullback)]
fn energy(body: &Body) -> f64 {
    0.5 * body.mass * (body.velocity[0] * body.velocity[0] + body.velocity[1] * body.velocity[1])
}

#[grad(pullback)]
fn kicked(body: Body, by: f64) -> Body {
    Body { mass: body.mass, velocity: [body.velocity[0] + by / body.mass, body.velocity[1]] }
}

#[grad(pullback)]
impl Body {
    fn momentum(&self, along: [f64; 2]) -> f64 {
        self.mass * (self.velocity[0] * along[0] + self.velocity[1] * along[1])
    }

    fn scaled(self, by: f64) -> Body {
        Body { mass: self.mass * by, velocity: self.velocity }
    }
}

#[test]
fn data() {
    let body = Body { mass: 2.0, velocity: [3.0, 4.0] };
    let (value, pullback) = energy_pullback(&body);
    assert_eq!(value, 25.0);
    assert_eq!(pullback(2.0), Body { mass: 25.0, velocity: [12.0, 16.0] });
    let (after, pullback) = kicked_pullback(body.clone(), 2.0);
    assert_eq!(after.velocity, [4.0, 4.0]);
    let seed = Body { mass: 1.0, velocity: [1.0, 3.0] };
    assert_eq!(pullback(seed), (Body { mass: 0.5, velocity: [1.0, 3.0] }, 0.5));
    let (value, pullback) = body.momentum_pullback([1.0, 2.0]);
    assert_eq!(value, 22.0);
    assert_eq!(pullback(1.0), (Body { mass: 11.0, velocity: [2.0, 4.0] }, [6.0, 8.0]));
    let (value, pullback) = body.scaled_pullback(3.0);
    assert_eq!(value.mass, 6.0);
    let seed = Body { mass: 1.0, velocity: [1.0, 1.0] };
    assert_eq!(pullback(seed), (Body { mass: 3.0, velocity: [1.0, 1.0] }, 2.0));
}

/// Without the branch's values, which only one arm has.
#[grad(pullback)]
fn branched(x: f64, y: f64) -> f64 {
    if x > y {
        let w = (x - y) * x;
        w * w
    } else {
        -y
    }
}

/// An early way out gives no closure.
#[grad(pullback)]
fn root(x: f64) -> Option<f64> {
    if x < 0.0 {
        return None;
    }
    Some(x.sqrt())
}

#[grad(pullback)]
fn inverse(x: f64) -> Result<f64, String> {
    let y = root(x).ok_or("negative")?;
    if y == 0.0 {
        return Err("zero".to_owned());
    }
    Ok(1.0 / y)
}

#[test]
fn paths() {
    let (value, pullback) = branched_pullback(3.0, 1.0);
    assert_eq!((value, pullback(1.0)), (36.0, (60.0, -36.0)));
    let (value, pullback) = branched_pullback(1.0, 3.0);
    assert_eq!((value, pullback(2.0)), (-3.0, (0.0, -2.0)));
    assert!(root_pullback(-1.0).is_none());
    let (value, pullback) = root_pullback(4.0).expect("a root");
    assert_eq!((value, pullback(2.0)), (2.0, 0.5));
    assert_eq!(inverse_pullback(-1.0).map(|given| given.0), Err("negative".to_owned()));
    assert_eq!(inverse_pullback(0.0).map(|given| given.0), Err("zero".to_owned()));
    let (value, pullback) = inverse_pullback(4.0).expect("a number");
    assert_eq!((value, pullback(16.0)), (0.5, -1.0));
}

/// What each argument borrows may be its own.
#[grad(pullback)]
fn paired<'a, 'b>(x: &'a [f64], y: &'b [f64], names: &str) -> f64 {
    let mut dot = names.len() as f64;
    for i in 0..x.len() {
        dot += x[i] * y[i];
    }
    dot * dot
}

#[grad(pullback)]
fn of_any_length<const N: usize>(x: &[f64; N]) -> [f64; N] {
    let mut y = [0.0; N];
    for i in 0..N {
        y[i] = x[i] * x[N - 1 - i];
    }
    y
}

#[grad(pullback)]
fn of_any_float<T: num_traits::Float>(x: T, y: T) -> T {
    x * y.sin()
}

#[grad(pullback)]
fn of_function(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    f(f(x))
}

#[grad(pullback)]
fn cube(x: f64) -> f64 {
    x * x * x
}

#[test]
fn generic() {
    let (x, y) = ([1.0, 2.0], [3.0, 4.0]);
    let (value, pullback) = paired_pullback(&x, &y, "a");
    assert_eq!((value, pullback(1.0)), (144.0, (vec![72.0, 96.0], vec![24.0, 48.0])));
    let (value, pullback) = of_any_length_pullback(&[2.0, 3.0, 5.0]);
    assert_eq!((value, pullback([1.0, 1.0, 0.0])), ([10.0, 9.0, 10.0], [5.0, 6.0, 2.0]));
    let (value, pullback) = of_any_float_pullback(2.0_f32, 0.0);
    assert_eq!((value, pullback(1.0)), (0.0, (0.0, 2.0)));
    let (value, pullback) = cube_pullback(2.0);
    assert_eq!((value, pullback(1.0)), (8.0, 12.0));
    let square = autodiff::function!(|x: f64| x * x);
    let (value, pullback) = of_function_pullback(&square, 3.0);
    assert_eq!(value, 81.0);
    assert_eq!(pullback(1.0).1, 108.0);
}

struct Counter(u32);

impl Counter {
    fn next(&mut self) -> f64 {
        self.0 += 1;
        f64::from(self.0)
    }
}

/// The function runs once, and what it changes that has no derivative is changed once.
#[grad(pullback)]
fn counted(x: f64, #[constant] counter: &mut Counter) -> f64 {
    let factor: f64 = counter.next();
    factor * x * x
}

#[grad(pullback, wrt(x))]
fn along_one(x: f64, k: f64) -> (f64, usize) {
    (k * x * x, 7)
}

#[grad(only(pullback))]
fn alone(x: f64) -> f64 {
    x.exp()
}

#[test]
fn parameters() {
    let mut counter = Counter(1);
    let (value, pullback) = counted_pullback(3.0, &mut counter);
    assert_eq!((value, pullback(1.0)), (18.0, 12.0));
    assert_eq!(counter.0, 2);
    let (value, pullback) = along_one_pullback(3.0, 2.0);
    assert_eq!((value, pullback((1.0, ()))), ((18.0, 7), 12.0));
    let (value, pullback) = alone_pullback(0.0);
    assert_eq!((value, pullback(3.0)), (1.0, 3.0));
}

/// Of callees on memory, the adjoint runs in the closure.
#[grad]
fn softened(x: &[f64], out: &mut [f64]) {
    for i in 0..x.len() {
        out[i] = x[i] * x[i];
    }
}

#[grad(pullback)]
fn calls(x: &[f64]) -> Vec<f64> {
    let mut y = vec![0.0; x.len()];
    softened(x, &mut y);
    let mut z = vec![0.0; x.len()];
    softened(&y, &mut z);
    z
}

#[test]
fn callees() {
    let (value, pullback) = calls_pullback(&[1.0, 2.0]);
    assert_eq!((value, pullback(vec![1.0, 1.0])), (vec![1.0, 16.0], vec![4.0, 32.0]));
}

/// Nothing of the primal runs twice.
#[test]
fn the_forward_sweep_runs_once() {
    use std::cell::Cell;
    thread_local!(static RUNS: Cell<u32> = const { Cell::new(0) });
    fn dear(x: f64) -> f64 {
        RUNS.set(RUNS.get() + 1);
        x.exp()
    }
    fn dear_vjp(x: f64, y_bar: f64) -> (f64, f64) {
        let y = dear(x);
        (y, y * y_bar)
    }
    #[grad(only(pullback))]
    fn through(x: f64) -> f64 {
        dear(x) * x
    }
    let (value, pullback) = through_pullback(0.0);
    assert_eq!((value, RUNS.get()), (0.0, 1));
    assert_eq!((pullback(2.0), RUNS.get()), (2.0, 1));
}

trait Potential {
    fn at(&self, x: f64) -> f64;
}

struct Spring {
    k: f64,
}

#[grad]
impl Potential for Spring {
    fn at(#[constant] &self, x: f64) -> f64 {
        0.5 * self.k * x * x
    }
}

/// What members of traits are told to do instead.
#[grad(pullback)]
fn around(#[constant] spring: &Spring, x: f64) -> f64 {
    spring.at(x)
}

#[test]
fn around_a_method() {
    let (value, pullback) = around_pullback(&Spring { k: 2.0 }, 3.0);
    assert_eq!((value, pullback(1.0)), (9.0, 6.0));
}

/// A loop with checkpoints: the closure has those, and runs a segment again.
#[grad(pullback)]
fn compounded(x: f64, steps: usize) -> f64 {
    let mut sum = x;
    #[checkpoint(sqrt)]
    for _ in 0..steps {
        sum *= x;
    }
    sum
}

#[test]
fn checkpoints() {
    let (value, pullback) = compounded_pullback(2.0, 9);
    assert_eq!((value, pullback(1.0)), (1024.0, 5120.0));
}
