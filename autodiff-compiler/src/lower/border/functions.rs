//! Parameters that are functions: `f: impl Fn(f64) -> f64`, `f: &F`, `f: fn(f64) -> f64`.
//!
//! In the companions each is data of a type parameter that has a derivative, behind `&`
//! ([ADR 41](../../../../docs/adr/0041-functions-as-arguments.md)):
//!
//! ```text
//! fn root(f: impl Fn(f64) -> f64, x: f64)    fn root_jvp<F: Forward1<ByValue<f64>, Output = f64>>(f: &F, x: f64, ..)
//! ```

use super::called;
use super::other_name;
use super::signature::{Declared, DeclaredForm, Signature};
use super::types;
use super::unseen::behind_references;
use crate::ir::{Kind, Memory, ParamRole, Shape};
use crate::lower::state::cx::Cx;
use crate::lower::state::functions::FunctionType;
use crate::lower::tokens::text::mentions;
use crate::protocol::{Companion, Exists, Input};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use std::rc::Rc;
use syn::{FnArg, GenericParam, Generics, ItemFn, Type, TypeParamBound, WherePredicate};

/// A parameter that is a function.
#[derive(Clone, Debug)]
pub(crate) struct FunctionParameter {
    /// Its type in the companions.
    pub(crate) ty: Ident,
    pub(crate) of: Rc<FunctionType>,
    /// Where that type comes from.
    from: From,
    /// What was concluded of it.
    pub(crate) claim: Option<TokenStream>,
}

/// Whether the function declares a type parameter for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Parameter,
    Companions,
}

impl FunctionParameter {
    /// The kind of its data.
    pub(crate) fn kind(&self) -> Kind {
        Memory::data_of(&self.ty.to_string())
    }

    /// The bound of its type in a companion.
    fn bound(&self, krate: &TokenStream, companion: Companion) -> TokenStream {
        let FunctionType { markers, output, .. } = &*self.of;
        let name = format_ident!("{}{}", order(companion), markers.len(), span = Span::mixed_site());
        let ty = &self.ty;
        quote!(#ty: #krate::__private::function::#name<#(#markers,)* Output = #output>)
    }
}

/// What a companion asks of a function that it is given.
fn order(companion: Companion) -> &'static str {
    let takes = companion.row().takes;
    match (takes.contains(&Input::Tangents), companion) {
        (_, Companion::Jvp) => "Forward",
        (true, _) => "Twice",
        (false, Companion::Primal) => "Function",
        (false, Companion::Trace) => "Twice",
        (false, _) => "Reverse",
    }
}

/// Whether a companion is the tangent of an adjoint.
pub(super) fn is_of_second_order(companion: Companion) -> bool {
    companion != Companion::Trace && order(companion) == "Twice"
}

/// The where clause of a companion, with what it asks of functions.
pub(crate) fn where_clause(
    krate: &TokenStream,
    own: &TokenStream,
    functions: &[FunctionParameter],
    companion: Companion,
) -> TokenStream {
    let mut found: Vec<&FunctionParameter> = Vec::new();
    for function in functions {
        if found.iter().all(|other| other.ty != function.ty) {
            found.push(function);
        }
    }
    if found.is_empty() {
        return own.clone();
    }
    let bounds: Vec<_> = found.into_iter().map(|function| function.bound(krate, companion)).collect();
    with(own.clone(), &bounds)
}

/// A where clause with more predicates.
fn with(own: TokenStream, more: &[TokenStream]) -> TokenStream {
    if more.is_empty() {
        return own;
    }
    let clause: Option<syn::WhereClause> = syn::parse2(own).ok();
    let predicates = clause.iter().flat_map(|clause| &clause.predicates);
    quote!(where #(#predicates,)* #(#more),*)
}

impl Signature {
    /// The where clause of a companion that gives rows of these types.
    pub(crate) fn bounds_of_rows(&self, companion: Companion, of: &[TokenStream]) -> TokenStream {
        let krate = &self.krate;
        let is_open = |ty: &&TokenStream| self.open_types.iter().any(|open| mentions(ty, open));
        let open = of.iter().filter(is_open).map(|ty| quote!(#ty: #krate::Rows));
        with(self.bounds(companion), &open.collect::<Vec<_>>())
    }

    /// The where clause of a companion.
    pub(crate) fn bounds(&self, companion: Companion) -> TokenStream {
        let functions: Vec<_> = self.functions.iter().map(|(_, function)| function.clone()).collect();
        let clause = where_clause(&self.krate, &self.where_clause, &functions, companion);
        let clause = with(clause, &self.vectors.bounds(&self.krate, companion));
        match &self.other_name {
            Some(ty) if companion.row().exists == Exists::OfOneFloat => other_name::bound(&self.krate, clause, ty),
            _ => clause,
        }
    }
}

/// The parameters that are functions and have a derivative.
pub(crate) fn all(
    cx: &mut Cx<'_>,
    krate: &TokenStream,
    ItemFn { sig, block, .. }: &ItemFn,
    is_chosen: impl Fn(usize) -> bool,
) -> Vec<(usize, FunctionParameter)> {
    let mut found = Vec::new();
    for (i, input) in sig.inputs.iter().enumerate() {
        let FnArg::Typed(param) = input else { continue };
        if !is_chosen(i) || param.attrs.iter().any(|attr| attr.path().is_ident("constant")) {
            continue;
        }
        let function = read(cx, krate, &sig.generics, (i + 1, &param.ty)).or_else(|| {
            let (args, output) = called::signature(sig, block, param)?;
            let claim = Some(called::claim(param, (&args, &output)));
            let function = of_signature(cx, krate, (own(i + 1), From::Companions), (args, output))?;
            Some(FunctionParameter { claim, ..function })
        });
        found.extend(function.map(|function| (i, function)));
    }
    found
}

/// What the companions call its type, if they declare it.
fn own(position: usize) -> Ident {
    format_ident!("Function{position}", span = Span::mixed_site())
}

/// A parameter that is a function: data behind a reference.
pub(crate) fn declared(function: &FunctionParameter, name: String) -> Declared {
    let ty = &function.ty;
    let shape = Shape::Ref(Box::new(Shape::Leaf(function.kind())));
    let form = DeclaredForm::Scalars { ty: quote!(&#ty), shape };
    Declared { name, form, role: ParamRole::Differentiable, receiver: None }
}

/// Reads a parameter that is a function, of which everything is understood.
pub(crate) fn read(
    cx: &mut Cx<'_>,
    krate: &TokenStream,
    generics: &Generics,
    (position, ty): (usize, &Type),
) -> Option<FunctionParameter> {
    let own = own(position);
    let (ty, from, signature) = match in_box(behind_references(ty)) {
        Type::ImplTrait(of) => (own, From::Companions, signature(of.bounds.iter())?),
        Type::TraitObject(of) => (own, From::Companions, signature(of.bounds.iter())?),
        Type::FnPtr(of) => {
            let inputs = of.inputs.iter().map(|input| input.ty.clone()).collect();
            (own, From::Companions, (inputs, of.output.clone()))
        }
        Type::Path(path) => {
            let name = path.path.get_ident()?;
            (name.clone(), From::Parameter, signature(bounds(name, generics).into_iter())?)
        }
        _ => return None,
    };
    of_signature(cx, krate, (ty, from), signature)
}

fn of_signature(
    cx: &mut Cx<'_>,
    krate: &TokenStream,
    (ty, from): (Ident, From),
    (inputs, output): Written,
) -> Option<FunctionParameter> {
    let output: Type = match output {
        syn::ReturnType::Type(_, ty) => *ty,
        syn::ReturnType::Default => syn::parse_quote!(()),
    };
    let mut of =
        FunctionType { markers: Vec::new(), args: Vec::new(), result: Shape::unit(), output: output.to_token_stream() };
    for input in &inputs {
        let (marker, shape) = argument(cx, krate, input)?;
        of.markers.push(marker);
        of.args.push(shape);
    }
    of.result = seen(cx, &output)?;
    (inputs.len() <= MOST && is_whole(&of.result)).then(|| FunctionParameter { ty, of: Rc::new(of), from, claim: None })
}

/// How many arguments a function may take that is an argument itself.
pub(crate) const MOST: usize = 4;

/// How core says that an argument of this type is passed.
pub(crate) fn argument(cx: &mut Cx<'_>, krate: &TokenStream, ty: &Type) -> Option<(TokenStream, Shape<Kind>)> {
    let shape = seen(cx, ty)?;
    let marker = marker(&shape)?;
    let inner = match without_parentheses(ty) {
        Type::Reference(reference) => reference.elem.to_token_stream(),
        ty => ty.to_token_stream(),
    };
    Some((quote!(#krate::__private::function::#marker<#inner>), shape))
}

/// The way of an argument, if all of it has a derivative, or nothing.
pub(crate) fn marker(shape: &Shape<Kind>) -> Option<Ident> {
    let is_constant = !shape.leaves().into_iter().any(|kind| kind.is_differentiable());
    let name = match shape {
        _ if !is_whole(shape) && !is_constant => return None,
        Shape::Ref(inner) | Shape::Mut(inner) if has_references(inner) => return None,
        Shape::Mut(_) if is_constant => return None,
        Shape::Ref(_) if is_constant => "ConstantRef",
        Shape::Ref(_) => "ByRef",
        Shape::Mut(_) => "ByMut",
        shape if has_references(shape) => return None,
        _ if is_constant => "Constant",
        _ => "ByValue",
    };
    Some(Ident::new(name, Span::mixed_site()))
}

/// Whether all of it has a derivative, and nothing of it is lent.
pub(crate) fn is_whole(shape: &Shape<Kind>) -> bool {
    shape.leaves().into_iter().all(|kind| kind.is_differentiable())
}

fn has_references(shape: &Shape<Kind>) -> bool {
    match shape {
        Shape::Leaf(_) => false,
        Shape::Tuple(entries) => entries.iter().any(has_references),
        Shape::Ref(_) | Shape::Mut(_) => true,
    }
}

fn seen(cx: &mut Cx<'_>, ty: &Type) -> Option<Shape<Kind>> {
    let shape = types::shape_with_data(cx, ty)?;
    Some(shape.map(&mut |kind| cx.kinds.resolve(*kind)))
}

/// The generics of the companions: functions are types of their own, without the bounds
/// that no closure with its derivative has.
pub(crate) fn generics(generics: &Generics, functions: &[FunctionParameter]) -> Generics {
    let mut own = generics.clone();
    let is_function = |name: &str| functions.iter().any(|of| of.from == From::Parameter && of.ty == name);
    for param in own.type_params_mut().filter(|param| is_function(&param.ident.to_string())) {
        param.bounds = without_calls(&param.bounds);
    }
    if let Some(clause) = &mut own.where_clause {
        for predicate in &mut clause.predicates {
            if let WherePredicate::Type(of) = predicate
                && is_function(&of.bounded_ty.to_token_stream().to_string())
            {
                of.bounds = without_calls(&of.bounds);
            }
        }
    }
    for of in functions.iter().filter(|of| of.from == From::Companions) {
        let ty = &of.ty;
        own.params.push(GenericParam::Type(syn::parse_quote!(#ty)));
    }
    own
}

type Bounds = syn::punctuated::Punctuated<TypeParamBound, syn::Token![+]>;

fn without_calls(bounds: &Bounds) -> Bounds {
    bounds.iter().filter(|bound| call(bound).is_none() && !is_relaxed(bound)).cloned().collect()
}

/// `?Sized`
pub(super) fn is_relaxed(bound: &TypeParamBound) -> bool {
    bound.to_token_stream().to_string().starts_with('?')
}

/// The bounds of a type parameter, wherever they stand.
fn bounds<'g>(name: &Ident, generics: &'g Generics) -> Vec<&'g TypeParamBound> {
    let own = generics.type_params().filter(|param| param.ident == *name).flat_map(|param| &param.bounds);
    let clauses = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let elsewhere = clauses.filter_map(|predicate| match predicate {
        WherePredicate::Type(of) if *name == of.bounded_ty.to_token_stream().to_string() => Some(&of.bounds),
        _ => None,
    });
    own.chain(elsewhere.flatten()).collect()
}

pub(super) type Written = (Vec<Type>, syn::ReturnType);

fn signature<'b>(mut bounds: impl Iterator<Item = &'b TypeParamBound>) -> Option<Written> {
    bounds.find_map(call)
}

/// What is taken and given, of `Fn(f64) -> f64`.
fn call(bound: &TypeParamBound) -> Option<Written> {
    let TypeParamBound::Trait(of) = bound else { return None };
    let last = of.path.segments.last()?;
    let is_call = matches!(last.ident.to_string().as_str(), "Fn" | "FnMut" | "FnOnce");
    match &last.arguments {
        syn::PathArguments::Parenthesized(call) if is_call => {
            Some((call.inputs.iter().map(|input| input.ty.clone()).collect(), call.output.clone()))
        }
        _ => None,
    }
}

/// What a result takes and gives that is a function: `impl Fn(f64) -> f64`, `Box<dyn Fn(f64) -> f64>`.
pub(super) fn given(ty: &Type) -> Option<Written> {
    let bounds = match in_box(without_parentheses(ty)) {
        Type::ImplTrait(of) => &of.bounds,
        Type::TraitObject(of) => &of.bounds,
        _ => return None,
    };
    let changes = |bound: &&TypeParamBound| bound.to_token_stream().to_string().contains("FnMut");
    if bounds.iter().any(|bound| changes(&bound)) { None } else { signature(bounds.iter()) }
}

/// `&dyn Fn(f64) -> f64`, of what a function gives.
pub(super) fn as_object(ty: &Type) -> TokenStream {
    match in_box(without_parentheses(ty)) {
        Type::ImplTrait(of) => {
            let bounds = &of.bounds;
            quote!(&dyn #bounds)
        }
        ty => quote!(&#ty),
    }
}

fn without_parentheses(ty: &Type) -> &Type {
    match ty {
        Type::Paren(inner) => without_parentheses(&inner.elem),
        Type::Group(inner) => without_parentheses(&inner.elem),
        ty => ty,
    }
}

/// `dyn Fn(f64) -> f64`, of `Box<dyn Fn(f64) -> f64>`.
fn in_box(ty: &Type) -> &Type {
    let Type::Path(path) = ty else { return ty };
    match path.path.segments.last().map(|last| (last, &last.arguments)) {
        Some((last, syn::PathArguments::AngleBracketed(of))) if last.ident == "Box" => match of.args.first() {
            Some(syn::GenericArgument::Type(inside @ Type::TraitObject(_))) => inside,
            _ => ty,
        },
        _ => ty,
    }
}
