use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Body {
    m: f64,
    v: f64,
}

#[grad(order = 2)]
fn doubled(b: &Body) -> Body {
    Body { m: b.m, v: b.m * b.v }
}

/// The ways out.
#[grad(order = 2)]
fn seen(b: &Body) -> Body {
    let (m, v): (f64, f64) = (b.m, b.v);
    Body { m, v: m * v }
}

#[grad(hvp)]
fn twice(b: &Body) -> f64 {
    let next = Body { m: b.m, v: b.m * b.v };
    next.v
}

fn main() {
    let b = Body { m: 1.0, v: 2.0 };
    let _ = seen_vjp_vjp(&b, b.clone(), (b.clone(), b.clone()));
    let _ = twice_hvp(&b, &b);
}
