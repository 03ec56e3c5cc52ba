//! Companions of companions.
use autodiff::grad;

#[grad(order = 2)]
fn product(x: f64, y: f64) -> f64 {
    x * x * y.sin()
}

#[grad(order = 2)]
fn squares(x: &[f64], a: f64) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s += (x[i] * a).sin() * s + x[i];
    }
    s
}

#[grad(order = 2)]
fn step(x: &[f64; 3], k: f64) -> [f64; 3] {
    let mut out = [0.0; 3];
    for i in 0..3 {
        out[i] = x[i] + k * x[(i + 1) % 3].sin();
    }
    out
}

#[grad(order = 2)]
fn of_call(x: &[f64; 3], k: f64) -> f64 {
    let y = step(x, k);
    let z = step(&y, k * 2.0);
    z[0] * z[1] + product(z[2], k)
}

#[grad(order = 2)]
fn changes(x: &mut [f64], k: f64) {
    for i in 1..x.len() {
        x[i] = x[i - 1] * x[i] * k;
    }
}

#[grad(order = 2)]
fn made(x: &[f64]) -> Vec<f64> {
    let mut v: Vec<f64> = x.iter().map(|a| a * a).collect();
    changes(&mut v, 2.0);
    v.push(x[0]);
    v
}

#[grad]
fn energy(x: &[f64], a: f64) -> f64 {
    let (g, h) = squares_grad(x, a);
    let mut total = h * h;
    for v in &g {
        total += v * v;
    }
    total
}

#[test]
fn it_compiles() {
    println!("{:?}", product_grad_vjp(1.0, 2.0, (1.0, 0.0)));
    println!("{:?}", product_grad_jvp(1.0, 2.0, 1.0, 0.0));
    println!("{:?}", product_hvp(1.0, 2.0, 1.0, 0.0));
    println!("{:?}", squares_hvp(&[1.0, 2.0], 0.5, &[1.0, 0.0], 0.0));
    println!("{:?}", squares_grad_jvp(&[1.0, 2.0], 0.5, &[1.0, 0.0], 0.0));
    println!("{:?}", squares_grad_vjp(&[1.0, 2.0], 0.5, (vec![1.0, 0.0], 0.0)));
    println!("{:?}", of_call_grad_vjp(&[1.0, 2.0, 3.0], 0.5, ([1.0, 0.0, 0.0], 0.0)));
    println!("{:?}", of_call_hvp(&[1.0, 2.0, 3.0], 0.5, &[1.0, 0.0, 0.0], 0.0));
    println!("{:?}", energy_grad(&[1.0, 2.0], 0.5));
}
