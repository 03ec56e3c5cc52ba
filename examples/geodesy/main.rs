//! Geodesy: distances on a sphere and on an ellipsoid, and a position from distances.
//!
//! Writes: nothing
#![allow(clippy::all, clippy::pedantic, reason = "written as people write it")]

mod distance;

fn main() {
    println!("Results");
    distance::run();
}
