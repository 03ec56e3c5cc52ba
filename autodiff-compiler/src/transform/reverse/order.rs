//! In which order the iterations of an adjoint run.
//!
//! It is that of the primal backwards, unless iterations meet nowhere, or in sums alone. Then any
//! order will do, and memory is best read forwards.
//!
//! ```text
//! for w4 in (1..w2).rev()             for w4 in 1..w2
//!     b = load y_bar[w4]                  b = load y_bar[w4]
//!     store y_bar[w4] = 0.0               store y_bar[w4] = 0.0
//!     store x_bar[w5] += b                store x_bar[w5] += b        // w5 = w4 - 1
//! ```
//!
//! Here each iteration has elements of its own: the index of the loop, and what is the same in every
//! iteration besides, say which.

use super::Reverse;
use crate::analysis::Roots;
use crate::ir::{
    Apply, Atom, Block, Change, Control, IntOp, Load, Loop, Op, Order, Place, Range, Step, Stmt, Store, Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// Where the iterations of an adjoint meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meeting {
    /// Each has elements of its own: any order gives the same bits.
    Nowhere,
    /// They only add up: to sums, and to shadows that none of them reads.
    InSums,
    /// One reads what another has left.
    InOrder,
}

/// Where the iterations of the adjoint of a loop meet, which have this body under this index.
pub(super) fn meeting(cx: &Reverse<'_>, repeat: &Loop, body: &Block, index: Value) -> Meeting {
    let values = &cx.out.values;
    let mut roots = cx.roots.clone();
    body.visit(&mut |stmt| roots.meet(values, stmt));
    let own = own(cx, &roots, (repeat, body), index);
    let (mut made, mut added, mut loaded) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut free = true;
    body.visit(&mut |stmt| {
        let effects = stmt.effects(values);
        made.extend(effects.makes);
        loaded.extend(effects.looks.iter().map(|look| roots.root(look.handle)));
        for changed in &effects.changes {
            let root = roots.root(changed.handle);
            match changed.how {
                _ if made.contains(&root) || own.contains(&root) => {}
                Change::Add => drop(added.insert(root)),
                _ => free = false,
            }
        }
        // A whole piece could be added in any order too; it is left in that of the mirror.
        free &= !effects.is_seen && !matches!(stmt, Stmt::Bulk(_));
    });
    match () {
        () if !free || !added.is_disjoint(&loaded) => Meeting::InOrder,
        () if added.is_empty() => Meeting::Nowhere,
        () => Meeting::InSums,
    }
}

/// The same iterations from the first to the last.
pub(super) fn forwards(control: Control) -> Control {
    match control {
        Control::For(range) => Control::For(Range { order: Order::Up, ..range }),
        other @ Control::While { .. } => other,
    }
}

/// The memory of which each iteration touches one element that no other touches: every place that
/// is found in it is the same one, by the index of the loop.
fn own(cx: &Reverse<'_>, roots: &Roots, (repeat, body): (&Loop, &Block), index: Value) -> BTreeSet<Value> {
    let numbers = Numbers::of(cx, (repeat, body), index);
    let mut elements: BTreeMap<Value, Vec<Part>> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    let is_memory = |w: &Value| cx.out.values[w.index()].kind.memory().is_some();
    body.visit(&mut |stmt| {
        let (place, value) = match stmt {
            Stmt::Load(Load { place, .. }) => (Some(place), None),
            Stmt::Store(Store { place, value, .. }) => (Some(place), value.value()),
            _ => (None, None),
        };
        match place.map(|place| (roots.root(place.base), numbers.element(&roots.rooted(place)))) {
            Some((root, Some(here))) if elements.get(&root).is_none_or(|first| *first == here) => {
                drop(elements.insert(root, here));
                shared.extend(value.filter(is_memory).map(|w| roots.root(w)));
            }
            // A length is no element, and a view touches nothing.
            None if matches!(stmt, Stmt::Apply(Apply { op: Op::Len, .. }) | Stmt::View(_)) => {}
            _ => shared
                .extend(stmt.operands().into_iter().filter_map(Atom::value).filter(is_memory).map(|w| roots.root(w))),
        }
    });
    elements.into_keys().filter(|root| !shared.contains(root)).collect()
}

/// A step to an element.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Step(Step),
    Index(Number),
    /// Where a range begins.
    From(Number),
}

/// What the index of an element is made of.
#[derive(Clone, Debug, PartialEq)]
enum Number {
    /// The index of the loop.
    Own,
    /// What is the same in every iteration.
    Steady(Atom),
    Of(IntOp, Box<(Number, Number)>),
}

impl Number {
    /// Whether it is another one in each iteration.
    fn is_own(&self) -> bool {
        match self {
            Number::Own => true,
            Number::Steady(_) => false,
            Number::Of(IntOp::Add, both) => {
                (both.0.is_own() && both.1.is_steady()) || (both.0.is_steady() && both.1.is_own())
            }
            Number::Of(op, both) => *op == IntOp::Sub && both.0.is_own() && both.1.is_steady(),
        }
    }

    fn is_steady(&self) -> bool {
        match self {
            Number::Own => false,
            Number::Steady(_) => true,
            Number::Of(_, both) => both.0.is_steady() && both.1.is_steady(),
        }
    }
}

/// The numbers of an iteration.
struct Numbers<'b> {
    cx: &'b Reverse<'b>,
    index: Value,
    /// What the iteration computes, or the primal has computed in it.
    inside: BTreeSet<Value>,
    computed: BTreeMap<Value, &'b Apply>,
}

impl<'b> Numbers<'b> {
    fn of(cx: &'b Reverse<'b>, (repeat, body): (&'b Loop, &'b Block), index: Value) -> Self {
        let mut numbers = Numbers { cx, index, inside: BTreeSet::new(), computed: BTreeMap::new() };
        let primal = repeat.params().into_iter().chain(defined(&repeat.body));
        let values: Vec<Value> = primal.chain(defined(body)).collect();
        numbers.inside.extend(values.iter().map(|w| cx.original(*w)));
        numbers.inside.extend(values);
        body.visit(&mut |stmt| {
            if let Stmt::Apply(apply @ Apply { op: Op::Int(IntOp::Add | IntOp::Sub | IntOp::Mul), .. }) = stmt {
                numbers.computed.insert(apply.dst, apply);
            }
        });
        numbers
    }

    /// The way to an element, if each iteration has another one.
    fn element(&self, place: &Place) -> Option<Vec<Part>> {
        if self.is_inside(place.base) {
            return None;
        }
        let parts = place.path.iter().map(|step| self.part(step)).collect::<Option<Vec<Part>>>()?;
        let is_own = |part: &Part| matches!(part, Part::Index(number) if number.is_own());
        parts.iter().any(is_own).then_some(parts)
    }

    /// A step; where a range begins must be the same in every iteration, as the index is counted from there.
    fn part(&self, step: &Step) -> Option<Part> {
        match step {
            Step::Index(atom) => Some(Part::Index(self.number(*atom)?)),
            Step::Range { from, .. } => {
                let from = from.map_or(Some(Number::Steady(Atom::Int(0))), |from| self.number(from))?;
                from.is_steady().then_some(Part::From(from))
            }
            Step::Field(_) | Step::Named(_) => Some(Part::Step(step.clone())),
            Step::Entry { .. } | Step::Behind | Step::Inside | Step::Payload { .. } => None,
            // A slice of a matrix, and what may have no shadow: nothing is concluded of these.
            Step::AsSlice | Step::Shadow | Step::Part => None,
        }
    }

    fn number(&self, atom: Atom) -> Option<Number> {
        let Some(w) = atom.value() else { return Some(Number::Steady(atom)) };
        if w == self.index {
            return Some(Number::Own);
        }
        match self.computed.get(&w) {
            Some(Apply { op: Op::Int(op), args, .. }) => {
                Some(Number::Of(*op, Box::new((self.number(args[0])?, self.number(args[1])?))))
            }
            _ => (!self.is_inside(w)).then_some(Number::Steady(atom)),
        }
    }

    fn is_inside(&self, value: Value) -> bool {
        self.inside.contains(&value) || self.inside.contains(&self.cx.original(value))
    }
}

/// The values that a block defines, those of its regions and their parameters too.
fn defined(block: &Block) -> Vec<Value> {
    let mut all = Vec::new();
    block.visit(&mut |stmt| all.extend([stmt.defines(), stmt.params()].concat()));
    all
}
