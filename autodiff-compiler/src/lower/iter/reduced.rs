//! `reduce(f)` of items that are memory or data: the first one, and what the closure makes of it and of those that are
//! left. It is made where it is taken, as nothing takes its place where there are no items.
//!
//! ```text
//! rows.iter().cloned().reduce(|a, b| a + b)     w1 = 0 < n; if w1 { rows[0] .. for i in 1..n { .. } }
//! ```

use super::ends;
use super::pipeline::Pipeline;
use super::stored;
use super::winner::Item;
use crate::errors::Message;
use crate::ir::Shape;
use crate::lower::memory::new;
use crate::lower::option::take_apart::{Maybe, Value};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::Operands;
use syn::ExprMethodCall;

/// What is made of the items where there are some.
pub(crate) struct Reduced<'e> {
    call: &'e ExprMethodCall,
    first: Item<'e>,
    rest: Pipeline<'static>,
}

impl Reduced<'_> {
    pub(crate) fn read(&self, cx: &mut Cx<'_>) -> Res<Operands> {
        let first = self.first.read(cx)?;
        if !matches!(first, Shape::Leaf(_)) {
            return Err(cx.refuse(&self.call.method, Message::MemoryLeavesLoop));
        }
        // The closure may change it in its place, which is that of the item.
        let first = new::copied(cx, &*self.call.receiver, &first);
        ends::folded(cx, self.call, &self.rest, (&self.call.receiver, first), &self.call.args[0])
    }
}

/// `iterator.reduce(f)`
pub(super) fn reduced<'e>(cx: &mut Cx<'_>, call: &'e ExprMethodCall, run: Pipeline<'e>) -> Res<Maybe<'e>> {
    let run = run.bound(cx);
    match stored::first_and_rest(cx, call, run)? {
        Some((found, first, rest)) => Ok(Maybe::of(found, Value::Reduced(Box::new(Reduced { call, first, rest })))),
        None => Err(cx.refuse(&call.method, Message::MemoryLeavesLoop)),
    }
}
