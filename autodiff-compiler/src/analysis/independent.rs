//! Where the iterations of a loop under `#[independent]` meet.
//!
//! The attribute says that they meet in sums alone. What can be seen of that is looked at here:
//! that what the loop carries are sums, that nothing leaves it early, and that memory is added to,
//! or written to and not read, or each iteration has elements of its own. What is left is
//! *scratch*: memory that is read in the loop alone, and that each iteration fills before it
//! reads it. That it does is taken on faith, and [a transform](crate::transform) makes scratch for
//! each iteration, in which debug builds find what was not filled.
//!
//! ```text
//! w3 = new [0.0; w2]
//! w9 = for w4 in 0..w1 carrying w5 = 0.0    // a sum
//!     store w3[0] = w6                      // scratch: w3 is touched in the loop alone
//!     w7 = load w3[0]
//!     w8 = add w5, w7
//!     yield w8
//! ```

use super::{Ground, Roots, homes};
use crate::errors::{Errors, Message};
use crate::ir::{
    Apply, Aspect, Atom, Block, BulkOp, Carried, Change, Checkpoints, Control, Form, Func, Hold, If, Init, IntOp, Kind,
    Loop, LoopId, Memory, Op, Place, Shape, Source, Step, Stmt, Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// How long scratch is when an iteration begins.
#[derive(Clone, Copy)]
pub(crate) enum Room {
    /// As long as it was made.
    Of(Atom),
    /// As long as the loop finds it.
    AsItIs,
    /// An iteration drops what is there first.
    Cleared,
}

/// The scratch of each loop whose iterations are said to be independent.
pub(crate) fn scratch(func: &Func) -> BTreeMap<LoopId, BTreeMap<Value, Room>> {
    let cx = Cx::of(func);
    let mut found = BTreeMap::new();
    func.body.visit(&mut |stmt| {
        if let Some(repeat) = independent(stmt) {
            let scratch = shared(&cx, repeat).into_iter().filter_map(|(root, share)| match share {
                Share::Scratch(room) => Some((root, room)),
                Share::Met | Share::Grows => None,
            });
            found.insert(repeat.id, scratch.collect());
        }
    });
    found
}

/// Reports where iterations meet that are said to be independent.
pub(super) fn check(errors: &Errors, func: &Func) {
    let cx = Cx::of(func);
    func.body.visit(&mut |stmt| {
        let Some(repeat) = independent(stmt) else { return };
        let Some(origin) = &repeat.origin else { return };
        let report = |message: Message, at: &Source| {
            let _ = errors.report(message.at(at.span));
        };
        if Ground::of(func).touched([stmt]).may_leave {
            report(Message::IndependentLeft, origin);
        }
        for w in carried(&cx, repeat) {
            report(Message::IndependentCarried { what: what(func, w, "what it hands on") }, origin);
        }
        for (root, share) in shared(&cx, repeat) {
            let (what, at) = (what(func, root, "this"), first_change(&cx, repeat, root).unwrap_or(origin));
            match share {
                Share::Scratch(_) => {}
                Share::Met => report(Message::IndependentShared { what }, at),
                Share::Grows => report(Message::IndependentGrows { what }, at),
            }
        }
    });
}

/// A value by its name, if the user has given it one.
fn what(func: &Func, w: Value, otherwise: &str) -> String {
    let info = &func.values[w.index()];
    let is_own = |name: &&String| name.strip_prefix('w').is_none_or(|rest| rest.parse::<usize>().is_err());
    info.name.as_ref().filter(is_own).map_or_else(|| otherwise.to_owned(), |name| format!("`{name}`"))
}

/// Where the loop first changes the memory.
fn first_change<'l>(cx: &Cx<'_>, repeat: &'l Loop, root: Value) -> Option<&'l Source> {
    let mut found = None;
    repeat.body.visit(&mut |stmt| {
        let changes = stmt.effects(&cx.func.values).changes;
        if found.is_none() && changes.iter().any(|changed| cx.roots.root(changed.handle) == root) {
            found = stmt.origin().as_deref();
        }
    });
    found
}

fn independent(stmt: &Stmt) -> Option<&Loop> {
    match stmt {
        Stmt::Loop(repeat) if matches!(repeat.checkpoints, Checkpoints::Independent) => Some(repeat),
        _ => None,
    }
}

struct Cx<'f> {
    func: &'f Func,
    roots: Roots,
    /// How often a value is read, and the statement that defines it.
    reads: BTreeMap<Value, usize>,
    definitions: BTreeMap<Value, &'f Stmt>,
    /// Of memory that the function makes, how.
    made: BTreeMap<Value, &'f Init>,
}

impl<'f> Cx<'f> {
    fn of(func: &'f Func) -> Cx<'f> {
        let mut cx = Cx {
            func,
            roots: homes(func),
            reads: BTreeMap::new(),
            definitions: BTreeMap::new(),
            made: BTreeMap::new(),
        };
        func.body.visit_reads(&mut |w| *cx.reads.entry(w).or_default() += 1);
        func.body.visit(&mut |stmt| {
            cx.definitions.extend(stmt.defines().into_iter().map(|w| (w, stmt)));
            if let Stmt::New(new) = stmt {
                cx.made.insert(new.dst, &new.init);
            }
        });
        cx
    }

    fn count(&self, w: Value) -> usize {
        self.reads.get(&w).copied().unwrap_or(0)
    }
}

/// What the loop carries and is no sum: something in an iteration reads it, or it is what the last
/// iteration leaves.
fn carried(cx: &Cx<'_>, repeat: &Loop) -> Vec<Value> {
    let meets = |(c, next): &(&Carried, &Atom)| {
        let is_sum = added(cx, c.param, **next) == Some(cx.count(c.param));
        // No iteration does anything with what it finds, and nobody reads it afterwards.
        let is_own = cx.count(c.dst) == 0 && handed_on(cx, c.param, **next) == cx.count(c.param);
        !is_sum && !is_own
    };
    repeat.carried.iter().zip(&repeat.body.yields).filter(meets).map(|(c, _)| c.param).collect()
}

/// How often a value is read on the way to what is that value and terms that were added to it;
/// nothing if it is not.
fn added(cx: &Cx<'_>, from: Value, to: Atom) -> Option<usize> {
    let Atom::Value(to) = to else { return None };
    if to == from {
        return Some(1);
    }
    match cx.definitions.get(&to)? {
        // A partial sum that is read besides is looked at.
        _ if cx.count(to) != 1 => None,
        Stmt::Apply(Apply { op, args, .. }) => {
            let (adds, subtracts) = match op {
                Op::Rule(rule) => (rule.name == "add", rule.name == "sub"),
                Op::Int(op) => (*op == IntOp::Add, *op == IntOp::Sub),
                _ => (false, false),
            };
            let terms = if adds { &args[..2] } else { &args[..usize::from(subtracts)] };
            terms.iter().find_map(|term| added(cx, from, *term))
        }
        Stmt::If(If { dst, then, orelse, .. }) => {
            let i = dst.iter().position(|w| *w == to)?;
            Some(added(cx, from, then.yields[i])? + added(cx, from, orelse.yields[i])?)
        }
        Stmt::Loop(inner) => {
            let k = inner.carried.iter().position(|c| c.dst == to)?;
            let c = inner.carried[k];
            let is_sum = added(cx, c.param, inner.body.yields[k]) == Some(cx.count(c.param));
            is_sum.then(|| added(cx, from, c.init)).flatten()
        }
        _ => None,
    }
}

/// How often a value is read on the way to where it is what it was, or something else.
fn handed_on(cx: &Cx<'_>, from: Value, to: Atom) -> usize {
    let Atom::Value(to) = to else { return 0 };
    if to == from {
        return 1;
    }
    match cx.definitions.get(&to) {
        Some(Stmt::If(If { dst, then, orelse, .. })) if cx.count(to) == 1 => {
            let arms = dst.iter().position(|w| *w == to).map(|i| [then.yields[i], orelse.yields[i]]);
            arms.into_iter().flatten().map(|next| handed_on(cx, from, next)).sum()
        }
        _ => 0,
    }
}

/// How iterations share memory that they write to.
enum Share {
    /// Each fills it before it reads it, it is said.
    Scratch(Room),
    /// One may read what another has written.
    Met,
    /// The same, of its length.
    Grows,
}

/// What the statements of a loop do to memory that was there before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Set,
    Add,
    Look,
    Resize,
    /// Any of that, at elements that other iterations have, too.
    Everywhere,
}

type Uses = BTreeSet<Use>;

/// The memory in which iterations meet, or would, if it were not said that they do not.
fn shared(cx: &Cx<'_>, repeat: &Loop) -> Vec<(Value, Share)> {
    let share = |(root, uses): (Value, Uses)| {
        let has = |one| uses.contains(&one);
        let is_met = [Use::Set, Use::Add, Use::Look].into_iter().filter(|one| has(*one)).count() > 1;
        let or = if has(Use::Resize) { Share::Grows } else { Share::Met };
        let is_shared = has(Use::Everywhere) && (is_met || has(Use::Resize));
        is_shared.then(|| (root, scratch_of(cx, repeat, root, &uses).map_or(or, Share::Scratch)))
    };
    uses(cx, repeat).into_iter().filter_map(share).collect()
}

fn uses(cx: &Cx<'_>, repeat: &Loop) -> BTreeMap<Value, Uses> {
    let mut made = BTreeSet::new();
    let mut all: BTreeMap<Value, Uses> = BTreeMap::new();
    repeat.body.visit(&mut |stmt| {
        let effects = stmt.effects(&cx.func.values);
        made.extend(effects.makes.iter().copied());
        let everywhere = (!has_own_place(repeat, &cx.roots, stmt)).then_some(Use::Everywhere);
        let mut note = |handle: Value, found: &[Use]| {
            all.entry(cx.roots.root(handle)).or_default().extend(found.iter().copied().chain(everywhere));
        };
        for look in effects.looks.iter().filter(|look| look.at == Aspect::Content) {
            note(look.handle, &[Use::Look]);
        }
        for changed in &effects.changes {
            match changed.how {
                Change::Possible => {}
                Change::Add => note(changed.handle, &[Use::Add]),
                Change::Set | Change::Unknown => note(changed.handle, &[Use::Set]),
                Change::Resize => note(changed.handle, &[Use::Set, Use::Resize]),
            }
        }
    });
    let is_around = |root: &Value| !made.contains(root) && cx.func.kind(*root).memory().is_some();
    all.retain(|root, _| is_around(root));
    all
}

/// Whether a statement loads or stores an element of the number of the iteration, or a part of one.
pub(crate) fn has_own_place(repeat: &Loop, roots: &Roots, stmt: &Stmt) -> bool {
    let Control::For(range) = &repeat.control else { return false };
    let index = Step::Index(Atom::Value(range.index));
    let is_field = |step: &&Step| matches!(step, Step::Field(_) | Step::Named(_));
    let is_own = |place: &Place| roots.rooted(place).path.iter().find(|step| !is_field(step)) == Some(&index);
    matches!(stmt, Stmt::Load(_) | Stmt::Store(_)) && stmt.places().into_iter().all(is_own)
}

/// How long the memory is, if it is scratch of the loop: the function has made it, of floats, and
/// nothing else reads it or writes to it. Where its length changes, each iteration begins without
/// elements.
fn scratch_of(cx: &Cx<'_>, repeat: &Loop, root: Value, uses: &Uses) -> Option<Room> {
    let is_of_floats = match cx.func.kind(root) {
        Kind::Memory(Memory { form: Form::Vec | Form::Array(_), elem: Shape::Leaf(elem) }) => {
            matches!(elem, Kind::F64 | Kind::F32 | Kind::Param(_))
        }
        _ => false,
    };
    let init = cx.made.get(&root)?;
    if !is_of_floats || is_used(cx, repeat.id, root, &cx.func.body) {
        return None;
    }
    match init {
        _ if uses.contains(&Use::Resize) => is_cleared_first(cx, &repeat.body, root).then_some(Room::Cleared),
        Init::Repeat(_, Some(len)) => Some(Room::Of(*len)),
        _ => Some(Room::AsItIs),
    }
}

/// Whether anything besides the loop looks at what the memory holds or changes it. What another
/// loop under the attribute writes to is scratch there, too, or refused there.
fn is_used(cx: &Cx<'_>, id: LoopId, root: Value, block: &Block) -> bool {
    let is_root = |w: Value| cx.roots.root(w) == root;
    let is_handed_on = block.yields.iter().filter_map(|atom| atom.value()).any(is_root);
    is_handed_on
        || block.stmts.iter().any(|stmt| {
            let effects = stmt.effects(&cx.func.values);
            let is_looked_at = effects.looks.iter().any(|look| look.at == Aspect::Content && is_root(look.handle));
            let is_changed = effects.changes.iter().any(|changed| is_root(changed.handle));
            let is_frozen =
                stmt.lends(&cx.func.values).is_some_and(|loan| loan.hold == Hold::Frozen && is_root(loan.of));
            let has_own =
                independent(stmt).is_some_and(|other| other.id == id || has_own_scratch(cx, (id, root), other));
            let is_inside = || stmt.regions().into_iter().any(|region| is_used(cx, id, root, region));
            is_looked_at || is_changed || is_frozen || (!has_own && is_inside())
        })
}

/// Whether the loop is another one, and uses the memory as scratch, too.
fn has_own_scratch(cx: &Cx<'_>, (id, root): (LoopId, Value), other: &Loop) -> bool {
    let is_around = other.body.any(|stmt| matches!(stmt, Stmt::Loop(inner) if inner.id == id));
    !is_around && uses(cx, other).get(&root).is_some_and(|uses| uses.contains(&Use::Set))
}

/// Whether the first that an iteration does with the vector is to drop its elements.
fn is_cleared_first(cx: &Cx<'_>, body: &Block, root: Value) -> bool {
    let is_whole = |place: &Place| {
        let place = cx.roots.rooted(place);
        place.base == root && place.path.is_empty()
    };
    let touches = |stmt: &&Stmt| {
        let mut found = false;
        stmt.visit_reads(&mut |w| found |= cx.roots.root(w) == root);
        // How many there are to be dropped.
        let is_asked = matches!(stmt, Stmt::Apply(Apply { op: Op::Len, dst, .. }) if cx.count(*dst) <= 1);
        found && !is_asked
    };
    let mut touching = body.stmts.iter().filter(touches);
    match touching.next() {
        // Where an inner loop has no iteration, nothing is touched.
        Some(Stmt::Loop(inner)) => touching.next().is_none() && is_cleared_first(cx, &inner.body, root),
        Some(Stmt::Bulk(bulk)) => match &bulk.op {
            BulkOp::Truncate { dst, len: Atom::Int(0), .. } | BulkOp::Replace { dst, .. } => is_whole(dst),
            _ => false,
        },
        _ => false,
    }
}
