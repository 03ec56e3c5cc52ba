use autodiff::grad;

#[grad]
fn discounted(flows: &[f64], rate: f64) -> f64 {
    let last = flows.last();
    last.unwrap() / (1.0 + rate)
}

#[grad]
fn largest(x: &[f64]) -> f64 {
    let best = x.iter().copied().max_by(f64::total_cmp);
    match best {
        Some(v) => v * v,
        None => 0.0,
    }
}

fn main() {}
