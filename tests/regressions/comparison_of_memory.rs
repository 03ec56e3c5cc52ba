//! Arrays that are compared, searched and asked for their largest element, and
//! then overwritten: the reverse sweep asked again.

use autodiff::grad;

#[grad(hvp)]
pub fn comparison_of_memory(x: &[f64], n: usize) -> f64 {
    let mut c = [0usize, 1];
    let d = [0usize, 1];
    let mut table = vec![0usize, 1, 2, 5];
    let mut s = x[0];
    for k in 0..n {
        if c == d {
            s *= x[1];
        } else {
            s *= 0.5 * s;
        }
        c[0] += 1;
        let p = table.partition_point(|q| *q < 2);
        let largest = table.iter().max();
        s *= x[1] * p as f64 + *largest.unwrap() as f64;
        let found = table.binary_search(&3).unwrap_or(1) + k;
        s = s * x[1] * found as f64 + 0.5;
        table[k % 4] += k + 1;
    }
    s
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, 0.4], 1), (&[0.7, 0.4], 4), (&[-0.3, 0.2], 3)];
