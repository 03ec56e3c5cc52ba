//! Functions that give a `Result` or an `Option`, of errors that are not cloned; what leaves them,
//! and what their callers make of that.

use autodiff::{Differentiable, check, grad};
use std::fmt;

#[derive(Debug)]
enum Fault {
    Domain { at: f64 },
    Text(String),
    Io(std::io::Error),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Fault {}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Fault::Io(error)
    }
}

/// Rustc sees through it.
type Checked<T> = Result<T, Fault>;
type Cost = Result<f64, Fault>;

macro_rules! ensure {
    ($condition:expr, $fault:expr) => {
        if !$condition {
            return Err($fault);
        }
    };
}

macro_rules! bail {
    ($fault:expr) => {
        return Err($fault)
    };
}

#[grad(hvp)]
fn root(x: f64) -> Result<f64, Fault> {
    if x < 0.0 {
        return Err(Fault::Domain { at: x });
    }
    Ok(x.sqrt())
}

#[grad(hvp)]
fn logarithm(x: f64) -> Option<f64> {
    (x > 0.0).then(|| x.ln())
}

#[grad(hvp)]
fn reciprocal(x: f64) -> std::io::Result<f64> {
    ensure!(x != 0.0, std::io::Error::other(format!("{x} has none")));
    Ok(x.recip())
}

#[grad(hvp)]
fn converted(x: f64) -> Checked<f64> {
    let inverse = reciprocal(x)?;
    let Some(log) = logarithm(x) else { return Err(Fault::Text("no logarithm".to_owned())) };
    let half = root(x / 4.0).map_err(|fault| Fault::Text(format!("{fault} of {x}")))?;
    let same = match root(x) {
        Ok(root) => root * log,
        Err(fault) => return Err(fault),
    };
    Ok(inverse * half + same * log)
}

#[grad(hvp)]
fn under_an_alias(x: f64, y: f64) -> Cost {
    if y == 0.0 {
        bail!(Fault::Domain { at: y });
    }
    let (a, b) = both(x, y)?;
    Ok(a * b * y)
}

#[grad(hvp)]
fn both(x: f64, y: f64) -> Checked<(f64, f64)> {
    if x > 100.0 {
        return Ok((x, y));
    }
    Ok((converted(x * y)?, root(x)?))
}

#[grad(hvp)]
fn of_any_error(x: f64) -> Result<f64, Box<dyn std::error::Error>> {
    let y = converted(x)?;
    if !y.is_finite() {
        return Err("not finite".into());
    }
    Ok(y * reciprocal(y)?.powi(3))
}

#[grad(hvp)]
fn gathered(xs: &[f64], y: f64) -> Result<f64, Fault> {
    let roots = xs.iter().map(|x| root(x * y)).collect::<Result<Vec<_>, _>>()?;
    let logs = xs.iter().map(|x| logarithm(x + y)).sum::<Option<f64>>().ok_or(Fault::Text(String::new()))?;
    let product = xs.iter().try_fold(y, |product, x| root(product * x))?;
    Ok(roots.iter().sum::<f64>() * logs + product)
}

/// It decides whether its caller goes on, and has no companions.
fn validate(x: f64, name: &str) -> Result<(), Fault> {
    if x.is_nan() { Err(Fault::Text(name.to_owned())) } else { Ok(()) }
}

#[grad(hvp)]
fn advance(state: &mut [f64], by: f64) -> Result<(), Fault> {
    validate(by, "by")?;
    for entry in state.iter_mut() {
        *entry = root(*entry + by)? * *entry;
    }
    Ok(())
}

#[grad(hvp)]
fn advanced(x: f64, by: f64) -> Result<f64, Fault> {
    validate(x, "x")?;
    let mut state = [x, x * by];
    advance(&mut state, by)?;
    if let Err(fault) = advance(&mut state, x) {
        return Err(fault);
    }
    Ok(state[0] * state[1])
}

#[grad(hvp)]
fn chained(x: f64) -> Option<f64> {
    logarithm(x).and_then(|log| logarithm(log + 2.0)).map(|twice| twice * x)
}

#[grad(hvp)]
fn chosen(x: f64, k: usize) -> Result<f64, Fault> {
    match k {
        0 => root(x),
        1 => root(x).and_then(|root_of_x| root(root_of_x + x)),
        2 => root(-x).or_else(|_| root(x * x * x)),
        _ => Err(Fault::Text(format!("{k}"))),
    }
}

/// Errors that are printed, or looked at, where there is something else instead.
#[grad(hvp)]
fn instead(x: f64) -> f64 {
    let printed = match root(-x) {
        Ok(root) => root,
        Err(fault) => {
            eprintln!("{fault}");
            x * x
        }
    };
    let of_one = match root(x) {
        Ok(root) => root * x,
        Err(Fault::Domain { .. }) => 0.0,
        Err(fault) => panic!("{fault}"),
    };
    let kept = root(x);
    let of_kept = match kept {
        Ok(root) => root * x,
        Err(_) => x,
    };
    let forgotten = of_kept * root(-x).unwrap_or(3.0 * x) + root(x).map(|root| root * x).unwrap_or(0.0);
    printed * of_one + forgotten * root(x).expect("it is positive") + if let Ok(root) = root(x) { root } else { x }
}

#[grad(hvp)]
fn iterated(x: f64) -> Result<f64, Fault> {
    let step = |y: f64| root(y + x);
    let mut y = x;
    for _ in 0..5 {
        y = step(y)?;
        if y > 1e9 {
            Err(Fault::Text("it diverges".to_owned()))?;
        }
        if y < 0.1 {
            return Ok(x * x);
        }
    }
    Ok(y)
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Line {
    weights: Vec<f64>,
    offset: f64,
}

#[grad(hvp)]
impl Line {
    fn at(&self, x: &[f64]) -> Result<f64, Fault> {
        if x.len() != self.weights.len() {
            return Err(Fault::Text(format!("{} for {}", x.len(), self.weights.len())));
        }
        Ok(x.iter().zip(&self.weights).map(|(x, w)| x * w).sum::<f64>() + self.offset)
    }

    fn loss(&self, rows: &[Vec<f64>]) -> Result<f64, Fault> {
        let mut loss = 0.0;
        for row in rows {
            loss += self.at(row)?.powi(2);
        }
        Ok(loss)
    }

    fn moved(&self, by: f64) -> Result<Line, Fault> {
        if by > 50.0 {
            return Ok(self.clone());
        }
        Ok(Line { weights: self.weights.iter().map(|w| w * by).collect(), offset: self.offset + root(by)? })
    }

    fn moved_loss(&self, by: f64) -> Result<f64, Fault> {
        let moved = self.moved(by)?;
        moved.at(&[1.0, by])
    }
}

trait CostFunction {
    type Param;
    type Output;
    fn cost(&self, p: &Self::Param) -> Result<Self::Output, Fault>;
}

struct Valley {
    steepness: f64,
}

#[grad(hvp)]
impl CostFunction for Valley {
    type Param = Vec<f64>;
    type Output = f64;
    fn cost(#[constant] &self, p: &Self::Param) -> Result<Self::Output, Fault> {
        let [x, y] = p[..] else { return Err(Fault::Text("of two".to_owned())) };
        Ok((1.0 - x).powi(2) + self.steepness * (y - x * x).powi(2))
    }
}

#[test]
fn what_is_there_is_differentiated() {
    check!(root(2.0), hvp);
    check!(converted(2.0), hvp);
    check!(under_an_alias(2.0, 1.5), hvp);
    check!(both(120.0, 1.5));
    check!(of_any_error(2.0), hvp);
    check!(gathered(&vec![1.5, 2.5], 0.7), hvp);
    check!(advanced(2.0, 0.5), hvp);
    check!(chained(2.0), hvp);
    check!(chosen(2.0, 0), hvp);
    check!(chosen(2.0, 1), hvp);
    check!(chosen(2.0, 2), hvp);
    check!(instead(2.0), hvp);
    check!(iterated(2.0), hvp);
    let line = Line { weights: vec![0.5, -1.5], offset: 0.3 };
    check!(Line::loss(&line, &vec![vec![1.0, 2.0], vec![0.5, 0.1]]), hvp);
    check!(Line::moved(&line, 2.0));
    check!(Line::moved(&line, 60.0));
    check!(Line::moved_loss(&line, 2.0), hvp);
    check!(
        Valley::cost(
            #[constant]
            &Valley { steepness: 10.0 },
            &vec![0.5, 0.8]
        ),
        hvp
    );
}

#[test]
fn what_is_there_instead_is_that_of_the_function() {
    assert!(matches!(root_grad(-2.0), Err(Fault::Domain { at: -2.0 })));
    assert!(matches!(root_vjp(-2.0, 1.0), Err(Fault::Domain { .. })));
    assert!(matches!(converted_hvp(0.0, 1.0), Err(Fault::Io(_))));
    assert!(matches!(converted_jvp(-2.0, 1.0), Err(Fault::Text(_))));
    assert!(matches!(under_an_alias_grad(1.0, 0.0), Err(Fault::Domain { .. })));
    assert!(matches!(gathered_grad(&[1.0, -1.0], 1.0), Err(Fault::Domain { at: -1.0 })));
    assert!(matches!(chosen_value_and_grad(2.0, 7), Err(Fault::Text(text)) if text == "7"));
    let line = Line { weights: vec![0.5], offset: 0.3 };
    assert!(matches!(line.loss_grad(&[vec![1.0], vec![]]), Err(Fault::Text(_))));
    assert_eq!(chained_grad(-1.0), None);
}

/// It has changed something before it gives up.
#[grad]
fn filled(x: f64, out: &mut f64) -> Result<f64, Fault> {
    *out = x * x;
    if x > 1.0 {
        return Err(Fault::Domain { at: x });
    }
    Ok(x * *out)
}

#[grad]
fn goes_on(x: f64) -> f64 {
    let mut out = 0.0;
    let given = filled(x, &mut out);
    given.unwrap_or(2.0) + out
}

#[grad]
fn moved_on(x: &mut f64, by: f64) -> Result<(), Fault> {
    *x *= by;
    if by > 1.0 { Err(Fault::Domain { at: by }) } else { Ok(()) }
}

/// Nobody asks whether it has succeeded.
#[grad]
fn not_asked(x: f64) -> f64 {
    let mut y = x;
    moved_on(&mut y, x).ok();
    drop(moved_on(&mut y, 0.5 * x));
    y
}

#[test]
fn what_is_changed_before_an_error_has_no_adjoint() {
    check!(goes_on(0.5));
    check!(not_asked(0.5));
    for (gradient, name) in [(goes_on_grad as fn(f64) -> f64, "filled"), (not_asked_grad, "moved_on")] {
        let lost = std::panic::catch_unwind(|| gradient(1.5)).expect_err("there is no adjoint of what was changed");
        let told = lost.downcast_ref::<String>().expect("a message");
        assert!(told.contains(name), "{told}");
    }
}
