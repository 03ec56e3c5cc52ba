//! Evaluates constants that are memory, and variants of enums.

use super::constants::Constants;
use super::eval::leaves;
use crate::ir::interp::{Content, Handle, Scalar};
use syn::{Expr, RangeLimits};

/// A constant array, behind references or not, or a part of one.
pub(super) fn table(constants: &Constants, args: &[Scalar], expr: &Expr) -> Option<Scalar> {
    let table = content(constants, args, expr).filter(|content| matches!(content, Content::List(_)))?;
    Some(Scalar::Memory(Handle::new(table)))
}

fn content(constants: &Constants, args: &[Scalar], expr: &Expr) -> Option<Content> {
    match expr {
        Expr::Reference(inner) => content(constants, args, &inner.expr),
        Expr::Paren(inner) => content(constants, args, &inner.expr),
        Expr::Path(path) => content(constants, args, constants.expr(&path.path.segments.last()?.ident.to_string())?),
        Expr::Array(array) => {
            array.elems.iter().map(|e| content(constants, args, e)).collect::<Option<_>>().map(Content::List)
        }
        Expr::Tuple(tuple) => {
            tuple.elems.iter().map(|e| content(constants, args, e)).collect::<Option<_>>().map(Content::Tuple)
        }
        Expr::Index(index) => match hole(args, &index.index) {
            Some(at) => match content(constants, args, &index.expr)? {
                Content::List(elems) => elems.get(at).cloned(),
                _ => None,
            },
            None => part(constants, content(constants, args, &index.expr)?, &index.index),
        },
        _ => match &leaves(constants, expr)?[..] {
            [scalar] => Some(Content::Scalar(scalar.clone())),
            _ => None,
        },
    }
}

/// The index that stands in a hole.
fn hole(args: &[Scalar], index: &Expr) -> Option<usize> {
    let Expr::Path(path) = index else { return None };
    match args.get(path.path.get_ident().and_then(crate::ir::hole_number)?)? {
        Scalar::Int(n) => usize::try_from(*n).ok(),
        _ => None,
    }
}

fn part(constants: &Constants, whole: Content, index: &Expr) -> Option<Content> {
    let Content::List(elems) = whole else { return None };
    let range = match index {
        Expr::Paren(inner) => return part(constants, Content::List(elems), &inner.expr),
        Expr::Range(range) => range,
        _ => return None,
    };
    let bound = |bound: &Option<Box<Expr>>, otherwise: usize| match bound {
        None => Some(otherwise),
        Some(e) => match leaves(constants, e)?[..] {
            [Scalar::Int(n)] => usize::try_from(n).ok(),
            _ => None,
        },
    };
    let closed = usize::from(matches!(range.limits, RangeLimits::Closed(_)) && range.end.is_some());
    let (from, to) = (bound(&range.start, 0)?, bound(&range.end, elems.len())? + closed);
    Some(Content::List(elems.get(from..to)?.to_vec()))
}

/// A variant without data, as a number that is its own.
pub(super) fn variant(path: &syn::Path) -> Option<Scalar> {
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let is_type = |name: &String| name.starts_with(char::is_uppercase) && !name.contains('_');
    let [.., ty, variant] = &names[..] else { return None };
    let number = |n: i128, byte: u8| (n * 257 + i128::from(byte)) % 1_000_000_007;
    (is_type(ty) && is_type(variant)).then(|| Scalar::Int(variant.bytes().fold(1, number)))
}
