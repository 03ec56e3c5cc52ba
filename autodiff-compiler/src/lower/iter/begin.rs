//! What begins an iterator over memory: `x.iter()`, `x.windows(n)`.

use super::pipeline::{is_looked_at, settle_array};
use super::source::{Passing, Source};
use crate::errors::Message;
use crate::ir::{Atom, Form, Shape};
use crate::lower::classify::Classified;
use crate::lower::foreign::elements;
use crate::lower::memory::asserts;
use crate::lower::memory::exchanged;
use crate::lower::memory::implicit_copy::{Use, detached};
use crate::lower::memory::leaving;
use crate::lower::memory::length::length;
use crate::lower::memory::new;
use crate::lower::memory::place::{self, Found, Located};
use crate::lower::memory::slice_method::OnMemory;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::Operands;
use crate::lower::value::expr::{self, any};
use quote::ToTokens;

pub(crate) fn iter<'e>(cx: &mut Cx<'_>, start: &Classified<'e>) -> Res<Source<'e>> {
    let (place, _) = receiver(cx, start)?;
    Ok(Source::elements(cx, start.call(), place, Passing::Ref))
}

pub(crate) fn iter_mut<'e>(cx: &mut Cx<'_>, start: &Classified<'e>) -> Res<Source<'e>> {
    let (place, _) = receiver_as(cx, start, place::borrow_mut)?;
    Ok(Source::elements(cx, start.call(), place, Passing::Mut))
}

pub(crate) fn into_iter<'e>(cx: &mut Cx<'_>, start: &Classified<'e>) -> Res<Source<'e>> {
    let (place, value) = receiver(cx, start)?;
    let passing = Passing::of(&value);
    let place = match passing {
        Passing::Ref | Passing::Mut => place,
        Passing::Value => {
            let own = detached(cx, start.call(), &value, Use::Read);
            match place::of(cx, own) {
                Found::Place(own) => own,
                Found::Value(_) => place,
            }
        }
    };
    Ok(Source::elements(cx, start.call(), place, passing))
}

/// `x.drain(..)`: the content, or a part of it, moves out, and is run through there.
pub(crate) fn drain<'e>(cx: &mut Cx<'_>, start: &Classified<'e>) -> Res<Source<'e>> {
    let call = start.call();
    let (place, _) = receiver(cx, start)?;
    let Some((form @ (Form::Vec | Form::Some), elem)) = place::memory(cx, &place) else {
        let name = call.method.to_string();
        return Err(cx.refuse(&call.method, Message::MemoryMethod { name }));
    };
    let Some(range) = place::as_range(&call.args[0]) else {
        let name = call.method.to_string();
        return Err(cx.refuse(&call.method, Message::MemoryMethod { name }));
    };
    let content = if range.start.is_none() && range.end.is_none() {
        let vector = Shape::Leaf(Some(cx.kinds.memory(Form::Vec, elem)));
        let empty = new::empty(cx, call, None, &vector);
        exchanged::put(cx, call, &place, &empty)?
    } else {
        leaving::drained(cx, &OnMemory { call, place: &place, form, elem, asserts: "" }, range)?
    };
    match place::of(cx, content) {
        Found::Place(content) => Ok(Source::elements(cx, call, content, Passing::Value)),
        Found::Value(_) => unreachable!("a vector is memory"),
    }
}

pub(crate) fn windows<'e>(cx: &mut Cx<'_>, start: &Classified<'e>) -> Res<Source<'e>> {
    let (place, width) = with_width(cx, start, place::read)?;
    Ok(Source::windows(cx, start.call(), place, width))
}

pub(crate) fn chunks<'e>(cx: &mut Cx<'_>, start: &Classified<'e>) -> Res<Source<'e>> {
    let (place, width) = with_width(cx, start, place::read)?;
    Ok(Source::chunks(cx, start.call(), place, Passing::Ref, width))
}

pub(crate) fn chunks_mut<'e>(cx: &mut Cx<'_>, start: &Classified<'e>) -> Res<Source<'e>> {
    let (place, width) = with_width(cx, start, place::borrow_mut)?;
    Ok(Source::chunks(cx, start.call(), place, Passing::Mut, width))
}

pub(crate) fn chunks_exact<'e>(cx: &mut Cx<'_>, start: &Classified<'e>) -> Res<Source<'e>> {
    let (place, width) = with_width(cx, start, place::read)?;
    Ok(Source::chunks_exact(cx, start.call(), place, Passing::Ref, width))
}

pub(crate) fn chunks_exact_mut<'e>(cx: &mut Cx<'_>, start: &Classified<'e>) -> Res<Source<'e>> {
    let (place, width) = with_width(cx, start, place::borrow_mut)?;
    Ok(Source::chunks_exact(cx, start.call(), place, Passing::Mut, width))
}

/// What a method has of the place on which it is called.
type Access = fn(&mut Cx<'_>, &dyn ToTokens, &Located) -> Operands;

/// The memory on which the method is called.
fn receiver(cx: &mut Cx<'_>, start: &Classified<'_>) -> Res<(Located, Operands)> {
    receiver_as(cx, start, place::read)
}

/// The same, read or borrowed: what is written to is the place, and not what was read of it, also
/// where nothing tells yet that it is memory.
fn receiver_as(cx: &mut Cx<'_>, start: &Classified<'_>, access: Access) -> Res<(Located, Operands)> {
    let receiver = start.front();
    if let Some(variable) = place::held(cx, receiver.e).cloned() {
        is_looked_at(cx, &variable);
    }
    let value = if receiver.is_foreign_collection() {
        elements::slice(cx, receiver)?
    } else if receiver.is_place() {
        match place::locate(cx, receiver)? {
            Found::Place(place) => access(cx, &receiver.e, &place),
            Found::Value(value) => value,
        }
    } else {
        expr::run(cx, receiver, &any())?
    };
    let value = settle_array(cx, receiver, &value);
    match place::of(cx, value.clone()) {
        Found::Place(place) => Ok((place, value)),
        Found::Value(_) => Err(cx.refuse(receiver.e, Message::NotIterable)),
    }
}

/// The same with the width of its parts.
fn with_width(cx: &mut Cx<'_>, start: &Classified<'_>, access: Access) -> Res<(Located, Atom)> {
    let (place, _) = receiver_as(cx, start, access)?;
    if place::is_data(cx, &place) {
        return Err(cx.refuse(&start.call().method, Message::IndexOfData));
    }
    let width = length(cx, &start.call().args[0])?;
    asserts::nonzero(cx, &start.call().method, width, start.asserts());
    Ok((place, width))
}
