//! Patterns that take a constant apart, of which the macro sees no more than its name:
//! `Ok(i)` of what a search gives, `Barrier { level }` of a `#[constant]` instrument.
//!
//! ```text
//! match found { Ok(i) => .., .. }     w2 = matches!(w1, Ok(i))
//!                                     w3 = match w1 { Ok(i) => i, _ => no_variant() }
//! ```

use super::pattern;
use crate::ir::{OnActive, Shape, hole};
use crate::lower::foreign::code::{self, Passed};
use crate::lower::state::cx::{Cx, Res, error_at};
use crate::lower::state::scope::{Holds, Operand, Operands};
use quote::quote;
use syn::{Pat, PatIdent};

/// The value, if nothing is known of it but that rustc knows it.
pub(crate) fn of(cx: &Cx<'_>, value: &Operands) -> Option<Operand> {
    let Shape::Leaf(operand) = value.behind_refs() else { return None };
    (cx.known(*operand).is_of_its_own() && operand.atom.value().is_some()).then_some(*operand)
}

/// Binds each name to what is at its place. If that has a derivative, the pattern is refused.
pub(crate) fn bind(cx: &mut Cx<'_>, pat: &Pat, operand: Operand) -> Res<()> {
    for PatIdent { ident, mutability, .. } in pattern::bindings(pat) {
        let hole = hole(0);
        let code = quote!(match #hole { #pat => #ident, _ => __autodiff_crate::__private::no_variant() });
        let on_active = OnActive::Error(Box::new(error_at(pat, pattern::refusal(pat))));
        let passed = Passed::new(code, vec![operand.atom], on_active);
        let value = code::apply(cx, ident, passed, crate::lower::state::kinds::Known::Nothing);
        let variable = cx.scope.bind(ident, Holds::Operands(value));
        if mutability.is_some() {
            cx.scope.set_mutable(variable);
        }
    }
    Ok(())
}
