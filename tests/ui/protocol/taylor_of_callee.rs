use autodiff::grad;

#[grad]
fn square(x: f64) -> f64 {
    x * x
}

// A callee offers what its caller asks for.
#[grad(taylor)]
fn fourth(x: f64) -> f64 {
    square(x) * square(x)
}

fn main() {}
