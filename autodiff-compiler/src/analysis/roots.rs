//! From a handle to the memory that it names.

use crate::ir::{Access, Func, Hold, Loan, Place, Stmt, Table, Value, ValueInfo};

/// What each second name for memory names: the way from a view to its root.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roots(Table<Place>);

/// The roots by which derivatives go: a view has them from what it is a part of,
/// and what is frozen is a root of its own, without any.
pub(crate) fn roots(func: &Func) -> Roots {
    let mut roots = Roots::default();
    func.body.visit(&mut |stmt| roots.meet(&func.values, stmt));
    roots
}

/// The roots by which memory is there: what is frozen is where it was.
pub(crate) fn homes(func: &Func) -> Roots {
    let mut homes = Roots::default();
    func.body.visit(&mut |stmt| homes.meet_home(&func.values, stmt));
    homes
}

impl Roots {
    /// Notes the view that a statement may define.
    pub(crate) fn meet(&mut self, values: &[ValueInfo], stmt: &Stmt) {
        if let Some(loan) = stmt.lends(values).filter(|loan| loan.hold == Hold::Part) {
            self.lend(&loan);
        }
    }

    /// Notes the second name that a statement may give, by which memory is there.
    pub(crate) fn meet_home(&mut self, values: &[ValueInfo], stmt: &Stmt) {
        stmt.lends(values).iter().for_each(|loan| self.lend(loan));
    }

    fn lend(&mut self, loan: &Loan<'_>) {
        self.insert(loan.name, Place { base: loan.of, path: loan.path.to_vec(), access: Access::Again });
    }

    pub(crate) fn insert(&mut self, view: Value, of: Place) {
        self.0.insert(view, of);
    }

    /// Whether the handle is a second name.
    pub(crate) fn is_view(&self, handle: Value) -> bool {
        self.0.contains(handle)
    }

    /// The parameter, the `New` or the result of a call that the handle comes
    /// from; of a root itself, that root.
    pub(crate) fn root(&self, mut handle: Value) -> Value {
        while let Some(of) = self.0.get(handle) {
            handle = of.base;
        }
        handle
    }

    /// The handle, what it is a part of, and so on to the root.
    pub(crate) fn way(&self, handle: Value) -> impl Iterator<Item = Value> {
        std::iter::successors(Some(handle), |handle| self.0.get(*handle).map(|of| of.base))
    }

    /// The same place by the name of its root.
    pub(crate) fn rooted(&self, place: &Place) -> Place {
        let (mut base, mut path) = (place.base, place.path.clone());
        while let Some(of) = self.0.get(base) {
            path.splice(0..0, of.path.iter().cloned());
            base = of.base;
        }
        Place { base, path, access: Access::Again }
    }
}
