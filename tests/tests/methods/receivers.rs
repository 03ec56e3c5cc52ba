//! `&self`, `&mut self`, `self`, `mut self`, `self: &Self`; by method, by path, chained.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Vec3 {
    x: f64,
    y: f64,
    z: f64,
}

#[grad(hvp)]
impl Vec3 {
    fn dot(&self, o: &Vec3) -> f64 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }

    fn norm2(self) -> f64 {
        Vec3::dot(&self, &self)
    }

    fn norm(self) -> f64 {
        Self::norm2(self).sqrt()
    }

    fn cross(self, o: Self) -> Self {
        Self { x: self.y * o.z - self.z * o.y, y: self.z * o.x - self.x * o.z, z: self.x * o.y - self.y * o.x }
    }

    fn scaled(self: &Self, s: f64) -> Self {
        Self { x: self.x * s, y: self.y * s, z: self.z * s }
    }

    fn curve(s: f64) -> Self {
        Self { x: s, y: s * s, z: 1.0 }
    }

    fn chained(self, o: Vec3, s: f64) -> f64 {
        self.cross(o).scaled(s).norm() + Vec3::norm(o) + Self::curve(s).dot(&o) + Vec3::cross(o, self).norm2()
    }
}

#[test]
fn by_value_by_path_and_chained() {
    let at = (Vec3 { x: 1.0, y: 2.0, z: -0.5 }, Vec3 { x: 0.3, y: -0.2, z: 0.7 }, 0.7);
    check(
        &at,
        &Modes {
            value: |(v, o, s)| v.chained(*o, *s),
            gradient: |(v, o, s)| v.chained_grad(*o, *s),
            tangent: |(v, o, s), (dv, d, ds)| v.chained_jvp(*o, *s, dv, *d, *ds).1,
            hessian: Some(|(v, o, s), (dv, d, ds)| v.chained_hvp(*o, *s, dv, *d, *ds).1),
        },
    );
}

/// A filter with state.
#[derive(Clone, Copy, Debug, Differentiable)]
struct Biquad {
    b: [f64; 3],
    a: [f64; 2],
    z: [f64; 2],
}

#[grad(hvp)]
impl Biquad {
    fn process(&mut self, x: f64) -> f64 {
        let y = self.b[0] * x + self.z[0];
        self.z[0] = self.b[1] * x - self.a[0] * y + self.z[1];
        self.z[1] = self.b[2] * x - self.a[1] * y;
        y
    }

    fn run(mut self, x: &[f64; 3]) -> f64 {
        let mut energy = 0.0;
        for k in 0..x.len() {
            let y = self.process(x[k]);
            energy += y * y;
        }
        energy
    }

    /// Through a local, and by path.
    fn twice(&self, x: f64) -> f64 {
        let mut filter = *self;
        let first = filter.process(x);
        first * Biquad::process(&mut filter, first)
    }
}

const FILTER: Biquad = Biquad { b: [0.2, 0.3, 0.1], a: [-0.5, 0.2], z: [0.1, 0.05] };

#[test]
fn state_behind_a_mutable_self() {
    check(
        &(FILTER, [1.0, 0.5, 0.2]),
        &Modes {
            value: |(f, x)| f.run(x),
            gradient: |(f, x)| f.run_grad(x),
            tangent: |(f, x), (df, dx)| f.run_jvp(x, df, dx).1,
            hessian: Some(|(f, x), (df, dx)| f.run_hvp(x, df, dx).1),
        },
    );
    check(
        &(FILTER, 0.8),
        &Modes {
            value: |(f, x)| f.twice(*x),
            gradient: |(f, x)| f.twice_grad(*x),
            tangent: |(f, x), (df, dx)| f.twice_jvp(*x, df, *dx).1,
            hessian: Some(|(f, x), (df, dx)| f.twice_hvp(*x, df, *dx).1),
        },
    );
}

/// A method whose name the caller of a macro has written.
macro_rules! shape {
    ($name:ident, $measure:ident, $factor:expr) => {
        #[derive(Clone, Debug, Differentiable)]
        struct $name {
            r: f64,
        }

        #[grad]
        impl $name {
            fn $measure(&self, t: f64) -> f64 {
                self.r * $factor * t
            }

            fn twice(&self, t: f64) -> f64 {
                2.0 * self.$measure(t) * t
            }
        }
    };
}

shape!(Disc, area, 3.0);

#[test]
fn inside_a_macro_by_example() {
    let (disc, t) = Disc { r: 2.0 }.twice_grad(0.5);
    assert_eq!((disc.r, t), (1.5, 12.0));
}
