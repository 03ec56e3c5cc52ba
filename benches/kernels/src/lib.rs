//! Three kernels of linear algebra, each as loops over indices and as iterator
//! chains, to compare their generated adjoints with those [by hand](by_hand).
//!
//! `cargo bench -p autodiff-kernels` compares the time, `tests/agreement.rs`
//! the numbers, and `tests/assembly.rs` reads the assembly of this crate.

#![allow(clippy::needless_range_loop, reason = "loops over indices are one of the two forms")]

pub mod by_hand;
pub mod shadows;

use autodiff::grad;

/// `y += a x`.
#[grad]
pub fn axpy_by_index(a: f64, x: &[f64], y: &mut [f64]) {
    for i in 0..x.len() {
        y[i] += a * x[i];
    }
}

/// `y += a x`.
#[grad]
pub fn axpy_by_iterators(a: f64, x: &[f64], y: &mut [f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += a * x;
    }
}

/// The dot product of `x` and `y`.
#[grad]
pub fn dot_by_index(x: &[f64], y: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += x[i] * y[i];
    }
    sum
}

/// The dot product of `x` and `y`.
#[grad]
pub fn dot_by_iterators(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}

/// `y = A x`, where `a` holds the matrix row by row.
#[grad]
pub fn matvec_by_index(a: &[f64], x: &[f64], y: &mut [f64]) {
    let columns = x.len();
    for i in 0..y.len() {
        let mut sum = 0.0;
        for j in 0..columns {
            sum += a[i * columns + j] * x[j];
        }
        y[i] = sum;
    }
}

/// `y = A x`, where `a` holds the matrix row by row.
#[grad]
pub fn matvec_by_iterators(a: &[f64], x: &[f64], y: &mut [f64]) {
    for (y, row) in y.iter_mut().zip(a.chunks_exact(x.len())) {
        *y = row.iter().zip(x).map(|(a, x)| a * x).sum();
    }
}
