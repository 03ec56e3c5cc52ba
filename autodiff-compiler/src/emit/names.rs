//! Identifiers for values: unique where they are seen, and out of the way of
//! what the user's code in a companion names.

use crate::ir::{Func, Op, Stmt, Value};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};

/// The identifiers given so far, scope by scope.
#[derive(Debug, Default)]
pub(crate) struct Names {
    given: BTreeMap<Value, Ident>,
    scopes: Vec<Scope>,
    /// What code that is passed through takes from around the function.
    free: BTreeSet<String>,
    temporaries: u32,
}

/// A block of the output.
#[derive(Debug, Default)]
struct Scope {
    /// The identifiers that are bound here, and what they are bound to.
    bound: BTreeMap<String, Bound>,
    /// Identifiers of the scopes around that the block means.
    meant: BTreeSet<String>,
}

/// What an identifier is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    /// A scalar: a block that does not mean it may have another by the name.
    Scalar,
    Other,
}

impl Names {
    pub(crate) fn new() -> Self {
        Names { scopes: vec![Scope::default()], ..Names::default() }
    }

    /// A block begins that means these of the identifiers around it.
    pub(crate) fn enter(&mut self, meant: BTreeSet<String>) {
        self.scopes.push(Scope { bound: BTreeMap::new(), meant });
    }

    pub(crate) fn leave(&mut self) {
        self.scopes.pop();
    }

    /// Gives `value` an identifier in the current scope.
    pub(crate) fn define(&mut self, func: &Func, value: Value) -> Ident {
        let ident = match &func.values[value.index()].name {
            Some(name) if func.kind(value).memory().is_none() => self.bind(name, Bound::Scalar),
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

    /// Keeps out of the way of these names from now on. The parameters, which
    /// have their names before, are what the user's code means by them.
    pub(crate) fn avoid(&mut self, free: BTreeSet<String>) {
        self.free = free;
    }

    /// Whether the name is one to be avoided.
    pub(crate) fn is_free(&self, name: &str) -> bool {
        self.free.contains(name)
    }

    /// Whether the current block cannot have something new by this identifier.
    pub(crate) fn is_taken(&self, name: &str) -> bool {
        let Some((here, around)) = self.scopes.split_last() else { return self.free.contains(name) };
        let is_hidden = |scope: &Scope| scope.bound.get(name) == Some(&Bound::Scalar) && !here.meant.contains(name);
        let is_in_the_way = |scope: &Scope| scope.bound.contains_key(name) && !is_hidden(scope);
        self.free.contains(name) || here.bound.contains_key(name) || around.iter().any(is_in_the_way)
    }

    /// An identifier like this that nothing in sight has, for what is no scalar.
    pub(crate) fn fresh(&mut self, name: &str) -> Ident {
        self.bind(name, Bound::Other)
    }

    /// The same for a scalar that changes.
    pub(crate) fn variable(&mut self, name: &str) -> Ident {
        self.bind(name, Bound::Scalar)
    }

    /// The same by just this identifier, whatever it was bound to before.
    pub(crate) fn rebind(&mut self, name: &str) -> Ident {
        self.insert(name.to_owned(), Bound::Scalar);
        local(name)
    }

    fn bind(&mut self, name: &str, to: Bound) -> Ident {
        let mut name = name.to_owned();
        while self.is_taken(&name) {
            name.push('_');
        }
        let ident = local(&name);
        self.insert(name, to);
        ident
    }

    fn insert(&mut self, name: String, to: Bound) {
        self.scopes.last_mut().expect("the outermost scope stays").bound.insert(name, to);
    }

    /// An identifier that is no value's: that of a shadow.
    pub(crate) fn reserve(&mut self, name: &str) -> Ident {
        self.insert(name.to_owned(), Bound::Other);
        local(name)
    }

    /// The identifier of a value, if it has one yet.
    pub(crate) fn known(&self, value: Value) -> Option<&Ident> {
        self.given.get(&value)
    }

    pub(crate) fn get(&self, value: Value) -> Ident {
        self.given.get(&value).cloned().unwrap_or_else(|| panic!("value {} has no name yet", value.index()))
    }
}

/// The names that code which is passed through takes from around the function,
/// and those of the items in it.
pub(crate) fn free(func: &Func, items: &[TokenStream]) -> BTreeSet<String> {
    let mut free = BTreeSet::new();
    func.body.visit(&mut |stmt| match stmt {
        Stmt::Apply(apply) => {
            if let Op::Foreign(foreign) = &apply.op {
                named(foreign.code.clone(), &mut free);
            }
        }
        Stmt::Call(call) => {
            let callee = &call.callee;
            named(callee.prefix.clone(), &mut free);
            named(callee.generics.clone(), &mut free);
            free.insert(call.name());
        }
        Stmt::Effect(effect) => {
            let mut inside = BTreeSet::new();
            named((*effect.tokens).clone(), &mut inside);
            free.extend(inside.into_iter().filter(|name| effect.names.iter().all(|(bound, _)| bound != name)));
        }
        _ => {}
    });
    items.iter().for_each(|item| named(item.clone(), &mut free));
    free
}

/// The identifiers that could be names of their own: not those of fields and
/// methods.
fn named(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut before = [' '; 2];
    for token in tokens {
        let last = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        let is_field = before[1] == '.' && before[0] != '.';
        before = [before[1], last];
        match token {
            TokenTree::Ident(ident) if !is_field => {
                names.insert(ident.to_string());
            }
            TokenTree::Group(group) => named(group.stream(), names),
            _ => {}
        }
    }
}

/// A local identifier.
pub(crate) fn local(name: &str) -> Ident {
    // The keyword means the receiver, which is the user's.
    let span = if name == "self" { Span::call_site() } else { Span::mixed_site() };
    ident(name, span)
}

/// The identifier of this name, which may be a raw one: `r#fn`, `r#fn_grad`.
pub(super) fn ident(name: &str, span: Span) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, span),
        None => Ident::new(name, span),
    }
}

/// The identifiers in the tokens, at any depth.
pub(super) fn identifiers(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                found.insert(ident.to_string());
            }
            TokenTree::Group(group) => identifiers(group.stream(), found),
            _ => {}
        }
    }
}
