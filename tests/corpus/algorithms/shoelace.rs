//! The area and perimeter of a polygon, whose last vertex meets the first.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn shoelace(vertices: &[[f64; 2]]) -> (f64, f64) {
    let n = vertices.len();
    let mut area = 0.0;
    let mut perimeter = 0.0;
    for i in 0..n {
        let [x0, y0] = vertices[i];
        let [x1, y1] = vertices[(i + 1) % n];
        area += x0 * y1 - x1 * y0;
        perimeter += ((x1 - x0).powi(2) + (y1 - y0).powi(2)).sqrt();
    }
    (0.5 * area, perimeter)
}

pub const POINTS: &[&[[f64; 2]]] =
    &[&[[0.0, 0.1], [1.5, -0.2], [1.8, 1.1], [0.4, 1.6]], &[[0.3, 0.2], [1.0, 0.5]], &[]];
