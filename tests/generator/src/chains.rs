//! Chains of iterator adaptors over arrays, and what ends them.

use super::float::{float, scaled};
use super::memory::{array_place, by_reference};
use super::scope::{Draft, Expr};
use super::text::bare;
use super::{Language, closure};

/// A chain that has been written so far.
struct Chain {
    text: String,
    /// Items are `&f64`, not `f64`.
    by_reference: bool,
    /// A bound of what an item is.
    item: Expr,
    /// At most so many items.
    count: usize,
    turns: Turns,
}

/// What may still follow.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Turns {
    /// Items are dropped one by one: only `map` and its like.
    Staged,
    /// Its end is not known: no `rev`.
    Forward,
    /// Its length is not known: `rev` at once or not at all.
    Unsized,
    Any,
}

impl Chain {
    fn add(&mut self, adaptor: &str) {
        self.text += adaptor;
    }

    /// How a closure that is given an item names its value.
    fn value(&self, name: &str) -> String {
        if self.by_reference { format!("(*{name})") } else { name.to_owned() }
    }

    /// The same for a closure that is given a reference to an item.
    fn seen(&self, name: &str) -> String {
        if self.by_reference { format!("**{name}") } else { format!("*{name}") }
    }

    fn mapped(&mut self, item: Expr) {
        self.item = item;
        self.by_reference = false;
    }
}

fn start(d: &mut Draft) -> Option<Chain> {
    let (place, count) = array_place(d)?;
    let item = d.read(&place);
    let a = &place.text;
    let mut chain = Chain { text: format!("{a}.iter()"), by_reference: true, item, count, turns: Turns::Any };
    match d.rng.below(8) {
        0 => {
            let (size, slope) = (chain.item.size, chain.item.slope);
            chain.text = format!("{a}.windows(2).map(|w| 0.2 * w[0] * w[1])");
            chain.mapped(Expr::new("", 0.2 * size * size, 0.4 * size * slope));
        }
        1 => {
            let width = d.rng.pick(&[1, 2, 3]);
            let which = d.rng.pick(&["chunks", "chunks_exact"]);
            chain.text = format!("{a}.{which}({width}).map(|c| 0.3 * c.iter().sum::<f64>())");
            chain.mapped(Expr::new("", chain.item.size, chain.item.slope));
        }
        2 => {
            chain.text = format!("(0..{count}).map(|i| {a}[i])");
            chain.by_reference = false;
        }
        _ => {}
    }
    Some(chain)
}

/// `.map(|v| …)`
fn map(d: &mut Draft, chain: &mut Chain) {
    let name = d.unique("v");
    let factor = closure::without_blocks(d, |d| scaled(float(d, 1), 1.0, 20.0));
    let slope = chain.item.slope * factor.size + chain.item.size * factor.slope;
    let body = Expr::new("", chain.item.size * factor.size, slope);
    chain.add(&format!(".map(|{name}| {} * {})", chain.value(&name), factor.text));
    chain.mapped(body);
}

/// Adaptors that follow any other.
fn stage(d: &mut Draft, chain: &mut Chain) {
    let bound = d.rng.pick(&["-0.3", "0.2", "0.7", "1.1"]);
    match d.rng.below(6) {
        0 => {
            let seen = chain.seen("v");
            chain.add(&format!(".filter(|v| {seen} > {bound})"));
            chain.turns = Turns::Staged;
        }
        1 => {
            let seen = chain.seen("v");
            chain.add(&format!(".take_while(|v| {seen} < {bound})"));
            chain.turns = Turns::Staged;
        }
        2 if chain.by_reference => {
            chain.add(d.rng.pick(&[".copied()", ".cloned()"]));
            chain.by_reference = false;
        }
        3 => {
            let value = chain.value("v");
            chain.add(&format!(".enumerate().map(|(i, v)| 0.2 * {value} * (i as f64 + 1.0))"));
            chain.mapped(Expr::new("", chain.item.size * 1.6, chain.item.slope * 1.6));
            if chain.turns == Turns::Unsized {
                chain.turns = Turns::Forward;
            }
        }
        _ => map(d, chain),
    }
}

/// Adaptors that need to know how many items there are.
fn adapt(d: &mut Draft, chain: &mut Chain) {
    match d.rng.below(7) {
        0 if chain.turns >= Turns::Unsized => chain.add(".rev()"),
        1 => sized(chain, ".skip(1)"),
        2 => sized(chain, d.rng.pick(&[".take(2)", ".take(9)"])),
        3 => sized(chain, d.rng.pick(&[".step_by(1)", ".step_by(2)", ".step_by(3)"])),
        4 => {
            let Some((other, _)) = array_place(d) else { return };
            let e = d.read(&other);
            let slope = chain.item.slope * e.size + chain.item.size * e.slope;
            let value = Expr::new("", 0.2 * chain.item.size * e.size, 0.2 * slope);
            let by = d.rng.pick(&["", ".iter().rev()", ".iter().skip(1)"]);
            let other = if by.is_empty() { by_reference(&other) } else { format!("{}{by}", other.text) };
            let left = chain.value("p");
            sized(chain, &format!(".zip({other}).map(|(p, q)| 0.2 * {left} * q)"));
            chain.mapped(value);
        }
        5 if chain.count <= 8 => {
            let Some((other, len)) = array_place(d) else { return };
            chain.item.widen(&d.read(&other));
            let owned = if chain.by_reference { "" } else { ".copied()" };
            chain.add(&format!(".chain({}.iter(){owned})", other.text));
            chain.count += len;
            if chain.turns == Turns::Any {
                chain.turns = Turns::Unsized;
            }
        }
        _ => stage(d, chain),
    }
}

fn sized(chain: &mut Chain, adaptor: &str) {
    chain.add(adaptor);
    if chain.turns == Turns::Unsized {
        chain.turns = Turns::Forward;
    }
}

/// What is made of the items.
fn end(d: &mut Draft, chain: Chain) -> Expr {
    let owned = if chain.by_reference { ".copied()" } else { "" };
    let seen = chain.seen("v");
    let value = chain.value("v");
    let Chain { text, item, count, .. } = chain;
    let n = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let (size, slope) = (item.size, item.slope);
    let sum = d.unique("sum");
    match d.rng.below(11) {
        0..=2 => Expr::new(format!("{text}.sum::<f64>()"), n * size, n * slope),
        3 => Expr::new(format!("{text}.fold(0.25, |s, v| 0.5 * s + v)"), 2.0 * size + 0.25, 2.0 * slope),
        4 => Expr::new(format!("({text}.count() as f64)"), n, 0.0),
        5 => Expr::new(format!("({text}.any(|v| {value} > 0.4) as i32 as f64)"), 1.0, 0.0),
        6 => Expr::new(format!("({text}.all(|v| {value} < 0.9) as i32 as f64)"), 1.0, 0.0),
        7 => Expr::new(format!("{text}{owned}.max_by(f64::total_cmp).unwrap_or(0.1)"), size.max(0.1), slope),
        8 => Expr::new(
            format!(
                "({{\nlet all = {text}{owned}.collect::<Vec<f64>>();\nall.iter().rev().fold(0.5, |s, v| s * 0.5 + v)\n}})"
            ),
            2.0 * size + 0.5,
            2.0 * slope,
        ),
        9 => Expr::new(
            format!("({{\nlet mut {sum} = 0.5;\n{text}.for_each(|v| {sum} = 0.5 * {sum} - v);\n{sum}\n}})"),
            2.0 * size + 0.5,
            2.0 * slope,
        ),
        _ => Expr::new(
            format!(
                "{text}{owned}.find(|v| {} > 0.3).map_or(0.2, |v| v * v)",
                if owned.is_empty() { &seen } else { "*v" }
            ),
            size * size + 0.2,
            2.0 * size * slope,
        ),
    }
}

/// A float out of a chain.
pub(super) fn chain(d: &mut Draft) -> Option<Expr> {
    if d.language == Language::Scalars {
        return None;
    }
    let mut chain = start(d)?;
    for _ in 0..d.rng.below(4) {
        if chain.turns == Turns::Staged {
            stage(d, &mut chain);
        } else {
            adapt(d, &mut chain);
        }
        if chain.item.size > 30.0 || chain.item.slope > 300.0 {
            break;
        }
    }
    let e = end(d, chain);
    Some(Expr { text: format!("({})", bare(&e.text)), ..e })
}
