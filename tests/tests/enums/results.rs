//! `Result`: returned early, asked by `?`, taken apart.

use autodiff::grad;
use autodiff_tests::data::agree;
use autodiff_tests::modes;

#[derive(Debug, PartialEq)]
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
    let (y, (x_bar, y_bar)) = checked_vjp(0.5, 0.8, 1.0).unwrap();
    let h = 1e-6;
    let at = |x: f64, y: f64| checked(x, y).unwrap();
    assert_eq!(Ok(y), checked(0.5, 0.8));
    assert!((x_bar - (at(0.5 + h, 0.8) - at(0.5 - h, 0.8)) / (2.0 * h)).abs() < 1e-8);
    assert!((y_bar - (at(0.5, 0.8 + h) - at(0.5, 0.8 - h)) / (2.0 * h)).abs() < 1e-8);
    assert_eq!(checked_jvp(0.5, 0.8, 1.0, 0.0), Ok((y, x_bar)));
    assert_eq!(checked_jvp(0.5, -0.8, 1.0, 0.0), Err(Error::Negative(-0.8)));
    assert_eq!(checked_vjp(-0.5, 0.8, 1.0), Err(Error::Text("-0.5 is negative".to_owned())));
    let (gradient, along_x) = checked_hvp(0.5, 0.8, 1.0, 0.0).unwrap();
    assert_eq!(gradient, (x_bar, y_bar));
    let second = (checked_grad(0.5 + h, 0.8).unwrap().0 - checked_grad(0.5 - h, 0.8).unwrap().0) / (2.0 * h);
    assert!((along_x.0 - second).abs() < 1e-6);
}

/// An error that cannot be cloned, as `anyhow::Error` and `std::io::Error` cannot.
#[derive(Debug)]
struct Refused;

#[grad(hvp)]
fn never_refused(x: f64, y: f64) -> Result<f64, Refused> {
    Ok(x * y.sin())
}

#[grad(hvp)]
fn handed_on(x: f64, y: f64) -> Result<f64, Refused> {
    never_refused(x * y, y)
}

#[grad(hvp)]
fn right_hand_side(y: &[f64], dy: &mut [f64]) -> Result<(), Refused> {
    dy[0] = y[1];
    dy[1] = -y[0].sin();
    Ok(())
}

#[test]
fn errors_that_are_not_cloned() {
    let (value, tangent) = never_refused_jvp(2.0, 0.5, 1.0, 0.0).unwrap();
    assert_eq!((value, tangent), (2.0 * 0.5_f64.sin(), 0.5_f64.sin()));
    let (_, cotangents) = never_refused_vjp(2.0, 0.5, 3.0).unwrap();
    assert_eq!(cotangents, (3.0 * 0.5_f64.sin(), 6.0 * 0.5_f64.cos()));
    let (_, (along_x, _)) = handed_on_vjp(2.0, 0.5, 1.0).unwrap();
    assert_eq!(along_x, 0.5 * 0.5_f64.sin());
    let (mut dy, mut dy_dot, mut dy_bar) = ([0.0; 2], [0.0; 2], [0.0, 1.0]);
    right_hand_side_jvp(&[0.5, 2.0], &mut dy, &[1.0, 0.0], &mut dy_dot).unwrap();
    assert_eq!((dy, dy_dot), ([2.0, -0.5_f64.sin()], [0.0, -0.5_f64.cos()]));
    let ((), along_y) = right_hand_side_vjp(&[0.5, 2.0], &mut dy, &mut dy_bar).unwrap();
    assert_eq!(along_y, [-0.5_f64.cos(), 0.0]);
}
