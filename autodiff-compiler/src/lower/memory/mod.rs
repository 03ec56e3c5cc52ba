//! Places and what is done to them: reading, writing, making, copying, growing, moving.
//! `std_names` says which function lowers a method.

pub(crate) mod asserts;
pub(crate) mod boxed;
pub(crate) mod data;
mod entry;
pub(crate) mod exchanged;
pub(crate) mod from_fn;
pub(crate) mod implicit_copy;
pub(crate) mod leaving;
pub(crate) mod length;
pub(crate) mod new;
pub(crate) mod place;
pub(crate) mod resize;
pub(crate) mod shift;
pub(crate) mod slice_method;
pub(crate) mod sort;
pub(crate) mod unit;
pub(crate) mod walk;
