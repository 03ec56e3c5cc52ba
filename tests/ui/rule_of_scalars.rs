#[autodiff::rule(dx = "2.0")]
fn sum(x: &[f64]) -> f64 {
    x.iter().sum()
}

#[autodiff::rule(dx = "1.0", dy = "1.0")]
fn mixed(x: f64, y: f32) -> f64 {
    x + f64::from(y)
}

#[autodiff::rule(dx = "1.0")]
fn pair(x: f64) -> (f64, f64) {
    (x, x)
}

struct Spring(f64);

impl Spring {
    #[autodiff::rule(dx = "self.0 * x")]
    fn energy(&self, x: f64) -> f64 {
        0.5 * self.0 * x * x
    }
}

fn main() {
    let _ = Spring(1.0).energy(2.0);
}
