//! How what a statement calls is found.

/// How a callee is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Called {
    /// By its path; or it is a method of a constant, which the path begins with.
    Path,
    /// It is a method of the first argument.
    Method(Receiver),
    /// It is the function of core for an operator on types that the macro does not see.
    /// Its `_vjp` takes references and gives each cotangent as a value, so the operands may
    /// be parts of one thing.
    Operator,
    /// It is the first argument, which is data with a derivative. Its companions have a
    /// tangent and a shadow for each argument; those of what has no derivative are `()`.
    Function,
}

/// What a method is called on, as it is written: rustc looks for the method there first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receiver {
    /// A value, or the place of one.
    Place,
    /// A reference.
    Reference,
    /// A clone that is made for the method, which may take it by value: `a.clone().lu()`.
    Clone,
}
