//! `len` and `is_empty` of a type of one's own, which say something else than how many elements there
//! are: they may read any field, and a field changes.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Debug, Differentiable)]
struct Ring {
    items: Vec<f64>,
    next: usize,
}

impl Ring {
    /// Where the next item goes.
    fn len(&self) -> usize {
        self.next
    }

    /// Whether it has gone round, and not whether `len` is zero.
    fn is_empty(&self) -> bool {
        self.next > self.items.len() / 2
    }
}

/// The adjoint of an iteration finds the place that the iteration has written to.
#[grad(hvp)]
fn written_round(x: f64, y: f64) -> f64 {
    let mut ring = Ring { items: vec![x, y, x * y, 0.5, x], next: 1 };
    let mut last = y;
    for j in 0..3 {
        let here = last.sin() * ring.items[ring.len()];
        ring.items[j] = here;
        ring.next += 1;
        last = here * x + y;
    }
    last * ring.items[1]
}

#[grad]
fn pushed(ring: &mut Ring, x: f64) -> f64 {
    let mut sum = 0.0;
    while ring.len() < 4 {
        let at = ring.len();
        ring.items[at] *= x;
        sum += ring.items[at] * ring.items[at - 1];
        ring.next += 1;
    }
    sum
}

#[grad]
fn of_pushed(x: f64, y: f64) -> f64 {
    let mut ring = Ring { items: vec![x, y, x * y, 0.5, x], next: 1 };
    let first = pushed(&mut ring, y);
    first + ring.items[2] * ring.items[3]
}

/// Which way is taken is what the method says.
#[grad(hvp)]
fn empty_or_not(x: f64, y: f64, #[constant] next: usize) -> f64 {
    let ring = Ring { items: vec![x * y, y], next };
    if ring.is_empty() { x * y.sin() } else { ring.items[0] * ring.items[1] }
}

#[grad]
fn asked_of_a_parameter(ring: &Ring, x: f64) -> f64 {
    let mut sum = if ring.is_empty() { x } else { x * x };
    for j in 0..ring.len() {
        sum *= ring.items[j];
    }
    sum
}

#[test]
fn lengths() {
    check!(written_round(0.7, 1.3), hvp);
    check!(of_pushed(0.7, 1.3));
}

#[test]
fn emptiness() {
    for next in [0, 1, 2, 3] {
        check!(
            empty_or_not(
                0.7,
                1.3,
                #[constant]
                next
            ),
            hvp
        );
        check!(asked_of_a_parameter(&Ring { items: vec![0.4, 1.1, 0.9], next }, 0.8));
    }
}
