//! Code that is passed through: operands go into its holes.

use super::Context;
use super::body::Body;
use super::code::{self, Binding, Code, Suffix};
use super::{located, memory};
use crate::ir::{Atom, Foreign, Kind, hole_number};
use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// The code with its operands.
pub(crate) fn foreign(cx: &Context<'_>, body: &mut Body<'_>, foreign: &Foreign, args: &[Atom]) -> Code {
    let operands: Vec<Filling> = args.iter().map(|a| filling(body, *a)).collect();
    let simple = foreign.code.clone().into_iter().count() == 1;
    let tokens = located::verbatim(fill(&foreign.code, cx, &operands));
    Code::new(tokens, if simple { Binding::Postfix } else { Binding::Loose })
}

/// What stands in a hole.
struct Filling {
    plain: TokenStream,
    /// Before `.` and `[`, where references are looked through.
    prefix: TokenStream,
    /// Instead of `&` and the hole.
    reference: Option<TokenStream>,
}

fn filling(body: &mut Body<'_>, operand: Atom) -> Filling {
    let kind = body.kind_of(operand).unwrap_or(Kind::Opaque);
    if let (Atom::Value(w), Kind::Memory(_)) = (operand, kind) {
        let spot = memory::handle(body, w);
        let reference = spot.is_reference().then(|| body.located(spot.shared()));
        let plain = body.located(spot.read().at_least(Binding::Postfix));
        return Filling { plain, prefix: body.located(spot.reader().clone()), reference };
    }
    let plain = code::atom(body, operand, kind, Suffix::Bare).at_least(Binding::Postfix);
    let plain = body.located(plain);
    Filling { prefix: plain.clone(), plain, reference: None }
}

/// Code without holes, with the path of this crate in its place.
pub(crate) fn with_crate(cx: &Context<'_>, code: &TokenStream) -> TokenStream {
    fill(code, cx, &[])
}

/// Puts the operands into the holes, and the path of this crate into its place.
fn fill(code: &TokenStream, cx: &Context<'_>, operands: &[Filling]) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    let mut tokens = code.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                match hole_number(&ident).and_then(|i| operands.get(i)) {
                    Some(filling) => hole_filled(&mut out, filling, tokens.peek()),
                    None if name == "__autodiff_crate" => {
                        // What rustc says of the whole path, it says at the code.
                        let at = ident.span();
                        out.extend(cx.krate.clone().into_iter().map(|mut token| {
                            token.set_span(token.span().located_at(at));
                            token
                        }));
                    }
                    None => out.push(TokenTree::Ident(ident)),
                }
            }
            TokenTree::Group(group) => {
                let mut filled = Group::new(group.delimiter(), fill(&group.stream(), cx, operands));
                filled.set_span(group.span());
                out.push(TokenTree::Group(filled));
            }
            token => out.push(token),
        }
    }
    out.into_iter().collect()
}

fn hole_filled(out: &mut Vec<TokenTree>, filling: &Filling, next: Option<&TokenTree>) {
    let looks_through = match next {
        Some(TokenTree::Punct(punct)) => punct.as_char() == '.' && punct.spacing() == Spacing::Alone,
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Bracket,
        _ => false,
    };
    if looks_through {
        out.extend(filling.prefix.clone());
        return;
    }
    let borrowed = matches!(out.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '&');
    match &filling.reference {
        Some(reference) if borrowed => {
            out.pop();
            out.extend(reference.clone());
        }
        _ => out.extend(filling.plain.clone()),
    }
}
