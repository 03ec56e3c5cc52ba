//! Vision: rays that march to implicit surfaces.
//!
//! Writes: nothing
#![allow(clippy::all, clippy::pedantic, reason = "written as people write it")]

#[path = "../mechanics/vec3.rs"]
mod vec3;

mod camera;
mod poses;
mod raymarcher;

fn main() {
    println!("Results");
    raymarcher::run();
    camera::run();
    poses::run();
}
