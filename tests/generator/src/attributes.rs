//! Attributes: conditions that hold and that fail, and what only lints read.

use super::Ty;
use super::branch::may_nest;
use super::scope::{Bound, Draft};
use super::statement;

/// Attributes under which a `let` stays what it is.
const KEPT: [&str; 6] = [
    "#[cfg(all())]",
    "#[cfg_attr(any(), constant)]",
    "#[allow(unused_variables)]",
    "#[rustfmt::skip]",
    "#[cfg_attr(all(), allow(unused))]",
    "#[expect(clippy::all)] #[cfg(all())]",
];

/// A `let` under an attribute.
pub(super) fn kept(d: &mut Draft) -> Option<String> {
    let attribute = d.rng.pick(&KEPT);
    Some(format!("{attribute}\n{}", statement::let_value(d)?))
}

/// A block that is there.
pub(super) fn kept_block(d: &mut Draft) -> Option<String> {
    may_nest(d).then(|| format!("#[cfg(all())]\n{}", super::branch::block(d)))
}

/// A statement that would change what the function computes, and is not there.
pub(super) fn absent(d: &mut Draft) -> Option<String> {
    let place = d.place(|p| p.ty == Ty::Float && p.mutable);
    let local = d.frame.scope.vars.iter().rev().find(|v| v.ty == Ty::Float && v.bound != Bound::Const);
    // A place behind a reference is no name.
    let local = local.map(|v| v.name.clone()).filter(|name| !name.contains('*'));
    let text = match (d.rng.below(4), place, local) {
        (0, Some(place), _) => format!("{{ {} = 7.0; }}", place.text),
        (1, _, Some(name)) => format!("let {name} = 7.0;"),
        (2, _, Some(name)) => format!("let mut {name} = 2.0 * {name};"),
        _ => "return absent();".to_owned(),
    };
    Some(format!("#[cfg(any())]\n{text}"))
}

/// An arm of a `match` that is not there; mostly nothing.
pub(super) fn absent_arm(d: &mut Draft) -> &'static str {
    if d.rng.chance(10) { "#[cfg(any())]\n_ => return absent(),\n" } else { "" }
}

/// An element of an array that is not there; mostly nothing.
pub(super) fn absent_element(d: &mut Draft) -> &'static str {
    if d.rng.chance(10) { "#[cfg(any())] 7.0, " } else { "" }
}
