//! `#[grad]` on the `impl`s of traits, of anyone and of one's own, and on traits.
#![allow(
    clippy::cast_lossless,
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
#![allow(missing_docs, dead_code, reason = "types for the tests")]
#![allow(clippy::needless_range_loop, reason = "as people write")]

#[path = "traits/foreign.rs"]
mod foreign;
#[path = "traits/members.rs"]
mod members;
#[path = "traits/objects.rs"]
mod objects;
#[path = "traits/slices.rs"]
mod slices;
