//! A cluster of atoms: the energy of any pair potential, the forces as its gradient, and
//! motion that conserves it.

use autodiff::{Differentiable, check, grad};

use crate::vec3::Vec3;

/// The energy of two atoms at a distance.
#[grad(hvp)]
trait Potential {
    fn energy(&self, r: f64) -> f64;
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct LennardJones {
    epsilon: f64,
    sigma: f64,
}

#[grad(hvp, members)]
impl Potential for LennardJones {
    fn energy(&self, r: f64) -> f64 {
        let s6 = (self.sigma / r).powi(6);
        4.0 * self.epsilon * (s6 * s6 - s6)
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Buckingham {
    a: f64,
    b: f64,
    c: f64,
}

#[grad(hvp, members)]
impl Potential for Buckingham {
    fn energy(&self, r: f64) -> f64 {
        self.a * (-self.b * r).exp() - self.c / r.powi(6)
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Body {
    m: f64,
    r: Vec3,
    v: Vec3,
}

#[grad(hvp)]
impl Body {
    fn kinetic_energy(&self) -> f64 {
        0.5 * self.m * self.v.norm_squared()
    }
}

/// The energy of all pairs.
#[grad(hvp)]
fn potential_energy<P: Potential>(potential: &P, bodies: &[Body]) -> f64 {
    let mut energy = 0.0;
    for (i, a) in bodies.iter().enumerate() {
        for b in &bodies[i + 1..] {
            energy += potential.energy((a.r - b.r).norm());
        }
    }
    energy
}

#[grad(hvp)]
fn total_energy<P: Potential>(potential: &P, bodies: &[Body]) -> f64 {
    let kinetic: f64 = bodies.iter().map(|body| body.kinetic_energy()).sum();
    kinetic + potential_energy(potential, bodies)
}

/// The forces on the bodies.
fn forces<P: Potential + Differentiable>(potential: &P, bodies: &[Body]) -> Vec<Vec3> {
    let (_, gradient) = potential_energy_grad(potential, bodies);
    gradient.iter().map(|body| -body.r).collect()
}

/// A step of the velocity form of Verlet's method.
fn verlet<P: Potential + Differentiable>(potential: &P, bodies: &mut [Body], dt: f64) {
    let before = forces(potential, bodies);
    for (body, force) in bodies.iter_mut().zip(before) {
        body.v += force * (0.5 * dt / body.m);
        body.r += body.v * dt;
    }
    let after = forces(potential, bodies);
    for (body, force) in bodies.iter_mut().zip(after) {
        body.v += force * (0.5 * dt / body.m);
    }
}

fn tetrahedron() -> Vec<Body> {
    let corners = [(1.0, 1.0, 1.0), (1.0, -1.0, -1.0), (-1.0, 1.0, -1.0), (-1.0, -1.0, 1.0)];
    let at =
        |(x, y, z)| Body { m: 1.0 + 0.1 * x, r: 0.42 * Vec3::new(x, y, z), v: Vec3::new(0.1 * y, -0.05, 0.02 * z) };
    corners.map(at).to_vec()
}

pub(crate) fn run() {
    let argon = LennardJones { epsilon: 1.0, sigma: 1.0 };
    let salt = Buckingham { a: 20_000.0, b: 8.0, c: 1.2 };
    report("Lennard-Jones", &argon);
    report("Buckingham", &salt);
    check!(total_energy(&argon, &tetrahedron()), hvp);
    check!(total_energy(&salt, &tetrahedron()), hvp);
}

fn report<P: Potential + Differentiable>(name: &str, potential: &P) {
    let mut bodies = tetrahedron();
    let before = total_energy(potential, &bodies);
    for _ in 0..2000 {
        verlet(potential, &mut bodies, 1e-3);
    }
    let after = total_energy(potential, &bodies);
    println!("  {name:<24} energy {before:.6}, after 2000 steps {after:.6}");
    assert!((after - before).abs() < 1e-4 * before.abs());
}
