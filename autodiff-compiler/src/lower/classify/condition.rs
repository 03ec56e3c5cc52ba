//! Expressions that can only be a `bool`.

use crate::ir::Kind;
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::Known;
use crate::lower::state::settle;
use crate::std_names::{self, Float};
use syn::{BinOp, Block, Expr, Lit, Stmt, UnOp};

/// Whether an expression can only be a `bool`: all that it can come to is of one type, so one
/// arm tells.
pub(super) fn is_one(cx: &Cx<'_>, e: &Expr) -> bool {
    match e {
        Expr::Paren(inner) => is_one(cx, &inner.expr),
        Expr::Group(inner) => is_one(cx, &inner.expr),
        Expr::Unary(not) if matches!(not.op, UnOp::Not(_)) => is_one(cx, &not.expr),
        Expr::Binary(of) => is_question(&of.op),
        Expr::Lit(lit) => matches!(lit.lit, Lit::Bool(_)),
        Expr::Macro(mac) => mac.mac.path.is_ident("matches"),
        Expr::MethodCall(call) => {
            matches!(std_names::float_method(&call.method.to_string()), Some(Float::Predicate(_)))
        }
        Expr::Path(_) => settle::kind_at(cx, e).is_some_and(|kind| cx.kinds.known(kind) == Known::Exactly(Kind::Bool)),
        Expr::Block(inner) => ends_in_one(cx, &inner.block),
        Expr::If(branch) => {
            ends_in_one(cx, &branch.then_branch) || branch.else_branch.as_ref().is_some_and(|(_, e)| is_one(cx, e))
        }
        Expr::Match(cases) => cases.arms.iter().any(|arm| is_one(cx, &arm.body)),
        _ => false,
    }
}

fn ends_in_one(cx: &Cx<'_>, block: &Block) -> bool {
    matches!(block.stmts.last(), Some(Stmt::Expr(e, None)) if is_one(cx, e))
}

fn is_question(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::Lt(_)
            | BinOp::Le(_)
            | BinOp::Gt(_)
            | BinOp::Ge(_)
            | BinOp::Eq(_)
            | BinOp::Ne(_)
            | BinOp::And(_)
            | BinOp::Or(_)
    )
}
