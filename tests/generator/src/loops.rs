//! Loops, and the ways out of them.
//!
//! Within a loop the bounds of outer variables are fixed: at its head each is
//! either frozen, so that the body only reads it, or given some room, which the
//! additions to it share among all rounds; products only make it smaller.

use super::branch::{NESTING, block, condition, may_nest, returning};
use super::discrete::{boolean, integer};
use super::float::{float, scaled, stored};
use super::memory;
use super::positions;
use super::scope::{Bound, Draft, Expr, Place};
use super::statement;
use super::text::bare;
use super::{Language, Ty};

/// A loop or a labeled block that is being written.
pub(super) struct Loop {
    label: Option<String>,
    kind: Kind,
    /// At most how often the body runs.
    rounds: usize,
}

enum Kind {
    /// It gives nothing.
    Plain,
    /// It gives a float, so far within these bounds.
    Value(Expr),
    /// It is no loop.
    Block,
}

/// How much a loop may still add to a variable.
#[derive(Clone, Debug)]
pub(super) struct Room {
    pub(super) size: f64,
    pub(super) slope: f64,
    /// The position of the loop in [`super::scope::Frame::loops`].
    level: usize,
}

/// At most how often a statement written now runs for each run of the loop at
/// this level.
pub(super) fn rounds(d: &Draft, level: usize) -> usize {
    d.frame.loops[level..].iter().map(|l| l.rounds).product()
}

/// What one addition may add to a variable that a loop carries.
pub(super) fn share(d: &mut Draft, place: &Place) -> Option<Room> {
    let mut room = d.frame.scope.vars[place.var].room.clone()?;
    room.size /= 2.0;
    room.slope /= 2.0;
    d.frame.scope.vars[place.var].room = Some(room.clone());
    let rounds = f64::from(u32::try_from(rounds(d, room.level)).expect("few rounds"));
    Some(Room { size: room.size / rounds, slope: room.slope / rounds, ..room })
}

fn may_loop(d: &Draft) -> bool {
    let loops = d.frame.loops.len();
    d.language != Language::Scalars && loops < 3 && may_nest(d) && d.frame.cost + 20 * rounds(d, 0) < 1500
}

/// A bound of the rounds of a new loop.
fn some_rounds(d: &mut Draft) -> usize {
    let most = if d.frame.loops.is_empty() { 5 } else { 3 };
    1 + d.rng.below(most)
}

/// Writes the inside of a loop; gives the prefix with its label, what was
/// written, and the bounds of its value.
fn looped(
    d: &mut Draft,
    rounds: usize,
    kind: Kind,
    write: impl FnOnce(&mut Draft) -> String,
) -> (String, String, Expr) {
    let labeled = matches!(kind, Kind::Block) || d.rng.chance(40);
    let label = labeled.then(|| d.unique("'l"));
    let prefix = label.as_ref().map_or_else(String::new, |l| format!("{l}: "));
    let level = d.frame.loops.len();
    let frozen = if matches!(kind, Kind::Block) { Vec::new() } else { carry(d, level) };
    d.frame.loops.push(Loop { label, kind, rounds });
    let text = d.scoped(write);
    let left = d.frame.loops.pop().expect("pushed above");
    for var in &mut d.frame.scope.vars {
        if var.room.as_ref().is_some_and(|r| r.level == level) {
            var.room = None;
        }
    }
    for var in frozen {
        d.frame.scope.vars[var].frozen = false;
    }
    let given = if let Kind::Value(e) = left.kind { e } else { Expr::new("", 0.0, 0.0) };
    (prefix, text, given)
}

/// Freezes some variables and gives room to the others; gives the frozen ones.
fn carry(d: &mut Draft, level: usize) -> Vec<usize> {
    let mut frozen = Vec::new();
    for i in 0..d.frame.scope.vars.len() {
        let kept = d.rng.chance(30);
        let var = &mut d.frame.scope.vars[i];
        if var.bound != Bound::LetMut || var.frozen || var.room.is_some() {
            continue;
        }
        if kept {
            var.frozen = true;
            frozen.push(i);
            continue;
        }
        let (size, slope, least) = match var.ty {
            Ty::Int => (20.0, 0.0, 9.0),
            Ty::Tuple(_) => (3.0, 40.0, 9.0),
            _ => (3.0, 40.0, 2.0),
        };
        var.size = var.size.max(least) + size;
        var.slope = var.slope.max(slope) + slope;
        var.room = Some(Room { size, slope, level });
    }
    frozen
}

/// A statement that leaves a loop or a labeled block, or goes on with the next
/// round.
pub(super) fn exit(d: &mut Draft) -> Option<String> {
    let innermost = d.frame.loops.len().checked_sub(1)?;
    let at = if d.rng.chance(60) { innermost } else { d.rng.below(innermost + 1) };
    let target = &d.frame.loops[at];
    // A break without a label must not stand in a labeled block.
    let named = at < innermost || matches!(target.kind, Kind::Block) || d.rng.chance(40);
    let label = match (&d.frame.loops[at].label, named) {
        (Some(label), true) => format!(" {label}"),
        (None, true) if at < innermost => return None,
        _ => String::new(),
    };
    let (block, value) = match d.frame.loops[at].kind {
        Kind::Block => (true, false),
        Kind::Plain => (false, false),
        Kind::Value(_) => (false, true),
    };
    if !block && d.rng.chance(35) {
        return Some(format!("continue{label};"));
    }
    if !value {
        return Some(format!("break{label};"));
    }
    Some(give(d, at, &label))
}

/// `break e;` out of a loop that gives a value.
fn give(d: &mut Draft, at: usize, label: &str) -> String {
    let loops = d.frame.loops.split_off(at + 1);
    let e = stored(d, 1);
    d.frame.loops.extend(loops);
    if let Kind::Value(bounds) = &mut d.frame.loops[at].kind {
        bounds.widen(&e);
    }
    format!("break{label} {};", bare(&e.text))
}

/// `if c { break; }` and its like.
pub(super) fn leave(d: &mut Draft) -> Option<String> {
    if d.frame.loops.is_empty() || !may_nest(d) {
        return None;
    }
    Some(d.scoped(|d| format!("if {} {}", condition(d), returning(d))))
}

/// Some statements of a loop's body.
fn body(d: &mut Draft) -> String {
    let count = 1 + d.rng.below(4);
    statement::several(d, count)
}

/// A condition without blocks, and so without ways out.
fn head_condition(d: &mut Draft) -> String {
    let nesting = std::mem::replace(&mut d.frame.nesting, NESTING);
    let c = boolean(d, 1);
    d.frame.nesting = nesting;
    c.text
}

/// `for i in a..b`, in all its forms.
pub(super) fn for_range(d: &mut Draft) -> Option<String> {
    if !may_loop(d) {
        return None;
    }
    let (range, ty, rounds) = range(d);
    let name = d.unique("i");
    let (prefix, text, _) = looped(d, rounds, Kind::Plain, |d| {
        let size = if let Ty::Int = ty { 6.0 } else { 0.0 };
        d.frame.scope.declare(&name, &ty, false, &Expr::new("", size, 0.0));
        body(d)
    });
    let name = if text.contains(&name) || d.rng.chance(50) { &name } else { "_" };
    Some(format!("{prefix}for {name} in {range} {{\n{text}}}"))
}

/// A range, the type of its entries, and at most how many there are.
fn range(d: &mut Draft) -> (String, Ty, usize) {
    let rounds = some_rounds(d);
    let outer = positions::index(d);
    let (mut text, low, high) = match d.rng.below(10) {
        0..=1 => {
            // A range of signed integers, which index nothing.
            let n = integer(d, 1).typed(&Ty::Int);
            let low = d.rng.between(-2, 1);
            let text = format!("{low}..{low} + ({}).rem_euclid({})", bare(&n.text), rounds + 1);
            return (turned(d, text), Ty::Int, rounds);
        }
        2..=3 => {
            let n = integer(d, 1).typed(&Ty::Int);
            let low = d.rng.below(2);
            let text = format!("{low}..({}).rem_euclid({}) as usize", bare(&n.text), rounds + low + 1);
            (text, low, low + rounds - 1)
        }
        4 if let Some(i) = &outer => (format!("0..={} % {rounds}", i.text), 0, rounds - 1),
        5 if let Some(i) = &outer => (format!("{} % {rounds}..{rounds}", i.text), 0, rounds - 1),
        6 if let Some(rising) = rising(d) => return rising,
        6..=7 => {
            let low = d.rng.below(3);
            (format!("{low}..={}", low + rounds - 1), low, low + rounds - 1)
        }
        _ => {
            let low = d.rng.below(3);
            let suffix = d.rng.pick(&["", "_usize"]);
            (format!("{low}..{}{suffix}", low + rounds), low, low + rounds - 1)
        }
    };
    text = turned(d, text);
    (text, Ty::Index { low, high }, rounds)
}

/// A range that begins at an index of a loop around, or at its counter.
fn rising(d: &mut Draft) -> Option<(String, Ty, usize)> {
    let from = positions::index(d).filter(|i| i.high < 5)?;
    let to = from.high + d.rng.below(2) + 1;
    let text = turned(d, format!("{}..{to}", from.text));
    Some((text, Ty::Index { low: from.low, high: to - 1 }, to - from.low))
}

/// The range, perhaps backwards or with a stride.
fn turned(d: &mut Draft, range: String) -> String {
    match d.rng.below(10) {
        0..=1 => format!("({range}).rev()"),
        2 => format!("({range}).step_by(2)"),
        3 => format!("({range}).rev().step_by(2)"),
        _ => range,
    }
}

/// `for v in &a` and its like.
pub(super) fn for_elements(d: &mut Draft) -> Option<String> {
    if !may_loop(d) {
        return None;
    }
    let (place, len) = memory::array_place(d)?;
    if rounds(d, 0) * len > 60 {
        return None;
    }
    let (name, e) = (d.unique("e"), d.read(&place));
    let at = d.unique("i");
    // A slice is a reference already.
    let a = &if let Ty::Slice(_) = place.ty { format!("*{}", place.text) } else { place.text.clone() };
    let (head, ty) = match d.rng.below(6) {
        0 => (format!("&{name} in &{a}"), Ty::Float),
        1 => (format!("{name} in &{a}"), Ty::Ref),
        2 => (format!("{name} in {}.iter().copied()", place.text), Ty::Float),
        3 => (format!("{name} in {}.iter().rev()", place.text), Ty::Ref),
        _ => (format!("({at}, {name}) in {}.iter().enumerate()", place.text), Ty::Ref),
    };
    let frozen = std::mem::replace(&mut d.frame.scope.vars[place.var].frozen, true);
    let (prefix, text, _) = looped(d, len, Kind::Plain, |d| {
        d.frame.scope.declare(&name, &ty, false, &e);
        if head.starts_with('(') {
            let ty = Ty::Index { low: 0, high: len - 1 };
            d.frame.scope.declare(&at, &ty, false, &Expr::new("", 0.0, 0.0));
        }
        body(d)
    });
    d.frame.scope.vars[place.var].frozen = frozen;
    Some(format!("{prefix}for {head} {{\n{text}}}"))
}

/// `for v in a.iter_mut() { *v = …; }`.
pub(super) fn for_each_element(d: &mut Draft) -> Option<String> {
    if !may_loop(d) {
        return None;
    }
    let (place, len) = memory::array_place(d).filter(|(p, _)| p.mutable)?;
    let (name, e) = (d.unique("e"), d.read(&place));
    let hidden = std::mem::replace(&mut d.frame.scope.vars[place.var].hidden, true);
    let (prefix, text, _) = looped(d, len, Kind::Plain, |d| {
        d.frame.scope.declare(&format!("(*{name})"), &Ty::Float, false, &e);
        let mut new = float(d, 1).typed(&Ty::Float);
        new.text = format!("(0.5 * (*{name}) + {})", new.text);
        let new = scaled(new, e.size / 2.0, e.slope / 2.0);
        format!("*{name} = {};\n", bare(&new.text))
    });
    d.frame.scope.vars[place.var].hidden = hidden;
    Some(format!("{prefix}for {name} in {}.iter_mut() {{\n{text}}}", place.text))
}

/// A counter, which bounds a loop: its declaration, condition, step, and what
/// the body sees of it after the step.
fn counter(d: &mut Draft, name: &str, rounds: usize) -> (String, String, String, Ty) {
    let n = integer(d, 1).typed(&Ty::Int);
    let bound = match d.rng.below(3) {
        0 => format!("({}).rem_euclid({}) as usize", bare(&n.text), rounds + 1),
        _ => rounds.to_string(),
    };
    if d.rng.chance(50) {
        let ty = Ty::Index { low: 0, high: rounds - 1 };
        return (bound, format!("{name} > 0"), format!("{name} -= 1;"), ty);
    }
    let ty = Ty::Index { low: 1, high: rounds };
    ("0".to_owned(), format!("{name} < {rounds}"), format!("{name} += 1;"), ty)
}

/// `while k > 0 && c { k -= 1; … }`.
pub(super) fn while_counter(d: &mut Draft) -> Option<String> {
    if !may_loop(d) {
        return None;
    }
    let rounds = some_rounds(d);
    let name = d.unique("k");
    let (start, head, step, ty) = counter(d, &name, rounds);
    let mut head_text = head;
    let (prefix, text, _) = looped(d, rounds, Kind::Plain, |d| {
        if d.rng.chance(50) {
            let c = head_condition(d);
            let swapped = d.rng.chance(30);
            head_text = if swapped { format!("{c} && {head_text}") } else { format!("{head_text} && {c}") };
        }
        d.frame.scope.declare(&name, &ty, false, &Expr::new("", 0.0, 0.0));
        body(d)
    });
    Some(format!("let mut {name} = {start};\n{prefix}while {head_text} {{\n{step}\n{text}}}"))
}

/// `loop` with ways out, whose counter is declared before it.
fn endless(d: &mut Draft, kind: Kind) -> (String, String, Expr) {
    let rounds = some_rounds(d);
    let name = d.unique("k");
    let value = matches!(kind, Kind::Value(_));
    let at = d.frame.loops.len();
    let (prefix, text, given) = looped(d, rounds, kind, |d| {
        let last = if value { give(d, at, "") } else { "break;".to_owned() };
        let ty = Ty::Index { low: 1, high: rounds };
        d.frame.scope.declare(&name, &ty, false, &Expr::new("", 0.0, 0.0));
        // What leaves the loop may go on with it: it does so a few times.
        let last = if last.contains("continue") {
            format!("{name} += 1;\nif {name} > {} {{\nbreak 0.25;\n}}\n{last}", rounds + 3)
        } else {
            last
        };
        format!("if {name} >= {rounds} {{\n{last}\n}}\n{name} += 1;\n{}", body(d))
    });
    (format!("let mut {name} = 0;\n"), format!("{prefix}loop {{\n{text}}}"), given)
}

/// `loop { … }`.
pub(super) fn loop_statement(d: &mut Draft) -> Option<String> {
    if !may_loop(d) {
        return None;
    }
    let (start, text, _) = endless(d, Kind::Plain);
    Some(start + &text)
}

/// `let y = loop { … break e; … };`.
pub(super) fn let_loop(d: &mut Draft) -> Option<String> {
    if !may_loop(d) {
        return None;
    }
    let (start, text, given) = endless(d, Kind::Value(Expr::new("", 0.0, 0.0)));
    let name = d.fresh();
    let mutable = d.rng.chance(30);
    d.frame.scope.declare(&name, &Ty::Float, mutable, &given);
    Some(format!("{start}let {}{name} = {text};", if mutable { "mut " } else { "" }))
}

/// A `loop` as an operand.
pub(super) fn expression(d: &mut Draft, _: usize) -> Option<Expr> {
    if !may_loop(d) || d.frame.budget == 0 {
        return None;
    }
    let (start, text, given) = d.scoped(|d| endless(d, Kind::Value(Expr::new("", 0.0, 0.0))));
    Some(Expr::new(format!("({{\n{start}{text}\n}})"), given.size, given.slope))
}

/// `'b: { … break 'b; … }`.
pub(super) fn labeled_block(d: &mut Draft) -> Option<String> {
    if !may_loop(d) {
        return None;
    }
    let (prefix, text, _) = looped(d, 1, Kind::Block, block);
    Some(format!("{prefix}{text}"))
}
