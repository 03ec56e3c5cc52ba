//! Elements that may not be there: `x.first()`, `x.get(i)`, `stack.pop()`.

use super::failure::Failure;
use super::take_apart::{Maybe, Value};
use crate::errors::Message;
use crate::ir::{Access, Atom, Comparison, Effect, EffectFlow, Form, IntOp, Kind, OnActive, Op, Shape, Stmt};
use crate::lower::classify::Classified;
use crate::lower::iter::element::Elements;
use crate::lower::iter::source::Passing;
use crate::lower::memory::length;
use crate::lower::memory::length::length;
use crate::lower::memory::place::{self, Located};
use crate::lower::memory::resize;
use crate::lower::memory::slice_method::{OnMemory, memory, part};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::mentions::variables;
use crate::lower::state::scope::Operands;
use crate::lower::value::expr::as_scalar;
use crate::std_names::{self, Given, Is, Position, Row};
use proc_macro2::Ident;
use quote::{ToTokens, quote_spanned};
use std::rc::Rc;
use syn::ExprMethodCall;

/// `x.first()` as a flag and a value.
pub(crate) fn element<'e>(cx: &mut Cx<'_>, option: &Classified<'e>, row: &'static Row) -> Res<Maybe<'e>> {
    let element = asked(cx, option, row)?;
    let (call, len) = (element.call, element.len);
    let kind = cx.exactly(Kind::Bool);
    let found = match element.index {
        Index::At(index) => cx.apply(call, Op::Compare(Comparison::Lt), vec![index, len], kind),
        Index::Last => cx.apply(call, Op::Compare(Comparison::Ne), vec![len, Atom::Int(0)], kind),
    };
    let found = as_scalar(cx, call, &found)?;
    Ok(Maybe { found, value: Value::Element(element), failure: Failure::Nothing })
}

/// An element of memory, by the method that asks for it.
pub(crate) struct Element<'e> {
    call: &'e ExprMethodCall,
    given: Given,
    of: Elements,
    len: Atom,
    index: Index,
}

/// Which one.
#[derive(Clone, Copy)]
enum Index {
    At(Atom),
    Last,
}

fn asked<'e>(cx: &mut Cx<'_>, option: &Classified<'e>, row: &Row) -> Res<Element<'e>> {
    let call = option.call();
    let Is::Element(position, given) = row.is else { unreachable!("it gives an element") };
    let place = memory(cx, option.front())?;
    let of = Elements::of(cx, place.clone(), Passing::Ref);
    if place::is_data(cx, &place) && call.args.len() == row.args && !std_names::is_of_queue(row.name) {
        return Err(cx.refuse(&call.method, Message::IndexOfData));
    }
    let len = length::len(cx, call, &place);
    let index = match (position, call.args.first()) {
        (Position::Argument, Some(index)) => Index::At(length(cx, index)?),
        (Position::First, _) => Index::At(Atom::Int(0)),
        _ => Index::Last,
    };
    Ok(Element { call, given, of, len, index })
}

impl Element<'_> {
    /// Reads it, or what the method gives besides, where it is known to be there.
    pub(crate) fn read(&self, cx: &mut Cx<'_>) -> Res<Operands> {
        self.read_by(cx, self.call)
    }

    /// The same by a method that takes the `Option` apart.
    fn read_by(&self, cx: &mut Cx<'_>, call: &ExprMethodCall) -> Res<Operands> {
        let (on, index) = (self.on(), self.position(cx));
        let at = self.of.at(cx, index);
        match self.given {
            Given::Owned => resize::popped(cx, &on, (self.len, index)),
            Given::Mutable => Ok(place::borrow_mut(cx, call, &at)),
            Given::Reference => Ok(Shape::Ref(Box::new(read(cx, call, &at)))),
            Given::WithRest => {
                let value = read(cx, call, &at);
                let rest = match self.index {
                    Index::At(_) => (Some(Atom::Int(1)), None),
                    Index::Last => (None, Some(index)),
                };
                let rest = part(cx, &on, rest, Access::Again);
                Ok(Shape::Tuple([value, rest].map(|part| Shape::Ref(Box::new(part))).into()))
            }
        }
    }

    pub(super) fn is_mutable(&self) -> bool {
        self.given == Given::Mutable
    }

    fn on(&self) -> OnMemory<'_> {
        OnMemory { call: self.call, place: &self.of.place, form: Form::Some, elem: self.of.elem.clone(), asserts: "" }
    }

    fn position(&self, cx: &mut Cx<'_>) -> Atom {
        match self.index {
            Index::At(index) => index,
            Index::Last => length::int(cx, self.call, IntOp::Sub, self.len, Atom::Int(1)),
        }
    }
}

/// `x.first().unwrap()`: the user's expression panics where there is none, and
/// then the element is read.
pub(crate) fn that_must_be(cx: &mut Cx<'_>, end: &Classified<'_>, row: &'static Row) -> Res<Operands> {
    let element = asked(cx, end.front().bare(), row)?;
    check(cx, end.call(), element.call);
    element.read_by(cx, end.call())
}

/// The user's expression, for its panic; nothing is changed through it.
fn check(cx: &mut Cx<'_>, call: &ExprMethodCall, inner: &ExprMethodCall) {
    let (receiver, asked, end, message) = (&inner.receiver, &inner.args, &call.method, &call.args);
    let name = inner.method.to_string();
    let method = Ident::new(name.trim_end_matches("_mut"), inner.method.span());
    let tokens = quote_spanned!(end.span()=> #receiver.#method(#asked).#end(#message));
    let names = variables(cx, &tokens);
    let names = names.into_iter().map(|(name, value)| (name, value.map(&mut |o| o.atom))).collect();
    let (tokens, flow) = (Rc::new(tokens), EffectFlow::Continues);
    cx.out.push(Stmt::Effect(Effect { tokens, names, flow, on_active: OnActive::Inactive }));
}

/// What is at a place that is known to be there.
fn read(cx: &mut Cx<'_>, at: &dyn ToTokens, place: &Located) -> Operands {
    place::in_bounds(cx, |cx| place::read(cx, at, place))
}
