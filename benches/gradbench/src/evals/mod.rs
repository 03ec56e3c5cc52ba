//! The problems: each file has a primal as one writes it in Rust, and takes its
//! derivative from the companions.

pub mod ba;
pub mod det;
pub mod gmm;
pub(crate) mod hello;
pub mod kmeans;
pub mod llsq;
pub mod lse;
pub mod lstm;
pub mod ode;

use crate::protocol::Run;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The modules that are answered.
pub(crate) const NAMES: [&str; 9] = ["ba", "det", "gmm", "hello", "kmeans", "llsq", "lse", "lstm", "ode"];

/// Evaluates a function of a module.
pub(crate) fn evaluate(module: &str, function: &str, input: &Value) -> Result<Run, String> {
    match (module, function) {
        ("hello", "square") => Ok(hello::square(read(input)?)),
        ("hello", "double") => Ok(hello::double(read(input)?)),
        ("gmm", "objective") => Ok(gmm::objective(&gmm::Problem::new(read(input)?)?)),
        ("gmm", "jacobian") => Ok(gmm::jacobian(&gmm::Problem::new(read(input)?)?)),
        ("ba", "objective") => Ok(ba::objective(&read(input)?)),
        ("ba", "jacobian") => Ok(ba::jacobian(&read(input)?)),
        ("lstm", "objective") => Ok(lstm::objective(&lstm::Problem::new(&read(input)?)?)),
        ("lstm", "jacobian") => Ok(lstm::jacobian(&lstm::Problem::new(&read(input)?)?)),
        ("det", "primal") => det::primal(&read(input)?),
        ("det", "gradient") => det::gradient(&read(input)?),
        ("llsq", "primal") => Ok(llsq::primal(&read(input)?)),
        ("llsq", "gradient") => Ok(llsq::gradient(&read(input)?)),
        ("lse", "primal") => Ok(lse::primal(&read(input)?)),
        ("lse", "gradient") => Ok(lse::gradient(&read(input)?)),
        ("ode", "primal") => ode::primal(&read(input)?),
        ("ode", "gradient") => ode::gradient(&read(input)?),
        ("kmeans", "cost") => Ok(kmeans::cost(&kmeans::Problem::new(&read(input)?)?)),
        ("kmeans", "dir") => Ok(kmeans::dir(&kmeans::Problem::new(&read(input)?)?)),
        _ if NAMES.contains(&module) => Err(format!("`{module}` has no function `{function}`")),
        _ => Err(format!("there is no module `{module}`")),
    }
}

fn read<T: DeserializeOwned>(input: &Value) -> Result<T, String> {
    T::deserialize(input).map_err(|error| error.to_string())
}

/// The rows of a matrix one after the other, if each has `width` entries.
pub(crate) fn flat(rows: &[Vec<f64>], width: usize, name: &str) -> Result<Vec<f64>, String> {
    if rows.iter().any(|row| row.len() != width) {
        return Err(format!("every row of `{name}` must have {width} entries"));
    }
    Ok(rows.concat())
}

/// The rows of a matrix that is one row after the other.
pub(crate) fn rows(matrix: &[f64], width: usize, count: usize) -> Vec<&[f64]> {
    (0..count).map(|i| &matrix[i * width..(i + 1) * width]).collect()
}
