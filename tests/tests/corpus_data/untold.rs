//! Variables and constants of which only their uses tell what they hold.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct R {
    t: f64,
}

#[grad]
fn hit(x: f64) -> Option<R> {
    if x < 0.0 { None } else { Some(R { t: x * x }) }
}

/// An `Option` in a variable without a type, of which some are left out.
#[grad]
fn nearest(x: f64, limit: f64) -> f64 {
    let h = hit(x);
    let h = h.filter(|r| r.t < limit);
    match h {
        Some(r) => r.t * limit,
        None => x,
    }
}

#[grad]
fn first(x: f64, limit: f64) -> f64 {
    let h = hit(x);
    h.filter(|r| r.t < limit).map_or(x * x * x, |r| r.t * x)
}

#[test]
fn filtered() {
    for (x, limit) in [(0.3, 1.0), (0.3, 0.01), (-0.3, 1.0)] {
        check!(nearest(x, limit));
        check!(first(x, limit));
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct V {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl std::ops::Mul<f64> for V {
    type Output = V;
    fn mul(self, k: f64) -> V {
        V { x: self.x * k, y: self.y * k * k }
    }
}

#[grad(hvp)]
impl std::ops::Neg for V {
    type Output = V;
    fn neg(self) -> V {
        V { x: -self.x, y: -self.y }
    }
}

#[grad(hvp)]
impl V {
    fn dot(self, o: V) -> f64 {
        self.x * o.x + self.y * o.y
    }
}

const UP: V = V { x: 0.3, y: 1.0 };

/// What is computed of a constant whose type is not written here has fields.
#[grad(hvp)]
fn lifted(k: f64) -> f64 {
    let t = -UP * k;
    t.x + t.y * k
}

#[grad(hvp)]
fn turned(k: f64) -> f64 {
    let t: V = UP * k;
    t.dot(UP) * t.dot(-t)
}

#[test]
fn constants() {
    check!(lifted(0.3), hvp);
    check!(turned(0.3), hvp);
}

/// It has no derivative, and no `Differentiable`.
#[derive(Clone, Debug)]
struct Sampler {
    scale: f64,
}

impl Sampler {
    fn new(scale: f64) -> Sampler {
        Sampler { scale }
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Gumbel {
    location: f64,
    #[constant]
    sampler: Sampler,
}

#[grad]
impl Gumbel {
    fn new(location: f64) -> Gumbel {
        #[constant]
        let sampler = Sampler::new(location);
        Gumbel { location, sampler }
    }

    fn pdf(&self, x: f64) -> f64 {
        let z = self.location - x;
        (z - z.exp()).exp()
    }
}

#[grad]
fn density(location: f64, x: f64) -> f64 {
    let g = Gumbel::new(location);
    g.pdf(x)
}

#[test]
fn fields_without_a_derivative() {
    check!(density(0.3, 0.4));
    let (g, dot) = Gumbel::new_jvp(0.3, 2.0);
    assert_eq!((g.sampler.scale, dot.location, dot.sampler.scale), (0.3, 2.0, 0.3));
}
