//! From a handle to the memory that it names.

use crate::ir::{Func, Stmt, Value};
use std::collections::BTreeMap;

/// What each view is a view of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roots(BTreeMap<Value, Value>);

pub(crate) fn roots(func: &Func) -> Roots {
    let mut roots = Roots::default();
    func.body.visit(&mut |stmt| {
        if let Stmt::View(view) = stmt {
            roots.insert(view.dst, view.place.base);
        }
    });
    roots
}

impl Roots {
    /// The parameter, the `New` or the result of a call that the handle comes
    /// from; of a root itself, that root.
    pub(crate) fn root(&self, mut handle: Value) -> Value {
        while let Some(of) = self.0.get(&handle) {
            handle = *of;
        }
        handle
    }

    pub(crate) fn insert(&mut self, view: Value, of: Value) {
        self.0.insert(view, of);
    }
}
