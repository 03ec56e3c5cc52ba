//! Methods of floats.

use super::body::Body;
use super::code::{self, Binding, Code, Suffix};
use crate::ir::{Apply, Atom, Kind, Op};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// `receiver.name(args)`; the exponent of `powi` is an integer, and shows it.
pub(super) fn plain(body: &mut Body<'_>, name: &str, args: &[Atom], kind: Kind) -> Code {
    let receiver = code::atom(body, args[0], kind, Suffix::Typed).at_least(Binding::Postfix);
    on(body, &receiver, name, (&args[1..], kind))
}

/// `float(receiver).name(args)`, where nothing but the name says that it is a float.
pub(super) fn claimed(body: &mut Body<'_>, apply: &Apply) -> Option<Code> {
    let name = match &apply.op {
        Op::Rule(rule) => rule.name,
        Op::Predicate(name) => name,
        _ => return None,
    };
    if !body.func.values[apply.dst.index()].claims {
        return None;
    }
    let kind = body.kind_of(apply.args[0]).unwrap_or(Kind::F64);
    let (float, receiver) = (body.private("float"), code::atom(body, apply.args[0], kind, Suffix::Typed).tokens);
    Some(on(body, &quote!(#float(#receiver)), name, (&apply.args[1..], kind)))
}

fn on(body: &mut Body<'_>, receiver: &TokenStream, name: &str, (rest, kind): (&[Atom], Kind)) -> Code {
    let name = Ident::new(name, Span::call_site());
    let rest: Vec<_> = rest.iter().map(|a| code::atom(body, *a, kind, Suffix::Bare).tokens).collect();
    Code::new(quote!(#receiver.#name(#(#rest),*)), Binding::Postfix)
}
