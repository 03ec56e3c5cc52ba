//! A function in two, for callers that run its adjoint later: what runs it and records what the
//! adjoint reads, and the adjoint that reads that record. So nothing runs twice, whatever it does
//! besides, and what the function changes need not be as it was.
//!
//! It is the [pullback](super::pullback) with a record in the place of what the closure captures:
//!
//! ```text
//! f_vjp(w1, w2, y_bar)                f_augmented(w1, w2)           f_reverse_into(w1, w2, t, y_bar, w1_bar)
//!     t = new empty                       t = new empty
//!     w5 = for ..                         w5 = for ..
//!         w4 = exp ..                         w4 = exp ..
//!         push t, w4                          push t, w4
//!     section "Adjoint sweep."            yield w5, t               section "Adjoint sweep."
//!     for ..                                                            for ..
//!         w4' = load t[w3]                                                  w4' = load t[w3]
//!         store w1_bar[w3] += ..                                            store w1_bar[w3] += ..
//!     yield w5, w1_bar                                                  yield w1_bar
//! ```
//!
//! An argument that the function does not change is read where it is. Of what it changes, the
//! adjoint reads what the function leaves, which is recorded if it is read at all.

use super::lend::may_borrow;
use super::pullback::{Pullback, cut, given};
use super::reverse::ADJOINT_SWEEP;
use super::second::{Second, after, reads};
use super::{dce, without_value};
use crate::analysis::{Recorded, roots, ways, written_roots};
use crate::ir::{
    Apply, Atom, Block, BulkOp, Form, Func, Init, IntKind, Kind, Memory, New, Op, Param, ParamForm, ParamRole, Record,
    Shape, Stmt, Value, ValueInfo,
};
use crate::protocol::Companion;
use autodiff_core::rule::Cost;
use std::collections::{BTreeMap, BTreeSet};

/// A function and its adjoint, with a record between the two.
pub(crate) struct InTwo {
    /// Gives the value, and what is recorded.
    pub(crate) augmented: Func,
    /// Takes what is recorded behind the function's own arguments.
    pub(crate) reverse: Func,
    /// How each of these lies on the tape.
    pub(crate) recorded: Vec<Recorded>,
    /// Of each argument, whether the adjoint reads it.
    pub(crate) reads: Vec<bool>,
    /// Whether the adjoint may borrow its seed.
    pub(crate) may_borrow_seed: bool,
}

/// How callees on memory run, which have their primal and their adjoint apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calls {
    /// A callee that can hands to its adjoint what that reads ([`in_two`]).
    InTwo,
    /// The adjoint of a callee runs all of the callee again.
    Whole,
}

/// What else a tape holds than scalars, and lists of such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeps {
    /// Nothing.
    Scalars,
    /// What is of the type of the block, `Self`, which has no lifetime.
    Own,
}

impl Keeps {
    /// Whether a tape holds it: scalars of a type that is seen, and lists of such.
    fn is_recordable(self, kind: Kind) -> bool {
        match kind {
            Kind::F64 | Kind::F32 | Kind::Bool => true,
            Kind::Int(kind) => !matches!(kind, IntKind::Open | IntKind::I128 | IntKind::U128),
            Kind::Memory(memory) => {
                let is_list = matches!(memory.form, Form::Slice | Form::Vec | Form::Array(_));
                let is_element = |kind: Kind| self.is_recordable(kind) && !is_slice(kind);
                (self == Keeps::Own && memory.is_own())
                    || (is_list && matches!(&memory.elem, Shape::Leaf(kind) if is_element(*kind)))
            }
            _ => false,
        }
    }
}

/// Whether the adjoint alone would run something of the function again that is dear, that may be
/// seen, or that takes as long as there are elements.
pub(crate) fn is_worth(second: &Second) -> bool {
    let is_dear = |stmt: &Stmt| match stmt {
        Stmt::Apply(apply) => apply.op.cost(&apply.args) == Cost::Dear,
        Stmt::Call(_) | Stmt::Loop(_) => true,
        _ => false,
    };
    let stmts = &second.func.body.stmts;
    let primal = stmts.iter().take_while(|stmt| !matches!(stmt, Stmt::Section(title) if *title == ADJOINT_SWEEP));
    primal.into_iter().any(|stmt| is_dear(stmt) || stmt.regions().into_iter().any(|region| region.any(is_dear)))
}

/// Takes an adjoint of [sweeps that are apart](super::Policy::Apart) in two functions; nothing where
/// something is to be recorded that no tape holds.
pub(crate) fn in_two(func: &Func, vjp: Func, keeps: Keeps) -> Option<InTwo> {
    let written = written_roots(func);
    let Pullback { func: whole, at } = cut(vjp, |_, _, _| {});
    if whole.body.any(asks_for_primal) {
        return None;
    }
    let own = func.params.len();
    let lent: BTreeSet<Value> = whole.cotangents.iter().map(|cotangent| cotangent.memory).collect();
    let mut reverse = without_value(&whole);
    reverse.name = Companion::ReverseInto.of(&func.name);
    let first: Vec<Stmt> = reverse.body.stmts.drain(..at).collect();
    let (changed, steady): (BTreeSet<Value>, BTreeSet<Value>) =
        func.all_param_values().into_iter().partition(|w| written.contains(w));
    let lengths = first.iter().filter(|stmt| is_length(&steady, stmt)).cloned();
    let shadows = reverse.body.stmts.extract_if(.., |stmt| is_shadow(&lent, stmt)).collect::<Vec<_>>();
    reverse.body.stmts.splice(0..0, shadows.into_iter().chain(lengths));
    let mut reverse = after(func, reverse);
    if !runs_again_whole(&mut reverse) {
        return None;
    }

    let sources = read_of_the_first(&reverse, &changed);
    if sources.iter().any(|w| lent.contains(w) || !keeps.is_recordable(whole.kind(*w))) {
        return None;
    }
    let params = recorded(&mut reverse, &sources);
    let in_place: Vec<bool> = params.iter().map(|param| matches!(param.form.shape(), Some(Shape::Ref(_)))).collect();
    let may_borrow_seed = may_borrow(&reverse, own);
    reverse.params.splice(own..own, params);
    let reads = reads(func, &reverse);

    let mut yields = whole.body.yields[..given(&whole)].to_vec();
    yields.extend(sources.iter().map(|w| Atom::Value(*w)));
    let kinds = sources.iter().map(|w| Shape::Leaf(whole.kind(*w))).collect();
    let augmented = Func {
        name: Companion::Augmented.of(&func.name),
        params: whole.params[..own].to_vec(),
        body: Block { stmts: first.into_iter().filter(|stmt| !is_check(stmt)).collect(), yields },
        result: Shape::Tuple(vec![func.result.clone(), Shape::Tuple(kinds)]),
        values: whole.values.clone(),
        cotangents: Vec::new(),
    };
    let seeds: BTreeSet<Value> = whole.params[own..].iter().flat_map(leaves).collect();
    let mut reads_seed = false;
    augmented.body.visit_reads(&mut |w| reads_seed |= seeds.contains(&w));
    let has_records = augmented.body.any(|stmt| matches!(stmt, Stmt::Call(_)));
    let is_wanted = !sources.is_empty() || has_records;
    let augmented = dce(augmented);
    let recorded = ways(&augmented, &sources, &in_place);
    (!reads_seed && is_wanted).then_some(InTwo { augmented, reverse, recorded, reads, may_borrow_seed })
}

/// Whether a function of functions is called for its value alone. That is a companion, which one who brings
/// the others into scope by their names need not have: elsewhere the call is one with its adjoint.
fn asks_for_primal(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Call(call) if call.companion.is_empty() && !call.callee.primal.is_empty())
}

/// Whether a statement asks for the length of what stays as it is: that of the shadow is the same.
fn is_length(steady: &BTreeSet<Value>, stmt: &Stmt) -> bool {
    let is_steady = |atom: &Atom| atom.value().is_some_and(|w| steady.contains(&w));
    matches!(stmt, Stmt::Apply(Apply { op: Op::Len, args, .. }) if args.iter().all(is_steady))
}

/// Whether it makes the shadow of an argument, which is the caller's.
fn is_shadow(lent: &BTreeSet<Value>, stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::New(New { dst, init: Init::ZeroLike(_), .. }) if lent.contains(dst))
}

/// Whether a statement holds a shadow against what it belongs to: there is none in the first part.
fn is_check(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Bulk(bulk) if matches!(bulk.op, BulkOp::SameExtents { .. }))
}

/// The adjoint has the tape to read on. A callee that runs in it runs whole, and so does its adjoint;
/// `false` where that adjoint does not have the position of the record alone.
fn runs_again_whole(reverse: &mut Func) -> bool {
    let mut made = BTreeSet::new();
    reverse.body.visit(&mut |stmt| {
        if let Stmt::Call(call) = stmt {
            made.extend(call.record.made());
        }
    });
    let is_made = |atom: &Atom| atom.value().is_some_and(|w| made.contains(&w));
    let mut goes_on = reverse.body.yields.iter().any(is_made);
    reverse.body.visit(&mut |stmt| {
        let read = if let Stmt::Call(call) = stmt { call.record.read() } else { None };
        let others = stmt.operands().iter().filter(|atom| is_made(atom)).count();
        goes_on |= others > usize::from(read.is_some_and(|at| is_made(&at)));
        goes_on |= stmt.regions().into_iter().any(|region| region.yields.iter().any(is_made));
    });
    forget(&made, &mut reverse.body);
    !goes_on
}

fn forget(made: &BTreeSet<Value>, block: &mut Block) {
    for stmt in &mut block.stmts {
        if let Stmt::Call(call) = stmt
            && let Record::Made(at) | Record::Read(Atom::Value(at)) = call.record
            && made.contains(&at)
        {
            call.record = Record::None;
        }
        stmt.regions_mut().into_iter().for_each(|region| forget(made, region));
    }
}

fn leaves(param: &Param) -> Vec<Value> {
    param.form.shape().map_or(Vec::new(), |shape| shape.leaves().into_iter().copied().collect())
}

/// What the second part reads and does not define, in the order of the first; and of the arguments
/// what the function has changed.
fn read_of_the_first(reverse: &Func, changed: &BTreeSet<Value>) -> Vec<Value> {
    let roots = roots(reverse);
    let mut defined: BTreeSet<Value> = reverse.params.iter().flat_map(leaves).collect();
    reverse.body.visit(&mut |stmt| defined.extend([stmt.defines(), stmt.params()].concat()));
    let mut read = BTreeSet::new();
    reverse.body.visit_reads(&mut |w| {
        read.extend([w, roots.root(w)].into_iter().filter(|w| !defined.contains(w) || changed.contains(w)));
    });
    read.into_iter().collect()
}

/// The parameters for what is recorded, under names of their own.
fn recorded(reverse: &mut Func, sources: &[Value]) -> Vec<Param> {
    let roots = roots(reverse);
    let (vectors, written) = (vectors(reverse), written_roots(reverse));
    let mut names = BTreeMap::new();
    let params = sources.iter().enumerate().map(|(i, source)| {
        let info = reverse.values[source.index()].clone();
        let root = roots.root(*source);
        let (kind, by_reference) = match info.kind.memory().filter(|memory| memory.has_own()) {
            Some(memory) => (memory.owned(), !written.contains(&root)),
            None => as_read(info.kind, vectors.contains(&root)),
        };
        let value = Value::new(reverse.values.len());
        reverse.values.push(ValueInfo { kind, ..info });
        names.insert(*source, Atom::Value(value));
        let leaf = Shape::Leaf(value);
        let shape = if by_reference { Shape::Ref(Box::new(leaf)) } else { leaf };
        Param { name: format!("recorded_{i}"), form: ParamForm::Scalars(shape), role: ParamRole::Constant }
    });
    let params = params.collect();
    reverse.body.map_atoms(&mut |atom| atom.renamed(&names));
    params
}

/// How it is read of a record: where it lies on a stack of its own it is lent, unless the adjoint
/// needs a vector.
fn as_read(kind: Kind, is_vector: bool) -> (Kind, bool) {
    let Some(memory) = kind.memory() else { return (kind, false) };
    let is_scalar = |kind: &Kind| matches!(kind, Kind::F64 | Kind::F32 | Kind::Bool | Kind::Int(IntKind::Usize));
    let is_stacked = match &memory.elem {
        // A tape tells rows apart by their length.
        Shape::Leaf(Kind::Memory(Memory { form: Form::Array(text), elem: Shape::Leaf(kind) })) => {
            text.parse::<usize>().is_ok_and(|len| len > 0) && is_scalar(kind)
        }
        Shape::Leaf(kind) => is_scalar(kind),
        _ => false,
    };
    match memory.form {
        Form::Slice | Form::Vec if is_stacked && !is_vector => (Memory::kind(Form::Slice, memory.elem.clone()), true),
        _ => (memory.owned(), false),
    }
}

/// The memory that is changed, or handed on as what it is: a callee may take a vector.
fn vectors(reverse: &Func) -> BTreeSet<Value> {
    let roots = roots(reverse);
    let mut vectors = written_roots(reverse);
    reverse.body.visit(&mut |stmt| {
        let is_handed_on = match stmt {
            Stmt::Call(_) => true,
            Stmt::Apply(apply) => !matches!(apply.op, Op::Len),
            Stmt::New(new) => new.init.places().is_empty(),
            _ => false,
        };
        if is_handed_on {
            vectors.extend(stmt.operands().into_iter().filter_map(Atom::value).map(|w| roots.root(w)));
        }
    });
    vectors
}

fn is_slice(kind: Kind) -> bool {
    kind.memory().is_some_and(|memory| memory.form == Form::Slice)
}
