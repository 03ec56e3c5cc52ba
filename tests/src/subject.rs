//! A differentiated function with its companions, as the checks call it: floats
//! in, floats out.
//!
//! The inputs are the floats of the differentiable arguments, from left to
//! right; the outputs are those of the result and then of the final contents of
//! the in-out arguments.

use crate::leaves::Leaves;
use autodiff::sparse::{Csr, Pattern, PatternMismatch};
use autodiff::{Rows, Series, SeriesOf};

/// A function, its companions, and the points where it is tested.
///
/// It holds pointers to functions, and no type of the function's own: so the
/// checks are compiled once, and not again for each function of the corpus.
#[derive(Clone, Copy)]
pub struct Subject {
    /// The name of the function.
    pub name: &'static str,
    /// The number of points around which the function is smooth.
    pub smooth: usize,
    /// The number of points at kinks, where finite differences have nothing to
    /// say. Their numbers follow those of the smooth points.
    pub kinks: usize,
    /// The floats of each differentiable argument at a point.
    pub arguments: fn(usize) -> Vec<Vec<f64>>,
    /// Which of the differentiable arguments are in-out.
    pub in_out: &'static [bool],
    /// The function itself.
    pub primal: fn(&At) -> Value,
    /// Its companion `_jvp`: the value, and the derivative along the tangents.
    pub jvp: fn(&At, &[f64]) -> (Value, Vec<f64>),
    /// Its companion `_vjp`: the value, and the cotangents of the inputs.
    pub vjp: fn(&At, &[f64]) -> (Value, Vec<f64>),
    /// Its companion `_vjp_into`, for a seed and what the shadows hold before:
    /// the value, and what they hold afterwards. The shadows of in-out arguments
    /// hold the seed.
    pub vjp_into: Into,
    /// What there is where the result is one float.
    pub objective: Option<Objective>,
    /// The companion `_hvp`, where moreover all arguments only go in: the
    /// gradient, and the Hessian times the tangents.
    pub hvp: Option<Hvp>,
    /// The companion `_pullback`, where the file asks for it, and what it gives called with
    /// the seed: the value, and the cotangents of the inputs.
    pub pullback: Option<Pullback>,
    /// The companions `_pattern` and `_sparse_jacobian`, where the file asks for them: a pattern at the
    /// first point, and the matrix at the second that is read off by a coloring of it.
    pub sparse_jacobian: Option<Sparse>,
    /// The same of the Hessian.
    pub sparse_hessian: Option<Sparse>,
    /// The companion `_taylor`, where the file asks for it.
    pub taylor: Option<Taylor>,
}

/// The companion `_taylor`, for a line with these tangents: the value, and of each order from 1 to 3 the
/// coefficients of the outputs.
pub type Taylor = fn(&At, &[f64]) -> (Value, [Vec<f64>; 3]);

/// A line with these tangents, in their shape.
pub fn lines<T: Rows>(tangents: &T) -> T::Several<SeriesOf<3>> {
    let mut leaves = Vec::new();
    tangents.visit(&mut |tangent| leaves.push(tangent));
    let mut leaves = leaves.into_iter();
    tangents.several::<SeriesOf<3>>(&mut || Series::along(leaves.next().expect("a tangent for each leaf")))
}

/// The coefficients order by order, where the series stand one after the other.
pub fn orders(coefficients: &[f64]) -> [Vec<f64>; 3] {
    [0, 1, 2].map(|order| coefficients.iter().skip(order).step_by(3).copied().collect())
}

/// A pattern at the first point, and the matrix at the second that is read off by a coloring of it.
pub type Sparse = fn(&At, &At) -> (Pattern, Result<Csr, PatternMismatch>);

/// The companion `_vjp_into`, for a seed and what the shadows hold before.
pub type Into = fn(&At, &[f64], &[f64]) -> (Value, Vec<f64>);

/// The companion `_pullback`, for a seed.
pub type Pullback = fn(&At, &[f64]) -> (Value, Vec<f64>);

/// The companion `_hvp`, for tangents.
pub type Hvp = fn(&At, &[f64]) -> (Vec<f64>, Vec<f64>);

/// The companions of a function whose result is one float. Their values leave
/// out the final contents of in-out arguments.
#[derive(Clone, Copy)]
pub struct Objective {
    /// The companion `_grad`.
    pub grad: fn(&At) -> Vec<f64>,
    /// The companion `_value_and_grad`.
    pub value_and_grad: fn(&At) -> (Value, Vec<f64>),
    /// The companion `_grad_into`, on gradients that hold NaN before.
    pub grad_into: fn(&At) -> (Value, Vec<f64>),
}

/// Arguments: those of a point, with these floats in the differentiable ones.
#[derive(Clone, Debug)]
pub struct At {
    /// The number of the point.
    pub point: usize,
    /// The inputs.
    pub inputs: Vec<f64>,
}

impl At {
    /// The same, with another number for one of the inputs.
    #[must_use]
    pub fn with(&self, input: usize, value: f64) -> At {
        let mut at = self.clone();
        at.inputs[input] = value;
        at
    }
}

/// What a function gives.
#[derive(Clone, Debug, Default)]
pub struct Value {
    /// The outputs.
    pub floats: Vec<f64>,
    /// The bits of the outputs, and of the integers among them.
    pub bits: Vec<u128>,
}

impl Value {
    /// The result, and the final contents.
    pub fn of(parts: &[&dyn Leaves]) -> Self {
        let mut value = Value::default();
        for part in parts {
            part.read(&mut value.floats);
            part.bits(&mut value.bits);
        }
        value
    }
}

impl Subject {
    /// The points where the function is smooth, and their places in the file for
    /// the messages.
    pub fn smooth_points(&self) -> Vec<(String, At)> {
        (0..self.smooth).map(|number| (format!("{} at POINTS[{number}]", self.name), self.at(number))).collect()
    }

    /// These and the kinks.
    pub fn all_points(&self) -> Vec<(String, At)> {
        let kinks =
            (0..self.kinks).map(|number| (format!("{} at KINKS[{number}]", self.name), self.at(self.smooth + number)));
        self.smooth_points().into_iter().chain(kinks).collect()
    }

    fn at(&self, point: usize) -> At {
        At { point, inputs: (self.arguments)(point).concat() }
    }

    /// Which of the inputs belong to in-out arguments.
    pub fn in_out_inputs(&self, at: &At) -> Vec<bool> {
        let arguments = (self.arguments)(at.point);
        arguments.iter().zip(self.in_out).flat_map(|(floats, is)| vec![*is; floats.len()]).collect()
    }
}
