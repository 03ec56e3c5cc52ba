//! The protocol: of each companion, what it is called, takes, returns and says of
//! itself.
//!
//! ```text
//! f(x, a) -> y      f_jvp(x, a, x_dot, a_dot) -> (y, y_dot)
//!                   f_vjp(x, a, y_bar) -> (y, (x_bar, a_bar))
//!                   f_vjp_into(x, a, y_bar, &mut x_bar, &mut a_bar) -> y
//! ```
//!
//! No other file lists companions. The arguments of the attribute, signatures,
//! wrappers, stubs, forms with slots, the calls of a transform and the table of the
//! README are queries of [`TABLE`].

mod in_two;
mod plan;
mod sparse;
mod table;

pub(crate) use plan::{Facts, Form, plan};
pub(crate) use table::TABLE;

/// A function that `#[grad]` writes beside the user's. In the order in which they
/// are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Companion {
    Primal,
    Jvp,
    Vjp,
    VjpInto,
    VjpIntoJvp,
    AdjointInto,
    Augmented,
    ReverseInto,
    Adjoint,
    AdjointJvp,
    Grad,
    ValueAndGrad,
    GradInto,
    VjpJvp,
    Pullback,
    Hvp,
    JvpN,
    VjpN,
    HvpN,
    Taylor,
    JvpMarks,
    HvpMarks,
    JacobianInto,
    ValueAndJacobian,
    Jacobian,
    HessianInto,
    Hessian,
    Pattern,
    SparseJacobian,
    SparseJacobianInto,
    HessianPattern,
    SparseHessian,
    SparseHessianInto,
    Report,
    Graph,
    Trace,
}

/// What the protocol says of one companion.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) companion: Companion,
    /// What its name ends in, after an underscore.
    pub(crate) suffix: &'static str,
    pub(crate) asked: Asked,
    pub(crate) exists: Exists,
    /// What it takes besides the function's own arguments.
    pub(crate) takes: &'static [Input],
    pub(crate) gives: Output,
    /// The line that states what it is. `{f}` is the function, `{wrt}` that along
    /// which it is differentiated, and `{order}` says that this has an order.
    pub(crate) doc: &'static str,
    /// The same of a function that returns nothing, if it is another line.
    pub(crate) doc_of_unit: Option<&'static str>,
    /// What is added where something goes in and out: `{places}`.
    pub(crate) doc_of_places: Option<&'static str>,
    /// Arguments, result and a remark, as the README shows them.
    #[cfg_attr(not(test), allow(dead_code, reason = "the table of the README is a test's"))]
    pub(crate) shown: [&'static str; 3],
}

/// How one comes by a companion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// It is there without asking.
    Always,
    /// By its name among the arguments of the attribute.
    ByName,
    /// So, or with the one named here.
    Beside(Companion),
    /// Not at all: other companions call it, and it comes with the one named here.
    With(Companion),
}

/// For which functions there is such a companion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exists {
    Everywhere,
    /// Where the result is one float.
    OfOneFloat,
    /// Where callers need it: see [`plan`].
    ForCallers,
}

/// Parameters of a companion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// The function's own.
    Own,
    /// What all calls below the companion record on.
    Tape,
    /// The same with a record on it.
    Record,
    /// A tangent for each differentiable argument.
    Tangents,
    /// The cotangent of the result, if it has one.
    Seed,
    /// The cotangents of what goes in and out.
    InOut,
    /// Of each differentiable argument a shadow, into which its cotangent is added.
    Added,
    /// Of each differentiable argument a shadow, which its cotangent overwrites.
    Overwritten,
    /// The tangents of these.
    SeedTangent,
    InOutTangents,
    AddedTangents,
    /// A slice to which a matrix is written.
    Matrix,
    /// A slice to which the cells of a sparse matrix are written.
    Values,
    /// Which columns of a Jacobian share a direction.
    Columns,
    /// The same of a Hessian.
    Star,
}

/// What a companion returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    Nothing,
    Value,
    /// Where on the tape a record begins.
    Position,
    /// The tangent of the value.
    Tangent,
    /// The cotangents of the arguments, without those of what goes in and out.
    Cotangents,
    /// The tangents of these.
    CotangentTangents,
    /// The cotangents of all arguments.
    Gradient,
    /// The tangents of these.
    GradientTangents,
    /// A function that takes the cotangent of the value, and gives those of the arguments.
    Pullback,
    Pair(&'static Output, &'static Output),
    /// Of each argument a block: the rows of the result.
    Jacobian,
    /// Of each argument blocks: the rows of its gradient.
    Hessian,
    /// Which cells of a matrix may be other than zero.
    Pattern,
    /// Their values, or that there are others.
    SparseMatrix,
    /// What the function gives besides, where its values are written to a slice; or that there are others.
    Besides(&'static Output),
    /// A type of the crate, or of core.
    Graph,
    Trace,
    Text,
}

impl Companion {
    pub(crate) fn row(self) -> &'static Row {
        TABLE.iter().find(|row| row.companion == self).expect("the table has a row for each companion")
    }

    /// What its name ends in: `_vjp`.
    pub(crate) fn ending(self) -> String {
        format!("_{}", self.row().suffix)
    }

    /// The name of this companion of a function, or of a companion of it: `f_vjp`,
    /// `f_vjp_jvp`.
    pub(crate) fn of(self, function: &str) -> String {
        format!("{function}_{}", self.row().suffix)
    }

    /// The companions that it runs, each with those that this one runs.
    pub(crate) fn runs(self) -> &'static [Companion] {
        use Companion::{
            Hessian, HessianInto, HessianPattern, Hvp, HvpMarks, HvpN, Jacobian, JacobianInto, Jvp, JvpMarks, JvpN,
            Pattern, SparseHessian, SparseHessianInto, SparseJacobian, SparseJacobianInto, ValueAndJacobian, Vjp, VjpN,
        };
        match self {
            JacobianInto => &[Jvp, JvpN, Vjp, VjpN],
            ValueAndJacobian => &[Jvp, JacobianInto],
            Jacobian => &[ValueAndJacobian],
            HessianInto => &[Hvp, HvpN],
            Hessian => &[HessianInto],
            Pattern => &[JvpMarks],
            SparseJacobian | SparseJacobianInto => &[Jvp, JvpN],
            HessianPattern => &[HvpMarks],
            SparseHessian | SparseHessianInto => &[Hvp, HvpN],
            _ => &[],
        }
    }

    /// The companion that a user calls by this name.
    pub(crate) fn named(name: &str) -> Option<Companion> {
        let row = TABLE.iter().find(|row| row.suffix == name)?;
        (!row.is_hidden()).then_some(row.companion)
    }

    /// How often its function has been differentiated where it stands; 0 of one that is no transform
    /// of its function, and has no companions.
    pub(crate) fn order(self) -> usize {
        use Companion::{
            Adjoint, AdjointInto, AdjointJvp, Augmented, Grad, GradInto, Hvp, Jvp, ReverseInto, ValueAndGrad, Vjp,
            VjpInto, VjpIntoJvp, VjpJvp,
        };
        match self {
            Jvp | Vjp | VjpInto | AdjointInto | Augmented | ReverseInto | Adjoint | Grad | ValueAndGrad | GradInto => 1,
            Hvp | VjpJvp | VjpIntoJvp | AdjointJvp => 2,
            _ => 0,
        }
    }

    /// Whether it needs the two sweeps of the adjoint apart.
    pub(crate) fn has_sweeps_apart(self) -> bool {
        matches!(self, Companion::Trace | Companion::Pullback | Companion::Augmented | Companion::ReverseInto)
    }

    /// Whether it is called as a companion of this companion is.
    pub(crate) fn is_of(self, companion: Companion) -> bool {
        self.row().suffix.strip_prefix(companion.row().suffix).is_some_and(|rest| rest == "_jvp")
    }

    /// Whether a function may be a companion, as far as its name tells.
    pub(crate) fn is_called(name: &str) -> bool {
        TABLE
            .iter()
            .filter(|row| row.companion.order() > 0)
            .any(|row| name.strip_suffix(row.suffix).is_some_and(|of| of.len() > 1 && of.ends_with('_')))
    }

    /// Those that are there without asking.
    pub(crate) fn always() -> Vec<Companion> {
        TABLE.iter().filter(|row| row.asked == Asked::Always).map(|row| row.companion).collect()
    }
}

impl Row {
    pub(crate) fn is_hidden(&self) -> bool {
        matches!(self.asked, Asked::With(_))
    }

    /// Whether it runs another one, once for each column or row of a matrix.
    pub(crate) fn is_of_matrix(&self) -> bool {
        use Companion::{Hessian, HessianInto, Jacobian, JacobianInto, ValueAndJacobian};
        matches!(self.companion, JacobianInto | ValueAndJacobian | Jacobian | HessianInto | Hessian) || self.is_sparse()
    }

    /// Whether it is of a matrix of which only the cells are there that may be other than zero. There
    /// is none of a function whose derivative is not known to be linear statement by statement.
    pub(crate) fn is_sparse(&self) -> bool {
        use Companion::{
            HessianPattern, Pattern, SparseHessian, SparseHessianInto, SparseJacobian, SparseJacobianInto,
        };
        matches!(
            self.companion,
            Pattern | SparseJacobian | SparseJacobianInto | HessianPattern | SparseHessian | SparseHessianInto
        )
    }

    /// Whether it runs several directions at once. There is no such companion of a function whose
    /// derivative is not known to be linear statement by statement.
    pub(crate) fn has_lanes(&self) -> bool {
        use Companion::{HvpN, JvpN, Taylor, VjpN};
        matches!(self.companion, JvpN | VjpN | HvpN | Taylor) || self.has_marks()
    }

    /// Whether these are sets of what a value depends on, in the place of tangents.
    pub(crate) fn has_marks(&self) -> bool {
        matches!(self.companion, Companion::JvpMarks | Companion::HvpMarks)
    }

    /// Whether these are Taylor coefficients along a curve, of several orders.
    pub(crate) fn has_series(&self) -> bool {
        self.companion == Companion::Taylor
    }

    /// Whether it needs a gradient, which is of one float.
    pub(crate) fn gives_gradient(&self) -> bool {
        self.exists == Exists::OfOneFloat
    }

    /// Whether a caller that does not see the type of an argument may call it: then
    /// it has a form with a slot for each parameter.
    pub(crate) fn has_slots(&self) -> bool {
        use Companion::{Jvp, Vjp, VjpInto, VjpIntoJvp, VjpJvp};
        matches!(self.companion, Jvp | Vjp | VjpJvp | VjpInto | VjpIntoJvp)
    }
}
