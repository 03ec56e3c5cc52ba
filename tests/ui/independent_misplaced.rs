use autodiff::grad;

#[grad]
fn on_a_let(x: f64) -> f64 {
    #[independent]
    let s = x.sin();
    s
}

#[grad]
fn on_a_while(x: f64, n: usize) -> f64 {
    let (mut s, mut k) = (x, 0);
    #[independent]
    while k < n {
        s += x.sin();
        k += 1;
    }
    s
}

fn main() {
    let _ = on_a_let_grad(1.0);
    let _ = on_a_while_grad(1.0, 3);
}
