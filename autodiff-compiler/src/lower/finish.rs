//! The end of lowering: kinds are settled, values numbered and named.

use crate::errors::{Error, Message};
use crate::ir::fold::arith;
use crate::ir::{
    Atom, Block, Call, Called, Callee, Form, Func, If, Kind, Op, Origin, Param, ParamRole, Shape, Slots, Stmt, Value,
    ValueInfo,
};
use crate::lower::call::{handed_on, integers, method_of_data};
use crate::lower::control::range;
use crate::lower::option::begun;
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Slot};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::neighbours;
use crate::lower::state::products;
use crate::lower::state::typed;
use crate::lower::value::nested;
use crate::lower::value::operator::rule_name;
use crate::lower::{borrowed, data, kept, presumed};
use proc_macro2::Span;
use std::collections::BTreeSet;

/// Makes a function of what lowering gathered, and says where a type that
/// matters is in doubt.
pub(crate) fn finish(
    cx: &mut Cx<'_>,
    name: &str,
    params: Vec<Param>,
    _: Shape<Kind>,
    mut body: Block,
) -> (Func, Vec<nested::Code>, Vec<Error>) {
    let mut doubts = std::mem::take(&mut cx.must_know);
    doubts.retain(|(kind, slot, _)| match cx.kinds.known(*kind) {
        Known::Nothing => *slot == Slot::None,
        known => known == Known::CallResult,
    });
    let mut nested = std::mem::take(&mut cx.nested);
    integers::settle(cx);
    data::bare::settle(cx, &body);
    nested.iter().for_each(|of| data::bare::settle(cx, &of.body));
    data::settle(cx, &mut body);
    nested.iter_mut().for_each(|of| data::settle(cx, &mut of.body));
    nested.iter().for_each(|of| handed_on::settle_closure(cx, &of.body));
    handed_on::settle(cx, &body);
    products::settle_multiples(cx);
    cx.kinds.settle_widened();
    for block in nested.iter().map(|of| &of.body).chain([&body]) {
        claim::handed_on(cx, block);
        results_follow_arguments(cx, block);
        typed::find_open_kinds(cx, block);
    }
    nested.iter_mut().for_each(|of| typed::settle(cx, &mut of.body));
    typed::settle(cx, &mut body);
    nested.iter_mut().for_each(|of| begun::settle(cx, &mut of.body));
    begun::settle(cx, &mut body);
    doubts.extend(range::unnamed(cx).into_iter().map(|(kind, error)| (kind, Slot::None, error)));
    nested.iter_mut().for_each(|of| open_slots(cx, &mut of.body));
    open_slots(cx, &mut body);
    nested.iter_mut().for_each(|of| kept::settle(cx, &mut of.body));
    kept::settle(cx, &mut body);
    for (value, kind) in cx.out.values.iter_mut().zip(&cx.kind_of) {
        value.kind = cx.kinds.resolve(*kind);
    }
    nested.iter().map(|of| &of.body).chain([&body]).for_each(|body| borrowed::mark(&mut cx.out.values, body));
    let of_self = cx.neighbours.borrows;
    cx.out.values.iter_mut().for_each(|value| value.borrows |= borrowed::is_borrowing(value.kind, of_self));
    let result = cx.result.map(&mut |kind| cx.kinds.resolve(*kind));
    let values = std::mem::take(&mut cx.out.values);
    for block in nested.iter_mut().map(|of| &mut of.body).chain([&mut body]) {
        range::settle(&values, block);
        settle(cx, &values, block);
    }
    let mut func = Func { name: name.to_owned(), params, body, result, values, cotangents: Vec::new() };
    crate::lower::foreign::temporaries::join(&mut func);
    claim::write_floats(&cx.claimed_floats, &mut func);
    presumed::mark(&cx.claimed_floats, &mut func);
    keep_names(&std::mem::take(&mut cx.bound), &mut func);
    number(&mut func);
    let closures = nested.into_iter().map(|of| closure(cx, nested::code(cx, of, &func.values))).collect();
    (func, closures, doubts.into_iter().map(|(_, _, error)| error).collect())
}

/// The same for a closure, whose values are numbered by themselves.
fn closure(cx: &Cx<'_>, mut code: nested::Code) -> nested::Code {
    crate::lower::foreign::temporaries::join(&mut code.func);
    claim::write_floats(&cx.claimed_floats, &mut code.func);
    presumed::mark(&cx.claimed_floats, &mut code.func);
    number(&mut code.func);
    code
}

/// A call's result of which nothing else is known is a float as its arguments
/// are.
fn results_follow_arguments(cx: &mut Cx<'_>, block: &Block) {
    for stmt in &block.stmts {
        if let Stmt::Call(call) = stmt {
            let operands = call.operands();
            let kinds = operands.iter().filter_map(|a| a.value()).map(|w| cx.kind_of[w.index()]);
            let kinds: Vec<_> = kinds.flat_map(|kind| cx.kinds.scalars(kind)).collect();
            literals_as_signature(cx, &kinds);
            let known = |k: &KindVar| {
                cx.kinds.known(*k).may_be_float() && !matches!(cx.kinds.known(*k), Known::CallResult | Known::Part)
            };
            let floats: Vec<_> = kinds.into_iter().filter(known).collect();
            // Arguments of two precisions say nothing of the result.
            let settled = |k: &&KindVar| matches!(cx.kinds.known(**k), Known::Exactly(_));
            let mut precisions: Vec<_> = floats.iter().filter(settled).map(|k| cx.kinds.resolve(*k)).collect();
            precisions.dedup();
            let float = floats.iter().find(settled).or(floats.first()).copied().filter(|_| precisions.len() < 2);
            let results = call.dst.leaves().into_iter().map(|dst| cx.kind_of[dst.index()]);
            for kind in results.flat_map(|kind| cx.kinds.scalars(kind)).collect::<Vec<_>>() {
                if let (Known::CallResult | Known::SomeFloat, Some(float)) = (cx.kinds.known(kind), float) {
                    // Nothing contradicts what is not known.
                    let _ = cx.kinds.unify(kind, float);
                }
            }
        }
        stmt.regions().into_iter().for_each(|region| results_follow_arguments(cx, region));
    }
}

/// A literal that a call is given has the type of the function's own floats, `Filter::new(0.5)` among
/// `f32`: the callee says of which type it is, and rustc says so if that is another.
fn literals_as_signature(cx: &mut Cx<'_>, given: &[KindVar]) {
    let Some(float) = cx.kinds.float.filter(|float| *float != Kind::F64) else { return };
    for kind in given {
        if cx.kinds.known(*kind) == Known::SomeFloat {
            let float = cx.exactly(float);
            // A literal may be of either type.
            let _ = cx.kinds.unify(*kind, float);
        }
    }
}

/// A call with an argument of which nothing is known leaves it to the callee
/// whether that has a tangent.
fn open_slots(cx: &Cx<'_>, block: &mut Block) {
    let is_unseen = |atom: &Atom| atom.value().is_some_and(|w| cx.kinds.is_unseen(cx.kind_of[w.index()]));
    for stmt in &mut block.stmts {
        if let Stmt::Call(call) = stmt
            && !matches!(call.callee.called, Called::Operator | Called::Function)
            && (is_of_constant_place(&call.callee)
                || neighbours::may_differentiate_self(cx, &call.callee)
                || is_of_constant(call)
                || call.args.iter().enumerate().any(|(i, arg)| {
                    // What is marked as a constant has no tangent, whatever it is; of a receiver
                    // nobody says.
                    (call.is_differentiable(i) || (i == 0 && matches!(call.callee.called, Called::Method(_))))
                        && matches!(arg.behind_refs(), Shape::Leaf(atom) if is_unseen(atom))
                }))
        {
            call.slots = Some(Slots { own: call.args.len(), at: Vec::new() });
        }
        stmt.regions_mut().into_iter().for_each(|region| open_slots(cx, region));
    }
}

/// Whether it is a method of what is a constant, `grid.` or `self.rod.`: a constant `self` has
/// its like among the methods beside this one.
fn is_of_constant_place(callee: &Callee) -> bool {
    callee.is_method() && !callee.is_of_self()
}

/// Makes rules of the operators whose operands turned out to be floats.
fn settle(cx: &Cx<'_>, values: &[ValueInfo], block: &mut Block) {
    let kind = |w: Value| values[w.index()].kind;
    let is_memory = |atom: &Atom| atom.value().is_some_and(|w| kind(w).memory().is_some());
    for stmt in &mut block.stmts {
        match stmt {
            Stmt::Apply(apply) if kind(apply.dst).is_float() => {
                if let Op::Int(int) = apply.op
                    && let Some(name) = rule_name(int)
                {
                    apply.op = Op::Rule(arith(name));
                }
            }
            Stmt::Apply(apply) if is_of_scalars(&apply.op) && apply.args.iter().any(is_memory) => {
                let what = "an operator on a whole array".to_owned();
                cx.errors.report(Message::UnsupportedExpression { what }.at(span(&apply.origin)));
            }
            Stmt::Call(call) if is_of_constant(call) => {
                // A later use has told that it is none.
                let mut receiver = call.args[0].leaves().into_iter().filter_map(|atom| atom.value());
                if receiver.any(|w| kind(w) != Kind::Opaque && !method_of_data::is_kept_out(cx, w)) {
                    let name = call.callee.name.to_string();
                    cx.errors.report(Message::MethodOfUnseen { name }.at(call.callee.name.span()));
                }
            }
            Stmt::If(branch) => {
                check_undefined(cx, values, branch);
                check_scalars(cx, values, &branch.dst, (&branch.origin, Message::ChoiceOfMemory));
            }
            Stmt::Loop(l) => {
                let carried: Vec<_> = l.carried.iter().map(|c| c.dst).collect();
                check_scalars(cx, values, &carried, (&l.origin, Message::MemoryLeavesLoop));
            }
            _ => {}
        }
        stmt.regions_mut().into_iter().for_each(|region| settle(cx, values, region));
    }
}

/// Whether the receiver of a method was taken for a constant.
fn is_of_constant(call: &Call) -> bool {
    matches!(call.callee.called, Called::Method(_)) && call.roles.first() == Some(&ParamRole::Constant)
}

/// An arm that has returned must still name a value of each kind that the `If`
/// yields, and of a type that the macro does not know it cannot.
fn check_undefined(cx: &Cx<'_>, values: &[ValueInfo], branch: &If) {
    for arm in [&branch.then, &branch.orelse] {
        if arm.diverges() {
            continue;
        }
        for (dst, atom) in branch.dst.iter().zip(&arm.yields) {
            if *atom == Atom::Undef && values[dst.index()].kind == Kind::Opaque {
                cx.errors.report(Message::UnknownValueLeavesBranch.at(span(&branch.origin)));
            }
        }
    }
}

/// What a branch yields and a loop carries is no memory: nothing was known of
/// the result of a call when they were joined, and a later use has told.
fn check_scalars(cx: &Cx<'_>, values: &[ValueInfo], dst: &[Value], (origin, message): (&Origin, Message)) {
    let memory: Vec<_> = dst.iter().filter_map(|w| values[w.index()].kind.memory()).collect();
    let is_memory = !memory.is_empty();
    let is_data = memory.iter().any(|memory| matches!(memory.form, Form::Data(_)));
    if is_data {
        let is_carried = |kind: KindVar| dst.iter().any(|w| cx.kinds.is_same(cx.kind_of[w.index()], kind));
        let late = cx.unseen_variables.iter().filter(|of| cx.kinds.is_data(of.kind) && is_carried(of.kind));
        late.for_each(|of| cx.errors.is_late(&of.name));
    }
    let message = if is_data { Message::LateData } else { message };
    // The parts of a loop follow from the loop.
    if is_memory && cx.errors.is_empty() {
        cx.errors.report(message.at(span(origin)));
    }
}

fn span(origin: &Origin) -> Span {
    origin.as_ref().map_or_else(Span::call_site, |o| o.span)
}

fn is_of_scalars(op: &Op) -> bool {
    matches!(op, Op::Rule(_) | Op::Int(_) | Op::Cast(_) | Op::Not | Op::And | Op::Or | Op::Predicate(_))
}

/// Values keep the names that the user has given them, the first of two with one name.
fn keep_names(bound: &[(Value, String)], func: &mut Func) {
    let params = func.params.iter().map(|param| param.name.clone());
    let mut taken: BTreeSet<String> = params.chain(func.values.iter().filter_map(|info| info.name.clone())).collect();
    for (value, name) in bound {
        let info = &mut func.values[value.index()];
        let is_scalar = !matches!(info.kind, Kind::Opaque | Kind::Memory(_));
        if is_scalar && info.name.is_none() && number_in(name).is_none() && taken.insert(name.clone()) {
            info.name = Some(name.clone());
        }
    }
}

/// Numbers the values `w1, w2, …` in evaluation order, parameters first. A
/// parameter keeps the user's name; what is called `w3` itself is number 3, and
/// nothing else is.
fn number(func: &mut Func) {
    let mut order: Vec<Value> = Vec::new();
    for param in &func.params {
        order.extend(param.form.shape().into_iter().flat_map(Shape::leaves));
    }
    evaluation_order(&func.body, &mut order);
    let taken: Vec<u32> = func.params.iter().filter_map(|param| number_in(&param.name)).collect();
    let mut free = (1..).filter(|number| !taken.contains(number));
    for value in order {
        let own =
            func.params.iter().find(|param| single(param) == Some(value)).and_then(|param| number_in(&param.name));
        let number = own.or_else(|| free.next()).expect("values are counted in u32");
        let info = &mut func.values[value.index()];
        info.number = Some(number);
        // An index, or memory, goes by the user's name for it.
        info.name.get_or_insert_with(|| format!("w{number}"));
    }
    for param in &func.params {
        if let Some(value) = single(param) {
            func.values[value.index()].name = Some(param.name.clone());
        }
    }
}

/// The value of a parameter that is one.
fn single(param: &Param) -> Option<Value> {
    match param.form.shape().map(Shape::behind_refs) {
        Some(Shape::Leaf(value)) => Some(*value),
        _ => None,
    }
}

/// 3, of `w3`.
fn number_in(name: &str) -> Option<u32> {
    let number = name.strip_prefix('w')?.parse().ok()?;
    (format!("w{number}") == name).then_some(number)
}

/// An arm runs before its `If` has a value, and a loop begins with what it
/// carries.
fn evaluation_order(block: &Block, order: &mut Vec<Value>) {
    for stmt in &block.stmts {
        order.extend(stmt.params());
        for region in stmt.regions() {
            evaluation_order(region, order);
        }
        order.extend(stmt.defines());
    }
}
