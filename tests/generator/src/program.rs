//! What a random program is, for those who run it.

use super::{Choice, Ty};

/// A parameter of the main function: `f64`, `i32`, `bool`, `(f64, f64)` or
/// `&f64`.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
}

/// What the programs are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Scalars and tuples, branches and calls.
    Scalars,
    /// Loops, arrays, vectors and closures as well.
    Whole,
    /// The same, and what only the compiler can run: state behind methods.
    Compiled,
    /// Loops, arrays, vectors and closures, and structs, enums and options with methods
    /// and operators.
    Data,
}

/// A random program.
#[derive(Clone, Debug)]
pub struct Program {
    /// The seed that makes it again.
    pub seed: u64,
    /// The name of its main function: `p` and the seed.
    pub name: String,
    /// The items: the helper functions, which start with the same name, and
    /// the main function, each under `#[grad(hvp)]`.
    pub source: String,
    /// The parameters of the main function. The first is an `f64`.
    pub params: Vec<Param>,
    /// The result of the main function: `f64` or `(f64, f64)`.
    pub result: Ty,
    /// A float passes through `f32` on its way, so finite differences see
    /// steps as large as the rounding of `f32`.
    pub single: bool,
    /// What was chosen on the way.
    pub choices: Vec<Choice>,
}

/// An argument for a parameter of the main function.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// For `f64` and for `&f64`.
    Float(f64),
    /// For `i32`.
    Int(i32),
    /// For `bool`.
    Bool(bool),
    /// For `(f64, f64)`.
    Pair(f64, f64),
}
