//! Copies of what the macro does not see are changed, and what they were made of stays as it is.

use autodiff::grad;

const START: [f64; 2] = [0.5, 0.7];

#[derive(Clone, Copy)]
struct Counter {
    state: u64,
}

impl Counter {
    fn next(&mut self) -> u64 {
        self.state = self.state * 7 % 31;
        self.state
    }

    fn peek(&self) -> u64 {
        self.state
    }
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn copies_of_unseen(x: f64, y: f64) -> f64 {
    let mut v = START;
    v.swap(0, 1);
    let counter = Counter { state: 3 };
    let mut copy = counter;
    let first: u64 = copy.next();
    let mut other = Counter { state: 1 };
    let before: u64 = other.next();
    other = counter;
    let second: u64 = other.next() + counter.peek() + before;
    let (mut taken, _) = (counter, 1);
    let third: u64 = taken.next();
    v[0] * x * first as f64 + START[0] * y * y * second as f64 + x * y * third as f64
}

pub const POINTS: &[(f64, f64)] = &[(0.3, 1.2), (-0.7, 0.4)];
