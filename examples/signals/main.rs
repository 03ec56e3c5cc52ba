//! Signals: a filter that is tuned.
//!
//! Writes: nothing

mod biquad;

fn main() {
    println!("Results");
    biquad::run();
}
