//! Patterns: what they test, and what they bind.

pub(crate) use super::bindings::{bindings, binds, names};
use super::expr::{Expect, any, scalar};
use super::{constant_pattern, data_pattern};
use crate::errors::Message;
use crate::ir::{Atom, Comparison, Kind, Op, Shape, Step};
use crate::lower::border::types;
use crate::lower::call::tuple_result::unfold;
use crate::lower::control::short_circuit::{self, Word};
use crate::lower::foreign::code;
use crate::lower::iter::collection;
use crate::lower::memory::implicit_copy::{Use, detached};
use crate::lower::memory::place;
use crate::lower::memory::walk;
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res, Stop};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Holds, Operand, Operands};
use crate::lower::state::unnamed;
use crate::lower::tokens::text;
use quote::ToTokens;
use syn::{Expr, Lit, Pat, RangeLimits, UnOp};

/// What a pattern tells of the value it takes apart.
pub(crate) fn expectation(cx: &mut Cx<'_>, pat: &Pat) -> Res<Expect> {
    Ok(match pat {
        Pat::Type(typed) => match types::shape(cx, &typed.ty) {
            // `_` leaves it to the value.
            Some(shape) => shape.map(&mut |kind| Some(*kind).filter(|k| cx.kinds.known(*k) != Known::Nothing)),
            None => any(),
        },
        Pat::Tuple(tuple) if !tuple.elems.iter().any(|p| matches!(p, Pat::Rest(_))) => {
            Shape::Tuple(tuple.elems.iter().map(|p| expectation(cx, p)).collect::<Res<_>>()?)
        }
        Pat::Reference(reference) => Shape::Ref(Box::new(expectation(cx, &reference.pat)?)),
        Pat::Paren(inner) => expectation(cx, &inner.pat)?,
        _ => any(),
    })
}

pub(crate) fn without_type(pat: &Pat) -> &Pat {
    match pat {
        Pat::Type(typed) => without_type(&typed.pat),
        Pat::Paren(inner) => without_type(&inner.pat),
        pat => pat,
    }
}

/// Whether a lone identifier in a pattern is a constant and not a binding:
/// Rust decides by what is in scope, and its lints make the case tell.
pub(super) fn is_constant_name(ident: &syn::Ident) -> bool {
    ident.to_string().starts_with(char::is_uppercase)
}

/// Whether a pattern could fail to fit, and so name a constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refutability {
    /// A parameter, a `let`: a lone identifier is a variable, `T` and `P` too.
    Irrefutable,
    /// A `match` arm, `if let`, `let .. else`.
    Refutable,
}

/// Binds the names of a pattern that is known to fit.
pub(crate) fn bind(cx: &mut Cx<'_>, refutability: Refutability, pat: &Pat, value: &Operands) -> Res<()> {
    match pat {
        Pat::Ident(ident) if refutability == Refutability::Refutable && is_constant_name(&ident.ident) => Ok(()),
        Pat::Ident(ident) => {
            if refutability == Refutability::Refutable {
                claim::variable(cx, ident);
            }
            if data_pattern::borrows_mut(pat) {
                if let Shape::Mut(_) = value {
                    cx.scope.bind(&ident.ident, Holds::Operands(value.clone()));
                    return Ok(());
                }
                return Err(cx.refuse(ident, Message::MutableReference));
            }
            if let Some((_, inner)) = &ident.subpat
                && !matches!(**inner, Pat::Rest(_))
            {
                bind(cx, refutability, inner, value)?;
            }
            let used = if ident.mutability.is_some() { Use::Written } else { Use::Read };
            let value = match ident.by_ref {
                Some(_) => Shape::Ref(Box::new(value.clone())),
                None => detached(cx, &ident.ident, value, used),
            };
            if let (Shape::Leaf(operand), None) = (&value, &ident.mutability) {
                cx.called(operand.atom, &ident.ident);
            }
            let value = if ident.mutability.is_some() {
                unnamed::bound(cx, &ident.ident, &value)?;
                walk::begun(cx, &ident.ident, &ident.ident.to_string(), &value).unwrap_or(value)
            } else {
                walk::held(cx, &ident.ident, &value).unwrap_or(value)
            };
            let leaves: Vec<Operand> = value.leaves().into_iter().copied().collect();
            let var = cx.scope.bind(&ident.ident, Holds::Operands(value));
            if ident.mutability.is_some() {
                cx.scope.set_mutable(var);
                cx.changing.extend(leaves.into_iter().filter_map(|o| o.atom.value()));
            }
            Ok(())
        }
        Pat::Type(typed) => bind(cx, refutability, &typed.pat, value),
        Pat::Paren(inner) => bind(cx, refutability, &inner.pat, value),
        Pat::Reference(reference) => match value {
            Shape::Ref(inner) => behind(cx, refutability, reference, inner),
            value => behind(cx, refutability, reference, value),
        },
        Pat::Tuple(tuple) => {
            for (pat, entry) in entries(cx, tuple, value)? {
                bind(cx, refutability, pat, &entry)?;
            }
            Ok(())
        }
        Pat::Slice(slice) => {
            for (pat, entry) in super::array_pattern::entries(cx, refutability, slice, value)? {
                bind(cx, refutability, pat, &entry)?;
            }
            Ok(())
        }
        Pat::Wild(_) | Pat::Lit(_) | Pat::Range(_) | Pat::Path(_) | Pat::Const(_) | Pat::Rest(_) => Ok(()),
        Pat::Or(or) if or.cases.iter().all(|case| names(case).is_empty()) => Ok(()),
        Pat::TupleStruct(_) | Pat::Struct(_) if names(pat).is_empty() => Ok(()),
        Pat::TupleStruct(_) | Pat::Struct(_) => {
            if let Some(constant) = constant_pattern::of(cx, value) {
                return constant_pattern::bind(cx, pat, constant);
            }
            for (pat, entry) in data_pattern::entries(cx, refutability, pat, value)? {
                bind(cx, refutability, pat, &entry)?;
            }
            Ok(())
        }
        _ => Err(refuse(cx, pat)),
    }
}

/// What is said of a pattern that is not understood.
pub(crate) fn refuse(cx: &Cx<'_>, pat: &Pat) -> Stop {
    cx.refuse(pat, refusal(pat))
}

pub(crate) fn refusal(pat: &Pat) -> Message {
    let wraps = |path: &syn::Path| Message::WrappedPattern { name: text::text(path.to_token_stream()) };
    match pat {
        Pat::Slice(_) => Message::SlicePattern,
        Pat::TupleStruct(wrapping) => wraps(&wrapping.path),
        Pat::Struct(wrapping) => wraps(&wrapping.path),
        _ => Message::UnsupportedPattern,
    }
}

/// Whether a pattern binds what a variant holds.
pub(crate) fn takes_apart(pat: &Pat) -> bool {
    match pat {
        Pat::TupleStruct(_) | Pat::Struct(_) | Pat::Slice(_) => !names(pat).is_empty(),
        Pat::Tuple(tuple) => tuple.elems.iter().any(takes_apart),
        Pat::Paren(inner) => takes_apart(&inner.pat),
        Pat::Reference(inner) => takes_apart(&inner.pat),
        Pat::Ident(ident) => ident.subpat.as_ref().is_some_and(|(_, inner)| takes_apart(inner)),
        _ => false,
    }
}

/// Whether a pattern has nothing that could not fit.
pub(crate) fn always_fits(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) | Pat::Rest(_) => true,
        Pat::Ident(ident) => ident.subpat.is_none() && !is_constant_name(&ident.ident),
        Pat::Paren(inner) => always_fits(&inner.pat),
        Pat::Reference(reference) => always_fits(&reference.pat),
        Pat::Tuple(tuple) => tuple.elems.iter().all(always_fits),
        _ => false,
    }
}

/// Binds the names of a pattern whose value could not be lowered, so that
/// their uses are not reported again.
pub(crate) fn poison(cx: &mut Cx<'_>, pat: &Pat) {
    for name in names(pat) {
        cx.scope.bind(name, Holds::Poison);
    }
}

/// The entries of a tuple with the patterns that take them, past a `..`.
fn entries<'p>(cx: &mut Cx<'_>, tuple: &'p syn::PatTuple, value: &Operands) -> Res<Vec<(&'p Pat, Operands)>> {
    let unfolded = match value.behind_refs() {
        // Behind `&mut`, the entries are places.
        Shape::Leaf(_) if matches!(value, Shape::Mut(_)) => place_entries(cx, tuple, value),
        // What foreign code gives is taken apart by its fields.
        Shape::Leaf(operand) if cx.known(*operand) == Known::Nothing => {
            let has_rest = tuple.elems.iter().any(|p| matches!(p, Pat::Rest(_)));
            let arity = tuple.elems.len();
            (!has_rest).then(|| match value {
                Shape::Ref(_) => code::fields_behind(cx, tuple, *operand, arity),
                _ => code::fields(cx, tuple, *operand, arity),
            })
        }
        Shape::Leaf(operand) if !tuple.elems.iter().any(|p| matches!(p, Pat::Rest(_))) => {
            let (operand, arity) = (*operand, tuple.elems.len());
            unfold(cx, operand, arity).or_else(|| data_pattern::tuple(cx, tuple, value))
        }
        _ => None,
    };
    let whole = value;
    let value = unfolded.as_ref().unwrap_or(value);
    let Shape::Tuple(values) = value.behind_refs() else {
        return Err(cx.refuse(tuple, Message::ShapeMismatch));
    };
    let pats: Vec<_> = tuple.elems.iter().collect();
    let (front, back) = match pats.iter().position(|p| matches!(p, Pat::Rest(_))) {
        Some(rest) => (&pats[..rest], &pats[rest + 1..]),
        None if pats.len() == values.len() => (&pats[..], &pats[..0]),
        None => return Err(cx.refuse(tuple, Message::ShapeMismatch)),
    };
    if front.len() + back.len() > values.len() {
        return Err(cx.refuse(tuple, Message::ShapeMismatch));
    }
    let skip = values.len() - back.len();
    // A pattern that takes what is behind a reference apart binds references.
    let behind = matches!(whole, Shape::Ref(_));
    let part = |entry: &Operands| match entry {
        Shape::Ref(_) | Shape::Mut(_) => entry.clone(),
        entry if behind => Shape::Ref(Box::new(entry.clone())),
        entry => entry.clone(),
    };
    let front = front.iter().copied().zip(values.iter().map(part));
    let back = back.iter().copied().zip(values[skip..].iter().map(part));
    Ok(front.chain(back).collect())
}

/// `(a, b)` of a `&mut (f64, f64)`: a `&mut` to each.
fn place_entries(cx: &mut Cx<'_>, tuple: &syn::PatTuple, value: &Operands) -> Option<Operands> {
    let place::Found::Place(whole) = place::of(cx, value.clone()) else { return None };
    let whole = place::behind(cx, whole);
    let Shape::Tuple(entries) = whole.ty.clone() else { return None };
    let mut parts = Vec::new();
    for (i, entry) in entries.into_iter().enumerate() {
        parts.push(place::borrow_mut(cx, tuple, &whole.then(Step::Field(i), entry)));
    }
    Some(Shape::Tuple(parts))
}

/// The condition under which the pattern fits; `None` if it always does.
pub(crate) fn test(cx: &mut Cx<'_>, pat: &Pat, value: &Operands) -> Res<Option<Operand>> {
    match pat {
        Pat::Wild(_) | Pat::Rest(_) => Ok(None),
        Pat::Ident(ident) if is_constant_name(&ident.ident) => constant_test(cx, pat, value),
        Pat::Ident(ident) => match &ident.subpat {
            Some((_, inner)) => test(cx, inner, value),
            None => {
                claim::variable(cx, ident);
                Ok(None)
            }
        },
        Pat::Type(typed) => test(cx, &typed.pat, value),
        Pat::Paren(inner) => test(cx, &inner.pat, value),
        Pat::Reference(reference) => match value {
            Shape::Ref(inner) => test(cx, &reference.pat, inner),
            value => test(cx, &reference.pat, value),
        },
        Pat::Tuple(tuple) => {
            let entries = entries(cx, tuple, value)?;
            let tests: Vec<_> = entries.iter().map(|(pat, entry)| test(cx, pat, entry)).collect::<Res<_>>()?;
            all_of(cx, pat, tests.into_iter().flatten().collect(), Word::And)
        }
        Pat::Slice(slice) => slice_test(cx, pat, slice, value),
        Pat::Or(or) => {
            let tests: Vec<_> = or.cases.iter().map(|case| test(cx, case, value)).collect::<Res<_>>()?;
            // A case that always fits makes them all.
            if tests.iter().any(Option::is_none) {
                return Ok(None);
            }
            all_of(cx, pat, tests.into_iter().flatten().collect(), Word::Or)
        }
        Pat::Lit(lit) => literal_test(cx, pat, lit, value),
        Pat::Range(range) => range_test(cx, pat, range, value),
        Pat::Path(_) | Pat::TupleStruct(_) | Pat::Struct(_) if names(pat).is_empty() => constant_test(cx, pat, value),
        Pat::TupleStruct(_) | Pat::Struct(_) if data_pattern::is_of_data(cx, value) => {
            data_pattern::test(cx, pat, value)
        }
        Pat::TupleStruct(_) | Pat::Struct(_) if constant_pattern::of(cx, value).is_some() => {
            constant_test(cx, pat, value)
        }
        _ => Err(refuse(cx, pat)),
    }
}

pub(crate) fn all_of(cx: &mut Cx<'_>, at: &Pat, tests: Vec<Operand>, word: Word) -> Res<Option<Operand>> {
    let mut tests = tests.into_iter();
    let Some(mut all) = tests.next() else { return Ok(None) };
    for next in tests {
        let both = short_circuit::short_circuit(cx, at, all, word, &mut |_| Ok(Shape::Leaf(next)))?;
        all = super::expr::as_scalar(cx, at, &both)?;
    }
    Ok(Some(all))
}

pub(crate) fn leaf(cx: &mut Cx<'_>, pat: &Pat, value: &Operands) -> Res<Operand> {
    match value.behind_refs() {
        Shape::Leaf(_) => super::expr::as_scalar(cx, pat, value),
        _ => Err(refuse(cx, pat)),
    }
}

/// A unit variant, a constant: what only `matches!` can tell.
pub(crate) fn constant_test(cx: &mut Cx<'_>, pat: &Pat, value: &Operands) -> Res<Option<Operand>> {
    let operand = leaf(cx, pat, value)?;
    code::matches(cx, pat, operand).map(Some)
}

/// As many elements, and each fits.
fn slice_test(cx: &mut Cx<'_>, pat: &Pat, slice: &syn::PatSlice, value: &Operands) -> Res<Option<Operand>> {
    let length = super::array_pattern::test(cx, slice, value)?;
    if super::array_pattern::has_plain_parts(slice) {
        return Ok(length);
    }
    let parts = |cx: &mut Cx<'_>| {
        let mut tests = Vec::new();
        for (pat, entry) in super::array_pattern::entries(cx, Refutability::Refutable, slice, value)? {
            tests.extend(test(cx, pat, &entry)?);
        }
        all_of(cx, pat, tests, Word::And)
    };
    let Some(fits) = length else { return parts(cx) };
    let both = short_circuit::short_circuit(cx, pat, fits, Word::And, &mut |cx| {
        let yes = Operand { atom: Atom::Bool(true), kind: fits.kind };
        Ok(Shape::Leaf(parts(cx)?.unwrap_or(yes)))
    })?;
    leaf(cx, pat, &both).map(Some)
}

fn literal_test(cx: &mut Cx<'_>, pat: &Pat, lit: &syn::PatLit, value: &Operands) -> Res<Option<Operand>> {
    let operand = leaf(cx, pat, value)?;
    match &lit.lit {
        Lit::Bool(b) => {
            let kind = cx.exactly(Kind::Bool);
            cx.unify(pat, operand.kind, kind)?;
            if b.value {
                return Ok(Some(operand));
            }
            let not = cx.apply(pat, Op::Not, vec![operand.atom], kind);
            leaf(cx, pat, &not).map(Some)
        }
        Lit::Int(_) | Lit::Float(_) => {
            let bound = super::literal::literal(cx, lit)?;
            let bound = leaf(cx, pat, &bound)?;
            compare(cx, pat, Comparison::Eq, operand, bound).map(Some)
        }
        _ => code::matches(cx, pat, operand).map(Some),
    }
}

fn compare(cx: &mut Cx<'_>, pat: &Pat, test: Comparison, left: Operand, right: Operand) -> Res<Operand> {
    let result = super::operator::compare(cx, pat, test, left, right)?;
    leaf(cx, pat, &result)
}

/// `1..=3`, `..0`, `LOW..`: comparisons with the bounds.
fn range_test(cx: &mut Cx<'_>, pat: &Pat, range: &syn::PatRange, value: &Operands) -> Res<Option<Operand>> {
    let operand = leaf(cx, pat, value)?;
    if [&range.start, &range.end].into_iter().flatten().any(|bound| !is_number(bound)) {
        return code::matches(cx, pat, operand).map(Some);
    }
    let mut tests = Vec::new();
    if let Some(start) = &range.start {
        let bound = scalar(cx, start)?;
        tests.push(compare(cx, pat, Comparison::Ge, operand, bound)?);
    }
    if let Some(end) = &range.end {
        let bound = scalar(cx, end)?;
        let closed = matches!(range.limits, RangeLimits::Closed(_));
        let test = if closed { Comparison::Le } else { Comparison::Lt };
        tests.push(compare(cx, pat, test, operand, bound)?);
    }
    all_of(cx, pat, tests, Word::And)
}

/// A number, perhaps negative.
fn is_number(e: &Expr) -> bool {
    match e {
        Expr::Lit(lit) => matches!(lit.lit, Lit::Int(_) | Lit::Float(_)),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => is_number(&unary.expr),
        Expr::Group(inner) => is_number(&inner.expr),
        _ => false,
    }
}

/// What `&pat` binds. A name that has all of it is given a value of its own.
fn behind(cx: &mut Cx<'_>, refutability: Refutability, pat: &syn::PatReference, value: &Operands) -> Res<()> {
    let is_name = matches!(&*pat.pat, Pat::Ident(_));
    let inside = if is_name { collection::behind(cx, pat, value) } else { None };
    bind(cx, refutability, &pat.pat, inside.as_ref().unwrap_or(value))
}
