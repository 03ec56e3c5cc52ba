//! Loops and labeled blocks, and what leaves them.
//!
//! A loop carries every variable that its body may assign; those that come out
//! as they went in are carried no more. What leaves the loop early sets a flag
//! ([`super::exit`]), which the loop carries and its condition asks.
//!
//! ```text
//! let mut s = 0.0;                 w5 = for w3 in 0..w2 carrying w4 = 0.0
//! for i in 0..n { s += x[i]; }         w6 = load w1[w3]
//!                                      w7 = add w4, w6
//!                                      yield w7
//! ```

use super::branch::{self, Region};
use super::carry::{self, Carry};
use super::checkpoint;
use super::early_result;
use super::exit;
use super::join::{self, Branch};
use super::shared;
use super::trip_count::{self, Plan};
use crate::errors::Message;
use crate::ir::{Atom, Block, Checkpoints, Loop, LoopId, Shape, Stmt};
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res, Returning, Stop, origin};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::tokens::hygiene::{Name, Sort};
use crate::lower::value::block;
use crate::lower::value::expr::{Expect, any, expression};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{ExprBreak, ExprContinue, Label, Lifetime};

/// A loop or a labeled block that code inside can leave.
#[derive(Clone, Debug)]
pub(crate) struct JumpTarget {
    label: Option<Name>,
    broke: Var,
    /// A block cannot be continued.
    continued: Option<Var>,
    /// What `break` brings along.
    value: Var,
    /// What is wanted of that.
    wanted: Expect,
    /// How many regions there are around it.
    depth: usize,
}

impl JumpTarget {
    pub(crate) fn value(&self) -> Var {
        self.value
    }

    pub(crate) fn depth(&self) -> usize {
        self.depth
    }
}

/// The body of a loop, which is given the index.
pub(crate) type Iteration<'b> = &'b mut dyn FnMut(&mut Cx<'_>, Option<Operand>) -> Res<()>;

/// Lowers a loop that no `break` brings a value from.
pub(crate) fn repeat(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    label: Option<&Label>,
    plan: Plan<'_>,
    body: Iteration<'_>,
) -> Res<Operands> {
    valued(cx, at, (label, &any()), plan, body)
}

/// Lowers a loop; its value is what `break` brings along.
fn valued(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    (label, expect): (Option<&Label>, &Expect),
    plan: Plan<'_>,
    body: Iteration<'_>,
) -> Res<Operands> {
    let outermost = enter(cx);
    let flattened = std::mem::take(&mut cx.flattened);
    // Those of an iterator that needs several loops are all its user's.
    let checkpoints = cx.checkpoints.take();
    let continued = exit::flag(cx);
    let target = JumpTarget { wanted: expect.clone(), ..target(cx, label, Some(continued)) };
    let entry = cx.scope.snapshot();
    let lowered = body_of(cx, at, &target, plan, body);
    let after = match lowered {
        Ok(once) => close(cx, at, &target, &entry, Iterated { checkpoints: checkpoints.clone(), ..once }),
        Err(stop) => Err(stop),
    };
    if after.is_err() {
        cx.scope.restore(&entry);
        cx.scope.map(|holds| if *holds == Holds::Nothing { Holds::Poison } else { holds.clone() });
    }
    forget(cx, &target);
    leave_outermost(cx, outermost);
    cx.flattened = flattened;
    cx.checkpoints = checkpoints;
    after
}

/// The flag and the value of a `return` are made for the outermost loop.
fn enter(cx: &mut Cx<'_>) -> bool {
    let outermost = cx.returning.is_none();
    if outermost {
        let flag = exit::flag(cx);
        let nothing_yet = early_result::holds(cx);
        let value = cx.scope.hide(nothing_yet);
        cx.returning = Some(Returning { flag, value });
    }
    outermost
}

fn leave_outermost(cx: &mut Cx<'_>, outermost: bool) {
    if let Some(Returning { flag, value }) = cx.returning
        && outermost
    {
        cx.scope.forget(flag);
        cx.scope.forget(value);
        cx.returning = None;
    }
}

fn target(cx: &mut Cx<'_>, label: Option<&Label>, continued: Option<Var>) -> JumpTarget {
    let label = label.map(|label| Name::of(&label.name.ident));
    let broke = exit::flag(cx);
    let value = cx.scope.hide(Holds::Nothing);
    JumpTarget { label, broke, continued, value, wanted: any(), depth: cx.around.len() }
}

fn forget(cx: &mut Cx<'_>, target: &JumpTarget) {
    [Some(target.broke), target.continued, Some(target.value)].into_iter().flatten().for_each(|v| cx.scope.forget(v));
}

/// A loop whose body has been lowered, on values that stand for any iteration.
struct Iterated {
    body: Region,
    carry: Carry,
    plan: trip_count::Ready,
    checkpoints: Option<(Checkpoints, TokenStream)>,
}

/// Runs the body once.
fn body_of(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    target: &JumpTarget,
    plan: Plan<'_>,
    body: Iteration<'_>,
) -> Res<Iterated> {
    let carry = carry::open(cx);
    let plan = trip_count::prepare(cx, plan)?;
    // Whoever is in the loop has not left it.
    let flags = cx.jump_targets.iter().chain([target]).flat_map(|t| [Some(t.broke), t.continued]).flatten();
    let flags: Vec<_> = flags.chain(cx.returning.map(|r| r.flag)).collect();
    flags.into_iter().for_each(|flag| exit::lower(cx, flag));
    cx.jump_targets.push(target.clone());
    let index = plan.index();
    let unnamed = cx.unnamed.len();
    let region = branch::region(cx, at, &mut |cx| body(cx, index).map(|()| Shape::unit()));
    // Nothing goes on with what an iteration has made.
    cx.unnamed.truncate(unnamed);
    cx.jump_targets.pop();
    Ok(Iterated { body: region?, carry, plan, checkpoints: None })
}

/// Writes the loop, and goes on after it.
fn close(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    target: &JumpTarget,
    entry: &[Holds],
    Iterated { body: region, carry, plan, checkpoints }: Iterated,
) -> Res<Operands> {
    let exits: Vec<Var> = region.flags.iter().copied().filter(|flag| Some(*flag) != target.continued).collect();
    let endless = plan.is_endless() && !exits.contains(&target.broke);
    let ends = region.value.is_some() || !region.flags.is_empty();
    let mut body = Block { stmts: region.stmts, yields: Vec::new() };
    let flags: Vec<Atom> = exits.iter().map(|flag| carry.param(*flag)).collect();
    let mut carried = carry::close(cx, at, carry, ends.then_some(&region.after[..]), &mut body)?;
    let control = trip_count::finish(cx, plan, &flags, &mut carried, &mut body);
    let id = LoopId(cx.loops);
    cx.loops += 1;
    let checkpoints = checkpoint::of_loop(cx, checkpoints.as_ref(), &control)?;
    let mut repeat = Loop { id, control, carried: Vec::new(), body, checkpoints, origin: origin(at) };
    carry::settle(cx, entry, carried, &mut repeat);
    early_result::make_brought(cx, target);
    cx.out.push(Stmt::Loop(repeat));
    let value = match cx.scope.get(target.value) {
        Holds::Operands(operands) => operands.clone(),
        _ => Shape::unit(),
    };
    let outer: Vec<Var> = exits.into_iter().filter(|flag| *flag != target.broke).collect();
    if !endless {
        exit::reopen(cx, &outer, &origin(at));
        return Ok(early_result::left_with(cx, &value));
    }
    // Control comes here only because something outer is being left.
    match outer[..] {
        [] => Err(Stop::Never),
        [_] if cx.jump_targets.is_empty() => Err(Stop::Return(exit::result_so_far(cx))),
        _ => Err(Stop::Leave(outer)),
    }
}

/// `loop { .. }`
pub(crate) fn endless_loop(cx: &mut Cx<'_>, e: &syn::ExprLoop, expect: &Expect) -> Res<Operands> {
    // What is said of it is not a part of its text.
    let bare = (!e.attrs.is_empty()).then(|| syn::ExprLoop { attrs: Vec::new(), ..e.clone() });
    cx.checkpoints = checkpoint::wanted_of_uncounted(cx, &e.attrs)?;
    let (e, label) = (bare.as_ref().unwrap_or(e), e.label.as_ref());
    let done =
        valued(cx, e, (label, expect), Plan::Forever, &mut |cx, _| block::block(cx, &e.body, &any()).map(|_| ()));
    cx.checkpoints = None;
    done
}

/// `'a: { .. break 'a v; .. }`
pub(crate) fn labeled_block(cx: &mut Cx<'_>, e: &syn::ExprBlock, expect: &Expect) -> Res<Operands> {
    let outermost = enter(cx);
    let target = JumpTarget { wanted: expect.clone(), ..target(cx, e.label.as_ref(), None) };
    cx.jump_targets.push(target.clone());
    let region = branch::region(cx, e, &mut |cx| crate::lower::value::block::block(cx, &e.block, expect));
    cx.jump_targets.pop();
    let value = region.and_then(|region| close_block(cx, e, &target, region));
    forget(cx, &target);
    leave_outermost(cx, outermost);
    value
}

fn close_block(cx: &mut Cx<'_>, e: &syn::ExprBlock, target: &JumpTarget, region: Region) -> Res<Operands> {
    early_result::make_brought(cx, target);
    cx.out.stmts.extend(region.stmts);
    let before = region.after.len();
    cx.scope.restore(&region.after);
    let broken = match cx.scope.get(target.value) {
        Holds::Operands(operands) => operands.clone(),
        _ => Shape::unit(),
    };
    let left = region.flags.contains(&target.broke);
    let outer: Vec<Var> = region.flags.iter().copied().filter(|flag| *flag != target.broke).collect();
    let value = match region.value {
        Some(value) if left => {
            let flag = exit::is_raised(cx, target.broke);
            let holds = Some(cx.scope.snapshot());
            let side = |stmts, value| Branch { stmts, value: Some(value), holds: holds.clone(), maybe: None };
            let (stmts, value) = early_result::fallen_through(cx, &broken, &value);
            join::join(cx, e, flag, before, [side(Vec::new(), broken), side(stmts, value)])?
        }
        Some(value) => Some(value),
        None if left => Some(broken),
        None => None,
    };
    match value {
        Some(value) => {
            exit::reopen(cx, &outer, &origin(e));
            shared::name_those_left(cx);
            Ok(early_result::left_with(cx, &value))
        }
        None if outer.is_empty() => Err(Stop::Never),
        None if cx.jump_targets.is_empty() => Err(Stop::Return(exit::result_so_far(cx))),
        None => Err(Stop::Leave(outer)),
    }
}

/// The loop or block that a jump goes to.
fn find(cx: &Cx<'_>, label: Option<&Lifetime>) -> Option<JumpTarget> {
    let mut inward = cx.jump_targets.iter().rev();
    let found = match label {
        Some(label) => {
            let labeled = inward.filter_map(|target| target.label.as_ref().map(|name| (name, target)));
            cx.scope.guesses.resolve(Sort::Label, &label.ident, labeled)
        }
        None => inward.find(|target| target.continued.is_some()),
    };
    found.cloned()
}

/// The loop that has so many others between it and what is lowered now.
fn around(cx: &Cx<'_>, between: usize) -> Option<JumpTarget> {
    cx.jump_targets.iter().rev().filter(|target| target.continued.is_some()).nth(between).cloned()
}

/// Ends the innermost loop of the user, or of an iterator.
pub(crate) fn leave_innermost(cx: &mut Cx<'_>) -> Stop {
    let target = around(cx, cx.flattened).expect("lowered inside a loop");
    exit::leave(cx, target.broke)
}

pub(crate) fn break_(cx: &mut Cx<'_>, e: &ExprBreak) -> Res<Operands> {
    // Loops of one iterator are left together.
    let target = match &e.label {
        None => around(cx, cx.flattened),
        label => find(cx, label.as_ref()),
    };
    let Some(target) = target else { return Err(nowhere(cx, e)) };
    if let Some(value) = &e.expr {
        let operands = expression(cx, value, &target.wanted)?;
        as_wanted(cx, value, &operands, &target.wanted)?;
        let operands = early_result::brought(cx, &target, &operands);
        stays(cx, value, &operands, target.depth)?;
        cx.scope.set(target.value, Holds::Operands(operands));
    }
    Err(exit::leave(cx, target.broke))
}

/// A part is data where that is wanted.
fn as_wanted(cx: &mut Cx<'_>, at: &dyn ToTokens, value: &Operands, wanted: &Expect) -> Res<()> {
    match (value, wanted) {
        (Shape::Leaf(operand), Shape::Leaf(Some(kind))) if cx.known(*operand) == Known::Part => {
            cx.unify(at, operand.kind, *kind)
        }
        _ => Ok(()),
    }
}

pub(crate) fn continue_(cx: &mut Cx<'_>, e: &ExprContinue) -> Res<Operands> {
    match find(cx, e.label.as_ref()).and_then(|target| target.continued) {
        Some(flag) => Err(exit::leave(cx, flag)),
        None => Err(nowhere(cx, e)),
    }
}

fn nowhere(cx: &Cx<'_>, at: &dyn ToTokens) -> Stop {
    cx.refuse(at, Message::UnsupportedExpression { what: "a jump to a place outside".to_owned() })
}

/// `return` inside a loop.
pub(crate) fn return_(cx: &mut Cx<'_>, at: &dyn ToTokens, value: &Operands) -> Stop {
    let wanted = cx.result.clone();
    if let Err(stop) = conform(cx, at, value, &wanted) {
        return stop;
    }
    if let Err(stop) = stays(cx, at, value, 0) {
        return stop;
    }
    let returning = cx.returning.expect("made for the outermost loop");
    cx.scope.set(returning.value, Holds::Operands(value.owned()));
    exit::leave(cx, returning.flag)
}

/// Memory that is made inside a loop ends with the iteration.
fn stays(cx: &Cx<'_>, at: &dyn ToTokens, value: &Operands, depth: usize) -> Res<()> {
    let is_memory = |o: &Operand| cx.kinds.as_memory(o.kind).is_some();
    let inside = |o: &&Operand| {
        is_memory(o) && o.atom.value().is_some_and(|w| cx.homes.get(&w).is_some_and(|home| *home > depth))
    };
    match value.leaves().into_iter().find(inside) {
        Some(_) => Err(cx.refuse(at, Message::MemoryLeavesLoop)),
        None => Ok(()),
    }
}
