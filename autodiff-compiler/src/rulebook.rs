//! The rules of core as IR. Lowering makes them of their texts; the transforms read
//! them here, and know nothing of lowering.

use crate::ir::{Block, Value, ValueInfo};
use autodiff_core::rule::Rule;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A rule as IR: its parameters are the arguments and the result, its yields
/// the partials.
///
/// ```text
/// div(a, b) -> y:    t3 = div 1.0, b
///                    t4 = div y, b
///                    yield t3, -t4
/// ```
#[derive(Debug)]
pub(crate) struct Partials {
    pub(crate) params: Vec<Value>,
    pub(crate) body: Block,
    /// Kinds of the values; `F64` stands for the float type at hand.
    pub(crate) values: Vec<ValueInfo>,
}

/// The rules that this expansion has met.
#[derive(Debug)]
pub(crate) struct Rulebook {
    lower: fn(&'static Rule) -> Partials,
    met: RefCell<BTreeMap<&'static str, Rc<Partials>>>,
}

impl Rulebook {
    /// An empty book, which lowers a rule when it is first asked for.
    pub(crate) fn new(lower: fn(&'static Rule) -> Partials) -> Rulebook {
        Rulebook { lower, met: RefCell::default() }
    }

    pub(crate) fn partials(&self, rule: &'static Rule) -> Rc<Partials> {
        let known = self.met.borrow().get(rule.name).cloned();
        known.unwrap_or_else(|| {
            let partials = Rc::new((self.lower)(rule));
            self.met.borrow_mut().insert(rule.name, Rc::clone(&partials));
            partials
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every rule lowers, so the table is closed: whatever a derivative is made
    /// of can be differentiated again.
    #[test]
    fn the_rules_are_closed_under_differentiation() {
        let book = Rulebook::new(crate::lower::rule);
        for rule in autodiff_core::rules::all() {
            let partials = book.partials(rule);
            assert_eq!(partials.body.yields.len(), rule.partials.len(), "{}", rule.name);
        }
    }
}
