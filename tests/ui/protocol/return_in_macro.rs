//! A macro that returns where nobody sees it.

use autodiff::grad;

macro_rules! ensure {
    ($e:expr) => {
        if !$e {
            return 1.0;
        }
    };
}

#[grad]
fn root(x: f64, n: i32) -> f64 {
    ensure!(n > 0);
    x.sqrt()
}

fn main() {
    let _ = root_grad(1.0, 2);
}
