//! Learning: a network of two layers.
//!
//! Writes: nothing

mod network;

fn main() {
    println!("Results");
    network::run();
}
