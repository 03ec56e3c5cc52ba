//! `std::array::from_fn(|i| ..)`: an array whose elements a closure computes.
//!
//! The place of the value says how long it is, or a turbofish. Elements of which there is
//! a zero are computed in a loop; structs one after the other, if they are few.
//!
//! ```text
//! let z: [f64; N] = from_fn(|i| y[i] + h);    w5 = new [N] 0
//!                                             for i in 0..N { w7 = .. ; w5[i] = w7 }
//! ```

use super::length;
use super::new;
use super::place::{self, Located};
use crate::errors::Message;
use crate::ir::{Atom, Form, Init, Limits, Order, Shape, Step};
use crate::lower::border::types;
use crate::lower::classify::{Class, classify};
use crate::lower::control::branch;
use crate::lower::control::join::zero;
use crate::lower::control::loops;
use crate::lower::control::trip_count::{Count, Plan};
use crate::lower::state::agreement::conform;
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::callable;
use crate::lower::value::expr::{Expect, any};
use quote::ToTokens;
use syn::{Expr, ExprCall, ExprPath, GenericArgument, PathArguments};

/// The longest array whose elements are computed one after the other.
const FEW: u32 = 16;

/// What is made: the text of the length, and what an element is.
struct Array {
    len: String,
    elem: Shape<KindVar>,
}

/// The call, if it is this one and the closure reads floats.
pub(crate) fn call(cx: &mut Cx<'_>, path: &ExprPath, call: &ExprCall, expect: &Expect) -> Option<Res<Operands>> {
    let arg = call.args.first().filter(|_| call.args.len() == 1)?;
    let is_meant = path.path.segments.last().is_some_and(|last| last.ident == "from_fn");
    if !is_meant || !matches!(classify(cx, arg).class, Class::Closure) {
        return None;
    }
    let full = claim::standard_function(cx, path)?;
    matches!(&full[..], [module, name] if module == "array" && name == "from_fn").then(|| {
        let array = wanted(cx, path, expect).ok_or_else(|| cx.refuse(&call.func, Message::LengthOfArray))?;
        made(cx, call, arg, array)
    })
}

/// What a turbofish or the place says.
fn wanted(cx: &mut Cx<'_>, path: &ExprPath, expect: &Expect) -> Option<Array> {
    let of_place = match expect.behind_refs() {
        Shape::Leaf(Some(kind)) => cx.kinds.as_memory(*kind).cloned(),
        _ => None,
    };
    let of_place = of_place.and_then(|(form, elem)| match form {
        Form::Array(len) => Some(Array { len, elem }),
        _ => None,
    });
    let Some(PathArguments::AngleBracketed(written)) = path.path.segments.last().map(|last| &last.arguments) else {
        return of_place;
    };
    let mut written = written.args.iter();
    let elem = match written.next()? {
        GenericArgument::Type(ty) => types::shape_with_data(cx, ty),
        _ => None,
    };
    let len = match written.next()? {
        GenericArgument::Const(len) => Some(types::text(len)),
        GenericArgument::Type(len) => Some(types::text(len)).filter(|text| text != "_"),
        _ => None,
    };
    let (len_of_place, elem_of_place) = of_place.map(|array| (array.len, array.elem)).unzip();
    let elem = elem.or(elem_of_place).unwrap_or_else(|| Shape::Leaf(cx.kinds.fresh(Known::Nothing)));
    Some(Array { len: len.or(len_of_place)?, elem })
}

fn made(cx: &mut Cx<'_>, call: &ExprCall, f: &Expr, array: Array) -> Res<Operands> {
    let Array { len, elem } = array;
    let elem = if is_open(cx, &elem) { first(cx, call, f)? } else { elem };
    if let Some(zero) = zeros(cx, call, &elem) {
        return in_a_loop(cx, call, f, (Array { len, elem }, zero));
    }
    match few(&len) {
        Some(count) => one_by_one(cx, call, f, (Array { len, elem }, count)),
        None => Err(cx.refuse(&call.func, Message::ElementsOfArray)),
    }
}

/// Whether nothing is known of an element.
fn is_open(cx: &Cx<'_>, elem: &Shape<KindVar>) -> bool {
    matches!(elem, Shape::Leaf(kind) if matches!(cx.kinds.known(*kind), Known::Nothing | Known::Part | Known::CallResult))
}

/// What the first element is, which is lowered and dropped.
fn first(cx: &mut Cx<'_>, call: &ExprCall, f: &Expr) -> Res<Shape<KindVar>> {
    dropped(cx, call, &mut |cx| element(cx, f, Atom::Int(0), &any()))
}

/// How many elements there are, if they can be computed one after the other.
pub(crate) fn few(len: &str) -> Option<u32> {
    len.parse().ok().filter(|count| *count <= FEW)
}

/// What an element is, which is lowered and dropped.
pub(crate) fn dropped(cx: &mut Cx<'_>, at: &dyn ToTokens, element: branch::Run<'_>) -> Res<Shape<KindVar>> {
    let before = cx.scope.snapshot();
    let mut found = None;
    branch::bare(cx, &mut |cx| {
        found = Some(element(cx)?);
        Ok(Shape::unit())
    })?;
    cx.scope.restore(&before);
    let found = found.expect("it has been run");
    new::refuse_lent(cx, at, &found)?;
    Ok(found.owned().map(&mut |o| o.kind))
}

/// The closure's value of an index.
fn element(cx: &mut Cx<'_>, f: &Expr, index: Atom, expect: &Expect) -> Res<Operands> {
    let kind = cx.usize_kind();
    callable::run(cx, f, &[Shape::Leaf(Operand { atom: index, kind })], expect)
}

/// The same, as an element of this shape.
fn of_shape(cx: &mut Cx<'_>, f: &Expr, index: Atom, elem: &Shape<KindVar>) -> Res<Operands> {
    let value = element(cx, f, index, &elem.map(&mut |kind| Some(*kind)))?;
    new::refuse_lent(cx, f, &value)?;
    conform(cx, f, &value, elem)?;
    Ok(value)
}

/// The zero of an element: of an array in the array, too.
fn zeros(cx: &mut Cx<'_>, call: &ExprCall, elem: &Shape<KindVar>) -> Option<Shape<Atom>> {
    match elem {
        Shape::Leaf(kind) => match cx.kinds.as_memory(*kind).cloned() {
            Some((form @ Form::Array(_), inner)) => {
                let inner_zero = zeros(cx, call, &inner)?;
                let value = new::new(cx, call, form, inner, Init::Repeat(inner_zero, None));
                Some(value.map(&mut |o| o.atom))
            }
            Some(_) => None,
            None => {
                let is_number = !cx.kinds.known(*kind).is_of_its_own();
                is_number.then(|| Shape::Leaf(zero(cx, *kind)))
            }
        },
        Shape::Tuple(entries) => {
            let entries: Option<Vec<_>> = entries.iter().map(|entry| zeros(cx, call, entry)).collect();
            entries.map(Shape::Tuple)
        }
        Shape::Ref(_) | Shape::Mut(_) => None,
    }
}

fn in_a_loop(cx: &mut Cx<'_>, call: &ExprCall, f: &Expr, (array, zero): (Array, Shape<Atom>)) -> Res<Operands> {
    let Array { len, elem } = array;
    let result = new::new(cx, call, Form::Array(len), elem.clone(), Init::Repeat(zero, None));
    let Shape::Leaf(Operand { atom: Atom::Value(base), .. }) = result else { unreachable!("memory is a leaf") };
    let whole = Located { base, path: Vec::new(), ty: result.map(&mut |o| o.kind) };
    let (kind, len) = (cx.usize_kind(), length::len(cx, call, &whole));
    let [from, to] = [Atom::Int(0), len].map(|atom| Operand { atom, kind });
    let count = Count { from, to, limits: Limits::HalfOpen, order: Order::Up, name: Some("i".to_owned()) };
    loops::repeat(cx, call, None, Plan::Count(count), &mut |cx, index| {
        let index = index.expect("a range has an index").atom;
        let value = of_shape(cx, f, index, &elem)?;
        let to = Located { base, path: vec![Step::Index(index)], ty: elem.clone() };
        place::write(cx, call, &to, &value)
    })?;
    Ok(result)
}

fn one_by_one(cx: &mut Cx<'_>, call: &ExprCall, f: &Expr, (array, count): (Array, u32)) -> Res<Operands> {
    let Array { len, elem } = array;
    let mut values = Vec::new();
    for i in 0..count {
        let value = of_shape(cx, f, Atom::Int(i.into()), &elem)?;
        let value = new::copied(cx, f, &value.owned());
        values.push(value.map(&mut |o| o.atom));
    }
    Ok(new::new(cx, call, Form::Array(len), elem, Init::List(values)))
}
