//! Jacobians and Hessians: their values in closed form, and against differences.

#[path = "matrices/callees.rs"]
mod callees;
#[path = "matrices/hessians.rs"]
mod hessians;
#[path = "matrices/jacobians.rs"]
mod jacobians;
#[path = "matrices/landscapes.rs"]
mod landscapes;
#[path = "matrices/lanes.rs"]
mod lanes;
#[path = "matrices/members.rs"]
mod members;
#[path = "matrices/minpack.rs"]
mod minpack;
#[path = "matrices/shapes.rs"]
mod shapes;
#[path = "matrices/single.rs"]
mod single;
#[path = "matrices/valleys.rs"]
mod valleys;

/// The derivative of a function to many floats, by differences: row by row.
fn by_differences(f: impl Fn(&[f64]) -> Vec<f64>, x: &[f64]) -> Vec<f64> {
    let rows = f(x).len();
    let mut matrix = vec![0.0; rows * x.len()];
    for column in 0..x.len() {
        let step = 1e-5 * x[column].abs().max(1.0);
        let moved = |by: f64| {
            let mut x = x.to_vec();
            x[column] += by;
            f(&x)
        };
        for (row, (right, left)) in moved(step).iter().zip(moved(-step)).enumerate() {
            matrix[row * x.len() + column] = (right - left) / (2.0 * step);
        }
    }
    matrix
}

#[track_caller]
fn assert_close(ours: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(ours.len(), expected.len());
    for (i, (a, b)) in ours.iter().zip(expected).enumerate() {
        let scale = 1.0 + a.abs().max(b.abs());
        assert!((a - b).abs() <= tolerance * scale, "cell {i}: {a} and {b}, of {ours:?} and {expected:?}");
    }
}
