//! Clusters of points: the cost of their centres, and the direction in which
//! Newton's method moves them.

use super::{flat, rows};
use crate::protocol::{Run, Runs, run};
use autodiff::grad;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
pub(crate) struct Input {
    points: Vec<Vec<f64>>,
    centroids: Vec<Vec<f64>>,
    #[serde(flatten)]
    runs: Runs,
}

/// The input with its matrices row by row.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) width: usize,
    pub(crate) points: Vec<f64>,
    pub(crate) centroids: Vec<f64>,
    pub(crate) runs: Runs,
}

impl Problem {
    pub(crate) fn new(input: &Input) -> Result<Self, String> {
        let width = input.centroids.first().map_or(0, Vec::len);
        if width == 0 {
            return Err("there are no centroids, or they have no coordinates".to_owned());
        }
        let (points, centroids) = (flat(&input.points, width, "points")?, flat(&input.centroids, width, "centroids")?);
        Ok(Problem { width, points, centroids, runs: input.runs })
    }
}

/// The square of the distance between two points.
#[grad(hvp)]
pub fn squared_distance(a: &[f64], #[constant] b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// The sum over the points of the squared distance to the nearest centre.
#[grad(only(grad, hvp))]
pub fn total_cost(centroids: &[f64], #[constant] points: &[f64], width: usize) -> f64 {
    let nearest = |point: &[f64]| -> f64 {
        let distances = centroids.chunks_exact(width).map(|c| {
            squared_distance(
                c,
                #[constant]
                point,
            )
        });
        distances.fold(f64::INFINITY, f64::min)
    };
    points.chunks_exact(width).map(nearest).sum()
}

/// The gradient divided by the diagonal of the Hessian, which has nothing beside
/// its diagonal: along ones it gives it. A centre that is nearest to no point
/// stays where it is.
pub fn direction(centroids: &[f64], points: &[f64], width: usize) -> Vec<f64> {
    let ones = vec![1.0; centroids.len()];
    let (gradient, diagonal) = total_cost_hvp(centroids, points, width, &ones);
    gradient.iter().zip(&diagonal).map(|(g, h)| if *h == 0.0 { 0.0 } else { g / h }).collect()
}

pub(crate) fn cost(p: &Problem) -> Run {
    run(p.runs, || total_cost(&p.centroids, &p.points, p.width), Value::from)
}

pub(crate) fn dir(p: &Problem) -> Run {
    let count = p.centroids.len() / p.width;
    run(p.runs, || direction(&p.centroids, &p.points, p.width), |all| json!(rows(&all, p.width, count)))
}
