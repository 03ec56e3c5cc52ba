//! Graphs for the tests.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::{Cluster, Edge, Graph, Node, Role};

/// A graph that is written down line by line.
#[derive(Default)]
struct Draft {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    clusters: Vec<Cluster>,
    cluster: Option<usize>,
}

fn leak(text: impl Into<String>) -> &'static str {
    Box::leak(text.into().into_boxed_str())
}

impl Draft {
    fn node(&mut self, role: Role, op: &str, expression: &str, source: &str, active: bool) -> u32 {
        let id = u32::try_from(self.nodes.len()).unwrap() + 1;
        self.nodes.push(Node {
            id,
            op: leak(op),
            expression: leak(expression),
            source: leak(source),
            role,
            active,
            reason: if active { "active because of `x`" } else { "inactive: a comparison has no derivative" },
            cluster: self.cluster,
        });
        id
    }

    fn input(&mut self, name: &str) -> u32 {
        self.node(Role::Input, "input", name, name, true)
    }

    fn inner(&mut self, op: &str, expression: &str, source: &str, reads: &[u32]) -> u32 {
        let id = self.node(Role::Inner, op, expression, source, true);
        for &from in reads {
            let active = self.nodes.iter().any(|node| node.id == from && node.active);
            self.edges.push(Edge { from, to: id, active });
        }
        id
    }

    fn test(&mut self, expression: &str, source: &str, reads: &[u32]) -> u32 {
        let id = self.node(Role::Inner, "gt", expression, source, false);
        self.edges.extend(reads.iter().map(|&from| Edge { from, to: id, active: false }));
        id
    }

    fn open(&mut self, label: &str) {
        self.clusters.push(Cluster { label: leak(label), parent: self.cluster });
        self.cluster = Some(self.clusters.len() - 1);
    }

    fn close(&mut self) {
        self.cluster = self.clusters[self.cluster.unwrap()].parent;
    }

    fn finish(self, name: &str, outputs: Vec<u32>) -> Graph {
        Graph {
            name: leak(name),
            nodes: self.nodes.leak(),
            edges: self.edges.leak(),
            clusters: self.clusters.leak(),
            outputs: outputs.leak(),
        }
    }
}

pub(crate) fn sigmoid() -> Graph {
    let mut d = Draft::default();
    let (x, a) = (d.input("x"), d.input("a"));
    let w3 = d.inner("mul", "-w1·w2", "-a * x", &[x, a]);
    let w4 = d.inner("exp", "exp(w3)", "(-a * x).exp()", &[w3]);
    let w5 = d.inner("add", "1 + w4", "1.0 + (-a * x).exp()", &[w4]);
    let w6 = d.inner("div", "1/w5", "1.0 / (1.0 + (-a * x).exp())", &[w5]);
    d.finish("sigmoid", vec![w6])
}

pub(crate) fn product_and_sine() -> Graph {
    let mut d = Draft::default();
    let (x1, x2) = (d.input("x1"), d.input("x2"));
    let w3 = d.inner("mul", "w1·w2", "x1 * x2", &[x1, x2]);
    let w4 = d.inner("sin", "sin(w1)", "x1.sin()", &[x1]);
    let w5 = d.inner("add", "w3 + w4", "x1 * x2 + x1.sin()", &[w3, w4]);
    d.finish("f", vec![w5])
}

fn neuron(d: &mut Draft, squash: &str, weights: [u32; 3], a: u32, b: u32) -> u32 {
    let [bias, v, w] = weights;
    let p = d.inner("mul", &format!("w{v}·w{a}"), "w[1] * a", &[v, a]);
    let q = d.inner("mul", &format!("w{w}·w{b}"), "w[2] * b", &[w, b]);
    let s = d.inner("add", &format!("w{bias} + w{p}"), "w[0] + w[1] * a", &[bias, p]);
    let s = d.inner("add", &format!("w{s} + w{q}"), "w[0] + w[1] * a + w[2] * b", &[s, q]);
    let s = d.inner("call", &format!("{squash}(w{s})"), &format!("{squash}(sum)"), &[s]);
    if squash == "tanh" {
        return s;
    }
    d.inner("recip", &format!("1/w{s}"), "1.0 / e", &[s])
}

/// A perceptron with two hidden units: 35 nodes.
pub(crate) fn perceptron() -> Graph {
    let mut d = Draft::default();
    let names = ["x1", "x2", "w10", "w11", "w12", "w20", "w21", "w22", "v0", "v1", "v2"];
    let input: Vec<u32> = names.iter().map(|name| d.input(name)).collect();
    let target = d.input("t");
    let h1 = neuron(&mut d, "exp", [input[2], input[3], input[4]], input[0], input[1]);
    let h2 = neuron(&mut d, "exp", [input[5], input[6], input[7]], input[0], input[1]);
    let out = neuron(&mut d, "tanh", [input[8], input[9], input[10]], h1, h2);
    let error = d.inner("sub", &format!("w{out} - w{target}"), "y - t", &[out, target]);
    let square = d.inner("mul", &format!("w{error}·w{error}"), "(y - t) * (y - t)", &[error, error]);
    let loss = d.inner("mul", &format!("0.5·w{square}"), "0.5 * (y - t) * (y - t)", &[square]);
    let mut all = vec![h1, h2];
    for (index, unit) in [h1, h2, out].into_iter().enumerate() {
        all.push(d.inner("mul", &format!("0.01·w{unit}"), &format!("0.01 * h{index}"), &[unit]));
    }
    let penalty = d.inner("add", &format!("w{} + w{} + w{}", all[2], all[3], all[4]), "penalty", &all[2..]);
    let total = d.inner("add", &format!("w{loss} + w{penalty}"), "loss + penalty", &[loss, penalty]);
    d.finish("loss", vec![total])
}

/// An `if` in an arm of an `if`.
pub(crate) fn nested() -> Graph {
    let mut d = Draft::default();
    let (x, y) = (d.input("x"), d.input("y"));
    d.open("if x > 0.0");
    let c = d.test("w1 > 0", "x > 0.0", &[x]);
    d.open("then");
    let w4 = d.inner("mul", "w1·w1", "x * x", &[x, x]);
    d.open("if x * x > y");
    let c2 = d.test("w4 > w2", "x * x > y", &[w4, y]);
    d.open("then");
    let w6 = d.inner("sin", "sin(w4)", "(x * x).sin()", &[w4]);
    let w7 = d.inner("mul", "w6·w2", "(x * x).sin() * y", &[w6, y]);
    d.close();
    d.open("else");
    let w8 = d.inner("exp", "exp(w2)", "y.exp()", &[y]);
    d.close();
    let w9 = d.inner("if", "if w5 { w7 } else { w8 }", "if x * x > y { .. } else { .. }", &[c2, w7, w8]);
    d.close();
    d.close();
    d.open("else");
    let w10 = d.inner("neg", "-w1", "-x", &[x]);
    d.close();
    let w11 = d.inner("if", "if w3 { w9 } else { w10 }", "r", &[c, w9, w10]);
    d.close();
    let w12 = d.inner("add", "w11 + w2", "r + y", &[w11, y]);
    d.finish("piecewise", vec![w12])
}

/// `fn pass(x: f64) -> (f64, f64) { (x, x) }`
pub(crate) fn identity() -> Graph {
    let mut d = Draft::default();
    let x = d.input("x");
    d.finish("pass", vec![x, x])
}

/// Texts that are markup in one language or another, and references to what
/// is not there.
pub(crate) fn hostile() -> Graph {
    let mut d = Draft::default();
    let x = d.input("größe_名前");
    d.open("if a < b && c > \"d\" {");
    let y =
        d.inner("call", "f(w1, \"quoted\" \\ back)", "<script>alert('&amp;')</script>\n]]> `x`; #quot;\u{1}", &[x, 99]);
    let z = d.inner("add", "w1 + w2", "", &[x, y]);
    d.close();
    d.edges.push(Edge { from: z, to: y, active: true });
    d.edges.push(Edge { from: z, to: z, active: true });
    d.nodes.push(Node { id: z, cluster: Some(17), ..d.nodes[0] });
    d.clusters.push(Cluster { label: "its own parent", parent: Some(1) });
    d.nodes.push(Node { id: 50, cluster: Some(1), ..d.nodes[0] });
    d.clusters.push(Cluster { label: "empty", parent: None });
    d.finish("r#\"<name>\"", vec![z, 77])
}

/// Layers of values that each read three of the layer before.
pub(crate) fn wide() -> Graph {
    let mut d = Draft::default();
    let mut layer: Vec<u32> = (0..7).map(|i| d.input(&format!("x{i}"))).collect();
    for _ in 0..6 {
        let reads = |i: usize| [layer[i], layer[(i * 3 + 1) % 7], layer[(i + 4) % 7]];
        layer = (0..7)
            .map(|i| {
                let [a, b, c] = reads(i);
                d.inner("mul_add", &format!("w{a}·w{b} + w{c}"), "a.mul_add(b, c)", &[a, b, c])
            })
            .collect();
    }
    d.finish("wide", layer)
}

/// A function of random statements and branches, by a linear congruential
/// generator.
pub(crate) fn random(seed: u64) -> Graph {
    let mut state = seed;
    let mut below = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let mut d = Draft::default();
    let mut scopes: Vec<Vec<u32>> = vec![(0..=below(4)).map(|i| d.input(&format!("x{i}"))).collect()];
    for _ in 0..30 + below(30) {
        let choice = below(8);
        if choice == 0 && scopes.len() < 5 {
            d.open("if something > 0.0");
            scopes.push(scopes[scopes.len() - 1].clone());
        } else if choice == 1 && scopes.len() > 1 {
            let inside = scopes.pop().unwrap();
            d.close();
            let last = inside[inside.len() - 1];
            let merged = d.inner("if", &format!("if w{last}"), "r", &[last]);
            scopes.last_mut().unwrap().push(merged);
        } else {
            let visible = scopes.last_mut().unwrap();
            let mut pick = || visible[usize::try_from(below(visible.len() as u64)).unwrap()];
            let (a, b) = (pick(), pick());
            let id = if choice == 2 {
                d.test("w > 0", "", &[a])
            } else {
                d.inner("mul", &format!("w{a}·w{b}"), "a * b", &[a, b])
            };
            visible.push(id);
        }
    }
    let last = *scopes[0].last().unwrap();
    d.finish("random", vec![last])
}

pub(crate) fn empty() -> Graph {
    Draft::default().finish("nothing", vec![])
}

pub(crate) fn all() -> Vec<Graph> {
    vec![sigmoid(), product_and_sine(), perceptron(), nested(), identity(), wide(), empty()]
}
