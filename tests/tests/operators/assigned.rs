//! `a += b` need not be `a = a + b`, and its derivative is its own.

use super::{check, companions};
use autodiff::{Differentiable, grad};
use std::ops::{Add, AddAssign, MulAssign, SubAssign};

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Turn {
    angle: f64,
    path: Vec<f64>,
}

#[grad(hvp)]
impl Add for Turn {
    type Output = Turn;

    fn add(self, other: Turn) -> Turn {
        let mut path = self.path;
        for i in 0..path.len() {
            path[i] += other.path[i];
        }
        Turn { angle: self.angle + other.angle, path }
    }
}

/// Something else than `+`.
#[grad(hvp)]
impl AddAssign for Turn {
    fn add_assign(&mut self, other: Turn) {
        if other.angle < 0.0 {
            return;
        }
        self.angle = (self.angle + other.angle).sin();
        for i in 0..self.path.len() {
            self.path[i] *= other.path[i];
        }
    }
}

#[grad(hvp)]
impl SubAssign<&Turn> for Turn {
    fn sub_assign(&mut self, other: &Turn) {
        self.angle -= other.angle;
    }
}

#[grad(hvp)]
impl MulAssign<f64> for Turn {
    fn mul_assign(&mut self, by: f64) {
        self.angle *= by * by;
        self.path[0] *= by;
    }
}

#[grad(hvp)]
fn sum_up(turns: &Vec<Turn>) -> f64 {
    let mut all: Turn = turns[0].clone();
    for i in 0..turns.len() {
        all += turns[i].clone();
        all *= 0.5 + turns[i].angle;
    }
    all -= &turns[1];
    let whole: Turn = all.clone() + turns[0].clone();
    all.angle * all.path[0] + all.path[1] + whole.path[0] * whole.angle
}

/// Floats among the parts of data.
#[grad(hvp)]
fn floats(turn: &Turn) -> f64 {
    let mut turn = turn.clone();
    turn.angle += turn.path[0];
    turn.angle *= turn.path[1];
    turn.path[0] -= turn.angle;
    turn.path[0] /= turn.path[1];
    turn.path[0] * turn.angle
}

fn turns() -> Vec<Turn> {
    [(0.3, 1.2, 0.7), (0.8, 0.4, -1.1), (-0.6, 2.0, 0.9)].map(|(angle, a, b)| Turn { angle, path: vec![a, b] }).to_vec()
}

#[test]
fn what_assigns_is_not_what_adds() {
    check(&companions!(sum_up sum_up_grad sum_up_jvp sum_up_hvp), &turns());
}

#[test]
fn of_floats_it_is() {
    check(&companions!(floats floats_grad floats_jvp floats_hvp), &turns()[0]);
}
