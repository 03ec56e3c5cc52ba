//! What is saved, in words: the text of the companion `f_report`.

use super::tape::{Filling, Tape, Way};
use super::{Definition, Restore};
use crate::ir::{Form, Kind, Origin, Stmt, Value, text_of};

/// A loop by its first line.
pub(in crate::transform) fn head(origin: &Origin) -> String {
    let text = text_of(origin).unwrap_or("a loop");
    text.split(" {").next().unwrap_or(text).to_owned()
}

/// A value by the user's text, or by its name.
pub(super) fn what(cx: &Restore<'_>, value: Value) -> String {
    let origin = match cx.homes.get(&value).map(|(_, definition)| definition) {
        Some(Definition::By(stmt)) => stmt.origin().clone(),
        Some(Definition::Record(callee)) => return format!("where `{callee}` has put what its adjoint reads"),
        _ => None,
    };
    let name = cx.values[value.index()].name.clone();
    match (text_of(&origin), name) {
        (Some(text), _) => format!("`{text}`"),
        (None, Some(name)) => format!("`{name}`"),
        (None, None) => "where an inner loop begins on its tape".to_owned(),
    }
}

/// Notes that a value is recorded in every iteration of a loop.
pub(super) fn tape(cx: &mut Restore<'_>, way: &Way<'_>, value: Value, tape: &Tape) {
    let site = &cx.sites[&way.home[way.depth].0];
    let why = match (cx.homes.get(&value).map(|(_, definition)| definition), cx.values[value.index()].kind) {
        (_, Kind::Memory(_)) => "it changes after a call that took it",
        (Some(Definition::By(stmt)), _) if matches!(**stmt, Stmt::Load(_)) => "the element is overwritten later",
        (Some(Definition::By(_)), _) => "to compute it again costs more",
        (Some(Definition::Other), _) if site_carries(cx, way, value) => "the loop changes it",
        _ => "it cannot be computed again",
    };
    let form = cx.values[tape.memory.index()].kind.memory().map(|memory| &memory.form);
    let size = match (form, tape.filling) {
        (Some(Form::Array(len)), _) => format!("an array of {len} on the stack"),
        (_, Filling::Sized) => "one buffer, sized before the loop".to_owned(),
        (_, Filling::Pushed) => "a vector that grows".to_owned(),
    };
    if site.has_segments {
        let state =
            format!("{} before each segment of `{}`, which runs again from there; {size}", what(cx, value), site.text);
        return cx.report.push(state);
    }
    let line =
        format!("{} in each iteration of `{}`: the adjoint reads it, and {why}; {size}", what(cx, value), site.text);
    cx.report.push(line);
}

/// Whether the value is a parameter of the loop's body.
fn site_carries(cx: &Restore<'_>, way: &Way<'_>, value: Value) -> bool {
    cx.homes.get(&value).is_some_and(|(home, _)| home.len() == way.depth + 1)
}
