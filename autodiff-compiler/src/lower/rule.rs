//! The rules of core, lowered by the ordinary lowering.

use crate::errors::Errors;
use crate::ir::{Atom, Block, IntKind, Kind, Shape, Value};
use crate::lower::finish::finish;
use crate::lower::state::cx::{Cx, Dialect};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Holds, Operand};
use crate::lower::value::expr::{any, expression};
use crate::rulebook::Partials;
use autodiff_core::rule::{ArgKind, Rule};
use proc_macro2::{Ident, Span};

/// Lowers the text of a rule to its partials. A rule that does not lower is a bug of core, and
/// a test lowers them all.
pub(crate) fn rule(rule: &'static Rule) -> Partials {
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
    let (mut func, _, doubts) = finish(&mut cx, rule.name, Vec::new(), result, Block { stmts, yields });
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
    let lowered = parsed.ok().and_then(|e| expression(cx, &e, &any()).ok());
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
