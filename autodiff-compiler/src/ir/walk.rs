//! What a statement defines and reads, and how to rename it.

use super::{Atom, Block, Call, Checkpoints, Control, Effect, Loop, Origin, Place, Record, Stmt, Value};

impl Stmt {
    /// The values that the statement defines in its own block.
    pub(crate) fn defines(&self) -> Vec<Value> {
        match self {
            Stmt::Apply(apply) => vec![apply.dst],
            Stmt::Call(call) => call.dst.leaves().into_iter().copied().chain(call.record.made()).collect(),
            Stmt::If(branch) => branch.dst.clone(),
            Stmt::Loop(repeat) => repeat.carried.iter().map(|c| c.dst).collect(),
            Stmt::Load(load) => vec![load.dst],
            Stmt::New(new) => vec![new.dst],
            Stmt::View(view) => vec![view.dst],
            Stmt::Store(_) | Stmt::Bulk(_) | Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => Vec::new(),
        }
    }

    /// Where the statement comes from.
    pub(crate) fn origin(&self) -> &Origin {
        match self {
            Stmt::Apply(apply) => &apply.origin,
            Stmt::Call(call) => &call.origin,
            Stmt::If(branch) => &branch.origin,
            Stmt::Loop(repeat) => &repeat.origin,
            Stmt::Load(load) => &load.origin,
            Stmt::Store(store) => &store.origin,
            Stmt::New(new) => &new.origin,
            Stmt::View(view) => &view.origin,
            Stmt::Bulk(bulk) => &bulk.origin,
            Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => &None,
        }
    }

    /// The same, if a statement of this sort has one.
    pub(crate) fn origin_mut(&mut self) -> Option<&mut Origin> {
        match self {
            Stmt::Apply(apply) => Some(&mut apply.origin),
            Stmt::Call(call) => Some(&mut call.origin),
            Stmt::If(branch) => Some(&mut branch.origin),
            Stmt::Loop(repeat) => Some(&mut repeat.origin),
            Stmt::Load(load) => Some(&mut load.origin),
            Stmt::Store(store) => Some(&mut store.origin),
            Stmt::New(new) => Some(&mut new.origin),
            Stmt::View(view) => Some(&mut view.origin),
            Stmt::Bulk(bulk) => Some(&mut bulk.origin),
            Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => None,
        }
    }

    /// The values that a region of the statement sees besides those around it.
    pub(crate) fn params(&self) -> Vec<Value> {
        match self {
            Stmt::Loop(repeat) => repeat.params(),
            _ => Vec::new(),
        }
    }

    /// The memory that the statement itself names by a place.
    pub(crate) fn places(&self) -> Vec<&Place> {
        match self {
            Stmt::Load(load) => vec![&load.place],
            Stmt::Store(store) => vec![&store.place],
            Stmt::New(new) => new.init.places(),
            Stmt::View(view) => vec![&view.place],
            Stmt::Bulk(bulk) => bulk.op.places(),
            _ => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub(crate) fn places_mut(&mut self) -> Vec<&mut Place> {
        match self {
            Stmt::Load(load) => vec![&mut load.place],
            Stmt::Store(store) => vec![&mut store.place],
            Stmt::New(new) => new.init.places_mut(),
            Stmt::View(view) => vec![&mut view.place],
            Stmt::Bulk(bulk) => bulk.op.places_mut(),
            _ => Vec::new(),
        }
    }

    /// The atoms that the statement reads itself, handles among them; not those
    /// of its regions.
    pub(crate) fn operands(&self) -> Vec<Atom> {
        let mut atoms: Vec<Atom> = match self {
            Stmt::Apply(apply) => apply.args.clone(),
            Stmt::Call(call) => {
                call.operands().into_iter().chain(call.fails.operands()).chain(call.record.read()).collect()
            }
            Stmt::If(branch) => vec![branch.cond],
            Stmt::Loop(repeat) => {
                let bounds = match &repeat.control {
                    Control::For(range) => vec![range.from, range.to],
                    Control::While { .. } => Vec::new(),
                };
                let every = repeat.checkpoints.every();
                bounds.into_iter().chain(every).chain(repeat.carried.iter().map(|c| c.init)).collect()
            }
            Stmt::Store(store) => vec![store.value],
            Stmt::New(new) => new.init.atoms(),
            Stmt::Bulk(bulk) => bulk.op.atoms(),
            Stmt::Effect(effect) => effect.operands(),
            Stmt::Probe(probe) => vec![probe.atom],
            Stmt::Load(_) | Stmt::View(_) | Stmt::Section(_) => Vec::new(),
        };
        for place in self.places() {
            atoms.push(Atom::Value(place.base));
            atoms.extend(place.indices());
        }
        atoms
    }

    /// Visits every value that the statement reads, in its regions too.
    pub(crate) fn visit_reads(&self, f: &mut dyn FnMut(Value)) {
        self.operands().into_iter().filter_map(Atom::value).for_each(&mut *f);
        self.regions().into_iter().for_each(|region| region.visit_reads(f));
    }

    /// The regions, in the order in which they run. The condition of a `while`
    /// comes before its body.
    pub(crate) fn regions(&self) -> Vec<&Block> {
        match self {
            Stmt::If(branch) => vec![&branch.then, &branch.orelse],
            Stmt::Loop(Loop { control: Control::While { cond, .. }, body, .. }) => vec![cond, body],
            Stmt::Loop(repeat) => vec![&repeat.body],
            _ => Vec::new(),
        }
    }

    pub(crate) fn regions_mut(&mut self) -> Vec<&mut Block> {
        match self {
            Stmt::If(branch) => vec![&mut branch.then, &mut branch.orelse],
            Stmt::Loop(Loop { control: Control::While { cond, .. }, body, .. }) => vec![cond, body],
            Stmt::Loop(repeat) => vec![&mut repeat.body],
            _ => Vec::new(),
        }
    }

    /// Replaces each atom that the statement itself reads, not those of its
    /// regions.
    pub(crate) fn map_operands(&mut self, f: &mut dyn FnMut(Atom) -> Atom) {
        match self {
            Stmt::Apply(apply) => apply.args.iter_mut().for_each(|a| *a = f(*a)),
            Stmt::Call(call) => {
                for arg in &mut call.args {
                    *arg = arg.map(&mut |a| f(*a));
                }
                call.saved.iter_mut().for_each(|copy| *copy = copy.map(&mut *f));
                call.fails.map_operands(f);
                if let Record::Read(at) = &mut call.record {
                    *at = f(*at);
                }
            }
            Stmt::If(branch) => branch.cond = f(branch.cond),
            Stmt::Loop(repeat) => {
                if let Control::For(range) = &mut repeat.control {
                    range.from = f(range.from);
                    range.to = f(range.to);
                }
                if let Checkpoints::Every(count) = &mut repeat.checkpoints {
                    *count = f(*count);
                }
                repeat.carried.iter_mut().for_each(|c| c.init = f(c.init));
            }
            Stmt::Load(load) => load.place.map_atoms(f),
            Stmt::Store(store) => {
                store.place.map_atoms(f);
                store.value = f(store.value);
            }
            Stmt::New(new) => new.init.map_atoms(f),
            Stmt::View(view) => view.place.map_atoms(f),
            Stmt::Bulk(bulk) => bulk.op.map_atoms(f),
            Stmt::Effect(effect) => {
                for (_, shape) in &mut effect.names {
                    *shape = shape.map(&mut |a| f(*a));
                }
            }
            Stmt::Probe(probe) => probe.atom = f(probe.atom),
            Stmt::Section(_) => {}
        }
    }

    /// Replaces each atom that the statement and its regions read.
    pub(crate) fn map_atoms(&mut self, f: &mut dyn FnMut(Atom) -> Atom) {
        self.map_operands(f);
        for region in self.regions_mut() {
            region.map_atoms(f);
        }
    }

    /// Renames what the statement defines, in its own block and as parameters
    /// of its regions.
    pub(crate) fn map_definitions(&mut self, f: &mut dyn FnMut(Value) -> Value) {
        match self {
            Stmt::Apply(apply) => apply.dst = f(apply.dst),
            Stmt::Call(call) => {
                call.dst = call.dst.map(&mut |w| f(*w));
                if let Record::Made(at) = &mut call.record {
                    *at = f(*at);
                }
            }
            Stmt::If(branch) => branch.dst.iter_mut().for_each(|w| *w = f(*w)),
            Stmt::Loop(repeat) => {
                for carried in &mut repeat.carried {
                    carried.param = f(carried.param);
                    carried.dst = f(carried.dst);
                }
                match &mut repeat.control {
                    Control::For(range) => range.index = f(range.index),
                    // It is one of the parameters.
                    Control::While { counter, .. } => *counter = counter.map(&mut *f),
                }
            }
            Stmt::Load(load) => load.dst = f(load.dst),
            Stmt::New(new) => new.dst = f(new.dst),
            Stmt::View(view) => view.dst = f(view.dst),
            Stmt::Store(_) | Stmt::Bulk(_) | Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => {}
        }
    }
}

impl Call {
    pub(crate) fn operands(&self) -> Vec<Atom> {
        self.args.iter().flat_map(super::Shape::leaves).copied().collect()
    }
}

impl Record {
    /// The position that a function gives.
    pub(crate) fn made(self) -> Option<Value> {
        match self {
            Record::Made(at) => Some(at),
            Record::None | Record::Read(_) => None,
        }
    }

    /// The position that its adjoint is given.
    pub(crate) fn read(self) -> Option<Atom> {
        match self {
            Record::Read(at) => Some(at),
            Record::None | Record::Made(_) => None,
        }
    }
}

impl Effect {
    fn operands(&self) -> Vec<Atom> {
        self.names.iter().flat_map(|(_, shape)| shape.leaves()).copied().collect()
    }
}

impl Block {
    /// Replaces each atom that the block reads or yields.
    pub(crate) fn map_atoms(&mut self, f: &mut dyn FnMut(Atom) -> Atom) {
        self.stmts.iter_mut().for_each(|stmt| stmt.map_atoms(f));
        self.yields.iter_mut().for_each(|atom| *atom = f(*atom));
    }

    /// Visits every statement, regions after the statement that holds them.
    pub(crate) fn visit<'b>(&'b self, f: &mut dyn FnMut(&'b Stmt)) {
        for stmt in &self.stmts {
            f(stmt);
            for region in stmt.regions() {
                region.visit(f);
            }
        }
    }

    /// Whether this holds of a statement, of the regions too.
    pub(crate) fn any(&self, test: impl Fn(&Stmt) -> bool) -> bool {
        let mut found = false;
        self.visit(&mut |stmt| found |= test(stmt));
        found
    }

    /// Visits every value that the block reads or yields, its regions too.
    pub(crate) fn visit_reads(&self, f: &mut dyn FnMut(Value)) {
        self.stmts.iter().for_each(|stmt| stmt.visit_reads(f));
        self.yields.iter().filter_map(|atom| atom.value()).for_each(f);
    }

    /// Whether control does not leave the block at its end: it panics.
    pub(crate) fn diverges(&self) -> bool {
        match self.stmts.last() {
            Some(Stmt::Effect(effect)) => effect.flow.diverges(),
            Some(Stmt::If(branch)) => branch.then.diverges() && branch.orelse.diverges(),
            _ => false,
        }
    }
}
