//! Gram–Schmidt on three vectors of fixed size, one after the other.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn gram_schmidt_array(a: [[f64; 3]; 3]) -> [[f64; 3]; 3] {
    let mut q = a;
    for i in 0..3 {
        for j in 0..i {
            let mut projection = 0.0;
            for k in 0..3 {
                projection += q[j][k] * a[i][k];
            }
            for k in 0..3 {
                q[i][k] -= projection * q[j][k];
            }
        }
        let norm = (q[i][0] * q[i][0] + q[i][1] * q[i][1] + q[i][2] * q[i][2]).sqrt();
        for k in 0..3 {
            q[i][k] /= norm;
        }
    }
    q
}

pub const POINTS: &[[[f64; 3]; 3]] =
    &[[[1.0, 0.5, -0.3], [0.4, 2.0, 0.6], [-1.0, 0.2, 1.5]], [[0.3, -0.8, 0.9], [1.2, 0.1, 0.4], [0.5, 0.7, -1.1]]];
