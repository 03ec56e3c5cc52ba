//! Macros and attributes by name.

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

/// Functions of `autodiff::special`, which a `use` brings without their companions.
pub(crate) fn is_special_function(name: &str) -> bool {
    matches!(
        name,
        "beta"
            | "beta_reg"
            | "digamma"
            | "erf"
            | "erfc"
            | "erfinv"
            | "gamma"
            | "gamma_lr"
            | "gamma_ur"
            | "j0"
            | "j1"
            | "jn"
            | "ln_1p_exp"
            | "ln_beta"
            | "ln_gamma"
            | "log_sum_exp"
            | "logistic"
            | "normal_cdf"
            | "normal_quantile"
            | "polygamma"
            | "softplus"
            | "trigamma"
            | "y0"
            | "y1"
            | "yn"
    )
}

/// Methods of slices, vectors and arrays that are not lowered.
pub(crate) fn is_other_of_slices(name: &str) -> bool {
    const PREFIXES: [&str; 12] = [
        "dedup",
        "select_nth",
        "binary_search",
        "as_",
        "into_",
        "try_",
        "split",
        "rsplit",
        "sort",
        "chunk",
        "rchunk",
        "partition",
    ];
    PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || matches!(
            name,
            "drain"
                | "splice"
                | "extract_if"
                | "leak"
                | "reserve"
                | "reserve_exact"
                | "shrink_to_fit"
                | "shrink_to"
                | "capacity"
                | "join"
                | "concat"
                | "repeat"
                | "array_chunks"
                | "each_ref"
                | "each_mut"
                | "starts_with"
                | "ends_with"
                | "strip_prefix"
                | "strip_suffix"
                | "fill_with"
                | "clone_from"
                | "get_disjoint_mut"
                | "get_unchecked"
                | "get_unchecked_mut"
                | "borrow"
                | "borrow_mut"
                | "to_vec"
                | "map"
                | "escape_ascii"
                | "is_sorted"
                | "is_sorted_by"
                | "is_sorted_by_key"
                | "hash"
                | "eq"
                | "ne"
                | "cmp"
                | "partial_cmp"
                | "lt"
                | "le"
                | "gt"
                | "ge"
                | "type_id"
                | "fmt"
                | "to_string"
                | "set_len"
                | "spare_capacity_mut"
                | "iter_mut"
                | "array_windows"
                | "utf8_chunks"
                | "pop_if"
                | "insert_mut"
                | "push_mut"
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

/// Functions of `num_traits` that give a float of a type parameter, from nothing.
pub(crate) fn is_generic_constant(name: &str) -> bool {
    let is_capital = name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    is_capital
        || matches!(
            name,
            "pi" | "two_pi"
                | "frac_pi_2"
                | "frac_pi_3"
                | "frac_pi_4"
                | "frac_pi_6"
                | "frac_pi_8"
                | "frac_1_pi"
                | "frac_2_pi"
                | "e"
                | "ln_2"
                | "ln_10"
                | "log2_e"
                | "log10_e"
                | "default_epsilon"
                | "infinity"
                | "neg_infinity"
                | "nan"
                | "neg_zero"
                | "min_value"
                | "max_value"
                | "min_positive_value"
                | "epsilon"
        )
}

/// Whether vectors and matrices of the usual crates have a method of this name.
pub(super) fn is_of_vectors(name: &str) -> bool {
    matches!(
        name,
        "dot"
            | "cross"
            | "norm"
            | "norm_squared"
            | "magnitude"
            | "magnitude_squared"
            | "normalize"
            | "length"
            | "length_squared"
            | "distance"
            | "distance_squared"
            | "lerp"
            | "transpose"
            | "inverse"
            | "try_inverse"
            | "determinant"
            | "trace"
            | "component_mul"
            | "component_div"
            | "conjugate"
            | "rotate"
            | "mul_vec3"
            | "transform_point"
            | "transform_vector"
            | "scaled_add"
            | "axpy"
            | "mapv"
            | "mapv_inplace"
    )
}
