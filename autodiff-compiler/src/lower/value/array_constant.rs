//! Operators between an array under `#[constant]` and a number, `1.0 - y`: neither has a derivative,
//! and the operator is foreign code.
//!
//! ```text
//! (1.0 - y) * &p      w1 = code `1.0 - y`      w2 = w1 * p
//! ```

use crate::errors::Message;
use crate::ir::{Kind, OnActive, hole};
use crate::lower::foreign::code::{self, Passed};
use crate::lower::state::arrays;
use crate::lower::state::cx::{Cx, error_at};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Operand, Operands};
use quote::quote;
use syn::{Expr, ExprBinary};

/// The value of one, if it is such an operator. A number that turns out to be active is refused.
pub(super) fn applied(cx: &mut Cx<'_>, binary: &ExprBinary, sides: [Operand; 2]) -> Option<Operands> {
    let [left, right] = sides.map(|side| cx.known(side));
    let is_one = match (is_array(cx, &binary.left), is_array(cx, &binary.right)) {
        (true, false) => is_number(right),
        (false, true) => is_number(left),
        _ => false,
    };
    is_one.then(|| {
        let message = Message::MixedKinds { left: left.describe(), right: right.describe() };
        let on_active = OnActive::Error(Box::new(error_at(binary, message)));
        let (first, op, second) = (hole(0), &binary.op, hole(1));
        let passed = Passed::new(quote!((#first #op #second)), sides.map(|side| side.atom).to_vec(), on_active);
        code::apply(cx, binary, passed, Known::Exactly(Kind::Opaque))
    })
}

/// Whether it is such an array, or what such an operator makes of one.
fn is_array(cx: &Cx<'_>, e: &Expr) -> bool {
    match e {
        Expr::Paren(inner) => is_array(cx, &inner.expr),
        Expr::Group(inner) => is_array(cx, &inner.expr),
        Expr::Binary(inner) => match (&*inner.left, &*inner.right) {
            (Expr::Lit(_), of) | (of, Expr::Lit(_)) => is_array(cx, of),
            _ => false,
        },
        _ => arrays::constant(cx, e).is_some(),
    }
}

fn is_number(known: Known) -> bool {
    match known {
        Known::SomeFloat => true,
        Known::Exactly(kind) => kind.is_float(),
        _ => false,
    }
}
