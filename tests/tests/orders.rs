//! Companions of companions, and derivatives in the bodies of functions.

#[path = "orders/confusion.rs"]
mod confusion;
#[path = "orders/modes.rs"]
mod modes;
#[path = "orders/particle.rs"]
mod particle;
#[path = "orders/problems.rs"]
mod problems;
#[path = "orders/saddle.rs"]
mod saddle;
#[path = "orders/types.rs"]
mod types;

/// Whether two numbers are the same but for rounding.
#[track_caller]
fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-10 * (1.0 + a.abs().max(b.abs())), "{a:?} is not {b:?}");
}

/// The same of the numbers of two slices.
#[track_caller]
fn all_close(a: &[f64], b: &[f64]) {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).for_each(|(a, b)| close(*a, *b));
}
