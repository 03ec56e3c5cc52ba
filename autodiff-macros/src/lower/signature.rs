//! The signature: which parameters there are, of what shape, and which of them
//! the function is differentiated with respect to.

use super::cx::{Cx, Stop, error_at};
use super::kinds::{KindVar, Known};
use super::scope::{Operand, Operands};
use super::{attribute, types};
use crate::config::Config;
use crate::errors::{Errors, Message, Reported};
use crate::ir::{Kind, Param, ParamForm, ParamRole, Shape};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{FnArg, ItemFn, Pat, ReceiverKind, ReturnType, Safety};

/// What the companions' own signatures are made of.
#[derive(Debug)]
pub(crate) struct Signature {
    pub(crate) name: String,
    pub(crate) ident: Ident,
    pub(crate) vis: TokenStream,
    /// `#[cfg(..)]` and the doc comment.
    pub(crate) attrs: TokenStream,
    /// `<'a, const N: usize>`
    pub(crate) generics: TokenStream,
    pub(crate) where_clause: TokenStream,
    pub(crate) params: Vec<Declared>,
    pub(crate) result: Shape<Kind>,
}

/// A parameter as declared.
#[derive(Debug)]
pub(crate) struct Declared {
    pub(crate) name: String,
    pub(crate) form: DeclaredForm,
    pub(crate) role: ParamRole,
}

#[derive(Debug)]
pub(crate) enum DeclaredForm {
    Scalars { ty: TokenStream, shape: Shape<Kind> },
    Opaque { ident: Ident, ty: TokenStream },
    Receiver(TokenStream),
}

/// Reads the signature; `None` if something of it was refused.
pub(crate) fn read(errors: &Errors, config: &Config, function: &ItemFn) -> Option<Signature> {
    let sig = &function.sig;
    let before = errors_so_far(errors);
    refuse_qualifiers(errors, sig);
    let mut cx = Cx::new(errors);
    let params: Vec<_> = sig.inputs.iter().enumerate().map(|(i, input)| declared(&mut cx, config, i, input)).collect();
    let result = result_shape(&mut cx, &sig.output);
    check_wrt(errors, config, &params);
    let params = params.into_iter().collect::<Option<Vec<_>>>()?;
    let result = result?;
    if !params.iter().any(|p| p.role == ParamRole::Differentiable) && config.wrt.is_none() {
        errors.report(error_at(&sig.ident, Message::NoDifferentiableParameter));
    }
    let (_, _, where_clause) = sig.generics.split_for_impl();
    (errors_so_far(errors) == before).then(|| Signature {
        name: sig.ident.to_string(),
        ident: sig.ident.clone(),
        vis: function.vis.to_token_stream(),
        attrs: attribute::carried(&function.attrs),
        generics: sig.generics.params.to_token_stream(),
        where_clause: where_clause.to_token_stream(),
        params,
        result,
    })
}

fn errors_so_far(errors: &Errors) -> usize {
    errors.len()
}

fn refuse_qualifiers(errors: &Errors, sig: &syn::Signature) {
    if let Some(token) = &sig.asyncness {
        errors.report(error_at(token, Message::AsyncFunction));
    }
    if let Safety::Unsafe(token) = &sig.safety {
        errors.report(error_at(token, Message::UnsafeFunction));
    }
    if let Some(variadic) = &sig.variadic {
        errors.report(error_at(&variadic.dots, Message::VariadicFunction));
    }
}

fn declared(cx: &mut Cx<'_>, config: &Config, position: usize, input: &FnArg) -> Option<Declared> {
    match input {
        FnArg::Receiver(receiver) => {
            let mutable = matches!(&receiver.kind, ReceiverKind::Reference(_, _, Some(_)));
            if mutable || receiver.mutability.is_some() {
                cx.refuse(receiver, Message::MutableReceiver);
                return None;
            }
            let mut receiver = receiver.clone();
            receiver.attrs.clear();
            let form = DeclaredForm::Receiver(receiver.into_token_stream());
            Some(Declared { name: "self".to_owned(), form, role: ParamRole::Constant })
        }
        FnArg::Typed(param) => typed(cx, config, position, param),
    }
}

fn typed(cx: &mut Cx<'_>, config: &Config, position: usize, param: &syn::PatType) -> Option<Declared> {
    let ident = match &*param.pat {
        Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => pat.ident.clone(),
        // What is taken apart is called by its position.
        pat => Ident::new(&format!("p{}", position + 1), error_at(pat, Message::UnsupportedPattern).start),
    };
    let name = ident.to_string();
    let constant = attribute::constant(cx.errors, &param.attrs);
    let listed = config.wrt.as_ref().is_none_or(|wrt| wrt.iter().any(|w| *w == ident));
    let ty = param.ty.to_token_stream();
    if types::is_mutable_reference(&param.ty) && !constant {
        cx.refuse(&param.ty, Message::MutableParameter { name });
        return None;
    }
    let Some(shape) = types::shape(cx, &param.ty) else {
        if constant || (config.wrt.is_some() && !listed) {
            return Some(Declared { name, form: DeclaredForm::Opaque { ident, ty }, role: ParamRole::Constant });
        }
        cx.refuse(&param.ty, Message::UnknownParameterType { ty: types::text(&param.ty) });
        return None;
    };
    let shape = shape.map(&mut |kind| cx.kinds.resolve(*kind));
    let floats = shape.leaves().into_iter().any(|kind| kind.is_float());
    let role =
        if floats && listed && !constant { ParamRole::Differentiable } else { ParamRole::Constant };
    Some(Declared { name, form: DeclaredForm::Scalars { ty, shape }, role })
}

fn result_shape(cx: &mut Cx<'_>, output: &ReturnType) -> Option<Shape<Kind>> {
    let ReturnType::Type(_, ty) = output else {
        cx.refuse(output, Message::ResultNotFloat { ty: "()".to_owned() });
        return None;
    };
    let Some(shape) = types::shape(cx, ty) else {
        cx.refuse(ty, Message::UnknownResultType { ty: types::text(ty) });
        return None;
    };
    let shape = shape.map(&mut |kind| cx.kinds.resolve(*kind));
    if !shape.leaves().into_iter().any(|kind| kind.is_float()) {
        cx.refuse(ty, Message::ResultNotFloat { ty: types::text(ty) });
        return None;
    }
    Some(shape)
}

fn check_wrt(errors: &Errors, config: &Config, params: &[Option<Declared>]) {
    for wanted in config.wrt.iter().flatten() {
        let name = wanted.to_string();
        let found = params.iter().flatten().find(|p| p.name == name);
        match found {
            Some(param) if param.role == ParamRole::Differentiable => {}
            Some(_) => {
                errors.report(Message::WrtInactive { name }.at(wanted.span()));
            }
            // A parameter that was refused has been spoken of.
            None if params.iter().any(Option::is_none) => {}
            None => {
                errors.report(Message::WrtUnknown { name }.at(wanted.span()));
            }
        }
    }
    if config.wrt.as_ref().is_some_and(Vec::is_empty) {
        errors.report(Message::NoDifferentiableParameter.at(proc_macro2::Span::call_site()));
    }
}

fn bind_pattern(cx: &mut Cx<'_>, pat: Option<&Pat>, operands: &Operands) -> Result<(), Reported> {
    match pat.map(|pat| super::pattern::bind(cx, pat, operands)) {
        Some(Err(Stop::Error(reported))) => Err(reported),
        _ => Ok(()),
    }
}

/// Binds the parameters in `cx`, and returns them with the kinds of the result.
pub(crate) fn bind(cx: &mut Cx<'_>, signature: &Signature, function: &ItemFn) -> Result<(Vec<Param>, Shape<Kind>), Reported> {
    let mut params = Vec::new();
    for (declared, input) in signature.params.iter().zip(&function.sig.inputs) {
        let pat = match input {
            FnArg::Typed(param) => Some(&*param.pat),
            FnArg::Receiver(_) => None,
        };
        let form = match &declared.form {
            DeclaredForm::Receiver(tokens) => ParamForm::Receiver(tokens.clone()),
            DeclaredForm::Opaque { ident, ty } => {
                cx.scope.bind_opaque(declared.name.clone());
                ParamForm::Opaque { pattern: ident.to_token_stream(), ty: ty.clone() }
            }
            DeclaredForm::Scalars { shape, .. } => {
                let operands = shape.map(&mut |kind| {
                    let kind = cx.exactly(*kind);
                    Operand { atom: cx.fresh(kind).into(), kind }
                });
                let values = operands.map(&mut |o| o.atom.value().expect("a parameter is a value"));
                bind_pattern(cx, pat, &operands)?;
                ParamForm::Scalars(values)
            }
        };
        params.push(Param { name: declared.name.clone(), form, role: declared.role });
    }
    cx.scope.bind_opaque("self".to_owned());
    let result: Shape<KindVar> = signature.result.map(&mut |kind| cx.kinds.fresh(Known::Exactly(*kind)));
    cx.result = result;
    Ok((params, signature.result.clone()))
}
