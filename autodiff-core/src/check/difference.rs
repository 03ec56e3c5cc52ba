//! Central differences, extrapolated to a step of zero.

use super::given::{BORDER, NOTHING};
use super::row::{Primal, Row};
use super::{Vec, vec};

/// A derivative, and how wrong it can be.
pub(super) struct Estimate {
    pub(super) value: f64,
    pub(super) bound: f64,
}

/// The derivatives of each leaf of `f` along a leaf of its argument, by Ridders' method
/// (*Accurate computation of F'(x)*, 1982): central differences at halved steps, whose
/// errors are even powers of the step, are combined until they agree best.
///
/// ```text
/// D(h)
/// D(h/2)   (4 D(h/2) - D(h)) / 3
/// D(h/4)   ..                     ..
/// ```
///
/// # Panics
///
/// If `f` gives nothing however short the step is: then nothing has been checked.
#[track_caller]
pub(super) fn differences(roundoff: f64, at: &Row, leaf: usize, f: Primal<'_>) -> Vec<Estimate> {
    let here = f(&at.leaves).expect(NOTHING);
    let x = at.leaves[leaf];
    let mut step = FIRST * x.abs().max(SMALLEST);
    let mut table: Vec<Vec<Quotient>> = vec![Vec::new(); here.len()];
    let mut is_surrounded = false;
    for _ in 0..HALVINGS {
        let quotients = central(at, leaf, step, f);
        is_surrounded |= quotients.is_some();
        // A step that leaves the domain is too long, and what came before it as well.
        let is_inside = |quotients: &Vec<Quotient>| {
            quotients.iter().zip(&here).all(|(q, here)| q.value.is_finite() || !here.is_finite())
        };
        match quotients.filter(is_inside) {
            Some(quotients) => table.iter_mut().zip(quotients).for_each(|(column, quotient)| column.push(quotient)),
            None => table.iter_mut().for_each(Vec::clear),
        }
        if table.first().is_some_and(|column| column.len() >= LEVELS) {
            break;
        }
        step *= 0.5;
    }
    assert!(is_surrounded, "{BORDER}");
    // One may be what is left of numbers as large as the others.
    let size = here.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    table.iter().map(|column| extrapolated(roundoff, column, size)).collect()
}

/// A difference over its step.
#[derive(Clone, Copy)]
struct Quotient {
    value: f64,
    step: f64,
    /// The larger of the two values that are subtracted.
    size: f64,
}

/// `None` where one of the two values is an `Err` or a `None`.
fn central(at: &Row, leaf: usize, step: f64, f: Primal<'_>) -> Option<Vec<Quotient>> {
    let ((above, up), (below, down)) = (at.moved(leaf, step), at.moved(leaf, -step));
    let step = up - down;
    let pairs = f(&above)?.into_iter().zip(f(&below)?);
    Some(pairs.map(|(a, b)| Quotient { value: (a - b) / step, step, size: a.abs().max(b.abs()) }).collect())
}

/// The entry of the table that agrees best with the two that it is made of.
fn extrapolated(roundoff: f64, column: &[Quotient], size: f64) -> Estimate {
    let mut best = Estimate { value: f64::NAN, bound: f64::INFINITY };
    let mut above: Vec<f64> = Vec::new();
    for quotient in column {
        let mut row = vec![quotient.value];
        let mut factor = 1.0;
        for i in 0..above.len() {
            factor *= 4.0;
            let entry = (factor * row[i] - above[i]) / (factor - 1.0);
            let error = (entry - row[i]).abs().max((entry - above[i]).abs());
            let noise = NOISE * roundoff * (quotient.size.max(size) / quotient.step.abs() + entry.abs());
            let bound = 10.0 * error + noise;
            if bound < best.bound {
                best = Estimate { value: entry, bound };
            }
            row.push(entry);
        }
        above = row;
    }
    // The best of many entries agrees better than it is right.
    best.bound = best.bound.max(agreement(roundoff) * best.value.abs());
    best
}

/// Up to where a derivative and its differences need not agree: far more than a rounding, as
/// the function may have lost digits inside, and far less than what a wrong derivative is off.
fn agreement(roundoff: f64) -> f64 {
    if roundoff > f64::EPSILON { 3e-5 } else { 1e-9 }
}

/// The first step, in units of the argument.
const FIRST: f64 = 0.1;
/// Smaller arguments have the steps of this one.
const SMALLEST: f64 = 0.01;
/// How often a step is halved at most, where it leaves the domain.
const HALVINGS: usize = 48;
/// How many steps are combined.
const LEVELS: usize = 12;
/// How many units of roundoff the function may be wrong.
const NOISE: f64 = 64.0;
