//! Types with a lifetime, whose other parts are their own: in loops, vectors, enums and variables.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct V {
    x: f64,
    y: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Layer {
    b: Vec<f64>,
    v: V,
}

struct Table {
    k: Vec<f64>,
    m: [[f64; 2]; 2],
    v: V,
}

#[derive(Clone, Differentiable)]
struct Net<'a> {
    #[constant]
    table: &'a Table,
    w: Vec<f64>,
    u: V,
    layers: Vec<Layer>,
    o: Option<f64>,
}

#[grad]
impl<'a> Net<'a> {
    fn indexed(&self, t: f64) -> f64 {
        let mut s = 0.0;
        for i in 0..self.w.len() {
            s += self.w[i] * self.table.k[i] * self.u.x * t;
        }
        for i in 0..2 {
            for j in 0..2 {
                s += self.table.m[i][j] * self.w[j] * self.u.y * t;
            }
        }
        s
    }

    fn run_through(&self, t: f64) -> f64 {
        let mut s = self.w.iter().zip(&self.table.k).map(|(w, k)| w * k * t).sum::<f64>();
        for w in &self.w {
            s += w * w * t;
        }
        for l in &self.layers {
            s += l.v.x * l.b[1] * self.table.v.x;
        }
        s + self.layers.iter().map(|l| l.v.x * l.v.y).sum::<f64>()
    }

    fn asked(&self, t: f64) -> f64 {
        let l = &self.layers[1];
        let mut s = l.v.x * t;
        if let Some(o) = self.o {
            s += o * self.table.k[0];
        }
        for (i, b) in l.b.iter().enumerate() {
            s += b * self.table.k[i];
        }
        s
    }

    fn copied(&self, t: f64) -> f64 {
        let v = self.u;
        let w = self.w.clone();
        let q: f64 = self.table.k.iter().sum();
        v.x * w[0] * q * t + self.indexed(t) * self.asked(t)
    }

    fn changed(&mut self, t: f64) {
        for i in 0..self.w.len() {
            self.w[i] += self.table.k[i] * t;
            self.layers[0].v.x *= self.w[i];
        }
        for l in self.layers.iter_mut() {
            l.b[0] += t * self.u.y;
        }
    }
}

#[grad]
fn grown(n: &mut Net<'_>, t: f64) {
    n.u.x = n.u.y * n.table.v.y * t;
    n.w.push(t * n.u.x);
    for w in n.w.iter_mut() {
        *w *= t;
    }
}

#[grad]
fn of_clones(n: &Net<'_>, t: f64) -> f64 {
    let (mut a, mut b) = (n.clone(), n.clone());
    a.changed(t);
    grown(&mut b, t);
    a.layers[0].v.x * a.w[1] * a.layers[1].b[0] + b.w[2] * b.u.x + b.w[0]
}

#[test]
fn parts_of_its_own_have_shadows() {
    let table = Table { k: vec![1.3, 0.2], m: [[0.4, 2.0], [0.1, 0.3]], v: V { x: 0.2, y: 0.6 } };
    let layer = Layer { b: vec![0.3, 0.6], v: V { x: 0.3, y: 1.1 } };
    let layers = vec![layer.clone(), layer];
    let n = Net { table: &table, w: vec![0.7, 0.9], u: V { x: 0.2, y: 0.5 }, layers, o: Some(0.4) };
    check!(Net::indexed(&n, 0.4));
    check!(Net::run_through(&n, 0.4));
    check!(Net::asked(&n, 0.3));
    check!(Net::copied(&n, 0.3));
    check!(of_clones(&n, 0.3));
}
