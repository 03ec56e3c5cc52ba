//! Errors that are mapped last, `or_else`, and methods that give an `Option` without floats.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};

#[derive(Clone, Debug, PartialEq)]
enum MathError {
    Negative,
}

#[derive(Clone, Debug, PartialEq)]
enum AppError {
    Math(MathError),
}

impl From<MathError> for AppError {
    fn from(of: MathError) -> Self {
        AppError::Math(of)
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Table {
    #[constant]
    x: Vec<f64>,
    y: Vec<f64>,
}

#[grad(hvp)]
impl Table {
    fn root(&self, x: f64) -> Result<f64, MathError> {
        let d = self.y[0] * x + 0.1;
        if d < 0.0 { Err(MathError::Negative) } else { Ok(d.sqrt()) }
    }

    fn twice(&self, x: f64) -> Result<f64, AppError> {
        let a = self.root(x)?;
        self.root(a * self.y[1]).map_err(AppError::from)
    }

    fn bracket(&self, t: f64) -> Option<usize> {
        if t < self.x[0] {
            return None;
        }
        self.x.windows(2).position(|w| w[0] <= t && t <= w[1])
    }

    fn at(&self, t: f64) -> Option<f64> {
        let i = self.bracket(t)?;
        let s = (t - self.x[i]) / (self.x[i + 1] - self.x[i]);
        Some(self.y[i] * (1.0 - s) + self.y[i + 1] * s)
    }

    fn searched(&self, t: f64) -> f64 {
        let i = match self.x.binary_search_by(|x| x.partial_cmp(&t).unwrap()) {
            Ok(i) => i.min(self.x.len() - 2),
            Err(i) => i.clamp(1, self.x.len() - 1) - 1,
        };
        self.y[i] * t + self.y[i + 1] * t * t
    }

    fn or_square(&self, t: f64) -> f64 {
        let there = self.at(t).or_else(|| Some(t * t)).map(|v| v * self.y[0]);
        let other = self.at(-t).or_else(|| Some(t * t * self.y[2])).unwrap();
        let third = self.at(-t).or(self.at(t)).unwrap_or(1.0);
        there.unwrap_or(0.0) * other + third * t
    }

    fn all(&self, t: f64) -> f64 {
        self.twice(t).unwrap_or(0.5) * self.searched(t) + self.or_square(t) + self.twice(-10.0 * t).unwrap_or(t * t)
    }
}

#[test]
fn taken_apart() {
    check(
        &(Table { x: vec![0.0, 1.0, 2.5], y: vec![0.3, 1.2, 2.2] }, 0.45),
        &Modes {
            value: |(m, t)| m.all(*t),
            gradient: |(m, t)| m.all_grad(*t),
            tangent: |(m, t), (dm, dt)| m.all_jvp(*t, dm, *dt).1,
            hessian: Some(|(m, t), (dm, dt)| m.all_hvp(*t, dm, *dt).1),
        },
    );
}

#[test]
fn the_error_is_that_of_the_function() {
    let table = Table { x: vec![0.0, 1.0], y: vec![-1.0, 1.0] };
    assert_eq!(table.twice(1.0), Err(AppError::Math(MathError::Negative)));
    assert_eq!(table.twice_jvp(1.0, &table, 1.0).map(|(value, _)| value), table.twice(1.0));
}
