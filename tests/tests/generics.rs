//! Functions over a float of any type: what they give is, to the bit, what the same
//! function gives that is written with `f64`, or with `f32`; and that is the derivative.
#![allow(
    clippy::cast_possible_truncation,
    clippy::needless_range_loop,
    clippy::ptr_arg,
    clippy::cast_precision_loss,
    clippy::op_ref,
    clippy::map_unwrap_or,
    clippy::unnecessary_unwrap,
    clippy::needless_pass_by_value,
    clippy::many_single_char_names,
    clippy::trivially_copy_pass_by_ref,
    clippy::assign_op_pattern,
    clippy::manual_memcpy,
    clippy::question_mark,
    clippy::float_cmp,
    clippy::similar_names,
    reason = "written as people write it"
)]

#[path = "generics/against_plain.rs"]
mod against_plain;
#[path = "generics/aliases.rs"]
mod aliases;
#[path = "generics/anonymous.rs"]
mod anonymous;
#[path = "generics/data_by_traits.rs"]
mod data_by_traits;
#[path = "generics/operators_alone.rs"]
mod operators_alone;
#[path = "generics/structs.rs"]
mod structs;
#[path = "generics/traits_of_ones_own.rs"]
mod traits_of_ones_own;
