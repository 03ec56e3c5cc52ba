//! A loop over rows has them from `chunks_exact`.
//!
//! ```text
//! w3 = Div w2, w1                     // w2 = len w0
//! for w4 in 0..w3                     for (i, row) in zip(0..n, x.chunks_exact(m)) {
//!     w5 = Mul w4, w1
//!     w6 = Add w5, w1
//!     w7 = view w0[w5..w6]
//! ```
//!
//! So many rows are there, as the loop has no more iterations than the division gives, and that has
//! found that a row has elements. So nobody looks for them, neither in the primal nor in its mirror
//! image. Only memory is lent that nothing writes to, and an index that is of no other use is not
//! written.

use super::body::Body;
use super::memory::{self, Holds};
use super::uses::ViewStyle;
use crate::ir::{
    Apply, Atom, Bulk, BulkOp, Control, Form, IntKind, IntOp, Kind, Limits, Loop, Memory, Op, Order, Range, Step, Stmt,
    Value, View,
};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// The rows that a loop is given.
pub(super) struct Rows<'r> {
    range: &'r Range,
    views: Vec<&'r View>,
    /// How long each is.
    width: Atom,
}

/// The rows that the loop runs through from the first one on, and nothing else finds.
pub(super) fn rows<'r>(body: &mut Body<'_>, repeat: &'r Loop) -> Option<Rows<'r>> {
    let Control::For(range) = &repeat.control else { return None };
    let is_upwards = (range.from, range.limits, range.order) == (Atom::Int(0), Limits::HalfOpen, Order::Up);
    if body.uncut || !is_upwards || body.kind(range.index) != Kind::Int(IntKind::Usize) {
        return None;
    }
    let numbers: Vec<&Apply> = repeat.body.stmts.iter().filter_map(number).collect();
    let found = repeat.body.stmts.iter().filter_map(|stmt| match stmt {
        Stmt::View(view) if body.uses.view(view.dst) == ViewStyle::Borrow => {
            Some((view, width(range, &numbers, view)?))
        }
        _ => None,
    });
    let found: Vec<(&View, Atom)> = found.collect();
    let width = found.first()?.1;
    let inside: BTreeSet<Value> = repeat.body.stmts.iter().flat_map(Stmt::defines).chain(repeat.params()).collect();
    let is_outside = |w: Value| !inside.contains(&w);
    if !width.value().is_none_or(is_outside) {
        return None;
    }
    let rows = Rows { range, views: Vec::new(), width };
    let are_there = |(view, of): &(&View, Atom)| {
        *of == width && is_outside(view.place.base) && is_plain(body.kind(view.place.base)) && rows.are_in(body, view)
    };
    let views: Vec<&View> = found.iter().filter(|found| are_there(found)).map(|(view, _)| *view).collect();
    if views.is_empty() {
        return None;
    }
    body.rows.views.extend(views.iter().map(|view| view.dst));
    unread(body, range.index, &numbers, &views);
    Some(Rows { views, ..rows })
}

impl Rows<'_> {
    /// Whether the memory has as many rows as the loop has iterations.
    fn are_in(&self, body: &Body<'_>, view: &View) -> bool {
        divides(body, self.range.to, (&as_long_as(body, view.place.base), self.width))
    }

    /// `zip(0..n, x.chunks_exact(m))`
    pub(super) fn items(&self, body: &mut Body<'_>, numbers: TokenStream) -> TokenStream {
        let mut items = numbers;
        for view in &self.views {
            let width = memory::index(body, self.width).tokens;
            let memory = memory::handle(body, view.place.base);
            let memory = memory.reader();
            items = quote!(::core::iter::zip(#items, #memory.chunks_exact(#width)));
        }
        items
    }

    /// `(i, row)`
    pub(super) fn pattern(&self, body: &mut Body<'_>, number: TokenStream) -> TokenStream {
        let is_read = !body.rows.unread.contains(&self.range.index);
        let mut pattern = if is_read { number } else { quote!(_) };
        for view in &self.views {
            let row = memory::define(body, view.dst, Holds::Shared);
            pattern = quote!((#pattern, #row));
        }
        pattern
    }
}

/// What loops are given, and is not written in them.
#[derive(Default)]
pub(super) struct Given {
    pub(super) views: BTreeSet<Value>,
    /// Numbers that only those would have read.
    pub(super) unread: BTreeSet<Value>,
}

fn number(stmt: &Stmt) -> Option<&Apply> {
    match stmt {
        Stmt::Apply(apply @ Apply { op: Op::Int(IntOp::Add | IntOp::Mul), .. }) => Some(apply),
        _ => None,
    }
}

/// How long a row is, if the view is the row of the number of the iteration.
fn width(range: &Range, numbers: &[&Apply], view: &View) -> Option<Atom> {
    let [Step::Range { from: Some(from), to: Some(to), limits: Limits::HalfOpen }] = view.place.path[..] else {
        return None;
    };
    let made = |of: Atom, op: IntOp| {
        let apply = numbers.iter().find(|apply| Atom::Value(apply.dst) == of)?;
        matches!(apply.op, Op::Int(other) if other == op).then_some([apply.args[0], apply.args[1]])
    };
    let is = |of: Atom, op: IntOp, a: Atom, b: Atom| made(of, op).is_some_and(|both| both == [a, b] || both == [b, a]);
    let index = Atom::Value(range.index);
    let width = match made(from, IntOp::Mul)? {
        [a, width] | [width, a] if a == index => width,
        _ => return None,
    };
    // `i * m + m` or `(i + 1) * m`
    let is_end = |begin: Atom, of: Atom| of == width && (begin == from || is(begin, IntOp::Mul, index, width));
    let is_next = |next: Atom, of: Atom| of == width && is(next, IntOp::Add, index, Atom::Int(1));
    let ends = made(to, IntOp::Add).is_some_and(|[a, b]| is_end(a, b) || is_end(b, a))
        || made(to, IntOp::Mul).is_some_and(|[a, b]| is_next(a, b) || is_next(b, a));
    (ends && width != index).then_some(width)
}

/// The memory that is as long as this: itself, and what was compared with it.
fn as_long_as(body: &Body<'_>, memory: Value) -> Vec<Value> {
    let mut all = vec![memory];
    for stmt in &body.func.body.stmts {
        if let Stmt::Bulk(Bulk { op: BulkOp::SameExtents { shadow, of }, .. }) = stmt
            && shadow.path.is_empty()
            && of.path.is_empty()
        {
            all.extend((shadow.base == memory).then_some(of.base));
        }
    }
    all
}

/// Whether a number is no larger than how often one of these memories has such a width.
fn divides(body: &Body<'_>, count: Atom, (of, width): (&[Value], Atom)) -> bool {
    let Some(apply) = count.value().and_then(|w| definition(body, w)) else { return false };
    match (&apply.op, &apply.args[..]) {
        (Op::Int(IntOp::Div), [len, by]) => {
            let len = len.value().and_then(|w| definition(body, w));
            let is_length = |apply: &Apply| {
                matches!(apply.op, Op::Len) && apply.args[0].value().is_some_and(|memory| of.contains(&memory))
            };
            *by == width && len.is_some_and(is_length)
        }
        (Op::Int(IntOp::Min), [a, b]) => divides(body, *a, (of, width)) || divides(body, *b, (of, width)),
        _ => false,
    }
}

fn definition<'f>(body: &Body<'f>, value: Value) -> Option<&'f Apply> {
    let mut found = None;
    body.func.body.visit(&mut |stmt| match stmt {
        Stmt::Apply(apply) if apply.dst == value => found = Some(apply),
        _ => {}
    });
    found
}

/// Whether it is a list of which `len` says how long it is.
fn is_plain(kind: Kind) -> bool {
    matches!(kind, Kind::Memory(Memory { form: Form::Slice | Form::Vec | Form::Array(_), .. }))
}

/// Notes the numbers that nothing but the rows reads.
fn unread(body: &mut Body<'_>, index: Value, numbers: &[&Apply], views: &[&View]) {
    let mut read: Vec<Value> = views.iter().flat_map(|view| view.place.indices()).filter_map(Atom::value).collect();
    let mut more = true;
    while std::mem::take(&mut more) {
        for apply in numbers {
            let times = read.iter().filter(|w| **w == apply.dst).count();
            if times > 0 && times == body.uses.count(apply.dst) && body.rows.unread.insert(apply.dst) {
                read.extend(apply.args.iter().filter_map(|atom| atom.value()));
                more = true;
            }
        }
    }
    if read.iter().filter(|w| **w == index).count() == body.uses.count(index) {
        body.rows.unread.insert(index);
    }
}
