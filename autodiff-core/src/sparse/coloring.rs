//! Which columns share a direction, and where each cell is read off.

use super::order::{of_columns, star};
use super::{Pattern, Sweeps};
use alloc::vec;
use alloc::vec::Vec;

/// A pattern, and where its cells are found in the sums of the columns of each color.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Compression {
    pub(super) pattern: Pattern,
    pub(super) colors: Vec<Option<usize>>,
    pub(super) count: usize,
    /// Of each cell, row and color of the sum that is the cell alone.
    pub(super) sources: Vec<(usize, usize)>,
}

/// Colors for the columns of a Jacobian: two columns of one color share no row, so that the cells of
/// both are read off the sum of the two.
///
/// It belongs to a pattern, and is made once for many Jacobians. The colors are found greedily: there
/// are at least as many as the fullest row has cells, and often no more.
///
/// ```
/// use autodiff_core::sparse::{ColumnColoring, Pattern};
///
/// // Three cells in each row, and three colors.
/// let banded = (0..100_usize).flat_map(|i| (i.saturating_sub(1)..(i + 2).min(100)).map(move |j| (i, j)));
/// let coloring = ColumnColoring::new(Pattern::new(100, 100, banded));
/// assert_eq!(coloring.count(), 3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnColoring(Compression);

/// Colors for a Hessian, which is symmetric: a star coloring, which needs fewer than one of columns,
/// as a cell is read off in its own row or in that of its mirror image.
///
/// ```
/// use autodiff_core::sparse::{Pattern, StarColoring};
///
/// // One row and one column are full, and two colors are enough.
/// let arrow = (0..100).flat_map(|i| [(0, i), (i, i), (i, 0)]);
/// assert_eq!(StarColoring::new(Pattern::new(100, 100, arrow)).count(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarColoring(Compression);

impl ColumnColoring {
    /// Colors the columns of a pattern.
    pub fn new(pattern: Pattern) -> Self {
        let colors = of_columns(&pattern);
        let color = |column: usize| colors.of[column].expect("a column with a cell has a color");
        let sources = pattern.triplets().map(|(row, column)| (row, color(column))).collect();
        ColumnColoring(Compression { sources, count: colors.count, colors: colors.of, pattern })
    }
}

impl StarColoring {
    /// Colors the rows and columns of a symmetric pattern.
    ///
    /// # Panics
    ///
    /// If the pattern is not symmetric.
    #[track_caller]
    pub fn new(pattern: Pattern) -> Self {
        let is_symmetric = pattern.n_rows() == pattern.n_cols() && pattern.transposed() == pattern;
        assert!(is_symmetric, "the pattern of a Hessian is symmetric, and this one is not");
        let colors = star(&pattern);
        let sources = star_sources(&pattern, &colors.of, colors.count);
        StarColoring(Compression { sources, count: colors.count, colors: colors.of, pattern })
    }
}

/// A cell is alone in the sum of its row and color, or its mirror image is. Both have one source, so
/// that the matrix is symmetric to the last bit.
fn star_sources(pattern: &Pattern, colors: &[Option<usize>], count: usize) -> Vec<(usize, usize)> {
    let mut alone = vec![false; pattern.nnz()];
    let mut seen = vec![0; count];
    let color = |vertex: usize| colors[vertex].expect("a vertex with a cell has a color");
    for row in 0..pattern.n_rows() {
        pattern.row(row).iter().for_each(|column| seen[color(*column)] += 1);
        let first = pattern.row_offsets()[row];
        for (at, column) in pattern.row(row).iter().enumerate() {
            alone[first + at] = seen[color(*column)] == 1;
        }
        pattern.row(row).iter().for_each(|column| seen[color(*column)] = 0);
    }
    let is_alone = |row, column| pattern.position(row, column).is_some_and(|at| alone[at]);
    let source = |(row, column): (usize, usize)| {
        let (row, column) = (row.max(column), row.min(column));
        if is_alone(row, column) {
            (row, color(column))
        } else {
            assert!(is_alone(column, row), "a star coloring has a row for each cell");
            (column, color(row))
        }
    };
    pattern.triplets().map(source).collect()
}

macro_rules! colorings {
    ($($coloring:ident)*) => {$(
        impl $coloring {
            /// How many colors there are: the directions of an evaluation, besides the one that proves it.
            pub fn count(&self) -> usize {
                self.0.count
            }

            /// The color of each column; `None` of one without cells.
            pub fn colors(&self) -> &[Option<usize>] {
                &self.0.colors
            }

            /// The pattern that it belongs to.
            pub fn pattern(&self) -> &Pattern {
                &self.0.pattern
            }

            /// What generated code runs.
            #[doc(hidden)]
            pub fn sweeps(&self, columns: usize) -> Sweeps<'_> {
                Sweeps::new(&self.0, columns)
            }
        }
    )*};
}

colorings!(ColumnColoring StarColoring);

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(n: usize) -> Pattern {
        let cells = (0..n * n).flat_map(move |i| {
            let (row, column) = (i / n, i % n);
            let near = [
                Some(i),
                (row > 0).then(|| i - n),
                (row + 1 < n).then(|| i + n),
                (column > 0).then(|| i - 1),
                (column + 1 < n).then(|| i + 1),
            ];
            near.into_iter().flatten().map(move |j| (i, j))
        });
        Pattern::new(n * n, n * n, cells)
    }

    #[test]
    fn columns_of_one_color_share_no_row() {
        let scattered = Pattern::new(40, 50, (0..400).map(|k| (k * k % 40, k * 7 % 50)));
        let arrow = Pattern::new(30, 30, (0..30).flat_map(|i| [(29, i), (i, i), (i, 29)]));
        for pattern in [scattered, arrow, grid(9), Pattern::new(3, 4, [])] {
            let coloring = ColumnColoring::new(pattern.clone());
            for row in 0..pattern.n_rows() {
                let mut colors: Vec<_> = pattern.row(row).iter().map(|j| coloring.colors()[*j].unwrap()).collect();
                colors.sort_unstable();
                colors.dedup();
                assert_eq!(colors.len(), pattern.row(row).len());
            }
        }
    }

    #[test]
    fn known_numbers_of_colors() {
        let band = |w: usize| {
            let cells =
                (0..60_usize).flat_map(move |i| (i.saturating_sub(w)..(i + w + 1).min(60)).map(move |j| (i, j)));
            Pattern::new(60, 60, cells)
        };
        for w in [1, 2, 4] {
            assert_eq!(ColumnColoring::new(band(w)).count(), 2 * w + 1);
        }
        // The bound is five, and greedily there are few more.
        assert!(ColumnColoring::new(grid(20)).count() <= 8);
        // An arrow is one row that has all columns; of a symmetric matrix its tip is apart.
        let arrow = Pattern::new(30, 30, (0..30).flat_map(|i| [(29, i), (i, i), (i, 29)]));
        assert_eq!((ColumnColoring::new(arrow.clone()).count(), StarColoring::new(arrow).count()), (30, 2));
        // Of a tridiagonal matrix, a path of four vertices has three colors.
        assert_eq!(StarColoring::new(band(1)).count(), 3);
    }

    /// [`StarColoring::new`] asks of each cell for a row in which it is alone.
    #[test]
    fn each_cell_of_a_symmetric_matrix_is_read_off() {
        for n in [1_usize, 5, 17, 40] {
            let scattered = Pattern::new(n, n, (0..3 * n).map(|k| (k * k % n, (k * 13 + 5) % n))).symmetric();
            assert!(StarColoring::new(scattered.clone()).count() <= n);
            assert!(StarColoring::new(grid(n)).count() <= 10);
        }
    }

    #[test]
    #[should_panic(expected = "the pattern of a Hessian is symmetric")]
    fn the_pattern_of_a_jacobian_is_none_of_a_hessian() {
        let _ = StarColoring::new(Pattern::new(2, 2, [(0, 1)]));
    }
}
