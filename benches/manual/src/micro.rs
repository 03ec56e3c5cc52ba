//! Small functions, each of one kind, of whose gradients the instructions are
//! counted: `cargo run --release -p autodiff-manual --bin instructions`.

use crate::cases::numbers;
use crate::perceptron;
use autodiff::grad;
use autodiff_gradbench::evals::{kmeans, lse, ode};
use std::hint::black_box;

/// The names of the functions.
pub const NAMES: [&str; 11] = [
    "scalar_chain",
    "axpy",
    "dot",
    "matvec",
    "logsumexp",
    "min_fold",
    "runge_kutta",
    "call_in_a_loop",
    "recursion",
    "two_layers",
    "clusters",
];

/// Some twenty operations, one after the other.
#[grad(only(grad))]
pub fn scalar_chain(x: f64, y: f64) -> f64 {
    let a = x * y + x.sin();
    let b = a.exp() / (1.0 + a * a);
    let c = (b * y).tanh() - a.sqrt();
    let d = c * c + b.ln();
    (d * x - y).cos() * d
}

/// The least of the squared distances to `x`.
#[grad(only(grad))]
pub fn min_fold(x: f64, #[constant] points: &[f64]) -> f64 {
    points.iter().map(|p| (p - x) * (p - x)).fold(f64::INFINITY, f64::min)
}

/// The density of a normal distribution, but for its scale.
#[grad(only(vjp))]
pub fn bell(x: f64, #[constant] centre: f64) -> f64 {
    (-(x - centre) * (x - centre)).exp()
}

/// A sum of calls.
#[grad(only(grad))]
pub fn call_in_a_loop(x: f64, #[constant] centres: &[f64]) -> f64 {
    let mut sum = 0.0;
    for &centre in centres {
        sum += bell(
            x,
            #[constant]
            centre,
        );
    }
    sum
}

/// Horner's rule, a call a coefficient.
#[grad(only(grad, vjp_into))]
pub fn recursion(coefficients: &[f64], x: f64) -> f64 {
    if coefficients.is_empty() {
        return 0.0;
    }
    coefficients[0] + x * recursion(&coefficients[1..], x)
}

/// A run of the gradient of this name, if there is one.
pub fn run(name: &str) -> Option<Box<dyn Fn()>> {
    let (x, y, matrix) = (numbers(256, 1), numbers(256, 2), numbers(256 * 16, 3));
    Some(match name {
        "scalar_chain" => of(|| scalar_chain_grad(black_box(0.7), black_box(0.9))),
        "axpy" => of(move || {
            let (mut y, mut a_bar, mut x_bar, mut y_bar) = (y.clone(), 0.0, vec![0.0; 256], vec![1.0; 256]);
            let a = black_box(0.5);
            autodiff_kernels::axpy_by_iterators_vjp_into(a, &x, &mut y, &mut a_bar, &mut x_bar, &mut y_bar);
            (a_bar, x_bar, y_bar)
        }),
        "dot" => of(move || autodiff_kernels::dot_by_iterators_grad(black_box(&x), black_box(&y))),
        "matvec" => of(move || {
            let (mut y, mut y_bar) = (vec![0.0; 16], vec![1.0; 16]);
            let (mut a_bar, mut x_bar) = (vec![0.0; matrix.len()], vec![0.0; 256]);
            let (a, x) = (black_box(&matrix), black_box(&x));
            autodiff_kernels::matvec_by_iterators_vjp_into(a, x, &mut y, &mut a_bar, &mut x_bar, &mut y_bar);
            (a_bar, x_bar)
        }),
        "logsumexp" => of(move || lse::logsumexp_grad(black_box(&x))),
        "min_fold" => of(move || min_fold_grad(black_box(0.1), black_box(&x))),
        "runge_kutta" => of(move || ode::gradient_of_last(black_box(&x[..16]), black_box(10))),
        "call_in_a_loop" => of(move || call_in_a_loop_grad(black_box(0.1), black_box(&x))),
        "recursion" => of(move || recursion_grad(black_box(&x[..32]), black_box(0.9))),
        "two_layers" => of(move || {
            let (hidden, output) = (black_box(&matrix[..9 * 16]), black_box(&y[..17]));
            perceptron::loss_grad(hidden, output, black_box(&x[..8 * 16]), black_box(&x[..16]))
        }),
        "clusters" => of(move || kmeans::direction(black_box(&x[..32]), black_box(&y), 4)),
        _ => return None,
    })
}

fn of<T>(run: impl Fn() -> T + 'static) -> Box<dyn Fn()> {
    Box::new(move || {
        black_box(run());
    })
}
