//! A sparse matrix with its values, as solvers take it.

use super::Pattern;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

/// A matrix in compressed rows: a [`Pattern`], and a value for each of its cells.
///
/// A cell of the pattern may be zero at a point; it has a value all the same, so that the matrices at
/// two points have one structure, which is what solvers factorise once.
#[derive(Clone, Debug, PartialEq)]
pub struct Csr {
    pattern: Pattern,
    values: Vec<f64>,
}

impl Csr {
    /// The values of a pattern, in the order of its [`triplets`](Pattern::triplets).
    ///
    /// # Panics
    ///
    /// If there are more or fewer values than cells.
    #[track_caller]
    pub fn new(pattern: Pattern, values: Vec<f64>) -> Self {
        assert!(pattern.nnz() == values.len(), "{} values for {} cells", values.len(), pattern.nnz());
        Csr { pattern, values }
    }

    /// Which cells it has.
    pub fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    /// The values, row by row.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// How many rows it has.
    pub fn n_rows(&self) -> usize {
        self.pattern.n_rows()
    }

    /// How many columns it has.
    pub fn n_cols(&self) -> usize {
        self.pattern.n_cols()
    }

    /// Where each row begins among the values, and where the last one ends.
    pub fn row_offsets(&self) -> &[usize] {
        self.pattern.row_offsets()
    }

    /// The column of each value.
    pub fn column_indices(&self) -> &[usize] {
        self.pattern.column_indices()
    }

    /// Row, column and value of each cell.
    pub fn triplets(&self) -> impl Iterator<Item = (usize, usize, f64)> {
        self.pattern.triplets().zip(&self.values).map(|((row, column), value)| (row, column, *value))
    }

    /// A value; zero of a cell that is not in the pattern.
    pub fn get(&self, row: usize, column: usize) -> f64 {
        self.pattern.position(row, column).map_or(0.0, |at| self.values[at])
    }

    /// The product with a vector.
    ///
    /// # Panics
    ///
    /// If the vector has not as many numbers as the matrix has columns.
    #[track_caller]
    pub fn times(&self, vector: &[f64]) -> Vec<f64> {
        assert!(vector.len() == self.n_cols(), "{} numbers for {} columns", vector.len(), self.n_cols());
        let mut product = vec![0.0; self.n_rows()];
        self.triplets().for_each(|(row, column, value)| product[row] += value * vector[column]);
        product
    }

    /// The numbers on the diagonal and below it: what solvers take of a symmetric matrix.
    #[must_use]
    pub fn lower(&self) -> Self {
        self.part(self.pattern.lower(), 0)
    }

    /// The block of these columns: see [`Pattern::columns`].
    ///
    /// # Panics
    ///
    /// If there are no such columns.
    #[track_caller]
    #[must_use]
    pub fn columns(&self, columns: Range<usize>) -> Self {
        let first = columns.start;
        self.part(self.pattern.columns(columns), first)
    }

    fn part(&self, pattern: Pattern, first: usize) -> Self {
        let values = pattern.triplets().map(|(row, column)| self.get(row, first + column)).collect();
        Csr { pattern, values }
    }

    /// All cells, row by row.
    #[must_use]
    pub fn to_dense(&self) -> Vec<f64> {
        let mut cells = vec![0.0; self.n_rows() * self.n_cols()];
        self.triplets().for_each(|(row, column, value)| cells[row * self.n_cols() + column] = value);
        cells
    }
}

/// A function depends on something that its pattern does not have: it takes another path here than
/// where the pattern was made, or has other extents.
///
/// What was read off is wrong then, and is not given. The pattern at this point, or its
/// [`union`](Pattern::union) with the one that there was, is the way on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PatternMismatch {
    /// The arguments have so many floats, and the pattern so many columns.
    Columns {
        /// The floats of the arguments.
        given: usize,
        /// The columns of the pattern.
        expected: usize,
    },
    /// The result has so many floats, and the pattern so many rows.
    Rows {
        /// The floats of the result.
        given: usize,
        /// The rows of the pattern.
        expected: usize,
    },
    /// The derivative of this row along a direction is not what its cells give.
    Row(usize),
}

impl fmt::Display for PatternMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PatternMismatch::Columns { given, expected } => {
                write!(f, "the pattern has {expected} columns, and the arguments have {given} floats")?;
            }
            PatternMismatch::Rows { given, expected } => {
                write!(f, "the pattern has {expected} rows, and the result has {given} floats")?;
            }
            PatternMismatch::Row(row) => {
                write!(f, "row {row} of the matrix depends on something that is not in the pattern")?;
            }
        }
        f.write_str(": make the pattern of this point, or unite it with the one that there was")
    }
}

impl core::error::Error for PatternMismatch {}
