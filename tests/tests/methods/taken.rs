//! What is taken out of `self` by value stays what it was, also where its elements have been
//! read before.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};

#[derive(Clone, Debug, Differentiable)]
struct Filter {
    gain: f64,
    x: [f64; 2],
    p: [[f64; 2]; 2],
}

#[grad(hvp)]
impl Filter {
    fn update(&mut self, z: f64) -> f64 {
        let k = [self.p[0][0] / z, self.p[1][0] / z];
        let p = self.p;
        for i in 0..2 {
            for j in 0..2 {
                self.p[i][j] = p[i][j] - k[i] * p[0][j];
            }
        }
        self.p[1][1] * self.gain
    }

    fn assigned(&mut self, z: f64) -> f64 {
        let mut old = [0.0; 2];
        let first = self.x[0] * z;
        old = if first > -100.0 { self.x } else { old };
        self.x[0] *= first;
        self.x[1] += old[0] * self.x[0];
        old[0] * self.x[1]
    }

    fn paired(&mut self, z: f64) -> f64 {
        let first = self.x[0] * self.p[0][1];
        let (x, mut p) = (self.x, self.p);
        self.x[0] = first * z;
        p[0][0] *= x[0] * self.x[0];
        self.p[0][0] += x[1] * p[0][0];
        p[0][0] * self.p[0][0] + x[0]
    }

    fn run_through(&mut self, z: f64) -> f64 {
        let first = self.x[1] * z;
        for x in self.x {
            self.x[1] *= x * first;
        }
        self.x[1]
    }
}

#[grad(hvp)]
fn all(filter: &Filter, z: f64) -> f64 {
    let mut f = filter.clone();
    let mut sum = f.update(z) + f.p[1][0] * f.p[0][1];
    sum += f.assigned(z) * f.x[0];
    sum += f.paired(z) * f.x[1];
    sum + f.run_through(z) * f.p[0][0]
}

#[test]
fn it_stays_what_it_was() {
    check(
        &(Filter { gain: 0.7, x: [0.4, -0.3], p: [[0.3, 0.4], [0.5, 0.7]] }, 1.2),
        &Modes {
            value: |(f, z)| all(f, *z),
            gradient: |(f, z)| all_grad(f, *z),
            tangent: |(f, z), (df, dz)| all_jvp(f, *z, df, *dz).1,
            hessian: Some(|(f, z), (df, dz)| all_hvp(f, *z, df, *dz).1),
        },
    );
}

/// The primal of a companion is the function.
#[test]
fn of_one_value() {
    let at = Filter { gain: 0.7, x: [0.4, -0.3], p: [[0.3, 0.4], [0.5, 0.7]] };
    assert_eq!(all_jvp(&at, 1.2, &at, 0.0).0, all(&at, 1.2));
}
