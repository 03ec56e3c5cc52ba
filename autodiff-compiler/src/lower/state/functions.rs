//! Functions that are values: what they take and give, and the closures among them.

use super::kinds::KindVar;
use super::scope::Closure;
use crate::ir::{Block, Kind, Shape, Value};
use proc_macro2::{Span, TokenStream};
use std::rc::Rc;

/// What a function takes and gives.
#[derive(Debug)]
pub(crate) struct FunctionType {
    /// How each argument is passed, as core says it.
    pub(crate) markers: Vec<TokenStream>,
    pub(crate) args: Vec<Shape<Kind>>,
    pub(crate) result: Shape<Kind>,
    pub(crate) output: TokenStream,
}

impl FunctionType {
    /// A closure of which the number of its arguments is known.
    pub(crate) fn of_closure(arity: usize) -> Self {
        let args = vec![Shape::Leaf(Kind::Opaque); arity];
        FunctionType { markers: Vec::new(), args, result: Shape::unit(), output: TokenStream::new() }
    }
}

/// The functions of which a value is the number of one.
pub(crate) struct Chosen {
    pub(crate) of: Vec<Alternative>,
}

impl std::fmt::Debug for Chosen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} functions", self.of.len())
    }
}

/// A function that can be called.
pub(crate) enum Alternative {
    Closure(Rc<Closure>),
    /// One by its name.
    Named(syn::ExprPath),
}

/// A closure that has been lowered.
#[derive(Debug)]
pub(crate) struct Nested {
    pub(crate) params: Vec<Own>,
    pub(crate) captures: Vec<Value>,
    pub(crate) body: Block,
    pub(crate) result: Shape<KindVar>,
    pub(crate) span: Span,
    /// What is said where its parameters are not understood.
    pub(crate) unclear: crate::errors::Error,
    /// What is said where it changes something.
    pub(crate) changes: crate::errors::Error,
}

/// A parameter of a closure.
#[derive(Debug)]
pub(crate) struct Own {
    pub(crate) name: String,
    pub(crate) values: Shape<Value>,
    /// The type, where it is written.
    pub(crate) ty: Option<TokenStream>,
}
