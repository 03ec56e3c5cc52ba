//! Expressions.

use super::assign;
use super::block;
use super::choice;
use super::late;
use super::literal;
use super::operator;
use crate::errors::Message;
use crate::ir::{self, Atom, Form, Kind, Op, Shape};
use crate::lower::border::types;
use crate::lower::call::elementwise;
use crate::lower::call::tuple_result;
use crate::lower::call::view;
use crate::lower::call::zip;
use crate::lower::call::{foreign_array, foreign_matrix};
use crate::lower::call::{function, indexed, method};
use crate::lower::call::{numbered, sliced};
use crate::lower::classify::{Class, Classified, classify};
use crate::lower::control::early_result;
use crate::lower::control::exit;
use crate::lower::control::leave;
use crate::lower::control::loops;
use crate::lower::control::short_circuit::{self, Word};
use crate::lower::control::tail;
use crate::lower::control::while_loop;
use crate::lower::foreign::{code, macros};
use crate::lower::iter::{collection, drive};
use crate::lower::memory::place::{self, Found};
use crate::lower::memory::{data, new};
use crate::lower::option::failure;
use crate::lower::state::agreement::conform;
use crate::lower::state::alias;
use crate::lower::state::cx::{Cx, Dialect, Res, Slot, Stop, error_at, origin};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Binding, Holds, Operand, Operands};
use crate::lower::state::settle;
use crate::lower::state::typed;
use syn::{BinOp, Expr, ExprReturn, Member, UnOp};

/// What a place wants of its value, as far as it is known: a leaf of `None` is
/// anything at all.
pub(crate) type Expect = Shape<Option<KindVar>>;

pub(crate) fn any() -> Expect {
    Shape::Leaf(None)
}

/// Runs an expression, and returns what it evaluates to.
pub(crate) fn expression(cx: &mut Cx<'_>, e: &Expr, expect: &Expect) -> Res<Operands> {
    let classified = classify(cx, e);
    let value = run(cx, &classified, expect)?;
    settle::as_wanted(cx, &value, expect);
    Ok(value)
}

/// The same of an expression that has been classified.
pub(crate) fn run(cx: &mut Cx<'_>, what: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let waits = usize::from(has_operands(what.e));
    cx.waiting += waits;
    let value = one(cx, what, expect);
    cx.waiting -= waits;
    value
}

/// Whether an expression has operands that have been run, and wait, while the next one runs.
fn has_operands(e: &Expr) -> bool {
    matches!(
        e,
        Expr::Array(_)
            | Expr::Binary(_)
            | Expr::Call(_)
            | Expr::Cast(_)
            | Expr::Field(_)
            | Expr::Index(_)
            | Expr::Macro(_)
            | Expr::MethodCall(_)
            | Expr::Range(_)
            | Expr::Reference(_)
            | Expr::Repeat(_)
            | Expr::Struct(_)
            | Expr::Tuple(_)
            | Expr::Unary(_)
    )
}

fn one(cx: &mut Cx<'_>, what: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    match (what.e, what.class) {
        _ if what.is_foreign() => code::expression(cx, what),
        (Expr::Index(index), _) => elementwise::extent(cx, index).unwrap_or_else(|| self::place(cx, what)),
        (Expr::Field(_) | Expr::Unary(_), Class::Place) => self::place(cx, what),
        (Expr::Paren(_) | Expr::Group(_), _) => run(cx, what.front(), expect),
        (Expr::MethodCall(call), Class::OptionEnd(..)) => {
            late::choice(cx, what.e, expect, |cx, expect| method::method_call(cx, call, what, expect))
        }
        (Expr::MethodCall(call), _) => method::method_call(cx, call, what, expect),
        (Expr::Field(field), _) => self::field(cx, field, what.front()),
        (Expr::Reference(reference), _) => self::reference(cx, reference, what.front(), expect),
        (Expr::Unary(unary), _) if matches!(unary.op, UnOp::Deref(_)) => deref(cx, unary, what.front(), expect),
        (e, _) => by_syntax(cx, e, expect),
    }
}

/// An expression with nothing in front of it that could tell what it is.
fn by_syntax(cx: &mut Cx<'_>, e: &Expr, expect: &Expect) -> Res<Operands> {
    match e {
        Expr::Array(array) => new::array(cx, array, expect),
        Expr::Repeat(repeat) => new::repeat(cx, repeat, expect),
        Expr::Lit(lit) => literal::literal(cx, lit),
        Expr::Path(path) => self::path(cx, path, expect),
        Expr::Unary(unary) => operator::unary(cx, unary),
        Expr::Binary(binary) => self::binary(cx, binary),
        Expr::Call(call) => function::call(cx, call, expect),
        Expr::Cast(cast) => self::cast(cx, cast),
        Expr::Tuple(tuple) => data::tuple(cx, tuple, expect).unwrap_or_else(|| self::tuple(cx, tuple, expect)),
        Expr::Block(inner) if inner.label.is_none() => block::block(cx, &inner.block, expect),
        Expr::If(branch) => late::choice(cx, e, expect, |cx, expect| choice::if_else(cx, branch, expect)),
        Expr::Match(cases) => late::choice(cx, e, expect, |cx, expect| choice::match_arms(cx, cases, expect)),
        Expr::Return(ret) => self::return_(cx, ret),
        Expr::Assign(assign) => assign::assign(cx, assign),
        Expr::Macro(mac) if macros::standard(cx, &mac.mac).is_some_and(|name| name == "vec") => {
            new::vec(cx, &mac.mac, expect)
        }
        Expr::Macro(mac) => zip::literal(cx, &mac.mac)
            .map(|zip| expression(cx, &zip, expect))
            .or_else(|| foreign_array::literal(cx, &mac.mac))
            .or_else(|| foreign_array::joined(cx, &mac.mac))
            .or_else(|| foreign_matrix::literal(cx, &mac.mac))
            .or_else(|| sliced::hoisted(cx, &mac.mac).map(|e| expression(cx, &e, expect)))
            .unwrap_or_else(|| macros::expression(cx, &mac.mac)),
        Expr::ForLoop(each) => {
            match view::for_loop(cx, each).or_else(|| numbered::named(cx, e)).or_else(|| indexed::rewritten(cx, e)) {
                Some(other) => expression(cx, &other, expect),
                None => drive::for_loop(cx, each),
            }
        }
        Expr::While(repeat) => while_loop::while_loop(cx, repeat),
        Expr::Loop(endless) => late::choice(cx, e, expect, |cx, expect| loops::endless_loop(cx, endless, expect)),
        Expr::Block(inner) => late::choice(cx, e, expect, |cx, expect| loops::labeled_block(cx, inner, expect)),
        Expr::Break(jump) => loops::break_(cx, jump),
        Expr::Try(e) => failure::try_(cx, e, expect),
        Expr::Struct(fields) => data::literal(cx, fields, expect),
        Expr::Continue(jump) => loops::continue_(cx, jump),
        _ => Err(refuse(cx, e)),
    }
}

/// Runs an expression that must be one scalar.
pub(crate) fn scalar(cx: &mut Cx<'_>, e: &Expr) -> Res<Operand> {
    let value = expression(cx, e, &any())?;
    as_scalar(cx, e, &value)
}

/// What is in a cell is loaded, as Rust's methods do through a reference.
pub(crate) fn as_scalar(cx: &mut Cx<'_>, at: &dyn quote::ToTokens, value: &Operands) -> Res<Operand> {
    match value.behind_refs() {
        Shape::Leaf(operand) => match (operand.atom, cx.kinds.as_memory(operand.kind).cloned()) {
            (Atom::Value(base), Some((Form::Cell, elem))) => {
                let cell = place::Located { base, path: Vec::new(), ty: elem };
                let inside = place::read(cx, at, &cell);
                as_scalar(cx, at, &inside)
            }
            _ => Ok(*operand),
        },
        _ => Err(cx.refuse(at, Message::UnsupportedExpression { what: "this operation on a tuple".to_owned() })),
    }
}

fn refuse(cx: &Cx<'_>, e: &Expr) -> Stop {
    let message = match e {
        Expr::Closure(_) => Message::Closure,
        Expr::Unsafe(_) | Expr::RawAddr(_) => Message::UnsafeBlock,
        Expr::Async(_) => Message::AsyncBlock,
        Expr::Let(_) => Message::UnsupportedExpression { what: "`let` in this place".to_owned() },
        _ => Message::UnsupportedExpression { what: "this expression".to_owned() },
    };
    cx.refuse(e, message)
}

/// A variable, or a constant.
fn path(cx: &mut Cx<'_>, path: &syn::ExprPath, expect: &Expect) -> Res<Operands> {
    if let Some(ident) = path.path.get_ident()
        && let Some(Binding::Var(var)) = cx.scope.find(ident)
    {
        return match cx.scope.get(var) {
            Holds::Operands(operands) => Ok(operands.clone()),
            Holds::Poison => Err(Stop::Error(cx.errors.already())),
            Holds::Closure(_) => Err(cx.refuse(path, Message::Closure)),
            Holds::Iterator(_) => Err(cx.refuse(path, Message::StoredIterator)),
            Holds::Nothing => {
                let what = format!("`{ident}`, which has no value here,");
                Err(cx.refuse(path, Message::UnsupportedExpression { what }))
            }
        };
    }
    if cx.dialect == Dialect::Rule {
        return literal::rule_constant(cx, path);
    }
    match data::unit(cx, path, expect) {
        Some(unit) => Ok(unit),
        None => data::bare(cx, path),
    }
}

fn binary(cx: &mut Cx<'_>, binary: &syn::ExprBinary) -> Res<Operands> {
    let word = match binary.op {
        BinOp::And(_) => Word::And,
        BinOp::Or(_) => Word::Or,
        op => {
            return match assign::compound(&op) {
                Some(op) => assign::compound_assign(cx, binary, op),
                None => operator::binary(cx, binary),
            };
        }
    };
    let left = scalar(cx, &binary.left)?;
    let bool_kind = cx.exactly(Kind::Bool);
    cx.unify(&binary.left, left.kind, bool_kind)?;
    short_circuit::short_circuit(cx, binary, left, word, &mut |cx| expression(cx, &binary.right, &any()))
}

fn cast(cx: &mut Cx<'_>, cast: &syn::ExprCast) -> Res<Operands> {
    let operand = scalar(cx, &cast.expr)?;
    let Some(Shape::Leaf(to)) = types::shape(cx, &cast.ty) else {
        alias::of_cast(cx, &types::text(&cast.ty));
        return Err(cx.refuse(&cast.ty, Message::UnknownCast { ty: types::text(&cast.ty) }));
    };
    match (cx.known(operand), cx.kinds.known(to)) {
        // `3_000_000_000 as i64`: the literal is of that type.
        (Known::SomeInt, Known::Exactly(Kind::Int(_))) | (Known::SomeFloat, Known::Exactly(Kind::F32 | Kind::F64))
            if literal::is_written(&cast.expr) && operand.atom.is_literal() =>
        {
            cx.unify(cast, operand.kind, to)?;
            return Ok(Shape::Leaf(operand));
        }
        _ => {}
    }
    match cx.known(operand) {
        // `1 as f64`, `as _`: a literal takes part as what it is.
        Known::SomeInt if operand.atom.is_literal() => {}
        // Cast to an integer, it is inactive whatever it is.
        Known::CallResult if cx.kinds.known(to).may_be_float() => {
            cx.must_know.push((operand.kind, Slot::None, error_at(&cast.expr, Message::NeedsAnnotation)));
        }
        _ if cx.kinds.known(to) == Known::Nothing => {
            return Err(cx.refuse(&cast.ty, Message::UnknownCast { ty: "_".to_owned() }));
        }
        _ => {}
    }
    let kind = cx.kinds.resolve(to);
    if (kind, cx.known(operand)) == (Kind::F64, Known::SomeFloat) {
        cx.kinds.widened.push(operand.kind);
    }
    // A bare integer as a float is what it is without the cast.
    let is_free = matches!(cx.known(operand), Known::SomeInt) && kind.is_float();
    let atom = if is_free { typed::typed(cx, operand) } else { typed::typed_in_place(cx, operand) };
    Ok(cx.apply(cast, Op::Cast(kind), vec![atom], to))
}

fn tuple(cx: &mut Cx<'_>, tuple: &syn::ExprTuple, expect: &Expect) -> Res<Operands> {
    let wanted = |i: usize| match expect {
        Shape::Tuple(entries) => entries.get(i).cloned().unwrap_or_else(any),
        _ => any(),
    };
    let entries: Vec<_> = tuple.elems.iter().enumerate().map(|(i, e)| expression(cx, e, &wanted(i))).collect();
    Ok(Shape::Tuple(entries.into_iter().collect::<Res<_>>()?))
}

pub(crate) fn field(cx: &mut Cx<'_>, field: &syn::ExprField, base: &Classified<'_>) -> Res<Operands> {
    let mut base = run(cx, base, &any())?;
    if let (Shape::Leaf(operand), Expr::Path(path), Member::Unnamed(_)) = (&base, &*field.base, &field.member)
        && let Some(variable) = path.path.get_ident()
        && let Some(tuple) = tuple_result::unfold_by_fields(cx, *operand, variable)
    {
        base = tuple;
    }
    let name = match &field.member {
        Member::Unnamed(index) => index.index.to_string(),
        Member::Named(name) => name.to_string(),
    };
    let is_named = matches!(field.member, Member::Named(_));
    let is_data = |operand: &Operand| match cx.known(*operand) {
        Known::Part => true,
        Known::CallResult => is_named,
        _ => cx.kinds.is_data(operand.kind),
    };
    if matches!(base.behind_refs(), Shape::Leaf(operand) if is_data(operand)) {
        let found = place::part(cx, &Expr::Field(field.clone()), Found::Value(base), &field.member)?;
        return Ok(match found {
            Found::Place(place) => place::read(cx, field, &place),
            Found::Value(value) => value,
        });
    }
    match (base.behind_refs(), &field.member) {
        (Shape::Tuple(entries), Member::Unnamed(index)) if (index.index as usize) < entries.len() => {
            Ok(entries[index.index as usize].clone())
        }
        (Shape::Leaf(operand), _) if !cx.known(*operand).may_be_float() => code::field(cx, field, *operand),
        (base, _) => {
            alias::has_field(cx, base);
            Err(cx.refuse(field, Message::FieldOnActive { name }))
        }
    }
}

/// What an element, or a part of memory, is; a reference in a tuple stays one.
fn place(cx: &mut Cx<'_>, what: &Classified<'_>) -> Res<Operands> {
    if let Some(value @ (Shape::Ref(_) | Shape::Mut(_))) = place::held(cx, what.e) {
        return Ok(value.clone());
    }
    match place::locate(cx, what)? {
        Found::Place(place) => Ok(place::read(cx, what.e, &place)),
        Found::Value(value) => Ok(value),
    }
}

fn reference(
    cx: &mut Cx<'_>,
    reference: &syn::ExprReference,
    referred: &Classified<'_>,
    expect: &Expect,
) -> Res<Operands> {
    if reference.mutability.is_some() {
        if let Some(Shape::Leaf(operand)) = place::held(cx, &reference.expr) {
            // A variant without fields that something is written to is data.
            alias::is_bare(cx, operand.kind);
        }
        return match place::locate(cx, referred)? {
            Found::Place(place) => Ok(place::borrow_mut(cx, reference, &place)),
            Found::Value(_) if place::held(cx, &reference.expr).is_some() => {
                late::lent(cx, &reference.expr);
                let name = crate::lower::border::types::text(&reference.expr);
                Err(cx.refuse(reference, Message::ReferenceStored { name }))
            }
            Found::Value(_) => Err(cx.refuse(reference, Message::MutableReference)),
        };
    }
    let inner = match expect {
        Shape::Ref(inner) => (**inner).clone(),
        _ => any(),
    };
    let value = run(cx, referred, &inner)?;
    // What is referred to is not copied.
    cx.borrowed.extend(value.leaves().into_iter().filter_map(|o| o.atom.value()));
    if let Expr::Call(_) = &*reference.expr {
        // Nobody refers to a scalar that has just been computed.
        place::settled(cx, value.clone());
    }
    Ok(Shape::Ref(Box::new(value)))
}

fn return_(cx: &mut Cx<'_>, ret: &ExprReturn) -> Res<Operands> {
    let expect = cx.result.map(&mut |kind| Some(*kind));
    let value = match &ret.expr {
        Some(e) if cx.fallible.is_some() => {
            if leave::is_nothing(e) {
                return Err(leave::by_return(cx, ret));
            }
            expression(cx, &tail::value_of(e), &expect)?
        }
        Some(e) => expression(cx, e, &expect)?,
        None => Shape::unit(),
    };
    conform(cx, ret, &value, &cx.result.clone())?;
    Err(leave(cx, ret, &value))
}

/// Returns a value from where control is.
pub(crate) fn leave(cx: &mut Cx<'_>, at: &dyn quote::ToTokens, value: &Operands) -> Stop {
    let value = early_result::keep(cx, value);
    if !cx.jump_targets.is_empty() {
        return loops::return_(cx, at, &value);
    }
    exit::returned_atoms(cx, at, &value).map_or_else(|stop| stop, Stop::Return)
}

/// `#[constant] let`: the value goes on without its derivative.
pub(crate) fn forget(cx: &mut Cx<'_>, at: &Expr, value: &Operands) -> Operands {
    value.map(&mut |operand| {
        let dst = cx.fresh(operand.kind);
        cx.kept_out.insert(dst);
        let args = vec![operand.atom];
        cx.out.push(ir::Stmt::Apply(ir::Apply { dst, op: Op::Constant, args, origin: origin(at) }));
        Operand { atom: Atom::Value(dst), kind: operand.kind }
    })
}

/// `*r`: through one reference. A scalar behind one is the scalar.
fn deref(cx: &mut Cx<'_>, unary: &syn::ExprUnary, inner: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let expect = Shape::Ref(Box::new(expect.clone()));
    let value = run(cx, inner, &expect)?;
    if let Some(inside) = collection::behind(cx, unary, &value) {
        return Ok(inside);
    }
    match value {
        Shape::Ref(inner) | Shape::Mut(inner) => Ok(*inner),
        Shape::Leaf(operand) if cx.known(operand) == Known::Nothing => code::deref(cx, unary, operand),
        value => Ok(value),
    }
}
