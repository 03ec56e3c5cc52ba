//! Activity: which values have a derivative that matters.
//!
//! A value is *varied* if it depends on an input that is differentiated, and
//! *useful* if the result depends on it; both in the sense of derivatives, so
//! that a comparison, a cast to an integer or `floor` passes nothing on. It is
//! *active* if it is both (Griewank & Walther, *Evaluating Derivatives*,
//! 2nd ed., SIAM 2008, §6.2).

use crate::errors::{Errors, Message};
use crate::ir::{Apply, Atom, Block, Func, If, OnActive, Op, ParamRole, Shape, Stmt, Value};
use autodiff_core::rule::Rule;

/// The side table.
#[derive(Clone, Debug)]
pub(crate) struct Activity {
    /// For each varied value, the first input that it depends on.
    varied: Vec<Option<Value>>,
    useful: Vec<bool>,
}

impl Activity {
    pub(crate) fn is_varied(&self, value: Value) -> bool {
        self.varied[value.index()].is_some()
    }

    pub(crate) fn is_active(&self, value: Value) -> bool {
        self.is_varied(value) && self.useful[value.index()]
    }

    /// The input on account of which the value is varied.
    pub(crate) fn cause(&self, value: Value) -> Option<Value> {
        self.varied[value.index()]
    }

    fn cause_of(&self, atoms: &[Atom]) -> Option<Value> {
        atoms.iter().filter_map(|a| a.value()).find_map(|w| self.varied[w.index()])
    }

    /// Why the value is active or not, in words.
    pub(crate) fn explain(&self, func: &Func, value: Value) -> String {
        let name = |w: Value| func.values[w.index()].name.clone().unwrap_or_default();
        match self.cause(value) {
            None => "inactive: depends on no differentiable input".to_owned(),
            Some(_) if !self.useful[value.index()] => "inactive: the result does not depend on it".to_owned(),
            Some(input) => format!("active because of `{}`", name(input)),
        }
    }
}

/// Runs the analysis.
pub(crate) fn activity(func: &Func) -> Activity {
    let count = func.values.len();
    let mut table = Activity { varied: vec![None; count], useful: vec![false; count] };
    for input in func.param_values(ParamRole::Differentiable) {
        if func.kind(input).is_float() {
            table.varied[input.index()] = Some(input);
        }
    }
    vary(&mut table, func, &func.body);
    let results: Vec<_> = func.body.yields.iter().filter_map(|a| a.value()).collect();
    for value in results {
        table.useful[value.index()] = true;
    }
    use_backwards(&mut table, func, &func.body);
    table
}

/// The operands through which a derivative passes.
fn carriers<'a>(op: &Op, args: &'a [Atom]) -> Vec<&'a Atom> {
    args.iter().enumerate().filter(|(i, _)| is_carrier(op, *i)).map(|(_, a)| a).collect()
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
        match stmt {
            Stmt::Apply(Apply { dst, op, args, .. }) => {
                let cause = carriers(op, args).into_iter().find_map(|a| table.cause_of(&[*a]));
                mark_varied(table, func, *dst, cause);
            }
            Stmt::Call(call) => {
                let cause = table.cause_of(&call.operands());
                for dst in call.dst.leaves() {
                    mark_varied(table, func, *dst, cause);
                }
            }
            Stmt::If(If { dst, then, orelse, .. }) => {
                vary(table, func, then);
                vary(table, func, orelse);
                for (i, dst) in dst.iter().enumerate() {
                    let cause = table.cause_of(&[then.yields[i], orelse.yields[i]]);
                    mark_varied(table, func, *dst, cause);
                }
            }
            Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => {}
        }
    }
}

fn mark_varied(table: &mut Activity, func: &Func, value: Value, cause: Option<Value>) {
    if func.kind(value).is_float() {
        table.varied[value.index()] = cause;
    }
}

fn use_backwards(table: &mut Activity, func: &Func, block: &Block) {
    for stmt in block.stmts.iter().rev() {
        match stmt {
            Stmt::Apply(Apply { dst, op, args, .. }) => {
                if table.useful[dst.index()] {
                    mark_useful(table, func, carriers(op, args));
                }
            }
            Stmt::Call(call) => {
                if call.dst.leaves().iter().any(|w| table.useful[w.index()] && func.kind(**w).is_float()) {
                    mark_useful(table, func, call.args.iter().flat_map(Shape::leaves));
                }
            }
            Stmt::If(If { dst, then, orelse, .. }) => {
                for (i, dst) in dst.iter().enumerate() {
                    if table.useful[dst.index()] {
                        mark_useful(table, func, [&then.yields[i], &orelse.yields[i]]);
                    }
                }
                use_backwards(table, func, then);
                use_backwards(table, func, orelse);
            }
            Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => {}
        }
    }
}

fn mark_useful<'a>(table: &mut Activity, func: &Func, atoms: impl IntoIterator<Item = &'a Atom>) {
    for value in atoms.into_iter().filter_map(|a| a.value()) {
        if func.kind(value).is_float() {
            table.useful[value.index()] = true;
        }
    }
}

/// Reports what reads a varied value and has no derivative, where the result
/// depends on it.
pub(crate) fn check(errors: &Errors, func: &Func, activity: &Activity) {
    let mut needed = vec![false; func.values.len()];
    roots(func).into_iter().for_each(|value| needed[value.index()] = true);
    need_backwards(&mut needed, &func.body);
    func.body.visit(&mut |stmt| match stmt {
        Stmt::Apply(Apply { op: Op::Foreign(foreign), args, dst, .. }) => {
            let refused = match &foreign.on_active {
                OnActive::Inactive => None,
                OnActive::Error(error) => Some(error).filter(|_| needed[dst.index()]),
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
}

/// The result; in the fragment that an error leaves, what nothing reads.
fn roots(func: &Func) -> Vec<Value> {
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
fn need_backwards(needed: &mut [bool], block: &Block) {
    let need = |needed: &mut [bool], atoms: Vec<Atom>| {
        atoms.into_iter().filter_map(Atom::value).for_each(|w| needed[w.index()] = true);
    };
    for stmt in block.stmts.iter().rev() {
        match stmt {
            Stmt::Apply(Apply { dst, op, args, .. }) if needed[dst.index()] => match op {
                Op::Foreign(foreign) if matches!(foreign.on_active, OnActive::Inactive) => {}
                Op::Foreign(_) | Op::Int(_) => need(needed, args.clone()),
                op => need(needed, carriers(op, args).into_iter().copied().collect()),
            },
            Stmt::Call(call) if call.dst.leaves().into_iter().any(|w| needed[w.index()]) => {
                need(needed, call.operands());
            }
            Stmt::If(If { dst, then, orelse, .. }) => {
                for (i, dst) in dst.iter().enumerate() {
                    if needed[dst.index()] {
                        need(needed, vec![then.yields[i], orelse.yields[i]]);
                    }
                }
                need_backwards(needed, then);
                need_backwards(needed, orelse);
            }
            _ => {}
        }
    }
}
