//! What the adjoint reads and cannot take along: what borrows, and calls that can fail.

use super::Body;
use autodiff::grad;

/// Calls that can fail have succeeded before the closure is there.
#[grad]
fn norm(x: &[f64]) -> Option<f64> {
    if x.is_empty() {
        return None;
    }
    Some(x.iter().map(|v| v * v).sum())
}

#[grad]
fn doubled(x: &[f64]) -> Result<Vec<f64>, String> {
    if x.len() > 3 {
        return Err("long".to_owned());
    }
    Ok(x.iter().map(|v| 2.0 * v).collect())
}

#[grad(pullback)]
fn of_tails(x: &[f64]) -> Option<f64> {
    let y = doubled(x).ok()?;
    let mut product = 1.0;
    for i in 0..y.len() {
        product *= norm(&y[i..])?;
    }
    Some(product)
}

#[test]
fn callees_that_fail() {
    assert!(of_tails_pullback(&[1.0; 4]).is_none());
    let (value, pullback) = of_tails_pullback(&[1.0, 2.0]).expect("short");
    // (4a² + 4b²) · 4b² at (1, 2).
    assert_eq!((value, pullback(1.0)), (320.0, vec![128.0, 576.0]));
}

enum Layer {
    Squared,
    Scaled(f64),
}

/// What borrows from a variable of the companion is borrowed again from the closure's.
#[grad(pullback)]
fn layered(x: f64, w: &[f64], #[constant] layers: &[Layer]) -> f64 {
    let mut y = x;
    for (w, layer) in w.iter().zip(layers) {
        y = w * match layer {
            Layer::Squared => y * y,
            Layer::Scaled(by) => by * y,
        };
    }
    y
}

#[grad]
fn twice(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    f(f(x))
}

#[grad(pullback)]
fn with_closure(k: f64, #[constant] name: &str, x: f64) -> f64 {
    let length = name.len();
    twice(|x| k * x * length as f64, x)
}

#[grad(pullback)]
impl Body {
    fn part(&self, from: usize) -> &[f64] {
        &self.velocity[from..]
    }
}

/// The arm that is not last runs again, with a call in it that can fail.
#[grad(pullback)]
fn moved(body: &Body, by: f64) -> Option<Vec<f64>> {
    if by > 50.0 {
        return Some(body.velocity.to_vec());
    }
    let squares: Vec<f64> = doubled(&body.velocity).ok()?;
    Some(squares.iter().map(|v| v * v * by).collect())
}

#[test]
fn what_is_borrowed() {
    let (value, pullback) = layered_pullback(3.0, &[2.0, 5.0], &[Layer::Squared, Layer::Scaled(10.0)]);
    assert_eq!((value, pullback(1.0)), (900.0, (600.0, vec![450.0, 180.0])));
    let (value, pullback) = with_closure_pullback(2.0, "abc", 1.0);
    assert_eq!((value, pullback(1.0)), (36.0, (36.0, 36.0)));
    let body = Body { mass: 1.0, velocity: [2.0, 3.0] };
    let (value, pullback) = body.part_pullback(1);
    assert_eq!((value, pullback(vec![5.0]).velocity), (vec![3.0], [0.0, 5.0]));
    let (value, pullback) = moved_pullback(&body, 1.0).expect("two are few");
    assert_eq!(value, [16.0, 36.0]);
    let (body_bar, by_bar) = pullback(vec![1.0, 1.0]);
    assert_eq!((body_bar.velocity, by_bar), ([16.0, 24.0], 52.0));
}
