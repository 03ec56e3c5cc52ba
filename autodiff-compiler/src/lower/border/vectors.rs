//! Type parameters that are vectors by their bounds, `T: Copy + Add<Output = T> + Mul<f64, Output = T>`: a value of
//! such a type is data, and its operators are found by their rules, as those of any data.
//!
//! The bounds of the function say that there are these operators, and not that they have rules. So the companions ask
//! for that, `T: ops::Mul<f64, Output = T>`: floats have them, and a type of the user's whose operators are
//! under `#[grad]`.

use super::functions::is_of_second_order;
use super::generics::{OPERATORS, is_called, is_vector, traits};
use super::unseen;
use crate::protocol::Companion;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{FnArg, Generics, Path, PathArguments, Signature, Type};

/// The operators of such parameters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vectors {
    params: Vec<TokenStream>,
    operators: Vec<Operator>,
}

/// A bound by an operator.
#[derive(Clone, Debug)]
struct Operator {
    of: TokenStream,
    name: Ident,
    /// What it takes, and what it gives.
    arguments: Vec<TokenStream>,
}

/// Those of the function, and those around it.
pub(super) fn all(generics: &[&Generics]) -> Vectors {
    let idents = generics.iter().flat_map(|of| of.type_params()).map(|param| &param.ident);
    let vectors: Vec<_> = idents.filter(|ident| is_vector(ident, generics)).collect();
    if vectors.is_empty() {
        return Vectors::default();
    }
    let bounds =
        vectors.iter().flat_map(|of| traits(of, generics).into_iter().map(|path| (of.to_token_stream(), path)));
    let operators = bounds.filter(|(_, path)| is_called(path, &OPERATORS));
    Vectors {
        operators: operators.filter_map(|(of, path)| operator(of, path)).collect(),
        params: vectors.iter().map(ToTokens::to_token_stream).collect(),
    }
}

/// The type parameters of the function that are data by a trait of the user's, `fn march<S: Shape>(shape: &S, ..)`, where
/// a parameter with a derivative is of such a type: the companions ask for the derivative.
pub(super) fn of_own_traits(sig: &Signature, is_differentiable: impl Fn(usize) -> bool) -> Vec<TokenStream> {
    let inputs = sig.inputs.iter().enumerate().filter(|(i, _)| is_differentiable(*i));
    let types = inputs.filter_map(|(_, input)| if let FnArg::Typed(param) = input { Some(&*param.ty) } else { None });
    let types: Vec<&Type> = types.map(behind_references).collect();
    let is_of_one = |ident: &Ident| {
        let has_bounds = !traits(ident, &[&sig.generics]).is_empty();
        has_bounds && types.iter().any(|ty| matches!(ty, Type::Path(path) if path.path.is_ident(ident)))
    };
    let data = unseen::no_data(&sig.generics);
    let params = sig.generics.type_params().map(|param| &param.ident);
    let params = params.filter(|ident| is_of_one(ident) && !data.contains(&ident.to_string()));
    params.map(ToTokens::to_token_stream).collect()
}

fn behind_references(ty: &Type) -> &Type {
    match ty {
        Type::Reference(of) => behind_references(&of.elem),
        Type::Slice(of) => behind_references(&of.elem),
        Type::Array(of) => behind_references(&of.elem),
        ty => ty,
    }
}

impl Vectors {
    /// The same with others that are data.
    pub(super) fn and(mut self, others: Vec<TokenStream>) -> Vectors {
        self.params.extend(others);
        self
    }

    /// What a companion asks of them.
    pub(super) fn bounds(&self, krate: &TokenStream, companion: Companion) -> Vec<TokenStream> {
        let of_params = self.params.iter().map(|of| quote!(#of: #krate::Differentiable));
        let of_operators = self.operators.iter().map(|operator| operator.rule(krate, companion));
        of_params.chain(of_operators).collect()
    }
}

fn operator(of: TokenStream, path: &Path) -> Option<Operator> {
    let last = path.segments.last()?;
    let arguments = match &last.arguments {
        PathArguments::AngleBracketed(written) => written.args.iter().map(ToTokens::to_token_stream).collect(),
        _ => Vec::new(),
    };
    Some(Operator { of, name: last.ident.clone(), arguments })
}

impl Operator {
    /// Its rule: `T: ops::Mul<f64, Output = T>`.
    fn rule(&self, krate: &TokenStream, companion: Companion) -> TokenStream {
        let Operator { of, name, arguments } = self;
        let order = is_of_second_order(companion).then(|| quote!(Order = #krate::ops::SecondOrder));
        let arguments = arguments.iter().cloned().chain(order);
        quote!(#of: #krate::ops::#name<#(#arguments),*>)
    }
}
