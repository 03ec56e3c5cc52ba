use autodiff::check;

#[autodiff::grad]
fn square(x: f64) -> f64 {
    x * x
}

fn main() {
    check!(square, 2.0);
    check!((square)(2.0));
    check!(square(2.0), trace);
    check!();
}
