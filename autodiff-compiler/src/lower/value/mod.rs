//! The dispatch: expressions and statements that make or name values, patterns,
//! assignments, closures.

mod array_constant;
pub(crate) mod array_pattern;
pub(crate) mod assign;
pub(crate) mod bindings;
pub(crate) mod block;
pub(crate) mod callable;
mod chain;
pub(crate) mod choice;
pub(crate) mod closure;
pub(crate) mod condition;
mod constant_pattern;
pub(crate) mod data_pattern;
pub(crate) mod expr;
pub(crate) mod late;
pub(crate) mod literal;
mod local;
pub(crate) mod nested;
pub(crate) mod operator;
pub(crate) mod pattern;
mod thrown_away;
pub(crate) mod told;
