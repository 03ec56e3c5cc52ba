//! Operators of generic vectors, and aliases of arrays.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};
use num_traits::Float;
use std::ops::{Add, Mul, Neg, Sub};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Vec3<T> {
    x: T,
    y: T,
    z: T,
}

#[grad(hvp)]
impl<T: Float> Add for Vec3<T> {
    type Output = Vec3<T>;

    fn add(self, o: Vec3<T>) -> Vec3<T> {
        Vec3 { x: self.x + o.x, y: self.y + o.y, z: self.z + o.z }
    }
}

#[grad(hvp)]
impl<T> Sub for Vec3<T>
where
    T: Float,
{
    type Output = Self;

    fn sub(self, o: Self) -> Self::Output {
        Vec3::new(self.x - o.x, self.y - o.y, self.z - o.z)
    }
}

#[grad(hvp)]
impl<T: Float> Mul<T> for Vec3<T> {
    type Output = Self;

    fn mul(self, k: T) -> Self {
        Self { x: self.x * k, y: self.y * k, z: self.z * k }
    }
}

#[grad(hvp)]
impl<T: Float> Neg for Vec3<T> {
    type Output = Self;

    fn neg(self) -> Self {
        Self { x: -self.x, y: -self.y, z: -self.z }
    }
}

#[grad(hvp)]
impl<T: Float> Vec3<T> {
    fn new(x: T, y: T, z: T) -> Self {
        Self { x, y, z }
    }

    fn dot(&self, o: &Vec3<T>) -> T {
        self.x * o.x + self.y * o.y + self.z * o.z
    }

    fn normalized(self) -> Self {
        self * (T::one() / self.dot(&self).sqrt())
    }

    fn reflect(self, n: Self) -> Self {
        self - n * ((T::one() + T::one()) * self.dot(&n))
    }
}

#[grad(hvp)]
fn shade(d: &Vec3<f64>, n: &Vec3<f64>) -> f64 {
    let r = (-*d).reflect(n.normalized()) + *n;
    r.dot(n) * r.x
}

#[test]
fn generic_operators() {
    check(
        &(Vec3 { x: 0.1, y: 0.5, z: -0.7 }, Vec3 { x: 0.9, y: 0.3, z: 0.2 }),
        &Modes {
            value: |(d, n)| shade(d, n),
            gradient: |(d, n)| shade_grad(d, n),
            tangent: |(d, n), (dd, dn)| shade_jvp(d, n, dd, dn).1,
            hessian: Some(|(d, n), (dd, dn)| shade_hvp(d, n, dd, dn).1),
        },
    );
}

type Mat2 = [[f64; 2]; 2];
type Column = Vec<f64>;

#[grad(hvp)]
fn turn(q: f64) -> Mat2 {
    let (s, c) = q.sin_cos();
    [[c, -s], [s, c]]
}

#[grad(hvp)]
fn product(a: &Mat2, b: &Mat2) -> Mat2 {
    let mut c = [[0.0; 2]; 2];
    for i in 0..2 {
        for j in 0..2 {
            for k in 0..2 {
                c[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    c
}

#[grad(hvp)]
fn column(q: f64, k: f64) -> Column {
    vec![q, q * k, k]
}

#[grad(hvp)]
fn elements(q: f64, m: &Mat2) -> f64 {
    let p: Mat2 = product(&turn(q), m);
    let c: Column = column(q, p[0][0]);
    p[0][1] * p[1][0] + c[1] * c[2]
}

#[test]
fn aliases_of_arrays() {
    check(
        &(0.4, [[0.3, 0.7], [1.1, -0.2]]),
        &Modes {
            value: |(q, m)| elements(*q, m),
            gradient: |(q, m)| elements_grad(*q, m),
            tangent: |(q, m), (dq, dm)| elements_jvp(*q, m, *dq, dm).1,
            hessian: Some(|(q, m), (dq, dm)| elements_hvp(*q, m, *dq, dm).1),
        },
    );
}
