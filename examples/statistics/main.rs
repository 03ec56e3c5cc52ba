//! Statistics: an incomplete gamma function by its series, and likelihoods of distributions.
//!
//! Writes: nothing

mod distribution;
mod gamma;
mod kalman;
mod logistic;

fn main() {
    println!("Results");
    kalman::run();
    logistic::run();
    gamma::run();
    distribution::run();
}
