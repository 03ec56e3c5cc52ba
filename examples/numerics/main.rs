//! Numerics: a function over any float, and expressions that are data.
//!
//! Writes: nothing
#![allow(clippy::all, clippy::pedantic, reason = "written as people write it")]

mod cost;
mod expression;
mod quadrature;
mod rosenbrock;

fn main() {
    println!("Results");
    cost::run();
    rosenbrock::run();
    expression::run();
    quadrature::run();
}
