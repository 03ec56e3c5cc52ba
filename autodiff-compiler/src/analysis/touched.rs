//! What statements touch of the memory around them, and whether two pieces of code may
//! change places.
//!
//! What only adds may be added in any order, up to rounding. So two additions to one
//! place may change places; an addition and a look at the place may not.

use super::{Roots, homes};
use crate::ir::{Aspect, Atom, Change, Changed, EffectFlow, Effects, Fails, Func, Kind, Stmt, Value, ValueInfo};
use std::collections::BTreeSet;

/// What is known of a function for this.
pub(crate) struct Ground<'f> {
    values: &'f [ValueInfo],
    roots: Roots,
}

/// The memory that code touches and that was there before it; of data, the roots.
#[derive(Default)]
pub(crate) struct Touched {
    content: BTreeSet<Value>,
    extents: BTreeSet<Value>,
    set: BTreeSet<Value>,
    resized: BTreeSet<Value>,
    added: BTreeSet<Value>,
    /// Whether it must run, wherever the program does.
    pub(crate) must_run: bool,
    /// Whether control may leave the function in it.
    pub(crate) may_leave: bool,
}

impl<'f> Ground<'f> {
    pub(crate) fn of(func: &'f Func) -> Self {
        Ground { values: &func.values, roots: homes(func) }
    }

    /// What these statements touch.
    pub(crate) fn touched<'s>(&self, stmts: impl IntoIterator<Item = &'s Stmt>) -> Touched {
        let mut touched = Touched::default();
        let mut made = BTreeSet::new();
        for stmt in stmts {
            self.statement(&mut touched, &mut made, stmt);
        }
        for set in
            [&mut touched.content, &mut touched.extents, &mut touched.set, &mut touched.resized, &mut touched.added]
        {
            set.retain(|root| !made.contains(root));
        }
        touched
    }

    pub(crate) fn values(&self) -> &'f [ValueInfo] {
        self.values
    }

    pub(crate) fn roots(&self) -> &Roots {
        &self.roots
    }

    fn statement(&self, touched: &mut Touched, made: &mut BTreeSet<Value>, stmt: &Stmt) {
        let effects = stmt.effects(self.values);
        made.extend(&effects.makes);
        touched.must_run |= effects.must_run();
        touched.may_leave |= may_leave(stmt);
        self.effects(touched, &effects);
        // A value of a foreign type may be changed, too.
        let foreign = stmt.operands().into_iter().filter_map(Atom::value);
        touched.content.extend(foreign.filter(|w| self.values[w.index()].kind == Kind::Opaque));
        for region in stmt.regions() {
            region.stmts.iter().for_each(|stmt| self.statement(touched, made, stmt));
        }
    }

    fn effects(&self, touched: &mut Touched, effects: &Effects<'_>) {
        for look in &effects.looks {
            let set = if look.at == Aspect::Extents { &mut touched.extents } else { &mut touched.content };
            set.insert(self.roots.root(look.handle));
        }
        for Changed { handle, how } in &effects.changes {
            let root = self.roots.root(*handle);
            match how {
                Change::Add => touched.added.insert(root),
                Change::Set => touched.set.insert(root),
                Change::Resize | Change::Unknown | Change::Possible => {
                    touched.set.insert(root);
                    touched.resized.insert(root)
                }
            };
        }
    }
}

fn may_leave(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Effect(effect) => effect.flow == EffectFlow::Leaves,
        Stmt::Call(call) => !matches!(call.fails, Fails::Never),
        _ => false,
    }
}

impl Touched {
    /// Whether it gives the same, up to the order of sums, if the one runs before the
    /// other or after it.
    pub(crate) fn commutes_with(&self, other: &Touched) -> bool {
        self.leaves_alone(other) && other.leaves_alone(self) && self.added.is_disjoint(&other.set)
    }

    /// The same without this memory.
    pub(crate) fn without(mut self, memory: &BTreeSet<Value>) -> Touched {
        for set in [&mut self.content, &mut self.extents, &mut self.set, &mut self.resized, &mut self.added] {
            set.retain(|root| !memory.contains(root));
        }
        self
    }

    /// What it reads of.
    pub(crate) fn looked_at(&self) -> impl Iterator<Item = Value> {
        self.content.union(&self.extents).copied()
    }

    /// What it changes.
    pub(crate) fn changed(&self) -> impl Iterator<Item = Value> {
        self.set.iter().chain(&self.added).copied()
    }

    /// Whether nothing that it changes is looked at, or set, by the other.
    fn leaves_alone(&self, other: &Touched) -> bool {
        self.set.is_disjoint(&other.content)
            && self.set.is_disjoint(&other.set)
            && self.set.is_disjoint(&other.added)
            && self.resized.is_disjoint(&other.extents)
            && self.added.is_disjoint(&other.content)
    }

    /// Whether all that it does is to add to what it does not look at: then it may run
    /// in any order with itself.
    pub(crate) fn only_adds(&self) -> bool {
        self.set.is_empty() && self.added.is_disjoint(&self.content)
    }
}
