use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Row {
    x: f64,
    v: Vec<f64>,
}

#[grad]
fn scaled(row: &Row, k: f64) -> f64 {
    row.x * k
}

#[grad]
fn in_an_argument(rows: &[Row]) -> f64 {
    let mut row = &rows[0];
    scaled(row, {
        row = &rows[1];
        row.x
    })
}

#[grad]
fn in_a_loop(rows: &[Row]) -> f64 {
    let (mut row, mut sum) = (&rows[0], 0.0);
    for v in row.v.iter().rev() {
        sum += v * row.x;
        row = &rows[1];
    }
    sum
}

#[grad]
fn in_a_chain(rows: &[Row]) -> f64 {
    let mut row = &rows[0];
    row.v
        .iter()
        .map(|v| {
            let y = v * row.x;
            row = &rows[1];
            y
        })
        .sum()
}

#[grad]
fn beside_a_slice(rows: &[Row]) -> f64 {
    let mut row = &rows[0];
    let first = &row.v[..1];
    row = &rows[1];
    first[0] * row.x
}

#[grad]
fn beside_an_iterator(rows: &[Row]) -> f64 {
    let mut row = &rows[0];
    let values = row.v.iter();
    row = &rows[1];
    values.sum::<f64>() * row.x
}

#[grad]
fn beside_a_closure(rows: &[Row]) -> f64 {
    let mut row = &rows[0];
    let times = move |k: f64| k * row.x;
    row = &rows[1];
    times(2.0) * row.x
}

fn main() {}
