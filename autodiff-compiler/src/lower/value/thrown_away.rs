//! Calls of which nobody asks what they give: `let _ = m.update(x);`, `m.update(x).ok();`,
//! `drop(m.update(x));`. Each is the statement `m.update(x);`.

use crate::lower::state::claim;
use crate::lower::state::cx::Cx;
use syn::{Expr, Local, Pat, Stmt};

/// `let _ = m.update(x);`. Of a function that is called by its path this says that it gives a value,
/// which a statement would not.
pub(super) fn by_let(local: &Local) -> Option<Stmt> {
    let init = local.init.as_ref().filter(|init| init.diverge.is_none())?;
    let is_thrown_away = matches!((&local.pat, &*init.expr), (Pat::Wild(_), Expr::MethodCall(_)));
    is_thrown_away.then(|| statement(&init.expr))
}

/// `_ = call;`, `call.ok();`, `drop(call);`
pub(super) fn by_statement(cx: &mut Cx<'_>, stmt: &Stmt) -> Option<Stmt> {
    let Stmt::Expr(e, Some(_)) = stmt else { return None };
    match e {
        Expr::Assign(assign) if matches!(&*assign.left, Expr::Infer(_)) && is_call(&assign.right) => {
            Some(statement(&assign.right))
        }
        Expr::MethodCall(ok) if ok.method == "ok" && ok.args.is_empty() && is_call(&ok.receiver) => {
            Some(statement(&ok.receiver))
        }
        Expr::Call(call) => {
            let Expr::Path(path) = &*call.func else { return None };
            let arg = call.args.first().filter(|arg| call.args.len() == 1 && is_call(arg))?;
            let full = claim::written_in_full(cx, path)?;
            let is_drop = matches!(
                full.iter().map(String::as_str).collect::<Vec<_>>()[..],
                ["drop"] | [_, "mem", "drop"] | ["mem", "drop"]
            );
            let is_of_std = is_drop && claim::standard_function(cx, path).is_some();
            is_of_std.then(|| statement(arg))
        }
        _ => None,
    }
}

fn is_call(e: &Expr) -> bool {
    matches!(e, Expr::Call(_) | Expr::MethodCall(_))
}

fn statement(call: &Expr) -> Stmt {
    Stmt::Expr(call.clone(), Some(syn::token::Semi::default()))
}
