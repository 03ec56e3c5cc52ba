//! Identifiers for values: unique where they are seen, and out of the way of
//! the user's names.

use crate::ir::{Func, Value};
use proc_macro2::{Ident, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The identifiers given so far, scope by scope.
#[derive(Debug, Default)]
pub(crate) struct Names {
    given: BTreeMap<Value, Ident>,
    taken: Vec<BTreeSet<String>>,
    temporaries: u32,
}

impl Names {
    pub(crate) fn new() -> Self {
        Names { taken: vec![BTreeSet::new()], ..Names::default() }
    }

    pub(crate) fn enter(&mut self) {
        self.taken.push(BTreeSet::new());
    }

    pub(crate) fn leave(&mut self) {
        self.taken.pop();
    }

    /// Gives `value` an identifier in the current scope.
    pub(crate) fn define(&mut self, func: &Func, value: Value) -> Ident {
        let ident = match &func.values[value.index()].name {
            Some(name) => self.fresh(name),
            None => self.temporary(),
        };
        self.given.insert(value, ident.clone());
        ident
    }

    /// Lets `value` go by an identifier that another one has: a variable.
    pub(crate) fn alias(&mut self, value: Value, ident: Ident) {
        self.given.insert(value, ident);
    }

    /// An identifier for what is no value.
    pub(crate) fn temporary(&mut self) -> Ident {
        self.temporaries += 1;
        self.fresh(&format!("t{}", self.temporaries))
    }

    /// An identifier like this that nothing in sight has.
    pub(crate) fn fresh(&mut self, name: &str) -> Ident {
        let mut name = name.to_owned();
        while self.taken.iter().any(|scope| scope.contains(&name)) {
            name.push('_');
        }
        let ident = local(&name);
        self.taken.last_mut().expect("the outermost scope stays").insert(name);
        ident
    }

    /// An identifier that is no value's: that of a shadow.
    pub(crate) fn reserve(&mut self, name: &str) -> Ident {
        self.taken.last_mut().expect("the outermost scope stays").insert(name.to_owned());
        local(name)
    }

    pub(crate) fn get(&self, value: Value) -> Ident {
        self.given.get(&value).cloned().unwrap_or_else(|| panic!("value {} has no name yet", value.index()))
    }
}

/// A local identifier that the user's tokens cannot mean: `mixed_site` hygiene.
pub(crate) fn local(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::mixed_site()),
        None => Ident::new(name, Span::mixed_site()),
    }
}
