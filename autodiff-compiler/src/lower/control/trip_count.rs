//! How often a loop runs: ranges, conditions, and both together with exits.

use super::branch;
use super::carry::{Entries, Entry};
use crate::ir::{Access, Atom, Block, Comparison, Control, IntOp, Kind, Limits, Op, Order, Range, Shape, Stmt, Value};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::Operand;

/// What the user says of the number of iterations.
pub(crate) enum Plan<'p> {
    Count(Count),
    While(&'p mut dyn FnMut(&mut Cx<'_>) -> Res<Operand>),
    Forever,
}

/// `from..to`, `from..=to`, and `.rev()` of them.
#[derive(Clone, Debug)]
pub(crate) struct Count {
    pub(crate) from: Operand,
    pub(crate) to: Operand,
    pub(crate) limits: Limits,
    pub(crate) order: Order,
    /// What the user calls the index.
    pub(crate) name: Option<String>,
}

/// A plan whose condition has been lowered, before it is known which exits the
/// body takes.
pub(crate) enum Ready {
    Count(Count, Value),
    While(Block),
    Forever,
}

/// Lowers what comes before the body.
pub(crate) fn prepare(cx: &mut Cx<'_>, plan: Plan<'_>) -> Res<Ready> {
    Ok(match plan {
        Plan::Count(count) => {
            let index = cx.fresh(count.from.kind);
            cx.out.values[index.index()].name.clone_from(&count.name);
            Ready::Count(count, index)
        }
        Plan::Forever => Ready::Forever,
        Plan::While(condition) => Ready::While(branch::bare(cx, &mut |cx| condition(cx).map(Shape::Leaf))?),
    })
}

/// Whether a condition changes variables or memory, or may leave the loop: it is
/// lowered for this question, and forgotten.
pub(crate) fn changes_variables(cx: &mut Cx<'_>, condition: &mut dyn FnMut(&mut Cx<'_>) -> Res<Operand>) -> bool {
    let (before, mark, doubts, errors) = (cx.scope.snapshot(), cx.scope.mark(), cx.must_know.len(), cx.errors.len());
    let region = branch::attempt(cx, &mut |cx| condition(cx).map(Shape::Leaf));
    let changed = cx.scope.snapshot()[..before.len()] != before[..];
    cx.scope.leave(mark);
    cx.scope.restore(&before);
    cx.must_know.truncate(doubts);
    cx.errors.forget(errors);
    // What fails is reported where it is lowered again.
    changed || region.map_or(true, |(region, is_left)| is_left || region.stmts.iter().any(writes))
}

/// Whether a statement changes memory, itself or through a callee. It cannot be asked for
/// its effects, as kinds are not settled yet.
fn writes(stmt: &Stmt) -> bool {
    let inside = |stmts: &[Stmt]| stmts.iter().any(writes);
    let itself = match stmt {
        Stmt::Store(_) | Stmt::Bulk(_) => true,
        Stmt::Call(call) => !call.written().is_empty(),
        _ => false,
    };
    itself || stmt.regions().into_iter().any(|region| inside(&region.stmts))
}

impl Ready {
    pub(crate) fn index(&self) -> Option<Operand> {
        match self {
            Ready::Count(count, index) => Some(Operand { atom: (*index).into(), kind: count.from.kind }),
            Ready::While(_) | Ready::Forever => None,
        }
    }

    /// Whether only an exit ends the loop.
    pub(crate) fn is_endless(&self) -> bool {
        matches!(self, Ready::Forever)
            || matches!(self, Ready::While(cond) if cond.stmts.is_empty() && cond.yields[..] == [Atom::Bool(true)])
    }
}

/// The control of a loop that ends, besides, when one of the flags is set.
pub(crate) fn finish(cx: &mut Cx<'_>, plan: Ready, flags: &[Atom], carried: &mut Entries, body: &mut Block) -> Control {
    match plan {
        Ready::Count(Count { from, to, limits, order, .. }, index) if flags.is_empty() => {
            Control::For(Range { index, from: from.atom, to: to.atom, limits, order })
        }
        Ready::Count(count, index) => counted(cx, &count, index, flags, carried, body),
        Ready::While(cond) => Control::While { cond: unless(cx, flags, cond), counter: None },
        Ready::Forever => {
            let always = Block { stmts: Vec::new(), yields: vec![Atom::Bool(true)] };
            Control::While { cond: unless(cx, flags, always), counter: None }
        }
    }
}

/// `cond`, where no flag is set.
fn unless(cx: &mut Cx<'_>, flags: &[Atom], cond: Block) -> Block {
    let mut block = Writer::default();
    let Some(running) = block.none_of(cx, flags) else { return cond };
    let bool_kind = cx.exactly(Kind::Bool);
    if cond.stmts.is_empty() && cond.yields[..] == [Atom::Bool(true)] {
        return Block { stmts: block.stmts, yields: vec![running] };
    }
    let dst = cx.fresh(bool_kind);
    let never = Block { stmts: Vec::new(), yields: vec![Atom::Bool(false)] };
    block.stmts.push(Stmt::branch(vec![dst], running, cond, never));
    Block { stmts: block.stmts, yields: vec![dst.into()] }
}

/// A range that may be left early: its index becomes a carried value.
fn counted(
    cx: &mut Cx<'_>,
    count: &Count,
    index: Value,
    flags: &[Atom],
    carried: &mut Entries,
    body: &mut Block,
) -> Control {
    let kind = count.from.kind;
    let mut cond = Writer::default();
    let next = match (count.limits, count.order) {
        (Limits::HalfOpen, Order::Up) => {
            let inside = cond.compare(cx, Comparison::Lt, index.into(), count.to.atom);
            cond.result = Some(inside);
            let mut step = Writer::default();
            let next = step.int(cx, IntOp::Add, index.into(), Atom::Int(1), kind);
            body.stmts.append(&mut step.stmts);
            carried.all.push(entry(index, count.from.atom, next, kind, count.name.as_ref()));
            None
        }
        (Limits::HalfOpen, Order::Down) => {
            // The carried value is one above the index.
            let above = cx.fresh(kind);
            let inside = cond.compare(cx, Comparison::Gt, above.into(), count.from.atom);
            cond.result = Some(inside);
            let mut step = Writer::default();
            step.int_into(cx, index, IntOp::Sub, above.into(), Atom::Int(1));
            body.stmts.splice(0..0, step.stmts);
            carried.all.push(entry(above, count.to.atom, index.into(), kind, None));
            None
        }
        // The last index may be the largest of its type.
        (Limits::Closed, Order::Up) => Some((Comparison::Le, count.from.atom, count.to.atom, IntOp::Add)),
        (Limits::Closed, Order::Down) => Some((Comparison::Ge, count.to.atom, count.from.atom, IntOp::Sub)),
    };
    if let Some((test, first, last, step)) = next {
        closed(cx, &Closed { index, first, last, test, step, kind }, &mut cond, carried, body);
    }
    let inside = cond.result.take().expect("set above");
    let running = cond.none_of(cx, flags).expect("there are flags");
    let both = cond.apply(cx, Op::And, vec![inside, running], Kind::Bool);
    Control::While { cond: Block { stmts: cond.stmts, yields: vec![both] }, counter: None }
}

struct Closed {
    index: Value,
    first: Atom,
    last: Atom,
    test: Comparison,
    step: IntOp,
    kind: KindVar,
}

fn closed(cx: &mut Cx<'_>, range: &Closed, cond: &mut Writer, carried: &mut Entries, body: &mut Block) {
    let Closed { index, first, last, test, step, kind } = *range;
    let bool_kind = cx.exactly(Kind::Bool);
    let done = cx.fresh(bool_kind);
    let inside = cond.compare(cx, test, index.into(), last);
    let more = cond.apply(cx, Op::Not, vec![done.into()], Kind::Bool);
    cond.result = Some(cond.apply(cx, Op::And, vec![inside, more], Kind::Bool));
    let mut end = Writer::default();
    let is_last = end.compare(cx, Comparison::Eq, index.into(), last);
    let mut other = Writer::default();
    let stepped = other.int(cx, step, index.into(), Atom::Int(1), kind);
    let next = cx.fresh(kind);
    let stay = Block { stmts: Vec::new(), yields: vec![index.into()] };
    let go = Block { stmts: other.stmts, yields: vec![stepped] };
    end.stmts.push(Stmt::branch(vec![next], is_last, stay, go));
    body.stmts.append(&mut end.stmts);
    carried.all.push(entry(index, first, next.into(), kind, None));
    carried.all.push(entry(done, Atom::Bool(false), is_last, bool_kind, None));
}

fn entry(param: Value, init: Atom, next: Atom, kind: KindVar, name: Option<&String>) -> Entry {
    Entry { name: name.cloned(), param, init, next, kind, home: None }
}

/// Statements of lowering's own, which cannot panic.
#[derive(Default)]
struct Writer {
    stmts: Vec<Stmt>,
    result: Option<Atom>,
}

impl Writer {
    fn push(&mut self, cx: &mut Cx<'_>, dst: Value, op: Op, args: Vec<Atom>) {
        cx.out.values[dst.index()].access = Access::Again;
        self.stmts.push(Stmt::apply(dst, op, args));
    }

    fn apply(&mut self, cx: &mut Cx<'_>, op: Op, args: Vec<Atom>, kind: Kind) -> Atom {
        let kind = cx.exactly(kind);
        let dst = cx.fresh(kind);
        self.push(cx, dst, op, args);
        dst.into()
    }

    fn int(&mut self, cx: &mut Cx<'_>, op: IntOp, a: Atom, b: Atom, kind: KindVar) -> Atom {
        let dst = cx.fresh(kind);
        self.int_into(cx, dst, op, a, b);
        dst.into()
    }

    fn int_into(&mut self, cx: &mut Cx<'_>, dst: Value, op: IntOp, a: Atom, b: Atom) {
        self.push(cx, dst, Op::Int(op), vec![a, b]);
    }

    fn compare(&mut self, cx: &mut Cx<'_>, test: Comparison, a: Atom, b: Atom) -> Atom {
        self.apply(cx, Op::Compare(test), vec![a, b], Kind::Bool)
    }

    /// `!a && !b`, or nothing for no flags.
    fn none_of(&mut self, cx: &mut Cx<'_>, flags: &[Atom]) -> Option<Atom> {
        let mut all: Option<Atom> = None;
        for flag in flags {
            let not = self.apply(cx, Op::Not, vec![*flag], Kind::Bool);
            all = Some(match all {
                Some(others) => self.apply(cx, Op::And, vec![others, not], Kind::Bool),
                None => not,
            });
        }
        all
    }
}
