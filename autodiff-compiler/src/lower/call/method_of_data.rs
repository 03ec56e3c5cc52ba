//! Methods of data, which have companions, and of constants that are given floats.

use super::argument::Arguments;
use super::function;
use super::kept;
use super::receiver::{is_clone, is_given, is_written_down};
use super::sibling;
use crate::errors::Message;
use crate::ir::{Atom, Called, Form, Kind, ParamRole, Place, Receiver, Shape, Stmt, Value};
use crate::lower::data;
use crate::lower::memory::implicit_copy;
use crate::lower::memory::new;
use crate::lower::option::asked;
use crate::lower::state::alias;
use crate::lower::state::arrays;
use crate::lower::state::capital;
use crate::lower::state::cx::{Cx, Res, Unseen};
use crate::lower::state::emptied;
use crate::lower::state::kinds::Known;
use crate::lower::state::neighbours::{self, Receives};
use crate::lower::state::products;
use crate::lower::state::scope::{Binding, Holds, Maker, Operand, Operands};
use crate::lower::state::settle;
use crate::lower::value::expr::{Expect, as_scalar};
use crate::std_names::{self, Float};
use quote::ToTokens;
use syn::{Expr, ExprMethodCall};

/// A method of a constant of a type of its own, that is given floats: an element of
/// `#[constant] shapes: &[Box<dyn Shape>]`. It has companions along its arguments, as a
/// method with a `#[constant] &self` has.
pub(super) fn of_constant(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    on: (Operand, Arguments),
    expect: &Expect,
) -> Res<Operands> {
    on_reference(cx, call, on, (ParamRole::Constant, expect))
}

/// Whether a method is one that a trait of the user's adds to floats, `x.sigmoid()`: std's have
/// none of that name.
pub(super) fn is_added_to_floats(cx: &Cx<'_>, receiver: Operand, name: &str) -> bool {
    let is_float = match cx.known(receiver) {
        Known::Exactly(kind) => kind.is_float(),
        Known::CallResult | Known::Part => cx.errors.results_are_floats(),
        known => known == Known::SomeFloat,
    };
    is_float && !std_names::is_of_floats(name)
}

/// What is a number only because of a method that floats have, `characteristic(u).exp()`, is none
/// if one is called on it that they have not. A trait could add it to floats, which is tried after.
pub(super) fn refuse_presumed(cx: &Cx<'_>, call: &ExprMethodCall, receiver: Operand) -> Res<()> {
    let is_presumed = cx.kinds.presumed.iter().any(|kind| cx.kinds.is_same(*kind, receiver.kind));
    if is_presumed && !cx.errors.results_are_floats() {
        return Err(cx.refuse(&call.method, Message::UnknownMethod { name: call.method.to_string() }));
    }
    Ok(())
}

/// The call of such a method. It has companions, as a function has.
pub(super) fn of_float(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    on: (Operand, Arguments),
    expect: &Expect,
) -> Res<Operands> {
    on_reference(cx, call, on, (ParamRole::Differentiable, expect))
}

/// Whether a method is one that a trait of the user's adds to slices, vectors or arrays: std has
/// none of that name.
pub(super) fn is_added_to_memory(cx: &Cx<'_>, receiver: &Operands, name: &str) -> bool {
    let Shape::Leaf(operand) = receiver.behind_refs() else { return false };
    let form = cx.kinds.as_memory(operand.kind).map(|(form, _)| form);
    matches!(form, Some(Form::Slice | Form::Vec | Form::Array(_) | Form::Some)) && !std_names::is_of_slices(name)
}

/// The call of such a method. As of data, it is not seen whether it changes its receiver.
pub(super) fn of_memory(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (receiver, arguments): (&Operands, Arguments),
    expect: &Expect,
) -> Res<Operands> {
    let operand = as_scalar(cx, &call.receiver, receiver)?;
    let is_lent = arguments.values.iter().any(|value| matches!(value, Shape::Ref(_)) && refers_to(cx, value, operand));
    let held = if is_clone(&call.receiver) || is_given(&call.receiver) { Receiver::Clone } else { Receiver::Place };
    let is_mutable =
        !is_lent && held == Receiver::Place && operand.atom.value().is_some_and(|w| implicit_copy::is_mutable(cx, w));
    let operand = if is_mutable { operand } else { with_shadow_of_type(cx, call, operand) };
    let leaf = Box::new(Shape::Leaf(operand));
    let receiver = if is_mutable { Shape::Mut(leaf) } else { Shape::Ref(leaf) };
    let arguments = arguments.behind(cx, receiver, ParamRole::Differentiable);
    let value = function::companion(cx, of_method(call, held), &arguments, expect)?;
    arguments.finish(cx, call)?;
    Ok(value)
}

/// The shadow of a vector that the function is given is a slice, and a method of a trait with members
/// may ask for one of its own type, `self_bar: &mut Vec<f64>`. A copy has such a shadow, which is as
/// good for a method that asks for a slice.
fn with_shadow_of_type(cx: &mut Cx<'_>, call: &ExprMethodCall, operand: Operand) -> Operand {
    let is_given = |w: &Value| !cx.homes.contains_key(w) && !cx.views.contains_key(w);
    let Some(param) = operand.atom.value().filter(is_given) else { return operand };
    match cx.kinds.as_memory(operand.kind).cloned() {
        Some((Form::Vec, elem)) => match new::copy(cx, &call.receiver, Form::Vec, elem, Place::whole(param)) {
            Shape::Leaf(copy) => copy,
            _ => unreachable!("a vector is one piece of memory"),
        },
        _ => operand,
    }
}

/// A method that is called on a reference, which has a tangent or none.
fn on_reference(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (receiver, arguments): (Operand, Arguments),
    (role, expect): (ParamRole, &Expect),
) -> Res<Operands> {
    let receiver = Shape::Ref(Box::new(Shape::Leaf(receiver)));
    let arguments = arguments.behind(cx, receiver, role);
    // What a variable holds, or a call gives, the method may take.
    let may_take = role == ParamRole::Constant
        && (is_written_down(&call.receiver)
            || matches!(&*call.receiver, Expr::Path(_) | Expr::Call(_) | Expr::MethodCall(_)));
    let held = if may_take { Receiver::Asked } else { Receiver::Reference };
    let value = function::companion(cx, of_method(call, held), &arguments, expect)?;
    arguments.finish(cx, call)?;
    Ok(value)
}

/// A method that is called on its first argument.
fn of_method(call: &ExprMethodCall, held: Receiver) -> function::CompanionCall<'_> {
    function::CompanionCall {
        at: call,
        called: Called::Method(held),
        prefix: proc_macro2::TokenStream::new(),
        name: call.method.clone(),
        generics: call.turbofish.to_token_stream(),
        places: &call.args,
        primal: super::curried::primal(&call.attrs),
    }
}

/// The variable of which something is a part, or is.
fn base(receiver: &Expr) -> Option<&proc_macro2::Ident> {
    match receiver {
        Expr::Paren(inner) => base(&inner.expr),
        Expr::Group(inner) => base(&inner.expr),
        Expr::Field(field) => base(&field.base),
        Expr::Path(path) => path.path.get_ident(),
        _ => None,
    }
}

/// Whether a variable is data by value: a method may take it from there, and the companion goes on
/// with it. An array is taken by methods of its own names.
fn is_taken_from(cx: &Cx<'_>, name: &proc_macro2::Ident) -> bool {
    let Some(Binding::Var(var)) = cx.scope.find(name) else { return false };
    match cx.scope.get(var) {
        Holds::Operands(Shape::Leaf(Operand { atom: Atom::Value(w), kind })) => {
            let is_parameter = || !cx.homes.contains_key(&root(cx, *w)) && !implicit_copy::is_mutable(cx, *w);
            cx.kinds.is_data(*kind) && (name == "self" || is_parameter() || !arrays::is_array(cx, *kind))
        }
        _ => false,
    }
}

/// What is computed, and called as no number is, is data: `(w * &a + b).map(f)`.
pub(super) fn computed(cx: &mut Cx<'_>, call: &ExprMethodCall, receiver: &Res<Operands>) {
    let (name, Ok(Shape::Leaf(operand))) = (call.method.to_string(), receiver.as_ref().map(Shape::behind_refs)) else {
        return;
    };
    let is_of_numbers = std_names::float_method(&name).is_some() || std_names::only_on_floats(&name);
    if is_computed(&call.receiver) && !is_of_numbers {
        settle::data_kind(cx, operand.kind);
    }
}

/// Whether an expression is an operator with its sides.
fn is_computed(e: &Expr) -> bool {
    match e {
        Expr::Binary(_) => true,
        Expr::Paren(inner) => is_computed(&inner.expr),
        Expr::Group(inner) => is_computed(&inner.expr),
        _ => false,
    }
}

/// What a call gives is data, if a method is called on it that std has not.
pub(super) fn made_data(cx: &mut Cx<'_>, receiver: &Operands) {
    if let Shape::Leaf(operand) = receiver.behind_refs()
        && cx.known(*operand) == Known::CallResult
        && !cx.errors.results_are_floats()
    {
        settle::data_kind(cx, operand.kind);
    }
}

/// What `&mut` refers to is data as well, `let v = &mut b.vel; v.advance(dt)`.
pub(super) fn behind_mut(cx: &mut Cx<'_>, receiver: &Operands) -> Operands {
    receiver.map(&mut |operand| match cx.kinds.as_memory(operand.kind).cloned() {
        Some((Form::Cell, Shape::Leaf(kind))) if cx.may_be_data(kind) => {
            settle::data_kind(cx, kind);
            Operand { atom: operand.atom, kind }
        }
        _ => *operand,
    })
}

/// Whether a method is one of data. A name of a float's method on what may be a float is none,
/// with the number of arguments that floats take.
pub(super) fn is_one(cx: &Cx<'_>, receiver: &Operands, (name, args): (&str, usize)) -> bool {
    let Shape::Leaf(operand) = receiver.behind_refs() else { return false };
    let of_float = || match std_names::float_method(name) {
        None | Some(Float::Identity) => false,
        Some(_) => !std_names::is_other_than_of_floats(name, args),
    };
    let may_be_float =
        cx.known(*operand) == Known::Part && !products::is_complex(cx, operand.kind) && !is_result(cx, *operand);
    cx.may_be_data(operand.kind) && !(may_be_float && of_float())
}

/// Whether it is what a call gives, which is data where calls give data.
fn is_result(cx: &Cx<'_>, operand: Operand) -> bool {
    let is_it = |stmt: &Stmt| matches!(stmt, Stmt::Call(call) if matches!(call.dst, Shape::Leaf(w) if operand.atom.value() == Some(w)));
    cx.errors.calls_are_data() && cx.out.stmts.iter().rev().any(is_it)
}

/// Whether a value is the same place as `of`, or a part of it.
fn refers_to(cx: &Cx<'_>, value: &Operands, of: Operand) -> bool {
    let root = |operand: &Operand| operand.atom.value().map(|value| root(cx, value));
    let own = root(&of);
    own.is_some() && value.leaves().into_iter().any(|operand| root(operand) == own)
}

/// What a value is a view of, behind all views.
fn root(cx: &Cx<'_>, mut value: Value) -> Value {
    while let Some(base) = cx.views.get(&value) {
        value = *base;
    }
    value
}

/// Whether it is what a `#[constant] let` keeps out of the derivative, or a part of that.
pub(crate) fn is_kept_out(cx: &Cx<'_>, value: Value) -> bool {
    cx.kept_out.contains(&root(cx, value))
}

/// A method of a variable that began with a constant of a type, `V3::zero()`, is given an active
/// value: it may change the variable, which then holds data.
pub(super) fn changed(cx: &Cx<'_>, receiver: &Expr, held: Operand) {
    if let Expr::Path(_) = receiver {
        let made =
            cx.unseen_variables.iter().filter(|of| of.maker == Maker::Type && cx.kinds.is_same(of.kind, held.kind));
        made.for_each(|of| cx.errors.is_late(&of.name));
    }
}

/// A method that is given an active value, and whose result is asked for, may change a variable that
/// began with code which reads none, `let mut f = Filter::new();`: it holds data.
///
/// ```text
/// let mut f = Filter::new();      w1 = code `Filter::new()`       w1 = code `Filter::new()`, data
/// f.process(x)                    w2 = call code `f`.process(x)   w2 = call w1.process(x)
/// ```
pub(super) fn may_change(cx: &Cx<'_>, receiver: &Expr, held: Operand) {
    let name = changed_part(receiver).map(ToString::to_string);
    // An element, `for f in &mut filters`, is of the kind of all of them.
    let is_it = |of: &&Unseen| name.as_ref() == Some(&of.name) || cx.kinds.is_same(of.kind, held.kind);
    let open = cx.unseen_variables.iter().filter(is_it);
    open.filter(|of| cx.kinds.known(of.kind).is_of_its_own()).for_each(|of| cx.errors.is_late(&of.name));
}

/// Whether a variable begins with a struct that is written down, `Queue { first: None, rest: vec![] }`:
/// none of its methods is std's, whatever it is called.
pub(super) fn is_struct(cx: &Cx<'_>, receiver: &Expr) -> bool {
    let name = base(receiver).filter(|_| matches!(receiver, Expr::Path(_))).map(ToString::to_string);
    cx.unseen_variables.iter().any(|of| of.maker == Maker::Fields && name.as_ref() == Some(&of.name))
}

/// The variable of which something is a part, or an element.
fn changed_part(receiver: &Expr) -> Option<&proc_macro2::Ident> {
    match receiver {
        Expr::Index(index) => changed_part(&index.expr),
        _ => base(receiver),
    }
}

/// Whether people call methods so that take a matrix: the adjoint reads it again.
fn takes_matrix(name: &str) -> bool {
    matches!(
        name,
        "insert_axis"
            | "into_shape"
            | "into_shape_with_order"
            | "lu"
            | "cholesky"
            | "qr"
            | "svd"
            | "try_inverse"
            | "unpack"
            | "full_piv_lu"
            | "symmetric_eigen"
            | "try_symmetric_eigen"
            | "resize"
            | "insert_row"
            | "insert_column"
            | "remove_row"
            | "remove_column"
    )
}

/// A method of data has companions; `clone` is a copy.
pub(super) fn of_data(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (receiver, mut arguments): (&Operands, Arguments),
    expect: &Expect,
) -> Res<Operands> {
    let operand = as_scalar(cx, &call.receiver, receiver)?;
    let name = call.method.to_string();
    emptied::is_called(cx, operand.kind, &name);
    if std_names::only_on_floats(&name) {
        capital::has_method_of_numbers(cx, operand.kind);
    }
    if let Some(ty) = alias::type_of_data(cx, operand.kind)
        && std_names::only_on_floats(&name)
        && alias::sounds_like_a_float(&ty)
    {
        cx.errors.is_float(&ty, Kind::of_parameter(&ty));
        return Err(cx.refuse(call, Message::UnknownMethod { name }));
    }
    if arguments.values.is_empty() && matches!(name.as_str(), "clone" | "to_owned") {
        data::cloned(cx, &call.method, operand);
        return Ok(Shape::Leaf(operand));
    }
    cx.borrowed.extend(operand.atom.value());
    // Whether the method takes `&mut self` is not seen. What can be changed is taken for
    // changed: for a method that does not, the companions do the same.
    let leaf = Box::new(Shape::Leaf(operand));
    let is_reference = matches!(receiver, Shape::Ref(_) | Shape::Mut(_));
    let is_read = arrays::only_reads(cx, operand.kind, &name);
    let neighbour = neighbours::method(cx, operand.kind, &name);
    if let Some(method) = &neighbour {
        sibling::take(cx, &method.params, &arguments.values);
        kept::mark(cx, &method.roles, &mut arguments, call.args.iter());
    }
    let is_taken = neighbour.as_ref().is_some_and(|method| method.receives == Receives::Taken);
    let held = match call.receiver.as_ref() {
        receiver if is_clone(receiver) || is_taken => Receiver::Clone,
        _ if is_reference || is_read => Receiver::Reference,
        _ if takes_matrix(&name) => Receiver::Taken,
        // A method that takes `self` takes it from the adjoint, which reads it again.
        receiver if is_given(receiver) => Receiver::Clone,
        receiver if is_written_down(receiver) => Receiver::Asked,
        receiver if base(receiver).is_some_and(|name| is_taken_from(cx, name)) => Receiver::Asked,
        _ => Receiver::Place,
    };
    // Nor is it changed where it is lent at the same time: `m.mul(&m)`.
    let is_lent = arguments.values.iter().any(|value| matches!(value, Shape::Ref(_)) && refers_to(cx, value, operand));
    let only_reads = is_read || is_lent || neighbour.as_ref().is_some_and(|method| method.receives == Receives::Read);
    let result = neighbour.and_then(|method| asked::taken_of(cx, call, method.result, method.payload));
    let expect = &result.map_or_else(|| expect.clone(), |result| result.map(&mut |kind| Some(cx.exactly(*kind))));
    let given = alias::of_complex(cx, operand.kind, &name)
        .or_else(|| arrays::given(cx, operand.kind, &name, &arguments.values))
        .or_else(|| if asked::is_asked(cx, call) { arrays::mean(cx, operand.kind, &name) } else { None });
    let expect = &given.map_or_else(|| expect.clone(), |kind| Shape::Leaf(Some(kind)));
    // Whether the method has a derivative along what is kept out of it is left to the slots.
    let is_kept_out = operand.atom.value().is_some_and(|w| is_kept_out(cx, w));
    let role = if is_kept_out { ParamRole::Constant } else { ParamRole::Differentiable };
    let is_mutable = !only_reads
        && role == ParamRole::Differentiable
        && !matches!(held, Receiver::Clone | Receiver::Taken)
        && operand.atom.value().is_some_and(|w| implicit_copy::is_mutable(cx, w));
    let receiver = if is_mutable { Shape::Mut(leaf) } else { Shape::Ref(leaf) };
    let arguments = arguments.behind(cx, receiver, role);
    let value = function::companion(cx, of_method(call, held), &arguments, expect)?;
    arguments.finish(cx, call)?;
    Ok(value)
}
