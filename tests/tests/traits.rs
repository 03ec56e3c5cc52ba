//! `#[grad]` on the `impl`s of traits, of anyone and of one's own, and on traits.

#![allow(missing_docs, dead_code, reason = "types for the tests")]
#![allow(clippy::needless_range_loop, reason = "as people write")]

#[path = "traits/foreign.rs"]
mod foreign;
#[path = "traits/members.rs"]
mod members;
#[path = "traits/objects.rs"]
mod objects;
