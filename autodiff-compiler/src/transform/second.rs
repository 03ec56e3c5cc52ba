//! The adjoint sweep of a callee that has run.
//!
//! A companion that adds into shadows runs its function first. Its caller has done that before, so
//! most of it is done twice, and the arguments are kept for it. What is left without that is what
//! the adjoint reads:
//!
//! ```text
//! f_vjp_into(w1, w2, w2_bar, w1_bar)    f_adjoint_into(w1, w2, w2_bar, w1_bar)
//!     for w3 in 0..len w1                   for w3 in 0..len w1_bar
//!         w4 = load w1[w3]                      t1 = load w2_bar[w3]
//!         store w2[w3] = w4                     store w2_bar[w3] = 0.0
//!     for w3 in 0..len w1                       store w1_bar[w3] += t1
//!         t1 = load w2_bar[w3]
//!         store w2_bar[w3] = 0.0
//!         store w1_bar[w3] += t1
//! ```
//!
//! - What is as long as an argument is as long as its shadow, which is asked instead.
//! - The extents of what the function returns are those of the cotangent that comes in, which is
//!   the shadow.
//! - Nothing panics that has not panicked before.

use super::dce::dce_without;
use super::lend::{borrowing, may_borrow};
use super::reverse::{drop_effects, without_value};
use crate::analysis::{roots, written_roots};
use crate::ir::{
    Access, Apply, Atom, Block, BulkOp, Form, Func, Init, New, Op, Place, Shape, Stmt, Value, Write, may_grow,
};
use crate::protocol::Companion;
use std::collections::{BTreeMap, BTreeSet};

/// The adjoint sweep alone, and what it reads.
pub(crate) struct Second {
    pub(crate) func: Func,
    /// Of each argument, whether anything of it is read.
    pub(crate) reads: Vec<bool>,
    /// Whether it borrows its seed.
    pub(crate) borrows_seed: bool,
}

impl Second {
    /// Whether some memory among the arguments need not be as it was.
    pub(crate) fn spares_memory(&self) -> bool {
        let is_memory = |w: &Value| self.func.kind(*w).memory().is_some();
        let mut spared = self.func.params.iter().zip(&self.reads).filter(|(_, reads)| !**reads);
        spared.any(|(param, _)| param.form.shape().is_some_and(|shape| shape.leaves().into_iter().any(is_memory)))
    }
}

/// Takes the primal out of an adjoint.
pub(crate) fn second(func: &Func, vjp: &Func) -> Second {
    let mut second = without_value(vjp);
    second.name = Companion::AdjointInto.of(&func.name);
    let (second, seed) = (after(func, second), func.params.len());
    let (reads, borrows_seed) = (reads(func, &second), may_borrow(&second, seed));
    Second { func: if borrows_seed { borrowing(second, seed) } else { second }, reads, borrows_seed }
}

/// What gives the cotangents of a function that has run, as something that adds into shadows.
pub(super) fn after(func: &Func, mut second: Func) -> Func {
    second.result = Shape::Tuple(vec![Shape::unit(), second.result]);
    drop_effects(&mut second.body);
    runs_again(&mut second);
    seeds_are_shadows(&mut second);
    let own: BTreeSet<Value> = func.all_param_values().into_iter().collect();
    let shadows = shadows(&second, &own);
    asks_shadows(func, &mut second, &shadows);
    dce_without(second, &own)
}

/// Nothing panics for the first time.
fn runs_again(second: &mut Func) {
    fn block(body: &mut Block) {
        for stmt in &mut body.stmts {
            stmt.places_mut().into_iter().for_each(|place| place.access = Access::Again);
            stmt.regions_mut().into_iter().for_each(block);
        }
    }
    block(&mut second.body);
    second.values.iter_mut().for_each(|value| value.access = Access::Again);
}

/// Lets the cotangent that comes in be the shadow of the memory that is returned: it has the
/// extents that this had.
///
/// ```text
/// w7_bar = new zeros like w7
/// same extents y_bar, w7
/// copy w7_bar += y_bar          // gone, and `y_bar` wherever `w7_bar` was
/// ```
fn seeds_are_shadows(second: &mut Func) {
    let params: BTreeSet<Value> = second.all_param_values().into_iter().collect();
    let mut names = BTreeMap::new();
    let mut kept: Vec<Stmt> = Vec::new();
    for stmt in std::mem::take(&mut second.body.stmts) {
        let arrives = match (kept.last_chunk::<2>(), &stmt) {
            (Some([first, second]), Stmt::Bulk(third)) => arrival(first, second, &third.op),
            _ => None,
        };
        match arrives {
            Some((shadow, seed)) if params.contains(&seed) && second.kind(shadow) == second.kind(seed) => {
                kept.truncate(kept.len() - 2);
                names.insert(shadow, Atom::Value(seed));
            }
            _ => kept.push(stmt),
        }
    }
    second.body.stmts = kept;
    second.body.map_atoms(&mut |atom| atom.renamed(&names));
}

/// The shadow that these three make, and the seed that is all that is in it.
fn arrival(first: &Stmt, second: &Stmt, third: &BulkOp) -> Option<(Value, Value)> {
    let Stmt::New(New { dst: shadow, init: Init::ZeroLike(of), .. }) = first else { return None };
    let Stmt::Bulk(second) = second else { return None };
    let (BulkOp::SameExtents { shadow: seed, of: same }, BulkOp::Copy { dst, write: Write::Add, src }) =
        (&second.op, third)
    else {
        return None;
    };
    let is_whole = |place: &Place, base: Value| place.base == base && place.path.is_empty();
    let is_one = is_whole(of, same.base) && same.path.is_empty() && is_whole(dst, *shadow);
    (is_one && is_whole(seed, src.base) && src.path.is_empty()).then_some((*shadow, seed.base))
}

/// The shadow of each of the function's own arguments that is memory.
fn shadows(second: &Func, own: &BTreeSet<Value>) -> BTreeMap<Value, Value> {
    let lent: BTreeSet<Value> = second.cotangents.iter().map(|cotangent| cotangent.memory).collect();
    let pair = |stmt: &Stmt| match stmt {
        Stmt::New(New { dst, init: Init::ZeroLike(of), .. }) if lent.contains(dst) => Some((of.clone(), *dst)),
        Stmt::Bulk(bulk) => match &bulk.op {
            BulkOp::SameExtents { shadow, of } if shadow.path.is_empty() => Some((of.clone(), shadow.base)),
            _ => None,
        },
        _ => None,
    };
    let pairs = second.body.stmts.iter().filter_map(pair);
    pairs.filter(|(of, _)| of.path.is_empty() && own.contains(&of.base)).map(|(of, shadow)| (of.base, shadow)).collect()
}

/// Asks the shadow how long an argument is, which is always as long, and takes away the questions
/// whether it is.
fn asks_shadows(func: &Func, second: &mut Func, shadows: &BTreeMap<Value, Value>) {
    let written = written_roots(func);
    let is_steady = |w: &Value| !written.contains(w) || !may_grow(func.kind(*w));
    let is_list = |w: &Value| func.kind(*w).memory().is_some_and(|m| matches!(m.form, Form::Slice | Form::Vec));
    let lengths: BTreeMap<Value, Atom> = shadows
        .iter()
        .filter(|(w, _)| is_steady(w) && is_list(w))
        .map(|(w, shadow)| (*w, Atom::Value(*shadow)))
        .collect();
    let is_asked = |stmt: &Stmt| match stmt {
        Stmt::Bulk(bulk) => match &bulk.op {
            BulkOp::SameExtents { of, .. } => of.path.is_empty() && shadows.contains_key(&of.base),
            _ => false,
        },
        _ => false,
    };
    second.body.stmts.retain(|stmt| !is_asked(stmt));
    rename_lengths(&mut second.body, &lengths);
}

fn rename_lengths(body: &mut Block, lengths: &BTreeMap<Value, Atom>) {
    for stmt in &mut body.stmts {
        if let Stmt::Apply(Apply { op: Op::Len, args, .. }) = stmt {
            args.iter_mut().for_each(|atom| *atom = atom.renamed(lengths));
        }
        stmt.regions_mut().into_iter().for_each(|region| rename_lengths(region, lengths));
    }
}

/// Of each argument of the function, whether the body names it. The memory that stands for a
/// shadow of the caller's is none.
pub(super) fn reads(func: &Func, second: &Func) -> Vec<bool> {
    let lent: BTreeSet<Value> = second.cotangents.iter().map(|cotangent| cotangent.memory).collect();
    let roots = roots(second);
    let mut named = BTreeSet::new();
    for stmt in &second.body.stmts {
        if !matches!(stmt, Stmt::New(New { dst, init: Init::ZeroLike(_), .. }) if lent.contains(dst)) {
            stmt.visit_reads(&mut |w| {
                named.insert(roots.root(w));
            });
        }
    }
    named.extend(second.body.yields.iter().filter_map(|atom| atom.value()).map(|w| roots.root(w)));
    let is_named = |shape: &Shape<Value>| shape.leaves().into_iter().any(|w| named.contains(w));
    func.params.iter().map(|param| param.form.shape().is_none_or(is_named)).collect()
}
