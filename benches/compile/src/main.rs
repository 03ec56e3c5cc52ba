//! What `#[grad]` costs while a crate is checked.
//!
//! `cargo run -p autodiff-compile-time` writes crates of 100 functions below
//! `target/`, and prints for each the CPU time of `cargo check`: without the
//! attribute, with it, and of what it expands to, where no macro runs. Then it
//! prints the time that the compiler of the attribute takes for a function in this
//! process: with `--release` in an optimised build of it, without in one such as
//! users have. With the argument `inside` it does this alone, for profilers.

mod cpu;
mod functions;
mod scratch;

use autodiff_compiler::Surroundings;
use functions::{Function, functions};
use proc_macro2::TokenStream;
use scratch::Scratch;

/// How many functions a crate has.
const COUNT: usize = 100;

/// What is asked for, and the arguments of the attribute that ask for it.
const ATTRIBUTES: [(&str, &str); 3] = [("grad", ""), ("grad(hvp)", "hvp"), ("grad(only(grad))", "only(grad)")];

fn main() {
    let functions = functions(COUNT);
    println!("{COUNT} functions of {} lines\n", functions[0].text.lines().count());
    if std::env::args().nth(1).as_deref() != Some("inside") {
        check_crates(&functions);
    }
    println!("{:<44}{:>22}", "inside the macro", "CPU a function (ms)");
    for (name, arguments) in ATTRIBUTES {
        println!("{name:<44}{:>22.2}", inside(arguments, &functions));
    }
}

fn check_crates(functions: &[Function]) {
    println!("{:<44}{:>10}{:>12}", "cargo check", "lines", "CPU (s)");
    check("plain", &written(functions, |function| function.text.replace("#[constant] ", "")));
    for (name, arguments) in ATTRIBUTES {
        let attributed = |function: &Function| {
            format!("#[autodiff::grad({})]\n{}", arguments_for(arguments, function), function.text)
        };
        check(name, &written(functions, attributed));
        let expanded = written(functions, |function| expansion(arguments, function, |_| true));
        check("  its expansion, without the macro", &expanded);
        let slots = written(functions, |function| expansion(arguments, function, |name| !name.ends_with("_slots")));
        check("  its expansion, without forms with slots", &slots);
    }
    println!();
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
    autodiff_compiler::grad(Surroundings::Module, tokens(arguments_for(arguments, function)), tokens(&function.text))
}

fn check(name: &str, source: &str) {
    let seconds = Scratch::of(source).check();
    println!("{name:<44}{:>10}{seconds:>12.2}", source.lines().count());
}

/// Milliseconds for one function.
fn inside(arguments: &'static str, functions: &[Function]) -> f64 {
    let seconds = cpu::of_this_process(|| {
        for function in functions {
            std::hint::black_box(expand(arguments, function));
        }
    });
    seconds * 1e3 / f64::from(u32::try_from(functions.len()).expect("a few functions"))
}
