//! Where in memory: a handle, and the steps from it.
//!
//! ```text
//! w1[w4].r.0        a field of a field of an element
//! w2[w3..]          a range
//! w5.Some.0         what a variant holds, where it is known to be it
//! ```

use super::{Atom, Value, ValueInfo};
use std::sync::Arc;

/// A handle and the way from it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) base: Value,
    pub(crate) path: Vec<Step>,
    pub(crate) access: Access,
}

/// Whether an access can be out of bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// The user's own: it panics where the user's does, so it is never removed.
    First,
    /// Of a shadow, or made before with the same steps: it cannot panic.
    Again,
}

/// One step into memory.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    /// `[i]`
    Index(Atom),
    /// `[from..to]`
    Range { from: Option<Atom>, to: Option<Atom>, limits: Limits },
    /// `.0` of an element that is a tuple.
    Field(usize),
    /// `.k` of data; of a tuple struct, `.0`.
    Named(Name),
    /// `[i]`, `[(i, j)]`, `[[i, j]]` of data.
    Entry { at: Vec<Atom>, written: Brackets },
    /// What a `Box` holds; of anything else, that itself.
    Behind,
    /// The elements of a matrix of `nalgebra`, as a slice.
    AsSlice,
    /// In a shadow: what is there may be a constant behind a reference, which has no shadow.
    Shadow,
    /// In a shadow: what is there has a derivative, and no copy of the primal's floats.
    Part,
    /// What a unit of a foreign type holds, where it is written to; of anything else, that itself.
    Inside,
    /// What a variant holds, where it is known to be it: `r` of `Shape::Circle`, `0` of `Some`.
    Payload { variant: Name, field: Name },
}

/// The name of a field, as it is written.
pub(crate) type Name = Arc<str>;

/// How the indices of an entry are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Brackets {
    /// `i`
    Plain,
    /// `Axis::X`
    Own,
    /// `(i, j)`
    Tuple,
    /// `[i, j]`
    Array,
    /// The number of an element that is run through.
    Nth,
}

/// Whether a range has its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limits {
    HalfOpen,
    Closed,
}

impl Place {
    pub(crate) fn whole(base: Value) -> Self {
        Place { base, path: Vec::new(), access: Access::Again }
    }

    /// The values in the steps; not the handle.
    pub(crate) fn indices(&self) -> Vec<Atom> {
        self.path.iter().flat_map(Step::atoms).collect()
    }

    pub(crate) fn map_atoms(&mut self, f: &mut dyn FnMut(Atom) -> Atom) {
        if let Atom::Value(base) = f(Atom::Value(self.base)) {
            self.base = base;
        }
        for step in &mut self.path {
            match step {
                Step::Index(i) => *i = f(*i),
                Step::Entry { at, .. } => at.iter_mut().for_each(|i| *i = f(*i)),
                Step::Range { from, to, .. } => {
                    *from = from.map(&mut *f);
                    *to = to.map(&mut *f);
                }
                Step::Field(_) | Step::Named(_) | Step::Payload { .. } | Step::Behind | Step::Inside => {}
                Step::AsSlice | Step::Shadow | Step::Part => {}
            }
        }
    }

    /// The same steps from another handle, of memory that is known to have
    /// them.
    pub(crate) fn from(&self, base: Value) -> Self {
        Place { base, path: self.path.clone(), access: Access::Again }
    }
}

impl Place {
    /// The same place in a shadow, of which is asked whether it has the parts on the way, if the root may have
    /// references there. Of any other root, the parts on the way to a part of a part are claimed to have a
    /// derivative. It begins behind the steps `before`.
    ///
    /// ```text
    /// self.grid.spacing      self_bar.grid?.spacing      part(self_bar.grid).spacing
    /// ```
    pub(crate) fn asked_of(mut self, root: &ValueInfo, before: &[Step]) -> Self {
        let mut path: Vec<Step> = Vec::new();
        for step in self.path {
            let is_behind_part = matches!(path.last().or(before.last()), Some(Step::Named(_)));
            let is_in_part =
                before.iter().chain(&path).any(|step| matches!(step, Step::Named(_) | Step::Payload { .. }));
            let is_claimed = matches!(path.last(), Some(Step::Part | Step::Inside));
            match &step {
                Step::Shadow | Step::Part => {}
                _ if root.borrows && is_behind_part => path.push(Step::Shadow),
                Step::Named(_) | Step::Payload { .. } | Step::Inside if !root.borrows && is_in_part && !is_claimed => {
                    path.push(Step::Part);
                }
                _ => {}
            }
            path.push(step);
        }
        self.path = path;
        self
    }
}

impl Step {
    pub(crate) fn atoms(&self) -> Vec<Atom> {
        match self {
            Step::Index(i) => vec![*i],
            Step::Entry { at, .. } => at.clone(),
            Step::Range { from, to, .. } => from.iter().chain(to).copied().collect(),
            Step::Field(_) | Step::Named(_) | Step::Payload { .. } | Step::Behind | Step::Inside => Vec::new(),
            Step::AsSlice | Step::Shadow | Step::Part => Vec::new(),
        }
    }

    /// Where a variant holds it, if by position: `0` of `Some(x)`. A struct may be named by an
    /// alias, which is not called.
    pub(crate) fn position(&self) -> Option<usize> {
        let Step::Payload { variant, field } = self else { return None };
        field.parse().ok().filter(|_| !variant.is_empty())
    }

    /// What the field of data goes by, among all that its type has. A variant is the same
    /// by whatever path it is named.
    pub(crate) fn key(&self) -> Option<Name> {
        match self {
            Step::Named(name) => Some(name.clone()),
            Step::Behind => Some("*.".into()),
            Step::AsSlice => Some("[..]".into()),
            Step::Inside => Some("inside.".into()),
            Step::Entry { at, written } => Some(format!("[.{written:?}{}]", at.len()).into()),
            Step::Payload { variant, field } => {
                let last = match variant.rsplit("::").next().unwrap_or(variant).trim() {
                    // What an `Option` or a `Result` holds, whichever of the two it is.
                    "Ok" | "" => "Some",
                    last => last,
                };
                Some(format!("{last}.{field}").into())
            }
            Step::Index(_) | Step::Range { .. } | Step::Field(_) | Step::Shadow | Step::Part => None,
        }
    }
}
