use autodiff::grad;

#[grad]
fn pair(x: &[f64]) -> [f64; 2] {
    [x[0] * x[1], x[0]]
}

#[grad]
fn exchanged(x: &[f64]) -> f64 {
    let mut t = (pair(x), 2.0);
    for k in 0..2 {
        let b = [t.0[k], t.1];
        t.0 = b;
    }
    t.0[0]
}

fn main() {
    let _ = exchanged_grad(&[1.0, 2.0]);
}
