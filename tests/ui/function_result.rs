use autodiff::grad;

#[grad]
fn sums(a: f64) -> impl FnMut(f64) -> f64 {
    let mut sum = a;
    move |x| {
        sum += x;
        sum
    }
}

#[grad]
fn leaves(a: f64, n: usize) -> Box<dyn Fn(f64) -> f64> {
    if n == 0 {
        return Box::new(move |x| a + x);
    }
    Box::new(move |x| a * x)
}

#[grad]
fn changes(v: &mut [f64]) -> Box<dyn Fn(f64) -> f64> {
    v[0] *= 2.0;
    let k = v[0];
    Box::new(move |x| k * x)
}

fn main() {}
