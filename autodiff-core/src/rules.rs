//! The derivative rules of the float methods and operators: one file a family.
//!
//! [`all`] and [`find`] give the rows that `#[grad]` reads, [`compiled`] the
//! same rules as functions.
//!
//! ```
//! use autodiff_core::rules;
//!
//! let sqrt = rules::find("sqrt").expect("every float method of std has a rule");
//! assert_eq!(sqrt.partials[0].text, "0.5 / y");
//! # #[cfg(any(feature = "std", feature = "libm"))]
//! assert_eq!(rules::compiled::f64::sqrt(4.0), (2.0, [0.25]));
//! ```
//!
//! # Conventions
//!
//! A derivative is that of the branch that the program takes: at a kink, a
//! comparison decides, and it is written in the rule. Where the limit of the
//! derivative is infinite, so is the partial. A partial that is identically
//! zero has the text `0.0`. Outside its domain a function is NaN; its partial
//! there is what its formula gives. [`edge_table`] lists the points.

use crate::rule::Rule;

#[macro_use]
mod syntax;

pub mod arith;
pub mod constant;
pub mod exp_log;
pub mod hyperbolic;
pub mod piecewise;
pub mod power;
pub mod trig;

#[cfg(all(test, any(feature = "std", feature = "libm")))]
mod check;
#[cfg(feature = "alloc")]
mod table;
#[cfg(feature = "alloc")]
pub use table::{edge_table, growth_table};

const FILES: &[&[Rule]] =
    &[arith::RULES, power::RULES, exp_log::RULES, trig::RULES, hyperbolic::RULES, piecewise::RULES];

/// Every rule, file by file, in the order of the text.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FILES.iter().copied().flatten()
}

/// The rule of a method or operator: `"sqrt"`, `"add"`.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// The rules as functions, from arguments to the result and its partials.
///
/// A function has the arguments of its rule, receiver first, and returns the
/// result with one partial for each float argument.
///
/// ```
/// let (y, [dx, db]) = autodiff_core::rules::compiled::f64::mul(3.0, 5.0);
/// assert_eq!((y, dx, db), (15.0, 5.0, 3.0));
/// ```
#[cfg(any(feature = "std", feature = "libm"))]
pub mod compiled {
    /// The rules at `f64`.
    pub mod f64 {
        pub use crate::rules::{
            arith::compiled::f64::*, exp_log::compiled::f64::*, hyperbolic::compiled::f64::*,
            piecewise::compiled::f64::*, power::compiled::f64::*, trig::compiled::f64::*,
        };
    }
    /// The rules at `f32`.
    pub mod f32 {
        pub use crate::rules::{
            arith::compiled::f32::*, exp_log::compiled::f32::*, hyperbolic::compiled::f32::*,
            piecewise::compiled::f32::*, power::compiled::f32::*, trig::compiled::f32::*,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::ArgKind;
    use std::{collections::BTreeSet, string::String, vec::Vec};

    #[test]
    fn names_are_unique() {
        let names: BTreeSet<_> = all().map(|rule| rule.name).collect();
        assert_eq!(names.len(), all().count());
    }

    #[test]
    fn each_float_argument_has_one_partial_in_order() {
        for rule in all() {
            let floats = rule.args.iter().filter(|arg| arg.kind == ArgKind::Float);
            let floats: Vec<_> = floats.map(|arg| arg.name).collect();
            let wrt: Vec<_> = rule.partials.iter().map(|partial| partial.wrt).collect();
            assert_eq!(floats, wrt, "{}", rule.name);
            for sample in rule.samples {
                assert_eq!(sample.len(), rule.args.len(), "{}", rule.name);
            }
            for edge in rule.edges {
                assert_eq!(edge.at.len(), rule.args.len(), "{}", rule.name);
                assert_eq!(edge.partials.len(), wrt.len(), "{}", rule.name);
            }
        }
    }

    /// So that the table is closed under differentiation.
    #[test]
    fn texts_call_only_methods_that_have_rules() {
        let inactive = ["is_nan", "is_infinite", "is_finite", "is_sign_negative", "is_sign_positive", "saturating_sub"];
        for rule in all() {
            let lets = rule.lets.iter().map(|&(_, text)| text);
            let partials = rule.partials.iter().map(|partial| partial.text);
            for text in [rule.primal].into_iter().chain(lets).chain(partials) {
                for after_dot in text.split('.').skip(1) {
                    let is_name = |c: &char| c.is_alphanumeric() || *c == '_';
                    let name: String = after_dot.chars().take_while(is_name).collect();
                    let is_literal = name.starts_with(|c: char| c.is_ascii_digit());
                    assert!(
                        is_literal || inactive.contains(&name.as_str()) || find(&name).is_some(),
                        "{}: `{name}` in `{text}` has no rule",
                        rule.name
                    );
                }
            }
        }
    }
}
