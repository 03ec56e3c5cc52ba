//! Names of the user that generated code would take, and names that blocks take again.

use autodiff::grad;

#[grad(hvp)]
pub fn names_taken_again(x: f64, y: f64) -> f64 {
    let x_bar = x * y;
    let w3 = x_bar.sin() + x;
    let value = w3 * y;
    let i_tape = [x, y, value];
    let mut s = 0.0;
    for i in 0..3 {
        let x = x * (i as f64 + 1.0) + i_tape[i];
        let mut p = 1.0;
        for i in 0..2 {
            let x = x + i as f64;
            p *= x * y;
            if p > 1.0 {
                let y = p.sin();
                s += y;
            } else {
                let p = x * x;
                s -= p;
            }
        }
        let t = s * 0.5;
        s = p * 0.01;
        p = t;
        s += p;
    }
    s + x_bar
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.3), (1.1, 0.4), (-0.6, 0.9)];
