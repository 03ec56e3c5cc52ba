//! Finance: an option with its sensitivities, and a yield curve that is fitted.
//!
//! Writes: nothing

mod curve;
mod option;

fn main() {
    println!("Results");
    option::run();
    curve::run();
}
