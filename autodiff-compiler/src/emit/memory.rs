//! Memory: where it is, and how it is read, written, made and viewed.
//!
//! The root of a handle is a variable; a view is the place that it names, and
//! stands wherever it is used, unless nothing writes there: then it is a borrow.

use super::body::Body;
use super::code::{self, Binding, Code, Suffix};
use super::spot::with_krate;
pub(crate) use super::spot::{Holds, Spot};
use super::uses::ViewStyle;
use super::{borrowed, elements, in_two, located, room, second, shape, stretch};
use crate::ir::{
    Access, Apply, Atom, Form, Init, IntKind, Kind, Load, Memory, New, Place, Shape, Step, Store, Value, View, Write,
};
use proc_macro2::TokenStream;
use quote::quote;

/// What a handle is in the output.
#[derive(Clone, Debug)]
pub(crate) enum Handle {
    Variable(Spot),
    Part(Place),
}

pub(super) fn index(body: &mut Body<'_>, atom: Atom) -> Code {
    code::atom(body, atom, Kind::Int(IntKind::Usize), Suffix::Bare)
}

/// Where the memory is that a handle names.
pub(crate) fn handle(body: &mut Body<'_>, handle: Value) -> Spot {
    match body.handles.get(&handle) {
        Some(Handle::Variable(spot)) => spot.clone(),
        Some(Handle::Part(place)) => {
            let place = place.clone();
            spot(body, &place)
        }
        None => Spot::new(body.names.get(handle), Holds::Place),
    }
}

/// Where a place is.
pub(crate) fn spot(body: &mut Body<'_>, place: &Place) -> Spot {
    if let Some(element) = stretch::element(body, place) {
        return element;
    }
    if let Some(part) = borrowed::part(body, place) {
        return borrowed::lent(body, part);
    }
    let mut spot = handle(body, place.base);
    for (i, step) in place.path.iter().enumerate() {
        spot = spot.step(body, step);
        if i == 0 && body.open.is_tape(place.base) {
            spot = spot.there(body);
        }
    }
    spot
}

/// What is at a place: a scalar, a tuple, or memory.
pub(crate) fn part(body: &Body<'_>, place: &Place) -> Shape<Kind> {
    crate::ir::part(body.kind(place.base), &place.path)
}

/// Gives a root its variable; the pattern that binds it.
pub(crate) fn define(body: &mut Body<'_>, root: Value, holds: Holds) -> TokenStream {
    let name = body.names.define(body.func, root);
    body.handles.insert(root, Handle::Variable(Spot::new(&name, holds)));
    if holds == Holds::Place && body.uses.is_written(root) { quote!(mut #name) } else { quote!(#name) }
}

pub(crate) fn load(body: &mut Body<'_>, load: &Load) -> TokenStream {
    if let Shape::Leaf(Kind::Memory(Memory { form: Form::Unseen, .. })) = part(body, &load.place) {
        return load_number(body, load);
    }
    if let Some(part) = borrowed::part(body, &load.place) {
        return borrowed::load(body, load, part);
    }
    let place = spot(body, &load.place).read();
    if body.is_inline(load.dst) && !body.uses.is_written(load.place.base) {
        body.set_inline(load.dst, place);
        return TokenStream::new();
    }
    let doc = body.doc(&load.origin);
    let (name, place) = (body.names.define(body.func, load.dst), place.tokens);
    // What is read again, of a tape or of memory that stays, is not written to meanwhile.
    let is_still = load.place.access == Access::Again || !body.uses.is_written(load.place.base);
    if body.kind(load.dst) == Kind::Opaque && is_still {
        // What is of a type of the user's need not be `Copy`: it is read where it is.
        body.places.insert(load.dst, quote!((*#name)));
        return quote!(#doc let #name = &#place;);
    }
    quote!(#doc let #name = #place;)
}

/// Of what is not seen, the number that it may be.
fn load_number(body: &mut Body<'_>, load: &Load) -> TokenStream {
    let (number, source) = (body.private("number"), spot(body, &load.place).shared());
    let number = super::parameter::narrowed(quote!(#number(#source)), body.kind(load.dst));
    let doc = body.doc(&load.origin);
    let name = body.names.define(body.func, load.dst);
    quote!(#doc let #name = #number;)
}

pub(crate) fn store(body: &mut Body<'_>, store: &Store) -> TokenStream {
    let cell = stretch::cell(body, &store.place);
    let kind = match part(body, &store.place) {
        Shape::Leaf(Kind::Memory(Memory { elem: Shape::Leaf(kind), .. })) => *kind,
        Shape::Leaf(kind) => kind,
        _ => body.kind_of(store.value).unwrap_or(Kind::F64),
    };
    let (operator, value) = match (store.write, store.value.split_sign()) {
        (Write::Set, _) => (quote!(=), store.value),
        (Write::Add, (true, value)) => (quote!(-=), value),
        (Write::Add, (false, value)) => (quote!(+=), value),
    };
    if let Some(cell) = cell {
        let added = code::atom(body, value, kind, Suffix::Bare);
        let value = match (store.write, store.value.split_sign()) {
            (Write::Set, _) => added.tokens,
            (Write::Add, (is_negative, _)) => {
                let (operator, added) =
                    (if is_negative { quote!(-) } else { quote!(+) }, added.at_least(Binding::Product));
                quote!(#cell.get() #operator #added)
            }
        };
        return body.headed(quote!(#cell.set(#value);));
    }
    let borrowed = borrowed::part(body, &store.place);
    let place = match &borrowed {
        Some(part) => part.spot.place().tokens,
        None => spot(body, &store.place).place().tokens,
    };
    let value = code::atom(body, value, kind, Suffix::Bare).tokens;
    let store = quote!(#place #operator #value;);
    let store = match borrowed {
        Some(part) => borrowed::store(body, part, store),
        None => store,
    };
    body.headed(store)
}

pub(crate) fn view(body: &mut Body<'_>, view: &View) -> TokenStream {
    match body.uses.view(view.dst) {
        ViewStyle::Borrow => {
            let borrow = spot(body, &view.place).shared();
            let doc = body.doc(&view.origin);
            let name = define(body, view.dst, Holds::Shared);
            quote!(#doc let #name = #borrow;)
        }
        ViewStyle::Place => {
            body.handles.insert(view.dst, Handle::Part(view.place.clone()));
            TokenStream::new()
        }
        ViewStyle::CheckedPlace => {
            body.handles.insert(view.dst, Handle::Part(view.place.clone()));
            let borrow = spot(body, &view.place).shared();
            let doc = body.doc(&view.origin);
            quote!(#doc let _ = #borrow;)
        }
    }
}

/// `let v = &x;`, the memory as a constant; a copy of it, if it changes.
pub(crate) fn frozen(body: &mut Body<'_>, apply: &Apply, of: Value) -> TokenStream {
    let changes = body.uses.is_written(of) || body.uses.is_written(apply.dst);
    let code = if changes { owned(body, of) } else { handle(body, of).shared() };
    let doc = body.doc(&apply.origin);
    let name = define(body, apply.dst, if changes { Holds::Place } else { Holds::Shared });
    quote!(#doc let #name = #code;)
}

/// What a variable holds that is there on one path only: who names it is on that path.
pub(crate) fn within(body: &mut Body<'_>, root: Value) {
    let name = body.names.get(root);
    let (there, there_mut) = (body.private("there"), body.private("there_mut"));
    if body.kind(root) == Kind::Opaque {
        body.places.insert(root, quote!((*#there(&#name))));
        return;
    }
    let spot =
        Spot { tokens: quote!(#there_mut(&mut #name)), read: Some(quote!(#there(&#name))), holds: Holds::Exclusive };
    body.handles.insert(root, Handle::Variable(spot));
}

/// The same with what says whether it is there.
pub(crate) fn within_as_it_is(body: &Body<'_>, root: Value) -> TokenStream {
    let name = body.names.get(root);
    if body.is_moved(root) {
        return quote!(#name);
    }
    let clone = body.private("Clone");
    quote!(#clone::clone(&#name))
}

/// `let mut x = init;`
pub(crate) fn new(body: &mut Body<'_>, new: &New) -> TokenStream {
    let memory = body.kind(new.dst).memory().expect("new memory is memory");
    let before = match &new.init {
        Init::Closure { id, captures } => super::closure::lent(body, *id, captures),
        _ => TokenStream::new(),
    };
    let code = match &new.init {
        Init::Empty(_) if body.open.is_tape(new.dst) => {
            let vec = body.private("Vec");
            quote!(#vec::new())
        }
        Init::ZeroLike(of) if body.rooms.contains_key(&new.dst) => room::shadow(body, new.dst, of),
        Init::Repeat(_, Some(len)) if body.room.contains(&new.dst) => {
            let len = index(body, *len).tokens;
            in_two::room(&len)
        }
        of @ Init::Copy(_) => {
            let code = init(body, memory, of);
            second::copy(body, new.dst, code)
        }
        of => init(body, memory, of),
    };
    let doc = body.doc(&new.origin);
    let holds = if body.rooms.contains_key(&new.dst) { Holds::Exclusive } else { Holds::Place };
    let name = define(body, new.dst, holds);
    quote!(#before #doc let #name = #code;)
}

fn init(body: &mut Body<'_>, memory: &Memory, init: &Init) -> TokenStream {
    match init {
        Init::List(elems) if elems.is_empty() => elements::none(body, memory),
        Init::List(elems) => {
            let elems: Vec<_> = elems.iter().map(|elem| elements::value(body, elem, &memory.elem)).collect();
            let vec = body.private("vec");
            if memory.form == Form::Vec { quote!(#vec![#(#elems),*]) } else { quote!([#(#elems),*]) }
        }
        // A place that is filled later. What a user repeats is `Copy`, of whatever type.
        Init::Repeat(elem, None)
            if matches!(memory.form, Form::Array(_))
                && !elements::is_copy(&memory.elem)
                && elem.leaves().into_iter().any(|atom| *atom == Atom::Undef) =>
        {
            let kind = Memory::kind(memory.form.clone(), memory.elem.clone());
            let (placeholder, ty) = (body.private("placeholder"), shape::shape_type(&body.krate, &Shape::Leaf(kind)));
            quote!(#placeholder::<#ty>())
        }
        Init::Repeat(elem, len) => {
            let elem = elements::value(body, elem, &memory.elem);
            match (&memory.form, len) {
                (Form::Array(text), _) => {
                    let len = shape::length(text);
                    quote!([#elem; #len])
                }
                (_, len) => {
                    let len = index(body, len.unwrap_or(Atom::Int(0))).tokens;
                    let vec = body.private("vec");
                    quote!(#vec![#elem; #len])
                }
            }
        }
        Init::Copy(place) => elements::copy(body, place, memory),
        Init::ZeroLike(place) => elements::zeros(body, place, memory),
        Init::Empty(room) => {
            let (vec, elem) = (body.private("Vec"), shape::shape_type(&body.krate, &memory.elem));
            match room {
                Some(room) => {
                    let room = index(body, *room).tokens;
                    quote!(#vec::<#elem>::with_capacity(#room))
                }
                None => quote!(#vec::<#elem>::new()),
            }
        }
        Init::Cell(value) if memory.form == Form::Unseen => {
            let (of_number, value) = (body.private("of_number"), elements::value(body, value, &memory.elem));
            let value =
                if let Shape::Leaf(kind) = memory.elem { super::parameter::widened(value, kind) } else { value };
            quote!(#of_number(#value))
        }
        Init::Cell(value) => elements::value(body, value, &memory.elem),
        Init::Closure { id, captures } => super::closure::made(body, memory, *id, captures),
        Init::Item(callee) => super::closure::item(body, callee),
        Init::Data { path, fields, rest } => {
            let values: Vec<_> = fields.iter().map(|(step, value)| field(body, memory, step, value)).collect();
            let rest = rest.as_ref().map(|place| {
                let rest = elements::copy(body, place, memory);
                quote!(..#rest)
            });
            let path = with_krate(body, path.clone());
            let is_in_order = fields.iter().enumerate().all(|(at, (step, _))| step.position() == Some(at));
            if (is_in_order || path.is_empty()) && !fields.is_empty() {
                return quote!(#path(#(#values),*));
            }
            if fields.is_empty() && rest.is_none() {
                return typed_where_known(memory, &path);
            }
            let names = fields.iter().map(|(step, _)| shape::length(name_of(step)));
            quote!(#path { #(#names: #values,)* #rest })
        }
    }
}

/// `None::<f64>`, of which the payload shows only later: rustc wants to know the type where a
/// field of that is read. Of another path, the macro does not see whether it is a constant or a
/// struct without fields; with braces, it is none.
fn typed_where_known(memory: &Memory, path: &TokenStream) -> TokenStream {
    let payload = match &memory.form {
        Form::Data(data) => data.ty.trim().strip_prefix("Option").map(str::trim_start),
        _ => None,
    };
    match payload.filter(|of| of.starts_with('<') && !path.to_string().contains('<')) {
        Some(payload) => {
            let payload = shape::length(payload);
            quote!(#path::#payload)
        }
        None if located::is(path, "None") => path.clone(),
        None => quote!(#path {}),
    }
}

/// `m: w3` of a struct that is written down.
fn field(body: &mut Body<'_>, memory: &Memory, step: &Step, value: &Shape<Atom>) -> TokenStream {
    let Form::Data(data) = &memory.form else { unreachable!("data is made of fields") };
    let key = step.key();
    let known = data.fields.iter().find(|(other, _)| Some(other) == key.as_ref());
    let kinds =
        known.map_or_else(|| value.map(&mut |a| body.kind_of(*a).unwrap_or(Kind::F64)), |(_, kinds)| kinds.clone());
    // The field says of which type a literal is.
    match (value, &kinds) {
        (Shape::Leaf(atom @ (Atom::Int(_) | Atom::Float(_))), Shape::Leaf(kind)) => {
            code::atom(body, *atom, *kind, Suffix::Bare).tokens
        }
        _ => elements::value(body, value, &kinds),
    }
}

pub(super) fn name_of(step: &Step) -> &str {
    let (Step::Named(name) | Step::Payload { field: name, .. }) = step else { unreachable!("it is a field") };
    name
}

/// The value of a handle as something of its own: moved if nothing names it
/// afterwards, copied otherwise.
pub(crate) fn owned(body: &mut Body<'_>, root: Value) -> TokenStream {
    let memory = body.kind(root).memory().expect("a handle");
    let spot = handle(body, root);
    if spot.is_variable() && body.is_moved(root) {
        return spot.place().tokens;
    }
    elements::copied(body, &spot, memory)
}

/// A name for the memory in code that is passed through: what is copied without
/// a trace as itself, else a reference.
pub(crate) fn bound(body: &mut Body<'_>, root: Value) -> TokenStream {
    let memory = body.kind(root).memory().expect("a handle");
    let spot = handle(body, root);
    let copies = memory.form != Form::Slice && elements::is_copy(&Shape::Leaf(body.kind(root)));
    if copies { spot.read().tokens } else { spot.shared() }
}
