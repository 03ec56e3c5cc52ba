//! What an iterator method is given to call: a closure, or a function.

use crate::errors::Message;
use crate::lower::call::chosen;
use crate::lower::call::function;
use crate::lower::classify::as_closure;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Binding, Closure, Holds, Operands};
use crate::lower::value::closure;
use crate::lower::value::expr::{Expect, any};
use syn::Expr;

/// `f(values)`
pub(crate) fn apply(cx: &mut Cx<'_>, f: &Expr, values: &[Operands]) -> Res<Operands> {
    run(cx, f, values, &any())
}

/// The same where the place of its result says what that is.
pub(crate) fn run(cx: &mut Cx<'_>, f: &Expr, values: &[Operands], expect: &Expect) -> Res<Operands> {
    passed(cx, f, Passed::ByValue, (values, expect))
}

/// How a function is given.
#[derive(Clone, Copy)]
enum Passed {
    ByValue,
    ByReference,
}

fn passed(cx: &mut Cx<'_>, f: &Expr, passed_as: Passed, (values, expect): (&[Operands], &Expect)) -> Res<Operands> {
    if let Some(code) = as_closure(f) {
        if closure::changes_its_own(cx, code) {
            return Err(cx.refuse(f, Message::MoveClosureChanges));
        }
        return closure::apply(cx, f, code, (values, expect));
    }
    match f {
        Expr::Reference(inner) => passed(cx, &inner.expr, Passed::ByReference, (values, expect)),
        Expr::Paren(inner) => passed(cx, &inner.expr, passed_as, (values, expect)),
        Expr::Path(path) => {
            if let Some(name) = path.path.get_ident()
                && let Some(Binding::Var(var)) = cx.scope.find(name)
                && let Holds::Closure(known) = cx.scope.get(var).clone()
            {
                return bound(cx, f, (&known, passed_as), (values, expect));
            }
            if let Some(name) = path.path.get_ident()
                && let Some(Binding::Var(var)) = cx.scope.find(name)
                && let Holds::Operands(held) = cx.scope.get(var).clone()
                && let Some((number, of)) = chosen::of_value(cx, &held)
            {
                return chosen::apply(cx, f, (number, &of), (values, expect));
            }
            function::of_path(cx, f, path, (values, expect))
        }
        _ => Err(cx.refuse(f, Message::UnsupportedExpression { what: "this function value".to_owned() })),
    }
}

/// A closure of a variable. One that is given by value and changes what it has is a copy.
fn bound(
    cx: &mut Cx<'_>,
    f: &Expr,
    (known, passed_as): (&Closure, Passed),
    (values, expect): (&[Operands], &Expect),
) -> Res<Operands> {
    let here = cx.scope.swap_names(known.names.clone());
    let result = match passed_as {
        Passed::ByValue if closure::changes_its_own(cx, &known.code) => Err(cx.refuse(f, Message::MoveClosureChanges)),
        _ => closure::apply(cx, f, &known.code, (values, expect)),
    };
    cx.scope.swap_names(here);
    result
}
