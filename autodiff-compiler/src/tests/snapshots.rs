//! The generated code, as a person reads it.
//!
//! The snapshots stand in `tests/snapshots` of the workspace: they are the
//! review of a change to emission.

use super::world::File;
use crate::expand;
use crate::transform::Policy;
use proc_macro2::TokenStream;
use quote::ToTokens;

/// The expansion of an item under `#[grad]`, formatted.
pub(super) fn expansion(source: &str) -> String {
    let mut items = String::new();
    for mut item in syn::parse_file(source).expect("the source is Rust").items {
        let attr = match &mut item {
            syn::Item::Fn(function) => function.attrs.pop(),
            _ => None,
        };
        let Some(attr) = attr else { continue };
        let attr = match attr.meta {
            syn::Meta::List(list) => list.tokens,
            _ => TokenStream::new(),
        };
        let expanded = expand::grad(expand::Surroundings::Module, attr, item.to_token_stream());
        let mut file: syn::File = syn::parse2(expanded).expect("the expansion is Rust");
        // The user's own function comes first, as it was written.
        file.items.remove(0);
        // The forms with slots are much the same for all functions: one snapshot is theirs.
        let is_slotted =
            |item: &syn::Item| matches!(item, syn::Item::Fn(f) if f.sig.ident.to_string().ends_with("_slots"));
        file.items.retain(|item| !is_slotted(item) || source.contains("/// Slots."));
        items += &prettyplease::unparse(&file);
    }
    items
}

fn assert_snapshot(name: &str, source: &str, generated: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(source.trim());
    settings.bind(|| insta::assert_snapshot!(name, generated));
}

/// Functions, and a snapshot of the expansion of each.
macro_rules! expansions {
    ($($(#[$doc:meta])* $name:ident $source:literal)*) => {
        /// Name and source of each.
        pub(super) const SOURCES: &[(&str, &str)] = &[$((stringify!($name), $source)),*];

        $($(#[$doc])* #[test]
        fn $name() {
            assert_snapshot(stringify!($name), $source, &expansion($source));
        })*
    };
}

expansions! {
    /// Everything that is there without asking.
    sigmoid "
#[grad]
/// The logistic function.
pub fn sigmoid(x: f64, a: f64) -> f64 {
    1.0 / (1.0 + (-a * x).exp())
}"
    /// A caller that does not see the type of an argument.
    slots "
#[grad(hvp, only(jvp, vjp))]
/// Slots.
fn of_table(c: &[f64], n: usize, x: f64) -> f64 {
    c[n] * x
}"
    call_with_slots "
#[grad(only(jvp, vjp))]
fn in_table(x: f64) -> f64 {
    of_table(&TABLE[1..], COLUMN, x)
}"
    product_and_sine "
#[grad(only(jvp, vjp))]
fn product_and_sine(x1: f64, x2: f64) -> f64 {
    x1 * x2 + x1.sin()
}"
    /// Both sweeps of a loop apart; of a view, a name in each; a copy that is given.
    pullback "
#[grad(only(pullback))]
fn pullback(x: Vec<f64>) -> Vec<f64> {
    let tail = &x[1..];
    let mut y = vec![x[0]; tail.len()];
    for i in 0..tail.len() {
        y[i] *= tail[i].exp();
    }
    y
}"
    /// A transcendental in an arm, and code after the branch that reads it.
    branch_in_the_middle "
#[grad(only(jvp, vjp))]
fn branch(x: f64, y: f64) -> f64 {
    let z = if x > 0.0 { x.exp() * y } else { x * y };
    z * z
}"
    early_return "
#[grad(only(value_and_grad))]
fn entropy(p: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    -p * p.ln()
}"
    match_on_enum "
#[grad(only(grad))]
fn activation(#[constant] kind: Activation, x: f64) -> f64 {
    match kind {
        Activation::Identity => x,
        Activation::Relu => x.max(0.0),
        Activation::Tanh => x.tanh(),
    }
}"
    helper_call "
#[grad(only(jvp, vjp))]
fn neuron(w: f64, x: f64, b: f64) -> f64 {
    logistic(w * x + b) * w
}"
    recursion "
#[grad(only(jvp, vjp))]
fn power(x: f64, n: u32) -> f64 {
    if n == 0 { 1.0 } else { x * power(x, n - 1) }
}"
    tuple_result "
#[grad(only(jvp, vjp, vjp_into))]
fn polar(r: f64, angle: f64) -> (f64, f64) {
    (r * angle.cos(), r * angle.sin())
}"
    hessian_vector_product "
#[grad(hvp, only(grad))]
fn cubic(x: f64, y: f64) -> f64 {
    x.powi(3) * y
}"
    single_precision "
#[grad(only(jvp, grad))]
fn softplus(x: f32) -> f32 {
    (1.0 + x.exp()).ln()
}"
    assignment "
#[grad(only(jvp, grad))]
fn polynomial(x: f64) -> f64 {
    let mut sum = 1.0;
    let mut power = x;
    sum += 2.0 * power;
    power *= x;
    sum -= 0.5 * power;
    sum
}"
    guarded_product "
#[grad(only(jvp, grad))]
fn norm(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt().max(1e-3)
}"
    side_effects "
#[grad(only(jvp, vjp))]
fn checked(x: f64) -> f64 {
    assert!(x > 0.0, \"{x} is not positive\");
    let root = x.sqrt();
    println!(\"{root}\");
    root * x
}"
    spoilt_tangent "
#[grad(only(jvp, vjp))]
fn rotated(x: f64, angle: f64) -> f64 {
    let (a, b) = turned(x.sqrt(), x, angle);
    a * b
}"
    graph "
#[grad(only(graph))]
fn product_and_sine(x1: f64, x2: f64) -> f64 {
    x1 * x2 + x1.sin()
}"
    trace "
#[grad(only(trace))]
fn product_and_sine(x1: f64, x2: f64) -> f64 {
    x1 * x2 + x1.sin()
}"
}

/// The text form of a function and its companions.
fn assert_text(name: &str, source: &str, function: &str, companions: &[&str]) {
    let file = File::parse(source, Policy::Minimal).expect("the source lowers");
    let texts = companions.iter().map(|c| file.companion(function, c).expect("it is derived").to_string());
    assert_snapshot(name, source, &texts.collect::<Vec<_>>().join("\n"));
}

#[test]
fn text_of_the_sigmoid() {
    let source = "#[grad] fn sigmoid(x: f64, a: f64) -> f64 { 1.0 / (1.0 + (-a * x).exp()) }";
    assert_text("text_sigmoid", source, "sigmoid", &["", "_jvp", "_vjp"]);
}

#[test]
fn text_of_a_branch() {
    let source = "#[grad] fn branch(x: f64, y: f64) -> f64 {
    let z = if x > 0.0 { x.exp() * y } else { x * y };
    z * z
}";
    assert_text("text_branch", source, "branch", &["", "_vjp"]);
}

#[test]
fn text_of_a_call() {
    let source = "#[grad] fn outer(x: f64) -> f64 { inner((x, 2.0), &x) }
#[grad] fn inner(p: (f64, f64), q: &f64) -> f64 { p.0 * p.1 * *q }";
    assert_text("text_call", source, "outer", &["", "_vjp", "_vjp_jvp"]);
}

/// Generated code names nothing of the user's crate or of std by path, but the
/// crate itself and what every crate has.
#[test]
fn generated_paths_are_of_this_crate() {
    const ALLOWED: [&str; 4] =
        ["::autodiff::__private", "::autodiff::Graph", "::autodiff::Trace", "::core::compile_error"];
    for (name, source) in SOURCES {
        let text: String = expansion(source).chars().filter(|c| !c.is_whitespace()).collect();
        for (at, _) in text.match_indices("::") {
            let continues = text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '>'));
            let allowed = ALLOWED.iter().any(|path| text[at..].starts_with(path));
            assert!(continues || allowed, "{name} names `{}`", &text[at..text.len().min(at + 40)]);
        }
    }
}
