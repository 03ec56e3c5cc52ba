//! The type of these integers is decided by a function that the macro does not see.

use autodiff::grad;

#[grad]
fn term(x: f64, #[constant] k: u8) -> f64 {
    x * k as f64
}

#[grad]
fn numbered(x: f64) -> f64 {
    let mut s = 0.0;
    for (i, k) in (1..4).enumerate() {
        s += term(x, k) * i as f64;
    }
    s
}

fn main() {}
