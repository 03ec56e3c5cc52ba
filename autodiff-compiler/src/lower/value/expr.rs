//! Expressions.

use super::assign;
use super::block;
use super::condition;
use super::literal;
use super::operator;
use super::pattern;
use super::pattern::Place;
use super::typed;
use crate::errors::Message;
use crate::ir::{Atom, Form, Kind, Op, Shape};
use crate::lower::border::types;
use crate::lower::call::function;
use crate::lower::call::method;
use crate::lower::call::tuple_result;
use crate::lower::control::branch;
use crate::lower::control::early_result;
use crate::lower::control::exit;
use crate::lower::control::loops;
use crate::lower::control::short_circuit::{self, Word};
use crate::lower::foreign::code;
use crate::lower::foreign::macros;
use crate::lower::iter::drive;
use crate::lower::memory::new;
use crate::lower::memory::place;
use crate::lower::memory::place::Found;
use crate::lower::option::patterns;
use crate::lower::option::take_apart;
use crate::lower::state::cx::{Cx, Dialect, Res, Slot, Stop};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Binding, Holds, Operand, Operands};
use syn::spanned::Spanned;
use syn::{BinOp, Expr, ExprIf, ExprMatch, ExprReturn, Member, Pat, UnOp};

/// What a place wants of its value, as far as it is known: a leaf of `None` is
/// anything at all.
pub(crate) type Expect = Shape<Option<KindVar>>;

pub(crate) fn any() -> Expect {
    Shape::Leaf(None)
}

/// Runs an expression, and returns what it evaluates to.
pub(crate) fn expression(cx: &mut Cx<'_>, e: &Expr, expect: &Expect) -> Res<Operands> {
    match e {
        Expr::Array(array) => return new::array(cx, array, expect),
        Expr::Repeat(repeat) => return new::repeat(cx, repeat, expect),
        _ if code::is_foreign(cx, e) => return code::expression(cx, e),
        Expr::Field(_) | Expr::Index(_) | Expr::Unary(_) if place::is_place(cx, e) => return self::place(cx, e),
        _ => {}
    }
    match e {
        Expr::Paren(inner) => expression(cx, &inner.expr, expect),
        Expr::Group(inner) => expression(cx, &inner.expr, expect),
        Expr::Lit(lit) => literal::literal(cx, lit),
        Expr::Path(path) => self::path(cx, path),
        Expr::Unary(unary) => operator::unary(cx, unary, expect),
        Expr::Binary(binary) => self::binary(cx, binary),
        Expr::MethodCall(call) => method::method_call(cx, call, expect),
        Expr::Call(call) => function::call(cx, call, expect),
        Expr::Cast(cast) => self::cast(cx, cast),
        Expr::Tuple(tuple) => self::tuple(cx, tuple, expect),
        Expr::Field(field) => self::field(cx, field),
        Expr::Reference(reference) => self::reference(cx, reference, expect),
        Expr::Block(inner) if inner.label.is_none() => block::block(cx, &inner.block, expect),
        Expr::If(branch) => if_else(cx, branch, expect),
        Expr::Match(cases) => match_arms(cx, cases, expect),
        Expr::Return(ret) => self::return_(cx, ret),
        Expr::Assign(assign) => assign::assign(cx, assign),
        Expr::Macro(mac) if macros::standard(cx, &mac.mac).is_some_and(|name| name == "vec") => {
            new::vec(cx, &mac.mac, expect)
        }
        Expr::Macro(mac) => macros::expression(cx, &mac.mac),
        Expr::Index(_) => self::place(cx, e),
        Expr::ForLoop(each) => drive::for_loop(cx, each),
        Expr::While(repeat) => crate::lower::control::while_loop::while_loop(cx, repeat),
        Expr::Loop(endless) => loops::endless_loop(cx, endless),
        Expr::Block(inner) => loops::labeled_block(cx, inner, expect),
        Expr::Break(jump) => loops::break_(cx, jump),
        Expr::Continue(jump) => loops::continue_(cx, jump),
        _ => Err(refuse(cx, e)),
    }
}

/// Runs an expression that must be one scalar.
pub(crate) fn scalar(cx: &mut Cx<'_>, e: &Expr) -> Res<Operand> {
    let value = expression(cx, e, &any())?;
    as_scalar(cx, e, &value)
}

/// What is in a cell is loaded, as Rust's methods do through a reference.
pub(crate) fn as_scalar(cx: &mut Cx<'_>, at: &impl quote::ToTokens, value: &Operands) -> Res<Operand> {
    match value.behind_refs() {
        Shape::Leaf(operand) => match (operand.atom, cx.kinds.as_memory(operand.kind).cloned()) {
            (Atom::Value(base), Some((Form::Cell, elem))) => {
                let cell = place::Located { base, path: Vec::new(), ty: elem };
                let inside = place::read(cx, at, &cell);
                as_scalar(cx, at, &inside)
            }
            _ => Ok(*operand),
        },
        _ => Err(cx.refuse(at, Message::UnsupportedExpression { what: "this operation on a tuple".to_owned() })),
    }
}

fn refuse(cx: &Cx<'_>, e: &Expr) -> Stop {
    let message = match e {
        Expr::Closure(_) => Message::Closure,
        Expr::Unsafe(_) | Expr::RawAddr(_) => Message::UnsafeBlock,
        Expr::Async(_) => Message::AsyncBlock,
        Expr::Let(_) => Message::UnsupportedExpression { what: "`let` in this place".to_owned() },
        _ => Message::UnsupportedExpression { what: "this expression".to_owned() },
    };
    cx.refuse(e, message)
}

/// A variable, or a constant.
fn path(cx: &mut Cx<'_>, path: &syn::ExprPath) -> Res<Operands> {
    if let Some(ident) = path.path.get_ident()
        && let Some(Binding::Var(var)) = cx.scope.find(ident)
    {
        return match cx.scope.get(var) {
            Holds::Operands(operands) => Ok(operands.clone()),
            Holds::Poison => Err(Stop::Error(cx.errors.already())),
            Holds::Closure(_) => Err(cx.refuse(path, Message::Closure)),
            Holds::Nothing => {
                let what = format!("`{ident}`, which has no value here,");
                Err(cx.refuse(path, Message::UnsupportedExpression { what }))
            }
        };
    }
    if cx.dialect == Dialect::Rule {
        return literal::rule_constant(cx, path);
    }
    code::constant(cx, path)
}

fn binary(cx: &mut Cx<'_>, binary: &syn::ExprBinary) -> Res<Operands> {
    let word = match binary.op {
        BinOp::And(_) => Word::And,
        BinOp::Or(_) => Word::Or,
        op => {
            return match assign::compound(&op) {
                Some(op) => assign::compound_assign(cx, binary, op),
                None => operator::binary(cx, binary),
            };
        }
    };
    let left = scalar(cx, &binary.left)?;
    let bool_kind = cx.exactly(Kind::Bool);
    cx.unify(&binary.left, left.kind, bool_kind)?;
    short_circuit::short_circuit(cx, binary, left, word, &mut |cx| expression(cx, &binary.right, &any()))
}

fn cast(cx: &mut Cx<'_>, cast: &syn::ExprCast) -> Res<Operands> {
    let operand = scalar(cx, &cast.expr)?;
    let Some(Shape::Leaf(to)) = types::shape(cx, &cast.ty) else {
        return Err(cx.refuse(&cast.ty, Message::UnknownCast { ty: types::text(&cast.ty) }));
    };
    match (cx.known(operand), cx.kinds.known(to)) {
        // `3_000_000_000 as i64`: the literal is of that type.
        (Known::SomeInt, Known::Exactly(Kind::Int(_))) | (Known::SomeFloat, Known::Exactly(Kind::F32 | Kind::F64))
            if literal::is_written(&cast.expr) && operand.atom.is_literal() =>
        {
            cx.unify(cast, operand.kind, to)?;
            return Ok(Shape::Leaf(operand));
        }
        _ => {}
    }
    match cx.known(operand) {
        // `1 as f64`, `as _`: a literal takes part as what it is.
        Known::SomeInt if operand.atom.is_literal() => {}
        // Cast to an integer, it is inactive whatever it is.
        Known::CallResult if cx.kinds.known(to).may_be_float() => {
            cx.must_know.push((
                operand.kind,
                Slot::None,
                crate::lower::state::cx::error_at(&cast.expr, Message::NeedsAnnotation),
            ));
        }
        _ if cx.kinds.known(to) == Known::Nothing => {
            return Err(cx.refuse(&cast.ty, Message::UnknownCast { ty: "_".to_owned() }));
        }
        _ => {}
    }
    let kind = cx.kinds.resolve(to);
    // A bare integer as a float is what it is without the cast.
    let is_free = matches!(cx.known(operand), Known::SomeInt) && kind.is_float();
    let atom = if is_free { typed::typed(cx, operand) } else { typed::typed_in_place(cx, operand) };
    Ok(cx.apply(cast, Op::Cast(kind), vec![atom], to))
}

fn tuple(cx: &mut Cx<'_>, tuple: &syn::ExprTuple, expect: &Expect) -> Res<Operands> {
    let wanted = |i: usize| match expect {
        Shape::Tuple(entries) => entries.get(i).cloned().unwrap_or_else(any),
        _ => any(),
    };
    let entries: Vec<_> = tuple.elems.iter().enumerate().map(|(i, e)| expression(cx, e, &wanted(i))).collect();
    Ok(Shape::Tuple(entries.into_iter().collect::<Res<_>>()?))
}

pub(crate) fn field(cx: &mut Cx<'_>, field: &syn::ExprField) -> Res<Operands> {
    let mut base = expression(cx, &field.base, &any())?;
    if let (Shape::Leaf(operand), Expr::Path(path), Member::Unnamed(_)) = (&base, &*field.base, &field.member)
        && let Some(variable) = path.path.get_ident()
        && let Some(tuple) = tuple_result::unfold_by_fields(cx, *operand, variable)
    {
        base = tuple;
    }
    let name = match &field.member {
        Member::Unnamed(index) => index.index.to_string(),
        Member::Named(name) => name.to_string(),
    };
    match (base.behind_refs(), &field.member) {
        (Shape::Tuple(entries), Member::Unnamed(index)) if (index.index as usize) < entries.len() => {
            Ok(entries[index.index as usize].clone())
        }
        (Shape::Leaf(operand), _) if !cx.known(*operand).may_be_float() => code::field(cx, field, *operand),
        _ => Err(cx.refuse(field, Message::FieldOnActive { name })),
    }
}

/// What an element, or a part of memory, is; a reference in a tuple stays one.
fn place(cx: &mut Cx<'_>, e: &Expr) -> Res<Operands> {
    if let Some(value @ (Shape::Ref(_) | Shape::Mut(_))) = place::held(cx, e) {
        return Ok(value.clone());
    }
    match place::locate(cx, e)? {
        Found::Place(place) => Ok(place::read(cx, e, &place)),
        Found::Value(value) => Ok(value),
    }
}

fn reference(cx: &mut Cx<'_>, reference: &syn::ExprReference, expect: &Expect) -> Res<Operands> {
    if reference.mutability.is_some() {
        return match place::locate(cx, &reference.expr)? {
            Found::Place(place) => Ok(place::borrow_mut(cx, reference, &place)),
            Found::Value(_) if place::held(cx, &reference.expr).is_some() => {
                let name = crate::lower::border::types::text(&reference.expr);
                Err(cx.refuse(reference, Message::ReferenceStored { name }))
            }
            Found::Value(_) => Err(cx.refuse(reference, Message::MutableReference)),
        };
    }
    let inner = match expect {
        Shape::Ref(inner) => (**inner).clone(),
        _ => any(),
    };
    let value = expression(cx, &reference.expr, &inner)?;
    if let Expr::Call(_) = &*reference.expr {
        // Nobody refers to a scalar that has just been computed.
        crate::lower::state::settle::value(cx, value.clone());
    }
    Ok(Shape::Ref(Box::new(value)))
}

fn return_(cx: &mut Cx<'_>, ret: &ExprReturn) -> Res<Operands> {
    let expect = cx.result.map(&mut |kind| Some(*kind));
    let value = match &ret.expr {
        Some(e) => expression(cx, e, &expect)?,
        None => Shape::unit(),
    };
    super::operator::conform(cx, ret, &value, &cx.result.clone())?;
    let value = early_result::keep(cx, &value);
    if !cx.targets.is_empty() {
        return Err(loops::return_(cx, ret, &value));
    }
    Err(Stop::Return(exit::returned_atoms(cx, ret, &value)?))
}

fn if_else(cx: &mut Cx<'_>, branch: &ExprIf, expect: &Expect) -> Res<Operands> {
    if let Expr::Let(guard) = &*branch.cond
        && patterns::takes_any(&guard.pat)
        && let Some(giver) = take_apart::giver(cx, &guard.expr)
    {
        let mut then = |cx: &mut Cx<'_>| block::block(cx, &branch.then_branch, expect);
        let mut orelse = |cx: &mut Cx<'_>| otherwise(cx, branch, expect);
        return patterns::if_let(cx, (&guard.pat, &giver), &mut then, &mut orelse);
    }
    let mark = cx.scope.mark();
    let condition = condition::condition(cx, &branch.cond);
    let condition = match condition {
        Ok(condition) => condition,
        Err(stop) => {
            cx.scope.leave(mark);
            return Err(stop);
        }
    };
    let result = branch::when(
        cx,
        branch,
        condition,
        &mut |cx| {
            let value = block::block(cx, &branch.then_branch, expect);
            // What the condition's patterns bound is not seen by `else`.
            cx.scope.leave(mark);
            value
        },
        &mut |cx| otherwise(cx, branch, expect),
    );
    cx.scope.leave(mark);
    result
}

fn otherwise(cx: &mut Cx<'_>, branch: &ExprIf, expect: &Expect) -> Res<Operands> {
    match &branch.else_branch {
        Some((_, e)) => expression(cx, e, expect),
        None => Ok(Shape::unit()),
    }
}

/// `match` becomes a chain of `if`s: the first arm whose pattern fits. Rust has
/// checked that one does, so the last one needs no test.
fn match_arms(cx: &mut Cx<'_>, cases: &ExprMatch, expect: &Expect) -> Res<Operands> {
    if let Some(giver) = take_apart::giver(cx, &cases.expr) {
        return patterns::match_arms(cx, cases, &giver, expect);
    }
    let scrutinee = expression(cx, &cases.expr, &any())?;
    arms(cx, cases, &scrutinee, 0, expect)
}

fn arms(cx: &mut Cx<'_>, cases: &ExprMatch, scrutinee: &Operands, i: usize, expect: &Expect) -> Res<Operands> {
    let Some(arm) = cases.arms.get(i) else {
        return Err(cx.refuse(cases, Message::UnsupportedExpression { what: "an empty `match`".to_owned() }));
    };
    let (pat, guard) = match &arm.pat {
        Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
        pat => (pat, None),
    };
    let mark = cx.scope.mark();
    let test = if i + 1 == cases.arms.len() { Ok(None) } else { arm_test(cx, pat, guard, scrutinee) };
    cx.scope.leave(mark);
    let mut body = |cx: &mut Cx<'_>| {
        let mark = cx.scope.mark();
        let value =
            pattern::bind(cx, Place::Refutable, pat, scrutinee).and_then(|()| expression(cx, &arm.body, expect));
        cx.scope.leave(mark);
        value
    };
    match test? {
        None => body(cx),
        Some(test) => branch::when(cx, &arm.pat, test, &mut body, &mut |cx| arms(cx, cases, scrutinee, i + 1, expect)),
    }
}

/// Whether the arm is taken; `None` if it always is.
pub(crate) fn arm_test(cx: &mut Cx<'_>, pat: &Pat, guard: Option<&Expr>, scrutinee: &Operands) -> Res<Option<Operand>> {
    let test = pattern::test(cx, pat, scrutinee)?;
    let Some(guard) = guard else { return Ok(test) };
    if let Some(binding) = condition::binds(guard) {
        // The arm would not see what it binds.
        return Err(cx.refuse(binding, Message::UnsupportedExpression { what: "`let` in a guard".to_owned() }));
    }
    pattern::bind(cx, Place::Refutable, pat, scrutinee)?;
    match test {
        None => condition::condition(cx, guard).map(Some),
        Some(test) => {
            let both = short_circuit::short_circuit(cx, guard, test, Word::And, &mut |cx| {
                condition::condition(cx, guard).map(Shape::Leaf)
            })?;
            as_scalar(cx, guard, &both).map(Some)
        }
    }
}

/// `#[constant] let`: the value goes on without its derivative.
pub(crate) fn forget(cx: &mut Cx<'_>, at: &Expr, value: &Operands) -> Operands {
    let _ = at.span();
    value.map(&mut |operand| {
        let dst = cx.fresh(operand.kind);
        cx.out.push(crate::ir::Stmt::Apply(crate::ir::Apply {
            dst,
            op: Op::Constant,
            args: vec![operand.atom],
            origin: crate::lower::state::cx::origin(at),
        }));
        Operand { atom: Atom::Value(dst), kind: operand.kind }
    })
}

/// `*r`: through one reference. A scalar behind one is the scalar.
pub(crate) fn deref(cx: &mut Cx<'_>, unary: &syn::ExprUnary, expect: &Expect) -> Res<Operands> {
    debug_assert!(matches!(unary.op, UnOp::Deref(_)));
    let inner = Shape::Ref(Box::new(expect.clone()));
    match expression(cx, &unary.expr, &inner)? {
        Shape::Ref(inner) => Ok(*inner),
        Shape::Leaf(operand) if cx.known(operand) == Known::Nothing => code::deref(cx, unary, operand),
        value => Ok(value),
    }
}
