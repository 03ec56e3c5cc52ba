//! Tables of constants go to helpers: by reference, in part, by row, by value, as
//! they are. The macro sees a name, and not what it is.

use autodiff::grad;

const COEFFICIENTS: [f64; 4] = [0.5, -1.0, 2.0, 0.25];
static SLICE: &[f64] = &[1.5, 0.75];
const ROWS: [[f64; 2]; 2] = [[1.0, 2.0], [-0.5, 3.0]];
const FACTOR: f64 = 1.25;

#[grad(hvp)]
fn horner(c: &[f64], x: f64) -> f64 {
    c.iter().fold(0.0, |r, k| r * x + k)
}

#[grad(hvp)]
fn second(c: [f64; 4], x: f64, scale: f64) -> f64 {
    c[1] * x * x * scale
}

#[grad(hvp)]
pub fn table_to_helper(x: f64, y: f64) -> f64 {
    let mut s = horner(&COEFFICIENTS, x) + horner(&COEFFICIENTS[1..], y) + horner(SLICE, x * y);
    for row in 0..2 {
        s += horner(&ROWS[row], y) * x;
    }
    s + second(COEFFICIENTS, x, FACTOR) * second(COEFFICIENTS, FACTOR, y)
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (1.2, 0.9)];
