//! Types of other crates, each behind a feature of its crate's name
//! ([ADR 42](https://github.com/autodiff-rs/autodiff/blob/main/docs/adr/0042-a-foreign-type-has-its-companions-in-traits.md)).
//!
//! A module has three parts: what has leaves ([`Differentiable`]), what the operators do
//! ([`ops`]), and the companions of methods and constructors as methods of traits, by the
//! naming protocol. These traits are in [`methods`], which generated code imports.
//!
//! [`Differentiable`]: crate::differentiable::Differentiable
//! [`ops`]: crate::ops

pub mod array;
pub mod changes;
pub mod companions;
#[cfg(feature = "num-complex")]
pub mod complex;
#[cfg(feature = "nalgebra")]
pub mod dual;
#[cfg(any(feature = "glam", feature = "nalgebra", feature = "num-complex"))]
pub mod fixed;
#[cfg(feature = "glam")]
mod glam;
pub mod linear;
#[cfg(any(feature = "glam", feature = "nalgebra", feature = "ndarray", feature = "num-complex"))]
mod listed;
#[cfg(feature = "nalgebra")]
pub mod nalgebra;
#[cfg(feature = "ndarray")]
pub mod ndarray;
pub mod of_options;
#[cfg(feature = "alloc")]
pub mod queue;
mod reversed;
pub mod rule;
pub mod views;

/// What generated code names besides.
pub mod generated {
    #[cfg(feature = "nalgebra")]
    pub use super::nalgebra::literals::{DynamicLiteral, StaticLiteral};
    #[cfg(feature = "ndarray")]
    pub use super::ndarray::{
        joined::Joined,
        make::{Array1, Array2, Literal},
        views::{is_array, is_join, is_zip, lines},
    };
    pub use super::views::{Made, OfOther, OfView, extent};
    #[cfg(feature = "ndarray")]
    pub use ::ndarray::{Axis, Zip};
}

/// The macros of nalgebra, which companions claim to be nalgebra's. There is a module each, as
/// a companion imports all of it.
pub mod matrix_macros {
    macro_rules! modules {
        ($($name:ident)*) => {$(
            /// The macro of this name.
            pub mod $name {
                #[cfg(feature = "nalgebra")]
                pub use ::nalgebra::$name;
            }
        )*};
    }

    modules!(vector dvector matrix dmatrix point);
}

/// The macros of ndarray, which companions claim to be ndarray's, as those of nalgebra.
pub mod array_macros {
    macro_rules! modules {
        ($($name:ident)*) => {$(
            /// The macro of this name.
            pub mod $name {
                #[cfg(feature = "ndarray")]
                pub use ::ndarray::$name;
            }
        )*};
    }

    modules!(array azip concatenate s stack);
}

/// The functions of other crates that the macro knows by their paths, for companions to claim that they are meant.
pub mod crates {
    #[cfg(feature = "nalgebra")]
    pub use ::nalgebra::{clamp as clamp_to, distance, distance_squared};
    #[cfg(feature = "num-traits")]
    pub use ::num_traits::{abs, clamp};
}

/// The traits with the companions. A companion that calls one imports all of this module,
/// so nothing in it has a name.
pub mod methods {
    pub use super::array::Map as _;
    pub use super::changes::{
        Assign as _, ColumnAssign as _, ColumnCopyFrom as _, ColumnsCopyFrom as _, CopyFrom as _, DiagAssign as _,
        Fill as _, FixedColumnsCopyFrom as _, FixedRowsCopyFrom as _, FixedViewCopyFrom as _, IndexAxisAssign as _,
        RowAssign as _, RowCopyFrom as _, RowsCopyFrom as _, SetColumn as _, SetDiagonal as _, SetRow as _,
        SliceAssign as _, ViewAssign as _, ViewCopyFrom as _,
    };
    #[cfg(feature = "nalgebra")]
    pub use super::companions::{
        AbsOf as _, AddScalar as _, Adjoint as _, Amax as _, Amin as _, CloneOwned as _, ColumnMean as _,
        ColumnSum as _, CrossMatrix as _, Diagonal as _, Factor as _, Imag as _, IntoInner as _, IntoOwned as _,
        Kronecker as _, LnDeterminant as _, LowerTriangle as _, Lu as _, Magnitude as _, MagnitudeSquared as _,
        Max as _, Mean as _, MetricDistance as _, Min as _, Push as _, Q as _, Qr as _, R as _, RowMean as _,
        RowSum as _, Solve as _, ToRotationMatrix as _, TrMul as _, TransformPoint as _, Unpack as _, Unscale as _,
        UpperTriangle as _, Variance as _, Xy as _, Xyz as _,
    };
    pub use super::companions::{
        ComponentDiv as _, ComponentMul as _, Cross as _, Determinant as _, Dot as _, Inverse as _, Norm as _,
        NormSquared as _, Normalize as _, Scale as _, Sum as _, Trace as _, TransformVector as _, Transpose as _,
    };
    #[cfg(feature = "num-complex")]
    pub use super::complex::powers::{Powi as _, Powu as _};
    #[cfg(any(feature = "glam", feature = "nalgebra", feature = "num-complex"))]
    pub use super::fixed::methods::unnamed::*;
    pub use super::linear::{
        AxisIter as _, Column as _, ColumnIter as _, Columns as _, Diag as _, IndexAxis as _, InsertAxis as _,
        MatrixOf as _, OuterIter as _, QuaternionOf as _, Row as _, RowIter as _, Rows as _, Slice as _, SumAxis as _,
        T as _, VectorOf as _, View as _,
    };
    #[cfg(feature = "nalgebra")]
    pub use super::nalgebra::methods::*;
    #[cfg(feature = "ndarray")]
    pub use super::ndarray::{
        dot::Dot as _,
        elementwise::{Map as _, Mapv as _},
        lines::{StdAxis as _, VarAxis as _},
        make::{FromElem as _, FromShapeVec as _, FromVec as _},
        maths::{
            Abs as _, Atan as _, Cos as _, Cosh as _, Exp as _, ExpM1 as _, Ln as _, Ln1p as _, Pow2 as _, Powi as _,
            Recip as _, Sin as _, Sinh as _, Sqrt as _, Tan as _, Tanh as _,
        },
        methods::{Mean as _, ToVec as _},
        powers::Powf as _,
        shapes::{Broadcast as _, IntoShape as _, IntoShapeWithOrder as _, Select as _},
        statistics::{ScaledAdd as _, Std as _, Var as _},
    };
    #[cfg(feature = "ndarray")]
    pub use super::of_options::MeanAxis as _;
    #[cfg(feature = "nalgebra")]
    pub use super::of_options::{
        CholeskyOf as _, SolveLowerTriangular as _, SolveUpperTriangular as _, TryInverse as _, TryNormalize as _,
        TrySolve as _,
    };
    #[cfg(feature = "alloc")]
    pub use super::queue::{Clear as _, PopBack as _, PopFront as _, PushBack as _, PushFront as _};
    pub use super::reversed::Reverse as _;
    #[cfg(feature = "alloc")]
    pub use crate::boxed::Boxed as _;
    pub use crate::ops::Converted as _;
}
