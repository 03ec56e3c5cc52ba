//! Derivatives of plain Rust functions, by rewriting their source.
//!
//! [`#[grad]`](macro@grad) on a function leaves the function as it is, and writes
//! *companions* beside it: functions that compute its derivatives, in forward and in
//! reverse mode. What they contain is ordinary safe Rust on the stable compiler.
//!
//! ```
//! use autodiff::grad;
//!
//! #[grad]
//! fn sigmoid(x: f64, a: f64) -> f64 {
//!     1.0 / (1.0 + (-a * x).exp())
//! }
//!
//! let y = sigmoid(2.0, 0.5);                              // the function itself
//! let (value, y_dot) = sigmoid_jvp(2.0, 0.5, 1.0, 0.0);   // forward, along x
//! let (_, (x_bar, a_bar)) = sigmoid_vjp(2.0, 0.5, 1.0);   // reverse, both at once
//! assert_eq!(sigmoid_grad(2.0, 0.5), (x_bar, a_bar));     // the same, seeded with 1
//! assert_eq!(value, y);
//! assert!((y_dot - x_bar).abs() < 1e-15);
//! ```
//!
//! # The companions
//!
//! For `f(args) -> R`:
//!
//! | companion | further arguments | returns | there |
//! |---|---|---|---|
//! | `f_jvp` | a tangent for each differentiable argument | `(R, tangent of R)` | always |
//! | `f_vjp` | the cotangent of `R` | `(R, cotangents)` | always |
//! | `f_vjp_into` | the cotangent of `R`, `&mut` a shadow for each differentiable argument | `R`; *adds* into the shadows | always |
//! | `f_grad` | | cotangents | if `R` is one float |
//! | `f_value_and_grad` | | `(R, cotangents)` | if `R` is one float |
//! | `f_grad_into` | `&mut` each gradient | `R`; *overwrites* the gradients | if `R` is one float |
//! | `f_hvp` | a tangent for each differentiable argument | `(gradient, Hessian · tangent)` | under `hvp`, if `R` is one float |
//! | `f_pullback` | | `(R, impl FnOnce(cotangent of R) -> cotangents)` | under `pullback` |
//! | `f_jvp_n`, `f_vjp_n`, `f_hvp_n` | the same as without `_n`, of [`Lanes`] | the same, of [`Lanes`] | under `jvp_n`, `vjp_n`, `hvp_n` |
//! | `f_taylor` | a [`Series`] in the place of each float of a tangent | `(R, Series)` | under `taylor` |
//! | `f_jacobian` | | `R` with a row in the place of each float, for each argument | under `jacobian` |
//! | `f_value_and_jacobian` | | `(R, Jacobian)` | under `jacobian` |
//! | `f_jacobian_into` | `&mut [f64]` | `R`; writes the rows | under `jacobian` |
//! | `f_hessian` | | the Jacobian of the gradient | under `hessian`, if `R` is one float |
//! | `f_hessian_into` | `&mut [f64]` | the gradient; writes the rows | under `hessian`, if `R` is one float |
//! | `f_pattern`, `f_sparse_jacobian`; `f_hessian_pattern`, `f_sparse_hessian` | ; a coloring | the cells that may be other than zero; their values: [`sparse`] | under `sparse_jacobian`; `sparse_hessian` |
//! | `f_grad_jvp`, `f_grad_vjp`, `f_jvp_vjp`, .. | those of `f_grad`, `f_jvp`, .. as functions | the same of these | under `order = 2` |
//! | `f_graph` | (none at all) | [`Graph`] | under `graph` |
//! | `f_trace` | | `Trace` | under `trace` |
//! | `f_report` | (none at all) | `&'static str` | under `report` |
//!
//! Cotangents are a tuple with one entry for each differentiable argument, or the entry itself if there is one. A tangent
//! or cotangent has the type of what it belongs to, owned where it is returned: the cotangent of `x: &[f64]` is a
//! `Vec<f64>`, its shadow a `&mut [f64]`. A companion returns the value that the function returns, to the bit.
//!
//! Companions are found by their names. So a function that calls other functions under `#[grad]` calls their companions,
//! across modules and crates, and companions that are written by hand beside a function are its derivatives.
//!
//! # Arguments of the attribute
//!
//! - `hvp`: the product of the Hessian with a vector.
//!
//!   ```
//!   # use autodiff::grad;
//!   #[grad(hvp)]
//!   fn cube(x: f64) -> f64 { x * x * x }
//!   let (gradient, curvature) = cube_hvp(2.0, 1.0);
//!   assert_eq!((gradient, curvature), (12.0, 12.0));
//!   ```
//!
//! - `pullback`: the value, and the adjoint as a function of the seed, for a seed that is known later. `f` runs once.
//!
//!   ```
//!   # use autodiff::grad;
//!   #[grad(pullback)]
//!   fn layer(x: f64, w: f64) -> f64 { (w * x).tanh() }
//!   let (y, pullback) = layer_pullback(0.0, 2.0);
//!   let error = y - 1.0;
//!   assert_eq!(pullback(2.0 * error), (-4.0, 0.0));
//!   ```
//!
//! - `jvp_n`: tangents along several directions in one sweep, with a lane for each of them.
//!
//!   ```
//!   # use autodiff::{Lanes, grad};
//!   #[grad(jvp_n)]
//!   fn area(a: f64, b: f64) -> f64 { a * b }
//!   let (value, dots) = area_jvp_n(2.0, 3.0, Lanes([1.0, 0.0]), Lanes([0.0, 1.0]));
//!   assert_eq!((value, dots), (6.0, Lanes([3.0, 2.0])));
//!   ```
//!
//! - `vjp_n`: cotangents for several seeds in one sweep.
//! - `hvp_n`: products of the Hessian with several vectors in one sweep.
//! - `taylor`: Taylor coefficients up to any order, as the arguments move along a line or a curve; in one sweep.
//!
//!   ```
//!   # use autodiff::{Series, grad};
//!   #[grad(taylor)]
//!   fn growth(x: f64, rate: f64) -> f64 { (rate * x).exp() }
//!   let (value, series) = growth_taylor(0.0, 2.0, Series::<3>::along(1.0), Series::ZERO);
//!   assert_eq!((value, series[2], series.derivative(3)), (1.0, 2.0, 8.0));
//!   ```
//! - `jacobian`: the Jacobian, as the result with a row in the place of each float; also
//!   `f_value_and_jacobian`, and `f_jacobian_into`, which writes to a slice.
//!
//!   ```
//!   # use autodiff::grad;
//!   #[grad(jacobian)]
//!   fn polar(p: [f64; 2]) -> [f64; 2] { [p[0] * p[1].cos(), p[0] * p[1].sin()] }
//!   assert_eq!(polar_jacobian([2.0, 0.0]), [[1.0, 0.0], [0.0, 2.0]]);
//!   ```
//! - `hessian`: the Hessian, in the same way; also `f_hessian_into`.
//!
//!   ```
//!   # use autodiff::grad;
//!   #[grad(hessian)]
//!   fn product(x: f64, y: f64) -> f64 { x * x * y }
//!   assert_eq!(product_hessian(1.0, 3.0), ((6.0, 2.0), (2.0, 0.0)));
//!   ```
//! - `sparse_hessian`: the same as `sparse_jacobian` of the Hessian.
//! - `sparse_jacobian`: the cells that may be other than zero, and their values.
//!
//!   ```
//!   # use autodiff::{grad, sparse::ColumnColoring};
//!   #[grad(sparse_jacobian)]
//!   fn steps(x: &[f64]) -> Vec<f64> { x.windows(2).map(|w| w[0] * w[1]).collect() }
//!   let coloring = ColumnColoring::new(steps_pattern(&[1.0; 100]));
//!   assert_eq!(steps_sparse_jacobian(&[3.0; 100], &coloring).unwrap().get(7, 8), 3.0);
//!   ```
//!
//! - `order = n`: the companions have companions, by the same names, up to `n` derivatives in all;
//!   `order = 2` includes `hvp`. A function under `#[grad]` may call companions in its body, if what
//!   it calls has the order for that: its gradient calls `slope_grad_vjp` for `slope_grad`.
//!
//!   ```
//!   # use autodiff::grad;
//!   #[grad(order = 2)]
//!   fn height(x: f64) -> f64 { x * x * x }
//!
//!   /// A step down the slope.
//!   #[grad]
//!   fn next(x: f64, rate: f64) -> f64 { x - rate * height_grad(x) }
//!
//!   assert_eq!(height_grad_grad(2.0), 12.0);
//!   assert_eq!(next_grad(2.0, 0.25), (-2.0, -12.0));
//!   ```
//!
//! - `only(..)`: these companions and no others, by the ends of their names: `jvp`, `vjp`, `vjp_into`, `grad`,
//!   `value_and_grad`, `grad_into`. A caller under `#[grad]` asks for the companions that its own are made of.
//!
//!   ```
//!   # use autodiff::grad;
//!   #[grad(only(grad))]
//!   fn square(x: f64) -> f64 { x * x }
//!   assert_eq!(square_grad(3.0), 6.0);
//!   ```
//!
//! - `wrt(..)`: differentiate with respect to these arguments; the others are constants.
//!
//!   ```
//!   # use autodiff::grad;
//!   #[grad(wrt(a, b))]
//!   fn line(x: f64, a: f64, b: f64) -> f64 { a * x + b }
//!   assert_eq!(line_grad(3.0, 1.0, 1.0), (3.0, 1.0));
//!   ```
//!
//! - `name = ".."`: what the names of the companions begin with. One function can have
//!   several attributes, with different names.
//!
//!   ```
//!   # use autodiff::grad;
//!   #[grad(only(grad), wrt(x), name = "pull_at")]
//!   #[grad(only(grad), wrt(k), name = "pull_with")]
//!   fn pull(x: f64, k: f64) -> f64 { k * x * x }
//!   assert_eq!((pull_at_grad(3.0, 2.0), pull_with_grad(3.0, 2.0)), (12.0, 9.0));
//!   ```
//!
//! - `members`: on the `impl` of a trait that has `#[grad]` itself, whose members the
//!   companions are. So code over any model is differentiated.
//!
//!   ```
//!   use autodiff::{Differentiable, grad};
//!
//!   #[grad]
//!   trait Model { fn value(&self, x: f64) -> f64; }
//!
//!   #[derive(Clone, Differentiable)]
//!   struct Line { a: f64, b: f64 }
//!
//!   #[grad(members)]
//!   impl Model for Line {
//!       fn value(&self, x: f64) -> f64 { self.a * x + self.b }
//!   }
//!
//!   #[grad]
//!   fn loss<M: Model + Differentiable>(model: &M, x: f64) -> f64 {
//!       let r = model.value(x);
//!       r * r
//!   }
//!   let (line, x) = loss_grad(&Line { a: 2.0, b: 1.0 }, 1.0);
//!   assert_eq!((line.a, line.b, x), (6.0, 6.0, 12.0));
//!   ```
//!
//! - `report`: a companion that says what the reverse sweep saves, where and why.
//!
//!   ```
//!   # use autodiff::grad;
//!   #[grad(report)]
//!   fn product(x: f64, y: f64) -> f64 { x * y }
//!   assert_eq!(product_report(), "`product_vjp` saves nothing");
//!   ```
//!
//! - `graph`: the computational graph as data, which draws itself as SVG, and for Graphviz and Mermaid.
//!
//!   ```
//!   # use autodiff::grad;
//!   #[grad(graph)]
//!   fn wave(x: f64) -> f64 { x.sin() }
//!   # #[cfg(feature = "alloc")]
//!   assert!(wave_graph().to_svg().starts_with("<svg "));
//!   ```
//!
//! - `trace`: the table of every value `w_i` with its tangents and its adjoint, as text,
//!   Markdown or CSV. For functions without loops; needs `std`.
//!
//!   ```
//!   # use autodiff::grad;
//!   # #[cfg(feature = "std")] {
//!   #[grad(trace)]
//!   fn wave(x: f64) -> f64 { x.sin() }
//!   println!("{}", wave_trace(1.0));
//!   # }
//!   ```
//!
//! - `crate = path`: where this crate is found, if it is not `::autodiff`.
//!
//!   ```
//!   # use autodiff as derivatives;
//!   #[derivatives::grad(crate = derivatives)]
//!   fn square(x: f64) -> f64 { x * x }
//!   assert_eq!(square_grad(3.0), 6.0);
//!   ```
//!
//! Inside the function, `#[constant]` on a parameter or on a `let` takes a value out of the derivative.
//!
//! ```
//! # use autodiff::grad;
//! #[grad]
//! fn loss(w: &[f64; 2], #[constant] points: &[(f64, f64)]) -> f64 {
//!     points.iter().map(|&(x, y)| (w[0] + w[1] * x - y).powi(2)).sum()
//! }
//! assert_eq!(loss_grad(&[1.0, 1.0], &[(0.0, 1.0), (1.0, 3.0)]), [-2.0, -2.0]);
//! ```
//!
//! `#[checkpoint(every = k)]` above a loop, `#[checkpoint(sqrt)]` and `#[checkpoint(levels = n)]` above a `for`
//! bound the memory of its adjoint, which runs parts of the loop again. `#[independent]` says that its iterations meet
//! in sums alone, and share but scratch: nothing of them is kept.
//!
//! ```
//! # use autodiff::grad;
//! #[grad]
//! fn logistic(rate: f64, steps: usize) -> f64 {
//!     let mut x = 0.5;
//!     #[checkpoint(sqrt)]
//!     for _ in 0..steps {
//!         x = rate * x * (1.0 - x);
//!     }
//!     x
//! }
//! assert_eq!(logistic_grad(2.0, 1), 0.25);
//! ```
//!
//! # Derivatives that a person states
//!
//! [`#[rule]`](macro@rule) gives a function the same companions by formulas for its
//! partials: for a function of another crate, or one that is a series or an iteration. Where the result solves an
//! equation, `implicit = residual` or `fixed_point = step` states that, and the derivative is one linear system, however
//! the solution was found. The module `special` has functions under such rules, and [`stop_gradient`] is one that lets no
//! derivative through. [`check!`](macro@check) holds companions against differences, in a test.
//!
//! # What is refused
//!
//! What the macro does not understand is a compile error at the token, with a way out. It is never a silent zero. The
//! guide lists what is supported, the limits, and the conventions at kinks, poles and infinities.
//!
//! # Features, and use without `std`
//!
//! - `std` (default): elementary functions from the standard library, and traces.
//! - `alloc` (part of `std`): `Vec`s, and with them companions that return the cotangent of a slice. Without it there are
//!   those for scalars and arrays, and `f_vjp_into` and `f_grad_into` for slices.
//! - `libm`: elementary functions from the `libm` crate, for targets without `std`. The
//!   function brings the methods into scope itself: `use autodiff::Real;`.
//! - `special`: the module `special`, of error, gamma, beta and Bessel functions and
//!   their like, with derivatives. Brings `libm`, and needs no `std`.
//! - `nalgebra`: derivatives along its vectors, matrices and unit quaternions.
//! - `num-complex`, `glam`, `ndarray`: the same of these crates.
//!
//! ```toml
//! autodiff = { version = "0.1", default-features = false, features = ["libm"] }
//! ```
#![no_std]
#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;
// The macros name it so, in the functions of `special`.
#[cfg(feature = "special")]
extern crate self as autodiff;

mod macros;
#[cfg(feature = "special")]
#[allow(
    clippy::excessive_precision,
    clippy::wildcard_imports,
    clippy::suspicious_arithmetic_impl,
    clippy::needless_pass_by_value,
    clippy::doc_markdown,
    reason = "coefficients are as their sources print them; jets are numbers, whose operators are formulas"
)]
pub mod special;

/// What the macro [`check!`](macro@check) calls. Not part of the interface.
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub use autodiff_core::check;
pub use autodiff_core::differentiable::Differentiable;
pub use autodiff_core::generic::Scalar;
pub use autodiff_core::graph::{self, Graph};
pub use autodiff_core::lanes::{Lanes, LanesOf};
pub use autodiff_core::ops;
pub use autodiff_core::rows::{Listed, Rows, Several};
#[cfg(any(feature = "std", feature = "libm"))]
pub use autodiff_core::scalar::Real;
pub use autodiff_core::series::{Series, SeriesOf};
pub use autodiff_core::stop::stop_gradient;
#[doc(hidden)]
pub use autodiff_core::stop::{
    stop_gradient_adjoint, stop_gradient_adjoint_jvp, stop_gradient_jvp, stop_gradient_taylor, stop_gradient_vjp,
    stop_gradient_vjp_into, stop_gradient_vjp_into_jvp, stop_gradient_vjp_jvp,
};
#[cfg(feature = "std")]
pub use autodiff_core::trace::{self, Trace};
pub use autodiff_core::{rule, rules, sparse};
/// Implements [`Differentiable`](trait@Differentiable) for a struct or an enum, field by
/// field.
///
/// The leaves are those of the fields, in the order in which they are declared. A field
/// under `#[constant]` has none: it is cloned into a shadow, and stays as it is there, but
/// for floats in it, which are zeros; its type need only be `Clone`. A type parameter of any other field must be
/// `Differentiable`.
///
/// ```
/// use autodiff::Differentiable;
///
/// #[derive(Clone, Debug, PartialEq, Differentiable)]
/// struct Layer<const N: usize> {
///     weights: [f64; N],
///     bias: Option<f64>,
///     #[constant]
///     name: &'static str,
/// }
///
/// let mut layer = Layer { weights: [1.0, 2.0], bias: Some(3.0), name: "first" };
/// assert_eq!(layer.flatten(), [1.0, 2.0, 3.0]);
/// assert_eq!(layer.zero_like(), Layer { weights: [0.0; 2], bias: Some(0.0), name: "first" });
/// layer.read_from(&[4.0, 5.0, 6.0]);
/// assert_eq!(layer, Layer { weights: [4.0, 5.0], bias: Some(6.0), name: "first" });
/// ```
///
/// A derivative of an enum is of the variant of its primal, unless no variant holds a float or a
/// constant. Two of different variants have no sum and no product: combining them panics with
/// both names, as any result would be wrong.
///
/// ```
/// # use autodiff::Differentiable;
/// #[derive(Clone, Debug, PartialEq, Differentiable)]
/// enum Shape {
///     Point,
///     Circle { radius: f64 },
///     Box(f64, f64),
/// }
///
/// let mut cotangent = Shape::Box(2.0, 3.0).zero_like();
/// cotangent.accumulate(&Shape::Box(3.0, 2.0));
/// assert_eq!(cotangent, Shape::Box(3.0, 2.0));
/// assert_eq!((Shape::Point.leaves(), Shape::Circle { radius: 1.0 }.leaves()), (0, 1));
/// ```
///
/// `#[differentiable(crate = path)]` on the type says where this crate is found, if it is
/// not `::autodiff`.
pub use autodiff_macros::Differentiable;
pub use autodiff_macros::grad;
pub use macros::{check, function, rule};
pub mod functions;

/// What generated code names. Not part of the interface.
#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

#[cfg(doctest)]
mod documents;
