//! Products of vectors and matrices.
//!
//! `C = A B` has `A_bar = C_bar Bᵀ` and `B_bar = Aᵀ C_bar` (Giles 2008, 2.2.2); a vector is a
//! column, or a row on the left. Each cotangent is a product again, so its tangent is by the
//! rule of the product.

use crate::foreign::rule::{Binary, Dot};
use ndarray::{Array1, Array2, Axis};

macro_rules! products {
    ($($float:ident)*) => {$(
        products!(@of $float Array1<$float>, Array1<$float> => $float
            |a, b, y_bar| (b * *y_bar, a * *y_bar));
        products!(@of $float Array2<$float>, Array1<$float> => Array1<$float>
            |a, b, y_bar| (outer(y_bar, b), a.t().dot(y_bar)));
        products!(@of $float Array1<$float>, Array2<$float> => Array1<$float>
            |a, b, y_bar| (b.dot(y_bar), outer(a, y_bar)));
        products!(@of $float Array2<$float>, Array2<$float> => Array2<$float>
            |a, b, y_bar| (y_bar.dot(&b.t()), a.t().dot(y_bar)));
    )*};
    (@of $float:ident $left:ty, $right:ty => $output:ty |$a:ident, $b:ident, $y_bar:ident| $bars:expr) => {
        impl Binary<$left, $right> for Dot {
            type Output = $output;

            fn jvp(a: &$left, b: &$right, a_dot: &$left, b_dot: &$right) -> ($output, $output) {
                (a.dot(b), a_dot.dot(b) + a.dot(b_dot))
            }

            fn vjp($a: &$left, $b: &$right, y_bar: $output) -> ($output, ($left, $right)) {
                let $y_bar = &y_bar;
                ($a.dot($b), $bars)
            }

            fn vjp_jvp(
                a: &$left,
                b: &$right,
                y_bar: $output,
                a_dot: &$left,
                b_dot: &$right,
                y_bar_dot: $output,
            ) -> (($output, ($left, $right)), ($output, ($left, $right))) {
                let bars = |$a: &$left, $b: &$right, $y_bar: &$output| $bars;
                let (a_bar, b_bar) = bars(a, b, &y_bar);
                let ((a_one, b_one), (a_two, b_two)) = (bars(a, b, &y_bar_dot), bars(a_dot, b_dot, &y_bar));
                let (y, y_dot) = Self::jvp(a, b, a_dot, b_dot);
                ((y, (a_bar, b_bar)), (y_dot, (a_one + a_two, b_one + b_two)))
            }
        }
    };
}

products!(f64 f32);

/// `a bᵀ`
fn outer<T: Copy + core::ops::Mul<Output = T>>(a: &Array1<T>, b: &Array1<T>) -> Array2<T> {
    let mut all = Array2::from_shape_fn((a.len(), b.len()), |(i, _)| a[i]);
    for mut row in all.axis_iter_mut(Axis(0)) {
        row.zip_mut_with(b, |a, b| *a = *a * *b);
    }
    all
}
