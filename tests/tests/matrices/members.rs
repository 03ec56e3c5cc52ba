//! Matrices of members of traits, along what implements them, and in code over any model.

use autodiff::{Differentiable, Rows, grad};

#[grad(jacobian, hessian)]
trait Model {
    fn energy(&self, x: &[f64]) -> f64;

    fn twice(&self, x: &[f64], by: f64) -> f64 {
        self.energy(x) * by * by
    }

    fn moved(&self, h: f64) -> Self
    where
        Self: Sized;
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Chain {
    k: f64,
    rest: [f64; 2],
}

#[grad(hessian, jacobian, members)]
impl Model for Chain {
    fn energy(&self, x: &[f64]) -> f64 {
        x.iter().zip(&self.rest).map(|(x, rest)| self.k * (x - rest) * (x - rest)).sum()
    }

    fn moved(&self, h: f64) -> Self {
        Chain { k: self.k * h, rest: self.rest }
    }
}

/// Of another `impl`, with a parameter.
#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Scaled<M> {
    of: M,
    by: f64,
}

#[grad(hessian, jacobian, members)]
impl<M: Model + Differentiable> Model for Scaled<M> {
    fn energy(&self, x: &[f64]) -> f64 {
        self.of.energy(x) * self.by
    }

    fn moved(&self, h: f64) -> Self {
        Scaled { of: self.of.clone(), by: self.by + h }
    }
}

fn chain() -> Chain {
    Chain { k: 1.5, rest: [0.5, -1.0] }
}

#[test]
fn a_hessian_along_self() {
    let (m, x) = (chain(), [2.0, 3.0]);
    let ((m_m, m_x), (x_m, x_x)) = m.energy_hessian(&x);
    // Along k, rest[0], rest[1]: rows in the order of the leaves.
    let row = |k: f64, rest: [f64; 2]| Chain { k, rest };
    assert_eq!(m_m, [row(0.0, [-3.0, -8.0]), row(-3.0, [3.0, 0.0]), row(-8.0, [0.0, 3.0])]);
    assert_eq!(m_x, [[3.0, 8.0], [-3.0, 0.0], [0.0, -3.0]]);
    assert_eq!(x_m, [row(3.0, [-3.0, 0.0]), row(8.0, [0.0, -3.0])]);
    assert_eq!(x_x, [[3.0, 0.0], [0.0, 3.0]]);
    let (m_bar, x_bar) = m.energy_jacobian(&x);
    assert_eq!((m_bar, x_bar), m.energy_grad(&x));
    let mut cells = [0.0; 25];
    m.energy_hessian_into(&x, &mut cells);
    assert_eq!(cells[..5], [0.0, -3.0, -8.0, 3.0, 8.0]);
}

#[test]
fn of_a_method_that_has_a_body_and_of_one_that_gives_self() {
    let (m, x) = (chain(), [2.0, 3.0]);
    let (_, _, (_, _, by_by)) = m.twice_hessian(&x, 4.0);
    assert_eq!(by_by, 2.0 * m.energy(&x));
    let (along_m, along_h) = m.moved_jacobian(2.0);
    assert_eq!(along_m[0], Chain { k: 2.0, rest: [0.0; 2] });
    assert_eq!(along_h, [1.5, 0.0, 0.0]);
}

#[grad(jacobian, hessian)]
fn loss<M: Model + Differentiable>(model: &M, x: f64) -> f64 {
    let d = model.energy(&[x, 2.0 * x]);
    d * d
}

/// A result of a type that only the bounds say.
#[grad(jacobian)]
fn both<M: Model + Differentiable>(model: &M, h: f64) -> (M, f64) {
    (model.moved(h), h * h)
}

/// Code over any model asks for the rows of its type.
fn trace<M: Model + Differentiable + Rows>(model: &M, x: f64) -> (f64, usize) {
    let ((m_m, _), (_, x_x)) = loss_hessian(model, x);
    let (gradient, along_x) = loss_jacobian(model, x);
    let _: M::Of<M> = m_m;
    (x_x, gradient.leaves() + usize::from(along_x.is_finite()))
}

#[test]
fn any_model() {
    for (value, leaves) in [trace(&chain(), 0.7), trace(&Scaled { of: chain(), by: 1.0 }, 0.7)] {
        let slope = |x: f64| loss_grad(&chain(), x).1;
        let by_differences = (slope(0.7 + 1e-5) - slope(0.7 - 1e-5)) / 2e-5;
        assert!((value - by_differences).abs() < 1e-6 * value.abs());
        assert!(leaves > 3);
    }
    let ((along_m, squared_m), (_, squared_h)) = both_jacobian(&chain(), 3.0);
    assert_eq!((along_m.len(), squared_m, squared_h), (3, chain().zero_like(), 6.0));
}
