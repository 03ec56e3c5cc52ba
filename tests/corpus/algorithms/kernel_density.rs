//! A kernel density estimate at several places, with Gaussian kernels.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn kernel_density(samples: &[f64], bandwidth: f64, #[constant] places: &[f64]) -> Vec<f64> {
    let norm = 1.0 / (samples.len() as f64 * bandwidth * (2.0 * std::f64::consts::PI).sqrt());
    places
        .iter()
        .map(|x| {
            let mut density = 0.0;
            for s in samples {
                let z = (x - s) / bandwidth;
                density += (-0.5 * z * z).exp();
            }
            norm * density
        })
        .collect()
}

pub const POINTS: &[(&[f64], f64, &[f64])] =
    &[(&[0.3, -0.8, 1.5, 0.6], 0.5, &[0.0, 1.0]), (&[0.4], 0.8, &[0.7, -0.2]), (&[0.4], 0.8, &[])];
