//! Literals that take their type along.
//!
//! A variable that holds a literal is the literal, and it is written where the
//! variable is read. Most places say there what its type is: the other operand,
//! the result. A cast, a comparison of two literals and code that is passed
//! through do not; for these the literal becomes a value of its own, which is
//! written with the type that all its uses together have told.
//!
//! ```text
//! let t: f32 = 0.1;         w2 = constant 0.1       // 0.1_f32
//! x * t as f64              w3 = as_f64 w2
//!                           w4 = mul x, w3
//! ```
//!
//! Of a literal whose type is decided in code that the macro does not see, as
//! the type of an argument is by the callee, there is one value for all places: rustc
//! infers its type as it does for the variable.

use crate::ir::{Apply, Atom, Block, Call, Control, Foreign, IntOp, OnActive, Op, Repeat, Shape, Stmt, Value};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::Operand;
use proc_macro2::{Literal as Token, TokenStream, TokenTree};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A literal that is a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Literal {
    value: Value,
    kind: KindVar,
    atom: Atom,
    standing: Standing,
}

/// What a bare literal would be in the place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The same, where nothing else says what it is.
    Free,
    /// What the type beside it says: `300 as u8`.
    Bound,
}

/// The operand for a place that does not say what type a literal has.
pub(crate) fn typed(cx: &mut Cx<'_>, operand: Operand) -> Atom {
    value(cx, operand, Standing::Free)
}

/// The same where a bare literal would take the type of its place.
pub(crate) fn typed_in_place(cx: &mut Cx<'_>, operand: Operand) -> Atom {
    value(cx, operand, Standing::Bound)
}

fn value(cx: &mut Cx<'_>, operand: Operand, standing: Standing) -> Atom {
    let Operand { atom, kind } = operand;
    if !matches!(atom, Atom::Float(_) | Atom::Int(_)) || cx.known(operand) == Known::Nothing {
        return atom;
    }
    let value = cx.fresh(kind);
    cx.literals.push(Literal { value, kind, atom, standing });
    cx.out.define(value, Op::Constant, vec![atom]);
    value.into()
}

/// Finds the kinds that code decides which the macro does not see into: that of
/// an argument, of a constant from elsewhere.
pub(crate) fn find_open_kinds(cx: &mut Cx<'_>, body: &Block) {
    let mut values = BTreeSet::new();
    body.visit(&mut |stmt| match stmt {
        Stmt::Apply(Apply { dst, op: Op::Foreign(_), args, .. }) if !cx.transparent.contains(dst) => {
            values.insert(*dst);
            values.extend(args.iter().filter_map(|a| a.value()));
        }
        Stmt::Call(Call { dst, args, .. }) => {
            values.extend(dst.leaves());
            values.extend(args.iter().flat_map(Shape::leaves).filter_map(|a| a.value()));
        }
        Stmt::Effect(effect) => {
            values.extend(effect.names.iter().flat_map(|(_, of)| of.leaves()).filter_map(|a| a.value()));
        }
        _ => {}
    });
    for value in values {
        for kind in cx.kinds.scalars(cx.kind_of[value.index()]) {
            cx.kinds.decide_elsewhere(kind);
        }
    }
}

/// Writes each literal as its kind wants it, once all kinds are known.
pub(crate) fn settle(cx: &mut Cx<'_>, body: &mut Block) {
    let mut defined = BTreeSet::new();
    body.visit(&mut |stmt| defined.extend(stmt.defines().into_iter().chain(stmt.params())));
    let literals: Vec<Literal> = cx.literals.iter().copied().filter(|l| defined.contains(&l.value)).collect();
    let mut bare = BTreeMap::new();
    let mut shared: Vec<Literal> = Vec::new();
    for literal in &literals {
        if matches!(cx.kinds.known(literal.kind), Known::Exactly(_)) {
            continue;
        }
        let is_alone = cx.kinds.is_alone(literal.kind) && times(cx, &defined, literal.kind) == 1;
        if is_alone && literal.standing == Standing::Free {
            bare.insert(literal.value, literal.atom);
        } else if cx.kinds.is_decided_elsewhere(literal.kind) {
            match shared.iter().find(|s| s.atom == literal.atom && cx.kinds.is_same(s.kind, literal.kind)) {
                Some(same) => {
                    bare.insert(literal.value, same.value.into());
                }
                None => shared.push(*literal),
            }
        }
    }
    remove(body, &|value| bare.contains_key(&value) || shared.iter().any(|s| s.value == value));
    body.map_atoms(&mut |atom| match atom.value().and_then(|w| bare.get(&w)) {
        Some(literal) => literal.with_sign_of(atom),
        None => atom,
    });
    share(cx, &shared, body);
    body.stmts.splice(0..0, shared.iter().map(open));
}

/// How many values have this kind, or are memory of it.
fn times(cx: &Cx<'_>, defined: &BTreeSet<Value>, kind: KindVar) -> usize {
    let is_same = |of: KindVar| cx.kinds.scalars(of).into_iter().any(|of| cx.kinds.is_same(of, kind));
    defined.iter().filter(|w| is_same(cx.kind_of[w.index()])).count()
}

fn remove(block: &mut Block, is_gone: &dyn Fn(Value) -> bool) {
    block.stmts.retain(|stmt| !matches!(stmt, Stmt::Apply(apply) if is_gone(apply.dst)));
    for stmt in &mut block.stmts {
        stmt.regions_mut().into_iter().for_each(|region| remove(region, is_gone));
    }
}

/// A literal without a suffix, which other code gives its type.
fn open(literal: &Literal) -> Stmt {
    let code: TokenStream = match literal.atom {
        Atom::Float(x) => number(Token::f64_unsuffixed(x.abs()), x.is_sign_negative()),
        Atom::Int(n) => number(Token::u128_unsuffixed(n.unsigned_abs()), n < 0),
        _ => unreachable!("a number"),
    };
    let foreign = Foreign { code, on_active: OnActive::Inactive, repeat: Repeat::Free, ty: None, is_number: false };
    Stmt::apply(literal.value, Op::Foreign(Rc::new(foreign)), Vec::new())
}

fn number(digits: Token, negative: bool) -> TokenStream {
    let digits = TokenTree::Literal(digits);
    if negative { quote!((-#digits)) } else { quote!(#digits) }
}

/// Lets the places that say what type they have, but not that it is the one of
/// another place, read the shared value.
fn share(cx: &Cx<'_>, shared: &[Literal], block: &mut Block) {
    let of = |w: Value, atom: Atom| {
        let same = |s: &&Literal| s.atom == atom && cx.kinds.is_same(s.kind, cx.kind_of[w.index()]);
        shared.iter().find(same).map_or(atom, |s| s.value.into())
    };
    if shared.is_empty() {
        return;
    }
    for stmt in &mut block.stmts {
        match stmt {
            Stmt::Apply(Apply { dst, op: Op::Int(IntOp::Shl | IntOp::Shr), args, .. }) => args[0] = of(*dst, args[0]),
            Stmt::Apply(Apply { dst, op: Op::Int(_) | Op::Rule(_), args, .. }) => {
                args.iter_mut().for_each(|arg| *arg = of(*dst, *arg));
            }
            Stmt::Apply(Apply { op: Op::Compare(_), args, .. }) => {
                if let Some(beside) = args.iter().find_map(|arg| arg.value()) {
                    args.iter_mut().for_each(|arg| *arg = of(beside, *arg));
                }
            }
            Stmt::If(branch) => {
                for arm in [&mut branch.then, &mut branch.orelse] {
                    arm.yields.iter_mut().zip(&branch.dst).for_each(|(atom, dst)| *atom = of(*dst, *atom));
                }
            }
            Stmt::Loop(repeat) => {
                for (carried, next) in repeat.carried.iter_mut().zip(&mut repeat.body.yields) {
                    carried.init = of(carried.param, carried.init);
                    *next = of(carried.param, *next);
                }
                if let Control::For(range) = &mut repeat.control {
                    [range.from, range.to] = [range.from, range.to].map(|bound| of(range.index, bound));
                }
            }
            _ => {}
        }
        stmt.regions_mut().into_iter().for_each(|region| share(cx, shared, region));
    }
}
