//! Memory as the user names it: `x[i]`, `m[i][j]`, `p.0`, `*r`, `&x[a..b]`.
//!
//! An expression is first located, and then read, written, or borrowed.

use super::{boxed, unit};
use crate::errors::Message;
use crate::ir::{Access, Atom, Bulk, BulkOp, Form, Limits, Load, Place, Shape, Step, Stmt, Store, Value, View, Write};
use crate::lower::classify::Classified;
use crate::lower::foreign::code;
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Binding, Holds, Operand, Operands};
use crate::lower::state::{alias, arrays, settle};
use crate::lower::value::expr::{self, any, expression, scalar};
use quote::ToTokens;
use syn::{Expr, ExprIndex, ExprRange, Member, RangeLimits, UnOp};

/// Where something is, and what it is.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    pub(crate) base: Value,
    pub(crate) path: Vec<Step>,
    pub(crate) ty: Shape<KindVar>,
}

/// What an expression turned out to be.
pub(crate) enum Found {
    Place(Located),
    /// It has been run; its value is no place.
    Value(Operands),
}

/// Locates an expression, or runs it.
pub(crate) fn locate(cx: &mut Cx<'_>, place: &Classified<'_>) -> Res<Found> {
    if place.is_foreign() {
        return code::expression(cx, place).map(Found::Value);
    }
    match place.e {
        Expr::Paren(_) | Expr::Group(_) => locate(cx, place.front()),
        Expr::Index(index) => element(cx, index, place.front()),
        Expr::Field(field) => match &field.member {
            member if place.front().is_place() || place.is_place() => {
                let found = locate(cx, place.front())?;
                part(cx, place.e, found, member)
            }
            _ => expr::field(cx, field, place.front()).map(|value| of(cx, value)),
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) && place.front().is_place() => {
            let found = locate(cx, place.front())?;
            Ok(match found {
                Found::Place(at) if boxed::is_one(cx, place.front().bare().e, &at) => {
                    Found::Place(boxed::inside(cx, &at))
                }
                Found::Place(place) => Found::Place(behind(cx, place)),
                Found::Value(Shape::Ref(inner)) => of(cx, *inner),
                value @ Found::Value(_) => value,
            })
        }
        Expr::Unary(_) if is_behind_call(place) => {
            let value = expr::run(cx, place.front(), &any())?;
            Ok(match of(cx, value) {
                Found::Place(at) => Found::Place(behind(cx, at)),
                value @ Found::Value(_) => value,
            })
        }
        _ => expr::run(cx, place, &any()).map(|value| of(cx, value)),
    }
}

/// `*o.insert(v)`: what a call gives may be a `&mut`.
pub(crate) fn is_behind_call(place: &Classified<'_>) -> bool {
    match place.e {
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => {
            matches!(place.front().bare().e, Expr::Call(_) | Expr::MethodCall(_)) && !place.front().is_foreign()
        }
        _ => false,
    }
}

/// What a local variable, or a field of a tuple in one, holds.
pub(crate) fn held<'c>(cx: &'c Cx<'_>, e: &Expr) -> Option<&'c Operands> {
    match e {
        Expr::Paren(inner) => held(cx, &inner.expr),
        Expr::Path(path) => match cx.scope.find(path.path.get_ident()?)? {
            Binding::Var(var) => match cx.scope.get(var) {
                Holds::Operands(operands) => Some(operands),
                _ => None,
            },
            Binding::Opaque => None,
        },
        Expr::Field(field) => match (held(cx, &field.base)?, &field.member) {
            (Shape::Tuple(entries), Member::Unnamed(index)) => entries.get(index.index as usize),
            _ => None,
        },
        _ => None,
    }
}

/// A value as a place, if it is a handle.
pub(crate) fn of(cx: &Cx<'_>, value: Operands) -> Found {
    match value.behind_refs() {
        Shape::Leaf(Operand { atom: Atom::Value(base), kind }) if cx.kinds.as_memory(*kind).is_some() => {
            Found::Place(Located { base: *base, path: Vec::new(), ty: Shape::Leaf(*kind) })
        }
        _ => Found::Value(value),
    }
}

/// The result of a call that turns out to be memory only where it is used as
/// such.
pub(crate) fn settled(cx: &mut Cx<'_>, value: Operands) -> Found {
    if let Shape::Leaf(operand) = value.behind_refs() {
        settle::kind(cx, operand.kind);
    }
    of(cx, value)
}

/// The same place, as what a reference to it refers to.
pub(crate) fn behind(cx: &Cx<'_>, place: Located) -> Located {
    match memory(cx, &place) {
        Some((Form::Cell, elem)) => Located { ty: elem, ..place },
        _ => place,
    }
}

/// Form and elements of the memory at a place.
pub(crate) fn memory(cx: &Cx<'_>, place: &Located) -> Option<(Form, Shape<KindVar>)> {
    match &place.ty {
        Shape::Leaf(kind) => cx.kinds.as_memory(*kind).cloned(),
        _ => None,
    }
}

/// Whether what is at a place is data: its elements are no memory that is seen.
pub(crate) fn is_data(cx: &Cx<'_>, place: &Located) -> bool {
    matches!(place.ty, Shape::Leaf(kind) if cx.kinds.is_data(kind))
}

/// A field of what is at a place.
pub(crate) fn part(cx: &mut Cx<'_>, at: &Expr, found: Found, member: &Member) -> Res<Found> {
    let found = match found {
        Found::Value(value) => {
            if let Shape::Leaf(operand) = value.behind_refs() {
                settle::data_kind(cx, operand.kind);
            }
            of(cx, value)
        }
        found @ Found::Place(_) => found,
    };
    let found = inside_unit(cx, at, found)?;
    match found {
        Found::Place(place) => {
            let place = behind(cx, place);
            if let Shape::Leaf(kind) = place.ty {
                settle::data_kind(cx, kind);
                if cx.kinds.is_data(kind) {
                    return Ok(Found::Place(unit::field(cx, &place, (kind, member))));
                }
                // Elements of a list of constants in a field: they are parts of it then.
                if cx.kinds.known(kind) == Known::Nothing {
                    alias::is_bare_part(cx, kind);
                }
            }
            member_of_tuple(cx, at, Found::Place(place), member)
        }
        found @ Found::Value(_) => member_of_tuple(cx, at, found, member),
    }
}

/// `q.coords` of a `Unit` as `q.into_inner().coords`.
fn inside_unit(cx: &mut Cx<'_>, at: &Expr, found: Found) -> Res<Found> {
    let Found::Place(place) = found else { return Ok(found) };
    let place = behind(cx, place);
    match (&place.ty, at) {
        (Shape::Leaf(kind), Expr::Field(field)) if arrays::is_unit(cx, *kind) => {
            let base = &field.base;
            let value = expression(cx, &syn::parse_quote!(#base.into_inner()), &any())?;
            if let Shape::Leaf(operand) = value.behind_refs() {
                settle::data_kind(cx, operand.kind);
            }
            Ok(of(cx, value))
        }
        _ => Ok(Found::Place(place)),
    }
}

fn member_of_tuple(cx: &mut Cx<'_>, at: &Expr, found: Found, member: &Member) -> Res<Found> {
    match member {
        Member::Unnamed(index) => entry(cx, at, found, index.index as usize),
        Member::Named(name) => Err(cx.refuse(at, Message::FieldOnActive { name: name.to_string() })),
    }
}

fn entry(cx: &mut Cx<'_>, at: &Expr, found: Found, i: usize) -> Res<Found> {
    match found {
        Found::Place(place) => {
            let mut place = behind(cx, place);
            match place.ty {
                Shape::Tuple(entries) if i < entries.len() => {
                    place.path.push(Step::Field(i));
                    Ok(Found::Place(Located { ty: entries[i].clone(), ..place }))
                }
                // A part of something of the user's.
                Shape::Leaf(kind) if cx.kinds.is_opaque(kind) => {
                    let whole = read(cx, at, &place);
                    let whole = expr::as_scalar(cx, at, &whole)?;
                    Ok(Found::Value(code::part(cx, at, whole, i)))
                }
                _ => Err(cx.refuse(at, Message::FieldOnActive { name: i.to_string() })),
            }
        }
        Found::Value(value) => match value.behind_refs() {
            Shape::Tuple(entries) if i < entries.len() => Ok(of(cx, entries[i].clone())),
            _ => Err(cx.refuse(at, Message::FieldOnActive { name: i.to_string() })),
        },
    }
}

/// `base[index]`
fn element(cx: &mut Cx<'_>, e: &ExprIndex, base: &Classified<'_>) -> Res<Found> {
    let mut found = locate(cx, base)?;
    if let Found::Value(value) = &found {
        if matches!(&*e.index, Expr::Tuple(_))
            && let Shape::Leaf(operand) = value.behind_refs()
        {
            settle::data_kind(cx, operand.kind);
        }
        found = settled(cx, value.clone());
    }
    let place = match found {
        Found::Place(place) => behind(cx, place),
        Found::Value(value) => return code::index(cx, e, &value).map(Found::Value),
    };
    if let Shape::Leaf(kind) = place.ty {
        if super::entry::is_of_data(cx, kind, &e.index) {
            return super::entry::located(cx, e, &place, kind).map(Found::Place);
        }
        settle::at(cx, e.bracket_token.span.join(), kind);
    }
    let Some((_, elem)) = memory(cx, &place) else {
        return Err(cx.refuse(e, Message::UnsupportedExpression { what: "this index".to_owned() }));
    };
    if matches!(&*e.index, Expr::Tuple(_)) {
        return Err(cx.refuse(e, Message::IndexOfData));
    }
    let Located { base, mut path, .. } = place;
    let ty = if let Some(range) = as_range(&e.index) {
        path.push(range_step(cx, range)?);
        Shape::Leaf(cx.kinds.memory(Form::Slice, elem))
    } else {
        let index = scalar(cx, &e.index)?;
        let usize_kind = cx.usize_kind();
        cx.unify(&e.index, index.kind, usize_kind)?;
        path.push(Step::Index(index.atom));
        elem
    };
    Ok(Found::Place(Located { base, path, ty }))
}

pub(crate) fn as_range(e: &Expr) -> Option<&ExprRange> {
    match e {
        Expr::Paren(inner) => as_range(&inner.expr),
        Expr::Group(inner) => as_range(&inner.expr),
        Expr::Range(range) => Some(range),
        _ => None,
    }
}

fn range_step(cx: &mut Cx<'_>, range: &ExprRange) -> Res<Step> {
    let mut end = |e: &Option<Box<Expr>>| -> Res<Option<Atom>> {
        let Some(e) = e else { return Ok(None) };
        let operand = scalar(cx, e)?;
        let usize_kind = cx.usize_kind();
        cx.unify(e, operand.kind, usize_kind)?;
        Ok(Some(operand.atom))
    };
    let (from, to) = (end(&range.start)?, end(&range.end)?);
    let limits = if matches!(range.limits, RangeLimits::Closed(_)) { Limits::Closed } else { Limits::HalfOpen };
    Ok(Step::Range { from, to, limits })
}

impl Located {
    pub(crate) fn place(&self) -> Place {
        Place { base: self.base, path: self.path.clone(), access: Access::First }
    }

    pub(crate) fn then(&self, step: Step, ty: Shape<KindVar>) -> Located {
        let mut path = self.path.clone();
        path.push(step);
        Located { base: self.base, path, ty }
    }
}

/// What is at a place: scalars are loaded, memory is named.
pub(crate) fn read(cx: &mut Cx<'_>, at: &dyn ToTokens, place: &Located) -> Operands {
    match &place.ty {
        Shape::Leaf(kind) if cx.kinds.as_memory(*kind).is_some() => Shape::Leaf(handle(cx, at, place, *kind)),
        Shape::Leaf(kind) => {
            let dst = cx.fresh(*kind);
            cx.out.push(Stmt::Load(Load { dst, place: place.place(), origin: origin(at) }));
            Shape::Leaf(Operand { atom: dst.into(), kind: *kind })
        }
        Shape::Tuple(entries) => {
            let mut all = Vec::new();
            for (i, entry) in entries.iter().enumerate() {
                all.push(read(cx, at, &place.then(Step::Field(i), entry.clone())));
            }
            Shape::Tuple(all)
        }
        Shape::Ref(_) | Shape::Mut(_) => unreachable!("memory holds no references"),
    }
}

/// A handle to what is at a place.
fn handle(cx: &mut Cx<'_>, at: &dyn ToTokens, place: &Located, kind: KindVar) -> Operand {
    if place.path.is_empty() {
        return Operand { atom: place.base.into(), kind };
    }
    let dst = view(cx, at, place.place(), kind);
    Operand { atom: dst.into(), kind }
}

pub(crate) fn view(cx: &mut Cx<'_>, at: &dyn ToTokens, place: Place, kind: KindVar) -> Value {
    let dst = cx.fresh(kind);
    cx.homes.insert(dst, cx.around.len());
    cx.views.insert(dst, place.base);
    cx.out.push(Stmt::View(View { dst, place, origin: origin(at) }));
    dst
}

/// `&mut place`: what it refers to is memory, if only one element.
pub(crate) fn borrow_mut(cx: &mut Cx<'_>, at: &dyn ToTokens, place: &Located) -> Operands {
    let leaf = match &place.ty {
        Shape::Leaf(kind) if cx.kinds.as_memory(*kind).is_some() => handle(cx, at, place, *kind),
        elem => {
            let kind = cx.kinds.memory(Form::Cell, elem.clone());
            let dst = view(cx, at, place.place(), kind);
            Operand { atom: dst.into(), kind }
        }
    };
    Shape::Mut(Box::new(Shape::Leaf(leaf)))
}

/// `place = value`
pub(crate) fn write(cx: &mut Cx<'_>, at: &dyn ToTokens, place: &Located, value: &Operands) -> Res<()> {
    conform(cx, at, value, &place.ty)?;
    super::new::refuse_lent(cx, at, value)?;
    match (&place.ty, value.behind_refs()) {
        (Shape::Leaf(kind), Shape::Leaf(operand)) => {
            let Some((form, _)) = cx.kinds.as_memory(*kind).cloned() else {
                if place.path.iter().any(|step| matches!(step, Step::Named(_))) {
                    alias::is_none(cx, *kind);
                }
                store(cx, at, place, Write::Set, operand.atom);
                return Ok(());
            };
            let Atom::Value(src) = operand.atom else { unreachable!("memory is named by a handle") };
            let (dst, src) = (place.place(), Place::whole(src));
            // `x = x` is nothing, and would borrow a shadow twice.
            if (dst.base, &dst.path) == (src.base, &src.path) {
                return Ok(());
            }
            let op = match form {
                // What may be a vector may have another length.
                Form::Vec | Form::Some | Form::Data(_) => BulkOp::Replace { dst, src, was: None },
                _ => BulkOp::Copy { dst, write: Write::Set, src },
            };
            cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(at) }));
            Ok(())
        }
        (Shape::Tuple(entries), Shape::Tuple(values)) => {
            let mut pairs = entries.clone().into_iter().zip(values.clone()).enumerate();
            pairs.try_for_each(|(i, (entry, value))| write(cx, at, &place.then(Step::Field(i), entry), &value))
        }
        _ => Err(cx.refuse(at, Message::ShapeMismatch)),
    }
}

/// One scalar.
pub(crate) fn store(cx: &mut Cx<'_>, at: &dyn ToTokens, place: &Located, write: Write, value: Atom) {
    cx.out.push(Stmt::Store(Store { place: place.place(), write, value, origin: origin(at) }));
}

/// Runs accesses that are in bounds because of where they come from.
pub(crate) fn in_bounds(cx: &mut Cx<'_>, run: impl FnOnce(&mut Cx<'_>) -> Operands) -> Operands {
    let before = cx.out.stmts.len();
    let value = run(cx);
    for stmt in &mut cx.out.stmts[before..] {
        match stmt {
            Stmt::Load(load) => load.place.access = Access::Again,
            Stmt::View(view) => view.place.access = Access::Again,
            _ => {}
        }
    }
    value
}
