//! Type parameters that are vectors by their bounds, `T: Copy + Add<Output = T> + Mul<f64, Output = T>`: a value of
//! such a type is data, and its operators are found by their rules, as those of any data.
//!
//! The bounds of the function say that there are these operators, and not that they have rules. So the companions ask
//! for that, `T: ops::Mul<f64, Output = T>`: floats have them, and a type of the user's whose operators are
//! under `#[grad]`.

use super::functions::is_of_second_order;
use super::generics::{OPERATORS, is_called, is_vector, traits};
use crate::protocol::Companion;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Generics, Path, PathArguments};

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

impl Vectors {
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
