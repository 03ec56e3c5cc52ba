//! Literals have the type that their `let`, a suffix or a use elsewhere gives them: in a cast, in a
//! comparison of two, under a method.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn literals_typed(x: f64) -> f64 {
    let tenth: f32 = 0.1;
    let nearly: f32 = 0.100_000_000_1;
    let tiny: f32 = 1e-50;
    let (single, small): (f32, u8) = (0.7, 200);
    let row: [f32; 2] = [0.3, 16_777_217.0];
    let tripled = tenth * 3.0;
    let same = tenth == nearly && !tiny.is_normal() && tiny == 0.0;
    let scale = if same { 1.0 } else { 2.0 };
    let ten = 10;
    let large: i64 = 10_000_000_000;
    let product = (large * ten) as f64 / 1e11;
    let letter = b'd' - b'a';
    let sum = tenth as f64 + single as f64 + tripled as f64 + row[0] as f64 + row[1] as f64 / 1e7;
    let hundred = 100.0;
    sum * x.sin() * scale + product * x * x + (small as i8) as f64 * x + letter as f64 + (hundred as f32) as f64 * x
}

pub const POINTS: &[(f64,)] = &[(0.7,), (-1.3,)];
