//! The crate `num-dual`: every number carries its derivatives along.

use super::Number;
use nalgebra::SVector;
use num_dual::{DualNum, DualSVec64};

impl<const N: usize> Number for DualSVec64<N> {
    fn value(self) -> f64 {
        self.re
    }
    fn recip(self) -> Self {
        DualNum::recip(&self)
    }
    fn exp(self) -> Self {
        DualNum::exp(&self)
    }
    fn ln(self) -> Self {
        DualNum::ln(&self)
    }
    fn tanh(self) -> Self {
        DualNum::tanh(&self)
    }
    fn sqrt(self) -> Self {
        DualNum::sqrt(&self)
    }
    fn sin_cos(self) -> (Self, Self) {
        DualNum::sin_cos(&self)
    }
}

/// The gradient along `N` numbers.
pub fn gradient<const N: usize>(x: &[f64; N], function: impl Fn(&[DualSVec64<N>]) -> DualSVec64<N>) -> Vec<f64> {
    let (_, gradient) = num_dual::gradient(|x: SVector<_, N>| function(x.as_slice()), &SVector::from(*x));
    gradient.as_slice().to_vec()
}

/// The two rows of the Jacobian of a pair.
pub fn rows<const N: usize>(
    x: &[f64; N],
    function: impl Fn(&[DualSVec64<N>; N]) -> [DualSVec64<N>; 2],
) -> [[f64; N]; 2] {
    let pair = |x: SVector<DualSVec64<N>, N>| SVector::<_, 2>::from(function(&x.into()));
    let (_, matrix) = num_dual::jacobian(pair, &SVector::from(*x));
    [0, 1].map(|i| std::array::from_fn(|j| matrix[(i, j)]))
}
