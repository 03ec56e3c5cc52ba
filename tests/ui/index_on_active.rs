use autodiff::grad;
use std::ops::Index;

struct Table;

impl Index<f64> for Table {
    type Output = f64;
    fn index(&self, key: f64) -> &f64 {
        if key > 0.0 { &1.0 } else { &2.0 }
    }
}

#[grad]
fn looked_up(#[constant] table: &Table, x: f64) -> f64 {
    table[x] * x
}

fn main() {
    let _ = looked_up_grad(&Table, 3.0);
}
