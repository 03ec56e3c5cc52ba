//! What is recorded of an expression: its result, if that is fewer numbers.
//!
//! The adjoint sweep computes an iteration again from what was recorded of it.
//! Where several numbers would be recorded for the sake of one result, and for
//! nothing else, that result is recorded instead. It is a cut through what the
//! adjoint reads (Griewank & Walther, *Evaluating Derivatives*, 2nd ed., SIAM
//! 2008, §4.1), found expression by expression.
//!
//! ```text
//! t3 = sub w11, t2        // w11, w12 and w16: elements that are overwritten
//! t4 = add t3, w16
//! r_bar += mul b, t4      r_bar += mul b, w17         // what t4 repeats
//! ```

use super::super::Repeats;
use crate::analysis::stable;
use crate::ir::{Atom, Block, Control, Func, Shape, Stmt, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The blocks around a statement, outermost first, and its own.
type Path = Vec<usize>;

#[derive(Default)]
struct Table {
    /// The block that defines a value.
    homes: BTreeMap<Value, Path>,
    /// Values that can be had anywhere: loads that can be done again, indices.
    free: BTreeSet<Value>,
    /// The blocks in which a value is read.
    uses: BTreeMap<Value, Vec<Path>>,
    /// Arithmetic that repeats the primal.
    again: BTreeMap<Value, (Path, Vec<Value>)>,
    order: Vec<Value>,
    blocks: usize,
}

/// What a result is computed again from.
#[derive(Clone, Default)]
struct Cone {
    /// The values that would be recorded.
    leaves: BTreeSet<Value>,
    /// The statements that compute it, itself included.
    inside: BTreeSet<Value>,
}

/// Reads what the primal has computed in place of what was computed again;
/// returns what is to be recorded for it.
pub(super) fn cut(func: &mut Func, repeats: &Repeats) -> BTreeSet<Value> {
    let mut table = Table { free: stable(func), ..Table::default() };
    let params = func.params.iter().filter_map(|p| p.form.shape()).flat_map(Shape::leaves);
    params.for_each(|w| {
        table.homes.insert(*w, Vec::new());
    });
    block(&mut table, repeats, &func.body, &Vec::new());
    let cones = cones(&table, func);
    let mut gone = BTreeSet::new();
    let mut recorded = BTreeMap::new();
    for result in table.order.iter().rev().filter(|w| !cones[w].inside.is_empty()) {
        if !gone.contains(result)
            && let Some(primal) = original(&table, repeats, *result, &cones[result])
        {
            gone.extend(&cones[result].inside);
            recorded.insert(*result, Atom::Value(primal));
        }
    }
    if !recorded.is_empty() {
        func.body.map_atoms(&mut |atom| atom.renamed(&recorded));
        remove(&gone, &mut func.body);
    }
    recorded.into_values().filter_map(Atom::value).collect()
}

fn block(table: &mut Table, repeats: &Repeats, body: &Block, path: &Path) {
    for stmt in &body.stmts {
        for w in stmt.operands().into_iter().filter_map(Atom::value) {
            table.uses.entry(w).or_default().push(path.clone());
        }
        for w in stmt.defines() {
            table.homes.insert(w, path.clone());
        }
        if let Stmt::Apply(apply) = stmt
            && repeats.contains_key(&apply.dst)
            && apply.op.is_cheap_arithmetic()
        {
            let args = apply.args.iter().filter_map(|a| a.value()).collect();
            table.again.insert(apply.dst, (path.clone(), args));
            table.order.push(apply.dst);
        }
        let index = match stmt {
            Stmt::Loop(repeat) => match &repeat.control {
                Control::For(range) => Some(range.index),
                Control::While { counter, .. } => *counter,
            },
            _ => None,
        };
        table.free.extend(index);
        for region in stmt.regions() {
            table.blocks += 1;
            let inside: Path = path.iter().copied().chain([table.blocks]).collect();
            for param in stmt.params() {
                table.homes.insert(param, inside.clone());
            }
            block(table, repeats, region, &inside);
        }
    }
    for w in body.yields.iter().filter_map(|a| a.value()) {
        table.uses.entry(w).or_default().push(path.clone());
    }
}

/// Whether a value is seen from a block.
fn is_seen(table: &Table, value: Value, from: &Path) -> bool {
    table.homes.get(&value).is_some_and(|home| from.starts_with(home))
}

/// The cone of each result, in the order of computation; empty where it is not
/// known how to have one of its operands.
fn cones(table: &Table, func: &Func) -> BTreeMap<Value, Cone> {
    let mut cones: BTreeMap<Value, Cone> = BTreeMap::new();
    for result in &table.order {
        let (path, args) = &table.again[result];
        let mut cone = Cone { inside: BTreeSet::from([*result]), ..Cone::default() };
        for arg in args {
            match cones.get(arg) {
                Some(of) if table.homes.get(arg) == Some(path) => {
                    cone.leaves.extend(&of.leaves);
                    cone.inside.extend(&of.inside);
                }
                _ if is_seen(table, *arg, path) || table.free.contains(arg) => {}
                _ if func.kind(*arg).is_float() => {
                    cone.leaves.insert(*arg);
                }
                _ => {}
            }
        }
        cones.insert(*result, cone);
    }
    cones
}

/// The value of the primal that a result repeats, if it is better recorded itself.
fn original(table: &Table, repeats: &Repeats, result: Value, cone: &Cone) -> Option<Value> {
    let primal = *repeats.get(&result)?;
    let home = table.homes.get(&primal)?;
    let together = cone.leaves.iter().all(|leaf| table.homes.get(leaf) == Some(home));
    let alone = cone.leaves.iter().all(|leaf| lost_uses(table, *leaf) == uses_inside(table, cone, *leaf));
    let hidden = |w: &Value| *w == result || table.uses.get(w).map_or(0, Vec::len) == uses_inside(table, cone, *w);
    (cone.leaves.len() > 1 && together && alone && cone.inside.iter().all(hidden)).then_some(primal)
}

/// How often a value is read where it is not seen.
fn lost_uses(table: &Table, value: Value) -> usize {
    let uses = table.uses.get(&value).into_iter().flatten();
    uses.filter(|path| !is_seen(table, value, path)).count()
}

fn uses_inside(table: &Table, cone: &Cone, value: Value) -> usize {
    cone.inside.iter().map(|w| table.again[w].1.iter().filter(|arg| **arg == value).count()).sum()
}

fn remove(gone: &BTreeSet<Value>, body: &mut Block) {
    body.stmts.retain(|stmt| !matches!(stmt, Stmt::Apply(apply) if gone.contains(&apply.dst)));
    for stmt in &mut body.stmts {
        stmt.regions_mut().into_iter().for_each(|region| remove(gone, region));
    }
}
