//! Memory that is copied in a branch and read by the adjoint sweep: the
//! Hessian-vector product took the copy for a constant.

use autodiff::grad;

#[grad(hvp)]
fn square(a: &mut [f64; 2]) {
    a[0] *= a[0] * a[1];
}

#[grad(hvp)]
fn products(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a * b).collect()
}

#[grad(hvp)]
pub fn memory_saved_in_a_branch(x: &[f64], n: u32) -> f64 {
    let mut t = [x[0], x[1]];
    let mut v = x.to_vec();
    if x[0] > 0.0 {
        let s = t;
        t[0] = s[0] * s[0] * s[1];
        let w = v.clone();
        v[1] = w[0] * w[1] * w[1];
    }
    for k in 0..n {
        if t[0] > 2.0 {
            break;
        }
        square(&mut t);
        if k % 2 == 1 {
            v = products(&v, x);
            continue;
        }
        match k {
            0 => v = products(x, &v),
            _ => t[1] = v[0] * t[1],
        }
    }
    t[0] + t[1] * v[0] + v[1] * v[1]
}

pub const POINTS: &[(&[f64], u32)] = &[(&[0.7, 1.1], 0), (&[0.7, 1.1], 3), (&[-0.6, 0.9], 4), (&[1.9, 1.3], 2)];
