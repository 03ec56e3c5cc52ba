//! Closures that are values: what they capture, and their code.
//!
//! ```text
//! closure1::<ByValue<f64>, _, _, _>((k,), |captures, a0| { let k = captures.0; let x = a0; k * x })
//!     .forward(|captures, a0, captures_dot, d0| ..)
//!     .reverse(|captures, a0, y_bar, captures_bar, b0| ..)
//! ```

use super::body::Body;
use super::companion::{self, Parts};
use super::{Context, Target, code, elements, located, shape};
use crate::ir::{Atom, Callee, Form, Kind, Memory, ParamForm, ParamRole, Shape, Step};
use crate::lower::{CLOSURE_GROUP, ClosureCode};
use crate::protocol::{Companion, Input, Output};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// The code of a closure, as the companions of the function around it write it.
#[derive(Clone, Debug)]
pub(crate) struct ClosureTokens {
    pub(crate) arity: usize,
    pub(crate) markers: Vec<TokenStream>,
    /// The captured values of foreign types, by their positions: they are referred to.
    pub(crate) lent: Vec<(usize, Ident)>,
    /// What has been asked for.
    pub(crate) parts: Vec<(Companion, TokenStream)>,
}

/// Without its code yet.
pub(crate) fn head(krate: &TokenStream, closure: &ClosureCode, id: usize) -> ClosureTokens {
    let markers = closure.markers.iter().map(|(name, shape, ty)| {
        let ty =
            ty.clone().map_or_else(|| shape::shape_type(krate, shape), |ty| located::verbatim(behind_reference(ty)));
        quote!(#krate::__private::function::#name<#ty>)
    });
    let params = closure.func.params[..closure.captured].iter().enumerate();
    let is_opaque =
        |form: &ParamForm| matches!(form.shape(), Some(Shape::Leaf(w)) if closure.func.kind(*w) == Kind::Opaque);
    let lent = params.filter(|(_, param)| is_opaque(&param.form));
    let lent = lent.map(|(i, _)| (i, Ident::new(&format!("lent_{id}_{i}"), Span::mixed_site()))).collect();
    ClosureTokens { arity: closure.markers.len(), markers: markers.collect(), lent, parts: Vec::new() }
}

/// `[f64]`, of `&[f64]`.
fn behind_reference(ty: TokenStream) -> TokenStream {
    let mut tokens = ty.clone().into_iter().peekable();
    match tokens.next() {
        Some(TokenTree::Punct(and)) if and.as_char() == '&' => {
            if let Some(TokenTree::Punct(quote)) = tokens.peek()
                && quote.as_char() == '\''
            {
                tokens.next();
                tokens.next();
            }
            if matches!(tokens.peek(), Some(TokenTree::Ident(word)) if word == "mut") {
                tokens.next();
            }
            tokens.collect()
        }
        Some(TokenTree::Group(group))
            if group.delimiter() == proc_macro2::Delimiter::None && tokens.peek().is_none() =>
        {
            behind_reference(group.stream())
        }
        _ => ty,
    }
}

/// The code of one companion.
pub(crate) fn part(
    cx: &Context<'_>,
    closure: &ClosureCode,
    tokens: &ClosureTokens,
    target: &Target<'_>,
) -> TokenStream {
    let Parts { params, inside, result } = companion::parts(cx, target);
    let mut names: Vec<TokenStream> = params.into_iter().map(name).collect();
    names.reverse();
    let mut formals = Vec::new();
    let mut lets = TokenStream::new();
    let own = &closure.func.params;
    let mut bind = |source: TokenStream| {
        if let Some(name) = names.pop() {
            lets.extend(quote!(let #name = #source;));
        }
    };
    for input in target.companion.row().takes {
        let (all, letter, is_exclusive) = match input {
            Input::Own => ("captures", "a", false),
            Input::Tangents => ("captures_dot", "d", false),
            Input::Added => ("captures_bar", "b", true),
            Input::AddedTangents => ("captures_bar_dot", "e", true),
            Input::Seed | Input::SeedTangent => {
                let seed = local(if *input == Input::Seed { "seed" } else { "seed_dot" }, 0);
                formals.push(quote!(#seed));
                if !closure.func.result.leaves().is_empty() {
                    bind(quote!(#seed));
                }
                continue;
            }
            Input::InOut | Input::InOutTangents | Input::Overwritten => continue,
            Input::Matrix | Input::Values | Input::Columns | Input::Star | Input::Tape | Input::Record => continue,
        };
        let captures = local(all, 0);
        formals.push(quote!(#captures));
        for (i, param) in own.iter().enumerate() {
            let is_there = *input == Input::Own || param.role == ParamRole::Differentiable;
            if i >= closure.captured {
                let formal = local(letter, i - closure.captured);
                formals.push(quote!(#formal));
                if is_there {
                    bind(quote!(#formal));
                }
                continue;
            }
            if let Some((_, ident)) = tokens.lent.iter().find(|(at, _)| *at == i) {
                if is_there {
                    // It is read as the value that it is.
                    let krate = &cx.krate;
                    bind(quote!(#krate::__private::Clone::clone(#ident)));
                }
            } else if is_there {
                bind(captured(closure, i, &captures, is_exclusive));
            }
        }
    }
    // Nothing is returned in pairs, too.
    let is_pair = matches!(target.companion.row().gives, Output::Pair(..));
    let nothing = (result.is_none() && is_pair).then(|| quote!(((), ())));
    located::at(cx.signature.ident.span(), quote!(|#(#formals),*| { #lets #inside #nothing }))
}

/// Where something captured is, as its parameter takes it.
fn captured(closure: &ClosureCode, i: usize, captures: &Ident, is_exclusive: bool) -> TokenStream {
    let shape = closure.func.params[i].form.shape().expect("it is a value");
    let kind = closure.func.kind(**shape.leaves().first().expect("one value"));
    let at = Literal::usize_unsuffixed(i % CLOSURE_GROUP);
    let group = (closure.captured > CLOSURE_GROUP).then(|| Literal::usize_unsuffixed(i / CLOSURE_GROUP));
    let group = group.map(|group| quote!(.#group));
    let place = quote!(#captures #group.#at);
    let place = match kind.memory().map(|memory| &memory.form) {
        Some(Form::Slice | Form::Vec | Form::Some) => quote!(#place[..]),
        _ => place,
    };
    match (is_exclusive, kind) {
        (true, _) => quote!(&mut #place),
        (false, Kind::Memory(_)) => quote!(&#place),
        (false, _) => place,
    }
}

/// `x`, of `x: f64`.
fn name(declaration: TokenStream) -> TokenStream {
    let declaration = located::unwrapped(declaration);
    declaration
        .into_iter()
        .take_while(|token| !matches!(token, TokenTree::Punct(colon) if colon.as_char() == ':'))
        .collect()
}

fn local(name: &str, i: usize) -> Ident {
    Ident::new(&format!("{name}_{i}"), Span::mixed_site())
}

/// What is referred to, and the closure.
pub(crate) fn lent(body: &mut Body<'_>, id: usize, captures: &[(Step, Shape<Atom>)]) -> TokenStream {
    let lent = body.closures[id].lent.clone();
    let lets = lent.into_iter().map(|(i, ident)| {
        let value = code::shaped(body, &captures[i].1, code::Suffix::Typed);
        quote!(let #ident = &#value;)
    });
    lets.collect()
}

/// A closure with what it captures.
pub(crate) fn made(body: &mut Body<'_>, memory: &Memory, id: usize, captures: &[(Step, Shape<Atom>)]) -> TokenStream {
    let closure = body.closures[id].clone();
    let Form::Data(data) = &memory.form else { unreachable!("a closure is data") };
    let values = captures.iter().enumerate().map(|(i, (step, value))| {
        if closure.lent.iter().any(|(at, _)| *at == i) {
            return quote!(());
        }
        let key = step.key();
        let kinds = data.fields.iter().find(|(name, _)| Some(name) == key.as_ref()).map(|(_, kinds)| kinds);
        match kinds {
            Some(kinds) => elements::value(body, value, kinds),
            None => code::shaped(body, value, code::Suffix::Typed),
        }
    });
    let values: Vec<_> = values.collect();
    let captures = grouped(&values);
    let (primal, more) = (closure.part(Companion::Primal), closure.more(wanted(body.companion)));
    let (function, constructor) = (body.private("function"), closure.constructor());
    quote!(#function::#constructor(#captures, #primal) #more)
}

/// A function by its name, with its companions.
///
/// ```text
/// w3 = new item density    item(density).reverse(density_vjp_into)
/// ```
pub(crate) fn item(body: &mut Body<'_>, callee: &Callee) -> TokenStream {
    let Callee { prefix, name, generics, .. } = callee;
    let path = |ending: &str| {
        let companion = Ident::new(&format!("{name}{ending}"), name.span());
        if callee.comes_alone() && !ending.is_empty() {
            return located::verbatim(super::call::brought(&body.krate, name, &companion));
        }
        located::verbatim(quote!(#prefix #companion #generics))
    };
    let more: Vec<_> = wanted(body.companion)
        .iter()
        .map(|companion| {
            let (part, path) = (method(*companion), path(&companion.ending()));
            quote!(.#part(#path))
        })
        .collect();
    let (function, value) = (body.private("function"), path(""));
    quote!(#function::item(#value) #(#more)*)
}

/// What gives a function this companion.
fn method(companion: Companion) -> Ident {
    let name = match companion {
        Companion::Jvp => "forward",
        Companion::VjpInto => "reverse",
        _ => "twice",
    };
    Ident::new(name, Span::mixed_site())
}

/// What is captured as a tuple, or a tuple of such: `((a, b, c, d, e, f, g, h), (i, j))`.
fn grouped(values: &[TokenStream]) -> TokenStream {
    if values.len() <= CLOSURE_GROUP {
        return shape::tuple(values);
    }
    let groups: Vec<_> = values.chunks(CLOSURE_GROUP).map(shape::tuple).collect();
    shape::tuple(&groups)
}

/// A closure that captures nothing, with all that is known of it.
pub(crate) fn whole(cx: &Context<'_>, closure: &ClosureTokens) -> TokenStream {
    let items = cx.items;
    let items = located::verbatim(super::foreign::with_crate(cx, &quote!(#(#items)*)));
    let (krate, primal) = (&cx.krate, closure.part(Companion::Primal));
    let more = closure.more(&[Companion::Jvp, Companion::VjpInto, Companion::VjpIntoJvp]);
    let constructor = closure.constructor();
    let value = quote!(#krate::__private::function::#constructor((), #primal) #more);
    located::unwrapped(quote!({
        #items
        #[allow(unused, nonstandard_style, trivial_casts, trivial_numeric_casts)]
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        let function = #value;
        function
    }))
}

impl ClosureTokens {
    fn part(&self, companion: Companion) -> Option<&TokenStream> {
        self.parts.iter().find(|(other, _)| *other == companion).map(|(_, code)| code)
    }

    /// `closure1::<ByValue<f64>, _, _, _>`
    fn constructor(&self) -> TokenStream {
        let (name, markers) = (format_ident!("closure{}", self.arity, span = Span::mixed_site()), &self.markers);
        quote!(#name::<#(#markers,)* _, _, _>)
    }

    /// `.forward(..).reverse(..)`, as far as it is wanted.
    fn more(&self, wanted: &[Companion]) -> TokenStream {
        let parts = self.parts.iter().filter(|(companion, _)| wanted.contains(companion));
        let calls = parts.map(|(companion, code)| {
            let method = method(*companion);
            quote!(.#method(#code))
        });
        calls.collect()
    }
}

/// What of a closure a companion needs.
fn wanted(companion: Option<Companion>) -> &'static [Companion] {
    use Companion::{Jvp, Primal, VjpInto, VjpIntoJvp};
    let Some(companion) = companion else { return &[Jvp, VjpInto, VjpIntoJvp] };
    match companion {
        Primal => &[],
        Jvp => &[Jvp],
        other if other.row().takes.contains(&Input::Tangents) => &[Jvp, VjpInto, VjpIntoJvp],
        _ => &[VjpInto],
    }
}
