use autodiff::grad;
use std::ops::Index;

struct Table;

impl Index<Key> for Table {
    type Output = f64;
    fn index(&self, key: Key) -> &f64 {
        if key.0 > 0.0 { &1.0 } else { &2.0 }
    }
}

struct Key(f64);

#[grad]
fn looked_up(#[constant] table: &Table, x: f64) -> f64 {
    let value: f64 = table[Key(x)];
    value * x
}

fn main() {
    let _ = looked_up_grad(&Table, 3.0);
}
