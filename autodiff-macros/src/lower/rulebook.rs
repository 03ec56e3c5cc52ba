//! The rules of core, lowered by the ordinary lowering.

use super::cx::{Cx, Dialect};
use super::expr::any;
use super::kinds::Known;
use super::scope::{Holds, Operand};
use crate::errors::Errors;
use crate::ir::{Atom, Block, IntKind, Kind, Shape, Value, ValueInfo};
use autodiff_core::rule::{ArgKind, Rule};
use proc_macro2::{Ident, Span};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A rule as IR: its parameters are the arguments and the result, its yields
/// the partials.
///
/// ```text
/// div(a, b) -> y:    t3 = div 1.0, b
///                    t4 = div y, b
///                    yield t3, -t4
/// ```
#[derive(Debug)]
pub(crate) struct Partials {
    pub(crate) params: Vec<Value>,
    pub(crate) body: Block,
    /// Kinds of the values; `F64` stands for the float type at hand.
    pub(crate) values: Vec<ValueInfo>,
}

/// The rules that this expansion has met.
#[derive(Debug, Default)]
pub(crate) struct Rulebook(RefCell<BTreeMap<&'static str, Rc<Partials>>>);

impl Rulebook {
    pub(crate) fn partials(&self, rule: &'static Rule) -> Rc<Partials> {
        let known = self.0.borrow().get(rule.name).cloned();
        known.unwrap_or_else(|| {
            let partials = Rc::new(lower(rule));
            self.0.borrow_mut().insert(rule.name, Rc::clone(&partials));
            partials
        })
    }
}

/// Lowers the text of a rule. A rule that does not lower is a bug of core, and
/// a test lowers them all.
fn lower(rule: &'static Rule) -> Partials {
    let errors = Errors::default();
    let mut cx = Cx::new(&errors);
    cx.dialect = Dialect::Rule;
    let mut params = Vec::new();
    for arg in rule.args {
        let kind = match arg.kind {
            ArgKind::Float => Kind::F64,
            ArgKind::Int => Kind::Int(IntKind::I32),
        };
        params.push(bind(&mut cx, arg.name, kind));
    }
    params.push(bind(&mut cx, rule.result, Kind::F64));
    for (name, text) in rule.lets {
        let value = lower_text(&mut cx, rule, text);
        cx.scope.bind(&Ident::new(name, Span::call_site()), Holds::Operands(Shape::Leaf(value)));
    }
    let yields: Vec<Atom> = rule.partials.iter().map(|p| lower_text(&mut cx, rule, p.text).atom).collect();
    let stmts = std::mem::take(&mut cx.out.stmts);
    let result = Shape::Tuple(yields.iter().map(|_| Shape::Leaf(Kind::F64)).collect());
    let (mut func, doubts) = super::finish::finish(&mut cx, rule.name, Vec::new(), result, Block { stmts, yields });
    if !errors.is_empty() || !doubts.is_empty() {
        broken(rule, &errors);
    }
    // Inlined, the statements of a rule are temporaries.
    for value in &mut func.values {
        (value.name, value.number) = (None, None);
    }
    strip_origins(&mut func.body);
    Partials { params, body: func.body, values: func.values }
}

fn bind(cx: &mut Cx<'_>, name: &str, kind: Kind) -> Value {
    let kind = cx.kinds.fresh(Known::Exactly(kind));
    let value = cx.fresh(kind);
    cx.scope
        .bind(&Ident::new(name, Span::call_site()), Holds::Operands(Shape::Leaf(Operand { atom: value.into(), kind })));
    value
}

fn lower_text(cx: &mut Cx<'_>, rule: &Rule, text: &str) -> Operand {
    let parsed = syn::parse_str::<syn::Expr>(text);
    let lowered = parsed.ok().and_then(|e| super::expr::expression(cx, &e, &any()).ok());
    let operand = lowered.and_then(|value| match value {
        Shape::Leaf(operand) => Some(operand),
        _ => None,
    });
    operand.unwrap_or_else(|| broken(rule, cx.errors))
}

fn broken(rule: &Rule, errors: &Errors) -> ! {
    panic!("the rule `{}` does not lower: {errors:?}", rule.name)
}

fn strip_origins(block: &mut Block) {
    use crate::ir::Stmt;
    for stmt in &mut block.stmts {
        match stmt {
            Stmt::Apply(apply) => apply.origin = None,
            Stmt::If(branch) => branch.origin = None,
            _ => {}
        }
        for region in stmt.regions_mut() {
            strip_origins(region);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every rule lowers, so the table is closed: whatever a derivative is made
    /// of can be differentiated again.
    #[test]
    fn the_rules_are_closed_under_differentiation() {
        let book = Rulebook::default();
        for rule in autodiff_core::rules::all() {
            let partials = book.partials(rule);
            assert_eq!(partials.body.yields.len(), rule.partials.len(), "{}", rule.name);
        }
    }
}
