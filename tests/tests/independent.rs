//! Loops under `#[independent]` whose iterations do meet: in debug builds it is seen.
#![allow(clippy::useless_vec, reason = "vectors are what the functions are about")]
#![allow(clippy::needless_range_loop, reason = "written as people write it")]

use autodiff::{Differentiable, grad};

/// Of a row only every other place is filled, and all of it is read.
#[grad(only(value_and_grad))]
fn half_filled(w: &[f64], x: &[f64]) -> f64 {
    let mut row = vec![0.0; w.len()];
    let mut total = 0.0;
    #[independent]
    for v in x {
        for j in (0..w.len()).step_by(2) {
            row[j] = w[j] * v;
        }
        for r in &row {
            total += r * r;
        }
    }
    total
}

/// An iteration reads what the one before has left.
#[grad(only(value_and_grad))]
fn behind(w: f64, x: &[f64]) -> f64 {
    let mut last = [1.0];
    let mut total = 0.0;
    #[independent]
    for v in x {
        total += last[0] * v;
        last[0] = w * v;
    }
    total
}

/// The same of a vector, in a loop whose adjoint waits for the sum.
#[grad(only(value_and_grad))]
fn behind_a_root(w: f64, x: &[f64]) -> f64 {
    let mut last = vec![1.0];
    let mut total = 0.0;
    #[independent]
    for v in x {
        total += last[0] * v;
        last[0] = w * v;
    }
    total.sqrt()
}

#[test]
fn what_was_not_filled_is_no_number() {
    let is_loud = |numbers: &[f64]| numbers.iter().any(|n| n.is_nan()) == cfg!(debug_assertions);
    let (x, w) = ([0.5, 0.7, 0.9], [0.3, 0.2, 0.1]);
    let (value, (w_bar, x_bar)) = half_filled_value_and_grad(&w, &x);
    assert!(is_loud(&[&[value], &w_bar[..], &x_bar].concat()), "{value} {w_bar:?} {x_bar:?}");
    let (value, (w_bar, x_bar)) = behind_value_and_grad(0.3, &x);
    assert!(is_loud(&[&[value, w_bar], &x_bar[..]].concat()), "{value} {w_bar:?} {x_bar:?}");
    let (value, (w_bar, x_bar)) = behind_a_root_value_and_grad(0.3, &x);
    assert!(is_loud(&[&[value, w_bar], &x_bar[..]].concat()), "{value} {w_bar:?} {x_bar:?}");
}

/// Springs, each of which has elements of its own in several vectors.
#[derive(Clone, Debug, Differentiable)]
struct Springs {
    lengths: Vec<f64>,
    stiffness: Vec<f64>,
}

#[grad]
impl Springs {
    /// The energy, of springs that have given way a little.
    fn energy(&self, load: f64) -> f64 {
        let mut now = self.clone();
        let mut parts = vec![0.0; 2];
        let mut total = 0.0;
        #[independent]
        for i in 0..now.lengths.len() {
            now.lengths[i] += load / now.stiffness[i];
            now.stiffness[i] *= (-now.lengths[i]).exp();
            parts[0] = now.lengths[i] * now.lengths[i];
            parts[1] = now.stiffness[i] * 0.5;
            total += parts[0] * parts[1];
        }
        total
    }
}

#[test]
fn parts_of_data_have_elements_of_their_own() {
    let springs = Springs { lengths: vec![0.4, 0.7, 0.2], stiffness: vec![1.5, 2.0, 0.8] };
    let load = 0.3;
    let (value, (springs_bar, load_bar)) = springs.energy_value_and_grad(load);
    assert_eq!(value.to_bits(), springs.energy(load).to_bits());
    let h = 1e-6;
    let slope = (springs.energy(load + h) - springs.energy(load - h)) / (2.0 * h);
    assert!((load_bar - slope).abs() < 1e-8, "{load_bar}, {slope}");
    for i in 0..3 {
        let [more, less] = [h, -h].map(|h| {
            let mut moved = springs.clone();
            moved.lengths[i] += h;
            moved.energy(load)
        });
        let slope = (more - less) / (2.0 * h);
        assert!((springs_bar.lengths[i] - slope).abs() < 1e-8, "{springs_bar:?}, {slope}");
    }
}
