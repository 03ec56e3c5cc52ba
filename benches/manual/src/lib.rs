//! The gradients of `GradBench`'s problems, and of a perceptron: by the companions
//! of `#[grad]`, [by hand](by_hand), and by [other crates](peers).
//!
//! `cargo run --release -p autodiff-manual` measures them side by side; its tests
//! hold them to each other.

pub mod by_hand;
pub mod cases;
pub mod micro;
pub mod peers;
pub mod perceptron;
pub mod table;
