//! Signals: a filter that is tuned.
//!
//! Writes: nothing
#![allow(clippy::all, clippy::pedantic, reason = "written as people write it")]

mod biquad;
mod ladder;

fn main() {
    println!("Results");
    biquad::run();
    ladder::run();
}
