//! Whose method `take` is: that of an `Option`, or one of the user's.
//!
//! Of `self.total.take()` nothing else may be known. What turns out to have fields, to be a number, or
//! to have methods that an `Option` has not, was none: that is told, and lowering begins again.
//!
//! ```text
//! let t = w.total.take();      w1 = None; swap w.total, w1      w1 = call w.total.take()
//! t.x * k                      w1.x                             w1.x
//! ```

use super::cx::Cx;
use super::kinds::KindVar;
use crate::lower::tokens::text::text;
use crate::std_names;
use quote::ToTokens;
use syn::ExprMethodCall;

/// Whether the method is the user's: of what is of a type with another name, or has fields.
pub(crate) fn is_own(cx: &Cx<'_>, call: &ExprMethodCall, kind: KindVar) -> bool {
    let has_name = cx.kinds.type_of(kind).is_some_and(|ty| !ty.is_empty());
    let is_other = (has_name || cx.kinds.has_named_fields(kind)) && !cx.kinds.holds_value(kind);
    is_other || cx.errors.holds_data(&key(call))
}

/// Notes what is taken for an `Option` because of such a method.
pub(crate) fn note(cx: &mut Cx<'_>, call: &ExprMethodCall, kind: KindVar) {
    if !cx.kinds.holds_value(kind) {
        cx.emptied.push((kind, key(call)));
    }
}

/// No name of a variable.
fn key(call: &ExprMethodCall) -> String {
    format!("own {}", text(call.to_token_stream()))
}

/// What has fields is none.
pub(crate) fn settle(cx: &Cx<'_>) {
    let others = cx.emptied.iter().filter(|(kind, _)| cx.kinds.has_named_fields(*kind));
    others.for_each(|(_, key)| cx.errors.is_late(key));
}

/// Nor is what has a method that an `Option` has not.
pub(crate) fn is_called(cx: &Cx<'_>, kind: KindVar, method: &str) {
    if std_names::of_option(method).is_none() {
        is_other(cx, kind);
    }
}

/// Nor is what stands beside something else.
pub(crate) fn is_other(cx: &Cx<'_>, kind: KindVar) {
    let same = cx.emptied.iter().filter(|(of, _)| cx.kinds.is_same(*of, kind));
    same.for_each(|(_, key)| cx.errors.is_late(key));
}
