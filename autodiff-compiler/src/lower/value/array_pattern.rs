//! Patterns of arrays: `[a, b, c]`, `[first, .., last]`.

use crate::errors::Message;
use crate::ir::{Atom, Form, Shape, Step};
use crate::lower::memory::place::{self, Found, Located};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::Operands;
use syn::{Pat, PatSlice};

/// The elements of an array with the patterns that take them. The array's
/// length must be in sight, as only that makes the pattern irrefutable.
pub(crate) fn entries<'p>(cx: &mut Cx<'_>, slice: &'p PatSlice, value: &Operands) -> Res<Vec<(&'p Pat, Operands)>> {
    let found = place::of(cx, value.clone());
    let Found::Place(array) = found else { return Err(cx.refuse(slice, Message::SlicePattern)) };
    let Some((form, elem)) = place::memory(cx, &array) else {
        return Err(cx.refuse(slice, Message::SlicePattern));
    };
    let pats: Vec<_> = slice.elems.iter().collect();
    let len = match &form {
        Form::Array(len) => len.parse::<usize>().ok(),
        _ => None,
    };
    let rest = pats.iter().position(|p| matches!(p, Pat::Rest(_)));
    let Some(len) = len.or(if rest.is_none() && matches!(form, Form::Array(_)) { Some(pats.len()) } else { None })
    else {
        return Err(cx.refuse(slice, Message::SlicePattern));
    };
    let mut all = Vec::new();
    for (i, pat) in pats.iter().enumerate() {
        let index = match rest {
            Some(rest) if i == rest => continue,
            Some(rest) if i > rest => len + i - pats.len(),
            _ => i,
        };
        let index = Step::Index(Atom::Int(i128::try_from(index).expect("a length is small")));
        let element = Located { base: array.base, path: vec![index], ty: elem.clone() };
        if matches!(value, Shape::Mut(_)) {
            all.push((*pat, place::borrow_mut(cx, *pat, &element)));
            continue;
        }
        let element = place::read(cx, *pat, &element);
        // A reference to the array gives references to its elements.
        let element = match (value, element) {
            (Shape::Ref(_), element @ (Shape::Ref(_) | Shape::Mut(_))) => element,
            (Shape::Ref(_), element) => Shape::Ref(Box::new(element)),
            (_, element @ Shape::Leaf(_)) => element,
            (_, element) => element.owned(),
        };
        all.push((*pat, element));
    }
    Ok(all)
}
