//! Functions over any float, and functions that take and give functions.

use super::call::argument;
use super::closure::without_blocks;
use super::float::{STORED, float, scaled};
use super::scope::{Bound, Callee, Draft, Expr};
use super::text::bare;
use super::{Language, Ty, What, loops};

/// A function of the program that takes functions.
#[derive(Clone, Debug)]
pub(super) struct Functional {
    name: String,
    takes: Takes,
    /// How often one call of it goes through the slope of what it is given.
    through: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    Value,
    Dynamic,
    Two,
}

/// A function of the program that gives a function of a float.
#[derive(Clone, Debug)]
pub(super) struct Giver {
    name: String,
    gain: f64,
}

/// How many statements one call of these runs, at most.
const CALLS: usize = 8;

/// The slope of what is passed on, at most.
const STEEP: f64 = 4.0;

/// The helpers of a program, if it may have some.
pub(super) fn helpers(d: &mut Draft, name: &str) -> String {
    if !matches!(d.language, Language::Compiled | Language::Data) {
        return String::new();
    }
    let mut all = String::new();
    for i in 0..d.rng.pick(&[0, 1, 1, 2]) {
        all += &d.part(What::Function, |d| generic(d, &format!("{name}_g{i}")));
    }
    for i in 0..d.rng.pick(&[0, 1, 1, 2]) {
        all += &d.part(What::Function, |d| functional(d, &format!("{name}_f{i}")));
    }
    if d.rng.chance(50) {
        all += &d.part(What::Function, |d| giver(d, &format!("{name}_m")));
    }
    all
}

/// A call of a function with a function, or of what one gives.
pub(super) fn applied(d: &mut Draft, depth: usize) -> Option<Expr> {
    let is_affordable = d.frame.cost + loops::rounds(d, 0) * CALLS <= 2000;
    if !is_affordable || (d.functionals.is_empty() && d.givers.is_empty()) {
        return None;
    }
    d.frame.cost += loops::rounds(d, 0) * CALLS;
    if d.functionals.is_empty() || (!d.givers.is_empty() && d.rng.chance(30)) {
        let giver = d.rng.pick(&d.givers.clone());
        return Some(given(d, &giver, depth));
    }
    let functional = d.rng.pick(&d.functionals.clone());
    let (f, slope) = function(d, functional.takes);
    let mut args = vec![f];
    let mut slope: f64 = slope;
    if functional.takes == Takes::Two {
        let (g, other) = function(d, functional.takes);
        args.push(g);
        slope = slope.max(other);
    }
    let x = argument(d, &Ty::Float, depth).typed(&Ty::Float);
    args.push(bare(&x.text).to_owned());
    let gain = 2.0 * (1.0 + slope).powi(functional.through);
    Some(Expr::new(format!("{}({})", functional.name, args.join(", ")), 2.0 * STORED, gain * x.slope.max(1.0)))
}

/// `m(a)(x)`, or a `let` of `m(a)` that is called twice.
fn given(d: &mut Draft, giver: &Giver, depth: usize) -> Expr {
    let [a, x] = [0, 1].map(|_| argument(d, &Ty::Float, depth).typed(&Ty::Float));
    let slope = giver.gain * a.slope.max(x.slope);
    let (name, a, x) = (&giver.name, bare(&a.text), bare(&x.text));
    if d.rng.chance(50) {
        return Expr::new(format!("{name}({a})({x})"), STORED, slope);
    }
    let g = d.unique("made");
    Expr::new(format!("({{ let {g} = {name}({a}); {g}({x}) * 0.5 - {g}(0.3) }})"), STORED, 2.0 * slope)
}

/// What is given for a function, and a bound of its slope.
fn function(d: &mut Draft, takes: Takes) -> (String, f64) {
    let before = if takes == Takes::Dynamic { "&" } else { "" };
    let is_plain = |c: &&Callee| c.params == [Ty::Float] && c.result == Ty::Float && c.gain + c.base <= STEEP;
    let named: Vec<Callee> = d.helpers.iter().chain(&d.frame.scope.callees).filter(is_plain).cloned().collect();
    match d.rng.below(10) {
        0 | 1 => (format!("{before}f64::{}", d.rng.pick(&["sin", "cos", "tanh", "atan"])), 1.0),
        2..=4 if !named.is_empty() => {
            let callee = d.rng.pick(&named);
            (format!("{before}{}", callee.name), callee.gain + callee.base)
        }
        _ => {
            let body = closure(d);
            (format!("{before}|t: f64| {}", bare(&body.text)), body.slope)
        }
    }
}

/// The body of a closure of `t`, which captures what nothing assigns to.
fn closure(d: &mut Draft) -> Expr {
    let hidden: Vec<bool> = d.frame.scope.vars.iter().map(|v| v.hidden).collect();
    for var in &mut d.frame.scope.vars {
        var.hidden |= var.bound == Bound::LetMut || var.ty == Ty::Coin;
    }
    let body = without_blocks(d, |d| {
        d.frame.scope.declare("t", &Ty::Float, false, &Expr::new("", STORED, 1.0));
        let e = float(d, 2);
        scaled(e, STORED, STEEP).typed(&Ty::Float)
    });
    for (var, hidden) in d.frame.scope.vars.iter_mut().zip(hidden) {
        var.hidden = hidden;
    }
    body
}

/// `fn g<T: Real>(x: T, y: T) -> T`, or with types that have no name.
fn generic(d: &mut Draft, name: &str) -> String {
    if d.is_left_out() {
        return String::new();
    }
    let callee = |params| Callee { name: name.to_owned(), params, result: Ty::Float, gain: 16.0, base: 0.0, cost: 4 };
    if d.rng.chance(30) {
        d.helpers.push(callee(vec![Ty::Float, Ty::Float]));
        let [a, b] = ["x", "y"].map(|of| number(d, &[of], 2));
        return format!(
            "#[grad(hvp)]\nfn {name}(x: impl autodiff::Real + Into<f64>, y: impl autodiff::Real + Into<f64>) -> f64 {{\n\
             let first: f64 = ({a}).sin().into();\nlet second: f64 = ({b}).cos().into();\nfirst * second + first\n}}\n"
        );
    }
    let has_slice = d.rng.chance(25);
    d.helpers.push(callee(vec![Ty::Float, if has_slice { Ty::Slice(2) } else { Ty::Float }]));
    let names: &[&str] = if has_slice { &["x", "y[0]", "y[1]"] } else { &["x", "y"] };
    let (first, second) = (number(d, names, 3), number(d, &["x", "s"], 2));
    let step =
        d.rng.pick(&["s = s * T::literal(0.5) + x;", "s += (s * x).sin();", "if s > x { s = x + (s - x).tanh(); }"]);
    let y = if has_slice { "&[T]" } else { "T" };
    let rounds = d.rng.below(3);
    format!(
        "#[grad(hvp)]\nfn {name}<T: autodiff::Real>(x: T, y: {y}) -> T {{\nlet mut s = ({first}).sin();\n\
         for _ in 0..{rounds} {{\n{step}\n}}\n(s * T::literal(0.7)).tanh() + ({second}).cos()\n}}\n"
    )
}

/// An expression of a float whose type is a parameter.
fn number(d: &mut Draft, names: &[&str], depth: usize) -> String {
    if depth == 0 {
        return (*d.rng.pick(&names.iter().collect::<Vec<_>>())).to_owned();
    }
    let a = number(d, names, depth - 1);
    match d.rng.below(7) {
        0 => {
            let b = number(d, names, depth - 1);
            format!("{a} + {b}")
        }
        1 => {
            let b = number(d, names, depth - 1);
            format!("({a}).sin() * ({b})")
        }
        2 => {
            let b = number(d, names, depth - 1);
            format!("({a}).max({b})")
        }
        3 => format!("-({a}).tanh()"),
        4 => format!("({a}).atan() - ({a}).cos()"),
        5 => format!("(({a}) * ({a}) + ({a}).cos().exp()).sqrt()"),
        _ => a,
    }
}

/// A function that takes functions.
fn functional(d: &mut Draft, name: &str) -> String {
    if d.is_left_out() {
        return String::new();
    }
    let takes = d.rng.pick(&[Takes::Value, Takes::Value, Takes::Dynamic, Takes::Two]);
    let head = match takes {
        Takes::Value => d.rng.pick(&["(f: impl Fn(f64) -> f64, x: f64)", "<F: Fn(f64) -> f64>(f: F, x: f64)"]),
        Takes::Dynamic => "(f: &dyn Fn(f64) -> f64, x: f64)",
        Takes::Two => "(f: impl Fn(f64) -> f64, g: impl Fn(f64) -> f64, x: f64)",
    };
    let (body, through) = match takes {
        Takes::Two => d.rng.pick(&[
            ("f(g(x)) * 0.5 + g(x)", 2),
            ("let a = g(x);\nif a > x { f(a) * (a - x).tanh() } else { g(a) * (a - x).sin() }", 2),
        ]),
        Takes::Value | Takes::Dynamic => d.rng.pick(&[
            ("f(x)", 1),
            ("let a = f(x * 0.5);\nf(a) * 0.7 - a", 2),
            ("let mut s = 0.0;\nfor i in 0..3 {\ns += f(x * 0.5 + 0.1 * i as f64) * 0.3;\n}\ns", 1),
            ("let g = |t: f64| f(t * 0.5) * x.cos();\ng(x) + g(0.2)", 1),
            ("let list = [x, x * 0.5, f(x)];\nlist.iter().map(|v| f(*v)).sum::<f64>() * 0.3", 2),
        ]),
    };
    d.functionals.push(Functional { name: name.to_owned(), takes, through });
    format!("#[grad(hvp)]\nfn {name}{head} -> f64 {{\n{body}\n}}\n")
}

/// A function that gives a function.
fn giver(d: &mut Draft, name: &str) -> String {
    if d.is_left_out() {
        return String::new();
    }
    d.givers.push(Giver { name: name.to_owned(), gain: 8.0 });
    let (result, tail) = d.rng.pick(&[
        ("impl Fn(f64) -> f64", "move |t| (t * k).sin() * a"),
        ("impl Fn(f64) -> f64", "let list = [a, k];\nmove |x| list[0] * (x - list[1]).tanh()"),
        (
            "Box<dyn Fn(f64) -> f64>",
            "if k > 0.0 { Box::new(move |t| k * t.cos()) } else { Box::new(move |t| k * t.sin().exp()) }",
        ),
    ]);
    format!("#[grad(hvp)]\nfn {name}(a: f64) -> {result} {{\nlet k = (a * 0.5).sin();\n{tail}\n}}\n")
}
