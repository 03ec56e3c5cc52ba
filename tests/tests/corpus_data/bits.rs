//! The operators of bits, `%` and `!`, of types of one's own: what geometric algebra writes with them.

use autodiff::{Differentiable, check, grad};
use std::ops::*;

#[derive(Clone, Copy, Debug, Differentiable)]
struct Vector {
    x: f64,
    y: f64,
    z: f64,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Bivector {
    xy: f64,
    yz: f64,
    zx: f64,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Volume(f64);

#[grad(hvp)]
impl BitXor for Vector {
    type Output = Bivector;
    fn bitxor(self, o: Vector) -> Bivector {
        Bivector { xy: self.x * o.y - self.y * o.x, yz: self.y * o.z - self.z * o.y, zx: self.z * o.x - self.x * o.z }
    }
}

#[grad(hvp)]
impl BitXor<Vector> for Bivector {
    type Output = Volume;
    fn bitxor(self, o: Vector) -> Volume {
        Volume(self.xy * o.z + self.yz * o.x + self.zx * o.y)
    }
}

#[grad(hvp)]
impl BitOr for Vector {
    type Output = f64;
    fn bitor(self, o: Vector) -> f64 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }
}

#[grad(hvp)]
impl BitOr<Bivector> for Vector {
    type Output = Vector;
    fn bitor(self, o: Bivector) -> Vector {
        Vector { x: self.x * o.xy, y: self.y * o.yz, z: self.z * o.zx * self.x }
    }
}

#[grad(hvp)]
impl BitAnd for Vector {
    type Output = Vector;
    fn bitand(self, o: Vector) -> Vector {
        Vector { x: self.x * o.x, y: self.y * o.y, z: self.z * o.z }
    }
}

#[grad(hvp)]
impl Rem for Vector {
    type Output = Vector;
    fn rem(self, o: Vector) -> Vector {
        Vector { x: self.y * o.z - self.z * o.y, y: self.z * o.x - self.x * o.z, z: self.x * o.y - self.y * o.x }
    }
}

#[grad(hvp)]
impl Not for Bivector {
    type Output = Vector;
    fn not(self) -> Vector {
        Vector { x: self.yz, y: self.zx, z: self.xy * self.xy }
    }
}

#[grad(hvp)]
impl Not for Vector {
    type Output = Bivector;
    fn not(self) -> Bivector {
        Bivector { yz: self.x, zx: self.y, xy: self.z * self.z }
    }
}

#[grad(hvp)]
impl Shl<f64> for Vector {
    type Output = Vector;
    fn shl(self, k: f64) -> Vector {
        Vector { x: self.x + k, y: self.y * k, z: self.z }
    }
}

#[grad(hvp)]
impl Shr<Vector> for Vector {
    type Output = Vector;
    fn shr(self, o: Vector) -> Vector {
        Vector { x: self.x * o.y, y: self.y * o.z, z: self.z * o.x }
    }
}

#[grad(hvp)]
impl BitXorAssign for Vector {
    fn bitxor_assign(&mut self, o: Vector) {
        self.x = self.y * o.z;
        self.z += o.x;
    }
}

#[grad(hvp)]
impl BitAndAssign<f64> for Vector {
    fn bitand_assign(&mut self, k: f64) {
        self.x *= k;
        self.y *= k * k;
    }
}

#[grad(hvp)]
impl BitOrAssign<&Vector> for Vector {
    fn bitor_assign(&mut self, o: &Vector) {
        self.x *= o.x;
        self.y *= o.y;
    }
}

#[grad(hvp)]
impl ShlAssign<f64> for Vector {
    fn shl_assign(&mut self, k: f64) {
        self.z *= k;
    }
}

#[grad(hvp)]
impl RemAssign for Vector {
    fn rem_assign(&mut self, o: Vector) {
        self.z *= o.z;
        self.x += o.y * self.y;
    }
}

#[grad(hvp)]
impl Vector {
    fn norm(&self) -> f64 {
        self.x * self.x + 2.0 * self.y + 3.0 * self.z * self.y
    }

    fn volume(self, b: Vector, c: Vector) -> f64 {
        (self ^ b ^ c).0
    }

    fn cross(self, b: Vector) -> Vector {
        !(self ^ b)
    }

    fn inner(&self, b: &Vector) -> f64 {
        *self | *b
    }
}

#[grad(hvp)]
fn wedges(a: Vector, b: Vector, c: Vector) -> f64 {
    let t = a ^ b ^ c;
    t.0
}

#[grad(hvp)]
fn inner_times_a_part(a: Vector, b: Vector) -> f64 {
    (a | b) * (a ^ b).xy
}

#[grad(hvp)]
fn duals_and_crosses(a: Vector, b: Vector) -> f64 {
    let w = !(a ^ b);
    w.norm() + (a % b).norm() + (a & b).norm()
}

#[grad(hvp)]
fn assigned(a: Vector, b: Vector, k: f64) -> f64 {
    let mut w = a;
    w ^= b;
    w &= k;
    w |= &b;
    w <<= k;
    w %= b;
    (w << k).norm() + (w >> b).norm()
}

#[grad(hvp)]
fn by_methods(a: Vector, b: Vector) -> f64 {
    let i = a | b;
    i.sqrt() * a.volume(b, a.cross(b)) + a.inner(&b)
}

#[derive(Clone, Debug, Differentiable)]
struct Frame {
    a: Vector,
    b: Vector,
    rows: Vec<Vector>,
    mask: u32,
    flag: bool,
}

#[grad(hvp)]
impl Frame {
    fn sum(&self) -> f64 {
        (self.a | self.b) + (self.a ^ self.b).yz
    }

    fn product(&self) -> f64 {
        let w = self.a ^ self.b;
        let v = !w;
        v.norm() * (self.a % self.b).x
    }

    fn chain(&self) -> f64 {
        let mut s = 0.0;
        for i in 1..self.rows.len() {
            let w = self.rows[i - 1] ^ self.rows[i];
            s += w.xy * (self.rows[i] | self.a);
        }
        s
    }

    fn masked(&self, x: f64) -> f64 {
        let mut s = self.a.x;
        for i in 0..3 {
            if (self.mask >> i) & 1 == 1 {
                s *= x;
            }
        }
        if !self.flag & (self.mask != 0) {
            s += x;
        }
        s
    }

    fn change(&mut self, k: f64) {
        self.a ^= self.b;
        self.rows[0] &= k;
        self.b = self.a % self.b;
        self.b = self.a & self.b;
    }

    fn plane(&self) -> Bivector {
        self.a ^ self.b
    }

    fn dual(&self) -> Vector {
        !self.plane()
    }

    fn total(&self) -> f64 {
        self.rows.iter().map(|r| *r | self.a).sum::<f64>()
    }
}

#[grad(hvp)]
fn of_parts(p: &Frame, k: f64) -> f64 {
    let mut p = p.clone();
    p.change(k);
    p.sum() + p.product() + p.chain() + p.masked(k) + p.dual().norm() + p.total()
}

#[grad(hvp)]
fn of_elements(a: &[Vector], b: &[Vector]) -> f64 {
    a.iter().zip(b).map(|(p, q)| (*p | *q) + (*p ^ *q).zx).sum()
}

#[grad(hvp)]
fn chosen(a: Vector, b: Vector) -> Vector {
    let c = a | (a ^ b);
    if c.x > 0.0 { c & a } else { c % b }
}

/// Of integers and truth values among the parts of data they are what they are in Rust.
#[grad(hvp)]
fn of_integers(p: &Frame, x: f64) -> f64 {
    let (even, both) = (p.mask & 1 == 0, p.mask ^ (p.mask >> 1));
    let turned = !p.flag | even;
    if turned ^ (both == 7) { x * p.a.x } else { x * x }
}

#[test]
fn operators_of_bits_have_derivatives() {
    let a = Vector { x: 0.7, y: 0.4, z: 0.3 };
    let b = Vector { x: 0.2, y: 1.4, z: -0.3 };
    let c = Vector { x: -1.2, y: 0.1, z: 1.3 };
    check!(wedges(a, b, c), hvp);
    check!(inner_times_a_part(a, b), hvp);
    check!(duals_and_crosses(a, b), hvp);
    check!(assigned(a, b, 0.8), hvp);
    check!(by_methods(a, b), hvp);
    let p = Frame { a, b, rows: vec![a, b, c], mask: 5, flag: false };
    check!(of_parts(&p, 0.8), hvp);
    check!(of_elements(&vec![a, c], &vec![b, b]), hvp);
    check!(chosen(a, b));
    check!(chosen(c, b));
    check!(of_integers(&p, 0.8), hvp);
}
