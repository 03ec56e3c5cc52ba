use autodiff::grad;

#[grad]
trait Model {
    fn eval(&self, x: f64) -> f64;
}

#[grad]
fn twice(m: &dyn Model, x: f64) -> f64 {
    2.0 * m.eval(x)
}

#[grad]
fn all(models: &[Box<dyn Model>], x: f64) -> f64 {
    models.iter().map(|m| m.eval(x)).sum()
}

fn main() {}
