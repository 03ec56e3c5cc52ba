//! An array that is assigned to itself: the reverse sweep borrowed its shadow
//! twice. And an integer of a tuple that no iteration changes: it lost its type
//! where a method of the loop's bound is called on it.

use autodiff::grad;

#[grad(hvp)]
pub fn copied_onto_itself(x: f64, n: i32) -> f64 {
    let mut s = [x, x * x, 1.5];
    let mut t: ((f64, f64), i32) = if x > 0.0 { ((x, 1.0), 2) } else { ((1.0, x), 3) };
    t = ((t.0.1.cos(), 2.6 * t.0.0), 2_i32);
    if n > 1 {
        s = s;
        s[1] *= s[2];
    }
    let mut v = vec![s[0], s[1]];
    v = v;
    for _ in 1..4 {
        for i in 0..1 + t.1.min(t.1).rem_euclid(3) {
            s[i as usize % 3] += v[1] * t.0.0;
        }
        s = s;
    }
    s[0] * s[1] + s[2] * t.0.1
}

pub const POINTS: &[(f64, i32)] = &[(0.7, 0), (-0.4, 2), (1.3, 3)];
