//! Sums of data and numbers, by operators of one's own.

use autodiff::{Differentiable, check, grad};
use std::ops::*;

#[derive(Clone, Copy, Debug, Differentiable)]
struct Dual {
    v: f64,
    d: f64,
}

#[grad(hvp)]
impl Add<f64> for Dual {
    type Output = Dual;
    fn add(self, k: f64) -> Dual {
        Dual { v: self.v + k, d: self.d }
    }
}

#[grad(hvp)]
impl Sub<Dual> for f64 {
    type Output = Dual;
    fn sub(self, o: Dual) -> Dual {
        Dual { v: self - o.v, d: -o.d }
    }
}

#[grad(hvp)]
impl AddAssign<f64> for Dual {
    fn add_assign(&mut self, k: f64) {
        self.v += k * k;
    }
}

#[grad(hvp)]
impl Mul for Dual {
    type Output = Dual;
    fn mul(self, o: Dual) -> Dual {
        Dual { v: self.v * o.v, d: self.v * o.d + self.d * o.v }
    }
}

#[grad(hvp)]
impl Dual {
    fn poly(&self, k: f64) -> Dual {
        let q = *self * *self + k;
        Dual { v: q.v, d: q.d * self.v }
    }

    fn shifted(self, k: f64) -> f64 {
        let r = self + k;
        r.v * r.d
    }
}

#[grad(hvp)]
fn made(x: f64) -> f64 {
    let t = Dual { v: x, d: x * x };
    let u = t + 1.0;
    let w = t * (2.0 - u) + x;
    w.v * w.d
}

/// Only the fields tell that it is no other name of a float.
#[grad(hvp)]
fn assigned(t: &Dual, x: f64) -> f64 {
    let mut u = *t;
    u += x;
    u.v * u.d
}

#[grad(hvp)]
fn called(t: Dual, x: f64) -> f64 {
    let s = t.v;
    let u = t + x * s;
    u.d * u.v + t.poly(x).v + t.shifted(x)
}

#[test]
fn data_and_numbers_have_sums() {
    let t = Dual { v: 0.3, d: 0.4 };
    check!(made(0.7), hvp);
    check!(assigned(&t, 0.7), hvp);
    check!(called(t, 0.7), hvp);
}
