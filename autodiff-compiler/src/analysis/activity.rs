//! Activity: which values have a derivative that matters.
//!
//! A value is *varied* if it depends on an input that is differentiated, and
//! *useful* if the result depends on it; both in the sense of derivatives, so
//! that a comparison, a cast to an integer or `floor` passes nothing on. It is
//! *active* if it is both (Griewank & Walther, *Evaluating Derivatives*,
//! 2nd ed., SIAM 2008, §6.2). Memory is varied if something varied is put
//! anywhere into it, and useful if something useful is taken out.

use super::roots::{Roots, roots};
use crate::errors::{Errors, Message};
use crate::ir::{Apply, Atom, Block, Flow, Func, OnActive, Op, ParamRole, Stmt, Through, Value};
use autodiff_core::rule::Rule;

/// The side table. Of memory there is one entry for all of it, at its root.
#[derive(Clone, Debug)]
pub(crate) struct Activity {
    roots: Roots,
    /// For each varied value, the first input that it depends on.
    varied: Vec<Option<Value>>,
    useful: Vec<bool>,
    /// Whether something was found in this round.
    changed: bool,
}

impl Activity {
    pub(super) fn home(&self, value: Value) -> usize {
        self.roots.root(value).index()
    }

    pub(crate) fn is_varied(&self, value: Value) -> bool {
        self.cause(value).is_some()
    }

    pub(crate) fn is_active(&self, value: Value) -> bool {
        self.is_varied(value) && self.is_useful(value)
    }

    fn is_useful(&self, value: Value) -> bool {
        self.useful.get(self.home(value)).copied().unwrap_or(false)
    }

    /// The input on account of which the value is varied.
    pub(crate) fn cause(&self, value: Value) -> Option<Value> {
        self.varied.get(self.home(value)).copied().flatten()
    }

    fn cause_of(&self, atoms: &[Atom]) -> Option<Value> {
        atoms.iter().filter_map(|a| a.value()).find_map(|w| self.cause(w))
    }

    /// Why the value is active or not, in words.
    pub(crate) fn explain(&self, func: &Func, value: Value) -> String {
        let name = |w: Value| func.values[w.index()].name.clone().unwrap_or_default();
        match self.cause(value) {
            None => "inactive: depends on no differentiable input".to_owned(),
            Some(_) if !self.is_useful(value) => "inactive: the result does not depend on it".to_owned(),
            Some(input) => format!("active because of `{}`", name(input)),
        }
    }
}

/// Runs the analysis, around loops until nothing new is found.
pub(crate) fn activity(func: &Func) -> Activity {
    let count = func.values.len();
    let mut table =
        Activity { roots: roots(func), varied: vec![None; count], useful: vec![false; count], changed: true };
    for input in func.param_values(ParamRole::Differentiable) {
        mark_varied(&mut table, func, input, Some(input));
    }
    while std::mem::take(&mut table.changed) {
        vary(&mut table, func, &func.body);
    }
    let results = func.body.yields.iter().filter_map(|a| a.value());
    for value in results.chain(in_out(func)) {
        mark_useful(&mut table, func, [&Atom::Value(value)]);
    }
    table.changed = true;
    while std::mem::take(&mut table.changed) {
        use_backwards(&mut table, func, &func.body);
    }
    table
}

/// Memory through which the function gives floats back.
fn in_out(func: &Func) -> impl Iterator<Item = Value> {
    func.pieces().into_iter().filter_map(|piece| piece.in_out())
}

/// The sources from which a derivative comes along.
fn carriers(flow: &Flow<'_>) -> Vec<Atom> {
    match flow.through {
        Through::Nothing => flow.from.to_vec(),
        Through::Operation(op) => {
            let args = flow.from.iter().enumerate();
            args.filter(|(i, _)| is_carrier(op, *i)).map(|(_, a)| *a).collect()
        }
        Through::Callee(call) => {
            let args = call.args.iter().enumerate().filter(|(i, _)| call.is_differentiable(*i));
            args.flat_map(|(_, arg)| arg.leaves()).copied().collect()
        }
    }
}

/// Which arguments the result of a rule depends on: those whose partial is not
/// identically zero.
fn dependences(rule: &Rule) -> impl Iterator<Item = bool> + '_ {
    rule.args.iter().map(|arg| rule.partials.iter().any(|p| p.wrt == arg.name && p.text != "0.0"))
}

/// Whether a derivative passes through the i-th operand.
pub(crate) fn is_carrier(op: &Op, i: usize) -> bool {
    match op {
        Op::Rule(rule) => dependences(rule).nth(i).unwrap_or(false),
        Op::Cast(_) => true,
        _ => false,
    }
}

fn vary(table: &mut Activity, func: &Func, block: &Block) {
    for stmt in &block.stmts {
        for region in stmt.regions() {
            vary(table, func, region);
        }
        for flow in stmt.effects(&func.values).flows {
            let cause = table.cause_of(&carriers(&flow));
            mark_varied(table, func, flow.to, cause);
        }
    }
}

fn mark_varied(table: &mut Activity, func: &Func, value: Value, cause: Option<Value>) {
    let home = table.home(value);
    if let (Some(cause), true, None) = (cause, func.kind(value).is_differentiable(), table.varied[home]) {
        table.varied[home] = Some(cause);
        table.changed = true;
    }
}

fn use_backwards(table: &mut Activity, func: &Func, block: &Block) {
    for stmt in block.stmts.iter().rev() {
        // What a loop hands on comes of what is carried.
        for flow in stmt.effects(&func.values).flows.iter().rev() {
            if table.is_useful(flow.to) {
                mark_useful(table, func, &carriers(flow));
            }
        }
        for region in stmt.regions() {
            use_backwards(table, func, region);
        }
    }
}

fn mark_useful<'a>(table: &mut Activity, func: &Func, atoms: impl IntoIterator<Item = &'a Atom>) {
    for value in atoms.into_iter().filter_map(|a| a.value()) {
        let home = table.home(value);
        if func.kind(value).is_differentiable() && !table.useful[home] {
            table.useful[home] = true;
            table.changed = true;
        }
    }
}

/// Reports what reads a varied value and has no derivative, where the result
/// depends on it.
pub(crate) fn check(errors: &Errors, func: &Func, activity: &Activity) {
    let needed = needed(func, activity);
    let before = errors.len();
    let written = super::stable::written_roots(func);
    func.body.visit(&mut |stmt| match stmt {
        // What code gives that is not looked into has no shadow. Where its type is known,
        // lowering has made a copy of it.
        Stmt::Apply(Apply { op: Op::Foreign(_), dst, origin: Some(origin), .. })
            if written.contains(dst) && activity.is_active(*dst) =>
        {
            errors.report(Message::UnclearTypes.at(origin.span));
        }
        Stmt::Apply(Apply { op: Op::Foreign(foreign), args, dst, .. }) => {
            let refused = match &foreign.on_active {
                OnActive::Inactive | OnActive::Bits | OnActive::Part => None,
                OnActive::Error(error) | OnActive::OfBits(error) => Some(error).filter(|_| needed[dst.index()]),
                OnActive::MayStore(error) => Some(error),
            };
            if let (Some(error), Some(_)) = (refused, activity.cause_of(args)) {
                errors.report((**error).clone());
            }
        }
        Stmt::Effect(effect) => {
            if let (OnActive::Error(error), Some(_)) = (&effect.on_active, activity.cause_of(&stmt.operands())) {
                errors.report((**error).clone());
            }
        }
        // A call whose result the macro does not know cannot have companions.
        Stmt::Call(call) if call.dst.leaves().into_iter().any(|w| needed[w.index()]) => {
            let opaque = call.dst.leaves().into_iter().any(|w| func.kind(*w) == crate::ir::Kind::Opaque);
            if let (true, Some(_), Some(origin)) = (opaque, activity.cause_of(&call.operands()), &call.origin) {
                errors.report(Message::NeedsAnnotation.at(origin.span));
            }
        }
        _ => {}
    });
    super::again::check(errors, func);
    super::independent::check(errors, func);
    if errors.len() == before {
        super::information::check(errors, func, activity, &needed);
    }
}

/// The values on which the results depend, through foreign code too.
pub(crate) fn needed(func: &Func, activity: &Activity) -> Vec<bool> {
    let mut needed = vec![false; func.values.len()];
    // The result, and what it depends on.
    let ends = results(func).into_iter().chain(in_out(func));
    ends.for_each(|value| needed[activity.home(value)] = true);
    loop {
        let before = needed.clone();
        need_backwards(&mut needed, activity, func, &func.body);
        if needed == before {
            break;
        }
    }
    needed
}

/// The result; in the fragment that an error leaves, what nothing reads.
fn results(func: &Func) -> Vec<Value> {
    if !func.body.yields.is_empty() {
        return func.body.yields.iter().filter_map(|a| a.value()).collect();
    }
    let mut read = vec![false; func.values.len()];
    let mut defined = Vec::new();
    func.body.visit(&mut |stmt| {
        let yields = stmt.regions().into_iter().flat_map(|region| region.yields.clone());
        let atoms = stmt.operands().into_iter().chain(yields);
        atoms.filter_map(Atom::value).for_each(|w| read[w.index()] = true);
        defined.extend(stmt.defines());
    });
    defined.retain(|w| !read[w.index()]);
    defined
}

/// Marks the values on which a needed one depends, through foreign code too:
/// values of every kind, as a float may hide in any.
fn need_backwards(needed: &mut [bool], table: &Activity, func: &Func, block: &Block) {
    for stmt in block.stmts.iter().rev() {
        for flow in stmt.effects(&func.values).flows.iter().rev() {
            if needed[table.home(flow.to)] {
                sources(flow).into_iter().filter_map(Atom::value).for_each(|w| needed[table.home(w)] = true);
            }
        }
        for region in stmt.regions() {
            need_backwards(needed, table, func, region);
        }
    }
}

/// What the value depends on, whether or not that has a derivative.
fn sources(flow: &Flow<'_>) -> Vec<Atom> {
    match flow.through {
        Through::Operation(Op::Foreign(foreign)) if matches!(foreign.on_active, OnActive::Inactive) => Vec::new(),
        Through::Operation(Op::Foreign(_) | Op::Int(_)) | Through::Callee(_) | Through::Nothing => flow.from.to_vec(),
        Through::Operation(_) => carriers(flow),
    }
}
