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
        "assert"
            | "assert_eq"
            | "assert_ne"
            | "debug_assert"
            | "debug_assert_eq"
            | "debug_assert_ne"
            | "print"
            | "println"
            | "eprint"
            | "eprintln"
            | "dbg"
    )
}

/// Macros of the crates `log` and `tracing`.
pub(crate) fn is_log_macro(name: &str) -> bool {
    matches!(name, "trace" | "debug" | "info" | "warn" | "error" | "log")
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

/// A type of std whose methods the macro knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Std {
    Float,
    Integer,
    Bool,
    /// `str`
    Text,
    /// Arrays, slices and vectors.
    Sequence,
    Range,
}

impl Std {
    pub(crate) fn is_scalar(self) -> bool {
        matches!(self, Std::Float | Std::Integer | Std::Bool)
    }
}

/// Whether a method of a value of this type gives the same whenever it is called.
pub(crate) fn is_pure_method(receiver: Std, name: &str) -> bool {
    let compares = matches!(name, "cmp" | "partial_cmp" | "eq" | "ne" | "lt" | "le" | "gt" | "ge" | "clone");
    compares
        || match receiver {
            Std::Float => float_method(name).is_some() || FLOAT_QUESTIONS.contains(&name) || BYTES.contains(&name),
            Std::Integer => integer_method(name).is_some() || is_integer_question(name) || BYTES.contains(&name),
            Std::Bool => matches!(name, "then_some" | "not"),
            Std::Text => matches!(name, "len" | "is_empty" | "trim" | "contains" | "starts_with" | "ends_with"),
            Std::Sequence => SEQUENCE.contains(&name),
            Std::Range => name == "contains",
        }
}

/// Methods of a float that give its bits.
pub(crate) fn gives_bits(name: &str) -> bool {
    name == "to_bits" || BYTES.contains(&name)
}

/// Functions of a float type that make a float of bits.
pub(crate) fn takes_bits(name: &str) -> bool {
    matches!(name, "from_bits" | "from_ne_bytes" | "from_le_bytes" | "from_be_bytes")
}

const BYTES: [&str; 3] = ["to_ne_bytes", "to_le_bytes", "to_be_bytes"];

/// Methods of floats without a derivative, besides the predicates.
const FLOAT_QUESTIONS: [&str; 3] = ["to_bits", "total_cmp", "classify"];

/// Methods of slices, and those of vectors and arrays that only read.
const SEQUENCE: [&str; 21] = [
    "len",
    "is_empty",
    "capacity",
    "first",
    "last",
    "get",
    "split_first",
    "split_last",
    "contains",
    "starts_with",
    "ends_with",
    "binary_search",
    "binary_search_by",
    "binary_search_by_key",
    "partition_point",
    "is_sorted",
    "is_sorted_by",
    "is_sorted_by_key",
    "concat",
    "join",
    "repeat",
];

/// Methods of integers that give something else than their receiver's type.
fn is_integer_question(name: &str) -> bool {
    let stem = ["checked_", "overflowing_"].iter().find_map(|prefix| name.strip_prefix(prefix));
    let arithmetic = |stem: &str| is_integer_arithmetic(stem) || stem == "next_multiple_of" || stem == "ilog2";
    stem.is_some_and(arithmetic)
        || matches!(
            name,
            "is_positive"
                | "is_negative"
                | "is_power_of_two"
                | "is_multiple_of"
                | "abs_diff"
                | "unsigned_abs"
                | "cast_signed"
                | "cast_unsigned"
                | "next_multiple_of"
                | "to_be"
                | "to_le"
        )
}

/// What integers have in a `wrapping_`, `saturating_`, `checked_` and
/// `overflowing_` form; not all of them in each, which rustc says.
fn is_integer_arithmetic(stem: &str) -> bool {
    matches!(
        stem,
        "add"
            | "sub"
            | "mul"
            | "div"
            | "rem"
            | "neg"
            | "abs"
            | "pow"
            | "shl"
            | "shr"
            | "div_euclid"
            | "rem_euclid"
            | "add_signed"
            | "sub_signed"
            | "add_unsigned"
            | "sub_unsigned"
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
    let stem = ["wrapping_", "saturating_"].iter().find_map(|prefix| name.strip_prefix(prefix));
    let same = stem.is_some_and(is_integer_arithmetic)
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
