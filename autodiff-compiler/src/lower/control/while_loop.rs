//! `while`: a condition that only asks is the condition of the loop. One that
//! binds names or changes variables is a part of the body.
//!
//! ```text
//! while let Some(t) = x.get(k) && s < 5.0 { .. }
//!
//! loop {
//!     if let Some(t) = x.get(k) { if s < 5.0 { .. } else { break } } else { break }
//! }
//! ```

use super::branch::{self, Run};
use super::checkpoint;
use super::loops::{leave_innermost, repeat};
use super::trip_count::{self, Plan};
use crate::ir::Shape;
use crate::lower::classify::classify;
use crate::lower::option::patterns;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::Operands;
use crate::lower::value::block;
use crate::lower::value::condition::{binds, condition, fits, if_let, is_taken_apart, links};
use crate::lower::value::expr::any;
use syn::{Expr, ExprWhile};

/// `while condition { .. }`
pub(crate) fn while_loop(cx: &mut Cx<'_>, e: &ExprWhile) -> Res<Operands> {
    // What is said of it is not a part of its text.
    let bare = (!e.attrs.is_empty()).then(|| ExprWhile { attrs: Vec::new(), ..e.clone() });
    cx.checkpoints = checkpoint::wanted_of_uncounted(cx, &e.attrs)?;
    let done = lowered(cx, bare.as_ref().unwrap_or(e));
    cx.checkpoints = None;
    done
}

fn lowered(cx: &mut Cx<'_>, e: &ExprWhile) -> Res<Operands> {
    if binds(&e.cond).is_some() || trip_count::changes_variables(cx, &mut |cx| condition(cx, &e.cond)) {
        return in_body(cx, e);
    }
    let mut cond = |cx: &mut Cx<'_>| condition(cx, &e.cond);
    repeat(cx, e, e.label.as_ref(), Plan::While(&mut cond), &mut |cx, _| block::block(cx, &e.body, &any()).map(|_| ()))
}

fn in_body(cx: &mut Cx<'_>, e: &ExprWhile) -> Res<Operands> {
    repeat(cx, e, e.label.as_ref(), Plan::Forever, &mut |cx, _| {
        let mark = cx.scope.mark();
        let mut body = |cx: &mut Cx<'_>| block::block(cx, &e.body, &any()).map(|_| Shape::unit());
        let mut end = |cx: &mut Cx<'_>| Err(leave_innermost(cx));
        let done = where_all_hold(cx, &links(&e.cond), &mut body, &mut end);
        cx.scope.leave(mark);
        done.map(|_| ())
    })
}

/// Nested conditions: each is asked where the names of those before it are bound.
fn where_all_hold(cx: &mut Cx<'_>, links: &[&Expr], body: Run<'_>, end: Run<'_>) -> Res<Operands> {
    let Some((first, rest)) = links.split_first() else { return body(cx) };
    // Both arms may end the loop, one after the other.
    let end = std::cell::RefCell::new(end);
    let mut then = |cx: &mut Cx<'_>| where_all_hold(cx, rest, body, &mut |cx| (end.borrow_mut())(cx));
    let holds = match first {
        Expr::Let(guard) => {
            let matched = classify(cx, &guard.expr);
            if patterns::takes_any(&guard.pat) && matched.gives_option() {
                return patterns::if_let(cx, (&guard.pat, &matched), &mut then, &mut |cx| (end.borrow_mut())(cx));
            }
            if is_taken_apart(&guard.pat, &matched) {
                return if_let(cx, (&guard.pat, &matched), &mut then, &mut |cx| (end.borrow_mut())(cx));
            }
            fits(cx, &guard.pat, &matched)?
        }
        first => condition(cx, first)?,
    };
    branch::when(cx, first, holds, &mut then, &mut |cx| (end.borrow_mut())(cx))
}
