//! Methods and constants of numbers, truth values and texts.

use super::{Fact, of_sequence};
use autodiff_core::rule::Rule;

/// What a method of a float is to the macro.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Float {
    /// It has a derivative rule.
    Rule(&'static Rule),
    /// `x.sin_cos()`: two rules.
    SinCos,
    /// A question about a float: the answer has no derivative.
    Predicate(&'static str),
    /// `x.clone()`: the value itself.
    Identity,
}

/// What a method of a float is that has no rule in core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plain {
    SinCos,
    Identity,
    /// It gives a `bool`.
    Predicate,
    /// Its answer has no derivative, and is of a type of its own.
    Question,
    /// It gives the bits.
    Bits,
}

const FLOATS: &[(&str, Plain)] = &[
    ("sin_cos", Plain::SinCos),
    ("clone", Plain::Identity),
    ("to_owned", Plain::Identity),
    ("is_finite", Plain::Predicate),
    ("is_infinite", Plain::Predicate),
    ("is_nan", Plain::Predicate),
    ("is_normal", Plain::Predicate),
    ("is_sign_negative", Plain::Predicate),
    ("is_sign_positive", Plain::Predicate),
    ("is_subnormal", Plain::Predicate),
    ("classify", Plain::Question),
    ("total_cmp", Plain::Question),
    ("to_bits", Plain::Bits),
    ("to_be_bytes", Plain::Bits),
    ("to_le_bytes", Plain::Bits),
    ("to_ne_bytes", Plain::Bits),
];

/// Methods that floats have, or are going to have, without a rule: of std, of its traits for
/// every type, of `num_traits`.
const WITHOUT_RULE: &[&str] = &[
    "abs_sub",
    "algebraic_add",
    "algebraic_div",
    "algebraic_mul",
    "algebraic_rem",
    "algebraic_sub",
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "erf",
    "erfc",
    "fmt",
    "gamma",
    "hash",
    "integer_decode",
    "into",
    "ln_gamma",
    "maximum",
    "midpoint",
    "minimum",
    "next_down",
    "next_up",
    "to_f32",
    "to_f64",
    "to_i32",
    "to_i64",
    "to_int_unchecked",
    "to_isize",
    "to_string",
    "to_u32",
    "to_u64",
    "to_usize",
    "try_into",
    "type_id",
];

/// What makes a float of bits.
const OF_BITS: &[&str] = &["from_bits", "from_ne_bytes", "from_le_bytes", "from_be_bytes"];

/// What `num_traits` asks numbers, and vectors.
const QUESTIONS: &[&str] = &["is_zero", "is_one"];

/// Comparisons, which all types of std have that are compared.
const COMPARISONS: &[&str] = &["cmp", "partial_cmp", "eq", "ne", "lt", "le", "gt", "ge"];

/// The methods of floats that integers have under the same name.
const SHARED_WITH_INTEGERS: [&str; 10] =
    ["abs", "signum", "min", "max", "clamp", "rem_euclid", "div_euclid", "clone", "eq", "lt"];

fn plain(name: &str) -> Option<(&'static str, Plain)> {
    FLOATS.iter().find(|(known, _)| *known == name).copied()
}

/// What `name` is as a method of what may be a float, if anything. Nobody adds numbers by
/// `a.add(b)`; vectors without operators are.
pub(crate) fn float_method(name: &str) -> Option<Float> {
    float_function(name).filter(|_| !matches!(name, "add" | "sub" | "mul" | "div" | "rem" | "neg"))
}

/// The same of what is a float, `f64::add`.
pub(crate) fn float_function(name: &str) -> Option<Float> {
    match plain(name) {
        Some((_, Plain::SinCos)) => Some(Float::SinCos),
        Some((_, Plain::Identity)) => Some(Float::Identity),
        Some((name, Plain::Predicate)) => Some(Float::Predicate(name)),
        Some((_, Plain::Question | Plain::Bits)) => None,
        None => {
            let rule = autodiff_core::rules::find(name).filter(|rule| !rule.is_product_of_derivatives());
            rule.map(Float::Rule)
        }
    }
}

/// Whether a method of this name, on a receiver of unknown kind, can only be a
/// float's.
pub(crate) fn only_on_floats(name: &str) -> bool {
    float_method(name).is_some() && !SHARED_WITH_INTEGERS.contains(&name)
}

/// Whether a method has the name of one of floats, and another number of arguments: then it is
/// one of a type of its own, `v.hypot()`.
pub(crate) fn is_other_than_of_floats(name: &str, args: usize) -> bool {
    match float_method(name) {
        Some(Float::Rule(rule)) => rule.args.len() != args + 1,
        Some(Float::SinCos | Float::Predicate(_) | Float::Identity) => args != 0,
        None => false,
    }
}

/// Whether it is a method that floats have, and of which no rule is known.
pub(super) fn is_without_rule(name: &str) -> bool {
    WITHOUT_RULE.contains(&name)
}

/// Whether the answer of a method of floats has no derivative, as a cast to an integer
/// has none.
pub(crate) fn is_inactive(name: &str) -> bool {
    matches!(plain(name), Some((_, Plain::Question))) || (name != "cmp" && COMPARISONS.contains(&name))
}

/// Whether traits of numbers have a question by this name.
pub(crate) fn asks_number(name: &str) -> bool {
    QUESTIONS.contains(&name)
}

/// Methods of a float that give its bits.
pub(crate) fn gives_bits(name: &str) -> bool {
    matches!(plain(name), Some((_, Plain::Bits)))
}

/// Functions of a float type that make a float of bits.
pub(crate) fn takes_bits(name: &str) -> bool {
    OF_BITS.contains(&name)
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

/// The names of methods of floats and integers, and what each is given.
#[cfg(test)]
pub(super) fn all() -> Vec<(&'static str, Vec<&'static str>)> {
    use autodiff_core::rule::ArgKind;
    let given = |kind: &ArgKind| if *kind == ArgKind::Int { "2" } else { "k" };
    let rules = autodiff_core::rules::all().filter(|rule| float_method(rule.name).is_some());
    let rules = rules.map(|rule| (rule.name, rule.args[1..].iter().map(|arg| given(&arg.kind)).collect()));
    let plain = FLOATS.iter().map(|(name, _)| (*name, if *name == "total_cmp" { vec!["&k"] } else { Vec::new() }));
    let others = WITHOUT_RULE.iter().map(|name| (*name, Vec::new()));
    let comparisons = COMPARISONS.iter().map(|name| (*name, vec!["&k"]));
    let integers =
        INTEGERS.iter().map(|(name, _)| (*name, if integer_argument(name).is_some() { vec!["2"] } else { Vec::new() }));
    rules.chain(plain).chain(others).chain(comparisons).chain(integers).collect()
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

/// Methods of a truth value, a text and a range that give the same again.
const PURE: &[(Std, &str)] = &[
    (Std::Bool, "not"),
    (Std::Bool, "then_some"),
    (Std::Text, "contains"),
    (Std::Text, "ends_with"),
    (Std::Text, "is_empty"),
    (Std::Text, "len"),
    (Std::Text, "starts_with"),
    (Std::Text, "trim"),
    (Std::Range, "contains"),
];

/// Whether a method of a value of this type gives the same whenever it is called.
pub(crate) fn is_pure_method(receiver: Std, name: &str) -> bool {
    let compares = name == "clone" || COMPARISONS.contains(&name);
    compares
        || match receiver {
            Std::Float => float_method(name).is_some() || plain(name).is_some(),
            Std::Integer => is_pure_of_integer(name),
            Std::Sequence => of_sequence(name).is_some_and(|row| row.is(Fact::Pure)),
            Std::Bool | Std::Text | Std::Range => PURE.contains(&(receiver, name)),
        }
}

/// What a method of an integer gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntegerMethod {
    /// The type of its receiver.
    Same,
    /// A `u32`, as counts of bits are.
    Bits,
}

/// What integers have in a `wrapping_`, `saturating_`, `checked_` and `overflowing_`
/// form; not all of them in each, which rustc says.
const ARITHMETIC: &[&str] = &[
    "abs",
    "add",
    "add_signed",
    "add_unsigned",
    "div",
    "div_euclid",
    "mul",
    "neg",
    "pow",
    "rem",
    "rem_euclid",
    "shl",
    "shr",
    "sub",
    "sub_signed",
    "sub_unsigned",
];

/// Methods of integers, and what they give; `None` for a third type.
const INTEGERS: &[(&str, Option<IntegerMethod>)] = &[
    ("abs", Some(IntegerMethod::Same)),
    ("clamp", Some(IntegerMethod::Same)),
    ("div_ceil", Some(IntegerMethod::Same)),
    ("div_euclid", Some(IntegerMethod::Same)),
    ("isqrt", Some(IntegerMethod::Same)),
    ("max", Some(IntegerMethod::Same)),
    ("midpoint", Some(IntegerMethod::Same)),
    ("min", Some(IntegerMethod::Same)),
    ("next_power_of_two", Some(IntegerMethod::Same)),
    ("pow", Some(IntegerMethod::Same)),
    ("rem_euclid", Some(IntegerMethod::Same)),
    ("reverse_bits", Some(IntegerMethod::Same)),
    ("rotate_left", Some(IntegerMethod::Same)),
    ("rotate_right", Some(IntegerMethod::Same)),
    ("signum", Some(IntegerMethod::Same)),
    ("swap_bytes", Some(IntegerMethod::Same)),
    ("count_ones", Some(IntegerMethod::Bits)),
    ("count_zeros", Some(IntegerMethod::Bits)),
    ("ilog", Some(IntegerMethod::Bits)),
    ("ilog10", Some(IntegerMethod::Bits)),
    ("ilog2", Some(IntegerMethod::Bits)),
    ("leading_ones", Some(IntegerMethod::Bits)),
    ("leading_zeros", Some(IntegerMethod::Bits)),
    ("trailing_ones", Some(IntegerMethod::Bits)),
    ("trailing_zeros", Some(IntegerMethod::Bits)),
    ("abs_diff", None),
    ("cast_signed", None),
    ("cast_unsigned", None),
    ("is_multiple_of", None),
    ("is_negative", None),
    ("is_positive", None),
    ("is_power_of_two", None),
    ("next_multiple_of", None),
    ("to_be", None),
    ("to_le", None),
    ("unsigned_abs", None),
];

fn stem<'n>(name: &'n str, prefixes: [&str; 2]) -> Option<&'n str> {
    prefixes.into_iter().find_map(|prefix| name.strip_prefix(prefix))
}

/// The result of an integer's method, where the macro knows it.
pub(crate) fn integer_method(name: &str) -> Option<IntegerMethod> {
    match stem(name, ["wrapping_", "saturating_"]) {
        Some(stem) => ARITHMETIC.contains(&stem).then_some(IntegerMethod::Same),
        None => INTEGERS.iter().find(|(known, _)| *known == name).and_then(|(_, gives)| *gives),
    }
}

fn is_pure_of_integer(name: &str) -> bool {
    let checked = stem(name, ["checked_", "overflowing_"]);
    let is_checked = |stem: &str| ARITHMETIC.contains(&stem) || stem == "next_multiple_of" || stem == "ilog2";
    let is_bytes = matches!(name, "to_ne_bytes" | "to_le_bytes" | "to_be_bytes");
    is_bytes
        || checked.is_some_and(is_checked)
        || integer_method(name).is_some()
        || INTEGERS.iter().any(|(known, _)| *known == name)
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
