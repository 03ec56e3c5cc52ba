//! Methods of constants: a receiver of a foreign type.

use autodiff::grad;
use nalgebra::{Matrix2, Vector2};

struct World {
    turn: Matrix2<f64>,
    axis: Vector2<f64>,
}

impl World {
    #[grad(hvp)]
    fn turned(#[constant] &self, x: f64) -> f64 {
        let v = self.turn.transpose() * Vector2::new(x, x * x);
        self.axis.dot(&v) * x
    }
}

/// `x (a x + b x²)`
#[test]
fn of_a_field() {
    let world = World { turn: Matrix2::new(1.0, -0.5, 0.25, 2.0), axis: Vector2::new(0.5, -1.5) };
    let [a, b] = [0.5 - 1.5 * -0.5, 0.5 * 0.25 - 1.5 * 2.0];
    let x = 0.7;
    let slope = 2.0 * a * x + 3.0 * b * x * x;
    assert!((world.turned_grad(x) - slope).abs() < 1e-14);
    assert!((world.turned_jvp(x, 1.0).1 - slope).abs() < 1e-14);
    assert!((world.turned_hvp(x, 1.0).1 - (2.0 * a + 6.0 * b * x)).abs() < 1e-14);
}
