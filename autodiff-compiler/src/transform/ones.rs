//! Factors that have turned out to be one.
//!
//! The seed of a gradient is a literal, and so is the adjoint of a sum: but that
//! a loop carries it unchanged is known only when the loop has been written.
//!
//! ```text
//! w5_bar = mul 1.0, t4        t4, which is called w5_bar
//! ```

use crate::ir::{Apply, Atom, Block, Op, Stmt, Value, ValueInfo};
use autodiff_core::rule::Property;
use std::collections::BTreeMap;

/// Removes products by one. The user's own stay.
pub(super) fn ones(values: &mut [ValueInfo], body: &mut Block) {
    block(values, &mut BTreeMap::new(), body);
}

fn block(values: &mut [ValueInfo], same: &mut BTreeMap<Value, Atom>, body: &mut Block) {
    body.stmts.retain_mut(|stmt| {
        stmt.map_operands(&mut |a| a.renamed(same));
        if let Stmt::Apply(apply) = stmt
            && let Some(factor) = factor(values, apply)
        {
            christen(values, factor, apply.dst);
            same.insert(apply.dst, factor);
            return false;
        }
        for region in stmt.regions_mut() {
            block(values, same, region);
        }
        true
    });
    body.yields.iter_mut().for_each(|a| *a = a.renamed(same));
}

/// The other factor of a product of derivatives by one.
fn factor(values: &[ValueInfo], apply: &Apply) -> Option<Atom> {
    let Op::Rule(rule) = &apply.op else { return None };
    if !rule.has(Property::Product) || values[apply.dst.index()].number.is_some() {
        return None;
    }
    match apply.args[..] {
        [Atom::ONE, other] | [other, Atom::ONE] => Some(other),
        [Atom::Float(-1.0), other] | [other, Atom::Float(-1.0)] => Some(other.negated()),
        _ => None,
    }
}

/// Lets a temporary have the name of what it turns out to be.
fn christen(values: &mut [ValueInfo], factor: Atom, product: Value) {
    if let Atom::Value(w) = factor
        && values[w.index()].name.is_none()
    {
        let name = values[product.index()].name.clone();
        values[w.index()].name = name;
    }
}
