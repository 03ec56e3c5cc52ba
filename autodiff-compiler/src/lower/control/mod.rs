//! Where control parts and meets again: branches, exits, loops, and what they carry.

pub(crate) mod branch;
pub(crate) mod carry;
pub(crate) mod checkpoint;
pub(crate) mod closure_returns;
pub(crate) mod early_result;
pub(crate) mod exit;
pub(crate) mod join;
pub(crate) mod leave;
pub(crate) mod loops;
pub(crate) mod range;
pub(crate) mod shared;
pub(crate) mod short_circuit;
pub(crate) mod tail;
pub(crate) mod trip_count;
pub(crate) mod while_loop;
