//! The methods of a block: which of them are differentiated, and what they see of each other.

use super::receiver::{self, Taken};
use super::signature::{self, Signature};
use super::types;
use super::unseen;
use crate::config::Config;
use crate::errors::{Errors, Message};
use crate::ir::{Kind, Offers, ParamRole, Shape};
use crate::lower::Function;
use crate::lower::state::cx::Cx;
use crate::lower::state::neighbours::{Neighbour, Neighbours, Receives};
use crate::lower::tokens::own;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Block, Expr, FnArg, GenericParam, Generics, Meta, Pat, ReturnType, Type, parse_quote};

/// A method, and what its own attributes say.
pub(crate) struct Method {
    pub(crate) function: Function,
    /// `#[grad(..)]`, with its arguments.
    pub(crate) arguments: Option<TokenStream>,
    /// `#[no_grad]`
    pub(crate) is_left_out: bool,
    /// It has no body.
    pub(crate) is_declared: bool,
    /// The parameters of the block.
    pub(crate) around: Generics,
}

/// What callers with a shadow of a constant receiver call.
pub(crate) struct Apart {
    /// The types that stand around it.
    pub(crate) types: TokenStream,
    /// That of which the companions are methods.
    pub(crate) name: proc_macro2::Ident,
    /// The methods by which a caller asks.
    pub(crate) asked: TokenStream,
    pub(crate) companions: TokenStream,
}

/// Takes the attributes away that only this macro knows.
pub(super) fn method(mut function: Function) -> Method {
    let own = function.attrs.iter().position(is_grad).map(|at| function.attrs.remove(at));
    let is_left_out = function.attrs.iter().any(is_no_grad);
    function.attrs.retain(|attr| !is_no_grad(attr));
    let function = super::anonymous::named(&function);
    let arguments = own.map(|attr| match attr.meta {
        Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    });
    Method { function, arguments, is_left_out, is_declared: false, around: Generics::default() }
}

pub(super) fn is_ours(attr: &Attribute) -> bool {
    is_grad(attr) || is_no_grad(attr)
}

fn is_no_grad(attr: &Attribute) -> bool {
    attr.path().is_ident("no_grad")
}

fn is_grad(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|name| name.ident == "grad")
}

/// `String`, `&'static str`
fn is_text(ty: &str) -> bool {
    ty == "String" || (ty.starts_with('&') && ty.ends_with("str") && !ty.contains('['))
}

impl Method {
    /// Whether there is a derivative to ask for: something goes in, and something comes
    /// out. `fn order(&self) -> usize` is left alone where a whole block is
    /// differentiated.
    pub(crate) fn has_derivative(&self, config: &Config) -> bool {
        let errors = Errors::default();
        signature::read_in(&errors, config, &self.function, &self.around);
        !errors.into_list().iter().any(|error| match &error.message {
            Message::NoDifferentiableParameter | Message::ResultNotFloat { .. } => true,
            Message::UnknownResultType { ty } => is_text(ty),
            Message::OptionResult { .. } => gives_nothing(&self.function.sig),
            _ => false,
        })
    }

    /// The same with what its companions ask of `Self` in a trait: nothing is known of a
    /// `Self` there.
    pub(crate) fn bounded(&self, krate: &TokenStream, signature: &Signature) -> Function {
        let mut function = self.function.clone();
        let has_receiver = function.sig.receiver().is_some();
        let clause = function.sig.generics.make_where_clause();
        if signature.params.iter().any(|param| param.receiver.is_some()) {
            clause.predicates.push(parse_quote!(Self: #krate::Differentiable));
        } else if !has_receiver {
            clause.predicates.push(parse_quote!(Self: ::core::marker::Sized));
        }
        function
    }

    /// Whether it has a parameter of this name.
    pub(crate) fn takes(&self, name: &proc_macro2::Ident) -> bool {
        self.function.sig.inputs.iter().any(|input| match input {
            FnArg::Receiver(_) => name == "self",
            FnArg::Typed(param) => matches!(&*param.pat, Pat::Ident(pat) if pat.ident == *name),
        })
    }
}

/// What the methods of a block of this type see of each other.
pub(super) fn neighbours(of: Option<String>, generics: &Generics, methods: &[Method]) -> Neighbours {
    // Of two methods under opposite conditions, rustc keeps one.
    let is_certain = |method: &&Method| !method.function.attrs.iter().any(|attr| attr.path().is_ident("cfg"));
    let written = methods.iter().map(|method| {
        let Function { sig, block, .. } = &method.function;
        quote!(#sig #block)
    });
    let written = written.collect();
    let methods = methods.iter().filter(is_certain).map(|method| neighbour(generics, method)).collect();
    Neighbours { of: of.filter(|of| Kind::of_primitive(of).is_none()), methods, borrows: false, written }
}

fn neighbour(generics: &Generics, method: &Method) -> Neighbour {
    let sig = &method.function.sig;
    let receives = match sig.receiver().map(receiver::taken) {
        None => Receives::Nothing,
        Some(Taken::Exclusive(_)) => Receives::Changed,
        // `self: Pin<&mut Self>` may do anything.
        Some(Taken::Behind(_)) => Receives::Changed,
        Some(Taken::Shared(_)) => Receives::Read,
        Some(Taken::Value) => Receives::Taken,
    };
    let attrs = sig.receiver().map(|receiver| &receiver.attrs[..]).unwrap_or_default();
    let is_constant = attrs.iter().any(|attr| attr.path().is_ident("constant"));
    let role = if is_constant { ParamRole::Constant } else { ParamRole::Differentiable };
    let typed = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(param) => Some(param),
        FnArg::Receiver(_) => None,
    });
    let is_constant = |param: &syn::PatType| param.attrs.iter().any(|attr| attr.path().is_ident("constant"));
    let role_of = |param| if is_constant(param) { ParamRole::Constant } else { ParamRole::Differentiable };
    let roles = typed.map(role_of).collect();
    let params = sig.inputs.iter().filter(|input| matches!(input, FnArg::Typed(_))).map(inert).collect();
    let result = match &sig.output {
        ReturnType::Default => Some(Shape::unit()),
        ReturnType::Type(..) if gives_nothing(sig) => Some(Shape::Leaf(Kind::Opaque)),
        ReturnType::Type(_, ty) => understood(generics, (sig, ty)),
    };
    let payload = match &sig.output {
        ReturnType::Type(_, ty) => unseen::payload(ty).and_then(|(_, inner)| understood(generics, (sig, inner))),
        ReturnType::Default => None,
    };
    let lends = matches!(&sig.output, ReturnType::Type(_, ty) if matches!(**ty, Type::Reference(_)));
    let offers = if runs_what_is_dear(&method.function.block) { Offers::Perhaps } else { Offers::Nothing };
    Neighbour { name: sig.ident.to_string(), receives, role, roles, params, lends, result, payload, offers }
}

/// Whether a body has a loop, or a call of anything: only such a one is worth a record.
fn runs_what_is_dear(body: &Block) -> bool {
    let mut is_dear = false;
    own::each_of(body, &mut |e| {
        is_dear |= matches!(
            e,
            Expr::ForLoop(_)
                | Expr::While(_)
                | Expr::Loop(_)
                | Expr::Call(_)
                | Expr::MethodCall(_)
                | Expr::Macro(_)
                | Expr::Closure(_)
        );
    });
    is_dear
}

/// The integer or the `bool` that a parameter is.
fn inert(input: &FnArg) -> Option<Kind> {
    let FnArg::Typed(param) = input else { return None };
    Kind::of_primitive(&crate::lower::border::types::text(&param.ty)).filter(|kind| !kind.is_float())
}

/// Whether a method gives an `Option` without a float in it: `Option<usize>`.
fn gives_nothing(sig: &syn::Signature) -> bool {
    matches!(&sig.output, ReturnType::Type(_, ty)
        if unseen::payload(ty).is_some_and(|(variant, _)| variant == "Some") && unseen::is_inert(ty))
}

/// What a method gives, wherever it is called: a parameter of its own has another meaning
/// there.
fn understood(generics: &Generics, (sig, ty): (&syn::Signature, &syn::Type)) -> Option<Shape<Kind>> {
    if sig.generics.params.iter().any(|param| !matches!(param, GenericParam::Lifetime(_))) {
        return None;
    }
    let errors = Errors::default();
    let mut cx = Cx::new(&errors);
    cx.type_parameters = generics.type_params().map(|param| param.ident.to_string()).collect();
    let shape = types::shape_with_data(&mut cx, ty)?;
    let shape = shape.map(&mut |kind| cx.kinds.resolve(*kind));
    // `_` says nothing.
    (!shape.leaves().contains(&&Kind::Opaque)).then(|| shape.owned())
}
