//! Names of the user, and what they hold at this point.

use super::kinds::KindVar;
use crate::ir::{Atom, Shape, Value};
use crate::lower::tokens::hygiene::{Guesses, Name, Sort};
use crate::lower::value::expr::Expect;
use proc_macro2::Ident;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// An operand and what is known of its kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Operand {
    pub(crate) atom: Atom,
    pub(crate) kind: KindVar,
}

/// A value of the user: scalars, tuples of them, references to them.
pub(crate) type Operands = Shape<Operand>;

/// A variable of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Var(usize);

impl Var {
    /// Its place in a snapshot.
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// What a variable holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Holds {
    /// `let y;`, so far.
    Nothing,
    /// What it should hold could not be lowered, and the user has been told.
    Poison,
    Operands(Operands),
    /// A closure, which is run where it is called.
    Closure(Rc<Closure>),
    /// An iterator, by its number among those that variables hold.
    Iterator(usize),
}

impl Holds {
    /// Whether it is code that is run where it is used, which is the same on all paths.
    pub(crate) fn is_code(&self) -> bool {
        matches!(self, Holds::Closure(_) | Holds::Iterator(_))
    }
}

/// A closure bound by `let`, and the names that it sees.
pub(crate) struct Closure {
    pub(crate) code: syn::ExprClosure,
    pub(crate) names: Names,
}

impl std::fmt::Debug for Closure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("closure")
    }
}

impl PartialEq for Closure {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Names in sight, and what they mean.
pub(crate) type Names = Vec<(Name, Binding)>;

/// The variables, and the scopes in which their names are seen.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    vars: Vec<Holds>,
    names: Names,
    /// What was guessed of names that are spelled alike.
    pub(crate) guesses: Guesses,
    /// Variables that the program may assign, and those that lowering made for
    /// itself.
    mutable: BTreeSet<usize>,
    hidden: BTreeSet<usize>,
    /// What variables are whose `let` says it.
    declared: BTreeMap<usize, Expect>,
    /// Parameters for foreign code that it can change.
    changing: BTreeSet<String>,
}

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    Var(Var),
    /// A parameter that only foreign code can read; it keeps its name.
    Opaque,
}

/// A point to which the names can be wound back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark(usize);

impl Scope {
    pub(crate) fn bind(&mut self, name: &Ident, holds: Holds) -> Var {
        let var = self.fresh(holds);
        self.names.push((Name::of(name), Binding::Var(var)));
        var
    }

    fn fresh(&mut self, holds: Holds) -> Var {
        let var = Var(self.vars.len());
        self.vars.push(holds);
        // One that is gone may have had the number.
        self.declared.remove(&var.0);
        var
    }

    /// A variable of lowering's own.
    pub(crate) fn hide(&mut self, holds: Holds) -> Var {
        let var = self.fresh(holds);
        self.hidden.insert(var.0);
        var
    }

    /// A variable without a name that holds the same, and may change where that one may.
    pub(crate) fn copy(&mut self, var: Var) -> Var {
        let own = self.fresh(self.vars[var.0].clone());
        if self.mutable.contains(&var.0) {
            // A loop that calls what has it carries it, whether or not its name is in sight there.
            self.hidden.insert(own.0);
            self.mutable.insert(own.0);
        }
        own
    }

    pub(crate) fn is_hidden(&self, index: usize) -> bool {
        self.hidden.contains(&index)
    }

    /// A variable whose use is over.
    pub(crate) fn forget(&mut self, var: Var) {
        self.hidden.remove(&var.0);
        self.vars[var.0] = Holds::Nothing;
    }

    /// `let y: T;`
    pub(crate) fn declare(&mut self, name: &Ident, expect: Expect) {
        let var = self.bind(name, Holds::Nothing);
        self.set_mutable(var);
        self.declared.insert(var.0, expect);
    }

    /// The `let` of a variable says what it is.
    pub(crate) fn annotate(&mut self, name: &Ident, expect: &Expect) {
        if let Some(Binding::Var(var)) = self.find(name) {
            self.declared.insert(var.0, expect.clone());
        }
    }

    /// What a variable is to be, as far as its `let` says.
    pub(crate) fn declared(&self, var: Var) -> Option<&Expect> {
        self.declared.get(&var.0)
    }

    pub(crate) fn set_mutable(&mut self, var: Var) {
        self.mutable.insert(var.0);
    }

    /// The variables that a loop may change, with their names.
    pub(crate) fn assignable(&self) -> Vec<(Var, Option<String>)> {
        let mut all = Vec::new();
        for (name, binding) in &self.names {
            if let Binding::Var(var) = binding
                && self.mutable.contains(&var.0)
            {
                all.push((*var, Some(name.text())));
            }
        }
        all.extend(self.hidden.iter().map(|i| (Var(*i), None)));
        all.sort_by_key(|(var, _)| var.0);
        all.dedup_by_key(|(var, _)| var.0);
        all
    }

    /// The names in sight, for code that runs later.
    pub(crate) fn names(&self) -> Names {
        self.names.clone()
    }

    /// Exchanges the names in sight.
    pub(crate) fn swap_names(&mut self, names: Names) -> Names {
        std::mem::replace(&mut self.names, names)
    }

    pub(crate) fn bind_opaque(&mut self, name: &Ident) {
        self.names.push((Name::of(name), Binding::Opaque));
    }

    /// What foreign code reads of this parameter changes.
    pub(crate) fn set_changing(&mut self, name: String) {
        self.changing.insert(name);
    }

    pub(crate) fn is_changing(&self, name: &str) -> bool {
        self.changing.contains(name)
    }

    pub(crate) fn find(&self, name: &Ident) -> Option<Binding> {
        let bound = self.names.iter().rev().map(|(name, binding)| (name, *binding));
        self.guesses.resolve(Sort::Variable, name, bound)
    }

    /// Whether the identifier can only mean a variable that is spelled so in another
    /// macro.
    pub(crate) fn is_foreign(&self, name: &Ident) -> bool {
        let mut alike = self.names.iter().filter(|(bound, _)| bound.is_spelled(name)).peekable();
        alike.peek().is_some() && !alike.any(|(bound, _)| *bound == Name::of(name))
    }

    /// The variables after the first `count` whose names are seen.
    pub(crate) fn visible_from(&self, count: usize) -> Vec<Var> {
        let vars = self.names.iter().filter_map(|(_, binding)| match binding {
            Binding::Var(var) if var.0 >= count => Some(*var),
            _ => None,
        });
        vars.collect()
    }

    pub(crate) fn get(&self, var: Var) -> &Holds {
        &self.vars[var.0]
    }

    /// What variables hold, and whether the program may assign to them.
    pub(crate) fn held(&self) -> impl Iterator<Item = (&Operands, bool)> {
        self.vars.iter().enumerate().filter_map(|(i, holds)| match holds {
            Holds::Operands(operands) => Some((operands, self.mutable.contains(&i))),
            _ => None,
        })
    }

    /// What every variable but one holds.
    pub(crate) fn others(&self, var: Var) -> impl Iterator<Item = &Holds> {
        self.vars.iter().enumerate().filter(move |(i, _)| *i != var.0).map(|(_, holds)| holds)
    }

    pub(crate) fn set(&mut self, var: Var, holds: Holds) {
        self.vars[var.0] = holds;
    }

    /// Rewrites what every variable holds.
    pub(crate) fn map(&mut self, f: impl Fn(&Holds) -> Holds) {
        self.vars.iter_mut().for_each(|holds| *holds = f(holds));
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark(self.names.len())
    }

    /// Leaves a scope: the names bound since the mark are seen no more.
    pub(crate) fn leave(&mut self, mark: Mark) {
        self.names.truncate(mark.0);
    }

    /// What every variable holds now.
    pub(crate) fn snapshot(&self) -> Vec<Holds> {
        self.vars.clone()
    }

    /// Goes back to what the variables held, forgetting none that is new.
    pub(crate) fn restore(&mut self, snapshot: &[Holds]) {
        self.vars[..snapshot.len()].clone_from_slice(snapshot);
    }
}

/// What is known of the values of the parameters.
#[derive(Debug, Default)]
pub(crate) struct Params {
    /// The floats that the function takes as constants.
    pub(crate) constant: BTreeSet<Value>,
    /// Memory that is lent: nobody can change it meanwhile.
    pub(crate) shared: BTreeSet<Value>,
}

/// What makes the value that a variable begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Maker {
    /// A function of a type: `State::zeros()`.
    Type,
    /// It is written down, `Queue { first: None, rest: vec![] }`, so it is of a type of the user's.
    Fields,
    Other,
}
