//! Memory that is filled with items: `collect`, `extend`, `array.map(f)`.

use super::drive::drive;
use super::pipeline::{Pipeline, pipeline, run_through};
use crate::errors::Message;
use crate::ir::{
    Access, Atom, Bulk, BulkOp, Form, Init, IntKind, IntOp, Kind, Limits, Order, Place, Shape, Step, Stmt, Store, Write,
};
use crate::lower::border::types;
use crate::lower::classify::Classified;
use crate::lower::memory::from_fn;
use crate::lower::memory::length;
use crate::lower::memory::new;
use crate::lower::memory::place::{self, Located};
use crate::lower::memory::resize::append;
use crate::lower::memory::slice_method::{OnMemory, each};
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::callable;
use crate::lower::value::expr::{Expect, expression};
use quote::ToTokens;
use syn::{Expr, ExprCall, parse_quote_spanned};

/// `collect::<Vec<_>>()`. Where the number of items is known and they are
/// floats, each is stored in its place.
pub(crate) fn collect(cx: &mut Cx<'_>, end: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let declared = call.turbofish.as_ref().and_then(|generics| match generics.args.first() {
        Some(syn::GenericArgument::Type(ty)) => types::shape_with_data(cx, ty),
        _ => None,
    });
    let declared = declared.map(|shape| shape.map(&mut |kind| Some(*kind)));
    let expect = declared.as_ref().unwrap_or(expect);
    let around = cx.collecting.last().cloned();
    let is_vector = |cx: &Cx<'_>, shape: &Expect| matches!(shape, Shape::Leaf(Some(kind)) if matches!(cx.kinds.as_memory(*kind), Some((Form::Vec, _))));
    // The items of a collection that is being made may be collections.
    let expect = match around.as_ref() {
        Some(around) if !is_vector(cx, expect) => around,
        _ => expect,
    };
    settled(cx, expect);
    if !is_vector(cx, expect) {
        return Err(cx.refuse(&call.method, Message::CollectInto));
    }
    vector(cx, call, run, expect)
}

/// A field of which not all is known is filled with a vector: `Poly(items.collect())`. If it
/// is another collection, rustc says so there.
fn settled(cx: &mut Cx<'_>, expect: &Expect) {
    let Shape::Leaf(Some(kind)) = expect else { return };
    let elem = match (cx.kinds.known(*kind), cx.kinds.as_memory(*kind).cloned()) {
        (Known::Part, _) => cx.kinds.elements_of_part(*kind, Known::Part),
        (_, Some((Form::Some, elem))) => elem,
        _ => return,
    };
    let vector = cx.kinds.memory(Form::Vec, elem);
    // Nothing contradicts what is not known.
    let _ = cx.kinds.unify(*kind, vector);
}

/// `Vec::from_iter(items)`
pub(crate) fn from_iter(cx: &mut Cx<'_>, call: &ExprCall, expect: &Expect) -> Res<Operands> {
    let run = pipeline(cx, &call.args[0])?;
    vector(cx, call, run, expect)
}

/// A vector of the items.
pub(super) fn vector<'e>(cx: &mut Cx<'_>, call: &'e dyn ToTokens, run: Pipeline<'e>, expect: &Expect) -> Res<Operands> {
    let is_known = run.stages.is_empty() && !run.source.is_endless();
    let run = if is_known && items(cx, &run).is_none() {
        Pipeline { source: run.source.numbered(cx, call), ..run }
    } else {
        run
    };
    let capacity = if is_known { items(cx, &run) } else { None };
    let vector = new::empty(cx, call, capacity, expect);
    let Shape::Leaf(Operand { atom: Atom::Value(base), kind }) = vector else { unreachable!("memory is a leaf") };
    let Some((_, elem)) = cx.kinds.as_memory(kind).cloned() else { unreachable!("a vector is memory") };
    cx.collecting.push(elem.map(&mut |kind| Some(*kind)));
    let pushed = drive(cx, call, None, &run, &mut |cx, item| {
        conform(cx, call, &item, &elem)?;
        append(cx, call, Place::whole(base), &item)
    });
    cx.collecting.pop();
    pushed?;
    filled(cx, base, capacity);
    Ok(vector)
}

/// How many items there are, if they are run through by their numbers from 0 on.
fn items(cx: &mut Cx<'_>, run: &Pipeline<'_>) -> Option<Atom> {
    let count = run.source.count(cx, Order::Up);
    let is_usize = cx.known(count.from) == Known::Exactly(Kind::Int(IntKind::Usize));
    match (count.from.atom, count.limits) {
        (Atom::Int(0), Limits::HalfOpen) if is_usize => Some(count.to.atom),
        _ => None,
    }
}

/// Makes `with_capacity(n)` and `push` in every iteration of floats what it is:
/// zeros that are overwritten, whose shadow is read at its place.
fn filled(cx: &mut Cx<'_>, base: crate::ir::Value, capacity: Option<Atom>) {
    let Some(capacity) = capacity else { return };
    let Some(Stmt::Loop(repeat)) = cx.out.stmts.last_mut() else { return };
    let crate::ir::Control::For(range) = &repeat.control else { return };
    let (index, order) = (range.index, range.order);
    let is_push =
        |stmt: &Stmt| matches!(stmt, Stmt::Bulk(Bulk { op: BulkOp::Push { dst, .. }, .. }) if dst.base == base);
    if repeat.body.stmts.iter().filter(|stmt| is_push(stmt)).count() != 1 {
        return;
    }
    let Some(last) = repeat.body.stmts.last_mut() else { return };
    let Stmt::Bulk(Bulk { op: BulkOp::Push { value: Shape::Leaf(value), .. }, origin }) = last else { return };
    let (value, origin) = (*value, origin.clone());
    let floats = match value.value() {
        Some(w) => cx.kinds.known(cx.kind_of[w.index()]).may_be_float(),
        None => matches!(value, Atom::Float(_)),
    };
    if !floats {
        return;
    }
    let mut stmts = Vec::new();
    let position = match order {
        Order::Up => index.into(),
        // The last item comes first.
        Order::Down => {
            let around = std::mem::take(&mut cx.out.stmts);
            let last = length::int(cx, &proc_macro2::TokenStream::new(), IntOp::Sub, capacity, Atom::Int(1));
            let position = length::int(cx, &proc_macro2::TokenStream::new(), IntOp::Sub, last, index.into());
            stmts = std::mem::replace(&mut cx.out.stmts, around);
            position
        }
    };
    let place = Place { base, path: vec![Step::Index(position)], access: Access::Again };
    stmts.push(Stmt::Store(Store { place, write: Write::Set, value, origin }));
    let Some(Stmt::Loop(repeat)) = cx.out.stmts.last_mut() else { return };
    repeat.body.stmts.pop();
    repeat.body.stmts.extend(stmts);
    for stmt in &mut cx.out.stmts {
        if let Stmt::New(new) = stmt
            && new.dst == base
        {
            new.init = Init::Repeat(Shape::Leaf(Atom::ZERO), Some(capacity));
        }
    }
}

pub(crate) fn extend(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let run = pipeline(cx, on.argument(0))?;
    drive(cx, on.call, None, &run, &mut |cx, item| {
        conform(cx, on.call, &item, &on.elem)?;
        append(cx, on.call, on.place.place(), &item)
    })?;
    Ok(Shape::unit())
}

/// `v.append(&mut w)`: what is in `w` goes to the end of `v`, and `w` is empty then. Nobody
/// asks that of a vector that is made here.
pub(crate) fn append_all(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let other = match on.argument(0) {
        Expr::Reference(lent) => &*lent.expr,
        argument => argument,
    };
    let items = parse_quote_spanned!(on.call.method.span()=> (#other).iter());
    let run = pipeline(cx, &items)?;
    drive(cx, on.call, None, &run, &mut |cx, item| {
        conform(cx, on.call, &item, &on.elem)?;
        append(cx, on.call, on.place.place(), &item)
    })?;
    if matches!(other, Expr::Call(_) | Expr::MethodCall(_) | Expr::Macro(_)) {
        return Ok(Shape::unit());
    }
    expression(cx, &parse_quote_spanned!(on.call.method.span()=> (#other).clear()), &Shape::unit())
}

/// `rows.concat()`: a vector of the elements of the rows.
pub(crate) fn concat(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let rows = &on.call.receiver;
    let items = parse_quote_spanned!(on.call.method.span()=> (#rows).iter().flatten());
    let run = pipeline(cx, &items)?;
    let elem = Shape::Leaf(cx.kinds.fresh(Known::Nothing));
    let vector = cx.kinds.memory(Form::Vec, elem);
    self::vector(cx, on.call, run, &Shape::Leaf(Some(vector)))
}

/// `array.map(f)`
pub(crate) fn map(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let (call, f) = (on.call, on.argument(0));
    let Shape::Leaf(kind) = &on.elem else {
        return Err(cx.refuse(&call.method, Message::IteratorMethod { name: "map".to_owned() }));
    };
    if let Some(values) = to_data(cx, on)? {
        return Ok(values);
    }
    // The usual case: an array of floats to an array of floats.
    let kind = if cx.kinds.known(*kind).may_be_float() { *kind } else { cx.kinds.fresh(Known::SomeFloat) };
    let result = new::new(cx, call, on.form.clone(), Shape::Leaf(kind), Init::Repeat(Shape::Leaf(Atom::ZERO), None));
    let Shape::Leaf(Operand { atom: Atom::Value(base), .. }) = result else { unreachable!("memory is a leaf") };
    each(cx, call, on.place, &mut |cx, index| {
        let item = place::read(cx, call, &on.at(index));
        let value = callable::apply(cx, f, &[item])?;
        let to = Located { base, path: vec![Step::Index(index)], ty: Shape::Leaf(kind) };
        place::write(cx, call, &to, &value)
    })?;
    Ok(result)
}

/// The same where it makes data, of which nothing is there before: one after the other, of a
/// few.
fn to_data(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Option<Operands>> {
    let Form::Array(len) = &on.form else { return Ok(None) };
    let Some(count) = from_fn::few(len) else { return Ok(None) };
    let (call, f) = (on.call, on.argument(0));
    let element = |cx: &mut Cx<'_>, i: u32| {
        let item = place::read(cx, call, &on.at(Atom::Int(i.into())));
        callable::apply(cx, f, &[item])
    };
    let first = from_fn::dropped(cx, call, &mut |cx| element(cx, 0))?;
    let Shape::Leaf(kind) = first else { return Ok(None) };
    if !cx.kinds.is_data(kind) {
        return Ok(None);
    }
    let mut values = Vec::new();
    for i in 0..count {
        let value = element(cx, i)?;
        conform(cx, f, &value, &first)?;
        let value = new::copied(cx, f, &value.owned());
        values.push(value.map(&mut |o| o.atom));
    }
    Ok(Some(new::new(cx, call, on.form.clone(), first, Init::List(values))))
}
