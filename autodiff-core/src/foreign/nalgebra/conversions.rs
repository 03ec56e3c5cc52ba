//! `From` between vectors, points, translations and arrays: `Vector3::from([x, y, z])`,
//! `let p: Point3<f64> = v.into();`. All of them are linear.

use crate::foreign::dual::Field;
use crate::ops::linear_conversions;
use alloc::vec::Vec;
use nalgebra::{DVector, Matrix, Point, RowDVector, RowSVector, SVector, Translation};

linear_conversions! {
    [T: Field, const D: usize] [T; D] => SVector<T, D>: |of| of.into(), |bar| bar.into();
    [T: Field, const D: usize] SVector<T, D> => [T; D]: |of| of.into(), |bar| bar.into();
    [T: Field, const D: usize] SVector<T, D> => Point<T, D>: |coords| Point { coords }, |bar| bar.coords;
    [T: Field, const D: usize] [T; D] => Point<T, D>: |of| of.into(), |bar| bar.coords.into();
    [T: Field, const D: usize] Point<T, D> => [T; D]: |of| of.coords.into(), |bar| bar.into();
    [T: Field, const D: usize] SVector<T, D> => Translation<T, D>: |vector| Translation { vector }, |bar| bar.vector;
    [T: Field, const D: usize] [T; D] => Translation<T, D>: |of| of.into(), |bar| bar.vector.into();
    [T: Field, const D: usize] Translation<T, D> => [T; D]: |of| of.vector.into(), |bar| bar.into();
    [T: Field, const D: usize] Point<T, D> => Translation<T, D>: |of| Translation { vector: of.coords },
        |bar| Point { coords: bar.vector };
    [T: Field] Vec<T> => DVector<T>: |of| DVector::from_vec(of), |bar| bar.as_slice().to_vec();
    [T: Field] Vec<T> => RowDVector<T>: |of| RowDVector::from_vec(of), |bar| bar.as_slice().to_vec();
}

macro_rules! rows {
    ($($d:literal)*) => {linear_conversions! {$(
        [T: Field] [T; $d] => RowSVector<T, $d>: |of| Matrix::from(of), |bar| bar.into();
        [T: Field] RowSVector<T, $d> => [T; $d]: |of| of.into(), |bar| bar.into();
    )*}};
}

rows!(2 3 4 5 6);
