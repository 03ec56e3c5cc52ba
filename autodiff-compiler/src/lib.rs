//! The compiler behind `#[grad]`: from the tokens of a function to those of its
//! companions.
//!
//! It runs wherever there are tokens, in a procedural macro as in a test, a fuzzer
//! or a command. `expand` is the pipeline, on one screen; `ARCHITECTURE.md` has the
//! map.

mod again;
mod analysis;
mod blocks;
mod check;
mod closures;
mod config;
mod derivatives;
mod differentiable;
mod emit;
mod errors;
mod expand;
mod function;
mod graph;
pub mod inspect;
mod ir;
mod lower;
mod protocol;
mod rule;
mod rulebook;
mod std_names;
#[cfg(test)]
mod tests;
mod transform;
mod views;

pub use check::check;
pub use differentiable::differentiable;
pub use expand::{Surroundings, companions, grad};
pub use function::function;
pub use rule::rule;
