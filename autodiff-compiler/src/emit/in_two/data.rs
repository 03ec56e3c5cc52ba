//! Data on a tape: what is of the type of the block, which a tape keeps as what it is.

use super::super::body::Body;
use super::super::open::HowOpen;
use super::super::spot::Spot;
use super::super::{memory, shape};
use super::ident;
use crate::ir::{Atom, Bulk, BulkOp, Func, Init, Kind, New, Param, Shape, Stmt, Value};
use proc_macro2::TokenStream;
use quote::quote;

/// Data that is recorded: what nobody else reads moves to the tape.
pub(super) fn kept(body: &Body<'_>, handle: Value, spot: &Spot) -> TokenStream {
    if body.open.is_value(handle) {
        return memory::within_as_it_is(body, handle);
    }
    if spot.is_variable() && is_only_pushed(body.func, handle) {
        return spot.place().tokens;
    }
    let (clone, code) = (body.private("Clone"), spot.shared());
    quote!(#clone::clone(#code))
}

/// Whether nothing is done to a vector but that it is made, filled and given.
fn is_only_pushed(func: &Func, list: Value) -> bool {
    let mut is_one = false;
    func.body
        .visit(&mut |stmt| is_one |= matches!(stmt, Stmt::New(New { dst, init: Init::Empty(_), .. }) if *dst == list));
    func.body.visit(&mut |stmt| {
        let is_push = matches!(stmt, Stmt::Bulk(Bulk { op: BulkOp::Push { dst, .. }, .. }) if dst.base == list);
        let operands = stmt.operands().into_iter().filter_map(Atom::value);
        let named = operands.chain(stmt.places().into_iter().map(|place| place.base)).any(|w| w == list);
        let is_yielded = stmt.regions().into_iter().any(|region| region.yields.contains(&Atom::Value(list)));
        is_one &= (is_push || !named) && !is_yielded;
    });
    is_one
}

/// `let self_was: Option<Self> = record.kept_value();`, of data that is there on one path only.
pub(super) fn read_open(body: &mut Body<'_>, param: &Param, how: HowOpen) -> TokenStream {
    let leaves = param.form.shape().map(Shape::leaves).unwrap_or_default();
    let value = *leaves[0];
    let kind = body.kind(value);
    let [option, vec] = [quote!(::core::option::Option), body.private("Vec")];
    let ty = |kind: &Shape<Kind>| shape::shape_type(&body.krate, &shape::owned(kind));
    let ty = match kind.memory().filter(|_| how == HowOpen::Elements) {
        Some(memory) => {
            let element = ty(&memory.elem);
            quote!(#vec<#option<#element>>)
        }
        None => {
            let whole = ty(&Shape::Leaf(kind));
            quote!(#option<#whole>)
        }
    };
    let name = memory::define(body, value, memory::Holds::Place);
    match how {
        HowOpen::Elements => body.open.keeps(value),
        _ => memory::within(body, value),
    }
    let record = ident("record");
    quote!(let #name: #ty = #record.kept_value();)
}
