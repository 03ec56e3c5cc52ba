use autodiff::grad;

#[grad]
fn largest(w: f64, x: &[f64]) -> f64 {
    let mut best = 0.0_f64;
    #[independent]
    for v in x {
        best = best.max(w * v);
    }
    best
}

#[grad]
fn numbered(w: f64, x: &[f64]) -> f64 {
    let (mut s, mut k) = (0.0, 0);
    #[independent]
    for v in x {
        if *v > 0.0 {
            s += w * v * x[k];
            k += 1;
        }
    }
    s
}

#[grad]
fn last(w: f64, x: &[f64]) -> f64 {
    let mut last = 0.0;
    #[independent]
    for v in x {
        last = w * v;
    }
    last
}

/// The way out.
#[grad]
fn counted(w: f64, x: &[f64]) -> f64 {
    let (mut s, mut positive) = (0.0, 0);
    #[independent]
    for v in x {
        if *v > 0.0 {
            s += w * v;
            positive += 1;
        }
    }
    s / f64::from(positive)
}

fn main() {
    let _ = largest_grad(1.0, &[1.0]);
    let _ = numbered_grad(1.0, &[1.0]);
    let _ = last_grad(1.0, &[1.0]);
    let _ = counted_grad(1.0, &[1.0]);
}
