//! Statistics: an incomplete gamma function by its series, and likelihoods of distributions.
//!
//! Writes: nothing

mod distribution;
mod gamma;

fn main() {
    println!("Results");
    gamma::run();
    distribution::run();
}
