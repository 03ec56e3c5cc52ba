use autodiff::{Differentiable, grad};
use std::ops::{Add, AddAssign};

#[derive(Clone, Copy, Differentiable)]
struct Angle {
    of: f64,
}

// One rule is for the values behind references, too.
#[grad]
impl Add for Angle {
    type Output = Angle;

    fn add(self, right: Angle) -> Angle {
        Angle { of: self.of + right.of }
    }
}

#[grad]
impl Add<&Angle> for &Angle {
    type Output = Angle;

    fn add(self, right: &Angle) -> Angle {
        Angle { of: self.of + right.of }
    }
}

// It is not that of `+`.
impl AddAssign for Angle {
    fn add_assign(&mut self, right: Angle) {
        self.of = (self.of + right.of) % 360.0;
    }
}

#[grad]
fn turned(a: Angle, b: Angle) -> f64 {
    let mut c = a;
    c += b;
    c.of
}

mod shapes {
    use autodiff::{Differentiable, grad};

    trait Sub<R> {
        type Output;

        fn sub(self, right: R) -> Self::Output;
    }

    #[derive(Clone, Copy, Differentiable)]
    struct Disc {
        of: f64,
    }

    // A trait by the name of an operator's.
    #[grad]
    impl Sub<Disc> for Disc {
        type Output = Disc;

        fn sub(self, right: Disc) -> Disc {
            Disc { of: self.of * right.of }
        }
    }
}

fn main() {}
