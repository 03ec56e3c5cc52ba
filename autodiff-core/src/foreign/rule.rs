//! The rule of a method, whatever crate the method is of.
//!
//! A method name is a type without values, [`Norm`], and a crate states the rule of its own
//! type: `impl Unary<Vector3<f64>> for Norm`. The companions `norm_jvp`, `norm_vjp_into`, ..
//! are written once, for every type for which the name has a rule.

use crate::differentiable::Differentiable;

/// The rule of a method without arguments, `a.norm()`.
#[diagnostic::on_unimplemented(
    message = "the derivative of this method of `{A}` is not known",
    label = "no rule for this method"
)]
pub trait Unary<A: Differentiable> {
    /// What the method gives.
    type Output: Differentiable;

    /// The value, and its tangent.
    fn jvp(a: &A, a_dot: &A) -> (Self::Output, Self::Output);

    /// The value, and the cotangent of `a`.
    fn vjp(a: &A, y_bar: Self::Output) -> (Self::Output, A);

    /// [`vjp`](Self::vjp), and its tangent.
    #[allow(clippy::type_complexity, reason = "a pair of what `vjp` gives")]
    fn vjp_jvp(
        a: &A,
        y_bar: Self::Output,
        a_dot: &A,
        y_bar_dot: Self::Output,
    ) -> ((Self::Output, A), (Self::Output, A));
}

/// The rule of a method with one argument, `a.dot(&b)`, `a.scale(b)`.
#[diagnostic::on_unimplemented(
    message = "the derivative of this method of `{A}` with a `{B}` is not known",
    label = "no rule for this method"
)]
pub trait Binary<A: Differentiable, B: Differentiable> {
    /// What the method gives.
    type Output: Differentiable;

    /// The value, and its tangent.
    fn jvp(a: &A, b: &B, a_dot: &A, b_dot: &B) -> (Self::Output, Self::Output);

    /// The value, and the cotangents of `a` and `b`.
    fn vjp(a: &A, b: &B, y_bar: Self::Output) -> (Self::Output, (A, B));

    /// [`vjp`](Self::vjp), and its tangent.
    #[allow(clippy::type_complexity, reason = "a pair of what `vjp` gives")]
    fn vjp_jvp(
        a: &A,
        b: &B,
        y_bar: Self::Output,
        a_dot: &A,
        b_dot: &B,
        y_bar_dot: Self::Output,
    ) -> ((Self::Output, (A, B)), (Self::Output, (A, B)));
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
    )*};
}

names! {
    /// `a.dot(&b)`
    Dot
    /// `a.cross(&b)`
    Cross
    /// `a.component_mul(&b)`
    ComponentMul
    /// `a.component_div(&b)`
    ComponentDiv
    /// `a.scale(s)`
    Scale
    /// `a.norm()`
    Norm
    /// `a.norm_squared()`
    NormSquared
    /// `a.normalize()`
    Normalize
    /// `a.sum()`
    Sum
    /// `a.transpose()`
    Transpose
    /// `a.trace()`
    Trace
    /// `a.determinant()`
    Determinant
    /// `a.try_inverse()`
    TryInverse
    /// `a.inverse()`
    Inverse
    /// `q.transform_vector(&v)`
    TransformVector
    /// `a.mean()`
    Mean
    /// `a.variance()`
    Variance
    /// `a.max()`
    Max
    /// `a.min()`
    Min
    /// `a.diagonal()`
    Diagonal
    /// `a.cross_matrix()`
    CrossMatrix
    /// `a.xy()`
    Xy
    /// `a.xyz()`
    Xyz
    /// `q.imag()`
    Imag
    /// `q.to_rotation_matrix()`
    ToRotationMatrix
    /// `r.into_inner()`
    IntoInner
    /// `a.lu()`
    Lu
    /// `a.cholesky()`
    CholeskyOf
    /// `cholesky.l()`
    Factor
    /// `cholesky.ln_determinant()`
    LnDeterminant
    /// `a.tr_mul(&b)`
    TrMul
    /// `a.metric_distance(&b)`
    MetricDistance
    /// `a.add_scalar(s)`
    AddScalar
    /// `a.push(s)`
    Push
    /// `cholesky.solve(&b)`
    Solve
    /// `lu.solve(&b)`, of which there is none where the matrix is singular.
    TrySolve
    /// `l.solve_lower_triangular(&b)`
    SolveLowerTriangular
    /// `r.transform_point(&p)`
    TransformPoint
}
