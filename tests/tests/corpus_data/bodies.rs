//! Structs in structs: written at any depth, destructured, sorted, swapped, pushed, moved.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Body {
    m: f64,
    r: [f64; 2],
    v: [f64; 2],
}

#[derive(Clone, Debug, Differentiable)]
struct Layer {
    w: Vec<Vec<f64>>,
    b: Vec<f64>,
}

#[derive(Clone, Debug, Differentiable)]
struct Net {
    layers: Vec<Layer>,
}

#[grad(hvp)]
impl Net {
    fn fwd(&self, x: &[f64]) -> f64 {
        let mut a = x.to_vec();
        for Layer { w, b } in &self.layers {
            a = w.iter().zip(b).map(|(r, b)| (r.iter().zip(&a).map(|(p, q)| p * q).sum::<f64>() + b).tanh()).collect();
        }
        a.iter().sum()
    }
    fn bump(&mut self, x: f64) {
        let n = self.layers.len();
        for i in 0..n {
            for j in 0..self.layers[i].w.len() {
                for k in 0..self.layers[i].w[j].len() {
                    self.layers[i].w[j][k] += x * 0.1;
                }
            }
        }
    }
}

#[grad(hvp)]
fn net(x: f64) -> f64 {
    let l = Layer { w: vec![vec![x, 0.2], vec![0.3, x * x]], b: vec![0.1, x] };
    let mut n = Net { layers: vec![l.clone(), l] };
    n.bump(x);
    n.fwd(&[x, 0.5])
}

#[grad(hvp)]
fn sorted(xs: &[f64]) -> f64 {
    let mut bs: Vec<Body> = xs.iter().map(|&m| Body { m, r: [m, m * m], v: [0.0; 2] }).collect();
    bs.sort_by(|a, b| b.m.partial_cmp(&a.m).unwrap());
    bs.swap(0, 1);
    bs.push(Body { m: 2.0, ..bs[0] });
    for b in &mut bs {
        b.v[0] += b.m * b.r[1];
    }
    bs.iter().enumerate().map(|(i, b)| (i as f64 + 1.0) * b.v[0] * b.m).sum()
}

#[grad(hvp)]
fn sorted_key(xs: &[f64]) -> f64 {
    let mut bs: Vec<Body> = xs.iter().map(|&m| Body { m, r: [m, m * m], v: [0.0; 2] }).collect();
    bs.sort_by_key(|b| (b.m * 1000.0) as i64);
    bs.iter().enumerate().map(|(i, b)| (i as f64 + 1.0) * b.r[1]).sum()
}

#[grad(hvp)]
fn destr(b: &Body) -> f64 {
    let Body { m, r: [x, y], .. } = *b;
    let f = |Body { m, v: [p, q], .. }: Body| m * p * q;
    match b {
        Body { m, r, .. } if *m > 0.0 => f(*b) + r[0] * m + x * y,
        Body { m: mm, .. } => mm * m,
    }
}

#[grad(hvp)]
fn destr2(Body { m, r, v }: Body, [x, y]: [f64; 2]) -> f64 {
    m * r[0] * v[1] + x * y
}

#[grad(hvp)]
impl Body {
    fn moved(self, dt: f64) -> Self {
        Self { r: [self.r[0] + dt * self.v[0], self.r[1] + dt * self.v[1]], ..self }
    }
    fn e(&self) -> f64 {
        0.5 * self.m * (self.v[0].powi(2) + self.v[1].powi(2)) + self.r[0] * self.r[1]
    }
}

#[grad(hvp)]
fn bodies(bs: &mut [Body], dt: f64) -> f64 {
    for b in bs.iter_mut() {
        *b = b.moved(dt);
    }
    let (a, c) = bs.split_at_mut(1);
    std::mem::swap(&mut a[0], &mut c[0]);
    let i = 0;
    for k in 0..2 {
        bs[i].v[k] += dt * bs[1].r[k];
    }
    bs.iter().map(|b| b.m).sum::<f64>() * bs.iter().map(|b| b.e()).sum::<f64>()
}

#[grad(hvp)]
fn all(x: f64) -> f64 {
    let b = Body { m: x, r: [x, 1.0], v: [0.2, x * x] };
    let mut v = vec![b, b.moved(x)];
    v[1].m = 2.0;
    bodies(&mut v, x) + v[0].e() + destr(&b) + destr2(b, [x, x])
}

#[grad(hvp)]
fn res(x: f64) -> f64 {
    let (b, k) = two(x);
    let t = (b, x);
    t.0.m * k + t.1 * t.0.v[1]
}

#[grad(hvp)]
fn two(x: f64) -> (Body, f64) {
    (Body { m: x, r: [x; 2], v: [x * x; 2] }, x)
}

#[test]
fn structs_are_used_as_people_use_them() {
    check!(net(0.7), hvp);
    check!(sorted(&vec![0.3, 0.9, 0.5]), hvp);
    check!(sorted_key(&vec![0.3, 0.9, 0.5]), hvp);
    check!(all(0.7), hvp);
    check!(res(0.7), hvp);
    check!(destr(&Body { m: 0.3, r: [0.4, 0.5], v: [0.6, 0.7] }), hvp);
}
