use autodiff::check;

#[autodiff::grad]
fn power(x: f64, n: i32) -> f64 {
    x.powi(n)
}

fn main() {
    check!(power(#[constant] 2.0, 3));
}
