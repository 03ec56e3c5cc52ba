//! Learning: a network of two layers.
//!
//! Writes: nothing
#![allow(clippy::all, clippy::pedantic, reason = "written as people write it")]

mod network;

fn main() {
    println!("Results");
    network::run();
}
