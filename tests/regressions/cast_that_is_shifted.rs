//! `(k as i32) << 1` was printed without its parentheses, which Rust reads as generic
//! arguments of `i32`.

use autodiff::grad;

#[grad(hvp)]
pub fn cast_that_is_shifted(x: f64) -> f64 {
    let mut k = 0;
    let mut s = x;
    loop {
        if k >= 5 {
            break;
        }
        k += 1;
        if 6 >= ((k as i32) << 1) {
            s += s.sin();
        }
        if ((k % 3 + (x as usize)) << 1) < 4 {
            s *= x;
        }
    }
    s
}

pub const POINTS: &[f64] = &[1.2, 0.1, 6.2];
