//! Functions as people have them: conversions, methods with the names of std's, structs of literals, items of
//! constant collections, parameters that are data, `Option`s in the middle of things. Each is held in every mode
//! against differences by `check!`.
#![allow(clippy::all, clippy::pedantic, dead_code, unreachable_pub, reason = "written as people write it")]

#[path = "as_they_stand/conversions.rs"]
mod conversions;
#[path = "as_they_stand/items.rs"]
mod items;
#[path = "as_they_stand/literals.rs"]
mod literals;
#[path = "as_they_stand/names.rs"]
mod names;
#[path = "as_they_stand/options.rs"]
mod options;
#[path = "as_they_stand/parameters.rs"]
mod parameters;
