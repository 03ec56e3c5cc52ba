//! The companions that a file asks for by their names.

use super::Subject;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

impl Subject {
    pub(super) fn hvp(&self, module: &Ident) -> TokenStream {
        let hvp = self.companion(module, "_hvp");
        let (args, tangents, every) = (self.passed_arguments(), self.passed_tangents(), self.every_tangent());
        quote! {
            fn hvp(at: &subject::At, along: &[f64]) -> (Vec<f64>, Vec<f64>) {
                let mut args = args(at);
                let mut tangents = shaped(&args);
                fill(&mut [#(&mut #every),*], along);
                let (gradient, curvature) = #hvp(#args #tangents);
                (leaves_of(&gradient), leaves_of(&curvature))
            }
        }
    }

    /// The value is read, and everything else is dropped, before the seed is known.
    pub(super) fn pullback(&self, module: &Ident) -> TokenStream {
        let pullback = self.companion(module, "_pullback");
        let (args, cotangents) = (self.passed_arguments(), self.cotangents());
        let seed = self.output_tangent.as_ref().map(|_| quote! { seed });
        quote! {
            fn pullback(at: &subject::At, seed: &[f64]) -> (subject::Value, Vec<f64>) {
                let mut args = args(at);
                let (given, pullback) = {
                    let (result, pullback) = #pullback(#args);
                    (subject::Value::of(&[&result]), pullback)
                };
                let mut tangents = shaped(&args);
                let seed = seeded(at, seed, &mut tangents);
                let cotangents = pullback(#seed);
                (given, leaves_of_all(&[#(&#cotangents),*]))
            }
        }
    }

    /// Along a line with these tangents.
    pub(super) fn taylor(&self, module: &Ident) -> TokenStream {
        let taylor = self.companion(module, "_taylor");
        let (args, tangents, every) = (self.passed_arguments(), self.passed_tangents(), self.every_tangent());
        let finals = self.in_out_tangents();
        let pair = if self.output_tangent.is_none() {
            // Two times nothing is nothing.
            quote! { let (result, tangent) = ((), ()); }
        } else {
            quote! { let (result, tangent) = }
        };
        quote! {
            fn taylor(at: &subject::At, along: &[f64]) -> (subject::Value, [Vec<f64>; 3]) {
                let mut args = args(at);
                let mut tangents = shaped(&args);
                fill(&mut [#(&mut #every),*], along);
                let mut tangents = (#(subject::lines(&#every),)*);
                #pair #taylor(#args #tangents);
                (value(&result, &args), subject::orders(&leaves_of_all(&[&tangent, #(&#finals),*])))
            }
        }
    }

    /// The sparse matrices that the file asks for.
    pub(super) fn sparse(&self, module: &Ident) -> TokenStream {
        let args = self.passed_arguments();
        let matrix = |function: &str, pattern: &str, coloring: &str| {
            let [matrix, pattern] = [format!("_{function}"), pattern.to_owned()].map(|it| self.companion(module, &it));
            let [function, coloring] = [function, coloring].map(|name| format_ident!("{name}"));
            quote! {
                fn #function(of: &subject::At, at: &subject::At) -> (sparse::Pattern, Result<sparse::Csr, sparse::PatternMismatch>) {
                    let mut args = args(of);
                    let pattern = #pattern(#args);
                    let coloring = sparse::#coloring::new(pattern.clone());
                    let mut args = self::args(at);
                    (pattern, #matrix(#args &coloring))
                }
            }
        };
        let jacobian = self.has_sparse_jacobian.then(|| matrix("sparse_jacobian", "_pattern", "ColumnColoring"));
        let hessian = self.has_sparse_hessian.then(|| matrix("sparse_hessian", "_hessian_pattern", "StarColoring"));
        quote! {
            use ::autodiff::sparse;
            #jacobian
            #hessian
        }
    }
}
