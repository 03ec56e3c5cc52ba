//! What is chosen between results of methods; methods of one's own that are called as those of
//! floats; tuples in a `Result`; vectors that are appended; closures that capture much.

use autodiff::{Differentiable, check, grad};
use std::ops::{Add, Mul, Neg};

#[derive(Clone, Copy, Debug, Differentiable)]
struct V {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl V {
    fn inner(&self, other: V) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// Named as a method of floats, without its argument.
    fn hypot(self) -> f64 {
        self.inner(self).sqrt()
    }

    fn moved(&self, along: V) -> V {
        *self + along * 0.1
    }
}

#[grad(hvp)]
impl Add for V {
    type Output = V;
    fn add(self, other: V) -> V {
        V { x: self.x + other.x, y: self.y + other.y }
    }
}

#[grad(hvp)]
impl Mul<f64> for V {
    type Output = V;
    fn mul(self, s: f64) -> V {
        V { x: self.x * s, y: self.y * s }
    }
}

#[grad(hvp)]
impl Neg for V {
    type Output = V;
    fn neg(self) -> V {
        V { x: -self.x, y: -self.y }
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Ray {
    origin: V,
    direction: V,
}

/// Chosen in a field and in a `let`; the number beside is compared, and then has a maximum.
#[grad(hvp)]
fn shaded(ray: &Ray, normal: V) -> f64 {
    let angle = ray.direction.inner(normal);
    let next = Ray {
        origin: if angle < 0.0 { ray.origin.moved(-normal) } else { ray.origin.moved(normal) },
        direction: ray.direction,
    };
    let side = if angle < 0.0 { normal.moved(ray.origin) } else { normal };
    next.origin.inner(side) + angle.max(0.1)
}

/// Chosen in a tuple.
#[grad(hvp)]
fn nearest(ray: &Ray, p: V) -> f64 {
    let t = ray.direction.inner(p);
    let (at, weight) = if t > 0.0 { (ray.origin.moved(p), t) } else { (p.moved(ray.origin), 0.5) };
    weight * at.x + (at + -p).hypot()
}

#[grad(hvp)]
fn depths(ray: &Ray) -> Result<(f64, f64), String> {
    if ray.direction.x == 0.0 {
        return Err("parallel".to_owned());
    }
    Ok((ray.origin.x / ray.direction.x, ray.origin.y * ray.direction.y))
}

#[grad(hvp)]
fn depth(ray: &Ray) -> Result<f64, String> {
    let (near, far): (f64, f64) = depths(ray)?;
    Ok(near * far)
}

/// What arrives at the length is zero where `n.x` is, and its tangent is not.
#[grad(hvp)]
fn weighted(n: V, u: V) -> f64 {
    (n * (1.0 - u.hypot())).x
}

#[grad(hvp)]
fn appended(x: &[f64], y: &[f64]) -> f64 {
    let mut all = x.to_vec();
    let mut more = y.to_vec();
    all.append(&mut more);
    all.append(&mut x.to_vec());
    more.push(all[1]);
    more[0] * all.iter().map(|v| v * v).sum::<f64>() * all.len() as f64
}

#[grad(hvp)]
fn mean(f: impl Fn(f64) -> f64) -> f64 {
    0.5 * (f(0.2) + f(0.9))
}

/// More than a tuple with a derivative has entries.
#[grad(hvp)]
fn captured(p: &[f64; 5], a: f64, b: f64, c: f64, d: f64) -> f64 {
    let [e, g, h, i, j] = *p;
    mean(|x| a * x + b * x * x + c * d * x.sin() + e * g * x.cos() + h * (i * x).exp() + j)
}

trait Described {
    fn name(&self) -> &'static str;
    fn size(&self) -> f64;
}

#[grad(hvp)]
impl Described for Ray {
    fn name(&self) -> &'static str {
        "ray"
    }

    fn size(&self) -> f64 {
        self.direction.hypot()
    }
}

#[test]
fn rays() {
    let (p, n) = (V { x: 0.4, y: -0.3 }, V { x: 0.0, y: 1.2 });
    for y in [0.8, -0.8] {
        let ray = Ray { origin: V { x: 0.3, y: 0.2 }, direction: V { x: 0.7, y } };
        check!(shaded(&ray, n), hvp);
        check!(nearest(&ray, p), hvp);
        check!(depth(&ray));
        check!(Ray::size(&ray), hvp);
        assert_eq!(ray.name(), "ray");
    }
    check!(weighted(n, p), hvp);
    check!(appended(&[0.3, 0.5], &[1.2, 0.1, 0.4]), hvp);
    check!(captured(&[0.3, 0.7, 0.2, 1.1, 0.4], 0.5, 1.3, 0.8, 0.6), hvp);
}
