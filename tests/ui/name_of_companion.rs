use autodiff::grad;

trait Wave {
    fn height(&self, t: f64) -> f64;
    fn height_jvp(&self, t: f64, t_dot: f64) -> f64;
}

struct Swell;

#[grad]
impl Wave for Swell {
    fn height(#[constant] &self, t: f64) -> f64 {
        t.sin()
    }

    #[no_grad]
    fn height_jvp(&self, t: f64, t_dot: f64) -> f64 {
        t.cos() * t_dot
    }
}

fn main() {
    let _ = Swell.height_grad(1.0);
}
