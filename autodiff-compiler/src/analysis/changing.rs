//! Values of foreign types that code can change: a generator of random numbers,
//! a set that is filled.
//!
//! What is read of them is not the same later, and so is not read again.

use crate::ir::{Func, Kind, Value};
use std::collections::BTreeSet;

pub(crate) fn changing(func: &Func) -> BTreeSet<Value> {
    let mut found = BTreeSet::new();
    func.body.visit(&mut |stmt| {
        let changed = stmt.effects(&func.values).changes.into_iter().map(|changed| changed.handle);
        found.extend(changed.filter(|w| func.kind(*w) == Kind::Opaque));
    });
    found
}
