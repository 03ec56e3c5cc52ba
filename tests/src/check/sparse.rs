//! Sparse matrices.

use super::close::{Mismatch, Verdict, close, magnitude};
use super::jacobian::{Matrix, forward, hessian};
use crate::subject::{At, Sparse, Subject};
use autodiff::sparse::Csr;

/// What is not zero in the Jacobian, and in the Hessian, is in the pattern, and what is read off is
/// what `_jvp` and `_hvp` give column by column. By a pattern of another point, nothing else is read off
/// either, or nothing.
///
/// # Errors
/// The first cell that differs.
pub fn sparse(subject: &Subject) -> Verdict {
    sparse_within(subject, DOUBLE)
}

pub(super) fn sparse_within(subject: &Subject, within: Within) -> Verdict {
    for (place, at) in subject.all_points() {
        if let Some(sparse) = subject.sparse_jacobian {
            compare(&format!("{place}, Jacobian"), (subject, sparse, within), &at, &forward(subject, &at))?;
        }
        if let (Some(sparse), Some(hvp)) = (subject.sparse_hessian, subject.hvp) {
            compare(&format!("{place}, Hessian"), (subject, sparse, within), &at, &hessian(hvp, &at))?;
        }
    }
    Ok(())
}

/// How far cells may differ: by the pattern of the point, by that of another one, and of the largest row.
#[derive(Clone, Copy)]
pub(super) struct Within {
    own: f64,
    others: f64,
    rounding: f64,
}

const DOUBLE: Within = Within { own: 1e-11, others: 1e-7, rounding: 1e-14 };
pub(super) const SINGLE: Within = Within { own: 1e-4, others: 3e-3, rounding: 4e-6 };

fn compare(place: &str, (subject, sparse, within): (&Subject, Sparse, Within), at: &At, dense: &Matrix) -> Verdict {
    let (pattern, matrix) = sparse(at, at);
    let size = (pattern.n_rows(), pattern.n_cols());
    if size != (dense.len(), at.inputs.len()) {
        return Err(Mismatch::new(place, "rows and columns", &size, &(dense.len(), at.inputs.len())));
    }
    let matrix = matrix.map_err(|error| Mismatch::new(place, "its proof", &error, &dense))?;
    for (row, column) in (0..size.0).flat_map(|row| (0..size.1).map(move |column| (row, column))) {
        let expected = dense[row][column];
        if expected != 0.0 && !pattern.contains(row, column) {
            return Err(Mismatch::new(place, &format!("cell ({row}, {column}) of the pattern"), &0.0, &expected));
        }
    }
    cells(place, &matrix, dense, (within.own, within.rounding))?;
    for (other, of) in subject.all_points() {
        if let (_, Ok(matrix)) = sparse(&of, at) {
            // What the proof lets pass may be wrong by as much.
            cells(&format!("{place}, by the pattern of {other}"), &matrix, dense, (within.others, within.rounding))?;
        }
    }
    Ok(())
}

fn cells(place: &str, matrix: &Csr, dense: &Matrix, (tolerance, rounding): (f64, f64)) -> Verdict {
    let largest = dense.iter().map(|cells| magnitude(cells)).filter(|size| size.is_finite()).fold(0.0, f64::max);
    for (row, cells) in dense.iter().enumerate() {
        for (column, expected) in cells.iter().enumerate() {
            let (what, got) = (format!("cell ({row}, {column})"), matrix.get(row, column));
            if !(got.is_nan() && expected.is_nan()) {
                close(place, &what, got, *expected, tolerance * magnitude(cells) + rounding * largest)?;
            }
        }
    }
    Ok(())
}
