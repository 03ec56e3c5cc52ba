//! A method that answers yes or no of an active value could keep it, if what it is asked of has a
//! cell.

use autodiff::grad;
use std::cell::Cell;

struct Watch {
    eps: f64,
    last: Cell<f64>,
}

impl Watch {
    fn is_small(&self, x: f64) -> bool {
        self.last.set(x);
        x < self.eps
    }
}

#[grad]
fn watched(x: f64, #[constant] watch: &Watch) -> f64 {
    if watch.is_small(x) { x } else { watch.last.get() * x }
}

trait Rule {
    fn holds(&self, x: f64) -> bool;
}

#[grad]
fn ruled<R: Rule>(x: f64, #[constant] rule: &R) -> f64 {
    if rule.holds(x) { x } else { x * x }
}

// The ways out.
#[grad]
fn watched_constant(x: f64, #[constant] watch: &Watch) -> f64 {
    #[constant]
    let v = x;
    if watch.is_small(v) { x } else { watch.last.get() * x }
}

#[grad]
fn ruled_by_what_is_shared<R: Rule + Sync>(x: f64, #[constant] rule: &R) -> f64 {
    if rule.holds(x) { x } else { x * x }
}

fn main() {}
