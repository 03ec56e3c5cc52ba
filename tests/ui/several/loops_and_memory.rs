use autodiff::grad;

#[grad]
fn distinct(x: &[f64]) -> f64 {
    let mut sorted = x.to_vec();
    sorted.select_nth_unstable_by(1, f64::total_cmp);
    sorted[sorted.len() / 2]
}

#[grad]
fn without_last(rows: &[Vec<f64>]) -> f64 {
    let mut left = rows.to_vec();
    left.retain(|row| row.len() > 1);
    left.resize(3, vec![1.0]);
    left[0][0]
}

fn main() {}
