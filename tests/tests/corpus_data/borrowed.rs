//! Fields under `#[constant]` that are references: there is no shadow behind them.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct V(f64, f64);

#[grad]
impl V {
    fn dot(&self, o: &V) -> f64 {
        self.0 * o.0 + self.1 * o.1
    }
}

#[grad]
impl std::ops::Mul<f64> for V {
    type Output = V;

    fn mul(self, k: f64) -> V {
        V(self.0 * k, self.1 * k)
    }
}

/// Nobody clones it, and it has no derivative.
struct Gravity {
    ke: f64,
    j: [f64; 2],
    origin: V,
    inner: Inner,
}

struct Inner {
    q: f64,
}

const GRAVITY: Gravity = Gravity { ke: 1.3, j: [0.4, 2.0], origin: V(0.2, 0.5), inner: Inner { q: 3.0 } };

#[derive(Clone, Differentiable)]
struct Orbit<'a> {
    #[constant]
    g: &'a Gravity,
    #[constant]
    weights: &'a [f64],
    x: f64,
    u: V,
    w: Vec<f64>,
}

fn orbit() -> Orbit<'static> {
    Orbit { g: &GRAVITY, weights: &[1.0, 2.0], x: 0.7, u: V(0.3, 0.9), w: vec![0.2, 0.4] }
}

#[grad]
impl<'a> Orbit<'a> {
    fn numbers(&self, t: f64) -> f64 {
        self.g.ke / self.x * t + self.g.j[1] * self.x + self.g.inner.q
    }

    fn unseen(&self) -> f64 {
        self.g.ke * self.u.0 * self.u.1 * self.x * self.w[1]
    }

    fn kept_out(&self, t: f64) -> f64 {
        #[constant]
        let g = self.g;
        g.ke * self.x * t
    }

    fn changed(&mut self, t: f64) {
        self.x += self.g.ke * t * self.x;
        self.w[0] *= self.g.ke;
        self.u = self.g.origin * t;
        self.u.0 += self.w[0] * self.g.ke;
    }
}

#[grad]
impl Orbit<'_> {
    fn data(&self, t: f64) -> f64 {
        self.g.origin.dot(&self.u) * t + (self.g.origin * t).dot(&self.u) + self.u.0 * self.g.origin.1
    }

    fn run_through(&self, t: f64) -> f64 {
        let mut s: f64 = self.weights.iter().map(|w| w * self.x).sum();
        for (i, w) in self.weights.iter().enumerate() {
            s += w * self.x + self.weights[i] * t;
        }
        s + self.weights.len() as f64
    }
}

#[grad]
fn lent(k: &Orbit<'_>, t: f64) -> f64 {
    let mut s = k.numbers(t) * k.g.ke;
    for i in 0..2 {
        s += k.g.j[i] * k.x * t;
    }
    let g = &k.g;
    s * g.ke
}

#[grad]
fn of_two(k: &Orbit<'_>, l: &Orbit<'_>, t: f64) -> f64 {
    k.g.ke * l.x * t + k.x * l.g.ke.sin()
}

#[grad]
fn cloned(k: &Orbit<'_>, t: f64) -> f64 {
    let mut m = k.clone();
    m.changed(t);
    m.u.0 * m.u.1 * m.w[0] * m.x * m.g.ke
}

#[derive(Clone, Differentiable)]
struct Fall<'a> {
    #[constant]
    g: &'a Gravity,
    x: f64,
    u: V,
}

#[grad]
impl Fall<'_> {
    fn speed(&self) -> f64 {
        self.g.ke * self.x * self.u.1
    }
}

#[grad]
fn made(x: f64, #[constant] g: &Gravity) -> f64 {
    let k = Fall { g, x, u: V(x, x) };
    k.speed() * k.g.ke
}

#[grad(hvp)]
fn curved(k: &Orbit<'_>, t: f64) -> f64 {
    k.g.ke * k.x * k.x * t * t
}

#[test]
fn there_is_no_shadow_behind_a_reference() {
    let k = orbit();
    check!(Orbit::numbers(&k, 0.4));
    check!(Orbit::unseen(&k));
    check!(Orbit::kept_out(&k, 0.4));
    check!(Orbit::data(&k, 0.4));
    check!(Orbit::run_through(&k, 0.4));
    check!(lent(&k, 0.4));
    check!(of_two(&k, &k, 0.3));
    check!(cloned(&k, 0.3));
    check!(made(
        0.4,
        #[constant]
        &GRAVITY
    ));
    check!(curved(&k, 0.3), hvp);
}

/// What is behind the reference is no tangent, whatever the tangent of the whole holds there.
#[test]
fn the_tangent_of_a_whole_has_nothing_behind_a_reference() {
    let (k, t) = (orbit(), 0.4);
    let zero = k.zero_like();
    assert_eq!(k.numbers_jvp(t, &zero, 0.0).1, 0.0);
    assert_eq!(k.data_jvp(t, &k.zero_like(), 0.0).1, 0.0);
    assert_eq!(k.numbers_grad(t).1, GRAVITY.ke / k.x);
}
