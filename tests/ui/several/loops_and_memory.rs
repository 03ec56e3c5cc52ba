use autodiff::grad;

#[grad]
fn median(x: &[f64]) -> f64 {
    let mut sorted = x.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

#[grad]
fn discounted(flows: &[f64], rate: f64) -> f64 {
    if let Some(last) = flows.last() {
        return last / (1.0 + rate);
    }
    0.0
}

#[grad]
fn drained(x: &[f64]) -> f64 {
    let mut left = x.to_vec();
    let mut sum = 0.0;
    while let Some(v) = left.pop() {
        sum += v * v;
    }
    sum
}

#[grad]
fn stored(x: &[f64]) -> f64 {
    let squares = x.iter().map(|v| v * v);
    squares.sum()
}

#[grad]
fn shortened(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    y.truncate(2);
    y.iter().sum()
}

fn main() {
    let _ = (median_grad(&[1.0]), discounted_grad(&[1.0], 0.1), drained_grad(&[1.0]));
    let _ = (stored_grad(&[1.0]), shortened_grad(&[1.0]));
}
