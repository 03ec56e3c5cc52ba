//! `#[grad] impl X { .. }`: each method is a function of its own.
//!
//! What stands around the methods is the same for all of them, and is repeated around
//! their companions. A trait of anyone has no room for companions, so those of
//! `impl Trait for X` stand in an inherent `impl X` beside it; what the `impl` says its
//! associated types and constants are is written out there.

use crate::errors::{Errors, Message};
use crate::ir::Kind;
use crate::lower::border::builders;
use crate::lower::border::extension;
use crate::lower::border::getters;
use crate::lower::border::members::{self, Apart, Method};
use crate::lower::border::types;
use crate::lower::border::unconstrained;
use crate::lower::state::cx::error_at;
use crate::lower::state::neighbours::Neighbours;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{ExprPath, ImplItem, ImplItemFn, ItemFn, ItemImpl, Path, QSelf, Type, TypePath};

/// An `impl` block whose methods are differentiated.
pub(crate) struct Impl {
    item: ItemImpl,
}

/// Parses the item, if it is an `impl`.
pub(crate) fn parse(item: TokenStream) -> Option<Impl> {
    syn::parse2(item).ok().map(|item| Impl { item })
}

impl Impl {
    /// The methods, as functions, in order.
    pub(crate) fn methods(&self) -> Vec<Method> {
        let methods = self.item.items.iter().filter_map(|item| match item {
            ImplItem::Fn(method) => Some(self.method(method)),
            _ => None,
        });
        let methods = match self.item.trait_ {
            // An inherent method of the same name would be the one that is called.
            Some(_) => methods.collect(),
            None => {
                let name = self.name();
                let methods = builders::giving_nothing(name.as_deref(), methods.collect());
                getters::written_out(name.as_deref(), methods)
            }
        };
        getters::without_values(methods)
    }

    /// Whether it is of a trait.
    pub(crate) fn is_of_trait(&self) -> bool {
        self.item.trait_.is_some()
    }

    fn method(&self, method: &ImplItemFn) -> Method {
        let mut function = as_function(method);
        if let Some(of) = self.trait_path() {
            written_out(self, of, &mut function);
        }
        Method { around: self.item.generics.clone(), ..members::method(function) }
    }

    /// The same methods as the companions beside the `impl` are made of: a parameter that its type
    /// does not have is one of theirs.
    pub(crate) fn beside(&self, methods: Vec<Method>) -> Vec<Method> {
        if self.takes_extension().is_some() {
            return extension::methods(&self.item.self_ty, &self.types(), methods);
        }
        unconstrained::taken_along(&self.item.generics, &self.item.self_ty, methods)
    }

    /// The trait, if its companions stand in a trait of their own: nobody has an `impl` of the type.
    fn takes_extension(&self) -> Option<&Path> {
        self.trait_path().filter(|_| extension::is_of_std(&self.item.self_ty))
    }

    /// What the methods see of each other.
    pub(crate) fn neighbours(&self, methods: &[Method]) -> Neighbours {
        let borrows = super::unseen::mentions_lifetime(&self.item.self_ty);
        Neighbours { borrows, ..members::neighbours(self.name(), &self.item.generics, methods) }
    }

    /// The type as it is written, if that is all of it: without parameters.
    fn name(&self) -> Option<String> {
        match &*self.item.self_ty {
            Type::Path(path) if path.qself.is_none() => path.path.get_ident().map(ToString::to_string),
            _ => None,
        }
    }

    /// What a macro writes here is not seen, and could be a method that the trait has
    /// companions for.
    pub(crate) fn refuse_macros(&self, errors: &Errors) {
        for item in &self.item.items {
            if let ImplItem::Macro(written) = item {
                errors.report(error_at(written, Message::MacroInMembers));
            }
        }
    }

    /// The float that `Self` is, in `impl Activation for f64`.
    pub(crate) fn of_float(&self) -> Option<Kind> {
        Kind::of_primitive(&types::text(&self.item.self_ty)).filter(|kind| kind.is_float())
    }

    /// A primitive type has no `impl` of anybody's, in which companions could stand.
    pub(crate) fn refuses_primitive(&self, errors: &Errors) -> bool {
        let ty = types::text(&self.item.self_ty);
        let is_primitive = Kind::of_primitive(&ty).is_some();
        if is_primitive {
            errors.report(error_at(&self.item.self_ty, Message::MethodsOfPrimitive { ty }));
        }
        is_primitive
    }

    /// Where an error about all of it stands.
    pub(crate) fn refuse(&self, errors: &Errors, message: Message) {
        errors.report(error_at(&self.item.self_ty, message));
    }

    /// The `impl` as the user wrote it, without the attributes that only this macro knows,
    /// and with these members.
    pub(crate) fn filled(&self, companions: &TokenStream) -> TokenStream {
        let mut user = self.cleaned();
        user.items.push(ImplItem::Verbatim(companions.clone()));
        quote!(#[allow(dead_code)] #user)
    }

    fn cleaned(&self) -> ItemImpl {
        let mut user = self.item.clone();
        for item in &mut user.items {
            if let ImplItem::Fn(method) = item {
                *method = cleaned(method);
            }
        }
        user
    }

    /// The same `impl`, and one beside it with these companions.
    pub(crate) fn with(&self, companions: &TokenStream) -> TokenStream {
        let user = self.cleaned();
        let ItemImpl { generics, self_ty, .. } = &self.item;
        if let Some(of) = self.takes_extension() {
            let companions = extension::companions(of, generics, self_ty, companions);
            return quote!(#[allow(dead_code)] #user #companions);
        }
        let (generics, _) = unconstrained::split(generics, self_ty);
        let (parameters, _, clause) = generics.split_for_impl();
        quote! {
            #[allow(dead_code)]
            #user
            impl #parameters #self_ty #clause { #companions }
        }
    }

    /// What stands beside the companions of methods with a constant receiver.
    pub(crate) fn apart(&self, apart: &Apart) -> TokenStream {
        if apart.asked.is_empty() || self.takes_extension().is_some() {
            return TokenStream::new();
        }
        let Apart { types, name, asked, companions } = apart;
        let ItemImpl { generics, self_ty, .. } = &self.item;
        let (generics, _) = unconstrained::split(generics, self_ty);
        let (parameters, _, clause) = generics.split_for_impl();
        let own = &generics.params;
        let comma = (!own.is_empty() && !own.trailing_punct()).then(|| quote!(,));
        quote! {
            const _: () = {
                #types
                #[allow(missing_docs, clippy::all, clippy::pedantic)]
                impl #parameters #self_ty #clause { #asked }
                #[allow(missing_docs, clippy::all, clippy::pedantic)]
                impl<'__receiver, #own #comma __Kind> #name<'__receiver, #self_ty, __Kind> #clause { #companions }
            };
        }
    }

    /// The type of the block.
    pub(crate) fn self_type(&self) -> TokenStream {
        self.item.self_ty.to_token_stream()
    }

    /// The `impl` as the user wrote it, without these attributes.
    pub(crate) fn alone(&self) -> TokenStream {
        self.cleaned().into_token_stream()
    }

    pub(super) fn item(&self) -> &ItemImpl {
        &self.item
    }

    pub(super) fn trait_path(&self) -> Option<&Path> {
        self.item.trait_.as_ref().map(|(path, _)| path)
    }

    /// What the `impl` says its associated types are.
    pub(super) fn types(&self) -> Vec<(Ident, Type)> {
        let types = self.item.items.iter().filter_map(|item| match item {
            ImplItem::Type(item) => Some((item.ident.clone(), item.ty.clone())),
            _ => None,
        });
        types.collect()
    }
}

fn as_function(method: &ImplItemFn) -> ItemFn {
    let ImplItemFn { attrs, vis, modifiers, sig, block } = method.clone();
    ItemFn { attrs, vis, modifiers, sig, block: Box::new(block) }
}

fn cleaned(method: &ImplItemFn) -> ImplItemFn {
    let mut function = as_function(method);
    function.attrs.retain(|attr| !members::is_ours(attr));
    let ItemFn { attrs, vis, modifiers, sig, block } = super::attribute::without_constant(&function);
    ImplItemFn { attrs, vis, modifiers, sig, block: *block }
}

/// Writes out what `Self::Name` is, where the `impl` of a trait says it.
fn written_out(of: &Impl, path: &Path, function: &mut ItemFn) {
    let constants = of.item.items.iter().filter_map(|item| match item {
        ImplItem::Const(item) => Some(item.ident.clone()),
        _ => None,
    });
    let mut written = Written { path, types: of.types(), constants: constants.collect() };
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
