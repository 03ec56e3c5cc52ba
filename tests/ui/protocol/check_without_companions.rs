//! What is checked has companions, and arguments with derivatives.

use autodiff::check;

fn plain(x: f64) -> f64 {
    x * x
}

#[autodiff::grad]
fn first_order(x: f64) -> f64 {
    x * x
}

#[autodiff::grad]
fn power(x: f64, n: i32) -> f64 {
    x.powi(n)
}

fn main() {
    check!(plain(2.0));
    check!(first_order(2.0), hvp);
    let n = 3;
    check!(power(2.0, n));
}
