//! Methods that give a part of `self`: named by neighbours, copied by everybody else.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Differentiable)]
struct Matrix {
    cols: usize,
    data: Vec<f64>,
}

#[grad(hvp)]
impl Matrix {
    fn rows(&self) -> usize {
        self.data.len() / self.cols
    }

    fn row(&self, i: usize) -> &[f64] {
        &self.data[i * self.cols..(i + 1) * self.cols]
    }

    fn at(&self, i: usize, j: usize) -> &f64 {
        &self.row(i)[j]
    }

    fn lines(&self) -> impl Iterator<Item = &[f64]> + '_ {
        self.data.chunks(self.cols)
    }

    fn at_mut(&mut self, i: usize, j: usize) -> &mut f64 {
        let cols = self.cols;
        &mut self.data[i * cols + j]
    }

    fn iter(&self) -> std::slice::Iter<'_, f64> {
        self.data.iter()
    }

    fn transposed(&self) -> Matrix {
        let mut out = Matrix { cols: self.rows(), data: vec![0.0; self.data.len()] };
        for i in 0..self.rows() {
            for j in 0..self.cols {
                *out.at_mut(j, i) = *self.at(i, j) * self.iter().sum::<f64>();
            }
        }
        out
    }

    fn column(&self, j: usize) -> Vec<f64> {
        (0..self.rows()).map(|i| self.pick(i, j)).collect()
    }

    fn pick(&self, i: usize, j: usize) -> f64 {
        self.data[i * self.cols + j] * 2.0
    }

    fn times(&self, x: &[f64]) -> Vec<f64> {
        self.lines().map(|row| row.iter().zip(x).map(|(a, b)| a * b).sum()).collect()
    }

    fn quadratic(&self, other: &Self) -> f64 {
        let mut s = 0.0;
        for i in 0..self.rows() {
            s += *self.at(i, i) * self.row(i)[0] + self.at(i, 0) * other.at(i, 1);
        }
        s + self.times(other.row(0))[1] * self.transposed().column(1)[0]
    }
}

#[derive(Clone, Differentiable)]
struct Layer {
    weights: Matrix,
    bias: Vec<f64>,
}

#[grad(hvp)]
impl Layer {
    fn weights(&self) -> &Matrix {
        &self.weights
    }

    fn bias(&self) -> &[f64] {
        &self.bias
    }

    fn bias_mut(&mut self) -> &mut [f64] {
        &mut self.bias
    }

    fn shift(&mut self, by: f64) {
        self.bias_mut()[0] += by * by;
        for b in self.bias_mut() {
            *b *= by;
        }
    }

    fn shifted(&self, by: f64) -> f64 {
        let mut layer = self.clone();
        layer.shift(by);
        layer.weights().quadratic(self.weights()) * layer.bias()[0] + self.bias()[1]
    }
}

/// In another block the methods are not in sight.
#[grad(hvp)]
fn output(layer: &Layer, x: f64) -> f64 {
    let w = layer.weights();
    w.quadratic(w) * layer.bias()[0] * x + layer.shifted(x)
}

#[test]
fn getters() {
    let weights = Matrix { cols: 2, data: vec![0.3, -0.2, 0.5, 0.7] };
    let other = Matrix { cols: 2, data: vec![0.1, 0.9, -0.4, 0.2] };
    check!(Matrix::quadratic(&weights, &other), hvp);
    let layer = Layer { weights, bias: vec![0.4, -0.6] };
    check!(Layer::shifted(&layer, 0.7), hvp);
    check!(output(&layer, 0.7), hvp);
}

#[derive(Clone, Differentiable)]
struct Model {
    xs: Vec<f64>,
    rows: Vec<Vec<f64>>,
    extra: Option<Matrix>,
}

#[grad(hvp)]
impl Model {
    fn xs(&self) -> &[f64] {
        &self.xs
    }

    fn rows(&self) -> &[Vec<f64>] {
        &self.rows
    }

    fn extra(&self) -> Option<&Matrix> {
        self.extra.as_ref()
    }

    fn get(&self, i: usize) -> Option<&f64> {
        self.xs.get(i)
    }

    fn cost(&self) -> f64 {
        let mut s = self.get(0).copied().unwrap_or(0.0) * self.get(9).copied().unwrap_or(2.0);
        if let Some(extra) = self.extra() {
            s += extra.pick(0, 1) * norm(self.xs());
        }
        s
    }
}

#[grad(hvp)]
fn norm(x: &[f64]) -> f64 {
    x.iter().map(|x| x * x).sum::<f64>().sqrt()
}

/// Rows of what a getter gives are given to who takes a slice.
#[grad(hvp)]
fn of_rows(model: &Model) -> f64 {
    let mut s = norm(model.xs()) * model.cost();
    for row in model.rows() {
        s += norm(row);
    }
    s
}

#[test]
fn getters_that_may_give_nothing() {
    let extra = Some(Matrix { cols: 2, data: vec![0.3, -0.2] });
    let model = Model { xs: vec![0.3, 0.4], rows: vec![vec![0.5], vec![0.6, 0.7]], extra };
    check!(of_rows(&model), hvp);
}
