//! Code that is passed through: what reads no active value, and whose type the
//! macro need not know.
//!
//! Constants, fields of constant parameters, methods of integers. Operands in
//! it become holes; an active operand in a hole is an error, which the activity
//! analysis reports.

use crate::errors::Message;
use crate::ir::{Atom, Foreign, Kind, OnActive, Op, Shape, hole};
use crate::lower::classify::{Classified, classify};
use crate::lower::foreign::purity;
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res, error_at};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::mentions::variables;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::typed::typed;
use crate::lower::tokens::text;
use crate::lower::value::expr::{self, Expect, any};
use crate::std_names;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use std::rc::Rc;
use syn::{Expr, Pat};

/// A foreign expression, whole.
pub(crate) fn expression_code(cx: &mut Cx<'_>, e: &Expr, args: &mut Vec<Atom>) -> Res<TokenStream> {
    let classified = classify(cx, e);
    code(cx, &classified, args)
}

/// The same of an expression that has been classified.
pub(crate) fn code(cx: &mut Cx<'_>, what: &Classified<'_>, args: &mut Vec<Atom>) -> Res<TokenStream> {
    Ok(match what.e {
        Expr::Lit(_) => what.e.to_token_stream(),
        // A name from outside stands for itself.
        Expr::Path(_) if what.is_rooted() => what.e.to_token_stream(),
        e if what.is_foreign() => foreign(cx, e, what, args)?,
        _ => {
            let value = expr::run(cx, what, &any())?;
            operand_code(cx, &value, args)
        }
    })
}

fn foreign(cx: &mut Cx<'_>, e: &Expr, what: &Classified<'_>, args: &mut Vec<Atom>) -> Res<TokenStream> {
    Ok(match e {
        Expr::Field(field) => {
            let base = code(cx, what.front(), args)?;
            let member = &field.member;
            quote!(#base.#member)
        }
        Expr::Index(index) => {
            let base = code(cx, what.front(), args)?;
            let position = expression_code(cx, &index.index, args)?;
            quote_spanned!(index.bracket_token.span.join()=> #base[#position])
        }
        Expr::Reference(_) => {
            let inner = code(cx, what.front(), args)?;
            quote!(&#inner)
        }
        Expr::Unary(unary) => {
            let (op, inner) = (&unary.op, code(cx, what.front(), args)?);
            quote!(#op #inner)
        }
        Expr::Paren(_) => {
            let inner = code(cx, what.front(), args)?;
            quote!((#inner))
        }
        Expr::Group(_) => code(cx, what.front(), args)?,
        Expr::Closure(closure) => closure_code(cx, closure, args),
        Expr::Range(range) => {
            let mut end = |e: &Option<Box<Expr>>| e.as_ref().map(|e| expression_code(cx, e, args)).transpose();
            let (start, limits, end) = (end(&range.start)?, &range.limits, end(&range.end)?);
            quote!((#start #limits #end))
        }
        Expr::Struct(fields) => struct_code(cx, fields, args)?,
        e => e.to_token_stream(),
    })
}

/// A closure that reads no float: an argument of foreign code.
fn closure_code(cx: &mut Cx<'_>, closure: &syn::ExprClosure, args: &mut Vec<Atom>) -> TokenStream {
    let tokens = closure.to_token_stream();
    // What it captures is bound around it, and goes with it.
    let captures = closure.capture.is_none() && !variables(cx, &tokens).is_empty();
    let tokens = if captures { quote!(move #tokens) } else { tokens };
    verbatim_code(cx, &tokens, args)
}

/// A closure or a function that is passed through, whatever it reads.
pub(crate) fn callable(cx: &mut Cx<'_>, f: &Expr, args: &mut Vec<Atom>) -> TokenStream {
    match f {
        Expr::Closure(closure) => closure_code(cx, closure, args),
        f => f.to_token_stream(),
    }
}

/// An argument of a call that may be foreign. A closure has no value: it stands
/// in the call, where rustc infers its type.
pub(crate) fn argument(cx: &mut Cx<'_>, e: &Expr) -> Res<Operands> {
    let argument = classify(cx, e);
    if argument.is_foreign() && matches!(e, Expr::Closure(_)) {
        return Ok(Shape::unit());
    }
    expr::run(cx, &argument, &any())
}

pub(crate) fn argument_code(cx: &mut Cx<'_>, e: &Expr, value: &Operands, args: &mut Vec<Atom>) -> TokenStream {
    match e {
        Expr::Closure(closure) => closure_code(cx, closure, args),
        _ => operand_code(cx, value, args),
    }
}

fn struct_code(cx: &mut Cx<'_>, e: &syn::ExprStruct, args: &mut Vec<Atom>) -> Res<TokenStream> {
    let mut fields = TokenStream::new();
    for field in &e.fields {
        let (member, value) = (&field.member, expression_code(cx, &field.expr, args)?);
        fields.extend(quote!(#member: #value,));
    }
    if let Some(rest) = &e.rest {
        let rest = expression_code(cx, rest, args)?;
        fields.extend(quote!(..#rest));
    }
    let path = &e.path;
    Ok(quote!(#path { #fields }))
}

/// The operands of a value as holes, with its tuples and references around.
pub(crate) fn operand_code(cx: &mut Cx<'_>, value: &Operands, args: &mut Vec<Atom>) -> TokenStream {
    match value {
        Shape::Leaf(operand) => {
            args.push(typed(cx, *operand));
            hole(args.len() - 1).into_token_stream()
        }
        Shape::Tuple(entries) => {
            let entries: Vec<_> = entries.iter().map(|e| operand_code(cx, e, args)).collect();
            quote!((#(#entries,)*))
        }
        Shape::Ref(inner) => {
            let inner = operand_code(cx, inner, args);
            quote!(&#inner)
        }
        Shape::Mut(inner) => {
            let inner = operand_code(cx, inner, args);
            quote!(&mut #inner)
        }
    }
}

/// Any tokens, with the variables that they name bound around them.
pub(crate) fn verbatim_code(cx: &mut Cx<'_>, tokens: &TokenStream, args: &mut Vec<Atom>) -> TokenStream {
    let variables = variables(cx, tokens);
    if variables.is_empty() {
        return tokens.clone();
    }
    let mut bindings = TokenStream::new();
    for (name, value) in &variables {
        let value = operand_code(cx, value, args);
        bindings.extend(quote!(let #name = #value;));
    }
    quote!({ #bindings #tokens })
}

/// Appends `w = e` for a foreign expression `e`.
pub(crate) fn expression(cx: &mut Cx<'_>, what: &Classified<'_>) -> Res<Operands> {
    let mut args = Vec::new();
    let e = what.e;
    let code = code(cx, what, &mut args)?;
    let known = match e {
        Expr::Path(_) => Known::Exactly(Kind::Opaque),
        Expr::Reference(_) => Known::Unseen,
        Expr::Range(_) => Known::Exactly(Kind::Opaque),
        _ => Known::Nothing,
    };
    let on_active = OnActive::Error(Box::new(error_at(e, message(e))));
    Ok(apply(cx, e, Passed::new(code, args, on_active), known))
}

/// What is said where the expression reads an active value.
fn message(e: &Expr) -> Message {
    match e {
        Expr::Reference(inner) => message(&inner.expr),
        Expr::Paren(inner) => message(&inner.expr),
        Expr::Struct(_) => {
            Message::UnsupportedExpression { what: "a struct of active values in this place".to_owned() }
        }
        Expr::Index(_) => Message::IndexOnActive,
        Expr::Range(_) => Message::UnsupportedExpression { what: "a range of active values".to_owned() },
        _ => Message::UnsupportedExpression { what: "this expression of an active value".to_owned() },
    }
}

/// `base[position]`, where the base is a variable or a result.
pub(crate) fn index(cx: &mut Cx<'_>, e: &syn::ExprIndex, base: &Operands) -> Res<Operands> {
    let mut args = Vec::new();
    let base = operand_code(cx, base.behind_refs(), &mut args);
    let position = expression_code(cx, &e.index, &mut args)?;
    let on_active = OnActive::Error(Box::new(error_at(e, Message::IndexOnActive)));
    Ok(apply(
        cx,
        e,
        Passed::new(quote_spanned!(e.bracket_token.span.join()=> #base[#position]), args, on_active),
        Known::Nothing,
    ))
}

/// Code that is passed through: its tokens, the atoms in their holes, and what it comes
/// to if one of those is active.
pub(crate) struct Passed {
    code: TokenStream,
    args: Vec<Atom>,
    on_active: OnActive,
    is_number: bool,
}

impl Passed {
    pub(crate) fn new(code: TokenStream, args: Vec<Atom>, on_active: OnActive) -> Passed {
        Passed { code, args, on_active, is_number: false }
    }
}

/// Appends foreign code whose value has a shape: a tuple is taken apart by its
/// fields.
pub(crate) fn shaped(cx: &mut Cx<'_>, at: &dyn ToTokens, passed: Passed, shape: &Expect) -> Operands {
    match shape {
        Shape::Leaf(kind) => {
            let kind = kind.unwrap_or_else(|| cx.kinds.fresh(Known::Nothing));
            apply_as(cx, at, passed, kind)
        }
        Shape::Ref(inner) | Shape::Mut(inner) => shaped(cx, at, passed, inner),
        Shape::Tuple(entries) => {
            let whole = apply(cx, at, passed, Known::Exactly(Kind::Opaque));
            let atoms: Vec<Atom> = whole.leaves().into_iter().map(|o| o.atom).collect();
            let mut fields = Vec::new();
            for (i, entry) in entries.iter().enumerate() {
                let (hole, field) = (hole(0), syn::Index::from(i));
                fields.push(shaped(cx, at, Passed::new(quote!(#hole.#field), atoms.clone(), OnActive::Part), entry));
            }
            Shape::Tuple(fields)
        }
    }
}

/// Any expression as code that is passed through, for a value that is taken as
/// a constant; `None` where it would leave the function.
pub(crate) fn opaque(cx: &mut Cx<'_>, e: &Expr, shape: &Expect) -> Option<Operands> {
    let tokens = e.to_token_stream();
    if crate::lower::tokens::jumps::returns(tokens.clone()) {
        return None;
    }
    let mut args = Vec::new();
    let code = verbatim_code(cx, &tokens, &mut args);
    Some(shaped(cx, e, Passed::new(code, args, OnActive::Inactive), shape))
}

/// Appends `w = code(args)`.
pub(crate) fn apply(cx: &mut Cx<'_>, at: &dyn ToTokens, passed: Passed, known: Known) -> Operands {
    let kind = cx.kinds.fresh(known);
    apply_as(cx, at, passed, kind)
}

/// Appends `w = code(args)` where the kind of `w` is that of something else.
pub(crate) fn apply_as(cx: &mut Cx<'_>, at: &dyn ToTokens, passed: Passed, kind: KindVar) -> Operands {
    let Passed { code, args, on_active, is_number } = passed;
    let repeat = purity::repeat(cx, &code, &args);
    let foreign = Foreign { code, on_active, repeat, ty: None, is_number };
    let value = cx.apply(at, Op::Foreign(Rc::new(foreign)), args, kind);
    cx.given.extend(value.leaves().into_iter().filter_map(|o| o.atom.value()));
    value
}

/// A literal that the IR does not hold: a string, an integer past `i128`.
pub(crate) fn verbatim(cx: &mut Cx<'_>, e: &dyn ToTokens, known: Known) -> Res<Operands> {
    Ok(apply(cx, e, Passed::new(e.to_token_stream(), Vec::new(), OnActive::Inactive), known))
}

/// A path that is no variable: a constant, a static, a unit variant.
pub(crate) fn constant(cx: &mut Cx<'_>, path: &syn::ExprPath) -> Res<Operands> {
    let segments: Vec<_> = path.path.segments.iter().map(|s| s.ident.to_string()).collect();
    let name = segments.last().cloned().unwrap_or_default();
    let declared = cx.constants.iter().rev().find(|(n, _)| *n == name).map(|(_, known)| *known);
    let known = match declared {
        Some(known) if segments.len() == 1 => known,
        _ => constant_kind(path, &segments, &name),
    };
    let is_number = claim::is_number(cx, path);
    let code = Passed::new(path.to_token_stream(), Vec::new(), OnActive::Inactive);
    Ok(apply(cx, path, Passed { is_number, ..code }, known))
}

fn constant_kind(path: &syn::ExprPath, segments: &[String], name: &str) -> Known {
    let of_type = path.qself.as_ref().map(|qself| crate::lower::border::types::text(&qself.ty));
    let primitive = segments.iter().chain(of_type.iter()).rev().find_map(|s| Kind::of_primitive(s));
    match primitive {
        Some(kind) if kind.is_float() && std_names::is_float_constant(name) => Known::Exactly(kind),
        Some(Kind::Int(kind)) if matches!(name, "MAX" | "MIN") => Known::Exactly(Kind::Int(kind)),
        None if segments.len() == 1
            && name.len() > 1
            && !matches!(name, "MAX" | "MIN")
            && std_names::is_float_constant(name) =>
        {
            Known::SomeFloat
        }
        // A unit variant; constants are written in capitals.
        // A callee may have a slot for it: its enum may have floats in other variants.
        None if name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase) => Known::Unseen,
        _ => Known::Nothing,
    }
}

/// `matches!(operand, pat)`.
pub(crate) fn matches(cx: &mut Cx<'_>, pat: &Pat, operand: Operand) -> Res<Operand> {
    let hole = hole(0);
    let code = quote!(__autodiff_crate::__private::matches!(#hole, #pat));
    let value = apply(cx, pat, Passed::new(code, vec![operand.atom], OnActive::Inactive), Known::Exactly(Kind::Bool));
    crate::lower::value::expr::as_scalar(cx, pat, &value)
}

/// `operand.field`, of a value that is no tuple.
pub(crate) fn field(cx: &mut Cx<'_>, field: &syn::ExprField, operand: Operand) -> Res<Operands> {
    let (hole, member) = (hole(0), &field.member);
    let name = text::text(member.to_token_stream());
    let on_active = OnActive::Error(Box::new(error_at(field, Message::FieldOnActive { name })));
    Ok(apply(cx, field, Passed::new(quote!(#hole.#member), vec![operand.atom], on_active), Known::Nothing))
}

/// `operand.i`, of something of the user's.
pub(crate) fn part(cx: &mut Cx<'_>, at: &dyn ToTokens, operand: Operand, i: usize) -> Operands {
    let (hole, field) = (hole(0), syn::Index::from(i));
    let on_active = OnActive::Error(Box::new(error_at(at, Message::FieldOnActive { name: i.to_string() })));
    apply(cx, at, Passed::new(quote!(#hole.#field), vec![operand.atom], on_active), Known::Nothing)
}

/// The fields of a tuple that foreign code gave.
pub(crate) fn fields(cx: &mut Cx<'_>, at: &dyn ToTokens, operand: Operand, arity: usize) -> Operands {
    let hole = hole(0);
    let code = |field: syn::Index| quote!(#hole.#field);
    Shape::Tuple((0..arity).map(|i| of_tuple(cx, at, operand, code(syn::Index::from(i)))).collect())
}

/// The same of a tuple behind a reference: numbers, and references to what is none.
pub(crate) fn fields_behind(cx: &mut Cx<'_>, at: &dyn ToTokens, operand: Operand, arity: usize) -> Operands {
    let hole = hole(0);
    let code = |field: syn::Index| {
        quote!({
            use __autodiff_crate::__private::{OfAny as _, OfNumber as _};
            (&__autodiff_crate::__private::Item(&#hole.#field)).item()
        })
    };
    let entries: Vec<_> = (0..arity).map(|i| of_tuple(cx, at, operand, code(syn::Index::from(i)))).collect();
    entries.iter().for_each(|entry| cx.noted.add_item(entry));
    Shape::Tuple(entries)
}

fn of_tuple(cx: &mut Cx<'_>, at: &dyn ToTokens, operand: Operand, code: TokenStream) -> Operands {
    apply(cx, at, Passed::new(code, vec![operand.atom], OnActive::Part), Known::Nothing)
}

/// `*operand`, of a value of unknown type.
pub(crate) fn deref(cx: &mut Cx<'_>, e: &syn::ExprUnary, operand: Operand) -> Res<Operands> {
    let hole = hole(0);
    let message = Message::UnsupportedExpression { what: "this dereference".to_owned() };
    let on_active = OnActive::Error(Box::new(error_at(e, message)));
    Ok(apply(cx, e, Passed::new(quote!(*#hole), vec![operand.atom], on_active), Known::Nothing))
}
