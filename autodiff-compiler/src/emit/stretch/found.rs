//! What a loop runs through: the loads and stores whose places are elements of stretches.

use super::{Begin, Stretch};
use crate::emit::body::Body;
use crate::emit::memory::Handle;
use crate::ir::{
    Access, Apply, Atom, Block, Control, Form, IntKind, IntOp, Kind, Limits, Loop, Memory, Op, Place, Range, Shape,
    Step, Stmt, Value, part_kind,
};
use std::collections::{BTreeMap, BTreeSet};

/// A load or a store in a loop.
pub(super) struct Found {
    pub(super) place: Place,
    /// The memory that it is in.
    pub(super) root: Value,
    pub(super) stretch: Stretch,
    pub(super) writes: bool,
    /// Whether its elements can be cells.
    is_copy: bool,
}

/// What a loop does with memory.
struct Look<'a> {
    range: &'a Range,
    /// What the body defines.
    inside: BTreeSet<Value>,
    /// The numbers that the body computes.
    numbers: BTreeMap<Value, &'a Apply>,
    /// Memory of which the body does more than to run through a stretch.
    mentioned: BTreeSet<Value>,
    writes: BTreeSet<Value>,
    found: Vec<Found>,
}

/// The stretches of a loop that finds nothing for the first time.
pub(super) fn found<'a>(body: &Body<'_>, repeat: &'a Loop) -> Option<(&'a Range, Vec<Found>)> {
    let Control::For(range) = &repeat.control else { return None };
    if range.limits != Limits::HalfOpen
        || body.kind(range.index) != Kind::Int(IntKind::Usize)
        || finds_first(&repeat.body)
    {
        return None;
    }
    let inside = repeat.body.stmts.iter().flat_map(Stmt::defines).chain(repeat.params()).collect();
    let (numbers, mentioned) = (BTreeMap::new(), BTreeSet::new());
    let mut look = Look { range, inside, numbers, mentioned, writes: BTreeSet::new(), found: Vec::new() };
    repeat.body.stmts.iter().try_for_each(|stmt| statement(body, &mut look, stmt))?;
    let Look { mentioned, writes, found, .. } = look;
    // What is written to is lent for the loop: nothing else may name it there.
    let is_lent = |root: Value| writes.contains(&root);
    let is_shared = |one: &Found| {
        // Two fields of one value are not looked at further.
        let has_other = found.iter().any(|of| of.root == one.root && of.stretch.memory != one.stretch.memory);
        let is_in_two = found.iter().any(|of| of.root == one.root && of.stretch != one.stretch);
        is_lent(one.root) && (mentioned.contains(&one.root) || has_other || is_in_two && !one.is_copy)
    };
    let shared: BTreeSet<Value> = found.iter().filter(|one| is_shared(one)).map(|one| one.root).collect();
    let found: Vec<Found> = found.into_iter().filter(|one| !shared.contains(&one.root)).collect();
    // Where all begin at the first, and are as long as one of them, rustc sees that by itself.
    let is_length = range.to.value().is_none_or(|w| body.uses.is_length(w));
    let is_worth = found.iter().any(|one| one.stretch.begin != Begin::AtFirst || !is_length);
    is_worth.then_some((range, found))
}

/// Whether an access in the block may be out of bounds.
fn finds_first(block: &Block) -> bool {
    block.any(|stmt| stmt.places().into_iter().any(|place| place.access == Access::First))
}

/// Notes what a statement does with memory; nothing, if too little is known of it.
fn statement<'a>(body: &Body<'_>, look: &mut Look<'a>, stmt: &'a Stmt) -> Option<()> {
    match stmt {
        Stmt::Apply(apply) => {
            mention(body, look, stmt);
            if let Op::Int(IntOp::Add | IntOp::Sub | IntOp::Mul) | Op::Len = apply.op {
                look.numbers.insert(apply.dst, apply);
            }
        }
        Stmt::Load(load) => access(body, look, &load.place),
        Stmt::Store(store) => {
            look.writes.insert(body.uses.root(store.place.base));
            access(body, look, &store.place);
            if let Some(found) = look.found.last_mut().filter(|found| found.place == store.place) {
                found.writes = true;
            }
        }
        Stmt::If(_) => {
            let writes = |stmt: &Stmt| matches!(stmt, Stmt::Store(_));
            let is_simple = |stmt: &Stmt| matches!(stmt, Stmt::Apply(_) | Stmt::Load(_) | Stmt::Store(_) | Stmt::If(_));
            let mut all_are = true;
            stmt.regions().into_iter().for_each(|region| {
                region.visit(&mut |stmt| {
                    all_are &= is_simple(stmt);
                    if writes(stmt) {
                        look.writes.extend(stmt.places().into_iter().map(|place| body.uses.root(place.base)));
                    }
                    mention(body, look, stmt);
                });
            });
            return all_are.then_some(());
        }
        Stmt::Section(_) => {}
        _ => return None,
    }
    Some(())
}

fn mention(body: &Body<'_>, look: &mut Look<'_>, stmt: &Stmt) {
    let handles = stmt.operands().into_iter().filter_map(Atom::value).chain(stmt.places().into_iter().map(|p| p.base));
    look.mentioned.extend(handles.filter(|w| body.kind(*w).memory().is_some()).map(|w| body.uses.root(w)));
}

fn access(body: &Body<'_>, look: &mut Look<'_>, place: &Place) {
    let root = body.uses.root(place.base);
    match stretch(body, look, place) {
        Some(stretch) => {
            let is_copy = is_copy(part_kind(body.kind(stretch.memory.base), &stretch.memory.path));
            look.found.push(Found { place: place.clone(), root, stretch, writes: false, is_copy });
        }
        None => drop(look.mentioned.insert(root)),
    }
}

/// The stretch that a place is an element of: fields, then ranges, then the index.
fn stretch(body: &Body<'_>, look: &Look<'_>, place: &Place) -> Option<Stretch> {
    let place = spelled(body, place);
    if body.open.is_tape(place.base) {
        return None;
    }
    let fields = place.path.iter().take_while(|step| matches!(step, Step::Field(_) | Step::Named(_))).count();
    let (fields, steps) = place.path.split_at(fields);
    let (last, ranges) = steps.split_last()?;
    let Step::Index(last) = last else { return None };
    let mut begin = Begin::AtFirst;
    for range in ranges {
        let Step::Range { from, .. } = range else { return None };
        begin = begin.plus(from.map_or(Some(Begin::AtFirst), |from| steady(body, look, from))?);
    }
    let begin = begin.plus(without_index(body, look, *last)?);
    let memory = Place { base: place.base, path: fields.to_vec(), access: Access::Again };
    is_of_scalars(part_kind(body.kind(place.base), fields)).then_some(Stretch { memory, begin })
}

/// The place by what is written: from a variable on.
fn spelled(body: &Body<'_>, place: &Place) -> Place {
    let mut place = place.clone();
    while let Some(Handle::Part(of)) = body.handles.get(&place.base) {
        place.path.splice(0..0, of.path.iter().cloned());
        place.base = of.base;
    }
    place
}

fn is_of_scalars(kind: Kind) -> bool {
    let is_scalar =
        |elem: &Shape<Kind>| matches!(elem, Shape::Leaf(kind) if kind.memory().is_none() && *kind != Kind::Opaque);
    match kind {
        Kind::Memory(Memory { form: Form::Slice | Form::Vec | Form::Array(_), elem }) => is_scalar(elem),
        _ => false,
    }
}

/// Whether the elements are of a type that a cell gives a copy of; lanes and sets need not be.
fn is_copy(kind: Kind) -> bool {
    let is_plain = |kind: &Kind| matches!(kind, Kind::F64 | Kind::F32 | Kind::Param(_) | Kind::Int(_) | Kind::Bool);
    matches!(kind, Kind::Memory(Memory { elem: Shape::Leaf(elem), .. }) if is_plain(elem))
}

/// What is the same in every iteration.
fn steady(body: &Body<'_>, look: &Look<'_>, atom: Atom) -> Option<Begin> {
    let Some(w) = atom.value().filter(|w| look.inside.contains(w)) else { return Some(Begin::At(atom)) };
    let Apply { op, args, .. } = look.numbers.get(&w)?;
    match op {
        Op::Int(op) => Some(Begin::Of(*op, Box::new((steady(body, look, args[0])?, steady(body, look, args[1])?)))),
        // Nothing in such a loop makes memory longer.
        _ => args[0].value().filter(|of| !look.inside.contains(of) && has_plain_length(body.kind(*of))).map(Begin::Len),
    }
}

/// Whether the memory is none of a type of the user's, whose `len` is what that says.
fn has_plain_length(kind: Kind) -> bool {
    matches!(kind, Kind::Memory(Memory { form: Form::Slice | Form::Vec | Form::Array(_), .. }))
}

/// What is added to the index of the loop.
fn without_index(body: &Body<'_>, look: &Look<'_>, atom: Atom) -> Option<Begin> {
    if atom == Atom::Value(look.range.index) {
        return Some(Begin::at(look.range.from));
    }
    let apply = look.numbers.get(&atom.value()?)?;
    match (&apply.op, &apply.args[..]) {
        (Op::Int(IntOp::Add), [a, b]) => match without_index(body, look, *a) {
            Some(begin) => Some(begin.plus(steady(body, look, *b)?)),
            None => Some(steady(body, look, *a)?.plus(without_index(body, look, *b)?)),
        },
        (Op::Int(IntOp::Sub), [a, b]) => {
            let begin = without_index(body, look, *a)?;
            Some(begin.minus(steady(body, look, *b)?))
        }
        _ => None,
    }
}
