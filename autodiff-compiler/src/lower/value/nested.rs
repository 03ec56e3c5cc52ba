//! Closures that are values: what they capture, and a function of its own.
//!
//! The body is lowered where it stands, with the same kinds and names. The values of the
//! function around that it reads are what it captures; in the function that it becomes they
//! are parameters, in front of its own.
//!
//! ```text
//! simpson(|x| k * x, a, b)    w4 = new closure 0 { captures: (k) }       closure 0(k, x) = k * x
//!                             w5 = call simpson(&w4, a, b)
//! ```

use super::closure;
use super::expr::any;
use crate::errors::Message;
use crate::ir::{
    Access, Block, Form, Func, Init, Kind, New, Param, ParamForm, ParamRole, Place, Shape, Step, Stmt, Value, ValueInfo,
};
use crate::lower::border::functions::{self, MOST};
use crate::lower::border::types;
use crate::lower::control::{exit, tail};
use crate::lower::memory::new;
use crate::lower::state::cx::{Cx, Res, error_at, origin};
use crate::lower::state::functions::{FunctionType, Nested, Own};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Closure, Names, Operand, Operands};
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use syn::{Expr, ExprClosure, Pat};

/// How many entries a tuple has at most that has a derivative.
pub(crate) const GROUP: usize = 8;

/// A closure as a function: first what it captures, then what it takes.
#[derive(Debug)]
pub(crate) struct Code {
    pub(crate) func: Func,
    pub(crate) captured: usize,
    /// How its arguments are passed, as core says it: the name of the way, and the type.
    pub(crate) markers: Vec<(proc_macro2::Ident, Shape<Kind>, Option<TokenStream>)>,
    pub(crate) span: Span,
}

/// A closure, if the expression is one or names one: `|x| ..`, `&|x| ..`, `f`.
pub(crate) fn value(cx: &mut Cx<'_>, e: &Expr) -> Option<Res<Operands>> {
    match e {
        Expr::Paren(inner) => value(cx, &inner.expr),
        Expr::Group(inner) => value(cx, &inner.expr),
        Expr::Reference(inner) => value(cx, &inner.expr),
        Expr::Closure(code) => Some(made(cx, code, None)),
        // A function is passed to companions by reference, however its owner has it.
        Expr::Call(call) => value(cx, in_box(call)?),
        Expr::Path(path) => {
            let name = path.path.get_ident()?;
            let known = bound(cx, name)?;
            Some(made(cx, &known.code, Some(known.names.clone())))
        }
        _ => None,
    }
}

/// `|x| ..`, of `Box::new(|x| ..)`.
fn in_box(call: &syn::ExprCall) -> Option<&Expr> {
    let Expr::Path(path) = &*call.func else { return None };
    let is_new = matches!(&*types::text(&path.path), "Box::new" | "std::boxed::Box::new");
    call.args.first().filter(|arg| is_new && matches!(arg, Expr::Closure(_)))
}

/// The closure that a variable holds.
fn bound(cx: &Cx<'_>, name: &proc_macro2::Ident) -> Option<Rc<Closure>> {
    use crate::lower::state::scope::{Binding, Holds};
    let Some(Binding::Var(var)) = cx.scope.find(name).filter(|_| !cx.scope.is_foreign(name)) else { return None };
    match cx.scope.get(var) {
        Holds::Closure(closure) => Some(Rc::clone(closure)),
        _ => None,
    }
}

pub(crate) fn made(cx: &mut Cx<'_>, code: &ExprClosure, names: Option<Names>) -> Res<Operands> {
    let here = names.map(|names| cx.scope.swap_names(names));
    let nested = lowered(cx, code);
    if let Some(here) = here {
        cx.scope.swap_names(here);
    }
    let nested = nested?;
    let kind = cx.kinds.data("");
    let mut captures = Vec::new();
    for (i, w) in nested.captures.iter().enumerate() {
        let step = Step::Named(captured(i, nested.captures.len()).into());
        let value = owned(cx, code, *w);
        let key = step.key().expect("it is a field");
        cx.kinds.set_field(kind, &key, &Shape::Leaf(value.kind));
        captures.push((step, Shape::Leaf(value.atom)));
    }
    let dst = cx.fresh(kind);
    cx.homes.insert(dst, cx.around.len());
    let id = cx.nested.len();
    cx.nested.push(nested);
    let of = FunctionType::of_closure(code.inputs.len());
    cx.functions.push((kind, Rc::new(of)));
    cx.out.push(Stmt::New(New { dst, init: Init::Closure { id, captures }, origin: origin(code) }));
    Ok(Shape::Ref(Box::new(Shape::Leaf(Operand { atom: dst.into(), kind }))))
}

/// Where something captured is: in a tuple, or in a tuple of tuples, as a tuple of more has no
/// derivative.
fn captured(i: usize, count: usize) -> String {
    if count <= GROUP { format!("captures.{i}") } else { format!("captures.{}.{}", i / GROUP, i % GROUP) }
}

/// What is captured is the closure's own: memory is copied.
fn owned(cx: &mut Cx<'_>, at: &ExprClosure, w: Value) -> Operand {
    let kind = cx.kind_of[w.index()];
    let value = Shape::Leaf(Operand { atom: w.into(), kind });
    let copy = match cx.kinds.as_memory(kind).cloned() {
        Some((Form::Slice | Form::Some, elem)) => {
            let place = Place { base: w, path: Vec::new(), access: Access::Again };
            new::copy(cx, at, Form::Vec, elem, place)
        }
        _ => new::copied(cx, at, &value),
    };
    let Shape::Leaf(copy) = copy else { unreachable!("one value is captured") };
    copy
}

/// Lowers the body as a region of its own, which sees the values around it.
fn lowered(cx: &mut Cx<'_>, code: &ExprClosure) -> Res<Nested> {
    if code.inputs.len() > MOST {
        let what = "a closure of so many arguments, as a value:".to_owned();
        return Err(cx.refuse(code, Message::UnsupportedExpression { what }));
    }
    let before = cx.scope.snapshot();
    let first = cx.kind_of.len();
    let outer = (std::mem::take(&mut cx.out.stmts), std::mem::take(&mut cx.open_ifs));
    cx.around.push(outer);
    let value = body(cx, code, &before);
    let stmts = std::mem::take(&mut cx.out.stmts);
    (cx.out.stmts, cx.open_ifs) = cx.around.pop().expect("the region around");
    let (params, value) = value?;
    let after = cx.scope.snapshot();
    if (0..before.len()).any(|i| before[i] != after[i]) {
        return Err(cx.refuse(code, Message::ClosureChanges));
    }
    let result = value.map(&mut |o| o.kind);
    let yields = value.leaves().into_iter().map(|o| o.atom).collect();
    let body = Block { stmts, yields };
    let mut captures = BTreeSet::new();
    body.visit_reads(&mut |w| {
        if w.index() < first {
            captures.insert(w);
        }
    });
    Ok(Nested {
        params,
        captures: captures.into_iter().collect(),
        body,
        result,
        span: error_at(code, Message::UnclearClosure).start,
        unclear: error_at(code, Message::UnclearClosure),
        changes: error_at(code, Message::ClosureChanges),
    })
}

fn body(
    cx: &mut Cx<'_>,
    code: &ExprClosure,
    before: &[crate::lower::state::scope::Holds],
) -> Res<(Vec<Own>, Operands)> {
    let mut params = Vec::new();
    let mut values = Vec::new();
    for (i, pat) in code.inputs.iter().enumerate() {
        let value = parameter(cx, pat)?;
        let name = match crate::lower::value::pattern::without_type(pat) {
            Pat::Ident(pat) => pat.ident.to_string(),
            _ => format!("p{}", i + 1),
        };
        let ty = if let Pat::Type(typed) = pat { Some(typed.ty.to_token_stream()) } else { None };
        params.push(Own { name, values: value.map(&mut |o| o.atom.value().expect("a parameter is a value")), ty });
        values.push(value);
    }
    // Of `Ok(v)` and `Err(e)`, the one without floats is as much data as the other.
    let expect = if tail::gives_variant(&code.body) { Shape::Leaf(Some(cx.kinds.data(""))) } else { any() };
    let value = closure::apply(cx, code, code, (&values, &expect))?;
    let value = value.owned();
    new::refuse_lent(cx, &code.body, &value)?;
    let value = new::owned(cx, &code.body, value);
    let (value, _) = exit::close_falling(cx, code, &value, before)?;
    Ok((params, value))
}

/// A parameter: of the type that is written, or a number.
fn parameter(cx: &mut Cx<'_>, pat: &Pat) -> Res<Operands> {
    let shape = match pat {
        Pat::Type(typed) => match types::shape_with_data(cx, &typed.ty) {
            Some(shape) => shape,
            None => return Err(cx.refuse(&typed.ty, Message::UnclearClosure)),
        },
        _ => Shape::Leaf(cx.kinds.fresh(Known::CallResult)),
    };
    Ok(shape.map(&mut |kind| Operand { atom: cx.fresh(*kind).into(), kind: *kind }))
}

/// The function that a closure is, when all kinds are known.
pub(crate) fn code(cx: &Cx<'_>, nested: Nested, values: &[ValueInfo]) -> Code {
    let Nested { params, captures, body, result, span, unclear, changes } = nested;
    let kind = |w: &Value| values[w.index()].kind;
    if changes_captured(&body, &captures, values) {
        cx.errors.report(changes);
    }
    let mut markers = Vec::new();
    for own in &params {
        let shape = own.values.map(&mut |w| kind(w));
        let is_named =
            own.ty.is_some() || matches!(shape, Shape::Leaf(kind) if kind.memory().is_none() && kind != Kind::Opaque);
        match functions::marker(&shape).filter(|_| is_named) {
            Some(marker) => markers.push((marker, shape, own.ty.clone())),
            None => {
                cx.errors.report(unclear.clone());
            }
        }
    }
    let result = result.map(&mut |kind| cx.kinds.resolve(*kind));
    if !functions::is_whole(&result) {
        cx.errors.report(unclear);
    }
    let captured = captures.len();
    let role = |shape: &Shape<Value>| {
        let floats = shape.leaves().into_iter().any(|w| kind(w).is_differentiable());
        if floats { ParamRole::Differentiable } else { ParamRole::Constant }
    };
    let of_captured = captures.into_iter().map(|w| {
        let leaf = Shape::Leaf(w);
        let shape = if kind(&w).memory().is_some() { Shape::Ref(Box::new(leaf)) } else { leaf };
        // A receiver is bound by a `let` in the closure, where `self` can be no name.
        let name = values[w.index()].name.clone().filter(|name| name != "self");
        (name.unwrap_or_else(|| format!("captured_{}", w.index())), shape)
    });
    let own = params.into_iter().map(|own| (own.name, own.values));
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let params = of_captured.chain(own).map(|(mut name, shape)| {
        while taken.insert(name.clone(), 0).is_some() {
            name.push('_');
        }
        Param { name, role: role(&shape), form: ParamForm::Scalars(shape) }
    });
    let params = params.collect();
    let func =
        Func { name: "closure".to_owned(), params, body, result, values: values.to_vec(), cotangents: Vec::new() };
    Code { func, captured, markers, span }
}

/// Whether memory changes that the closure captures.
fn changes_captured(body: &Block, captures: &[Value], values: &[ValueInfo]) -> bool {
    let mut views: BTreeMap<Value, Value> = BTreeMap::new();
    body.visit(&mut |stmt| {
        if let Some(loan) = stmt.lends(values) {
            views.insert(loan.name, loan.of);
        }
    });
    let root = |mut w: Value| {
        while let Some(of) = views.get(&w) {
            w = *of;
        }
        w
    };
    body.any(|stmt| {
        stmt.effects(values)
            .changes
            .iter()
            .any(|changed| changed.how != crate::ir::Change::Possible && captures.contains(&root(changed.handle)))
    })
}
