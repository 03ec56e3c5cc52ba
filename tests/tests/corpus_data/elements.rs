//! Elements of fields that are changed where they are, where nothing tells before that the field is memory.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct V {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl V {
    fn scale(&mut self, k: f64) {
        self.x *= k;
        self.y *= k;
    }

    fn normalize(&mut self) {
        let n = (self.x * self.x + self.y * self.y).sqrt();
        self.x /= n;
        self.y /= n;
    }

    /// It changes the element, and gives something as well.
    fn advanced(&mut self, k: f64) -> f64 {
        self.x += k * self.y;
        self.x
    }

    fn squared(&self) -> f64 {
        self.x * self.x + self.y * self.y
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Path {
    trail: Vec<V>,
    ends: [V; 2],
    mass: f64,
}

#[grad(hvp)]
fn element_of_a_local(path: &Path, k: f64) -> f64 {
    let mut path = path.clone();
    path.trail[0].scale(k);
    path.trail[0].x * path.trail[1].y * path.mass
}

#[grad(hvp)]
fn elements_behind_mut(path: &mut Path, k: f64) {
    path.trail[0].scale(k);
    path.ends[1].normalize();
}

#[grad(hvp)]
fn of_elements_behind_mut(mut path: Path, k: f64) -> Path {
    elements_behind_mut(&mut path, k);
    path
}

#[grad(hvp)]
fn elements_that_give(path: &Path, k: f64) -> f64 {
    let mut path = path.clone();
    let first = path.trail[0].advanced(k);
    let sum: f64 = (0..2).map(|i| path.ends[i].x).sum();
    first * path.trail[0].advanced(sum) + path.trail[0].x
}

#[grad(hvp)]
impl Path {
    fn scaled_in_a_loop(&mut self, k: f64) {
        for i in 0..2 {
            self.trail[i].scale(k);
        }
    }

    fn normalized(&mut self) {
        self.trail[0].normalize();
    }

    fn last(&mut self, k: f64) {
        self.trail.last_mut().unwrap().scale(k);
    }

    fn first(&mut self, k: f64) {
        if let Some(p) = self.trail.first_mut() {
            p.scale(k);
        }
    }

    fn one(&mut self, k: f64) {
        if let Some(p) = self.trail.get_mut(1) {
            p.scale(k);
        }
    }

    fn turned_round(&mut self) {
        self.trail.reverse();
        self.trail[0].scale(0.5);
    }

    fn turned_round_at_the_end(&mut self) {
        self.ends.reverse()
    }

    fn exchanged(&mut self) {
        self.trail.swap(0, 1);
    }

    fn each(&mut self, k: f64) {
        self.trail.iter_mut().for_each(|p| p.scale(k));
    }

    fn energy(&self) -> f64 {
        self.trail[0].squared() + self.mass * self.trail[1].squared() + self.ends[0].x * self.ends[1].y
    }
}

#[grad(hvp)]
fn of_methods(path: &Path, k: f64) -> f64 {
    let mut path = path.clone();
    path.scaled_in_a_loop(k);
    path.normalized();
    path.last(k);
    path.first(k);
    path.one(k);
    path.turned_round();
    path.turned_round_at_the_end();
    path.exchanged();
    path.each(k);
    path.energy()
}

#[derive(Clone, Debug, Differentiable)]
struct Layer {
    rows: Vec<V>,
    bias: [f64; 2],
}

#[grad(hvp)]
impl Layer {
    fn step(&mut self, k: f64) {
        for row in self.rows.iter_mut() {
            row.scale(k);
        }
        for b in self.bias.iter_mut() {
            *b *= k;
        }
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Net {
    layers: Vec<Layer>,
}

#[grad(hvp)]
impl Net {
    fn one(&mut self, k: f64) {
        self.layers[0].rows[1].scale(k);
    }

    fn by_numbers(&mut self, k: f64) {
        for l in 0..2 {
            for r in 0..2 {
                self.layers[l].rows[r].scale(k);
            }
        }
    }

    fn nested(&mut self, k: f64) {
        for layer in self.layers.iter_mut() {
            for row in layer.rows.iter_mut() {
                row.scale(k);
            }
        }
    }

    fn fields_of_nested(&mut self, k: f64) {
        for layer in &mut self.layers {
            for row in &mut layer.rows {
                row.x *= k;
                row.y += k;
            }
            for b in layer.bias.iter_mut() {
                *b *= k;
            }
        }
    }

    fn by_method(&mut self, k: f64) {
        self.layers[1].step(k);
    }

    fn the_first_of_the_last(&mut self, k: f64) {
        self.layers.last_mut().unwrap().rows.first_mut().unwrap().scale(k);
    }

    fn all(&mut self, k: f64) {
        self.layers.iter_mut().flat_map(|l| l.rows.iter_mut()).for_each(|r| r.scale(k));
    }

    fn moved(&mut self) {
        self.layers.swap(0, 1);
        self.layers[0].rows.reverse();
        self.layers[1].rows.swap(0, 1);
    }

    fn asked(&mut self, k: f64) {
        if let Some(layer) = self.layers.last_mut() {
            if let Some(row) = layer.rows.get_mut(0) {
                row.scale(k);
            }
        }
    }

    fn total(&self) -> f64 {
        let mut sum = 0.0;
        for (i, layer) in self.layers.iter().enumerate() {
            for (j, row) in layer.rows.iter().enumerate() {
                sum += (1.0 + i as f64 + 2.0 * j as f64) * row.squared();
            }
            sum += layer.bias[0] * layer.bias[1];
        }
        sum
    }
}

#[grad(hvp)]
fn of_nets(net: &Net, k: f64) -> f64 {
    let mut net = net.clone();
    net.one(k);
    net.by_numbers(k);
    net.nested(k);
    net.fields_of_nested(k);
    net.by_method(k);
    net.the_first_of_the_last(k);
    net.all(k);
    net.moved();
    net.asked(k);
    net.total()
}

#[grad(hvp)]
fn elements_of_elements(net: &Net, k: f64) -> f64 {
    let mut net = net.clone();
    for l in 0..2 {
        for r in 0..2 {
            net.layers[l].rows[r].scale(k);
        }
    }
    net.layers[1].rows.last_mut().unwrap().normalize();
    net.layers.iter().map(|l| l.rows[0].x * l.rows[1].y).sum()
}

#[derive(Clone, Debug, Differentiable)]
struct Weights {
    w: Vec<Vec<f64>>,
    b: Vec<f64>,
}

#[grad(hvp)]
impl Weights {
    fn decay(&mut self, k: f64) {
        for row in self.w.iter_mut() {
            for w in row.iter_mut() {
                *w *= 1.0 - k;
            }
        }
        self.w[1].reverse();
        self.w.last_mut().unwrap()[0] *= k;
        if let Some(row) = self.w.first_mut() {
            row[0] += k;
        }
        self.b.iter_mut().for_each(|b| *b -= k * *b * *b);
    }
}

#[grad(hvp)]
fn of_weights(weights: &Weights, k: f64) -> f64 {
    let mut weights = weights.clone();
    weights.decay(k);
    weights.w[0][0] * weights.w[1][1] + weights.w[1][0] * weights.b[0]
}

/// A `push` with two arguments is none of a vector's.
#[grad(hvp)]
impl V {
    fn push(&mut self, along: V, k: f64) {
        self.x += along.x * k;
        self.y += along.y * k;
    }
}

#[grad(hvp)]
impl Path {
    fn pushed(&mut self, d: V) {
        for p in self.trail.iter_mut() {
            p.push(d, self.mass);
        }
        self.ends[0].push(d, 0.5);
        if let Some(p) = self.trail.first_mut() {
            p.push(d, d.x);
        }
    }
}

#[grad(hvp)]
fn of_pushes(path: &Path, d: V) -> f64 {
    let mut path = path.clone();
    path.pushed(d);
    path.energy()
}

fn path() -> Path {
    let trail = vec![V { x: 1.2, y: 0.7 }, V { x: -0.4, y: 2.1 }];
    Path { trail, ends: [V { x: 0.3, y: 0.9 }, V { x: 1.7, y: -0.6 }], mass: 1.3 }
}

#[test]
fn elements_are_changed_where_they_are() {
    check!(element_of_a_local(&path(), 0.8), hvp);
    check!(of_elements_behind_mut(path(), 0.8));
    check!(elements_that_give(&path(), 0.8), hvp);
    check!(of_methods(&path(), 0.8), hvp);
    check!(of_pushes(&path(), V { x: 0.3, y: -0.8 }), hvp);
}

#[test]
fn elements_of_elements_are() {
    let layer = |k: f64| Layer { rows: vec![V { x: 1.2, y: 0.7 * k }, V { x: -0.4, y: 2.1 }], bias: [0.3 * k, 0.4] };
    let net = Net { layers: vec![layer(1.0), layer(1.6)] };
    check!(of_nets(&net, 0.8), hvp);
    let weights = Weights { w: vec![vec![0.1, -0.4], vec![0.7, 0.2]], b: vec![0.3] };
    check!(of_weights(&weights, 0.8), hvp);
    check!(elements_of_elements(&net, 0.8), hvp);
}
