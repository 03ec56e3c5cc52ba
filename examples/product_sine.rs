//! Exercise 2: f(x1, x2) = x1 x2 + sin x1, and what derivatives cost.
//!
//! By hand, ∂f/∂x1 = x2 + cos x1 and ∂f/∂x2 = x1. For a function Rⁿ → Rᵐ, forward
//! mode takes n sweeps and reverse mode m, whatever the function computes: so
//! forward is for n ≪ m, reverse for n ≫ m. A helix, R → R³, is the other way
//! round.

mod common;

use approx::assert_relative_eq;
use autodiff::graph::Role;
use autodiff::{Graph, Trace, grad};

#[grad(graph, trace)]
fn product_sine(x1: f64, x2: f64) -> f64 {
    x1 * x2 + x1.sin()
}

#[grad(graph, trace)]
fn helix(t: f64) -> (f64, f64, f64) {
    (t.cos(), t.sin(), 0.25 * t)
}

/// What it takes to get the whole Jacobian matrix.
struct Cost {
    sweeps: usize,
    /// Operations of the function that each sweep evaluates.
    operations: usize,
    /// Products of a tangent or an adjoint with a partial derivative that each
    /// sweep adds up: one for each active edge of the graph, either way.
    products: usize,
}

impl Cost {
    fn total(&self) -> usize {
        self.sweeps * (self.operations + self.products)
    }
}

/// One sweep for each input, with a seed of 1 there.
fn forward_cost(graph: &Graph, trace: &Trace) -> Cost {
    sweeps_over(graph, trace.inputs().len())
}

/// One sweep for each output, with a seed of 1 there.
fn reverse_cost(graph: &Graph, trace: &Trace) -> Cost {
    sweeps_over(graph, trace.outputs().len())
}

fn sweeps_over(graph: &Graph, sweeps: usize) -> Cost {
    let inner = |node: &&autodiff::graph::Node| node.role == Role::Inner;
    Cost {
        sweeps,
        operations: graph.nodes.iter().filter(inner).count(),
        products: graph.edges.iter().filter(|edge| edge.active).count(),
    }
}

fn print_cost(mode: &str, cost: &Cost) {
    println!(
        "  {mode}   {} x ({} operations + {} products) = {:>2}",
        cost.sweeps,
        cost.operations,
        cost.products,
        cost.total(),
    );
}

fn main() -> std::io::Result<()> {
    let (x1, x2) = (1.0, 0.5);
    println!("f(x1, x2) = x1 x2 + sin x1 at x1 = {x1}, x2 = {x2}");

    let graph = product_sine_graph();
    let trace = product_sine_trace(x1, x2);
    common::print_graph(&graph);
    common::print_forward(&trace, 0);
    common::print_forward(&trace, 1);
    common::print_reverse(&trace, 0);
    println!("\nThe trace, all sweeps side by side\n\n{trace}");
    common::save("product_sine", &graph, &trace)?;

    let (y, along_x1) = product_sine_jvp(x1, x2, 1.0, 0.0);
    let (_, along_x2) = product_sine_jvp(x1, x2, 0.0, 1.0);
    let (_, (x1_bar, x2_bar)) = product_sine_vjp(x1, x2, 1.0);
    assert_eq!(y.to_bits(), product_sine(x1, x2).to_bits());
    assert_relative_eq!(along_x1, x2 + x1.cos(), max_relative = 1e-14);
    assert_relative_eq!(along_x2, x1, max_relative = 1e-14);
    assert_relative_eq!(x1_bar, along_x1, max_relative = 1e-14);
    assert_relative_eq!(x2_bar, along_x2, max_relative = 1e-14);

    let velocity = helix_by_both_modes(x1);

    println!("\nResults");
    println!("  f = {y:.6}");
    println!("  forward, 2 sweeps   ∂f/∂x1 = {along_x1:.6}   ∂f/∂x2 = {along_x2:.6}");
    println!("  reverse, 1 sweep    ∂f/∂x1 = {x1_bar:.6}   ∂f/∂x2 = {x2_bar:.6}");
    print_costs(&graph, &trace);
    let (dx, dy, dz) = velocity;
    println!("  helix, d(x, y, z)/dt = ({dx:.6}, {dy:.6}, {dz:.6})");
    print_costs(&helix_graph(), &helix_trace(x1));
    Ok(())
}

/// The velocity along the helix, in one forward sweep; it takes three reverse
/// sweeps to find the same.
fn helix_by_both_modes(t: f64) -> (f64, f64, f64) {
    let (at, velocity) = helix_jvp(t, 1.0);
    assert_eq!(at, helix(t));
    assert_relative_eq!(velocity.0, -t.sin(), max_relative = 1e-14);
    assert_relative_eq!(velocity.1, t.cos(), max_relative = 1e-14);
    assert_relative_eq!(velocity.2, 0.25, max_relative = 1e-14);
    assert_relative_eq!(velocity.0, helix_vjp(t, (1.0, 0.0, 0.0)).1);
    assert_relative_eq!(velocity.1, helix_vjp(t, (0.0, 1.0, 0.0)).1);
    assert_relative_eq!(velocity.2, helix_vjp(t, (0.0, 0.0, 1.0)).1);
    velocity
}

fn print_costs(graph: &Graph, trace: &Trace) {
    let (n, m) = (trace.inputs().len(), trace.outputs().len());
    println!("  the cost of all derivatives, n = {n}, m = {m}: forward n sweeps, reverse m");
    print_cost("  forward", &forward_cost(graph, trace));
    print_cost("  reverse", &reverse_cost(graph, trace));
}
