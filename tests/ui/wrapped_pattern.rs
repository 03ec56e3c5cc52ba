use autodiff::grad;

struct Metres(f64);

#[grad]
fn area(x: f64) -> f64 {
    let Metres(side) = x;
    side * side
}

fn main() {
    let _ = area_grad(4.0);
}
