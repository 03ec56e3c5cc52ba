//! The attributes on the function and in it: `#[constant]`, and those that
//! companions carry on.

use crate::errors::{Errors, Message};
use crate::lower::state::cx::error_at;
use crate::std_names;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::visit_mut::VisitMut;
use syn::{Attribute, FnArg, ItemFn, Meta};

/// Whether `#[constant]` is among the attributes.
pub(crate) fn constant(errors: &Errors, attrs: &[Attribute]) -> bool {
    let Some(attr) = attrs.iter().find(|attr| is_constant(attr)) else { return false };
    if !matches!(attr.meta, Meta::Path(_)) {
        errors.report(error_at(attr, Message::ConstantMisplaced));
    }
    true
}

/// An argument of a call without its mark, if it is marked `#[constant]`.
pub(crate) fn unmarked(arg: &syn::Expr) -> Option<syn::Expr> {
    let mut tokens = arg.to_token_stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Punct(hash)), Some(TokenTree::Group(attr)))
            if hash.as_char() == '#' && names_constant(&attr) =>
        {
            syn::parse2(tokens.collect()).ok()
        }
        _ => None,
    }
}

fn is_constant(attr: &Attribute) -> bool {
    attr.path().is_ident("constant")
}

const CHECKPOINT: &str = "checkpoint";
const INDEPENDENT: &str = "independent";

/// `#[independent]`
pub(crate) fn is_independent(attr: &Attribute) -> bool {
    attr.path().is_ident(INDEPENDENT)
}

/// `#[checkpoint(..)]` or `#[independent]`: what is said of a loop.
pub(crate) fn is_of_loop(attr: &Attribute) -> bool {
    attr.path().is_ident(CHECKPOINT) || is_independent(attr)
}

/// `#[constant]`, also under a condition.
fn is_ours(attr: &Attribute) -> bool {
    let conditional = |list: &syn::MetaList| attr.path().is_ident("cfg_attr") && gives_constant(&list.tokens);
    is_constant(attr) || matches!(&attr.meta, Meta::List(list) if conditional(list))
}

/// Whether the arguments of a `#[cfg_attr(..)]` end in `constant`.
fn gives_constant(arguments: &TokenStream) -> bool {
    let last = arguments.clone().into_iter().filter(|token| !is_comma(token)).last();
    matches!(last, Some(TokenTree::Ident(name)) if name == "constant")
}

/// The doc comment, which companions carry on. A `#[cfg(..)]` of the function is
/// decided before the macro runs.
pub(crate) fn carried(attrs: &[Attribute]) -> TokenStream {
    let carried = attrs.iter().filter(|a| a.path().is_ident("doc"));
    quote!(#(#carried)*)
}

/// The path of an attribute as text.
pub(crate) fn name(path: &syn::Path) -> String {
    let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    segments.join("::")
}

/// Reports each attribute that could change the code under it in a way that the
/// companions would not follow.
pub(crate) fn refuse_unknown(errors: &Errors, function: &ItemFn) {
    for attr in &function.attrs {
        let name = name(attr.path());
        let is_known = std_names::is_inert_attribute(&name) || std_names::is_function_attribute(&name);
        // Several `#[grad]` can stand on one function.
        let is_grad = attr.path().segments.last().is_some_and(|segment| segment.ident == "grad");
        if !is_known && !is_grad && !super::curried::is_marked(std::slice::from_ref(attr)) {
            errors.report(error_at(attr, Message::AttributeUnderGrad { name }));
        }
    }
    // Only this kind of visitor is compiled in, so it reads a copy.
    let mut function = function.clone();
    Unknown(errors).visit_signature_mut(&mut function.sig);
    Unknown(errors).visit_block_mut(&mut function.block);
}

struct Unknown<'e>(&'e Errors);

impl VisitMut for Unknown<'_> {
    fn visit_attribute_mut(&mut self, attr: &mut Attribute) {
        let name = name(attr.path());
        let is_given = super::curried::is_call_of_given(std::slice::from_ref(attr));
        if is_given || is_constant(attr) || std_names::is_inert_attribute(&name) || super::conditional::is_inert(attr) {
            return;
        }
        let message = match &*name {
            "cfg" | "cfg_attr" => Message::ConditionMisplaced,
            CHECKPOINT => Message::CheckpointMisplaced,
            INDEPENDENT => Message::IndependentMisplaced,
            _ => Message::UnknownAttribute { name },
        };
        self.0.report(error_at(attr, message));
    }

    fn visit_expr_for_loop_mut(&mut self, each: &mut syn::ExprForLoop) {
        each.attrs.retain(|attr| !is_of_loop(attr));
        syn::visit_mut::visit_expr_for_loop_mut(self, each);
    }

    fn visit_expr_while_mut(&mut self, each: &mut syn::ExprWhile) {
        each.attrs.retain(|attr| !attr.path().is_ident(CHECKPOINT));
        syn::visit_mut::visit_expr_while_mut(self, each);
    }

    fn visit_expr_loop_mut(&mut self, each: &mut syn::ExprLoop) {
        each.attrs.retain(|attr| !attr.path().is_ident(CHECKPOINT));
        syn::visit_mut::visit_expr_loop_mut(self, each);
    }

    /// An item is repeated as it stands, with its attributes.
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        visit_arguments(self, mac);
    }
}

/// Visits the expressions among the arguments of a macro that is looked into, and the
/// attributes between them. Other macros are passed through as they stand.
pub(crate) fn visit_arguments(visitor: &mut impl VisitMut, mac: &mut syn::Macro) {
    let name = mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    if !std_names::is_transparent_macro(&name) {
        return;
    }
    let parser = |input: ParseStream<'_>| {
        let mut visited = TokenStream::new();
        while !input.is_empty() {
            let ahead = input.fork();
            if let Ok(mut e) = ahead.parse() {
                input.advance_to(&ahead);
                visitor.visit_expr_mut(&mut e);
                e.to_tokens(&mut visited);
            } else {
                let mut attrs = input.call(Attribute::parse_outer)?;
                visitor.visit_attributes_mut(&mut attrs);
                attrs.iter().for_each(|attr| attr.to_tokens(&mut visited));
                visited.extend([input.parse::<TokenTree>()?]);
            }
        }
        Ok(visited)
    };
    // What does not parse is reported by whoever looks into it.
    if let Ok(visited) = parser.parse2(mac.tokens.clone()) {
        mac.tokens = visited;
    }
}

/// The function without `#[constant]`, which rustc does not know. Where another
/// `#[grad]` comes after this one, it reads the same and takes it out.
pub(crate) fn without_constant(function: &ItemFn) -> ItemFn {
    let mut function = function.clone();
    if function.attrs.iter().any(|attr| attr.path().segments.last().is_some_and(|name| name.ident == "grad")) {
        return function;
    }
    for input in &mut function.sig.inputs {
        match input {
            FnArg::Receiver(receiver) => receiver.attrs.retain(|a| !is_ours(a)),
            FnArg::Typed(param) => param.attrs.retain(|a| !is_ours(a)),
        }
    }
    // Statements can be anywhere, also inside macros' arguments; tokens reach
    // them all.
    let body = strip(function.block.to_token_stream(), Delimiter::None, &mut |_| ());
    if let Ok(block) = syn::parse2(body) {
        *function.block = block;
    }
    function
}

/// Reports each `#[constant]` of the body that is not on a `let`.
pub(crate) fn refuse_misplaced(errors: &Errors, function: &ItemFn) {
    strip(function.block.to_token_stream(), Delimiter::None, &mut |attr| {
        errors.report(error_at(attr, Message::ConstantMisplaced));
    });
}

/// The tokens without any `#[constant]` and what is said of loops, except those of functions inside,
/// which have a `#[grad]` of their own. `misplaced` sees those neither on a `let`
/// nor on an argument.
fn strip(tokens: TokenStream, place: Delimiter, misplaced: &mut dyn FnMut(&TokenStream)) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut out: Vec<TokenTree> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match &tokens[i..] {
            [TokenTree::Punct(hash), TokenTree::Group(attr), rest @ ..]
                if hash.as_char() == '#' && is_said_of_loop(attr) =>
            {
                i += 2;
            }
            [TokenTree::Punct(hash), TokenTree::Group(attr), rest @ ..]
                if hash.as_char() == '#' && names_constant(attr) =>
            {
                let is_argument = place == Delimiter::Parenthesis && out.last().is_none_or(is_comma);
                if !is_let(rest) && !is_argument {
                    misplaced(&tokens[i..i + 2].iter().cloned().collect());
                }
                i += 2;
            }
            [TokenTree::Ident(word), TokenTree::Ident(_), ..] if word == "fn" => {
                let is_body = |t: &TokenTree| matches!(t, TokenTree::Group(g) if g.delimiter() == Delimiter::Brace);
                let end = tokens[i..].iter().position(is_body).map_or(tokens.len(), |body| i + body + 1);
                out.extend_from_slice(&tokens[i..end]);
                i = end;
            }
            [TokenTree::Group(group), ..] => {
                let mut stripped = Group::new(group.delimiter(), strip(group.stream(), group.delimiter(), misplaced));
                stripped.set_span(group.span());
                out.push(stripped.into());
                i += 1;
            }
            _ => {
                out.push(tokens[i].clone());
                i += 1;
            }
        }
    }
    out.into_iter().collect()
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',')
}

fn is_said_of_loop(attr: &Group) -> bool {
    let name = attr.stream().into_iter().next();
    let is_one = |name: &proc_macro2::Ident| name == CHECKPOINT || name == INDEPENDENT;
    attr.delimiter() == Delimiter::Bracket && matches!(name, Some(TokenTree::Ident(name)) if is_one(&name))
}

fn names_constant(attr: &Group) -> bool {
    let mut tokens = attr.stream().into_iter();
    let is_named = match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), Some(TokenTree::Group(list))) if name == "cfg_attr" => {
            gives_constant(&list.stream())
        }
        (Some(TokenTree::Ident(name)), _) => name == "constant",
        _ => false,
    };
    attr.delimiter() == Delimiter::Bracket && is_named
}

/// Whether the tokens after an attribute begin a `let`, past more attributes.
fn is_let(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Punct(hash), TokenTree::Group(_), rest @ ..] if hash.as_char() == '#' => is_let(rest),
        [TokenTree::Ident(word), ..] => word == "let",
        _ => false,
    }
}

/// What a function may not be.
pub(super) fn refuse_qualifiers(errors: &Errors, sig: &syn::Signature) {
    if let Some(token) = &sig.asyncness {
        errors.report(error_at(token, Message::AsyncFunction));
    }
    if let syn::Safety::Unsafe(token) = &sig.safety {
        errors.report(error_at(token, Message::UnsafeFunction));
    }
}
