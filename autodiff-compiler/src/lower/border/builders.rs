//! Methods that change what they are called on, and give it back for the next one.
//!
//! ```text
//! fn scale(&mut self, k: f64) -> &mut Self { self.a *= k; self }      fn scale(&mut self, k: f64) { self.a *= k; }
//! ```
//!
//! A reference has no companion, and who calls such a method as a statement asks for none: its
//! companions give nothing. A chain, `m.scale(k).shift(d)`, is an error of rustc's there.

use super::members::Method;
use super::receiver::{self, Taken};
use super::types;
use crate::lower::Function;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprClosure, Item, ReturnType, Stmt, Type};

/// The methods of a block, of which those give nothing.
pub(super) fn giving_nothing(of: Option<&str>, mut methods: Vec<Method>) -> Vec<Method> {
    for method in &mut methods {
        if let Some(function) = without_self(of, &method.function) {
            method.function = function;
        }
    }
    methods
}

/// The same method without what it gives, if that is what it is called on wherever it ends.
fn without_self(of: Option<&str>, function: &Function) -> Option<Function> {
    let receiver = function.sig.receiver()?;
    let ReturnType::Type(_, ty) = &function.sig.output else { return None };
    let Type::Reference(given) = &**ty else { return None };
    let name = types::text(&given.elem);
    let is_self = given.mutability.is_some() && (name == "Self" || Some(&*name) == of);
    if !is_self || !matches!(receiver::taken(receiver), Taken::Exclusive(_)) {
        return None;
    }
    let mut function = function.clone();
    match function.block.stmts.pop()? {
        Stmt::Expr(last, None) if is_receiver(&last) => {}
        Stmt::Expr(Expr::Return(last), _) if last.expr.as_deref().is_some_and(is_receiver) => {}
        _ => return None,
    }
    let mut ends = Ends { others: 0 };
    ends.visit_block_mut(&mut function.block);
    function.sig.output = ReturnType::Default;
    (ends.others == 0).then_some(function)
}

/// `self`
fn is_receiver(e: &Expr) -> bool {
    matches!(e, Expr::Path(path) if path.path.is_ident("self"))
}

/// Writes `return` for `return self`, and counts what else is returned.
struct Ends {
    others: usize,
}

impl VisitMut for Ends {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        match e {
            Expr::Return(end) if end.expr.as_deref().is_some_and(is_receiver) => end.expr = None,
            Expr::Return(_) | Expr::Try(_) => self.others += 1,
            _ => visit_mut::visit_expr_mut(self, e),
        }
    }

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut Item) {}
}
