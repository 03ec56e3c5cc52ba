//! What is called as something of std and is the program's own: methods with state
//! behind them, whose answers decide, and functions.

use super::assignment::widen;
use super::float::STORED;
use super::scope::{Callee, Draft, Expr};
use super::{Language, Ty};

/// The type that stands beside each program: whatever it is asked, it gives the next
/// of a sequence.
pub(super) const COIN: &str = r"struct Coin(std::cell::Cell<i32>);
impl Coin {
fn next(&self) -> i32 {
self.0.set(self.0.get() * 7 % 31 + 1);
self.0.get()
}
fn len(&self) -> i32 {
self.next()
}
fn first(&self) -> i32 {
self.next()
}
fn to_bits(&self) -> i32 {
self.next()
}
fn count(&self) -> i32 {
self.next()
}
fn unwrap(&self) -> i32 {
self.next()
}
fn pow(&self, k: i32) -> i32 {
self.next() % 7 + k
}
fn min(&self, k: i32) -> i32 {
self.next() % 5 + k
}
fn is_even(&self) -> bool {
self.next() % 2 == 0
}
fn contains(&self, k: i32) -> bool {
self.next() % 5 > k
}
fn sqrt(&self) -> f64 {
self.next() as f64 * 0.05
}
fn max(&self, k: f64) -> f64 {
self.next() as f64 * 0.05 * k
}
}
trait Asked {
fn is_drawn(self, coin: &Coin) -> bool;
}
impl Asked for i32 {
fn is_drawn(self, coin: &Coin) -> bool {
coin.next() % 3 == 0
}
}
";

/// The largest number that a coin gives.
const LARGEST: f64 = 31.0;

/// Whether to write one of these now: never in a language that has none, so that its
/// programs stay what they were.
fn now(d: &mut Draft, percent: usize) -> bool {
    d.language == Language::Compiled && d.rng.chance(percent)
}

/// A statement of these.
pub(super) fn statement(d: &mut Draft) -> Option<String> {
    if now(d, 6) { own_swap(d) } else { let_coin(d) }
}

/// `let coin_1 = Coin(..);`
fn let_coin(d: &mut Draft) -> Option<String> {
    if !now(d, 7) {
        return None;
    }
    let name = d.unique("coin");
    let coin = new_coin(d);
    d.frame.scope.declare(&name, &Ty::Coin, false, &Expr::new("", 0.0, 0.0));
    Some(format!("let {name} = {coin};"))
}

pub(super) fn new_coin(d: &mut Draft) -> String {
    let seed = d.rng.between(1, 30);
    format!("Coin(std::cell::Cell::new({seed}))")
}

fn coin(d: &mut Draft) -> Option<String> {
    if !now(d, 15) {
        return None;
    }
    d.place(|p| p.ty == Ty::Coin).map(|place| place.text)
}

/// An integer that a coin gives.
pub(super) fn drawn(d: &mut Draft) -> Option<Expr> {
    let coin = coin(d)?;
    let call = d.rng.pick(&["len()", "first()", "to_bits()", "count()", "unwrap()", "pow(2)", "min(1)"]);
    Some(Expr::new(format!("({coin}.{call} as i32)"), LARGEST, 0.0))
}

/// What a coin decides.
pub(super) fn tossed(d: &mut Draft) -> Option<Expr> {
    let coin = coin(d)?;
    let text = match d.rng.below(4) {
        0 => format!("({coin}.contains(2))"),
        1 => format!("(2_i32.is_drawn(&{coin}))"),
        2 => format!("({coin}.len() > 12)"),
        _ => format!("({coin}.is_even())"),
    };
    Some(Expr::new(text, 1.0, 0.0))
}

/// A float that a coin gives, which is no float itself.
pub(super) fn weight(d: &mut Draft) -> Option<Expr> {
    let coin = coin(d)?;
    let call = d.rng.pick(&["sqrt()", "max(0.5)"]);
    Some(Expr::new(format!("({{ let weight: f64 = {coin}.{call}; weight }})"), LARGEST * 0.05, 0.0))
}

/// A name of std's for a function of the program's own, one for each.
pub(super) fn of_std(d: &mut Draft) -> Option<String> {
    if !now(d, 50) || d.frame.nesting > 0 {
        return None;
    }
    let name = d.rng.pick(&["replace", "take", "max", "min", "zip", "repeat", "once", "from_fn", "drop"]);
    is_new(d, name).then(|| name.to_owned())
}

fn is_new(d: &Draft, name: &str) -> bool {
    d.frame.scope.callees.iter().all(|callee| callee.name != name)
}

/// A `swap` that is not std's, and a call of it.
fn own_swap(d: &mut Draft) -> Option<String> {
    if d.frame.nesting > 0 || !is_new(d, "swap") {
        return None;
    }
    let a = d.place(|p| p.mutable && p.ty == Ty::Float && is_variable(&p.text))?;
    let b = d.place(|p| p.mutable && p.ty == Ty::Float && is_variable(&p.text) && p.text != a.text)?;
    let (first, second) = (d.read(&a), d.read(&b));
    widen(d, &a, &second);
    widen(d, &b, &first);
    // Nobody calls it again: no value is of this type.
    let nothing = Ty::Tuple(Vec::new());
    let params = vec![nothing.clone()];
    let name = "swap".to_owned();
    d.frame.scope.callees.push(Callee { name, params, result: nothing, gain: 1.0, base: STORED, cost: 1 });
    Some(format!(
        "#[grad(hvp)]\nfn swap(a: &mut f64, b: &mut f64) {{\nif *a > *b {{\nlet kept = *a;\n*a = *b;\n*b = 0.5 * kept;\n}}\n}}\nswap(&mut {}, &mut {});",
        a.text, b.text
    ))
}

fn is_variable(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
