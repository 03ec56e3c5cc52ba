use autodiff::grad;

#[grad]
fn is_inside(x: f64, y: f64) -> bool {
    x * x + y * y < 1.0
}

#[grad]
fn report(x: f64) {
    println!("{x}");
}

fn main() {
    let _ = is_inside_vjp(0.5, 0.5, ());
}
