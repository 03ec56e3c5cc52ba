use autodiff::grad;

#[grad]
fn product(x: &[f64]) -> f64 {
    match x {
        [a, b] => a * b,
        _ => 0.0,
    }
}

#[grad]
fn of_two(x: &[f64]) -> f64 {
    let [a, b] = x else { return 0.0 };
    let sum = a + b;
    sum * sum
}

fn main() {}
