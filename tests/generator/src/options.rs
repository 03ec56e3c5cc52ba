//! What gives an `Option`, and what takes it apart.

use super::float::{float, scaled, stored};
use super::memory::array_place;
use super::positions;
use super::scope::{Draft, Expr};
use super::text::bare;

const SIZE: f64 = 4.0;
const SLOPE: f64 = 60.0;

/// A float out of an array, or something else where there is none.
pub(super) fn element(d: &mut Draft) -> Option<Expr> {
    let (place, len) = array_place(d)?;
    let (a, mut e) = (place.text.clone(), d.read(&place));
    let other = scaled(stored(d, 0), SIZE, SLOPE);
    let bound = d.rng.pick(&["0.2", "0.7", "1.3"]);
    // The last one: rustc refuses an element that an array never has.
    let last = format!("get({})", len - 1);
    let get = positions::index(d).map_or(last, |index| format!("get({})", index.text));
    let give = match d.rng.below(7) {
        0 => "first().copied()".to_owned(),
        1 => "last().copied()".to_owned(),
        2..=3 => format!("{get}.copied()"),
        4 => format!("iter().copied().find(|v| *v > {bound})"),
        5 => "iter().copied().reduce(f64::max)".to_owned(),
        _ => "iter().skip(1).copied().min_by(f64::total_cmp)".to_owned(),
    };
    let name = d.unique("some");
    e.text = match d.rng.below(5) {
        0..=1 => format!("{a}.{give}.unwrap_or({})", bare(&other.text)),
        2 => format!("{a}.{give}.map_or({}, |v| 0.5 * v)", bare(&other.text)),
        3 => format!("(if let Some({name}) = {a}.{give} {{\n{name}\n}} else {{\n{}\n}})", bare(&other.text)),
        _ => format!("(match {a}.{give} {{\nSome({name}) => {name},\nNone => {},\n}})", bare(&other.text)),
    };
    e.widen(&other);
    Some(e)
}

/// Elements up to the first that is large.
pub(super) fn prefix(d: &mut Draft) -> Option<Expr> {
    let (place, len) = array_place(d)?;
    let (a, e) = (&place.text, d.read(&place));
    let (at, n) = (d.unique("j"), f64::from(u32::try_from(len).ok()?));
    let bound = d.rng.pick(&["0.2", "0.7", "1.3"]);
    let text = format!(
        "({{\nlet {at} = {a}.iter().position(|v| *v > {bound}).unwrap_or({len});\n{a}[..{at}].iter().sum::<f64>()\n}})"
    );
    Some(Expr::new(text, n * e.size, n * e.slope))
}

/// A stack that is filled, emptied, and pushed to meanwhile.
pub(super) fn stack(d: &mut Draft) -> Option<Expr> {
    let (place, _) = array_place(d)?;
    let mut e = d.read(&place);
    let pushed = scaled(float(d, 1), SIZE, SLOPE);
    let [stack, top, sum] = ["stack", "top", "left"].map(|name| d.unique(name));
    let change = match d.rng.below(4) {
        0 => format!("if {stack}.len() == 2 {{\n{stack}.pop();\n}}\n"),
        1 => format!("if {top} > 0.9 {{\n{stack}.truncate(1);\n}}\n"),
        2 => format!("if {top} < -0.9 {{\nbreak;\n}}\n"),
        _ => String::new(),
    };
    let start = d.rng.pick(&["clear()", "resize(2, 0.0)", "resize(5, 0.25)", "truncate(1)"]);
    let body = format!("{sum} = 0.5 * {sum} + {top};\n{change}");
    let text = format!(
        "({{\nlet mut {stack} = {}.to_vec();\n{stack}.{start};\n{stack}.push({});\nlet mut {sum} = 0.0;\n\
         while let Some({top}) = {stack}.pop() {{\n{body}}}\n{sum}\n}})",
        place.text,
        bare(&pushed.text),
    );
    e.widen(&pushed);
    Some(Expr::new(text, 2.0 * e.size, 2.0 * e.slope))
}
