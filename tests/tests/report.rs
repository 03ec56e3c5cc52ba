//! What `f_report` says.

#![allow(missing_docs, reason = "the companions of the functions under test")]
#![allow(clippy::needless_range_loop, reason = "loops over indices are what a numerical programmer writes")]

use autodiff::grad;

#[grad(report)]
fn dot(x: &[f64], y: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += x[i] * y[i];
    }
    sum
}

#[grad(report)]
fn recurrence(a: f64, n: usize) -> f64 {
    let mut x = a;
    for _ in 0..n {
        x = x.sin() * a;
    }
    x
}

#[grad(report)]
fn overwritten(x: &mut [f64]) -> f64 {
    let mut sum = 0.0;
    for i in 1..x.len() {
        sum += x[i].sin();
        x[i] = 0.5 * sum;
    }
    sum
}

#[test]
fn a_bilinear_loop_saves_nothing() {
    assert_eq!(dot(&[1.0, 2.0], &[3.0, 4.0]), 11.0);
    assert_eq!(dot_report(), "`dot_vjp` saves nothing");
}

#[test]
fn a_recurrence_saves_what_it_changes() {
    assert_eq!(recurrence(0.5, 0), 0.5);
    let expected = "`recurrence_vjp` saves\n- `x.sin()` in each iteration of `for _ in 0..n`: the adjoint reads it, and to compute it \
                    again costs more; one buffer, sized before the loop\n- `x` in each iteration of `for _ in 0..n`: the adjoint reads \
                    it, and the loop changes it; one buffer, sized before the loop\nand reverses after they have run\n- `for _ in 0..n`: its \
                    iterations hand something on that is no sum";
    assert_eq!(recurrence_report(), expected);
}

#[test]
fn an_element_that_is_overwritten_is_saved() {
    assert_eq!(overwritten(&mut [1.0, 2.0]), 2.0_f64.sin());
    let expected = "`overwritten_vjp` saves\n- `x[i]` in each iteration of `for i in 1..x.len()`: the adjoint reads it, and the \
                    element is overwritten later; a vector that grows\nand reverses after they have run\n- `for i in 1..x.len()`: its \
                    iterations hand something on that is no sum";
    assert_eq!(overwritten_report(), expected);
}

#[grad(report)]
fn settled(x: &[f64], n: usize) -> f64 {
    let mut y = x.to_vec();
    #[checkpoint(sqrt)]
    for _ in 0..n {
        y[0] = y[0].sin() * y[1];
    }
    y[0]
}

#[test]
fn checkpoints_are_before_segments() {
    assert_eq!(settled(&[1.0, 2.0], 0), 1.0);
    let expected = "`settled_vjp` saves\n- `y_was` before each segment of `for _ in 0..n`, which runs again from there; a vector that \
                    grows\n- ";
    let report = settled_report();
    assert!(report.starts_with(expected), "{report}");
    assert!(report.contains("\n- `y[1]` in each iteration of `for _ in 0..n`"), "{report}");
}

#[grad(report)]
fn entropy(x: &[f64]) -> f64 {
    let total: f64 = x.iter().map(|v| v.exp()).sum();
    total.ln()
}

#[grad(report)]
fn halved(x: &[f64]) -> f64 {
    let mut s = x[0];
    while s > 1.0 {
        s *= 0.5 * x[1];
    }
    s
}

#[test]
fn what_keeps_a_loop_from_being_reversed_at_once_is_said() {
    assert_eq!(entropy(&[0.0]), 0.0);
    let report = entropy_report();
    assert!(report.ends_with("and reverses after they have run\n- `x.iter().map(|v| v.exp()).sum()`: its adjoint waits for what comes after it"), "{report}");
    assert_eq!(halved(&[0.5, 1.0]), 0.5);
    let report = halved_report();
    assert!(report.ends_with("- `while s > 1.0`: its iterations hand something on that is no sum"), "{report}");
}

#[grad]
fn product_of_sines(x: &[f64]) -> f64 {
    let mut product = 1.0;
    for v in x {
        product *= v.sin();
    }
    product
}

#[grad]
fn shape(x: f64) -> f64 {
    x.sin()
}

struct Model;

impl Model {
    #[grad]
    fn first(x: &[f64]) -> f64 {
        x[0] * x[0]
    }
}

#[grad(report)]
fn called(x: &[f64]) -> f64 {
    let product = product_of_sines(x);
    let first = Model::first(x);
    (shape(product) * first).exp()
}

#[grad(report)]
fn called_at_once(x: &[f64]) -> f64 {
    2.0 * product_of_sines(x)
}

#[test]
fn how_callees_run_is_said_of_each_call() {
    assert_eq!(called(&[0.0]), 1.0);
    let expected = "`called_vjp` saves nothing\nand calls\n- `product_of_sines(x)`: its adjoint runs later, and reads what \
                    `product_of_sines` has recorded; what that does not record is computed again\n- `Model::first(x)`: runs again in \
                    its adjoint: a function of a type records nothing\n- `shape(product)`: value and partials \
                    at once";
    assert_eq!(called_report(), expected);
    assert_eq!(called_at_once(&[0.0]), 0.0);
    let expected = "`called_at_once_vjp` saves nothing\nand calls\n- `product_of_sines(x)`: value and adjoint at once, as what arrives at it is known before";
    assert_eq!(called_at_once_report(), expected);
}
