//! `impl`s with const parameters and lifetimes.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};

#[derive(Clone, Debug, Differentiable)]
struct Poly<const N: usize> {
    c: [f64; N],
}

#[grad(hvp)]
impl<const N: usize> Poly<N> {
    fn eval(&self, x: f64) -> f64 {
        let mut s = 0.0;
        for i in 0..N {
            s = s * x + self.c[i];
        }
        s
    }

    fn order(&self) -> usize {
        N - 1
    }

    fn of(x: f64) -> f64 {
        x * N as f64
    }

    fn nested(&self, x: f64) -> f64 {
        self.eval(self.eval(x)) * self.order() as f64 + Self::of(x) * Poly::<N>::of(x)
    }
}

#[test]
fn const_parameters() {
    check(
        &(Poly { c: [1.0, 2.0, 0.5] }, 0.3),
        &Modes {
            value: |(p, x)| p.nested(*x),
            gradient: |(p, x)| p.nested_grad(*x),
            tangent: |(p, x), (dp, dx)| p.nested_jvp(*x, dp, *dx).1,
            hessian: Some(|(p, x), (dp, dx)| p.nested_hvp(*x, dp, *dx).1),
        },
    );
}

#[derive(Clone, Debug, Differentiable)]
struct Fit<'a> {
    k: f64,
    #[constant]
    data: &'a [f64],
}

#[grad(hvp)]
impl<'a> Fit<'a> {
    fn loss(&self, y: f64) -> f64 {
        #[constant]
        let data = self.data;
        let mut s = 0.0;
        for i in 0..data.len() {
            let r = self.k * data[i] - y;
            s += r * r;
        }
        s
    }

    fn doubled(&self, y: f64) -> f64 {
        2.0 * self.loss(y)
    }
}

#[test]
fn lifetimes() {
    check(
        &(Fit { k: 0.3, data: &[1.0, 2.0] }, 0.2),
        &Modes {
            value: |(f, y)| f.doubled(*y),
            gradient: |(f, y)| f.doubled_grad(*y),
            tangent: |(f, y), (df, dy)| f.doubled_jvp(*y, df, *dy).1,
            hessian: Some(|(f, y), (df, dy)| f.doubled_hvp(*y, df, *dy).1),
        },
    );
}
