//! Every mode of a function at a point, by the interpreter.

use super::eval;
use super::world::File;
use crate::ir::interp::{Scalar, Stop};
use crate::ir::{Func, Kind, ParamRole, Shape};

/// A function, and where it is run.
pub(super) struct Point<'f> {
    pub(super) file: &'f File,
    pub(super) name: &'f str,
    pub(super) args: Vec<Scalar>,
}

/// A list for each float of the result, or for each run.
pub(super) type Rows = Vec<Vec<Scalar>>;

impl<'f> Point<'f> {
    /// A point whose floats are written as `f64`, whatever the function takes.
    pub(super) fn new(file: &'f File, name: &'f str, args: &[Scalar]) -> Result<Self, Stop> {
        let func = file.companion(name, "")?;
        let params = func.all_param_values();
        let args = args.iter().zip(params).map(|(arg, w)| eval::as_kind(arg.clone(), func.kind(w))).collect();
        Ok(Point { file, name, args })
    }

    fn func(&self) -> Result<std::rc::Rc<Func>, Stop> {
        self.file.companion(self.name, "")
    }

    fn run(&self, companion: &str, more: &[Vec<Scalar>]) -> Result<Vec<Scalar>, Stop> {
        let args = [&self.args[..], &more.concat()[..]].concat();
        self.file.run(self.name, companion, &args)
    }

    pub(super) fn primal(&self) -> Result<Vec<Scalar>, Stop> {
        self.run("", &[])
    }

    /// Positions among the arguments and kinds of what is differentiated.
    pub(super) fn inputs(&self) -> Result<Vec<(usize, Kind)>, Stop> {
        let func = self.func()?;
        let active = func.param_values(ParamRole::Differentiable);
        let all = func.all_param_values().into_iter().enumerate();
        let floats = all.filter(|(_, w)| active.contains(w) && func.kind(*w).is_float());
        Ok(floats.map(|(i, w)| (i, func.kind(w))).collect())
    }

    /// Kinds of the floats of the result.
    pub(super) fn outputs(&self) -> Result<Vec<Kind>, Stop> {
        let func = self.func()?;
        Ok(func.result.leaves().into_iter().copied().filter(|kind| kind.is_float()).collect())
    }

    pub(super) fn is_scalar(&self) -> Result<bool, Stop> {
        Ok(matches!(self.func()?.result.behind_refs(), Shape::Leaf(_)))
    }

    fn input_kinds(&self) -> Result<Vec<Kind>, Stop> {
        Ok(self.inputs()?.into_iter().map(|(_, kind)| kind).collect())
    }

    /// How many scalars the result has.
    fn width(&self) -> Result<usize, Stop> {
        Ok(self.func()?.result.leaves().len())
    }

    /// The primal as `_jvp` returns it, and the tangent along each input.
    pub(super) fn forward(&self) -> Result<(Rows, Rows), Stop> {
        let kinds = self.input_kinds()?;
        let (mut primals, mut columns) = (Vec::new(), Vec::new());
        for i in 0..kinds.len() {
            let mut result = self.run("_jvp", &[unit(&kinds, Some(i))])?;
            columns.push(result.split_off(self.width()?));
            primals.push(result);
        }
        let outputs = self.outputs()?.len();
        let rows = (0..outputs).map(|o| columns.iter().map(|column| column[o].clone()).collect()).collect();
        Ok((primals, rows))
    }

    /// The primal as `_vjp` returns it, and the cotangents for each output.
    pub(super) fn reverse(&self) -> Result<(Rows, Rows), Stop> {
        let runs: Result<Vec<_>, _> = (0..self.outputs()?.len()).map(|o| self.adjoint(o)).collect();
        Ok(runs?.into_iter().unzip())
    }

    /// The primal and the cotangents for output `o`.
    pub(super) fn adjoint(&self, o: usize) -> Result<(Vec<Scalar>, Vec<Scalar>), Stop> {
        let mut result = self.run("_vjp", &[unit(&self.outputs()?, Some(o))])?;
        let row = result.split_off(self.width()?);
        Ok((result, row))
    }

    /// The tangent of the adjoint of output `o` along input `i`.
    pub(super) fn second(&self, o: usize, i: usize) -> Result<Second, Stop> {
        let (outputs, inputs, width) = (self.outputs()?, self.input_kinds()?, self.width()?);
        let seeds = [unit(&outputs, Some(o)), unit(&inputs, Some(i)), unit(&outputs, None)];
        let mut value = self.run("_vjp_jvp", &seeds)?;
        let mut adjoint = value.split_off(width);
        let mut tangent = adjoint.split_off(inputs.len());
        let curvature = tangent.split_off(outputs.len());
        Ok(Second { value, adjoint, tangent, curvature })
    }

    /// `(gradient, Hessian times the i-th direction)`.
    pub(super) fn hvp(&self, i: usize) -> Result<(Vec<Scalar>, Vec<Scalar>), Stop> {
        let inputs = self.input_kinds()?;
        let mut gradient = self.run("_grad_jvp", &[unit(&inputs, Some(i))])?;
        let along = gradient.split_off(inputs.len());
        Ok((gradient, along))
    }

    /// The same function with the argument at this position replaced.
    pub(super) fn moved(&self, position: usize, t: f64) -> Self {
        let mut args = self.args.clone();
        args[position] = float_as(&args[position], t);
        Point { args, ..*self }
    }
}

/// What the tangent of an adjoint returns.
pub(super) struct Second {
    pub(super) value: Vec<Scalar>,
    pub(super) adjoint: Vec<Scalar>,
    pub(super) tangent: Vec<Scalar>,
    pub(super) curvature: Vec<Scalar>,
}

/// Zeros, with a one at `at`.
fn unit(kinds: &[Kind], at: Option<usize>) -> Vec<Scalar> {
    let entry = |(i, kind): (usize, &Kind)| {
        let one = Some(i) == at;
        if *kind == Kind::F32 { Scalar::F32(f32::from(u8::from(one))) } else { Scalar::F64(f64::from(u8::from(one))) }
    };
    kinds.iter().enumerate().map(entry).collect()
}

#[allow(clippy::cast_possible_truncation, reason = "an f32 is meant")]
fn float_as(like: &Scalar, x: f64) -> Scalar {
    if matches!(like, Scalar::F32(_)) { Scalar::F32(x as f32) } else { Scalar::F64(x) }
}

/// The floats of some scalars.
pub(super) fn floats(scalars: &[Scalar]) -> Vec<f64> {
    let float = |scalar: &Scalar| match scalar {
        Scalar::F64(x) => Some(*x),
        Scalar::F32(x) => Some(f64::from(*x)),
        _ => None,
    };
    scalars.iter().filter_map(float).collect()
}

/// The scalars as bits; every NaN is one, as IEEE leaves its sign open.
pub(super) fn bits(scalars: &[Scalar]) -> Vec<String> {
    let text = |scalar: &Scalar| match scalar {
        Scalar::F64(x) if x.is_nan() => "nan".to_owned(),
        Scalar::F32(x) if x.is_nan() => "nan".to_owned(),
        Scalar::F64(x) => format!("{x:?}={:016x}", x.to_bits()),
        Scalar::F32(x) => format!("{x:?}={:08x}", x.to_bits()),
        other => format!("{other:?}"),
    };
    scalars.iter().map(text).collect()
}
