//! The methods of the trait, each a `match` over the variants.
//!
//! ```text
//! match (self, __other) {
//!     (Self::Circle { r: __self_0, .. }, Self::Circle { r: __other_0, .. }) => {
//!         Differentiable::accumulate(__self_0, __other_0);
//!     }
//!     (__self, __other) => different_variants(..),
//! }
//! ```
//!
//! No name of the user's is in the way: functions and types are named by their paths, the
//! fields of tuples stand in braces too, and bindings are called as those of the derives
//! of std are.

use super::{Field, Role, Type, Variant};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

/// All methods that have no default.
pub(super) fn all(ty: &Type) -> TokenStream {
    let zero_like = of_one(ty, |variant| zero(ty, variant));
    let set_zero = of_one(ty, |variant| zeroed(ty, variant));
    let [scale, visit, visit_mut] =
        [("scale_by", quote!(__factor)), ("visit", quote!(__f)), ("visit_mut", quote!(__f))]
            .map(|(method, argument)| each(ty, |variant| statements(&calls(ty, variant, method, &argument))));
    let leaves = each(ty, |variant| sum(&calls(ty, variant, "leaves", &quote!()), &quote!(0)));
    let [accumulate, dot] = [quote!(), quote!(0.0)].map(|nothing| of_leaves(ty, &refusal(ty), &nothing));
    let accumulate = of_two(ty, &accumulate, |variant| statements(&calls_of_two(ty, variant, "accumulate")));
    let dot = of_two(ty, &dot, |variant| sum(&calls_of_two(ty, variant, "inner_product"), &quote!(0.0)));
    let krate = &ty.krate;
    let mismatch = of_leaves(ty, &variants_differ(ty), &quote!(#krate::__private::None));
    let mismatch = of_two(ty, &mismatch, |variant| {
        let calls = calls_of_two(ty, variant, "mismatch");
        quote!(#krate::__private::None #(.or_else(|| #calls))*)
    });
    let (has_leaves, placeholder) = (has_leaves(ty), placeholder(ty));
    quote! {
        #has_leaves
        #placeholder
        #[inline]
        fn zero_like(&self) -> Self {
            #krate::__private::assert_cloned_as_it_is(self);
            #zero_like
        }
        #[inline]
        fn set_zero(&mut self) { #set_zero }
        #[inline]
        fn accumulate(&mut self, __other: &Self) { #accumulate }
        #[inline]
        fn scale_by(&mut self, __factor: ::core::primitive::f64) { #scale }
        #[inline]
        fn inner_product(&self, __other: &Self) -> ::core::primitive::f64 { #dot }
        #[inline]
        fn leaves(&self) -> ::core::primitive::usize { #leaves }
        #[inline]
        fn visit(&self, __f: &mut impl ::core::ops::FnMut(::core::primitive::f64)) { #visit }
        #[inline]
        fn visit_mut(&mut self, __f: &mut impl ::core::ops::FnMut(&mut ::core::primitive::f64)) { #visit_mut }
        #[inline]
        fn mismatch(&self, __other: &Self) -> ::core::option::Option<#krate::__private::Mismatch> { #mismatch }
    }
}

/// Whether it may have leaves. A constant field is one that a shadow needs as it is: who holds one
/// is not without.
fn has_leaves(ty: &Type) -> TokenStream {
    let krate = &ty.krate;
    let fields = || ty.variants.iter().flat_map(|variant| &variant.fields);
    if fields().any(|field| field.role == Role::Constant) {
        return TokenStream::new();
    }
    let types = fields().map(|field| &field.ty);
    quote! {
        const HAS_LEAVES: ::core::primitive::bool = false #(|| <#types as #krate::Differentiable>::HAS_LEAVES)*;
    }
}

/// What is done to two variants: of a type without leaves, there is nothing to combine.
fn of_leaves(ty: &Type, otherwise: &TokenStream, nothing: &TokenStream) -> TokenStream {
    let krate = &ty.krate;
    quote!(if <Self as #krate::Differentiable>::HAS_LEAVES { #otherwise } else { #nothing })
}

/// Something of the type, of its first variant whose fields can all be made without looking.
fn placeholder(ty: &Type) -> TokenStream {
    let krate = &ty.krate;
    let is_all = |variant: &&Variant| variant.fields.iter().all(|field| field.role == Role::Differentiable);
    let Some(variant) = ty.variants.iter().find(is_all) else { return TokenStream::new() };
    let types: Vec<_> = variant.fields.iter().map(|field| &field.ty).collect();
    let fields = variant.fields.iter().map(|field| {
        let (member, of) = (&field.member, &field.ty);
        quote!(#member: <#of as #krate::Differentiable>::placeholder()?)
    });
    let path = &variant.path;
    quote! {
        const HAS_PLACEHOLDER: ::core::primitive::bool = true #(&& <#types as #krate::Differentiable>::HAS_PLACEHOLDER)*;
        #[inline]
        fn placeholder() -> ::core::option::Option<Self> {
            ::core::option::Option::Some(#path { #(#fields),* })
        }
    }
}

/// What is done to one value, of each variant an arm.
fn of_one(ty: &Type, arm: impl Fn(&Variant) -> TokenStream) -> TokenStream {
    let arms = ty.variants.iter().map(arm);
    match ty.variants[..] {
        [] => quote!(match *self {}),
        _ => quote!(match self { #(#arms)* }),
    }
}

/// What is done to the differentiable fields of one value.
fn each(ty: &Type, body: impl Fn(&Variant) -> TokenStream) -> TokenStream {
    of_one(ty, |variant| {
        let (pattern, body) = (pattern(variant, "self"), body(variant));
        quote!(#pattern => { #body })
    })
}

/// What is done to two values of one variant; `otherwise` has them as `__self` and
/// `__other`.
fn of_two(ty: &Type, otherwise: &TokenStream, body: impl Fn(&Variant) -> TokenStream) -> TokenStream {
    let arms = ty.variants.iter().map(|variant| {
        let (ours, theirs, body) = (pattern(variant, "self"), pattern(variant, "other"), body(variant));
        quote!((#ours, #theirs) => { #body })
    });
    match ty.variants[..] {
        [] => quote!(match *self {}),
        [_] => quote!(match (self, __other) { #(#arms)* }),
        _ => {
            let [ours, theirs] = ["__self", "__other"].map(|name| Ident::new(name, Span::mixed_site()));
            quote!(match (self, __other) { #(#arms)* (#ours, #theirs) => #otherwise })
        }
    }
}

/// The fields, bound by reference: `Self::Circle { r: __self_0, .. }`.
fn pattern(variant: &Variant, whose: &str) -> TokenStream {
    let path = &variant.path;
    let fields = differentiable(variant).map(|(i, field)| {
        let (member, binding) = (&field.member, binding(whose, i, field));
        quote!(#member: #binding,)
    });
    quote!(#path { #(#fields)* .. })
}

/// The variant made anew, with zeros; of a constant field, the floats are zeros.
fn zero(ty: &Type, variant: &Variant) -> TokenStream {
    let (krate, path) = (&ty.krate, &variant.path);
    let all = || variant.fields.iter().enumerate().map(|(i, field)| (field, &field.member, binding("self", i, field)));
    let bound = all().map(|(_, member, binding)| quote!(#member: #binding));
    let made = all().map(|(field, member, binding)| {
        let made = match field.role {
            Role::Differentiable => call(ty, field, "zero_like", &binding, &quote!()),
            Role::Constant => in_shadow(krate, field, &binding),
        };
        quote!(#member: #made)
    });
    quote!(#path { #(#bound),* } => #path { #(#made),* },)
}

/// The variant as it is, and what it holds as in a shadow.
fn zeroed(ty: &Type, variant: &Variant) -> TokenStream {
    let (krate, path) = (&ty.krate, &variant.path);
    let all = || variant.fields.iter().enumerate().map(|(i, field)| (field, &field.member, binding("self", i, field)));
    let bound = all().map(|(_, member, binding)| quote!(#member: #binding));
    let made = all().map(|(field, _, binding)| match field.role {
        Role::Differentiable => call(ty, field, "set_zero", &binding, &quote!()),
        Role::Constant => {
            let value = in_shadow(krate, field, &binding);
            quote!(*#binding = #value)
        }
    });
    quote!(#path { #(#bound),* } => { #(#made;)* })
}

/// What a constant field is in a shadow.
fn in_shadow(krate: &TokenStream, field: &Field, binding: &Ident) -> TokenStream {
    quote_spanned!(field.span()=> {
        use #krate::__private::{Kept as _, Zeroed as _};
        (&#krate::__private::Constant(&*#binding)).in_shadow()
    })
}

fn differentiable(variant: &Variant) -> impl Iterator<Item = (usize, &Field)> {
    variant.fields.iter().enumerate().filter(|(_, field)| field.role == Role::Differentiable)
}

/// The reference to a field, shown where the field is.
fn binding(whose: &str, i: usize, field: &Field) -> Ident {
    format_ident!("__{whose}_{i}", span = field.span())
}

/// A method of each field, with the same argument.
fn calls(ty: &Type, variant: &Variant, method: &str, argument: &TokenStream) -> Vec<TokenStream> {
    differentiable(variant).map(|(i, field)| call(ty, field, method, &binding("self", i, field), argument)).collect()
}

/// A method of each field, with the same field of the other value.
fn calls_of_two(ty: &Type, variant: &Variant, method: &str) -> Vec<TokenStream> {
    differentiable(variant)
        .map(|(i, field)| {
            let other = binding("other", i, field);
            call(ty, field, method, &binding("self", i, field), &quote!(#other))
        })
        .collect()
}

fn call(ty: &Type, field: &Field, method: &str, own: &Ident, argument: &TokenStream) -> TokenStream {
    let span = field.span();
    let (krate, method) = (shown_at(span, &ty.krate), Ident::new(method, span));
    let argument = if argument.is_empty() { quote!() } else { quote!(, #argument) };
    quote_spanned!(span=> #krate::Differentiable::#method(#own #argument))
}

/// The same path, which rustc shows there.
fn shown_at(span: Span, path: &TokenStream) -> TokenStream {
    let moved = path.clone().into_iter().map(|mut token| {
        token.set_span(span.resolved_at(token.span()));
        token
    });
    moved.collect()
}

fn statements(calls: &[TokenStream]) -> TokenStream {
    quote!(#(#calls;)*)
}

fn sum(calls: &[TokenStream], nothing: &TokenStream) -> TokenStream {
    if calls.is_empty() { nothing.clone() } else { quote!(#(#calls)+*) }
}

/// Derivatives of two variants are not combined.
fn refusal(ty: &Type) -> TokenStream {
    let (krate, ours, theirs) = (&ty.krate, name(ty, "self"), name(ty, "other"));
    quote!(#krate::__private::different_variants(#ours, #theirs))
}

/// Two variants differ in their extents.
fn variants_differ(ty: &Type) -> TokenStream {
    let (krate, ours, theirs) = (&ty.krate, name(ty, "self"), name(ty, "other"));
    quote!(#krate::__private::Some(#krate::__private::Mismatch::Variants(#ours, #theirs)))
}

/// The name of the variant of `__self` or `__other`.
fn name(ty: &Type, whose: &str) -> TokenStream {
    let value = Ident::new(&format!("__{whose}"), Span::mixed_site());
    let arms = ty.variants.iter().map(|Variant { path, name, .. }| quote!(#path { .. } => #name,));
    quote!(match #value { #(#arms)* })
}
