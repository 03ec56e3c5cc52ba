use autodiff::grad;

#[grad]
fn simulate(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint]
    for _ in 0..n {
        s = s.sin();
    }
    #[checkpoint(levels = 0)]
    for _ in 0..n {
        s = s.sin();
    }
    #[checkpoint(often)]
    for _ in 0..n {
        s = s.sin();
    }
    #[checkpoint(sqrt)]
    #[checkpoint(every = 3)]
    for _ in 0..n {
        s = s.sin();
    }
    #[checkpoint(every = 0.5)]
    for _ in 0..n {
        s = s.sin();
    }
    s
}

fn main() {
    let _ = simulate_grad(1.0, 3);
}
