//! Methods that a trait adds to slices, vectors and arrays: their companions stand in a trait.

use autodiff::{Differentiable, check, grad};
use num_traits::Float;

trait Stats {
    type Number;

    fn mean(&self) -> Self::Number;
    fn softmax(&self) -> Vec<Self::Number>;
    fn largest(&self) -> usize;
}

#[grad(hvp)]
impl<F: Float> Stats for [F] {
    type Number = F;

    fn mean(&self) -> F {
        let mut s = F::zero();
        for x in self {
            s = s + *x;
        }
        s / F::from(self.len()).unwrap()
    }

    fn softmax(&self) -> Vec<F> {
        let weights: Vec<F> = self.iter().map(|x| x.exp()).collect();
        let mut total = F::zero();
        for weight in &weights {
            total = total + *weight;
        }
        weights.iter().map(|weight| *weight / total).collect()
    }

    fn largest(&self) -> usize {
        let mut at = 0;
        for i in 1..self.len() {
            if self[i] > self[at] {
                at = i;
            }
        }
        at
    }
}

trait Steps: Sized {
    fn norm(&self) -> f64;
    fn plus(self, other: &Self) -> Self;
    fn axpy(&mut self, a: f64, x: &[f64]);
}

#[grad(hvp)]
impl Steps for Vec<f64> {
    fn norm(&self) -> f64 {
        self.iter().map(|x| x * x).sum::<f64>().sqrt()
    }

    fn plus(self, other: &Self) -> Self {
        self.iter().zip(other).map(|(a, b)| a * a + b).collect()
    }

    fn axpy(&mut self, a: f64, x: &[f64]) {
        let n = self.norm();
        for (y, x) in self.iter_mut().zip(x) {
            *y += a * x / n;
        }
    }
}

trait Products<const N: usize> {
    fn dot(&self, other: &[f64; N]) -> f64;
    fn exp(&self) -> [f64; N];
}

#[grad(hvp)]
impl<const N: usize> Products<N> for [f64; N] {
    fn dot(&self, other: &[f64; N]) -> f64 {
        let mut s = 0.0;
        for i in 0..N {
            s += self[i] * other[i];
        }
        s
    }

    fn exp(&self) -> [f64; N] {
        let mut out = [0.0; N];
        for i in 0..N {
            out[i] = self[i].exp();
        }
        out
    }
}

#[derive(Clone, Copy, Differentiable)]
struct Point {
    x: f64,
    y: f64,
}

trait Path {
    fn centre(&self) -> Point;
}

#[grad(hvp)]
impl Path for [Point] {
    fn centre(&self) -> Point {
        let n = self.len() as f64;
        Point { x: self.iter().map(|p| p.x).sum::<f64>() / n, y: self.iter().map(|p| p.y).sum::<f64>() / n }
    }
}

#[derive(Clone, Differentiable)]
struct Cloud {
    points: Vec<Point>,
    weights: Vec<f64>,
}

#[grad(hvp)]
impl Cloud {
    fn cost(&self, k: f64) -> f64 {
        let centre = self.points.centre();
        centre.x * self.weights.mean() + centre.y * self.weights.softmax()[0] * k
    }
}

#[grad(hvp)]
fn of_vectors(x: &Vec<f64>, k: f64) -> f64 {
    let mut z = x.clone();
    z.axpy(k, x);
    let sum = z.clone().plus(x);
    z.norm() * sum.norm() + x[1..].mean() * x[z.largest()]
}

#[grad(hvp)]
fn of_arrays(x: [f64; 3], y: &[f64; 3]) -> f64 {
    x.dot(y) * y.exp()[1] + x.dot(&x)
}

#[test]
fn methods_of_slices() {
    check!(of_vectors(&vec![0.3, 0.5, 0.9], 0.3), hvp);
    check!(of_arrays([0.3, 0.5, 0.9], &[0.1, 0.2, 0.3]), hvp);
    let points = vec![Point { x: 0.1, y: 0.2 }, Point { x: 0.5, y: 0.3 }];
    check!(Cloud::cost(&Cloud { points, weights: vec![0.1, 0.2] }, 0.3), hvp);
    assert_eq!([0.3_f32, 0.4].mean_grad(), [0.5, 0.5]);
}
