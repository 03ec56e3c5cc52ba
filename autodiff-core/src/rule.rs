//! What a derivative rule is, as data: the row that the macro reads.
//!
//! A rule is written once, with the macro `rules!`, in the language that it
//! differentiates. The texts below are what `#[grad]` lowers (so that a rule
//! can be differentiated again); the same tokens are compiled into
//! [`crate::rules::compiled`], and tested against finite differences.

/// A derivative rule: a primal and its partials, as Rust text.
///
/// The texts may use the names of the arguments, of the result and of the
/// `lets` before them; `F`, the float type at hand; unsuffixed literals; the
/// constants of [`crate::rules::constant`]; comparisons and their logic;
/// `if`/`else`; and every method that has a rule itself. So the table is closed
/// under differentiation.
#[derive(Debug)]
pub struct Rule {
    /// The method of `f64` (`"sqrt"`), or the name of an operator: `"add"`,
    /// `"sub"`, `"mul"`, `"div"`, `"rem"`, `"neg"`.
    pub name: &'static str,
    /// The doc comment, with the convention at kinks, poles and domain edges.
    pub doc: &'static str,
    /// The arguments in order, receiver first.
    pub args: &'static [Arg],
    /// The name by which the partials call the primal's result.
    pub result: &'static str,
    /// The primal, as text: `"x.sqrt()"`.
    pub primal: &'static str,
    /// Shared subexpressions of the partials: name and text, in order.
    pub lets: &'static [(&'static str, &'static str)],
    /// One partial for each float argument, in argument order.
    pub partials: &'static [Partial],
    /// Points inside the domain where the test compares with finite
    /// differences (an integer argument as its float value); if there are none,
    /// the test has a point of its own.
    pub samples: &'static [&'static [f64]],
    /// The convention at kinks, poles and domain edges.
    pub edges: &'static [Edge],
    /// What else the transforms may know of it.
    pub properties: &'static [Property],
    /// How large the partials get where the last argument is this literal, if that
    /// is less than what they declare for any argument.
    pub literal: Option<fn(f64) -> Option<Growth>>,
}

/// What a transform may know of a rule besides its derivative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// It [costs](Cost) less than a load.
    Cheap,
    /// It [costs](Cost) about as much as a store and a load.
    Quick,
    /// It is a polynomial in its arguments: where it is infinite or NaN, so is one of
    /// them, or it is larger than the type can hold.
    Polynomial,
    /// It is the product of its two arguments, guarded or not: that of 1 and a number
    /// is the number.
    Product,
    /// It panics at some arguments.
    Panics,
    /// It is no function of a user's, but how the transforms multiply where a zero
    /// wins.
    Guard,
}

impl Rule {
    /// Whether the rule says this of itself.
    pub fn has(&self, property: Property) -> bool {
        self.properties.contains(&property)
    }

    /// What it costs to compute it again.
    pub fn cost(&self) -> Cost {
        match () {
            () if self.has(Property::Cheap) => Cost::Cheap,
            () if self.has(Property::Quick) => Cost::Quick,
            () => Cost::Dear,
        }
    }

    /// Whether it is no function of a user's, but how the transforms multiply
    /// where a zero wins.
    pub fn is_product_of_derivatives(&self) -> bool {
        self.has(Property::Guard)
    }

    /// How large the i-th partial can get where the last argument is this literal, or
    /// none.
    pub fn growth(&self, i: usize, literal: Option<f64>) -> Growth {
        let refined = self.literal.zip(literal).and_then(|(growth, literal)| growth(literal));
        refined.unwrap_or(self.partials[i].growth)
    }
}

/// What it costs to compute a number again, where it could be saved and loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cost {
    /// Less than to load it: it is computed where it is read.
    Cheap,
    /// About as much as to save it and load it: it is computed again where its operands are
    /// there anyway.
    Quick,
    /// More: a division, a root, a transcendental function. It runs once.
    Dear,
}

/// An argument of a rule.
#[derive(Debug)]
pub struct Arg {
    /// Its name in the texts.
    pub name: &'static str,
    /// Whether it is a float, or an `i32`.
    pub kind: ArgKind,
}

/// What an argument of a rule may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgKind {
    /// `f64` or `f32`: has a partial.
    Float,
    /// `i32`, as the exponent of `powi`: has none.
    Int,
}

/// The partial derivative of the result with respect to one argument.
#[derive(Debug)]
pub struct Partial {
    /// The argument.
    pub wrt: &'static str,
    /// The partial, as text: `"0.5 / y"`. The text `"0.0"` says that the result
    /// does not depend on the argument, wherever it has a derivative.
    pub text: &'static str,
    /// How large it can get where the arguments are finite.
    pub growth: Growth,
}

/// How large a partial can get at finite arguments.
///
/// The product of a partial and an incoming derivative must be zero where
/// either is exactly zero, and IEEE arithmetic says `0 · ∞ = NaN`. The
/// transforms guard the products where this can happen, and need to know where.
/// Each growth includes the ones before it; a test holds every rule to the
/// smallest one that is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Growth {
    /// Finite at every finite argument: `cos(x)`.
    Tame,
    /// Infinite or NaN only where the result is so too (`1 / x` of `ln` at 0,
    /// `y` of `exp` at 800), or where the true derivative is larger than the
    /// type can hold (`1 / x` of `ln` at 1e-310).
    Pole,
    /// Infinite or NaN where the result is finite: `0.5 / y` of `sqrt` at 0.
    Cusp,
}

/// One row of the published table of conventions: the partials at a point.
#[derive(Debug)]
pub struct Edge {
    /// The arguments (an integer argument as its float value).
    pub at: &'static [f64],
    /// The partials there, one for each float argument; NaN stands for NaN.
    pub partials: &'static [f64],
}
