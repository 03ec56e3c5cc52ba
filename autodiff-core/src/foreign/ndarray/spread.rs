//! An operand as large as the result, and its cotangent as small as the operand.

use crate::generic::Scalar;
use ndarray::{Array, Array1, Array2, Axis, Ix1, Ix2};

/// A side of an operator, whose result has `D` dimensions.
pub trait Side<T, D> {
    /// It, spread over the result.
    fn spread(&self, over: D) -> Array<T, D>;

    /// The sum of what its copies have.
    #[must_use]
    fn fold(&self, bar: Array<T, D>) -> Self;
}

impl<T: Scalar, D: ndarray::Dimension> Side<T, D> for T {
    fn spread(&self, over: D) -> Array<T, D> {
        Array::from_elem(over, *self)
    }

    fn fold(&self, bar: Array<T, D>) -> T {
        bar.iter().copied().sum()
    }
}

impl<T: Scalar> Side<T, Ix1> for Array1<T> {
    fn spread(&self, over: Ix1) -> Array1<T> {
        self.broadcast(over).expect(BROADCAST).to_owned()
    }

    fn fold(&self, bar: Array1<T>) -> Array1<T> {
        if self.len() == bar.len() { bar } else { Array1::from_elem(1, bar.iter().copied().sum()) }
    }
}

impl<T: Scalar> Side<T, Ix2> for Array1<T> {
    fn spread(&self, over: Ix2) -> Array2<T> {
        self.broadcast(over).expect(BROADCAST).to_owned()
    }

    fn fold(&self, bar: Array2<T>) -> Array1<T> {
        self.fold(summed(&bar, 0))
    }
}

impl<T: Scalar> Side<T, Ix2> for Array2<T> {
    fn spread(&self, over: Ix2) -> Array2<T> {
        self.broadcast(over).expect(BROADCAST).to_owned()
    }

    fn fold(&self, mut bar: Array2<T>) -> Array2<T> {
        for axis in 0..2 {
            if self.shape()[axis] != bar.shape()[axis] {
                bar = summed(&bar, axis).insert_axis(Axis(axis));
            }
        }
        bar
    }
}

/// The sums along an axis.
fn summed<T: Scalar>(of: &Array2<T>, axis: usize) -> Array1<T> {
    of.map_axis(Axis(axis), |lane| lane.iter().copied().sum())
}

/// The value of the operator has been computed before.
const BROADCAST: &str = "a side of an operator is spread over its result";
