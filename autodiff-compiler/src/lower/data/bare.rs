//! Constants of an unseen type in a field that a call may change.
//!
//! `s.o = None` stores a constant. Once a call has changed `s`, its `o` is none any more: where
//! something active may be made of it then, it is data. A variant without fields is taken for data
//! from there on, and so are the elements of a list of constants, `S { tr: vec![P { x: 2.0 }] }`;
//! lowering begins again. Of anything else, the user is asked for its type.
//!
//! ```text
//! w2 = foreign None              w2 = new None
//! store s.o = w2                 store s.o = w2
//! call set(&mut s, x)            call set(&mut s, x)
//! w4 = load s.o                  w4 = view s.o
//! w5 = foreign w4                w5 = call unwrap(w4)
//! ```

use super::overwritten::{Parts, parts, root};
use crate::errors::Message;
use crate::ir::{Apply, Atom, Block, Kind, Load, Op, Stmt, Value};
use crate::lower::state::alias;
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::Known;
use std::collections::BTreeSet;

/// Finds what is read so.
pub(crate) fn settle(cx: &Cx<'_>, block: &Block) {
    let parts = parts(block);
    let changed = changed(&parts, block);
    let mut loads: Vec<&Load> = Vec::new();
    block.visit(&mut |stmt| match stmt {
        Stmt::Load(load) if is_unseen(cx, load.dst) && changed.contains(&root(&parts, load.place.base)) => {
            loads.push(load);
        }
        _ => {}
    });
    for load in loads {
        if makes_active(cx, block, load.dst) {
            found(cx, load);
        }
    }
}

/// The memory that calls may change, and what is made of it.
fn changed(parts: &Parts, block: &Block) -> BTreeSet<Value> {
    let mut changed = BTreeSet::new();
    loop {
        let before = changed.len();
        block.visit(&mut |stmt| {
            let is_of_changed = |atom: &Atom| atom.value().is_some_and(|w| changed.contains(&root(parts, w)));
            let more: Vec<Value> = match stmt {
                Stmt::Call(call) => call.written(),
                Stmt::New(_) if stmt.operands().iter().any(is_of_changed) => stmt.defines(),
                Stmt::Bulk(bulk) if stmt.operands().iter().any(is_of_changed) => {
                    bulk.op.written().into_iter().map(|place| place.base).collect()
                }
                _ => Vec::new(),
            };
            changed.extend(more.into_iter().map(|w| root(parts, w)));
        });
        if changed.len() == before {
            return changed;
        }
    }
}

fn found(cx: &Cx<'_>, load: &Load) {
    let kind = cx.kind_of[load.dst.index()];
    if !alias::is_bare_part(cx, kind)
        && let Some(source) = &load.origin
    {
        cx.errors.report(Message::ConstantFieldChanged.at(source.span));
    }
}

/// Whether what may be active is made of a constant, by way of others, and is not taken as one:
/// `#[constant] let v = ..`.
fn makes_active(cx: &Cx<'_>, block: &Block, constant: Value) -> bool {
    let may_be_active = |w: Value| {
        let kind = cx.kind_of[w.index()];
        let known = cx.kinds.known(kind);
        known.may_be_float() || known == Known::Part || cx.kinds.is_data(kind)
    };
    let mut made = BTreeSet::from([constant]);
    let mut is_active = false;
    let mut read = |made: &BTreeSet<Value>, atoms: &[Atom]| {
        let read: Vec<Value> = atoms.iter().filter_map(|atom| atom.value()).filter(|w| made.contains(w)).collect();
        is_active |= read.iter().any(|w| may_be_active(*w));
        !read.is_empty()
    };
    block.visit(&mut |stmt| {
        stmt.regions().into_iter().for_each(|region| {
            read(&made, &region.yields);
        });
        let is_taken = matches!(stmt, Stmt::Apply(Apply { op: Op::Constant, .. }));
        if !is_taken && read(&made, &stmt.operands()) {
            made.extend(stmt.defines().into_iter().filter(|w| !is_inactive(cx, *w)));
        }
    });
    read(&made, &block.yields);
    is_active
}

/// Nothing active is made of what is an integer or a truth value, and decides at most.
fn is_inactive(cx: &Cx<'_>, w: Value) -> bool {
    matches!(cx.kinds.known(cx.kind_of[w.index()]), Known::SomeInt | Known::Exactly(Kind::Int(_) | Kind::Bool))
}

fn is_unseen(cx: &Cx<'_>, w: Value) -> bool {
    matches!(cx.kinds.known(cx.kind_of[w.index()]), Known::Nothing | Known::Unseen | Known::Exactly(Kind::Opaque))
}
