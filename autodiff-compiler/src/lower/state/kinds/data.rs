//! Types of data: what is known of their fields.

use super::{KindVar, Kinds, Known, MemoryVar};
use crate::ir::Form;
use std::collections::BTreeMap;

impl Kinds {
    /// With the parts of data that have turned out to be tuples.
    pub(crate) fn knowing(tuples: BTreeMap<String, usize>) -> Kinds {
        Kinds { tuples, ..Kinds::default() }
    }

    /// Two ways to write one type of data.
    pub(crate) fn same_data(&mut self, ty: &str, other: &str) {
        let kind = self.data(other);
        self.data.insert(ty.to_owned(), kind);
    }

    /// The type of data as it is written somewhere; of one that is not, nothing.
    pub(crate) fn written(&self, var: KindVar) -> Option<&str> {
        let Known::Memory(MemoryVar(i)) = self.known(var) else { return None };
        match &self.memory[i].0 {
            Form::Data(data) => Some(&data.ty),
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

    /// The type of data of which no field is known, but perhaps elements.
    pub(crate) fn indexed_data(&self, var: KindVar) -> Option<&str> {
        let Known::Memory(MemoryVar(i)) = self.known(var) else { return None };
        let are_elements = self.fields[i].keys().all(|name| name.starts_with('['));
        match &self.memory[i].0 {
            Form::Data(data) if are_elements => Some(&data.ty),
            _ => None,
        }
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
