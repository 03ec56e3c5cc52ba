//! Kind inference: a union-find over what is known of each operand.
//!
//! A macro sees tokens, not types. Parameters are annotated, literals, casts
//! and known methods tell; the rest follows by unification, as rustc's own
//! inference does it for literals.

mod data;

use crate::ir::{Data, Form, IntKind, Kind, Memory, Name, Shape, Step};
use std::collections::{BTreeMap, BTreeSet};

/// A kind that may not be known yet: an index into [`Kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KindVar(usize);

/// What is known of a kind so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Known {
    /// Nothing: the value of a constant, of a field, of foreign code.
    Nothing,
    /// Not what it refers to: `&TABLE[1..]`, `&self.c`.
    Unseen,
    /// A part of data, or what is made of one: a number, memory, data. Its use tells, and
    /// where that does not, it is data.
    Part,
    /// The result of a call on floats: a float, unless something says otherwise.
    CallResult,
    /// A float literal without a suffix.
    SomeFloat,
    /// An integer literal without a suffix.
    SomeInt,
    Exactly(Kind),
    /// A handle to memory, whose elements may not be known yet.
    Memory(MemoryVar),
}

/// A type of memory: an index into [`Kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MemoryVar(pub(super) usize);

#[derive(Debug)]
enum Entry {
    Root(Known),
    Same(KindVar),
}

/// The union-find table.
#[derive(Debug, Default)]
pub(crate) struct Kinds {
    entries: Vec<Entry>,
    pub(super) memory: Vec<(Form, Shape<KindVar>)>,
    /// Of each type of memory that is data, the fields that have been named.
    pub(super) fields: Vec<BTreeMap<Name, Shape<KindVar>>>,
    /// The types of data that are written down.
    pub(super) data: BTreeMap<String, KindVar>,
    /// The steps to what variants hold, by the names of the fields.
    pub(super) payloads: BTreeMap<Name, Step>,
    /// The roots that are the kind of several things.
    joined: BTreeSet<usize>,
    /// The roots that code decides which the macro does not see into.
    decided_elsewhere: BTreeSet<usize>,
    /// The roots that are the kind of a call's result, among others.
    called: BTreeSet<usize>,
    /// The floats that are so only because of a method that is called on them.
    pub(crate) presumed: Vec<KindVar>,
    /// What a call's result of which nothing is told is taken for, if not for an `f64`.
    pub(crate) float: Option<Kind>,
    /// The floats that are cast to an `f64`.
    pub(crate) widened: Vec<KindVar>,
    /// What parts of data, and their elements, are called: `Trace.rows`, `Trace.rows[]`.
    pub(super) called_parts: Vec<(KindVar, String)>,
    /// Those that are tuples of so many things.
    pub(crate) tuples: BTreeMap<String, usize>,
}

impl Kinds {
    pub(crate) fn fresh(&mut self, known: Known) -> KindVar {
        self.entries.push(Entry::Root(known));
        KindVar(self.entries.len() - 1)
    }

    /// The kind of a handle to elements of this shape.
    pub(crate) fn memory(&mut self, form: Form, elem: Shape<KindVar>) -> KindVar {
        if let Form::Data(data) = &form {
            return self.data(&data.ty);
        }
        self.memory_of(form, elem)
    }

    fn memory_of(&mut self, form: Form, elem: Shape<KindVar>) -> KindVar {
        self.memory.push((form, elem));
        self.fields.push(BTreeMap::new());
        let memory = MemoryVar(self.memory.len() - 1);
        self.fresh(Known::Memory(memory))
    }

    /// The kind of data of this type, which is the same wherever it is written; of a type
    /// that is not written, a new one.
    pub(crate) fn data(&mut self, ty: &str) -> KindVar {
        if let Some(known) = self.data.get(ty) {
            return *known;
        }
        let unseen = self.fresh(Known::Exactly(Kind::Opaque));
        let kind = self.memory_of(Form::Data(Data { ty: ty.to_owned(), fields: Vec::new() }), Shape::Leaf(unseen));
        if !ty.is_empty() {
            self.data.insert(ty.to_owned(), kind);
        }
        kind
    }

    /// What a kind is that has been settled before.
    pub(crate) fn exactly(&mut self, kind: Kind) -> KindVar {
        match kind {
            Kind::Memory(Memory { form: Form::Data(data), .. }) => {
                let var = self.data(&data.ty);
                for (name, shape) in &data.fields {
                    let shape = shape.map(&mut |kind| self.exactly(*kind));
                    self.set_field(var, name, &shape);
                }
                var
            }
            Kind::Memory(memory) => {
                let elem = memory.elem.map(&mut |kind| self.exactly(*kind));
                self.memory(memory.form.clone(), elem)
            }
            kind => self.fresh(Known::Exactly(kind)),
        }
    }

    /// Form and elements, if it is known to be memory.
    pub(crate) fn as_memory(&self, var: KindVar) -> Option<&(Form, Shape<KindVar>)> {
        match self.known(var) {
            Known::Memory(MemoryVar(i)) => Some(&self.memory[i]),
            _ => None,
        }
    }

    /// The scalars of a kind: itself, or what memory of it is made of.
    pub(crate) fn scalars(&self, var: KindVar) -> Vec<KindVar> {
        match self.as_memory(var) {
            Some((Form::Data(_), _)) => Vec::new(),
            Some((_, elem)) => elem.leaves().into_iter().flat_map(|kind| self.scalars(*kind)).collect(),
            None => vec![var],
        }
    }

    /// Whether it is, or holds, what may turn out to be a float.
    pub(crate) fn may_hold_float(&self, var: KindVar) -> bool {
        match self.as_memory(var) {
            Some((Form::Data(_), _)) => true,
            Some((_, elem)) => elem.leaves().into_iter().any(|kind| match self.known(*kind) {
                // The elements of `Vec::new()` show later.
                Known::Nothing => true,
                _ => self.may_hold_float(*kind),
            }),
            None => self.known(var).may_be_float(),
        }
    }

    /// Whether nothing at all is known of a kind: of all that is in it.
    pub(crate) fn is_unseen(&self, var: KindVar) -> bool {
        let scalars = self.scalars(var);
        !scalars.is_empty() && scalars.iter().all(|kind| matches!(self.known(*kind), Known::Nothing | Known::Unseen))
    }

    /// Where elements of this kind, of which nothing is known, turn out to be
    /// tuples.
    pub(crate) fn shape_elements(&mut self, unknown: KindVar, shape: &Shape<KindVar>) {
        let root = self.root(unknown).0;
        if shape.leaves().into_iter().any(|kind| self.root(*kind).0 == root || self.contains(*kind, root)) {
            return;
        }
        for i in 0..self.memory.len() {
            if self.is_unknown(&self.memory[i].1, root) {
                self.memory[i].1 = shape.clone();
            }
        }
    }

    fn is_unknown(&self, elem: &Shape<KindVar>, root: KindVar) -> bool {
        matches!(elem, Shape::Leaf(kind) if self.root(*kind) == (root, Known::Nothing))
    }

    pub(super) fn root(&self, mut var: KindVar) -> (KindVar, Known) {
        loop {
            match self.entries[var.0] {
                Entry::Root(known) => return (var, known),
                Entry::Same(next) => var = next,
            }
        }
    }

    /// Whether two kinds have turned out to be one.
    pub(crate) fn is_same(&self, a: KindVar, b: KindVar) -> bool {
        self.root(a).0 == self.root(b).0
    }

    pub(crate) fn known(&self, var: KindVar) -> Known {
        self.root(var).1
    }

    /// Makes two kinds the same, or says which two they are.
    pub(crate) fn unify(&mut self, a: KindVar, b: KindVar) -> Result<(), (Known, Known)> {
        let ((a, known_a), (b, known_b)) = (self.root(a), self.root(b));
        if a == b {
            return Ok(());
        }
        let both = match (known_a, known_b) {
            (Known::Memory(_), Known::Memory(_)) if self.are_of_other_types(a, b) => return Ok(()),
            // A type that holds itself, `node = node.next`, has a kind for each level; that they are
            // of one type, rustc knows.
            (Known::Memory(_), Known::Memory(_))
                if self.is_data(a) && self.is_data(b) && (self.contains(a, b) || self.contains(b, a)) =>
            {
                return Ok(());
            }
            (Known::Memory(left), Known::Memory(right)) if self.is_data(a) || self.is_data(b) => {
                Known::Memory(self.unify_data(left, right)?)
            }
            (Known::Memory(left), Known::Memory(right)) => {
                let (first, second) = (self.memory[left.0].clone(), self.memory[right.0].clone());
                self.unify_shapes(&first.1, &second.1)?;
                // A slice of a vector has its elements, and remains a slice.
                if first.0 != second.0 && first.0 != Form::Some && second.0 != Form::Some {
                    return Ok(());
                }
                // The form that says more stays.
                if first.0 == Form::Some { known_b } else { known_a }
            }
            // So is a part of data that is of the type of what it is in.
            (Known::Memory(_), Known::Part) if self.is_data(a) && self.contains(a, b) => {
                let inside = self.data("");
                return self.unify(b, inside);
            }
            (Known::Part, Known::Memory(_)) if self.is_data(b) && self.contains(b, a) => {
                let inside = self.data("");
                return self.unify(a, inside);
            }
            // An element that is the array would have a kind without an end.
            _ if self.contains(a, b) || self.contains(b, a) => return Err((known_a, known_b)),
            _ => meet(known_a, known_b).ok_or((known_a, known_b))?,
        };
        // Nor is it known what the elements are of a call's result.
        if let (Known::Memory(_), Known::CallResult) | (Known::CallResult, Known::Memory(_)) = (known_a, known_b) {
            let memory = if known_a == Known::CallResult { b } else { a };
            for elem in self.scalars(memory) {
                if self.known(elem) == Known::Nothing {
                    let unknown = self.fresh(Known::CallResult);
                    self.unify(elem, unknown)?;
                }
            }
        }
        self.entries[a.0] = Entry::Same(b);
        self.entries[b.0] = Entry::Root(both);
        self.joined.insert(b.0);
        let is_call = |known| matches!(known, Known::CallResult | Known::Part);
        if [known_a, known_b].into_iter().any(is_call) || self.called.contains(&a.0) {
            self.called.insert(b.0);
        }
        if self.decided_elsewhere.contains(&a.0) {
            self.decided_elsewhere.insert(b.0);
        }
        Ok(())
    }

    /// Whether memory of this kind holds, at whatever depth, what has the kind `root`.
    fn contains(&self, around: KindVar, root: KindVar) -> bool {
        let Known::Memory(MemoryVar(i)) = self.known(around) else { return false };
        let parts = self.memory[i].1.leaves().into_iter().chain(self.fields[i].values().flat_map(Shape::leaves));
        parts.into_iter().any(|kind| self.root(*kind).0 == root || self.contains(*kind, root))
    }

    fn unify_shapes(&mut self, a: &Shape<KindVar>, b: &Shape<KindVar>) -> Result<(), (Known, Known)> {
        for (one, other) in [(a, b), (b, a)] {
            if let (Shape::Leaf(kind), Shape::Tuple(_)) = (one, other)
                && self.known(*kind) == Known::Nothing
            {
                self.shape_elements(*kind, other);
                return Ok(());
            }
        }
        let (left, right) = (a.leaves(), b.leaves());
        if left.len() != right.len() {
            let known = |kind: Option<&&KindVar>| kind.map_or(Known::Nothing, |kind| self.known(**kind));
            return Err((known(left.first()), known(right.first())));
        }
        left.into_iter().zip(right).try_for_each(|(a, b)| self.unify(*a, *b))
    }

    /// Whether a kind is that of one thing only, as far as unification tells.
    pub(crate) fn is_alone(&self, var: KindVar) -> bool {
        !self.joined.contains(&self.root(var).0.0)
    }

    /// Code that the macro does not see into has a say in what this is.
    pub(crate) fn decide_elsewhere(&mut self, var: KindVar) {
        let root = self.root(var).0;
        self.decided_elsewhere.insert(root.0);
    }

    pub(crate) fn is_decided_elsewhere(&self, var: KindVar) -> bool {
        self.decided_elsewhere.contains(&self.root(var).0.0)
    }

    /// Whether a call gives or takes it: that is an `f32` by rustc's inference, where a literal
    /// by itself is none.
    fn is_of_call(&self, var: KindVar) -> bool {
        self.called.contains(&self.root(var).0.0) || self.is_decided_elsewhere(var)
    }

    /// What is cast to an `f64` is an `f32`, if nothing says that it is one already: nobody casts that.
    pub(crate) fn settle_widened(&mut self) {
        for kind in std::mem::take(&mut self.widened) {
            if self.known(kind) == Known::SomeFloat && self.is_of_call(kind) {
                let narrow = self.fresh(Known::Exactly(Kind::F32));
                // A float may be of either type.
                let _ = self.unify(kind, narrow);
            }
        }
    }

    /// The kind, with rustc's own defaults for literals: of an integer of which
    /// nothing else is said, `i32`.
    pub(crate) fn resolve(&self, var: KindVar) -> Kind {
        match self.known(var) {
            Known::Exactly(kind) => kind,
            Known::SomeFloat if self.float == Some(Kind::F32) && self.is_of_call(var) => Kind::F32,
            Known::SomeFloat => Kind::F64,
            Known::CallResult => self.float.unwrap_or(Kind::F64),
            Known::SomeInt if self.is_decided_elsewhere(var) => Kind::Int(IntKind::Open),
            Known::SomeInt => Kind::Int(IntKind::I32),
            Known::Nothing | Known::Unseen => Kind::Opaque,
            Known::Part => Memory::data(),
            Known::Memory(MemoryVar(i)) => {
                let (form, elem) = &self.memory[i];
                let form = match form {
                    Form::Data(data) => {
                        let fields = self.fields[i].iter();
                        let fields = fields.map(|(name, of)| (name.clone(), of.map(&mut |kind| self.resolve(*kind))));
                        Form::Data(Data { ty: data.ty.clone(), fields: fields.collect() })
                    }
                    form => form.clone(),
                };
                let elem = elem.map(&mut |kind| self.resolve(*kind));
                match (&form, &elem) {
                    // What `&mut` refers to is memory like any other.
                    (Form::Cell, Shape::Leaf(memory @ Kind::Memory(_))) => *memory,
                    _ => Memory::kind(form, elem),
                }
            }
        }
    }
}

/// What is known when both are known of one thing.
fn meet(a: Known, b: Known) -> Option<Known> {
    use Known::{CallResult, Exactly, Nothing, Part, SomeFloat, SomeInt, Unseen};
    match (a, b) {
        (Nothing, other) | (other, Nothing) => Some(other),
        (Part, CallResult) | (CallResult, Part) => Some(Part),
        (Part, other) | (other, Part) => Some(other),
        (CallResult, other) | (other, CallResult) => Some(other),
        (Unseen, Unseen) => Some(Unseen),
        (Unseen, Exactly(Kind::Opaque)) | (Exactly(Kind::Opaque), Unseen) => Some(Unseen),
        (SomeFloat, SomeFloat) => Some(SomeFloat),
        (SomeInt, SomeInt) => Some(SomeInt),
        (SomeFloat, Exactly(kind)) | (Exactly(kind), SomeFloat) if kind.is_float() => Some(Exactly(kind)),
        (SomeInt, Exactly(kind)) | (Exactly(kind), SomeInt) if matches!(kind, Kind::Int(_)) => Some(Exactly(kind)),
        (Exactly(a), Exactly(b)) if a == b => Some(Exactly(a)),
        _ => None,
    }
}

impl Known {
    /// Whether it is, or may turn out to be, a float.
    pub(crate) fn may_be_float(self) -> bool {
        match self {
            Known::SomeFloat | Known::CallResult | Known::Part => true,
            Known::Exactly(kind) => kind.is_float(),
            Known::SomeInt | Known::Nothing | Known::Unseen | Known::Memory(_) => false,
        }
    }

    /// Whether it is, or may be, of a type that the macro does not look into.
    pub(crate) fn is_of_its_own(self) -> bool {
        matches!(self, Known::Nothing | Known::Unseen | Known::Exactly(Kind::Opaque))
    }

    /// For diagnostics.
    pub(crate) fn describe(self) -> String {
        match self {
            Known::Nothing | Known::CallResult | Known::Part => "a value of unknown type".to_owned(),
            Known::SomeFloat => "a float".to_owned(),
            Known::SomeInt => "an integer".to_owned(),
            Known::Memory(_) => "an array".to_owned(),
            Known::Unseen | Known::Exactly(Kind::Opaque) => "a type of its own".to_owned(),
            Known::Exactly(kind) => kind.type_name().to_owned(),
        }
    }
}
