//! What turned out to be data.
//!
//! While a function is lowered, a part of data may be anything: `a.pos` is loaded like a
//! number. Once all uses are seen, what is no scalar is memory, handled by traits, and an
//! operator on it is a call of the operator's function in core.
//!
//! ```text
//! w3 = load w1.pos             w3 = view w1.pos
//! w4 = load w2.pos             w4 = view w2.pos
//! w5 = sub w3, w4              w5 = call ops::sub(&w3, &w4)
//! store w1.pos = w5            replace w1.pos by w5
//! ```

pub(crate) mod bare;
mod filled;
mod overwritten;

use crate::ir::{
    Apply, Atom, Block, Bulk, BulkOp, By, Call, Called, Callee, Comparison, Effect, EffectFlow, Fails, Foreign, Form,
    Init, IntOp, Kind, Load, New, Offers, OnActive, Op, Origin, Place, Receiver, Record, Repeat, Shape, Stmt, Store,
    Value, View, Write, hole,
};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::Known;
use crate::lower::state::neighbours::{self, Receives};
use crate::lower::state::scope::Operand;
use crate::lower::state::{products, settle};
use overwritten::Parts;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::rc::Rc;

/// Settles what is data, and rewrites the statements that touch it.
pub(crate) fn settle(cx: &mut Cx<'_>, body: &mut Block) {
    products::settle(cx);
    products::presume_nothing(cx);
    begun_by_types(cx);
    for i in 0..cx.kind_of.len() {
        let kind = cx.kind_of[i];
        if cx.kinds.known(kind) == Known::Part {
            settle::data_kind(cx, kind);
        }
    }
    // What is written to is a variable of its own, however it is read elsewhere.
    body.visit(&mut |stmt| match stmt {
        Stmt::Store(Store { place, .. })
        | Stmt::Bulk(Bulk { op: BulkOp::Replace { dst: place, .. } | BulkOp::Copy { dst: place, .. }, .. }) => {
            cx.borrowed.remove(&place.base);
        }
        _ => {}
    });
    while beside_data(cx, body) {}
    let parts = overwritten::parts(body);
    block(cx, &parts, body);
}

/// A constant beside data is of a type that has zeros, and so is what it is the negation of.
/// Whether one was found.
fn beside_data(cx: &mut Cx<'_>, body: &Block) -> bool {
    let mut constants = Vec::new();
    body.visit(&mut |stmt| match stmt {
        Stmt::Apply(apply) if touches_data(cx, apply) => {
            let kinds = apply.args.iter().filter_map(|atom| atom.value()).map(|w| cx.kind_of[w.index()]);
            constants.extend(kinds.filter(|kind| cx.kinds.known(*kind) == Known::Nothing));
        }
        _ => {}
    });
    for kind in &constants {
        let data = cx.kinds.data("");
        let _ = cx.kinds.unify(*kind, data);
    }
    !constants.is_empty()
}

/// What a function of a type gives, `Matrix4::identity()`, that a variable begins with. Where
/// it is taken for a number only because of what calls give, it may be data as well; and data
/// is right whatever it is.
fn begun_by_types(cx: &Cx<'_>) {
    let is_of_type = |kind| cx.of_types.iter().any(|w| cx.kinds.is_same(cx.kind_of[w.index()], kind));
    let presumed = cx.unseen_variables.iter().filter(|of| cx.kinds.known(of.kind) == Known::CallResult);
    presumed.filter(|of| is_of_type(of.kind)).for_each(|of| cx.errors.is_late(&of.name));
}

fn block(cx: &mut Cx<'_>, parts: &Parts, body: &mut Block) {
    filled::settle(cx, &mut body.stmts);
    keep(cx, parts, body);
    let mut stmts = Vec::new();
    for mut stmt in std::mem::take(&mut body.stmts) {
        stmt.regions_mut().into_iter().for_each(|region| block(cx, parts, region));
        let made: Vec<_> = stmt.defines().into_iter().filter(|w| is_data(cx, *w)).collect();
        rewrite(cx, stmt, &mut stmts);
        stmts.extend(made.into_iter().filter_map(|w| Some(is_a_copy(cx.cloned.get(&w)?, w))));
    }
    body.stmts = stmts;
}

/// What changes where it is before it is looked at last is a copy.
fn keep(cx: &mut Cx<'_>, parts: &Parts, body: &Block) {
    for (i, stmt) in body.stmts.iter().enumerate() {
        if let Stmt::Load(load) = stmt
            && is_memory(cx, load.dst)
            && cx.borrowed.contains(&load.dst)
            && overwritten::before_it_is_read(parts, load, (&body.stmts[i + 1..], &body.yields))
        {
            cx.borrowed.remove(&load.dst);
        }
    }
}

fn rewrite(cx: &mut Cx<'_>, stmt: Stmt, out: &mut Vec<Stmt>) {
    out.push(match stmt {
        Stmt::Load(load) if is_memory(cx, load.dst) => self::load(cx, load),
        Stmt::Store(store) if store.value.value().is_some_and(|w| is_memory(cx, w)) => self::store(cx, store),
        Stmt::Apply(apply) if touches_data(cx, &apply) => self::apply(cx, apply),
        Stmt::Call(call) => Stmt::Call(asked(cx, call)),
        other => other,
    });
}

/// That it is cloned as it is, is asked where it is data; of a part that is once all is
/// seen.
pub(crate) fn cloned(cx: &mut Cx<'_>, method: &Ident, operand: Operand) {
    let Some(data) = operand.atom.value() else { return };
    if cx.kinds.is_data(operand.kind) {
        cx.out.push(is_a_copy(method, data));
    } else {
        cx.cloned.insert(data, method.clone());
    }
}

/// A clone of data is a copy. That it is one, only values tell, and so the companions ask
/// whether it has the same floats, with the call as it is written.
pub(crate) fn is_a_copy(method: &Ident, data: Value) -> Stmt {
    let name = Ident::new("__of", Span::mixed_site());
    let asks = if method == "to_owned" { quote!(own_the_same_leaves) } else { quote!(have_the_same_leaves) };
    let tokens = quote_spanned!(method.span()=> {
        use __autodiff_crate::__private::{OfAnything as _, OfLeaves as _};
        (&__autodiff_crate::__private::Clones(#name)).#asks(|#name| (*#name).#method())
    });
    let names = vec![(name, Shape::Leaf(data.into()))];
    Stmt::Effect(Effect { tokens: Rc::new(tokens), names, flow: EffectFlow::Continues, on_active: OnActive::Inactive })
}

/// What `as_ref` or `as_slice` gives of data is the same memory, for rustc to check: a type of the
/// user's may have a method of that name, which gives something else.
pub(crate) fn lends_itself(method: &Ident, data: Value) -> Stmt {
    claimed(method, data, |krate, name| quote_spanned!(method.span()=> #krate::__private::lends_itself(#name)))
}

/// `x.into()` is std's, for rustc to check: a type of the user's may have a method of that name, which
/// gives something else than its `From`.
pub(crate) fn is_of_std(method: &Ident, way: &str, data: Value) -> Stmt {
    let way = Ident::new(way, Span::mixed_site().located_at(method.span()));
    claimed(
        method,
        data,
        |krate, name| quote_spanned!(method.span()=> #krate::__private::#way(#name, |of| of.#method())),
    )
}

/// A claim about data, which runs as nothing.
fn claimed(method: &Ident, data: Value, claim: impl FnOnce(&Ident, &Ident) -> TokenStream) -> Stmt {
    let name = Ident::new("__of", Span::mixed_site().located_at(method.span()));
    let krate = Ident::new("__autodiff_crate", Span::mixed_site().located_at(method.span()));
    let tokens = claim(&krate, &name);
    let names = vec![(name, Shape::Leaf(data.into()))];
    Stmt::Effect(Effect { tokens: Rc::new(tokens), names, flow: EffectFlow::Continues, on_active: OnActive::Inactive })
}

fn is_memory(cx: &Cx<'_>, w: Value) -> bool {
    cx.kinds.as_memory(cx.kind_of[w.index()]).is_some()
}

fn is_data(cx: &Cx<'_>, w: Value) -> bool {
    cx.kinds.is_data(cx.kind_of[w.index()])
}

fn touches_data(cx: &Cx<'_>, apply: &Apply) -> bool {
    is_data(cx, apply.dst) || apply.args.iter().filter_map(|atom| atom.value()).any(|w| is_data(cx, w))
}

/// A method that gives an integer or a truth value is taken for a question: `p.len()`. It
/// is called through a `&`, so that rustc refuses one that changes its receiver.
fn asked(cx: &Cx<'_>, mut call: Call) -> Call {
    let (Called::Method(_), Some((Shape::Mut(receiver), rest))) = (call.callee.called, call.args.split_first()) else {
        return call;
    };
    let results = call.dst.leaves();
    let is_inactive = |w: &&Value| {
        matches!(cx.kinds.known(cx.kind_of[w.index()]), Known::SomeInt | Known::Exactly(Kind::Int(_) | Kind::Bool))
    };
    // Of one that may fail, it may be whether it did.
    let is_question = !results.is_empty()
        && matches!(call.fails, Fails::Never)
        && results.iter().all(is_inactive)
        && rest.iter().all(|arg| arg.passed(By::InOut).is_empty());
    let changes = |w: Value| {
        let neighbour = neighbours::method(cx, cx.kind_of[w.index()], &call.callee.name.to_string());
        neighbour.is_some_and(|method| method.receives == Receives::Changed)
    };
    match &**receiver {
        Shape::Leaf(Atom::Value(w)) if is_question && !changes(*w) => {
            call.args[0] = Shape::Ref(receiver.clone());
            call.callee = Rc::new(lent(&call.callee));
            call
        }
        _ => call,
    }
}

/// The same method, called through a `&`.
fn lent(callee: &Callee) -> Callee {
    let Callee { called, prefix, name, generics, primal, offers } = callee;
    let called = match called {
        Called::Method(Receiver::Clone | Receiver::Taken) => *called,
        _ => Called::Method(Receiver::Lent),
    };
    Callee { called, prefix: prefix.clone(), name: name.clone(), generics: generics.clone(), primal, offers: *offers }
}

/// What is only looked at is looked at where it is.
fn load(cx: &Cx<'_>, load: Load) -> Stmt {
    let Load { dst, place, origin } = load;
    if cx.borrowed.contains(&dst) && !cx.changing.contains(&dst) {
        return Stmt::View(View { dst, place, origin });
    }
    Stmt::New(New { dst, init: Init::Copy(place), origin })
}

fn store(cx: &Cx<'_>, store: Store) -> Stmt {
    let Store { place: dst, value, origin, .. } = store;
    let value = value.value().expect("memory is named by a handle");
    let src = Place::whole(value);
    let is_array = matches!(cx.kinds.as_memory(cx.kind_of[value.index()]), Some((Form::Array(_), _)));
    let op =
        if is_array { BulkOp::Copy { dst, write: Write::Set, src } } else { BulkOp::Replace { dst, src, was: None } };
    Stmt::Bulk(Bulk { op, origin })
}

fn apply(cx: &Cx<'_>, apply: Apply) -> Stmt {
    match &apply.op {
        Op::Compare(test) => return compare(cx, *test, apply.clone()),
        Op::Cast(to) => return cast(*to, apply.clone()),
        _ => {}
    }
    match operator_name(&apply.op) {
        // `a += b` is an operator of its own.
        Some(name) if cx.assigned.contains(&apply.dst) => {
            Stmt::Call(call(&format!("{name}_assign"), apply.dst, &apply.args, apply.origin))
        }
        Some(name) => Stmt::Call(call(name, apply.dst, &apply.args, apply.origin)),
        None => Stmt::Apply(apply),
    }
}

const OPERATORS: [(IntOp, &str); 12] = [
    (IntOp::Add, "add"),
    (IntOp::Sub, "sub"),
    (IntOp::Mul, "mul"),
    (IntOp::Div, "div"),
    (IntOp::Rem, "rem"),
    (IntOp::BitXor, "bitxor"),
    (IntOp::BitOr, "bitor"),
    (IntOp::BitAnd, "bitand"),
    (IntOp::Shl, "shl"),
    (IntOp::Shr, "shr"),
    (IntOp::Neg, "neg"),
    (IntOp::Not, "not"),
];

/// The name of an operator that a type of the user's can have.
pub(crate) fn operator_name(op: &Op) -> Option<&'static str> {
    match op {
        Op::Int(op) => operator(*op),
        Op::Rule(rule) => Some(rule.name).filter(|name| OPERATORS.iter().any(|(_, known)| known == name)),
        _ => None,
    }
}

fn operator(op: IntOp) -> Option<&'static str> {
    OPERATORS.iter().find(|(known, _)| *known == op).map(|(_, name)| *name)
}

/// A call of the operator's function, which is given references: whose the operands are
/// does not matter to it.
fn call(name: &str, dst: Value, args: &[Atom], origin: Origin) -> Call {
    let span = origin.as_ref().map_or_else(Span::call_site, |source| source.span);
    let callee = Callee {
        primal: "",
        called: Called::Operator,
        prefix: TokenStream::new(),
        name: Ident::new(name, span),
        generics: TokenStream::new(),
        offers: Offers::Nothing,
    };
    Call {
        dst: Shape::Leaf(dst),
        callee: Rc::new(callee),
        companion: String::new(),
        args: args.iter().map(|atom| Shape::Ref(Box::new(Shape::Leaf(*atom)))).collect(),
        roles: Vec::new(),
        saved: Vec::new(),
        slots: None,
        constants: None,
        sums: Vec::new(),
        runs_again: false,
        tangents: None,
        fails: Fails::Never,
        record: Record::None,
        origin,
    }
}

/// What is cast is of a primitive type, and of which one is not seen. An integer has no
/// derivative, whatever is made of it; cast to a float, it must be one.
fn cast(to: Kind, apply: Apply) -> Stmt {
    let Apply { dst, args, origin, .. } = apply;
    let span = origin.as_ref().map_or_else(Span::call_site, |source| source.span);
    let (of, ty) = (hole(0), Ident::new(to.type_name(), span));
    let code = if to.is_float() {
        quote_spanned!(span=> __autodiff_crate::__private::discrete(#of) as #ty)
    } else {
        quote!(#of as #ty)
    };
    let foreign = Foreign { code, on_active: OnActive::Inactive, repeat: Repeat::Free, ty: None, is_number: false };
    Stmt::Apply(Apply { dst, op: Op::Foreign(Rc::new(foreign)), args, origin })
}

/// A comparison has no derivative, whatever is compared.
fn compare(cx: &Cx<'_>, test: Comparison, apply: Apply) -> Stmt {
    let _ = cx;
    let Apply { dst, args, origin, .. } = apply;
    let (left, right) = (hole(0), hole(1));
    let code = match test {
        Comparison::Eq => quote!(#left == #right),
        Comparison::Ne | Comparison::Arrived => quote!(#left != #right),
        Comparison::Lt => quote!(#left < #right),
        Comparison::Le => quote!(#left <= #right),
        Comparison::Gt => quote!(#left > #right),
        Comparison::Ge => quote!(#left >= #right),
    };
    let foreign = Foreign { code, on_active: OnActive::Inactive, repeat: Repeat::Free, ty: None, is_number: false };
    Stmt::Apply(Apply { dst, op: Op::Foreign(Rc::new(foreign)), args, origin })
}
