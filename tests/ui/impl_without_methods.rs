use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Spring {
    k: f64,
}

#[grad]
impl Spring {
    fn is_soft(&self) -> bool {
        self.k < 1.0
    }
}

fn main() {
    let _ = Spring { k: 1.0 }.is_soft();
}
