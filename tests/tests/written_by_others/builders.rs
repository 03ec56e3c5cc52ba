//! Builders that take `self`, and updates that replace a part of another extent or variant.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};

#[derive(Clone, Debug, Default, Differentiable)]
struct Pid {
    kp: f64,
    ki: f64,
    limit: Option<f64>,
    taps: Vec<f64>,
}

#[grad(hvp)]
impl Pid {
    fn new(kp: f64) -> Self {
        Self { kp, ..Default::default() }
    }

    fn ki(mut self, ki: f64) -> Self {
        self.ki = ki;
        self
    }

    fn with_limit(self, limit: f64) -> Self {
        Self { limit: Some(limit), ..self }
    }

    fn with_taps(self, a: f64, b: f64) -> Self {
        Self { taps: vec![a, a * b, b], ..self }
    }

    fn output(&self, e: f64) -> f64 {
        let u = self.kp * e + self.ki * e * e + self.taps.iter().map(|t| t * t).sum::<f64>();
        match self.limit {
            Some(l) => u.clamp(-l, l) * l,
            None => u,
        }
    }
}

#[grad(hvp)]
fn closed_loop(kp: f64, ki: f64, limit: f64) -> f64 {
    let pid = Pid::new(kp).ki(ki).with_limit(limit).with_taps(kp, ki);
    pid.output(0.3) * pid.output(0.7)
}

#[test]
fn chained() {
    for limit in [0.9, 5.0] {
        check(
            &(1.2, 0.3, limit),
            &Modes {
                value: |(p, i, l)| closed_loop(*p, *i, *l),
                gradient: |(p, i, l)| closed_loop_grad(*p, *i, *l),
                tangent: |(p, i, l), (dp, di, dl)| closed_loop_jvp(*p, *i, *l, *dp, *di, *dl).1,
                hessian: Some(|(p, i, l), (dp, di, dl)| closed_loop_hvp(*p, *i, *l, *dp, *di, *dl).1),
            },
        );
    }
}
