use autodiff::grad;

#[grad]
fn simulate(x: f64, n: usize) -> f64 {
    #[checkpoint(sqrt)]
    let mut s = x;
    let mut k = 0;
    #[checkpoint(sqrt)]
    while k < n {
        s = s.sin();
        k += 1;
    }
    s
}

fn main() {
    let _ = simulate_grad(1.0, 3);
}
