//! What is known of types of data: the fields that the function names.

use super::kinds::{KindVar, Kinds, Known, MemoryVar};
use crate::ir::{Atom, Form, Kind, Name, Shape, Step};

impl Kinds {
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

    /// Whether both are data of types with two names, `Point3<f64>` and `Vector3<f64>`: a sum of
    /// them is one or the other. Names without parameters may be aliases of floats, unless one is that
    /// of the block, or of a type that has fields.
    pub(crate) fn are_of_other_types(&self, left: KindVar, right: KindVar) -> bool {
        let plain = |kind| self.type_of(kind).filter(|ty| !ty.is_empty() && !ty.contains('<'));
        if let (Some(a), Some(b)) = (plain(left), plain(right)) {
            return a != b && [left, right].into_iter().any(|kind| self.is_struct(kind));
        }
        let name =
            |ty: &str| ty.split_once('<').and_then(|(path, _)| Some(path.rsplit("::").next()?.trim().to_owned()));
        match (self.type_of(left).and_then(name), self.type_of(right).and_then(name)) {
            (Some(left), Some(right)) => left != right,
            _ => false,
        }
    }

    /// Whether it is the type of the block, or has fields that are named.
    fn is_struct(&self, var: KindVar) -> bool {
        let is_own = self.known_data("Self").is_some_and(|own| self.is_same(own, var));
        is_own || self.blank_data(var).is_none()
    }

    /// Whether it is a constant of a type that is not looked into, `Row(1, 2)`.
    pub(crate) fn is_opaque(&self, var: KindVar) -> bool {
        matches!(self.known(var), Known::Unseen | Known::Exactly(Kind::Opaque))
    }

    /// Whether it is an `Option` or a `Result`.
    pub(crate) fn holds_value(&self, var: KindVar) -> bool {
        let Known::Memory(MemoryVar(i)) = self.known(var) else { return false };
        let Some(ty) = self.type_of(var) else { return false };
        let is_named = ty.starts_with("Option<") || ty.starts_with("Result<");
        is_named || ["Some.0", "Err.0"].iter().any(|field| self.fields[i].contains_key(*field))
    }

    /// Whether fields of it have been named, as those of a struct are.
    pub(crate) fn has_named_fields(&self, var: KindVar) -> bool {
        let Known::Memory(MemoryVar(i)) = self.known(var) else { return false };
        self.is_data(var) && self.fields[i].keys().any(|field| !field.contains('.'))
    }

    /// Whether it is a `Result`.
    pub(crate) fn is_result(&self, var: KindVar) -> bool {
        let Known::Memory(MemoryVar(i)) = self.known(var) else { return false };
        self.type_of(var).is_some_and(|ty| ty.starts_with("Result<")) || self.fields[i].contains_key("Err.0")
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
            shape.leaves().into_iter().for_each(|kind| self.decide_elsewhere(*kind));
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
        let called = format!("{}.{name}", self.type_of(data).unwrap_or_default());
        // Which integer it is, if it is one, is written in the type.
        let field = self.part(Known::Part, Some(called));
        field.leaves().into_iter().for_each(|kind| self.decide_elsewhere(*kind));
        self.fields[i].insert(name.clone(), field.clone());
        field
    }

    /// What a part of data is called that is of this kind.
    pub(crate) fn part_called(&self, kind: KindVar) -> Option<&str> {
        let is_it = |(part, _): &&(KindVar, String)| self.is_same(*part, kind);
        self.called_parts.iter().find(is_it).map(|(_, name)| name.as_str())
    }

    /// The elements of a part that turns out to be memory.
    pub(crate) fn elements_of_part(&mut self, memory: KindVar, known: Known) -> Shape<KindVar> {
        let called = self.part_called(memory).map(|part| format!("{part}[]"));
        self.part(known, called)
    }

    /// A part by its name: one thing, or as many as a tuple has, if it has turned out to be one.
    fn part(&mut self, known: Known, called: Option<String>) -> Shape<KindVar> {
        if let Some(arity) = called.as_ref().and_then(|name| self.tuples.get(name)).copied() {
            return Shape::Tuple((0..arity).map(|_| Shape::Leaf(self.fresh(known))).collect());
        }
        let kind = self.fresh(known);
        self.called_parts.extend(called.map(|name| (kind, name)));
        Shape::Leaf(kind)
    }

    /// The same, if it is named already.
    pub(crate) fn known_field(&self, data: KindVar, name: &Name) -> Option<&Shape<KindVar>> {
        match self.known(data) {
            Known::Memory(MemoryVar(i)) => self.fields[i].get(name),
            _ => None,
        }
    }

    /// The same by the step to it, which is kept for who wants to go there.
    pub(crate) fn field_at(&mut self, data: KindVar, step: &Step) -> Shape<KindVar> {
        let key = step.key().expect("it is a field");
        if let Step::Payload { .. } | Step::Entry { .. } | Step::Behind | Step::Inside | Step::AsSlice = step {
            self.payloads.entry(key.clone()).or_insert_with(|| step.clone());
        }
        self.field(data, &key)
    }

    /// How to come from a value of a type that is written down to something of this kind:
    /// the type, and fields and elements.
    pub(crate) fn way_to(&self, kind: KindVar) -> Option<(&str, Vec<Step>)> {
        self.data.iter().find_map(|(ty, data)| Some((ty.as_str(), self.way(*data, self.root(kind).0, 4)?)))
    }

    fn way(&self, from: KindVar, to: KindVar, depth: usize) -> Option<Vec<Step>> {
        let Known::Memory(MemoryVar(i)) = self.known(from) else { return None };
        if depth == 0 {
            return None;
        }
        let elements = [(Step::Index(Atom::Int(0)), &self.memory[i].1)].into_iter();
        let named = |name: &Name| match self.payloads.get(name) {
            Some(step) => Some(step.clone()),
            None if &**name == "Some.0" => Some(Step::Payload { variant: "".into(), field: "0".into() }),
            None => (!name.contains('.')).then(|| Step::Named(name.clone())),
        };
        let fields = self.fields[i].iter().filter_map(|(name, shape)| Some((named(name)?, shape)));
        elements.chain(fields).find_map(|(step, shape)| match shape {
            Shape::Leaf(kind) if self.root(*kind).0 == to => Some(vec![step]),
            Shape::Leaf(kind) => Some([vec![step], self.way(*kind, to, depth - 1)?].concat()),
            _ => None,
        })
    }
}
