//! An item of an inner block whose name means something else outside of it.

use autodiff::grad;

mod other {
    pub const K: f64 = 3.0;
}

const K: f64 = 2.0;

#[grad]
fn shadowed(x: f64) -> f64 {
    let outer = K * x;
    let inner = {
        use other::K;
        K * x
    };
    outer + inner
}

fn main() {
    let _ = shadowed_grad(1.0);
}
