//! Fusion: a loop whose iterations meet only in sums is reversed at once.
//!
//! Where the adjoint of an iteration reads nothing that is computed behind the iteration,
//! it can run there. All that it reads is in scope: nothing is recorded, and nothing runs
//! again.
//!
//! ```text
//! w8 = for w4 in 0..w2 carrying w5 = 0.0      w8 = for w4 in 0..w2 carrying w5 = 0.0
//!     w6 = exp w3                                 w6 = exp w3
//!     w7 = add w5, w6                             w7 = add w5, w6
//!     yield w7                                    t = mul w8_bar, w6
//! for w4 in 0..w2                                 store w1_bar[w4] += t
//!     w6' = exp w3                                yield w7
//!     t = mul w8_bar, w6'
//!     store w1_bar[w4] += t
//! ```
//!
//! What stands between the two loops goes before the fused one, or behind it. The adjoint
//! then runs in the order of the primal, so the terms of its sums are in another order.

mod calls;
mod obstacle;
mod sides;

use super::{OpenAdjoint, dce_before_sharing};
use crate::analysis::{Ground, has_own_place};
use crate::ir::{Aspect, Atom, Block, Checkpoints, Control, Limits, Loop, LoopId, Op, Order, Stmt, Value};
use obstacle::Obstacle;
use sides::Sides;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Fuses each loop with its mirror image and each call with its adjoint, where that is
/// possible.
pub(crate) fn fuse(open: OpenAdjoint) -> OpenAdjoint {
    let mut open = dce_before_sharing(open);
    let mut fused = BTreeSet::new();
    loop {
        let cx = Fusion { ground: Ground::of(&open.func), repeats: &open.repeats };
        let Some(found) = find(&cx, &open.func.body) else { break };
        open.repeats.extend(found.nearer);
        fused.extend(found.fused);
        let mut block = &mut open.func.body;
        for (number, region) in found.path {
            block = block.stmts[number].regions_mut().swap_remove(region);
        }
        block.stmts = found.stmts;
    }
    headings(&fused, &mut open.func.body);
    let cx = Fusion { ground: Ground::of(&open.func), repeats: &open.repeats };
    let apart = obstacle::told(&cx, &open.func.body, fused);
    OpenAdjoint { apart, ..open }
}

/// Says of the fused loops of the function's own block what they are.
fn headings(fused: &BTreeSet<LoopId>, body: &mut Block) {
    let is_fused = |stmt: &Stmt| matches!(stmt, Stmt::Loop(repeat) if fused.contains(&repeat.id));
    for stmt in std::mem::take(&mut body.stmts) {
        if is_fused(&stmt) {
            body.stmts.push(Stmt::Section("Each iteration, and its adjoint."));
        }
        body.stmts.push(stmt);
    }
}

struct Fusion<'a> {
    ground: Ground<'a>,
    /// Of what is computed again: the value that it is.
    repeats: &'a BTreeMap<Value, Value>,
}

/// A block in which a loop has been fused.
struct Found {
    /// The statements around it, with the number of their region.
    path: Vec<(usize, usize)>,
    stmts: Vec<Stmt>,
    /// The loop, if it is one.
    fused: Option<LoopId>,
    /// What is computed again in the fused loop, and what that repeats there.
    nearer: BTreeMap<Value, Value>,
}

fn find(cx: &Fusion<'_>, block: &Block) -> Option<Found> {
    for (j, stmt) in block.stmts.iter().enumerate() {
        let found = match stmt {
            Stmt::Loop(mirror) => {
                let is_first = |stmt: &Stmt| matches!(stmt, Stmt::Loop(first) if first.id == mirror.id);
                let first = block.stmts[..j].iter().rposition(is_first);
                first.and_then(|i| pair(cx, &block.stmts, (i, j)).ok())
            }
            Stmt::Call(adjoint) => calls::find(cx, &block.stmts, adjoint, j),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        for (region, inside) in stmt.regions().into_iter().enumerate() {
            if let Some(mut found) = find(cx, inside) {
                found.path.insert(0, (j, region));
                return Some(found);
            }
        }
    }
    None
}

/// The block with the loop number `i` and its mirror image, number `j`, as one loop.
fn pair(cx: &Fusion<'_>, stmts: &[Stmt], (i, j): (usize, usize)) -> Result<Found, Obstacle> {
    let (Stmt::Loop(first), Stmt::Loop(mirror)) = (&stmts[i], &stmts[j]) else { return Err(Obstacle::NoPair) };
    let keeps_order = runs_alike(first, mirror).ok_or(Obstacle::NoPair)?;
    let touched = cx.ground.touched([&stmts[i]]);
    let own = own(cx, first, mirror);
    let [shared, adjoint] = [&stmts[i], &stmts[j]].map(|stmt| cx.ground.touched([stmt]).without(&own));
    let is_free = keeps_order || (adjoint.only_adds() && only_sums(mirror));
    match () {
        () if is_replay(cx, &stmts[j]) || !is_worth(cx, first, mirror) => return Err(Obstacle::NoPair),
        () if !is_free => return Err(Obstacle::Order),
        () if touched.may_leave => return Err(Obstacle::Leaves),
        () if !shared.commutes_with(&adjoint) => return Err(Obstacle::Memory),
        () => {}
    }
    let sides = Sides::of(cx, &without_trips(stmts, (first, j)), (i, j), touched).map_err(Obstacle::Between)?;
    let (body, nearer) = behind_primal(cx, first, mirror).ok_or(Obstacle::Order)?;
    let mut fused = first.clone();
    fused.carried.extend(&mirror.carried);
    fused.body.stmts.extend(body.stmts);
    fused.body.yields.extend(body.yields);
    let (id, both) = (fused.id, Stmt::Loop(fused));
    Ok(Found { path: Vec::new(), stmts: sides.around(stmts, (i, j), both), fused: Some(id), nearer })
}

/// The memory of which each iteration of both loops touches elements of its own alone, where they are
/// said to be independent. Iterations do not meet there, in whichever order they run.
fn own(cx: &Fusion<'_>, first: &Loop, mirror: &Loop) -> BTreeSet<Value> {
    if !matches!(first.checkpoints, Checkpoints::Independent) {
        return BTreeSet::new();
    }
    let (mut own, mut others) = (BTreeSet::new(), BTreeSet::new());
    for repeat in [first, mirror] {
        repeat.body.visit(&mut |stmt| {
            let is_own = has_own_place(repeat, cx.ground.roots(), stmt);
            let effects = stmt.effects(cx.ground.values());
            let touched = effects.looks.iter().filter(|look| look.at == Aspect::Content).map(|look| look.handle);
            let touched = touched.chain(effects.changes.iter().map(|changed| changed.handle));
            let roots = touched.map(|handle| cx.ground.roots().root(handle));
            if is_own { own.extend(roots) } else { others.extend(roots) }
        });
    }
    own.retain(|root| !others.contains(root));
    own
}

/// Whether two loops over the same indices run through them in the same order; nothing
/// if the indices are others. Those of a `while` are the numbers of its iterations.
fn runs_alike(first: &Loop, mirror: &Loop) -> Option<bool> {
    match (&first.control, &mirror.control) {
        (Control::For(a), Control::For(b)) => {
            ((a.from, a.to, a.limits) == (b.from, b.to, b.limits)).then_some(a.order == b.order)
        }
        (Control::While { .. }, Control::For(b)) => {
            let all = (Atom::Int(0), Some(trips(first)?.into()), Limits::HalfOpen);
            ((b.from, Some(b.to), b.limits) == all).then_some(b.order == Order::Up)
        }
        _ => None,
    }
}

/// How often a `while` has run.
fn trips(first: &Loop) -> Option<Value> {
    let Control::While { counter: Some(counter), .. } = first.control else { return None };
    first.carried.iter().find(|carried| carried.param == counter).map(|carried| carried.dst)
}

/// The statements, where the mirror image of a `while` does not ask how often that has run: as
/// one loop, the two need not.
fn without_trips<'s>(stmts: &'s [Stmt], (first, j): (&Loop, usize)) -> Cow<'s, [Stmt]> {
    let mut stmts = Cow::Borrowed(stmts);
    if trips(first).is_some()
        && let Stmt::Loop(Loop { control: Control::For(range), .. }) = &mut stmts.to_mut()[j]
    {
        range.to = Atom::Int(0);
    }
    stmts
}

/// Whether all that the loop carries are sums, which the body does not look at: neither at what
/// has come together so far, nor at that with its own term.
fn only_sums(repeat: &Loop) -> bool {
    let mut reads: BTreeMap<Value, usize> = BTreeMap::new();
    repeat.body.visit_reads(&mut |w| *reads.entry(w).or_default() += 1);
    let is_sum = |(param, next): (Value, &Atom)| {
        let adds = |stmt: &Stmt| match stmt {
            Stmt::Apply(apply) => {
                let adds = matches!(&apply.op, Op::Rule(rule) if rule.name == "add");
                adds && Atom::Value(apply.dst) == *next && apply.args.contains(&Atom::Value(param))
            }
            _ => false,
        };
        // The one reads the sum to add to it, the other is what the iteration yields.
        let is_read_once = |w: Value| reads.get(&w) == Some(&1);
        is_read_once(param) && next.value().is_some_and(is_read_once) && repeat.body.stmts.iter().any(adds)
    };
    repeat.carried.iter().map(|c| c.param).zip(&repeat.body.yields).all(is_sum)
}

/// Whether a statement does nothing but compute again what the primal has computed.
fn is_replay(cx: &Fusion<'_>, stmt: &Stmt) -> bool {
    let defined = stmt.defines();
    let touched = cx.ground.touched([stmt]);
    let mut changed = touched.changed().peekable();
    let does_something = !defined.is_empty() || changed.peek().is_some();
    does_something && defined.into_iter().chain(changed).all(|w| cx.repeats.contains_key(&w))
}

/// Whether the two have anything in common: the mirror image runs something of the iteration
/// again, or reads what would be recorded.
fn is_worth(cx: &Fusion<'_>, first: &Loop, mirror: &Loop) -> bool {
    let inside: BTreeSet<Value> = first.body.stmts.iter().flat_map(defined).chain(first.params()).collect();
    let mut shares = mirror.body.any(|stmt| is_replay(cx, stmt));
    mirror.body.visit_reads(&mut |w| shares |= inside.contains(&w));
    shares
}

/// The values that a statement defines, those of its regions and their parameters too.
fn defined(stmt: &Stmt) -> Vec<Value> {
    let mut all = [stmt.defines(), stmt.params()].concat();
    for region in stmt.regions() {
        region.visit(&mut |stmt| all.extend([stmt.defines(), stmt.params()].concat()));
    }
    all
}

/// The adjoint of an iteration as it stands behind its iteration, and what is computed
/// again in it, with what that repeats.
fn behind_primal(cx: &Fusion<'_>, first: &Loop, mirror: &Loop) -> Option<(Block, BTreeMap<Value, Value>)> {
    let original = |w: Value| cx.repeats.get(&w).copied().unwrap_or(w);
    let mut here = BTreeMap::new();
    for w in first.params().into_iter().chain(first.body.stmts.iter().flat_map(defined)) {
        // The first one is what the others repeat.
        here.entry(original(w)).or_insert(w);
    }
    let (again, own): (Vec<_>, Vec<_>) = mirror.body.stmts.iter().partition(|stmt| is_replay(cx, stmt));
    let mut names = BTreeMap::new();
    let mut lost = BTreeSet::new();
    let index = |repeat: &Loop| match repeat.control {
        Control::For(ref range) => Some(range.index),
        Control::While { counter, .. } => counter,
    };
    names.insert(index(mirror)?, Atom::Value(index(first)?));
    for w in again.into_iter().flat_map(defined) {
        match here.get(&original(w)) {
            Some(same) => drop(names.insert(w, Atom::Value(*same))),
            None => drop(lost.insert(w)),
        }
    }
    let mut body = Block { stmts: own.into_iter().cloned().collect(), yields: mirror.body.yields.clone() };
    let mut is_lost = false;
    body.visit_reads(&mut |w| is_lost |= lost.contains(&w));
    body.map_atoms(&mut |atom| atom.renamed(&names));
    let repeated = body.stmts.iter().flat_map(defined).filter_map(|w| Some((w, *here.get(cx.repeats.get(&w)?)?)));
    let nearer = repeated.collect();
    (!is_lost).then_some((body, nearer))
}
