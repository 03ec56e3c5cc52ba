//! Functions that `macro_rules!` makes: a fragment stays together.

#![deny(warnings)]

use approx::assert_relative_eq;
use autodiff::grad;

macro_rules! both {
    ($plain:ident, $function:ident, $e:expr, $i:expr, $ty:ty, $pat:pat, $literal:literal, $block:block) => {
        fn $plain(x: $ty) -> f64 {
            let mut s = x[0] * $e + x[2 * $i];
            for k in $i - 1..$i + 2 {
                match k {
                    $pat => s *= x[0] - $literal,
                    _ => s -= $e,
                }
            }
            s + $block * x[1]
        }

        #[grad(hvp)]
        fn $function(x: $ty) -> f64 {
            let mut s = x[0] * $e + x[2 * $i];
            for k in $i - 1..$i + 2 {
                match k {
                    $pat => s *= x[0] - $literal,
                    _ => s -= $e,
                }
            }
            s + $block * x[1]
        }
    };
}

const TWO: i32 = 2;

both!(sum_plain, sum, 2.0 + 1.0, 3 - 2, &[f64], 0 | 1, 2.5, { 3.0 });
both!(choice_plain, choice, if 1 + 1 == TWO { 2.0 } else { 3.0 }, 2 - 1, &[f64], 1..=2, 0.5, { 3.0 + 1.0 });

fn check(plain: fn(&[f64]) -> f64, function: fn(&[f64]) -> f64, gradient: fn(&[f64]) -> (f64, Vec<f64>)) {
    let x = [1.5, 0.7, -0.4];
    let (value, x_bar) = gradient(&x);
    assert_eq!(plain(&x), function(&x));
    assert_eq!(plain(&x), value);
    for (i, slope) in x_bar.iter().enumerate() {
        let at = |h: f64| plain(&std::array::from_fn::<_, 3, _>(|k| if k == i { x[k] + h } else { x[k] }));
        assert_relative_eq!(*slope, (at(1e-5) - at(-1e-5)) / 2e-5, max_relative = 1e-6, epsilon = 1e-8);
    }
}

#[test]
fn an_expression_binds_its_operators() {
    check(sum_plain, sum, sum_value_and_grad);
    check(choice_plain, choice, choice_value_and_grad);
}
