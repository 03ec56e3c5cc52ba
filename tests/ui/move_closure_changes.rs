use autodiff::grad;

#[grad]
fn summed(x: f64, y: f64) -> f64 {
    let mut k = x;
    let sum = [x, y].iter().fold(0.0, move |sum, e| {
        k *= e;
        sum + k
    });
    sum * k
}

#[grad]
fn bound(x: f64, y: f64) -> f64 {
    let mut k = x;
    let mut f = move |sum: f64, e: f64| {
        k *= e;
        sum + k
    };
    let sum = [x, y].iter().fold(0.0, |sum, e| f(sum, *e));
    sum * k
}

fn main() {
    let _ = summed_grad(2.0, 3.0);
    let _ = bound_grad(2.0, 3.0);
}
