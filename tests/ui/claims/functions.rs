//! A function of the user's that is called as one of std's by its path.

use autodiff::grad;

mod mem {
    use autodiff::grad;

    #[grad]
    pub fn swap(a: &mut f64, b: &mut f64) {
        let t = *a;
        *a = 2.0 * *b;
        *b = t;
    }
}

#[grad]
fn swapped(x: f64) -> f64 {
    let (mut a, mut b) = (x, x * x);
    mem::swap(&mut a, &mut b);
    a * b * b
}

// The way out.
#[grad]
fn swapped_by_its_path(x: f64) -> f64 {
    let (mut a, mut b) = (x, x * x);
    self::mem::swap(&mut a, &mut b);
    a * b * b
}

mod shadowed {
    use autodiff::grad;

    mod f64 {
        pub fn sin(x: f64) -> f64 {
            x * x
        }
    }

    #[grad]
    fn sine(x: f64) -> f64 {
        f64::sin(x)
    }
}

mod imported_outside {
    use autodiff::grad;
    use std::mem::swap;

    #[grad]
    fn swapped(x: f64) -> f64 {
        let (mut a, mut b) = (x, x * x);
        swap(&mut a, &mut b);
        a * b * b
    }
}

fn main() {}
