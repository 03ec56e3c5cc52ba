//! Geodesy: distances on a sphere and on an ellipsoid, and a position from distances.
//!
//! Writes: nothing

mod distance;

fn main() {
    println!("Results");
    distance::run();
}
