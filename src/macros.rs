//! The macros besides `grad` and the derive, and what they say of themselves.

/// Holds the companions of a function against differences and against each other, in a line
/// of a test.
///
/// ```
/// use autodiff::{check, grad};
///
/// #[grad(hvp)]
/// fn distance(p: &[f64], q: &[f64], scale: f64) -> f64 {
///     p.iter().zip(q).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt() * scale
/// }
///
/// check!(distance(&[1.0, 2.0], &vec![0.5, -1.0], 3.0), hvp);
/// ```
///
/// It takes the call at the point where the derivatives are checked. It runs the function,
/// its `_jvp` and its `_vjp`, and after `hvp` its `_hvp`, and panics with the numbers if
///
/// - a companion returns another value than the function, in any bit;
/// - the forward tangent along a leaf of an argument is not what central differences at
///   twelve steps, extrapolated to a step of zero, give within their error;
/// - the cotangents, applied to a tangent, give something else than the cotangent of the
///   result applied to the tangent of the result (the dot-product test), for each leaf of
///   the result and a mixture of them;
/// - with `hvp`: the gradient is another one, or the product with the Hessian is not what
///   differences of the gradient give.
///
/// ```should_panic
/// use autodiff::{check, rule};
///
/// #[rule(dx = "2.0 * x", da = "x")]
/// fn product(x: f64, a: f64) -> f64 { a * x }
///
/// // `product_jvp`: the derivative of leaf 0 of the result along argument 1 (`2.0`) is 4e0,
/// // and differences give 3e0 with an error of at most 3e-14
/// check!(product(2.0, 3.0));
/// ```
///
/// An argument is of any [`Differentiable`](trait@crate::Differentiable) type made of floats, by
/// value or after an `&`. Other arguments have no derivative, and are marked, but for
/// literals: `check!(power(2.0, 3))`, `check!(power(2.0, #[constant] n))`. What the function
/// returns is owned, and made of floats. The function runs about 25 times for each leaf of
/// the arguments, at points within a tenth of it: a kink there is seen as a wrong
/// derivative. `check!(f(x), crate = path)` says where this crate is found, if it is not
/// `::autodiff`. It needs `alloc`.
pub use autodiff_macros::check;
/// A closure with its derivative, for the companions of a function that takes a function.
///
/// In a function under `#[grad]` a closure is written as it is. Elsewhere this makes one of
/// a closure whose parameters have their types. What it names besides them is a constant.
///
/// ```
/// use autodiff::{function, grad};
///
/// #[grad(hvp)]
/// fn density(x: f64) -> f64 {
///     (-x * x).exp()
/// }
///
/// #[grad(hvp)]
/// fn trapezium(f: impl Fn(f64) -> f64, a: f64, b: f64) -> f64 {
///     0.5 * (b - a) * (f(a) + f(b))
/// }
///
/// let (_, da, db) = trapezium_grad(&function!(|x: f64| density(x)), 0.0, 1.0);
/// assert!((da + 0.5 * (1.0 + density(1.0))).abs() < 1e-15);
/// assert!((db - 0.5 * (1.0 - density(1.0))).abs() < 1e-15);
///
/// // Differentiated twice, it says so.
/// let f = function!(|x: f64| density(x), hvp);
/// let (_, (_, _, along_b)) = trapezium_hvp(&f, 0.0, 1.0, &f, 0.0, 1.0);
/// assert!((along_b + density(1.0)).abs() < 1e-15);
/// ```
pub use autodiff_macros::function;
/// Gives a function the companions of `#[grad]`, by formulas for its partial derivatives or by
/// the equation that its result solves.
///
/// It is for what `#[grad]` cannot look into, or should not: a function of another crate
/// behind a thin wrapper, a series, an iteration. The function itself stays as it is, and is
/// called for the value.
///
/// ```
/// # mod elsewhere { pub fn hypotenuse(a: f64, b: f64) -> f64 { (a * a + b * b).sqrt() } }
/// use autodiff::{grad, rule};
///
/// #[rule(da = "a / y", db = "b / y")]
/// fn hypotenuse(a: f64, b: f64) -> f64 {
///     elsewhere::hypotenuse(a, b)
/// }
///
/// #[grad]
/// fn fence(a: f64, b: f64) -> f64 {
///     a + b + hypotenuse(a, b)
/// }
///
/// assert_eq!(hypotenuse_grad(3.0, 4.0), (0.6, 0.8));
/// assert_eq!(fence_grad(3.0, 4.0), (1.6, 1.8));
/// ```
///
/// - `dx = ".."` is the partial along the argument `x`: a Rust expression of the arguments,
///   of the result, which is called `y`, and of whatever is in scope beside the function.
///   Every float argument has one, or is marked `#[constant]`. Arguments of other types have
///   none, and stay visible to the formulas.
/// - `result = "value"` gives the result another name in the formulas. If an argument is
///   called `y`, the result has no name without it.
/// - `hvp` gives the second order too, by differentiating the formulas: then they are in
///   the language of `#[grad]`, and what they call has companions.
///
///   ```
///   # use autodiff::rule;
///   /// The n-th power, whose partial is a rule again.
///   #[rule(hvp, dx = "f64::from(n) * power(x, n - 1)")]
///   fn power(x: f64, n: i32) -> f64 { x.powi(n) }
///   let (gradient, curvature) = power_hvp(2.0, 3, 1.0);
///   assert_eq!((gradient, curvature), (12.0, 12.0));
///   ```
///
/// - `implicit = residual` stands in the place of the formulas where the result solves an
///   equation: `residual(x, ..)`, a function with companions that takes the unknowns before the
///   arguments, is zero at the result `x`. `fixed_point = step` says that `step(x, ..)` is `x`.
///   The derivative is one linear system, to second order with `hvp`. The result is one float,
///   an array, a vector or data, and arguments go in by value or by `&`.
///
///   ```
///   # use autodiff::{grad, rule};
///   #[grad(hvp)]
///   fn kepler(anomaly: f64, mean: f64, e: f64) -> f64 { anomaly - e * anomaly.sin() - mean }
///
///   #[rule(hvp, implicit = kepler)]
///   fn eccentric_anomaly(mean: f64, e: f64) -> f64 {
///       (0..100).fold(mean, |anomaly, _| mean + e * anomaly.sin())
///   }
///   let (by_mean, _) = eccentric_anomaly_grad(0.0, 0.5);
///   assert_eq!(by_mean, 2.0);
///   ```
///
/// - `crate = path` says where this crate is found, if it is not `::autodiff`.
///
/// A partial may be infinite: in its product with an exact zero, the zero wins. All floats
/// are `f64` or all are `f32`, and are passed by value; a function of memory, or with
/// several results, that solves no equation has its companions written
/// [by hand](https://github.com/autodiff-rs/autodiff/blob/main/guide/protocol.md). Nothing
/// checks that a formula is right but a test: see `check`.
pub use autodiff_macros::rule;
