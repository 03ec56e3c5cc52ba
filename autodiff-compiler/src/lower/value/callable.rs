//! What an iterator method is given to call: a closure, or a function.

use crate::errors::Message;
use crate::lower::call::function;
use crate::lower::classify::as_closure;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Binding, Holds, Operands};
use crate::lower::value::closure;
use syn::Expr;

/// `f(values)`
pub(crate) fn apply(cx: &mut Cx<'_>, f: &Expr, values: &[Operands]) -> Res<Operands> {
    if let Some(code) = as_closure(f) {
        return closure::apply(cx, f, code, values);
    }
    match f {
        Expr::Reference(inner) => apply(cx, &inner.expr, values),
        Expr::Paren(inner) => apply(cx, &inner.expr, values),
        Expr::Path(path) => {
            if let Some(name) = path.path.get_ident()
                && let Some(Binding::Var(var)) = cx.scope.find(name)
                && let Holds::Closure(known) = cx.scope.get(var).clone()
            {
                let here = cx.scope.swap_names(known.names.clone());
                let result = closure::apply(cx, f, &known.code, values);
                cx.scope.swap_names(here);
                return result;
            }
            function::of_path(cx, path, values)
        }
        _ => Err(cx.refuse(f, Message::UnsupportedExpression { what: "this function value".to_owned() })),
    }
}
