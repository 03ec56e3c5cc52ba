//! Assignment: a variable holds other atoms from here on.

use super::cx::{Cx, Res, Stop};
use super::expr::{any, as_scalar, expression};
use super::operator;
use super::scope::{Binding, Holds, Operands, Var};
use crate::errors::Message;
use crate::ir::Shape;
use proc_macro2::Span;
use syn::{BinOp, Expr, ExprAssign, ExprBinary, Member};

/// A variable, or the field of a local tuple.
struct Place {
    var: Var,
    path: Vec<usize>,
}

pub(crate) fn assign(cx: &mut Cx<'_>, assign: &ExprAssign) -> Res<Operands> {
    let value = expression(cx, &assign.right, &any());
    if let Err(Stop::Error(_)) = value {
        poison(cx, &assign.left);
    }
    store(cx, &assign.left, &value?)?;
    Ok(Shape::unit())
}

/// Stores into the left side of an assignment, taking a tuple apart.
fn store(cx: &mut Cx<'_>, left: &Expr, value: &Operands) -> Res<()> {
    match (left, value) {
        (Expr::Infer(_), _) => Ok(()),
        (Expr::Paren(inner), _) => store(cx, &inner.expr, value),
        (Expr::Tuple(lefts), Shape::Tuple(values)) if lefts.elems.len() == values.len() => {
            lefts.elems.iter().zip(values).try_for_each(|(left, value)| store(cx, left, value))
        }
        _ => {
            let place = place(cx, left)?;
            if let Holds::Operands(old) = cx.scope.get(place.var).clone() {
                // The variable keeps its kind.
                if let Some(old) = at(&old, &place.path) {
                    agree(cx, left, old, value)?;
                }
            }
            write(cx, left, &place, value)
        }
    }
}

fn agree(cx: &mut Cx<'_>, left: &Expr, old: &Operands, value: &Operands) -> Res<()> {
    let kinds = old.map(&mut |operand| operand.kind);
    operator::conform(cx, left, value, &kinds)
}

fn poison(cx: &mut Cx<'_>, left: &Expr) {
    if let Expr::Tuple(lefts) = left {
        lefts.elems.iter().for_each(|left| poison(cx, left));
    } else if let Ok(place) = place(cx, left) {
        cx.scope.set(place.var, Holds::Poison);
    }
}

fn place(cx: &Cx<'_>, left: &Expr) -> Res<Place> {
    match left {
        Expr::Paren(inner) => place(cx, &inner.expr),
        Expr::Group(inner) => place(cx, &inner.expr),
        Expr::Path(path) => match path.path.get_ident().and_then(|name| cx.scope.find(&name.to_string())) {
            Some(Binding::Var(var)) => Ok(Place { var, path: Vec::new() }),
            _ => Err(cx.refuse(left, Message::UnsupportedAssignment)),
        },
        Expr::Field(field) => match &field.member {
            Member::Unnamed(index) => {
                let mut place = place(cx, &field.base)?;
                place.path.push(index.index as usize);
                Ok(place)
            }
            Member::Named(_) => Err(cx.refuse(left, Message::UnsupportedAssignment)),
        },
        _ => Err(cx.refuse(left, Message::UnsupportedAssignment)),
    }
}

fn at<'o>(operands: &'o Operands, path: &[usize]) -> Option<&'o Operands> {
    path.iter().try_fold(operands, |operands, i| match operands {
        Shape::Tuple(entries) => entries.get(*i),
        _ => None,
    })
}

fn write(cx: &mut Cx<'_>, left: &Expr, place: &Place, value: &Operands) -> Res<()> {
    let held = match cx.scope.get(place.var) {
        _ if place.path.is_empty() => Some(value.clone()),
        Holds::Operands(old) => with(old, &place.path, value),
        Holds::Poison => return Ok(()),
        Holds::Nothing => None,
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
    let left = expression(cx, &binary.left, &any())?;
    let left = as_scalar(cx, &binary.left, &left)?;
    let value = operator::apply(cx, binary, &op, left, right)?;
    let place = place(cx, &binary.left)?;
    write(cx, &binary.left, &place, &value)?;
    Ok(Shape::unit())
}

/// `std::mem::swap(&mut a, &mut b)` on local variables.
pub(crate) fn swap(cx: &mut Cx<'_>, a: &Expr, b: &Expr) -> Res<Operands> {
    let (value_a, value_b) = (expression(cx, a, &any())?, expression(cx, b, &any())?);
    store(cx, a, &value_b)?;
    store(cx, b, &value_a)?;
    Ok(Shape::unit())
}
