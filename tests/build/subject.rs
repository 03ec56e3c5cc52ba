//! The glue between a function of the corpus and the harness: an
//! implementation of `Subject`, and of `Scalar` where the result is one float.

use crate::shape::{self, Param};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{File, Index, Item, ItemFn, ReturnType, Type};

/// A corpus file as far as the tests must know it.
pub(crate) struct Subject {
    name: String,
    params: Vec<Param>,
    output: Type,
    output_tangent: TokenStream,
    has_kinks: bool,
}

/// Reads the main function, which has the name of the file, and what stands
/// beside it.
pub(crate) fn read(file: &File, name: &str) -> Result<Subject, String> {
    let main = main_function(file, name)?;
    let ReturnType::Type(_, output) = &main.sig.output else {
        return Err("the main function returns nothing".into());
    };
    let output_tangent = shape::tangent(output)?.ok_or("the result of the main function has no derivative")?;
    if !has_const(file, "POINTS") {
        return Err("`pub const POINTS` is missing".into());
    }
    let params = shape::params(&main.sig)?;
    let output = Type::clone(output);
    Ok(Subject { name: name.into(), params, output, output_tangent, has_kinks: has_const(file, "KINKS") })
}

fn main_function<'a>(file: &'a File, name: &str) -> Result<&'a ItemFn, String> {
    let functions = file.items.iter().filter_map(|item| match item {
        Item::Fn(function) => Some(function),
        _ => None,
    });
    let mut named = functions.filter(|function| function.sig.ident == name);
    named.next().ok_or_else(|| format!("there is no function `{name}`"))
}

fn has_const(file: &File, name: &str) -> bool {
    file.items.iter().any(|item| matches!(item, Item::Const(item) if item.ident == name))
}

impl Subject {
    pub(crate) fn is_scalar(&self) -> bool {
        shape::is_float(&self.output)
    }

    /// `pub struct #subject` with its implementations, for the functions of
    /// the sibling module `module`.
    pub(crate) fn glue(&self, module: &Ident, subject: &Ident) -> TokenStream {
        let scalar = if self.is_scalar() { self.scalar_impl(module, subject) } else { TokenStream::new() };
        let implementation = self.subject_impl(module, subject);
        let glue = format_ident!("{module}_subject");
        quote! {
            mod #glue {
                use super::#module;
                #[allow(unused_imports)]
                use super::#module::*;

                pub struct #subject;
                #implementation
                #scalar
            }
            #[allow(unused_imports)]
            pub use #glue::#subject;
        }
    }

    fn subject_impl(&self, module: &Ident, subject: &Ident) -> TokenStream {
        let types = self.associated_types(module);
        let inputs = self.inputs();
        let primal = format_ident!("{}", self.name);
        let [jvp, vjp, vjp_into] = ["jvp", "vjp", "vjp_into"].map(|suffix| self.companion(suffix));
        let args = self.arguments();
        let tangents = self.tangents();
        let shadows = self.shadows();
        let cotangents = self.cotangents(&quote! { cotangents });
        quote! {
            impl ::autodiff_tests::subject::Subject for #subject {
                #types
                #inputs
                fn primal(args: Self::Args) -> Self::Output {
                    #module::#primal(#args)
                }
                fn jvp(args: Self::Args, tangents: Self::Tangents) -> (Self::Output, Self::OutputTangent) {
                    #module::#jvp(#args #tangents)
                }
                fn vjp(args: Self::Args, seed: Self::OutputTangent) -> (Self::Output, Self::Tangents) {
                    let (value, cotangents) = #module::#vjp(#args seed);
                    (value, #cotangents)
                }
                fn vjp_into(args: Self::Args, seed: Self::OutputTangent, shadows: &mut Self::Tangents) -> Self::Output {
                    #module::#vjp_into(#args seed, #shadows)
                }
            }
        }
    }

    fn associated_types(&self, module: &Ident) -> TokenStream {
        let owned = self.params.iter().map(|param| &param.owned);
        let tangents = self.params.iter().filter_map(|param| param.tangent.as_ref());
        let (output, output_tangent, name) = (&self.output, &self.output_tangent, &self.name);
        let kinks = self.has_kinks.then(|| quote! { const KINKS: &'static [Self::Args] = #module::KINKS; });
        quote! {
            const NAME: &'static str = #name;
            type Args = (#(#owned,)*);
            type Output = #output;
            type Tangents = (#(#tangents,)*);
            type OutputTangent = #output_tangent;
            const POINTS: &'static [Self::Args] = #module::POINTS;
            #kinks
        }
    }

    fn inputs(&self) -> TokenStream {
        let active: Vec<Index> = self.active().collect();
        quote! {
            fn inputs(args: &Self::Args) -> Vec<f64> {
                let mut leaves = Vec::new();
                #(::autodiff_tests::leaves::Leaves::read(&args.#active, &mut leaves);)*
                leaves
            }
            fn with_inputs(args: &Self::Args, inputs: &[f64]) -> Self::Args {
                let (mut args, mut inputs) = (*args, inputs.iter());
                #(::autodiff_tests::leaves::Leaves::write(&mut args.#active, &mut inputs);)*
                args
            }
        }
    }

    fn scalar_impl(&self, module: &Ident, subject: &Ident) -> TokenStream {
        let [grad, value_and_grad, grad_into, hvp] =
            ["grad", "value_and_grad", "grad_into", "hvp"].map(|suffix| self.companion(suffix));
        let (args, tangents, shadows) = (self.arguments(), self.tangents(), self.shadows());
        let cotangents = self.cotangents(&quote! { cotangents });
        let curvature = self.cotangents(&quote! { curvature });
        quote! {
            impl ::autodiff_tests::subject::Scalar for #subject {
                fn grad(args: Self::Args) -> Self::Tangents {
                    let cotangents = #module::#grad(#args);
                    #cotangents
                }
                fn value_and_grad(args: Self::Args) -> (Self::Output, Self::Tangents) {
                    let (value, cotangents) = #module::#value_and_grad(#args);
                    (value, #cotangents)
                }
                fn grad_into(args: Self::Args, shadows: &mut Self::Tangents) -> Self::Output {
                    #module::#grad_into(#args #shadows)
                }
                fn hvp(args: Self::Args, tangents: Self::Tangents) -> (Self::Tangents, Self::Tangents) {
                    let (cotangents, curvature) = #module::#hvp(#args #tangents);
                    (#cotangents, #curvature)
                }
            }
        }
    }

    fn companion(&self, suffix: &str) -> Ident {
        format_ident!("{}_{suffix}", self.name)
    }

    /// The positions of the differentiable parameters.
    fn active(&self) -> impl Iterator<Item = Index> {
        let params = self.params.iter().enumerate();
        params.filter(|(_, param)| param.tangent.is_some()).map(|(position, _)| Index::from(position))
    }

    fn arguments(&self) -> TokenStream {
        let each = self.params.iter().enumerate().map(|(position, param)| {
            let (index, reference) = (Index::from(position), reference(param));
            quote! { #reference args.#index, }
        });
        each.collect()
    }

    fn tangents(&self) -> TokenStream {
        let active = self.params.iter().filter(|param| param.tangent.is_some());
        let each = active.enumerate().map(|(position, param)| {
            let (index, reference) = (Index::from(position), reference(param));
            quote! { #reference tangents.#index, }
        });
        each.collect()
    }

    fn shadows(&self) -> TokenStream {
        (0..self.active().count())
            .map(|position| {
                let index = Index::from(position);
                quote! { &mut shadows.#index, }
            })
            .collect()
    }

    /// `cotangents`, as companions return them, always as a tuple.
    fn cotangents(&self, cotangents: &TokenStream) -> TokenStream {
        if self.active().count() == 1 {
            quote! { (#cotangents,) }
        } else {
            cotangents.to_token_stream()
        }
    }
}

fn reference(param: &Param) -> TokenStream {
    if param.by_reference {
        quote! { & }
    } else {
        TokenStream::new()
    }
}
