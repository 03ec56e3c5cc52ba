use autodiff::grad;

#[grad]
fn larger(a: &mut [f64], b: &mut [f64], x: f64) -> f64 {
    let target = if x > 0.0 { &mut a[..] } else { &mut b[..] };
    target[0] = x * x;
    a[0] + b[0]
}

fn main() {
    let _ = larger_grad(&mut [1.0], &mut [2.0], 3.0);
}
