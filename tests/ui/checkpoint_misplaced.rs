use autodiff::grad;

#[grad]
fn on_a_let(x: f64) -> f64 {
    #[checkpoint(sqrt)]
    let s = x.sin();
    s
}

#[grad]
fn on_an_arm(x: f64) -> f64 {
    match x > 0.0 {
        #[checkpoint(sqrt)]
        true => x.sin(),
        false => x,
    }
}

fn main() {
    let _ = on_a_let_grad(1.0);
    let _ = on_an_arm_grad(1.0);
}
