//! Functions over a float of any type: what they give is, to the bit, what the same
//! function gives that is written with `f64`, or with `f32`; and that is the derivative.

#[path = "generics/against_plain.rs"]
mod against_plain;
#[path = "generics/aliases.rs"]
mod aliases;
#[path = "generics/structs.rs"]
mod structs;
