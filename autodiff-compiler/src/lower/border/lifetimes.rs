//! Lifetimes without a name in the types of parameters, `k: &Fit<'_>`: a companion returns such a type, and
//! so its lifetime has a name there.
//!
//! ```text
//! fn f(k: &Fit<'_>) -> f64       fn f_grad<'kept>(k: &Fit<'kept>) -> Fit<'kept>
//! ```

use quote::format_ident;
use syn::visit_mut::{self, VisitMut};
use syn::{AngleBracketedGenericArguments, FnArg, GenericArgument, Lifetime, Signature, TypePath, parse_quote};

/// Names them, unless the result could borrow from one.
pub(super) fn named(sig: &mut Signature) {
    let mut result = Names { found: Vec::new() };
    result.visit_return_type_mut(&mut sig.output.clone());
    if !result.found.is_empty() {
        return;
    }
    let mut names = Names { found: Vec::new() };
    for input in &mut sig.inputs {
        if let FnArg::Typed(param) = input
            && !param.attrs.iter().any(|attr| attr.path().is_ident("constant"))
        {
            names.visit_type_mut(&mut param.ty);
        }
    }
    for (at, name) in names.found.into_iter().enumerate() {
        sig.generics.params.insert(at, parse_quote!(#name));
    }
}

struct Names {
    found: Vec<Lifetime>,
}

impl VisitMut for Names {
    /// A view is taken in another way, and so is what may be borrowed.
    fn visit_type_path_mut(&mut self, ty: &mut TypePath) {
        let last = ty.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        if !last.contains("View") && last != "Cow" {
            visit_mut::visit_type_path_mut(self, ty);
        }
    }

    fn visit_angle_bracketed_generic_arguments_mut(&mut self, of: &mut AngleBracketedGenericArguments) {
        for argument in &mut of.args {
            match argument {
                GenericArgument::Lifetime(lifetime) if lifetime.ident == "_" => {
                    let number = if self.found.is_empty() { String::new() } else { self.found.len().to_string() };
                    lifetime.ident = format_ident!("kept{number}", span = lifetime.ident.span());
                    self.found.push(lifetime.clone());
                }
                argument => self.visit_generic_argument_mut(argument),
            }
        }
    }

    /// What a function takes and gives is no parameter's type.
    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut syn::ParenthesizedGenericArguments) {}
}
