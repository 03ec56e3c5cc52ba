//! Parameters and results of an adjoint: the cotangent that comes in, and those
//! that go out.

use super::super::seeds;
use super::{Derivative, Extremes, Reverse, Seed, memory, take_atom};
use crate::ir::{
    Atom, Block, BulkOp, Cotangent, Form, Func, Init, Kind, Memory, New, Param, ParamForm, ParamRole, Place, Shape,
    Stmt, Value, Write, may_grow,
};

/// The cotangent of the result, by textbook custom that of `y`; unless `y` is
/// an input, whose own cotangent that is.
fn result_name(params: &[Param]) -> &'static str {
    if params.iter().any(|p| p.name == "y") { "out_bar" } else { "y_bar" }
}

/// Adds the parameters for what comes in, and returns what arrives at each
/// scalar of the result.
pub(super) fn seed(
    cx: &mut Reverse<'_>,
    seed: Seed,
    func: &Func,
    body: &Block,
    params: &mut Vec<Param>,
) -> Vec<Option<Derivative>> {
    let kinds: Vec<Kind> = func.result.leaves().into_iter().copied().collect();
    let mut values = Vec::new();
    if seed == Seed::Parameter {
        let has = |kind: &Kind| kind.is_differentiable().then(|| kind.memory().map_or(*kind, Memory::owned));
        let shape = func.result.filter_map(&mut |kind| has(kind)).owned();
        if !shape.leaves().is_empty() {
            let (param, leaves) = seeds::seed(&mut cx.out, params, result_name(params), &shape);
            params.push(param);
            values = leaves;
        }
        in_out(cx, func, params);
    }
    // Of several results, one alone may be asked for.
    let alone = kinds.iter().filter(|kind| kind.is_differentiable()).count() == 1;
    let extremes = if alone { Extremes::TAME } else { Extremes::TAME.masked() };
    let mut values = values.into_iter();
    let mut incoming = Vec::new();
    for (kind, atom) in kinds.iter().zip(&body.yields) {
        let value = if kind.is_differentiable() { values.next() } else { None };
        match (kind.memory(), value, atom.value()) {
            (Some(_), Some(value), Some(handle)) => {
                let root = cx.roots.root(handle);
                cx.growth.meet(root, Extremes::UNKNOWN);
                if handle == root && is_only_returned(cx, body, root) {
                    cx.given.insert(root, value);
                } else {
                    cx.seeds.entry(root).or_default().push((Place::whole(handle), value));
                }
                incoming.push(None);
            }
            (None, Some(value), _) => incoming.push(Some(Derivative::new(value.into(), extremes))),
            (None, None, _) if kind.is_float() => incoming.push(Some(Derivative::seed(Atom::ONE))),
            _ => incoming.push(None),
        }
    }
    incoming
}

/// Whether data is made at the end of the function, and nothing else is done with it: then
/// what arrives at it is its shadow, and no zeros are made.
fn is_only_returned(cx: &Reverse<'_>, body: &Block, root: Value) -> bool {
    let is_data = cx.out.kind(root).memory().is_some_and(|memory| matches!(memory.form, Form::Data(_)));
    let is_made_here = body.stmts.iter().any(|stmt| {
        let makes = matches!(stmt, Stmt::New(New { init: Init::Data { .. }, .. }) | Stmt::Call(_));
        makes && stmt.defines().contains(&root)
    });
    let mut is_read = false;
    body.stmts.iter().for_each(|stmt| stmt.visit_reads(&mut |w| is_read |= w == root));
    let yields = body.yields.iter().filter(|atom| atom.value() == Some(root)).count();
    is_data && is_made_here && !is_read && yields == 1
}

/// The shadows of in-out parameters come in and go out by `&mut`.
fn in_out(cx: &mut Reverse<'_>, func: &Func, params: &mut Vec<Param>) {
    for piece in func.pieces() {
        let Some(root) = piece.in_out() else { continue };
        let name = seeds::unique(params, &format!("{}_bar", piece.name));
        let shadow = cx.out.fresh(cx.out.kind(root), Some(name.clone()));
        cx.growth.meet(root, Extremes::UNKNOWN);
        let form = ParamForm::Scalars(Shape::Mut(Box::new(Shape::Leaf(shadow))));
        params.push(Param { name, form, role: ParamRole::Differentiable });
        if !may_grow(cx.out.kind(root)) {
            memory::push_bulk(cx, BulkOp::SameExtents { shadow: Place::whole(shadow), of: Place::whole(root) });
        }
        cx.shadows.insert(root, shadow);
    }
}

/// Where the cotangents of one piece of the parameters are.
pub(super) struct Cotangents {
    piece: usize,
    shape: Shape<Value>,
    leaves: Vec<Home>,
}

enum Home {
    Scalar(Value),
    /// Memory that has what is returned, and the root that it belongs to.
    Memory {
        memory: Value,
        root: Value,
    },
    /// Neither a float nor memory with floats.
    Nothing,
}

impl Cotangents {
    /// Memory that the caller may give instead.
    pub(super) fn memory(self) -> Option<Cotangent> {
        match (self.shape.behind_refs(), &self.leaves[..]) {
            (Shape::Leaf(_), [Home::Memory { memory, .. }]) => Some(Cotangent { piece: self.piece, memory: *memory }),
            _ => None,
        }
    }
}

/// Makes memory for the cotangents of parameters that are, or hold, memory. What
/// is never written has its shadow there; of any other the shadow is made where
/// the adjoint sweep begins, and added in the end.
pub(super) fn cotangents(cx: &mut Reverse<'_>, seed: Seed, func: &Func) -> Vec<Cotangents> {
    let mut all = Vec::new();
    for (i, piece) in func.pieces().into_iter().enumerate() {
        if seed == Seed::Parameter && piece.in_out().is_some() {
            continue;
        }
        let name = format!("{}_bar", piece.name);
        let leaves = piece.shape.leaves().into_iter().map(|w| home(cx, *w, &name)).collect();
        all.push(Cotangents { piece: i, shape: piece.shape, leaves });
    }
    all
}

fn home(cx: &mut Reverse<'_>, value: Value, name: &str) -> Home {
    let kind = cx.out.kind(value);
    match kind.memory() {
        Some(memory) if memory.has_float() => {
            let memory = cx.out.fresh(memory.owned(), Some(name.to_owned()));
            let init = Init::ZeroLike(Place::whole(value));
            cx.out.make(memory, init);
            // The shadow of in-out memory begins as zeros, where the cotangent
            // of its final content is.
            if !cx.is_written(value) || (cx.in_out.contains(&value) && !may_grow(cx.out.kind(value))) {
                cx.shadows.insert(value, memory);
            }
            Home::Memory { memory, root: value }
        }
        None if kind.is_float() => Home::Scalar(value),
        _ => Home::Nothing,
    }
}

/// Makes the shadows of parameters that the function changes, before the adjoint
/// sweep.
pub(super) fn shadows(cx: &mut Reverse<'_>, func: &Func) {
    for root in func.all_param_values() {
        if cx.out.kind(root).memory().is_none() {
            continue;
        }
        if let Some(shadow) = cx.shadows.get(&root).copied() {
            // It belongs to what the function leaves.
            if cx.in_out.contains(&root) && may_grow(cx.out.kind(root)) {
                memory::push_bulk(cx, BulkOp::SameExtents { shadow: Place::whole(shadow), of: Place::whole(root) });
            }
            memory::arrive(cx, root);
        } else if cx.is_active(root) {
            memory::shadow(cx, root);
        }
    }
}

/// What the adjoint yields for its parameters, and the kinds of that.
pub(super) fn results(cx: &mut Reverse<'_>, func: &Func, cotangents: &[Cotangents]) -> (Vec<Atom>, Vec<Shape<Kind>>) {
    let _ = func;
    let mut yields = Vec::new();
    let mut entries = Vec::new();
    for cotangent in cotangents {
        for leaf in &cotangent.leaves {
            match leaf {
                Home::Scalar(input) => yields.push(take_atom(cx, *input)),
                Home::Memory { memory, root } => {
                    let shadow = cx.shadows.get(root).copied();
                    if let Some(shadow) = shadow.filter(|shadow| shadow != memory) {
                        let (dst, src) = (Place::whole(*memory), Place::whole(shadow));
                        let op = BulkOp::Copy { dst, write: Write::Add, src };
                        cx.out.bulk(op);
                    }
                    yields.push((*memory).into());
                }
                Home::Nothing => {}
            }
        }
        let kind = |w: &Value| {
            let kind = cx.out.kind(*w);
            kind.is_differentiable().then(|| kind.memory().map_or(kind, Memory::owned))
        };
        entries.push(cotangent.shape.filter_map(&mut |w| kind(w)).owned());
    }
    (yields, entries)
}
