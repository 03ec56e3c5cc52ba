//! What the generated code and the macro share: the derivative rules, the
//! computational graph and the trace.
//!
//! `no_std`, and without dependencies unless a feature asks for one.
#![no_std]
#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

pub mod asked;
#[cfg(feature = "alloc")]
pub mod boxed;
pub mod callee;
#[cfg(feature = "alloc")]
pub mod check;
pub mod checkpoint;
pub mod claim;
pub mod clones;
pub mod collection;
pub mod constant;
pub mod conversion;
pub mod differentiable;
pub mod foreign;
pub mod function;
pub mod generic;
pub mod given;
pub mod graph;
pub mod implicit;
pub mod lanes;
pub mod lent;
pub mod memory;
pub mod one_float;
pub mod ops;
#[cfg(feature = "alloc")]
pub mod order;
pub mod placeholder;
pub mod product;
pub mod receiver;
pub mod rows;
pub mod rule;
pub mod rules;
#[cfg(any(feature = "std", feature = "libm"))]
pub mod scalar;
pub mod series;
pub mod sparse;
pub mod stop;
pub mod stretch;
pub mod taken;
#[cfg(feature = "alloc")]
pub mod trace;
pub mod unit;
pub mod unwritten;
