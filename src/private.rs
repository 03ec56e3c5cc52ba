//! What generated code names.

#[cfg(feature = "alloc")]
pub use alloc::{vec, vec::Vec};
pub use autodiff_core::asked::{Asked, OfCells, OfShared};
#[cfg(feature = "alloc")]
pub use autodiff_core::boxed::{Held, HeldMut, InBox, InItself};
pub use autodiff_core::callee;
pub use autodiff_core::callee::constants::{spare, spare_mut, spare_ref};
pub use autodiff_core::checkpoint::segment_length;
pub use autodiff_core::claim::{
    Indexed, IndexedMut, Nth, default_like, discrete, elements as has_elements, entry, entry_mut, float, handed_on,
    is_once, lends_itself, like, operator, same, some_index,
};
pub use autodiff_core::clones::{Clones, OfAnything, OfLeaves, assert_cloned_as_it_is};
#[cfg(not(feature = "alloc"))]
pub use autodiff_core::collection::OfRow as OfRowMade;
pub use autodiff_core::collection::{Behind, Item, OfAny, OfNumber, OfRead, OfReference, OfRow, RunThrough, elements};
#[cfg(feature = "alloc")]
pub use autodiff_core::collection::{OfRowMade, collected};
pub use autodiff_core::constant::{self, Constant, Kept, Shadow, Zeroed, part};
pub use autodiff_core::conversion::{converted, converted_where_it_is};
pub use autodiff_core::differentiable::{Mismatch, different_variants, no_variant};
#[cfg(feature = "nalgebra")]
pub use autodiff_core::foreign::dual::Field;
#[cfg(feature = "nalgebra")]
pub use autodiff_core::foreign::nalgebra::convert;
pub use autodiff_core::foreign::{crates, generated::*, methods};
#[cfg(not(feature = "nalgebra"))]
pub use autodiff_core::generic::Scalar as Field;
pub use autodiff_core::generic::{
    Scalar, bounded, literal, numeric, of_field, of_one, of_primitives, of_signed, of_zero, scalar, to_primitive,
};
pub use autodiff_core::given::{Named, companion, given, nothing};
pub use autodiff_core::graph::{Cluster, Edge, Node, Role};
pub use autodiff_core::implicit;
pub use autodiff_core::lanes::{Lanes, changed_lanes, copied_lanes, each_lane, lane_of};
pub use autodiff_core::memory::{
    accumulate, accumulate_alike, accumulate_value, number, of_number, reset_like, same_extents, same_extents_result,
    same_extents_value, same_length, same_rows, scale, scale_value, set_zero, set_zero_value, zeros_like,
};
pub use autodiff_core::one_float::OneFloat;
#[cfg(feature = "alloc")]
pub use autodiff_core::order::{sorted_by, sorted_by_key};
pub use autodiff_core::placeholder::{Holder, error, into_error, into_option, is_there, parted, parted_options};
pub use autodiff_core::placeholder::{NothingOf, OfNoOutcome, OfOtherThanQueue, OfOutcome, OfQueue, Outcome};
pub use autodiff_core::placeholder::{no_adjoint, placeholder, placeholder_value, there, there_again, there_mut};
pub use autodiff_core::product::{by_partial, by_partial_f32, by_partial_f32_jvp, by_partial_jvp};
pub use autodiff_core::product::{if_used, if_used_f32, zero_wins, zero_wins_f32};
pub use autodiff_core::rows::{
    Listed, Rows, assert_cells, block, leaves_of, mirror, row, set_leaf, units, write_column, write_columns, write_row,
    write_rows, zero_like,
};
pub use autodiff_core::series::{Series, rules as series};
#[cfg(feature = "alloc")]
pub use autodiff_core::sparse::Probing;
pub use autodiff_core::sparse::{Marks, added_to, changed, each_marks, unmarked};
pub use autodiff_core::stretch::{cells, stretch, stretch_mut};
#[cfg(feature = "std")]
pub use autodiff_core::trace::TraceValue;
pub use autodiff_core::unit::{InOther, InUnit, UnitOr};
#[cfg(feature = "alloc")]
pub use autodiff_core::unwritten::unwrite;
pub use autodiff_core::unwritten::unwritten;
pub use autodiff_core::{
    after, along, along_after, along_reverse, augmented, augmented_method, brought, copied_for, field, function,
    given_seed, lent, marked, only_reads, ops, receiver, recording, reverse, reverse_method, taken,
};
pub use autodiff_macros::companions;
pub use core::convert::{From, Infallible};
pub use core::matches;
pub use core::mem::swap;
pub use core::option::Option::{None, Some};
pub use core::result::Result::{Err, Ok};
pub use core::{clone::Clone, cmp::Ord, default::Default, iter::Iterator};

/// What an evaluation of a sparse matrix gives.
#[cfg(feature = "alloc")]
pub type SparseMatrix = Result<autodiff_core::sparse::Csr, autodiff_core::sparse::PatternMismatch>;

/// The macros of std that are known by their names. A companion imports all of a
/// module: a macro of the user's by such a name is then ambiguous.
pub mod macros {
    /// Those by whose names there is no module.
    pub mod plain {
        pub use core::{
            assert_eq, assert_ne, cfg, column, concat, debug_assert, debug_assert_eq, debug_assert_ne, file, line,
            matches, module_path, option_env, stringify, todo, unimplemented, unreachable,
        };
        #[cfg(feature = "std")]
        pub use std::{dbg, eprint, eprintln, print, println};
    }

    /// Modules have these names too, and come along.
    pub mod assert {
        pub use core::assert;
    }

    /// See [`assert`].
    pub mod env {
        pub use core::env;
    }

    pub use autodiff_core::foreign::array_macros::{array, azip, concatenate, s, stack};
    pub use autodiff_core::foreign::matrix_macros::{dmatrix, dvector, matrix, point, vector};
    /// See [`assert`].
    pub mod vec {
        #[cfg(feature = "alloc")]
        pub use alloc::vec;
    }
}

/// The value of a macro that is not looked into: a `return` inside of it
/// does not have this type.
pub struct Whole<T>(pub T);

/// What a companion gives whose function did not compile.
#[derive(Clone, Copy, Debug)]
pub struct Unavailable(());

/// The body of a companion whose function did not compile.
pub fn unavailable() -> ! {
    unreachable!("its function did not compile")
}
