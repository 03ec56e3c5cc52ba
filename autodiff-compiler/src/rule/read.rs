//! From the tokens of the attribute and of the function to partials that are known to be
//! complete.

use crate::config::Config;
use crate::emit::{ByEquation, ByRule, Equation};
use crate::errors::{Errors, Message};
use crate::ir::{Kind, ParamRole, Shape};
use crate::lower::state::cx::error_at;
use crate::lower::{self, Declared, DeclaredForm, Function, Signature};
use crate::protocol::Companion;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, FnArg, LitStr, Path, Token};

/// What the attribute says of the derivative.
#[derive(Default)]
pub(super) struct Formulas {
    /// What says that the result solves an equation.
    pub(super) equation: Option<(Equation, Path)>,
    /// The key, as `dx`, and the text.
    partials: Vec<(Ident, LitStr)>,
    /// What the texts call the result.
    result: Option<LitStr>,
}

/// The function under the attribute.
pub(super) fn function(errors: &Errors, item: TokenStream) -> Option<Function> {
    let first = item.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    let function = syn::parse2::<Function>(item).ok();
    if function.is_none() {
        errors.report(Message::RuleNotAFunction.at(first));
    }
    function
}

/// The adjoint as a function under `#[grad]`, without what surrounds its signature.
pub(super) fn plain(errors: &Errors, adjoint: TokenStream) -> Option<Function> {
    let mut function = lower::parse(errors, adjoint)?;
    function.attrs.clear();
    Some(function)
}

/// The function as far as its companions see it: without its body, and without the
/// attributes that mean something for that alone.
pub(super) fn border(function: &Function) -> Function {
    let mut border = function.clone();
    border.block.stmts.clear();
    border.attrs.retain(|attr| attr.path().is_ident("doc"));
    border
}

/// One argument of the attribute.
enum Argument {
    Word(Ident),
    Text(Ident, LitStr),
    Crate(Path),
    Solves(Equation, Ident, Path),
}

/// Reads the arguments of the attribute. What is wrong with one is reported, and the rest
/// stands; there are no formulas if it cannot be read at all.
pub(super) fn arguments(errors: &Errors, attr: TokenStream) -> (Config, Option<Formulas>) {
    let mut config = Config::of(Companion::always());
    let mut formulas = Formulas::default();
    let all = match Punctuated::<Argument, Token![,]>::parse_terminated.parse2(attr) {
        Ok(all) => all,
        Err(error) => {
            errors.report(Message::MalformedRule.at(error.span()));
            return (config, None);
        }
    };
    let mut seen: Vec<String> = Vec::new();
    for argument in all {
        let (name, span) = match &argument {
            Argument::Word(name) | Argument::Text(name, _) | Argument::Solves(_, name, _) => {
                (name.to_string(), name.span())
            }
            Argument::Crate(path) => ("crate".to_owned(), error_at(path, Message::MalformedRule).start),
        };
        if seen.contains(&name) {
            errors.report(Message::RepeatedArgument { name }.at(span));
            continue;
        }
        match argument {
            Argument::Word(_) if name == "hvp" => config.companions.push(Companion::Hvp),
            Argument::Crate(path) => config.krate = Some(path.into_token_stream()),
            Argument::Solves(..) if formulas.equation.is_some() => {
                errors.report(Message::EquationTwice.at(span));
            }
            Argument::Solves(equation, _, path) => formulas.equation = Some((equation, path)),
            Argument::Text(_, text) if name == "result" => formulas.result = Some(text),
            Argument::Text(key, text) if name.starts_with('d') => formulas.partials.push((key, text)),
            Argument::Word(_) | Argument::Text(..) => {
                errors.report(Message::RuleArgument { name: name.clone() }.at(span));
            }
        }
        seen.push(name);
    }
    (config, Some(formulas))
}

impl syn::parse::Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        if input.is_empty() || input.peek(Token![,]) {
            return Ok(Argument::Word(name));
        }
        input.parse::<Token![=]>()?;
        match name.to_string().as_str() {
            "crate" => input.parse().map(Argument::Crate),
            "implicit" => Ok(Argument::Solves(Equation::Residual, name, input.parse()?)),
            "fixed_point" => Ok(Argument::Solves(Equation::FixedPoint, name, input.parse()?)),
            _ => Ok(Argument::Text(name, input.parse()?)),
        }
    }
}

/// A partial for each float argument; none if something is wrong.
pub(super) fn partials(
    errors: &Errors,
    signature: &Signature,
    function: &Function,
    formulas: Formulas,
) -> Option<ByRule> {
    let before = errors.len();
    let kind = one_kind(errors, signature, function);
    let Formulas { partials: mut given, result, .. } = formulas;
    let result = result_name(errors, signature, result);
    let mut partials = Vec::new();
    for (param, input) in signature.params.iter().zip(&function.sig.inputs) {
        let key = format!("d{}", plain_name(&param.name));
        let at = given.iter().position(|(name, _)| *name == key);
        let formula = at.map(|at| given.remove(at));
        match (param.role, formula) {
            (ParamRole::Differentiable, Some((_, text))) => partials.extend(formula_of(errors, &text)),
            (ParamRole::Differentiable, None) => {
                errors.report(error_at(input, Message::PartialMissing { name: param.name.clone() }));
            }
            (_, Some((key, _))) => {
                errors.report(Message::PartialOfConstant { name: param.name.clone() }.at(key.span()));
            }
            (_, None) => {}
        }
    }
    for (key, _) in given {
        let name = key.to_string()[1..].to_owned();
        errors.report(Message::PartialUnknown { name }.at(key.span()));
    }
    let kind = kind.filter(|_| errors.len() == before && signature.is_complete)?;
    let names: Vec<String> = signature.params.iter().map(|param| param.name.clone()).collect();
    let own = |name: &str| names.iter().any(|other| other == name) || result.as_deref() == Some(name);
    let span = signature.ident.span();
    let partials = partials.into_iter().map(|tokens| resolved(tokens, span, &own)).collect();
    Some(ByRule { kind, result, partials })
}

/// The type of all floats at the border, by value each, or an error.
fn one_kind(errors: &Errors, signature: &Signature, function: &Function) -> Option<Kind> {
    let Shape::Leaf(kind @ (Kind::F64 | Kind::F32)) = signature.result else {
        errors.report(error_at(&function.sig, Message::RuleOfScalars));
        return None;
    };
    let is_plain = |param: &Declared| match &param.form {
        DeclaredForm::Receiver(_) => false,
        DeclaredForm::Scalars { shape: Shape::Leaf(own), .. } => !own.is_differentiable() || *own == kind,
        _ => param.role == ParamRole::Constant,
    };
    let mut plain = true;
    for (param, input) in signature.params.iter().zip(&function.sig.inputs) {
        if is_plain(param) || param.role == ParamRole::Constant && !matches!(input, FnArg::Receiver(_)) {
            continue;
        }
        errors.report(error_at(input, Message::RuleOfScalars));
        plain = false;
    }
    plain.then_some(kind)
}

/// What the formulas call the result: `y`, unless an argument is called so.
fn result_name(errors: &Errors, signature: &Signature, given: Option<LitStr>) -> Option<String> {
    // Tangents and cotangents of the companions have such names.
    let is_reserved = |name: &str| ["_dot", "_bar"].iter().any(|end| name.trim_end_matches('_').ends_with(end));
    let is_param = |name: &str| signature.params.iter().any(|param| param.name == name);
    let is_taken = |name: &str| is_param(name) || is_reserved(name);
    match given {
        None => Some("y".to_owned()).filter(|name| !is_taken(name)),
        Some(text) => {
            let name = text.parse::<Ident>().ok().map(|name| name.to_string()).filter(|name| !is_taken(name));
            if name.is_none() {
                errors.report(Message::ResultName.at(text.span()));
            }
            name
        }
    }
}

fn plain_name(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// The text of a partial as an expression, whose tokens stand where the text stands.
fn formula_of(errors: &Errors, text: &LitStr) -> Option<TokenStream> {
    match text.parse::<Expr>() {
        Ok(formula) => Some(quote!(#formula)),
        Err(error) => {
            errors.report(Message::MalformedPartial { what: error.to_string() }.at(text.span()));
            None
        }
    }
}

/// The tokens, in which the names of the arguments and of the result mean those of the
/// companions, whatever macro has written the text.
fn resolved(tokens: TokenStream, span: Span, own: &dyn Fn(&str) -> bool) -> TokenStream {
    let each = |token: TokenTree| match token {
        TokenTree::Ident(mut ident) if own(&ident.to_string()) => {
            ident.set_span(ident.span().resolved_at(span));
            TokenTree::Ident(ident)
        }
        TokenTree::Group(group) => {
            let mut inner = proc_macro2::Group::new(group.delimiter(), resolved(group.stream(), span, own));
            inner.set_span(group.span());
            TokenTree::Group(inner)
        }
        token => token,
    };
    tokens.into_iter().map(each).collect()
}

/// The equation, of a function whose parameters and whose result it can have.
pub(super) fn equation(
    errors: &Errors,
    signature: &Signature,
    function: &Function,
    formulas: &Formulas,
) -> Option<ByEquation> {
    let before = errors.len();
    let (equation, path) = formulas.equation.clone()?;
    let texts = formulas.partials.iter().map(|(key, _)| key.span()).chain(formulas.result.iter().map(LitStr::span));
    for span in texts {
        errors.report(Message::EquationWithPartials.at(span));
    }
    if !matches!(signature.result, Shape::Leaf(kind) if kind.is_differentiable()) {
        errors.report(error_at(&function.sig.output, Message::EquationResult));
    }
    for (i, (param, input)) in signature.params.iter().zip(&function.sig.inputs).enumerate() {
        let is_function = signature.functions.iter().any(|(at, _)| *at == i);
        if is_function || !may_be_of_equation(param) {
            errors.report(error_at(input, Message::EquationParameter));
        }
    }
    (errors.len() == before && signature.is_complete).then(|| ByEquation { equation, path: path.into_token_stream() })
}

/// Whether the companions can hand it on as often as they run the equation.
fn may_be_of_equation(param: &Declared) -> bool {
    let writes = |ty: &TokenStream| ty.clone().into_iter().any(|token| ["mut", "impl"].contains(&&*token.to_string()));
    match &param.form {
        DeclaredForm::Receiver(_) => false,
        DeclaredForm::Scalars { shape: Shape::Ref(inner), .. } => matches!(**inner, Shape::Leaf(_)),
        DeclaredForm::Scalars { shape, .. } => !has_references(shape),
        DeclaredForm::Opaque { ty, .. } => param.role == ParamRole::Constant && !writes(ty),
    }
}

fn has_references(shape: &Shape<Kind>) -> bool {
    match shape {
        Shape::Leaf(_) => false,
        Shape::Ref(_) | Shape::Mut(_) => true,
        Shape::Tuple(entries) => entries.iter().any(has_references),
    }
}
