//! Gaussian elimination with partial pivoting, in place.

/// A matrix that has been factored: `L` without its ones below the diagonal, `U` on it and
/// above, row by row, and which row of the matrix each of them was.
pub(super) struct Lu<'m> {
    pub(super) matrix: &'m [f64],
    pub(super) order: &'m [usize],
}

/// Factors a matrix of as many rows as there are in `order`. One that is singular has a zero on
/// its diagonal afterwards, so that what it solves is not finite.
pub(super) fn factor(matrix: &mut [f64], order: &mut [usize]) {
    let count = order.len();
    order.iter_mut().enumerate().for_each(|(row, place)| *place = row);
    for column in 0..count {
        let size = |row: usize, matrix: &[f64]| matrix[row * count + column].abs();
        let mut pivot = column;
        for row in column + 1..count {
            if size(row, matrix) > size(pivot, matrix) {
                pivot = row;
            }
        }
        if pivot != column {
            order.swap(pivot, column);
            (0..count).for_each(|entry| matrix.swap(pivot * count + entry, column * count + entry));
        }
        for row in column + 1..count {
            if matrix[row * count + column] == 0.0 {
                continue;
            }
            let factor = matrix[row * count + column] / matrix[column * count + column];
            matrix[row * count + column] = factor;
            for entry in column + 1..count {
                matrix[row * count + entry] -= factor * matrix[column * count + entry];
            }
        }
    }
}

impl Lu<'_> {
    fn at(&self, row: usize, column: usize) -> f64 {
        self.matrix[row * self.order.len() + column]
    }

    /// `A x = side`: the solution in the place of the side.
    pub(super) fn solve(&self, side: &mut [f64]) {
        let count = self.order.len();
        permute(self.order, side);
        for row in 0..count {
            let known: f64 = (0..row).map(|column| self.at(row, column) * side[column]).sum();
            side[row] -= known;
        }
        for row in (0..count).rev() {
            let known: f64 = (row + 1..count).map(|column| self.at(row, column) * side[column]).sum();
            side[row] = (side[row] - known) / self.at(row, row);
        }
    }

    /// `Aᵀ x = side`, in the same way.
    pub(super) fn solve_transposed(&self, side: &mut [f64]) {
        let count = self.order.len();
        for row in 0..count {
            let known: f64 = (0..row).map(|column| self.at(column, row) * side[column]).sum();
            side[row] = (side[row] - known) / self.at(row, row);
        }
        for row in (0..count).rev() {
            let known: f64 = (row + 1..count).map(|column| self.at(column, row) * side[column]).sum();
            side[row] -= known;
        }
        permute_back(self.order, side);
    }
}

/// `side[i]` becomes what was in the place `order[i]`.
fn permute(order: &[usize], side: &mut [f64]) {
    for place in 0..order.len() {
        // What stood here before has gone where the earlier swaps took it.
        let mut from = order[place];
        while from < place {
            from = order[from];
        }
        side.swap(place, from);
    }
}

/// What was in the place `i` goes to `order[i]`.
fn permute_back(order: &[usize], side: &mut [f64]) {
    for place in (0..order.len()).rev() {
        let mut from = order[place];
        while from < place {
            from = order[from];
        }
        side.swap(place, from);
    }
}

#[cfg(test)]
mod tests {
    use super::{Lu, factor};

    /// Pivots in every row, among them a zero on the diagonal and a cycle of three rows.
    const MATRIX: [[f64; 4]; 4] =
        [[0.0, 2.0, 1.0, 0.0], [1.0, 1.0, 0.0, 3.0], [4.0, 0.0, 0.0, 1.0], [2.0, 5.0, 1.0, 1.0]];
    const X: [f64; 4] = [1.0, -2.0, 3.0, 0.5];

    fn close(a: &[f64; 4]) {
        a.iter().zip(&X).for_each(|(a, b)| assert!((a - b).abs() < 1e-14, "{a} {b}"));
    }

    #[test]
    fn it_solves_both_ways() {
        let mut matrix = MATRIX;
        let mut order = [0; 4];
        factor(matrix.as_flattened_mut(), &mut order);
        assert_ne!(order, [0, 1, 2, 3]);
        let lu = Lu { matrix: matrix.as_flattened(), order: &order };
        let mut side = MATRIX.map(|row| row.iter().zip(&X).map(|(a, x)| a * x).sum::<f64>());
        lu.solve(&mut side);
        close(&side);
        let mut side = [0, 1, 2, 3].map(|column| (0..4).map(|row| MATRIX[row][column] * X[row]).sum::<f64>());
        lu.solve_transposed(&mut side);
        close(&side);
    }

    #[test]
    fn a_singular_matrix_gives_nothing_finite() {
        let mut matrix = [1.0, 2.0, 2.0, 4.0];
        let mut order = [0; 2];
        factor(&mut matrix, &mut order);
        let mut side = [1.0, 1.0];
        Lu { matrix: &matrix, order: &order }.solve(&mut side);
        assert!(side.iter().all(|x| !x.is_finite()), "{side:?}");
    }
}
