use autodiff::grad;

#[grad]
fn relu(x: f64) -> f64 {
    'clip: {
        if x < 0.0 {
            break 'clip 0.0;
        }
        x
    }
}

fn main() {
    let _ = relu_grad(2.0);
}
