use autodiff::grad;

#[grad]
fn at(mut f: impl FnMut(f64) -> f64, x: f64) -> f64 {
    f(x)
}

#[grad]
fn counted(x: f64) -> f64 {
    let mut sum = 0.0;
    let y = at(
        |v| {
            sum += v;
            v * v
        },
        x,
    );
    y + sum
}

fn main() {
    let _ = counted_grad(2.0);
}
