//! Methods that hand to their adjoints what these read, as functions do.

use super::{assert_close, by_differences, counted, runs};
use autodiff::{Differentiable, check, grad};

/// Chain of bodies: a step reads what it overwrites.
#[derive(Clone, Differentiable)]
struct Sim {
    x: Vec<f64>,
    v: Vec<f64>,
    k: f64,
}

#[grad(hvp)]
impl Sim {
    fn step(&mut self, dt: f64) -> f64 {
        let at: usize = counted();
        let mut energy = 0.0;
        for i in at..self.x.len() {
            self.v[i] -= self.k * self.x[i].sin() * dt;
            self.x[i] += self.v[i] * dt;
            energy += self.v[i] * self.v[i];
        }
        energy
    }

    /// Nothing is given, and a callee of the same block is called in a loop.
    fn advance(&mut self, dt: f64, n: usize) {
        let _at: usize = counted();
        for _ in 0..n {
            let e = self.step(dt);
            let k: f64 = self.k;
            self.k = k * (1.0 - 0.01 * e.sqrt());
        }
    }

    /// A recursion that changes what it is called on.
    fn descend(&mut self, dt: f64, n: usize) -> f64 {
        let at: usize = counted();
        if n == at {
            return self.x[0];
        }
        self.x[n % 2] = (self.x[n % 2] * 1.1 + dt).sin();
        let below = self.descend(dt * 0.9, n - 1);
        self.x[0] *= below.cos();
        below * self.x[1] + self.k
    }

    fn energy(&self, w: &[f64]) -> f64 {
        let at: usize = counted();
        let mut e = 0.0;
        for i in at..self.x.len() {
            e += w[i] * (self.v[i] * self.v[i] + self.k * self.x[i].cos()).exp();
        }
        e
    }
}

fn sim(x: &[f64]) -> Sim {
    Sim { x: vec![x[0], x[1]], v: vec![0.3, -0.2], k: x[2] }
}

#[grad(hvp)]
fn stepped(x: &[f64], dt: f64, n: usize) -> f64 {
    let mut sim = Sim { x: vec![x[0], x[1]], v: vec![0.3, -0.2], k: x[2] };
    let mut e = 0.0;
    for _ in 0..n {
        e += sim.step(dt) * sim.x[0];
    }
    e + sim.v[1]
}

/// The same, of which nobody knows where it stands, as it is indented: its callees run whole.
mod whole {
    use super::Sim;
    use autodiff::grad;

    #[grad]
    pub(super) fn stepped(x: &[f64], dt: f64, n: usize) -> f64 {
        let mut sim = Sim { x: vec![x[0], x[1]], v: vec![0.3, -0.2], k: x[2] };
        let mut e = 0.0;
        for _ in 0..n {
            e += sim.step(dt) * sim.x[0];
        }
        e + sim.v[1]
    }
}

#[grad(report, hvp)]
fn advanced(x: &[f64], dt: f64, n: usize) -> f64 {
    let mut sim = Sim { x: vec![x[0], x[1]], v: vec![0.3, -0.2], k: x[2] };
    sim.advance(dt, n);
    let e = sim.energy(x);
    sim.advance(e * 0.1, 1);
    e.sin() * sim.energy(&sim.x)
}

#[grad(hvp)]
fn descended(x: &[f64], dt: f64, n: usize) -> f64 {
    let mut sim = Sim { x: vec![x[0], x[1]], v: vec![0.3, -0.2], k: x[2] };
    let y = sim.descend(dt, n);
    y.sin() * sim.x[0] * sim.x[1]
}

/// A tree, of which both halves are factors of each other's adjoints.
#[derive(Clone, Differentiable)]
enum Tree {
    Leaf(f64),
    Node(Box<Tree>, Box<Tree>),
}

#[grad]
impl Tree {
    fn value(&self, x: &[f64]) -> f64 {
        let at: usize = counted();
        match self {
            Tree::Leaf(w) => (w * x[at]).sin(),
            Tree::Node(a, b) => {
                let (a, b) = (a.value(x), b.value(x));
                (a * b + a).cos() * x[1]
            }
        }
    }
}

fn tree(depth: usize, w: f64) -> Tree {
    if depth == 0 {
        return Tree::Leaf(w);
    }
    Tree::Node(Box::new(tree(depth - 1, w * 1.1)), Box::new(tree(depth - 1, w * 0.9)))
}

#[grad]
fn of_tree(#[constant] tree: &Tree, x: &[f64]) -> f64 {
    let v = tree.value(x);
    v * v
}

#[test]
fn a_step_runs_once() {
    let x = [0.3, -0.8, 1.3];
    for n in 0..4 {
        assert_close(&stepped_grad(&x, 0.1, n).0, &by_differences(|x| stepped(x, 0.1, n), &x));
        assert_close(&[stepped_grad(&x, 0.1, n).1], &by_differences(|dt| stepped(&x, dt[0], n), &[0.1]));
        assert_eq!(runs(|| stepped_grad(&x, 0.1, n)), n);
        assert_close(&advanced_grad(&x, 0.1, n).0, &by_differences(|x| advanced(x, 0.1, n), &x));
        assert_eq!(runs(|| advanced_grad(&x, 0.1, n)), runs(|| advanced(&x, 0.1, n)));
    }
}

#[test]
fn the_gradient_is_that_of_callees_that_run_whole() {
    let x = [0.3, -0.8, 1.3];
    let (by_record, whole) = (stepped_grad(&x, 0.1, 3), whole::stepped_grad(&x, 0.1, 3));
    assert_eq!(runs(|| whole::stepped_grad(&x, 0.1, 3)), 6);
    assert_eq!(by_record, whole);
}

/// Both modes, and second order, in which callees run whole.
#[test]
fn all_derivatives_agree() {
    let x = [0.3, -0.8, 1.3];
    check!(stepped(&x, 0.1, 3), hvp);
    check!(advanced(&x, 0.1, 2), hvp);
    check!(descended(&x, 0.2, 4), hvp);
}

#[test]
fn the_report_says_how_a_method_runs() {
    let report = advanced_report();
    assert!(report.contains("- `sim.advance(dt, n)`: its adjoint runs later, and reads what `advance` has recorded"));
    assert!(report.contains("- `sim.energy(&sim.x)`: value and adjoint at once"));
}

#[test]
fn the_value_is_that_of_the_method() {
    let x = [0.3, -0.8, 1.3];
    assert_eq!(advanced_value_and_grad(&x, 0.1, 3).0.to_bits(), advanced(&x, 0.1, 3).to_bits());
    let (mut one, mut other) = (sim(&x), sim(&x));
    assert_eq!(one.descend_value_and_grad(0.2, 5).0.to_bits(), other.descend(0.2, 5).to_bits());
    assert_eq!(one.x, other.x);
}

#[test]
fn recursion_of_methods_costs_what_it_costs() {
    let x = [0.3, -0.8, 1.3];
    for n in [0, 1, 2, 3, 8, 40] {
        assert_close(&descended_grad(&x, 0.2, n).0, &by_differences(|x| descended(x, 0.2, n), &x));
        assert_eq!(runs(|| descended_grad(&x, 0.2, n)), n + 1);
    }
}

#[test]
fn so_does_that_over_a_tree() {
    let x = [0.3, 0.8];
    for depth in [0, 1, 2, 5] {
        let tree = tree(depth, 0.7);
        let gradient = tree.value_grad(&x).1;
        assert_close(&gradient, &by_differences(|x| tree.value(x), &x));
        assert_eq!(runs(|| tree.value_grad(&x)), runs(|| tree.value(&x)));
        assert_close(&of_tree_grad(&tree, &x), &by_differences(|x| of_tree(&tree, x), &x));
    }
}
