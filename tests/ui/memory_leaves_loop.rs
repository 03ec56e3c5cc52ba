use autodiff::grad;

#[grad]
fn rows(m: &[Vec<f64>]) -> f64 {
    let mut last = &m[0];
    let mut sum = 0.0;
    for row in m {
        sum += row[0] * last[0];
        last = row;
    }
    sum
}

fn main() {
    let _ = rows_grad(&[vec![1.0], vec![2.0]]);
}
