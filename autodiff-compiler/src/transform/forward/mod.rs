//! Forward mode: each statement is followed by its tangent.

mod call;
mod curve;
mod loops;
mod memory;

use super::growth::{Assumptions, fixed_point};
use super::partials::partials;
use super::product::{Derivative, Extremes, product, sum};
use super::seeds;
use super::{Callees, Observe};
use crate::analysis::{Activity, Roots, roots};
use crate::ir::{
    Apply, Atom, Block, Builder, Comparison, Func, If, Kind, Observed, Op, Param, Probe, Shape, Stmt, Value,
};
use crate::protocol::Companion;
use crate::rulebook::Rulebook;
use std::collections::BTreeMap;

#[cfg(test)]
pub(crate) use curve::is_curved;

/// The tangent `ẇ` of each value that has a nonzero one.
type Tangents = BTreeMap<Value, Derivative>;

struct Forward<'a> {
    rules: &'a Rulebook,
    activity: &'a Activity,
    observe: Observe,
    callees: Callees,
    along: Along,
    growth: &'a mut Assumptions,
    roots: Roots,
    out: Builder,
    /// The tangent of each handle that has one.
    memory: BTreeMap<Value, Value>,
}

/// `f(x..) -> y` becomes `f_jvp(x.., ẋ..) -> (y, ẏ)`.
///
/// ```text
/// w3 = mul w2, w1    w3     = mul w2, w1
///                    w3_dot = w1 · w2_dot + w2 · w1_dot
/// ```
pub(crate) fn forward(rules: &Rulebook, activity: &Activity, wish: Wish, func: &Func) -> Func {
    fixed_point(|growth| run(rules, activity, wish, growth, func))
}

/// Which tangent is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    pub(crate) observe: Observe,
    pub(crate) callees: Callees,
    pub(crate) along: Along,
}

/// How the arguments move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Along {
    /// Along a line: a tangent is one number.
    Line,
    /// Along a curve: in its place stand the Taylor coefficients of all orders.
    Curve,
}

impl Along {
    /// The companion of a function that moves so.
    fn companion(self) -> Companion {
        match self {
            Along::Line => Companion::Jvp,
            Along::Curve => Companion::Taylor,
        }
    }
}

fn run(rules: &Rulebook, activity: &Activity, wish: Wish, growth: &mut Assumptions, func: &Func) -> Func {
    let mut cx = Forward {
        rules,
        activity,
        observe: wish.observe,
        callees: wish.callees,
        along: wish.along,
        growth,
        roots: roots(func),
        out: Builder::with_values(func.values.clone()),
        memory: BTreeMap::new(),
    };
    let mut dot = Tangents::new();
    let params = parameters(&mut cx, &mut dot, func);
    for input in func.all_param_values() {
        probe(&mut cx, &mut dot, input);
    }
    block(&mut cx, &mut dot, &func.body);
    let mut yields = func.body.yields.clone();
    let kinds: Vec<Kind> = func.result.leaves().into_iter().copied().collect();
    for (y, kind) in func.body.yields.iter().zip(&kinds) {
        match kind.memory() {
            Some(memory) if memory.has_float() => {
                // Nothing is returned where the function is never left.
                let tangent = y.value().map_or(Atom::Undef, |handle| memory::tangent_or_zeros(&mut cx, handle).into());
                yields.push(tangent);
            }
            None if kind.is_float() => yields.push(settled(&mut cx, &mut dot, *y).unwrap_or(Atom::ZERO)),
            _ => {}
        }
    }
    let tangent_kinds = func.result.filter_map(&mut |kind| kind.is_differentiable().then_some(*kind)).owned();
    let body = Block { stmts: cx.out.stmts, yields };
    let result = Shape::Tuple(vec![func.result.clone(), tangent_kinds]);
    let cotangents = func.cotangents.clone();
    Func { name: wish.along.companion().of(&func.name), params, body, result, values: cx.out.values, cotangents }
}

/// The parameters, and a tangent for each that is differentiated.
fn parameters(cx: &mut Forward<'_>, dot: &mut Tangents, func: &Func) -> Vec<Param> {
    let mut params = func.params.clone();
    for (name, shape) in seeds::differentiable(func) {
        let floats = seeds::float_part(&shape, |w| func.kind(w));
        let kinds = floats.map(&mut |w| func.kind(*w));
        let (param, tangents) = seeds::seed(&mut cx.out, &params, &format!("{name}_dot"), &kinds);
        for (primal, tangent) in floats.leaves().into_iter().copied().zip(tangents) {
            if func.kind(primal).memory().is_some() {
                cx.memory.insert(primal, tangent);
                memory::same_extents(cx, tangent, primal);
            } else {
                dot.insert(primal, Derivative::seed(Atom::Value(tangent)));
            }
        }
        params.push(param);
    }
    for root in func.all_param_values() {
        memory::constant(cx, root);
    }
    params
}

/// The tangent of an atom as one number; `None` is zero.
fn settled(cx: &mut Forward<'_>, dot: &mut Tangents, atom: Atom) -> Option<Atom> {
    let value = atom.value()?;
    let kind = cx.out.kind(value);
    let derivative = dot.get(&value)?.settled(&mut cx.out, kind);
    keep(cx, dot, value, derivative);
    Some(tangent(dot, atom)?.as_atom().expect("it is one number"))
}

/// The tangent of an atom; `None` is zero.
fn tangent(dot: &Tangents, atom: Atom) -> Option<Derivative> {
    let derivative = dot.get(&atom.value()?)?;
    Some(derivative.with_sign_of(atom))
}

fn block(cx: &mut Forward<'_>, dot: &mut Tangents, block: &Block) {
    for stmt in &block.stmts {
        let around = cx.out.enter(stmt);
        match stmt {
            Stmt::Apply(apply) if matches!(apply.op, Op::Compare(Comparison::Arrived)) => arrived(cx, dot, apply),
            Stmt::Apply(apply) => {
                cx.out.push(stmt.clone());
                apply_tangent(cx, dot, apply);
            }
            Stmt::Call(call) => call::tangent(cx, dot, call),
            Stmt::If(branch) => if_tangent(cx, dot, branch),
            Stmt::Loop(repeat) => loops::tangent(cx, dot, repeat),
            Stmt::Load(load) => {
                cx.out.push(stmt.clone());
                memory::load(cx, dot, load);
            }
            Stmt::Store(store) => {
                // The tangent first: what is stored may be read by its own.
                memory::store(cx, dot, store);
                cx.out.push(stmt.clone());
            }
            Stmt::New(new) => {
                cx.out.push(stmt.clone());
                memory::new(cx, dot, new);
            }
            Stmt::View(view) => {
                cx.out.push(stmt.clone());
                memory::view(cx, view);
            }
            Stmt::Bulk(bulk) => {
                memory::bulk(cx, dot, &bulk.op);
                cx.out.push(stmt.clone());
            }
            Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => cx.out.push(stmt.clone()),
        }
        for value in stmt.defines() {
            probe(cx, dot, value);
        }
        cx.out.leave(around);
    }
}

fn probe(cx: &mut Forward<'_>, dot: &mut Tangents, subject: Value) {
    if cx.observe == Observe::Nothing || cx.out.values[subject.index()].number.is_none() {
        return;
    }
    cx.out.push(Stmt::Probe(Probe { of: Observed::Primal, subject, atom: subject.into() }));
    if cx.activity.is_varied(subject) {
        let atom = settled(cx, dot, subject.into()).unwrap_or(Atom::ZERO);
        cx.out.push(Stmt::Probe(Probe { of: Observed::Tangent, subject, atom }));
    }
}

/// Names the tangent of `value`, and keeps it.
fn keep(cx: &mut Forward<'_>, dot: &mut Tangents, value: Value, derivative: Derivative) {
    if derivative.as_atom() == Some(Atom::ZERO) {
        return;
    }
    let name = cx.out.name(value).map(|name| format!("{name}_dot"));
    dot.insert(value, derivative.named(&mut cx.out, name.as_deref()));
}

/// Whether anything has arrived at a result: of a zero, its tangent may have.
///
/// ```text
/// w6 = w5_bar != 0.0        t1 = w5_bar != 0.0
///                           t2 = w5_bar_dot != 0.0
///                           w6 = t1 || t2
/// ```
fn arrived(cx: &mut Forward<'_>, dot: &mut Tangents, apply: &Apply) {
    let Some(tangent) = settled(cx, dot, apply.args[0]) else {
        cx.out.push(Stmt::Apply(apply.clone()));
        return;
    };
    let both = [apply.args[0], tangent];
    let tests = both.map(|arrived| cx.out.apply(apply.op.clone(), vec![arrived, Atom::ZERO], Kind::Bool));
    let any = Apply { dst: apply.dst, op: Op::Or, args: tests.to_vec(), origin: apply.origin.clone() };
    cx.out.push(Stmt::Apply(any));
}

fn apply_tangent(cx: &mut Forward<'_>, dot: &mut Tangents, apply: &Apply) {
    let observed = cx.observe == Observe::Everything && cx.activity.is_varied(apply.dst);
    if !cx.activity.is_active(apply.dst) && !observed {
        return;
    }
    let kind = cx.out.kind(apply.dst);
    if matches!(apply.op, Op::Cast(_)) {
        if let Some(incoming) = settled(cx, dot, apply.args[0]) {
            let extremes = dot[&apply.args[0].value().expect("it has a tangent")].extremes();
            let atom = cx.out.apply(apply.op.clone(), vec![incoming], kind);
            keep(cx, dot, apply.dst, Derivative::new(atom, extremes));
        }
        return;
    }
    let incoming: Vec<_> = apply.args.iter().filter_map(|a| a.value()).filter(|w| dot.contains_key(w)).collect();
    if incoming.is_empty() {
        return;
    }
    if cx.along == Along::Curve && curve::series(cx, dot, apply) {
        return;
    }
    let mut terms = Vec::new();
    for (operand, partial) in partials(&mut cx.out, cx.rules, apply) {
        if let Some(incoming) = dot.get(&operand) {
            terms.push(product(&mut cx.out, *incoming, partial, kind));
        }
    }
    if let Some(total) = sum(&mut cx.out, &terms, kind) {
        keep(cx, dot, apply.dst, total);
    }
}

/// The tangent of what a region yields, and what it can be.
fn yielded(cx: &mut Forward<'_>, dot: &mut Tangents, atom: Atom) -> Option<(Atom, Extremes)> {
    let settled = settled(cx, dot, atom)?;
    Some((settled, tangent(dot, atom)?.extremes()))
}

fn if_tangent(cx: &mut Forward<'_>, dot: &mut Tangents, branch: &If) {
    let mut arms = Vec::new();
    for arm in [&branch.then, &branch.orelse] {
        let mut inner = dot.clone();
        let outer = std::mem::take(&mut cx.out.stmts);
        block(cx, &mut inner, arm);
        let tangents: Vec<_> = arm.yields.iter().map(|y| yielded(cx, &mut inner, *y)).collect();
        let memory: Vec<_> = branch.dst.iter().zip(&arm.yields).map(|(w, y)| memory::leaves(cx, *w, *y)).collect();
        let stmts = std::mem::replace(&mut cx.out.stmts, outer);
        arms.push((stmts, tangents, memory));
    }
    let mut dst = branch.dst.clone();
    let mut yields = [branch.then.yields.clone(), branch.orelse.yields.clone()];
    for (i, value) in branch.dst.iter().enumerate() {
        if let (Some(then), Some(orelse)) = (arms[0].2[i], arms[1].2[i]) {
            dst.push(memory::tangent_of_result(cx, *value));
            yields[0].push(then);
            yields[1].push(orelse);
            continue;
        }
        let tangents = [arms[0].1[i], arms[1].1[i]];
        if tangents.iter().all(Option::is_none) {
            continue;
        }
        let name = cx.out.name(*value).map(|name| format!("{name}_dot"));
        let tangent = cx.out.fresh(cx.out.kind(*value), name);
        dst.push(tangent);
        for (yields, tangent) in yields.iter_mut().zip(tangents) {
            let absent = if yields[i] == Atom::Undef { Atom::Undef } else { Atom::ZERO };
            yields.push(tangent.map_or(absent, |(atom, _)| atom));
        }
        let each = tangents.iter().flatten().map(|(_, extremes)| *extremes);
        let extremes = each.reduce(Extremes::or).unwrap_or(Extremes::TAME);
        dot.insert(*value, Derivative::new(tangent.into(), extremes));
    }
    let [then, orelse] = yields;
    let mut stmts = arms.into_iter().map(|(stmts, ..)| stmts);
    let mut arm = |yields| Block { stmts: stmts.next().expect("two arms"), yields };
    let (then, orelse) = (arm(then), arm(orelse));
    cx.out.push(Stmt::If(If { dst, cond: branch.cond, then, orelse, origin: branch.origin.clone() }));
}
