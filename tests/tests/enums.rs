//! Enums, `Option` and `Result`: matched on, made, chosen, handed through `?`.

mod data;

#[path = "enums/options.rs"]
mod options;
#[path = "enums/results.rs"]
mod results;
#[path = "enums/variants.rs"]
mod variants;
