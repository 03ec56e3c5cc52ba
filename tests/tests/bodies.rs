//! Bodies that attract each other: structs with vectors of the user's own, operators on them,
//! methods by value, and a vector of structs that a simulation overwrites.
#![allow(
    clippy::needless_range_loop,
    clippy::ptr_arg,
    clippy::cast_precision_loss,
    clippy::op_ref,
    clippy::map_unwrap_or,
    clippy::unnecessary_unwrap,
    clippy::needless_pass_by_value,
    clippy::many_single_char_names,
    clippy::trivially_copy_pass_by_ref,
    clippy::assign_op_pattern,
    clippy::manual_memcpy,
    clippy::question_mark,
    clippy::float_cmp,
    clippy::similar_names,
    reason = "written as people write it"
)]

use autodiff::{Differentiable, grad};
use std::ops::{Add, Mul, Neg, Sub};
#[derive(Clone, Copy, Debug, Differentiable)]
struct V3 {
    x: f64,
    y: f64,
    z: f64,
}
#[grad(hvp)]
impl Add for V3 {
    type Output = V3;
    fn add(self, o: V3) -> V3 {
        V3 { x: self.x + o.x, y: self.y + o.y, z: self.z + o.z }
    }
}
#[grad(hvp)]
impl Sub for V3 {
    type Output = V3;
    fn sub(self, o: V3) -> V3 {
        V3 { x: self.x - o.x, y: self.y - o.y, z: self.z - o.z }
    }
}
#[grad(hvp)]
impl Mul<V3> for f64 {
    type Output = V3;
    fn mul(self, o: V3) -> V3 {
        V3 { x: self * o.x, y: self * o.y, z: self * o.z }
    }
}
#[grad(hvp)]
impl Mul<f64> for V3 {
    type Output = V3;
    fn mul(self, o: f64) -> V3 {
        V3 { x: self.x * o, y: self.y * o, z: self.z * o }
    }
}
#[grad(hvp)]
impl Neg for V3 {
    type Output = V3;
    fn neg(self) -> V3 {
        V3 { x: -self.x, y: -self.y, z: -self.z }
    }
}
#[grad(hvp)]
impl V3 {
    fn dot(self, o: V3) -> f64 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }
    fn norm(&self) -> f64 {
        V3::dot(*self, *self).sqrt()
    }
}
#[derive(Clone, Debug, Differentiable)]
struct Body {
    m: f64,
    pos: V3,
    vel: V3,
    #[constant]
    name: &'static str,
}
#[grad(hvp)]
fn energy(bodies: &[Body], g: f64) -> f64 {
    let mut e = 0.0;
    for i in 0..bodies.len() {
        let b = &bodies[i];
        e += 0.5 * b.m * b.vel.dot(b.vel);
        for j in 0..i {
            let r = b.pos - bodies[j].pos;
            e -= g * b.m * bodies[j].m / r.norm();
        }
    }
    e
}
#[grad(hvp)]
fn simulate(start: &[Body], g: f64, dt: f64, steps: usize) -> f64 {
    let mut bodies = start.to_vec();
    for _ in 0..steps {
        for i in 0..bodies.len() {
            let mut a = V3 { x: 0.0, y: 0.0, z: 0.0 };
            for j in 0..bodies.len() {
                if i == j {
                    continue;
                }
                let r = bodies[j].pos - bodies[i].pos;
                let d = r.norm();
                a = a + g * bodies[j].m / (d * d * d) * r;
            }
            bodies[i].vel = bodies[i].vel + dt * a;
        }
        for b in &mut bodies {
            b.pos = b.pos + dt * b.vel;
        }
    }
    energy(&bodies, g) + bodies.iter().map(|b| b.pos.norm()).sum::<f64>()
}

fn start() -> Vec<Body> {
    (0..3)
        .map(|i| {
            let t = f64::from(i);
            Body {
                m: 1.0 + t,
                pos: V3 { x: t, y: t * t - 1.0, z: (3.0 * t).sin() },
                vel: V3 { x: 0.1 * t, y: -0.2, z: 0.3 },
                name: "body",
            }
        })
        .collect()
}

/// The bodies, moved along a direction.
fn moved(bodies: &[Body], along: &[Body], by: f64) -> Vec<Body> {
    let one = |(body, along): (&Body, &Body)| {
        let mut moved = body.clone();
        let leaves: Vec<f64> = body.flatten().iter().zip(along.flatten()).map(|(x, d)| x + by * d).collect();
        moved.read_from(&leaves);
        moved
    };
    bodies.iter().zip(along).map(one).collect()
}

fn direction(bodies: &[Body]) -> Vec<Body> {
    let one = |(i, body): (usize, &Body)| {
        let mut along = body.clone();
        let leaves: Vec<f64> = (0..body.leaves()).map(|k| ((i * 7 + k) as f64).cos()).collect();
        along.read_from(&leaves);
        along
    };
    bodies.iter().enumerate().map(one).collect()
}

const G: f64 = 0.7;
const DT: f64 = 0.01;
const STEPS: usize = 7;

#[test]
fn the_gradient_is_that_of_differences() {
    let (bodies, h) = (start(), 1e-6);
    let (bodies_bar, g_bar, dt_bar) = simulate_grad(&bodies, G, DT, STEPS);
    let zeros: Vec<Body> = bodies.iter().map(Differentiable::zero_like).collect();
    for i in 0..bodies.len() {
        for (k, derivative) in bodies_bar[i].flatten().into_iter().enumerate() {
            let mut along = zeros.clone();
            let mut unit = vec![0.0; along[i].leaves()];
            unit[k] = 1.0;
            along[i].read_from(&unit);
            let at = |by: f64| simulate(&moved(&bodies, &along, by), G, DT, STEPS);
            let difference = (at(h) - at(-h)) / (2.0 * h);
            assert!((derivative - difference).abs() < 1e-7, "body {i}, leaf {k}: {derivative}, {difference}");
        }
    }
    let along_g = (simulate(&bodies, G + h, DT, STEPS) - simulate(&bodies, G - h, DT, STEPS)) / (2.0 * h);
    let along_dt = (simulate(&bodies, G, DT + h, STEPS) - simulate(&bodies, G, DT - h, STEPS)) / (2.0 * h);
    assert!(
        (g_bar - along_g).abs() < 1e-7 && (dt_bar - along_dt).abs() < 1e-7,
        "{g_bar} {along_g} {dt_bar} {along_dt}"
    );
}

#[test]
fn forward_is_reverse_and_second_order_is_its_difference() {
    let bodies = start();
    let along = direction(&bodies);
    let (bodies_bar, g_bar, dt_bar) = simulate_grad(&bodies, G, DT, STEPS);
    let (value, tangent) = simulate_jvp(&bodies, G, DT, STEPS, &along, 0.3, 0.1);
    let product: f64 = bodies_bar.iter().zip(&along).map(|(a, b)| Differentiable::inner_product(a, b)).sum();
    assert_eq!(value, simulate(&bodies, G, DT, STEPS));
    assert!((tangent - (product + 0.3 * g_bar + 0.1 * dt_bar)).abs() < 1e-12);

    let (gradient, (curved, _, _)) = simulate_hvp(&bodies, G, DT, STEPS, &along, 0.3, 0.1);
    // A callee that has recorded adds its terms in another order.
    assert!((gradient.1 - g_bar).abs() < 1e-14 && (gradient.2 - dt_bar).abs() < 1e-14);
    let h = 1e-5;
    let at = |by: f64| simulate_grad(&moved(&bodies, &along, by), G + 0.3 * by, DT + 0.1 * by, STEPS).0;
    for ((curved, above), below) in curved.iter().zip(at(h)).zip(at(-h)) {
        for ((product, above), below) in curved.flatten().iter().zip(above.flatten()).zip(below.flatten()) {
            let difference = (above - below) / (2.0 * h);
            assert!((product - difference).abs() < 1e-6, "{product}, {difference}");
        }
    }
}
