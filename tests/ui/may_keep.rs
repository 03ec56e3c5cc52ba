//! What is given an active value could keep it, and give it back as a constant.

use autodiff::grad;
use std::cell::Cell;

fn record(x: f64) {
    println!("{x}");
}

#[grad]
fn by_function(x: f64) -> f64 {
    record(x);
    x * x
}

#[grad]
fn by_method(x: f64, #[constant] seen: &Cell<f64>) -> f64 {
    seen.set(x);
    seen.get() * x
}

#[grad]
fn by_method_whose_answer_decides(x: f64, #[constant] seen: &Cell<f64>) -> f64 {
    if seen.replace(x).is_nan() { x } else { seen.get() * x }
}

#[grad]
fn by_method_in_a_macro(x: f64, #[constant] seen: &Cell<f64>) -> f64 {
    assert!(!seen.replace(x).is_nan(), "no number at {x}");
    seen.get() * x
}

#[grad]
fn by_its_bits(x: f64, #[constant] seen: &Cell<u64>) -> f64 {
    seen.set(x.to_bits());
    let y: f64 = f64::from_bits(seen.get());
    y * x
}

// The way out.
#[grad]
fn taken_as_constants(x: f64, #[constant] seen: &Cell<f64>) -> f64 {
    #[constant]
    let v = x;
    record(v);
    seen.set(v);
    seen.get() * x
}

// Prints and assertions keep nothing.
#[grad]
fn printed(x: f64, #[constant] xs: &[f64]) -> f64 {
    println!("{x} {:.3} {:?} {}", x.sin(), x.to_bits(), (x - 1.0).abs().max(0.5));
    assert!(x.is_finite() && (0.0..1e9).contains(&x) && xs.iter().all(|v| v.is_finite()), "{x}");
    debug_assert!(x.abs() < 1e9 && record_nothing(x));
    x * x
}

fn record_nothing(x: f64) -> bool {
    x > 0.0
}

fn main() {}
