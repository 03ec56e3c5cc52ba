//! What a statement does.
//!
//! A statement defines values and names operands; [`super::walk`] lists them. What
//! that amounts to stands here, one row a statement, and nowhere else: an analysis or
//! a transform that wants to know what is read, written, made, lent or seen asks
//! [`Stmt::effects`], and does not take a statement apart to find it out again.
//!
//! The answer is about the statement itself. What its regions do is asked of the
//! statements in them.
//!
//! | statement | looks at | changes | makes, lends | panics | is seen |
//! |---|---|---|---|---|---|
//! | `Apply` | memory among its operands | what foreign code that runs once is given: anything | memory that foreign code gives; `constant` lends what it freezes | by its operation | foreign code that runs once |
//! | `Call` | memory among its arguments | what is behind `&mut`: anything; a companion adds to shadows | memory among its results | yes | yes |
//! | `If`, `Loop` | | | | | |
//! | `Load` | the content | | | out of bounds | |
//! | `Store` | | sets or adds | | out of bounds | |
//! | `New` | what it copies, or is as long as | | its memory | | |
//! | `View` | | | lends a part | out of bounds | |
//! | `Bulk` | where it reads | sets, adds or resizes | | out of bounds; extents that differ | |
//! | `Effect` | memory that it names | | | yes | yes |
//! | `Probe`, `Section` | | | | | yes |
//!
//! *Flows* say what comes to hold what: from which atoms, through what, into which
//! value. Memory is one thing here, whatever the place in it. An index and a condition
//! are no source: they choose, and hand nothing on.
//!
//! ```text
//! w7 = load w1[w4]           w1 ─▶ w7
//! store w2[w4] += w5         w5 ─▶ w2
//! w9 = if w3 { w6 } else { w8 }     w6, w8 ─▶ w9
//! w9 = for .. carrying w5 = w1 { yield w6 }     w1, w6 ─▶ w5 ─▶ w9
//! (w5, w6) = call g(w1, &mut w2)    w1, w2 ─(g)▶ w5, w6, w2
//! ```

use super::{
    Access, Apply, Atom, Bulk, BulkOp, Call, Form, If, Init, Kind, Loop, New, Op, Place, Repeat, Shape, Step, Stmt,
    Value, ValueInfo, Write, has_fixed_extents, part,
};
use std::borrow::Cow;

/// What one statement does.
#[derive(Default)]
pub(crate) struct Effects<'s> {
    /// What it computes of what it reads: an expression, which can stand wherever
    /// that is the same.
    pub(crate) computes: Option<Value>,
    /// The memory that it looks at.
    pub(crate) looks: Vec<Look>,
    /// What is not as it was before, and was there before: memory, and values of
    /// foreign types.
    pub(crate) changes: Vec<Changed>,
    /// The memory that there was not before. What it holds is its own.
    pub(crate) makes: Vec<Value>,
    /// Another name for memory that is there.
    pub(crate) lends: Option<Loan<'s>>,
    pub(crate) flows: Vec<Flow<'s>>,
    /// Whether it panics where the user's function does.
    pub(crate) can_panic: bool,
    /// Whether someone can tell that it has run.
    pub(crate) is_seen: bool,
    /// Whether it gives the same when it runs again and what it looks at is the same.
    pub(crate) repeat: Repeat,
}

/// Memory that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) handle: Value,
    pub(crate) at: Aspect,
}

/// What of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Aspect {
    Content,
    /// Its length, and the lengths of its elements.
    Extents,
}

/// Something that a statement changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Changed {
    pub(crate) handle: Value,
    pub(crate) how: Change,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Elements are others; the extents stay.
    Set,
    /// Something is added to elements, whatever they were.
    Add,
    /// The extents may be others too.
    Resize,
    /// A callee, or foreign code, has it by `&mut`: it may have done anything.
    Unknown,
    /// Foreign code names it. A value of a foreign type may be changed by that;
    /// memory is not, as far as one can see.
    Possible,
}

/// One more name for memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Loan<'s> {
    pub(crate) name: Value,
    pub(crate) of: Value,
    /// The way to the part that it names.
    pub(crate) path: &'s [Step],
    pub(crate) hold: Hold,
}

/// What a second name for memory is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// It names a part, which is read and written as the whole is.
    Part,
    /// It is a constant: what is read by this name has no derivative.
    Frozen,
}

/// What a value, or memory, holds after a statement.
pub(crate) struct Flow<'s> {
    pub(crate) from: Cow<'s, [Atom]>,
    pub(crate) to: Value,
    pub(crate) through: Through<'s>,
}

/// What becomes of it on the way.
#[derive(Clone, Copy)]
pub(crate) enum Through<'s> {
    /// It stays what it is.
    Nothing,
    /// The operands of an operation, in order.
    Operation(&'s Op),
    /// The arguments of a callee, leaf by leaf.
    Callee(&'s Call),
}

impl Stmt {
    /// What the statement does; `values` are those of its function.
    pub(crate) fn effects<'s>(&'s self, values: &[ValueInfo]) -> Effects<'s> {
        match self {
            Stmt::Apply(apply) => of_apply(values, apply),
            Stmt::Call(call) => of_call(values, call),
            Stmt::If(branch) => of_if(branch),
            Stmt::Loop(repeat) => of_loop(repeat),
            Stmt::Load(load) => Effects {
                computes: Some(load.dst),
                looks: vec![Look { handle: load.place.base, at: Aspect::Content }],
                flows: vec![moved(vec![load.place.base.into()], load.dst)],
                can_panic: is_first(&load.place),
                ..Effects::default()
            },
            Stmt::Store(store) => Effects {
                changes: vec![Changed { handle: store.place.base, how: written(store.write) }],
                flows: vec![moved(vec![store.value], store.place.base)],
                can_panic: is_first(&store.place),
                ..Effects::default()
            },
            Stmt::New(new) => of_new(values, new),
            Stmt::View(view) => {
                Effects { lends: self.lends(values), can_panic: is_first(&view.place), ..Effects::default() }
            }
            Stmt::Bulk(bulk) => of_bulk(values, bulk),
            Stmt::Effect(_) => Effects {
                looks: contents(values, self.operands()),
                can_panic: true,
                is_seen: true,
                repeat: Repeat::Never,
                ..Effects::default()
            },
            Stmt::Probe(_) | Stmt::Section(_) => Effects { is_seen: true, repeat: Repeat::Never, ..Effects::default() },
        }
    }

    /// Another name that it gives to memory that is there: of its effects, what every pass asks
    /// of every statement.
    pub(crate) fn lends<'s>(&'s self, values: &[ValueInfo]) -> Option<Loan<'s>> {
        match self {
            Stmt::View(view) => {
                Some(Loan { name: view.dst, of: view.place.base, path: &view.place.path, hold: Hold::Part })
            }
            Stmt::Apply(apply) => frozen(values, apply),
            _ => None,
        }
    }

    /// Whether the regions of the statement run several times.
    pub(crate) fn runs_again(&self) -> bool {
        matches!(self, Stmt::Loop(_))
    }
}

impl Effects<'_> {
    /// Whether it must run although nothing reads what it gives.
    pub(crate) fn must_run(&self) -> bool {
        self.can_panic || self.is_seen
    }

    /// What may have other extents afterwards.
    pub(crate) fn resized(&self) -> impl Iterator<Item = Value> {
        let keeps = |how: Change| matches!(how, Change::Set | Change::Add);
        self.changes.iter().filter(move |changed| !keeps(changed.how)).map(|changed| changed.handle)
    }
}

fn of_apply<'s>(values: &[ValueInfo], apply: &'s Apply) -> Effects<'s> {
    let Apply { dst, op, args, .. } = apply;
    let operands = || args.iter().filter_map(|atom| atom.value());
    // The length of data is what a method says, which may read any of it.
    let is_data = |w: Value| matches!(kind(values, w).memory(), Some(of) if matches!(of.form, Form::Data(_)));
    let at = if matches!(op, Op::Len) && !operands().any(is_data) { Aspect::Extents } else { Aspect::Content };
    let runs_once = op.repeat() == Repeat::Never;
    let gives_memory = is_memory(values, *dst);
    let lends = frozen(values, apply);
    Effects {
        computes: Some(*dst),
        looks: operands().filter(|w| is_memory(values, *w)).map(|handle| Look { handle, at }).collect(),
        changes: changed_by_foreign(values, op, args),
        makes: if gives_memory && lends.is_none() { vec![*dst] } else { Vec::new() },
        lends,
        flows: vec![Flow { from: Cow::Borrowed(args), to: *dst, through: Through::Operation(op) }],
        // What is computed once more has not panicked before.
        can_panic: op.can_panic() && values[dst.index()].access == Access::First,
        is_seen: runs_once,
        repeat: op.repeat(),
    }
}

/// The memory that is a constant from here on.
fn frozen<'s>(values: &[ValueInfo], apply: &Apply) -> Option<Loan<'s>> {
    if !matches!(apply.op, Op::Constant) || !is_memory(values, apply.dst) {
        return None;
    }
    let of = apply.args.iter().find_map(|atom| atom.value())?;
    Some(Loan { name: apply.dst, of, path: &[], hold: Hold::Frozen })
}

/// What foreign code may have changed: of what runs only once, whatever it names.
fn changed_by_foreign(values: &[ValueInfo], op: &Op, args: &[Atom]) -> Vec<Changed> {
    let Op::Foreign(foreign) = op else { return Vec::new() };
    if foreign.repeat == Repeat::Free {
        return Vec::new();
    }
    let given = args.iter().enumerate().filter_map(|(i, atom)| Some((i, atom.value()?)));
    let given = given.filter(|(_, w)| is_memory(values, *w) || kind(values, *w) == Kind::Opaque);
    let how = |i| if foreign.takes_by_mut(i) { Change::Unknown } else { Change::Possible };
    given.map(|(i, handle)| Changed { handle, how: how(i) }).collect()
}

fn of_call<'s>(values: &[ValueInfo], call: &'s Call) -> Effects<'s> {
    let results = || call.dst.leaves().into_iter().copied();
    let (written, sums) = (call.written(), call.sums());
    let how = |w: Value| if sums.contains(&w) { Change::Add } else { Change::Unknown };
    let looked_at = contents(values, call.operands()).into_iter();
    let to = results().chain(written.iter().copied());
    let flows = to.map(|to| Flow { from: call.operands().into(), to, through: Through::Callee(call) }).collect();
    Effects {
        computes: None,
        looks: looked_at.filter(|look| !sums.contains(&look.handle)).collect(),
        changes: written.into_iter().map(|handle| Changed { handle, how: how(handle) }).collect(),
        makes: results().filter(|w| is_memory(values, *w)).collect(),
        lends: None,
        flows,
        can_panic: true,
        is_seen: true,
        repeat: if call.callee.may_keep() { Repeat::Never } else { Repeat::Free },
    }
}

fn of_if(branch: &If) -> Effects<'_> {
    let arms = branch.then.yields.iter().zip(&branch.orelse.yields);
    let flows = branch.dst.iter().zip(arms).map(|(dst, (then, orelse))| moved(vec![*then, *orelse], *dst));
    Effects { flows: flows.collect(), ..Effects::default() }
}

fn of_loop(repeat: &Loop) -> Effects<'_> {
    let carried = repeat.carried.iter().zip(&repeat.body.yields);
    let flows = carried.flat_map(|(c, next)| [moved(vec![c.init, *next], c.param), moved(vec![c.param.into()], c.dst)]);
    Effects { flows: flows.collect(), ..Effects::default() }
}

fn of_new<'s>(values: &[ValueInfo], new: &New) -> Effects<'s> {
    let (looks, from) = match &new.init {
        // How many there are is a part of what it holds.
        Init::List(_) | Init::Repeat(..) | Init::Cell(_) | Init::Closure { .. } | Init::Data { rest: None, .. } => {
            (contents(values, new.init.atoms()), new.init.atoms())
        }
        Init::Data { rest: Some(rest), .. } => {
            let mut looks = contents(values, new.init.atoms());
            looks.push(Look { handle: rest.base, at: Aspect::Content });
            (looks, new.init.atoms().into_iter().chain([rest.base.into()]).collect())
        }
        Init::Copy(place) => (vec![Look { handle: place.base, at: Aspect::Content }], vec![place.base.into()]),
        Init::ZeroLike(place) => (vec![Look { handle: place.base, at: Aspect::Extents }], Vec::new()),
        Init::Empty(_) | Init::Item(_) => (Vec::new(), Vec::new()),
    };
    let flows = if from.is_empty() { Vec::new() } else { vec![moved(from, new.dst)] };
    Effects { looks, makes: vec![new.dst], flows, ..Effects::default() }
}

fn of_bulk<'s>(values: &[ValueInfo], bulk: &Bulk) -> Effects<'s> {
    let op = &bulk.op;
    let content = |place: &Place| Look { handle: place.base, at: Aspect::Content };
    let extents = |place: &Place| Look { handle: place.base, at: Aspect::Extents };
    let to = |place: &Place, from: Vec<Atom>| moved(from, place.base);
    let (looks, how, flows) = match op {
        BulkOp::Copy { dst, src, write } => {
            let fixed = has_fixed_elements(values, dst);
            let how = if fixed { written(*write) } else { Change::Resize };
            (vec![content(src)], how, vec![to(dst, vec![src.base.into()])])
        }
        BulkOp::Replace { dst, src, was } => {
            let before = contents(values, was.iter().copied().collect());
            let looks = before.into_iter().map(|look| Look { at: Aspect::Extents, ..look }).chain([content(src)]);
            (looks.collect(), Change::Resize, vec![to(dst, vec![src.base.into()])])
        }
        BulkOp::Zero { .. } => (Vec::new(), Change::Set, Vec::new()),
        BulkOp::Scale { dst, factor } => (vec![content(dst)], Change::Set, vec![to(dst, vec![*factor])]),
        BulkOp::Reset { .. } | BulkOp::Unwrite { .. } | BulkOp::Pop { .. } => (Vec::new(), Change::Resize, Vec::new()),
        BulkOp::Truncate { gone, .. } => {
            let dropped = contents(values, gone.iter().copied().collect());
            let looks = dropped.into_iter().map(|look| Look { at: Aspect::Extents, ..look });
            (looks.collect(), Change::Resize, Vec::new())
        }
        BulkOp::Grow { .. } => (Vec::new(), Change::Resize, Vec::new()),
        BulkOp::Swap { a, b } => {
            // Pieces of other lengths may be exchanged.
            let fixed = [a, b].into_iter().all(|place| has_fixed_extents(&part(kind(values, place.base), &place.path)));
            let how = if fixed { Change::Set } else { Change::Resize };
            (vec![content(a), content(b)], how, vec![to(b, vec![a.base.into()]), to(a, vec![b.base.into()])])
        }
        BulkOp::Push { dst, value } => {
            let leaves: Vec<Atom> = value.leaves().into_iter().copied().collect();
            (contents(values, leaves.clone()), Change::Resize, vec![to(dst, leaves)])
        }
        BulkOp::SameExtents { shadow, of } => (vec![extents(shadow), extents(of)], Change::Set, Vec::new()),
    };
    Effects {
        looks,
        changes: op.written().into_iter().map(|place| Changed { handle: place.base, how }).collect(),
        flows,
        can_panic: op.places().into_iter().any(is_first) || matches!(op, BulkOp::SameExtents { .. }),
        ..Effects::default()
    }
}

fn moved<'s>(from: Vec<Atom>, to: Value) -> Flow<'s> {
    Flow { from: from.into(), to, through: Through::Nothing }
}

fn written(write: Write) -> Change {
    match write {
        Write::Set => Change::Set,
        Write::Add => Change::Add,
    }
}

/// The memory among these, whose content is looked at.
fn contents(values: &[ValueInfo], atoms: Vec<Atom>) -> Vec<Look> {
    let handles = atoms.into_iter().filter_map(Atom::value).filter(|w| is_memory(values, *w));
    handles.map(|handle| Look { handle, at: Aspect::Content }).collect()
}

/// Whether the elements at a place have the extents that their type says.
fn has_fixed_elements(values: &[ValueInfo], place: &Place) -> bool {
    match part(kind(values, place.base), &place.path) {
        Shape::Leaf(Kind::Memory(memory)) => has_fixed_extents(&memory.elem),
        _ => true,
    }
}

fn is_first(place: &Place) -> bool {
    place.access == Access::First
}

fn kind(values: &[ValueInfo], value: Value) -> Kind {
    values[value.index()].kind
}

fn is_memory(values: &[ValueInfo], value: Value) -> bool {
    kind(values, value).memory().is_some()
}
