//! `Result`: returned early, asked by `?`, taken apart.

use autodiff::grad;
use autodiff_tests::data::agree;
use autodiff_tests::modes;

#[derive(Clone, Debug, PartialEq)]
enum Error {
    Negative(f64),
    Text(String),
}

impl From<String> for Error {
    fn from(text: String) -> Self {
        Error::Text(text)
    }
}

#[grad(hvp)]
fn root(x: f64) -> Result<f64, String> {
    if x < 0.0 {
        return Err(format!("{x} is negative"));
    }
    Ok(x.sqrt())
}

#[grad(hvp)]
fn checked(x: f64, y: f64) -> Result<f64, Error> {
    if y < 0.0 {
        return Err(Error::Negative(y));
    }
    let r = root(x)?;
    let s = root(y).map_err(Error::Text)?;
    Ok(r * s * s * x)
}

#[grad(hvp)]
fn summed(xs: &[f64], y: f64) -> Result<f64, Error> {
    if xs.is_empty() {
        return Err(Error::Text("empty".to_owned()));
    }
    let mut s = 0.0;
    for x in xs {
        if *x < 0.0 {
            return Err(Error::Negative(*x));
        }
        s += checked(*x, y)?;
    }
    Ok(s * s)
}

#[grad(hvp)]
fn asked(k: Option<f64>, x: f64) -> Result<f64, Error> {
    let k = k.ok_or_else(|| format!("nothing at {x}"))?;
    let l = Some(k * x).ok_or("never".to_owned())?;
    Ok(k * l)
}

#[grad(hvp)]
fn total(xs: &[f64], y: f64) -> f64 {
    let all = match summed(xs, y) {
        Ok(s) => s * y,
        Err(_) => y * y,
    };
    all + checked(y, xs[0]).unwrap_or(y) + asked(Some(y), xs[0]).unwrap()
}

#[test]
fn taken_apart() {
    let modes =
        modes!(total, total_jvp, total_grad, total_hvp, |at: (Vec<f64>, f64), dot| (&at.0, at.1), (&dot.0, dot.1));
    agree("total", &modes, &(vec![0.4, 1.3], 0.7));
    agree("total", &modes, &(vec![0.4, -1.3], 0.7));
    agree("total", &modes, &(vec![-0.4, -1.3], 0.7));
}

#[test]
fn returned() {
    let (y, (x_bar, y_bar)) = checked_vjp(0.5, 0.8, Ok(1.0));
    let h = 1e-6;
    let at = |x: f64, y: f64| checked(x, y).unwrap();
    assert_eq!(y, checked(0.5, 0.8));
    assert!((x_bar - (at(0.5 + h, 0.8) - at(0.5 - h, 0.8)) / (2.0 * h)).abs() < 1e-8);
    assert!((y_bar - (at(0.5, 0.8 + h) - at(0.5, 0.8 - h)) / (2.0 * h)).abs() < 1e-8);
    assert_eq!(checked_jvp(0.5, 0.8, 1.0, 0.0), (y, Ok(x_bar)));
    assert_eq!(checked_jvp(0.5, -0.8, 1.0, 0.0).0, Err(Error::Negative(-0.8)));
    assert_eq!(checked_vjp(-0.5, 0.8, Err(Error::Negative(0.0))).1, (0.0, 0.0));
}
