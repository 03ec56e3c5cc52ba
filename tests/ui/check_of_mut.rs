use autodiff::check;

#[autodiff::grad]
fn halve(x: &mut [f64]) {
    for x in x {
        *x *= 0.5;
    }
}

fn main() {
    let mut x = [1.0, 2.0];
    check!(halve(&mut x));
}
