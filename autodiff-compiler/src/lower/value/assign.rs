//! Assignment: a variable holds other atoms from here on.

use super::expr::{Expect, any, as_scalar, expression};
use super::late;
use super::operator;
use crate::errors::Message;
use crate::ir::{Atom, Form, Shape, Write};
use crate::lower::classify::{Classified, classify};
use crate::lower::memory::exchanged;
use crate::lower::memory::implicit_copy;
use crate::lower::memory::new;
use crate::lower::memory::place::{self, Found, Located};
use crate::lower::memory::walk;
use crate::lower::state::agreement::conform;
use crate::lower::state::ascription;
use crate::lower::state::cx::{Cx, Res, Stop};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Binding, Holds, Operand, Operands, Var};
use crate::lower::state::settle;
use proc_macro2::Span;
use syn::{BinOp, Expr, ExprAssign, ExprBinary, ExprUnary, Member, UnOp};

/// A variable, or the field of a local tuple.
struct LocalPart {
    var: Var,
    path: Vec<usize>,
}

pub(crate) fn assign(cx: &mut Cx<'_>, assign: &ExprAssign) -> Res<Operands> {
    let expect = wanted(cx, &assign.left);
    let value = expression(cx, &assign.right, &expect);
    if let Err(Stop::Error(_)) = value {
        poison(cx, &assign.left);
    }
    let value = value?;
    // `(a[0], a[1]) = (a[1], a[0])` has read before it writes; so has this. Of
    // memory it has the handle only.
    let apart = matches!(&*assign.left, Expr::Tuple(_)) || holds_memory_in_tuple(cx, &assign.left);
    let value = if apart { new::owned(cx, &assign.right, value) } else { value };
    store(cx, &assign.left, &value)?;
    Ok(Shape::unit())
}

/// What memory the left side is: `v = x.iter().collect()` does not say it.
fn wanted(cx: &Cx<'_>, left: &Expr) -> Expect {
    let memory = |kind: KindVar| Some(kind).filter(|kind| cx.kinds.as_memory(*kind).is_some());
    let inside = |whole: Expect, is_inside: fn(&Form) -> bool| match whole {
        Shape::Leaf(Some(kind)) => match cx.kinds.as_memory(kind) {
            Some((form, elem)) if is_inside(form) => elem.map(&mut |kind| memory(*kind)),
            _ => Shape::Leaf(Some(kind)),
        },
        other => other,
    };
    match left {
        Expr::Paren(inner) => wanted(cx, &inner.expr),
        Expr::Tuple(lefts) => Shape::Tuple(lefts.elems.iter().map(|left| wanted(cx, left)).collect()),
        Expr::Unary(ExprUnary { op: UnOp::Deref(_), expr, .. }) => inside(wanted(cx, expr), |form| *form == Form::Cell),
        Expr::Index(index) if !matches!(&*index.index, Expr::Range(_)) => inside(wanted(cx, &index.expr), |_| true),
        Expr::Field(_) if is_option(cx, left) => Shape::Leaf(settle::kind_at(cx, left)),
        _ => match variable(cx, left).map(|place| (cx.scope.get(place.var), place)) {
            Some((Holds::Operands(held), _)) if walk::moves(cx, held) => any(),
            Some((Holds::Operands(held), place)) => {
                at(held, &place.path).map_or_else(any, |shape| shape.behind_refs().map(&mut |o| memory(o.kind)))
            }
            Some((Holds::Nothing, place)) => cx.scope.declared(place.var).cloned().unwrap_or_else(any),
            _ => any(),
        },
    }
}

/// `self.last = Some((x, y))`: what an `Option` in a field holds may have been seen before.
fn is_option(cx: &Cx<'_>, left: &Expr) -> bool {
    settle::kind_at(cx, left).is_some_and(|kind| cx.kinds.holds_value(kind))
}

/// Stores into the left side of an assignment, taking a tuple apart.
fn store(cx: &mut Cx<'_>, left: &Expr, value: &Operands) -> Res<()> {
    match (left, value) {
        (Expr::Infer(_), _) => Ok(()),
        (Expr::Paren(inner), _) => store(cx, &inner.expr, value),
        (Expr::Tuple(lefts), Shape::Tuple(values)) if lefts.elems.len() == values.len() => {
            // Each is what it was before the first of them changes.
            let held = |value: &Operands| walk::held(cx, left, value).unwrap_or_else(|| value.clone());
            let values: Vec<_> = values.iter().map(held).collect();
            lefts.elems.iter().zip(&values).try_for_each(|(left, value)| store(cx, left, value))
        }
        _ => match memory(cx, left) {
            Some(place) => match place::locate(cx, &place)? {
                Found::Place(place) => exchanged::assign(cx, left, &place, value),
                Found::Value(_) => Err(cx.refuse(left, Message::UnsupportedAssignment)),
            },
            None => store_in_variable(cx, left, value),
        },
    }
}

/// Stores into a variable, or the field of one.
fn store_in_variable(cx: &mut Cx<'_>, left: &Expr, value: &Operands) -> Res<()> {
    // What is changed by code that is passed through is changed here alone.
    let value = &value.map(&mut |operand| implicit_copy::own(cx, left, *operand));
    let place = place(cx, left)?;
    let declared = cx.scope.declared(place.var).filter(|_| place.path.is_empty()).cloned();
    if *cx.scope.get(place.var) == Holds::Nothing {
        late::assigned(cx, left, value)?;
    }
    if let Some(Shape::Leaf(Some(kind))) = declared {
        ascription::of_kind(cx, kind, value);
    }
    match (cx.scope.get(place.var).clone(), declared) {
        (Holds::Operands(old), _) => {
            // The variable keeps its kind.
            if let Some(old) = at(&old, &place.path) {
                if walk::moved(cx, left, (place.var, old), value)? {
                    return Ok(());
                }
                if let Expr::Path(path) = left
                    && let Some(name) = path.path.get_ident()
                {
                    walk::noted(cx, &name.to_string(), old, value);
                }
                let kinds = old.map(&mut |operand| operand.kind);
                conform(cx, left, value, &kinds)?;
                let value = in_place(cx, left, old, value)?;
                return write(cx, left, &place, &value);
            }
        }
        // `let t: f32;` says what it is that is assigned later.
        (Holds::Nothing, Some(declared)) => {
            let kinds = declared.map(&mut |kind| kind.unwrap_or_else(|| cx.kinds.fresh(Known::Nothing)));
            conform(cx, left, value, &kinds)?;
        }
        _ => {}
    }
    write(cx, left, &place, value)
}

/// Whether the left side is a tuple in a variable, with memory in it.
fn holds_memory_in_tuple(cx: &Cx<'_>, left: &Expr) -> bool {
    let Some(place) = variable(cx, left) else { return false };
    match cx.scope.get(place.var) {
        Holds::Operands(held) => match at(held, &place.path) {
            Some(tuple @ Shape::Tuple(_)) => tuple.leaves().into_iter().any(|o| cx.kinds.as_memory(o.kind).is_some()),
            _ => false,
        },
        _ => false,
    }
}

/// The new value of a variable: the memory in a tuple stays where it is, and gets
/// the content.
fn in_place(cx: &mut Cx<'_>, left: &Expr, old: &Operands, value: &Operands) -> Res<Operands> {
    match (old, value) {
        (Shape::Tuple(olds), Shape::Tuple(values)) if olds.len() == values.len() => {
            let pairs = olds.iter().zip(values);
            Ok(Shape::Tuple(pairs.map(|(old, value)| part_in_place(cx, left, old, value)).collect::<Res<_>>()?))
        }
        _ => Ok(value.clone()),
    }
}

fn part_in_place(cx: &mut Cx<'_>, left: &Expr, old: &Operands, value: &Operands) -> Res<Operands> {
    match old {
        Shape::Leaf(Operand { atom: Atom::Value(base), kind })
            if matches!(cx.kinds.as_memory(*kind), Some((Form::Array(_) | Form::Vec | Form::Data(_), _))) =>
        {
            let place = Located { base: *base, path: Vec::new(), ty: Shape::Leaf(*kind) };
            place::write(cx, left, &place, value)?;
            Ok(old.clone())
        }
        _ => in_place(cx, left, old, value),
    }
}

/// The left side, if it is written through a handle. A variable that is a reference is
/// itself assigned: it refers to something else from here on.
fn memory<'e>(cx: &mut Cx<'_>, left: &'e Expr) -> Option<Classified<'e>> {
    let may_be = match variable(cx, left) {
        None => true,
        Some(place) => match cx.scope.get(place.var) {
            Holds::Operands(held) => match at(held, &place.path) {
                Some(Shape::Leaf(operand)) => cx.kinds.as_memory(operand.kind).is_some(),
                Some(_) => false,
                None => true,
            },
            _ => false,
        },
    };
    if !may_be {
        return None;
    }
    let left = classify(cx, left);
    (left.is_place() || place::is_behind_call(&left)).then_some(left)
}

/// The variable, or the field of one, that an expression names.
fn variable(cx: &Cx<'_>, left: &Expr) -> Option<LocalPart> {
    match left {
        Expr::Paren(inner) => variable(cx, &inner.expr),
        Expr::Group(inner) => variable(cx, &inner.expr),
        Expr::Path(path) => match cx.scope.find(path.path.get_ident()?)? {
            Binding::Var(var) => Some(LocalPart { var, path: Vec::new() }),
            Binding::Opaque => None,
        },
        Expr::Field(field) => {
            let Member::Unnamed(index) = &field.member else { return None };
            let mut place = variable(cx, &field.base)?;
            place.path.push(index.index as usize);
            Some(place)
        }
        _ => None,
    }
}

fn poison(cx: &mut Cx<'_>, left: &Expr) {
    if let Expr::Tuple(lefts) = left {
        lefts.elems.iter().for_each(|left| poison(cx, left));
    } else if let Ok(place) = place(cx, left) {
        cx.scope.set(place.var, Holds::Poison);
    }
}

fn place(cx: &Cx<'_>, left: &Expr) -> Res<LocalPart> {
    match left {
        Expr::Paren(inner) => place(cx, &inner.expr),
        Expr::Group(inner) => place(cx, &inner.expr),
        Expr::Path(path) => match path.path.get_ident().and_then(|name| cx.scope.find(name)) {
            Some(Binding::Var(var)) => Ok(LocalPart { var, path: Vec::new() }),
            _ => Err(cx.refuse(left, Message::UnsupportedAssignment)),
        },
        Expr::Field(field) => match &field.member {
            Member::Unnamed(index) => {
                let mut place = place(cx, &field.base)?;
                place.path.push(index.index as usize);
                Ok(place)
            }
            Member::Named(_) => {
                is_late(cx, &field.base);
                Err(cx.refuse(left, Message::UnsupportedAssignment))
            }
        },
        Expr::Index(index) => match variable(cx, &index.expr).map(|place| cx.scope.get(place.var)) {
            Some(Holds::Poison) => Err(Stop::Error(cx.errors.already())),
            _ => {
                is_late(cx, &index.expr);
                Err(cx.refuse(left, Message::UnsupportedAssignment))
            }
        },
        _ => Err(cx.refuse(left, Message::UnsupportedAssignment)),
    }
}

/// A part of a variable is assigned that began with code which reads no active value: it
/// holds data.
fn is_late(cx: &Cx<'_>, base: &Expr) {
    if let Expr::Index(index) = base {
        return is_late(cx, &index.expr);
    }
    if let Expr::Path(path) = base
        && let Some(name) = path.path.get_ident()
    {
        cx.errors.is_late(&name.to_string());
        // A closure goes on with what a method has carried along.
        if let Some(Shape::Leaf(held)) = place::held(cx, base) {
            let same = cx.unseen_variables.iter().filter(|of| cx.kinds.is_same(of.kind, held.kind));
            same.for_each(|of| cx.errors.is_late(&of.name));
        }
    }
}

fn at<'o>(operands: &'o Operands, path: &[usize]) -> Option<&'o Operands> {
    path.iter().try_fold(operands, |operands, i| match operands {
        Shape::Tuple(entries) => entries.get(*i),
        _ => None,
    })
}

fn write(cx: &mut Cx<'_>, left: &Expr, place: &LocalPart, value: &Operands) -> Res<()> {
    let held = match cx.scope.get(place.var) {
        _ if place.path.is_empty() => Some(value.clone()),
        Holds::Operands(old) => with(old, &place.path, value),
        Holds::Poison => return Ok(()),
        _ => None,
    };
    match held {
        Some(operands) => {
            cx.scope.set(place.var, Holds::Operands(operands));
            Ok(())
        }
        None => Err(cx.refuse(left, Message::UnsupportedAssignment)),
    }
}

/// `old` with the entry at `path` replaced.
fn with(old: &Operands, path: &[usize], value: &Operands) -> Option<Operands> {
    match (path, old) {
        ([], _) => Some(value.clone()),
        ([i, rest @ ..], Shape::Tuple(entries)) => {
            let mut entries = entries.clone();
            let entry = entries.get_mut(*i)?;
            *entry = with(entry, rest, value)?;
            Some(Shape::Tuple(entries))
        }
        _ => None,
    }
}

/// The operator of a compound assignment.
pub(crate) fn compound(op: &BinOp) -> Option<BinOp> {
    let span = Span::call_site();
    Some(match op {
        BinOp::AddAssign(_) => BinOp::Add(syn::Token![+](span)),
        BinOp::SubAssign(_) => BinOp::Sub(syn::Token![-](span)),
        BinOp::MulAssign(_) => BinOp::Mul(syn::Token![*](span)),
        BinOp::DivAssign(_) => BinOp::Div(syn::Token![/](span)),
        BinOp::RemAssign(_) => BinOp::Rem(syn::Token![%](span)),
        BinOp::BitXorAssign(_) => BinOp::BitXor(syn::Token![^](span)),
        BinOp::BitAndAssign(_) => BinOp::BitAnd(syn::Token![&](span)),
        BinOp::BitOrAssign(_) => BinOp::BitOr(syn::Token![|](span)),
        BinOp::ShlAssign(_) => BinOp::Shl(syn::Token![<<](span)),
        BinOp::ShrAssign(_) => BinOp::Shr(syn::Token![>>](span)),
        _ => return None,
    })
}

/// `left op= right`. For primitive operands the right side runs first.
pub(crate) fn compound_assign(cx: &mut Cx<'_>, binary: &ExprBinary, op: BinOp) -> Res<Operands> {
    let right = expression(cx, &binary.right, &any());
    if let Err(Stop::Error(_)) = right {
        poison(cx, &binary.left);
    }
    let right = right?;
    let right = as_scalar(cx, &binary.right, &right)?;
    if let Some(place) = memory(cx, &binary.left) {
        return in_memory(cx, binary, (&op, &place), right);
    }
    let left = expression(cx, &binary.left, &any())?;
    let left = as_scalar(cx, &binary.left, &left)?;
    let value = operator::assigned(cx, binary, &op, left, right)?;
    let place = place(cx, &binary.left)?;
    write(cx, &binary.left, &place, &value)?;
    Ok(Shape::unit())
}

/// `x[i] op= right`. A sum is added to: that reads nothing of what was there.
fn in_memory(
    cx: &mut Cx<'_>,
    binary: &ExprBinary,
    (op, left): (&BinOp, &Classified<'_>),
    right: Operand,
) -> Res<Operands> {
    let Found::Place(place) = place::locate(cx, left)? else {
        return Err(cx.refuse(&binary.left, Message::UnsupportedAssignment));
    };
    let Shape::Leaf(kind) = place.ty else {
        return Err(cx.refuse(&binary.left, Message::UnsupportedAssignment));
    };
    let left_operand = Operand { atom: Atom::Undef, kind };
    let of_two_kinds = operator::may_scale(cx, op, [kind, right.kind])
        || operator::may_be_of_data(cx, op, [left_operand, right])
        || operator::sum_of_data(cx, op, [left_operand, right]) == Some(kind);
    if !of_two_kinds {
        cx.unify(&binary.left, kind, right.kind).or_else(|stop| match op {
            // The two sides of a shift may differ.
            BinOp::Shl(_) | BinOp::Shr(_) => Ok(()),
            _ => Err(stop),
        })?;
    }
    let is_float =
        matches!(cx.kinds.known(kind), Known::SomeFloat | Known::Exactly(_)) && cx.kinds.may_hold_float(kind);
    let added = match op {
        BinOp::Add(_) if is_float => Some(right.atom),
        BinOp::Sub(_) if is_float => Some(right.atom.negated()),
        _ => None,
    };
    match added {
        Some(atom) => place::store(cx, binary, &place, Write::Add, atom),
        None => {
            let old = place::read(cx, binary, &place);
            let old = as_scalar(cx, &binary.left, &old)?;
            let new = operator::assigned(cx, binary, op, old, right)?;
            place::write(cx, binary, &place, &new)?;
        }
    }
    Ok(Shape::unit())
}

/// `left = value`, for a value that has been computed.
pub(crate) fn set(cx: &mut Cx<'_>, left: &Expr, value: &Operands) -> Res<()> {
    store(cx, left, value)
}
