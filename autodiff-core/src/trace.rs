//! The evaluation trace of a function: a row for each value `w_i` with its
//! value and its derivatives, as textbooks print it (Griewank & Walther,
//! *Evaluating Derivatives*, 2nd ed., table 1.2 and after).
//!
//! `#[grad(trace)]` writes the companion `f_trace`, which runs the function at
//! one point and returns a [`Trace`]. It prints as an aligned table, and
//! exports to Markdown and CSV.

mod build;
mod csv;
mod markdown;
mod number;
#[cfg(test)]
pub(crate) mod samples;
mod table;

use alloc::string::String;
use alloc::vec::Vec;

/// The evaluation trace of one function at one point.
///
/// A row stands for each value that the run computed, in evaluation order; the
/// arm of an `if` that was not taken has no rows. Derivatives that no sweep
/// computes are zero whatever the inputs are: a tangent of a value that does
/// not depend on that input, an adjoint of a value that the output does not
/// depend on. They are `None` in [`Row`], a `·` in the printed tables and
/// empty in CSV, so that they can be told from a zero that came out of a sweep.
///
/// `Display` prints six significant digits, or with a precision that many
/// decimals:
///
/// ```
/// use autodiff_core::trace::Trace;
///
/// // f(x) = sin(x) at 1, as the generated code records it.
/// let mut trace = Trace::new("f", &["x"], &["y"]);
/// trace.value(1, "x", "x", 1.0);
/// trace.value(2, "sin(w1)", "x.sin()", 1.0_f64.sin());
/// trace.tangent(0, 1, 1.0);
/// trace.tangent(0, 2, 1.0_f64.cos());
/// trace.adjoint(0, 2, 1.0);
/// trace.adjoint(0, 1, 1.0_f64.cos());
///
/// assert_eq!(trace.row(2).unwrap().tangents(), [Some(1.0_f64.cos())]);
/// assert_eq!(
///     format!("{trace:.4}"),
///     "\
/// ───────────────────────────────────────
/// w_i  expression   value   ∂w/∂x   ∂y/∂w
/// ───────────────────────────────────────
/// w1   x           1.0000  1.0000  0.5403
/// w2   sin(w1)     0.8415  0.5403  1.0000
/// ───────────────────────────────────────"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    name: &'static str,
    inputs: Vec<&'static str>,
    outputs: Vec<&'static str>,
    rows: Vec<Row>,
}

/// One value `w_i` of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    id: u32,
    expression: &'static str,
    source: &'static str,
    value: TraceValue,
    tangents: Vec<Option<f64>>,
    adjoints: Vec<Option<f64>>,
}

/// The value in a row of a [`Trace`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TraceValue {
    /// An `f64`, or an `f32`, which an `f64` holds exactly.
    Float(f64),
    /// An integer of any type.
    Int(i128),
    /// A truth value.
    Bool(bool),
    /// Something that has no place in a table.
    Opaque,
}

impl Trace {
    /// The name of the function.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The names of the inputs that are differentiated; [`Row::tangents`] has
    /// one entry for each.
    pub fn inputs(&self) -> &[&'static str] {
        &self.inputs
    }

    /// The names of the outputs; [`Row::adjoints`] has one entry for each.
    pub fn outputs(&self) -> &[&'static str] {
        &self.outputs
    }

    /// The rows in evaluation order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of `w_id`, if the run computed it.
    pub fn row(&self, id: u32) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// The table in GitHub's Markdown, with six significant digits.
    ///
    /// ```
    /// use autodiff_core::trace::Trace;
    ///
    /// let mut trace = Trace::new("f", &["x"], &["y"]);
    /// trace.value(1, "x", "x", 2.0);
    /// trace.tangent(0, 1, 1.0);
    /// trace.adjoint(0, 1, 1.0);
    /// assert_eq!(
    ///     trace.to_markdown(),
    ///     "| w_i | expression | value | ∂w/∂x | ∂y/∂w |\n\
    ///      | --- | --- | ---: | ---: | ---: |\n\
    ///      | w1 | `x` | 2 | 1 | 1 |\n"
    /// );
    /// ```
    pub fn to_markdown(&self) -> String {
        markdown::render(self)
    }

    /// The table as comma-separated values (RFC 4180: quotes where needed,
    /// lines end in CR LF), with the source text as a column of its own.
    ///
    /// Numbers have as many digits as it takes to read back the same `f64`.
    ///
    /// ```
    /// use autodiff_core::trace::Trace;
    ///
    /// let mut trace = Trace::new("f", &["x"], &["y"]);
    /// trace.value(1, "x", "x", 0.1);
    /// trace.tangent(0, 1, 1.0);
    /// assert_eq!(
    ///     trace.to_csv(),
    ///     "w,expression,source,value,tangent x,adjoint y\r\nw1,x,x,0.1,1.0,\r\n"
    /// );
    /// ```
    pub fn to_csv(&self) -> String {
        csv::render(self)
    }
}

impl Row {
    /// The number `i` of `w_i`, as in the graph of the function.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The right side of `w_i = ...`, in terms of other values.
    pub fn expression(&self) -> &'static str {
        self.expression
    }

    /// The text in the function that the value comes from.
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// The value.
    pub fn value(&self) -> TraceValue {
        self.value
    }

    /// The derivative of the value for each input, in the order of
    /// [`Trace::inputs`].
    pub fn tangents(&self) -> &[Option<f64>] {
        &self.tangents
    }

    /// The derivative of each output for the value, in the order of
    /// [`Trace::outputs`].
    pub fn adjoints(&self) -> &[Option<f64>] {
        &self.adjoints
    }
}
