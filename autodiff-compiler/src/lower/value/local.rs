//! `let`: what a variable begins with, and what its type or its pattern says of it.

use super::expr::{self, Expect, any, expression, forget};
use super::late;
use super::pattern::{self, Refutability};
use super::thrown_away;
use crate::errors::Message;
use crate::ir::{Form, Kind, Shape};
use crate::lower::border::attribute;
use crate::lower::border::types;
use crate::lower::call::curried;
use crate::lower::call::numbered;
use crate::lower::call::tuple_result::unfold_as;
use crate::lower::classify::{Classified, classify};
use crate::lower::foreign::code;
use crate::lower::iter::{collection, stored};
use crate::lower::memory::data::{self, is_none};
use crate::lower::memory::new;
use crate::lower::option::matched::{self, Done};
use crate::lower::option::{asked, begun, patterns};
use crate::lower::state::agreement::conform;
use crate::lower::state::ascription;
use crate::lower::state::cx::{Cx, Res, Stop};
use crate::lower::state::kinds::Known;
use crate::lower::state::mentions::{has_floats, has_floats_written};
use crate::lower::state::scope::Operands;
use crate::lower::state::{alias, settle, used};
use quote::ToTokens;
use syn::{Expr, Local, Pat, Stmt};

pub(super) fn binding(cx: &mut Cx<'_>, local: &Local, rest: &[Stmt]) -> Res<()> {
    let constant = attribute::constant(cx.errors, &local.attrs);
    if let Some(call) = thrown_away::by_let(local).filter(|_| !constant) {
        return asked::by_nobody(cx, &call, rest);
    }
    let result = initialised(cx, local, constant, rest);
    if let Err(Stop::Error(_)) = &result {
        pattern::poison(cx, &local.pat);
    }
    result
}

fn initialised(cx: &mut Cx<'_>, local: &Local, constant: bool, rest: &[Stmt]) -> Res<()> {
    if super::closure::bind(cx, local) {
        return Ok(());
    }
    if !constant && curried::bind(cx, local, rest)? {
        return Ok(());
    }
    if let Some(numbered) = numbered::numbered(cx, local, rest).filter(|_| !constant) {
        return initialised(cx, &numbered, constant, rest);
    }
    let expect = expectation(cx, local, constant)?;
    let Some(init) = &local.init else {
        return declare(cx, &local.pat, &expect);
    };
    let initial = classify(cx, &init.expr);
    if init.diverge.is_none() && !constant && stored::bind(cx, local, (&initial, rest))? {
        return Ok(());
    }
    if let Some((_, diverge)) = &init.diverge
        && !constant
        && let Some(done) = matched::let_else(cx, (&local.pat, &init.expr), diverge)
    {
        return match done? {
            Done::Lowered(()) => Ok(()),
            Done::Ran(value) => let_else(cx, &local.pat, &value, diverge),
        };
    }
    if let Some((_, diverge)) = &init.diverge
        && (initial.gives_option() || (patterns::takes_any(&local.pat) && asked::is_given(cx, &initial)))
        && !constant
    {
        return patterns::let_else(cx, &local.pat, &initial, diverge);
    }
    let value = initial_value(cx, local, &initial, (&expect, constant))?;
    if let Pat::Type(typed) = &local.pat {
        ascribe(cx, typed, &value, constant)?;
    }
    if let (Pat::Type(typed), false) = (&local.pat, constant) {
        accumulated(cx, typed, &value, rest)?;
    }
    begun::named(cx, local, &value, rest);
    // What a type says is not guessed from what follows.
    named(cx, &local.pat, &value, rest);
    if !constant {
        late::data(cx, local, &local.pat, &value)?;
    }
    new::christen(cx, &local.pat, &value);
    let value = as_declared(cx, value, &expect);
    match &init.diverge {
        None => {
            pattern::bind(cx, Refutability::Irrefutable, &local.pat, &value)?;
            if let (Pat::Type(_), Pat::Ident(ident)) = (&local.pat, pattern::without_type(&local.pat)) {
                cx.scope.annotate(&ident.ident, &expect);
            }
            Ok(())
        }
        Some((_, diverge)) => let_else(cx, &local.pat, &value, diverge),
    }
}

/// What variables hold is settled by what comes after them.
fn named(cx: &mut Cx<'_>, pat: &Pat, value: &Operands, rest: &[Stmt]) {
    match (pattern::without_type(pat), value) {
        (Pat::Ident(ident), _) => settle::binding(cx, &ident.ident, value, rest),
        (Pat::Tuple(pats), Shape::Tuple(entries)) if pats.elems.len() == entries.len() => {
            pats.elems.iter().zip(entries).for_each(|(pat, entry)| named(cx, pat, entry, rest));
        }
        _ => {}
    }
}

/// A struct with floats in it that a `let mut` holds: active values may be put into it.
fn changing_data(local: &Local) -> Option<&syn::ExprStruct> {
    let Pat::Ident(name) = pattern::without_type(&local.pat) else { return None };
    match &*local.init.as_ref()?.expr {
        Expr::Struct(fields) if name.mutability.is_some() && has_floats_written(fields.to_token_stream()) => {
            Some(fields)
        }
        _ => None,
    }
}

/// What a `let` says of its value. A type that the macro does not know is that of data,
/// where floats come to it.
fn expectation(cx: &mut Cx<'_>, local: &Local, constant: bool) -> Res<Expect> {
    let has_floats = |cx: &Cx<'_>| match &local.init {
        Some(init) => has_floats(cx, init.expr.to_token_stream()) || is_none(&init.expr),
        None => true,
    };
    if let Pat::Type(typed) = &local.pat
        && types::shape(cx, &typed.ty).is_none()
        && !constant
        && has_floats(cx)
        && let Some(shape) = types::shape_with_data(cx, &typed.ty)
    {
        return Ok(shape.map(&mut |kind| Some(*kind)));
    }
    if let (Pat::Type(typed), Some(init)) = (&local.pat, &local.init)
        && !constant
        && types::shape(cx, &typed.ty).is_none()
        && is_collected(&init.expr, &typed.ty)
    {
        let elem = cx.kinds.fresh(Known::Nothing);
        return Ok(Shape::Leaf(Some(cx.kinds.memory(Form::Vec, Shape::Leaf(elem)))));
    }
    pattern::expectation(cx, &local.pat)
}

/// `let filters: Vec<Filter> = (0..n).map(|_| Filter::new()).collect();`, whose elements may be of
/// any type.
fn is_collected(e: &Expr, ty: &syn::Type) -> bool {
    let is_vec = matches!(ty, syn::Type::Path(path) if path.path.segments.last().is_some_and(|of| of.ident == "Vec"));
    is_vec && matches!(e, Expr::MethodCall(call) if call.method == "collect" && call.args.is_empty())
}

/// What a variable is initialised with, as a value of its own.
fn initial_value(
    cx: &mut Cx<'_>,
    local: &Local,
    initial: &Classified<'_>,
    (expect, constant): (&Expect, bool),
) -> Res<Operands> {
    let value = match collection::declared(cx, initial, expect) {
        Some(value) => value?,
        None if constant => taken_as_constant(cx, initial, expect)?,
        None if is_none(initial.e) && !matches!(local.pat, Pat::Type(_)) => data::none(cx, initial.e),
        None => match changing_data(local) {
            Some(fields) => data::literal(cx, fields, expect)?,
            None => expr::run(cx, initial, expect)?,
        },
    };
    // `let Body { ref mut vel, .. } = body;` refers to what is there.
    let value = if super::data_pattern::refers_mut(&local.pat) { value } else { new::owned(cx, initial.e, value) };
    if let Pat::Type(typed) = &local.pat {
        ascription::ascribe(cx, &typed.ty, &value);
    }
    let mut value = unfold_as(cx, &value, expect);
    if let (Shape::Leaf(operand), Shape::Tuple(entries)) = (&value, expect)
        && cx.known(*operand) == Known::Nothing
    {
        value = code::fields(cx, initial.e, *operand, entries.len());
    }
    // `let (a, b): (f64, f64) = f(x)?;`
    if let (Shape::Leaf(_), Shape::Tuple(entries), Pat::Type(_)) = (value.behind_refs(), expect, &local.pat)
        && let Some(parts) = super::data_pattern::parts_of(cx, initial.e, (&value, entries.len()))
    {
        value = parts;
    }
    if constant {
        value = forget(cx, initial.e, &value);
        not_guessed(cx, &local.pat, &value);
    }
    Ok(value)
}

/// A static that is a slice is a reference as it stands.
fn as_declared(cx: &Cx<'_>, value: Operands, expect: &Expect) -> Operands {
    match (&value, expect) {
        (Shape::Leaf(operand), Shape::Ref(_)) if cx.kinds.as_memory(operand.kind).is_some() => {
            Shape::Ref(Box::new(value))
        }
        _ => value,
    }
}

/// What a call gives that is taken as a constant is no float if its type is none that
/// the macro knows.
fn not_guessed(cx: &mut Cx<'_>, pat: &Pat, value: &Operands) {
    let Pat::Type(typed) = pat else { return };
    let (Shape::Leaf(operand), None) = (value, types::shape(cx, &typed.ty)) else { return };
    if cx.known(*operand) == Known::CallResult {
        let of_its_own = cx.exactly(Kind::Opaque);
        // Nothing contradicts what is not known.
        let _ = cx.kinds.unify(operand.kind, of_its_own);
    }
}

/// The initialiser of a `#[constant] let`. What cannot be lowered is passed
/// through as it stands, as no derivative is asked for.
fn taken_as_constant(cx: &mut Cx<'_>, initial: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let (errors, doubts) = (cx.errors.len(), cx.must_know.len());
    let (stmts, open, vars, mark) = (cx.out.stmts.clone(), cx.open_ifs.len(), cx.scope.snapshot(), cx.scope.mark());
    let value = expr::run(cx, initial, expect);
    if !matches!(value, Err(Stop::Error(_))) || cx.open_ifs.len() != open || cx.errors.len() == errors {
        return value;
    }
    cx.scope.leave(mark);
    cx.scope.restore(&vars);
    cx.out.stmts = stmts;
    match code::opaque(cx, initial.e, expect) {
        Some(constant) => {
            cx.errors.forget(errors);
            cx.must_know.truncate(doubts);
            Ok(constant)
        }
        None => value,
    }
}

/// `let y;`, assigned later.
fn declare(cx: &mut Cx<'_>, pat: &Pat, expect: &Expect) -> Res<()> {
    match pattern::without_type(pat) {
        Pat::Ident(ident) => {
            cx.scope.declare(&ident.ident, expect.clone());
            Ok(())
        }
        Pat::Tuple(tuple) => tuple.elems.iter().enumerate().try_for_each(|(i, p)| match expect {
            Shape::Tuple(entries) => declare(cx, p, entries.get(i).unwrap_or(&any())),
            _ => declare(cx, p, &any()),
        }),
        other => Err(cx.refuse(other, Message::UnsupportedPattern)),
    }
}

/// `let v: T = ..`: the type tells the kinds, or is refused where it hides one
/// that matters.
fn ascribe(cx: &mut Cx<'_>, typed: &syn::PatType, value: &Operands, constant: bool) -> Res<()> {
    let is_open = value.leaves().into_iter().all(|o| matches!(cx.known(*o), Known::CallResult | Known::Part));
    let shape = match types::shape(cx, &typed.ty) {
        // What a call gives, or a part of data is, may be of any type.
        None if is_open && !constant => types::shape_with_data(cx, &typed.ty),
        seen => seen,
    };
    match shape {
        Some(shape) => conform(cx, &typed.ty, value, &shape),
        // What is made of data, or of a call, may be of any type.
        None if matches!(value.behind_refs(), Shape::Leaf(o) if cx.may_be_data(o.kind) || cx.known(*o) == Known::CallResult)
            && !constant =>
        {
            let Some(shape) = types::shape_with_data(cx, &typed.ty) else {
                return Err(cx.refuse(&typed.ty, Message::UnknownType { ty: types::text(&typed.ty) }));
            };
            conform(cx, &typed.ty, value, &shape)
        }
        None => {
            // What is there has floats in it: then the type is one that rustc knows about.
            if !constant
                && may_be_data(cx, value)
                && let Some(shape) = types::shape_with_data(cx, &typed.ty)
            {
                return conform(cx, &typed.ty, value, &shape);
            }
            let hides_a_float = value.leaves().into_iter().any(|o| cx.known(*o).may_be_float());
            if hides_a_float && !constant {
                alias::ascribed(cx, &typed.ty, value);
                return Err(cx.refuse(&typed.ty, Message::UnknownType { ty: types::text(&typed.ty) }));
            }
            Ok(())
        }
    }
}

/// Whether nothing says that a value is no data. What is a number for sure has a type that
/// the macro must see.
fn may_be_data(cx: &Cx<'_>, value: &Operands) -> bool {
    let is_open = |kind| match cx.kinds.known(kind) {
        Known::CallResult | Known::Part => true,
        Known::Memory(_) => cx.kinds.as_memory(kind).is_some_and(|(form, elem)| match form {
            Form::Data(_) => true,
            _ => elem.leaves().into_iter().any(|kind| cx.may_be_data(*kind) || cx.kinds.known(*kind) == Known::Nothing),
        }),
        _ => false,
    };
    value.leaves().into_iter().any(|o| is_open(o.kind))
}

/// `let mut sum: V3 = V3::zero();`, which is added to: what code gives that reads no active
/// value is data, and not a constant.
fn accumulated(cx: &mut Cx<'_>, typed: &syn::PatType, value: &Operands, rest: &[Stmt]) -> Res<()> {
    let (Pat::Ident(ident), Shape::Leaf(operand)) = (pattern::without_type(&typed.pat), value) else { return Ok(()) };
    if cx.known(*operand) != Known::Nothing || types::shape(cx, &typed.ty).is_some() {
        return Ok(());
    }
    let rest = rest.iter().map(ToTokens::to_token_stream).collect();
    match types::shape_with_data(cx, &typed.ty) {
        Some(shape) if used::is_added_to(rest, &ident.ident) => conform(cx, &typed.ty, value, &shape),
        _ => Ok(()),
    }
}

/// `let pat = value else { diverges };`
fn let_else(cx: &mut Cx<'_>, pat: &Pat, value: &Operands, diverge: &Expr) -> Res<()> {
    match pattern::test(cx, pat, value)? {
        None => {}
        Some(condition) => {
            crate::lower::control::branch::when(cx, pat, condition, &mut |_| Ok(Shape::unit()), &mut |cx| {
                expression(cx, diverge, &any())
            })?;
        }
    }
    pattern::bind(cx, Refutability::Refutable, pat, value)
}
