//! Sources of items: so many, and each to be had by its number.

use super::element::{Elements, element, part};
use super::function::{self, Function};
use super::pipeline;
use crate::ir::{Atom, Comparison, Form, IntOp, Kind, Limits, Op, Order, Shape, Step};
use crate::lower::control::branch;
use crate::lower::control::range;
use crate::lower::control::trip_count::Count;
use crate::lower::iter::collection;
use crate::lower::memory::length::{ENDLESS, int, len};
use crate::lower::memory::place::Located;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Operand, Operands};
use quote::ToTokens;
use syn::Pat;

/// How items of memory are passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passing {
    Ref,
    Mut,
    Value,
}

impl Passing {
    /// How the elements of a value are passed.
    pub(crate) fn of(value: &Operands) -> Passing {
        match value {
            Shape::Ref(_) => Passing::Ref,
            Shape::Mut(_) => Passing::Mut,
            _ => Passing::Value,
        }
    }
}

/// What is run through.
#[derive(Clone)]
pub(crate) enum Source<'e> {
    Range(Count),
    /// `n..`
    From(Operand),
    /// Elements of memory.
    Elements {
        of: Elements,
        len: Atom,
        name: Option<String>,
    },
    /// Sub-slices that begin at `k · stride` and are `width` long, or as much of
    /// that as there is.
    Slices {
        of: Elements,
        stride: Atom,
        width: Atom,
        whole: Whole,
        len: Atom,
    },
    /// Elements of a collection that only foreign code reads.
    Foreign {
        base: Atom,
        len: Atom,
        by: collection::By,
    },
    /// The same value again and again.
    Same(Operands, Atom),
    /// From the beginning once more, where there are no more.
    Cycle(Box<Source<'e>>, Atom),
    Copied(Box<Source<'e>>),
    Map(Box<Source<'e>>, Function<'e>),
    Enumerate(Box<Source<'e>>),
    Zip(Box<Source<'e>>, Box<Source<'e>>, Atom),
    Chain(Box<Source<'e>>, Box<Source<'e>>, Atom),
    /// Every `stride`-th item from `first` on.
    Every {
        inner: Box<Source<'e>>,
        first: Atom,
        stride: Atom,
        len: Atom,
    },
    Reversed(Box<Source<'e>>, Atom),
}

/// Whether every sub-slice has its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Whole {
    All,
    /// The last one may be shorter than this many elements of all.
    UpTo(Atom),
}

impl<'e> Source<'e> {
    pub(crate) fn elements(cx: &mut Cx<'_>, at: &dyn ToTokens, place: Located, passing: Passing) -> Self {
        let len = len(cx, at, &place);
        Source::Elements { of: Elements::of(cx, place, passing), len, name: None }
    }

    pub(crate) fn windows(cx: &mut Cx<'_>, at: &dyn ToTokens, place: Located, width: Atom) -> Self {
        let all = len(cx, at, &place);
        let more = int(cx, at, IntOp::Add, all, Atom::Int(1));
        let count = saturating_sub(cx, at, more, width);
        let of = Elements::of(cx, place, Passing::Ref);
        Source::Slices { of, stride: Atom::Int(1), width, whole: Whole::All, len: count }
    }

    pub(crate) fn chunks_exact(
        cx: &mut Cx<'_>,
        at: &dyn ToTokens,
        place: Located,
        passing: Passing,
        width: Atom,
    ) -> Self {
        let all = len(cx, at, &place);
        let count = int(cx, at, IntOp::Div, all, width);
        let of = Elements::of(cx, place, passing);
        Source::Slices { of, stride: width, width, whole: Whole::All, len: count }
    }

    pub(crate) fn chunks(cx: &mut Cx<'_>, at: &dyn ToTokens, place: Located, passing: Passing, width: Atom) -> Self {
        let all = len(cx, at, &place);
        let count = div_ceil(cx, at, all, width);
        let of = Elements::of(cx, place, passing);
        Source::Slices { of, stride: width, width, whole: Whole::UpTo(all), len: count }
    }

    pub(crate) fn skip(self, cx: &mut Cx<'_>, at: &dyn ToTokens, n: Atom) -> Self {
        let all = self.len(cx, at);
        let len = if all == ENDLESS { all } else { saturating_sub(cx, at, all, n) };
        self.part(n, len)
    }

    /// The items from the one number up to the other.
    pub(super) fn between(self, cx: &mut Cx<'_>, at: &dyn ToTokens, (from, to): (Atom, Atom)) -> Self {
        let len = saturating_sub(cx, at, to, from);
        self.part(from, len)
    }

    pub(crate) fn take(self, cx: &mut Cx<'_>, at: &dyn ToTokens, n: Atom) -> Self {
        let all = self.len(cx, at);
        let len = int(cx, at, IntOp::Min, all, n);
        self.part(Atom::Int(0), len)
    }

    /// The same source, if `n` is not zero.
    pub(super) fn unless_none(self, cx: &mut Cx<'_>, at: &dyn ToTokens, n: Atom) -> Self {
        if self.is_endless() || matches!(n, Atom::Int(1..)) {
            return self;
        }
        let all = self.len(cx, at);
        let is_any = int(cx, at, IntOp::Min, n, Atom::Int(1));
        let len = int(cx, at, IntOp::Mul, is_any, all);
        self.part(Atom::Int(0), len)
    }

    pub(crate) fn step_by(self, cx: &mut Cx<'_>, at: &dyn ToTokens, n: Atom) -> Self {
        let all = self.len(cx, at);
        let len = if all == ENDLESS { all } else { div_ceil(cx, at, all, n) };
        Source::Every { inner: Box::new(self), first: Atom::Int(0), stride: n, len }
    }

    pub(crate) fn zip(self, cx: &mut Cx<'_>, at: &dyn ToTokens, other: Source<'e>) -> Self {
        let (a, b) = (self.len(cx, at), other.len(cx, at));
        let len = int(cx, at, IntOp::Min, a, b);
        Source::Zip(Box::new(self), Box::new(other), len)
    }

    pub(crate) fn cycle(self, cx: &mut Cx<'_>, at: &dyn ToTokens) -> Self {
        let len = self.len(cx, at);
        if len == ENDLESS { self } else { Source::Cycle(Box::new(self), len) }
    }

    pub(crate) fn chain(self, cx: &mut Cx<'_>, at: &dyn ToTokens, other: Source<'e>) -> Self {
        let (a, b) = (self.len(cx, at), other.len(cx, at));
        let endless = a == ENDLESS || b == ENDLESS;
        let len = if endless { ENDLESS } else { int(cx, at, IntOp::Add, a, b) };
        Source::Chain(Box::new(self), Box::new(other), len)
    }

    /// The source in this order, item by item.
    pub(crate) fn turned(self, cx: &mut Cx<'_>, at: &dyn ToTokens, order: Order) -> Self {
        match (self, order) {
            (source, Order::Up) => source,
            (source, Order::Down) => {
                let len = source.len(cx, at);
                Source::Reversed(Box::new(source), len)
            }
        }
    }

    /// What the user calls the index, if the pattern names it.
    pub(crate) fn name(&mut self, pat: &Pat) {
        match self {
            Source::Range(count) => count.name = pipeline::name_of(pat),
            Source::Elements { name, .. } => *name = Some("i".to_owned()),
            Source::Enumerate(inner) => match (&mut **inner, pat) {
                (Source::Elements { name, .. }, Pat::Tuple(_)) => *name = pipeline::name_of(pat),
                (inner, _) => inner.name(pat),
            },
            _ => {}
        }
    }

    /// The range that is run through as it is.
    fn range(&self) -> Option<&Count> {
        match self {
            Source::Range(count) => Some(count),
            Source::Map(inner, _) => inner.range(),
            _ => None,
        }
    }

    /// The source with its items by their numbers from 0 on.
    pub(crate) fn numbered(self, cx: &mut Cx<'_>, at: &dyn ToTokens) -> Self {
        match self.range() {
            Some(_) => {
                let len = self.len(cx, at);
                self.part(Atom::Int(0), len)
            }
            None => self,
        }
    }

    fn part(self, first: Atom, len: Atom) -> Self {
        Source::Every { inner: Box::new(self), first, stride: Atom::Int(1), len }
    }

    /// The numbers of the items, as a loop runs through them. A range is run
    /// through as it is.
    pub(crate) fn count(&self, cx: &mut Cx<'_>, order: Order) -> Count {
        if let Some(count) = self.range() {
            return Count { order, ..count.clone() };
        }
        let kind = cx.usize_kind();
        let to = self.len(cx, &proc_macro2::TokenStream::new());
        let [from, to] = [Atom::Int(0), to].map(|atom| Operand { atom, kind });
        Count { from, to, limits: Limits::HalfOpen, order, name: self.index_name() }
    }

    fn index_name(&self) -> Option<String> {
        match self {
            Source::Elements { name, .. } => name.clone(),
            Source::Enumerate(inner) | Source::Copied(inner) | Source::Map(inner, _) => inner.index_name(),
            Source::Zip(a, ..) => a.index_name(),
            _ => None,
        }
    }

    /// Whether there is always one more.
    pub(crate) fn is_endless(&self) -> bool {
        match self {
            Source::From(_) => true,
            Source::Every { len, .. } | Source::Zip(_, _, len) | Source::Chain(_, _, len) => *len == ENDLESS,
            Source::Same(_, len) => *len == ENDLESS,
            Source::Cycle(_, len) => matches!(len, Atom::Int(1..)),
            Source::Copied(inner) | Source::Map(inner, _) | Source::Enumerate(inner) => inner.is_endless(),
            Source::Range(_) | Source::Elements { .. } | Source::Slices { .. } => false,
            Source::Foreign { .. } | Source::Reversed(..) => false,
        }
    }

    pub(super) fn len(&self, cx: &mut Cx<'_>, at: &dyn ToTokens) -> Atom {
        match self {
            Source::From(_) => ENDLESS,
            Source::Range(count) => range::len(cx, at, count),
            Source::Elements { len, .. } | Source::Slices { len, .. } | Source::Every { len, .. } => *len,
            Source::Foreign { len, .. } | Source::Zip(_, _, len) | Source::Chain(_, _, len) => *len,
            Source::Reversed(_, len) | Source::Same(_, len) => *len,
            Source::Cycle(_, Atom::Int(1..)) => ENDLESS,
            // Of nothing there is nothing again and again.
            Source::Cycle(_, len) => {
                let is_any = int(cx, at, IntOp::Min, *len, Atom::Int(1));
                int(cx, at, IntOp::Mul, is_any, Atom::Int(i128::from(u32::MAX)))
            }
            Source::Copied(inner) | Source::Map(inner, _) | Source::Enumerate(inner) => inner.len(cx, at),
        }
    }

    /// The item of a loop over [`Source::count`].
    pub(crate) fn item(&self, cx: &mut Cx<'_>, at: &dyn ToTokens, index: Operand) -> Res<Operands> {
        match self {
            Source::Range(_) => Ok(Shape::Leaf(index)),
            Source::Map(inner, f) if inner.range().is_some() => {
                let item = inner.item(cx, at, index)?;
                function::apply(cx, f, &[item])
            }
            other => other.nth(cx, at, index.atom),
        }
    }

    /// The item of this number.
    pub(super) fn nth(&self, cx: &mut Cx<'_>, at: &dyn ToTokens, k: Atom) -> Res<Operands> {
        Ok(match self {
            Source::From(from) => Shape::Leaf(range::after(cx, *from, k)),
            Source::Range(count) => range::item(cx, count, k),
            Source::Elements { of, .. } => element(cx, at, of, k),
            Source::Foreign { base, by, .. } => collection::item(cx, at, *base, (k, *by)),
            Source::Slices { of: Elements { place, elem, passing }, stride, width, whole, .. } => {
                let from = int(cx, at, IntOp::Mul, k, *stride);
                let end = int(cx, at, IntOp::Add, from, *width);
                let to = match whole {
                    Whole::All => end,
                    Whole::UpTo(all) => int(cx, at, IntOp::Min, end, *all),
                };
                let step = Step::Range { from: Some(from), to: Some(to), limits: Limits::HalfOpen };
                let kind = cx.kinds.memory(Form::Slice, elem.clone());
                let part = Box::new(part(cx, at, place, step, kind));
                if *passing == Passing::Mut { Shape::Mut(part) } else { Shape::Ref(part) }
            }
            Source::Same(value, _) => value.clone(),
            Source::Cycle(inner, len) => {
                let k = int(cx, at, IntOp::Rem, k, *len);
                inner.nth(cx, at, k)?
            }
            Source::Copied(inner) => inner.nth(cx, at, k)?.owned(),
            Source::Map(inner, f) => {
                let item = inner.nth(cx, at, k)?;
                function::apply(cx, f, &[item])?
            }
            Source::Enumerate(inner) => {
                let kind = cx.usize_kind();
                Shape::Tuple(vec![Shape::Leaf(Operand { atom: k, kind }), inner.nth(cx, at, k)?])
            }
            Source::Zip(a, b, _) => Shape::Tuple(vec![a.nth(cx, at, k)?, b.nth(cx, at, k)?]),
            Source::Chain(a, b, _) => return chained(cx, at, a, b, k),
            Source::Every { inner, first, stride, .. } => {
                let steps = int(cx, at, IntOp::Mul, k, *stride);
                let k = int(cx, at, IntOp::Add, steps, *first);
                inner.nth(cx, at, k)?
            }
            Source::Reversed(inner, len) => {
                let last = int(cx, at, IntOp::Sub, *len, Atom::Int(1));
                let k = int(cx, at, IntOp::Sub, last, k);
                inner.nth(cx, at, k)?
            }
        })
    }
}

/// An item of the first source, or of the second.
fn chained(cx: &mut Cx<'_>, at: &dyn ToTokens, a: &Source<'_>, b: &Source<'_>, k: Atom) -> Res<Operands> {
    let len = a.len(cx, at);
    let kind = cx.exactly(Kind::Bool);
    let first = cx.apply(at, Op::Compare(Comparison::Lt), vec![k, len], kind);
    let Shape::Leaf(first) = first else { unreachable!("a comparison is a leaf") };
    let mut then = |cx: &mut Cx<'_>| a.nth(cx, at, k);
    let mut orelse = |cx: &mut Cx<'_>| {
        let k = int(cx, at, IntOp::Sub, k, len);
        b.nth(cx, at, k)
    };
    branch::when(cx, at, first, &mut then, &mut orelse)
}

fn saturating_sub(cx: &mut Cx<'_>, at: &dyn ToTokens, a: Atom, b: Atom) -> Atom {
    int(cx, at, IntOp::SaturatingSub, a, b)
}

fn div_ceil(cx: &mut Cx<'_>, at: &dyn ToTokens, a: Atom, b: Atom) -> Atom {
    if b == Atom::Int(1) {
        return a;
    }
    let less = int(cx, at, IntOp::Sub, b, Atom::Int(1));
    let more = int(cx, at, IntOp::Add, a, less);
    int(cx, at, IntOp::Div, more, b)
}
