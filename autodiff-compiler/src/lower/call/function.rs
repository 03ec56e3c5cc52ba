//! Calls: a function on active values is differentiated through its companions.
//!
//! The naming is the protocol: a call of `path::g` becomes a call of
//! `path::g_jvp` or `path::g_vjp`, whoever wrote those.

use super::argument::{self, Arguments};
use super::chosen;
use super::convert;
use super::curried;
use super::float_method;
use super::function_value;
use super::integers;
use super::new_vector;
use super::{handed_on, imported, item, kept, parameter, sibling};
use crate::errors::Message;
use crate::ir::{By, Call, Called, Callee, Fails, Kind, OnActive, Record, Shape, Stmt};
use crate::lower::border::types;
use crate::lower::foreign::code::{self, Passed};
use crate::lower::memory::data;
use crate::lower::option::asked;
use crate::lower::state::capital;
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res, Slot, error_at, origin};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::neighbours;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::settle;
use crate::lower::state::typed::typed;
use crate::lower::state::{alias, arrays};
use crate::lower::value::expr::{Expect, any, expression};
use crate::std_names;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use std::rc::Rc;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprCall, ExprPath, Token};

pub(crate) fn call(cx: &mut Cx<'_>, call: &ExprCall, expect: &Expect) -> Res<Operands> {
    crate::lower::border::curried::note(cx, call);
    let known = function_value::call(cx, call).or_else(|| chosen::call(cx, call, expect));
    if let Some(value) = known.or_else(|| curried::call(cx, call, expect)) {
        return value;
    }
    let Expr::Path(path) = &*call.func else {
        if is_held(&call.func) {
            return value(cx, call, Message::FunctionHeld);
        }
        let what = "a call of something that is not a function's path".to_owned();
        return value(cx, call, Message::UnsupportedExpression { what });
    };
    // A function is not called by the name of a variable, but what another macro calls
    // a variable is none here.
    if let Some(name) = path.path.get_ident()
        && !cx.scope.is_foreign(name)
        && let Some(binding) = cx.scope.find(name)
    {
        if let crate::lower::state::scope::Binding::Var(var) = binding
            && let crate::lower::state::scope::Holds::Closure(closure) = cx.scope.get(var).clone()
        {
            return crate::lower::value::closure::call(cx, call, &closure, &call.args.iter().collect::<Vec<_>>());
        }
        return value(cx, call, Message::ClosureCall { name: name.to_string() });
    }
    if let Some(other) = super::queue::of_call(path, call).or_else(|| super::of_crates::written(cx, path, call)) {
        return expression(cx, &other, expect);
    }
    let made = crate::lower::memory::from_fn::call(cx, path, call, expect)
        .or_else(|| super::foreign_array::constructor(cx, path, call))
        .or_else(|| super::foreign_matrix::constructor(cx, path, call, expect));
    if let Some(made) = made {
        return made;
    }
    if let Some(value) = crate::lower::call::exchange::call(cx, path, call) {
        return value;
    }
    if let Some(vector) = new_vector::new_vector(cx, (call, path), expect) {
        return vector;
    }
    if data::is_call(cx, call, path, expect) {
        return data::call(cx, call, &path.path, call.args.iter(), expect);
    }
    let args = of_std(cx, call, path);
    let mut args = args.unwrap_or_else(|| argument::arguments(cx, call.args.iter()))?;
    kept::mark_of_path(cx, path, &mut args, call);
    let value = function(cx, (call, call), path, &args, expect)?;
    args.finish(cx, call)?;
    Ok(value)
}

/// `(self.f)`, `(&fs[i])`
fn is_held(function: &Expr) -> bool {
    match function {
        Expr::Paren(inner) => is_held(&inner.expr),
        Expr::Group(inner) => is_held(&inner.expr),
        Expr::Reference(inner) => is_held(&inner.expr),
        Expr::Unary(inner) => is_held(&inner.expr),
        Expr::Field(_) | Expr::Index(_) => true,
        _ => false,
    }
}

/// What a function of std is given, if there is a function among it: that has no companions,
/// and a closure that reads no float stands there as it is written.
fn of_std(cx: &mut Cx<'_>, call: &ExprCall, path: &ExprPath) -> Option<Res<Arguments>> {
    let is_function = |arg: &Expr| matches!(arg, Expr::Closure(_)) || item::is_name(cx, arg);
    if !call.args.iter().any(is_function) || claim::standard_function(cx, path).is_none() {
        return None;
    }
    let values: Vec<_> = call.args.iter().map(|arg| expression(cx, arg, &any())).collect();
    Some(values.into_iter().collect::<Res<_>>().map(Arguments::plain))
}

/// A function given by its path, on values. A reader is shown `at`.
pub(crate) fn of_path(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    path: &ExprPath,
    (values, expect): (&[Operands], &Expect),
) -> Res<Operands> {
    let arguments = Arguments::plain(values.to_vec());
    let code = quote!(#path());
    let call: ExprCall = syn::parse2(code)
        .map_err(|_| cx.refuse(path, Message::UnsupportedExpression { what: "this function value".to_owned() }))?;
    function(cx, (&call, at), path, &arguments, expect)
}

/// The call of a path, on arguments that have been run, and what a reader is shown of it.
pub(super) fn function(
    cx: &mut Cx<'_>,
    (call, at): (&ExprCall, &dyn ToTokens),
    path: &ExprPath,
    arguments: &Arguments,
    expect: &Expect,
) -> Res<Operands> {
    let args = &arguments.values[..];
    super::foreign_matrix::extents(cx, path, args);
    let last = path.path.segments.last().expect("a path has a segment");
    let name = last.ident.to_string();
    if let Some(value) = parameter::call(cx, call, path, args) {
        return value;
    }
    if let Some(kind) = float_type(path).filter(|_| !is_added_to_floats(&name)) {
        claim::of_primitive(cx, path);
        if name == "from" && args.len() == 1 {
            return convert::from_float_type(cx, call, (kind, &args[0]), expect);
        }
        if let Some(result) = float_method::path_form(cx, at, &name, kind, args) {
            return result;
        }
        if std_names::takes_bits(&name) {
            let error = Box::new(error_at(path, Message::BitsOfActive { name }));
            let passed = passed(cx, call, path, args, OnActive::OfBits(error));
            return Ok(code::apply(cx, at, passed, Known::Exactly(kind)));
        }
        return unknown(cx, call, path, args, Message::UnknownMethod { name });
    }
    if capital::is_constructor(cx, call) {
        return unknown(cx, call, path, args, Message::ConstructorOnActive { name });
    }
    sibling::declared(cx, path, args);
    let expect = &in_sight(cx, (call, path), &name).unwrap_or_else(|| expect.clone());
    let is_plain = cx.plain_functions.contains(&name) && path.path.get_ident().is_some();
    let writes = args.iter().any(|arg| !arg.passed(By::InOut).is_empty());
    if is_plain && (writes || !is_inactive(cx, expect)) {
        let on_active = OnActive::Error(Box::new(error_at(&call.func, Message::NotGrad { name })));
        let passed = passed(cx, call, path, args, on_active);
        return Ok(code::shaped(cx, at, passed, expect));
    }
    let (prefix, name, generics) = imported::resolved(cx, path).expect("a path has a name");
    let primal = curried::primal(&call.attrs);
    let callee = CompanionCall { called: Called::Path, at, prefix, name, generics, places: &call.args, primal };
    companion(cx, callee, arguments, expect)
}

/// Whether what a function gives has no derivative, so that no companion of it is called.
fn is_inactive(cx: &Cx<'_>, result: &Expect) -> bool {
    let is_inactive = |kind: KindVar| matches!(cx.kinds.known(kind), Known::Exactly(Kind::Int(_) | Kind::Bool));
    result.leaves().into_iter().all(|kind| kind.is_some_and(is_inactive))
}

/// A call of a value: a variable, a parameter or a field that is a function.
fn value(cx: &mut Cx<'_>, call: &ExprCall, message: Message) -> Res<Operands> {
    let mut atoms = Vec::new();
    let function = code::expression_code(cx, &call.func, &mut atoms)?;
    let args: Vec<_> = call.args.iter().map(|arg| expression(cx, arg, &any())).collect();
    let args = args.into_iter().collect::<Res<Vec<_>>>()?;
    let code: Vec<_> = args.iter().map(|arg| code::operand_code(cx, arg, &mut atoms)).collect();
    let on_active = OnActive::Error(Box::new(error_at(&call.func, message)));
    let code = quote_spanned!(call.paren_token.span.join()=> (#function)(#(#code),*));
    Ok(code::apply(cx, call, Passed::new(code, atoms, on_active), Known::Nothing))
}

/// What a function in sight returns, and `<[f64; 2]>::default()`, `<[f64; 2]>::from(v)`.
fn in_sight(cx: &mut Cx<'_>, (call, path): (&ExprCall, &ExprPath), name: &str) -> Option<Expect> {
    if let (Some(qself), "default" | "from") = (&path.qself, name) {
        let of_type = types::shape(cx, &qself.ty)?;
        return Some(of_type.map(&mut |kind| Some(*kind)));
    }
    if let Some(neighbour) = neighbours::function(cx, path) {
        let result = asked::taken_of(cx, call, neighbour.result, neighbour.payload);
        return Some(result?.map(&mut |kind| Some(cx.exactly(*kind))));
    }
    let local = path.path.get_ident().is_some() || path.path.segments.first().is_some_and(|s| s.ident == "Self");
    let results = asked::taken_of(cx, call, Some(&cx.results), Some(&cx.payloads))?;
    let (_, shape) = results.iter().rev().find(|(n, _)| n == name && local)?.clone();
    Some(shape.owned().map(&mut |kind| Some(cx.exactly(*kind))))
}

pub(crate) fn any_float(cx: &Cx<'_>, args: &[Operands]) -> bool {
    args.iter().flat_map(Shape::leaves).any(|o| cx.kinds.may_hold_float(o.kind))
}

/// The float type of `f64::name`, `<f64>::name`, `core::primitive::f64::name`.
pub(crate) fn float_type(path: &ExprPath) -> Option<Kind> {
    let name = match &path.qself {
        Some(qself) => types::text(&qself.ty),
        None => path.path.segments.iter().rev().nth(1)?.ident.to_string(),
    };
    Kind::of_primitive(&name).filter(|kind| kind.is_float())
}

/// Whether a function of a float's type is one that a trait of the user's adds, `f64::mix(&a, &b)`: std
/// has none of that name.
fn is_added_to_floats(name: &str) -> bool {
    std_names::float_function(name).is_none()
        && !std_names::is_of_floats(name)
        && !std_names::takes_bits(name)
        && name != "from"
}

/// A function that has no companions: an error on an active argument.
fn unknown(cx: &mut Cx<'_>, call: &ExprCall, path: &ExprPath, args: &[Operands], message: Message) -> Res<Operands> {
    let on_active = OnActive::Error(Box::new(error_at(path, message)));
    let is_capital = data::is_capital(&path.path);
    // A callee may have a slot for it: for `Some(LIMIT)`, for a type around an integer, `Date(10)`, and
    // for `Feature::Face(0)`, as other variants of its enum may hold floats.
    let known = if is_capital { Known::Unseen } else { Known::Nothing };
    let passed = passed(cx, call, path, args, on_active);
    let made = code::apply(cx, call, passed, known);
    if let (true, Shape::Leaf(operand)) = (known != Known::Nothing, &made) {
        let parts: Vec<_> = args.iter().map(|arg| arg.map(&mut |o| o.kind)).collect();
        capital::is_made(cx, path, (operand.kind, &parts));
        // What is made of constants is data where it meets data, as a variant without fields is.
        cx.named.variants.push((types::text(call), operand.kind));
    }
    Ok(made)
}

/// A call that is passed through.
fn passed(cx: &mut Cx<'_>, call: &ExprCall, path: &ExprPath, args: &[Operands], on_active: OnActive) -> Passed {
    let mut atoms = Vec::new();
    let code: Vec<_> = args.iter().map(|arg| code::operand_code(cx, arg, &mut atoms)).collect();
    Passed::new(quote_spanned!(call.paren_token.span.join()=> #path(#(#code),*)), atoms, on_active)
}

/// `path::` before the name, and the turbofish after it.
pub(crate) fn split(path: &ExprPath) -> (TokenStream, TokenStream) {
    let mut shortened = path.clone();
    let generics = match shortened.path.segments.pop().map(|segment| segment.arguments) {
        Some(syn::PathArguments::AngleBracketed(mut arguments)) => {
            arguments.colon2_token.get_or_insert_with(Default::default);
            arguments.into_token_stream()
        }
        _ => TokenStream::new(),
    };
    let prefix = match &path.qself {
        // `<T as Trait>::`: the qualified part prints with the path.
        Some(_) => shortened.into_token_stream(),
        None => shortened.path.into_token_stream(),
    };
    (prefix, generics)
}

/// Whose companion is called, and where.
pub(crate) struct CompanionCall<'c> {
    pub(crate) at: &'c dyn ToTokens,
    pub(crate) called: Called,
    pub(crate) prefix: TokenStream,
    pub(crate) name: Ident,
    pub(crate) generics: TokenStream,
    /// The arguments in the source.
    pub(crate) places: &'c Punctuated<Expr, Token![,]>,
    /// What its name ends in where no derivative is asked for.
    pub(crate) primal: &'static str,
}

/// Appends the call. What its place expects gives the shape of its result.
pub(crate) fn companion(
    cx: &mut Cx<'_>,
    target: CompanionCall<'_>,
    arguments: &Arguments,
    expect: &Expect,
) -> Res<Operands> {
    let CompanionCall { at, called, prefix, name, generics, places, primal } = target;
    let fails = asked::taken(cx, at);
    // What a call gives that is asked is not what another one gives.
    let question = match fails {
        Fails::Asked(_) => "?",
        Fails::Told(_) => " told",
        Fails::Unasked => " unasked",
        _ => "",
    };
    let path = format!("{prefix}{name}{generics}{question}");
    let args = &mut arguments.values.clone()[..];
    sibling::arguments(cx, &path, args);
    if called == Called::Path {
        integers::note(cx, &format!("{path}({})", places.to_token_stream()), args);
    }
    let floats = any_float(cx, args);
    if floats {
        must_be_known(cx, args, places);
    }
    let of_data = args.iter().flat_map(Shape::leaves).any(|o| cx.may_be_data(o.kind));
    let primal = if called != Called::Function && function_value::is_among(cx, args) { "_primal" } else { primal };
    let callee =
        Rc::new(Callee { offers: neighbours::offers(cx, called, args, &name), called, prefix, name, generics, primal });
    // What a function of a type gives is as a rule of that type: `Vector3::new(x, y, z)`.
    let is_of_type = called == Called::Path && callee.is_of_type() && !path.starts_with("Self");
    let known = match floats {
        _ if of_data || (floats && (is_of_type || handed_on::may_be_data(cx, &callee))) => Known::Part,
        true => Known::CallResult,
        false if is_of_type && alias::may_be_made(cx, &callee) => Known::Part,
        false => Known::Nothing,
    };
    let is_made = is_of_type && known == Known::Part && callee.name == "new";
    let mut expect = sibling::expectation(cx, &path, expect);
    if is_of_type && expect == any() {
        expect = Shape::Leaf(alias::made(cx, &callee));
    }
    if called == Called::Path && !is_of_type && expect == any() {
        expect = Shape::Leaf(alias::of_function(cx, args));
    }
    let result = result(cx, &expect, known).owned();
    let callee = if is_of_type { sibling::of_written_type(cx, callee, &result) } else { callee };
    arrays::note(cx, args, &result);
    alias::made_unit(cx, &callee, &result);
    if let (true, Shape::Leaf(kind)) = (is_made, &result) {
        // No number is made so.
        settle::data_kind(cx, *kind);
    }
    sibling::remember(cx, path, args, &result);
    let dst = result.map(&mut |kind| cx.fresh(*kind));
    for w in dst.leaves() {
        cx.homes.insert(*w, cx.around.len());
        if is_of_type && !of_data {
            cx.of_types.insert(*w);
        }
    }
    if !floats && args.iter().all(|arg| arg.passed(By::InOut).is_empty()) {
        cx.plain_calls.extend(dst.leaves());
        // It needs no companion, and what it gives has no shadow.
        cx.given.extend(dst.leaves());
    }
    let mut kinds = result.leaves().into_iter().copied().collect::<Vec<_>>().into_iter();
    let operands = dst.map(&mut |w| Operand { atom: (*w).into(), kind: kinds.next().expect("one kind a leaf") });
    let args: Vec<_> = args.iter().map(|arg| arg.map(&mut |o| typed(cx, *o))).collect();
    cx.out.push(Stmt::Call(Call {
        dst,
        callee,
        companion: String::new(),
        args,
        roles: arguments.roles.clone(),
        saved: Vec::new(),
        slots: None,
        constants: None,
        sums: Vec::new(),
        runs_again: false,
        tangents: None,
        fails,
        record: Record::None,
        origin: origin(at),
    }));
    Ok(operands)
}

/// Whether an argument has a tangent is part of the companion's shape.
fn must_be_known(cx: &mut Cx<'_>, args: &[Operands], places: &Punctuated<Expr, Token![,]>) {
    for (arg, place) in args.iter().zip(places) {
        let scalars = arg.leaves().into_iter().flat_map(|o| cx.kinds.scalars(o.kind));
        let unknown = scalars.filter(|kind| cx.kinds.known(*kind) == Known::Nothing);
        let unknown: Vec<_> = unknown.map(|kind| (kind, error_at(place, Message::NeedsAnnotation))).collect();
        let slot = if has_slot(cx, arg) { Slot::There } else { Slot::None };
        cx.must_know.extend(unknown.into_iter().map(|(kind, error)| (kind, slot, error)));
    }
}

/// Whether nothing need be known of an argument: it is one value, and the callee
/// has a slot for its tangent.
fn has_slot(cx: &Cx<'_>, arg: &Operands) -> bool {
    matches!(arg.behind_refs(), Shape::Leaf(o) if cx.kinds.as_memory(o.kind).is_none() || cx.kinds.is_unseen(o.kind))
}

fn result(cx: &mut Cx<'_>, expect: &Expect, known: Known) -> Shape<KindVar> {
    expect.map(&mut |kind| kind.unwrap_or_else(|| cx.kinds.fresh(known)))
}
