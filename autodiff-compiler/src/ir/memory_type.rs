//! Types of memory: how elements lie, and what one is.

use super::{Kind, Name, Shape};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

/// The types that there are, in all expansions of the process.
static TYPES: LazyLock<Mutex<HashSet<&'static Memory>>> = LazyLock::new(Mutex::default);

/// The type of a piece of memory. Each type is there once, so that two kinds are
/// compared by where theirs are; and a server that expands for days keeps no more of
/// them than there are different ones (ADR 34).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Memory {
    pub(crate) form: Form,
    /// What one element is; of a cell, what is in it.
    pub(crate) elem: Shape<Kind>,
}

/// How elements lie.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// `[T]`, always behind a reference.
    Slice,
    /// `Vec<T>`.
    Vec,
    /// `[T; LEN]`, with the text of the length.
    Array(String),
    /// A vector or an array: the result of a call, of which the macro does not
    /// see more.
    Some,
    /// Whatever a call returns that is only handed on to other calls: memory, a
    /// tuple, a number.
    Unseen,
    /// A value of a type that rustc knows and the macro does not: a struct, an enum.
    Data(Data),
    /// One `T`: what `&mut f64` or the item of `iter_mut` refers to.
    Cell,
}

/// What is known of a type of data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Data {
    /// The type as it is written; empty where it is not.
    pub(crate) ty: String,
    /// The fields that the function names.
    pub(crate) fields: Vec<(Name, Shape<Kind>)>,
}

impl Memory {
    /// Whether it is data of the type of the block.
    pub(crate) fn is_own(&self) -> bool {
        matches!(&self.form, Form::Data(data) if data.ty == "Self")
    }

    /// Whether it is such, or has such in it.
    pub(crate) fn has_own(&self) -> bool {
        self.is_own() || self.elem.leaves().into_iter().filter_map(|kind| kind.memory()).any(Memory::has_own)
    }

    pub(crate) fn kind(form: Form, elem: Shape<Kind>) -> Kind {
        let wanted = Memory { form, elem };
        let mut known = TYPES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(memory) = known.get(&wanted) {
            return Kind::Memory(memory);
        }
        let memory: &'static Memory = Box::leak(Box::new(wanted));
        known.insert(memory);
        Kind::Memory(memory)
    }

    /// Data of a type that nothing is known of.
    pub(crate) fn data() -> Kind {
        Memory::kind(Form::Data(Data::default()), Shape::Leaf(Kind::Opaque))
    }

    /// Data of a type that is written.
    pub(crate) fn data_of(ty: &str) -> Kind {
        Memory::kind(Form::Data(Data { ty: ty.to_owned(), fields: Vec::new() }), Shape::Leaf(Kind::Opaque))
    }

    /// Whether there is a float in it.
    pub(crate) fn has_float(&self) -> bool {
        // Of data, its type knows.
        matches!(self.form, Form::Data(_)) || self.elem.leaves().into_iter().any(|kind| kind.is_differentiable())
    }

    /// Whether it is handled through traits alone, as one value.
    pub(crate) fn is_by_trait(&self) -> bool {
        matches!(self.form, Form::Unseen | Form::Data(_))
    }

    /// Whether it is a `Result`.
    pub(crate) fn is_result(&self) -> bool {
        matches!(&self.form, Form::Data(data) if data.fields.iter().any(|(name, _)| **name == *"Err.0"))
    }

    /// The type of something owned that can hold the same: a slice's is a
    /// vector's.
    pub(crate) fn owned(&self) -> Kind {
        let form = if self.form == Form::Slice { Form::Vec } else { self.form.clone() };
        Memory::kind(form, self.elem.clone())
    }
}

/// Whether memory that a function is given by `&mut` may have other extents in the
/// end: a vector can grow, and so can one that a slice or a tuple holds.
pub(crate) fn may_grow(kind: Kind) -> bool {
    kind.memory()
        .is_some_and(|memory| matches!(memory.form, Form::Vec | Form::Data(_)) || !has_fixed_extents(&memory.elem))
}

/// Whether the type says all about the extents.
pub(crate) fn has_fixed_extents(shape: &Shape<Kind>) -> bool {
    match shape {
        Shape::Leaf(Kind::Memory(memory)) => {
            matches!(memory.form, Form::Array(_) | Form::Cell) && has_fixed_extents(&memory.elem)
        }
        Shape::Leaf(_) => true,
        Shape::Tuple(entries) => entries.iter().all(has_fixed_extents),
        Shape::Ref(inner) | Shape::Mut(inner) => has_fixed_extents(inner),
    }
}

/// The name of a type, without what is in front of it and its parameters: `Complex`, of `num::Complex::<f64>`.
pub(crate) fn type_name(path: TokenStream) -> Option<String> {
    let mut last = None;
    for token in path {
        match token {
            TokenTree::Ident(word) => last = Some(word.to_string()),
            TokenTree::Punct(sign) if sign.as_char() == '<' => break,
            _ => {}
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_there_once() {
        let matrix = || Memory::kind(Form::Slice, Shape::Leaf(Memory::kind(Form::Vec, Shape::Leaf(Kind::F64))));
        assert_eq!(matrix(), matrix());
        let [Some(a), Some(b)] = [matrix().memory(), matrix().memory()] else { panic!("a matrix is memory") };
        assert!(std::ptr::eq(a, b));
        assert_ne!(matrix(), Memory::kind(Form::Slice, Shape::Leaf(Kind::F64)));
        assert_ne!(Memory::kind(Form::Array("2".to_owned()), Shape::Leaf(Kind::F64)), matrix());
    }
}
