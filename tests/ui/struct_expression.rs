use autodiff::grad;

struct Point {
    x: f64,
    y: f64,
}

#[grad]
fn distance(x: f64, y: f64) -> f64 {
    let p = Point { x, y: y - 1.0 };
    p.x.hypot(p.y)
}

fn main() {
    let _ = distance_grad(3.0, 4.0);
}
