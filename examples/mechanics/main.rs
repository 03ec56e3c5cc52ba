//! Mechanics: a pendulum, a cluster of atoms, and an orbit.
//!
//! Writes: nothing
#![allow(clippy::all, clippy::pedantic, reason = "written as people write it")]

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
