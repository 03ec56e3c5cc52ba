//! The glue between a function on memory and the harness: implementations of
//! `Program`, and of `Objective` and `Curved` where they apply.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{File, FnArg, Index, Item, ItemFn, ReturnType, Type};

/// A corpus file as far as the tests must know it.
pub(crate) struct Program {
    name: String,
    module: Ident,
    params: Vec<Param>,
    has_output: bool,
    is_objective: bool,
}

struct Param {
    /// The type of its entry among the owned arguments.
    owned: TokenStream,
    passing: Passing,
    is_differentiable: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Passing {
    Value,
    Shared,
    InOut,
}

/// Reads the main function, which has the name of the file and stands in
/// `module`.
pub(crate) fn read(file: &File, name: &str, module: &str) -> Result<Program, String> {
    let main = main_function(file, name)?;
    let module = format_ident!("{module}");
    let params = main.sig.inputs.iter().map(|input| param(&module, input)).collect::<Result<Vec<_>, _>>()?;
    let (has_output, is_objective) = match &main.sig.output {
        ReturnType::Default => (false, false),
        ReturnType::Type(_, ty) => (has_float(ty), is_float(ty)),
    };
    Ok(Program { name: name.into(), module, params, has_output, is_objective })
}

fn main_function<'a>(file: &'a File, name: &str) -> Result<&'a ItemFn, String> {
    let functions =
        file.items.iter().filter_map(|item| if let Item::Fn(function) = item { Some(function) } else { None });
    let mut named = functions.filter(|function| function.sig.ident == name);
    named.next().ok_or_else(|| format!("there is no function `{name}`"))
}

fn param(module: &Ident, input: &FnArg) -> Result<Param, String> {
    let FnArg::Typed(input) = input else { return Err("the main function is a free function".into()) };
    let constant = input.attrs.iter().any(|attribute| attribute.path().is_ident("constant"));
    let passing = match &*input.ty {
        Type::Reference(reference) if reference.mutability.is_some() => Passing::InOut,
        Type::Reference(_) => Passing::Shared,
        _ => Passing::Value,
    };
    Ok(Param { owned: owned(module, &input.ty), passing, is_differentiable: has_float(&input.ty) && !constant })
}

fn is_float(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("f64") || path.path.is_ident("f32"))
}

fn has_float(ty: &Type) -> bool {
    let text = ty.to_token_stream().to_string();
    text.contains("f64") || text.contains("f32")
}

/// How a value of this type is owned: a slice as a vector.
fn owned(module: &Ident, ty: &Type) -> TokenStream {
    match ty {
        Type::Reference(reference) => owned(module, &reference.elem),
        Type::Slice(slice) => {
            let elem = owned(module, &slice.elem);
            quote! { Vec<#elem> }
        }
        Type::Array(array) => {
            let (elem, len) = (owned(module, &array.elem), &array.len);
            quote! { [#elem; { use super::#module::*; #len }] }
        }
        Type::Tuple(tuple) => {
            let entries = tuple.elems.iter().map(|elem| owned(module, elem));
            quote! { (#(#entries,)*) }
        }
        Type::Path(path) => match vector(path) {
            Some(elem) => {
                let elem = owned(module, elem);
                quote! { Vec<#elem> }
            }
            None => path.to_token_stream(),
        },
        other => other.to_token_stream(),
    }
}

fn vector(path: &syn::TypePath) -> Option<&Type> {
    let last = path.path.segments.last().filter(|segment| segment.ident == "Vec")?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

impl Program {
    pub(crate) fn is_objective(&self) -> bool {
        self.is_objective
    }

    pub(crate) fn is_curved(&self) -> bool {
        self.is_objective && self.in_out().next().is_none()
    }

    fn in_out(&self) -> impl Iterator<Item = usize> + '_ {
        let params = self.params.iter().enumerate();
        params.filter(|(_, p)| p.is_differentiable && p.passing == Passing::InOut).map(|(i, _)| i)
    }

    fn active(&self) -> Vec<usize> {
        let params = self.params.iter().enumerate();
        params.filter(|(_, p)| p.is_differentiable).map(|(i, _)| i).collect()
    }

    /// `pub struct #subject` with its implementations.
    pub(crate) fn glue(&self, subject: &Ident) -> TokenStream {
        let (module, program) = (&self.module, self.program_impl(subject));
        let objective = if self.is_objective { self.objective_impl(subject) } else { TokenStream::new() };
        let curved = if self.is_curved() { self.curved_impl(subject) } else { TokenStream::new() };
        let glue = format_ident!("{module}_program");
        quote! {
            mod #glue {
                use super::#module;
                use ::autodiff_tests::{leaves::{Leaves, leaves_of}, own::Own, program::Both};
                pub struct #subject;
                #program
                #objective
                #curved
            }
            pub use #glue::#subject;
        }
    }

    fn companion(&self, suffix: &str) -> TokenStream {
        let (module, name) = (&self.module, format_ident!("{}{suffix}", self.name));
        quote! { #module::#name }
    }

    /// The arguments of the owned tuple `variable`, as they are passed.
    fn passed(&self, variable: &str, which: &[usize]) -> TokenStream {
        let variable = format_ident!("{variable}");
        let each = which.iter().enumerate().map(|(position, i)| {
            let index = Index::from(if variable == "tangents" || variable == "shadows" { position } else { *i });
            match (self.params[*i].passing, variable == "shadows") {
                (Passing::InOut, _) | (_, true) => quote! { &mut #variable.#index, },
                (Passing::Shared, _) => quote! { &#variable.#index, },
                (Passing::Value, _) => quote! { #variable.#index.clone(), },
            }
        });
        each.collect()
    }

    fn all(&self) -> Vec<usize> {
        (0..self.params.len()).collect()
    }

    /// The result and the final contents, in one list.
    fn outputs(&self) -> TokenStream {
        let in_out = self.in_out().map(Index::from);
        quote! {
            let mut outputs = leaves_of(&result);
            #(Leaves::read(&args.#in_out, &mut outputs);)*
        }
    }

    /// The differentiable arguments as owned values of their own, as `name`.
    fn active_copy(&self, name: &str) -> TokenStream {
        let (name, active) = (format_ident!("{name}"), self.active().into_iter().map(Index::from));
        quote! { let mut #name = (#(args.#active.clone(),)*); }
    }

    fn program_impl(&self, subject: &Ident) -> TokenStream {
        let (name, module) = (&self.name, &self.module);
        let owned: Vec<_> = self.params.iter().map(|param| &param.owned).collect();
        let active: Vec<_> = self.active().into_iter().map(Index::from).collect();
        let point = self.point();
        let (primal, outputs, args) = (self.companion(""), self.outputs(), self.passed("args", &self.all()));
        let (jvp, vjp, into) = (self.jvp(), self.vjp(), self.into());
        let in_out = self.active().into_iter().map(|i| {
            let (index, is) = (Index::from(i), self.params[i].passing == Passing::InOut);
            quote! { flags.resize(flags.len() + leaves_of(&args.#index).len(), #is); }
        });
        quote! {
            impl ::autodiff_tests::program::Program for #subject {
                const NAME: &'static str = #name;
                type Args = (#(#owned,)*);
                fn points() -> Vec<Self::Args> {
                    #module::POINTS.iter().map(|point| #point).collect()
                }
                fn inputs(args: &Self::Args) -> Vec<f64> {
                    let mut leaves = Vec::new();
                    #(Leaves::read(&args.#active, &mut leaves);)*
                    leaves
                }
                fn with_inputs(args: &Self::Args, inputs: &[f64]) -> Self::Args {
                    let (mut args, mut inputs) = (args.clone(), inputs.iter());
                    #(Leaves::write(&mut args.#active, &mut inputs);)*
                    args
                }
                fn primal(args: &Self::Args) -> Vec<f64> {
                    let mut args = args.clone();
                    let result = #primal(#args);
                    #outputs
                    outputs
                }
                #jvp
                #vjp
                #into
                fn in_out(args: &Self::Args) -> Vec<bool> {
                    let mut flags = Vec::new();
                    #(#in_out)*
                    flags
                }
            }
        }
    }

    /// The owned arguments of a point.
    fn point(&self) -> TokenStream {
        if self.params.len() == 1 {
            return quote! { (Own::own(point),) };
        }
        let each = (0..self.params.len()).map(Index::from);
        quote! { (#(Own::own(&point.#each),)*) }
    }

    fn jvp(&self) -> TokenStream {
        let (jvp, outputs) = (self.companion("_jvp"), self.outputs());
        let (args, tangents) = (self.passed("args", &self.all()), self.passed("tangents", &self.active()));
        let copy = self.active_copy("tangents");
        let active = self.active();
        let in_out = self.in_out().map(|i| Index::from(active.iter().position(|a| *a == i).expect("it is active")));
        quote! {
            fn jvp(args: &Self::Args, along: &[f64]) -> Both {
                let mut args = args.clone();
                #copy
                Leaves::write(&mut tangents, &mut along.iter());
                let (result, tangent) = #jvp(#args #tangents);
                #outputs
                let mut derivative = leaves_of(&tangent);
                #(Leaves::read(&tangents.#in_out, &mut derivative);)*
                (outputs, derivative)
            }
        }
    }

    /// The cotangent of the result, and the shadows of in-out arguments, from
    /// the flat seed.
    fn seeded(&self) -> TokenStream {
        let (primal, args) = (self.companion(""), self.passed("scratch", &self.all()));
        let active = self.active();
        let in_out = self.in_out().map(|i| {
            let position = Index::from(active.iter().position(|a| *a == i).expect("it is active"));
            let i = Index::from(i);
            // It begins with the extents that the function leaves.
            quote! {
                shadows.#position = scratch.#i.clone();
                Leaves::write(&mut shadows.#position, &mut seed);
            }
        });
        quote! {
            let mut scratch = args.clone();
            let mut seed_of_result = #primal(#args);
            let mut seed = seed.iter();
            Leaves::write(&mut seed_of_result, &mut seed);
            #(#in_out)*
        }
    }

    fn result_seed(&self) -> TokenStream {
        if self.has_output {
            quote! { seed_of_result, }
        } else {
            TokenStream::new()
        }
    }

    fn vjp(&self) -> TokenStream {
        let (vjp, outputs, args) = (self.companion("_vjp"), self.outputs(), self.passed("args", &self.all()));
        let (copy, seeded, seed) = (self.active_copy("shadows"), self.seeded(), self.result_seed());
        let active = self.active();
        let is_in_out = |i: usize| self.params[i].passing == Passing::InOut;
        let bars = active.iter().enumerate().filter(|(_, i)| is_in_out(**i)).map(|(k, _)| {
            let index = Index::from(k);
            quote! { &mut shadows.#index, }
        });
        let returned: Vec<usize> = active.iter().copied().filter(|i| !is_in_out(*i)).collect();
        let gather = active.iter().enumerate().map(|(k, i)| {
            let index = Index::from(k);
            if is_in_out(*i) {
                return quote! { Leaves::read(&shadows.#index, &mut derivative); };
            }
            let position = Index::from(returned.iter().position(|r| r == i).expect("it is returned"));
            if returned.len() == 1 {
                quote! { Leaves::read(&cotangents, &mut derivative); }
            } else {
                quote! { Leaves::read(&cotangents.#position, &mut derivative); }
            }
        });
        quote! {
            fn vjp(args: &Self::Args, seed: &[f64]) -> Both {
                let mut args = args.clone();
                #copy
                #seeded
                let (result, cotangents) = #vjp(#args #seed #(#bars)*);
                #outputs
                let mut derivative = Vec::new();
                #(#gather)*
                (outputs, derivative)
            }
        }
    }

    fn into(&self) -> TokenStream {
        let (into, outputs, args) = (self.companion("_vjp_into"), self.outputs(), self.passed("args", &self.all()));
        let (copy, seeded, seed) = (self.active_copy("shadows"), self.seeded(), self.result_seed());
        let shadows = self.passed("shadows", &self.active());
        quote! {
            fn vjp_into(args: &Self::Args, seed: &[f64], before: f64) -> Both {
                let mut args = args.clone();
                #copy
                let held = vec![before; leaves_of(&shadows).len()];
                Leaves::write(&mut shadows, &mut held.iter());
                #seeded
                let result = #into(#args #seed #shadows);
                #outputs
                (outputs, leaves_of(&shadows))
            }
        }
    }

    fn objective_impl(&self, subject: &Ident) -> TokenStream {
        let [grad, both, into] = ["_grad", "_value_and_grad", "_grad_into"].map(|suffix| self.companion(suffix));
        let args = self.passed("args", &self.all());
        let (copy, shadows) = (self.active_copy("shadows"), self.passed("shadows", &self.active()));
        quote! {
            impl ::autodiff_tests::program::Objective for #subject {
                fn grad(args: &Self::Args) -> Vec<f64> {
                    let mut args = args.clone();
                    leaves_of(&#grad(#args))
                }
                fn value_and_grad(args: &Self::Args) -> (f64, Vec<f64>) {
                    let mut args = args.clone();
                    let (value, gradient) = #both(#args);
                    (value.into(), leaves_of(&gradient))
                }
                fn grad_into(args: &Self::Args, before: f64) -> (f64, Vec<f64>) {
                    let mut args = args.clone();
                    #copy
                    let held = vec![before; leaves_of(&shadows).len()];
                    Leaves::write(&mut shadows, &mut held.iter());
                    let value = #into(#args #shadows);
                    (value.into(), leaves_of(&shadows))
                }
            }
        }
    }

    fn curved_impl(&self, subject: &Ident) -> TokenStream {
        let (hvp, args, copy) =
            (self.companion("_hvp"), self.passed("args", &self.all()), self.active_copy("tangents"));
        let tangents = self.passed("tangents", &self.active());
        quote! {
            impl ::autodiff_tests::program::Curved for #subject {
                fn hvp(args: &Self::Args, along: &[f64]) -> Both {
                    let mut args = args.clone();
                    #copy
                    Leaves::write(&mut tangents, &mut along.iter());
                    let (gradient, curvature) = #hvp(#args #tangents);
                    (leaves_of(&gradient), leaves_of(&curvature))
                }
            }
        }
    }
}
