//! Structs of literals, in lists and by themselves, whose fields are read or changed.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Spot {
    a: f64,
    b: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Layer {
    spots: Vec<Spot>,
    k: f64,
}

#[grad(hvp)]
fn read_in_a_vector(x: f64) -> f64 {
    let v = vec![Spot { a: 1.1, b: 0.3 }, Spot { a: 0.1, b: 0.5 }];
    let mut s = 0.0;
    for p in &v {
        s += p.a * x + p.b * x * x;
    }
    s * v[0].a
}

#[grad(hvp)]
fn read_in_an_array(x: f64) -> f64 {
    let v = [Spot { a: 1.1, b: 0.3 }];
    v[0].a * x + v[0].b.powi(2) * x * x
}

#[grad(hvp)]
fn changed_in_a_vector(x: f64) -> f64 {
    let mut v = vec![Spot { a: 1.1, b: 0.3 }, Spot { a: 0.1, b: 0.5 }];
    v[0].a = x * x;
    for p in v.iter_mut() {
        p.b *= x;
    }
    v.iter().map(|p| p.a * p.b).sum()
}

#[grad(hvp)]
fn changed_in_so_many(x: f64) -> f64 {
    let mut v = [Spot { a: 1.1, b: 0.3 }; 3];
    v[1].a = x * x;
    v.iter().map(|p| p.a * p.b).sum::<f64>() + v[1].b * x
}

#[grad(hvp)]
fn within_others(x: f64) -> f64 {
    let mut layer = Layer { spots: vec![Spot { a: 1.1, b: 0.3 }, Spot { a: 0.1, b: 0.5 }], k: 2.0 };
    layer.spots[1].a += x;
    layer.k *= x;
    layer.spots.iter().map(|s| s.a * s.b).sum::<f64>() * layer.k
}

#[test]
fn structs_of_literals_are_data() {
    check!(read_in_a_vector(0.3));
    check!(read_in_an_array(0.3));
    check!(changed_in_a_vector(0.3));
    check!(changed_in_so_many(0.3));
    check!(within_others(0.3));
}
