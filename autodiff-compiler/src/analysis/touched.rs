//! What statements touch of the memory around them, and whether two pieces of code may
//! change places.
//!
//! What only adds may be added in any order, up to rounding. So two additions to one
//! place may change places; an addition and a look at the place may not.

use super::{Roots, homes};
use crate::ir::{
    Aspect, Atom, By, Call, Callee, Change, Changed, EffectFlow, Effects, Fails, Func, Kind, Stmt, Value, ValueInfo,
};
use crate::protocol::Companion;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What is known of a function for this.
pub(crate) struct Ground<'f> {
    values: &'f [ValueInfo],
    roots: Roots,
    /// The callees that write through none of their arguments, and how many these are.
    /// What their adjoints do to shadows is to add.
    only_read: BTreeMap<*const Callee, usize>,
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
        let mut only_read = BTreeMap::new();
        func.body.visit(&mut |stmt| {
            if let Stmt::Call(call) = stmt
                && call.companion.is_empty()
                && call.written().is_empty()
            {
                only_read.insert(Rc::as_ptr(&call.callee), call.args.len());
            }
        });
        Ground { values: &func.values, roots: homes(func), only_read }
    }

    pub(crate) fn kind(&self, value: Value) -> Kind {
        self.values[value.index()].kind
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

    fn statement(&self, touched: &mut Touched, made: &mut BTreeSet<Value>, stmt: &Stmt) {
        let effects = stmt.effects(self.values);
        made.extend(&effects.makes);
        touched.must_run |= effects.must_run();
        touched.may_leave |= may_leave(stmt);
        match self.adjoint_that_adds(stmt) {
            Some((call, own)) => self.call(touched, call, own),
            None => self.plain(touched, &effects),
        }
        // A value of a foreign type may be changed, too.
        let foreign = stmt.operands().into_iter().filter_map(Atom::value);
        touched.content.extend(foreign.filter(|w| self.values[w.index()].kind == Kind::Opaque));
        for region in stmt.regions() {
            region.stmts.iter().for_each(|stmt| self.statement(touched, made, stmt));
        }
    }

    fn plain(&self, touched: &mut Touched, effects: &Effects<'_>) {
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

    /// The call of a `_vjp_into` whose callee writes through none of its own arguments,
    /// with their number.
    fn adjoint_that_adds<'s>(&self, stmt: &'s Stmt) -> Option<(&'s Call, usize)> {
        let Stmt::Call(call) = stmt else { return None };
        let own = self.only_read.get(&Rc::as_ptr(&call.callee))?;
        (call.companion == Companion::VjpInto.of("")).then_some((call, *own))
    }

    fn call(&self, touched: &mut Touched, call: &Call, own: usize) {
        for (i, arg) in call.args.iter().enumerate() {
            let written = if i < own { Vec::new() } else { arg.passed(By::InOut) };
            let written: BTreeSet<Value> = written.into_iter().filter_map(|atom| atom.value()).collect();
            for handle in arg.leaves().into_iter().filter_map(|atom| atom.value()) {
                if self.values[handle.index()].kind.memory().is_none() {
                    continue;
                }
                let set = if written.contains(&handle) { &mut touched.added } else { &mut touched.content };
                set.insert(self.roots.root(handle));
            }
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
