//! `items.sum()` into a type that the macro does not see: what its `Sum` does, its `impl` says. So
//! the items are brought into a vector, of which core's `sum` is a function.
//!
//! ```text
//! let p: V3 = bodies.iter().map(|b| b.vel * b.m).sum();      w2 = new empty
//!                                                            for i in ..: push w2, w5
//!                                                            p = call sum::<V3, _>(&w2)
//! ```

use super::collect;
use super::pipeline::{Pipeline, Stage};
use super::source::Source;
use crate::ir::{Form, Shape};
use crate::lower::call::function;
use crate::lower::state::alias;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::Operands;
use crate::lower::state::settle;
use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::ExprMethodCall;

pub(super) fn total(cx: &mut Cx<'_>, call: &ExprMethodCall, run: Pipeline<'_>, kind: KindVar) -> Res<Operands> {
    let elem = cx.kinds.fresh(Known::Part);
    let vector = cx.kinds.memory(Form::Vec, Shape::Leaf(elem));
    let items = collect::vector(cx, call, owned(run), &Shape::Leaf(Some(vector)))?;
    settle::data_kind(cx, elem);
    let (span, name) = (call.method.span(), &call.method);
    let generics: Option<TokenStream> = alias::type_text(cx, kind).and_then(|ty| ty.parse().ok());
    let generics = generics.map(|ty| quote_spanned!(span=> ::<#ty, _>));
    let path = syn::parse2(quote_spanned!(span=> __autodiff_crate::__private::ops::#name #generics));
    let path = path.expect("the text of a type is one");
    function::of_path(cx, call, &path, (&[Shape::Ref(Box::new(items))], &Shape::Leaf(Some(kind))))
}

/// Items of one's own.
fn owned(mut run: Pipeline<'_>) -> Pipeline<'_> {
    if run.stages.is_empty() {
        return Pipeline { source: Source::Copied(Box::new(run.source)), ..run };
    }
    run.stages.push(Stage::Copied);
    run
}
