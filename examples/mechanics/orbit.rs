//! Keplerian elements to position and velocity, and what an error of the elements does to
//! them.

use std::f64::consts::PI;

use autodiff::{Differentiable, check, grad};

use crate::vec3::Vec3;

/// The gravitational parameter of the Earth, in km³/s².
const MU: f64 = 398_600.4418;

/// Elements of an ellipse: lengths in km, angles in radians.
#[derive(Clone, Copy, Debug, Differentiable)]
struct Elements {
    semi_major_axis: f64,
    eccentricity: f64,
    inclination: f64,
    ascending_node: f64,
    periapsis: f64,
    mean_anomaly: f64,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct StateVector {
    position: Vec3,
    velocity: Vec3,
}

#[grad(hvp)]
impl Elements {
    /// Solves Kepler's equation by Newton's method.
    fn eccentric_anomaly(&self) -> f64 {
        let mut anomaly = if self.eccentricity < 0.8 { self.mean_anomaly } else { PI };
        loop {
            let step = (anomaly - self.eccentricity * anomaly.sin() - self.mean_anomaly)
                / (1.0 - self.eccentricity * anomaly.cos());
            anomaly -= step;
            if step.abs() < 1e-14 {
                break;
            }
        }
        anomaly
    }

    /// From the plane of the orbit to the axes of the Earth.
    fn rotate(&self, x: f64, y: f64) -> Vec3 {
        let (sin_node, cos_node) = self.ascending_node.sin_cos();
        let (sin_peri, cos_peri) = self.periapsis.sin_cos();
        let (sin_incl, cos_incl) = self.inclination.sin_cos();
        let p = Vec3::new(
            cos_node * cos_peri - sin_node * sin_peri * cos_incl,
            sin_node * cos_peri + cos_node * sin_peri * cos_incl,
            sin_peri * sin_incl,
        );
        let q = Vec3::new(
            -cos_node * sin_peri - sin_node * cos_peri * cos_incl,
            -sin_node * sin_peri + cos_node * cos_peri * cos_incl,
            cos_peri * sin_incl,
        );
        x * p + y * q
    }

    fn to_state_vector(&self) -> StateVector {
        let Elements { semi_major_axis: a, eccentricity: e, .. } = *self;
        let (sin, cos) = self.eccentric_anomaly().sin_cos();
        let root = (1.0 - e * e).sqrt();
        let speed = (MU / a).sqrt() / (1.0 - e * cos);
        StateVector {
            position: self.rotate(a * (cos - e), a * root * sin),
            velocity: self.rotate(-speed * sin, speed * root * cos),
        }
    }

    /// Where it is after some seconds.
    fn propagate(&self, seconds: f64) -> Elements {
        let mean_motion = (MU / self.semi_major_axis.powi(3)).sqrt();
        Elements { mean_anomaly: self.mean_anomaly + mean_motion * seconds, ..*self }
    }

    /// How far above the ground it is.
    fn altitude(&self, seconds: f64) -> f64 {
        self.propagate(seconds).to_state_vector().position.norm() - 6378.137
    }
}

#[grad(hvp)]
impl StateVector {
    fn energy(&self) -> f64 {
        0.5 * self.velocity.norm_squared() - MU / self.position.norm()
    }
}

/// Nothing of it but the length of the ellipse changes the energy.
#[grad(hvp)]
fn energy(elements: &Elements) -> f64 {
    elements.to_state_vector().energy()
}

pub(crate) fn run() {
    let orbit = Elements {
        semi_major_axis: 26_600.0,
        eccentricity: 0.74,
        inclination: 1.107,
        ascending_node: 0.4,
        periapsis: -1.57,
        mean_anomaly: 0.3,
    };
    check!(Elements::altitude(&orbit, 3600.0), hvp);
    check!(Elements::to_state_vector(&orbit));
    let (along, climb) = orbit.altitude_grad(3600.0);
    println!("  orbit                    altitude {:.3} km, climbing {climb:.6} km/s", orbit.altitude(3600.0));
    println!("                           {:.3} km for 0.001 of eccentricity", 0.001 * along.eccentricity);
    let slope = energy_grad(&orbit);
    let a = orbit.semi_major_axis;
    assert!((slope.semi_major_axis - MU / (2.0 * a * a)).abs() < 1e-12);
    assert!(slope.eccentricity.abs() < 1e-10 && slope.mean_anomaly.abs() < 1e-10);
}
