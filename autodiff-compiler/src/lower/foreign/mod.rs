//! Code that is passed through as it stands: what reads no active value, macros, and
//! collections of constants.

pub(crate) mod code;
pub(crate) mod kept;
pub(crate) mod macros;
pub(crate) mod method;
pub(crate) mod purity;
pub(crate) mod temporaries;
