//! A `&mut` to a part, made in a branch or a loop, does not leave it.
use autodiff::grad;

#[grad]
fn part_after_return(x: f64, n: usize) -> f64 {
    let mut a = [x, 2.0];
    let r = if n > 0 {
        if n > 3 {
            return x;
        }
        (&mut a[1..], x)
    } else {
        panic!()
    };
    r.0[0] *= r.1;
    a[1]
}

#[grad]
fn broken_out(x: f64) -> f64 {
    let mut a = [x, 2.0];
    let r = loop {
        break (&mut a, x);
    };
    r.0[0] *= r.1;
    a[0]
}

fn main() {}
