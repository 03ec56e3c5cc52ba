//! Kind inference: a union-find over what is known of each operand.
//!
//! A macro sees tokens, not types. Parameters are annotated, literals, casts
//! and known methods tell; the rest follows by unification, as rustc's own
//! inference does it for literals.

use crate::ir::{IntKind, Kind};

/// A kind that may not be known yet: an index into [`Kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KindVar(usize);

/// What is known of a kind so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Nothing: the value of a constant, of a field, of foreign code.
    Nothing,
    /// The result of a call on floats: a float, unless something says otherwise.
    CallResult,
    /// A float literal without a suffix.
    SomeFloat,
    /// An integer literal without a suffix.
    SomeInt,
    Exactly(Kind),
}

#[derive(Debug)]
enum Entry {
    Root(Known),
    Same(KindVar),
}

/// The union-find table.
#[derive(Debug, Default)]
pub(crate) struct Kinds(Vec<Entry>);

impl Kinds {
    pub(crate) fn fresh(&mut self, known: Known) -> KindVar {
        self.0.push(Entry::Root(known));
        KindVar(self.0.len() - 1)
    }

    fn root(&self, mut var: KindVar) -> (KindVar, Known) {
        loop {
            match self.0[var.0] {
                Entry::Root(known) => return (var, known),
                Entry::Same(next) => var = next,
            }
        }
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
        let both = meet(known_a, known_b).ok_or((known_a, known_b))?;
        self.0[a.0] = Entry::Same(b);
        self.0[b.0] = Entry::Root(both);
        Ok(())
    }

    /// The kind, with rustc's own defaults for literals.
    pub(crate) fn resolve(&self, var: KindVar) -> Kind {
        match self.known(var) {
            Known::Exactly(kind) => kind,
            Known::SomeFloat | Known::CallResult => Kind::F64,
            Known::SomeInt => Kind::Int(IntKind::Open),
            Known::Nothing => Kind::Opaque,
        }
    }
}

/// What is known when both are known of one thing.
fn meet(a: Known, b: Known) -> Option<Known> {
    use Known::{CallResult, Exactly, Nothing, SomeFloat, SomeInt};
    match (a, b) {
        (Nothing, other) | (other, Nothing) => Some(other),
        (CallResult, other) | (other, CallResult) => Some(other),
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
            Known::SomeFloat | Known::CallResult => true,
            Known::Exactly(kind) => kind.is_float(),
            Known::SomeInt | Known::Nothing => false,
        }
    }

    /// For diagnostics.
    pub(crate) fn describe(self) -> String {
        match self {
            Known::Nothing | Known::CallResult => "a value of unknown type".to_owned(),
            Known::SomeFloat => "a float".to_owned(),
            Known::SomeInt => "an integer".to_owned(),
            Known::Exactly(Kind::Opaque) => "a type of its own".to_owned(),
            Known::Exactly(kind) => kind.type_name().to_owned(),
        }
    }
}
