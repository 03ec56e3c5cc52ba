//! Arithmetic of derivatives, folded as it is built: no `* 1.0`, no `+ 0.0`,
//! signs pulled to the front.
//!
//! Only derivatives are built with these. A primal is never folded: its bits
//! are the user's.

use super::{Atom, Builder, Comparison, IntOp, Kind, Op};
use autodiff_core::rule::Rule;

/// The rule of an operator or method that the transforms themselves emit.
pub(crate) fn arith(name: &'static str) -> &'static Rule {
    autodiff_core::rules::find(name).expect("core has a rule for each operator")
}

impl Builder {
    /// `a + b`; a negative operand becomes a subtraction.
    pub(crate) fn add(&mut self, a: Atom, b: Atom, kind: Kind) -> Atom {
        match (a, b) {
            (Atom::ZERO, x) | (x, Atom::ZERO) => x,
            (Atom::Float(x), Atom::Float(y)) => literal(kind, x, y, |x, y| x + y, |x, y| x + y),
            _ => match (a.split_sign(), b.split_sign()) {
                ((false, a), (false, b)) => self.apply(Op::Rule(arith("add")), vec![a, b], kind),
                ((false, a), (true, b)) => self.apply(Op::Rule(arith("sub")), vec![a, b], kind),
                ((true, a), (false, b)) => self.apply(Op::Rule(arith("sub")), vec![b, a], kind),
                ((true, a), (true, b)) => self.apply(Op::Rule(arith("add")), vec![a, b], kind).negated(),
            },
        }
    }

    /// `a * b`, the sign outside; a literal zero wins.
    pub(crate) fn mul(&mut self, a: Atom, b: Atom, kind: Kind) -> Atom {
        match (a, b) {
            (Atom::Float(0.0), _) | (_, Atom::Float(0.0)) => Atom::ZERO,
            (Atom::ONE, x) | (x, Atom::ONE) => x,
            (Atom::Float(-1.0), x) | (x, Atom::Float(-1.0)) => x.negated(),
            (Atom::Float(x), Atom::Float(y)) => literal(kind, x, y, |x, y| x * y, |x, y| x * y),
            _ => self.signed("mul", a, b, kind),
        }
    }

    fn div(&mut self, a: Atom, b: Atom, kind: Kind) -> Atom {
        match (a, b) {
            (x, Atom::ONE) => x,
            (Atom::Float(x), Atom::Float(y)) => literal(kind, x, y, |x, y| x / y, |x, y| x / y),
            _ => self.signed("div", a, b, kind),
        }
    }

    fn signed(&mut self, name: &'static str, a: Atom, b: Atom, kind: Kind) -> Atom {
        let ((minus_a, a), (minus_b, b)) = (a.split_sign(), b.split_sign());
        let product = self.apply(Op::Rule(arith(name)), vec![a, b], kind);
        if minus_a == minus_b { product } else { product.negated() }
    }

    /// `derivative * partial` in which an exact zero wins over infinity.
    pub(crate) fn scale(&mut self, derivative: Atom, partial: Atom, kind: Kind) -> Atom {
        let finite = |atom: Atom| matches!(atom, Atom::Float(x) if x.is_finite());
        // A finite literal makes no NaN: a zero one wins, and any other one times
        // an infinity is an infinity.
        if finite(derivative) || finite(partial) {
            return self.mul(derivative, partial, kind);
        }
        let ((minus_s, s), (minus_p, p)) = (derivative.split_sign(), partial.split_sign());
        let product = self.apply(Op::Rule(arith("scale")), vec![s, p], kind);
        if minus_s == minus_p { product } else { product.negated() }
    }

    /// `derivative * partial`, and zero if the derivative is.
    pub(crate) fn mask(&mut self, derivative: Atom, partial: Atom, kind: Kind) -> Atom {
        if let Atom::Float(factor) = partial
            && factor.is_finite()
        {
            return self.mul(derivative, partial, kind);
        }
        match derivative {
            // A literal that is not zero masks nothing.
            Atom::Float(_) => self.mul(derivative, partial, kind),
            _ => self.signed("mask", derivative, partial, kind),
        }
    }

    /// `op args`, folded where the operands tell the result.
    pub(crate) fn folded(&mut self, op: &Op, args: &[Atom], kind: Kind) -> Atom {
        match (op, args) {
            (Op::Rule(rule), [a, b]) if rule.name == "add" => self.add(*a, *b, kind),
            (Op::Rule(rule), [a, b]) if rule.name == "sub" => self.add(*a, b.negated(), kind),
            (Op::Rule(rule), [a, b]) if rule.name == "mul" => self.mul(*a, *b, kind),
            (Op::Rule(rule), [a, b]) if rule.name == "div" => self.div(*a, *b, kind),
            (Op::Rule(rule), [a]) if rule.name == "neg" => a.negated(),
            (Op::Rule(rule), [x, n]) if matches!(rule.name, "powi" | "powf") => match n {
                Atom::Int(0) | Atom::Float(0.0) => Atom::ONE,
                Atom::Int(1) | Atom::Float(1.0) => *x,
                _ => self.apply(op.clone(), args.to_vec(), kind),
            },
            _ => fold_inactive(op, args).unwrap_or_else(|| self.apply(op.clone(), args.to_vec(), kind)),
        }
    }
}

/// Folds on the number format of the kind, so that `f32` rounds as it would.
fn literal(kind: Kind, x: f64, y: f64, wide: impl Fn(f64, f64) -> f64, narrow: impl Fn(f32, f32) -> f32) -> Atom {
    #[allow(clippy::cast_possible_truncation, reason = "the literal is an f32")]
    match kind {
        Kind::F32 => Atom::Float(f64::from(narrow(x as f32, y as f32))),
        _ => Atom::Float(wide(x, y)),
    }
}

/// The conditions and integers of a rule, where a literal exponent decides them.
fn fold_inactive(op: &Op, args: &[Atom]) -> Option<Atom> {
    Some(match (op, args) {
        (Op::Compare(test), [Atom::Int(a), Atom::Int(b)]) => Atom::Bool(compare(*test, a, b)),
        (Op::Compare(test), [Atom::Float(a), Atom::Float(b)]) => Atom::Bool(compare(*test, a, b)),
        (Op::And, [Atom::Bool(false), _] | [_, Atom::Bool(false)]) => Atom::Bool(false),
        (Op::And, [Atom::Bool(true), x] | [x, Atom::Bool(true)]) => *x,
        (Op::Or, [Atom::Bool(true), _] | [_, Atom::Bool(true)]) => Atom::Bool(true),
        (Op::Or, [Atom::Bool(false), x] | [x, Atom::Bool(false)]) => *x,
        (Op::Not, [Atom::Bool(b)]) => Atom::Bool(!b),
        (Op::Predicate("is_nan"), [Atom::Float(x)]) => Atom::Bool(x.is_nan()),
        (Op::Int(IntOp::SaturatingSub), [Atom::Int(a), Atom::Int(b)]) => Atom::Int((a - b).max(i128::from(i32::MIN))),
        #[allow(clippy::cast_precision_loss, reason = "an exponent is an i32")]
        (Op::Cast(kind), [Atom::Int(n)]) if kind.is_float() => Atom::Float(*n as f64),
        _ => return None,
    })
}

pub(super) fn compare<T: PartialOrd>(test: Comparison, a: &T, b: &T) -> bool {
    match test {
        Comparison::Eq => a == b,
        Comparison::Ne | Comparison::Arrived => a != b,
        Comparison::Lt => a < b,
        Comparison::Le => a <= b,
        Comparison::Gt => a > b,
        Comparison::Ge => a >= b,
    }
}
