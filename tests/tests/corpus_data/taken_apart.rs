//! Options, results, texts, slices and variants, taken apart in the ways that Rust has.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Debug, PartialEq)]
enum E {
    A(String),
    B,
}

#[grad(hvp)]
fn root(x: f64) -> Option<f64> {
    if x > 0.0 { Some(x.sqrt()) } else { None }
}

#[grad(hvp)]
fn rr(x: f64) -> Result<f64, E> {
    root(x).ok_or(E::B)
}

#[grad(hvp)]
fn tr(x: f64) -> Result<f64, E> {
    let o: Option<f64> = Some(x * x).filter(|v| *v > 0.1);
    let r = o.map(|v| rr(v)).transpose()?;
    Ok(r.unwrap_or(x))
}

#[grad(hvp)]
fn z(x: f64, y: f64) -> Option<f64> {
    let (a, b) = root(x).zip(root(y))?;
    Some(a * b)
}

#[grad(hvp)]
fn best(xs: &[f64]) -> f64 {
    let mut b: Option<f64> = None;
    for &x in xs {
        let v = x * x;
        if b.is_none_or(|c| v > c) {
            b = Some(v);
        }
    }
    b.unwrap_or(0.0)
}

#[grad(hvp)]
fn th(x: f64) -> f64 {
    (x > 0.0).then(|| x * x).and_then(|v| root(v - 0.1)).unwrap_or_else(|| x * 3.0)
}

#[grad(hvp)]
fn ex(x: f64) -> f64 {
    root(x).expect("positive") * rr(x * x).unwrap()
}

#[grad(hvp)]
fn text(kind: &str, c: char, x: f64) -> f64 {
    let k = match kind {
        "linear" => x,
        "square" | "quad" => x * x,
        other if other.starts_with("cub") => x * x * x,
        _ => 1.0,
    };
    match c {
        'a'..='f' => k,
        'z' => 2.0 * k,
        _ => k * k,
    }
}

#[grad(hvp)]
fn pat(xs: &[f64]) -> f64 {
    match xs {
        [] => 0.0,
        [a] => a * a,
        [a, b] => a * b,
        [first, .., last] => first * last,
    }
}

#[grad(hvp)]
fn pat2(xs: &[f64]) -> f64 {
    match xs {
        [first, rest @ ..] => first + 2.0 * pat2(rest) * first,
        [] => 1.0,
    }
}

#[derive(Clone, Debug, Differentiable)]
enum Shape {
    Ball { r: f64 },
    Cube([f64; 3]),
    Unit,
}

#[grad(hvp)]
impl Shape {
    fn vol(&self) -> f64 {
        match self {
            Shape::Ball { r } => r.powi(3),
            Self::Cube([a, b, c]) => a * b * c,
            Shape::Unit => 1.0,
        }
    }
    fn grow(&mut self, k: f64) {
        match self {
            Self::Ball { r } => *r *= k,
            Self::Cube(s) => s[0] += k,
            Self::Unit => {}
        }
    }
}

#[grad(hvp)]
fn sh(s: &Shape, x: f64) -> f64 {
    let mut t = s.clone();
    t.grow(x);
    let Shape::Ball { r } = t else { return t.vol() * x };
    r * x
}

#[grad(hvp)]
fn sh2(x: f64) -> f64 {
    let v = vec![Shape::Ball { r: x }, Shape::Cube([x, x * x, 1.0]), Shape::Unit];
    v.iter().map(|s| sh(s, x)).sum()
}

#[grad(hvp)]
fn opt(o: Option<f64>, x: f64) -> f64 {
    match o {
        Some(v) if v > 0.0 => v * x,
        Some(v) => v + x,
        None => x,
    }
}

#[grad(hvp)]
fn le(o: Option<f64>, x: f64) -> f64 {
    let Some(v) = o else { return x };
    if let Some(w) = root(v)
        && w > 0.0
    {
        w * x
    } else {
        v
    }
}

#[grad(hvp)]
fn unit(x: f64, out: &mut f64) -> Result<(), E> {
    if x < 0.0 {
        return Err(E::A("neg".into()));
    }
    *out = root(x).ok_or_else(|| E::A(format!("{x}")))? * x;
    Ok(())
}

#[grad(hvp)]
fn unit2(x: f64) -> f64 {
    let mut o = 0.0;
    unit(x, &mut o).unwrap();
    o * o
}

#[derive(Clone, Debug, Differentiable)]
enum Expr {
    C(f64),
    X,
    Add(Box<Expr>, Box<Expr>),
    Mul(Box<Expr>, Box<Expr>),
}

#[grad(hvp)]
impl Expr {
    fn eval(&self, x: f64) -> f64 {
        match self {
            Expr::C(c) => *c,
            Expr::X => x,
            Expr::Add(a, b) => a.eval(x) + b.eval(x),
            Expr::Mul(a, b) => a.eval(x) * b.eval(x),
        }
    }
}

#[grad(hvp)]
fn tree(c: f64, x: f64) -> f64 {
    Expr::Add(Box::new(Expr::Mul(Box::new(Expr::X), Box::new(Expr::C(c)))), Box::new(Expr::X)).eval(x)
}

#[test]
fn each_way_to_take_apart() {
    check!(ex(0.7), hvp);
    check!(best(&vec![0.3, -0.9, 0.5]), hvp);
    check!(th(0.7), hvp);
    check!(text("quad", 'b', 0.7), hvp);
    check!(pat(&vec![0.3, 0.5, 0.6]), hvp);
    check!(pat2(&vec![0.3, 0.5, 0.6]), hvp);
    check!(sh2(0.7), hvp);
    check!(opt(Some(0.4), 0.7), hvp);
    check!(le(Some(0.4), 0.7), hvp);
    check!(unit2(0.7), hvp);
    check!(tree(0.4, 0.7), hvp);
    check!(z(0.4, 0.7));
    check!(tr(0.7));
}
