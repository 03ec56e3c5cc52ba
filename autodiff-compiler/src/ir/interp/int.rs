//! Arithmetic of integers of any type, which panics where Rust's does.

use super::{Stop, broken};
use crate::ir::{IntKind, IntOp};

/// Bits, and whether there are negative ones.
fn format(kind: IntKind) -> (u32, bool) {
    match kind {
        IntKind::I8 => (8, true),
        IntKind::I16 => (16, true),
        IntKind::I32 | IntKind::Open => (32, true),
        IntKind::I64 | IntKind::Isize => (64, true),
        IntKind::I128 => (128, true),
        IntKind::U8 => (8, false),
        IntKind::U16 => (16, false),
        IntKind::U32 => (32, false),
        IntKind::U64 | IntKind::Usize => (64, false),
        // The upper half of `u128` is beyond this interpreter.
        IntKind::U128 => (127, false),
    }
}

fn range(kind: IntKind) -> (i128, i128) {
    match format(kind) {
        (bits, true) => (i128::MIN >> (128 - bits), i128::MAX >> (128 - bits)),
        (bits, false) => (0, i128::MAX >> (127 - bits)),
    }
}

/// As `as` does it from a float.
pub(super) fn saturated(kind: IntKind, n: i128) -> i128 {
    let (low, high) = range(kind);
    n.clamp(low, high)
}

/// As `as` does it from an integer.
pub(crate) fn wrapped(kind: IntKind, n: i128) -> i128 {
    match format(kind) {
        (bits, true) => (n << (128 - bits)) >> (128 - bits),
        (bits, false) => n & (i128::MAX >> (127 - bits)),
    }
}

fn checked(kind: IntKind, n: Option<i128>) -> Result<i128, Stop> {
    let (low, high) = range(kind);
    n.filter(|n| (low..=high).contains(n)).ok_or_else(|| Stop::Panics("an integer overflows".to_owned()))
}

pub(super) fn unary(op: IntOp, kind: IntKind, a: i128) -> Result<i128, Stop> {
    match op {
        IntOp::Neg => checked(kind, a.checked_neg()),
        IntOp::Not => Ok(wrapped(kind, !a)),
        _ => broken(format!("{op:?} of one integer")),
    }
}

pub(super) fn binary(op: IntOp, kind: IntKind, a: i128, b: i128) -> Result<i128, Stop> {
    let shift = || u32::try_from(b).ok().filter(|b| *b < format(kind).0);
    match op {
        IntOp::Add => checked(kind, a.checked_add(b)),
        IntOp::Sub => checked(kind, a.checked_sub(b)),
        IntOp::Mul => checked(kind, a.checked_mul(b)),
        IntOp::Div => checked(kind, a.checked_div(b)),
        IntOp::Rem => checked(kind, a.checked_rem(b)),
        IntOp::Min => Ok(a.min(b)),
        IntOp::Max => Ok(a.max(b)),
        IntOp::Segments => checked(kind, a.checked_add(b - 1).and_then(|sum| sum.checked_div(b))),
        IntOp::Segment => {
            let count = |n: i128| usize::try_from(n).map_err(|_| Stop::Broken(format!("{n} iterations")));
            let levels = u32::try_from(b).map_err(|_| Stop::Broken(format!("{b} levels")))?;
            Ok(i128::try_from(autodiff_core::checkpoint::segment_length(count(a)?, levels)).expect("it is no larger"))
        }
        IntOp::SaturatingSub => Ok(saturated(kind, a.saturating_sub(b))),
        IntOp::SaturatingAdd => Ok(saturated(kind, a.saturating_add(b))),
        IntOp::WrappingSub => Ok(wrapped(kind, a.wrapping_sub(b))),
        IntOp::WrappingAdd => Ok(wrapped(kind, a.wrapping_add(b))),
        IntOp::SaturatingMul => Ok(saturated(kind, a.saturating_mul(b))),
        IntOp::BitAnd => Ok(a & b),
        IntOp::BitOr => Ok(a | b),
        IntOp::BitXor => Ok(a ^ b),
        IntOp::Shl => checked(kind, shift().map(|b| wrapped(kind, a << b))),
        IntOp::Shr => checked(kind, shift().map(|b| a >> b)),
        IntOp::Neg | IntOp::Not => broken(format!("{op:?} of two integers")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_those_of_rust() {
        assert_eq!(range(IntKind::I8), (-128, 127));
        assert_eq!(range(IntKind::U16), (0, 65535));
        assert_eq!(range(IntKind::I128), (i128::MIN, i128::MAX));
        assert_eq!(wrapped(IntKind::U8, -1), 255);
        assert_eq!(wrapped(IntKind::I8, 200), -56);
        assert_eq!(binary(IntOp::Shl, IntKind::U8, 255, 4), Ok(240));
        assert_eq!(binary(IntOp::Add, IntKind::U8, 255, 1), Err(Stop::Panics("an integer overflows".to_owned())));
        assert_eq!(binary(IntOp::Rem, IntKind::I32, -7, 3), Ok(-1));
        assert!(binary(IntOp::Div, IntKind::I32, 1, 0).is_err());
    }
}
