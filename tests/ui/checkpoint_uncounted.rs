use autodiff::grad;

#[grad]
fn settle(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(sqrt)]
    for _ in 0..n {
        let next = s.sin();
        if next < 0.1 {
            break;
        }
        s = next;
    }
    s
}

/// The way out.
#[grad]
fn settled(x: f64, n: usize) -> f64 {
    let mut s = x;
    let mut done = false;
    #[checkpoint(sqrt)]
    for _ in 0..n {
        if done {
            continue;
        }
        let next = s.sin();
        done = next < 0.1;
        s = next;
    }
    s
}

fn main() {
    let _ = settle_grad(1.0, 3);
    let _ = settled_grad(1.0, 3);
}
