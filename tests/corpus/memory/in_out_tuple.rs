//! Tuples behind `&mut`, with a vector and an array in them.

use autodiff::grad;

#[grad(hvp)]
fn step(state: &mut (Vec<f64>, [f64; 2], f64), k: f64) {
    state.0.push(state.2 * k);
    state.1[0] *= state.1[1] * k;
    state.2 += k;
}

#[grad(hvp)]
fn turn(pair: &mut (f64, f64)) {
    *pair = (pair.1 * pair.0, pair.0);
}

#[grad(hvp)]
pub fn in_out_tuple(state: &mut (Vec<f64>, f64), x: f64) -> f64 {
    let mut own = (state.0.clone(), [x, state.1], x * x);
    step(&mut own, x);
    if own.2 > 0.5 {
        step(&mut own, state.1);
    }
    let mut pair = (x, own.2);
    turn(&mut pair);
    turn(&mut pair);
    state.0.push(own.0[own.0.len() - 1] * pair.0);
    state.1 *= pair.1;
    own.1[0] * own.0[1]
}

pub const POINTS: &[((&[f64], f64), f64)] = &[((&[0.7, -0.4], 1.3), 0.8), ((&[0.2], 0.9), -0.3)];
