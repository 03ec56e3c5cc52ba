//! The arguments of a call.

use super::body::Body;
use super::code::{Suffix, shaped};
use super::{located, memory};
use crate::ir::{Apply, Atom, Call, Called, Form, Init, Kind, Memory, New, Op, Shape, Step, Stmt, Value, type_name};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// An argument. Whether the companion of `Type::name` takes a value by reference, as that
/// of a method with a `self` does, is left to rustc.
pub(super) fn argument(body: &mut Body<'_>, call: &Call, arg: &Shape<Atom>) -> TokenStream {
    let is_data = |w: Value| matches!(body.kind(w).memory(), Some(memory) if matches!(memory.form, Form::Data(_)));
    match arg {
        Shape::Leaf(Atom::Value(w))
            if (body.lent.has(*w) && !call.callee.is_conversion())
                || (is_data(*w) && !call.companion.is_empty() && may_take_self(body, call, (arg, *w)))
                || (may_be_viewed(body, *w) && call.companion.is_empty() && is_free(call))
                || is_self_without_floats(body, call, (arg, *w)) =>
        {
            let (given, source) = (body.private("given"), memory::handle(body, *w).shared());
            quote!(#given(#source))
        }
        // A constant that the function writes down moves into the first call that takes it.
        Shape::Leaf(Atom::Value(w))
            if body.uses.count(*w) > 1
                && is_written_down(body, *w)
                && let Some(name) = body.names.known(*w) =>
        {
            let clone = body.private("Clone");
            quote!(#clone::clone(&#name))
        }
        // An operand of which nothing is seen may be a reference itself.
        Shape::Ref(inner) if call.callee.called == Called::Operator && is_unseen(body, inner) => {
            body.import("ops::Operand as _");
            let operand = shaped(body, inner, Suffix::Bare);
            quote!(#operand.as_operand())
        }
        // In the companions it refers to an `Option`, where the user's may hold a reference.
        Shape::Ref(inner)
            if call.companion.is_empty()
                && let Some(w) = option(body, inner) =>
        {
            let (given, source) = (body.private("given"), memory::handle(body, w).shared());
            quote!(#given(#source))
        }
        arg => match shaped(body, arg, Suffix::Bare) {
            none if !call.companion.is_empty() && located::is(&none, "None") => {
                let nothing = body.private("nothing");
                quote!(#nothing())
            }
            arg => arg,
        },
    }
}

/// An `Option` that is data of a type that is written.
fn option(body: &Body<'_>, arg: &Shape<Atom>) -> Option<Value> {
    let Shape::Leaf(Atom::Value(w)) = arg else { return None };
    let Kind::Memory(Memory { form: Form::Data(data), .. }) = body.kind(*w) else { return None };
    data.ty.starts_with("Option<").then_some(*w)
}

/// Whether it is no function of a type: these are often of any type, `Point3::from(v)`.
fn is_free(call: &Call) -> bool {
    call.callee.called == Called::Path && !call.callee.is_of_type()
}

/// Whether it may be an array of ndarray, of which the function itself takes a view.
fn may_be_viewed(body: &Body<'_>, w: Value) -> bool {
    match body.kind(w).memory().map(|memory| &memory.form) {
        Some(Form::Data(data)) if data.ty.is_empty() => is_of_method(body, w),
        Some(Form::Data(data)) => data.ty.contains("ndarray :: Array") || data.ty.contains("ndarray::Array"),
        _ => false,
    }
}

/// Whether a method gives it, as `a.row(0)`: what an operator gives is no view.
fn is_of_method(body: &Body<'_>, w: Value) -> bool {
    let mut is_one = false;
    body.func.body.visit(&mut |stmt| {
        if let Stmt::Call(call) = stmt {
            is_one |= matches!(call.callee.called, Called::Method(_)) && call.dst == Shape::Leaf(w);
        }
    });
    is_one
}

/// Whether nothing is seen of an argument, which may be a reference then.
fn is_unseen(body: &Body<'_>, arg: &Shape<Atom>) -> bool {
    matches!(arg, Shape::Leaf(Atom::Value(w)) if body.kind(*w) == Kind::Opaque || is_of_code(body, *w))
}

/// Whether data comes from code that is passed through. What comes out of a constant collection, `for o in seen`,
/// is a reference to it.
pub(super) fn is_of_code(body: &Body<'_>, w: Value) -> bool {
    let is_data = matches!(body.kind(w).memory(), Some(memory) if matches!(memory.form, Form::Data(_)));
    let mut is_one = false;
    if is_data {
        body.func.body.visit(&mut |stmt| {
            is_one |= matches!(stmt, Stmt::Apply(Apply { dst, op: Op::Foreign(_), .. }) if *dst == w);
        });
    }
    is_one
}

/// Whether it may be the `self` of a method that is called by its path. What makes a value of its type
/// takes none, and is given what its parts are: rustc knows the parameters of the type by them,
/// `Chain::start(Model { k }, x)`.
fn may_take_self(body: &Body<'_>, call: &Call, (arg, w): (&Shape<Atom>, Value)) -> bool {
    let is_part = || is_of_another_type(body, call, w) && (!may_be_first(call, arg) || sounds_like_a_maker(call));
    call.callee.is_of_type() && !call.callee.sounds_like_a_constructor() && !is_part()
}

/// Whether it is a constant that a function of the type has made, `Config::with(config, x)`: then it is the
/// `self` of what is called, which its companions take by reference, and itself from a clone.
fn is_self_without_floats(body: &Body<'_>, call: &Call, (arg, w): (&Shape<Atom>, Value)) -> bool {
    let is_first = call.args.first().is_some_and(|first| std::ptr::eq(first, arg));
    if !is_first
        || body.kind(w) != Kind::Opaque
        || body.names.known(w).is_none()
        || !call.callee.is_of_type()
        || call.callee.sounds_like_a_constructor()
    {
        return false;
    }
    let of = type_name(call.callee.prefix.clone());
    let mut is_made = false;
    body.func.body.visit(&mut |stmt| {
        if let Stmt::Call(maker) = stmt {
            let is_maker = maker.dst == Shape::Leaf(w) && maker.callee.is_of_type();
            is_made |= is_maker && type_name(maker.callee.prefix.clone()) == of;
        }
    });
    is_made
}

/// Whether it is a struct or a variant of constants, `Call { k: 1.0 }`, of a type that is not looked into.
fn is_written_down(body: &Body<'_>, w: Value) -> bool {
    let mut is_one = false;
    if body.kind(w) == Kind::Opaque {
        body.func.body.visit(&mut |stmt| {
            if let Stmt::Apply(Apply { dst, op: Op::Foreign(code), .. }) = stmt
                && *dst == w
            {
                let mut tokens = code.code.clone().into_iter();
                is_one |= matches!(tokens.next(), Some(TokenTree::Ident(name)) if name.to_string().starts_with(char::is_uppercase));
            }
        });
    }
    is_one
}

/// Whether it is the first argument, or the tangent of that.
fn may_be_first(call: &Call, arg: &Shape<Atom>) -> bool {
    let position = call.args.iter().position(|other| std::ptr::eq(other, arg));
    position.is_none_or(|at| at == 0 || at == call.roles.len())
}

/// Whether what is called is not named as the methods are that a trait has, `Metric::distance(p, q)`.
fn sounds_like_a_maker(call: &Call) -> bool {
    let name = call.callee.name.to_string();
    let first = name.split('_').next().unwrap_or_default();
    matches!(first, "with" | "build" | "create" | "make" | "init" | "start" | "of" | "by" | "between" | "around")
}

/// Whether what a value is made as says that it is not of the type whose function is called. Of names of
/// which one holds the other, `Vector::dot(Vector3::new(x, y, z), v)`, one may be an alias.
fn is_of_another_type(body: &Body<'_>, call: &Call, w: Value) -> bool {
    let (Some(of), Some(made)) = (type_name(call.callee.prefix.clone()), made_as(body, w)) else { return false };
    let is_open = |name: &str| matches!(name, "Self" | "Option" | "Result" | "Box" | "Rc" | "Arc" | "Cow" | "Vec");
    !is_open(&of) && !is_open(&made) && !of.contains(&made) && !made.contains(&of)
}

/// The name of the type that a value is made as: as it is written somewhere, by fields with names, or by
/// a function of the type.
fn made_as(body: &Body<'_>, w: Value) -> Option<String> {
    if let Some(Memory { form: Form::Data(data), .. }) = body.kind(w).memory()
        && !data.ty.is_empty()
    {
        return type_name(data.ty.parse().ok()?);
    }
    let mut made = None;
    body.func.body.visit(&mut |stmt| match stmt {
        Stmt::New(New { dst, init: Init::Data { path, fields, .. }, .. }) if *dst == w => {
            let is_variant = |(step, _): &(Step, _)| !matches!(step, Step::Named(_));
            made = if fields.iter().any(is_variant) { None } else { type_name(path.clone()) };
        }
        Stmt::New(New { dst, init: Init::Copy(of), .. }) if *dst == w && of.path.is_empty() => {
            made = made_as(body, of.base);
        }
        Stmt::Call(of) if of.callee.sounds_like_a_constructor() && gives(of, w) => {
            made = type_name(of.callee.prefix.clone());
        }
        _ => {}
    });
    made
}

/// Whether it is what a call gives, or the tangent of that.
fn gives(call: &Call, w: Value) -> bool {
    let parts = if call.companion == "jvp" { 2 } else { 1 };
    call.dst.leaves().into_iter().take(parts).any(|part| *part == w)
}
