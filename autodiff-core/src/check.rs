//! Derivatives held against differences, for the tests of users.
//!
//! The macro `check!` of the facade calls these functions with the companions of one
//! function. They see a function from a value with leaves to a value with leaves.

use crate::differentiable::Differentiable;
use alloc::string::String;
use alloc::vec::Vec;
use alloc::{format, vec};

mod difference;
mod given;
mod row;

pub use given::{Given, OfAny, OfHolder};

use difference::{Estimate, differences};
use given::NOTHING;
use row::{Companion, Primal, Row, filled};

/// What is checked, for messages: the function, and its arguments as they are written.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'n> {
    /// The function.
    pub name: &'n str,
    /// The differentiable arguments, and how many leaves each has.
    pub arguments: &'n [(&'n str, usize)],
}

/// The forward tangent against differences, the adjoint against the tangent, and the values
/// of both against that of the function. Where the function gives nothing, `None`, its domain has ended.
///
/// `jvp` gives the value and the leaves of its tangent, `vjp` the value and the leaves of
/// the cotangents.
///
/// # Panics
///
/// If they disagree, with both numbers.
#[track_caller]
pub fn first_order<I: Differentiable, O: Differentiable>(
    subject: Subject<'_>,
    at: &I,
    primal: impl Fn(&I) -> Option<O>,
    jvp: impl Fn(&I, &I) -> (O, Vec<f64>),
    vjp: impl Fn(&I, &O) -> (O, Vec<f64>),
) {
    let value = primal(at).expect(NOTHING);
    let there = |row: &[f64]| filled(at.clone(), row);
    let dot = |row: &[f64]| filled(at.zero_like(), row);
    first(
        subject,
        &Row::of(at),
        &Row::of(&value),
        &|row| primal(&there(row)).map(|value| leaves(&value)),
        &|row| {
            let (value, tangent) = jvp(at, &dot(row));
            (leaves(&value), tangent)
        },
        &|weights| {
            let (given, cotangents) = vjp(at, &filled(value.zero_like(), weights));
            (leaves(&given), cotangents)
        },
    );
}

#[track_caller]
fn first(subject: Subject<'_>, at: &Row, value: &Row, primal: Primal<'_>, jvp: Companion<'_>, vjp: Companion<'_>) {
    let roundoff = at.roundoff().max(value.roundoff());
    let columns: Vec<Vec<f64>> = (0..at.leaves.len())
        .map(|i| {
            let (jvp_value, tangent) = jvp(&at.unit(i));
            same_value(subject, "_jvp", &jvp_value, &value.leaves);
            let along = Along { subject, companion: "_jvp", leaf: i };
            compare(along, &tangent, &differences(roundoff, at, i, primal));
            tangent
        })
        .collect();
    for weights in seeds(value.leaves.len()) {
        let (vjp_value, cotangents) = vjp(&weights);
        same_value(subject, "_vjp", &vjp_value, &value.leaves);
        dot_products(subject, roundoff, &columns, &weights, &cotangents);
    }
}

/// The gradient that `hvp` gives against that of `vjp`, and the product with the Hessian
/// against differences of the gradient.
///
/// # Panics
///
/// If they disagree, with both numbers.
#[track_caller]
pub fn second_order<I: Differentiable>(
    subject: Subject<'_>,
    at: &I,
    gradient: impl Fn(&I) -> Option<Vec<f64>>,
    hvp: impl Fn(&I, &I) -> (Vec<f64>, Vec<f64>),
) {
    let there = |row: &[f64]| filled(at.clone(), row);
    let dot = |row: &[f64]| filled(at.zero_like(), row);
    second(subject, &Row::of(at), &|row| gradient(&there(row)), &|row| hvp(at, &dot(row)));
}

#[track_caller]
fn second(subject: Subject<'_>, at: &Row, gradient: Primal<'_>, hvp: Companion<'_>) {
    let roundoff = at.roundoff();
    let expected = gradient(&at.leaves).expect(NOTHING);
    for i in 0..at.leaves.len() {
        let (found, product) = hvp(&at.unit(i));
        let along = Along { subject, companion: "_hvp", leaf: i };
        let exact: Vec<Estimate> = expected
            .iter()
            .map(|value| Estimate { value: *value, bound: 1e4 * roundoff * value.abs() + f64::MIN_POSITIVE })
            .collect();
        compare(Along { companion: "_hvp (its gradient)", ..along }, &found, &exact);
        compare(along, &product, &differences(roundoff, at, i, gradient));
    }
}

/// The leaves of a value.
pub fn leaves(value: &impl Differentiable) -> Vec<f64> {
    row::leaves(value)
}

/// Cotangents of a result of so many leaves: one for each, and one of all kinds of numbers.
fn seeds(n: usize) -> Vec<Vec<f64>> {
    let mixed = (1..=n).map(|k| if k % 2 == 0 { -0.5 } else { 1.25 } + [0.0, 0.375, -0.25][k % 3]);
    let units = (0..n).map(|j| (0..n).map(|k| if k == j { 1.0 } else { 0.0 }).collect());
    units.chain([mixed.collect()]).collect()
}

/// A derivative along one leaf of the arguments.
#[derive(Clone, Copy)]
struct Along<'n> {
    subject: Subject<'n>,
    companion: &'n str,
    leaf: usize,
}

impl Along<'_> {
    /// The argument in words, and the leaf if it has several.
    fn argument(&self) -> String {
        let mut rest = self.leaf;
        for (i, (text, count)) in self.subject.arguments.iter().enumerate() {
            if rest < *count {
                let argument = format!("argument {} (`{text}`)", i + 1);
                return if *count == 1 { argument } else { format!("leaf {rest} of {argument}") };
            }
            rest -= count;
        }
        format!("leaf {}", self.leaf)
    }
}

/// The value of a companion is that of the function, to the bit.
#[track_caller]
fn same_value(subject: Subject<'_>, companion: &str, found: &[f64], expected: &[f64]) {
    let name = subject.name;
    let same = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| a.to_bits() == b.to_bits());
    assert!(same, "`{name}{companion}` returns the value {found:?}, and `{name}` returns {expected:?}");
}

#[track_caller]
fn compare(along: Along<'_>, found: &[f64], expected: &[Estimate]) {
    let Along { subject, companion, .. } = along;
    let name = subject.name;
    assert!(
        found.len() == expected.len(),
        "`{name}{companion}` gives {} derivatives along {}, and there are {}",
        found.len(),
        along.argument(),
        expected.len()
    );
    for (j, (found, Estimate { value, bound })) in found.iter().zip(expected).enumerate() {
        assert!(
            found.is_finite() && bound.is_finite(),
            "`{name}{companion}`: the derivative of leaf {j} of the result along {} is {found:e}, and differences \
             give {value:e} with an error of at most {bound:e}; check it at a point where both are finite",
            along.argument()
        );
        assert!(
            (found - value).abs() <= *bound,
            "`{name}{companion}`: the derivative of leaf {j} of the result along {} is {found:e}, and differences \
             give {value:e} with an error of at most {bound:e}",
            along.argument()
        );
    }
}

/// The cotangents applied to each unit tangent, and the weights applied to what the tangent
/// mode makes of it.
#[track_caller]
fn dot_products(subject: Subject<'_>, roundoff: f64, columns: &[Vec<f64>], weights: &[f64], cotangents: &[f64]) {
    let name = subject.name;
    assert!(
        cotangents.len() == columns.len(),
        "`{name}_vjp` gives {} cotangents, and the arguments have {} leaves",
        cotangents.len(),
        columns.len()
    );
    for (leaf, (column, cotangent)) in columns.iter().zip(cotangents).enumerate() {
        // A zero cotangent of a leaf of the result takes nothing from it.
        let terms: Vec<f64> = column.iter().zip(weights).map(|(t, w)| if *w == 0.0 { 0.0 } else { t * w }).collect();
        let forward: f64 = terms.iter().sum();
        let size: f64 = terms.iter().map(|term| term.abs()).sum();
        let largest = columns.iter().flatten().fold(0.0_f64, |m, t| m.max(t.abs()));
        let bound = roundoff * (1e5 * size + 1e2 * largest) + f64::MIN_POSITIVE;
        let along = Along { subject, companion: "_vjp", leaf };
        assert!(
            (cotangent - forward).abs() <= bound,
            "`{name}_vjp`: for the cotangent {weights:?} of the result, that of {} is {cotangent:e}, and `{name}_jvp` \
             gives {forward:e}; they may differ by {bound:e}",
            along.argument()
        );
    }
}
