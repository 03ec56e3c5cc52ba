use autodiff::grad;

#[grad]
fn with_arguments(x: &[f64]) -> f64 {
    let mut s = 0.0;
    #[independent(always)]
    for v in x {
        s += v * v;
    }
    s
}

#[grad]
fn with_checkpoints(x: &[f64]) -> f64 {
    let mut s = 0.0;
    #[checkpoint(sqrt)]
    #[independent]
    for v in x {
        s += v * v;
    }
    s
}

fn main() {
    let _ = with_arguments_grad(&[1.0]);
    let _ = with_checkpoints_grad(&[1.0]);
}
