//! Sparse matrices.

use super::close::{Mismatch, Verdict, close, magnitude};
use super::jacobian::{Matrix, forward, hessian};
use crate::subject::{At, Sparse, Subject};

/// What is not zero in the Jacobian, and in the Hessian, is in the pattern, and what is read off is
/// what `_jvp` and `_hvp` give column by column.
///
/// # Errors
/// The first cell that differs.
pub fn sparse(subject: &Subject) -> Verdict {
    for (place, at) in subject.all_points() {
        if let Some(sparse) = subject.sparse_jacobian {
            compare(&format!("{place}, Jacobian"), sparse, &at, &forward(subject, &at))?;
        }
        if let (Some(sparse), Some(hvp)) = (subject.sparse_hessian, subject.hvp) {
            compare(&format!("{place}, Hessian"), sparse, &at, &hessian(hvp, &at))?;
        }
    }
    Ok(())
}

fn compare(place: &str, sparse: Sparse, at: &At, dense: &Matrix) -> Verdict {
    let (pattern, matrix) = sparse(at);
    let size = (pattern.n_rows(), pattern.n_cols());
    if size != (dense.len(), at.inputs.len()) {
        return Err(Mismatch::new(place, "rows and columns", &size, &(dense.len(), at.inputs.len())));
    }
    let matrix = matrix.map_err(|error| Mismatch::new(place, "its proof", &error, &dense))?;
    for (row, cells) in dense.iter().enumerate() {
        for (column, expected) in cells.iter().enumerate() {
            let (what, got) = (format!("cell ({row}, {column})"), matrix.get(row, column));
            if *expected != 0.0 && !pattern.contains(row, column) {
                return Err(Mismatch::new(place, &format!("{what} of the pattern"), &0.0, expected));
            }
            if !(got.is_nan() && expected.is_nan()) {
                close(place, &what, got, *expected, 1e-11 * magnitude(cells))?;
            }
        }
    }
    Ok(())
}
