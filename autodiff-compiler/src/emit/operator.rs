//! The rule of an operator: an `impl` of the operator's trait in core, around the
//! companions of the operator's method.
//!
//! ```text
//! impl ops::Sub for V3 {
//!     type Output = V3;
//!     fn value(&self, right: &V3) -> V3 { core::ops::Sub::sub(clone(self), clone(right)) }
//!     fn jvp(..) -> (V3, V3) { operator_sub_jvp(clone(self), clone(right), ..) }
//!     ..
//! }
//! ```
//!
//! The value is that of the user's own operator. Second derivatives are there where they
//! are asked for, and where nobody else must have them: `vjp_jvp` of an operator of first
//! order is named by nothing that compiles.

use super::Context;
use super::border::bare_or_tuple;
use super::companion::name;
use crate::ir::ParamRole;
use crate::lower::{Operand, Operation, Operator, Taken};
use crate::protocol::{Companion, Input};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

/// Up to which order an operator has derivatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OperatorOrder {
    First,
    Second,
}

/// The rule, for the companions of `of.function`.
pub(crate) fn operator(cx: &Context<'_>, of: &Operator, order: OperatorOrder) -> TokenStream {
    let rule = Rule { cx, of };
    let tangent_of_adjoint = match order {
        OperatorOrder::First => unavailable(cx),
        OperatorOrder::Second => rule.vjp_jvp(),
    };
    implementation(cx, of, order, [rule.value(), rule.jvp(), rule.vjp(), tangent_of_adjoint])
}

/// The rule of an operator that did not compile: its uses are not wrong because of that.
pub(crate) fn operator_stub(cx: &Context<'_>, of: &Operator) -> TokenStream {
    implementation(cx, of, OperatorOrder::Second, [(); 4].map(|()| unavailable(cx)))
}

fn unavailable(cx: &Context<'_>) -> TokenStream {
    let krate = &cx.krate;
    quote!(#krate::__private::unavailable())
}

fn implementation(cx: &Context<'_>, of: &Operator, order: OperatorOrder, methods: [TokenStream; 4]) -> TokenStream {
    let Operator { operation, name, operands, output, generics, .. } = of;
    // Those of the companions that the rule is made of.
    let where_clause = cx.signature.bounds(Companion::Jvp);
    let (krate, [value, jvp, vjp, vjp_jvp]) = (&cx.krate, methods);
    let left = &operands[0].ty;
    let (right, own) = match operands.get(1) {
        Some(Operand { ty, .. }) => (quote!(<#ty>), quote!(&self, right: &#ty)),
        None => (TokenStream::new(), quote!(&self)),
    };
    let order = format_ident!("{order:?}Order");
    let gives = (*operation != Operation::Assigned).then(|| quote!(type Output = #output;));
    let types: Vec<_> = operands.iter().map(|operand| operand.ty.clone()).collect();
    let bars = bare_or_tuple(&types);
    let dots = types.iter().enumerate().map(|(i, ty)| {
        let name = called(i, "_dot");
        quote!(#name: &#ty)
    });
    let dots = quote!(#(#dots),*);
    let claim = claim(of);
    let agree = agree(krate, of);
    quote! {
        const _: () = #krate::__private::operator::<#claim>();
        #[allow(unused, clippy::all, clippy::pedantic)]
        impl<#generics> #krate::ops::#name #right for #left #where_clause {
            #gives
            type Order = #krate::ops::#order;
            #[inline]
            fn value(#own) -> #output { #value }
            #agree
            #[inline]
            fn jvp(#own, #dots) -> (#output, #output) { #jvp }
            #[inline]
            fn vjp(#own, y_bar: #output) -> (#output, #bars) { #vjp }
            #[inline]
            fn vjp_jvp(#own, y_bar: #output, #dots, y_bar_dot: #output)
                -> ((#output, #bars), (#output, #bars)) { #vjp_jvp }
        }
    }
}

/// That the operators on values and on references give the same, in debug.
fn agree(krate: &TokenStream, of: &Operator) -> TokenStream {
    let Operator { operation, name, operands, output, .. } = of;
    let Some(Operand { ty: right, .. }) = operands.get(1) else { return TokenStream::new() };
    let (endings, ways): (&[&str], &[&str]) = match operation {
        Operation::Assigned => (&["Values", "Right"], &["values", "right_lent"]),
        _ => (&["Values", "Left", "Right", "Both"], &["values", "left_lent", "right_lent", "lent"]),
    };
    let traits = endings.iter().map(|ending| format_ident!("{name}Of{ending}"));
    let ways = ways.iter().map(|way| format_ident!("{way}"));
    quote! {
        fn agree(&self, right: &#right, value: &#output) {
            use #krate::ops::agreement::{NoOther as _, Sides, #(#traits as _),*};
            let sides = Sides { left: self, right, value };
            #((&sides).#ways();)*
        }
    }
}

/// The trait of the user's `impl`, as that of objects.
fn claim(of: &Operator) -> TokenStream {
    let (path, span) = (&of.path, of.name.span());
    match of.operation {
        Operation::Binary => quote_spanned!(span=> dyn #path<u8, Output = u8>),
        Operation::Assigned => quote_spanned!(span=> dyn #path<u8>),
        Operation::Unary => quote_spanned!(span=> dyn #path<Output = u8>),
    }
}

/// What belongs to an operand: `self`, `right_dot`, `self_bar`.
fn called(i: usize, ending: &str) -> Ident {
    format_ident!("{}{ending}", if i == 0 { "self" } else { "right" })
}

fn shadow(i: usize, ending: &str) -> TokenStream {
    let shadow = called(i, &format!("_bar{ending}"));
    quote!(&mut #shadow)
}

/// What the methods of the rule are made of.
struct Rule<'a> {
    cx: &'a Context<'a>,
    of: &'a Operator,
}

impl Rule<'_> {
    fn value(&self) -> TokenStream {
        let Operator { name, method, .. } = self.of;
        let (before, own) = (self.changed(""), self.all(|i| self.passed(i, "")));
        let call = quote!(::core::ops::#name::#method(#(#own),*));
        if self.is_assigned() { quote!(#before #call; value) } else { call }
    }

    fn jvp(&self) -> TokenStream {
        let (value, dot, call) = (self.changed(""), self.changed("_dot"), self.call(Companion::Jvp));
        if self.is_assigned() { quote!(#value #dot #call; (value, value_dot)) } else { call }
    }

    fn vjp(&self) -> TokenStream {
        let (before, call) = (self.changed(""), self.call(Companion::VjpInto));
        let (shadows, bars) = (self.shadows(""), self.bars(""));
        let value = (!self.is_assigned()).then(|| quote!(let value =));
        quote!(#before #shadows #value #call; (value, #bars))
    }

    fn vjp_jvp(&self) -> TokenStream {
        let (value, dot, call) = (self.changed(""), self.changed("_dot"), self.call(Companion::VjpIntoJvp));
        let (shadows, shadow_dots) = (self.shadows(""), self.shadows("_dot"));
        let (bars, bar_dots) = (self.bars(""), self.bars("_dot"));
        let values = (!self.is_assigned()).then(|| quote!(let (value, value_dot) =));
        quote!(#value #dot #shadows #shadow_dots #values #call; ((value, #bars), (value_dot, #bar_dots)))
    }

    /// The call of a companion of the method, with what it takes.
    fn call(&self, companion: Companion) -> TokenStream {
        let name = name(self.cx, &companion.ending());
        let args = companion.row().takes.iter().flat_map(|input| match input {
            Input::Own => self.all(|i| self.passed(i, "")),
            Input::Tangents => self.active(|i| self.passed(i, "_dot")),
            Input::Added => self.active(|i| shadow(i, "")),
            Input::AddedTangents => self.active(|i| shadow(i, "_dot")),
            Input::Seed if !self.is_assigned() => vec![quote!(y_bar)],
            Input::SeedTangent if !self.is_assigned() => vec![quote!(y_bar_dot)],
            _ => Vec::new(),
        });
        quote!(#name(#(#args),*))
    }

    fn is_assigned(&self) -> bool {
        self.of.operation == Operation::Assigned
    }

    /// Whether an operand is what the operator changes.
    fn is_changed(&self, i: usize) -> bool {
        self.is_assigned() && i == 0
    }

    /// What the operator changes is a copy.
    fn changed(&self, ending: &str) -> TokenStream {
        let (krate, copy, old) = (&self.cx.krate, format_ident!("value{ending}"), called(0, ending));
        let made = quote!(let mut #copy = #krate::__private::Clone::clone(#old););
        if self.is_assigned() { made } else { TokenStream::new() }
    }

    /// An operand, or its tangent, in the form in which the operator takes it.
    fn passed(&self, i: usize, ending: &str) -> TokenStream {
        let (krate, operand) = (&self.cx.krate, called(i, ending));
        match self.of.operands[i].taken {
            _ if self.is_changed(i) => {
                let copy = format_ident!("value{ending}");
                quote!(&mut #copy)
            }
            Taken::ByValue => quote!(#krate::__private::Clone::clone(#operand)),
            Taken::ByReference => quote!(#operand),
        }
    }

    /// The shadows, which hold zeros; what is changed has the cotangent of the result.
    fn shadows(&self, ending: &str) -> TokenStream {
        let krate = &self.cx.krate;
        let each = self.all(|i| {
            let (shadow, operand) = (called(i, &format!("_bar{ending}")), called(i, ""));
            let seed = format_ident!("y_bar{ending}");
            let zero = quote!(#krate::Differentiable::zero_like(#operand));
            let held = if self.is_changed(i) { quote!(#seed) } else { zero };
            quote!(let mut #shadow = #held;)
        });
        quote!(#(#each)*)
    }

    /// The cotangents, or their tangents.
    fn bars(&self, ending: &str) -> TokenStream {
        let bars = self.all(|i| called(i, &format!("_bar{ending}")).into_token_stream());
        bare_or_tuple(&bars)
    }

    fn all(&self, each: impl Fn(usize) -> TokenStream) -> Vec<TokenStream> {
        (0..self.of.operands.len()).map(each).collect()
    }

    /// The same for the operands that are differentiated along.
    fn active(&self, each: impl Fn(usize) -> TokenStream) -> Vec<TokenStream> {
        let params = self.cx.signature.params.iter().enumerate();
        params.filter(|(_, param)| param.role == ParamRole::Differentiable).map(|(i, _)| each(i)).collect()
    }
}
