use autodiff::grad;

#[grad]
struct Spring {
    stiffness: f64,
}

trait Energy {
    #[grad]
    fn energy(&self, x: f64) -> f64;
}

fn main() {
    let _ = Spring { stiffness: 1.0 }.stiffness;
}
