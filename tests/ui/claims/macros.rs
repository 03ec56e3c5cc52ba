//! Macros of the user's that are called as those of std, or do what a macro of std
//! does not do.

use autodiff::grad;

mod doubled {
    use autodiff::grad;

    macro_rules! vec {
        ($($e:expr),*) => { std::vec::Vec::from([$(2.0 * $e),*]) };
    }

    #[grad]
    fn sum(x: f64) -> f64 {
        let v = vec![x, x];
        v[0] + v[1]
    }
}

mod returning {
    use autodiff::grad;

    macro_rules! assert {
        ($c:expr) => {
            if !$c {
                return 7.0;
            }
        };
    }

    #[grad]
    fn square(x: f64) -> f64 {
        assert!(x > 0.0);
        x * x
    }
}

macro_rules! leave_unless {
    ($c:expr) => {
        if !$c {
            return;
        }
    };
}

#[grad]
fn written(x: f64, n: usize, out: &mut f64) {
    leave_unless!(n > 2);
    *out = x * x;
}

macro_rules! next {
    ($n:ident) => {
        let $n = $n + 1;
    };
}

#[grad]
fn bound_anew(x: f64, n: usize) -> f64 {
    next!(n);
    x * n as f64
}

macro_rules! debug {
    ($x:ident) => {
        let $x = $x + 1.0;
    };
}

#[grad]
fn logged(x: f64) -> f64 {
    debug!(x);
    x * x
}

fn main() {}
