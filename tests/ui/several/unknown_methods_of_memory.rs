use autodiff::grad;

#[grad]
fn shortened(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    y.remove(0);
    y.insert(0, 2.0);
    y.retain(|v| *v > 0.0);
    y.splice(1.., [2.0]);
    y[0]
}

#[grad]
fn median(x: &[f64]) -> f64 {
    let mut sorted = x.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

#[grad]
fn shuffled(x: &[f64], order: &mut [usize]) -> f64 {
    let mut sum = 0.0;
    for _ in 0..3 {
        sum += x[order[0]].sin();
        order.rotate_left(1);
    }
    sum
}

#[grad]
fn flat(x: &[Vec<f64>]) -> f64 {
    x.iter().flatten().sum()
}

fn main() {}
