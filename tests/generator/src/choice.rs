//! What a macro does not see the type of: constants beside the functions, and the
//! variants of an enum. They are arguments of helpers.

use super::float::stored;
use super::rng::Rng;
use super::scope::{Draft, Expr};
use super::text::bare;
use super::{Language, Ty};

/// Stands for the name of the enum, until the program is known.
pub(super) const TYPE: &str = "CHOICE";
const TABLE: &str = "TABLE";
const FACTOR: &str = "FACTOR";

/// How many floats the table has; all are smaller than its bound.
const LENGTH: usize = 5;
const SIZE: f64 = 2.0;

/// Whether the program may have these: what reads them is the compiler.
pub(super) fn are_in(d: &Draft) -> bool {
    d.language == Language::Compiled
}

/// A part of the table, or all of it.
pub(super) fn slice(rng: &mut Rng, len: usize) -> Expr {
    let from = rng.below(LENGTH - len + 1);
    let text = match rng.below(3) {
        0 => format!("&{TABLE}[{from}..{}]", from + len),
        // Longer than it need be.
        1 => format!("&{TABLE}"),
        _ => format!("&{TABLE}[..{len}]"),
    };
    Expr::new(text, SIZE, 0.0)
}

/// A float of a type that is not in sight.
pub(super) fn factor() -> Expr {
    Expr::new(FACTOR, SIZE, 0.0)
}

/// A variant, or a parameter that is passed on.
pub(super) fn variant(d: &mut Draft) -> Expr {
    if d.rng.chance(40)
        && let Some(place) = d.place(|p| p.ty == Ty::Choice)
    {
        return d.read(&place);
    }
    let name = d.rng.pick(&["A", "Other"]);
    Expr::new(format!("{TYPE}::{name}"), 0.0, 0.0)
}

/// A float that a parameter chooses.
pub(super) fn chosen(d: &mut Draft, depth: usize) -> Option<Expr> {
    let place = d.place(|p| p.ty == Ty::Choice)?;
    let [a, b] = [0, 1].map(|_| stored(d, depth));
    let (first, second) = (bare(&a.text), bare(&b.text));
    let text = format!("(match {} {{ {TYPE}::A => {first}, {TYPE}::Other => {second} }})", place.text);
    let mut bounds = Expr::new(text, a.size, a.slope);
    bounds.widen(&b);
    Some(bounds)
}

/// The program with the items that it names, under names of their own.
pub(super) fn with_items(source: &str, seed: u64) -> String {
    let items = [
        (TYPE, format!("P{seed}Choice"), "#[derive(Clone, Copy)]\nenum NAME {\n    A,\n    Other,\n}\n"),
        (TABLE, format!("P{seed}_TABLE"), "const NAME: [f64; 5] = [0.7, -1.2, 1.9, 0.4, -0.3];\n"),
        (FACTOR, format!("P{seed}_FACTOR"), "const NAME: f64 = -1.3;\n"),
    ];
    let mut all = source.to_owned();
    for (stem, name, item) in items {
        if all.contains(stem) {
            all = item.replace("NAME", &name) + &all.replace(stem, &name);
        }
    }
    all
}
