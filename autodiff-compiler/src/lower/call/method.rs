//! Method calls: the rules of floats, companions of methods, foreign ones.

use crate::catalog::{self, IntegerMethod, Method, Std};
use crate::errors::{Error, Message};
use crate::ir::{IntKind, Kind, OnActive, Op, Shape, hole};
use crate::lower::foreign::code;
use crate::lower::iter::ends;
use crate::lower::iter::pipeline;
use crate::lower::iter::search;
use crate::lower::memory::place::{self, Found};
use crate::lower::memory::slice_method;
use crate::lower::option::take_apart;
use crate::lower::state::cx::{Cx, Res, error_at};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::tokens::claim;
use crate::lower::tokens::purity;
use crate::lower::value::expr::{Expect, any, as_scalar, expression};
use crate::lower::value::typed::typed_in_place;
use autodiff_core::rule::{ArgKind, Rule};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprMethodCall};

pub(crate) fn method_call(cx: &mut Cx<'_>, call: &ExprMethodCall, expect: &Expect) -> Res<Operands> {
    let name = call.method.to_string();
    crate::lower::state::settle::call(cx, call);
    if let Some(value) = on_memory(cx, call, expect) {
        return value;
    }
    if code::is_rooted(cx, &call.receiver) && !is_new(&call.receiver) && !is_float_field(cx, call, &name) {
        return crate::lower::foreign::method::on_foreign(cx, call, expect);
    }
    cx.chain.push(call.method.clone());
    let receiver = expression(cx, &call.receiver, &any());
    cx.chain.pop();
    on(cx, call, receiver)
}

fn on_read(cx: &mut Cx<'_>, call: &ExprMethodCall, receiver: &Operands) -> Res<Operands> {
    on(cx, call, Ok(receiver.clone()))
}

/// A method of a value.
fn on(cx: &mut Cx<'_>, call: &ExprMethodCall, receiver: Res<Operands>) -> Res<Operands> {
    let name = call.method.to_string();
    let chain = std::mem::take(&mut cx.chain);
    let args: Vec<_> = call.args.iter().map(|arg| code::argument(cx, arg)).collect();
    cx.chain = chain;
    let (receiver, args) = (receiver?, args.into_iter().collect::<Res<Vec<_>>>()?);
    if matches!(catalog::float_method(&name), Some(Method::Identity))
        && args.is_empty()
        && !is_of_its_own(cx, &receiver)
    {
        return Ok(receiver.behind_refs().clone());
    }
    if cx.dialect == crate::lower::state::cx::Dialect::Rule && name == "saturating_sub" {
        return saturating_sub(cx, call, &receiver, &args);
    }
    let receiver = as_scalar(cx, &call.receiver, &receiver)?;
    let floats = args.iter().flat_map(Shape::leaves).any(|o| cx.known(*o).may_be_float());
    let is_float = match cx.known(receiver) {
        Known::Nothing => catalog::only_on_floats(&name) || (floats && catalog::float_method(&name).is_some()),
        known => known.may_be_float(),
    };
    if is_float && let Some(method) = catalog::float_method(&name) {
        return float_method(cx, call, method, receiver, &args);
    }
    on_value(cx, call, receiver, &args)
}

/// Whether a value may be of a type of its own: a clone of it is another value, with a
/// state of its own, and `"a".to_owned()` is not even of the same type.
fn is_of_its_own(cx: &Cx<'_>, value: &Operands) -> bool {
    let is_unseen = |known| matches!(known, Known::Exactly(Kind::Opaque) | Known::Nothing | Known::Unseen);
    matches!(value.behind_refs(), Shape::Leaf(o) if is_unseen(cx.known(*o)))
}

/// Methods of memory, and of iterators over it.
fn on_memory(cx: &mut Cx<'_>, call: &ExprMethodCall, expect: &Expect) -> Option<Res<Operands>> {
    if ends::is_end(cx, call) {
        return Some(ends::end(cx, call, expect));
    }
    if let Some(giver) = take_apart::ended(cx, call) {
        return Some(take_apart::end(cx, call, &giver, expect));
    }
    if !pipeline::gives_memory(cx, &call.receiver) {
        return None;
    }
    match place::locate(cx, &call.receiver) {
        Ok(Found::Place(place)) => slice_method::method(cx, call, &place, expect).or_else(|| {
            let value = place::read(cx, &call.receiver, &place);
            Some(on_read(cx, call, &value))
        }),
        Ok(Found::Value(value)) => Some(on_read(cx, call, &value)),
        Err(stop) => Some(Err(stop)),
    }
}

/// A field or constant of unknown type on which a method of floats is called:
/// `self.k.powf(x)`, `K.max(x)`.
fn is_float_field(cx: &Cx<'_>, call: &ExprMethodCall, name: &str) -> bool {
    let is_place = match &*call.receiver {
        // A method of `self` or of a parameter is the user's own.
        Expr::Path(path) => !code::is_foreign(cx, &call.receiver) && !starts_like_a_type(path),
        Expr::Reference(_) => false,
        _ => true,
    };
    let floats = call.args.iter().any(|arg| {
        code::mentions_float(cx, &arg.to_token_stream())
            || matches!(arg, Expr::Lit(lit) if matches!(lit.lit, syn::Lit::Float(_)))
    });
    is_place && catalog::float_method(name).is_some() && (catalog::only_on_floats(name) || floats)
}

fn starts_like_a_type(path: &syn::ExprPath) -> bool {
    path.path.segments.last().is_some_and(|s| s.ident.to_string().chars().any(char::is_lowercase))
}

/// `f64::hypot(x, y)`: the method with its receiver as the first argument.
pub(crate) fn path_form(
    cx: &mut Cx<'_>,
    at: &impl ToTokens,
    name: &str,
    kind: Kind,
    args: &[Operands],
) -> Option<Res<Operands>> {
    let method = catalog::float_method(name)?;
    let (receiver, rest) = args.split_first()?;
    Some(as_scalar(cx, at, receiver).and_then(|receiver| {
        let wanted = cx.exactly(kind);
        cx.unify(at, receiver.kind, wanted)?;
        float_method(cx, at, method, receiver, rest)
    }))
}

fn float_method(
    cx: &mut Cx<'_>,
    at: &impl ToTokens,
    method: Method,
    receiver: Operand,
    args: &[Operands],
) -> Res<Operands> {
    claim::float(cx, receiver);
    let some_float = cx.kinds.fresh(Known::SomeFloat);
    cx.unify(at, receiver.kind, some_float)?;
    match method {
        Method::Rule(rule) => apply_rule(cx, at, rule, receiver, args),
        Method::SinCos => {
            let [sin, cos] = ["sin", "cos"].map(crate::ir::fold::arith);
            let sin = apply_rule(cx, at, sin, receiver, &[])?;
            let cos = apply_rule(cx, at, cos, receiver, &[])?;
            Ok(Shape::Tuple(vec![sin, cos]))
        }
        Method::Predicate(name) => {
            let kind = cx.exactly(Kind::Bool);
            let receiver = typed_in_place(cx, receiver);
            Ok(cx.apply(at, Op::Predicate(name), vec![receiver], kind))
        }
        Method::Identity => Ok(Shape::Leaf(receiver)),
    }
}

fn apply_rule(
    cx: &mut Cx<'_>,
    at: &impl ToTokens,
    rule: &'static Rule,
    receiver: Operand,
    args: &[Operands],
) -> Res<Operands> {
    if rule.args.len() != args.len() + 1 {
        let what = format!("`{}` with {} arguments", rule.name, args.len());
        return Err(cx.refuse(at, Message::UnsupportedExpression { what }));
    }
    let mut atoms = vec![receiver.atom];
    for (arg, value) in rule.args[1..].iter().zip(args) {
        let operand = as_scalar(cx, at, value)?;
        claim::float(cx, operand);
        let wanted = match arg.kind {
            ArgKind::Float => receiver.kind,
            ArgKind::Int => cx.exactly(Kind::Int(IntKind::I32)),
        };
        cx.unify(at, operand.kind, wanted)?;
        crate::lower::value::ascription::of_kind(cx, wanted, value);
        atoms.push(operand.atom);
    }
    Ok(cx.apply(at, Op::Rule(rule), atoms, receiver.kind))
}

fn saturating_sub(cx: &mut Cx<'_>, at: &ExprMethodCall, receiver: &Operands, args: &[Operands]) -> Res<Operands> {
    let receiver = as_scalar(cx, at, receiver)?;
    let by = as_scalar(cx, at, &args[0])?;
    Ok(cx.apply(at, Op::Int(crate::ir::IntOp::SaturatingSub), vec![receiver.atom, by.atom], receiver.kind))
}

/// Methods of floats whose answer has no derivative, as a cast to an integer
/// has none.
fn is_inactive(name: &str) -> bool {
    matches!(name, "total_cmp" | "partial_cmp" | "classify" | "eq" | "ne" | "lt" | "le" | "gt" | "ge")
}

/// Methods of memory that only read it.
fn is_reader(name: &str) -> bool {
    const READERS: [&str; 21] = [
        "iter",
        "into_iter",
        "windows",
        "chunks",
        "chunks_exact",
        "rchunks",
        "split",
        "first",
        "last",
        "get",
        "split_first",
        "split_last",
        "is_sorted",
        "contains",
        "starts_with",
        "ends_with",
        "capacity",
        "concat",
        "join",
        "repeat",
        "partition_point",
    ];
    READERS.contains(&name)
        || name.starts_with("binary_search")
        || name.starts_with("is_sorted_by")
        || is_inactive(name)
}

/// What is said of a method without a rule. In a chain of iterators it is the
/// first one that is not lowered that is named.
fn unknown(cx: &Cx<'_>, call: &ExprMethodCall, receiver: Option<Operand>) -> Error {
    let is_one_of = |names: &[&str], method: &syn::Ident| names.iter().any(|name| method == name);
    let of_iterator = is_one_of(&pipeline::STARTS, &call.method) || is_one_of(&pipeline::ADAPTORS, &call.method);
    let stray = cx.chain.iter().rev().find(|method| !is_one_of(&pipeline::ADAPTORS, method));
    match stray {
        Some(method) if of_iterator && is_one_of(&search::ENDS, method) => stored_option(method),
        Some(method) if of_iterator => error_at(method, Message::IteratorMethod { name: method.to_string() }),
        _ if of_iterator && pipeline::is_iterator_call(cx, call) => error_at(&call.method, Message::StoredIterator),
        _ if take_apart::giver_of(cx, call).is_some() => stored_option(&call.method),
        _ if receiver.is_some_and(|receiver| is_unseen(cx, receiver)) && !call.args.is_empty() => {
            error_at(&call.method, Message::MethodOfUnseen { name: call.method.to_string() })
        }
        _ => error_at(&call.method, Message::UnknownMethod { name: call.method.to_string() }),
    }
}

/// Whether a value is of a type of the user's.
fn is_unseen(cx: &Cx<'_>, value: Operand) -> bool {
    matches!(cx.known(value), Known::Nothing | Known::Unseen | Known::Exactly(Kind::Opaque))
}

fn stored_option(method: &syn::Ident) -> Error {
    error_at(method, Message::StoredOption { name: method.to_string() })
}

/// What an active operand of a method without a rule comes to. What is no
/// number may be changed in place.
pub(crate) fn on_active(cx: &Cx<'_>, call: &ExprMethodCall, receiver: Option<Operand>) -> OnActive {
    let error = Box::new(unknown(cx, call, receiver));
    let name = call.method.to_string();
    let only_read = match receiver {
        Some(receiver) => match purity::of_atom(cx, receiver.atom) {
            Some(Std::Sequence) => is_reader(&name) && call.args.is_empty(),
            Some(ty) => catalog::is_pure_method(ty, &name) || call.args.is_empty(),
            None => is_reader(&name) && call.args.is_empty(),
        },
        None => call.args.is_empty(),
    };
    if only_read { OnActive::Error(error) } else { OnActive::MayStore(error) }
}

/// A method that has no rule, of a value that foreign code may read if it is
/// inactive.
fn on_value(cx: &mut Cx<'_>, call: &ExprMethodCall, receiver: Operand, args: &[Operands]) -> Res<Operands> {
    let name = call.method.to_string();
    if name.ends_with("_assign") {
        // It writes to its receiver, which is a value here.
        return Err(cx.refuse(&call.method, Message::UnknownMethod { name }));
    }
    if cx.kinds.as_memory(receiver.kind).is_some() && !is_reader(&name) {
        return Err(cx.refuse(&call.method, Message::MemoryMethod { name }));
    }
    let on_active = match name.as_str() {
        name if is_inactive(name) => OnActive::Inactive,
        name if catalog::gives_bits(name) => OnActive::Bits,
        _ => on_active(cx, call, Some(receiver)),
    };
    let is_integer = matches!(cx.known(receiver), Known::Exactly(Kind::Int(_)) | Known::SomeInt);
    let integer = catalog::integer_method(&name).filter(|_| is_integer);
    if integer.is_some() {
        integer_arguments(cx, call, &name, receiver, args)?;
    }
    let mut atoms = vec![typed_in_place(cx, receiver)];
    let mut code = Vec::new();
    for (e, arg) in call.args.iter().zip(args) {
        code.push(code::argument_code(cx, e, arg, &mut atoms));
    }
    let operand = receiver;
    let (receiver, method, turbofish) = (hole(0), &call.method, &call.turbofish);
    let code = quote_spanned!(method.span()=> #receiver.#method #turbofish (#(#code),*));
    let kind = match (integer, cx.known(operand)) {
        (Some(IntegerMethod::Same), _) => operand.kind,
        (Some(IntegerMethod::Bits), _) => cx.exactly(Kind::Int(IntKind::U32)),
        (None, Known::Exactly(Kind::F64)) if name == "to_bits" => cx.exactly(Kind::Int(IntKind::U64)),
        (None, Known::Exactly(Kind::F32)) if name == "to_bits" => cx.exactly(Kind::Int(IntKind::U32)),
        (None, _) => return Ok(code::apply(cx, call, code, atoms, Known::Nothing, on_active)),
    };
    let value = code::apply_as(cx, call, code, atoms, kind, on_active);
    cx.transparent.extend(value.leaves().into_iter().filter_map(|o| o.atom.value()));
    Ok(value)
}

/// The arguments of an integer's method have the types that std gives them.
fn integer_arguments(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    name: &str,
    receiver: Operand,
    args: &[Operands],
) -> Res<()> {
    for arg in args {
        let Shape::Leaf(operand) = arg else { continue };
        match catalog::integer_argument(name) {
            Some(IntegerMethod::Same) => cx.unify(call, operand.kind, receiver.kind)?,
            Some(IntegerMethod::Bits) => {
                let kind = cx.exactly(Kind::Int(IntKind::U32));
                cx.unify(call, operand.kind, kind)?;
            }
            None => {}
        }
    }
    Ok(())
}

/// Whether the receiver is made here: it must live as long as what the method
/// borrows from it, so it becomes a value of its own.
fn is_new(receiver: &Expr) -> bool {
    match receiver {
        Expr::Paren(inner) => is_new(&inner.expr),
        Expr::Group(inner) => is_new(&inner.expr),
        Expr::Reference(inner) => is_new(&inner.expr),
        receiver => matches!(receiver, Expr::Array(_) | Expr::Repeat(_) | Expr::Struct(_)),
    }
}
