use autodiff::{Differentiable, grad};
use std::ops::Index;

#[derive(Clone, Differentiable)]
struct Matrix {
    cols: usize,
    data: Vec<f64>,
}

#[grad]
impl Index<(usize, usize)> for Matrix {
    type Output = f64;

    fn index(&self, (i, j): (usize, usize)) -> &f64 {
        &self.data[i * self.cols + j]
    }
}

#[derive(Clone, Differentiable)]
struct Framed {
    inside: Matrix,
}

#[grad]
impl Index<(usize, usize)> for Framed {
    type Output = f64;

    fn index(&self, at: (usize, usize)) -> &f64 {
        &self.inside[at]
    }
}

fn main() {}
