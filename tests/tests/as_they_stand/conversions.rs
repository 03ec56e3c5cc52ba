//! `From` and `into`: several of one type, of arrays, tuples, floats, slices and data, and to them.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Vec3 {
    x: f64,
    y: f64,
    z: f64,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Polar {
    r: f64,
    angle: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Signal {
    samples: Vec<f64>,
    gain: f64,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Pair<T> {
    first: T,
    second: T,
}

#[grad(hvp)]
impl From<[f64; 3]> for Vec3 {
    fn from([x, y, z]: [f64; 3]) -> Self {
        Self { x, y, z: z * x }
    }
}

#[grad(hvp)]
impl From<(f64, f64, f64)> for Vec3 {
    fn from(p: (f64, f64, f64)) -> Self {
        Self { x: p.0, y: p.1 * p.2, z: p.2 }
    }
}

#[grad(hvp)]
impl From<Polar> for Vec3 {
    fn from(p: Polar) -> Vec3 {
        Vec3 { x: p.r * p.angle.cos(), y: p.r * p.angle.sin(), z: 0.0 }
    }
}

#[grad(hvp)]
impl From<f64> for Vec3 {
    fn from(s: f64) -> Vec3 {
        Vec3 { x: s, y: s * s, z: 1.0 }
    }
}

#[grad(hvp)]
impl From<&[f64]> for Vec3 {
    fn from(s: &[f64]) -> Vec3 {
        Vec3 { x: s[0], y: s[1], z: s[0] * s[1] }
    }
}

#[grad(hvp)]
impl From<&Polar> for Vec3 {
    fn from(p: &Polar) -> Vec3 {
        Vec3::from(*p)
    }
}

#[grad(hvp)]
impl From<Vec3> for [f64; 3] {
    fn from(v: Vec3) -> [f64; 3] {
        [v.x, v.y * v.y, v.z]
    }
}

#[grad(hvp)]
impl From<Vec3> for (f64, f64) {
    fn from(v: Vec3) -> Self {
        (v.x * v.z, v.y)
    }
}

#[grad(hvp)]
impl From<Polar> for f64 {
    fn from(p: Polar) -> f64 {
        p.r * p.angle.sin()
    }
}

#[grad(hvp)]
impl From<Vec<f64>> for Signal {
    fn from(samples: Vec<f64>) -> Self {
        let gain = samples[0];
        Signal { samples, gain }
    }
}

#[grad(hvp)]
impl From<(Vec3, f64)> for Signal {
    fn from((v, gain): (Vec3, f64)) -> Self {
        Signal { samples: vec![v.x, v.y, v.z], gain }
    }
}

#[grad(hvp)]
impl<T: num_traits::Float> From<[T; 2]> for Pair<T> {
    fn from([first, second]: [T; 2]) -> Self {
        Pair { first, second: second * first }
    }
}

#[grad(hvp)]
impl<T: num_traits::Float> From<T> for Pair<T> {
    fn from(all: T) -> Self {
        Pair { first: all, second: all * all }
    }
}

#[grad(hvp)]
impl Vec3 {
    fn norm(&self) -> f64 {
        (self.x * self.x + self.y * self.y + self.z * self.z).sqrt()
    }

    fn doubled(&self) -> Self {
        Self::from([2.0 * self.x, self.y, self.z])
    }
}

#[grad(hvp)]
fn of_an_array(x: f64, y: f64) -> f64 {
    let v: Vec3 = [x, y, x * y].into();
    v.norm() * v.x
}

#[grad(hvp)]
fn of_several(x: f64, y: f64) -> f64 {
    let v = Vec3::from([x, y, x * y]);
    let w = Vec3::from((x, y, 1.5));
    let u: Vec3 = x.into();
    let t: Vec3 = (y, x, x).into();
    v.norm() * w.y + u.norm() * t.y + v.doubled().x
}

#[grad(hvp)]
fn of_data(p: Polar, k: f64) -> f64 {
    let v: Vec3 = p.into();
    let w = Vec3::from(&p);
    let a: f64 = p.into();
    v.x * w.y * a * k + f64::from(p)
}

#[grad(hvp)]
fn of_a_slice(x: &[f64]) -> f64 {
    let v = Vec3::from(x);
    let w = Vec3::from(&x[1..]);
    v.norm() * w.z
}

#[grad(hvp)]
fn to_an_array(v: Vec3) -> f64 {
    let a: [f64; 3] = v.into();
    let b = <[f64; 3]>::from(v);
    let (c, d): (f64, f64) = v.into();
    a[0] * b[1] + a[2] * c * d
}

#[grad(hvp)]
fn of_a_vector(x: &[f64], k: f64) -> f64 {
    let s = Signal::from(x.to_vec());
    let t: Signal = (Vec3 { x: k, y: k * k, z: 1.0 }, k).into();
    s.samples.iter().map(|v| v * s.gain).sum::<f64>() + t.samples[1] * t.gain
}

#[grad(hvp)]
fn of_itself(v: Vec3) -> f64 {
    let w: Vec3 = v.into();
    w.norm() * Vec3::from(w).x
}

#[grad(hvp)]
fn of_a_parameter(x: f64, y: f64) -> f64 {
    let p: Pair<f64> = [x, y].into();
    let q = Pair::from(y * x);
    p.first * p.second + q.second
}

struct Gain {
    narrow: f32,
    steps: i32,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Mixed {
    narrow: f32,
    steps: u16,
    wide: f64,
}

#[grad(hvp)]
fn of_parts(m: Mixed, x: f64) -> f64 {
    let narrow: f64 = m.narrow.into();
    let steps: f64 = m.steps.into();
    narrow * x * m.wide + steps * x * x
}

#[test]
fn values_are_made_of_others() {
    let p = Polar { r: 1.3, angle: 0.4 };
    let v = Vec3 { x: 0.4, y: 0.7, z: -0.3 };
    check!(of_an_array(0.3, 0.7));
    check!(of_several(0.3, 0.7));
    check!(of_data(p, 0.7));
    check!(of_a_slice(&[0.3, 0.2, 0.5]));
    check!(to_an_array(v));
    check!(of_a_vector(&[0.3, 0.2, 0.5], 0.7));
    check!(of_itself(v));
    check!(of_a_parameter(0.3, 0.7));
    let m = Mixed { narrow: 0.5, steps: 3, wide: 0.7 };
    let (_, (m_bar, x_bar)) = of_parts_vjp(m, 0.7, 1.0);
    assert_eq!((m_bar.narrow, m_bar.wide), (0.49, 0.35));
    assert!((x_bar - (0.35 + 4.2)).abs() < 1e-12);
}
