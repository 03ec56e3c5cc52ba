//! Whether a value is memory, where only its use tells.
//!
//! The macro does not see what a function returns. An un-annotated
//! `let v = g(x);` is memory if it is indexed, run through, or only ever lent to be
//! written to. What is only read by other functions is settled at the end
//! ([`handed_on`](crate::lower::call::handed_on)).

use super::cx::Cx;
use super::elements;
use super::kinds::{KindVar, Known};
use super::scope::{Binding, Holds, Operands};
use super::used::{has_field, has_method, is_field_used_as_memory, is_indexed, is_only_borrowed, is_used_as_memory};
use crate::ir::{Form, Name, Shape};
use crate::lower::tokens::visible::visible;
use crate::std_names::{self, Is};
use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, Member};

pub(crate) fn kind(cx: &mut Cx<'_>, kind: KindVar) {
    at(cx, proc_macro2::Span::call_site(), kind);
}

/// The same because of what is written there.
pub(crate) fn at(cx: &mut Cx<'_>, span: proc_macro2::Span, kind: KindVar) {
    let known = cx.kinds.known(kind);
    // What an operator scales or multiplies is no collection of std.
    if known == Known::Part && super::products::has_side(cx, kind) {
        data_kind(cx, kind);
    } else if matches!(known, Known::CallResult | Known::Part) {
        let elem = cx.kinds.elements_of_part(kind, known);
        let memory = cx.kinds.memory(Form::Some, elem);
        // Nothing contradicts what is not known.
        let _ = cx.kinds.unify(kind, memory);
        cx.indexed.push((kind, span));
    }
}

/// Settles that the result of a call is memory, if a method says so that is
/// called on it somewhere in a chain.
pub(crate) fn chain(cx: &mut Cx<'_>, e: &Expr) {
    match e {
        Expr::Paren(inner) => chain(cx, &inner.expr),
        Expr::Group(inner) => chain(cx, &inner.expr),
        Expr::Reference(inner) => chain(cx, &inner.expr),
        // `x.first().unwrap().mass[0]`
        Expr::Field(inner) => chain(cx, &inner.base),
        Expr::Index(inner) => chain(cx, &inner.expr),
        Expr::MethodCall(call) => self::call(cx, call),
        _ => {}
    }
}

fn call(cx: &mut Cx<'_>, call: &syn::ExprMethodCall) {
    call.args.iter().for_each(|arg| chain(cx, arg));
    let arguments = call.args.len();
    if std_names::tells_option(&call.method.to_string()) {
        indexed(cx, &call.receiver);
    }
    let is_start = std_names::of_sequence(&call.method.to_string()).is_some_and(|row| matches!(row.is, Is::Start(_)));
    let may_be_own =
        (cx.errors.names_are_own() && !is_start) || (call.method == "len" && cx.errors.lengths_are_floats());
    let tells_memory = std_names::tells_memory(&call.method.to_string(), arguments) && !may_be_own;
    if tells_memory {
        indexed(cx, &call.receiver);
    }
    if tells_memory && let Some(kind) = result_kind(cx, &call.receiver) {
        self::kind(cx, kind);
    } else if (std_names::tells_option(&call.method.to_string()) || filters(call))
        && let Some(kind) = result_kind(cx, mapped(&call.receiver))
        && cx.kinds.known(kind) == Known::Part
    {
        data_kind(cx, kind);
        cx.kinds.field(kind, &"Some.0".into());
    } else if std_names::float_method(&call.method.to_string()).is_none()
        && !std_names::is_inactive(&call.method.to_string())
    {
        // A method that is nobody's but the user's.
        indexed(cx, &call.receiver);
        if let Some(kind) = result_kind(cx, &call.receiver)
            && cx.kinds.known(kind) == Known::Part
        {
            data_kind(cx, kind);
        }
    }
    chain(cx, &call.receiver);
}

/// `self.path.reverse();`, a statement: what is turned round in its place is a collection. Of a field that
/// the function uses as none, it may be a method of the user's: rustc is asked, unless the function
/// is refused then.
pub(crate) fn statement(cx: &mut Cx<'_>, e: &Expr) {
    if let Expr::MethodCall(call) = e
        && call.method == "reverse"
        && (cx.errors.reversals_are_of_collections() || !is_field_of_any_use(cx, &call.receiver))
        && call.args.is_empty()
    {
        indexed(cx, &call.receiver);
        let kind = result_kind(cx, &call.receiver).filter(|kind| cx.kinds.known(*kind) == Known::Part);
        kind.into_iter().for_each(|kind| at(cx, call.method.span(), kind));
    }
}

/// Whether a place is a field that is nowhere used as memory.
fn is_field_of_any_use(cx: &Cx<'_>, e: &Expr) -> bool {
    match e {
        Expr::Field(field) => match &field.member {
            Member::Named(name) => !is_field_used_as_memory(cx.body.clone(), name),
            Member::Unnamed(_) => false,
        },
        _ => false,
    }
}

/// `o`, of `o.map(f)`: what is asked of the one is asked of the other.
fn mapped(e: &Expr) -> &Expr {
    match e {
        Expr::MethodCall(map) if map.method == "map" && map.args.len() == 1 => mapped(&map.receiver),
        e => e,
    }
}

/// `o.filter(|v| ..)`: a part is no iterator, and no method of the user's is given a closure without
/// types.
pub(crate) fn filters(call: &syn::ExprMethodCall) -> bool {
    let is_bare = |pat: &syn::Pat| !matches!(pat, syn::Pat::Type(_));
    call.method == "filter" && matches!(call.args.first(), Some(Expr::Closure(code)) if code.inputs.iter().all(is_bare))
}

/// What has an `Option` at a number, `body.loads[1].unwrap()`, is memory, and so is what stands in
/// front of it: `net.layers[0].rows[1].scale(k)`. Of anything else than an element this says nothing.
fn indexed(cx: &mut Cx<'_>, e: &Expr) {
    match e {
        Expr::Paren(inner) => indexed(cx, &inner.expr),
        Expr::Group(inner) => indexed(cx, &inner.expr),
        Expr::Field(field) => indexed(cx, &field.base),
        Expr::Index(index) => {
            indexed(cx, &index.expr);
            if !matches!(&*index.index, Expr::Range(_) | Expr::Tuple(_) | Expr::Array(_))
                && let Some(memory) = result_kind(cx, &index.expr)
            {
                at(cx, index.bracket_token.span.join(), memory);
            }
        }
        _ => {}
    }
}

/// Settles whether a variable is memory that a `let` binds, by what comes after
/// it.
pub(crate) fn binding(cx: &mut Cx<'_>, name: &Ident, value: &Operands, rest: &[syn::Stmt]) {
    let Shape::Leaf(operand) = value else { return };
    if !matches!(cx.known(*operand), Known::CallResult | Known::Part) {
        return;
    }
    let rest = visible(rest.iter().map(ToTokens::to_token_stream).collect(), name);
    let is_part = cx.known(*operand) == Known::Part;
    let is_own = is_part
        && cx.errors.names_are_own()
        && has_method(rest.clone(), name, &|_, _| true)
        && !is_indexed(rest.clone(), name);
    let is_data = is_own
        || has_field(rest.clone(), name)
        || elements::is_indexed_by_several(rest.clone(), name)
        || (is_part && has_method(rest.clone(), name, &is_of_no_collection));
    if is_data {
        data_kind(cx, operand.kind);
    } else if is_used_as_memory(rest.clone(), name) || is_only_borrowed(rest.clone(), name) {
        kind(cx, operand.kind);
    } else if is_part && has_method(rest, name, &|method, _| !std_names::is_known_method(method)) {
        data_kind(cx, operand.kind);
    }
}

/// Whether a method is of nothing that is indexed in std: it is the user's, or that of an
/// iterator, `e.sum()`.
fn is_of_no_collection(method: &str, args: usize) -> bool {
    let of_iterator = std_names::of_iterator(method).is_some() && std_names::of_sequence(method).is_none();
    // `a.max(b)` is one of floats, and `a.max()` is not.
    let of_float = std_names::float_method(method).is_some() && !std_names::is_other_than_of_floats(method, args);
    (of_iterator && !of_float) || !std_names::is_known_method(method)
}

/// The kind of a place of which all is known on the way.
pub(crate) fn kind_at(cx: &Cx<'_>, e: &Expr) -> Option<KindVar> {
    match e {
        Expr::Paren(inner) => kind_at(cx, &inner.expr),
        Expr::Group(inner) => kind_at(cx, &inner.expr),
        Expr::Reference(inner) => kind_at(cx, &inner.expr),
        Expr::Unary(inner) if matches!(inner.op, syn::UnOp::Deref(_)) => kind_at(cx, &inner.expr),
        Expr::Field(field) => {
            if let (Some(Shape::Tuple(entries)), Member::Unnamed(index)) = (held(cx, &field.base), &field.member) {
                return match entries.get(index.index as usize)?.behind_refs() {
                    Shape::Leaf(operand) => Some(operand.kind),
                    _ => None,
                };
            }
            let data = kind_at(cx, &field.base)?;
            match cx.kinds.known_field(data, &name(&field.member))? {
                Shape::Leaf(kind) => Some(*kind),
                _ => None,
            }
        }
        Expr::Index(index) => match cx.kinds.as_memory(kind_at(cx, &index.expr)?)? {
            (Form::Data(_), _) => None,
            (_, Shape::Leaf(kind)) => Some(*kind),
            _ => None,
        },
        _ => match held(cx, e)? {
            Shape::Leaf(operand) => Some(operand.kind),
            _ => None,
        },
    }
}

/// What a variable holds, behind its references.
fn held<'c>(cx: &'c Cx<'_>, e: &Expr) -> Option<&'c Operands> {
    let Expr::Path(path) = e else { return None };
    match cx.scope.find(path.path.get_ident()?)? {
        Binding::Var(var) => match cx.scope.get(var) {
            Holds::Operands(operands) => Some(operands.behind_refs()),
            _ => None,
        },
        Binding::Opaque => None,
    }
}

/// The kind of a variable that holds one scalar, as far as is known.
pub(crate) fn result_kind(cx: &mut Cx<'_>, e: &Expr) -> Option<KindVar> {
    match e {
        Expr::Paren(inner) => return result_kind(cx, &inner.expr),
        Expr::Group(inner) => return result_kind(cx, &inner.expr),
        Expr::Field(_) | Expr::Index(_) => return part_kind(cx, e),
        _ => {}
    }
    let Expr::Path(path) = e else { return None };
    match cx.scope.find(path.path.get_ident()?)? {
        Binding::Var(var) => match cx.scope.get(var) {
            Holds::Operands(operands) => match operands.behind_refs() {
                Shape::Leaf(operand) => Some(behind(cx, operand.kind)),
                _ => None,
            },
            _ => None,
        },
        Binding::Opaque => None,
    }
}

/// Of a `&mut` to a part of data, the kind of the part.
fn behind(cx: &Cx<'_>, kind: KindVar) -> KindVar {
    match cx.kinds.as_memory(kind) {
        Some((Form::Cell, Shape::Leaf(part))) => *part,
        _ => kind,
    }
}

/// What a part of data is that the expression names.
fn part_kind(cx: &mut Cx<'_>, e: &Expr) -> Option<KindVar> {
    let shape = match e {
        Expr::Field(field) => {
            let data = result_kind(cx, &field.base)?;
            if cx.kinds.known(data) == Known::Part {
                data_kind(cx, data);
            }
            cx.kinds.is_data(data).then(|| cx.kinds.field(data, &name(&field.member)))?
        }
        // A range of it has its elements.
        Expr::Index(index) if matches!(*index.index, Expr::Range(_)) => return result_kind(cx, &index.expr),
        Expr::Index(index) => {
            let memory = result_kind(cx, &index.expr)?;
            cx.kinds.as_memory(memory).map(|(_, elem)| elem.clone())?
        }
        _ => return None,
    };
    match shape {
        Shape::Leaf(kind) => Some(kind),
        _ => None,
    }
}

/// Settles that something is data, if nothing is known of it.
pub(crate) fn data_kind(cx: &mut Cx<'_>, kind: KindVar) {
    if matches!(cx.kinds.known(kind), Known::Part | Known::CallResult) {
        let data = cx.kinds.data("");
        // Nothing contradicts what is not known.
        let _ = cx.kinds.unify(kind, data);
    }
}

/// Settles that a part is data, where its place says so: `let v: &V3 = if c { &p.a } else { &p.b }`.
pub(crate) fn as_wanted(cx: &mut Cx<'_>, value: &Operands, wanted: &Shape<Option<KindVar>>) {
    if let (Shape::Leaf(operand), Shape::Leaf(Some(kind))) = (value.behind_refs(), wanted.behind_refs())
        && cx.kinds.is_data(*kind)
        && cx.known(*operand) == Known::Part
    {
        // Nothing contradicts what is not known.
        let _ = cx.kinds.unify(operand.kind, *kind);
    }
}

/// The name of a field, as it is written.
pub(crate) fn name(member: &Member) -> Name {
    match member {
        Member::Named(name) => name.to_string().into(),
        Member::Unnamed(index) => index.index.to_string().into(),
    }
}

/// Settles that a variable is memory, if the result of a call is what it holds.
pub(crate) fn named(cx: &mut Cx<'_>, e: &Expr) {
    if let Some(kind) = result_kind(cx, e) {
        self::kind(cx, kind);
    }
}
