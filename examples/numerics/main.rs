//! Numerics: a function over any float, and expressions that are data.
//!
//! Writes: nothing

mod expression;
mod rosenbrock;

fn main() {
    println!("Results");
    rosenbrock::run();
    expression::run();
}
