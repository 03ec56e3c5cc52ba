//! What the `impl` asks of the type's parameters.
//!
//! A parameter that a differentiable field holds is itself `Differentiable`, and so is an
//! associated type that one names, and a type of another crate over one, `Vector3<T>`. A constant
//! field is cloned, and so is the whole.
//!
//! ```text
//! struct Fit<M: Model, U> { p: M::Parameters, r: Vec<U>, #[constant] model: M }
//! where U: Differentiable, M::Parameters: Differentiable, M: Clone, Fit<M, U>: Clone
//! ```

use super::{Role, Type, read};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};

/// The `where` clause of the `impl`: the one that is written, and the bounds.
pub(super) fn clause(ty: &Type) -> TokenStream {
    let krate = &ty.krate;
    let mut held = Held { params: ty.generics.type_params().map(|param| &param.ident).collect(), ..Held::default() };
    let fields = ty.variants.iter().flat_map(|variant| &variant.fields);
    for field in fields.filter(|field| field.role == Role::Differentiable) {
        held.visit_type_mut(&mut field.ty.clone());
    }
    let direct = held.params.iter().filter(|param| held.is_direct(param));
    let direct = direct.map(|param| quote!(#param: #krate::Differentiable,));
    let constant = ty.variants.iter().flat_map(|variant| &variant.fields);
    let constant = constant.filter(|field| field.role == Role::Constant).map(|field| &field.ty);
    let constant = constant.filter(|ty| held.is_mentioned(&ty.to_token_stream()));
    let constant = constant.map(|ty| quote!(#ty: #krate::__private::Clone,));
    // Where all parameters are `Clone`, a whole that is not is an error at the derive.
    let whole = held.params.iter().any(|param| !held.is_direct(param)).then(|| {
        let (ident, (_, arguments, _)) = (&ty.ident, ty.generics.split_for_impl());
        quote!(#ident #arguments: #krate::__private::Clone,)
    });
    let associated = held.associated.iter().map(|ty| quote!(#ty: #krate::Differentiable,));
    let written = ty.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    quote!(where #(#written,)* #(#direct)* #(#associated)* #(#constant)* #whole)
}

/// The type parameters that a field holds, as themselves or by an associated type.
#[derive(Default)]
struct Held<'a> {
    params: Vec<&'a syn::Ident>,
    direct: Vec<syn::Ident>,
    associated: Vec<syn::TypePath>,
}

impl Held<'_> {
    fn is_param(&self, ident: &syn::Ident) -> bool {
        self.params.contains(&ident)
    }

    fn is_direct(&self, param: &syn::Ident) -> bool {
        self.direct.contains(param)
    }

    fn is_mentioned(&self, tokens: &TokenStream) -> bool {
        self.params.iter().any(|param| names(tokens.clone(), param))
    }
}

impl VisitMut for Held<'_> {
    fn visit_type_path_mut(&mut self, ty: &mut syn::TypePath) {
        let first = ty.path.segments.first().map(|segment| segment.ident.clone());
        match first.filter(|first| ty.qself.is_none() && self.is_param(first)) {
            Some(param) if ty.path.segments.len() == 1 => self.direct.push(param),
            Some(_) => self.associated.push(ty.clone()),
            // Of `<T as Trait>::Type` it is the associated type that is held.
            None if ty.qself.is_some() && self.is_mentioned(&ty.to_token_stream()) => self.associated.push(ty.clone()),
            None if ty.qself.is_some() => {}
            None if read::is_phantom(&ty.path) => {}
            // Of which parameters it has a derivative, says the crate that it comes from.
            None if is_foreign(&ty.path) && self.is_mentioned(&ty.path.to_token_stream()) => {
                self.associated.push(ty.clone());
            }
            None => visit_mut::visit_type_path_mut(self, ty),
        }
    }

    /// What a macro makes of a parameter is not seen.
    fn visit_macro_mut(&mut self, makro: &mut syn::Macro) {
        let params = self.params.iter().filter(|param| names(makro.tokens.clone(), param));
        self.direct.extend(params.map(|param| (*param).clone()));
    }
}

/// Whether a type is called as one of another crate is, `Vector3<T>`, which holds no type of one's own.
fn is_foreign(path: &syn::Path) -> bool {
    const NAMES: [&str; 19] = [
        "Array",
        "Complex",
        "DMatrix",
        "DVector",
        "Isometry",
        "Matrix",
        "OMatrix",
        "OVector",
        "Point",
        "Quaternion",
        "Rotation",
        "RowVector",
        "SMatrix",
        "SVector",
        "Similarity",
        "Translation",
        "Unit",
        "UnitQuaternion",
        "Vector",
    ];
    let Some(last) = path.segments.last().map(|last| last.ident.to_string()) else { return false };
    let is_extent = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || c == 'x');
    NAMES.into_iter().any(|name| last.strip_prefix(name).is_some_and(is_extent))
}

/// Whether a type names a float.
pub(super) fn mentions_float(ty: &syn::Type) -> bool {
    fn is_among(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(name) => name == "f64" || name == "f32",
            TokenTree::Group(group) => is_among(group.stream()),
            _ => false,
        })
    }
    is_among(ty.to_token_stream())
}

/// Whether the identifier is among the tokens.
fn names(tokens: TokenStream, ident: &syn::Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == *ident,
        TokenTree::Group(group) => names(group.stream(), ident),
        _ => false,
    })
}
