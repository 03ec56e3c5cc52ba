use autodiff::grad;

mod linalg {
    pub struct Vector(pub [f64; 3]);
}

#[grad]
fn norm(v: &linalg::Vector) -> f64 {
    v.0[0]
}

fn main() {
    let _ = norm_grad(&linalg::Vector([1.0; 3]));
}
