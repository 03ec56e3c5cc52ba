//! Statistics: an incomplete gamma function by its series, and likelihoods of distributions.
//!
//! Writes: nothing
#![allow(clippy::all, clippy::pedantic, reason = "written as people write it")]

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
