use autodiff::grad;

#[grad]
fn kept(w: f64, x: &[f64]) -> f64 {
    let mut all = Vec::new();
    let mut s = 0.0;
    #[independent]
    for v in x {
        all.push(w * v);
        s += all[0] * v;
    }
    s
}

#[grad]
fn collected(w: f64, x: &[f64]) -> f64 {
    let mut all = Vec::new();
    #[independent]
    for v in x {
        all.push((w * v).sin());
    }
    all.iter().map(|v| v * v).sum()
}

/// The way out.
#[grad]
fn cleared(w: f64, x: &[f64]) -> f64 {
    let mut all = Vec::new();
    let mut s = 0.0;
    #[independent]
    for v in x {
        all.clear();
        all.push(w * v);
        s += all[0] * v;
    }
    s
}

fn main() {
    let _ = kept_grad(1.0, &[1.0]);
    let _ = collected_grad(1.0, &[1.0]);
    let _ = cleared_grad(1.0, &[1.0]);
}
