//! Method calls: of memory, of constants, of floats by their rules.

use super::argument;
use super::array_of;
use super::behind;
use super::conversion;
use super::convert;
use super::elementwise;
use super::float_method::float_method;
use super::foreign_array;
use super::function;
use super::function_value;
use super::indexed;
use super::method_of_data;
use super::numbered;
use super::once;
use super::parameter;
use super::queue;
use super::receiver::is_new;
use super::through_view::written_through;
use super::view;
use crate::errors::Message;
use crate::ir::{Atom, Called, Kind, OnActive, Op, Shape, hole};
use crate::lower::classify::{Class, Classified, Taken, classify};
use crate::lower::data;
use crate::lower::foreign::code::{self, Passed};
use crate::lower::foreign::elements;
use crate::lower::foreign::method as foreign;
use crate::lower::iter::ends;
use crate::lower::memory::place::{self, Found};
use crate::lower::memory::slice_method;
use crate::lower::option::{held, in_place, take_apart};
use crate::lower::state::arrays;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::Known;
use crate::lower::state::mentions::mentions_float;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::typed::typed_in_place;
use crate::lower::value::expr::{self, Expect, any, as_scalar, expression};
use crate::std_names::{self, Float, IntegerMethod};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprMethodCall};

pub(crate) fn method_call(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    what: &Classified<'_>,
    expect: &Expect,
) -> Res<Operands> {
    if let Some(literal) = parameter::converted(cx, call) {
        return Ok(literal);
    }
    if let Some(whole) = written_through(call) {
        return expression(cx, &Expr::MethodCall(whole), expect);
    }
    if let Some(joined) = foreign_array::joined_by_call(cx, call) {
        return joined;
    }
    if let Some(other) = rewritten(cx, call, (what.e, expect)) {
        return expression(cx, &other, expect);
    }
    if let Some(value) = conversion::taken(cx, call) {
        return value;
    }
    let receiver = what.front();
    match what.class {
        Class::IteratorEnd(row) => {
            if let Shape::Leaf(Some(kind)) = expect
                && let Some(queue) = queue::collected(cx, call, *kind)
            {
                return expression(cx, &queue, expect);
            }
            let array = foreign_array::collected(cx, call, expect);
            return array.unwrap_or_else(|| ends::end(cx, what, row, expect));
        }
        Class::OptionEnd(row, _) => return take_apart::end(cx, what, row, expect),
        Class::Option(_) if !what.gives_mutable_element() => return held::whole(cx, what, expect),
        Class::Method(row) if receiver.is_foreign_collection() || asks_constant(cx, call, receiver) => {
            let value = elements::slice(cx, receiver)?;
            if let Found::Place(place) = place::of(cx, value)
                && let Some(value) = slice_method::method(cx, call, &place, row)
            {
                return value;
            }
        }
        _ if receiver.gives_memory() => return on_memory(cx, call, what, expect),
        _ => {}
    }
    if receiver.is_rooted() && !is_new(&call.receiver) && !is_float_field(cx, call, receiver) {
        return on_foreign(cx, call, what, expect);
    }
    cx.chain.push(call.method.clone());
    let value = expr::run(cx, receiver, &any());
    cx.chain.pop();
    on(cx, call, what, (value, expect))
}

/// What a call stands for, written with what is known.
fn rewritten(cx: &mut Cx<'_>, call: &ExprMethodCall, (e, expect): (&Expr, &Expect)) -> Option<Expr> {
    let is_statement = matches!(expect, Shape::Tuple(entries) if entries.is_empty());
    view::used(cx, call, is_statement)
        .or_else(|| array_of::of_slice(cx, call, expect))
        .or_else(|| queue::of_method(cx, call))
        .or_else(|| elementwise::rewritten(cx, call))
        .or_else(|| once::value(cx, call))
        .or_else(|| numbered::named(cx, e))
        .or_else(|| indexed::rewritten(cx, e))
}

/// Whether a constant is asked about its elements by what reads floats.
fn asks_constant(cx: &Cx<'_>, call: &ExprMethodCall, receiver: &Classified<'_>) -> bool {
    receiver.is_constant() && mentions_float(cx, &call.args.to_token_stream())
}

/// Whether an iterator's method is called on what a function gives, where that is taken for data:
/// few types of data have such, and rustc would tell of companions that nobody has thought of.
fn is_adapted_guess(cx: &Cx<'_>, call: &ExprMethodCall, name: &str) -> bool {
    let is_of_call = matches!(&*call.receiver, Expr::Call(_));
    is_of_call && std_names::is_adaptor(name) && cx.errors.calls_are_data()
}

/// A method of a value.
fn on(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    what: &Classified<'_>,
    (receiver, expect): (Res<Operands>, &Expect),
) -> Res<Operands> {
    if let Some(value) = convert::float(cx, call, &receiver, expect) {
        return Ok(value);
    }
    let name = call.method.to_string();
    if is_adapted_guess(cx, call, &name) {
        return Err(cx.refuse(&*call.receiver, Message::NotIterable));
    }
    if let Some(value) = behind::memory(cx, call, what, &receiver) {
        return value;
    }
    method_of_data::computed(cx, call, &receiver);
    let is_data = function_value::is_taken(cx, &receiver, &name);
    if !is_data && call.args.iter().any(|arg| matches!(classify(cx, arg).class, Class::Closure)) {
        let receiver = as_scalar(cx, &call.receiver, &receiver?)?;
        return Err(foreign::with_closure(cx, what, Some(receiver)));
    }
    let chain = std::mem::take(&mut cx.chain);
    let arguments = argument::of_method(cx, call, is_data);
    cx.chain = chain;
    let (receiver, arguments) = (receiver?, arguments?);
    let args = &arguments.values.clone()[..];
    if let Some(value) = convert::into(cx, call, &receiver, expect) {
        return value;
    }
    if matches!(std_names::float_method(&name), Some(Float::Identity))
        && args.is_empty()
        && !is_of_its_own(cx, &receiver)
    {
        if let Shape::Leaf(operand) = receiver.behind_refs() {
            data::cloned(cx, &call.method, *operand);
        }
        return Ok(receiver.behind_refs().clone());
    }
    if cx.dialect == crate::lower::state::cx::Dialect::Rule && name == "saturating_sub" {
        return saturating_sub(cx, call, &receiver, args);
    }
    if let Some(answer) = asked_of_number(cx, call, &receiver) {
        return Ok(answer);
    }
    // `push` with two arguments is none of a vector's.
    let is_other = std_names::is_other_than_of_floats(&name, args.len())
        || (std_names::float_method(&name).is_none()
            && std_names::of_sequence(&name).is_some_and(|row| row.args != args.len()));
    let receiver = if std_names::is_of_std(&name) && !is_other {
        receiver
    } else {
        method_of_data::made_data(cx, &receiver);
        method_of_data::behind_mut(cx, &receiver)
    };
    if method_of_data::is_one(cx, &receiver, (&name, args.len())) {
        return method_of_data::of_data(cx, call, (&receiver, arguments), expect);
    }
    if method_of_data::is_added_to_memory(cx, &receiver, &name) {
        return method_of_data::of_memory(cx, call, (&receiver, arguments), expect);
    }
    let receiver = as_scalar(cx, &call.receiver, &receiver)?;
    let is_own = !std_names::is_of_std(&name) || method_of_data::is_struct(cx, &call.receiver);
    if cx.known(receiver).is_of_its_own() && is_own && function::any_float(cx, args) {
        method_of_data::may_change(cx, &call.receiver, receiver);
        return method_of_data::of_constant(cx, call, (receiver, arguments), expect);
    }
    if !arguments.is_finished() {
        return Err(cx.refuse(call, Message::MutableReference));
    }
    let floats = args.iter().flat_map(Shape::leaves).any(|o| cx.known(*o).may_be_float());
    let receiver = beside_integers(cx, call, receiver, args)?;
    let is_float = match cx.known(receiver) {
        Known::Nothing => std_names::only_on_floats(&name) || (floats && std_names::float_method(&name).is_some()),
        known => known.may_be_float(),
    };
    let is_known = matches!(cx.known(receiver), Known::SomeFloat)
        || matches!(cx.known(receiver), Known::Exactly(kind) if kind.is_float());
    let of_float = if is_known { std_names::float_function(&name) } else { std_names::float_method(&name) };
    if let Some(method) = of_float.filter(|_| is_float) {
        return float_method(cx, call, method, receiver, args);
    }
    if method_of_data::is_added_to_floats(cx, receiver, &name) {
        method_of_data::refuse_presumed(cx, call, receiver)?;
        return method_of_data::of_float(cx, call, (receiver, arguments), expect);
    }
    if name == "push" && cx.known(receiver).is_of_its_own() && function::any_float(cx, args) {
        method_of_data::may_change(cx, &call.receiver, receiver);
    }
    if cx.known(receiver) == Known::Nothing && floats {
        method_of_data::changed(cx, &call.receiver, receiver);
    }
    foreign::on_value(cx, what, receiver, args)
}

/// `n.is_zero()` of a number, whoever's trait adds it: an answer, which rustc holds against the type.
fn asked_of_number(cx: &mut Cx<'_>, call: &ExprMethodCall, receiver: &Operands) -> Option<Operands> {
    let Shape::Leaf(operand) = receiver.behind_refs() else { return None };
    let is_question = call.args.is_empty() && std_names::asks_number(&call.method.to_string());
    let is_number = match cx.known(*operand) {
        Known::SomeFloat | Known::CallResult | Known::Part => true,
        Known::Exactly(kind) => kind.is_float(),
        _ => false,
    };
    (is_question && is_number).then(|| {
        let (of, method, atom) = (hole(0), &call.method, typed_in_place(cx, *operand));
        let code = quote_spanned!(method.span()=> #of.#method());
        code::apply(cx, call, Passed::new(code, vec![atom], OnActive::Inactive), Known::Exactly(Kind::Bool))
    })
}

/// `bin(x).min(3)`: what a call gives is an integer, if it is compared with one. Both
/// are of one type, which generated code says.
fn beside_integers(cx: &mut Cx<'_>, call: &ExprMethodCall, receiver: Operand, args: &[Operands]) -> Res<Operand> {
    let name = call.method.to_string();
    let integer = |o: &&Operand| matches!(cx.known(**o), Known::SomeInt | Known::Exactly(Kind::Int(_)));
    let found = args.iter().flat_map(Shape::leaves).find(integer).copied();
    let is_same = |of: Option<IntegerMethod>| of == Some(IntegerMethod::Same);
    let is_asked = is_same(std_names::integer_method(&name)) && is_same(std_names::integer_argument(&name));
    let (Some(integer), Known::CallResult | Known::Part, true) = (found, cx.known(receiver), is_asked) else {
        return Ok(receiver);
    };
    cx.unify(call, receiver.kind, integer.kind)?;
    let atoms = vec![receiver.atom, typed_in_place(cx, integer)];
    let (value, like) = (hole(0), hole(1));
    let code = quote_spanned!(call.method.span()=> __autodiff_crate::__private::like(#value, #like));
    let passed = code::Passed::new(code, atoms, OnActive::Inactive);
    let value = code::apply_as(cx, call, passed, receiver.kind);
    as_scalar(cx, call, &value)
}

/// Whether a value may be of a type of its own: a clone of it is another value, with a
/// state of its own, and `"a".to_owned()` is not even of the same type.
fn is_of_its_own(cx: &Cx<'_>, value: &Operands) -> bool {
    matches!(value.behind_refs(), Shape::Leaf(o) if cx.known(*o).is_of_its_own())
}

/// Methods of memory.
fn on_memory(cx: &mut Cx<'_>, call: &ExprMethodCall, what: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let value = match place::locate(cx, what.front())? {
        Found::Place(place) => {
            if let Some(value) = in_place::method(cx, call, &place) {
                return value;
            }
            if let Class::Copy(row) | Class::Method(row) = what.class
                && let Some(value) = behind::method(cx, call, place.clone(), row)
            {
                return value;
            }
            place::read(cx, &call.receiver, &place)
        }
        Found::Value(value) => value,
    };
    // What is found there is changed where it is: `v.last_mut().unwrap().scale(k)`.
    let is_mutable = matches!(what.front().bare().class, Class::OptionEnd(_, Taken::MutableElement));
    let value = if is_mutable { Shape::Mut(Box::new(value.owned())) } else { value };
    on(cx, call, what, (Ok(value), expect))
}

/// A method of a constant: with an active argument, it has companions.
fn on_foreign(cx: &mut Cx<'_>, call: &ExprMethodCall, what: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let mut atoms = Vec::new();
    cx.chain.push(call.method.clone());
    let receiver = code::code(cx, what.front(), &mut atoms);
    cx.chain.pop();
    let receiver = receiver?;
    let has_closure = call.args.iter().any(|arg| matches!(arg, Expr::Closure(_)));
    if !atoms.is_empty() && !has_closure && is_element(what.front()) && mentions_float(cx, &call.args.to_token_stream())
    {
        return on_element(cx, call, (&receiver, atoms), expect);
    }
    if !atoms.is_empty() || has_closure || matches!(what.front().bare().e, Expr::Range(_)) {
        return foreign::on_foreign(cx, what, &receiver, atoms);
    }
    let arguments = argument::arguments(cx, call.args.iter())?;
    if function::any_float(cx, &arguments.values) {
        if let Some(rank) = arrays::constant(cx, &call.receiver) {
            let passed = Passed::new(receiver, atoms, OnActive::Inactive);
            let array = code::apply(cx, &call.receiver, passed, Known::Nothing);
            let array = as_scalar(cx, &call.receiver, &array)?;
            let given = arrays::product_of_constant(cx, rank, &call.method.to_string(), &arguments.values);
            let expect = &given.map_or_else(|| expect.clone(), |kind| Shape::Leaf(Some(kind)));
            return method_of_data::of_constant(cx, call, (array, arguments), expect);
        }
        let (prefix, name, generics) = (quote!(#receiver.), call.method.clone(), call.turbofish.to_token_stream());
        let callee = function::CompanionCall {
            at: call,
            called: Called::Path,
            prefix,
            name,
            generics,
            places: &call.args,
            primal: "",
        };
        let value = function::companion(cx, callee, &arguments, expect)?;
        arguments.finish(cx, call)?;
        return Ok(value);
    }
    if !arguments.is_finished() {
        return Err(cx.refuse(call, Message::MutableReference));
    }
    Ok(foreign::on_constant(cx, what, &receiver, &arguments.values))
}

/// Whether it is an element of a constant, or a part of one: `laws[i]`, `laws[i].1`.
fn is_element(what: &Classified<'_>) -> bool {
    match what.e {
        Expr::Index(_) => true,
        Expr::Field(_) | Expr::Paren(_) => is_element(what.front()),
        _ => false,
    }
}

/// A method of an element, which is one value for both sweeps.
fn on_element(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (receiver, atoms): (&TokenStream, Vec<Atom>),
    expect: &Expect,
) -> Res<Operands> {
    let arguments = argument::arguments(cx, call.args.iter())?;
    let passed = Passed::new(quote!(&#receiver), atoms, OnActive::Inactive);
    let element = code::apply(cx, &call.receiver, passed, Known::Unseen);
    let element = as_scalar(cx, &call.receiver, &element)?;
    method_of_data::of_constant(cx, call, (element, arguments), expect)
}

/// A field or constant of unknown type on which a method of floats is called:
/// `self.k.powf(x)`, `K.max(x)`.
fn is_float_field(cx: &Cx<'_>, call: &ExprMethodCall, receiver: &Classified<'_>) -> bool {
    let name = &call.method.to_string();
    let is_place = match &*call.receiver {
        // A method of `self` or of a parameter is the user's own.
        Expr::Path(path) => !receiver.is_foreign() && !starts_like_a_type(path),
        Expr::Reference(_) => false,
        _ => true,
    };
    let floats = call.args.iter().any(|arg| {
        mentions_float(cx, &arg.to_token_stream())
            || matches!(arg, Expr::Lit(lit) if matches!(lit.lit, syn::Lit::Float(_)))
    });
    let is_other = std_names::is_other_than_of_floats(name, call.args.len());
    is_place && !is_other && std_names::float_method(name).is_some() && (std_names::only_on_floats(name) || floats)
}

fn starts_like_a_type(path: &syn::ExprPath) -> bool {
    path.path.segments.last().is_some_and(|s| s.ident.to_string().chars().any(char::is_lowercase))
}

fn saturating_sub(cx: &mut Cx<'_>, at: &ExprMethodCall, receiver: &Operands, args: &[Operands]) -> Res<Operands> {
    let receiver = as_scalar(cx, at, receiver)?;
    let by = as_scalar(cx, at, &args[0])?;
    Ok(cx.apply(at, Op::Int(crate::ir::IntOp::SaturatingSub), vec![receiver.atom, by.atom], receiver.kind))
}
