//! Signals: a filter that is tuned.
//!
//! Writes: nothing

mod biquad;
mod ladder;

fn main() {
    println!("Results");
    biquad::run();
    ladder::run();
}
