use autodiff::grad;

#[grad]
fn median(x: &[f64]) -> f64 {
    let mut sorted = x.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

#[grad]
fn doubled(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    if let Some(v) = y.get_mut(0) {
        *v *= 2.0;
    }
    y[0]
}

#[grad]
fn without_last(rows: &[Vec<f64>]) -> f64 {
    let mut left = rows.to_vec();
    left.pop();
    left.truncate(1);
    left[0][0]
}

fn main() {}
