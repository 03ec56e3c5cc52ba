//! `Self` written out, where a method is made a function outside of its `impl`.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{ItemFn, Path, PathArguments, Type, TypePath};

/// What `Self`, `Self::Output` and `self` are.
#[derive(Clone)]
pub(crate) struct WrittenOut<'a> {
    pub(crate) whole: &'a Type,
    pub(crate) types: Vec<(Ident, Type)>,
    pub(crate) receiver: Ident,
}

impl WrittenOut<'_> {
    /// A type of the `impl`.
    pub(crate) fn ty(&self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        self.clone().visit_type_mut(&mut ty);
        ty
    }

    /// A method of the `impl`.
    pub(crate) fn function(&self, function: &mut ItemFn) {
        self.clone().visit_item_fn_mut(function);
    }

    /// What a macro is given is not parsed.
    fn tokens(&self, tokens: TokenStream) -> TokenStream {
        let each = |token| match token {
            TokenTree::Ident(word) if word == "self" => {
                Ident::new(&self.receiver.to_string(), word.span()).into_token_stream()
            }
            TokenTree::Ident(word) if word == "Self" => in_expressions(self.whole).to_token_stream(),
            TokenTree::Group(group) => {
                let mut inside = Group::new(group.delimiter(), self.tokens(group.stream()));
                inside.set_span(group.span());
                TokenTree::Group(inside).into()
            }
            token => token.into(),
        };
        tokens.into_iter().map(each).collect()
    }
}

impl VisitMut for WrittenOut<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(TypePath { qself: None, path, .. }) = ty {
            if path.is_ident("Self") {
                *ty = self.whole.clone();
                return;
            }
            if path.segments.len() == 2
                && path.segments[0].ident == "Self"
                && let Some((_, known)) = self.types.iter().find(|(name, _)| path.segments[1].ident == *name)
            {
                let known = known.clone();
                *ty = self.ty(&known);
                return;
            }
        }
        visit_mut::visit_type_mut(self, ty);
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let count = path.segments.len();
        let Some(first) = path.segments.first_mut() else { return };
        if first.ident == "self" && count == 1 {
            // The place is that of the user's word.
            first.ident = Ident::new(&self.receiver.to_string(), first.ident.span());
        } else if first.ident == "Self"
            && let Type::Path(TypePath { qself: None, path: whole, .. }) = in_expressions(self.whole)
        {
            let rest: Vec<_> = path.segments.iter().skip(1).cloned().collect();
            *path = whole;
            path.segments.extend(rest);
        }
    }

    fn visit_macro_mut(&mut self, called: &mut syn::Macro) {
        called.tokens = self.tokens(called.tokens.clone());
    }

    // An item of the body has a `Self` of its own, or none.
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// `V3::<T>`, of `V3<T>`.
fn in_expressions(ty: &Type) -> Type {
    let mut ty = ty.clone();
    if let Type::Path(of) = &mut ty {
        for segment in &mut of.path.segments {
            if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                arguments.colon2_token = Some(syn::token::PathSep::default());
            }
        }
    }
    ty
}

/// Whether `mut` stands in the tokens, not inside of others.
pub(super) fn mentions_mut(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| matches!(token, proc_macro2::TokenTree::Ident(word) if word == "mut"))
}
