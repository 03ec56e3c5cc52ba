//! Elements that may not be there: `x.first()`, `x.get(i)`, `stack.pop()`.

use super::take_apart::{Maybe, Value};
use crate::ir::{Access, Atom, Comparison, Effect, EffectFlow, IntOp, Kind, OnActive, Op, Shape, Stmt};
use crate::lower::foreign::macros;
use crate::lower::iter::source;
use crate::lower::memory::new::length;
use crate::lower::memory::place::{self, Located};
use crate::lower::memory::resize;
use crate::lower::memory::slice_method::{argument, at, part};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::Operands;
use crate::lower::value::expr::as_scalar;
use proc_macro2::Ident;
use quote::{ToTokens, quote_spanned};
use std::rc::Rc;
use syn::{Expr, ExprMethodCall};

/// The methods of slices and vectors that give one.
pub(crate) const METHODS: [&str; 6] = ["first", "last", "split_first", "split_last", "get", "pop"];
/// Those that give a `&mut`, which can only be unwrapped: that there is one is
/// then known where it is written to.
pub(crate) const MUTABLE: [&str; 3] = ["first_mut", "last_mut", "get_mut"];

/// Whether what is unwrapped is a `&mut`.
pub(crate) fn is_mutable(call: &ExprMethodCall) -> bool {
    matches!(&*call.receiver, Expr::MethodCall(inner) if MUTABLE.iter().any(|name| inner.method == name))
}

/// `x.first()` as a flag and a value.
pub(crate) fn element<'e>(cx: &mut Cx<'_>, call: &'e ExprMethodCall) -> Res<Maybe<'e>> {
    let of = elements(cx, call)?;
    let index = index(cx, call)?;
    let kind = cx.exactly(Kind::Bool);
    let found = match index {
        Index::At(index) => cx.apply(call, Op::Compare(Comparison::Lt), vec![index, of.len], kind),
        Index::Last => cx.apply(call, Op::Compare(Comparison::Ne), vec![of.len, Atom::Int(0)], kind),
    };
    let found = as_scalar(cx, call, &found)?;
    Ok(Maybe { found, value: Value::Element(Element { call, of, index }) })
}

/// An element that is there.
pub(crate) struct Element<'e> {
    call: &'e ExprMethodCall,
    of: Elements,
    index: Index,
}

impl Element<'_> {
    /// Reads it, or what the method gives besides.
    pub(crate) fn read(&self, cx: &mut Cx<'_>) -> Res<Operands> {
        let Element { call, of: Elements { place, elem, len }, index } = self;
        let index = position(cx, call, *index, *len);
        if call.method == "pop" {
            return resize::popped(cx, call, (place, elem), (*len, index));
        }
        let value = read(cx, call, &at(place, index, elem));
        Ok(with_rest(cx, call, &self.of, index, value))
    }
}

/// The element, and what `split_first` and `split_last` leave.
fn with_rest(cx: &mut Cx<'_>, call: &ExprMethodCall, of: &Elements, index: Atom, value: Operands) -> Operands {
    let value = Shape::Ref(Box::new(value));
    let rest = match call.method.to_string().as_str() {
        "split_first" => (Some(Atom::Int(1)), None),
        "split_last" => (None, Some(index)),
        _ => return value,
    };
    let rest = part(cx, call, &of.place, &of.elem, rest, Access::Again);
    Shape::Tuple(vec![value, Shape::Ref(Box::new(rest))])
}

/// `x.first().unwrap()`: the user's expression panics where there is none, and
/// then the element is read.
pub(crate) fn that_must_be(cx: &mut Cx<'_>, call: &ExprMethodCall, inner: &ExprMethodCall) -> Res<Operands> {
    let of = elements(cx, inner)?;
    let index = index(cx, inner)?;
    check(cx, call, inner);
    let index = position(cx, call, index, of.len);
    let element = at(&of.place, index, &of.elem);
    if inner.method.to_string().ends_with("_mut") {
        return Ok(place::borrow_mut(cx, call, &element));
    }
    let value = read(cx, call, &element);
    Ok(with_rest(cx, inner, &of, index, value))
}

/// The user's expression, for its panic; nothing is changed through it.
fn check(cx: &mut Cx<'_>, call: &ExprMethodCall, inner: &ExprMethodCall) {
    let (receiver, asked, end, message) = (&inner.receiver, &inner.args, &call.method, &call.args);
    let name = inner.method.to_string();
    let method = Ident::new(name.trim_end_matches("_mut"), inner.method.span());
    let tokens = quote_spanned!(end.span()=> #receiver.#method(#asked).#end(#message));
    let names = macros::variables(cx, &tokens);
    let names = names.into_iter().map(|(name, value)| (name, value.map(&mut |o| o.atom))).collect();
    let (tokens, flow) = (Rc::new(tokens), EffectFlow::Continues);
    cx.out.push(Stmt::Effect(Effect { tokens, names, flow, on_active: OnActive::Inactive }));
}

/// The memory of which an element is asked for.
struct Elements {
    place: Located,
    elem: Shape<KindVar>,
    len: Atom,
}

fn elements(cx: &mut Cx<'_>, call: &ExprMethodCall) -> Res<Elements> {
    let place = argument(cx, &call.receiver)?;
    let Some((_, elem)) = place::memory(cx, &place) else { unreachable!("an argument is memory") };
    let len = source::len(cx, call, &place);
    Ok(Elements { place, elem, len })
}

/// Which one.
#[derive(Clone, Copy)]
enum Index {
    At(Atom),
    Last,
}

fn index(cx: &mut Cx<'_>, call: &ExprMethodCall) -> Res<Index> {
    Ok(match (call.method.to_string().as_str(), call.args.first()) {
        ("get" | "get_mut", Some(index)) => Index::At(length(cx, index)?),
        ("first" | "first_mut" | "split_first", _) => Index::At(Atom::Int(0)),
        _ => Index::Last,
    })
}

fn position(cx: &mut Cx<'_>, call: &ExprMethodCall, index: Index, len: Atom) -> Atom {
    match index {
        Index::At(index) => index,
        Index::Last => source::int(cx, call, IntOp::Sub, len, Atom::Int(1)),
    }
}

/// What is at a place that is known to be there.
fn read(cx: &mut Cx<'_>, at: &impl ToTokens, place: &Located) -> Operands {
    let before = cx.out.stmts.len();
    let value = place::read(cx, at, place);
    for stmt in &mut cx.out.stmts[before..] {
        match stmt {
            Stmt::Load(load) => load.place.access = Access::Again,
            Stmt::View(view) => view.place.access = Access::Again,
            _ => {}
        }
    }
    value
}
