//! Enums, `Option` and `Result`: matched on, made, chosen, handed through `?`.
#![allow(
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

#[path = "enums/options.rs"]
mod options;
#[path = "enums/results.rs"]
mod results;
#[path = "enums/variants.rs"]
mod variants;
