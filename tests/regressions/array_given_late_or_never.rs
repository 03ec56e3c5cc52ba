//! An array that gets its value late, where the other branch continues the
//! loop: it was said to have no value.

use autodiff::grad;

#[grad(hvp)]
pub fn array_given_late_or_never(x: f64, y: f64) -> f64 {
    let mut s = 0.0;
    for i in 0..4 {
        let late;
        match i {
            2 => {
                if s > 2.0 {
                    s -= x * s;
                    continue;
                }
                late = [x * x, s];
            }
            _ => late = [x, y * i as f64],
        }
        s += late[0] * late[1] + late[0];
    }
    s
}

pub const POINTS: &[(f64, f64)] = &[(1.0, 2.0), (0.3, -0.4)];
