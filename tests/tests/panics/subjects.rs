//! Functions that panic, each in another way, and leave marks on their way.

use autodiff::grad;
use std::cell::RefCell;

thread_local! {
    static MARKS: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Leaves a mark, so that it can be seen how far a function came.
macro_rules! mark {
    ($i:expr) => {
        $crate::subjects::leave($i)
    };
}

pub fn leave(mark: usize) {
    MARKS.with(|marks| marks.borrow_mut().push(mark));
}

/// The marks since it was last asked.
pub fn marks() -> Vec<usize> {
    MARKS.with(RefCell::take)
}

#[grad(hvp)]
pub fn reads_outside(x: &[f64], n: usize) -> f64 {
    let mut s = 0.0;
    for i in 0..n {
        mark!(i);
        s += x[i] * x[i];
    }
    s
}

#[grad(hvp)]
pub fn writes_outside(x: &[f64], n: usize) -> f64 {
    let mut y = vec![0.0; n];
    for i in 0..x.len() {
        mark!(i);
        y[i] = x[i] * 2.0;
    }
    y.iter().map(|v| v * v).sum()
}

#[grad(hvp)]
pub fn adds_outside(x: &[f64], n: usize) -> f64 {
    let mut y = [0.0; 4];
    for i in 0..n {
        mark!(i);
        y[i] += x[i % x.len()];
    }
    y[0] * y[1]
}

#[grad(hvp)]
pub fn reads_what_nobody_needs(x: &[f64], n: usize) -> f64 {
    mark!(0);
    let _unused = x[n];
    mark!(1);
    x[0] * x[0]
}

#[grad(hvp)]
pub fn writes_what_nobody_needs(x: &[f64], n: usize) -> f64 {
    let mut y = x.to_vec();
    mark!(0);
    y[n] = 0.0;
    mark!(1);
    x[0] * x[0]
}

#[grad(hvp)]
pub fn row_outside(x: &[f64], n: usize) -> f64 {
    let mut m = [[0.0; 3]; 2];
    m[n][1] = x[1] * x[0];
    mark!(0);
    m[0][n] + m[1][1]
}

#[grad(hvp)]
pub fn divides_by_zero(x: &[f64], n: usize) -> f64 {
    mark!(0);
    let k = x.len() / n;
    mark!(1);
    x[k] * x[k]
}

#[grad(hvp)]
pub fn remainder_by_zero(x: &[f64], n: usize) -> f64 {
    x[3 % n] * 2.0
}

#[grad(hvp)]
pub fn counts_below_zero(x: &[f64], n: usize) -> f64 {
    mark!(0);
    x[n - 1] * x[0]
}

#[grad(hvp)]
pub fn ends_outside(x: &[f64], n: usize) -> f64 {
    x[1..n].iter().sum::<f64>() * x[0]
}

#[grad(hvp)]
pub fn ends_before_it_starts(x: &[f64], n: usize) -> f64 {
    x[n..1].iter().sum::<f64>() * x[0]
}

#[grad(hvp)]
pub fn splits_outside(x: &[f64], n: usize) -> f64 {
    mark!(0);
    let (a, b) = x.split_at(n);
    mark!(1);
    a.iter().sum::<f64>() * b.iter().sum::<f64>()
}

#[grad(hvp)]
pub fn splits_mutable_outside(x: &[f64], n: usize) -> f64 {
    let mut y = x.to_vec();
    let (a, b) = y.split_at_mut(n);
    a[0] *= b[0];
    y[0] * y[1]
}

#[grad(hvp)]
pub fn swaps_outside(x: &[f64], n: usize) -> f64 {
    let mut y = x.to_vec();
    y.swap(0, n);
    y[0] * y[1] * x[0]
}

#[grad(hvp)]
pub fn copies_another_length(x: &[f64], n: usize) -> f64 {
    let mut y = vec![0.0; n];
    y.copy_from_slice(x);
    y[0] * y[0]
}

#[grad(hvp)]
pub fn chunks_of_nothing(x: &[f64], n: usize) -> f64 {
    mark!(0);
    x.chunks(n).map(|c| c[0] * c[0]).sum()
}

#[grad(hvp)]
pub fn exact_chunks_of_nothing(x: &[f64], n: usize) -> f64 {
    x.chunks_exact(n).map(|c| c[0] * c[0]).sum()
}

#[grad(hvp)]
pub fn windows_of_nothing(x: &[f64], n: usize) -> f64 {
    x.windows(n).map(|w| w[0] * w[0]).sum()
}

#[grad(hvp)]
pub fn window_too_small(x: &[f64], n: usize) -> f64 {
    x.windows(n).map(|w| w[0] * w[1]).sum()
}

#[grad(hvp)]
pub fn steps_by_zero(x: &[f64], n: usize) -> f64 {
    let mut s = 0.0;
    for i in (0..3).step_by(n) {
        mark!(i);
        s += x[i] * x[0];
    }
    s
}

#[grad(hvp)]
pub fn first_of_nothing(x: &[f64], n: usize) -> f64 {
    let rest = &x[n..];
    mark!(0);
    rest.first().unwrap() * 3.0
}

#[grad(hvp)]
pub fn last_of_nothing(x: &[f64], n: usize) -> f64 {
    let rest = &x[..n];
    rest.last().expect("there is one") * 3.0
}

#[grad(hvp)]
pub fn wrong_by_assertion(x: &[f64], n: usize) -> f64 {
    let mut s = 1.0;
    for (i, v) in x.iter().enumerate() {
        mark!(i);
        assert!(i < n, "{i} is too many for {n}");
        s *= v;
    }
    s
}

/// What is passed through panics where it stands.
#[grad(hvp)]
pub fn constant_outside(x: &[f64], n: usize) -> f64 {
    const TABLE: [f64; 3] = [1.0, 2.0, 3.0];
    let mut s = x[0];
    for i in 0..n {
        mark!(i);
        s *= x[0] + TABLE[i];
    }
    s
}

#[grad(hvp)]
pub fn remainder_by_method(x: &[f64], n: usize) -> f64 {
    let i = 7_usize.rem_euclid(n);
    mark!(i);
    x[i % 3] * x[0]
}

#[grad(hvp)]
fn element(x: &[f64], i: usize) -> f64 {
    x[i] * x[i]
}

// The marks are not in the callee: it runs again in the adjoint.
#[grad(hvp)]
pub fn in_a_callee(x: &[f64], n: usize) -> f64 {
    let mut s = 0.0;
    for i in 0..n {
        mark!(i);
        s += element(x, i) * x[0];
    }
    s
}
