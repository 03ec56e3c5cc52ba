//! A differentiated function with its companions, as the checks call it.

use crate::leaves::Leaves;

/// A function, its companions, and the points where it is tested.
///
/// Arguments, tangents and cotangents are tuples here, with one entry per argument
/// (per differentiable argument), also where there is only one.
pub trait Subject {
    /// The name of the function.
    const NAME: &'static str;
    /// The arguments. One that is passed by reference stands here by value.
    type Args: Copy + 'static;
    /// What the function returns.
    type Output: Leaves + Copy;
    /// A tangent for each differentiable argument; cotangents have the same type.
    type Tangents: Leaves + Default + Copy;
    /// The tangent of the result; its cotangent has the same type.
    type OutputTangent: Leaves + Default + Copy;
    /// Arguments around which the function is smooth.
    const POINTS: &'static [Self::Args];
    /// Arguments at kinks, where finite differences have nothing to say.
    const KINKS: &'static [Self::Args] = &[];

    /// The floats of the differentiable arguments.
    fn inputs(args: &Self::Args) -> Vec<f64>;
    /// `args` with the floats of the differentiable arguments replaced.
    fn with_inputs(args: &Self::Args, inputs: &[f64]) -> Self::Args;
    /// The function itself.
    fn primal(args: Self::Args) -> Self::Output;
    /// Its companion `_jvp`.
    fn jvp(args: Self::Args, tangents: Self::Tangents) -> (Self::Output, Self::OutputTangent);
    /// Its companion `_vjp`.
    fn vjp(args: Self::Args, seed: Self::OutputTangent) -> (Self::Output, Self::Tangents);
    /// Its companion `_vjp_into`, which adds into the shadows.
    fn vjp_into(args: Self::Args, seed: Self::OutputTangent, shadows: &mut Self::Tangents) -> Self::Output;
}

/// A [`Subject`] whose result is one float.
pub trait Scalar: Subject {
    /// Its companion `_grad`.
    fn grad(args: Self::Args) -> Self::Tangents;
    /// Its companion `_value_and_grad`.
    fn value_and_grad(args: Self::Args) -> (Self::Output, Self::Tangents);
    /// Its companion `_grad_into`, which overwrites the gradients.
    fn grad_into(args: Self::Args, gradients: &mut Self::Tangents) -> Self::Output;
    /// Its companion `_hvp`: the gradient, and the Hessian times the tangents.
    fn hvp(args: Self::Args, tangents: Self::Tangents) -> (Self::Tangents, Self::Tangents);
}

/// A point and its place in the file, for the messages.
pub type Point<S> = (String, <S as Subject>::Args);

/// The points where the function is smooth.
pub fn smooth_points<S: Subject>() -> Vec<Point<S>> {
    labelled::<S>("POINTS", S::POINTS)
}

/// These and the kinks.
pub fn all_points<S: Subject>() -> Vec<Point<S>> {
    let mut points = smooth_points::<S>();
    points.extend(labelled::<S>("KINKS", S::KINKS));
    points
}

fn labelled<S: Subject>(list: &str, points: &[S::Args]) -> Vec<Point<S>> {
    let labelled = points.iter().enumerate();
    labelled.map(|(index, args)| (format!("{} at {list}[{index}]", S::NAME), *args)).collect()
}
