//! What a loop carries from iteration to iteration.

use crate::errors::Message;
use crate::ir::{Apply, Atom, Block, Carried, Control, Loop, Op, Shape, Stmt, Value};
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Holds, Operand, Var};
use crate::lower::state::typed::typed_in_place;
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};

/// The variables that the body may assign, and what stands for them inside.
pub(crate) struct Carry {
    vars: Vec<Candidate>,
}

struct Candidate {
    var: Var,
    name: Option<String>,
    before: Holds,
    /// What it holds at the start of an iteration.
    inside: Holds,
}

/// One scalar that is carried, and the variable that holds it.
pub(crate) struct Entry {
    pub(crate) name: Option<String>,
    pub(crate) param: Value,
    pub(crate) init: Atom,
    pub(crate) next: Atom,
    pub(crate) kind: KindVar,
    /// The variable and which of its scalars, if it is one of the user's.
    pub(crate) home: Option<(Var, usize)>,
}

/// What a loop carries, before it is written.
pub(crate) struct Entries {
    pub(crate) all: Vec<Entry>,
    /// The variables that hold something else after the loop, by their shapes.
    changed: Vec<(Var, Shape<Operand>)>,
    /// Parameters that turned out to be what they are before the loop.
    constant: BTreeMap<Value, Atom>,
}

/// Lets every variable that may be assigned hold a parameter of the body.
pub(crate) fn open(cx: &mut Cx<'_>) -> Carry {
    let mut vars = Vec::new();
    for (var, name) in cx.scope.assignable() {
        let before = cx.scope.get(var).clone();
        let inside = match &before {
            Holds::Operands(operands) => Holds::Operands(operands.map(&mut |o| {
                if cx.kinds.as_memory(o.kind).is_some() {
                    return *o;
                }
                Operand { atom: cx.fresh(o.kind).into(), kind: o.kind }
            })),
            other => other.clone(),
        };
        cx.scope.set(var, inside.clone());
        vars.push(Candidate { var, name, before, inside });
    }
    Carry { vars }
}

impl Carry {
    /// What stands for a flag inside.
    pub(crate) fn param(&self, flag: Var) -> Atom {
        let candidate = self.vars.iter().find(|c| c.var == flag);
        match candidate.map(|c| &c.inside) {
            Some(Holds::Operands(Shape::Leaf(operand))) => operand.atom,
            _ => unreachable!("a flag is carried"),
        }
    }
}

/// Compares the end of the body with its start; `None` if it has no end.
pub(crate) fn close(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    carry: Carry,
    after: Option<&[Holds]>,
    body: &mut Block,
) -> Res<Entries> {
    let mut entries = Entries { all: Vec::new(), changed: Vec::new(), constant: BTreeMap::new() };
    for candidate in carry.vars {
        let end = after.map_or(&candidate.inside, |after| &after[candidate.var.index()]);
        match (&candidate.before, &candidate.inside, end) {
            (Holds::Operands(before), Holds::Operands(inside), Holds::Operands(end)) => {
                variable(cx, at, &mut entries, &candidate, before, inside, end)?;
            }
            // It gets its first value inside.
            (Holds::Nothing, _, Holds::Operands(end)) => {
                let brought = |cx: &Cx<'_>, o: &Operand| super::early_result::is_kept(cx, o.atom);
                let inside = end.map(&mut |o| {
                    if brought(cx, o) { *o } else { Operand { atom: cx.fresh(o.kind).into(), kind: o.kind } }
                });
                let before =
                    end.map(&mut |o| if brought(cx, o) { *o } else { Operand { atom: Atom::Undef, kind: o.kind } });
                variable(cx, at, &mut entries, &candidate, &before, &inside, end)?;
            }
            (_, _, end @ (Holds::Poison | Holds::Nothing)) => cx.scope.set(candidate.var, end.clone()),
            _ => {}
        }
    }
    simplify(cx, &mut entries, body);
    Ok(entries)
}

fn variable(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    entries: &mut Entries,
    candidate: &Candidate,
    before: &Shape<Operand>,
    inside: &Shape<Operand>,
    end: &Shape<Operand>,
) -> Res<()> {
    let kinds = before.map(&mut |o| o.kind);
    conform(cx, at, end, &kinds)?;
    let (before_leaves, inside_leaves, end_leaves) = (before.leaves(), inside.leaves(), end.leaves());
    let single = before_leaves.len() == 1;
    for (i, ((before, inside), end)) in before_leaves.iter().zip(inside_leaves).zip(end_leaves).enumerate() {
        if cx.kinds.as_memory(before.kind).is_some() {
            if inside.atom != end.atom {
                late_data(cx, before.kind);
                return Err(cx.refuse(at, Message::MemoryLeavesLoop));
            }
            continue;
        }
        entries.all.push(Entry {
            name: candidate.name.clone().filter(|_| single),
            param: inside.atom.value().expect("a parameter is a value"),
            init: before.atom,
            next: end.atom,
            kind: before.kind,
            home: Some((candidate.var, i)),
        });
    }
    entries.changed.push((candidate.var, before.clone()));
    Ok(())
}

/// A variable that began with code of which nothing is known turned out to hold data in the
/// loop.
fn late_data(cx: &Cx<'_>, kind: KindVar) {
    if cx.kinds.is_data(kind) {
        let late = cx.unseen_variables.iter().filter(|of| cx.kinds.is_same(of.kind, kind));
        late.for_each(|of| cx.errors.is_late(&of.name));
    }
}

/// What comes out of an iteration as it went in need not be carried.
fn simplify(cx: &mut Cx<'_>, entries: &mut Entries, body: &mut Block) {
    let open = open_operands(body);
    loop {
        let same = |e: &&Entry| e.next == Atom::Value(e.param) || (e.next == e.init && e.init.is_literal());
        let mut constant = BTreeMap::new();
        for e in entries.all.iter().filter(same) {
            let init = Operand { atom: e.init, kind: e.kind };
            constant.insert(e.param, if open.contains(&e.param) { typed_in_place(cx, init) } else { e.init });
        }
        if constant.is_empty() {
            return;
        }
        entries.all.retain(|e| !constant.contains_key(&e.param));
        entries.constant.extend(&constant);
        let mut rename = |atom: Atom| substitute(&constant, atom);
        body.map_atoms(&mut rename);
        entries.all.iter_mut().for_each(|e| e.next = rename(e.next));
    }
}

/// What is read where the place does not say what type a literal has.
fn open_operands(body: &Block) -> BTreeSet<Value> {
    let mut values = BTreeSet::new();
    body.visit(&mut |stmt| {
        let atoms = match stmt {
            Stmt::Apply(Apply { op: Op::Foreign(_) | Op::Cast(_) | Op::Compare(_) | Op::Predicate(_), .. })
            | Stmt::Call(_)
            | Stmt::Effect(_) => stmt.operands(),
            _ => Vec::new(),
        };
        values.extend(atoms.into_iter().filter_map(Atom::value));
    });
    values
}

pub(crate) fn substitute(with: &BTreeMap<Value, Atom>, atom: Atom) -> Atom {
    match atom.value().and_then(|w| with.get(&w)) {
        Some(init) => init.with_sign_of(atom),
        None => atom,
    }
}

/// Writes the carried values into the loop, and lets the variables hold what
/// they are after it.
pub(crate) fn settle(cx: &mut Cx<'_>, entry: &[Holds], entries: Entries, repeat: &mut Loop) {
    let mut rename = |atom: Atom| substitute(&entries.constant, atom);
    if let Control::While { cond, .. } = &mut repeat.control {
        cond.map_atoms(&mut rename);
    }
    cx.scope.restore(entry);
    let mut dsts: BTreeMap<(usize, usize), Value> = BTreeMap::new();
    for e in entries.all {
        let dst = cx.fresh(e.kind);
        for w in [e.param, dst] {
            cx.out.values[w.index()].name.clone_from(&e.name);
        }
        if let Some((var, i)) = e.home {
            dsts.insert((var.index(), i), dst);
        }
        repeat.carried.push(Carried { param: e.param, init: e.init, dst });
        repeat.body.yields.push(e.next);
    }
    for (var, before) in entries.changed {
        let mut i = 0;
        let now = before.map(&mut |o| {
            i += 1;
            dsts.get(&(var.index(), i - 1)).map_or(*o, |dst| Operand { atom: (*dst).into(), kind: o.kind })
        });
        let unset = now.leaves().into_iter().any(|o| o.atom == Atom::Undef) && !cx.scope.is_hidden(var.index());
        if !unset {
            cx.scope.set(var, Holds::Operands(now));
        }
    }
}
