//! Sparse Jacobians and Hessians: what depends on what, and a matrix out of few sweeps.
//!
//! A *pattern* says which cells of a matrix may be other than zero. Columns that no row has both of
//! share a direction: of their sum each cell is read off by itself (Curtis, Powell and Reid 1974).
//! Which of them do is a *coloring*. So the Jacobian of a banded system of any size costs as many
//! directions as its band is wide.
//!
//! ```text
//! f_pattern(x)                      Marks<N> in the place of tangents     Probing
//! ColumnColoring::new(&pattern)     columns of one color share no row
//! f_sparse_jacobian(x, &coloring)   a lane for each color, and one more   Sweeps
//!                                   that proves what was read off
//! ```

mod marked;
mod marks;

pub use marked::{Gathered, Marked, Remade, added_to, changed, each_marks, unmarked};
pub use marks::Marks;

#[cfg(feature = "alloc")]
mod coloring;
#[cfg(feature = "alloc")]
mod matrix;
#[cfg(feature = "alloc")]
mod order;
#[cfg(feature = "alloc")]
mod pattern;
#[cfg(feature = "alloc")]
mod probing;
#[cfg(feature = "alloc")]
mod sweeps;

#[cfg(feature = "alloc")]
pub use coloring::{ColumnColoring, StarColoring};
#[cfg(feature = "alloc")]
pub use matrix::{Csr, PatternMismatch};
#[cfg(feature = "alloc")]
pub use pattern::Pattern;
#[cfg(feature = "alloc")]
pub use probing::Probing;
#[cfg(feature = "alloc")]
pub use sweeps::Sweeps;
