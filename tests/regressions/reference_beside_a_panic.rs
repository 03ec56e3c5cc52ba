//! A `&mut` that one arm gives and whose other arm is never left: what was written
//! through it went to a copy.

use autodiff::grad;

#[grad(hvp)]
pub fn reference_beside_a_panic(x: f64, n: usize) -> f64 {
    let mut a = [x, 2.0];
    let r = if n < 9 { &mut a } else { panic!("too many") };
    r[0] *= x;
    let mut b = vec![x; 3];
    for i in 0..n {
        let (r, k) = match i {
            0 => continue,
            1 | 2 => (&mut b, a[0]),
            _ => unreachable!(),
        };
        r[i] *= k;
    }
    a[0] * b[1] + b[2]
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 3), (-0.4, 2), (1.1, 0)];
