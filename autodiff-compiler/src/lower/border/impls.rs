//! `#[grad] impl X { .. }`: each method is a function of its own.
//!
//! What stands around the methods is the same for all of them, and is repeated around
//! their companions. A trait of anyone has no room for companions, so those of
//! `impl Trait for X` stand in an inherent `impl X` beside it; what the `impl` says its
//! associated types and constants are is written out there.

use crate::errors::{Errors, Message};
use crate::lower::Function;
use crate::lower::state::cx::error_at;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, ExprPath, Generics, ImplItem, ImplItemFn, ItemFn, ItemImpl, Meta, Path, QSelf, Type, TypePath,
    Visibility,
};

/// An `impl` block whose methods are differentiated.
pub(crate) struct Impl {
    item: ItemImpl,
}

/// Parses the item, if it is an `impl`.
pub(crate) fn parse(item: TokenStream) -> Option<Impl> {
    syn::parse2(item).ok().map(|item| Impl { item })
}

/// A method that is differentiated, and the arguments of its own `#[grad]`, if it has one.
pub(crate) struct Method {
    pub(crate) function: Function,
    pub(crate) arguments: Option<TokenStream>,
    /// The parameters of the `impl`.
    pub(crate) around: Generics,
}

impl Impl {
    /// The methods that are differentiated, as functions, in order.
    pub(crate) fn methods(&self, errors: &Errors) -> Vec<Method> {
        let methods = self.item.items.iter().filter_map(|item| match item {
            ImplItem::Fn(method) if !method.attrs.iter().any(is_no_grad) => Some(self.method(method)),
            _ => None,
        });
        let methods: Vec<_> = methods.collect();
        if methods.is_empty() {
            errors.report(error_at(&self.item.self_ty, Message::ImplWithoutMethods));
        }
        methods
    }

    fn method(&self, method: &ImplItemFn) -> Method {
        let mut function = as_function(method);
        let own = function.attrs.iter().position(is_grad).map(|at| function.attrs.remove(at));
        if let Some(of) = self.trait_path() {
            // A method of a trait is seen wherever the trait is.
            function.vis = Visibility::Public(syn::token::Pub::default());
            written_out(self, of, &mut function);
        }
        let arguments = own.map(|attr| match attr.meta {
            Meta::List(list) => list.tokens,
            _ => TokenStream::new(),
        });
        Method { function, arguments, around: self.item.generics.clone() }
    }

    /// The `impl` as the user wrote it, without the attributes that only this macro knows,
    /// and one beside it with these companions.
    pub(crate) fn with(&self, companions: &TokenStream) -> TokenStream {
        let mut user = self.item.clone();
        for item in &mut user.items {
            if let ImplItem::Fn(method) = item {
                *method = cleaned(method);
            }
        }
        let ItemImpl { generics, self_ty, .. } = &self.item;
        let (parameters, _, clause) = generics.split_for_impl();
        quote! {
            #[allow(dead_code)]
            #user
            impl #parameters #self_ty #clause { #companions }
        }
    }

    fn trait_path(&self) -> Option<&Path> {
        self.item.trait_.as_ref().map(|(path, _)| path)
    }
}

fn as_function(method: &ImplItemFn) -> ItemFn {
    let ImplItemFn { attrs, vis, modifiers, sig, block } = method.clone();
    ItemFn { attrs, vis, modifiers, sig, block: Box::new(block) }
}

fn cleaned(method: &ImplItemFn) -> ImplItemFn {
    let mut function = as_function(method);
    function.attrs.retain(|attr| !is_grad(attr) && !is_no_grad(attr));
    let ItemFn { attrs, vis, modifiers, sig, block } = super::attribute::without_constant(&function);
    ImplItemFn { attrs, vis, modifiers, sig, block: *block }
}

fn is_no_grad(attr: &Attribute) -> bool {
    attr.path().is_ident("no_grad")
}

fn is_grad(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|name| name.ident == "grad")
}

/// Writes out what `Self::Name` is, where the `impl` of a trait says it.
fn written_out(of: &Impl, path: &Path, function: &mut ItemFn) {
    let types = of.item.items.iter().filter_map(|item| match item {
        ImplItem::Type(item) => Some((item.ident.clone(), item.ty.clone())),
        _ => None,
    });
    let constants = of.item.items.iter().filter_map(|item| match item {
        ImplItem::Const(item) => Some(item.ident.clone()),
        _ => None,
    });
    let mut written = Written { path, types: types.collect(), constants: constants.collect() };
    written.visit_item_fn_mut(function);
}

struct Written<'a> {
    path: &'a Path,
    types: Vec<(Ident, Type)>,
    constants: Vec<Ident>,
}

impl VisitMut for Written<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(TypePath { qself: None, path, .. }) = ty
            && let Some(name) = of_self(path)
            && let Some((_, known)) = self.types.iter().find(|(known, _)| *known == *name)
        {
            *ty = known.clone();
            return;
        }
        visit_mut::visit_type_mut(self, ty);
    }

    fn visit_expr_path_mut(&mut self, path: &mut ExprPath) {
        if let Some(name) = of_self(&path.path).cloned()
            && path.qself.is_none()
            && self.constants.contains(&name)
        {
            let of = self.path;
            let position = of.segments.len();
            let mut whole = of.clone();
            whole.segments.push(name.into());
            path.qself = Some(QSelf {
                lt_token: syn::token::Lt::default(),
                ty: Box::new(syn::parse_quote!(Self)),
                position,
                as_token: Some(syn::token::As::default()),
                gt_token: syn::token::Gt::default(),
            });
            path.path = whole;
        }
        visit_mut::visit_expr_path_mut(self, path);
    }
}

/// `Name`, of `Self::Name`.
fn of_self(path: &Path) -> Option<&Ident> {
    let segments: Vec<_> = path.segments.iter().collect();
    match &segments[..] {
        [of, name] if of.ident == "Self" && name.arguments.is_empty() => Some(&name.ident),
        _ => None,
    }
}
