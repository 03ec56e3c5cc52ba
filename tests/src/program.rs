//! A differentiated function on memory with its companions, as the checks call
//! it: floats in, floats out.
//!
//! The inputs are the floats of the differentiable arguments, from left to
//! right; the outputs are those of the result and then of the final contents of
//! the in-out arguments.

/// What a function or a companion gives: the outputs, and the derivative.
pub type Both = (Vec<f64>, Vec<f64>);

/// A function, its companions, and the points where it is tested.
pub trait Program {
    /// The name of the function.
    const NAME: &'static str;
    /// Owned arguments.
    type Args: Clone;

    /// Arguments around which the function is smooth.
    fn points() -> Vec<Self::Args>;
    /// The floats of the differentiable arguments.
    fn inputs(args: &Self::Args) -> Vec<f64>;
    /// `args` with the floats of the differentiable arguments replaced.
    fn with_inputs(args: &Self::Args, inputs: &[f64]) -> Self::Args;
    /// The function itself.
    fn primal(args: &Self::Args) -> Vec<f64>;
    /// Its companion `_jvp`.
    fn jvp(args: &Self::Args, tangents: &[f64]) -> Both;
    /// Its companion `_vjp`.
    fn vjp(args: &Self::Args, seed: &[f64]) -> Both;
    /// Its companion `_vjp_into`: what the shadows hold afterwards that held
    /// `before`. Those of in-out arguments hold the seed.
    fn vjp_into(args: &Self::Args, seed: &[f64], before: f64) -> Both;
    /// Which of the inputs belong to in-out arguments.
    fn in_out(args: &Self::Args) -> Vec<bool>;
}

/// A [`Program`] whose result is one float.
pub trait Objective: Program {
    /// Its companion `_grad`.
    fn grad(args: &Self::Args) -> Vec<f64>;
    /// Its companion `_value_and_grad`.
    fn value_and_grad(args: &Self::Args) -> (f64, Vec<f64>);
    /// Its companion `_grad_into`, on gradients that hold `before`.
    fn grad_into(args: &Self::Args, before: f64) -> (f64, Vec<f64>);
}

/// An [`Objective`] whose arguments all only go in.
pub trait Curved: Objective {
    /// Its companion `_hvp`: the gradient, and the Hessian times the tangents.
    fn hvp(args: &Self::Args, tangents: &[f64]) -> Both;
}

/// A point and its place in the file, for the messages.
pub fn points<P: Program>() -> Vec<(String, P::Args)> {
    let labelled = P::points().into_iter().enumerate();
    labelled.map(|(index, args)| (format!("{} at POINTS[{index}]", P::NAME), args)).collect()
}
