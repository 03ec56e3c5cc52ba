//! The type of a `let` decides what the code is that gives the value: `parse`, `into`, `default`.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn literals_of_code(x: f64, k: u8) -> f64 {
    let parsed: f64 = "1.5".parse().unwrap();
    let single: f32 = "0.1".parse().unwrap();
    let count: u8 = "250".parse().unwrap();
    let wide: u32 = k.into();
    let nothing: f64 = Default::default();
    let chosen: f64 = if k > 2 { "2.5".parse().unwrap() } else { "3.5".parse().unwrap() };
    let mut y = x * parsed + single as f64 * x * x;
    for i in 0..2 {
        let step: f64 = format!("{i}.25").parse().unwrap();
        y = y * 0.5 + step * y.sin();
    }
    y * chosen + nothing + count.wrapping_add(k) as f64 * x + (wide * 1000) as f64 / 1e3
}

pub const POINTS: &[(f64, u8)] = &[(0.7, 1), (-1.3, 40)];
