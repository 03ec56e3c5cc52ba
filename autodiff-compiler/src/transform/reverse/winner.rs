//! The winner of a fold: of a loop that carries the least, the largest, the last that
//! fulfils a condition, one iteration alone has an adjoint.
//!
//! The primal notes the index of the last iteration that has won. Its adjoint is that one
//! iteration, under the condition that it has won; no other is asked for what it carried.
//!
//! ```text
//! w9, at = for w4 in 0..w2 carrying w5 = w1, at = w2
//!     w6 = load w3[w4]
//!     c = <= w5, w6                           for i in at..min(at + 1, w2)
//!     at', w7 = if c { at, w5 } else { w4, w6 }   store w3_bar[i] += w9_bar
//!     yield w7, at'                           w1_bar = if at == w2 { w9_bar } else { 0.0 }
//! ```

use super::super::partials::partials;
use super::super::product::{Derivative, Extremes};
use super::replay::Twins;
use super::{Reverse, accumulate, branch, loops, take_settled};
use crate::analysis::{Activity, Roots};
use crate::ir::{
    Apply, Atom, Block, Builder, Carried, Change, Comparison, Control, If, IntOp, Kind, Limits, Loop, LoopId, Op,
    Order, Range, Stmt, Value,
};
use crate::rulebook::Rulebook;
use std::collections::{BTreeMap, BTreeSet};

/// Of each fold, the position of the winner's index among what the loop carries.
pub(super) type Winners = BTreeMap<LoopId, usize>;

/// What decides whether a loop is a fold.
pub(super) struct Ground<'g> {
    pub(super) rules: &'g Rulebook,
    pub(super) activity: &'g Activity,
    pub(super) roots: &'g Roots,
    /// Values that are not NaN.
    pub(super) numbers: &'g BTreeSet<Value>,
}

/// Lets each fold carry the index of its winner.
pub(super) fn note(out: &mut Builder, ground: &Ground<'_>, winners: &mut Winners, block: &mut Block) {
    for stmt in &mut block.stmts {
        for region in stmt.regions_mut() {
            note(out, ground, winners, region);
        }
        if let Stmt::Loop(repeat) = stmt
            && note_one(out, ground, repeat).is_some()
        {
            winners.insert(repeat.id, repeat.carried.len() - 1);
        }
    }
}

fn note_one(out: &mut Builder, ground: &Ground<'_>, repeat: &mut Loop) -> Option<()> {
    let Control::For(range) = &repeat.control else { return None };
    let (index, to) = (range.index, range.to);
    if range.limits != Limits::HalfOpen {
        return None;
    }
    let chosen: Vec<usize> =
        (0..repeat.carried.len()).filter(|k| ground.activity.is_active(repeat.carried[*k].param)).collect();
    let (at, choice) = choice(repeat, &chosen)?;
    if !is_all(out, ground, repeat, &choice) {
        return None;
    }
    let kind = out.kind(index);
    let [param, dst, next] = [(); 3].map(|()| out.fresh(kind, Some("winner".to_owned())));
    match (&mut repeat.body.stmts[at], choice.arm) {
        (Stmt::If(branch), Some(arm)) => {
            branch.dst.push(next);
            let [mut won, mut kept] = [Atom::Value(index), Atom::Value(param)];
            if arm == 1 {
                std::mem::swap(&mut won, &mut kept);
            }
            branch.then.yields.push(won);
            branch.orelse.yields.push(kept);
        }
        (Stmt::Apply(apply), None) => {
            let apply = apply.clone();
            let init = choice.news.first().map(|(k, _)| repeat.carried[*k].init)?;
            let begins = if is_number(ground.numbers, init) { Begins::WithNumber } else { Begins::Anyhow };
            let decision = decision(out, ground.rules, &apply, (&choice, begins), (next, index, param))?;
            repeat.body.stmts.splice(at..=at, decision);
        }
        _ => return None,
    }
    repeat.body.yields.push(next.into());
    repeat.carried.push(Carried { param, init: to, dst });
    Some(())
}

/// What a fold decides between.
struct Choice {
    /// The arm of the `If` in which the iteration wins; none, if it is `max` or `min`.
    arm: Option<usize>,
    /// What is carried on if it wins, for each that the fold decides.
    news: Vec<(usize, Atom)>,
}

/// The statement, by its number, that decides for all of these together whether they stay
/// what they were.
fn choice(repeat: &Loop, chosen: &[usize]) -> Option<(usize, Choice)> {
    let first = repeat.body.yields[*chosen.first()?];
    let Atom::Value(next) = first else { return None };
    let at = repeat.body.stmts.iter().position(|stmt| stmt.defines().contains(&next))?;
    let old = |k: usize| Atom::Value(repeat.carried[k].param);
    match &repeat.body.stmts[at] {
        Stmt::Apply(Apply { op: Op::Rule(rule), args, .. }) if matches!(rule.name, "max" | "min") => {
            let [k] = chosen else { return None };
            let new = match (args[0] == old(*k), args[1] == old(*k)) {
                (true, false) => args[1],
                (false, true) => args[0],
                _ => return None,
            };
            Some((at, Choice { arm: None, news: vec![(*k, new)] }))
        }
        Stmt::If(If { dst, then, orelse, .. }) => [then, orelse].into_iter().enumerate().find_map(|(arm, won)| {
            let kept = if arm == 0 { orelse } else { then };
            let new = |k: &usize| {
                let i = dst.iter().position(|w| Atom::Value(*w) == repeat.body.yields[*k])?;
                (kept.yields[i] == old(*k)).then(|| (*k, won.yields[i]))
            };
            let news = chosen.iter().map(new).collect::<Option<_>>()?;
            Some((at, Choice { arm: Some(arm), news }))
        }),
        _ => None,
    }
}

/// Whether nothing else of an iteration has an adjoint: it changes no memory around it, and
/// what wins is not made of what was carried.
fn is_all(out: &Builder, ground: &Ground<'_>, repeat: &Loop, choice: &Choice) -> bool {
    let mut made = BTreeSet::new();
    let mut changed = BTreeSet::new();
    let active = repeat.carried.iter().map(|c| c.param).filter(|w| ground.activity.is_active(*w));
    let mut old: BTreeSet<Value> = active.collect();
    let root = |atom: &Atom| atom.value().map(|w| ground.roots.root(w));
    loop {
        let before = old.len();
        repeat.body.visit(&mut |stmt| {
            let effects = stmt.effects(&out.values);
            made.extend(effects.makes);
            let others = effects.changes.iter().filter(|changed| changed.how != Change::Possible);
            changed.extend(others.map(|changed| ground.roots.root(changed.handle)));
            for flow in effects.flows {
                if flow.from.iter().filter_map(root).any(|w| old.contains(&w)) {
                    old.insert(ground.roots.root(flow.to));
                }
            }
        });
        if old.len() == before {
            break;
        }
    }
    let is_new = |(_, atom): &(usize, Atom)| root(atom).is_none_or(|w| !old.contains(&w));
    changed.is_subset(&made) && choice.news.iter().all(is_new)
}

/// What is known of what a fold begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    Anyhow,
    /// It is not NaN. So nothing that is carried is: `max` and `min` take a number before NaN.
    WithNumber,
}

fn is_number(numbers: &BTreeSet<Value>, atom: Atom) -> bool {
    match atom {
        Atom::Float(x) => !x.is_nan(),
        atom => atom.value().is_some_and(|w| numbers.contains(&w)),
    }
}

/// The constants of a block that are numbers.
pub(super) fn numbers(block: &Block) -> BTreeSet<Value> {
    let mut numbers = BTreeSet::new();
    block.visit(&mut |stmt| match stmt {
        Stmt::Apply(Apply { dst, op: Op::Foreign(foreign), .. }) if foreign.is_number => drop(numbers.insert(*dst)),
        _ => {}
    });
    numbers
}

/// The statements that stand for `max` or `min`: what is carried on, and the iteration that it is of, are
/// chosen together. So it is compared once, and a loop waits for one comparison from iteration to iteration.
/// Of two zeros it is the first, where std says nothing.
fn decision(
    out: &mut Builder,
    rules: &Rulebook,
    apply: &Apply,
    (choice, begins): (&Choice, Begins),
    (next, index, param): (Value, Value, Value),
) -> Option<Vec<Stmt>> {
    let [(_, new)] = choice.news[..] else { return None };
    let mut won = None;
    let (mut block, ()) = out.nested(|out| {
        let partials = partials(out, rules, apply);
        won = partials.into_iter().find(|(w, _)| Some(*w) == new.value()).and_then(|(_, partial)| partial.choice);
        (Vec::new(), ())
    });
    let won = won?;
    let old = *apply.args.iter().find(|arg| **arg != new)?;
    let arm = |yields: [Atom; 2]| Block { stmts: Vec::new(), yields: yields.to_vec() };
    let [mut then, mut orelse] = [arm([index.into(), new]), arm([param.into(), old])];
    if won.then == 0.0 {
        std::mem::swap(&mut then, &mut orelse);
    }
    let mut cond = won.cond;
    if begins == Begins::WithNumber
        && let Some(question) = without_nan(&block.stmts, cond, old)
    {
        if question.is == Truth::Opposite {
            std::mem::swap(&mut then, &mut orelse);
        }
        let compare = |out: &mut Builder| (Vec::new(), out.apply(question.test, question.of.to_vec(), Kind::Bool));
        (block, cond) = out.nested(compare);
    }
    let mut decides = Stmt::branch(vec![next, apply.dst], cond, then, orelse);
    if let Stmt::If(branch) = &mut decides {
        branch.origin.clone_from(&apply.origin);
    }
    Some(block.stmts.into_iter().chain([decides]).collect())
}

/// One comparison that decides what a condition with a question for NaN decides.
struct Question {
    test: Op,
    of: [Atom; 2],
    is: Truth,
}

/// What the answer is of the condition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Truth {
    Same,
    Opposite,
}

/// What decides `a <= b || x.is_nan()`, where one of the two is a number and `x` is one of them: of the number
/// itself nobody need ask, and a comparison with NaN is false, so `!(a > b)` is true where `x` is the other one.
fn without_nan(stmts: &[Stmt], cond: Atom, number: Atom) -> Option<Question> {
    let made = |atom: Atom| {
        stmts.iter().find_map(|stmt| match stmt {
            Stmt::Apply(apply) if Atom::Value(apply.dst) == atom => Some((&apply.op, &apply.args[..])),
            _ => None,
        })
    };
    let (Op::Or, [less, nan]) = made(cond)? else { return None };
    let ((Op::Compare(test), [a, b]), (Op::Predicate("is_nan"), [asked])) = (made(*less)?, made(*nan)?) else {
        return None;
    };
    let other = if *a == number { *b } else { *a };
    let is_of_both = [*a, *b].contains(&number) && [number, other].contains(asked);
    let (test, is) = match (test, *asked == number) {
        (test, true) => (*test, Truth::Same),
        (Comparison::Le, false) => (Comparison::Gt, Truth::Opposite),
        (Comparison::Ge, false) => (Comparison::Lt, Truth::Opposite),
        _ => return None,
    };
    is_of_both.then_some(Question { test: Op::Compare(test), of: [*a, *b], is })
}

/// The adjoint of a fold: that of the iteration that has won. Whether it is one.
pub(super) fn adjoint(cx: &mut Reverse<'_>, repeat: &Loop) -> bool {
    let Some(at) = cx.winners.get(&repeat.id).copied() else { return false };
    let Control::For(range) = &repeat.control else { return false };
    let chosen: Vec<usize> = (0..repeat.carried.len()).filter(|k| cx.is_active(repeat.carried[*k].param)).collect();
    let Some((number, choice)) = choice(repeat, &chosen) else { return false };
    let incoming: Vec<_> = chosen.iter().map(|k| take_settled(cx, repeat.carried[*k].dst)).collect();
    if incoming.iter().all(Option::is_none) {
        return true;
    }
    let winner = Atom::Value(repeat.carried[at].dst);
    let control = Control::For(only(cx, range, winner));
    let won = Loop { body: won(repeat, number, &choice), control, carried: repeat.carried.clone(), ..repeat.clone() };
    let arm = branch::arm(cx, |cx| iteration(cx, repeat, &won, &choice, &incoming));
    let body = Block { stmts: arm.stmts, yields: Vec::new() };
    let mirror = Loop { body, carried: Vec::new(), ..won };
    loops::accumulators(cx, mirror, arm.bar);
    for (k, incoming) in chosen.into_iter().zip(incoming) {
        if let Some((atom, extremes)) = incoming {
            unless_won(cx, (winner, range.to), repeat.carried[k].init, (atom, extremes));
        }
    }
    true
}

/// The range of the winner alone; empty, if there is none.
fn only(cx: &mut Reverse<'_>, range: &Range, winner: Atom) -> Range {
    let info = cx.out.values[range.index.index()].clone();
    let index = cx.out.fresh(info.kind, info.name);
    let next = int(cx, IntOp::SaturatingAdd, winner, Atom::Int(1), info.kind);
    let to = int(cx, IntOp::Min, next, range.to, info.kind);
    Range { index, from: winner, to, limits: Limits::HalfOpen, order: Order::Up }
}

fn int(cx: &mut Reverse<'_>, op: IntOp, a: Atom, b: Atom, kind: Kind) -> Atom {
    cx.out.apply(Op::Int(op), vec![a, b], kind)
}

/// The body of an iteration that has won: what was decided is known.
fn won(repeat: &Loop, number: usize, choice: &Choice) -> Block {
    let mut body = repeat.body.clone();
    let (decides, rest) = (body.stmts.remove(number), body.stmts.split_off(number));
    let mut names = BTreeMap::new();
    match decides {
        Stmt::If(branch) => {
            let arm = if choice.arm == Some(1) { branch.orelse } else { branch.then };
            names.extend(branch.dst.into_iter().zip(arm.yields));
            body.stmts.extend(arm.stmts);
        }
        decides => names.extend(decides.defines().into_iter().zip(choice.news.iter().map(|(_, new)| *new))),
    }
    body.stmts.extend(rest);
    body.map_atoms(&mut |atom| atom.renamed(&names));
    body
}

/// The primal of the winner's iteration again, then its adjoint.
fn iteration(cx: &mut Reverse<'_>, repeat: &Loop, won: &Loop, choice: &Choice, incoming: &[Option<(Atom, Extremes)>]) {
    let (Control::For(range), Control::For(here)) = (&repeat.control, &won.control) else { return };
    let twins = Twins::from([(range.index, here.index.into())]);
    cx.note_twin(here.index, range.index);
    loops::again(cx, twins, &won.body, |cx, twins| {
        for ((_, new), incoming) in choice.news.iter().zip(incoming) {
            if let Some((atom, extremes)) = incoming {
                accumulate(cx, new.renamed(twins), Derivative::new(*atom, extremes.masked()));
            }
        }
    });
}

/// What the fold began with has the adjoint, if nothing has won.
fn unless_won(cx: &mut Reverse<'_>, (winner, none): (Atom, Atom), init: Atom, (atom, extremes): (Atom, Extremes)) {
    let Some(begun) = init.value().filter(|w| cx.is_active(*w)) else { return };
    let is_none = cx.out.apply(Op::Compare(Comparison::Eq), vec![winner, none], Kind::Bool);
    let kind = cx.out.kind(begun);
    let dst = cx.out.temp(kind);
    let arm = |atom| Block { stmts: Vec::new(), yields: vec![atom] };
    cx.out.branch(vec![dst], is_none, arm(atom), arm(Atom::ZERO));
    accumulate(cx, init, Derivative::new(dst.into(), extremes.masked()));
}
