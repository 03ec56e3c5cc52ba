//! Coefficients of a polynomial fitted to data: normal equations, solved by
//! elimination on the same array.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn polynomial_least_squares(x: &[f64], y: &[f64], degree: usize) -> Vec<f64> {
    let m = degree + 1;
    let mut normal = vec![vec![0.0; m + 1]; m];
    for (&xi, &yi) in x.iter().zip(y) {
        let mut powers = vec![1.0; m];
        for k in 1..m {
            powers[k] = powers[k - 1] * xi;
        }
        for i in 0..m {
            for j in 0..m {
                normal[i][j] += powers[i] * powers[j];
            }
            normal[i][m] += powers[i] * yi;
        }
    }
    for k in 0..m {
        let pivot_row = normal[k].clone();
        for i in 0..m {
            if i != k {
                let factor = normal[i][k] / pivot_row[k];
                for j in k..=m {
                    normal[i][j] -= factor * pivot_row[j];
                }
            }
        }
    }
    (0..m).map(|k| normal[k][m] / normal[k][k]).collect()
}

pub const POINTS: &[(&[f64], &[f64], usize)] = &[
    (&[-1.0, 0.2, 0.9, 1.6, 2.0], &[0.5, 1.0, -0.3, 0.8, 2.0], 2),
    (&[0.5, 1.5, -1.0], &[1.0, 0.2, 0.7], 1),
    (&[0.5, 1.5], &[1.0, 0.2], 0),
];
