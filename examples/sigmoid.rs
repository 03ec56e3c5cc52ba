//! Exercise 1: the logistic function y = 1 / (1 + e^(-a x)).
//!
//! By hand, dy/dx = a y (1 - y) and dy/da = x y (1 - y). Forward mode finds them
//! in two sweeps, one for each input; reverse mode finds both in one.

mod common;

use approx::assert_relative_eq;
use autodiff::grad;

#[grad(graph, trace)]
fn sigmoid(x: f64, a: f64) -> f64 {
    1.0 / (1.0 + (-a * x).exp())
}

fn main() -> std::io::Result<()> {
    let (x, a) = (2.0, 0.5);
    println!("The logistic function y = 1 / (1 + e^(-a x)) at x = {x}, a = {a}");

    let graph = sigmoid_graph();
    let trace = sigmoid_trace(x, a);
    common::print_graph(&graph);
    common::print_forward(&trace, 0);
    common::print_forward(&trace, 1);
    common::print_reverse(&trace, 0);
    println!("\nThe trace, all sweeps side by side\n\n{trace}");
    common::save("sigmoid", &graph, &trace)?;

    // Each forward sweep gives the derivative for the input that is seeded.
    let (y, y_for_x) = sigmoid_jvp(x, a, 1.0, 0.0);
    let (_, y_for_a) = sigmoid_jvp(x, a, 0.0, 1.0);
    // One reverse sweep gives both.
    let (_, (x_bar, a_bar)) = sigmoid_vjp(x, a, 1.0);
    assert_eq!(y.to_bits(), sigmoid(x, a).to_bits());
    assert_eq!(sigmoid_value_and_grad(x, a), (y, sigmoid_grad(x, a)));
    assert_eq!(sigmoid_grad(x, a), (x_bar, a_bar));

    let by_hand = (a * y * (1.0 - y), x * y * (1.0 - y));
    assert_relative_eq!(y_for_x, by_hand.0, max_relative = 1e-14);
    assert_relative_eq!(y_for_a, by_hand.1, max_relative = 1e-14);
    assert_relative_eq!(x_bar, by_hand.0, max_relative = 1e-14);
    assert_relative_eq!(a_bar, by_hand.1, max_relative = 1e-14);

    println!("\nResults");
    println!("  y                            {y:.6}");
    println!("  forward, 2 sweeps    dy/dx   {y_for_x:.6}   dy/da   {y_for_a:.6}");
    println!("  reverse, 1 sweep     dy/dx   {x_bar:.6}   dy/da   {a_bar:.6}");
    println!("  by hand              dy/dx   {:.6}   dy/da   {:.6}", by_hand.0, by_hand.1);
    Ok(())
}
