//! Methods of fields, of elements, of what a loop or an iterator gives, of results.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};

#[derive(Clone, Debug, Differentiable)]
struct Body {
    m: f64,
    v: [f64; 2],
}

#[grad(hvp)]
impl Body {
    fn energy(&self, k: f64) -> f64 {
        0.5 * self.m * (self.v[0] * self.v[0] + self.v[1] * self.v[1]) * k
    }

    fn kick(&mut self, f: f64) {
        self.v[0] += f / self.m;
    }

    /// It changes the body, and says so by a truth value.
    fn kicked(&mut self, f: f64) -> bool {
        self.v[1] += f * self.m;
        true
    }

    /// The block has the signature in sight, so the change is differentiated.
    fn after_kicks(mut self, f: f64) -> f64 {
        let more = self.kicked(f);
        self.kick(if more { 2.0 * f } else { f });
        self.energy(f)
    }
}

#[test]
fn a_neighbour_that_changes_its_receiver_and_gives_a_truth_value() {
    check(
        &(Body { m: 1.3, v: [0.2, 0.4] }, 0.6),
        &Modes {
            value: |(b, f)| b.clone().after_kicks(*f),
            gradient: |(b, f)| b.after_kicks_grad(*f),
            tangent: |(b, f), (db, df)| b.after_kicks_jvp(*f, db, *df).1,
            hessian: Some(|(b, f), (db, df)| b.after_kicks_hvp(*f, db, *df).1),
        },
    );
}

#[derive(Clone, Debug, Differentiable)]
struct World {
    bodies: Vec<Body>,
    star: Body,
    g: f64,
}

#[grad(hvp)]
impl World {
    fn energy(&self, k: f64) -> f64 {
        let mut e = self.star.energy(k);
        for i in 0..self.bodies.len() {
            e += self.bodies[i].energy(k) * self.g;
        }
        for body in &self.bodies {
            e += body.energy(2.0 * k);
        }
        e + self.bodies.iter().map(|body| body.energy(k)).sum::<f64>()
    }

    fn kicked(&self, f: f64) -> f64 {
        let mut world = self.clone();
        for i in 0..world.bodies.len() {
            world.bodies[i].kick(f * self.g);
        }
        for body in &mut world.bodies {
            body.kick(f);
        }
        let mut one = world.bodies[1].clone();
        let more = Body::kicked(&mut one, f);
        one.kick(if more { 2.0 } else { f });
        world.energy(1.0) + one.energy(f)
    }
}

#[test]
fn of_fields_and_elements() {
    let star = Body { m: 3.0, v: [0.1, 0.2] };
    let bodies = vec![Body { m: 1.0, v: [0.2, 0.4] }, Body { m: 0.4, v: [1.0, 0.3] }];
    check(
        &(World { bodies, star, g: 1.5 }, 0.3),
        &Modes {
            value: |(w, f)| w.kicked(*f),
            gradient: |(w, f)| w.kicked_grad(*f),
            tangent: |(w, f), (dw, df)| w.kicked_jvp(*f, dw, *df).1,
            hessian: Some(|(w, f), (dw, df)| w.kicked_hvp(*f, dw, *df).1),
        },
    );
}

#[derive(Clone, Debug, Differentiable)]
struct Layer {
    w: Vec<Vec<f64>>,
    b: Vec<f64>,
}

#[grad(hvp)]
impl Layer {
    fn forward(&self, x: &[f64]) -> Vec<f64> {
        let mut y = self.b.clone();
        for i in 0..self.w.len() {
            for j in 0..x.len() {
                y[i] += self.w[i][j] * x[j];
            }
            y[i] = y[i].tanh();
        }
        y
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Network {
    layers: Vec<Layer>,
    scale: f64,
}

#[grad(hvp)]
impl Network {
    fn forward(&self, x: &[f64]) -> Vec<f64> {
        let mut h = x.to_vec();
        for k in 0..self.layers.len() {
            h = self.layers[k].forward(&h);
        }
        h
    }

    fn loss(&self, x: &[f64; 2], y: &[f64; 2]) -> f64 {
        let p = self.forward(x);
        let mut sum = 0.0;
        for i in 0..p.len() {
            let d = p[i] - y[i];
            sum += d * d;
        }
        sum * self.scale
    }
}

#[test]
fn a_network_of_structs() {
    let layer = |a: f64| Layer { w: vec![vec![0.1 * a, 0.2], vec![-0.3, 0.5 * a]], b: vec![0.1, a] };
    let network = Network { layers: vec![layer(1.0), layer(0.7)], scale: 0.5 };
    check(
        &(network, [0.3, -0.8], [0.1, 0.2]),
        &Modes {
            value: |(n, x, y)| n.loss(x, y),
            gradient: |(n, x, y)| n.loss_grad(x, y),
            tangent: |(n, x, y), (dn, dx, dy)| n.loss_jvp(x, y, dn, dx, dy).1,
            hessian: Some(|(n, x, y), (dn, dx, dy)| n.loss_hvp(x, y, dn, dx, dy).1),
        },
    );
}
