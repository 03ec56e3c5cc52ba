//! Availability: the adjoint sweep gets the primal values that it reads.
//!
//! The adjoint of an arm or of an iteration names values that the primal sweep
//! computed elsewhere. A cheap one is computed again where it is read. Any other
//! is handed on: out of an arm through one more yield of the `If`, which both
//! arms have; out of an iteration by a *tape*, which the adjoint reads at the
//! number of the iteration ([`tape`]). What the adjoint does not read is
//! neither: the question is put by the adjoint itself.
//!
//! ```text
//! w5 = if w3                  w5, w4 = if w3
//!     w4 = exp w1                 w4' = exp w1
//!     yield w4                    yield w4', w4'
//! else                        else
//!     yield w2                    yield w2, undef
//! t1 = if w3                  t1 = if w3
//!     t2 = mul w5_bar, w4         t2 = mul w5_bar, w4
//! ```

mod callees;
mod cut;
mod report;
mod tape;
mod write;

pub(super) use report::head;

use super::OpenAdjoint;
use crate::analysis::{Roots, changing, gives_the_same, roots, stable};
use crate::ir::{
    Access, Atom, Block, Checkpoints, Control, Func, Kind, Look, Loop, LoopId, Order, Range, Shape, Stmt, Value,
    ValueInfo,
};
use autodiff_core::rule::Cost;
use std::collections::{BTreeMap, BTreeSet};

/// What is recorded, and which passes avoid that. The last two must agree to the last bit,
/// and the first with them up to the order of sums; the tests compare them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Policy {
    /// What is cheap to compute again is not saved, nor what is read in its own iteration.
    Minimal,
    /// The same, but what comes from memory is multiplied with its guard, whether or not all of it is
    /// [spent](crate::analysis::spent).
    #[cfg_attr(not(test), allow(dead_code, reason = "a switch for the tests"))]
    Guarded,
    /// As `Minimal`, but no loop is [fused](super::fuse) with its mirror image, and no arm has both
    /// sweeps: a trace shows them apart, and a [pullback](super::pullback) runs them apart.
    Apart,
    /// Everything that is read is saved, in sweeps that are apart.
    #[cfg_attr(not(test), allow(dead_code, reason = "the second switch of the proof by two switches"))]
    Everything,
}

/// The regions on the way from the body to a block: the number of each
/// statement that has regions, in the order in which a walk meets them, and
/// which of its regions.
type Path = Vec<(usize, usize)>;

/// How a value came to be.
#[derive(Clone)]
enum Definition {
    /// By a statement of its own: an expression, or a view.
    By(Box<Stmt>),
    /// The index of a loop.
    Index(LoopId),
    /// The position of what a callee has recorded, which is called so.
    Record(String),
    Other,
}

/// A loop, as far as the number of an iteration is concerned.
#[derive(Clone)]
struct Site {
    id: LoopId,
    /// The head of the loop, as the user wrote it.
    text: String,
    /// Whether an iteration is a segment, which runs again.
    has_segments: bool,
    numbered: Numbered,
}

#[derive(Clone)]
enum Numbered {
    By(Range),
    Counted(Value),
}

struct Restore<'f> {
    policy: Policy,
    values: &'f mut Vec<ValueInfo>,
    roots: Roots,
    stable: BTreeSet<Value>,
    changing: BTreeSet<Value>,
    /// What is not computed again, as that would ask for more.
    recorded: BTreeSet<Value>,
    homes: BTreeMap<Value, (Path, Definition)>,
    sites: BTreeMap<usize, Site>,
    /// For a value that must leave its arm: its name after the `If` at each
    /// depth.
    saved: BTreeMap<(Value, usize), Value>,
    tapes: tape::Tapes,
    report: Vec<String>,
}

/// An adjoint, and what is saved for its adjoint sweep, where and why.
pub(crate) struct Adjoint {
    pub(crate) func: Func,
    pub(crate) saved: Vec<String>,
    /// The loops whose adjoints run after them, and why, in words.
    pub(crate) apart: Vec<String>,
}

impl Adjoint {
    /// What there is to say of it: `saves nothing`, or a list; and others, of loops and of calls.
    pub(crate) fn report(&self) -> String {
        let list = |heading: &str, lines: &[String]| {
            (!lines.is_empty()).then(|| format!("{heading}\n- {}", lines.join("\n- ")))
        };
        let saved = list("saves", &self.saved).unwrap_or_else(|| "saves nothing".to_owned());
        let apart = list("and reverses after they have run", &self.apart);
        let calls = list("and calls", &callees::told(&self.func));
        [Some(saved), apart, calls].into_iter().flatten().collect::<Vec<_>>().join("\n")
    }
}

/// Brings every value that the adjoint reads into scope.
pub(crate) fn restore(policy: Policy, open: OpenAdjoint) -> Adjoint {
    let OpenAdjoint { mut func, repeats, apart } = open;
    let recorded = if policy == Policy::Everything { BTreeSet::new() } else { cut::cut(&mut func, &repeats) };
    let (roots, stable, changing) = (roots(&func), stable(&func), changing(&func));
    let mut values = std::mem::take(&mut func.values);
    let mut cx = Restore {
        policy,
        values: &mut values,
        roots,
        stable,
        changing,
        recorded,
        homes: BTreeMap::new(),
        sites: BTreeMap::new(),
        saved: BTreeMap::new(),
        tapes: tape::Tapes::default(),
        report: Vec::new(),
    };
    define(&mut cx, &func.body, &Vec::new(), &mut 0);
    let mut scope: BTreeSet<Value> =
        func.params.iter().filter_map(|p| p.form.shape()).flat_map(Shape::leaves).copied().collect();
    fetch_block(&mut cx, &mut scope, &mut func.body, &Vec::new(), &mut 0);
    relocate(&mut cx, &func.body, &mut 0);
    write::write(&mut cx, &mut func.body, &Vec::new(), &mut 0);
    let saved = cx.report;
    func.values = values;
    Adjoint { func, saved, apart }
}

fn define(cx: &mut Restore<'_>, block: &Block, path: &Path, count: &mut usize) {
    for stmt in &block.stmts {
        for value in stmt.defines() {
            let effects = stmt.effects(cx.values);
            let is_simple = effects.computes.is_some() || effects.lends.is_some();
            let definition = match stmt {
                _ if is_simple => Definition::By(Box::new(stmt.clone())),
                Stmt::Call(call) if call.record.made() == Some(value) => {
                    Definition::Record(call.callee.name.to_string())
                }
                _ => Definition::Other,
            };
            cx.homes.insert(value, (path.clone(), definition));
        }
        if let Stmt::Loop(repeat) = stmt {
            let numbered = match &repeat.control {
                Control::For(range) => Some(Numbered::By(range.clone())),
                Control::While { counter, .. } => counter.map(Numbered::Counted),
            };
            if let Some(numbered) = numbered {
                let text = head(&repeat.origin);
                let has_segments = matches!(repeat.checkpoints, Checkpoints::Segments);
                cx.sites.insert(*count, Site { id: repeat.id, text, has_segments, numbered });
            }
        }
        let regions = arms(path, stmt.regions(), count);
        if let (Stmt::Loop(repeat), Some((inside, _))) = (stmt, regions.last()) {
            for carried in &repeat.carried {
                cx.homes.insert(carried.param, (inside.clone(), Definition::Other));
            }
            if let Control::For(range) = &repeat.control {
                cx.homes.insert(range.index, (inside.clone(), Definition::Index(repeat.id)));
            }
        }
        for (path, region) in regions {
            define(cx, region, &path, count);
        }
    }
}

/// Lets the bounds of each loop go by the names that they have before it, now
/// that what is read there has been fetched.
fn relocate(cx: &mut Restore<'_>, block: &Block, count: &mut usize) {
    for stmt in &block.stmts {
        if let Stmt::Loop(Loop { control: Control::For(range), .. }) = stmt
            && let Some(site) = cx.sites.get_mut(count)
        {
            site.numbered = Numbered::By(range.clone());
        }
        for (_, region) in arms(&Vec::new(), stmt.regions(), count) {
            relocate(cx, region, count);
        }
    }
}

/// The regions of a statement with their paths; the statement is counted.
fn arms<R>(path: &Path, regions: Vec<R>, count: &mut usize) -> Vec<(Path, R)> {
    if regions.is_empty() {
        return Vec::new();
    }
    let number = *count;
    *count += 1;
    let step = |side| path.iter().copied().chain([(number, side)]).collect();
    regions.into_iter().enumerate().map(|(side, region)| (step(side), region)).collect()
}

/// Walks a block in evaluation order with what is in scope, and fetches what is
/// not before the statement that reads it.
fn fetch_block(cx: &mut Restore<'_>, scope: &mut BTreeSet<Value>, block: &mut Block, path: &Path, count: &mut usize) {
    let mut fetched = Fetched { names: BTreeMap::new(), stmts: Vec::new() };
    for mut stmt in std::mem::take(&mut block.stmts) {
        for atom in stmt.operands() {
            fetch(cx, scope, &mut fetched, path, atom);
        }
        stmt.map_atoms(&mut |a| a.renamed(&fetched.names));
        let params = stmt.params();
        for (path, region) in arms(path, stmt.regions_mut(), count) {
            let mut inside: BTreeSet<Value> = scope.iter().copied().chain(params.iter().copied()).collect();
            fetch_block(cx, &mut inside, region, &path, count);
        }
        scope.extend(stmt.defines());
        fetched.stmts.push(stmt);
    }
    for atom in block.yields.clone() {
        fetch(cx, scope, &mut fetched, path, atom);
    }
    block.yields.iter_mut().for_each(|a| *a = a.renamed(&fetched.names));
    block.stmts = fetched.stmts;
}

/// A block as far as it is rewritten.
struct Fetched {
    /// The names that values from elsewhere have in it.
    names: BTreeMap<Value, Atom>,
    stmts: Vec<Stmt>,
}

/// Makes a value available here, under the name that `fetched` then has for it.
fn fetch(cx: &mut Restore<'_>, scope: &mut BTreeSet<Value>, fetched: &mut Fetched, path: &Path, atom: Atom) {
    let Some(value) = atom.value() else { return };
    if scope.contains(&value) || fetched.names.contains_key(&value) {
        return;
    }
    let Some((home, definition)) = cx.homes.get(&value).cloned() else {
        unreachable!("{value:?} {:?} is read and nothing defines it", cx.values[value.index()])
    };
    if let Definition::Index(id) = definition
        && let Some(index) = index_here(cx, path, id)
    {
        fetched.names.insert(value, index.into());
        return;
    }
    match again(cx, scope, value, definition) {
        Some(mut stmt) => {
            for operand in stmt.operands() {
                fetch(cx, scope, fetched, path, operand);
            }
            stmt.map_atoms(&mut |a| a.renamed(&fetched.names));
            let copy = same_name(cx, value);
            stmt.map_definitions(&mut |_| copy);
            fetched.names.insert(value, copy.into());
            scope.insert(copy);
            fetched.stmts.push(stmt);
        }
        None => {
            let outside = hand_on(cx, scope, fetched, &home, path, value);
            fetched.names.insert(value, outside.into());
            scope.insert(outside);
        }
    }
}

/// The index of the loop around here that has the same iterations.
fn index_here(cx: &Restore<'_>, path: &Path, id: LoopId) -> Option<Value> {
    let around = path.iter().rev().filter_map(|(number, _)| cx.sites.get(number));
    match &around.into_iter().find(|site| site.id == id)?.numbered {
        Numbered::By(range) => Some(range.index),
        Numbered::Counted(counter) => Some(*counter),
    }
}

/// The statement that computes the value once more, if that is possible and
/// cheap.
fn again(cx: &Restore<'_>, scope: &BTreeSet<Value>, value: Value, definition: Definition) -> Option<Stmt> {
    let Definition::By(stmt) = definition else { return None };
    let mut stmt = *stmt;
    if cx.recorded.contains(&value) {
        return None;
    }
    let minimal = cx.policy != Policy::Everything;
    let is_wanted = match &stmt {
        Stmt::Apply(_) if cx.values[value.index()].kind == Kind::Opaque => true,
        Stmt::Apply(apply) => minimal && apply.op.cost(&apply.args) == Cost::Cheap,
        // Memory is not led to where it is not.
        _ => minimal && stmt.places().into_iter().all(|place| reaches(cx, scope, place.base)),
    };
    let is_view = stmt.lends(cx.values).is_some();
    let runs_again = is_view || (is_wanted && is_repeatable(cx, scope, value, &stmt));
    stmt.places_mut().into_iter().for_each(|place| place.access = Access::Again);
    runs_again.then_some(stmt)
}

/// Hands the value on, region by region, until it can be seen from `path`.
fn hand_on(
    cx: &mut Restore<'_>,
    scope: &mut BTreeSet<Value>,
    fetched: &mut Fetched,
    home: &Path,
    path: &Path,
    value: Value,
) -> Value {
    let shared = home.iter().zip(path).take_while(|(a, b)| a == b).count();
    let mut current = value;
    for depth in (shared..home.len()).rev() {
        if cx.sites.contains_key(&home[depth].0) {
            return tape::read(cx, scope, fetched, &tape::Way { home, path, shared, depth }, current);
        }
        current = lead_out(cx, value, depth);
    }
    current
}

/// The name of the value after the `If` that it leaves.
fn lead_out(cx: &mut Restore<'_>, value: Value, depth: usize) -> Value {
    match cx.saved.get(&(value, depth)) {
        Some(outside) => *outside,
        None => {
            let outside = same_name(cx, value);
            cx.saved.insert((value, depth), outside);
            let what = report::what(cx, value);
            cx.report
                .push(format!("{what} leaves its branch: the adjoint reads it, and to compute it again costs more"));
            outside
        }
    }
}

fn same_name(cx: &mut Restore<'_>, value: Value) -> Value {
    let copy = Value::new(cx.values.len());
    let info = ValueInfo { access: Access::Again, ..cx.values[value.index()].clone() };
    cx.values.push(info);
    copy
}

fn fresh(cx: &mut Restore<'_>, kind: Kind, name: Option<String>) -> Value {
    let value = Value::new(cx.values.len());
    cx.values.push(ValueInfo { kind, name, number: None, access: Access::Again, claims: false, borrows: false });
    value
}

/// Whether the memory that a handle names is in scope.
fn reaches(cx: &Restore<'_>, scope: &BTreeSet<Value>, handle: Value) -> bool {
    cx.roots.way(handle).any(|w| scope.contains(&w))
}

/// Whether computing it again gives the same.
fn is_repeatable(cx: &Restore<'_>, scope: &BTreeSet<Value>, value: Value, stmt: &Stmt) -> bool {
    let finds = |_: &Look| cx.stable.contains(&value);
    gives_the_same(cx.values, stmt, finds, |w| !cx.changing.contains(&w) && !is_lost(cx, scope, w))
}

/// Whether a value of a foreign type is neither here nor to be had again: it can
/// hardly be recorded, but what was computed of it can.
fn is_lost(cx: &Restore<'_>, scope: &BTreeSet<Value>, value: Value) -> bool {
    if scope.contains(&value) {
        return false;
    }
    match cx.homes.get(&value) {
        Some((_, Definition::By(stmt))) if matches!(**stmt, Stmt::Apply(_)) => !is_repeatable(cx, scope, value, stmt),
        Some((_, Definition::Index(_))) | None => false,
        Some(_) => true,
    }
}

/// Which way a loop ran when it was recorded.
fn is_up(range: &Range) -> bool {
    range.order == Order::Up
}
