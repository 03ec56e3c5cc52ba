//! Buffers that an iteration makes for itself are made once, before the loop.
//!
//! An iteration that is reversed where it has run makes its tapes and shadows anew, and frees
//! them, each time. A vector that was cleared keeps its room, so one is enough for all iterations.
//!
//! ```text
//! for w4 in 0..w2                     tape = new []
//!     tape = new [0.0; w5]            for w4 in 0..w2
//!     for w6 in 0..w5                     reset tape to w5
//!         store tape[w6] = w7             for w6 in 0..w5
//!                                             store tape[w6] = w7
//! ```
//!
//! One that is filled from end to end before anything looks at it need not be cleared: a tape of an
//! inner loop.
//!
//! What the user makes stays where it is, and what is handed on as a whole moves.
//! This is the last pass: a companion of the companion sees the memory of each iteration.

use crate::analysis::filled_first;
use crate::ir::{
    Apply, Atom, Block, BulkOp, Form, Func, Init, IntKind, Kind, Memory, New, Op, Place, Shape, Stmt, Value, ValueInfo,
};
use std::collections::BTreeSet;

const USIZE: Kind = Kind::Int(IntKind::Usize);

/// Makes the buffers of the iterations before the outermost loop around them.
pub(crate) fn hoist(mut func: Func) -> Func {
    let mut kept = BTreeSet::new();
    handed_on(&func.body, &mut kept);
    let mut unwritten = BTreeSet::new();
    func.body.visit(&mut |stmt| {
        if let Stmt::Apply(Apply { op: Op::Unwritten, dst, .. }) = stmt {
            unwritten.insert(*dst);
        }
    });
    let filled = filled_first(&func);
    let mut cx = Hoist { values: std::mem::take(&mut func.values), kept, unwritten, filled };
    let left = block(&mut cx, &mut func.body, Around::Nothing);
    debug_assert!(left.is_empty(), "no loop is around the body");
    func.values = cx.values;
    func
}

struct Hoist {
    values: Vec<ValueInfo>,
    /// Memory that goes somewhere as a whole.
    kept: BTreeSet<Value>,
    /// What scratch holds before it is filled.
    unwritten: BTreeSet<Value>,
    /// Vectors of which each element is set before anything looks at one.
    filled: BTreeSet<Value>,
}

/// What is around a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    ALoop,
}

/// The buffers of the iterations in the block that are still to be made.
fn block(cx: &mut Hoist, block: &mut Block, around: Around) -> Vec<Value> {
    let mut open = Vec::new();
    for mut stmt in std::mem::take(&mut block.stmts) {
        let inside = if matches!(stmt, Stmt::Loop(_)) { Around::ALoop } else { around };
        let found: Vec<Value> =
            stmt.regions_mut().into_iter().flat_map(|region| self::block(cx, region, inside)).collect();
        if around == Around::Nothing {
            block.stmts.extend(found.into_iter().map(|buffer| Stmt::make(buffer, Init::Empty(None))));
        } else {
            open.extend(found);
        }
        match stmt {
            Stmt::New(new) if around == Around::ALoop && is_buffer(cx, &new) => {
                open.push(new.dst);
                block.stmts.extend(cleared(cx, new));
            }
            other => block.stmts.push(other),
        }
    }
    open
}

/// Whether the memory is a vector of zeros, or of what nobody reads, that is the compiler's own,
/// and stays where it is.
fn is_buffer(cx: &Hoist, new: &New) -> bool {
    let info = &cx.values[new.dst.index()];
    let is_scalar = |kind: Kind| {
        matches!(kind, Kind::F64 | Kind::F32 | Kind::Bool) || matches!(kind, Kind::Int(kind) if kind != IntKind::Open)
    };
    let is_elem = |kind: Kind| match kind {
        // Rows of a tape.
        Kind::Memory(Memory { form: Form::Array(_), elem: Shape::Leaf(elem) }) => is_scalar(*elem),
        kind => is_scalar(kind),
    };
    let is_vector = |kind: Kind| match kind {
        Kind::Memory(Memory { form: Form::Vec, elem: Shape::Leaf(elem) }) => is_elem(*elem),
        _ => false,
    };
    let is_zero = match &new.init {
        Init::Repeat(Shape::Leaf(Atom::Int(0) | Atom::Bool(false)), Some(_)) | Init::Empty(_) => true,
        Init::Repeat(Shape::Leaf(Atom::Value(elem)), Some(_)) => cx.unwritten.contains(elem),
        Init::Repeat(Shape::Leaf(atom), Some(_)) => *atom == Atom::ZERO,
        Init::ZeroLike(place) => place.path.is_empty(),
        _ => false,
    };
    info.number.is_none() && is_zero && is_vector(info.kind) && !cx.kept.contains(&new.dst)
}

/// What stands for the new memory: the old one, as long, and zeros.
fn cleared(cx: &mut Hoist, new: New) -> Vec<Stmt> {
    let mut stmts = Vec::new();
    let len = match new.init {
        Init::Repeat(Shape::Leaf(elem), Some(len)) if elem.value().is_some() || cx.filled.contains(&new.dst) => {
            return vec![Stmt::bulk(BulkOp::Unwrite { dst: Place::whole(new.dst), len })];
        }
        Init::Repeat(_, Some(len)) => len,
        Init::ZeroLike(Place { base, .. }) => {
            let len = Value::new(cx.values.len());
            cx.values.push(ValueInfo { kind: USIZE, name: None, number: None, ..cx.values[new.dst.index()].clone() });
            stmts.push(Stmt::apply(len, Op::Len, vec![base.into()]));
            len.into()
        }
        _ => Atom::Int(0),
    };
    let mut reset = Stmt::bulk(BulkOp::Reset { dst: Place::whole(new.dst), len, was: None });
    if let Stmt::Bulk(bulk) = &mut reset {
        bulk.origin = new.origin;
    }
    stmts.push(reset);
    stmts
}

/// Notes the memory that a value, other memory or a callee may take over.
pub(super) fn handed_on(block: &Block, kept: &mut BTreeSet<Value>) {
    block.visit(&mut |stmt| {
        let atoms = match stmt {
            Stmt::Apply(apply) if matches!(apply.op, Op::Len) => Vec::new(),
            Stmt::Call(call) => call.args.iter().flat_map(by_value).collect(),
            Stmt::New(new) => {
                let copied = new.init.places().into_iter().map(|place| place.base.into());
                let is_copy = !matches!(new.init, Init::ZeroLike(_));
                new.init.atoms().into_iter().chain(copied.filter(|_| is_copy)).collect()
            }
            Stmt::Bulk(bulk) => {
                let whole = bulk.op.places().into_iter().filter(|place| place.path.is_empty());
                let exchanged = matches!(bulk.op, BulkOp::Replace { .. } | BulkOp::Swap { .. });
                bulk.op.atoms().into_iter().chain(whole.filter(|_| exchanged).map(|place| place.base.into())).collect()
            }
            Stmt::Load(_) | Stmt::Store(_) | Stmt::View(_) => Vec::new(),
            other => other.operands(),
        };
        kept.extend(atoms.into_iter().filter_map(Atom::value));
        kept.extend(stmt.regions().iter().flat_map(|region| &region.yields).filter_map(|atom| atom.value()));
    });
    kept.extend(block.yields.iter().filter_map(|atom| atom.value()));
}

/// What an argument passes by value.
fn by_value(argument: &Shape<Atom>) -> Vec<Atom> {
    match argument {
        Shape::Leaf(atom) => vec![*atom],
        Shape::Tuple(parts) => parts.iter().flat_map(by_value).collect(),
        Shape::Ref(_) | Shape::Mut(_) => Vec::new(),
    }
}
