//! Availability: the adjoint sweep gets the primal values that it reads.
//!
//! The adjoint of an arm names values that the arm computed in the primal
//! sweep. A cheap one is computed again where it is read; a costly one (a
//! transcendental, a call) leaves its arm through one more yield of the `If`,
//! which both arms have. What the adjoint does not read is neither: the
//! question is put by the adjoint itself.
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

use crate::ir::{Apply, Atom, Block, Func, If, Kind, Op, Shape, Stmt, Value, ValueInfo};
use std::collections::{BTreeMap, BTreeSet};

/// What is recorded. The two must agree to the last bit; the tests compare them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Policy {
    /// What is cheap to compute again is not saved.
    Minimal,
    /// Everything that is read is saved.
    #[cfg_attr(not(test), allow(dead_code, reason = "the second switch of the proof by two switches"))]
    Everything,
}

/// The arms on the way from the body to a block: the number of each `If`, in
/// the order in which a walk meets them, and the side.
type Path = Vec<(usize, usize)>;

struct Restore<'f> {
    policy: Policy,
    values: &'f mut Vec<ValueInfo>,
    /// In which block each value is defined, and how.
    definitions: BTreeMap<Value, (Path, Option<Apply>)>,
    /// For a value that must leave its arm: its name after the `If` at each
    /// depth.
    saved: BTreeMap<(Value, usize), Value>,
}

/// Brings every value that the function reads into scope.
pub(crate) fn restore(policy: Policy, mut func: Func) -> Func {
    let mut values = std::mem::take(&mut func.values);
    let mut definitions = BTreeMap::new();
    define(&mut definitions, &func.body, &Vec::new(), &mut 0);
    let mut cx = Restore { policy, values: &mut values, definitions, saved: BTreeMap::new() };
    let mut scope: BTreeSet<Value> =
        func.params.iter().filter_map(|p| p.form.shape()).flat_map(Shape::leaves).copied().collect();
    fetch_block(&mut cx, &mut scope, &mut func.body, &Vec::new(), &mut 0);
    lead_out(&cx, &mut func.body, &Vec::new(), &mut 0);
    func.values = values;
    func
}

fn define(definitions: &mut BTreeMap<Value, (Path, Option<Apply>)>, block: &Block, path: &Path, ifs: &mut usize) {
    for stmt in &block.stmts {
        for value in stmt.defines() {
            let apply = if let Stmt::Apply(apply) = stmt { Some(apply.clone()) } else { None };
            definitions.insert(value, (path.clone(), apply));
        }
        for (path, region) in arms(path, stmt.regions(), ifs) {
            define(definitions, region, &path, ifs);
        }
    }
}

/// The regions of a statement with their paths; an `If` is counted.
fn arms<R>(path: &Path, regions: Vec<R>, ifs: &mut usize) -> Vec<(Path, R)> {
    if regions.is_empty() {
        return Vec::new();
    }
    let number = *ifs;
    *ifs += 1;
    let step = |side| path.iter().copied().chain([(number, side)]).collect();
    regions.into_iter().enumerate().map(|(side, region)| (step(side), region)).collect()
}

/// Walks a block in evaluation order with what is in scope, and fetches what is
/// not before the statement that reads it.
fn fetch_block(cx: &mut Restore<'_>, scope: &mut BTreeSet<Value>, block: &mut Block, path: &Path, ifs: &mut usize) {
    let mut fetched = Fetched { names: BTreeMap::new(), stmts: Vec::new() };
    for mut stmt in std::mem::take(&mut block.stmts) {
        for atom in stmt.operands() {
            fetch(cx, scope, &mut fetched, path, atom);
        }
        stmt.map_atoms(&mut |a| renamed(a, &fetched.names));
        for (path, region) in arms(path, stmt.regions_mut(), ifs) {
            fetch_block(cx, &mut scope.clone(), region, &path, ifs);
        }
        scope.extend(stmt.defines());
        fetched.stmts.push(stmt);
    }
    for atom in block.yields.clone() {
        fetch(cx, scope, &mut fetched, path, atom);
    }
    block.yields.iter_mut().for_each(|a| *a = renamed(*a, &fetched.names));
    block.stmts = fetched.stmts;
}

/// A block as far as it is rewritten.
struct Fetched {
    /// The names that values from elsewhere have in it.
    names: BTreeMap<Value, Value>,
    stmts: Vec<Stmt>,
}

/// Makes a value available here, under the name that `fetched` then has for it.
fn fetch(cx: &mut Restore<'_>, scope: &mut BTreeSet<Value>, fetched: &mut Fetched, path: &Path, atom: Atom) {
    let Some(value) = atom.value() else { return };
    if scope.contains(&value) || fetched.names.contains_key(&value) {
        return;
    }
    let Some((home, definition)) = cx.definitions.get(&value).cloned() else {
        unreachable!("{value:?} {:?} is read and nothing defines it", cx.values[value.index()])
    };
    let opaque = cx.values[value.index()].kind == Kind::Opaque;
    match definition.filter(|apply| opaque || (cx.policy == Policy::Minimal && is_cheap(&apply.op))) {
        Some(mut apply) => {
            for arg in &apply.args {
                fetch(cx, scope, fetched, path, *arg);
            }
            apply.args.iter_mut().for_each(|a| *a = renamed(*a, &fetched.names));
            apply.dst = same_name(cx, value);
            fetched.names.insert(value, apply.dst);
            scope.insert(apply.dst);
            fetched.stmts.push(Stmt::Apply(apply));
        }
        None => {
            let shared = home.iter().zip(path).take_while(|(a, b)| a == b).count();
            for depth in shared..home.len() {
                if !cx.saved.contains_key(&(value, depth)) {
                    let outside = same_name(cx, value);
                    cx.saved.insert((value, depth), outside);
                }
            }
            let outside = cx.saved[&(value, shared)];
            fetched.names.insert(value, outside);
            scope.insert(outside);
        }
    }
}

fn same_name(cx: &mut Restore<'_>, value: Value) -> Value {
    let copy = Value::new(cx.values.len());
    let info = cx.values[value.index()].clone();
    cx.values.push(info);
    copy
}

/// Cheaper to do again than to save and load.
fn is_cheap(op: &Op) -> bool {
    match op {
        Op::Rule(rule) => matches!(rule.name, "add" | "sub" | "mul" | "neg" | "abs"),
        Op::Compare(_) | Op::Not | Op::And | Op::Or | Op::Cast(_) | Op::Constant | Op::Predicate(_) => true,
        Op::Int(_) | Op::Foreign(_) => false,
    }
}

fn renamed(atom: Atom, names: &BTreeMap<Value, Value>) -> Atom {
    match (atom, atom.value().and_then(|w| names.get(&w))) {
        (Atom::Value(_), Some(w)) => Atom::Value(*w),
        (Atom::Neg(_), Some(w)) => Atom::Neg(*w),
        _ => atom,
    }
}

/// Adds to each `If` the yields by which saved values leave it.
fn lead_out(cx: &Restore<'_>, block: &mut Block, path: &Path, ifs: &mut usize) {
    for stmt in &mut block.stmts {
        let number = *ifs;
        for (path, region) in arms(path, stmt.regions_mut(), ifs) {
            lead_out(cx, region, &path, ifs);
        }
        let Stmt::If(If { dst, then, orelse, .. }) = stmt else { continue };
        for ((value, depth), outside) in &cx.saved {
            let home = &cx.definitions[value].0;
            if home[..*depth] != path[..] || home[*depth].0 != number {
                continue;
            }
            let inside = cx.saved.get(&(*value, depth + 1)).unwrap_or(value);
            let sides = if home[*depth].1 == 0 { [&mut *then, &mut *orelse] } else { [&mut *orelse, &mut *then] };
            let [here, there] = sides;
            here.yields.push(Atom::Value(*inside));
            there.yields.push(Atom::Undef);
            dst.push(*outside);
        }
    }
}
