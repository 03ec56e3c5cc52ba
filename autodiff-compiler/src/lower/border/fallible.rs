//! A result that is there or not: `Option<T>`, `Result<T, E>`. The function is differentiated as
//! one that gives the `T`; what it gives instead is an exit, as a panic is, out of each companion
//! as out of the function ([ADR 48](../../../../docs/adr/0048-an-error-is-an-exit.md)).

use super::signature::Signature;
use super::{types, unseen};
use crate::ir::{Kind, Shape};
use crate::lower::state::cx::Cx;
use crate::lower::tokens::own;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Block, Expr, GenericArgument, ItemFn, PathArguments, ReturnType, Stmt, Type, TypePath};

/// Such a result.
#[derive(Clone)]
pub(crate) struct Fallible {
    /// The variant that has the value.
    pub(crate) there: TokenStream,
    /// The type of the value.
    pub(crate) value: Box<Type>,
    around: Around,
}

impl std::fmt::Debug for Fallible {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.around(&quote!(_)))
    }
}

/// How a type is written that is like the result, around something else.
#[derive(Clone)]
enum Around {
    /// `Result<_, E>`: the type up to its parameters, and those behind the value.
    Path { path: TokenStream, others: Vec<TokenStream> },
    /// Another name for one, which core's `Holder` sees through.
    Alias { krate: TokenStream, ty: TokenStream },
}

impl Fallible {
    /// The same type around something else.
    pub(crate) fn around(&self, ty: &TokenStream) -> TokenStream {
        match &self.around {
            Around::Path { path, others } => quote!(#path<#ty #(, #others)*>),
            Around::Alias { krate, ty: alias } => quote!(<#alias as #krate::__private::Holder>::Around<#ty>),
        }
    }

    /// Something, as it is given.
    pub(crate) fn given(&self, krate: &TokenStream, value: &TokenStream) -> TokenStream {
        let there = &self.there;
        quote!(#krate::__private::#there(#value))
    }

    /// The value of a result that is handed on: where there is none, it is the function's own.
    pub(crate) fn left(&self, call: &TokenStream) -> TokenStream {
        if self.is_option() {
            quote!(match #call { Some(given) => given, None => return None })
        } else {
            quote!(match #call { Ok(given) => given, Err(error) => return Err(error) })
        }
    }

    /// Whether it is an `Option`.
    pub(crate) fn is_option(&self) -> bool {
        self.there.to_string() == "Some"
    }
}

impl Signature {
    /// What a companion gives: `ty`, or a result like the function's own around it.
    pub(crate) fn given_type(&self, ty: TokenStream) -> TokenStream {
        match &self.fallible {
            Some(of) => of.around(&ty),
            None => ty,
        }
    }

    /// The same of a value.
    pub(crate) fn given(&self, value: TokenStream) -> TokenStream {
        match &self.fallible {
            Some(of) if value.is_empty() => of.given(&self.krate, &quote!(())),
            Some(of) => of.given(&self.krate, &value),
            None => value,
        }
    }

    /// What another companion gives, of which the call stands in one.
    pub(crate) fn asked(&self, call: TokenStream) -> TokenStream {
        if self.fallible.is_some() { quote!(#call?) } else { call }
    }
}

/// It, if the function gives one. That the type is std's, generated code says by the variant.
pub(super) fn of(krate: &TokenStream, function: &ItemFn) -> Option<Fallible> {
    let ReturnType::Type(_, ty) = &function.sig.output else { return None };
    let Some((variant, value)) = unseen::payload(ty) else { return of_alias(krate, function, ty) };
    if unseen::is_reference(value) {
        return None;
    }
    let Type::Path(path) = &**ty else { return None };
    let mut path = path.clone();
    let last = path.path.segments.last_mut()?;
    let PathArguments::AngleBracketed(arguments) = std::mem::take(&mut last.arguments) else { return None };
    let others = arguments.args.iter().skip(1).map(ToTokens::to_token_stream).collect();
    let there = if variant == "Some" { quote!(Some) } else { quote!(Ok) };
    let around = Around::Path { path: path.into_token_stream(), others };
    Some(Fallible { there, value: Box::new(value.clone()), around })
}

/// The same under another name: `type Fit<T> = Result<T, FitError>`. The body tells, as it gives an
/// `Ok(..)` or an `Err(..)`, or asks by `?`.
fn of_alias(krate: &TokenStream, function: &ItemFn, ty: &Type) -> Option<Fallible> {
    let Type::Path(path) = ty else { return None };
    let there = variant(&function.block)?;
    Some(Fallible {
        there,
        value: Box::new(value_of(path, function)),
        around: Around::Alias { krate: krate.clone(), ty: ty.to_token_stream() },
    })
}

/// What an alias has, which rustc proves: its parameter, or a float.
fn value_of(path: &TypePath, function: &ItemFn) -> Type {
    let arguments = path.path.segments.last().map(|last| &last.arguments);
    let first = match arguments {
        Some(PathArguments::AngleBracketed(arguments)) => arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty.clone()),
            _ => None,
        }),
        _ => None,
    };
    first.unwrap_or_else(|| match types::only_float(&function.sig.to_token_stream()) {
        Some(Kind::F32) => syn::parse_quote!(f32),
        _ => syn::parse_quote!(f64),
    })
}

/// The variant that has a value, `Ok` or `Some`, if what a body gives last, returns or asks tells
/// that it gives an `Option` or a `Result`.
fn variant(body: &Block) -> Option<TokenStream> {
    let mut given = Vec::new();
    let mut asks = false;
    if let Some(Stmt::Expr(last, None)) = body.stmts.last() {
        last_given(last, &mut given);
    }
    own::each_of(body, &mut |e| match e {
        Expr::Return(ret) => ret.expr.iter().for_each(|e| last_given(e, &mut given)),
        Expr::Try(_) => asks = true,
        _ => {}
    });
    let gives = |names: &[&str]| given.iter().any(|path| own::is_variant(path, names));
    if gives(&["Ok", "Err"]) {
        Some(quote!(Ok))
    } else if gives(&["Some", "None"]) {
        Some(quote!(Some))
    } else {
        // What is asked is an error more often than nothing.
        asks.then(|| quote!(Ok))
    }
}

/// The paths of what an expression gives.
fn last_given(e: &Expr, given: &mut Vec<syn::Path>) {
    let last = |block: &Block, given: &mut Vec<syn::Path>| {
        if let Some(Stmt::Expr(last, _)) = block.stmts.last() {
            last_given(last, given);
        }
    };
    match e {
        Expr::Call(call) => {
            if let Expr::Path(of) = &*call.func {
                given.push(of.path.clone());
            }
        }
        Expr::Path(of) => given.push(of.path.clone()),
        Expr::If(choice) => {
            last(&choice.then_branch, given);
            choice.else_branch.iter().for_each(|(_, orelse)| last_given(orelse, given));
        }
        Expr::Match(choice) => choice.arms.iter().for_each(|arm| last_given(&arm.body, given)),
        Expr::Block(inner) => last(&inner.block, given),
        Expr::Paren(inner) => last_given(&inner.expr, given),
        Expr::Group(inner) => last_given(&inner.expr, given),
        _ => {}
    }
}

/// The type of what is there, or of the result itself.
pub(super) fn value_type(of: Option<&Fallible>, output: &ReturnType) -> TokenStream {
    match (of, output) {
        (Some(of), _) => of.value.to_token_stream(),
        (None, ReturnType::Type(_, ty)) => ty.to_token_stream(),
        (None, ReturnType::Default) => quote!(()),
    }
}

/// The result as it is written, an `Option` or a `Result` as data.
pub(super) fn declared(cx: &mut Cx<'_>, sig: &syn::Signature) -> Option<Shape<Kind>> {
    let ReturnType::Type(_, ty) = &sig.output else { return Some(Shape::unit()) };
    let shape = types::shape_with_data(cx, ty)?;
    Some(shape.map(&mut |kind| cx.kinds.resolve(*kind)))
}
