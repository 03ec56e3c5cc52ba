use autodiff::grad;

mod low {
    pub const SCALE: f64 = 2.0;
}

mod high {
    pub const SCALE: f64 = 3.0;
}

#[grad]
fn scaled(x: f64) -> f64 {
    if x > 0.0 {
        use low::SCALE;
        SCALE * x
    } else {
        use high::SCALE;
        SCALE * x
    }
}

fn main() {
    let _ = scaled_grad(4.0);
}
