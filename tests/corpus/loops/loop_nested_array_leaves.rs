//! Arrays of arrays, and of vectors, that leave a loop: by `return`, by `break`,
//! from a labeled block.

use autodiff::grad;

#[grad(hvp)]
fn found(x: f64, n: usize) -> [[f64; 2]; 2] {
    for i in 0..n {
        let y = x * i as f64;
        if y > 0.5 {
            return [[x, y], [y * y, 1.0]];
        }
    }
    [[x; 2]; 2]
}

#[grad(hvp)]
pub fn loop_nested_array_leaves(x: f64, n: usize) -> f64 {
    let m: [[f64; 2]; 2] = found(x, n);
    let mut k = 0;
    let (count, rows) = loop {
        k += 1;
        if k > n {
            break (k, [[m[0][1], x * k as f64], [x, 1.0]]);
        }
    };
    let vectors = 'rows: {
        for i in 0..n {
            if i == 1 {
                break 'rows [vec![x], vec![rows[0][1], x]];
            }
        }
        [vec![1.0, x], vec![m[0][0]]]
    };
    rows[0][0] * vectors[1][0] * count as f64 + vectors[0][0] * m[1][0]
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 3), (-0.4, 2), (1.1, 1), (0.3, 0)];
