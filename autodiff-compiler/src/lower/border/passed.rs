//! Parameters that the companions take in another way than the function does.
//!
//! What a function asks of an argument may say no type, `impl AsRef<[f64]>`, or one that is no
//! place for a derivative, `Option<&Body>`, `Rc<Body>`. The companions take what is in it:
//!
//! ```text
//! v: impl AsRef<[f64]>                v: &[f64]
//! x: impl Into<f64>                   x: f64
//! p: impl Into<Point>                 p: Point
//! xs: impl IntoIterator<Item = f64>   xs: Vec<f64>
//! b: Option<&Body>                    b: &Option<Body>
//! b: Rc<Body>                         b: &Body
//! ```
//!
//! That a bound is the one of std, each companion says.

use crate::config::Config;
use crate::lower::Function;
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Expr, FnArg, GenericArgument, Generics, Ident, Pat, PatType, PathArguments, Type, TypeParamBound, TypePath,
    WherePredicate, parse_quote,
};

/// The function with the parameters as its companions take them.
pub(crate) fn as_taken(config: &Config, function: &Function) -> Function {
    let function = &super::anonymous::named(function);
    let uncurried = super::curried::uncurried(function);
    let function = uncurried.as_ref().unwrap_or(function);
    let mut taken = function.clone();
    let mut claims = Vec::new();
    let mut begins = Vec::new();
    for input in &mut taken.sig.inputs {
        let FnArg::Typed(param) = input else { continue };
        if is_constant(config, param) {
            continue;
        }
        if let Some(ty) = in_pointer(&function.sig.generics, &param.ty) {
            if let (Pat::Ident(pat), Some(("Some", _))) = (&*param.pat, super::unseen::payload(&param.ty)) {
                Otherwise(&pat.ident).visit_block_mut(&mut taken.block);
            }
            *param.ty = ty;
            continue;
        }
        let Some((bound, own)) = asked(function, &param.ty) else { continue };
        let is_named = matches!(&*param.pat, Pat::Ident(_));
        let Some(given) = given(bound).filter(|given| is_named || given.way == Way::IntoIterator) else { continue };
        claims.push(claim(&function.sig.generics, &given, &own));
        let name = if let Pat::Ident(pat) = &mut *param.pat { Some(pat) } else { None };
        match (given.way, name) {
            (Way::Iterator, Some(pat)) => {
                let name = &pat.ident;
                begins.push(parse_quote!(let mut #name = #name.into_iter();));
                pat.mutability = None;
            }
            (Way::Into, Some(pat)) => Into(&pat.ident.clone()).visit_block_mut(&mut taken.block),
            _ => {}
        }
        *param.ty = given.ty;
        if let Own::Parameter(name) = own {
            without(&mut taken.sig.generics, &name);
        }
    }
    if !claims.is_empty() {
        begins.insert(0, parse_quote!(const _: () = { #(#claims)* };));
    }
    taken.block.stmts.splice(0..0, begins);
    taken
}

/// Whether the companions take of this function what it takes itself.
pub(crate) fn is_taken_as_it_is(function: &Function, taken: &Function) -> bool {
    let text = |function: &Function| function.sig.to_token_stream().to_string();
    text(function) == text(taken)
}

/// Whether the companions take another type: the slice of `impl AsRef<[f64]>`.
pub(super) fn is_taken_otherwise(ty: &syn::TypeImplTrait) -> bool {
    only(ty.bounds.iter()).and_then(given).is_some()
}

/// Whether a parameter is kept out of the derivative, and so taken as it is.
fn is_constant(config: &Config, param: &PatType) -> bool {
    let is_chosen = |wrt: &Vec<Ident>| matches!(&*param.pat, Pat::Ident(pat) if wrt.contains(&pat.ident));
    param.attrs.iter().any(|attr| attr.path().is_ident("constant"))
        || config.wrt.as_ref().is_some_and(|wrt| !is_chosen(wrt))
}

/// What is in a pointer, or in an `Option` of a reference, as a companion takes it.
fn in_pointer(generics: &Generics, ty: &Type) -> Option<Type> {
    let (ty, is_lent) = match ty {
        Type::Reference(of) if of.mutability.is_none() => (&*of.elem, true),
        ty => (ty, false),
    };
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let inside = argument(&last.arguments)?;
    match (&*last.ident.to_string(), inside) {
        // Of a type parameter it is not known that it can be copied.
        ("Option", Type::Reference(of)) if of.mutability.is_none() && !is_parameter(generics, &of.elem) => {
            let inside = owned(&of.elem)?;
            Some(parse_quote!(&Option<#inside>))
        }
        ("Rc" | "Arc", Type::TraitObject(_)) => None,
        ("Rc" | "Arc" | "Cow", inside) => Some(parse_quote!(&#inside)),
        ("Box", Type::Slice(slice)) => {
            let elem = &slice.elem;
            Some(if is_lent { parse_quote!(&[#elem]) } else { parse_quote!(Vec<#elem>) })
        }
        _ => None,
    }
}

fn is_parameter(generics: &Generics, ty: &Type) -> bool {
    generics.type_params().any(|param| param.ident == super::types::text(ty))
}

/// The type in the angle brackets; of `Cow<'_, [f64]>`, the slice.
fn argument(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(of) = arguments else { return None };
    of.args.iter().find_map(|argument| if let GenericArgument::Type(ty) = argument { Some(ty) } else { None })
}

/// What is behind a reference, as a value; of what has no derivative for sure, nothing.
fn owned(ty: &Type) -> Option<Type> {
    match ty {
        ty if super::unseen::is_inert(ty) => None,
        Type::Slice(slice) => {
            let elem = &slice.elem;
            Some(parse_quote!(Vec<#elem>))
        }
        Type::Path(_) | Type::Tuple(_) | Type::Array(_) => Some(ty.clone()),
        _ => None,
    }
}

/// Where the bound stands.
enum Own {
    /// `impl IntoIterator<..>`
    Nameless,
    /// `I: IntoIterator<..>`
    Parameter(Ident),
}

/// What is asked of a parameter's type, if that is one thing and nobody else asks of it.
fn asked<'f>(function: &'f Function, ty: &'f Type) -> Option<(&'f syn::TraitBound, Own)> {
    let ty = match ty {
        Type::Reference(of) if of.mutability.is_none() => &*of.elem,
        ty => ty,
    };
    match ty {
        Type::ImplTrait(of) => Some((only(of.bounds.iter())?, Own::Nameless)),
        Type::Path(path) => {
            let name = path.path.get_ident()?;
            let generics = &function.sig.generics;
            let own = generics.type_params().find(|param| param.ident == *name)?;
            let clauses = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
            let written = clauses.filter_map(|predicate| match predicate {
                WherePredicate::Type(of) if *name == of.bounded_ty.to_token_stream().to_string() => Some(&of.bounds),
                _ => None,
            });
            let bound = only(own.bounds.iter().chain(written.flatten()))?;
            let sig = &function.sig;
            let named = [sig.inputs.to_token_stream(), sig.output.to_token_stream(), function.block.to_token_stream()];
            let uses: usize = named.into_iter().map(|tokens| count(tokens, name)).sum();
            (uses == are_of(sig, name)).then(|| (bound, Own::Parameter(name.clone())))
        }
        _ => None,
    }
}

/// How many parameters are of the type of a type parameter, `p: P`, `q: &P`.
fn are_of(sig: &syn::Signature, name: &Ident) -> usize {
    let is_of = |input: &&FnArg| match input {
        FnArg::Typed(param) => match &*param.ty {
            Type::Reference(of) if of.mutability.is_none() => is_named(&of.elem, name),
            ty => is_named(ty, name),
        },
        FnArg::Receiver(_) => false,
    };
    sig.inputs.iter().filter(is_of).count()
}

fn is_named(ty: &Type, name: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident(name))
}

/// The one trait besides those that say how a value is handled.
fn only<'b>(bounds: impl Iterator<Item = &'b TypeParamBound>) -> Option<&'b syn::TraitBound> {
    let is_of_handling = |of: &syn::TraitBound| {
        let last = of.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        matches!(&*last, "Copy" | "Clone" | "Sized" | "Send" | "Sync" | "DoubleEndedIterator" | "ExactSizeIterator")
            && of.path.segments.iter().all(|segment| segment.arguments.is_none())
    };
    let mut traits = bounds.filter_map(|bound| if let TypeParamBound::Trait(of) = bound { Some(of) } else { None });
    let mut traits = traits.by_ref().filter(|of| !is_of_handling(of));
    let first = traits.next()?;
    traits.next().is_none().then_some(first)
}

fn count(tokens: proc_macro2::TokenStream, name: &Ident) -> usize {
    let each = |token| match token {
        proc_macro2::TokenTree::Group(group) => count(group.stream(), name),
        proc_macro2::TokenTree::Ident(word) => usize::from(word == *name),
        _ => 0,
    };
    tokens.into_iter().map(each).sum()
}

/// How what is given is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    AsRef,
    Into,
    IntoIterator,
    Iterator,
}

/// What the companions are given.
struct Given<'b> {
    bound: &'b syn::TraitBound,
    ty: Type,
    way: Way,
    /// What the bound says of it.
    of: &'b Type,
}

fn given(bound: &syn::TraitBound) -> Option<Given<'_>> {
    let last = bound.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let [argument] = arguments.args.iter().collect::<Vec<_>>()[..] else { return None };
    let (way, of, ty) = match (&*last.ident.to_string(), argument) {
        ("AsRef", GenericArgument::Type(of @ Type::Slice(_))) => (Way::AsRef, of, parse_quote!(&#of)),
        ("Into", GenericArgument::Type(of)) if is_float(of) || is_data(of) => (Way::Into, of, of.clone()),
        (
            name @ ("IntoIterator" | "Iterator" | "DoubleEndedIterator" | "ExactSizeIterator"),
            GenericArgument::AssocType(item),
        ) if item.ident == "Item" => {
            let ty = match &item.ty {
                Type::Reference(of) if of.mutability.is_none() => {
                    let elem = &of.elem;
                    parse_quote!(&[#elem])
                }
                Type::Reference(_) => return None,
                elem => parse_quote!(Vec<#elem>),
            };
            (if name == "IntoIterator" { Way::IntoIterator } else { Way::Iterator }, &item.ty, ty)
        }
        _ => return None,
    };
    Some(Given { bound, ty, way, of })
}

fn is_float(ty: &Type) -> bool {
    crate::ir::Kind::of_primitive(&super::types::text(ty)).is_some_and(crate::ir::Kind::is_float)
}

/// Whether it is a type that may have a derivative, by its name. What names a type parameter cannot be claimed
/// outside of the function.
fn is_data(ty: &Type) -> bool {
    let Type::Path(TypePath { qself: None, path, .. }) = ty else { return false };
    let Some(last) = path.segments.last() else { return false };
    let is_closed = match &last.arguments {
        PathArguments::None => true,
        PathArguments::AngleBracketed(of) => {
            of.args.iter().all(|argument| matches!(argument, GenericArgument::Type(of) if is_float(of)))
        }
        PathArguments::Parenthesized(_) => false,
    };
    is_closed && last.ident != "String" && last.ident != "Self" && !super::unseen::is_inert(ty)
}

/// That a bound is the one of std: the method of std's trait can be called under it.
fn claim(generics: &Generics, given: &Given<'_>, own: &Own) -> proc_macro2::TokenStream {
    let Given { bound, of, way, .. } = given;
    let mut generics = generics.clone();
    let name = match own {
        Own::Parameter(name) => name.clone(),
        Own::Nameless => {
            let name = Ident::new("__Given", proc_macro2::Span::mixed_site());
            generics.params.push(parse_quote!(#name: #bound));
            name
        }
    };
    let clause = generics.where_clause.take();
    let body = match way {
        Way::AsRef => quote!((of: &#name) { let _: &#of = ::core::convert::AsRef::as_ref(of); }),
        Way::Into => quote!((of: #name) { let _: #of = ::core::convert::Into::into(of); }),
        Way::IntoIterator | Way::Iterator => {
            quote!((of: #name) { let _: ::core::option::Option<#of> = ::core::iter::Iterator::next(&mut ::core::iter::IntoIterator::into_iter(of)); })
        }
    };
    let claim: syn::ItemFn = syn::parse2(quote!(fn given #generics #body)).expect("a claim is a function");
    let sig = syn::Signature {
        generics: Generics { where_clause: clause, ..claim.sig.generics.clone() },
        ..claim.sig.clone()
    };
    let claim = syn::ItemFn { sig, ..claim };
    quote!(#[allow(dead_code)] const _: () = { #claim };)
}

/// Takes a type parameter away.
fn without(generics: &mut Generics, name: &Ident) {
    let params = std::mem::take(&mut generics.params);
    generics.params = params
        .into_iter()
        .filter(|param| !matches!(param, syn::GenericParam::Type(param) if param.ident == *name))
        .collect();
    if let Some(clause) = &mut generics.where_clause {
        let predicates = std::mem::take(&mut clause.predicates);
        let is_other = |predicate: &WherePredicate| !matches!(predicate, WherePredicate::Type(of) if *name == of.bounded_ty.to_token_stream().to_string());
        clause.predicates = predicates.into_iter().filter(is_other).collect();
    }
}

/// `w.unwrap_or(&ones)`, which is one of two references, as one of two copies.
struct Otherwise<'n>(&'n Ident);

impl VisitMut for Otherwise<'_> {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        visit_mut::visit_expr_mut(self, e);
        if let Expr::MethodCall(call) = e
            && call.method == "unwrap_or"
            && matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident(self.0))
            && let Some(Expr::Reference(other)) = call.args.first()
        {
            let (of, name, other) = (&call.receiver, &call.method, &other.expr);
            let is_slice = match &**other {
                Expr::Index(index) => matches!(&*index.index, Expr::Range(_)),
                other => matches!(other, Expr::Array(_)),
            };
            let copied = if is_slice { quote!(to_vec) } else { quote!(clone) };
            *e = parse_quote!(&#of.clone().#name((#other).#copied()));
        }
    }
}

/// `x.into()`, of what is the number already.
struct Into<'n>(&'n Ident);

impl VisitMut for Into<'_> {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        if let Expr::MethodCall(call) = e
            && call.method == "into"
            && call.args.is_empty()
            && matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident(self.0))
        {
            *e = (*call.receiver).clone();
            return;
        }
        visit_mut::visit_expr_mut(self, e);
    }
}
