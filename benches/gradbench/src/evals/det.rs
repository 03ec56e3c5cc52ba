//! The determinant by expansion along rows, with the list of columns that are
//! left.

use crate::protocol::{Run, Runs, run};
use autodiff::grad;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
pub(crate) struct Input {
    #[serde(rename = "A")]
    pub(crate) a: Vec<f64>,
    pub(crate) ell: usize,
    #[serde(flatten)]
    pub(crate) runs: Runs,
}

/// More columns than anybody waits for: the work grows with the factorial.
const LARGEST: usize = 16;

/// The determinant of the rows from `n - columns.len()` on in these columns.
#[grad(only(grad, vjp_into))]
pub fn minor(a: &[f64], n: usize, columns: &[usize]) -> f64 {
    let row = n - columns.len();
    if columns.len() == 1 {
        return a[row * n + columns[0]];
    }
    let mut sum = 0.0;
    let mut sign = 1.0;
    for i in 0..columns.len() {
        let mut rest = [0; LARGEST];
        rest[..i].copy_from_slice(&columns[..i]);
        rest[i..columns.len() - 1].copy_from_slice(&columns[i + 1..]);
        sum += sign * a[row * n + columns[i]] * minor(a, n, &rest[..columns.len() - 1]);
        sign = -sign;
    }
    sum
}

fn columns(input: &Input) -> Result<Vec<usize>, String> {
    if input.ell == 0 || input.a.len() != input.ell * input.ell {
        return Err(format!("`A` has {} entries, and `ell` is {}", input.a.len(), input.ell));
    }
    if input.ell > LARGEST {
        return Err(format!("`ell` is {}, more than {LARGEST}", input.ell));
    }
    Ok((0..input.ell).collect())
}

pub(crate) fn primal(input: &Input) -> Result<Run, String> {
    let columns = columns(input)?;
    Ok(run(input.runs, || minor(&input.a, input.ell, &columns), Value::from))
}

pub(crate) fn gradient(input: &Input) -> Result<Run, String> {
    let columns = columns(input)?;
    Ok(run(input.runs, || minor_grad(&input.a, input.ell, &columns), |gradient| json!(gradient)))
}
