//! Literals and integers whose type is decided away from where they are used:
//! by a `let`, by a cast, by nothing at all. And helpers between the two precisions.

use super::discrete::integer;
use super::float::{float, leaf, scaled};
use super::scope::{Draft, Expr};
use super::text::bare;
use super::{Language, Ty};

/// A float that is made of literals, which take the type of their `let`.
pub(super) fn typed(d: &mut Draft) -> Option<Expr> {
    let tenths = f64::from(d.rng.between(1, 30)) / 10.0;
    let (text, size) = match d.rng.below(8) {
        // Text is not run by the interpreter of the IR.
        _ if d.rng.chance(3) => (format!("let parsed: f32 = \"{tenths:?}\".parse().unwrap(); parsed as f64"), 3.1),
        0 => (format!("let narrow: f32 = {tenths:?}; narrow as f64"), 3.1),
        1 => (format!("let narrow: f32 = {tenths:?}; let more = narrow * 3.0; more as f64"), 9.1),
        2 => (format!("let wide = {tenths:?}; (wide as f32) as f64"), 3.1),
        3 => (format!("let n: i32 = {}; (n as u8 as i8) as f64", d.rng.between(100, 400)), 128.0),
        4 => (format!("let n: i64 = {}_000_000_000; (n * {}) as f64 / 1e9", d.rng.between(3, 9), 10), 90.0),
        5 => {
            let by = integer(d, 0).typed(&Ty::Int);
            let by = bare(&by.text).to_owned();
            (format!("let bit: u64 = 1 << ({by}).rem_euclid(40); bit as f64 / 1e12"), 1.1)
        }
        6 => {
            let [n, m] = [0, 0].map(|_| d.rng.between(0, 6));
            (format!("let n = {n}; let m = n - {m}; (m * 2) as f64"), 12.0)
        }
        _ => (format!("let n: i8 = -{}; (n / 2) as f64 + (n % 3) as f64", d.rng.between(1, 9)), 7.0),
    };
    Some(Expr::new(format!("({{ {text} }})"), size, 0.0))
}

/// A comparison of literals, which their types decide.
pub(super) fn compared(d: &mut Draft) -> Option<Expr> {
    let tenths = f64::from(d.rng.between(1, 30)) / 10.0;
    let (then, orelse) = (leaf(d).typed(&Ty::Float), leaf(d).typed(&Ty::Float));
    let test = match d.rng.below(2) {
        0 => format!("let narrow: f32 = {tenths:?}; narrow as f64 == {tenths:?}"),
        _ => format!("let narrow: f32 = {tenths:?}; let near: f32 = {tenths:?}00000001; narrow == near"),
    };
    let mut bounds = then.clone();
    bounds.widen(&orelse);
    let text = format!("(if {{ {test} }} {{ {} }} else {{ {} }})", bare(&then.text), bare(&orelse.text));
    Some(Expr::new(text, bounds.size, bounds.slope))
}

/// A range of integers of which nothing says the type, run through by an
/// iterator.
pub(super) fn over_range(d: &mut Draft) -> Option<Expr> {
    if d.language == Language::Scalars {
        return None;
    }
    let (low, count, by) = (d.rng.between(-3, 1), d.rng.between(1, 5), d.rng.between(0, 4));
    let range = format!("({low}..{})", low + count);
    let item = scaled(leaf(d).typed(&Ty::Float), 1.0, 20.0);
    let x = &item.text;
    let text = match d.rng.below(9) {
        0 => format!("{range}.map(|num| (num - {by}) as f64 * {x}).sum::<f64>()"),
        1 => format!("{range}.rev().map(|num| (num - {by}) as f64 * {x}).sum::<f64>()"),
        2 => format!("{range}.step_by(2).map(|num| (num - {by}) as f64 * {x}).sum::<f64>()"),
        3 => format!("{range}.enumerate().map(|(place, num)| (place as f64 - num as f64) * {x}).sum::<f64>()"),
        4 => format!("{range}.zip(-{by}..).map(|(num, beside)| (num - beside) as f64 * {x}).sum::<f64>()"),
        5 => format!("{range}.fold(0.0_f64, |so_far, num| so_far + (num - {by}) as f64 * {x})"),
        6 => format!("{range}.filter(|num| (num - {by}) % 2 == 0).map(|num| num as f64 * {x}).sum::<f64>()"),
        7 => format!(
            "({{ let numbers: Vec<i64> = {range}.map(|num| num - {by}).collect(); numbers.iter().map(|num| *num as f64 * {x}).sum::<f64>() }})"
        ),
        _ => format!("({range}.map(|num| num - {by}).sum::<i32>() as f64 * {x})"),
    };
    let most = 40.0;
    Some(Expr::new(text, most * item.size, most * item.slope))
}

/// The helpers of a program that are of two precisions.
pub(super) fn helpers(d: &mut Draft, name: &str) -> String {
    if !d.rng.chance(25) {
        return String::new();
    }
    d.mixed = Some(name.to_owned());
    format!(
        "#[grad(hvp)]\nfn {name}_narrowed(y: f64) -> f32 {{\n(0.7 * y).sin() as f32\n}}\n\
         #[grad(hvp)]\nfn {name}_widened(y: f32, z: f64) -> f64 {{\ny as f64 * z.cos()\n}}\n"
    )
}

/// A call of one of these.
pub(super) fn mixed(d: &mut Draft, depth: usize) -> Option<Expr> {
    let name = d.mixed.clone()?;
    d.single = true;
    let a = float(d, depth).typed(&Ty::Float);
    if d.rng.chance(50) {
        let text = format!("({{ let narrow: f32 = {name}_narrowed({}); narrow as f64 }})", bare(&a.text));
        return Some(Expr::new(text, 1.0, a.slope));
    }
    let b = leaf(d).typed(&Ty::Float);
    let text = format!("{name}_widened({} as f32, {})", a.text, bare(&b.text));
    Some(Expr::new(text, 1.01 * a.size, a.slope + a.size * b.slope))
}
