//! Types that are floats under another name, `type Length = f64`, or arrays and vectors of
//! floats, `type Mat2 = [[f64; 2]; 2]`.
//!
//! A type that is written down and that the macro does not know is data. Where data of which
//! no field is known meets a float, either rustc refuses the program, or the type is an alias.
//! So it is noted that it is one, and the function is lowered once more. Each companion says so
//! in a form that compiles only if it is true ([`claims`]).

use super::cx::{Cx, Unseen};
use super::kinds::{KindVar, Known};
use super::scope::{Maker, Operands};
use super::{arrays, capital, emptied, products};
use crate::errors::Errors;
use crate::ir::{Callee, Form, Kind, Memory, Shape, type_name};
use crate::std_names::{self, Float};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// Two things that are of one type and cannot be: perhaps one of them is an alias.
pub(crate) fn found(cx: &Cx<'_>, (a, left): (KindVar, Known), (b, right): (KindVar, Known)) {
    [a, b].into_iter().for_each(|kind| emptied::is_other(cx, kind));
    if (left.may_be_float() && capital::is_float(cx, b)) || (right.may_be_float() && capital::is_float(cx, a)) {
        return;
    }
    if let [Some(variable), _] | [_, Some(variable)] = [(a, b), (b, a)].map(|(data, of)| made_by_type(cx, data, of)) {
        cx.errors.is_late(&variable);
        return;
    }
    for (data, of) in [(a, b), (b, a)] {
        if cx.kinds.is_data(data) {
            is_bare(cx, of);
        }
    }
    for (data, known) in [(a, right), (b, left)] {
        if is_own_type(cx, data, if data == a { b } else { a }) {
            continue;
        }
        match (type_of_data(cx, data), known) {
            (Some(name), Known::SomeFloat | Known::CallResult) => cx.errors.is_float(&name, Kind::of_parameter(&name)),
            (Some(name), Known::Exactly(kind)) if kind.is_float() => cx.errors.is_float(&name, kind),
            (None, Known::Exactly(kind)) if kind.is_float() => two_names(cx, data, kind),
            (_, Known::Memory(_)) => array(cx, data, if data == a { b } else { a }),
            _ => {}
        }
    }
}

/// Whether data is hardly a float by another name: what it met is a number only because of a
/// method that floats have, `a.turned(b).exp()`, and the function calls others that they have not.
fn is_own_type(cx: &Cx<'_>, data: KindVar, of: KindVar) -> bool {
    // No float is called so.
    if type_of_data(cx, data).is_some_and(|name| name.starts_with("Complex")) {
        return true;
    }
    let is_presumed = cx.kinds.presumed.iter().any(|kind| cx.kinds.is_same(*kind, of));
    let is_known = || type_of_data(cx, data).is_some_and(|name| sounds_like_a_float(&name));
    is_presumed && !is_known() && calls_own_method(cx.body.clone())
}

/// Whether a method is called that is nobody's but the user's.
fn calls_own_method(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let calls = tokens.windows(3).any(|three| match three {
        [TokenTree::Punct(dot), TokenTree::Ident(name), TokenTree::Group(args)] => {
            let is_call = dot.as_char() == '.' && args.delimiter() == Delimiter::Parenthesis;
            is_call && !std_names::is_of_floats(&name.to_string())
        }
        _ => false,
    });
    calls
        || tokens.into_iter().any(|token| matches!(token, TokenTree::Group(group) if calls_own_method(group.stream())))
}

/// Data of which only elements are known, and an array or a vector. Elements of which nothing is
/// known, as in `[p[0] + q[0], p[1] + q[1]]` of points, are floats as a rule.
fn array(cx: &Cx<'_>, data: KindVar, memory: KindVar) {
    let name = cx.kinds.indexed_data(data).filter(|name| is_path(name));
    let kind = of_floats(cx, cx.kinds.resolve(memory));
    if let (Some(name), Some(_)) = (name, written(kind)) {
        cx.errors.is_float(name, kind);
    }
}

/// The same memory, of floats where nothing is known of what is in it.
fn of_floats(cx: &Cx<'_>, kind: Kind) -> Kind {
    match kind {
        Kind::Memory(Memory { form: form @ (Form::Array(_) | Form::Vec), elem: Shape::Leaf(elem) }) => {
            Memory::kind(form.clone(), Shape::Leaf(of_floats(cx, *elem)))
        }
        kind if kind == Memory::data() => cx.kinds.float.unwrap_or(Kind::F64),
        kind => kind,
    }
}

/// An array or a vector of floats, as its type is written.
fn written(kind: Kind) -> Option<TokenStream> {
    let Kind::Memory(Memory { form, elem: Shape::Leaf(elem) }) = kind else { return None };
    let elem = match elem {
        Kind::Memory(_) => written(*elem)?,
        elem if elem.is_float() => Ident::new(elem.type_name(), Span::call_site()).into_token_stream(),
        _ => return None,
    };
    match form {
        Form::Array(len) => {
            let len: TokenStream = len.parse().ok()?;
            Some(quote!([#elem; #len]))
        }
        Form::Vec => Some(quote!(__autodiff_crate::__private::Vec<#elem>)),
        _ => None,
    }
}

/// A variant without fields that was taken for a constant is data, as what it met is.
pub(crate) fn is_bare(cx: &Cx<'_>, kind: KindVar) {
    let of_kind = cx.named.variants.iter().filter(|(_, bare)| cx.kinds.is_same(*bare, kind));
    of_kind.for_each(|(variant, _)| cx.errors.is_bare_data(variant));
}

/// The same in a field that a call may change: there it is a part of data. Whether it is one.
pub(crate) fn is_bare_part(cx: &Cx<'_>, kind: KindVar) -> bool {
    let of_kind: Vec<_> = cx.named.variants.iter().filter(|(_, bare)| cx.kinds.is_same(*bare, kind)).collect();
    of_kind.iter().for_each(|(variant, _)| cx.errors.is_bare_part(variant));
    !of_kind.is_empty()
}

/// A `None` that is put in a field in the place of something is data: what was there may have had
/// a shadow.
pub(crate) fn is_none(cx: &Cx<'_>, kind: KindVar) {
    let is_it = |(variant, bare): &&(String, KindVar)| variant.ends_with("None") && cx.kinds.is_same(*bare, kind);
    let none = cx.named.variants.iter().filter(is_it);
    none.for_each(|(variant, _)| cx.errors.is_bare_part(variant));
}

/// The variable of this kind that a function of a type makes, `State::zeros()`, and that was
/// taken for a float before it met data.
fn made_by_type(cx: &Cx<'_>, data: KindVar, of: KindVar) -> Option<String> {
    let is_it = |unseen: &&Unseen| unseen.maker == Maker::Type && cx.kinds.is_same(unseen.kind, of);
    let unseen = cx.unseen_variables.iter().filter(|_| cx.kinds.is_data(data)).find(is_it)?;
    Some(unseen.name.clone())
}

/// `Length` and `f64`, or `Length` and `Time`.
fn two_names(cx: &Cx<'_>, alias: KindVar, kind: Kind) {
    if let Known::Exactly(Kind::Param(name)) = cx.kinds.known(alias)
        && cx.errors.alias(name) == Some(Kind::Param(name))
        && kind != Kind::Param(name)
        // Of two aliases, the later one in the alphabet is the other one.
        && !matches!(kind, Kind::Param(other) if cx.errors.alias(other).is_some() && *other > *name)
    {
        cx.errors.is_float(name, kind);
    }
}

/// The type of data as it is written somewhere.
pub(crate) fn type_text(cx: &Cx<'_>, kind: KindVar) -> Option<String> {
    let ty = cx.kinds.written(kind)?;
    (!ty.is_empty()).then(|| ty.to_owned())
}

/// The name of a type of data of which no field is known.
pub(crate) fn type_of_data(cx: &Cx<'_>, kind: KindVar) -> Option<String> {
    let name = cx.kinds.blank_data(kind)?;
    is_alias(name).then(|| name.to_owned())
}

/// Whether an alias can be called so.
pub(super) fn is_alias(name: &str) -> bool {
    name != "Self" && syn::parse_str::<syn::Ident>(name).is_ok()
}

/// Whether it is the name of a type with what belongs to it: `Point<2>`, `ode::State`.
fn is_path(name: &str) -> bool {
    name != "Self" && syn::parse_str::<syn::TypePath>(name).is_ok_and(|path| path.qself.is_none())
}

/// Whether data may be added to a number, and stay data. A type of an unknown name is taken for
/// an alias there, unless a field of it has been named; one that is called as vectors and complex numbers are is not, as data is
/// right whatever it is.
pub(crate) fn adds_numbers(cx: &Cx<'_>, kind: KindVar) -> bool {
    let is_data = cx.kinds.is_data(kind) && !capital::is_of_one_value(cx, kind);
    let is_struct = |name: &str| cx.kinds.has_named_fields(kind) || cx.errors.knows_no_float(name);
    let adds = |name: String| sounds_like_a_vector(&name) || is_struct(&name);
    is_complex(cx, kind) || (is_data && type_of_data(cx, kind).is_none_or(adds))
}

/// What was taken for another name of a float has a field, `.x`: it is a struct, if one of the names in
/// the function is.
pub(crate) fn has_field(cx: &Cx<'_>, of: &Operands) {
    let Shape::Leaf(operand) = of else { return };
    if !matches!(cx.known(*operand), Known::Exactly(kind) if kind.is_float()) {
        return;
    }
    cx.errors.aliases().into_keys().for_each(|name| cx.errors.is_no_float(&name));
}

/// What a function of a type gives, as far as its names tell: of a type that is called as
/// vectors and complex numbers are, what makes a value, `Complex64::new(re, im)`, gives data.
pub(crate) fn made(cx: &mut Cx<'_>, callee: &Callee) -> Option<KindVar> {
    let name = callee.name.to_string();
    let makes =
        callee.sounds_like_a_constructor() || matches!(&*name, "from" | "i" | "zero" | "one" | "identity" | "zeros");
    let ty = type_of(callee).filter(|ty| makes && ty != "Vec" && sounds_like_a_vector(ty))?;
    let kind = cx.kinds.data("");
    if ty.starts_with("Complex") {
        cx.complex.push(kind);
    }
    arrays::made(cx, &ty, kind);
    Some(kind)
}

/// Notes what a function of a `Unit` of nalgebra gives.
pub(crate) fn made_unit(cx: &mut Cx<'_>, callee: &Callee, made: &Shape<KindVar>) {
    if let Some(ty) = type_of(callee).filter(|_| callee.is_of_type()) {
        arrays::made_by(cx, &ty, made);
    }
}

/// A constant of a type that is called as vectors are, `DVec3::Z`, is data where it is added or
/// scaled.
pub(crate) fn named(cx: &mut Cx<'_>, path: &syn::ExprPath, kind: KindVar) {
    let ty = path.path.segments.iter().rev().nth(1).map(|segment| segment.ident.to_string());
    if cx.kinds.known(kind) == Known::Nothing && ty.is_some_and(|ty| sounds_like_a_vector(&ty)) {
        let data = cx.kinds.data("");
        // Nothing contradicts what is not known.
        let _ = cx.kinds.unify(kind, data);
    }
}

/// What the method of a complex number gives that has the name of a float's, or of what only
/// complex numbers have: a complex number; an answer, if it is a question.
pub(crate) fn of_complex(cx: &mut Cx<'_>, receiver: KindVar, name: &str) -> Option<KindVar> {
    if matches!(std_names::float_method(name), Some(Float::Predicate(_))) && products::is_complex(cx, receiver) {
        return Some(cx.exactly(Kind::Bool));
    }
    let gives_one =
        (name != "abs" && std_names::float_method(name).is_some()) || matches!(name, "conj" | "inv" | "powc" | "powu");
    (gives_one && products::is_complex(cx, receiver)).then(|| {
        let kind = cx.kinds.data("");
        cx.complex.push(kind);
        kind
    })
}

/// What a function of a complex number gives is one, in a function that gives one: a
/// characteristic function of another. Elsewhere it is tried where the function is refused.
pub(crate) fn of_function(cx: &mut Cx<'_>, args: &[Operands]) -> Option<KindVar> {
    let is_one = |kind: &KindVar| products::is_complex(cx, *kind);
    let gives_one = cx.errors.calls_are_data() || cx.result.leaves().into_iter().any(is_one);
    let is_given_one = args.iter().flat_map(Shape::leaves).any(|operand| is_one(&operand.kind));
    // Unless its use says that it is a number.
    (gives_one && is_given_one).then(|| {
        let kind = cx.kinds.fresh(Known::Part);
        cx.complex.push(kind);
        kind
    })
}

/// Takes a constant for a part of data: its use tells what it is, and where that does not, data is right
/// whatever it is. In a function that names a part of a complex number, `t.re`, or
/// the type of one, what is computed of it is one as far as nothing says otherwise.
pub(crate) fn constant(cx: &mut Cx<'_>, kind: KindVar) {
    let part = cx.kinds.fresh(Known::Part);
    // Nothing contradicts what is not known.
    let _ = cx.kinds.unify(kind, part);
    let gives_one = cx.result.leaves().into_iter().any(|kind| is_complex(cx, *kind));
    if gives_one || names_complex(cx.body.clone()) {
        cx.complex.push(kind);
    }
}

fn names_complex(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "re" || word == "im" || word.to_string().starts_with("Complex"),
        TokenTree::Group(group) => names_complex(group.stream()),
        _ => false,
    })
}

/// Whether it is data of a type that is called as complex numbers are: a product of two is one.
pub(crate) fn is_complex(cx: &Cx<'_>, kind: KindVar) -> bool {
    // `Complex<f64>`, `num_complex::Complex64`
    let is_written = || {
        let ty = cx.kinds.written(kind).and_then(|ty| syn::parse_str::<syn::TypePath>(ty).ok());
        ty.and_then(|ty| ty.path.segments.last().map(|last| last.ident.to_string().starts_with("Complex")))
    };
    let is_made = || cx.complex.iter().any(|known| cx.kinds.is_same(*known, kind));
    match cx.kinds.known(kind) {
        Known::Part => is_made(),
        _ => cx.kinds.is_data(kind) && (is_made() || is_written() == Some(true)),
    }
}

/// Whether what a function of a type gives that reads no active value, `State::rest()`, is
/// taken for a part of data: its use tells what it is, and where that does not, data is right
/// whatever it is. It costs more than a constant does, so it is tried where the function is
/// refused otherwise.
pub(crate) fn may_be_made(cx: &Cx<'_>, callee: &Callee) -> bool {
    cx.errors.constants_are_data() && type_of(callee).is_some_and(|ty| Kind::of_primitive(&ty).is_none())
}

/// The name of the type whose function is called.
fn type_of(callee: &Callee) -> Option<String> {
    type_name(callee.prefix.clone())
}

fn sounds_like_a_vector(name: &str) -> bool {
    let name = name.strip_prefix('D').unwrap_or(name);
    ["Complex", "Vec", "Vector", "Mat", "Quat", "Array"].into_iter().any(|word| {
        name.strip_prefix(word)
            .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, 'A' | 'f' | 'd')))
    })
}

/// What a number is cast to, and is not known: of a type that is data elsewhere, an alias.
pub(crate) fn of_cast(cx: &Cx<'_>, ty: &str) {
    let name = cx.kinds.known_data(ty).and_then(|kind| type_of_data(cx, kind));
    if let Some(name) = name {
        cx.errors.is_float(&name, Kind::of_parameter(&name));
    }
}

/// Whether people call an alias of a float so. A method of a type by such a name is that of a
/// float, if it has a float's name.
pub(crate) fn sounds_like_a_float(name: &str) -> bool {
    matches!(name, "Real" | "Float" | "Scalar" | "Number" | "Num" | "Flt" | "Fp" | "FloatType" | "F" | "T")
}

/// What was concluded, for rustc to check.
pub(crate) fn claims(errors: &Errors) -> Vec<TokenStream> {
    let (mut claims, mut has_floats) = (Vec::new(), false);
    for (name, _) in errors.aliases() {
        let (Ok(ty), Some(kind)) = (name.parse::<TokenStream>(), errors.alias(&name)) else { continue };
        let of = Ident::new("of", Span::mixed_site());
        if let Some(memory) = written(kind) {
            claims.push(quote!(let _: fn(#ty) -> #memory = |#of| #of;));
            continue;
        }
        has_floats = true;
        claims.push(quote!(let _ = __autodiff_crate::__private::scalar::<#ty>;));
        if kind.type_name() != name {
            let float = Ident::new(kind.type_name(), Span::call_site());
            claims.push(quote!(let _: fn(#ty) -> #float = |#of| #of;));
        }
    }
    for (name, floats) in errors.tuple_aliases() {
        let Ok(ty) = name.parse::<TokenStream>() else { continue };
        let of = Ident::new("of", Span::mixed_site());
        let floats = floats.iter().map(|float| Ident::new(float.type_name(), Span::call_site()));
        claims.push(quote!(let _: fn(#ty) -> (#(#floats),*) = |#of| #of;));
    }
    if has_floats {
        claims.push(quote!(
            use __autodiff_crate::__private::Scalar as _;
        ));
    }
    claims
}
