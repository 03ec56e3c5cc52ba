//! Types of other crates whose rows stand in a vector: a Jacobian has no matrix of matrices.

use crate::rows::Listed;

#[cfg(feature = "nalgebra")]
mod of_nalgebra {
    use super::Listed;
    use nalgebra::{DefaultAllocator, DimName, allocator::Allocator};
    use nalgebra::{Isometry, Matrix, OPoint, Quaternion, Rotation, Scalar, Translation, Unit};

    impl<T, R, C, S> Listed for Matrix<T, R, C, S> {}
    impl<T: Scalar, D: DimName> Listed for OPoint<T, D> where DefaultAllocator: Allocator<D> {}
    impl<T> Listed for Quaternion<T> {}
    impl<V> Listed for Unit<V> {}
    impl<T, const D: usize> Listed for Rotation<T, D> {}
    impl<T, const D: usize> Listed for Translation<T, D> {}
    impl<T, R, const D: usize> Listed for Isometry<T, R, D> {}
}

#[cfg(feature = "ndarray")]
impl<T, D> Listed for ::ndarray::Array<T, D> {}

#[cfg(feature = "num-complex")]
impl<T> Listed for num_complex::Complex<T> {}

#[cfg(feature = "glam")]
macro_rules! of_glam {
    ($($ty:ident)*) => {
        $(impl Listed for ::glam::$ty {})*
    };
}

#[cfg(feature = "glam")]
of_glam!(Vec2 Vec3 Vec3A Vec4 Quat DVec2 DVec3 DVec4 DQuat Mat2 Mat3 Mat4 DMat2 DMat3 DMat4);
