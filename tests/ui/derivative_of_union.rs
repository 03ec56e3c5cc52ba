use autodiff::Differentiable;

#[derive(Clone, Copy, Differentiable)]
union Number {
    float: f64,
    integer: u64,
}

fn main() {
    let _ = Number { float: 1.0 };
}
