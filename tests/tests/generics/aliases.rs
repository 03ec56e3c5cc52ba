//! A float under another name is one, where its use tells; else it is data, and the derivative
//! is the same.

use autodiff::grad;

type Length = f64;
type Area = f64;
type Time = f64;
type Real = f32;

#[grad(hvp)]
fn by_name(x: Real) -> Real {
    x * x.sin()
}

#[grad(hvp)]
fn beside_a_float(x: Length, y: f64) -> f64 {
    x * y + x.powi(2)
}

#[grad(hvp)]
fn elements(x: &[Length]) -> Length {
    let mut sum = 0.0;
    for v in x {
        sum += v * v;
    }
    sum
}

#[grad(hvp)]
fn compared(x: Length) -> Length {
    if x > 1.0 { x.max(0.5) } else { x * x }
}

#[grad(hvp)]
fn two_names(x: Length, t: Time) -> Length {
    let v: Length = x / t;
    if v > 0.1 { v * t.exp() } else { x + t }
}

#[grad(hvp)]
fn cast_to_it(x: &[Real; 2], n: usize) -> Real {
    let k = n as Real;
    (x[0] * k).exp() + Real::max(x[1], 0.5) * by_name(x[0])
}

#[grad(hvp)]
fn untold(x: Length, y: Length) -> Length {
    2.0 * x * y + x
}

#[test]
fn aliases_of_floats() {
    assert_eq!(by_name_grad(0.5), 0.5_f32.sin() + 0.5 * 0.5_f32.cos());
    assert_eq!(beside_a_float_grad(2.0, 3.0), (7.0, 2.0));
    assert_eq!(beside_a_float_hvp(2.0, 3.0, 1.0, 0.0).1, (2.0, 1.0));
    assert_eq!(elements_grad(&[2.0, 3.0]), [4.0, 6.0]);
    assert_eq!((compared_grad(2.0), compared_grad(0.5)), (1.0, 1.0));
    let (x, t) = (2.0, 0.5_f64);
    approx::assert_relative_eq!(two_names_grad(x, t).0, t.exp() / t, max_relative = 1e-15);
    approx::assert_relative_eq!(two_names_grad(x, t).1, x * t.exp() * (t - 1.0) / (t * t), max_relative = 1e-14);
    let [x0, x1] = cast_to_it_grad(&[0.5, 1.0], 2);
    approx::assert_relative_eq!(x0, 2.0 * 1.0_f32.exp() + by_name_grad(0.5), max_relative = 1e-6);
    approx::assert_relative_eq!(x1, by_name(0.5), max_relative = 1e-6);
}

#[test]
fn what_nothing_tells_is_data() {
    assert_eq!(untold_vjp(2.0, 3.0, 1.0), (14.0, (7.0, 4.0)));
    assert_eq!(untold_jvp(2.0, 3.0, 1.0, 0.5), (14.0, 9.0));
}

/// A number whose type only a `let` says.
#[grad(hvp)]
fn named_by_a_let(x: f64, y: f64) -> f64 {
    let area: Area = x * y;
    area.sqrt() * x
}

#[test]
fn a_let_says_that_a_number_is_of_an_alias() {
    autodiff::check!(named_by_a_let(0.3, 0.7));
}
