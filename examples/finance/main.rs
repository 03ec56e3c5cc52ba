//! Finance: an option with its sensitivities, and a yield curve that is fitted.
//!
//! Writes: nothing
#![allow(clippy::all, clippy::pedantic, reason = "written as people write it")]

mod curve;
mod option;

fn main() {
    println!("Results");
    option::run();
    curve::run();
}
