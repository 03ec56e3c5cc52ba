//! Type parameters that are data by a trait of one's own: the companions ask for their derivative.

use autodiff::{Differentiable, check, grad};

#[grad(hvp)]
trait Shape {
    fn distance(&self, p: &[f64; 2]) -> f64;
}

#[derive(Clone, Debug, Differentiable)]
struct Disc {
    centre: [f64; 2],
    radius: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Half {
    normal: [f64; 2],
    offset: f64,
}

#[grad(hvp, members)]
impl Shape for Disc {
    fn distance(&self, p: &[f64; 2]) -> f64 {
        (p[0] - self.centre[0]).hypot(p[1] - self.centre[1]) - self.radius
    }
}

#[grad(hvp, members)]
impl Shape for Half {
    fn distance(&self, p: &[f64; 2]) -> f64 {
        p[0] * self.normal[0] + p[1] * self.normal[1] - self.offset
    }
}

#[grad(hvp)]
fn march<S: Shape>(shape: &S, from: f64, slope: f64) -> f64 {
    let mut t = from;
    for _ in 0..5 {
        t += shape.distance(&[t, slope * t]);
    }
    t
}

#[grad(hvp)]
fn blended<S, T>(a: &S, b: &T, p: &[f64; 2], k: f64) -> f64
where
    S: Shape,
    T: Shape + Clone,
{
    let (a, b) = (a.distance(p), b.distance(p));
    -((-k * a).exp() + (-k * b).exp()).ln() / k
}

#[grad(hvp)]
fn total<S: Shape>(all: &[S], p: &[f64; 2]) -> f64 {
    all.iter().map(|shape| shape.distance(p) * shape.distance(p)).sum()
}

#[grad(hvp)]
fn of_both<S: Shape>(shape: &S, x: f64) -> f64 {
    march(shape, x, 0.3) * march(shape, x * x, -0.2)
}

#[test]
fn shapes() {
    let disc = Disc { centre: [1.3, 0.4], radius: 0.5 };
    let half = Half { normal: [-0.6, 0.8], offset: -1.1 };
    check!(march(&disc, 0.1, 0.3), hvp);
    check!(march(&half, 0.1, 0.3), hvp);
    check!(blended(&disc, &half, &[0.2, -0.3], 2.0), hvp);
    check!(total(&[disc.clone(), Disc { centre: [-0.3, 0.8], radius: 0.2 }], &[0.2, -0.3]), hvp);
    check!(of_both(&disc, 0.2), hvp);
}
