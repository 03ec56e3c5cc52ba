use autodiff::grad;

#[grad]
fn root(x: f64) -> Option<f64> {
    if x < 0.0 { None } else { Some(x.sqrt()) }
}

#[grad]
fn checked<'a>(x: &'a [f64], _limit: &'a f64) -> Result<&'a f64, &'a str> {
    x.first().ok_or("empty")
}

fn main() {
    let _ = root_jvp(4.0, 1.0);
}
