//! A determinant by elimination with row exchanges, each of which turns the
//! sign.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn determinant_elimination(mut a: Vec<Vec<f64>>) -> f64 {
    let n = a.len();
    let mut det = 1.0;
    for k in 0..n {
        let mut pivot = k;
        for i in k + 1..n {
            if a[i][k].abs() > a[pivot][k].abs() {
                pivot = i;
            }
        }
        if a[pivot][k] == 0.0 {
            return 0.0;
        }
        if pivot != k {
            a.swap(pivot, k);
            det = -det;
        }
        det *= a[k][k];
        for i in k + 1..n {
            let factor = a[i][k] / a[k][k];
            for j in k + 1..n {
                a[i][j] -= factor * a[k][j];
            }
        }
    }
    det
}

pub const POINTS: &[&[&[f64]]] =
    &[&[&[0.2, 1.5, -1.0], &[2.0, 0.3, 0.7], &[-1.0, 0.4, 3.0]], &[&[1.5, 0.5], &[0.4, -1.2]], &[]];
