//! What lowering knows at a point of the function: the context that every file is
//! handed, the names in scope and what they hold, the kinds of values that are still
//! open, and what was concluded from names.

pub(crate) mod agreement;
pub(crate) mod alias;
pub(crate) mod arrays;
pub(crate) mod ascription;
pub(crate) mod capital;
pub(crate) mod claim;
pub(crate) mod cx;
pub(crate) mod elements;
pub(crate) mod emptied;
pub(crate) mod fields;
pub(crate) mod float_parameter;
pub(crate) mod functions;
pub(crate) mod hidden;
pub(crate) mod kinds;
pub(crate) mod mentions;
pub(crate) mod neighbours;
pub(crate) mod numeric;
pub(crate) mod other_names;
pub(crate) mod products;
pub(crate) mod scope;
pub(crate) mod settle;
pub(crate) mod typed;
pub(crate) mod unnamed;
pub(crate) mod used;
