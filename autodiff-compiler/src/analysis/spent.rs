//! Memory of which nothing is thrown away.
//!
//! What the program does not use has the adjoint zero, which meets no partial unguarded: nothing is
//! known of such a value, not even that it is a number. Of what lies in memory one cannot tell, as a
//! rule, whether somebody reads it. Here it is told: whatever is stored is read by a later loop
//! over all elements, and goes into what that loop makes.
//!
//! ```text
//! w3 = new [0.0; w2]
//! for w4 in 0..w2                   // fills it, each place once
//!     store w3[w4] = w6
//! w10 = for w7 in 0..w2 carrying w8 // spends it: nothing of w6 is thrown away
//!     w9 = load w3[w7]
//!     yield add w8, w9
//! yield w10
//! ```
//!
//! Operations use their operands, whatever they are; those that choose between them do not.

use super::{Roots, roots};
use crate::ir::{
    Apply, Atom, Block, Change, Control, Form, Func, Init, Kind, Limits, Loop, Memory, New, Op, Place, Range, Shape,
    Step, Stmt, Store, Value, Write,
};
use std::collections::{BTreeMap, BTreeSet};

/// The memory into which only what is used is stored.
pub(crate) fn spent(func: &Func) -> BTreeSet<Value> {
    let mut cx = Spent { func, roots: roots(func), lengths: BTreeMap::new(), sets: BTreeMap::new(), found: Set::new() };
    let mut lost = Set::new();
    func.body.visit(&mut |stmt| {
        if let Stmt::Apply(Apply { op: Op::Len, args, dst, .. }) = stmt
            && let Some(of) = args[0].value()
            && cx.roots.rooted(&Place::whole(of)).path.is_empty()
        {
            cx.lengths.insert(*dst, cx.roots.root(of));
        }
        for changed in &stmt.effects(&func.values).changes {
            let root = cx.roots.root(changed.handle);
            match (stmt, changed.how) {
                (Stmt::Store(_), Change::Set) => *cx.sets.entry(root).or_default() += 1,
                (Stmt::Store(_), Change::Add) | (_, Change::Possible) => {}
                _ => drop(lost.insert(root)),
            }
        }
    });
    let yields = func.body.yields.iter().filter_map(|atom| atom.value()).collect();
    block(&mut cx, &func.body, yields, &Set::new());
    cx.found.difference(&lost).copied().collect()
}

type Set = BTreeSet<Value>;

struct Spent<'f> {
    func: &'f Func,
    roots: Roots,
    /// Of lengths, the memory that is so long.
    lengths: BTreeMap<Value, Value>,
    /// How many statements overwrite elements.
    sets: BTreeMap<Value, usize>,
    found: Set,
}

/// How far the way back through a block has come with memory that it makes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// All that has been stored before is used.
    Read,
    /// That, and before it was filled it held nothing.
    Filled,
    /// Something is thrown away.
    Lost,
}

/// What a block uses, wherever it runs.
struct Used {
    values: Set,
    /// The places that it loads from for that.
    loads: Vec<Place>,
}

/// Goes back through a block of which these values are used. What is stored in memory that is
/// read afterwards is used, too.
fn block(cx: &mut Spent<'_>, block: &Block, mut used: Set, around: &Set) -> Used {
    let mut phases: BTreeMap<Value, Phase> = BTreeMap::new();
    let (mut read, mut loads) = (around.clone(), Vec::new());
    let own: BTreeMap<Value, &New> = block.stmts.iter().filter_map(|stmt| candidate(cx, stmt)).collect();
    for stmt in block.stmts.iter().rev() {
        for root in written(cx, stmt).into_iter().filter(|root| own.contains_key(root)) {
            let phase = match phases.get(&root) {
                Some(Phase::Read) if !overwrites(cx, stmt, root) => Phase::Read,
                Some(Phase::Read) if fills(cx, stmt, root) => Phase::Filled,
                _ => Phase::Lost,
            };
            phases.insert(root, phase);
            if phase == Phase::Lost {
                read.remove(&root);
            }
        }
        match stmt {
            Stmt::Apply(apply) if used.contains(&apply.dst) && uses_all(&apply.op) => {
                used.extend(apply.args.iter().filter_map(|atom| atom.value()));
            }
            Stmt::Load(load) if used.contains(&load.dst) => loads.push(cx.roots.rooted(&load.place)),
            Stmt::Store(store) if read.contains(&cx.roots.root(store.place.base)) => used.extend(store.value.value()),
            Stmt::Loop(repeat) => {
                let inside = repeated(cx, repeat, &mut used, &read);
                for place in inside {
                    let whole = own.get(&place.base).is_some_and(|new| is_whole(cx, repeat, &place, new));
                    if whole && !phases.contains_key(&place.base) {
                        phases.insert(place.base, Phase::Read);
                        read.insert(place.base);
                    }
                }
            }
            Stmt::If(branch) => {
                for arm in [&branch.then, &branch.orelse] {
                    let pairs = branch.dst.iter().zip(&arm.yields).filter(|(dst, _)| used.contains(dst));
                    let yields = pairs.filter_map(|(_, atom)| atom.value()).collect();
                    self::block(cx, arm, yields, &read);
                }
            }
            Stmt::New(new) if matches!(phases.get(&new.dst), Some(Phase::Read | Phase::Filled)) => {
                cx.found.insert(new.dst);
            }
            _ => {}
        }
        // The loop that fills it stores what is used; what stands before that does not.
        read.retain(|root| phases.get(root) != Some(&Phase::Filled));
    }
    Used { values: used, loads }
}

/// Goes back through a loop, and tells what each of its iterations loads and uses.
fn repeated(cx: &mut Spent<'_>, repeat: &Loop, used: &mut Set, read: &Set) -> Vec<Place> {
    let Control::For(_) = repeat.control else {
        block(cx, &repeat.body, Set::new(), &Set::new());
        return Vec::new();
    };
    let before = cx.found.clone();
    let mut carried: Vec<usize> = (0..repeat.carried.len()).collect();
    carried.retain(|k| used.contains(&repeat.carried[*k].dst));
    loop {
        cx.found.clone_from(&before);
        let yields = carried.iter().filter_map(|k| repeat.body.yields[*k].value()).collect();
        let inside = block(cx, &repeat.body, yields, read);
        // What is handed on is used if the next iteration uses it.
        let is_used = |k: &usize| inside.values.contains(&repeat.carried[*k].param);
        if carried.iter().all(is_used) {
            used.extend(carried.iter().filter_map(|k| repeat.carried[*k].init.value()));
            return inside.loads;
        }
        carried.retain(is_used);
    }
}

/// New memory with scalars in it that hold nothing yet.
fn candidate<'b>(cx: &Spent<'_>, stmt: &'b Stmt) -> Option<(Value, &'b New)> {
    let Stmt::New(new) = stmt else { return None };
    let Init::Repeat(Shape::Leaf(atom), _) = &new.init else { return None };
    let is_of_floats = match cx.func.kind(new.dst) {
        Kind::Memory(Memory { form: Form::Vec | Form::Array(_), elem: Shape::Leaf(elem) }) => elem.is_float(),
        _ => false,
    };
    (atom.value().is_none() && is_of_floats).then_some((new.dst, new))
}

/// Whether the place is the element of the loop's number, in a loop over all of them.
fn is_whole(cx: &Spent<'_>, repeat: &Loop, place: &Place, new: &New) -> bool {
    let Control::For(Range { index, from: Atom::Int(0), to, limits: Limits::HalfOpen, .. }) = &repeat.control else {
        return false;
    };
    let is_length = match (to, &new.init, cx.func.kind(new.dst)) {
        (Atom::Value(w), ..) if cx.lengths.get(w) == Some(&new.dst) => true,
        (to, Init::Repeat(_, Some(len)), _) => to == len,
        (Atom::Int(n), _, Kind::Memory(Memory { form: Form::Array(len), .. })) => *len == n.to_string(),
        _ => false,
    };
    is_length && place.path[..] == [Step::Index(Atom::Value(*index))]
}

/// The memory that a statement stores into.
fn written(cx: &Spent<'_>, stmt: &Stmt) -> Set {
    let mut found = Set::new();
    stores(stmt, &mut |store| found.extend([cx.roots.root(store.place.base)]));
    found
}

/// Whether what has been there may be gone.
fn overwrites(cx: &Spent<'_>, stmt: &Stmt, root: Value) -> bool {
    let mut found = false;
    stores(stmt, &mut |store| found |= store.write == Write::Set && cx.roots.root(store.place.base) == root);
    found
}

fn stores<'s>(stmt: &'s Stmt, f: &mut dyn FnMut(&'s Store)) {
    if let Stmt::Store(store) = stmt {
        f(store);
    }
    for region in stmt.regions() {
        region.stmts.iter().for_each(|stmt| stores(stmt, f));
    }
}

/// Whether the statement is a loop that stores into each place at most once, and nothing else
/// stores there before or in it.
fn fills(cx: &Spent<'_>, stmt: &Stmt, root: Value) -> bool {
    let Stmt::Loop(Loop { control: Control::For(range), body, .. }) = stmt else { return false };
    let mut times = 0;
    stores(stmt, &mut |store| times += usize::from(cx.roots.root(store.place.base) == root));
    let is_alone = times == 1 && cx.sets.get(&root) == Some(&1);
    is_alone && stores_once(cx, body, range.index, root)
}

/// Whether the store into the memory is in the block, or in an arm of it, and at this index.
fn stores_once(cx: &Spent<'_>, block: &Block, index: Value, root: Value) -> bool {
    block.stmts.iter().any(|stmt| match stmt {
        Stmt::Store(store) => {
            let place = cx.roots.rooted(&store.place);
            place.base == root && place.path[..] == [Step::Index(Atom::Value(index))]
        }
        Stmt::If(branch) => [&branch.then, &branch.orelse].into_iter().any(|arm| stores_once(cx, arm, index, root)),
        _ => false,
    })
}

/// Whether what the operation gives is made of all of its operands.
fn uses_all(op: &Op) -> bool {
    match op {
        Op::Rule(rule) => {
            let chooses = matches!(rule.name, "max" | "min" | "clamp");
            !chooses && rule.partials.iter().all(|partial| partial.text != "0.0")
        }
        Op::Cast(kind) => kind.is_float(),
        _ => false,
    }
}
