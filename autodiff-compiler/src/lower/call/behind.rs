//! Methods of memory that a method before has given a reference to.

use crate::ir::Shape;
use crate::lower::classify::{Class, Classified};
use crate::lower::memory::place::{self, Found, Located};
use crate::lower::memory::slice_method;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::Operands;
use crate::lower::state::settle;
use crate::std_names::{self, Fact, Row};
use syn::ExprMethodCall;

/// `o.as_mut().unwrap().push(x)`: what an `Option` gives a reference to may be memory, which the
/// method tells.
pub(super) fn memory(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    what: &Classified<'_>,
    receiver: &Res<Operands>,
) -> Option<Res<Operands>> {
    let inside = match (what.front().class, receiver) {
        (Class::OptionEnd(..), Ok(Shape::Ref(inside))) => inside,
        (Class::OptionEnd(..) | Class::Value, Ok(Shape::Mut(inside))) => inside,
        _ => return None,
    };
    let row = std_names::of_sequence(&call.method.to_string()).filter(|row| row.args == call.args.len())?;
    let Found::Place(place) = place::of(cx, (**inside).clone()) else { return None };
    method(cx, call, place, row)
}

/// A method of what is at a place, or behind a `&mut` there. A part of which nothing is known is
/// memory where only memory has the method.
pub(super) fn method(cx: &mut Cx<'_>, call: &ExprMethodCall, place: Located, row: &Row) -> Option<Res<Operands>> {
    let place = place::behind(cx, place);
    if let Shape::Leaf(kind) = place.ty
        && row.is(Fact::TellsMemory)
    {
        settle::at(cx, call.method.span(), kind);
    }
    slice_method::method(cx, call, &place, row)
}
