use autodiff::grad;

#[grad]
fn until(x: &[f64], limit: f64) -> f64 {
    let mut s = 0.0;
    #[independent]
    for v in x {
        s += v * v;
        if s > limit {
            break;
        }
    }
    s
}

#[grad]
fn roots(x: &[f64]) -> Result<f64, String> {
    let mut s = 0.0;
    #[independent]
    for v in x {
        if *v < 0.0 {
            return Err("negative".to_owned());
        }
        s += v.sqrt();
    }
    Ok(s)
}

/// The way out.
#[grad]
fn positive_roots(x: &[f64]) -> f64 {
    let mut s = 0.0;
    #[independent]
    for v in x {
        if *v < 0.0 {
            continue;
        }
        s += v.sqrt();
    }
    s
}

fn main() {
    let _ = until_grad(&[1.0], 2.0);
    let _ = roots_grad(&[1.0]);
    let _ = positive_roots_grad(&[1.0]);
}
