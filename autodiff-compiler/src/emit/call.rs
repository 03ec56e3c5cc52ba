//! Calls of functions, methods and operators.

use super::body::Body;
use super::code::{self, Suffix};
use super::{
    Context, argument, constants, effect, fields, in_two, lanes, located, memory, names, room, second, sets, shape,
    slots, takes,
};
use crate::ir::{Asked, Atom, Call, Called, Callee, Fails, Form, Held, HeldError, Kind, Memory, Receiver, Shape};
use crate::std_names;
use crate::views;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

pub(crate) fn call(cx: &Context<'_>, body: &mut Body<'_>, call: &Call) -> TokenStream {
    let span = call.callee.name.span();
    // If the callee is of another type than it was taken for, rustc says so there.
    let in_two = in_two::receiver(body, call);
    let place = in_two.clone().or_else(|| receiver(body, call));
    let has_lanes = lanes::are_given(body, call);
    let argument = |(i, arg)| match place {
        // It is written once: what stands there may be an expression of its own.
        Some(_) if i == 0 => TokenStream::new(),
        _ if has_lanes => lanes::argument(body, call, (i, arg)),
        _ if call.is_of_series() && i >= call.roles.len() => lanes::series_argument(body, call, arg),
        // What it is taken out of is its own.
        _ if is_seed(&call.fails, i) => code::shaped(body, arg, Suffix::Bare),
        _ => code::literals_at(span, argument::argument(body, call, arg)),
    };
    let mut args: Vec<_> = call.args.iter().enumerate().map(argument).collect();
    constants::spare(body, call, &mut args);
    let seeds = seeds(&call.fails, &mut args);
    let given = given_before(body, call, &mut args);
    slots::fill(body, call, &mut args);
    // Those of a method of another crate are in a trait of this one.
    if !call.companion.is_empty() && call.callee.may_be_foreign() {
        body.import("methods::*");
    }
    let asks = asked_of(body, call);
    if let Some(reference) = in_two {
        let value = in_two::method(body, call, (&reference, &args), asks.as_ref());
        return in_two::of_method(body, call, after(&given, value));
    }
    room::seed(body, call, &mut args);
    let callee = match call.callee.called {
        Called::Method(_) => {
            let reference = args.remove(0);
            let method = located::verbatim(callee(&body.krate, call, &call.name()));
            match (place, asks) {
                (place, Some(asks)) => {
                    let is_changed = matches!(call.args[0], Shape::Mut(_));
                    let lent = |place| if is_changed { quote!(&mut #place) } else { quote!(&#place) };
                    let asked = of_receiver(body, &place.map_or(reference, lent), &asks);
                    quote!(#asked.#method)
                }
                (place, None) => {
                    let receiver = place.unwrap_or_else(|| on_constant(body, call, reference));
                    quote!(#receiver.#method)
                }
            }
        }
        Called::Function => {
            let function = args.remove(0);
            let method = located::verbatim(callee(&body.krate, call, &call.name()));
            let function = on(function);
            quote!(#function.#method)
        }
        _ => {
            let callee = callee(&body.krate, call, &call.name());
            let callee = second::callee(body, call, callee);
            let callee = sets::callee(body, call, callee);
            in_two::callee(body, call, callee, &mut args)
        }
    };
    let doc = body.doc(&call.origin);
    let value = quote!(#callee (#(#args),*));
    let value = after(&given, takes::asked(body, call, value));
    let value = if has_lanes { lanes::each(body, call, &value) } else { value };
    if in_two::is_adjoint(call)
        || (call.dst.leaves().is_empty() && !in_two::is_recorded(body, call))
        || second::runs_after(body, call)
    {
        let value = asked(cx, body, call, value);
        let statement = quote!(#value;);
        let statement = if seeds.is_empty() { statement } else { where_there(body, call, (&seeds, &statement)) };
        return quote!(#doc #statement);
    }
    let dst = shape::pattern(body, &call.dst);
    let at = in_two::position(body, call);
    // Where there is no companion to say so, rustc is asked whether this is a float;
    // and the type may be what decides which function is called: `Default::default()`.
    let ty = if call.companion.is_empty() { shape::told(body, call) } else { None };
    let value = asked(cx, body, call, value);
    let value = takes::of_clone(body, call, value);
    let value = if is_copied(body, call) { views::owned(&body.krate, &value) } else { value };
    let (dst, ty) = in_two::with_position(at, dst, ty);
    let cotangents = fields::cotangents(body, call);
    quote!(#doc let #dst #ty = #value; #cotangents)
}

/// The arguments that are computed before a receiver is lent that is written down as a `&mut`:
/// rustc would let them read it only where it lends the receiver itself. They get names.
///
/// ```text
/// receiver!(&mut a, dot_receiver).dot_jvp(a.clone(), ..)                               E0502
/// match (a.clone(),) { (b,) => receiver!(&mut a, dot_receiver).dot_jvp(b, ..) }
/// ```
fn given_before(body: &Body<'_>, call: &Call, args: &mut [TokenStream]) -> Vec<(Ident, TokenStream)> {
    let Called::Method(receiver) = call.callee.called else { return Vec::new() };
    // There it is lent as a value of its own, whatever the arguments are.
    let is_in_two = in_two::is_recorded(body, call) || in_two::is_adjoint(call);
    let is_taken = receiver == Receiver::Asked && call.companion.is_empty();
    let is_written = asked_of(body, call).is_some() || is_taken || is_in_two;
    if !is_written || !matches!(call.args[0], Shape::Mut(_)) {
        return Vec::new();
    }
    let is_computed = |code: &TokenStream| code.clone().into_iter().nth(1).is_some();
    let named = call.args.iter().enumerate().skip(1).filter(|(_, arg)| is_in_two || matches!(arg, Shape::Leaf(_)));
    let computed = named.filter(|(i, _)| is_computed(&args[*i])).map(|(i, _)| i).collect::<Vec<_>>();
    let named = computed.into_iter().map(|i| {
        let name = format_ident!("__argument_{i}", span = Span::mixed_site());
        let given = std::mem::replace(&mut args[i], name.to_token_stream());
        (name, given)
    });
    named.collect()
}

/// A call with what has been computed before it.
fn after(given: &[(Ident, TokenStream)], value: TokenStream) -> TokenStream {
    if given.is_empty() {
        return value;
    }
    let (names, values): (Vec<_>, Vec<_>) = given.iter().cloned().unzip();
    quote!(match (#(#values,)*) { (#(#names,)*) => #value })
}

/// What is asked of what a call gives.
fn asked(cx: &Context<'_>, body: &mut Body<'_>, call: &Call, value: TokenStream) -> TokenStream {
    let asked = match &call.fails {
        Fails::Asked(asked) | Fails::Told(asked) => asked,
        Fails::Again => {
            let there_again = body.private("there_again");
            return quote!(#there_again(#value));
        }
        Fails::ToldBefore => {
            let (into_option, told) = (body.private("into_option"), takes::told(body, call));
            return quote!(if #into_option(#value).is_none() { #told });
        }
        Fails::UnaskedBefore => {
            let (krate, name) = (body.krate.clone(), call.callee.name.to_string());
            return quote!({
                use #krate::__private::{OfNoOutcome as _, OfOutcome as _};
                (&#krate::__private::Outcome(#value)).told(#name)
            });
        }
        Fails::Never | Fails::Unasked => return value,
        Fails::Held(held) => {
            let value = match &held.around {
                Some(asked) => around(cx, body, asked, &value),
                None => value,
            };
            return kept(body, (call, held), value);
        }
    };
    around(cx, body, asked, &value)
}

/// What a call gives, in the code around it.
fn around(cx: &Context<'_>, body: &mut Body<'_>, asked: &Asked, value: &TokenStream) -> TokenStream {
    let code = super::foreign::with_crate(cx, &asked.code);
    let value = body.located(value.clone());
    if asked.names.is_empty() {
        return located::verbatim(with_call(code, &value));
    }
    // What the code around the call names is not what the call is given.
    let given = Ident::new("__given", Span::mixed_site());
    let code = located::verbatim(with_call(code, &body.located(quote!(#given))));
    let values: Vec<_> = asked.names.iter().map(|(_, of)| effect::named(body, of)).collect();
    let names: Vec<_> = asked.names.iter().map(|(name, _)| located::verbatim(quote!(#name))).collect();
    quote!(match #value { #given => { let (#(#names,)*) = (#(#values,)*); #code } })
}

/// What is kept of a call that may give nothing.
fn kept(body: &Body<'_>, (call, held): (&Call, &Held), value: TokenStream) -> TokenStream {
    let name = match (&*call.companion, held.error) {
        ("", HeldError::Read) => return value,
        ("", HeldError::Dropped) => "into_option",
        ("_jvp", HeldError::Read) => "parted",
        ("_jvp", HeldError::Dropped) => "parted_options",
        _ => return value,
    };
    let name = body.private(name);
    quote!(#name(#value))
}

/// Whether an argument is the seed of a companion that may have been given none.
fn is_seed(fails: &Fails, argument: usize) -> bool {
    matches!(fails, Fails::Held(held) if held.seeds.contains(&argument))
}

/// The seeds of a companion that has been given what may be none, which get names.
fn seeds(fails: &Fails, args: &mut [TokenStream]) -> Vec<(Ident, TokenStream)> {
    let Fails::Held(held) = fails else { return Vec::new() };
    let name = |i: &usize| {
        let name = format_ident!("__seed_{i}", span = Span::mixed_site());
        let given = std::mem::replace(&mut args[*i], name.to_token_stream());
        (name, given)
    };
    held.seeds.iter().map(name).collect()
}

/// Runs an adjoint where there is something to start from. Of a call that gave nothing, there is
/// none; what it has changed before it did has no derivative.
fn where_there(
    body: &mut Body<'_>,
    call: &Call,
    (seeds, statement): (&[(Ident, TokenStream)], &TokenStream),
) -> TokenStream {
    let (some, into_option) = (body.private("Some"), body.private("into_option"));
    let (names, given): (Vec<_>, Vec<_>) = seeds.iter().map(|(name, given)| (name, given)).unzip();
    let orelse = match &call.fails {
        // A queue that has nothing to give is as it was.
        Fails::Held(held) if held.changes && std_names::takes_from_queue(&call.callee.name) => {
            let (krate, name) = (body.krate.clone(), call.callee.name.to_string());
            let receiver = effect::named(body, &call.args[0]);
            quote!(else {
                use #krate::__private::{OfOtherThanQueue as _, OfQueue as _};
                (&#krate::__private::NothingOf(#receiver)).told(#name)
            })
        }
        Fails::Held(held) if held.changes => {
            let told = takes::told(body, call);
            quote!(else { #told })
        }
        _ => TokenStream::new(),
    };
    quote!(if let (#(#some(#names),)*) = (#(#into_option(#given),)*) { #statement } #orelse)
}

/// The code with the call in its place.
fn with_call(code: TokenStream, call: &TokenStream) -> TokenStream {
    let tokens = code.into_iter().map(|token| match token {
        TokenTree::Ident(ident) if ident == Asked::CALL => call.clone(),
        TokenTree::Group(group) => {
            let mut inside = Group::new(group.delimiter(), with_call(group.stream(), call));
            inside.set_span(group.span());
            TokenTree::Group(inside).into()
        }
        token => token.into(),
    });
    tokens.collect()
}

/// The method by which is asked whether another has a derivative along its receiver.
pub(super) fn asks_receiver(method: &Ident) -> Ident {
    format_ident!("{method}_receiver", span = method.span())
}

/// What a companion is called on where its receiver has a shadow, and the method is not in sight:
/// its `self` may be a constant. One that takes no float has no companions then.
fn asked_of(body: &Body<'_>, call: &Call) -> Option<Ident> {
    let is_float = |atom: &Atom| match atom {
        Atom::Float(_) => true,
        atom => body.kind_of(*atom).is_some_and(Kind::is_differentiable),
    };
    let own = call.args.get(1..call.roles.len())?;
    let data = call.args[0].leaves().into_iter().find_map(|atom| match body.kind_of(*atom)? {
        Kind::Memory(Memory { form: Form::Data(data), .. }) => Some(data),
        _ => None,
    })?;
    let is_neighbour = data.ty == "Self" && body.neighbours.iter().any(|name| call.callee.name == name);
    let has_shadow = !call.companion.is_empty() && call.slots.is_none() && call.is_differentiable(0);
    let takes_float = own.iter().flat_map(Shape::leaves).any(is_float);
    (has_shadow && takes_float && !is_neighbour).then(|| asks_receiver(&call.callee.name))
}

/// `receiver!(&self.law, rate_receiver)`
fn of_receiver(body: &Body<'_>, reference: &TokenStream, asks: &Ident) -> TokenStream {
    let free = body.bounds_wholes.then(|| quote!(, free));
    let receiver = body.private("receiver");
    quote!(#receiver!(#reference, #asks #free))
}

/// The place that a method is called on, or a clone of what is there.
fn receiver(body: &mut Body<'_>, call: &Call) -> Option<TokenStream> {
    let Called::Method(receiver) = call.callee.called else { return None };
    let handle = code::handle_of(body, call.args[0].behind_refs())?;
    match receiver {
        Receiver::Clone if call.companion.is_empty() => {
            let clone = body.private("Clone");
            let of = memory::handle(body, handle).shared();
            Some(quote!(#clone::clone(#of)))
        }
        Receiver::Asked if call.companion.is_empty() => {
            let spot = memory::handle(body, handle);
            let of = if matches!(call.args[0], Shape::Mut(_)) { spot.exclusive() } else { spot.shared() };
            let (name, taken) = (takes::asks(&call.callee.name), body.private("taken"));
            Some(quote!(#taken!(#of, #name)))
        }
        Receiver::Taken if call.companion.is_empty() => Some(takes::taken().to_token_stream()),
        Receiver::Lent if call.companion.is_empty() => Some(takes::lent(&memory::handle(body, handle).shared())),
        Receiver::Place | Receiver::Clone | Receiver::Asked | Receiver::Taken | Receiver::Lent => {
            let spot = memory::handle(body, handle);
            // What is not changed need not be a variable that could be.
            let is_changed = matches!(call.args[0], Shape::Mut(_));
            let receiver = if is_changed { spot.place() } else { spot.read() };
            Some(receiver.at_least(code::Binding::Postfix))
        }
        Receiver::Reference => None,
    }
}

/// Whether what a call gives is copied: a method may lend what has no derivative of its own, as a row of a matrix.
pub(super) fn is_copied(body: &Body<'_>, call: &Call) -> bool {
    let is_method = matches!(call.callee.called, Called::Method(_));
    call.companion.is_empty() && (is_method && views::may_be_lent_by(&call.callee.name) || body.lent.contains(call))
}

/// What a method of a constant is called on: a clone, if it takes that, as the constant is read again.
fn on_constant(body: &Body<'_>, call: &Call, reference: TokenStream) -> TokenStream {
    if call.callee.called == Called::Method(Receiver::Asked) && call.companion.is_empty() {
        let (name, taken) = (takes::asks(&call.callee.name), body.private("taken"));
        return quote!(#taken!(#reference, #name));
    }
    on(reference)
}

/// What a method is called on: a name stands there as it is.
fn on(receiver: TokenStream) -> TokenStream {
    let mut tokens = receiver.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(_)), None) => receiver,
        _ => quote!((#receiver)),
    }
}

/// The path of a function beside the callee, or the method.
pub(crate) fn callee(krate: &TokenStream, call: &Call, name: &str) -> TokenStream {
    let Callee { called, prefix, name: own, generics, .. } = &*call.callee;
    let name = names::ident(name, own.span());
    match called {
        Called::Operator => quote!(#krate::__private::ops::#name),
        Called::Path | Called::Method(_) | Called::Function => {
            let prefix = with_crate(krate, prefix);
            let of_series = call.is_of_series().then(|| lanes::arguments_of_callee(generics));
            let generics = of_series.as_ref().unwrap_or(generics);
            if call.callee.comes_alone() && !call.companion.is_empty() {
                return brought(krate, own, &name);
            }
            quote!(#prefix #name #generics)
        }
    }
}

/// The companion of a function that a `use` may have brought without it.
pub(super) fn brought(krate: &TokenStream, function: &Ident, companion: &Ident) -> TokenStream {
    let function = second::as_seen(function.to_token_stream());
    quote!(#krate::__private::brought!(#function, #companion))
}

/// The path of a companion, without what its call says of types.
pub(super) fn companion_path(krate: &TokenStream, callee: &Callee, companion: &str) -> TokenStream {
    let name = names::ident(&format!("{}{companion}", callee.name), callee.name.span());
    let prefix = with_crate(krate, &callee.prefix);
    quote!(#prefix #name)
}

/// A path that may begin with this crate, of which lowering does not know the name.
fn with_crate(krate: &TokenStream, path: &TokenStream) -> TokenStream {
    let tokens = path.clone().into_iter();
    tokens
        .flat_map(|token| match token {
            TokenTree::Ident(name) if name == "__autodiff_crate" => krate.clone(),
            token => token.into(),
        })
        .collect()
}
