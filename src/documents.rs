//! The examples of the documents are run.

#[doc = include_str!("../README.md")]
mod readme {}
#[doc = include_str!("../guide/conventions.md")]
mod conventions {}
#[cfg(all(feature = "nalgebra", feature = "ndarray", feature = "glam", feature = "num-complex"))]
#[doc = include_str!("../guide/foreign.md")]
mod foreign {}
#[doc = include_str!("../guide/data.md")]
mod data {}
#[doc = include_str!("../guide/functions.md")]
mod functions {}
#[doc = include_str!("../guide/limits.md")]
mod limits {}
#[doc = include_str!("../guide/matrices.md")]
mod matrices {}
#[doc = include_str!("../guide/memory.md")]
mod memory {}
#[doc = include_str!("../guide/methods.md")]
mod methods {}
#[doc = include_str!("../guide/protocol.md")]
mod protocol {}
#[doc = include_str!("../guide/types.md")]
mod types {}
