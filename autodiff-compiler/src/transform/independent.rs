//! Scratch of a loop under `#[independent]` is made in each iteration.
//!
//! Memory that every iteration writes to is one for all of them in the function. So the adjoint of
//! an iteration would have to find what the next one has overwritten. Of scratch it is said that
//! no iteration reads what another has left there ([`crate::analysis`], `independent`): each may
//! have its own, which is there when its adjoint runs. What it has not filled is NaN where debug
//! assertions are on, so that what was said and is not true is seen.
//!
//! ```text
//! w3 = new [0.0; w2]                    w3 = new [0.0; w2]
//! for w4 in 0..w1                       w9 = unwritten
//!     store w3[0] = w6                  for w4 in 0..w1
//!     w7 = load w3[0]                       w10 = new [w9; w2]
//!                                           store w10[0] = w6
//!                                           w7 = load w10[0]
//! ```

use super::checkpoint::renamed;
use super::{OpenAdjoint, Policy};
use crate::analysis::{Room, Roots, roots, scratch};
use crate::ir::{
    Block, Builder, Checkpoints, Form, Func, Init, IntKind, Kind, Loop, LoopId, Memory, Op, Shape, Stmt, Value,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The function, in which each iteration has the scratch of its own that it is said to have.
pub(crate) fn apart(policy: Policy, func: &Func) -> Cow<'_, Func> {
    let is_independent = |stmt: &Stmt| matches!(stmt, Stmt::Loop(Loop { checkpoints: Checkpoints::Independent, .. }));
    if policy == Policy::Everything || !func.body.any(is_independent) {
        return Cow::Borrowed(func);
    }
    let out = Builder::with_values(func.values.clone());
    let mut cx = Apart { roots: roots(func), scratch: scratch(func), out };
    let mut body = func.body.clone();
    block(&mut cx, &mut body);
    let apart = Func { body, values: cx.out.values, ..func.clone() };
    crate::ir::verify::verify(&apart, "independent");
    Cow::Owned(apart)
}

/// The adjoint, in which the attribute has done what it does: of a companion nothing is said.
pub(crate) fn done(mut open: OpenAdjoint) -> OpenAdjoint {
    settle(&mut open.func.body);
    open
}

fn settle(block: &mut Block) {
    for stmt in &mut block.stmts {
        stmt.regions_mut().into_iter().for_each(settle);
        if let Stmt::Loop(repeat) = stmt
            && matches!(repeat.checkpoints, Checkpoints::Independent)
        {
            repeat.checkpoints = Checkpoints::Iterations;
        }
    }
}

struct Apart {
    roots: Roots,
    scratch: BTreeMap<LoopId, BTreeMap<Value, Room>>,
    out: Builder,
}

fn block(cx: &mut Apart, body: &mut Block) {
    let outer = std::mem::take(&mut cx.out.stmts);
    for mut stmt in std::mem::take(&mut body.stmts) {
        stmt.regions_mut().into_iter().for_each(|region| block(cx, region));
        if let Stmt::Loop(repeat) = &mut stmt
            && let Some(scratch) = cx.scratch.remove(&repeat.id).filter(|scratch| !scratch.is_empty())
        {
            own(cx, repeat, &scratch);
        }
        cx.out.stmts.push(stmt);
    }
    body.stmts = std::mem::replace(&mut cx.out.stmts, outer);
}

/// Makes the scratch in the body of the loop. How long it is is asked before it.
fn own(cx: &mut Apart, repeat: &mut Loop, scratch: &BTreeMap<Value, Room>) {
    let made: Vec<(Value, Value, Init)> = scratch
        .iter()
        .map(|(root, room)| {
            let (kind, name) = (cx.out.kind(*root), cx.out.name(*root).map(str::to_owned));
            let init = init(&mut cx.out, *root, *room);
            (*root, cx.out.fresh(kind, name), init)
        })
        .collect();
    let before = std::mem::take(&mut cx.out.stmts);
    let own = made.iter().map(|(root, own, _)| (*root, *own)).collect();
    for (_, own, init) in made {
        cx.out.make(own, init);
    }
    let names = renamed(&mut cx.out, &cx.roots, &own, &repeat.body);
    repeat.body.map_atoms(&mut |atom| atom.renamed(&names));
    let made = std::mem::replace(&mut cx.out.stmts, before);
    repeat.body.stmts.splice(0..0, made);
}

/// What scratch holds before it is filled.
fn init(out: &mut Builder, root: Value, room: Room) -> Init {
    let Some(Memory { form, elem: Shape::Leaf(elem) }) = out.kind(root).memory() else {
        unreachable!("scratch is of floats")
    };
    let len = match (room, form) {
        (Room::Cleared, _) => return Init::Empty(None),
        (Room::Of(len), _) => Some(len),
        (Room::AsItIs, Form::Vec) => Some(out.apply(Op::Len, vec![root.into()], Kind::Int(IntKind::Usize))),
        (Room::AsItIs, _) => None,
    };
    Init::Repeat(Shape::Leaf(out.apply(Op::Unwritten, Vec::new(), *elem)), len)
}
