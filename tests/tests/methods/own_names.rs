//! Methods of a type of one's own that are called as those of std are.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Differentiable)]
struct Series {
    data: Vec<f64>,
}

#[grad(hvp)]
impl Series {
    fn len(&self) -> usize {
        self.data.len()
    }

    fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    fn get(&self, i: usize) -> f64 {
        self.data[i] * self.data[0]
    }

    fn first(&self) -> f64 {
        2.0 * self.data[0]
    }

    fn last(&self) -> f64 {
        self.data[self.data.len() - 1]
    }

    fn sum(&self) -> f64 {
        self.data.iter().map(|x| x * x).sum()
    }

    fn dot(&self, other: &Series) -> f64 {
        self.data.iter().zip(&other.data).map(|(a, b)| a * b * b).sum()
    }

    fn map(&self, k: f64) -> Series {
        Series { data: self.data.iter().map(|x| x * k).collect() }
    }

    fn max(&self) -> f64 {
        self.data.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }
}

#[grad(hvp)]
fn score(s: &Series, t: &Series) -> f64 {
    let mut score = 1.0;
    for i in 0..s.len() {
        score += s.get(i) * t.get(i);
    }
    if s.is_empty() { 0.0 } else { score * s.dot(t) * s.map(s.max()).sum() * s.first() / (s.len() as f64 + t.last()) }
}

#[test]
fn own_names() {
    let (s, t) = (Series { data: vec![0.3, 0.9, -0.2] }, Series { data: vec![0.5, -0.4, 0.8] });
    check!(score(&s, &t), hvp);
}

#[derive(Clone, Copy, Differentiable)]
struct Arrow {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl Arrow {
    /// No number of elements.
    fn len(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }
}

#[grad(hvp)]
fn path(arrows: &[Arrow], last: Arrow) -> f64 {
    arrows.iter().map(|a| a.len()).sum::<f64>() * last.len() - last.x
}

#[test]
fn a_length_that_is_a_float() {
    let (a, b) = (Arrow { x: 0.3, y: 0.4 }, Arrow { x: -0.2, y: 0.7 });
    check!(path(&vec![a, b], b), hvp);
}
