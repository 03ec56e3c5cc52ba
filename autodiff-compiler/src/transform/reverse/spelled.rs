//! An adjoint that is to have an adjoint: what it does to shadows as a whole, in statements
//! that are differentiated like any other.
//!
//! ```text
//! scale w1 by w2     for w3 in 0..len w1
//!                        w4 = load w1[w3]
//!                        store w1[w3] = mul w2, w4
//! pop w1             w5 = len w1; w6 = sub w5, 1
//!                    truncate w1 from w5 to w6
//! ```
//!
//! Memory that is led out of an arm, as what was saved there is, lies around it:
//!
//! ```text
//! w5 = if w4                 w5 = new empty
//!     w3 = new copy w1       if w4
//!     yield w3                   w3 = new copy w1
//! else                           replace w5 = w3
//!     yield undef
//! ```
//!
//! And each of its loops is one of its own: a loop and its mirror image, which shared a number, are
//! two loops that are mirrored now.

use super::super::product::scaled;
use crate::analysis::Activity;
use crate::ir::{
    Access, Atom, Block, Builder, Bulk, BulkOp, Checkpoints, Control, Form, Func, If, Init, IntKind, IntOp, Kind,
    Limits, Loop, LoopId, Memory, Op, Order, Origin, Place, Range, Shape, Step, Stmt, Value, Write, part, part_kind,
};

/// The same function, in statements that have an adjoint, as far as there are such.
pub(crate) fn spelled(func: &Func) -> Func {
    let mut out = Builder::with_values(func.values.clone());
    let mut loops = 0;
    let mut body = block(&mut out, &mut loops, &func.body);
    if body.any(|stmt| matches!(stmt, Stmt::Loop(Loop { checkpoints: Checkpoints::Segments, .. }))) {
        without_checkpoints(&mut body);
    }
    Func { body, values: out.values, ..func.clone() }
}

/// Where something is that has no adjoint for want of a type, and would need one.
pub(crate) fn unspelled(activity: &Activity, func: &Func) -> Option<Origin> {
    let mut found = None;
    func.body.visit(&mut |stmt| {
        let is_unspelled = match stmt {
            Stmt::If(branch) => branch.dst.iter().any(|w| func.kind(*w).memory().is_some() && activity.is_active(*w)),
            Stmt::Bulk(Bulk { op: BulkOp::Scale { dst, .. }, .. }) => activity.is_active(dst.base),
            _ => false,
        };
        if is_unspelled {
            found.get_or_insert_with(|| stmt.origin().clone());
        }
    });
    found
}

fn block(out: &mut Builder, loops: &mut u32, of: &Block) -> Block {
    let body = |out: &mut Builder| {
        for stmt in &of.stmts {
            statement(out, loops, stmt);
        }
        (of.yields.clone(), ())
    };
    out.nested(body).0
}

/// An adjoint has kept what it keeps: its own adjoint records each iteration.
fn without_checkpoints(block: &mut Block) {
    for stmt in &mut block.stmts {
        if let Stmt::Loop(repeat) = stmt {
            repeat.checkpoints = Checkpoints::default();
        }
        stmt.regions_mut().into_iter().for_each(without_checkpoints);
    }
}

fn statement(out: &mut Builder, loops: &mut u32, stmt: &Stmt) {
    let around = out.enter(stmt);
    match stmt {
        Stmt::Bulk(bulk) => match &bulk.op {
            BulkOp::Scale { dst, factor } => scale(out, loops, dst, *factor),
            BulkOp::Pop { dst } => pop(out, dst),
            _ => out.push(stmt.clone()),
        },
        _ => {
            let mut stmt = stmt.clone();
            if let Stmt::Loop(repeat) = &mut stmt {
                repeat.id = next(loops);
            }
            for region in stmt.regions_mut() {
                *region = block(out, loops, region);
            }
            if let Stmt::If(branch) = &mut stmt {
                led_out(out, branch);
            }
            out.push(stmt);
        }
    }
    out.leave(around);
}

fn led_out(out: &mut Builder, branch: &mut If) {
    for i in (0..branch.dst.len()).rev() {
        let dst = branch.dst[i];
        let Some(memory) = out.kind(dst).memory() else { continue };
        let Some(init) = nothing(out, memory) else { continue };
        out.make(dst, init);
        branch.dst.remove(i);
        for arm in [&mut branch.then, &mut branch.orelse] {
            let Atom::Value(made) = arm.yields.remove(i) else { continue };
            let (dst, src) = (Place::whole(dst), Place::whole(made));
            let op = match memory.form {
                Form::Vec => BulkOp::Replace { dst, src, was: None },
                _ => BulkOp::Copy { dst, write: Write::Set, src },
            };
            arm.stmts.push(Stmt::bulk(op));
        }
    }
}

/// Memory of its kind that holds nothing of interest, if one can be made.
fn nothing(out: &mut Builder, memory: &Memory) -> Option<Init> {
    match memory.form {
        Form::Vec => Some(Init::Empty(None)),
        Form::Array(_) => Some(Init::Repeat(zeros(out, &memory.elem)?, None)),
        Form::Cell => Some(Init::Cell(zeros(out, &memory.elem)?)),
        Form::Slice | Form::Some | Form::Unseen | Form::Data(_) => None,
    }
}

fn zeros(out: &mut Builder, of: &Shape<Kind>) -> Option<Shape<Atom>> {
    let mut whole = true;
    let shape = of.map(&mut |kind| match kind {
        Kind::Bool => Atom::Bool(false),
        Kind::Int(_) => Atom::Int(0),
        Kind::Memory(memory) => {
            let made = nothing(out, memory).map(|init| {
                let dst = out.temp(*kind);
                out.make(dst, init);
                dst
            });
            whole &= made.is_some();
            made.map_or(Atom::Undef, Atom::Value)
        }
        kind => {
            whole &= kind.is_float();
            Atom::ZERO
        }
    });
    whole.then_some(shape)
}

fn next(loops: &mut u32) -> LoopId {
    let id = LoopId(*loops);
    *loops += 1;
    id
}

/// The last element is dropped. Its extents are told by a copy of it, where its type does not.
fn pop(out: &mut Builder, dst: &Place) {
    let was = length(out, dst);
    let len = out.apply(Op::Int(IntOp::Sub), vec![was, Atom::Int(1)], Kind::Int(IntKind::Usize));
    if let Atom::Value(w) = len {
        out.values[w.index()].access = Access::Again;
    }
    let last = then(dst, Step::Index(len));
    if let Some(memory) = part_kind(out.kind(last.base), &last.path).memory()
        && memory.form == Form::Vec
    {
        let gone = out.temp(memory.owned());
        out.make(gone, Init::Copy(last));
    }
    out.bulk(BulkOp::Truncate { dst: dst.clone(), was, len, gone: None });
}

/// Each float is multiplied. What is data has no elements here, and stays as it is.
fn scale(out: &mut Builder, loops: &mut u32, dst: &Place, factor: Atom) {
    scaled_part(out, loops, (dst, &part(out.kind(dst.base), &dst.path)), factor);
}

fn scaled_part(out: &mut Builder, loops: &mut u32, (place, shape): (&Place, &Shape<Kind>), factor: Atom) {
    match shape {
        Shape::Leaf(Kind::Memory(Memory { form: Form::Cell, elem })) => {
            scaled_part(out, loops, (place, elem), factor);
        }
        Shape::Leaf(Kind::Memory(Memory { form: Form::Slice | Form::Array(_) | Form::Vec, elem })) => {
            let index = out.fresh(Kind::Int(IntKind::Usize), Some("i".to_owned()));
            let to = length(out, place);
            let each = then(place, Step::Index(index.into()));
            let id = next(loops);
            let body = |out: &mut Builder| {
                scaled_part(out, loops, (&each, elem), factor);
                (Vec::new(), ())
            };
            let (body, ()) = out.nested(body);
            let range = Range { index, from: Atom::Int(0), to, limits: Limits::HalfOpen, order: Order::Up };
            let origin = out.here();
            out.push(Stmt::Loop(Loop {
                id,
                control: Control::For(range),
                carried: Vec::new(),
                body,
                checkpoints: Checkpoints::default(),
                origin,
            }));
        }
        Shape::Leaf(Kind::Memory(_)) => out.bulk(BulkOp::Scale { dst: place.clone(), factor }),
        Shape::Leaf(kind) if kind.is_float() => {
            let was = out.temp(*kind);
            out.load(was, place.clone());
            let product = scaled(out, factor, was.into());
            out.store(place.clone(), Write::Set, product);
        }
        Shape::Leaf(_) => {}
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                scaled_part(out, loops, (&then(place, Step::Field(i)), entry), factor);
            }
        }
        Shape::Ref(inner) | Shape::Mut(inner) => scaled_part(out, loops, (place, inner), factor),
    }
}

fn then(place: &Place, step: Step) -> Place {
    let mut path = place.path.clone();
    path.push(step);
    Place { base: place.base, path, access: Access::Again }
}

fn length(out: &mut Builder, of: &Place) -> Atom {
    let handle = handle(out, of);
    out.apply(Op::Len, vec![handle.into()], Kind::Int(IntKind::Usize))
}

/// A handle to what is at a place.
fn handle(out: &mut Builder, place: &Place) -> Value {
    if place.path.is_empty() {
        return place.base;
    }
    let dst = out.temp(part_kind(out.kind(place.base), &place.path));
    out.view(dst, place.clone());
    dst
}
