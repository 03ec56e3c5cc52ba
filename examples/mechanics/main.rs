//! Mechanics: a pendulum, a cluster of atoms, and an orbit.
//!
//! Writes: nothing

mod cluster;
mod lorenz;
mod orbit;
mod pendulum;
mod vec3;

fn main() {
    println!("Results");
    pendulum::run();
    lorenz::run();
    cluster::run();
    orbit::run();
}
