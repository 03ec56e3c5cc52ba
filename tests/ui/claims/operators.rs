use autodiff::{Differentiable, grad};
use std::ops::{Add, AddAssign};

#[derive(Clone, Copy, Differentiable)]
struct Angle(f64);

// One rule is for the values behind references, too.
#[grad]
impl Add for Angle {
    type Output = Angle;

    fn add(self, right: Angle) -> Angle {
        Angle(self.0 + right.0)
    }
}

#[grad]
impl Add<&Angle> for &Angle {
    type Output = Angle;

    fn add(self, right: &Angle) -> Angle {
        Angle(self.0 + right.0)
    }
}

// It is not that of `+`.
impl AddAssign for Angle {
    fn add_assign(&mut self, right: Angle) {
        self.0 = (self.0 + right.0) % 360.0;
    }
}

#[grad]
fn turned(a: Angle, b: Angle) -> f64 {
    let mut c = a;
    c += b;
    c.0
}

mod shapes {
    use autodiff::{Differentiable, grad};

    trait Sub<R> {
        type Output;

        fn sub(self, right: R) -> Self::Output;
    }

    #[derive(Clone, Copy, Differentiable)]
    struct Disc(f64);

    // A trait by the name of an operator's.
    #[grad]
    impl Sub<Disc> for Disc {
        type Output = Disc;

        fn sub(self, right: Disc) -> Disc {
            Disc(self.0 * right.0)
        }
    }
}

fn main() {}
