//! `#[grad]` on methods and on whole `impl`s, called in every way that methods are called.
#![allow(missing_docs, dead_code, reason = "types for the tests")]
#![allow(
    clippy::needless_arbitrary_self_type,
    clippy::unused_self,
    clippy::elidable_lifetime_names,
    clippy::many_single_char_names,
    clippy::needless_range_loop,
    clippy::cast_precision_loss,
    clippy::trivially_copy_pass_by_ref,
    clippy::large_types_passed_by_value,
    reason = "written as people write it"
)]

#[path = "methods/checkpoints.rs"]
mod checkpoints;
#[path = "methods/generic.rs"]
mod generic;
#[path = "methods/getters.rs"]
mod getters;
#[path = "methods/inactive.rs"]
mod inactive;
#[path = "methods/kept_out.rs"]
mod kept_out;
#[path = "methods/own_names.rs"]
mod own_names;
#[path = "methods/parts.rs"]
mod parts;
#[path = "methods/receivers.rs"]
mod receivers;
#[path = "methods/taken.rs"]
mod taken;
