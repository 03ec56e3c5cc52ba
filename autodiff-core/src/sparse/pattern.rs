//! Which cells of a matrix may be other than zero.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

/// The cells of a matrix that may be other than zero, row by row, in compressed rows (CSR).
///
/// Indices begin at 0, and the columns of a row ascend.
///
/// ```
/// use autodiff_core::sparse::Pattern;
///
/// let pattern = Pattern::new(2, 3, [(1, 2), (0, 1), (1, 0), (0, 1)]);
/// assert_eq!((pattern.row_offsets(), pattern.column_indices()), (&[0, 1, 3][..], &[1, 0, 2][..]));
/// assert!(pattern.triplets().eq([(0, 1), (1, 0), (1, 2)]));
/// assert_eq!((pattern.n_rows(), pattern.n_cols(), pattern.nnz()), (2, 3, 3));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    n_cols: usize,
    row_offsets: Vec<usize>,
    column_indices: Vec<usize>,
}

impl Pattern {
    /// Of these cells, each a row and a column, in any order.
    ///
    /// # Panics
    ///
    /// If a cell lies outside of the matrix.
    #[track_caller]
    pub fn new(n_rows: usize, n_cols: usize, cells: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut rows = vec![Vec::new(); n_rows];
        for (row, column) in cells {
            assert!(
                row < n_rows && column < n_cols,
                "({row}, {column}) is no cell of {n_rows} rows and {n_cols} columns"
            );
            rows[row].push(column);
        }
        Self::of_rows(n_cols, rows)
    }

    /// Of the columns of each row, which may be in any order.
    pub(super) fn of_rows(n_cols: usize, rows: Vec<Vec<usize>>) -> Self {
        let (mut row_offsets, mut column_indices) = (vec![0], Vec::new());
        for mut row in rows {
            row.sort_unstable();
            row.dedup();
            column_indices.append(&mut row);
            row_offsets.push(column_indices.len());
        }
        Pattern { n_cols, row_offsets, column_indices }
    }

    /// How many rows the matrix has.
    pub fn n_rows(&self) -> usize {
        self.row_offsets.len() - 1
    }

    /// How many columns the matrix has.
    pub fn n_cols(&self) -> usize {
        self.n_cols
    }

    /// How many cells are in it.
    pub fn nnz(&self) -> usize {
        self.column_indices.len()
    }

    /// Where each row begins among [`column_indices`](Self::column_indices), and where the last one ends.
    pub fn row_offsets(&self) -> &[usize] {
        &self.row_offsets
    }

    /// The columns of the cells, row by row.
    pub fn column_indices(&self) -> &[usize] {
        &self.column_indices
    }

    /// The columns of one row.
    ///
    /// # Panics
    ///
    /// If there is no such row.
    #[track_caller]
    pub fn row(&self, row: usize) -> &[usize] {
        &self.column_indices[self.row_offsets[row]..self.row_offsets[row + 1]]
    }

    /// Row and column of each cell, row by row.
    pub fn triplets(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.n_rows()).flat_map(|row| self.row(row).iter().map(move |column| (row, *column)))
    }

    /// Where a cell stands among the others, if it is in it.
    pub fn position(&self, row: usize, column: usize) -> Option<usize> {
        let first = *self.row_offsets.get(row).filter(|_| row < self.n_rows())?;
        self.row(row).binary_search(&column).ok().map(|at| first + at)
    }

    /// Whether a cell is in it.
    pub fn contains(&self, row: usize, column: usize) -> bool {
        self.position(row, column).is_some()
    }

    /// The cells of both: of patterns at two points, where a function takes two paths.
    ///
    /// # Panics
    ///
    /// If the two are not of matrices of one size.
    #[track_caller]
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let [ours, theirs] = [self, other].map(|of| (of.n_rows(), of.n_cols));
        assert!(ours == theirs, "patterns of two sizes have no union: {ours:?} and {theirs:?} rows and columns");
        Self::new(ours.0, ours.1, self.triplets().chain(other.triplets()))
    }

    /// The pattern of the transposed matrix.
    #[must_use]
    pub fn transposed(&self) -> Self {
        Self::new(self.n_cols, self.n_rows(), self.triplets().map(|(row, column)| (column, row)))
    }

    /// The cells on the diagonal and below it: what solvers take of a symmetric matrix.
    #[must_use]
    pub fn lower(&self) -> Self {
        Self::new(self.n_rows(), self.n_cols, self.triplets().filter(|(row, column)| column <= row))
    }

    /// The block of these columns, which are counted from its first one: what belongs to one of several
    /// arguments.
    ///
    /// # Panics
    ///
    /// If there are no such columns.
    #[track_caller]
    #[must_use]
    pub fn columns(&self, columns: Range<usize>) -> Self {
        assert!(columns.start <= columns.end && columns.end <= self.n_cols, "there are {} columns", self.n_cols);
        let inside = self.triplets().filter(|(_, column)| columns.contains(column));
        Self::new(self.n_rows(), columns.len(), inside.map(|(row, column)| (row, column - columns.start)))
    }

    /// The cells, and for each its mirror image.
    #[doc(hidden)]
    #[must_use]
    pub fn symmetric(&self) -> Self {
        self.union(&self.transposed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_mirror_images() {
        let pattern = Pattern::new(2, 2, [(0, 1), (1, 1)]);
        assert_eq!(pattern.symmetric(), Pattern::new(2, 2, [(0, 1), (1, 0), (1, 1)]));
        assert_eq!(pattern.symmetric().lower(), Pattern::new(2, 2, [(1, 0), (1, 1)]));
        assert_eq!(pattern.columns(1..2), Pattern::new(2, 1, [(0, 0), (1, 0)]));
        assert_eq!((pattern.position(1, 1), pattern.position(2, 0), pattern.contains(0, 0)), (Some(1), None, false));
    }

    #[test]
    #[should_panic(expected = "(0, 2) is no cell of 1 rows and 2 columns")]
    fn cells_lie_inside() {
        let _ = Pattern::new(1, 2, [(0, 2)]);
    }
}
