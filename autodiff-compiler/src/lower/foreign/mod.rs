//! Code that is passed through as it stands: what reads no active value, and macros.

pub(crate) mod asserted;
pub(crate) mod code;
mod compared;
pub(crate) mod elements;
pub(crate) mod kept;
pub(crate) mod macros;
pub(crate) mod method;
pub(crate) mod purity;
pub(crate) mod temporaries;
