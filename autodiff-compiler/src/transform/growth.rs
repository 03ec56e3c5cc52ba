//! Extremes of derivatives in loops and memory: a fixed point.
//!
//! How large a carried derivative can get depends on what the body makes of it,
//! and that on how large it is. So it is assumed, and the transform runs again
//! with what it has found out, until nothing new comes.

use super::product::Extremes;
use crate::ir::Value;
use std::collections::BTreeMap;

/// What is assumed of carried values, and of what memory holds.
#[derive(Debug, Default)]
pub(crate) struct Assumptions {
    of: BTreeMap<Value, Extremes>,
    raised: bool,
}

impl Assumptions {
    pub(crate) fn assumed(&self, key: Value) -> Extremes {
        self.of.get(&key).copied().unwrap_or(Extremes::TAME)
    }

    /// The derivative can get to these extremes.
    pub(crate) fn meet(&mut self, key: Value, extremes: Extremes) {
        let met = self.assumed(key).or(extremes);
        if met != self.assumed(key) {
            self.of.insert(key, met);
            self.raised = true;
        }
    }
}

/// Runs a transform until what it assumes holds.
pub(crate) fn fixed_point<T>(mut run: impl FnMut(&mut Assumptions) -> T) -> T {
    let mut assumptions = Assumptions::default();
    loop {
        assumptions.raised = false;
        let result = run(&mut assumptions);
        if !assumptions.raised {
            return result;
        }
    }
}
