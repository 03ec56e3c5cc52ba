//! A network of two layers that learns the exclusive or, as structs of matrices.

use autodiff::{Differentiable, check, grad};

/// Rows behind each other.
#[derive(Clone, Debug, Differentiable)]
struct Matrix {
    rows: usize,
    cols: usize,
    data: Vec<f64>,
}

#[grad(hvp)]
impl Matrix {
    fn get(&self, i: usize, j: usize) -> f64 {
        self.data[i * self.cols + j]
    }

    fn mul_vec(&self, x: &[f64]) -> Vec<f64> {
        assert_eq!(x.len(), self.cols);
        self.data.chunks_exact(self.cols).map(|row| row.iter().zip(x).map(|(a, b)| a * b).sum()).collect()
    }

    fn sum_of_squares(&self) -> f64 {
        self.data.iter().map(|w| w * w).sum()
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Layer {
    weights: Matrix,
    biases: Vec<f64>,
}

#[grad(hvp)]
impl Layer {
    fn forward(&self, x: &[f64]) -> Vec<f64> {
        let mut y = self.weights.mul_vec(x);
        for (y, b) in y.iter_mut().zip(&self.biases) {
            *y += b;
        }
        y
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Network {
    hidden: Layer,
    output: Layer,
}

#[grad(hvp)]
impl Network {
    fn predict(&self, x: &[f64]) -> f64 {
        let hidden: Vec<f64> = self.hidden.forward(x).iter().map(|v| v.tanh()).collect();
        let out = self.output.forward(&hidden);
        1.0 / (1.0 + (-out[0]).exp())
    }

    fn loss(&self, #[constant] samples: &[([f64; 2], f64)], #[constant] decay: f64) -> f64 {
        let mut sum = 0.0;
        for (x, y) in samples {
            let p = self.predict(x);
            sum -= y * p.ln() + (1.0 - y) * (1.0 - p).ln();
        }
        sum / samples.len() as f64
            + decay * (self.hidden.weights.sum_of_squares() + self.output.weights.sum_of_squares())
    }
}

const XOR: [([f64; 2], f64); 4] = [([0.0, 0.0], 0.0), ([0.0, 1.0], 1.0), ([1.0, 0.0], 1.0), ([1.0, 1.0], 0.0)];

fn layer(inputs: usize, outputs: usize, seed: &mut u64) -> Layer {
    let mut uniform = || {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from((*seed >> 32) as u32) / f64::from(u32::MAX) * 2.0 - 1.0
    };
    let data = (0..inputs * outputs).map(|_| uniform()).collect();
    Layer { weights: Matrix { rows: outputs, cols: inputs, data }, biases: vec![0.0; outputs] }
}

pub(crate) fn run() {
    let mut seed = 7;
    let mut network = Network { hidden: layer(2, 4, &mut seed), output: layer(4, 1, &mut seed) };
    check!(
        Network::loss(
            &network,
            #[constant]
            &XOR,
            #[constant]
            1e-4
        ),
        hvp
    );
    let before = network.loss(&XOR, 1e-4);
    let mut velocity = network.zero_like();
    for _ in 0..2000 {
        let mut gradient = network.loss_grad(&XOR, 1e-4);
        velocity.scale(0.9);
        gradient.scale(-0.1);
        velocity.accumulate(&gradient);
        network.accumulate(&velocity);
    }
    let after = network.loss(&XOR, 1e-4);
    println!("  network                  {} weights, loss {before:.4} before, {after:.4} after", network.leaves());
    for (x, y) in XOR {
        assert!((network.predict(&x) - y).abs() < 0.1);
    }
    assert_eq!((network.hidden.weights.rows, network.output.weights.cols), (4, 4));
}
