//! Where control parts and meets again: `if`, `match`.
//!
//! Both arms run from the same state. What they leave different — the value,
//! the variables they assign — becomes a yield of the `If`.
//!
//! ```text
//! if x > 0.0 { y = x; }     w4 = if w3
//!                               yield w1
//!                           else
//!                               yield w2        // y holds w4 from here
//! ```

use super::exit::{self, Exit, Maybe, Side};
use super::join::{Branch, join};
use super::shared;
use crate::ir::{Atom, Block, If, Kind, Stmt};
use crate::lower::state::cx::{Cx, Res, Stop, origin};
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use quote::ToTokens;

/// What running an arm came to.
pub(crate) struct Arm {
    pub(crate) stmts: Vec<Stmt>,
    pub(crate) flow: Flow,
    /// What the variables hold at its end.
    pub(crate) after: Vec<Holds>,
}

/// How control leaves an arm.
pub(crate) enum Flow {
    /// It ends with a value; on some paths it may have returned, or set flags.
    Falls {
        value: Operands,
        maybe: Option<Maybe>,
        flags: Vec<Var>,
    },
    Returns(Vec<Atom>),
    /// It leaves to where one of the flags belongs.
    Leaves(Vec<Var>),
    Never,
}

/// Code that runs in an arm.
pub(crate) type Run<'r> = &'r mut dyn FnMut(&mut Cx<'_>) -> Res<Operands>;

/// Lowers `if condition { then } else { orelse }`.
pub(crate) fn when(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    condition: Operand,
    then: Run<'_>,
    orelse: Run<'_>,
) -> Res<Operands> {
    // What decides is a truth value, whoever gives it.
    let truth = cx.exactly(Kind::Bool);
    cx.unify(at, condition.kind, truth)?;
    let before = cx.scope.snapshot();
    let then = arm(cx, at, then);
    // An arm that leaves has its sibling as the only way on: that one is
    // lowered in place, and stays open.
    let then = match then {
        Ok(Arm { stmts, flow: flow @ (Flow::Returns(_) | Flow::Leaves(_)), after }) => {
            cx.scope.restore(&before);
            exit::open(cx, condition.atom, Side::Then, stmts, exit_of(flow, after), origin(at));
            return orelse(cx);
        }
        then => then,
    };
    cx.scope.restore(&before);
    let orelse = arm(cx, at, orelse);
    cx.scope.restore(&before);
    if then.is_err() || orelse.is_err() {
        // What an arm would have assigned is not to be reported again.
        cx.scope.map(|holds| if *holds == Holds::Nothing { Holds::Poison } else { holds.clone() });
    }
    if let (Ok(arm), Err(_)) | (Err(_), Ok(arm)) = (&then, &orelse) {
        cx.out.stmts.extend(arm.stmts.iter().cloned());
    }
    meet(cx, at, condition, before.len(), [then?, orelse?])
}

/// What comes after two arms, the first of which does not leave.
fn meet(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    condition: Operand,
    before: usize,
    [then, orelse]: [Arm; 2],
) -> Res<Operands> {
    match (then.flow, orelse.flow) {
        (Flow::Falls { value, maybe, flags }, flow @ (Flow::Returns(_) | Flow::Leaves(_))) => {
            exit::open(cx, condition.atom, Side::Else, orelse.stmts, exit_of(flow, orelse.after), origin(at));
            go_on(cx, at, (then.stmts, &then.after[..before]), maybe, &flags);
            Ok(value)
        }
        // What only one arm gives is not chosen between: the rest runs in that arm.
        (Flow::Falls { value, maybe, flags }, Flow::Never)
            if gives_memory(cx, &value, maybe.as_ref(), &then.after[..before]) =>
        {
            exit::open(cx, condition.atom, Side::Else, orelse.stmts, Exit::Panic, origin(at));
            go_on(cx, at, (then.stmts, &then.after[..before]), maybe, &flags);
            Ok(value)
        }
        (Flow::Never, Flow::Falls { value, maybe, flags })
            if gives_memory(cx, &value, maybe.as_ref(), &orelse.after[..before]) =>
        {
            exit::open(cx, condition.atom, Side::Then, then.stmts, Exit::Panic, origin(at));
            go_on(cx, at, (orelse.stmts, &orelse.after[..before]), maybe, &flags);
            Ok(value)
        }
        (Flow::Never, flow @ (Flow::Returns(_) | Flow::Leaves(_))) => {
            exit::open(cx, condition.atom, Side::Then, then.stmts, Exit::Panic, origin(at));
            cx.out.stmts.extend(orelse.stmts);
            cx.scope.restore(&orelse.after[..before]);
            Err(stop_of(flow))
        }
        (Flow::Never, Flow::Never) => {
            let (then, orelse) = (block(then.stmts), block(orelse.stmts));
            cx.out.push(Stmt::If(If { dst: Vec::new(), cond: condition.atom, then, orelse, origin: origin(at) }));
            Err(Stop::Never)
        }
        (then_flow, orelse_flow) => {
            let (then, flags) = side(then.stmts, then_flow, then.after);
            let (orelse, more) = side(orelse.stmts, orelse_flow, orelse.after);
            let mut flags: Vec<_> = flags.into_iter().chain(more).collect();
            flags.sort_by_key(|flag| flag.index());
            flags.dedup();
            let value = join(cx, at, condition.atom, before, [then, orelse])?.expect("one arm falls through");
            exit::reopen(cx, &flags, &origin(at));
            shared::name_those_left(cx);
            Ok(value)
        }
    }
}

/// What follows is lowered after the one arm that does not leave.
fn go_on(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    (stmts, after): (Vec<Stmt>, &[Holds]),
    maybe: Option<Maybe>,
    flags: &[Var],
) {
    cx.out.stmts.extend(stmts);
    cx.scope.restore(after);
    reopen(cx, at, maybe);
    exit::reopen(cx, flags, &origin(at));
    shared::name_those_left(cx);
}

/// Whether an arm gives memory, as its value, as what it may have returned or in a
/// variable, which is not there without it.
fn gives_memory(cx: &Cx<'_>, value: &Operands, maybe: Option<&Maybe>, after: &[Holds]) -> bool {
    let is_memory = |value: &Operands| value.leaves().into_iter().any(|o| cx.kinds.as_memory(o.kind).is_some());
    let before = cx.scope.snapshot();
    let is_given = |(before, after): (&Holds, &Holds)| match after {
        Holds::Operands(value) => before != after && is_memory(value),
        _ => false,
    };
    let returns = maybe.is_some() && cx.result.leaves().into_iter().any(|kind| cx.kinds.as_memory(*kind).is_some());
    returns || is_memory(value) || before.iter().zip(after).any(is_given)
}

fn exit_of(flow: Flow, holds: Vec<Holds>) -> Exit {
    match flow {
        Flow::Returns(result) => Exit::Return(result),
        Flow::Leaves(flags) => Exit::Leave { flags, holds },
        Flow::Falls { .. } | Flow::Never => unreachable!("only what leaves has an exit"),
    }
}

fn stop_of(flow: Flow) -> Stop {
    match flow {
        Flow::Returns(result) => Stop::Return(result),
        Flow::Leaves(flags) => Stop::Leave(flags),
        Flow::Falls { .. } | Flow::Never => unreachable!("only what leaves has an exit"),
    }
}

fn side(stmts: Vec<Stmt>, flow: Flow, after: Vec<Holds>) -> (Branch, Vec<Var>) {
    match flow {
        Flow::Falls { value, maybe, flags } => (Branch { stmts, value: Some(value), holds: Some(after), maybe }, flags),
        _ => (Branch { stmts, value: None, holds: None, maybe: None }, Vec::new()),
    }
}

fn block(stmts: Vec<Stmt>) -> Block {
    Block { stmts, yields: Vec::new() }
}

/// Runs an arm as a region of its own, and closes what it left open.
pub(crate) fn arm(cx: &mut Cx<'_>, at: &dyn ToTokens, run: Run<'_>) -> Res<Arm> {
    let before = cx.scope.snapshot();
    let outer = (std::mem::take(&mut cx.out.stmts), std::mem::take(&mut cx.open_ifs));
    cx.around.push(outer);
    // What another arm has put in places has no name in this one.
    let elsewhere = std::mem::take(&mut cx.unnamed);
    let result = run(cx);
    let flow = if cx.jump_targets.is_empty() {
        flow(cx, at, result, &before)
    } else {
        flow_inside(cx, at, result, before.len())
    };
    cx.unnamed.splice(0..0, elsewhere);
    let (stmts, open_ifs) = cx.around.pop().expect("pushed above");
    cx.open_ifs = open_ifs;
    let stmts = std::mem::replace(&mut cx.out.stmts, stmts);
    let after = cx.scope.snapshot();
    match flow {
        Ok(flow) => Ok(Arm { stmts, flow, after }),
        Err(stop) => {
            // Activity analysis still looks for errors in what there is.
            cx.out.stmts.extend(stmts);
            Err(stop)
        }
    }
}

fn flow(cx: &mut Cx<'_>, at: &dyn ToTokens, result: Res<Operands>, before: &[Holds]) -> Res<Flow> {
    match result {
        Ok(value) => {
            let (value, maybe) = exit::close_falling(cx, at, &value, before)?;
            Ok(Flow::Falls { value, maybe, flags: Vec::new() })
        }
        Err(Stop::Return(atoms)) => Ok(Flow::Returns(exit::close_returned(cx, atoms))),
        Err(Stop::Never) if cx.open_ifs.is_empty() => Ok(Flow::Never),
        // It returns on some paths and panics on the others.
        Err(Stop::Never) => Ok(Flow::Returns(exit::close_returned(cx, vec![Atom::Undef; cx.result.leaves().len()]))),
        Err(Stop::Leave(_)) => unreachable!("there is nothing to leave"),
        Err(Stop::Error(reported)) => Err(Stop::Error(reported)),
    }
}

/// The same inside a loop or a labeled block.
fn flow_inside(cx: &mut Cx<'_>, at: &dyn ToTokens, result: Res<Operands>, before: usize) -> Res<Flow> {
    let (value, own) = match result {
        Ok(value) => (Some(value), Vec::new()),
        Err(Stop::Leave(flags)) => (None, flags),
        Err(Stop::Never) if cx.open_ifs.is_empty() => return Ok(Flow::Never),
        Err(Stop::Never) => (None, Vec::new()),
        Err(stop) => return Err(stop),
    };
    let (value, mut flags) = exit::close_leaving(cx, at, value, before)?;
    flags.extend(own);
    flags.sort_by_key(|flag| flag.index());
    flags.dedup();
    Ok(match value {
        Some(value) => Flow::Falls { value, maybe: None, flags },
        None => Flow::Leaves(flags),
    })
}

/// Statements of their own block, which nothing leaves.
pub(crate) fn bare(cx: &mut Cx<'_>, run: Run<'_>) -> Res<Block> {
    let (block, is_left) = attempt(cx, run)?;
    assert!(!is_left, "nothing leaves a bare block");
    Ok(block)
}

/// Statements of their own block, and whether something may leave it: then they
/// are not all of it.
pub(crate) fn attempt(cx: &mut Cx<'_>, run: Run<'_>) -> Res<(Block, bool)> {
    let outer = (std::mem::take(&mut cx.out.stmts), std::mem::take(&mut cx.open_ifs));
    cx.around.push(outer);
    let value = run(cx);
    let (stmts, open_ifs) = cx.around.pop().expect("pushed above");
    let is_left = !std::mem::replace(&mut cx.open_ifs, open_ifs).is_empty();
    let stmts = std::mem::replace(&mut cx.out.stmts, stmts);
    let yields = value?.leaves().into_iter().map(|o| o.atom).collect();
    Ok((Block { stmts, yields }, is_left))
}

/// The body of a loop or of a labeled block, as a region.
pub(crate) struct Region {
    pub(crate) stmts: Vec<Stmt>,
    /// Its value, if control reaches its end on some path.
    pub(crate) value: Option<Operands>,
    /// The exits that it may have taken.
    pub(crate) flags: Vec<Var>,
    /// What the variables hold afterwards; nothing of them is read if it panics.
    pub(crate) after: Vec<Holds>,
}

/// Runs a region inside a loop or a labeled block.
pub(crate) fn region(cx: &mut Cx<'_>, at: &dyn ToTokens, run: Run<'_>) -> Res<Region> {
    let arm = arm(cx, at, run)?;
    let (value, flags) = match arm.flow {
        Flow::Falls { value, flags, .. } => (Some(value), flags),
        Flow::Leaves(flags) => (None, flags),
        Flow::Never | Flow::Returns(_) => (None, Vec::new()),
    };
    Ok(Region { stmts: arm.stmts, value, flags, after: arm.after })
}

/// After an arm that may have returned, the rest runs only if it has not.
pub(crate) fn reopen(cx: &mut Cx<'_>, at: &dyn ToTokens, maybe: Option<Maybe>) {
    if let Some(Maybe { flag, result }) = maybe {
        exit::open(cx, flag, Side::Then, Vec::new(), Exit::Return(result), origin(at));
    }
}
