//! Results that are handed on from call to call.
//!
//! What a function returns, its caller does not see. Where a result is only given to
//! other functions, nothing need be known of it: its shadow is made like the value
//! itself, and what the companions are given is the same for a number, an array and
//! a tuple. So it is memory of a form that
//! is not seen.
//!
//! ```text
//! norm(rotate(v, t))      w3 = call rotate(w1, w2)        w3: [float]
//!                         w4 = call norm(w3)
//! ```
//!
//! A number is cheaper to have (a callee on memory runs once more in the adjoint sweep),
//! and most results are numbers. So this is for the results of functions that are given
//! an array or a tuple, of constructors (`Vec3::new`), and for what is lent: of all others the
//! result is taken for a float.

use crate::ir::{Atom, Block, Call, Callee, Form, Shape, Stmt, Value};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::{KindVar, Known};
use crate::protocol::Companion;
use proc_macro2::TokenTree;
use std::rc::Rc;

/// Whether what calls of a function give has turned out to be data, if nothing says that it is a
/// number.
pub(crate) fn may_be_data(cx: &Cx<'_>, callee: &Callee) -> bool {
    (cx.errors.calls_are_data() && !is_of_std(callee)) || cx.errors.holds_data(&text(callee))
}

/// Functions of std have no companions, whatever they give.
fn is_of_std(callee: &Callee) -> bool {
    let first = callee.prefix.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    matches!(first.as_deref(), Some("std" | "core" | "alloc"))
}

/// How lowering begins again with it. No variable is called so.
fn text(callee: &Callee) -> String {
    let Callee { prefix, name, generics, .. } = callee;
    format!("{prefix}{name}{generics}()")
}

/// Makes memory of each result that is only handed on, in the function.
pub(crate) fn settle(cx: &mut Cx<'_>, body: &Block) {
    among(cx, body, (&body.yields, &[]));
}

/// The same in a closure that is a value: what it gives is handed on, too.
pub(crate) fn settle_closure(cx: &mut Cx<'_>, body: &Block) {
    among(cx, body, (&[], &body.yields));
}

/// What is given back, and is looked at there or only handed on.
fn among(cx: &mut Cx<'_>, body: &Block, (given, handed_on): (&[Atom], &[Atom])) {
    let (mut results, mut lent) = (Vec::new(), Vec::new());
    body.visit(&mut |stmt| {
        if let Stmt::Call(call) = stmt {
            results.extend(open(cx, call));
            lent.extend(call.args.iter().filter_map(lent_value));
            // Who converts what a call gives, `let p: Pair = step(x).into();`, has made data of it, as a rule.
            if call.callee.is_conversion() {
                lent.extend(call.args.iter().filter_map(whole));
            }
        }
    });
    for Open { kind, .. } in &results {
        let same: Vec<Value> = of_kind(cx, *kind);
        let find = |value: &Value| results.iter().find(|result| result.value == *value);
        // Nobody lends what is computed of numbers: `norm(&(point(t) * k))`.
        if same.iter().any(|value| lent.contains(value) && find(value).is_none()) {
            let of_group = results.iter().filter(|result| same.contains(&result.value));
            of_group.for_each(|result| cx.errors.is_late(&text(&result.callee)));
        }
        let is_tail = |value: &Value| handed_on.iter().any(|atom| atom.value() == Some(*value));
        let is_hinted = |value: &Value| {
            lent.contains(value) || is_tail(value) || find(value).is_some_and(|result| result.of_memory)
        };
        if same.iter().any(is_hinted) && same.iter().all(|value| find(value).is_some() && !is_read(body, given, *value))
        {
            let elem = Shape::Leaf(cx.kinds.fresh(Known::CallResult));
            let unseen = cx.kinds.memory(Form::Unseen, elem);
            // Nothing contradicts what is not known.
            let _ = cx.kinds.unify(*kind, unseen);
        }
    }
}

/// The result of a call of which nothing is known.
struct Open {
    value: Value,
    kind: KindVar,
    callee: Rc<Callee>,
    /// Whether the function was given memory or a tuple, or makes a value of its type.
    of_memory: bool,
}

fn open(cx: &Cx<'_>, call: &Call) -> Vec<Open> {
    if let Shape::Leaf(value) = call.dst {
        return result(cx, call, value).into_iter().collect();
    }
    // `let (_, x_bar) = f_grad(y, x);`: what is thrown away is of the type of an argument, which may
    // be anything.
    if !Companion::is_called(&call.callee.name.to_string()) {
        return Vec::new();
    }
    let parts = call.dst.leaves().into_iter().filter_map(|value| result(cx, call, *value));
    parts.map(|part| Open { of_memory: true, ..part }).collect()
}

fn result(cx: &Cx<'_>, call: &Call, value: Value) -> Option<Open> {
    let kind = cx.kind_of[value.index()];
    let is_memory = |value: Value| cx.kinds.as_memory(cx.kind_of[value.index()]).is_some();
    let is_given_memory = call.args.iter().any(|arg| match arg.behind_refs() {
        Shape::Leaf(atom) => atom.value().is_some_and(is_memory),
        _ => true,
    });
    let of_memory = is_given_memory || call.callee.sounds_like_a_constructor();
    (cx.kinds.known(kind) == Known::CallResult).then(|| Open {
        value,
        kind,
        callee: Rc::clone(&call.callee),
        of_memory,
    })
}

/// The value behind the `&` of an argument.
fn lent_value(arg: &Shape<Atom>) -> Option<Value> {
    match (arg, arg.behind_refs()) {
        (Shape::Ref(_), Shape::Leaf(atom)) => atom.value(),
        _ => None,
    }
}

/// The value that an argument is.
fn whole(arg: &Shape<Atom>) -> Option<Value> {
    match arg {
        Shape::Leaf(atom) => atom.value(),
        _ => None,
    }
}

/// The values of a kind.
fn of_kind(cx: &Cx<'_>, kind: KindVar) -> Vec<Value> {
    let values = cx.kind_of.iter().enumerate().filter(|(_, other)| cx.kinds.is_same(kind, **other));
    values.map(|(i, _)| Value::new(i)).collect()
}

/// Whether anything but a call or an effect reads the value, or a region yields it.
fn is_read(block: &Block, yields: &[Atom], value: Value) -> bool {
    let is_it = |atom: &Atom| atom.value() == Some(value);
    let reads = |stmt: &Stmt| match stmt {
        Stmt::Call(call) => call.args.iter().any(|arg| !is_whole(arg) && arg.leaves().into_iter().any(is_it)),
        Stmt::Effect(_) => false,
        other => other.operands().iter().any(is_it),
    };
    let inside = |stmt: &Stmt| stmt.regions().into_iter().any(|region| is_read(region, &region.yields, value));
    yields.iter().any(is_it) || block.stmts.iter().any(|stmt| reads(stmt) || inside(stmt))
}

/// Whether an argument is one value.
fn is_whole<T>(arg: &Shape<T>) -> bool {
    matches!(arg.behind_refs(), Shape::Leaf(_))
}
