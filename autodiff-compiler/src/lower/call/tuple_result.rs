//! A call whose result turns out to be a tuple only where it is taken apart.
//!
//! ```text
//! let z = step(x);        w2 = call step(w1)
//! let (a, b) = z;         (w3, w4) = call step(w1)    // from here on
//! ```

use crate::ir::{Atom, Shape, Stmt, Value};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Holds, Operand, Operands};
use crate::lower::tokens::hygiene::is_same;
use crate::lower::value::expr::Expect;
use proc_macro2::{TokenStream, TokenTree};

/// Makes a tuple of a call's result of unknown type; `None` if it is no call's
/// result, or has been used as one scalar already.
pub(crate) fn unfold(cx: &mut Cx<'_>, operand: Operand, arity: usize) -> Option<Operands> {
    let Atom::Value(value) = operand.atom else { return None };
    if cx.kinds.known(operand.kind) != Known::CallResult || !is_only_passed_on(cx, value) {
        return None;
    }
    let entries: Vec<Operand> = (0..arity)
        .map(|_| {
            let kind: KindVar = cx.kinds.fresh(Known::CallResult);
            Operand { atom: cx.fresh(kind).into(), kind }
        })
        .collect();
    let shape = Shape::Tuple(entries.iter().map(|o| Shape::Leaf(*o)).collect());
    let atoms = shape.map(&mut |o| o.atom);
    let values = shape.map(&mut |o| o.atom.value().expect("fresh operands are values"));
    for stmts in cx.open_statements() {
        for stmt in stmts {
            match stmt {
                Stmt::Call(call) => {
                    call.dst = call.dst.replace(&value, &values);
                    for arg in &mut call.args {
                        *arg = arg.replace(&Atom::Value(value), &atoms);
                    }
                }
                Stmt::Effect(effect) => {
                    for (_, held) in &mut effect.names {
                        *held = held.replace(&Atom::Value(value), &atoms);
                    }
                }
                _ => {}
            }
        }
    }
    cx.scope.map(|holds| match holds {
        Holds::Operands(operands) => Holds::Operands(replace_operand(operands, value, &shape)),
        other => other.clone(),
    });
    Some(shape)
}

/// The same where only the fields are read: the tuple has as many as the
/// function reads of the variable. If it has more, rustc says so at the call.
pub(crate) fn unfold_by_fields(cx: &mut Cx<'_>, operand: Operand, variable: &syn::Ident) -> Option<Operands> {
    let last = last_field(cx.body.clone(), variable)?;
    unfold(cx, operand, last + 1)
}

/// The largest field of `variable` that the tokens read.
fn last_field(tokens: TokenStream, variable: &syn::Ident) -> Option<usize> {
    let mut last = None;
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (i, token) in tokens.iter().enumerate() {
        let field = match (token, tokens.get(i + 1), tokens.get(i + 2)) {
            (TokenTree::Ident(ident), Some(TokenTree::Punct(dot)), Some(TokenTree::Literal(field)))
                if is_same(ident, variable) && dot.as_char() == '.' =>
            {
                // `t.0.1` holds the literal `0.1`.
                field.to_string().split('.').next().and_then(|n| n.parse().ok())
            }
            (TokenTree::Group(group), _, _) => last_field(group.stream(), variable),
            _ => None,
        };
        last = last.max(field);
    }
    last
}

/// The value, with what its place takes to be a tuple made one where it can be.
pub(crate) fn unfold_as(cx: &mut Cx<'_>, value: &Operands, expect: &Expect) -> Operands {
    match (value, expect) {
        (Shape::Leaf(operand), Shape::Tuple(entries)) => match unfold(cx, *operand, entries.len()) {
            Some(tuple) => unfold_as(cx, &tuple, expect),
            None => value.clone(),
        },
        (Shape::Tuple(values), Shape::Tuple(entries)) if values.len() == entries.len() => {
            let mut all = Vec::new();
            for (value, entry) in values.iter().zip(entries) {
                all.push(unfold_as(cx, value, entry));
            }
            Shape::Tuple(all)
        }
        _ => value.clone(),
    }
}

fn replace_operand(operands: &Operands, value: Value, with: &Operands) -> Operands {
    match operands {
        Shape::Leaf(operand) if operand.atom == Atom::Value(value) => with.clone(),
        Shape::Leaf(operand) => Shape::Leaf(*operand),
        Shape::Ref(inner) => Shape::Ref(Box::new(replace_operand(inner, value, with))),
        Shape::Mut(inner) => Shape::Mut(Box::new(replace_operand(inner, value, with))),
        Shape::Tuple(entries) => Shape::Tuple(entries.iter().map(|e| replace_operand(e, value, with)).collect()),
    }
}

/// Whether a call defines the value and nothing but calls and effects of the
/// open regions read it.
fn is_only_passed_on(cx: &mut Cx<'_>, value: Value) -> bool {
    let mut defined = false;
    let mut scalar_use = false;
    for stmts in cx.open_statements() {
        for stmt in stmts.iter() {
            match stmt {
                Stmt::Call(call) => defined |= call.dst.leaves().contains(&&value),
                Stmt::Effect(_) => {}
                other => scalar_use |= reads(other, value),
            }
        }
    }
    defined && !scalar_use
}

fn reads(stmt: &Stmt, value: Value) -> bool {
    let is_it = |a: &Atom| a.value() == Some(value);
    let inside =
        |block: &crate::ir::Block| block.yields.iter().any(is_it) || block.stmts.iter().any(|stmt| reads(stmt, value));
    stmt.operands().iter().any(is_it) || stmt.regions().into_iter().any(inside)
}
