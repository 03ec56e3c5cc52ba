//! Reverse mode: after the primal sweep, one mirror image per statement.

mod border;
mod branch;
mod by_value;
mod call;
mod exclusive;
mod into;
mod linear;
mod loops;
mod memory;
mod order;
mod prepare;
mod replay;
mod segment;
mod spelled;
mod winner;

pub(crate) use into::into;
pub(crate) use spelled::{spelled, unspelled};

use super::calls::{self, CallPartials};
use super::growth::{Assumptions, fixed_point};
use super::in_two::Calls;
use super::partials::partials;
use super::product::{Derivative, Extremes, Partial, of_two_precisions, product, sum};
use super::{Observe, Policy};
use crate::analysis::{Activity, Roots, changing, lent_for_good, roots, singular, spent, stable, written_roots};
use crate::ir::{Apply, Atom, Block, Builder, Func, Observed, Op, Piece, Place, Probe, Shape, Stmt, Value};
use crate::protocol::Companion;
use crate::rulebook::Rulebook;
use std::collections::{BTreeMap, BTreeSet};

/// What stands where the seed is needed first.
pub(crate) const ADJOINT_SWEEP: &str = "Adjoint sweep.";

/// What has arrived so far at the adjoint of each value: a sum of terms. A value
/// without an entry has adjoint zero, and costs nothing.
type Adjoints = BTreeMap<Value, Vec<Derivative>>;

/// The cotangent of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seed {
    /// It is a parameter.
    Parameter,
    /// It is 1: the adjoint is the gradient.
    One,
}

struct Reverse<'a> {
    rules: &'a Rulebook,
    activity: &'a Activity,
    observe: Observe,
    policy: Policy,
    calls: CallPartials,
    growth: &'a mut Assumptions,
    out: Builder,
    bar: Adjoints,
    roots: Roots,
    /// The roots that the primal writes, and the loads that can be done again.
    written: BTreeSet<Value>,
    stable: BTreeSet<Value>,
    /// The shadow of each root that has one.
    shadows: BTreeMap<Value, Value>,
    /// The cotangent that arrives at memory which the function returns.
    seeds: BTreeMap<Value, Vec<(Place, Value)>>,
    /// The same of data of which it is the shadow.
    given: BTreeMap<Value, Value>,
    /// For a value of a replay, the one that it repeats.
    twins: Repeats,
    /// For a value of a segment that has run again, the one of the primal that it is: what is
    /// known of that one is true of it, but it is there once more, and nothing repeats that one.
    runs: BTreeMap<Value, Value>,
    /// The values of regions that are run again, as far as they are.
    replayed: BTreeSet<Value>,
    changing: BTreeSet<Value>,
    /// The values that can be infinite at finite arguments.
    singular: BTreeSet<Value>,
    /// Memory of which nothing is thrown away.
    spent: BTreeSet<Value>,
    /// Memory that is in scope.
    here: BTreeSet<Value>,
    /// The in-out parameters.
    in_out: BTreeSet<Value>,
    winners: winner::Winners,
    loops: u32,
}

impl Reverse<'_> {
    /// The value of the primal that this is, or repeats.
    fn original(&self, value: Value) -> Value {
        let first = self.first(value);
        self.runs.get(&first).copied().unwrap_or(first)
    }

    /// The value that this is, or repeats, of the run that its adjoint belongs to.
    fn first(&self, value: Value) -> Value {
        self.twins.get(&value).copied().unwrap_or(value)
    }

    fn note_twin(&mut self, twin: Value, of: Value) {
        let first = self.first(of);
        self.twins.insert(twin, first);
    }

    fn note_run(&mut self, again: Value, of: Value) {
        let original = self.original(of);
        self.runs.insert(again, original);
    }

    fn is_active(&self, value: Value) -> bool {
        self.activity.is_active(self.original(value))
    }

    fn is_stable(&self, load: Value) -> bool {
        self.stable.contains(&self.original(load))
    }

    fn is_changing(&self, value: Value) -> bool {
        self.changing.contains(&self.original(value))
    }

    fn is_written(&self, root: Value) -> bool {
        self.written.contains(&self.original(root))
    }

    fn meet_view(&mut self, stmt: &Stmt) {
        self.roots.meet(&self.out.values, stmt);
    }
}

/// `f(x..) -> y` becomes `f_vjp(x.., ȳ) -> (y, x̄..)`.
///
/// ```text
/// w3 = sin w1        w3 = sin w1
/// w4 = mul w3, w2    w4 = mul w3, w2
///                    w2_bar = w4_bar · w3
///                    w3_bar = w4_bar · w2
///                    w1_bar = w3_bar · cos w1
/// ```
///
/// The adjoint sweep may name values that a branch or a loop of the primal
/// sweep holds; [`super::restore`] brings them into scope.
pub(crate) fn reverse(rules: &Rulebook, activity: &Activity, wish: Wish, func: &Func) -> OpenAdjoint {
    fixed_point(|growth| run(rules, activity, wish, growth, func))
}

/// An adjoint that names values which are out of scope.
pub(crate) struct OpenAdjoint {
    pub(crate) func: Func,
    pub(crate) repeats: Repeats,
    /// The loops whose adjoints run after them, and why, in words.
    pub(crate) apart: Vec<String>,
}

/// Of what an adjoint computes again: the value of the primal that it is.
pub(crate) type Repeats = BTreeMap<Value, Value>;

/// Which adjoint is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    pub(crate) observe: Observe,
    pub(crate) policy: Policy,
    pub(crate) seed: Seed,
    pub(crate) calls: Calls,
}

fn run(rules: &Rulebook, activity: &Activity, wish: Wish, growth: &mut Assumptions, func: &Func) -> OpenAdjoint {
    let Wish { observe, policy, seed, calls: in_two } = wish;
    let mut out = Builder::with_values(func.values.clone());
    let mut body = func.body.clone();
    let mut calls = CallPartials::new();
    calls::preaccumulate(&mut out, activity, &mut calls, &mut body);
    let roots = roots(func);
    let written = written_roots(func);
    let lent_for_good = lent_for_good(func);
    let lent_for_good = &lent_for_good;
    let need = prepare::Need { activity, roots: &roots, written: &written, lent_for_good, calls: in_two };
    prepare::prepare(&mut out, &need, &mut body);
    let mut winners = winner::Winners::new();
    if policy != Policy::Everything {
        let ground = winner::Ground { rules, activity, roots: &roots, numbers: &winner::numbers(&body) };
        winner::note(&mut out, &ground, &mut winners, &mut body);
    }
    let mut cx = Reverse {
        rules,
        activity,
        observe,
        policy,
        calls,
        growth,
        out,
        bar: Adjoints::new(),
        roots,
        written,
        stable: stable(func),
        shadows: BTreeMap::new(),
        seeds: BTreeMap::new(),
        given: BTreeMap::new(),
        twins: Repeats::new(),
        runs: BTreeMap::new(),
        replayed: BTreeSet::new(),
        changing: changing(func),
        singular: singular(func),
        spent: if policy == Policy::Guarded { BTreeSet::new() } else { spent(func) },
        here: func.all_param_values().into_iter().collect(),
        in_out: in_out_roots(func),
        winners,
        loops: super::loop_count(&body),
    };
    body.visit(&mut |stmt| cx.meet_view(stmt));

    let mut params = func.params.clone();
    let incoming = border::seed(&mut cx, seed, func, &body, &mut params);
    let cotangents = border::cotangents(&mut cx, seed, func);
    cx.out.push(Stmt::Section("Primal sweep."));
    sweep(&mut cx, &body, &incoming, Level::Function(func));
    let (yields, entries) = border::results(&mut cx, func, &cotangents);
    let yields = body.yields.iter().copied().chain(yields).collect();
    let result = Shape::Tuple(vec![func.result.clone(), Shape::bare_or_tuple(entries)]);
    let mut body = Block { stmts: cx.out.stmts, yields };
    prepare::forget(&mut body);
    let cotangents = cotangents.into_iter().filter_map(border::Cotangents::memory).collect();
    let name = Companion::Vjp.of(&func.name);
    let func = Func { name, params, body, result, values: cx.out.values, cotangents };
    OpenAdjoint { func, repeats: cx.twins, apart: Vec::new() }
}

/// The adjoint sweep alone: `f_adjoint(x.., ȳ) -> x̄..`, for callers that have
/// run the primal already. What only the primal's result needs falls to dead
/// code elimination.
pub(crate) fn adjoint_only(func: &Func, vjp: &Func) -> Func {
    let mut adjoint = without_value(vjp);
    drop_effects(&mut adjoint.body);
    Func { name: Companion::Adjoint.of(&func.name), ..adjoint }
}

/// The cotangents without the value: `(y, x̄..)` becomes `x̄..`.
pub(crate) fn without_value(vjp: &Func) -> Func {
    let Shape::Tuple(parts) = &vjp.result else { unreachable!("a vjp returns a pair") };
    let mut body = vjp.body.clone();
    body.yields.drain(..parts[0].leaves().len());
    Func { body, result: parts[1].clone(), ..vjp.clone() }
}

/// Takes out what the primal has done already, and must not do twice.
pub(super) fn drop_effects(block: &mut Block) {
    use crate::ir::EffectFlow;
    block.stmts.retain(|stmt| !matches!(stmt, Stmt::Effect(effect) if effect.flow == EffectFlow::Continues));
    for stmt in &mut block.stmts {
        stmt.regions_mut().into_iter().for_each(drop_effects);
    }
}

/// Where a block stands: only the function's own has headings.
#[derive(Clone, Copy)]
enum Level<'f> {
    Function(&'f Func),
    Arm,
}

/// The roots of the parameters into which the function writes floats.
fn in_out_roots(func: &Func) -> BTreeSet<Value> {
    func.pieces().iter().filter_map(Piece::in_out).collect()
}

/// Appends the primal statements of `block`, then their adjoints backwards,
/// starting from what arrives at its yields.
///
/// Where the block ends in an `If`, nothing of the primal comes after it: its
/// arms take primal and adjoint together, and save nothing for each other. That
/// needs the shadows of the memory around it before it, so its arms must leave
/// the extents of that memory alone.
fn sweep(cx: &mut Reverse<'_>, block: &Block, incoming: &[Option<Derivative>], level: Level<'_>) {
    for (atom, derivative) in block.yields.iter().zip(incoming) {
        if let Some(derivative) = derivative {
            accumulate(cx, *atom, *derivative);
        }
    }
    let (rest, last) = match block.stmts.split_last() {
        Some((Stmt::If(last), rest))
            if cx.policy != Policy::Apart
                && last.dst.iter().any(|w| cx.bar.contains_key(w))
                && !memory::resizes_around(cx, last) =>
        {
            (rest, Some(last))
        }
        _ => (&block.stmts[..], None),
    };
    for stmt in rest {
        cx.out.push(stmt.clone());
    }
    // The shadows are of the adjoint sweep, where there is anything between the two.
    if let (Level::Function(_), Policy::Apart) = (level, cx.policy) {
        cx.out.push(Stmt::Section(ADJOINT_SWEEP));
    }
    if let Level::Function(func) = level {
        border::shadows(cx, func);
    }
    memory::enter(cx, rest);
    memory::declare(cx, rest);
    if let Some(branch) = last {
        branch::whole(cx, branch, rest);
    }
    if let (Level::Function(_), true) = (level, cx.policy != Policy::Apart) {
        cx.out.push(Stmt::Section(ADJOINT_SWEEP));
    }
    backwards(cx, rest);
}

fn backwards(cx: &mut Reverse<'_>, stmts: &[Stmt]) {
    for (i, stmt) in stmts.iter().enumerate().rev() {
        adjoint(cx, stmt, &stmts[..i]);
    }
}

/// The adjoint of a statement that others of its block come before.
fn adjoint(cx: &mut Reverse<'_>, stmt: &Stmt, before: &[Stmt]) {
    let around = cx.out.enter(stmt);
    match stmt {
        Stmt::Apply(apply) => apply_adjoint(cx, apply),
        Stmt::Call(call) => call::adjoint(cx, call),
        Stmt::If(branch) => branch::adjoint(cx, branch, before),
        Stmt::Loop(repeat) => loops::adjoint(cx, repeat),
        Stmt::Load(load) => memory::load(cx, load),
        Stmt::Store(store) => memory::store(cx, store),
        Stmt::New(new) => memory::new(cx, new),
        Stmt::Bulk(bulk) => memory::bulk(cx, &bulk.op),
        // A view has no shadow of its own, and what is run for its effect
        // has no adjoint.
        Stmt::View(_) | Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => {}
    }
    cx.out.leave(around);
}

/// `w̄ += term`, if the derivative of the result with respect to `w` matters.
fn accumulate(cx: &mut Reverse<'_>, atom: Atom, term: Derivative) {
    if let Some(value) = atom.value()
        && cx.is_active(value)
        && term.as_atom() != Some(Atom::ZERO)
    {
        cx.bar.entry(value).or_default().push(term.with_sign_of(atom));
    }
}

/// The adjoint of a value, complete: it gets its name, and leaves the table.
fn take(cx: &mut Reverse<'_>, value: Value) -> Option<Derivative> {
    let terms = cx.bar.remove(&value)?;
    let kind = cx.out.kind(value);
    let total = sum(&mut cx.out, &terms, kind)?;
    let name = cx.out.name(value).map(|name| format!("{name}_bar"));
    if cx.observe == Observe::Nothing || cx.out.values[value.index()].number.is_none() {
        return Some(total.named(&mut cx.out, name.as_deref()));
    }
    let total = total.settled(&mut cx.out, kind).named(&mut cx.out, name.as_deref());
    let atom = total.as_atom().expect("it is one number");
    cx.out.push(Stmt::Probe(Probe { of: Observed::Adjoint, subject: value, atom }));
    Some(total)
}

/// The adjoint of a value as one number.
fn take_settled(cx: &mut Reverse<'_>, value: Value) -> Option<(Atom, Extremes)> {
    let total = take(cx, value)?;
    let kind = cx.out.kind(value);
    let name = cx.out.name(value).map(|name| format!("{name}_bar"));
    let total = total.settled(&mut cx.out, kind).named(&mut cx.out, name.as_deref());
    Some((total.as_atom().expect("it is one number"), total.extremes()))
}

/// The adjoint of a value as one number; zero if it has none.
fn take_atom(cx: &mut Reverse<'_>, value: Value) -> Atom {
    take_settled(cx, value).map_or(Atom::ZERO, |(atom, _)| atom)
}

fn apply_adjoint(cx: &mut Reverse<'_>, apply: &Apply) {
    if let Op::Cast(_) = apply.op {
        // The adjoint of a cast is the cast back.
        let Some((incoming, extremes)) = take_settled(cx, apply.dst) else { return };
        let Some(source) = apply.args[0].value() else { return };
        let kind = cx.out.kind(source);
        let atom = cx.out.apply(Op::Cast(kind), vec![incoming], kind);
        return accumulate(cx, apply.args[0], Derivative::new(atom, extremes));
    }
    let Some(incoming) = take(cx, apply.dst) else { return };
    let kind = cx.out.kind(apply.dst);
    for (operand, partial) in partials(&mut cx.out, cx.rules, apply) {
        if cx.is_active(operand) {
            let singular = partial.atom.value().is_some_and(|w| cx.singular.contains(&cx.original(w)));
            let partial = Partial { singular, ..partial };
            let term = product(&mut cx.out, incoming, partial, kind);
            // The sign of the operand is in the partial.
            accumulate(cx, operand.into(), term);
        }
    }
}
