//! Types of data: what is known of their fields.

use super::{KindVar, Kinds, Known, MemoryVar};
use crate::ir::{Data, Form, Kind, Name, Shape};

impl Kinds {
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

    /// Two ways to write one type of data.
    pub(crate) fn same_data(&mut self, ty: &str, other: &str) {
        let kind = self.data(other);
        self.data.insert(ty.to_owned(), kind);
    }

    /// The kind of data of a type that is written elsewhere.
    pub(crate) fn known_data(&self, ty: &str) -> Option<KindVar> {
        self.data.get(ty).copied()
    }

    /// The type of data, where it is written; empty where it is not.
    pub(crate) fn type_of(&self, var: KindVar) -> Option<&str> {
        match self.as_memory(var) {
            Some((Form::Data(data), _)) => Some(&data.ty),
            _ => None,
        }
    }

    /// The type of data of which no field is known.
    pub(crate) fn blank_data(&self, var: KindVar) -> Option<&str> {
        let Known::Memory(MemoryVar(i)) = self.known(var) else { return None };
        match &self.memory[i].0 {
            Form::Data(data) if self.fields[i].is_empty() => Some(&data.ty),
            _ => None,
        }
    }

    /// A field turns out to be a tuple.
    pub(crate) fn set_field(&mut self, data: KindVar, name: &Name, shape: &Shape<KindVar>) {
        let Known::Memory(MemoryVar(i)) = self.known(data) else { unreachable!("only data has fields") };
        let is_blank = match self.fields[i].get(name) {
            Some(Shape::Leaf(kind)) => self.known(*kind) == Known::Part && matches!(shape, Shape::Tuple(_)),
            Some(_) => false,
            None => true,
        };
        if is_blank {
            self.fields[i].insert(name.clone(), shape.clone());
        }
    }

    /// Whether it is known to be data.
    pub(crate) fn is_data(&self, var: KindVar) -> bool {
        matches!(self.as_memory(var), Some((Form::Data(_), _)))
    }

    /// What a field of data is.
    pub(crate) fn field(&mut self, data: KindVar, name: &Name) -> Shape<KindVar> {
        let Known::Memory(MemoryVar(i)) = self.known(data) else { unreachable!("only data has fields") };
        if let Some(known) = self.fields[i].get(name) {
            return known.clone();
        }
        let field = Shape::Leaf(self.fresh(Known::Part));
        self.fields[i].insert(name.clone(), field.clone());
        field
    }

    /// How to come from a value of a type that is written down to something of this kind:
    /// the type, and fields and elements.
    pub(crate) fn way_to(&self, kind: KindVar) -> Option<(&str, String)> {
        self.data.iter().find_map(|(ty, data)| Some((ty.as_str(), self.way(*data, self.root(kind).0, 4)?)))
    }

    fn way(&self, from: KindVar, to: KindVar, depth: usize) -> Option<String> {
        let Known::Memory(MemoryVar(i)) = self.known(from) else { return None };
        if depth == 0 {
            return None;
        }
        let elements = [("[0]".to_owned(), &self.memory[i].1)].into_iter();
        let fields = self.fields[i].iter().map(|(name, shape)| (format!(".{name}"), shape));
        elements.chain(fields).find_map(|(step, shape)| match shape {
            Shape::Leaf(kind) if self.root(*kind).0 == to => Some(step),
            Shape::Leaf(kind) => Some(step + &self.way(*kind, to, depth - 1)?),
            _ => None,
        })
    }

    /// Two types of data are one, and what is known of the fields of both holds. Data of
    /// which nothing is known is whatever memory it is the same as.
    pub(super) fn unify_data(&mut self, left: MemoryVar, right: MemoryVar) -> Result<MemoryVar, (Known, Known)> {
        let (Form::Data(first), Form::Data(second)) = (&self.memory[left.0].0, &self.memory[right.0].0) else {
            let is_blank = |kinds: &Kinds, memory: MemoryVar| {
                matches!(&kinds.memory[memory.0].0, Form::Data(data) if data.ty.is_empty())
                    && kinds.fields[memory.0].is_empty()
            };
            return match (is_blank(self, left), is_blank(self, right)) {
                (true, _) => Ok(right),
                (_, true) => Ok(left),
                _ => Err((Known::Memory(left), Known::Memory(right))),
            };
        };
        let (keep, gone) = if first.ty.is_empty() && !second.ty.is_empty() { (right, left) } else { (left, right) };
        for (name, shape) in std::mem::take(&mut self.fields[gone.0]) {
            match self.fields[keep.0].get(&name).cloned() {
                Some(known) => self.unify_shapes(&known, &shape)?,
                None => {
                    self.fields[keep.0].insert(name, shape);
                }
            }
        }
        Ok(keep)
    }
}
