//! The signature: which parameters there are, of what shape, and which of them
//! the function is differentiated with respect to.

use super::attribute;
use super::fallible::{self, Fallible};
use super::functions::{self, FunctionParameter};
use super::generics;
use super::other_name;
use super::receiver;
use super::types;
use super::unseen;
use super::vectors::{self, Vectors};
use super::views;
use super::written::mentions_mut;
use crate::config::Config;
use crate::errors::{Errors, Message, Reported};
use crate::ir::{By, Kind, Param, ParamForm, ParamRole, Shape};
use crate::lower::state::arrays;
use crate::lower::state::cx::{Cx, Stop, error_at};
use crate::lower::state::float_parameter::FloatParameter;
use crate::lower::state::kinds::KindVar;
use crate::lower::state::neighbours::{self, Neighbours};
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::tokens::hygiene::{Guesses, Name, Sort};
pub(super) use crate::lower::tokens::text::mentions;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::rc::Rc;
use syn::{FnArg, Generics, ItemFn, Pat, ReturnType, Safety};

/// What the companions' own signatures are made of.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "they are facts, each of its own")]
pub(crate) struct Signature {
    pub(crate) name: String,
    pub(crate) ident: Ident,
    pub(crate) vis: TokenStream,
    /// The doc comment.
    pub(crate) attrs: TokenStream,
    /// `<'a, const N: usize>`
    pub(crate) generics: TokenStream,
    pub(crate) where_clause: TokenStream,
    /// The parameters that are functions, by their positions.
    pub(crate) functions: Vec<(usize, FunctionParameter)>,
    /// The path of the facade.
    pub(crate) krate: TokenStream,
    /// What makes the literals of aliases known: `use .. as _;`, where there are any.
    pub(crate) imports: TokenStream,
    /// The type parameters that are floats.
    pub(crate) floats: Vec<FloatParameter>,
    /// The type parameters that are vectors.
    pub(crate) vectors: Vectors,
    /// Of which types it is said that they have a derivative.
    pub(crate) bounded: generics::Bounded,
    /// The types of which nothing is known but their bounds.
    pub(crate) open_types: Vec<String>,
    /// `::<N>`, as far as a call can say it.
    pub(crate) generic_arguments: TokenStream,
    /// Whether it takes what the function that it gives takes, too.
    pub(crate) gives_function: bool,
    /// Whether it says that it stands in an `impl`: it has a receiver, or names `Self`.
    pub(crate) is_associated: bool,
    /// Whether it takes its receiver by value, and has a derivative along it.
    pub(crate) takes_self: bool,
    /// What stands beside it, if that is in sight.
    pub(crate) neighbours: Neighbours,
    pub(crate) params: Vec<Declared>,
    pub(crate) result: Shape<Kind>,
    /// Whether the function names something as generated code names its imports.
    pub(crate) mentions_imports: bool,
    /// The result as declared.
    pub(crate) result_ty: TokenStream,
    /// Of a result that is there or not, what it is. Then the result here is what is there.
    pub(crate) fallible: Option<Fallible>,
    /// The result as declared, as far as that is understood.
    pub(crate) declared: Option<Shape<Kind>>,
    /// Of a result that may be a float under a name that is not seen through, that name.
    pub(crate) other_name: Option<TokenStream>,
    /// Whether the body is worth reading; if not, the parameters and the result
    /// that were refused are opaque, and only stubs can be made of this.
    pub(crate) is_complete: bool,
}

impl Signature {
    /// Whether it is a method whose `self` is a constant.
    pub(crate) fn keeps_self_out(&self) -> bool {
        self.params.iter().any(|param| matches!(param.form, DeclaredForm::Receiver(_)))
    }
}

/// A parameter as declared.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    /// What the user calls it, with a `_` where another one is called so too.
    pub(crate) name: String,
    pub(crate) form: DeclaredForm,
    pub(crate) role: ParamRole,
    /// Of a `self` that has a derivative, how the companions take it.
    pub(crate) receiver: Option<TokenStream>,
}

#[derive(Clone, Debug)]
pub(crate) enum DeclaredForm {
    Scalars { ty: TokenStream, shape: Shape<Kind> },
    Opaque { ident: Ident, ty: TokenStream },
    Receiver(TokenStream),
}

/// Reads the signature, and reports what of it is refused.
pub(crate) fn read(errors: &Errors, config: &Config, function: &ItemFn) -> Signature {
    read_in(errors, config, function, &Generics::default())
}

/// The same of a method, in an `impl` with these parameters.
pub(crate) fn read_in(errors: &Errors, config: &Config, function: &ItemFn, around: &Generics) -> Signature {
    let sig = &function.sig;
    attribute::refuse_qualifiers(errors, sig);
    attribute::refuse_misplaced(errors, function);
    attribute::refuse_unknown(errors, function);
    let mut cx = Cx::new(errors);
    cx.floats = generics::floats(&[&sig.generics, around]);
    cx.type_parameters = unseen::no_data(&sig.generics);
    let wrt = config.wrt.as_deref().map(|wrt| listed(sig, wrt));
    let krate = config.krate.clone().unwrap_or_else(|| quote!(::autodiff));
    let chosen =
        |i: usize| if wrt.as_ref().is_none_or(|wrt| wrt.contains(&Some(i))) { Chosen::Yes } else { Chosen::No };
    let functions = functions::all(&mut cx, &krate, function, |i| chosen(i) == Chosen::Yes);
    let mut params = Vec::new();
    for (i, input) in sig.inputs.iter().enumerate() {
        let function = functions.iter().find(|(position, _)| *position == i);
        params.push(match (function, input) {
            (Some((_, function)), FnArg::Typed(param)) => functions::declared(function, called(i, param).to_string()),
            _ => declared(&mut cx, sig, chosen(i), i, input),
        });
    }
    tell_apart(&mut params);
    let fallible = fallible::of(&krate, function);
    let result = result_shape(&mut cx, sig, (&params, fallible.as_ref()));
    let declared = fallible::declared(&mut cx, sig);
    check_wrt(errors, config.wrt.iter().flatten().zip(wrt.iter().flatten()), &params);
    let plain = sig.asyncness.is_none() && !matches!(sig.safety, Safety::Unsafe(_));
    let is_complete = plain && result.is_some() && params.iter().all(|p| !is_refused(p));
    if !params.iter().any(|p| p.role == ParamRole::Differentiable) && config.wrt.is_none() {
        errors.report(error_at(&sig.ident, Message::NoDifferentiableParameter));
    }
    let data = vectors::of_own_traits(sig, |i| params[i].role == ParamRole::Differentiable);
    let seen = result.as_ref().filter(|_| fallible.is_none());
    let other_name = seen.and_then(|shape| other_name::of_float(function, shape));
    let own: Vec<_> = functions.iter().map(|(_, function)| function.clone()).collect();
    let own = functions::generics(&sig.generics, &own);
    Signature {
        name: sig.ident.to_string(),
        ident: sig.ident.clone(),
        vis: function.vis.to_token_stream(),
        attrs: attribute::carried(&function.attrs),
        generics: own.params.to_token_stream(),
        where_clause: generics::where_clause(&krate, &own, &cx.floats),
        imports: if errors.aliases().is_empty() { quote!() } else { quote!(use #krate::__private::Scalar as _;) },
        bounded: generics::bounded(&[&sig.generics, around]),
        floats: cx.floats,
        vectors: vectors::all(&[&sig.generics, around]).and(data),
        functions,
        krate,
        open_types: generics::open_types(&[&sig.generics, around]),
        generic_arguments: generics::arguments(&own),
        gives_function: super::curried::is_marked(&function.attrs),
        is_associated: sig.receiver().is_some() || mentions(&sig.to_token_stream(), "Self"),
        takes_self: receiver::takes(sig) && params.iter().any(|param| param.receiver.is_some()),
        neighbours: Neighbours::default(),
        params,
        result: result.unwrap_or(Shape::Leaf(Kind::Opaque)),
        result_ty: fallible::value_type(fallible.as_ref(), &sig.output),
        declared,
        fallible,
        other_name,
        is_complete,
        mentions_imports: function.to_token_stream().to_string().contains("zero_wins"),
    }
}

/// Two parameters can be spelled alike if a macro wrote one of them. What only
/// foreign code reads keeps its identifier.
fn tell_apart(params: &mut [Declared]) {
    let keeps = |param: &Declared| matches!(param.form, DeclaredForm::Opaque { .. });
    for i in 0..params.len() {
        let taken = |name: &str| {
            let mut others = params.iter().enumerate().filter(|(k, other)| *k < i || (*k > i && keeps(other)));
            others.any(|(_, other)| other.name == name)
        };
        if keeps(&params[i]) || !taken(&params[i].name) {
            continue;
        }
        let mut name = params[i].name.clone();
        while taken(&name) {
            name.push('_');
        }
        params[i].name = name;
    }
}

/// A parameter that has a derivative and whose type is not understood, or a
/// mutable receiver.
fn is_refused(param: &Declared) -> bool {
    match &param.form {
        DeclaredForm::Opaque { .. } => param.role == ParamRole::Differentiable,
        DeclaredForm::Receiver(tokens) => mentions_mut(tokens),
        DeclaredForm::Scalars { .. } => false,
    }
}

/// Whether `wrt(..)` has the parameter among those that it lists, or lists none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    Yes,
    No,
}

/// The positions of the parameters that `wrt(..)` names.
fn listed(sig: &syn::Signature, wrt: &[Ident]) -> Vec<Option<usize>> {
    let idents = sig.inputs.iter().enumerate().map(|(i, input)| match input {
        FnArg::Receiver(of) => (Name::of(&Ident::new("self", of.self_token.span)), i),
        FnArg::Typed(param) => (Name::of(&called(i, param)), i),
    });
    let names: Vec<_> = idents.collect();
    let guesses = Guesses::default();
    let found = |wanted| guesses.resolve(Sort::Variable, wanted, names.iter().map(|(name, i)| (name, *i)));
    wrt.iter().map(found).collect()
}

fn declared(cx: &mut Cx<'_>, sig: &syn::Signature, chosen: Chosen, position: usize, input: &FnArg) -> Declared {
    match input {
        FnArg::Receiver(receiver) => receiver::declared(cx, chosen, receiver),
        FnArg::Typed(param) => typed(cx, sig, chosen, position, param),
    }
}

/// What a parameter is called; one that is taken apart, by its position.
fn called(position: usize, param: &syn::PatType) -> Ident {
    match &*param.pat {
        Pat::Ident(pat) if pat.subpat.is_none() && pat.by_ref.is_none() => pat.ident.clone(),
        pat => Ident::new(&format!("p{}", position + 1), error_at(pat, Message::UnsupportedPattern).start),
    }
}

fn typed(cx: &mut Cx<'_>, sig: &syn::Signature, chosen: Chosen, position: usize, param: &syn::PatType) -> Declared {
    let ident = called(position, param);
    let name = ident.to_string();
    let constant = attribute::constant(cx.errors, &param.attrs);
    let listed = chosen == Chosen::Yes;
    let is_constant = constant || !listed || unseen::is_inert(&param.ty);
    let owned = if is_constant { None } else { views::owned(&param.ty) };
    let ty = owned.as_ref().map_or_else(|| param.ty.to_token_stream(), ToTokens::to_token_stream);
    let declared = owned.as_ref().unwrap_or(&param.ty);
    let seen = if is_constant { types::shape(cx, declared) } else { types::shape_with_data(cx, declared) };
    let Some(shape) = seen else {
        let role = if is_constant { ParamRole::Constant } else { ParamRole::Differentiable };
        if role == ParamRole::Differentiable {
            let inside = types::refers_inside(&param.ty) && !unseen::is_function(&param.ty, &sig.generics);
            let message = if inside {
                Message::ReferenceInside { ty: types::text(&param.ty) }
            } else {
                unseen::parameter(&param.ty, &sig.generics)
            };
            cx.refuse(&param.ty, message);
        }
        return Declared { name, form: DeclaredForm::Opaque { ident, ty }, role, receiver: None };
    };
    let shape = shape.map(&mut |kind| cx.kinds.resolve(*kind));
    let floats = shape.leaves().into_iter().any(|kind| kind.is_differentiable());
    // `wrt(..)` chooses inputs; where nothing is returned, what is written to is the result.
    let listed = listed || (matches!(shape, Shape::Mut(_)) && !fallible::returns_floats(cx, sig));
    let role = if floats && listed && !constant { ParamRole::Differentiable } else { ParamRole::Constant };
    Declared { name, form: DeclaredForm::Scalars { ty, shape }, role, receiver: None }
}

/// `None` where the type is not understood.
fn result_shape(
    cx: &mut Cx<'_>,
    sig: &syn::Signature,
    (params, fallible): (&[Declared], Option<&Fallible>),
) -> Option<Shape<Kind>> {
    let ReturnType::Type(_, declared) = &sig.output else {
        if !gives_through(params) {
            cx.refuse(&sig.ident, Message::ResultNotFloat { ty: "()".to_owned() });
        }
        return Some(Shape::unit());
    };
    let ty = fallible.map_or(&**declared, |of| &of.value);
    let Some(shape) = types::shape_with_data(cx, ty) else {
        cx.refuse(declared, unseen::result(declared));
        return None;
    };
    let shape = shape.map(&mut |kind| cx.kinds.resolve(*kind));
    let gives = !unseen::is_inert(ty) && shape.leaves().into_iter().any(|kind| kind.is_differentiable());
    if !gives && !gives_through(params) {
        cx.refuse(declared, Message::ResultNotFloat { ty: types::text(declared) });
    }
    Some(shape)
}

/// Whether a parameter is a place into which the function writes floats.
fn gives_through(params: &[Declared]) -> bool {
    params.iter().any(|param| {
        // Of one that was refused there is no more to say.
        let DeclaredForm::Scalars { shape, .. } = &param.form else {
            return param.role == ParamRole::Differentiable;
        };
        let floats = shape.passed(By::InOut).into_iter().any(|kind| kind.is_differentiable());
        floats && param.role == ParamRole::Differentiable
    })
}

fn check_wrt<'w>(errors: &Errors, wrt: impl Iterator<Item = (&'w Ident, &'w Option<usize>)>, params: &[Declared]) {
    for (wanted, position) in wrt {
        let name = wanted.to_string();
        match position.map(|i| &params[i]) {
            Some(param) if param.role == ParamRole::Differentiable => {}
            Some(_) => {
                errors.report(Message::WrtInactive { name }.at(wanted.span()));
            }
            None => {
                errors.report(Message::WrtUnknown { name }.at(wanted.span()));
            }
        }
    }
}

fn bind_pattern(cx: &mut Cx<'_>, pat: Option<&Pat>, operands: &Operands) -> Result<(), Reported> {
    match pat.map(|pat| {
        crate::lower::value::pattern::bind(cx, crate::lower::value::pattern::Refutability::Irrefutable, pat, operands)
    }) {
        Some(Err(Stop::Error(reported))) => Err(reported),
        _ => Ok(()),
    }
}

/// Whether a type is `&mut ..`.
fn is_exclusive(ty: &TokenStream) -> bool {
    let is_reference = ty.to_string().starts_with('&');
    is_reference && ty.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "mut"))
}

/// Binds the parameters in `cx`, and returns them with the kinds of the result.
pub(crate) fn bind(
    cx: &mut Cx<'_>,
    signature: &Signature,
    function: &ItemFn,
) -> Result<(Vec<Param>, Shape<Kind>), Reported> {
    neighbours::bind(cx, &signature.neighbours);
    for (_, function) in &signature.functions {
        let kind = cx.exactly(function.kind());
        cx.functions.push((kind, Rc::clone(&function.of)));
    }
    let mut params = Vec::new();
    for (declared, input) in signature.params.iter().zip(&function.sig.inputs) {
        let pat = match input {
            FnArg::Typed(param) => Some(&*param.pat),
            FnArg::Receiver(_) => None,
        };
        let form = match &declared.form {
            DeclaredForm::Receiver(tokens) => ParamForm::Receiver(tokens.clone()),
            DeclaredForm::Opaque { ident, ty } => {
                cx.scope.bind_opaque(ident);
                arrays::note_constant(cx, &declared.name, ty);
                let owned = matches!(pat, Some(Pat::Ident(pat)) if pat.mutability.is_some());
                if owned || is_exclusive(ty) {
                    cx.scope.set_changing(declared.name.clone());
                }
                let pattern = if owned { quote!(mut #ident) } else { ident.to_token_stream() };
                ParamForm::Opaque { pattern, ty: ty.clone() }
            }
            DeclaredForm::Scalars { shape, .. } => {
                let operands = shape.map(&mut |kind| {
                    let kind = cx.exactly(*kind);
                    Operand { atom: cx.fresh(kind).into(), kind }
                });
                let values = operands.map(&mut |o| o.atom.value().expect("a parameter is a value"));
                if matches!(values, Shape::Ref(_)) {
                    cx.params.shared.extend(values.leaves());
                }
                if declared.role == ParamRole::Constant {
                    cx.params.constant.extend(values.leaves());
                }
                if declared.receiver.is_some() {
                    receiver::bind(cx, input, &operands);
                }
                bind_pattern(cx, pat, &operands)?;
                ParamForm::Scalars(values)
            }
        };
        params.push(Param { name: declared.name.clone(), form, role: declared.role });
    }
    if !signature.params.iter().any(|declared| declared.receiver.is_some()) {
        cx.scope.bind_opaque(&Ident::new("self", Span::call_site()));
    }
    let result: Shape<KindVar> = signature.result.map(&mut |kind| cx.exactly(*kind));
    cx.result = result;
    Ok((params, signature.result.clone()))
}
