//! The great-circle distance between two places given in degrees.

use autodiff::grad;

const EARTH_RADIUS_KM: f64 = 6371.0;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn haversine(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lat1, lon1) = (from.0.to_radians(), from.1.to_radians());
    let (lat2, lon2) = (to.0.to_radians(), to.1.to_radians());
    let dlat = lat2 - lat1;
    let dlon = lon2 - lon1;
    let h = (dlat / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * (dlon / 2.0).sin().powi(2);
    2.0 * EARTH_RADIUS_KM * h.sqrt().asin()
}

pub const POINTS: &[((f64, f64), (f64, f64))] = &[((52.5, 13.4), (48.9, 2.4)), ((-33.9, 151.2), (35.7, 139.7))];
