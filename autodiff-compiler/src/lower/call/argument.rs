//! Arguments that are, or refer to, memory.
//!
//! A callee may write through `&mut`, and Rust has proved that nothing else
//! sees the memory meanwhile. The IR knows memory by its root; where two
//! arguments share one, as the halves of `split_at_mut` do, a copy goes in and
//! comes out.

use super::chosen;
use super::item;
use crate::ir::{Access, Atom, BulkOp, By, Form, Init, OnActive, ParamRole, Place, Shape, Value, Write};
use crate::lower::classify::{Class, classify};
use crate::lower::foreign::code::{self, Passed};
use crate::lower::memory::new;
use crate::lower::memory::place::{self, Located};
use crate::lower::state::arrays;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::mentions::mentions_float;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::assign;
use crate::lower::value::expr::{Expect, any, expression};
use crate::lower::value::nested;
use quote::ToTokens;
use syn::{Expr, ExprMethodCall};

/// The arguments of a call, and what is to be done when it has returned.
pub(crate) struct Arguments {
    pub(crate) values: Vec<Operands>,
    pub(crate) roles: Vec<ParamRole>,
    after: Vec<After>,
}

/// What a call leaves to be done.
enum After {
    /// The cell goes back into the variable.
    Assign { place: Expr, cell: Located },
    /// The copy of a slice goes back to where it came from.
    Refill { copy: Value, to: Place },
    /// The copy of anything else goes back to where it came from.
    Return { copy: Operands, to: Located },
}

impl Arguments {
    /// Arguments that have been run, none of which is marked.
    pub(crate) fn of(cx: &mut Cx<'_>, values: Vec<Operands>) -> Arguments {
        separate(cx, Arguments::plain(values))
    }

    /// Those of a method, behind its receiver.
    pub(crate) fn behind(self, cx: &mut Cx<'_>, receiver: Operands, role: ParamRole) -> Arguments {
        let Arguments { mut values, mut roles, after } = self;
        values.insert(0, receiver);
        roles.insert(0, role);
        separate(cx, Arguments { values, roles, after })
    }
}

/// Runs the arguments in order.
pub(crate) fn arguments<'e>(cx: &mut Cx<'_>, args: impl Iterator<Item = &'e Expr>) -> Res<Arguments> {
    let mut all = Arguments { values: Vec::new(), roles: Vec::new(), after: Vec::new() };
    let mut failed = None;
    let args: Vec<_> = args.collect();
    let is_active = args.iter().any(|arg| mentions_float(cx, &arg.to_token_stream()));
    for arg in args {
        let unmarked = crate::lower::border::attribute::unmarked(arg);
        let value = match &unmarked {
            Some(arg @ (Expr::Closure(_) | Expr::Path(_))) => expression(cx, arg, &any()),
            None if is_active && let Some(function) = item::value(cx, arg) => function,
            _ => argument(cx, &mut all, unmarked.as_ref().unwrap_or(arg)),
        };
        match value {
            Ok(value) => all.values.push(value),
            Err(stop) => failed = failed.or(Some(stop)),
        }
        all.roles.push(if unmarked.is_some() { ParamRole::Constant } else { ParamRole::Differentiable });
    }
    match failed {
        Some(stop) => Err(stop),
        None => Ok(separate(cx, all)),
    }
}

/// The arguments of a method. What is lent in pieces is brought together for the call.
pub(crate) fn of_method(cx: &mut Cx<'_>, call: &ExprMethodCall, is_of_data: bool) -> Res<Arguments> {
    let mut all = Arguments::plain(Vec::new());
    let mut values = Vec::new();
    for arg in &call.args {
        let function = if is_of_data { function(cx, arg).or_else(|| item::value(cx, arg)) } else { None };
        let value = function.or_else(|| in_pieces(cx, &mut all, arg)).or_else(|| constant_array(cx, arg));
        values.push(value.unwrap_or_else(|| code::argument(cx, arg)));
    }
    values.into_iter().try_for_each(|value| value.map(|value| all.push(value)))?;
    Ok(all)
}

/// A closure, or one of the functions that a variable holds the number of.
fn function(cx: &mut Cx<'_>, arg: &Expr) -> Option<Res<Operands>> {
    match chosen::as_closure(cx, arg) {
        Some(code) => Some(nested::made(cx, &code, None)),
        None => nested::value(cx, arg),
    }
}

/// `x`, a constant array: the companion has a slot for it, which stays empty.
fn constant_array(cx: &mut Cx<'_>, arg: &Expr) -> Option<Res<Operands>> {
    arrays::constant(cx, arg)?;
    let passed = Passed::new(arg.to_token_stream(), Vec::new(), OnActive::Inactive);
    Some(Ok(code::apply(cx, arg, passed, Known::Nothing)))
}

fn argument(cx: &mut Cx<'_>, all: &mut Arguments, arg: &Expr) -> Res<Operands> {
    if let Expr::Tuple(tuple) = arg {
        let entries: Vec<_> = tuple.elems.iter().map(|entry| argument(cx, all, entry)).collect();
        return Ok(Shape::Tuple(entries.into_iter().collect::<Res<_>>()?));
    }
    if let Some(value) = function(cx, arg) {
        return value;
    }
    if let Some(cell) = in_pieces(cx, all, arg) {
        return cell;
    }
    let expect = as_collected(cx, arg);
    let value = expression(cx, arg, &expect)?;
    if super::function_value::of_value(cx, &value).is_some() {
        return Ok(super::function_value::lent(cx, value));
    }
    Ok(new::owned(cx, arg, value))
}

/// Items that are collected for a call are taken for a vector: `from_vec(items.collect())`. If
/// the function takes another collection, rustc says so there.
fn as_collected(cx: &mut Cx<'_>, arg: &Expr) -> Expect {
    let collects = matches!(arg, Expr::MethodCall(call) if call.method == "collect" && call.turbofish.is_none());
    if !collects || !matches!(classify(cx, arg).class, Class::IteratorEnd(_)) {
        return any();
    }
    let elem = Shape::Leaf(cx.kinds.fresh(Known::Nothing));
    Shape::Leaf(Some(cx.kinds.memory(Form::Vec, elem)))
}

/// `&mut s` of a variable in pieces: a cell, whose contents go back when the call has returned.
pub(crate) fn in_pieces(cx: &mut Cx<'_>, all: &mut Arguments, arg: &Expr) -> Option<Res<Operands>> {
    match arg {
        Expr::Reference(reference) if reference.mutability.is_some() && is_in_pieces(cx, &reference.expr) => {
            Some(cell(cx, all, arg, &reference.expr))
        }
        _ => None,
    }
}

fn cell(cx: &mut Cx<'_>, all: &mut Arguments, arg: &Expr, variable: &Expr) -> Res<Operands> {
    let value = expression(cx, variable, &any())?;
    let elem = value.map(&mut |o| o.kind);
    let init = Init::Cell(value.map(&mut |o| o.atom));
    let cell = new::new(cx, arg, Form::Cell, elem.clone(), init);
    let Shape::Leaf(Operand { atom: Atom::Value(base), .. }) = cell else { unreachable!("memory is a leaf") };
    if let Expr::Path(path) = variable
        && let Some(name) = path.path.get_ident()
    {
        cx.errors.is_in_cell(base, &name.to_string());
    }
    all.after.push(After::Assign { place: variable.clone(), cell: Located { base, path: Vec::new(), ty: elem } });
    Ok(Shape::Mut(Box::new(cell)))
}

/// A local variable that is no piece of memory, or a field of one: `&mut s`,
/// `&mut p.0` of scalars, `&mut p` of a tuple with a vector in it. Its parts are
/// values of their own, which a cell brings together for the call.
fn is_in_pieces(cx: &Cx<'_>, e: &Expr) -> bool {
    place::held(cx, e).is_some_and(|value| match value {
        Shape::Leaf(operand) => cx.kinds.as_memory(operand.kind).is_none(),
        Shape::Tuple(_) => value.ways().into_iter().all(|by| by == By::Value),
        Shape::Ref(_) | Shape::Mut(_) => false,
    })
}

/// The root of a handle.
fn root(cx: &Cx<'_>, mut handle: Value) -> Value {
    while let Some(base) = cx.views.get(&handle) {
        handle = *base;
    }
    handle
}

/// Gives each `&mut` among the arguments that shares its root with another a copy.
fn separate(cx: &mut Cx<'_>, mut all: Arguments) -> Arguments {
    let through: Vec<Operand> = all.values.iter().flat_map(|value| value.passed(By::InOut)).copied().collect();
    for operand in through {
        let Operand { atom: Atom::Value(base), kind } = operand else { continue };
        let Some((form, elem)) = cx.kinds.as_memory(kind).cloned() else { continue };
        let own = root(cx, base);
        let handles = all.values.iter().flat_map(Shape::leaves).filter(|o| cx.kinds.as_memory(o.kind).is_some());
        let sharing = handles.filter_map(|o| o.atom.value()).filter(|w| root(cx, *w) == own).count();
        if sharing < 2 {
            continue;
        }
        let is_slice = form == Form::Slice;
        let (copy, to) = copy_of(cx, base, kind, form, elem);
        all.values = all.values.iter().map(|value| value.replace(&operand, &copy)).collect();
        all.after.push(match &copy {
            Shape::Leaf(Operand { atom: Atom::Value(copy), .. }) if is_slice => {
                After::Refill { copy: *copy, to: to.place() }
            }
            _ => After::Return { copy, to },
        });
    }
    all
}

fn copy_of(cx: &mut Cx<'_>, base: Value, kind: KindVar, form: Form, elem: Shape<KindVar>) -> (Operands, Located) {
    let to = Located { base, path: Vec::new(), ty: Shape::Leaf(kind) };
    let nothing = proc_macro2::TokenStream::new();
    if form == Form::Cell {
        let inside = place::read(cx, &nothing, &Located { ty: elem.clone(), ..to.clone() });
        let copy = new::new(cx, &nothing, Form::Cell, elem.clone(), Init::Cell(inside.map(&mut |o| o.atom)));
        return (copy, Located { ty: elem, ..to });
    }
    let owned = if form == Form::Slice { Form::Vec } else { form };
    let place = Place { base, path: Vec::new(), access: Access::Again };
    (new::copy(cx, &nothing, owned, elem, place), to)
}

impl Arguments {
    /// Arguments that are passed as they are.
    pub(crate) fn plain(values: Vec<Operands>) -> Self {
        let roles = vec![ParamRole::Differentiable; values.len()];
        Arguments { values, roles, after: Vec::new() }
    }

    /// One more, that is not marked.
    pub(crate) fn push(&mut self, value: Operands) {
        self.values.push(value);
        self.roles.push(ParamRole::Differentiable);
    }

    /// Whether a call leaves nothing to be done.
    pub(crate) fn is_finished(&self) -> bool {
        self.after.is_empty()
    }

    /// Does what the call has left to be done.
    pub(crate) fn finish(self, cx: &mut Cx<'_>, at: &dyn ToTokens) -> Res<()> {
        for after in self.after {
            match after {
                After::Assign { place, cell } => {
                    let value = place::read(cx, at, &cell);
                    assign::set(cx, &place, &value)?;
                }
                After::Refill { copy, to } => {
                    let op = BulkOp::Copy { dst: to, write: Write::Set, src: Place::whole(copy) };
                    cx.out.bulk(op);
                }
                After::Return { copy, to } => match (&to.ty, &copy) {
                    (Shape::Leaf(kind), _) if cx.kinds.as_memory(*kind).is_some() => place::write(cx, at, &to, &copy)?,
                    (_, Shape::Leaf(Operand { atom: Atom::Value(base), .. })) => {
                        let cell = Located { base: *base, path: Vec::new(), ty: to.ty.clone() };
                        let value = place::read(cx, at, &cell);
                        place::write(cx, at, &to, &value)?;
                    }
                    _ => unreachable!("a copy is one piece of memory"),
                },
            }
        }
        Ok(())
    }
}
