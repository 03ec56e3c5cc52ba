//! Any function or companion of the IR, on floats: memory, in-out arguments and
//! all.
//!
//! The inputs are the floats of the differentiable arguments, from left to right;
//! the outputs are those of the result, and then what the in-out arguments hold in
//! the end.

use super::arguments::Arguments;
use super::world::File;
use crate::ir::interp::{Content, Handle, Scalar, Stop};
use crate::ir::{Func, Kind, ParamRole, Shape, Value};
use std::rc::Rc;

/// A function, or a companion of it, and the arguments that it is run on.
pub(super) struct Whole<'f> {
    pub(super) file: &'f File,
    pub(super) name: &'f str,
    /// `""` for the function itself.
    companion: String,
    args: Vec<Content>,
}

/// The outputs of a function and, of a companion, what it computes beside them.
pub(super) struct Both {
    pub(super) outputs: Vec<f64>,
    pub(super) derivative: Vec<f64>,
}

impl<'f> Whole<'f> {
    pub(super) fn new(file: &'f File, name: &'f str, args: &Arguments) -> Self {
        Whole { file, name, companion: String::new(), args: args.contents().to_vec() }
    }

    pub(super) fn func(&self) -> Result<Rc<Func>, Stop> {
        self.file.companion(self.name, &self.companion)
    }

    pub(super) fn inputs(&self) -> Result<Vec<f64>, Stop> {
        let func = self.func()?;
        Ok(active(&func, &self.args).flat_map(|(_, content)| floats(content)).collect())
    }

    /// The positions of the inputs that belong to some of the differentiable values.
    pub(super) fn inputs_of(&self, wanted: &[bool]) -> Result<Vec<usize>, Stop> {
        let func = self.func()?;
        let actives = func.param_values(ParamRole::Differentiable);
        let (mut which, mut next) = (Vec::new(), 0);
        for (w, content) in active(&func, &self.args) {
            let end = next + floats(content).len();
            if actives.iter().zip(wanted).any(|(other, wanted)| *other == w && *wanted) {
                which.extend(next..end);
            }
            next = end;
        }
        Ok(which)
    }

    /// The same with other inputs.
    pub(super) fn with_inputs(&self, inputs: &[f64]) -> Result<Self, Stop> {
        let func = self.func()?;
        let (mut args, mut inputs) = (self.args.clone(), inputs.iter().copied());
        let actives = func.param_values(ParamRole::Differentiable);
        for (w, content) in func.all_param_values().into_iter().zip(&mut args) {
            if actives.contains(&w) {
                *content = filled(content, &mut inputs);
            }
        }
        Ok(Whole { args, companion: self.companion.clone(), ..*self })
    }

    pub(super) fn outputs(&self) -> Result<Vec<f64>, Stop> {
        let ran = self.run("", Vec::new())?;
        Ok(ran.results.iter().chain(&ran.left(&self.in_out()?)).flat_map(floats).collect())
    }

    /// The outputs, and their tangent along a direction of the inputs.
    pub(super) fn tangent(&self, direction: &[f64]) -> Result<Both, Stop> {
        let func = self.func()?;
        let mut direction = direction.iter().copied();
        let dots = active(&func, &self.args).map(|(_, content)| filled(content, &mut direction)).collect();
        let ran = self.run("_jvp", dots)?;
        let (values, dots) = ran.results.split_at(func.result.leaves().len());
        let in_out = self.in_out()?;
        // Those of in-out arguments have theirs, in the same order.
        let actives: Vec<Value> = active(&func, &self.args).map(|(w, _)| w).collect();
        let of = |i: &usize| actives.iter().position(|w| *w == func.all_param_values()[*i]);
        let places: Vec<usize> = in_out.iter().filter_map(of).map(|i| self.args.len() + i).collect();
        Ok(Both {
            outputs: values.iter().chain(&ran.left(&in_out)).flat_map(floats).collect(),
            derivative: dots.iter().chain(&ran.left(&places)).flat_map(floats).collect(),
        })
    }

    /// The adjoint for a cotangent of the outputs, as a function itself.
    pub(super) fn adjoint(&self, seed: &[f64]) -> Result<Self, Stop> {
        let primal = self.run("", Vec::new())?;
        let mut seed = seed.iter().copied();
        let mut args = self.args.clone();
        // Of a result without floats there is no cotangent.
        let results = primal.results.iter().filter(|content| !floats(content).is_empty() || is_memory(content));
        args.extend(results.map(|content| filled(content, &mut seed)));
        args.extend(primal.left(&self.in_out()?).iter().map(|content| filled(content, &mut seed)));
        Ok(Whole { companion: format!("{}_vjp", self.companion), args, ..*self })
    }

    /// The tangent along a direction of the inputs, as a function itself.
    pub(super) fn along(&self, direction: &[f64]) -> Result<Self, Stop> {
        let func = self.func()?;
        let mut direction = direction.iter().copied();
        let mut args = self.args.clone();
        args.extend(active(&func, &self.args).map(|(_, content)| filled(content, &mut direction)));
        Ok(Whole { companion: format!("{}_jvp", self.companion), args, ..*self })
    }

    /// Runs the adjoint: the outputs of the function, and the cotangents of its
    /// inputs.
    pub(super) fn reverse(&self, seed: &[f64]) -> Result<Both, Stop> {
        let adjoint = self.adjoint(seed)?;
        let ran = adjoint.run("", Vec::new())?;
        let (func, in_out) = (self.func()?, self.in_out()?);
        let (values, bars) = ran.results.split_at(func.result.leaves().len());
        let first_shadow = adjoint.args.len() - in_out.len();
        let shadows = ran.left(&(first_shadow..adjoint.args.len()).collect::<Vec<_>>());
        let (mut bars, mut shadows) = (bars.iter(), shadows.iter());
        let all = func.all_param_values();
        let mut derivative = Vec::new();
        for (w, _) in active(&func, &self.args) {
            let is_in_out = in_out.iter().any(|i| all[*i] == w);
            derivative.extend(if is_in_out { shadows.next() } else { bars.next() }.map(floats).unwrap_or_default());
        }
        Ok(Both { outputs: values.iter().chain(&ran.left(&in_out)).flat_map(floats).collect(), derivative })
    }

    /// Whether the one output is a float that is returned.
    pub(super) fn is_objective(&self) -> Result<bool, Stop> {
        let is_float = matches!(self.func()?.result.behind_refs(), Shape::Leaf(kind) if kind.is_float());
        Ok(is_float && self.in_out()?.is_empty())
    }

    /// Whether there are floats of single precision in it.
    pub(super) fn is_narrow(&self) -> Result<bool, Stop> {
        Ok(self.func()?.values.iter().any(|value| value.kind == Kind::F32))
    }

    /// The gradient of an objective: it needs no seed.
    pub(super) fn gradient(&self) -> Self {
        Whole { companion: format!("{}_grad", self.companion), args: self.args.clone(), ..*self }
    }

    /// The positions of what the function writes floats to.
    pub(super) fn in_out(&self) -> Result<Vec<usize>, Stop> {
        let func = self.func()?;
        let all = func.all_param_values();
        let written = func.params.iter().filter(|p| p.role == ParamRole::Differentiable);
        let written = written.filter_map(|p| p.form.shape()).filter(|shape| matches!(shape, Shape::Mut(_)));
        Ok(written.flat_map(Shape::leaves).filter_map(|w| all.iter().position(|other| other == w)).collect())
    }

    /// Runs a companion of it, with more arguments.
    fn run(&self, companion: &str, more: Vec<Content>) -> Result<Ran, Stop> {
        let companion = format!("{}{companion}", self.companion);
        let func = self.file.companion(self.name, &companion)?;
        let contents = self.args.iter().cloned().chain(more);
        let args: Vec<Scalar> = contents.zip(func.all_param_values()).map(|(c, w)| passed(&func, w, c)).collect();
        let results = self.file.run(self.name, &companion, &args)?;
        Ok(Ran { results: results.iter().map(content).collect(), args })
    }
}

/// What a run gave, and the arguments as it left them.
struct Ran {
    results: Vec<Content>,
    args: Vec<Scalar>,
}

impl Ran {
    fn left(&self, which: &[usize]) -> Vec<Content> {
        which.iter().map(|i| content(&self.args[*i])).collect()
    }
}

fn passed(func: &Func, w: Value, content: Content) -> Scalar {
    match content {
        Content::Scalar(scalar) if func.kind(w).memory().is_none() => scalar,
        memory => Scalar::Memory(Handle::new(memory)),
    }
}

fn content(scalar: &Scalar) -> Content {
    match scalar {
        Scalar::Memory(handle) => handle.content(),
        other => Content::Scalar(other.clone()),
    }
}

fn is_memory(content: &Content) -> bool {
    !matches!(content, Content::Scalar(_))
}

/// The arguments that have a tangent.
fn active<'a>(func: &Func, args: &'a [Content]) -> impl Iterator<Item = (Value, &'a Content)> {
    let actives = func.param_values(ParamRole::Differentiable);
    let all: Vec<_> = func.all_param_values().into_iter().map(|w| (w, func.kind(w).is_differentiable())).collect();
    let wanted = move |(w, has): (Value, bool)| (has && actives.contains(&w)).then_some(w);
    all.into_iter().zip(args).filter_map(move |(w, content)| Some((wanted(w)?, content)))
}

/// The floats in it, in order.
fn floats(content: &Content) -> Vec<f64> {
    match content {
        Content::Scalar(Scalar::F64(x)) => vec![*x],
        Content::Scalar(Scalar::F32(x)) => vec![f64::from(*x)],
        Content::Scalar(_) => Vec::new(),
        Content::Tuple(parts) | Content::List(parts) => parts.iter().flat_map(floats).collect(),
    }
}

/// The same with other floats in it; with zeros where there are no more.
#[allow(clippy::cast_possible_truncation, reason = "an f32 is meant")]
fn filled(content: &Content, more: &mut impl Iterator<Item = f64>) -> Content {
    match content {
        Content::Scalar(Scalar::F64(_)) => Content::Scalar(Scalar::F64(more.next().unwrap_or(0.0))),
        Content::Scalar(Scalar::F32(_)) => Content::Scalar(Scalar::F32(more.next().unwrap_or(0.0) as f32)),
        Content::Scalar(other) => Content::Scalar(other.clone()),
        Content::Tuple(parts) => Content::Tuple(parts.iter().map(|part| filled(part, more)).collect()),
        Content::List(parts) => Content::List(parts.iter().map(|part| filled(part, more)).collect()),
    }
}
