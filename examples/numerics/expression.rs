//! An expression as a tree: it is evaluated recursively, and differentiated along its
//! variables and along its own constants.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Debug, Differentiable)]
enum Expr {
    Const(f64),
    Var(usize),
    Neg(Box<Expr>),
    Add(Box<Expr>, Box<Expr>),
    Mul(Box<Expr>, Box<Expr>),
    Div(Box<Expr>, Box<Expr>),
    Pow(Box<Expr>, i32),
    Sin(Box<Expr>),
    Exp(Box<Expr>),
}

#[grad(hvp)]
impl Expr {
    fn eval(&self, vars: &[f64]) -> f64 {
        match self {
            Expr::Const(value) => *value,
            Expr::Var(index) => vars[*index],
            Expr::Neg(e) => -e.eval(vars),
            Expr::Add(a, b) => a.eval(vars) + b.eval(vars),
            Expr::Mul(a, b) => a.eval(vars) * b.eval(vars),
            Expr::Div(a, b) => a.eval(vars) / b.eval(vars),
            Expr::Pow(base, n) => base.eval(vars).powi(*n),
            Expr::Sin(e) => e.eval(vars).sin(),
            Expr::Exp(e) => e.eval(vars).exp(),
        }
    }
}

/// The value of an expression, or why there is none.
#[grad(hvp)]
fn checked(expr: &Expr, vars: &[f64]) -> Option<f64> {
    match expr {
        Expr::Const(value) => Some(*value),
        Expr::Var(index) => vars.get(*index).copied(),
        Expr::Neg(e) => checked(e, vars).map(|v| -v),
        Expr::Add(a, b) => Some(checked(a, vars)? + checked(b, vars)?),
        Expr::Mul(a, b) => {
            let (a, b) = (checked(a, vars)?, checked(b, vars)?);
            Some(a * b)
        }
        Expr::Div(a, b) => {
            let divisor = checked(b, vars)?;
            if divisor == 0.0 { None } else { Some(checked(a, vars)? / divisor) }
        }
        Expr::Pow(base, n) => checked(base, vars).map(|v| v.powi(*n)),
        Expr::Sin(e) => Some(checked(e, vars)?.sin()),
        Expr::Exp(e) => Some(checked(e, vars)?.exp()),
    }
}

#[grad(hvp)]
fn sum_of_squares(expr: &Expr, #[constant] samples: &[([f64; 2], f64)]) -> f64 {
    samples.iter().map(|(at, value)| (checked(expr, at).unwrap() - value).powi(2)).sum()
}

fn model(amplitude: f64, rate: f64) -> Expr {
    let boxed = |e| Box::new(e);
    let decay = Expr::Exp(boxed(Expr::Neg(boxed(Expr::Mul(boxed(Expr::Const(rate)), boxed(Expr::Var(0)))))));
    let wave = Expr::Sin(boxed(Expr::Add(boxed(Expr::Var(1)), boxed(Expr::Pow(boxed(Expr::Var(0)), 2)))));
    let product = Expr::Mul(boxed(Expr::Mul(boxed(Expr::Const(amplitude)), boxed(decay))), boxed(wave));
    Expr::Div(boxed(product), boxed(Expr::Const(2.0)))
}

pub(crate) fn run() {
    let expr = model(3.0, 0.7);
    let vars = vec![0.6, 1.1];
    check!(Expr::eval(&expr, &vars), hvp);
    check!(checked(&expr, &vars));
    let (along_tree, along_vars) = expr.eval_grad(&vars);
    println!("  expression               value {:.6}, along its variables {along_vars:.6?}", expr.eval(&vars));
    println!("                           along its constants {:.6?}", along_tree.flatten());
    // The constants are fitted: an expression is data like any other.
    let truth = model(2.0, 0.5);
    let samples: Vec<_> =
        (0..9).map(|k| [f64::from(k) * 0.2, 1.0 - 0.1 * f64::from(k)]).map(|at| (at, truth.eval(&at))).collect();
    check!(
        sum_of_squares(
            &expr,
            #[constant]
            &samples
        ),
        hvp
    );
    let mut fitted = expr;
    for _ in 0..4000 {
        let mut step = sum_of_squares_grad(&fitted, &samples);
        step.scale(-0.1);
        fitted.accumulate(&step);
    }
    let value = sum_of_squares(&fitted, &samples);
    assert!(value < 1e-12, "{value} at {:?}", fitted.flatten());
}
