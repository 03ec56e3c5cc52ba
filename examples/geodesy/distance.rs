//! The formulas of the haversine and of Vincenty.

use autodiff::{Differentiable, check, grad};

const EARTH_RADIUS: f64 = 6_371_008.8;

/// Longitude and latitude in degrees.
#[derive(Clone, Copy, Debug, Differentiable)]
struct Point {
    lon: f64,
    lat: f64,
}

#[derive(Clone, Copy, Debug)]
struct Ellipsoid {
    a: f64,
    f: f64,
}

const WGS84: Ellipsoid = Ellipsoid { a: 6_378_137.0, f: 1.0 / 298.257_223_563 };

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FailedToConverge;

#[grad(hvp)]
impl Point {
    fn haversine_distance(&self, other: &Point) -> f64 {
        let theta1 = self.lat.to_radians();
        let theta2 = other.lat.to_radians();
        let delta_theta = (other.lat - self.lat).to_radians();
        let delta_lambda = (other.lon - self.lon).to_radians();
        let a = (delta_theta / 2.0).sin().powi(2) + theta1.cos() * theta2.cos() * (delta_lambda / 2.0).sin().powi(2);
        let c = 2.0 * a.sqrt().asin();
        EARTH_RADIUS * c
    }

    #[allow(non_snake_case)]
    fn vincenty_distance(&self, other: &Point, #[constant] earth: &Ellipsoid) -> Result<f64, FailedToConverge> {
        let f = earth.f;
        let b = earth.a * (1.0 - f);
        let L = (other.lon - self.lon).to_radians();
        let U1 = ((1.0 - f) * self.lat.to_radians().tan()).atan();
        let U2 = ((1.0 - f) * other.lat.to_radians().tan()).atan();
        let (sin_U1, cos_U1) = U1.sin_cos();
        let (sin_U2, cos_U2) = U2.sin_cos();

        let mut lambda = L;
        let mut iterations = 100;
        let (cos_sq_alpha, sin_sigma, cos_sigma, sigma, cos_2_sigma_m) = loop {
            let (sin_lambda, cos_lambda) = lambda.sin_cos();
            let sin_sigma =
                ((cos_U2 * sin_lambda).powi(2) + (cos_U1 * sin_U2 - sin_U1 * cos_U2 * cos_lambda).powi(2)).sqrt();
            if sin_sigma == 0.0 {
                return if self.lon == other.lon { Ok(0.0) } else { Err(FailedToConverge) };
            }
            let cos_sigma = sin_U1 * sin_U2 + cos_U1 * cos_U2 * cos_lambda;
            let sigma = sin_sigma.atan2(cos_sigma);
            let sin_alpha = cos_U1 * cos_U2 * sin_lambda / sin_sigma;
            let cos_sq_alpha = 1.0 - sin_alpha * sin_alpha;
            let cos_2_sigma_m =
                if cos_sq_alpha == 0.0 { 0.0 } else { cos_sigma - 2.0 * sin_U1 * sin_U2 / cos_sq_alpha };
            let C = f / 16.0 * cos_sq_alpha * (4.0 + f * (4.0 - 3.0 * cos_sq_alpha));
            let last = lambda;
            lambda = L
                + (1.0 - C)
                    * f
                    * sin_alpha
                    * (sigma + C * sin_sigma * (cos_2_sigma_m + C * cos_sigma * (-1.0 + 2.0 * cos_2_sigma_m.powi(2))));
            if (lambda - last).abs() <= 1e-14 {
                break (cos_sq_alpha, sin_sigma, cos_sigma, sigma, cos_2_sigma_m);
            }
            iterations -= 1;
            if iterations == 0 {
                return Err(FailedToConverge);
            }
        };

        let u_sq = cos_sq_alpha * (earth.a * earth.a - b * b) / (b * b);
        let A = 1.0 + u_sq / 16384.0 * (4096.0 + u_sq * (-768.0 + u_sq * (320.0 - 175.0 * u_sq)));
        let B = u_sq / 1024.0 * (256.0 + u_sq * (-128.0 + u_sq * (74.0 - 47.0 * u_sq)));
        let delta_sigma = B
            * sin_sigma
            * (cos_2_sigma_m
                + B / 4.0
                    * (cos_sigma * (-1.0 + 2.0 * cos_2_sigma_m.powi(2))
                        - B / 6.0
                            * cos_2_sigma_m
                            * (-3.0 + 4.0 * sin_sigma.powi(2))
                            * (-3.0 + 4.0 * cos_2_sigma_m.powi(2))));
        Ok(b * A * (sigma - delta_sigma))
    }
}

/// What the distances to some towers, in kilometres, say against being at a place.
#[grad(hvp)]
fn misfit(at: &Point, #[constant] towers: &[(Point, f64)]) -> f64 {
    let mut sum = 0.0;
    for (tower, distance) in towers {
        let metres = at.vincenty_distance(tower, &WGS84).expect("they are near");
        sum += (metres / 1000.0 - distance).powi(2);
    }
    sum
}

pub(crate) fn run() {
    let (paris, berlin) = (Point { lon: 2.3522, lat: 48.8566 }, Point { lon: 13.405, lat: 52.52 });
    check!(Point::haversine_distance(&paris, &berlin), hvp);
    check!(Point::vincenty_distance(
        &paris,
        &berlin,
        #[constant]
        &WGS84
    ));
    let metres = paris.vincenty_distance(&berlin, &WGS84).expect("they are near");
    println!("  distance                 haversine {:.3} km", paris.haversine_distance(&berlin) / 1000.0);
    println!("                           Vincenty  {:.3} km", metres / 1000.0);
    let towers = [paris, berlin, Point { lon: 9.19, lat: 45.4642 }];
    let towers = towers.map(|tower| {
        let distance = Point { lon: 8.5417, lat: 47.3769 }.vincenty_distance(&tower, &WGS84);
        (tower, distance.expect("they are near") / 1000.0)
    });
    let mut at = Point { lon: 8.0, lat: 48.5 };
    check!(
        misfit(
            &at,
            #[constant]
            &towers
        ),
        hvp
    );
    for _ in 0..10 {
        let (g, x) = misfit_hvp(&at, &towers, &Point { lon: 1.0, lat: 0.0 });
        let (_, y) = misfit_hvp(&at, &towers, &Point { lon: 0.0, lat: 1.0 });
        let determinant = x.lon * y.lat - x.lat * y.lon;
        at.lon -= (y.lat * g.lon - x.lat * g.lat) / determinant;
        at.lat -= (x.lon * g.lat - x.lat * g.lon) / determinant;
    }
    println!("  position from distances  {:.6} east, {:.6} north", at.lon, at.lat);
    assert!((at.lon - 8.5417).abs() < 1e-9 && (at.lat - 47.3769).abs() < 1e-9);
}
