//! Products of what functions give.

use autodiff::grad;
use glam::{DMat3, DVec3};

#[grad]
fn of_rows(rows: [[f64; 3]; 3]) -> DMat3 {
    DMat3::from_cols(
        DVec3::new(rows[0][0], rows[1][0], rows[2][0]),
        DVec3::new(rows[0][1], rows[1][1], rows[2][1]),
        DVec3::new(rows[0][2], rows[1][2], rows[2][2]),
    )
}

#[grad]
fn tip(yaw: f64, pitch: f64, length: f64) -> DVec3 {
    let turn = of_rows([[yaw.cos(), -yaw.sin(), 0.0], [yaw.sin(), yaw.cos(), 0.0], [0.0, 0.0, 1.0]]);
    let lift = of_rows([[pitch.cos(), 0.0, pitch.sin()], [0.0, 1.0, 0.0], [-pitch.sin(), 0.0, pitch.cos()]]);
    let both = turn * lift;
    DVec3::new(0.0, 0.0, length) + length * (both * DVec3::X)
}

#[test]
fn products_of_what_functions_give() {
    autodiff::check!(tip(0.4, -0.3, 1.2));
}
