use autodiff::grad;

#[grad]
fn rows(x: &[f64]) -> Vec<Vec<f64>> {
    vec![x.to_vec(), vec![x[0] * x[1], x[0]]]
}

#[grad]
fn second(x: &[f64]) -> f64 {
    let v = rows(x)[1].clone();
    v[0]
}

#[grad]
fn exchanged(x: &[f64]) -> f64 {
    let (mut a, v) = both(x);
    for k in 0..2 {
        let b = [v[k], a[0]];
        a = b;
    }
    a[0]
}

#[grad]
fn both(x: &[f64]) -> ([f64; 2], Vec<f64>) {
    ([x[0], x[1]], x.to_vec())
}

fn main() {
    let _ = (second_grad(&[1.0, 2.0]), exchanged_grad(&[1.0, 2.0]));
}
