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

#[grad]
fn on_a_while(x: f64, n: usize) -> f64 {
    let (mut s, mut k) = (x, 0);
    #[checkpoint(levels = 2)]
    while k < n {
        s = s.sin();
        k += 1;
    }
    s
}

/// The way out.
#[grad]
fn settled(x: f64, n: usize) -> f64 {
    let mut s = x;
    #[checkpoint(every = 3)]
    for _ in 0..n {
        let next = s.sin();
        if next < 0.1 {
            break;
        }
        s = next;
    }
    s
}

fn main() {
    let _ = settle_grad(1.0, 3);
    let _ = on_a_while_grad(1.0, 3);
    let _ = settled_grad(1.0, 3);
}
