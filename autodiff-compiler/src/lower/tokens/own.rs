//! What an expression is made of, without the closures in it: their `return` and their `?` are
//! their own.

use syn::{Block, Expr, Path, Stmt};

/// Visits the expression and its parts.
pub(crate) fn each(e: &Expr, f: &mut dyn FnMut(&Expr)) {
    f(e);
    match e {
        Expr::Assign(of) => [&of.left, &of.right].into_iter().for_each(|e| each(e, f)),
        Expr::Binary(of) => [&of.left, &of.right].into_iter().for_each(|e| each(e, f)),
        Expr::Array(of) => of.elems.iter().for_each(|e| each(e, f)),
        Expr::Tuple(of) => of.elems.iter().for_each(|e| each(e, f)),
        Expr::Struct(of) => of.fields.iter().for_each(|field| each(&field.expr, f)),
        Expr::Call(of) => of.args.iter().for_each(|e| each(e, f)),
        Expr::MethodCall(of) => std::iter::once(&*of.receiver).chain(&of.args).for_each(|e| each(e, f)),
        Expr::Cast(of) => each(&of.expr, f),
        Expr::Field(of) => each(&of.base, f),
        Expr::Group(of) => each(&of.expr, f),
        Expr::Paren(of) => each(&of.expr, f),
        Expr::Reference(of) => each(&of.expr, f),
        Expr::Unary(of) => each(&of.expr, f),
        Expr::Index(of) => [&of.expr, &of.index].into_iter().for_each(|e| each(e, f)),
        Expr::Let(of) => each(&of.expr, f),
        Expr::Try(of) => each(&of.expr, f),
        Expr::Return(of) => of.expr.iter().for_each(|e| each(e, f)),
        Expr::Break(of) => of.expr.iter().for_each(|e| each(e, f)),
        Expr::Block(of) => each_of(&of.block, f),
        Expr::Loop(of) => each_of(&of.body, f),
        Expr::ForLoop(of) => {
            each(&of.expr, f);
            each_of(&of.body, f);
        }
        Expr::While(of) => {
            each(&of.cond, f);
            each_of(&of.body, f);
        }
        Expr::If(of) => {
            each(&of.cond, f);
            each_of(&of.then_branch, f);
            of.else_branch.iter().for_each(|(_, orelse)| each(orelse, f));
        }
        Expr::Match(of) => {
            each(&of.expr, f);
            of.arms.iter().for_each(|arm| each(&arm.body, f));
        }
        _ => {}
    }
}

/// The same of what is in a block.
pub(crate) fn each_of(block: &Block, f: &mut dyn FnMut(&Expr)) {
    for stmt in &block.stmts {
        match stmt {
            Stmt::Local(local) => {
                if let Some(init) = &local.init {
                    each(&init.expr, f);
                    init.diverge.iter().for_each(|(_, diverge)| each(diverge, f));
                }
            }
            Stmt::Expr(e, _) => each(e, f),
            Stmt::Item(_) | Stmt::Macro(_) => {}
        }
    }
}

/// Whether a path is that of a variant of an `Option` or of a `Result`: `Ok`, `Option::None`.
pub(crate) fn is_variant(path: &Path, names: &[&str]) -> bool {
    let mut segments = path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let is_named = segments.next().is_some_and(|last| names.contains(&&*last));
    is_named && segments.next().is_none_or(|of| of == "Option" || of == "Result")
}
