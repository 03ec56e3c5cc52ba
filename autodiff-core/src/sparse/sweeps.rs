//! A matrix out of the sums of its columns.

use super::coloring::Compression;
use super::{Csr, PatternMismatch};
use crate::differentiable::Differentiable;
use crate::lanes::{Lanes, LanesOf};
use crate::rows::Rows;
use alloc::vec;
use alloc::vec::Vec;
use core::array;

/// A difference of so much of the numbers that it is a difference of is none.
///
/// The products that it compares are the same sums in another order, and may differ by cancellation
/// inside the function: by half of the digits, it is assumed, in single precision as in double.
fn tolerance(rounding: f64) -> f64 {
    if rounding > f64::EPSILON { 3e-4 } else { 1e-8 }
}

/// Nor is one of so many roundings of the largest row: a row that would be zero but for rounding consists of
/// them.
const ROUNDINGS: f64 = 16.0;

/// The sweeps of one evaluation: a direction for each color, and a last one.
///
/// That one goes along all columns, each by a weight of its own, and proves the others: the product of
/// the matrix that was read off with these weights is what it gives. A cell that is missing from the
/// pattern stands in the sum of its color, and is read off as another one, whose weight is another
/// number. So a pattern of another path of the function is found out, whatever it is.
#[derive(Debug)]
pub struct Sweeps<'c> {
    of: &'c Compression,
    /// The next direction.
    next: usize,
    values: Vec<f64>,
    product: Vec<f64>,
    mismatch: Option<PatternMismatch>,
    /// One rounding in the least precise type of what goes in and comes out.
    rounding: f64,
}

impl<'c> Sweeps<'c> {
    pub(super) fn new(of: &'c Compression, columns: usize) -> Self {
        let expected = of.pattern.n_cols();
        let mismatch = (columns != expected).then_some(PatternMismatch::Columns { given: columns, expected });
        Sweeps { of, next: 0, values: vec![0.0; of.pattern.nnz()], product: Vec::new(), mismatch, rounding: 0.0 }
    }

    /// How many directions are left.
    pub fn left(&self) -> usize {
        if self.mismatch.is_some() { 0 } else { self.of.count + 1 - self.next }
    }

    /// What a column is in a direction.
    fn seed(&self, column: usize, direction: usize) -> f64 {
        if direction == self.of.count {
            weight(column)
        } else if self.of.colors[column] == Some(direction) {
            1.0
        } else {
            0.0
        }
    }

    /// Tangents along the next `N` directions, or those that are left.
    pub fn seeds<const N: usize, T: Rows>(&mut self, like: &T) -> T::Several<LanesOf<N>> {
        self.rounding = self.rounding.max(T::ROUNDING);
        let mut column = 0;
        like.several::<LanesOf<N>>(&mut || {
            let lanes = array::from_fn(|lane| self.seed(column, self.next + lane));
            column += 1;
            Lanes(lanes)
        })
    }

    /// Tangents along the next direction.
    pub fn one<T: Differentiable>(&mut self, like: &T) -> T {
        self.rounding = self.rounding.max(T::ROUNDING);
        let (mut tangents, mut column) = (like.clone(), 0);
        tangents.visit_mut(&mut |leaf| {
            *leaf = self.seed(column, self.next);
            column += 1;
        });
        tangents
    }

    /// Takes the tangents of the result along the `N` directions.
    pub fn take<const N: usize, T: Differentiable>(&mut self, tangents: &T) {
        self.rounding = self.rounding.max(T::ROUNDING);
        let mut sums = Vec::with_capacity(self.of.pattern.n_rows() * N);
        tangents.visit(&mut |leaf| sums.push(leaf));
        let (given, expected) = (sums.len() / N, self.of.pattern.n_rows());
        if given != expected {
            self.mismatch = Some(PatternMismatch::Rows { given, expected });
            return;
        }
        for (value, (row, color)) in self.values.iter_mut().zip(&self.of.sources) {
            if let Some(lane) = color.checked_sub(self.next).filter(|lane| *lane < N) {
                *value = sums[row * N + lane];
            }
        }
        if let Some(lane) = self.of.count.checked_sub(self.next).filter(|lane| *lane < N) {
            self.product = sums.iter().skip(lane).step_by(N).copied().collect();
        }
        self.next = (self.next + N).min(self.of.count + 1);
    }

    /// The matrix, if it is one.
    ///
    /// # Errors
    ///
    /// If the pattern is not that of the function at this point.
    pub fn matrix(self) -> Result<Csr, PatternMismatch> {
        self.prove()?;
        Ok(Csr::new(self.of.pattern.clone(), self.values))
    }

    /// The values of the matrix into a slice, if it is one, and what the runs have given besides.
    ///
    /// # Errors
    ///
    /// If the pattern is not that of the function at this point. The slice is left as it was.
    ///
    /// # Panics
    ///
    /// If the slice has more or fewer numbers than the pattern has cells.
    #[track_caller]
    pub fn write<V>(self, values: &mut [f64], besides: Option<V>) -> Result<V, PatternMismatch> {
        let (numbers, cells) = (values.len(), self.values.len());
        assert!(numbers == cells, "the slice has {numbers} numbers, and the pattern has {cells} cells");
        self.prove()?;
        values.copy_from_slice(&self.values);
        Ok(besides.expect("there is a direction that proves the others"))
    }

    fn prove(&self) -> Result<(), PatternMismatch> {
        if let Some(mismatch) = self.mismatch {
            return Err(mismatch);
        }
        let (pattern, tolerance) = (&self.of.pattern, tolerance(self.rounding));
        let rows = (0..pattern.n_rows()).map(|row| {
            let values = &self.values[pattern.row_offsets()[row]..pattern.row_offsets()[row + 1]];
            let terms = pattern.row(row).iter().zip(values).map(|(column, value)| value * weight(*column));
            terms.fold((0.0, 0.0), |(sum, size), term: f64| (sum + term, size + term.abs()))
        });
        let rows: Vec<(f64, f64)> = rows.collect();
        let largest = rows.iter().map(|(_, size)| *size).filter(|size| size.is_finite()).fold(0.0, f64::max);
        let differs = |(row, given): (usize, &f64)| {
            let (sum, size) = rows[row];
            !agree(sum, *given, tolerance * (size + given.abs()) + ROUNDINGS * self.rounding * largest)
        };
        match self.product.iter().enumerate().position(differs) {
            Some(row) => Err(PatternMismatch::Row(row)),
            None => Ok(()),
        }
    }
}

/// Whether a row proves itself. An infinite or undefined cell says nothing about the others of its
/// row, but that the product is no number either.
fn agree(sum: f64, given: f64, tolerance: f64) -> bool {
    let is_near = (sum - given).abs() <= tolerance;
    is_near || (!sum.is_finite() && !given.is_finite())
}

/// A number for a column, of either sign, from a half to one, that looks like chance. It is one of
/// single precision, too.
fn weight(column: usize) -> f64 {
    // A step of SplitMix64.
    let mut bits = (column as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^= bits >> 31;
    let sign = if bits & 1 == 0 { 1.0 } else { -1.0 };
    #[allow(clippy::cast_precision_loss, reason = "as many bits as such a float has")]
    let fraction = (bits >> 41) as f64 / (1_u64 << 23) as f64;
    sign * (0.5 + 0.5 * fraction)
}

#[cfg(test)]
mod tests {
    use super::super::{ColumnColoring, Pattern, StarColoring};
    use super::*;

    fn product(matrix: &Csr, tangent: &[Lanes<4>]) -> Vec<Lanes<4>> {
        let mut lanes = vec![Lanes::ZERO; matrix.n_rows()];
        matrix.triplets().for_each(|(row, column, value)| lanes[row] += tangent[column] * value);
        lanes
    }

    /// What is read off a matrix by a coloring.
    fn evaluated(matrix: &Csr, mut sweeps: Sweeps<'_>) -> Result<Csr, PatternMismatch> {
        let like = vec![0.0; matrix.n_cols()];
        while sweeps.left() > 0 {
            let seeds = sweeps.seeds::<4, _>(&like);
            sweeps.take::<4, _>(&product(matrix, &seeds));
        }
        sweeps.matrix()
    }

    /// A symmetric matrix.
    fn numbered(pattern: &Pattern) -> Csr {
        #[allow(clippy::cast_precision_loss, reason = "small numbers")]
        let value = |(row, column): (usize, usize)| 1.0 + (row.min(column) * 17 + row.max(column)) as f64;
        Csr::new(pattern.clone(), pattern.triplets().map(value).collect())
    }

    fn scattered(n: usize) -> Pattern {
        Pattern::new(n, n, (0..3 * n).map(|k| (k * k % n, (k * 13 + 5) % n))).symmetric()
    }

    #[test]
    fn what_is_read_off_is_the_matrix() {
        for n in [1, 4, 19, 60] {
            let pattern = scattered(n);
            let matrix = numbered(&pattern);
            assert_eq!(evaluated(&matrix, ColumnColoring::new(pattern.clone()).sweeps(n)), Ok(matrix.clone()));
            assert_eq!(evaluated(&matrix, StarColoring::new(pattern).sweeps(n)), Ok(matrix));
        }
    }

    #[test]
    fn a_cell_that_is_missing_is_found_out() {
        let pattern = scattered(19);
        let matrix = numbered(&pattern);
        for (row, column) in pattern.triplets() {
            let is_other = |cell: &(usize, usize)| *cell != (row, column) && *cell != (column, row);
            let fewer = Pattern::new(19, 19, pattern.triplets().filter(is_other));
            let mismatch = Err(PatternMismatch::Row(row));
            let by_columns = evaluated(&matrix, ColumnColoring::new(fewer.clone()).sweeps(19));
            assert!(by_columns == mismatch || by_columns == Err(PatternMismatch::Row(column)));
            assert!(evaluated(&matrix, StarColoring::new(fewer).sweeps(19)).is_err());
        }
        let coloring = ColumnColoring::new(pattern.columns(0..18));
        assert_eq!(evaluated(&matrix, coloring.sweeps(19)), Err(PatternMismatch::Columns { given: 19, expected: 18 }));
    }

    #[test]
    fn other_rows_are_found_out() {
        let coloring = ColumnColoring::new(Pattern::new(2, 1, [(0, 0)]));
        let mut sweeps = coloring.sweeps(1);
        sweeps.take::<1, _>(&[1.0; 3]);
        assert_eq!((sweeps.left(), sweeps.matrix()), (0, Err(PatternMismatch::Rows { given: 3, expected: 2 })));
    }

    #[test]
    fn what_is_not_finite_stays_so() {
        let pattern = Pattern::new(1, 2, [(0, 0), (0, 1)]);
        let matrix = Csr::new(pattern.clone(), vec![f64::INFINITY, 1.0]);
        let coloring = ColumnColoring::new(pattern);
        let mut sweeps = coloring.sweeps(2);
        sweeps.take::<1, _>(&[f64::INFINITY]);
        sweeps.take::<1, _>(&[1.0]);
        sweeps.take::<1, _>(&[f64::INFINITY]);
        assert_eq!(sweeps.matrix(), Ok(matrix));
        assert!(agree(f64::NAN, f64::INFINITY, f64::NAN) && !agree(1.0, f64::NAN, 1.0) && !agree(f64::NAN, 1.0, 1.0));
    }
}
