use autodiff::grad;

#[derive(Clone, Copy)]
struct Table {
    scale: f64,
}

fn load(n: u32) -> Table {
    Table { scale: f64::from(n) }
}

#[grad]
fn scaled(x: f64, n: u32) -> f64 {
    let table = if n > 0 {
        load(n)
    } else {
        if x < 0.0 {
            return 0.0;
        }
        load(1)
    };
    let scale: f64 = table.scale;
    scale * x
}

fn main() {
    let _ = scaled_grad(4.0, 2);
}
