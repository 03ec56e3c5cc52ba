//! Functions as real crates have them: builders, layers, tables, generic geometry, instruments.
#![allow(missing_docs, dead_code, reason = "types for the tests")]
#![allow(
    clippy::many_single_char_names,
    clippy::needless_range_loop,
    clippy::return_self_not_must_use,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::should_implement_trait,
    clippy::unnecessary_lazy_evaluations,
    clippy::cast_lossless,
    clippy::needless_return,
    clippy::manual_map,
    clippy::needless_borrows_for_generic_args,
    clippy::match_bool,
    clippy::trivially_copy_pass_by_ref,
    reason = "written as people write it"
)]

#[path = "written_by_others/asked.rs"]
mod asked;
#[path = "written_by_others/builders.rs"]
mod builders;
#[path = "written_by_others/consumed.rs"]
mod consumed;
#[path = "written_by_others/copied.rs"]
mod copied;
#[path = "written_by_others/errors.rs"]
mod errors;
#[path = "written_by_others/fields.rs"]
mod fields;
#[path = "written_by_others/geometry.rs"]
mod geometry;
#[path = "written_by_others/handed.rs"]
mod handed;
#[path = "written_by_others/outcomes.rs"]
mod outcomes;
#[path = "written_by_others/payoffs.rs"]
mod payoffs;
#[path = "written_by_others/questions.rs"]
mod questions;
#[path = "written_by_others/rays.rs"]
mod rays;
#[path = "written_by_others/shapes.rs"]
mod shapes;
#[path = "written_by_others/singles.rs"]
mod singles;
#[path = "written_by_others/states.rs"]
mod states;
