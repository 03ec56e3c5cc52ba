//! Structs over a float, and methods in an `impl` over one.

use autodiff::{Differentiable, grad};
use num_traits::Float;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Vec3<T> {
    x: T,
    y: T,
    z: T,
}

#[grad(hvp)]
impl<T: Float> Vec3<T> {
    fn dot(&self, o: &Self) -> T {
        self.x * o.x + self.y * o.y + self.z * o.z
    }

    fn norm(&self) -> T {
        self.dot(self).sqrt()
    }
}

#[grad(hvp)]
fn angle<T: Float>(a: &Vec3<T>, b: &Vec3<T>) -> T {
    (a.dot(b) / (a.norm() * b.norm())).acos()
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Poly<T, const N: usize> {
    c: [T; N],
}

#[grad(hvp)]
impl<T: autodiff::Real, const N: usize> Poly<T, N> {
    fn eval(&self, x: T) -> T {
        let mut sum = T::literal(0.0);
        for k in 0..N {
            sum = sum * x + self.c[k];
        }
        sum
    }
}

/// Derivative along `dot`, by central differences.
fn along<P: Differentiable>(f: impl Fn(&P) -> f64, at: &P, dot: &P) -> f64 {
    let step = 1e-6;
    let moved = |by: f64| {
        let (mut to, mut step) = (at.clone(), dot.clone());
        step.scale_by(by);
        to.accumulate(&step);
        f(&to)
    };
    (moved(step) - moved(-step)) / (2.0 * step)
}

const A: Vec3<f64> = Vec3 { x: 1.0, y: 2.0, z: 0.5 };
const B: Vec3<f64> = Vec3 { x: 0.2, y: 1.0, z: 1.5 };
const C: Vec3<f64> = Vec3 { x: -0.3, y: 0.1, z: 0.7 };

#[test]
fn the_angle_of_two_vectors() {
    let (value, dot) = angle_jvp(&A, &B, &C, &A);
    assert_eq!(value, angle(&A, &B));
    let (a_bar, b_bar) = angle_grad(&A, &B);
    let by_reverse = a_bar.dot(&C) + b_bar.dot(&A);
    approx::assert_relative_eq!(
        dot,
        Differentiable::inner_product(&a_bar, &C) + Differentiable::inner_product(&b_bar, &A),
        epsilon = 1e-14
    );
    approx::assert_relative_eq!(dot, by_reverse, epsilon = 1e-14);
    let by_differences = along(|(a, b)| angle(a, b), &(A, B), &(C, A));
    approx::assert_relative_eq!(dot, by_differences, epsilon = 1e-8);
}

#[test]
fn second_order() {
    let ((a_bar, b_bar), (a_bar_dot, b_bar_dot)) = angle_hvp(&A, &B, &C, &A);
    assert_eq!((a_bar, b_bar), angle_grad(&A, &B));
    for seed in [(C, B), (B, A), (A, C)] {
        let of_gradient = along(
            |(a, b)| {
                let (a_bar, b_bar) = angle_grad(a, b);
                Differentiable::inner_product(&a_bar, &seed.0) + Differentiable::inner_product(&b_bar, &seed.1)
            },
            &(A, B),
            &(C, A),
        );
        let ours =
            Differentiable::inner_product(&a_bar_dot, &seed.0) + Differentiable::inner_product(&b_bar_dot, &seed.1);
        approx::assert_relative_eq!(ours, of_gradient, epsilon = 1e-7, max_relative = 1e-6);
    }
}

#[test]
fn the_other_float() {
    let [a, b] = [A, B].map(|v| Vec3 { x: v.x as f32, y: v.y as f32, z: v.z as f32 });
    let (single, double) = (angle_grad(&a, &b).0, angle_grad(&A, &B).0);
    approx::assert_relative_eq!(f64::from(single.x), double.x, epsilon = 1e-5);
    approx::assert_relative_eq!(f64::from(single.y), double.y, epsilon = 1e-5);
}

#[test]
fn a_polynomial_of_any_degree() {
    let p = Poly { c: [1.0, 2.0, 3.0] };
    assert_eq!(p.eval_grad(2.0), (Poly { c: [4.0, 2.0, 1.0] }, 6.0));
    assert_eq!(p.eval_hvp(2.0, &Poly { c: [0.0; 3] }, 1.0).1, (Poly { c: [4.0, 1.0, 0.0] }, 2.0));
    assert_eq!(Poly { c: [1.0_f32, 2.0] }.eval_grad(2.0), (Poly { c: [2.0, 1.0] }, 1.0));
}
