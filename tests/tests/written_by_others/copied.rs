//! Copies of constant data that are changed by active values.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Differentiable)]
struct Particle {
    x: f64,
    z: f64,
}

#[grad(hvp)]
impl Particle {
    fn kick(&mut self, k: f64) {
        self.z += k * self.x;
    }

    fn energy(&self) -> f64 {
        self.x * self.z
    }
}

#[derive(Clone, Copy, Differentiable)]
struct Pair(f64, f64);

struct Data {
    particles: Vec<Particle>,
    pairs: [Pair; 2],
}

#[grad(hvp)]
fn written(#[constant] all: &[Particle], x: f64) -> f64 {
    let mut all = all.to_vec();
    all[1].z = x;
    all[1].z * all[0].x + all[1].x * x
}

#[grad(hvp)]
fn run_through(#[constant] all: &[Particle], x: f64) -> f64 {
    let mut all = all.to_vec();
    for p in &mut all {
        p.z += x * p.x;
    }
    all.iter().map(|p| p.z * p.z).sum()
}

#[grad(hvp)]
fn called(#[constant] all: &[Particle], x: f64) -> f64 {
    let mut all = all.to_vec();
    all[0].kick(x);
    let z = all[0].z;
    all[1].kick(z);
    all[1].energy() + all[0].energy()
}

#[grad(hvp)]
fn moved(#[constant] all: &[Particle], x: f64) -> f64 {
    let mut all = all.to_vec();
    all.swap(0, 1);
    all[0].z += x * x;
    all.push(Particle { x, z: x * x });
    all.iter().map(|p| p.z * p.x).sum::<f64>() + all.len() as f64 * x
}

#[grad(hvp)]
fn of_fields(#[constant] data: &Data, x: f64) -> f64 {
    let (mut all, mut pairs) = (data.particles.clone(), data.pairs);
    all[1].z = x;
    all[0].z *= x * x;
    pairs[1].0 = x;
    for i in 0..all.len() {
        all[i].z += x * all[i].x;
    }
    all[1].z * all[0].x + all[0].z * x + pairs[1].0 * pairs[0].1 + pairs[1].1 * x
}

#[grad(hvp)]
fn clones(#[constant] data: &Data, x: f64) -> f64 {
    let mut all = data.particles.clone();
    for p in &mut all {
        p.kick(x);
    }
    let mut sum = 0.0;
    for p in &all {
        sum += p.z * p.z;
    }
    sum
}

#[test]
fn copies_of_constants_change() {
    let all = vec![Particle { x: 1.3, z: 0.2 }, Particle { x: 0.4, z: 2.0 }];
    let data = Data { particles: all.clone(), pairs: [Pair(0.2, 0.3), Pair(0.4, 0.5)] };
    check!(
        written(
            #[constant]
            &all,
            0.7
        ),
        hvp
    );
    check!(
        run_through(
            #[constant]
            &all,
            0.7
        ),
        hvp
    );
    check!(
        called(
            #[constant]
            &all,
            0.7
        ),
        hvp
    );
    check!(
        moved(
            #[constant]
            &all,
            0.7
        ),
        hvp
    );
    check!(
        of_fields(
            #[constant]
            &data,
            0.7
        ),
        hvp
    );
    check!(
        clones(
            #[constant]
            &data,
            0.7
        ),
        hvp
    );
}
