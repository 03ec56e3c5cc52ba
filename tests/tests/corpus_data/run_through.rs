//! Parts of data that are run through and changed, where nothing tells before that they are
//! memory: what was read of them was changed, and they stayed as they were.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Debug, Differentiable)]
struct Net {
    weights: [[f64; 2]; 2],
    biases: Vec<f64>,
    rows: Vec<Vec<f64>>,
    layers: Vec<Layer>,
}

#[derive(Clone, Debug, Differentiable)]
struct Layer {
    values: Vec<f64>,
}

#[grad(hvp)]
fn of_an_array(net: &Net, k: f64) -> f64 {
    let mut net = net.clone();
    for v in net.weights[0].iter_mut() {
        *v *= k;
    }
    net.weights[1].iter_mut().for_each(|v| *v += k);
    net.weights[0][1] * net.weights[1][0]
}

#[grad(hvp)]
fn of_rows(net: &Net, k: f64) -> f64 {
    let mut net = net.clone();
    for (i, v) in net.rows[0].iter_mut().enumerate() {
        *v *= k * i as f64;
    }
    let biases = net.biases.clone();
    for (v, b) in net.rows[1].iter_mut().zip(&biases) {
        *v *= k * b;
    }
    net.rows[0][1] * net.rows[1][0]
}

#[grad(hvp)]
impl Net {
    fn scaled(&mut self, k: f64) -> f64 {
        let row = 1;
        for v in self.weights[row].iter_mut() {
            *v *= k;
        }
        for v in self.layers[0].values.iter_mut().rev() {
            *v = v.sin() * k;
        }
        self.weights[1][0] * self.layers[0].values[1]
    }

    fn in_blocks(&mut self, k: f64) -> f64 {
        for block in self.rows[0].chunks_mut(1) {
            block[0] *= k;
        }
        for block in self.layers[0].values.chunks_exact_mut(2) {
            block[0] *= k * block[1];
        }
        self.rows[0][1] * self.layers[0].values[0]
    }
}

#[grad(hvp)]
fn of_self(net: &Net, k: f64) -> f64 {
    let mut net = net.clone();
    let scaled = net.scaled(k);
    scaled * net.in_blocks(k)
}

#[test]
fn parts_are_changed_where_they_are() {
    let net = Net {
        weights: [[0.1, 0.2], [0.3, 0.4]],
        biases: vec![0.5, 0.6],
        rows: vec![vec![0.7, 0.8], vec![0.9, 1.0]],
        layers: vec![Layer { values: vec![1.1, 1.2] }],
    };
    assert_eq!(of_an_array_vjp(&net, 0.4, 1.0).0.to_bits(), of_an_array(&net, 0.4).to_bits());
    check!(of_an_array(&net, 0.4));
    check!(of_rows(&net, 0.4));
    check!(of_self(&net, 0.4));
}
