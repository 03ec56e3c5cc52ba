use autodiff::grad;

struct Point {
    x: f64,
    y: f64,
}

fn on_circle(phi: f64) -> Point {
    Point { x: phi.cos(), y: phi.sin() }
}

#[grad]
fn height(r: f64, phi: f64) -> f64 {
    r * on_circle(phi).y
}

fn main() {
    let _ = height_grad(1.0, 0.5) == (on_circle(0.5).x, 1.0);
}
