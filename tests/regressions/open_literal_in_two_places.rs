//! A literal in a variable, whose type a call decides: in its other places it
//! was an `i32`.

use autodiff::grad;

fn halved(k: u8) -> u8 {
    k / 2
}

fn width<T>(_: T) -> usize {
    size_of::<T>()
}

#[grad(hvp)]
pub fn open_literal_in_two_places(x: f64, m: usize) -> f64 {
    let n = 250;
    let half: u8 = halved(n);
    let bytes: usize = width(n);
    x * bytes as f64 + x * x * half as f64 + (n / 3) as f64 * m as f64 * x
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 1)];
