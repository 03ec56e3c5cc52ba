//! What gathers values until one of them is not there: `sum`, `product` and `collect` into an
//! `Option` or a `Result`, `try_fold`, `try_for_each`.
//!
//! ```text
//! let s: Option<f64> = x.iter().map(f).sum();      for i in 0..n carrying found = true, s = 0.0
//!                                                      .. the closure, on x[i]
//!                                                      if it gives a value { s + value } else { found = false; break }
//! ```

use super::drive::drive;
use super::ends;
use super::filter_map::{self, Given};
use super::function::{Function, seen};
use super::pipeline::{Pipeline, Stage, refuse, run_through};
use super::source::Source;
use crate::errors::Message;
use crate::ir::{Atom, Form, Kind, OnActive, Place, Shape};
use crate::lower::border::{types, unseen};
use crate::lower::classify::Classified;
use crate::lower::control::{branch, loops};
use crate::lower::foreign::code::{self, Passed};
use crate::lower::memory::new;
use crate::lower::memory::resize::append;
use crate::lower::option::failure::Failure;
use crate::lower::option::held;
use crate::lower::option::take_apart::{Maybe, Value};
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::hidden::{get, leaf, set, take};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::tokens::jumps;
use crate::lower::value::expr::{Expect, any, as_scalar, expression};
use quote::{ToTokens, quote};
use syn::{ExprMethodCall, GenericArgument, Type};

/// The `Option` or the `Result` that is gathered, if the method or its place says that it is one.
pub(crate) fn wanted(cx: &Cx<'_>, call: &ExprMethodCall, expect: &Expect) -> Option<Type> {
    let named = call.turbofish.as_ref().and_then(|generics| generics.args.first());
    let ty = match (named, expect.behind_refs()) {
        (Some(GenericArgument::Type(ty)), _) => ty.clone(),
        (_, Shape::Leaf(Some(kind))) => syn::parse_str(cx.kinds.type_of(*kind)?).ok()?,
        _ => return None,
    };
    unseen::payload(&ty).is_some().then_some(ty)
}

/// What is gathered, and whether all of it was there.
pub(crate) fn gathered<'e>(cx: &mut Cx<'_>, end: &Classified<'e>, ty: &Type) -> Res<Maybe<'e>> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let Some((variant, inner)) = unseen::payload(ty) else { return Err(refuse(cx, call)) };
    let inner = types::shape_with_data(cx, inner);
    let (run, f) = apart(run);
    let ends = Ends::of(cx, call, variant == "Ok");
    if call.method == "collect" {
        let vector = vector(cx, call, inner.as_ref())?;
        let Shape::Leaf(Operand { atom: Atom::Value(base), kind }) = vector else { unreachable!("memory is a leaf") };
        let Some((_, elem)) = cx.kinds.as_memory(kind).cloned() else { unreachable!("a vector is memory") };
        ends.run(cx, (call, &run), f.as_ref(), &mut |cx, item| {
            conform(cx, call, &item, &elem)?;
            append(cx, call, Place::whole(base), &item)
        })?;
        return ends.maybe(cx, call, vector);
    }
    let kind = match inner {
        Some(Shape::Leaf(kind)) if !cx.kinds.is_data(kind) => kind,
        _ => return Err(cx.refuse(&call.method, Message::TotalOfData { name: call.method.to_string() })),
    };
    let total = ends::begun(cx, call, kind);
    ends.run(cx, (call, &run), f.as_ref(), &mut |cx, item| ends::added(cx, call, &total, &item))?;
    let sum = take(cx, total.acc);
    ends.maybe(cx, call, sum)
}

/// `try_fold(init, f)`
pub(crate) fn try_fold<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let f = &call.args[1];
    let start = expression(cx, &call.args[0], &any())?;
    let start = new::owned(cx, &call.args[0], start);
    let kinds = start.map(&mut |o| o.kind);
    let acc = cx.scope.hide(Holds::Operands(start));
    let ends = Ends::of(cx, call, jumps::names(f.to_token_stream(), "Err"));
    drive(cx, call, None, &run, &mut |cx, item| {
        let so_far = get(cx, acc);
        // It moves into the closure: an array is changed in its place.
        cx.scope.set(acc, Holds::Nothing);
        let mut cases = |cx: &mut Cx<'_>, given: Given<'_>| {
            ends.case(cx, call, given, &mut |cx, next| {
                conform(cx, call, &next, &kinds)?;
                let next = ends::put_back(cx, call, &so_far, &next.owned())?;
                set(cx, acc, next);
                Ok(())
            })?;
            Ok(())
        };
        filter_map::each(cx, f, &[so_far.clone(), item], &mut cases)
    })?;
    let folded = take(cx, acc);
    ends.maybe(cx, call, folded)
}

/// `try_for_each(f)`
pub(crate) fn try_for_each<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let f = &call.args[0];
    let ends = Ends::of(cx, call, jumps::names(f.to_token_stream(), "Err"));
    ends.run(cx, (call, &run), Some(&Function::Here(f)), &mut |_, _| Ok(()))?;
    ends.maybe(cx, call, Shape::unit())
}

/// The closure that gives the values, and what is in front of it.
fn apart(mut run: Pipeline<'_>) -> (Pipeline<'_>, Option<Function<'_>>) {
    match run.stages.pop() {
        Some(Stage::Map(f)) => (run, Some(f)),
        Some(other) => {
            run.stages.push(other);
            (run, None)
        }
        None => match run.source {
            Source::Map(inner, f) => (Pipeline { source: *inner, ..run }, Some(f)),
            source => (Pipeline { source, ..run }, None),
        },
    }
}

fn vector(cx: &mut Cx<'_>, call: &ExprMethodCall, inner: Option<&Shape<KindVar>>) -> Res<Operands> {
    let is_vector = |kind| matches!(cx.kinds.as_memory(kind), Some((Form::Vec, _)));
    match inner {
        Some(Shape::Leaf(kind)) if is_vector(*kind) => Ok(new::empty(cx, call, None, &Shape::Leaf(Some(*kind)))),
        _ => Err(cx.refuse(&call.method, Message::CollectInto)),
    }
}

/// Whether all values were there, and of a `Result` the error, in an `Option`.
struct Ends {
    found: Var,
    error: Option<Var>,
}

impl Ends {
    fn of(cx: &mut Cx<'_>, call: &ExprMethodCall, has_errors: bool) -> Ends {
        let kind = cx.exactly(Kind::Bool);
        let found = cx.scope.hide(Holds::Operands(leaf(Atom::Bool(true), kind)));
        let error = has_errors.then(|| {
            let none = error(cx, call, quote!(None), Vec::new());
            cx.scope.hide(Holds::Operands(none))
        });
        Ends { found, error }
    }

    /// Runs through the items, with the values that the closure gives, or that the items are.
    fn run(
        &self,
        cx: &mut Cx<'_>,
        (call, run): (&ExprMethodCall, &Pipeline<'_>),
        f: Option<&Function<'_>>,
        body: &mut dyn FnMut(&mut Cx<'_>, Operands) -> Res<()>,
    ) -> Res<()> {
        drive(cx, call, None, run, &mut |cx, item| {
            if let Some(f) = f {
                let mut cases = |cx: &mut Cx<'_>, given: Given<'_>| self.case(cx, call, given, body);
                return seen(cx, f, |cx, f| filter_map::each(cx, f, std::slice::from_ref(&item), &mut cases));
            }
            let maybe = held::of(cx, call, &item.owned())?;
            let mut there = |cx: &mut Cx<'_>| {
                let value = maybe.value.get(cx)?;
                body(cx, value).map(|()| Shape::unit())
            };
            let mut other = |cx: &mut Cx<'_>| self.left(cx, call, &maybe.failure).map(|()| Shape::unit());
            branch::when(cx, call, maybe.found, &mut there, &mut other).map(|_| ())
        })
    }

    fn case(
        &self,
        cx: &mut Cx<'_>,
        call: &ExprMethodCall,
        given: Given<'_>,
        body: &mut dyn FnMut(&mut Cx<'_>, Operands) -> Res<()>,
    ) -> Res<()> {
        match given {
            Given::Some(value) => body(cx, value),
            Given::None(failure) => self.left(cx, call, &failure),
        }
    }

    /// A value is not there: none is looked for behind it.
    fn left(&self, cx: &mut Cx<'_>, call: &ExprMethodCall, failure: &Failure<'_>) -> Res<()> {
        let kind = cx.exactly(Kind::Bool);
        set(cx, self.found, leaf(Atom::Bool(false), kind));
        if let Some(kept) = self.error
            && let Some(value) = failure.get(cx, &call.receiver)?
        {
            let operand = as_scalar(cx, call, &value)?;
            let hole = crate::ir::hole(0);
            let some = error(cx, call, quote!(Some(#hole)), vec![operand.atom]);
            set(cx, kept, some);
        }
        Err(loops::leave_innermost(cx))
    }

    fn maybe<'e>(self, cx: &mut Cx<'_>, call: &ExprMethodCall, value: Operands) -> Res<Maybe<'e>> {
        let found = take(cx, self.found);
        let found = as_scalar(cx, call, &found)?;
        let failure = match self.error {
            Some(kept) => {
                let kept = take(cx, kept);
                Failure::Kept(as_scalar(cx, call, &kept)?)
            }
            None => Failure::Nothing,
        };
        Ok(Maybe { found, value: Value::Ready(value), failure })
    }
}

/// An error in an `Option`, which is no part of what has a derivative.
fn error(cx: &mut Cx<'_>, call: &ExprMethodCall, code: proc_macro2::TokenStream, args: Vec<Atom>) -> Operands {
    let kind = cx.exactly(Kind::Opaque);
    code::apply_as(cx, call, Passed::new(code, args, OnActive::Inactive), kind)
}
