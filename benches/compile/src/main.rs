//! What `#[grad]` costs while a crate is checked.
//!
//! `cargo run -p autodiff-compile-time [COUNT]` writes crates of `COUNT` functions
//! below `target/`, and prints for each the CPU time of `cargo check`: without the
//! attribute, with it, and of what it expands to, where no macro runs. Then it
//! prints the time that the compiler of the attribute takes for a function in this
//! process: with `--release` in an optimised build of it, without in one such as
//! users have.

mod cpu;
mod functions;
mod scratch;

use functions::{Function, functions};
use proc_macro2::TokenStream;
use scratch::Scratch;
use std::time::Instant;

/// How often the functions are expanded in this process.
const ROUNDS: usize = 10;

/// What is asked for, and the arguments of the attribute that ask for it.
const ATTRIBUTES: [(&str, &str); 3] = [("grad", ""), ("grad(hvp)", "hvp"), ("grad(only(grad))", "only(grad)")];

fn main() {
    let count = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(100);
    let functions = functions(count);
    println!("{count} functions of {} lines\n", functions[0].text.lines().count());
    println!("{:<44}{:>10}{:>12}", "cargo check", "lines", "CPU (s)");
    check("plain", &written(&functions, |function| function.text.replace("#[constant] ", "")));
    for (name, arguments) in ATTRIBUTES {
        let attributed = |function: &Function| {
            format!("#[autodiff::grad({})]\n{}", arguments_for(arguments, function), function.text)
        };
        check(name, &written(&functions, attributed));
        let expanded = written(&functions, |function| expansion(arguments, function, |_| true));
        check("  its expansion, without the macro", &expanded);
        let slots = written(&functions, |function| expansion(arguments, function, |name| !name.ends_with("_slots")));
        check("  its expansion, without forms with slots", &slots);
    }
    println!("\n{:<44}{:>22}", "inside the macro", "a function (ms)");
    for (name, arguments) in ATTRIBUTES {
        println!("{name:<44}{:>22.2}", inside(arguments, &functions));
    }
}

/// The arguments that the function can have.
fn arguments_for(arguments: &'static str, function: &Function) -> &'static str {
    if arguments == "only(grad)" && !function.has_scalar_result { "" } else { arguments }
}

fn written(functions: &[Function], text: impl Fn(&Function) -> String) -> String {
    functions.iter().map(|function| text(function) + "\n\n").collect()
}

/// The function and its companions as text, of these those that `keep` names.
fn expansion(arguments: &'static str, function: &Function, keep: impl Fn(&str) -> bool) -> String {
    let expanded = expand(arguments, function);
    let mut file: syn::File = syn::parse2(expanded).expect("the expansion is Rust");
    file.items.retain(|item| !matches!(item, syn::Item::Fn(f) if !keep(&f.sig.ident.to_string())));
    prettyplease::unparse(&file)
}

fn expand(arguments: &'static str, function: &Function) -> TokenStream {
    let tokens = |text: &str| text.parse::<TokenStream>().expect("it is Rust");
    autodiff_compiler::grad(tokens(arguments_for(arguments, function)), tokens(&function.text))
}

fn check(name: &str, source: &str) {
    let seconds = Scratch::of(source).check();
    println!("{name:<44}{:>10}{seconds:>12.2}", source.lines().count());
}

/// Milliseconds for one function.
fn inside(arguments: &'static str, functions: &[Function]) -> f64 {
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for function in functions {
            std::hint::black_box(expand(arguments, function));
        }
    }
    start.elapsed().as_secs_f64() * 1e3 / (ROUNDS * functions.len()) as f64
}
