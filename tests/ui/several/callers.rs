//! Where a helper is refused, the functions that call it, and what calls their
//! companions, are not reported as well.

use autodiff::grad;

#[grad(hvp, graph, trace)]
fn scalar(x: f64, y: f64) -> f64 {
    for _ in 0..3 {}
    x * y
}

#[grad(hvp)]
fn tuple((x, n): (f64, i32), y: &f64) -> (f64, f64) {
    loop {
        return (x.powi(n), *y);
    }
}

#[grad]
fn unknown(x: String, weights: &[f64], y: f64) -> f64 {
    if x.is_empty() { 0.0 } else { y * weights[0] }
}

#[grad(hvp, graph, trace)]
fn caller(x: f64) -> f64 {
    let (a, b) = tuple((x, 2), &x);
    scalar(a, b)
}

fn main() {
    let (_, (_, _)): (f64, (f64, f64)) = scalar_vjp(1.0, 2.0, 1.0);
    let mut bars = (0.0, 0.0);
    let _: f64 = scalar_grad_into(1.0, 2.0, &mut bars.0, &mut bars.1);
    let _ = scalar_graph().to_dot();
    let _ = scalar_trace(1.0, 2.0).to_string();
    let (_, ((_, ()), _)) = tuple_vjp((1.0, 2), &3.0, (1.0, 0.0));
    let (_, _, _): (String, Vec<f64>, f64) = unknown_grad(String::new(), &[1.0], 2.0);
    let _ = unknown_jvp(String::new(), &[1.0], 2.0, String::new(), &[0.0], 0.0);
    let _ = caller_hvp(1.0, 1.0);
}
