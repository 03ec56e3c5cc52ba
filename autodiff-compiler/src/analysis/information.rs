//! What has no derivative and still holds what an active value was.
//!
//! An integer may come from an active value: a cast is a step, whose derivative is
//! zero, and bits are good for a sign or an exponent that decides something. What may
//! not be is a float that is made of the bits again, which would be a constant: so
//! where values go, their *trace* goes along. And what leaves for good, into a cell
//! or a channel, could come back as anything.

use super::activity::Activity;
use crate::errors::{Errors, Message};
use crate::ir::{
    Apply, Atom, Block, By, Call, Fails, Form, Func, Kind, Memory, OnActive, Op, Origin, Repeat, Shape, Stmt, Through,
    Value,
};

/// What a value that is not active knows of one that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trace {
    /// On which step of a staircase it was: `x as i64`, `x.floor()`.
    Step,
    /// All of it.
    Bits,
}

struct Table<'f> {
    func: &'f Func,
    activity: &'f Activity,
    traces: Vec<Option<Trace>>,
    /// What something reads.
    read: Vec<bool>,
    changed: bool,
}

/// Reports floats that are made of the bits of an active value, and calls that could
/// keep one.
pub(super) fn check(errors: &Errors, func: &Func, activity: &Activity, needed: &[bool]) {
    let mut table = Table { func, activity, traces: vec![None; func.values.len()], read: read(func), changed: true };
    while std::mem::take(&mut table.changed) {
        follow(&mut table, &func.body);
    }
    let is_needed = |w: &Value| needed[activity.home(*w)];
    func.body.visit(&mut |stmt| match stmt {
        Stmt::Apply(apply) => applied(errors, &table, apply, is_needed(&apply.dst)),
        Stmt::Call(call) => {
            let flows = stmt.effects(&func.values).flows;
            called(errors, &table, call, flows.iter().any(|flow| is_needed(&flow.to)));
        }
        _ => {}
    });
}

fn read(func: &Func) -> Vec<bool> {
    let mut read = vec![false; func.values.len()];
    let mut mark = |atoms: Vec<Atom>| {
        atoms.into_iter().filter_map(Atom::value).for_each(|w| read[w.index()] = true);
    };
    mark(func.body.yields.clone());
    func.body.visit(&mut |stmt| {
        mark(stmt.operands());
        stmt.regions().into_iter().for_each(|region| mark(region.yields.clone()));
    });
    read
}

impl Table<'_> {
    fn is_varied(&self, atom: Atom) -> bool {
        atom.value().is_some_and(|w| self.activity.is_varied(w))
    }

    fn trace(&self, atom: Atom) -> Option<Trace> {
        self.traces[self.activity.home(atom.value()?)]
    }

    fn most(&self, atoms: &[Atom]) -> Option<Trace> {
        atoms.iter().filter_map(|atom| self.trace(*atom)).max()
    }

    /// What an active operand leaves is `of_active`; of others, what they have goes on.
    fn leaves(&self, atoms: &[Atom], of_active: Trace) -> Option<Trace> {
        let varied = atoms.iter().any(|atom| self.is_varied(*atom)).then_some(of_active);
        varied.max(self.most(atoms))
    }

    fn mark(&mut self, value: Value, trace: Option<Trace>) {
        // An answer decides, and an active value has its derivative.
        if self.func.kind(value) == Kind::Bool || self.activity.is_varied(value) {
            return;
        }
        let home = self.activity.home(value);
        if trace > self.traces[home] {
            self.traces[home] = trace;
            self.changed = true;
        }
    }
}

fn follow(table: &mut Table<'_>, block: &Block) {
    for stmt in &block.stmts {
        for region in stmt.regions() {
            follow(table, region);
        }
        for flow in stmt.effects(&table.func.values).flows {
            let trace = match flow.through {
                Through::Nothing => table.most(&flow.from),
                Through::Operation(op) => through(table, op, &flow.from),
                Through::Callee(_) => {
                    // Integers that a function makes of floats are steps.
                    let is_foreign = table.func.kind(flow.to) == Kind::Opaque;
                    table.leaves(&flow.from, if is_foreign { Trace::Bits } else { Trace::Step })
                }
            };
            table.mark(flow.to, trace);
        }
    }
}

/// What the result of an operation knows.
fn through(table: &Table<'_>, op: &Op, args: &[Atom]) -> Option<Trace> {
    match op {
        Op::Rule(_) | Op::Series(_) | Op::Cast(_) => table.leaves(args, Trace::Step),
        Op::Int(_) => table.most(args),
        Op::Foreign(foreign) if matches!(foreign.on_active, OnActive::Inactive) => None,
        Op::Foreign(_) => table.leaves(args, Trace::Bits),
        Op::Compare(_) | Op::Not | Op::And | Op::Or | Op::Predicate(_) | Op::Constant | Op::Len | Op::Unwritten => None,
    }
}

fn applied(errors: &Errors, table: &Table<'_>, apply: &Apply, is_needed: bool) {
    let trace = table.most(&apply.args);
    let makes_float = is_needed && table.func.kind(apply.dst).is_differentiable();
    match &apply.op {
        Op::Foreign(foreign) => match &foreign.on_active {
            OnActive::MayStore(error) if trace == Some(Trace::Bits) => {
                errors.report((**error).clone());
            }
            // What gives nothing is there to keep something.
            OnActive::Error(error)
                if foreign.repeat == Repeat::Never
                    && !table.read[apply.dst.index()]
                    && table.leaves(&apply.args, Trace::Bits) == Some(Trace::Bits) =>
            {
                errors.report((**error).clone());
            }
            OnActive::OfBits(error) if makes_float && trace.is_some() => {
                errors.report((**error).clone());
            }
            OnActive::Error(error) | OnActive::MayStore(error) if makes_float && trace == Some(Trace::Bits) => {
                errors.report((**error).clone());
            }
            OnActive::Part if makes_float && trace == Some(Trace::Bits) => made(errors, "this", &apply.origin),
            _ => {}
        },
        Op::Cast(_) if makes_float && trace == Some(Trace::Bits) => made(errors, "as", &apply.origin),
        _ => {}
    }
}

fn made(errors: &Errors, name: &str, origin: &Origin) {
    if let Some(origin) = origin {
        errors.report(Message::BitsOfActive { name: name.to_owned() }.at(origin.span));
    }
}

fn called(errors: &Errors, table: &Table<'_>, call: &Call, is_needed: bool) {
    let (name, span) = (call.callee.name.to_string(), call.callee.name.span());
    let operands = call.operands();
    let makes_float = call.dst.leaves().into_iter().any(|w| table.func.kind(*w).is_differentiable());
    if is_needed && makes_float && table.most(&operands) == Some(Trace::Bits) {
        errors.report(Message::BitsOfActive { name }.at(span));
        return;
    }
    let hidden = || {
        let args = call.args.iter().enumerate().filter(|(i, _)| call.is_differentiable(*i));
        let written = args.flat_map(|(_, arg)| arg.passed(By::InOut)).filter_map(|atom| atom.value());
        written.filter(|w| is_unseen(table.func.kind(*w))).collect::<Vec<_>>()
    };
    if is_needed && operands.iter().any(|atom| table.is_varied(*atom)) && !hidden().is_empty() {
        hidden().into_iter().for_each(|cell| errors.is_late_in(cell));
        errors.report(Message::WrittenUnseen { name }.at(span));
        return;
    }
    // It has no companions that would say that it keeps nothing.
    let knows = operands.iter().any(|atom| table.is_varied(*atom) || table.trace(*atom) == Some(Trace::Bits));
    // What is asked, `validate(x)?`, decides whether the function goes on.
    let decides = matches!(call.fails, Fails::Asked(_) | Fails::Told(_)) && !call.callee.is_method();
    if knows && !is_needed && could_keep(call) && !decides && !writes_float(table, call) {
        errors.report(Message::MayKeep { name }.at(span));
    }
}

/// Whether there is something that only rustc knows in what a kind is of.
fn is_unseen(kind: Kind) -> bool {
    match kind {
        Kind::Opaque => true,
        // Its type says by trait what has a derivative.
        Kind::Memory(Memory { form: Form::Data(_), .. }) => false,
        Kind::Memory(memory) => memory.elem.leaves().into_iter().any(|kind| is_unseen(*kind)),
        _ => false,
    }
}

/// Whether a call whose result nothing depends on could be there to keep something:
/// one that gives nothing, and a method, which has a place to keep it.
fn could_keep(call: &Call) -> bool {
    call.dst == Shape::unit() || call.callee.is_method()
}

/// Whether a callee writes to floats of ours, which it needs companions for.
fn writes_float(table: &Table<'_>, call: &Call) -> bool {
    call.written().into_iter().any(|w| table.func.kind(w).is_differentiable())
}
