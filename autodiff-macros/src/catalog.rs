//! What the macro knows of the standard library's names.

use autodiff_core::rule::Rule;

/// What a method of a float is to the macro.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Method {
    /// It has a derivative rule.
    Rule(&'static Rule),
    /// `x.sin_cos()`: two rules.
    SinCos,
    /// A question about a float, or its bits: the answer has no derivative.
    Predicate(&'static str),
    /// `x.clone()`: the value itself.
    Identity,
}

/// Methods of floats whose result is a `bool`.
const PREDICATES: [&str; 7] =
    ["is_nan", "is_infinite", "is_finite", "is_normal", "is_subnormal", "is_sign_positive", "is_sign_negative"];

/// The methods that integers have under the same name.
const SHARED_WITH_INTEGERS: [&str; 10] =
    ["abs", "signum", "min", "max", "clamp", "rem_euclid", "div_euclid", "clone", "eq", "lt"];

/// What `name` is as a method of a float, if anything.
pub(crate) fn float_method(name: &str) -> Option<Method> {
    if let Some(predicate) = PREDICATES.iter().find(|p| **p == name) {
        return Some(Method::Predicate(predicate));
    }
    match name {
        "sin_cos" => Some(Method::SinCos),
        "clone" | "to_owned" => Some(Method::Identity),
        _ => {
            let rule = autodiff_core::rules::find(name).filter(|rule| !rule.is_product_of_derivatives());
            rule.map(Method::Rule)
        }
    }
}

/// Whether a method of this name, on a receiver of unknown kind, can only be a
/// float's.
pub(crate) fn only_on_floats(name: &str) -> bool {
    float_method(name).is_some() && !SHARED_WITH_INTEGERS.contains(&name)
}

/// Whether `name` is an associated constant of the float types, or of their
/// `consts` modules, that is a float itself.
pub(crate) fn is_float_constant(name: &str) -> bool {
    const ASSOCIATED: [&str; 7] = ["EPSILON", "MAX", "MIN", "MIN_POSITIVE", "INFINITY", "NEG_INFINITY", "NAN"];
    const MODULE: [&str; 19] = [
        "E",
        "PI",
        "TAU",
        "LN_2",
        "LN_10",
        "LOG2_E",
        "LOG2_10",
        "LOG10_2",
        "LOG10_E",
        "SQRT_2",
        "FRAC_1_PI",
        "FRAC_2_PI",
        "FRAC_1_SQRT_2",
        "FRAC_2_SQRT_PI",
        "FRAC_PI_2",
        "FRAC_PI_3",
        "FRAC_PI_4",
        "FRAC_PI_6",
        "FRAC_PI_8",
    ];
    ASSOCIATED.contains(&name) || MODULE.contains(&name)
}

/// Macros that run once in the primal, whose result nobody uses.
pub(crate) fn is_effect_macro(name: &str) -> bool {
    matches!(
        name,
        "assert" | "assert_eq" | "assert_ne" | "debug_assert" | "debug_assert_eq" | "debug_assert_ne"
            | "print" | "println" | "eprint" | "eprintln" | "dbg"
            // Of the crates `log` and `tracing`.
            | "trace" | "debug" | "info" | "warn" | "error" | "log"
    )
}

/// Macros after which control does not go on.
pub(crate) fn is_diverging_macro(name: &str) -> bool {
    matches!(name, "panic" | "unreachable" | "todo" | "unimplemented")
}

/// Macros whose value depends on no variable.
pub(crate) fn is_constant_macro(name: &str) -> bool {
    matches!(name, "cfg" | "env" | "option_env" | "concat" | "stringify" | "line" | "column" | "file" | "module_path")
}

/// Macros whose arguments are lowered as what they are.
pub(crate) fn is_transparent_macro(name: &str) -> bool {
    matches!(name, "vec" | "matches" | "dbg")
}

/// Attributes that cannot change what the code under them computes.
pub(crate) fn is_inert_attribute(name: &str) -> bool {
    const TOOLS: [&str; 4] = ["rustfmt::", "clippy::", "diagnostic::", "rust_analyzer::"];
    TOOLS.iter().any(|tool| name.starts_with(tool))
        || matches!(
            name,
            "allow" | "warn" | "deny" | "forbid" | "expect" | "doc" | "inline" | "cold" | "must_use" | "deprecated"
        )
}

/// Attributes of rustc that a function may have besides.
pub(crate) fn is_function_attribute(name: &str) -> bool {
    matches!(
        name,
        "track_caller"
            | "no_mangle"
            | "export_name"
            | "link_section"
            | "unsafe"
            | "target_feature"
            | "instruction_set"
            | "coverage"
            | "optimize"
            | "automatically_derived"
    )
}

/// Methods that give the same whenever they are called, on numbers, strings,
/// slices, options and results alike.
pub(crate) fn is_pure_method(name: &str) -> bool {
    let number = integer_method(name).is_some()
        || float_method(name).is_some()
        || ["checked_", "overflowing_", "is_", "to_", "as_", "abs_", "unwrap", "cmp", "partial_cmp", "total_cmp"]
            .iter()
            .any(|prefix| name.starts_with(prefix));
    number
        || matches!(
            name,
            "len"
                | "contains"
                | "eq"
                | "ne"
                | "lt"
                | "le"
                | "gt"
                | "ge"
                | "clone"
                | "into"
                | "try_into"
                | "count"
                | "copied"
                | "cloned"
                | "expect"
                | "ok"
                | "first"
                | "last"
                | "starts_with"
                | "ends_with"
                | "unsigned_abs"
                | "next_multiple_of"
                | "partition_point"
                | "binary_search"
        )
}

/// What a method of an integer gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntegerMethod {
    /// The type of its receiver.
    Same,
    /// A `u32`, as counts of bits are.
    Bits,
}

/// The result of an integer's method, where the macro knows it.
pub(crate) fn integer_method(name: &str) -> Option<IntegerMethod> {
    let same = ["wrapping_", "saturating_"].iter().any(|prefix| name.starts_with(prefix))
        || matches!(
            name,
            "abs"
                | "signum"
                | "pow"
                | "isqrt"
                | "min"
                | "max"
                | "clamp"
                | "rem_euclid"
                | "div_euclid"
                | "div_ceil"
                | "midpoint"
                | "swap_bytes"
                | "reverse_bits"
                | "rotate_left"
                | "rotate_right"
                | "next_power_of_two"
        );
    let bits = matches!(
        name,
        "count_ones"
            | "count_zeros"
            | "leading_zeros"
            | "trailing_zeros"
            | "leading_ones"
            | "trailing_ones"
            | "ilog2"
            | "ilog10"
            | "ilog"
    );
    match (same, bits) {
        (true, _) => Some(IntegerMethod::Same),
        (_, true) => Some(IntegerMethod::Bits),
        _ => None,
    }
}

/// What the arguments of such a method are; `None` where they are of a third
/// type.
pub(crate) fn integer_argument(name: &str) -> Option<IntegerMethod> {
    let is_count = name.starts_with("rotate_") || ["pow", "_shl", "_shr"].iter().any(|end| name.ends_with(end));
    let is_mixed = name.ends_with("_signed") || name.ends_with("_unsigned") || name.contains("_signed_");
    match (is_mixed, is_count) {
        (true, _) => None,
        (_, true) => Some(IntegerMethod::Bits),
        _ => Some(IntegerMethod::Same),
    }
}
