//! Values of foreign types that code can change: a generator of random numbers,
//! a set that is filled.
//!
//! What is read of them is not the same later, and so is not read again.

use crate::ir::{Atom, Func, Kind, Op, Repeat, Stmt, Value};
use std::collections::BTreeSet;

pub(crate) fn changing(func: &Func) -> BTreeSet<Value> {
    let mut found = BTreeSet::new();
    func.body.visit(&mut |stmt| {
        let operands: Vec<_> = match stmt {
            Stmt::Apply(apply) => match &apply.op {
                Op::Foreign(foreign) if foreign.repeat == Repeat::Never => apply.args.clone(),
                _ => Vec::new(),
            },
            Stmt::Call(call) => call.written().into_iter().map(Atom::Value).collect(),
            _ => Vec::new(),
        };
        found.extend(operands.into_iter().filter_map(Atom::value).filter(|w| func.kind(*w) == Kind::Opaque));
    });
    found
}
