//! What is dear runs once: the adjoint of an iteration reads what the primal has computed.
//!
//! `reverse` runs an iteration again in front of its adjoint. A result that is dear by the
//! [cost](autodiff_core::rule::Cost) of its rule, or comes out of an inner loop, is read of
//! the primal in place of that, and `restore` records it: one number.
//!
//! ```text
//! for w4 in 0..w2                     for w4 in 0..w2
//!     w6' = exp w3                        t = mul w8_bar, w6      // of the primal
//!     t = mul w8_bar, w6'                 store w1_bar[w4] += t
//!     store w1_bar[w4] += t
//! ```
//!
//! In nested loops that would be a number for each iteration of all of them, more than there
//! may be of anything else. There it is kept only where the inner loop records something
//! anyway, so that the memory is of the same order; or else from where the adjoint has run
//! the inner loop again, one iteration of the outer one long.
//!
//! Of a loop under `#[independent]` nothing is kept: that is what its user has asked for.

use super::{OpenAdjoint, Repeats, dce_before_sharing};
use crate::analysis::{Ground, stable};
use crate::ir::{Atom, Block, Checkpoints, Control, Kind, Limits, Loop, LoopId, Shape, Stmt, Value};
use autodiff_core::rule::Cost;
use std::collections::{BTreeMap, BTreeSet};

/// The blocks around a statement, outermost first, and its own.
type Path = Vec<usize>;

/// The most iterations that are as good as none.
const FEW: i128 = 64;

/// Reads of the primal what is dear to compute again.
pub(crate) fn keep(open: OpenAdjoint) -> OpenAdjoint {
    let mut open = dce_before_sharing(open);
    let mut table = Table { free: stable(&open.func), ..Table::default() };
    let params = open.func.params.iter().filter_map(|param| param.form.shape()).flat_map(Shape::leaves);
    table.homes.extend(params.map(|w| (*w, Path::new())));
    block(&mut table, &open.repeats, &open.func.body, &Path::new());
    let ground = Ground::of(&open.func);
    let mut again = BTreeMap::new();
    let mut same: BTreeMap<Value, Vec<Value>> = BTreeMap::new();
    open.func.body.visit(&mut |stmt| {
        for w in dear(&table, &ground, stmt) {
            let kind = open.func.kind(w);
            let is_scalar = kind.is_float() || matches!(kind, Kind::Bool | Kind::Int(_));
            let Some(primal) = open.repeats.get(&w).filter(|_| is_scalar) else { continue };
            let same = same.entry(*primal).or_insert_with(|| vec![*primal]);
            match same.iter().find(|first| is_worth(&table, &open.repeats, w, **first)) {
                Some(first) => drop(again.insert(w, Atom::Value(*first))),
                None => same.push(w),
            }
        }
    });
    open.func.body.map_atoms(&mut |atom| atom.renamed(&again));
    open
}

#[derive(Default)]
struct Table {
    /// The block that defines a value.
    homes: BTreeMap<Value, Path>,
    /// The statement that defines it, by its number: fusion may have moved an adjoint to in front
    /// of what it repeats.
    numbers: BTreeMap<Value, usize>,
    /// The blocks in which a value is read.
    uses: BTreeMap<Value, Vec<Path>>,
    /// What can be had anywhere: indices, loads that can be done again, cheap arithmetic.
    free: BTreeSet<Value>,
    /// What is the same in every iteration of the loop around it: LLVM takes it out.
    steady: BTreeSet<Value>,
    /// The bodies of loops, those of which run more than a few times, and the blocks that
    /// decide whether they do.
    bodies: BTreeSet<usize>,
    many: BTreeSet<usize>,
    conditions: BTreeSet<usize>,
    /// The bodies of loops whose iterations are independent: an adjoint runs them again.
    independent: BTreeSet<usize>,
    /// The blocks of which one iteration has an adjoint, the winner's.
    seldom: BTreeSet<usize>,
    /// The bounds of each loop of the primal.
    bounds: BTreeMap<LoopId, [Atom; 2]>,
    /// The statement that a block belongs to, by its number.
    holders: BTreeMap<usize, usize>,
    statements: usize,
    blocks: usize,
}

fn block(table: &mut Table, repeats: &Repeats, body: &Block, path: &Path) {
    for stmt in &body.stmts {
        table.statements += 1;
        let number = table.statements;
        for w in stmt.operands().into_iter().filter_map(Atom::value) {
            table.uses.entry(w).or_default().push(path.clone());
        }
        table.homes.extend(stmt.defines().into_iter().map(|w| (w, path.clone())));
        table.numbers.extend(stmt.defines().into_iter().map(|w| (w, number)));
        if let Stmt::Apply(apply) = stmt
            && apply.op.cost(&apply.args) == Cost::Cheap
        {
            table.free.insert(apply.dst);
        }
        if let Stmt::Apply(apply) = stmt
            && apply.args.iter().filter_map(|a| a.value()).all(|w| is_steady(table, w, path))
        {
            table.steady.insert(apply.dst);
        }
        let regions = stmt.regions();
        let last = regions.len().saturating_sub(1);
        for (i, region) in regions.into_iter().enumerate() {
            table.blocks += 1;
            table.holders.insert(table.blocks, number);
            match stmt {
                Stmt::Loop(repeat) if i == last => note_loop(table, repeats, repeat),
                Stmt::Loop(_) => drop(table.conditions.insert(table.blocks)),
                _ => {}
            }
            let inside: Path = path.iter().copied().chain([table.blocks]).collect();
            table.homes.extend(stmt.params().into_iter().map(|w| (w, inside.clone())));
            block(table, repeats, region, &inside);
        }
    }
    for w in body.yields.iter().filter_map(|a| a.value()) {
        table.uses.entry(w).or_default().push(path.clone());
    }
}

/// Whether a value is the same in every iteration of the loop around a block.
fn is_steady(table: &Table, value: Value, path: &Path) -> bool {
    let innermost = path.iter().rposition(|block| table.bodies.contains(block));
    let is_outside = |home: &Path| path.starts_with(home) && innermost.is_none_or(|at| home.len() <= at);
    table.homes.get(&value).is_some_and(is_outside) || table.steady.contains(&value)
}

fn note_loop(table: &mut Table, repeats: &Repeats, repeat: &Loop) {
    let few = match &repeat.control {
        Control::For(range) => {
            table.free.insert(range.index);
            let original = |atom: Atom| match atom {
                Atom::Value(w) => Atom::Value(repeats.get(&w).copied().unwrap_or(w)),
                literal => literal,
            };
            let bounds = [range.from, range.to].map(original);
            if *table.bounds.entry(repeat.id).or_insert(bounds) != bounds {
                table.seldom.insert(table.blocks);
            }
            let last = i128::from(range.limits == Limits::Closed);
            matches!((range.from, range.to), (Atom::Int(from), Atom::Int(to)) if to - from + last <= FEW)
        }
        Control::While { counter, .. } => {
            table.free.extend(counter);
            false
        }
    };
    if matches!(repeat.checkpoints, Checkpoints::Independent) {
        table.independent.insert(table.blocks);
    }
    table.bodies.insert(table.blocks);
    if !few {
        table.many.insert(table.blocks);
    }
}

/// The results of a statement that is dear; of a loop, if nothing else is wanted of it.
fn dear(table: &Table, ground: &Ground<'_>, stmt: &Stmt) -> Vec<Value> {
    match stmt {
        Stmt::Apply(apply) if table.steady.contains(&apply.dst) => Vec::new(),
        Stmt::Apply(apply) if apply.op.cost(&apply.args) == Cost::Dear => vec![apply.dst],
        Stmt::Loop(repeat) => {
            let touched = ground.touched([stmt]);
            let changes = touched.must_run || touched.changed().next().is_some();
            let inside = repeat.body.stmts.iter().flat_map(Stmt::defines).chain(stmt.params());
            let is_seen = |w: Value| table.uses.get(&w).into_iter().flatten().all(|path| is_seen(table, w, path));
            if !changes && inside.into_iter().all(is_seen) { stmt.defines() } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// Whether a value is seen from a block.
fn is_seen(table: &Table, value: Value, from: &Path) -> bool {
    table.homes.get(&value).is_some_and(|home| from.starts_with(home))
}

/// Whether the first one is kept for the one that repeats it.
fn is_worth(table: &Table, repeats: &Repeats, again: Value, first: Value) -> bool {
    let (Some(here), Some(home)) = (table.homes.get(&again), table.homes.get(&first)) else { return false };
    let shared = here.iter().zip(home).take_while(|(a, b)| a == b).count();
    let (way, there) = (&home[shared..], &here[shared..]);
    let holder = |way: &[usize]| way.first().and_then(|block| table.holders.get(block));
    let is_other_arm = holder(way).is_some() && holder(way) == holder(there);
    let is_independent = way.iter().any(|block| table.independent.contains(block));
    let is_seldom = way.iter().chain(there).any(|block| table.seldom.contains(block));
    let is_decided = way.iter().any(|block| table.conditions.contains(block));
    // What the adjoint runs again in an arm need not have run.
    let may_be_missing = repeats.contains_key(&first) && way.iter().any(|block| !table.bodies.contains(block));
    let is_behind = table.numbers.get(&first) > table.numbers.get(&again);
    if is_behind || is_other_arm || is_independent || is_seldom || is_decided || may_be_missing {
        return false;
    }
    let many: Vec<usize> = way.iter().copied().filter(|block| table.many.contains(block)).collect();
    let with_others = || many.last().is_some_and(|innermost| records(table, *innermost, shared));
    many.len() <= 1 || with_others()
}

/// Whether something of a loop's body is read outside of it, and can be had by a record only.
fn records(table: &Table, body: usize, shared: usize) -> bool {
    table.homes.iter().any(|(w, home)| {
        let is_inside = home.iter().skip(shared).any(|block| *block == body);
        let is_lost = |path: &Path| !path.starts_with(home);
        is_inside && !table.free.contains(w) && table.uses.get(w).into_iter().flatten().any(is_lost)
    })
}
