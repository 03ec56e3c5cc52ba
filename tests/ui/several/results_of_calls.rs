// What a call returns is not seen: where two of them meet, the memory that a
// later use makes of them is refused, with a type as the way out.
use autodiff::grad;

#[grad]
fn powers(x: f64) -> Vec<f64> {
    vec![x, x * x]
}

#[grad]
fn chosen(x: f64, y: f64) -> f64 {
    let v = if x > y { powers(x) } else { powers(y) };
    v[0] + v[1]
}

#[grad]
fn found(x: f64, y: f64) -> f64 {
    let v = loop {
        if x > y {
            break powers(x);
        }
        break powers(y);
    };
    v[0] + v[1]
}

fn main() {
    let _ = (chosen_grad(1.0, 2.0), found_grad(1.0, 2.0));
}
