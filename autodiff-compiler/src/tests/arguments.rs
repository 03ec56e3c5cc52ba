//! The arguments in a file of the corpus, memory among them.

use super::constants::Constants;
use super::eval;
use crate::ir::interp::{Content, Handle, Scalar};
use crate::ir::{Func, Kind, Shape, Value};
use syn::Expr;
use syn::parse::Parser;
use syn::punctuated::Punctuated;

/// What a function is called with; memory is made anew for each call.
#[derive(Clone, Debug)]
pub(super) struct Arguments(Vec<Content>);

impl Arguments {
    /// An entry of `POINTS`; `None` where it is more than literals.
    pub(super) fn read(constants: &Constants, func: &Func, entry: &Expr) -> Option<Self> {
        let entries: Vec<&Expr> = match entry {
            Expr::Tuple(tuple) if func.params.len() > 1 || tuple.elems.len() == 1 => tuple.elems.iter().collect(),
            other => vec![other],
        };
        let mut all = Vec::new();
        for (param, entry) in func.params.iter().zip(entries) {
            leaves(constants, func, param.form.shape()?, entry, &mut all)?;
        }
        Some(Arguments(all))
    }

    pub(super) fn contents(&self) -> &[Content] {
        &self.0
    }

    pub(super) fn scalars(&self) -> Vec<Scalar> {
        let scalar = |content: &Content| match content {
            Content::Scalar(scalar) => scalar.clone(),
            memory => Scalar::Memory(Handle::new(memory.clone())),
        };
        self.0.iter().map(scalar).collect()
    }
}

fn leaves(constants: &Constants, func: &Func, shape: &Shape<Value>, e: &Expr, all: &mut Vec<Content>) -> Option<()> {
    match (shape, e) {
        (shape, Expr::Reference(inner)) => leaves(constants, func, shape, &inner.expr, all),
        (Shape::Ref(inner) | Shape::Mut(inner), e) => leaves(constants, func, inner, e, all),
        (Shape::Tuple(entries), Expr::Tuple(tuple)) => {
            entries.iter().zip(&tuple.elems).try_for_each(|(shape, e)| leaves(constants, func, shape, e, all))
        }
        (Shape::Leaf(w), e) => {
            all.push(content(constants, &Shape::Leaf(func.kind(*w)), e)?);
            Some(())
        }
        _ => None,
    }
}

fn content(constants: &Constants, kinds: &Shape<Kind>, e: &Expr) -> Option<Content> {
    match (kinds, e) {
        (kinds, Expr::Reference(inner)) => content(constants, kinds, &inner.expr),
        (Shape::Leaf(Kind::Memory(memory)), Expr::Array(array)) => {
            let elems = array.elems.iter().map(|e| content(constants, &memory.elem, e));
            elems.collect::<Option<_>>().map(Content::List)
        }
        (Shape::Leaf(Kind::Memory(memory)), Expr::Macro(mac)) => {
            let elems = Punctuated::<Expr, syn::Token![,]>::parse_terminated.parse2(mac.mac.tokens.clone()).ok()?;
            elems.iter().map(|e| content(constants, &memory.elem, e)).collect::<Option<_>>().map(Content::List)
        }
        // What a cell holds.
        (Shape::Leaf(Kind::Memory(memory)), e) => content(constants, &memory.elem, e),
        (Shape::Tuple(kinds), Expr::Tuple(tuple)) => {
            let entries = kinds.iter().zip(&tuple.elems).map(|(kinds, e)| content(constants, kinds, e));
            entries.collect::<Option<_>>().map(Content::Tuple)
        }
        (Shape::Leaf(kind), e) => match &eval::leaves(constants, e)?[..] {
            [scalar] => Some(Content::Scalar(eval::as_kind(scalar.clone(), *kind))),
            _ => None,
        },
        _ => None,
    }
}
