//! Each operator of std, and those that assign, on one type.

use autodiff::{Differentiable, check, grad};
use std::iter::Sum;
use std::ops::*;

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Differentiable)]
struct V {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl Add for V {
    type Output = V;
    fn add(self, o: V) -> V {
        V { x: self.x + o.x, y: self.y + o.y }
    }
}

#[grad(hvp)]
impl Sub<&V> for &V {
    type Output = V;
    fn sub(self, o: &V) -> V {
        V { x: self.x - o.x, y: self.y - o.y }
    }
}

#[grad(hvp)]
impl Mul<V> for f64 {
    type Output = V;
    fn mul(self, o: V) -> V {
        V { x: self * o.x, y: self * o.y }
    }
}

#[grad(hvp)]
impl Mul<f64> for V {
    type Output = V;
    fn mul(self, k: f64) -> V {
        V { x: self.x * k, y: self.y * k }
    }
}

#[grad(hvp)]
impl Mul for V {
    type Output = f64;
    fn mul(self, o: V) -> f64 {
        self.x * o.x + self.y * o.y
    }
}

#[grad(hvp)]
impl Div<f64> for V {
    type Output = V;
    fn div(self, k: f64) -> V {
        V { x: self.x / k, y: self.y / k }
    }
}

#[grad(hvp)]
impl Rem for V {
    type Output = f64;
    fn rem(self, o: V) -> f64 {
        self.x * o.y - self.y * o.x
    }
}

#[grad(hvp)]
impl Neg for V {
    type Output = V;
    fn neg(self) -> V {
        V { x: -self.x, y: -self.y }
    }
}

#[grad(hvp)]
impl Not for V {
    type Output = V;
    fn not(self) -> V {
        V { x: -self.y, y: self.x }
    }
}

#[grad(hvp)]
impl AddAssign for V {
    fn add_assign(&mut self, o: V) {
        self.x += o.x;
        self.y += o.y;
    }
}

#[grad(hvp)]
impl SubAssign<f64> for V {
    fn sub_assign(&mut self, o: f64) {
        self.x -= o;
        self.y -= o;
    }
}

#[grad(hvp)]
impl MulAssign<f64> for V {
    fn mul_assign(&mut self, o: f64) {
        self.x *= o;
        self.y *= o;
    }
}

#[grad(hvp)]
impl DivAssign<f64> for V {
    fn div_assign(&mut self, o: f64) {
        self.x /= o;
        self.y /= o;
    }
}

#[grad(hvp)]
impl RemAssign<f64> for V {
    fn rem_assign(&mut self, o: f64) {
        self.x = o * self.y;
    }
}

#[grad(hvp)]
impl BitXor for V {
    type Output = f64;
    fn bitxor(self, o: V) -> f64 {
        self.x * o.x - self.y * o.y
    }
}

#[grad(hvp)]
impl BitOr for V {
    type Output = V;
    fn bitor(self, o: V) -> V {
        V { x: self.x * o.x, y: self.y }
    }
}

#[grad(hvp)]
impl BitAnd for V {
    type Output = V;
    fn bitand(self, o: V) -> V {
        V { x: self.x * o.y, y: self.y }
    }
}

#[grad(hvp)]
impl Shl<f64> for V {
    type Output = V;
    fn shl(self, k: f64) -> V {
        V { x: self.x + k * self.y, y: self.y }
    }
}

#[grad(hvp)]
impl ShlAssign<f64> for V {
    fn shl_assign(&mut self, k: f64) {
        self.x += k * k;
    }
}

#[grad(hvp)]
impl BitXorAssign<f64> for V {
    fn bitxor_assign(&mut self, k: f64) {
        self.y += k * k;
    }
}

#[grad(hvp)]
impl Index<usize> for V {
    type Output = f64;
    fn index(&self, i: usize) -> &f64 {
        if i == 0 { &self.x } else { &self.y }
    }
}

#[grad(hvp)]
impl IndexMut<usize> for V {
    fn index_mut(&mut self, i: usize) -> &mut f64 {
        if i == 0 { &mut self.x } else { &mut self.y }
    }
}

#[grad(hvp)]
impl Sum for V {
    fn sum<I: Iterator<Item = V>>(iter: I) -> V {
        iter.fold(V { x: 0.0, y: 0.0 }, |a, b| a + b)
    }
}

impl<'a> Sum<&'a V> for V {
    fn sum<I: Iterator<Item = &'a V>>(iter: I) -> V {
        iter.fold(V { x: 0.0, y: 0.0 }, |a, b| a + *b)
    }
}

#[grad(hvp)]
impl From<[f64; 2]> for V {
    fn from([x, y]: [f64; 2]) -> V {
        V { x, y }
    }
}

#[grad(hvp)]
impl From<f64> for V {
    fn from(x: f64) -> V {
        V { x, y: x * x }
    }
}

#[grad(hvp)]
impl From<V> for f64 {
    fn from(v: V) -> f64 {
        v.x * v.y
    }
}

#[grad(hvp)]
fn a(p: V, q: V, k: f64) -> f64 {
    let mut s = p + q * k - (&(k * q) - &p);
    s += !q;
    s *= p * q;
    s /= 1.0 + k;
    s <<= k;
    s ^= k;
    let t = (s | p) & q;
    let u = t << k;
    let mut w: V = -u;
    w %= k;
    w[0] += k * w[1];
    w[1] *= 0.3;
    if w < p {
        w = w + p;
    }
    let z: V = [w, p, q].iter().sum();
    let zz: V = [w, p].into_iter().map(|v| v * 0.5).sum();
    let c: V = [k, z.x].into();
    let d = V::from(k);
    let e: f64 = d.into();
    (z ^ zz) + (c % d) + e + z[0]
}

impl Sub<V> for V {
    type Output = V;
    fn sub(self, o: V) -> V {
        &self - &o
    }
}

#[test]
fn each_operator_has_its_derivative() {
    check!(a(V { x: 0.3, y: 0.4 }, V { x: 0.5, y: -0.2 }, 0.7), hvp);
}
