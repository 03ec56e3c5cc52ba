//! A place that several paths fill, of which one does.
//!
//! It is made before control parts. A vector is empty then, and an array has zeros; of
//! data nothing is known that could be there, so its place is a vector with room for one.
//!
//! ```text
//! let b = if c { f(a) } else { *a };      w3 = new empty (room 1)
//!                                         if w2
//!                                             w4 = call f(w1)
//!                                             push w3, w4
//!                                         else
//!                                             push w3, w1
//!                                         b = view w3[0]
//! ```

use super::early_result;
use super::join::blank;
use crate::ir::{Access, Atom, BulkOp, Form, Init, Place, Shape, Step, Stmt, Value, View, Write};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::KindVar;
use std::collections::BTreeSet;

/// Such a place.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    pub(crate) place: Value,
    pub(crate) init: Init,
    way: Way,
}

/// How a path fills it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Copied,
    Replaced,
    /// It is around what it holds.
    Pushed,
}

impl Shared {
    /// A place for memory of this kind; `None` if there is none that could be made before
    /// a value is there.
    pub(crate) fn of(cx: &mut Cx<'_>, kind: KindVar) -> Option<Self> {
        let (form, elem) = cx.kinds.as_memory(kind).cloned()?;
        let (kind, init, way) = match form {
            Form::Vec => (kind, Init::Empty(None), Way::Replaced),
            Form::Array(_) => (kind, Init::Repeat(blank(cx, &elem)?, None), Way::Copied),
            Form::Data(_) => {
                let around = cx.kinds.memory(Form::Vec, Shape::Leaf(kind));
                (around, Init::Empty(Some(Atom::Int(1))), Way::Pushed)
            }
            Form::Slice | Form::Cell | Form::Some | Form::Unseen => return None,
        };
        Some(Shared { place: cx.fresh(kind), init, way })
    }

    /// What a path does that has such a value.
    pub(crate) fn filled(&self, from: Value) -> BulkOp {
        let (dst, src) = (Place::whole(self.place), Place::whole(from));
        match self.way {
            Way::Copied => BulkOp::Copy { dst, write: Write::Set, src },
            Way::Replaced => BulkOp::Replace { dst, src, was: None },
            Way::Pushed => BulkOp::Push { dst, value: Shape::Leaf(from.into()) },
        }
    }

    /// Whether the place is around what is in it.
    pub(crate) fn is_around(&self) -> bool {
        self.way == Way::Pushed
    }

    /// The same for what may be in a place that has no name yet, or in none: then the place
    /// gets whatever is in the other one.
    pub(crate) fn filled_from(&self, cx: &Cx<'_>, from: Value) -> BulkOp {
        match cx.unnamed.iter().find(|unnamed| unnamed.dst == from) {
            Some(Unnamed { shared, .. }) => {
                let (dst, src) = (Place::whole(self.place), Place::whole(shared.place));
                BulkOp::Replace { dst, src, was: None }
            }
            None => self.filled(from),
        }
    }

    /// Names what is in the place, once it has been filled.
    pub(crate) fn name(&self, cx: &mut Cx<'_>, dst: Value) {
        if self.is_around() {
            cx.homes.insert(dst, cx.around.len());
            cx.out.push(Stmt::View(View { dst, place: self.content(), origin: None }));
        }
    }

    /// Where what is in it is.
    pub(crate) fn content(&self) -> Place {
        let path = if self.is_around() { vec![Step::Index(Atom::Int(0))] } else { Vec::new() };
        Place { base: self.place, path, access: Access::Again }
    }
}

/// Data in a place that only some of the paths to here have filled; the others have left.
///
/// ```text
/// let b = { if c { return y; } a * x };    w3 = new empty (room 1)
///                                          w4 = if w2
///                                              yield true
///                                          else
///                                              push w3, w5
///                                              yield false
///                                          if w4 .. else
///                                              b = view w3[0]
/// ```
#[derive(Clone, Debug)]
pub(crate) struct Unnamed {
    pub(crate) shared: Shared,
    pub(crate) dst: Value,
}

/// Names what has been put in places, where control is only if it has been.
pub(crate) fn name_those_left(cx: &mut Cx<'_>) {
    for Unnamed { shared, dst } in std::mem::take(&mut cx.unnamed) {
        shared.name(cx, dst);
    }
}

/// Names those among the values that have been put in places on each path to here.
pub(crate) fn name_given(cx: &mut Cx<'_>, values: &[Atom]) {
    let is_given = |unnamed: &Unnamed| values.contains(&unnamed.dst.into());
    let (given, left): (Vec<_>, Vec<_>) = std::mem::take(&mut cx.unnamed).into_iter().partition(is_given);
    cx.unnamed = left;
    given.into_iter().for_each(|Unnamed { shared, dst }| shared.name(cx, dst));
}

/// Memory that two paths yield: the same on both, or a copy of what each has.
/// Where that is not possible, it is undefined, as the user is told elsewhere.
pub(crate) fn choose_memory(
    cx: &mut Cx<'_>,
    kind: KindVar,
    (here, here_stmts): (Atom, &mut Vec<Stmt>),
    (there, there_stmts): (Atom, &mut Vec<Stmt>),
) -> Atom {
    if here == there {
        return here;
    }
    for (place, (other, stmts)) in [(here, (there, &mut *there_stmts)), (there, (here, &mut *here_stmts))] {
        if let Some(reserved) = place.value().and_then(|w| early_result::of(cx, w)) {
            other.value().into_iter().for_each(|from| early_result::join(&reserved, from, stmts));
            return place;
        }
    }
    let kind = match cx.kinds.as_memory(kind).cloned() {
        Some((Form::Array(_), elem)) if blank(cx, &elem).is_some() => kind,
        Some((Form::Data(_), _)) if ![here, there].contains(&Atom::Undef) => return Atom::Undef,
        Some((Form::Data(_), _)) => kind,
        Some((_, elem)) => cx.kinds.memory(Form::Vec, elem),
        None => return Atom::Undef,
    };
    let Some(shared) = Shared::of(cx, kind) else { return Atom::Undef };
    cx.homes.insert(shared.place, cx.around.len());
    cx.out.make(shared.place, shared.init.clone());
    for (from, stmts) in [(here, here_stmts), (there, there_stmts)] {
        if let Some(from) = from.value() {
            stmts.push(Stmt::bulk(shared.filled_from(cx, from)));
        }
    }
    if !shared.is_around() {
        return shared.place.into();
    }
    let dst = cx.fresh(kind);
    cx.unnamed.push(Unnamed { shared, dst });
    dst.into()
}

/// Whether this is what some of these places hold, once it has a name.
pub(crate) fn is_unnamed(places: &[Unnamed], content: Value) -> bool {
    places.iter().any(|place| place.dst == content)
}

/// What has no name yet of what is in places that arms have made.
pub(crate) fn unnamed_in(cx: &Cx<'_>, made: &BTreeSet<Value>) -> Vec<Value> {
    let inside = cx.unnamed.iter().filter(|unnamed| made.contains(&unnamed.shared.place));
    inside.map(|unnamed| unnamed.dst).collect()
}
