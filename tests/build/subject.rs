//! The glue between a function of the corpus and the harness: a `Subject`, whose
//! functions take and give floats.

#[path = "asked.rs"]
mod asked;

use crate::shape::{self, Param, Passing};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{File, Index, Item, ItemConst, ItemFn, ReturnType, Type};

/// A corpus file as far as the tests must know it.
#[allow(clippy::struct_excessive_bools, reason = "they are facts, each of its own")]
pub(crate) struct Subject {
    name: String,
    params: Vec<Param>,
    /// The type of the tangent of the result, if there is a result.
    output_tangent: Option<TokenStream>,
    is_objective: bool,
    /// Whether the file asks for the companion `_pullback`.
    has_pullback: bool,
    /// Whether it asks for `_sparse_jacobian`, and for `_sparse_hessian`.
    has_sparse_jacobian: bool,
    has_sparse_hessian: bool,
    /// Whether it asks for `_taylor`.
    has_taylor: bool,
    /// Whether a point is a tuple: one argument may stand there bare.
    is_point_tuple: bool,
    has_kinks: bool,
}

/// Reads the main function, which has the name of the file, and what stands
/// beside it.
pub(crate) fn read(file: &File, name: &str) -> Result<Subject, String> {
    let main = main_function(file, name)?;
    let params = shape::params(&main.sig)?;
    let (output_tangent, is_objective) = match &main.sig.output {
        ReturnType::Default => (None, false),
        ReturnType::Type(_, ty) => {
            let tangent = shape::tangent(ty)?.ok_or("the result of the main function has no derivative")?;
            (Some(tangent), shape::is_float(ty))
        }
    };
    let asks_for = |word| main.attrs.iter().any(|attr| quote!(#attr).to_string().contains(word));
    let [has_pullback, has_sparse_jacobian, has_sparse_hessian, has_taylor] =
        ["pullback", "sparse_jacobian", "sparse_hessian", "taylor"].map(asks_for);
    let points = constant(file, "POINTS").ok_or("`pub const POINTS` is missing")?;
    let is_point_tuple = params.len() > 1 || is_slice_of_tuples_of_one(&points.ty);
    let has_kinks = constant(file, "KINKS").is_some();
    Ok(Subject {
        name: name.into(),
        params,
        output_tangent,
        is_objective,
        has_pullback,
        has_sparse_jacobian,
        has_sparse_hessian,
        has_taylor,
        is_point_tuple,
        has_kinks,
    })
}

fn main_function<'a>(file: &'a File, name: &str) -> Result<&'a ItemFn, String> {
    let functions = file.items.iter().filter_map(|item| match item {
        Item::Fn(function) => Some(function),
        _ => None,
    });
    let mut named = functions.filter(|function| function.sig.ident == name);
    named.next().ok_or_else(|| format!("there is no function `{name}`"))
}

fn constant<'a>(file: &'a File, name: &str) -> Option<&'a ItemConst> {
    let mut constants = file.items.iter().filter_map(|item| match item {
        Item::Const(item) if item.ident == name => Some(item),
        _ => None,
    });
    constants.next()
}

fn is_slice_of_tuples_of_one(ty: &Type) -> bool {
    let Type::Reference(reference) = ty else { return false };
    let Type::Slice(slice) = &*reference.elem else { return false };
    matches!(&*slice.elem, Type::Tuple(tuple) if tuple.elems.len() == 1)
}

impl Subject {
    pub(crate) fn is_objective(&self) -> bool {
        self.is_objective
    }

    pub(crate) fn has_pullback(&self) -> bool {
        self.has_pullback
    }

    pub(crate) fn is_sparse(&self) -> bool {
        self.has_sparse_jacobian || self.has_sparse_hessian
    }

    pub(crate) fn has_taylor(&self) -> bool {
        self.has_taylor
    }

    pub(crate) fn is_curved(&self) -> bool {
        self.is_objective && self.in_out().next().is_none()
    }

    /// `pub const #subject`, for the functions of the sibling module `module`.
    pub(crate) fn glue(&self, module: &Ident, subject: &Ident) -> TokenStream {
        let glue = format_ident!("{module}_glue");
        let (arguments, derivatives) = (self.arguments(module), self.derivatives(module));
        let objective = if self.is_objective { self.objective(module) } else { TokenStream::new() };
        let hvp = if self.is_curved() { self.hvp(module) } else { TokenStream::new() };
        let pullback = if self.has_pullback { self.pullback(module) } else { TokenStream::new() };
        let sparse = self.sparse(module);
        let taylor = if self.has_taylor { self.taylor(module) } else { TokenStream::new() };
        let constant = self.constant(module, subject);
        quote! {
            #[allow(unused_imports, unused_mut, unused_variables)]
            mod #glue {
                use super::#module;
                use super::#module::*;
                use ::autodiff_tests::{leaves::{Leaves, fill, leaves_of, leaves_of_all, spoil}, own::Own, subject};

                #arguments
                #derivatives
                #objective
                #hvp
                #pullback
                #sparse
                #taylor
                #constant
            }
            #[allow(unused_imports)]
            pub use #glue::#subject;
        }
    }

    fn constant(&self, module: &Ident, subject: &Ident) -> TokenStream {
        let name = &self.name;
        let kinks = if self.has_kinks {
            quote! { #module::KINKS.len() }
        } else {
            quote! { 0 }
        };
        let in_out = self.active().map(|(_, param)| param.passing == Passing::InOut);
        let given = |has: bool, what: TokenStream| if has { quote!(Some(#what)) } else { quote!(None) };
        let objective = given(self.is_objective, quote!(subject::Objective { grad, value_and_grad, grad_into }));
        let (hvp, pullback) = (given(self.is_curved(), quote!(hvp)), given(self.has_pullback, quote!(pullback)));
        let sparse_jacobian = given(self.has_sparse_jacobian, quote!(sparse_jacobian));
        let sparse_hessian = given(self.has_sparse_hessian, quote!(sparse_hessian));
        let taylor = given(self.has_taylor, quote!(taylor));
        quote! {
            pub const #subject: subject::Subject = subject::Subject {
                name: #name,
                smooth: #module::POINTS.len(),
                kinks: #kinks,
                arguments,
                in_out: &[#(#in_out),*],
                primal,
                jvp,
                vjp,
                vjp_into,
                objective: #objective,
                hvp: #hvp,
                pullback: #pullback,
                sparse_jacobian: #sparse_jacobian,
                sparse_hessian: #sparse_hessian,
                taylor: #taylor,
            };
        }
    }

    /// The arguments and what has their shape, and the function itself.
    fn arguments(&self, module: &Ident) -> TokenStream {
        let owned = self.params.iter().map(|param| &param.owned);
        let tangents = self.active().map(|(_, param)| &param.tangent);
        let active: Vec<Index> = self.active().map(|(index, _)| index).collect();
        let (point, own) = (self.point(module), self.own());
        let (primal, args) = (self.companion(module, ""), self.passed_arguments());
        let in_out = self.in_out().map(|(index, _)| index);
        quote! {
            type Args = (#(#owned,)*);
            type Tangents = (#(#tangents,)*);

            fn owned(number: usize) -> Args {
                let point = #point;
                (#own)
            }
            fn arguments(number: usize) -> Vec<Vec<f64>> {
                let args = owned(number);
                vec![#(leaves_of(&args.#active)),*]
            }
            fn args(at: &subject::At) -> Args {
                let mut args = owned(at.point);
                fill(&mut [#(&mut args.#active),*], &at.inputs);
                args
            }
            fn shaped(args: &Args) -> Tangents {
                (#(Own::own(&args.#active),)*)
            }
            fn value(result: &dyn Leaves, args: &Args) -> subject::Value {
                subject::Value::of(&[result, #(&args.#in_out),*])
            }
            fn primal(at: &subject::At) -> subject::Value {
                let mut args = args(at);
                let result = #primal(#args);
                value(&result, &args)
            }
        }
    }

    /// The point of this number.
    fn point(&self, module: &Ident) -> TokenStream {
        if self.has_kinks {
            quote! { #module::POINTS.iter().chain(#module::KINKS).nth(number).expect("a point") }
        } else {
            quote! { &#module::POINTS[number] }
        }
    }

    /// The entries of the owned arguments, from `point`.
    fn own(&self) -> TokenStream {
        let each = self.params.iter().enumerate().map(|(index, param)| {
            let index = Index::from(index);
            match (self.is_point_tuple, param.is_copy) {
                (true, true) => quote! { point.#index, },
                (true, false) => quote! { Own::own(&point.#index), },
                (false, true) => quote! { *point, },
                (false, false) => quote! { Own::own(point), },
            }
        });
        each.collect()
    }

    fn derivatives(&self, module: &Ident) -> TokenStream {
        let [jvp, vjp, vjp_into] = ["_jvp", "_vjp", "_vjp_into"].map(|suffix| self.companion(module, suffix));
        let (args, tangents, shadows) = (self.passed_arguments(), self.passed_tangents(), self.passed_shadows());
        let every = self.every_tangent();
        let final_tangents = self.in_out_tangents();
        let seeded = self.seeded(module);
        let (seed, bars) = (self.output_tangent.as_ref().map(|_| quote! { seed, }), self.in_out_tangents());
        let cotangents = self.cotangents();
        // Two times nothing is nothing.
        let nothing = quote! { let (result, cotangents, tangent) = ((), (), ()); };
        let is_unit = self.output_tangent.is_none();
        let jvp_pair = if is_unit {
            nothing.clone()
        } else {
            quote! { let (result, tangent) = }
        };
        let returns_nothing = is_unit && self.active().count() == self.in_out().count();
        let vjp_pair = if returns_nothing {
            nothing
        } else {
            quote! { let (result, cotangents) = }
        };
        quote! {
            fn jvp(at: &subject::At, along: &[f64]) -> (subject::Value, Vec<f64>) {
                let mut args = args(at);
                let mut tangents = shaped(&args);
                fill(&mut [#(&mut #every),*], along);
                #jvp_pair #jvp(#args #tangents);
                (value(&result, &args), leaves_of_all(&[&tangent, #(&#final_tangents),*]))
            }
            #seeded
            fn vjp(at: &subject::At, seed: &[f64]) -> (subject::Value, Vec<f64>) {
                let mut args = args(at);
                let mut tangents = shaped(&args);
                let seed = seeded(at, seed, &mut tangents);
                #vjp_pair #vjp(#args #seed #(&mut #bars),*);
                (value(&result, &args), leaves_of_all(&[#(&#cotangents),*]))
            }
            fn vjp_into(at: &subject::At, seed: &[f64], before: &[f64]) -> (subject::Value, Vec<f64>) {
                let mut args = args(at);
                let mut tangents = shaped(&args);
                fill(&mut [#(&mut #every),*], before);
                let seed = seeded(at, seed, &mut tangents);
                let result = #vjp_into(#args #seed #shadows);
                (value(&result, &args), leaves_of(&tangents))
            }
        }
    }

    /// The cotangent of the result, and the shadows of in-out arguments, from
    /// the flat seed: they have the extents that the function leaves.
    fn seeded(&self, module: &Ident) -> TokenStream {
        let (primal, args) = (self.companion(module, ""), self.passed_arguments());
        let finals = self.in_out().map(|(index, _)| index);
        let shadows: Vec<TokenStream> = self.in_out_tangents().collect();
        let output = self.output_tangent.as_ref().map_or(quote! { () }, TokenStream::clone);
        quote! {
            fn seeded(at: &subject::At, seed: &[f64], tangents: &mut Tangents) -> #output {
                let mut args = args(at);
                let result = #primal(#args);
                let mut seed_of_result: #output = Own::own(&result);
                #(#shadows = Own::own(&args.#finals);)*
                fill(&mut [&mut seed_of_result, #(&mut #shadows),*], seed);
                seed_of_result
            }
        }
    }

    fn objective(&self, module: &Ident) -> TokenStream {
        let [grad, value_and_grad, grad_into] =
            ["_grad", "_value_and_grad", "_grad_into"].map(|suffix| self.companion(module, suffix));
        let (args, shadows) = (self.passed_arguments(), self.passed_shadows());
        quote! {
            fn grad(at: &subject::At) -> Vec<f64> {
                let mut args = args(at);
                leaves_of(&#grad(#args))
            }
            fn value_and_grad(at: &subject::At) -> (subject::Value, Vec<f64>) {
                let mut args = args(at);
                let (result, gradient) = #value_and_grad(#args);
                (subject::Value::of(&[&result]), leaves_of(&gradient))
            }
            fn grad_into(at: &subject::At) -> (subject::Value, Vec<f64>) {
                let mut args = args(at);
                let mut tangents = shaped(&args);
                spoil(&mut tangents);
                let result = #grad_into(#args #shadows);
                (subject::Value::of(&[&result]), leaves_of(&tangents))
            }
        }
    }

    fn companion(&self, module: &Ident, suffix: &str) -> TokenStream {
        let name = format_ident!("{}{suffix}", self.name);
        quote! { #module::#name }
    }

    /// The differentiable parameters and their positions.
    fn active(&self) -> impl Iterator<Item = (Index, &Param)> {
        let params = self.params.iter().enumerate();
        params.filter(|(_, param)| param.tangent.is_some()).map(|(index, param)| (Index::from(index), param))
    }

    fn in_out(&self) -> impl Iterator<Item = (Index, &Param)> {
        self.active().filter(|(_, param)| param.passing == Passing::InOut)
    }

    /// The owned `args`, as they are passed.
    fn passed_arguments(&self) -> TokenStream {
        let params = self.params.iter().enumerate();
        params.map(|(index, param)| passed(param, &format_ident!("args"), index)).collect()
    }

    /// The owned `tangents`, as they are passed to a companion of forward mode.
    fn passed_tangents(&self) -> TokenStream {
        let params = self.active().enumerate();
        params.map(|(index, (_, param))| passed(param, &format_ident!("tangents"), index)).collect()
    }

    /// The owned `tangents`, as they are passed to be written to.
    fn passed_shadows(&self) -> TokenStream {
        self.every_tangent().iter().map(|tangent| quote! { &mut #tangent, }).collect()
    }

    fn every_tangent(&self) -> Vec<TokenStream> {
        (0..self.active().count()).map(tangent).collect()
    }

    fn in_out_tangents(&self) -> impl Iterator<Item = TokenStream> {
        let active = self.active().enumerate();
        active.filter(|(_, (_, param))| param.passing == Passing::InOut).map(|(index, _)| tangent(index))
    }

    /// The cotangent of each differentiable argument after `_vjp`, which returns
    /// those of the arguments that only go in, and a single one bare.
    fn cotangents(&self) -> Vec<TokenStream> {
        let is_in_out = |param: &Param| param.passing == Passing::InOut;
        let returned = self.active().filter(|(_, param)| !is_in_out(param)).count();
        let mut place = 0..;
        let each = self.active().enumerate().map(|(index, (_, param))| match (is_in_out(param), returned) {
            (true, _) => tangent(index),
            (false, 1) => quote! { cotangents },
            (false, _) => {
                let place = place.next().map(Index::from);
                quote! { cotangents.#place }
            }
        });
        each.collect()
    }
}

fn tangent(index: usize) -> TokenStream {
    let index = Index::from(index);
    quote! { tangents.#index }
}

fn passed(param: &Param, variable: &Ident, index: usize) -> TokenStream {
    let index = Index::from(index);
    match (param.passing, param.is_copy) {
        (Passing::InOut, _) => quote! { &mut #variable.#index, },
        (Passing::Shared, _) => quote! { &#variable.#index, },
        (Passing::Value, true) => quote! { #variable.#index, },
        (Passing::Value, false) => quote! { #variable.#index.clone(), },
    }
}
