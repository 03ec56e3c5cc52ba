//! Calls of functions and methods: through companions, by rules, or of std.

pub(crate) mod argument;
pub(crate) mod chosen;
mod conversion;
mod convert;
mod elementwise;
pub(crate) mod exchange;
pub(crate) mod foreign_array;
pub(crate) mod foreign_matrix;
pub(crate) mod function;
pub(crate) mod function_value;
pub(crate) mod handed_on;
pub(crate) mod integers;
mod item;
mod kept;
pub(crate) mod method;
pub(crate) mod method_of_data;
mod new_vector;
pub(crate) mod numbered;
mod once;
pub(crate) mod parameter;
mod receiver;
pub(crate) mod sibling;
mod through_view;
pub(crate) mod tuple_result;
pub(crate) mod view;
pub(crate) mod zip;
