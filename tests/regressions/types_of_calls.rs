//! What a call gives that reads no float is decided by the type that is written down:
//! of an array, a tuple, a vector, in a branch, or of a result. The companions wrote none.

use autodiff::grad;

#[grad(hvp)]
pub fn types_of_calls(x: f64, y: f64) -> f64 {
    let steps: [f64; 3] = std::array::from_fn(|i| i as f64 + 0.5);
    let mut buffer: [f64; 2] = Default::default();
    buffer[1] = x * y;
    let mut rows: Vec<Vec<f64>> = Default::default();
    rows.push(vec![x, buffer[1]]);
    let (offset, first): (f64, usize) = Default::default();
    let mut pair: (u8, [f64; 2]) = Default::default();
    pair.1[1] = y.sin();
    let chosen: [f64; 2] = if x > 1.0 { Default::default() } else { [y, x] };
    let mut made = <[f64; 2]>::default();
    made[0] = x + y;
    let mut own: [f64; 2] = zeros(2);
    own[0] = y * y;
    let parsed = ["1.5".parse().unwrap(), x];
    rows[first][1] * steps[2] + offset + buffer[1] * pair.1[1] + chosen[0] * made[0] + own[0] * parsed[0] * corner(x)[1]
}

fn zeros(n: usize) -> [f64; 2] {
    [0.0; 2].map(|z| z + n as f64)
}

#[grad(hvp)]
pub fn corner(x: f64) -> [f64; 2] {
    if x < 0.25 {
        return Default::default();
    }
    [x, x * x]
}

pub const POINTS: &[(f64, f64)] = &[(0.2, 0.7), (0.5, 0.8), (1.5, -0.4)];
