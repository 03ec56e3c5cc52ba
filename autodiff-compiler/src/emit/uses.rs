//! What emission must know of a body before it writes it: how often a value is
//! read, which memory is written, and where memory is named for the last time.

use crate::analysis::{Roots, homes};
use crate::ir::{
    Access, Apply, Atom, Block, BulkOp, Change, Form, Func, IntOp, Kind, Op, Place, Record, Set, Step, Stmt, Table,
    Value, View,
};

/// Identifies a statement, or the yields of a block, by where it is in memory.
pub(crate) type Site = usize;

/// The site of a statement or a block.
pub(crate) fn site<T>(of: &T) -> Site {
    std::ptr::from_ref(of).addr()
}

/// Where a root is named last.
#[derive(Clone, Copy)]
struct Mention {
    site: Site,
    times: usize,
    /// The loops around it.
    depth: usize,
}

/// How the view of a part of memory is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ViewStyle {
    /// `let row = &x[a..b];`
    Borrow,
    /// The place stands wherever the view is used.
    Place,
    /// That, and where the user takes it, it is looked whether it is in bounds.
    CheckedPlace,
}

/// The tables.
#[derive(Default)]
pub(crate) struct Uses {
    counts: Table<usize>,
    /// Where each handle is from.
    homes: Roots,
    written: Set,
    last: Table<Mention>,
    /// The loops around the definition of a value.
    depth: Table<usize>,
    /// Roots that a temporary reads which stands elsewhere.
    loose: Set,
    /// Values that are an index into memory, and so a `usize`.
    indices: Set,
    /// Values that are the length of memory, or the least of several.
    lengths: Set,
    views: Table<ViewStyle>,
}

impl Uses {
    pub(crate) fn of(func: &Func) -> Uses {
        let (home, far) = (Table::default(), Set::default());
        let uses = Uses { homes: homes(func), ..Uses::default() };
        let mut walk = Walk { func, uses, depth: 0, home, far, unnamed: Vec::new() };
        for param in func.all_param_values() {
            walk.define(param, &func.body);
        }
        let mut views = Vec::new();
        walk.block(&func.body, &mut views);
        // What a view reads is read where the view is.
        for view in views.into_iter().rev() {
            walk.view(view);
        }
        let Walk { mut uses, unnamed, .. } = walk;
        let stands_elsewhere = unnamed.into_iter().filter(|(w, root)| uses.count(*w) == 1 && !uses.is_written(*root));
        uses.loose = stands_elsewhere.map(|(_, root)| root).collect();
        uses
    }

    /// How often a value is read; twice, if it is read in a loop that it is not
    /// defined in.
    pub(crate) fn count(&self, value: Value) -> usize {
        self.counts.get(value).copied().unwrap_or(0)
    }

    /// Where the memory of a handle is.
    pub(crate) fn root(&self, handle: Value) -> Value {
        self.homes.root(handle)
    }

    pub(crate) fn is_length(&self, value: Value) -> bool {
        self.lengths.contains(value)
    }

    /// Whether the function changes what the handle names.
    pub(crate) fn is_written(&self, handle: Value) -> bool {
        self.written.contains(self.root(handle))
    }

    pub(crate) fn share_root(&self, a: Value, b: Value) -> bool {
        self.root(a) == self.root(b)
    }

    pub(crate) fn is_index(&self, value: Value) -> bool {
        self.indices.contains(value)
    }

    pub(crate) fn view(&self, view: Value) -> ViewStyle {
        self.views.get(view).copied().unwrap_or(ViewStyle::Place)
    }

    /// Whether the memory may be moved here: it is a root, nothing names it
    /// afterwards, and no loop comes here again.
    pub(crate) fn is_moved(&self, handle: Value, here: Site) -> bool {
        let depth = self.depth.get(handle).copied();
        let last = self.last.get(handle);
        let fits = last.is_some_and(|last| last.site == here && last.times == 1 && Some(last.depth) == depth);
        fits && !self.homes.is_view(handle) && !self.loose.contains(handle)
    }

    /// One of the places here that name the memory is behind: the others may move it.
    pub(crate) fn is_behind(&mut self, handle: Value, here: Site) {
        let root = self.root(handle);
        if let Some(last) = self.last.get(root).copied().filter(|last| last.site == here && last.times > 1) {
            self.last.insert(root, Mention { times: last.times - 1, ..last });
        }
    }

    /// Whether the statement must stay where it is: it, or a statement in it,
    /// names memory that the function changes, or puts something on the tape or reads it.
    pub(crate) fn is_bound(&self, stmt: &Stmt) -> bool {
        let changing = |atom: Atom| atom.value().is_some_and(|w| self.is_written(w));
        let in_regions =
            || stmt.regions().into_iter().flat_map(|region| &region.stmts).any(|inner| self.is_bound(inner));
        let uses_tape = matches!(stmt, Stmt::Call(call) if call.record != Record::None);
        uses_tape || stmt.operands().into_iter().any(changing) || in_regions()
    }
}

struct Walk<'f> {
    func: &'f Func,
    uses: Uses,
    depth: usize,
    /// The block that defines a value.
    home: Table<Site>,
    /// Values that another block reads.
    far: Set,
    /// Temporaries without a name, and the roots that they read.
    unnamed: Vec<(Value, Value)>,
}

impl<'f> Walk<'f> {
    fn define(&mut self, value: Value, block: &Block) {
        self.uses.depth.insert(value, self.depth);
        self.home.insert(value, site(block));
    }

    fn block(&mut self, block: &'f Block, views: &mut Vec<(&'f View, usize)>) {
        for stmt in &block.stmts {
            stmt.defines().into_iter().for_each(|w| self.define(w, block));
            if let Stmt::View(view) = stmt {
                self.mention(view.place.base, site(stmt));
                views.push((view, self.depth));
            } else {
                self.statement(stmt, block);
            }
            let deeper = usize::from(stmt.runs_again());
            self.depth += deeper;
            for region in stmt.regions() {
                stmt.params().into_iter().for_each(|w| self.define(w, region));
                self.block(region, views);
            }
            self.depth -= deeper;
        }
        for atom in &block.yields {
            self.read(*atom, block, 1);
            self.mentions([*atom], site(block));
        }
    }

    fn statement(&mut self, stmt: &Stmt, block: &Block) {
        // A swap may be written with both places twice.
        let times = if matches!(stmt, Stmt::Bulk(bulk) if matches!(bulk.op, BulkOp::Swap { .. })) { 2 } else { 1 };
        let operands = stmt.operands();
        operands.iter().for_each(|atom| self.read(*atom, block, times));
        self.length(stmt);
        self.mentions(operands.iter().copied(), site(stmt));
        let effects = stmt.effects(&self.func.values);
        let written = effects.changes.iter().filter(|changed| changed.how != Change::Possible);
        written.for_each(|changed| self.write(changed.handle));
        if let Some(dst) = effects.computes
            && self.is_unnamed(dst)
        {
            let roots = operands.into_iter().filter_map(Atom::value).map(|w| (dst, self.uses.root(w)));
            self.unnamed.extend(roots);
        }
        for place in stmt.places() {
            self.indices(place);
        }
    }

    fn length(&mut self, stmt: &Stmt) {
        let Stmt::Apply(Apply { op, args, dst, .. }) = stmt else { return };
        let is_length = |atom: &Atom| atom.value().is_some_and(|w| self.uses.lengths.contains(w));
        if matches!(op, Op::Len) || matches!(op, Op::Int(IntOp::Min)) && args.iter().all(is_length) {
            self.uses.lengths.insert(*dst);
        }
    }

    fn is_unnamed(&self, value: Value) -> bool {
        self.func.values[value.index()].name.is_none()
    }

    fn indices(&mut self, place: &Place) {
        let indices = |step: &Step| match step {
            Step::Index(_) | Step::Entry { .. } => step.atoms(),
            _ => Vec::new(),
        };
        self.uses.indices.extend(place.path.iter().flat_map(indices).filter_map(Atom::value));
    }

    fn write(&mut self, handle: Value) {
        let root = self.uses.root(handle);
        self.uses.written.insert(root);
    }

    fn read(&mut self, atom: Atom, block: &Block, times: usize) {
        let Some(w) = atom.value() else { return };
        let again = self.uses.depth.get(w).is_some_and(|depth| *depth < self.depth);
        self.uses.counts.insert(w, self.uses.count(w) + if again { times.max(2) } else { times });
        if self.home.get(w) != Some(&site(block)) {
            self.far.insert(w);
        }
    }

    fn mentions(&mut self, atoms: impl IntoIterator<Item = Atom>, site: Site) {
        atoms.into_iter().filter_map(Atom::value).for_each(|w| self.mention(w, site));
    }

    fn mention(&mut self, handle: Value, site: Site) {
        if self.func.kind(handle).memory().is_none() {
            return;
        }
        let root = self.uses.root(handle);
        let times = self.uses.last.get(root).filter(|last| last.site == site).map_or(1, |last| last.times + 1);
        self.uses.last.insert(root, Mention { site, times, depth: self.depth });
    }

    /// Decides how a view is written, and counts what that reads.
    fn view(&mut self, (view, depth): (&'f View, usize)) {
        let count = self.uses.count(view.dst);
        let style = self.style(view, count);
        let printed = match style {
            ViewStyle::Borrow => 1,
            ViewStyle::Place => count,
            ViewStyle::CheckedPlace => count + 1,
        };
        self.uses.views.insert(view.dst, style);
        self.indices(&view.place);
        let atoms = view.place.indices().into_iter().chain([view.place.base.into()]);
        for w in atoms.filter_map(Atom::value) {
            let again = self.uses.depth.get(w).is_some_and(|of| *of < depth);
            self.uses.counts.insert(w, self.uses.count(w) + if again { printed.max(2) } else { printed });
            if self.far.contains(view.dst) {
                self.far.insert(w);
            }
        }
    }

    fn style(&self, view: &View, count: usize) -> ViewStyle {
        let steps = view.place.path.iter().any(|step| !matches!(step, Step::Field(_)));
        let is_cell = matches!(self.func.kind(view.dst), Kind::Memory(memory) if memory.form == Form::Cell);
        let is_named = !self.is_unnamed(view.dst) || count > 1;
        if count > 0 && is_named && !is_cell && !self.uses.is_written(view.dst) {
            return ViewStyle::Borrow;
        }
        let stands_here = count == 1 && !self.far.contains(view.dst);
        if steps && view.place.access == Access::First && !stands_here {
            return ViewStyle::CheckedPlace;
        }
        ViewStyle::Place
    }
}
