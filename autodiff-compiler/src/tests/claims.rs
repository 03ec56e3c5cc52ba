//! Each name of std's tables, called on a part of which no type is seen, carries its claim, or is a
//! method with companions: a row that is added later is none that is taken for std's by its name.

use super::desk;
use crate::expand::{Surroundings, grad};
use crate::std_names::{self, Float};
use proc_macro2::TokenStream;

/// What a claim is written with, in the forms that rustc checks; or what is taken is an `Option`, and
/// nothing else fits there; or the name is refused.
const CLAIMS: [&str; 10] = [
    "lends_itself (",
    "has_elements (",
    "have_the_same_leaves (",
    "own_the_same_leaves (",
    "discrete (",
    "is_there (",
    "there (",
    "into_option (",
    "compile_error !",
    ": f64 = made (",
];

#[test]
fn each_name_of_std_carries_its_claim() {
    let mut without = Vec::new();
    let receivers = ["h.a", "h.v[0]", "made(k)", "(h.a + h.b)"];
    for (number, (name, given)) in std_names::all().into_iter().enumerate() {
        for (turn, receiver) in receivers.iter().enumerate() {
            if !desk::takes(number + turn, receivers.len()) {
                continue;
            }
            let call = format!("{receiver}.{name}({})", given.join(", "));
            let written = companion(&call);
            if !is_claimed(name, &written) {
                without.push(format!("{call}: {written}"));
            }
        }
    }
    assert!(without.is_empty(), "{}", without.join("\n\n"));
}

/// The tangent of a function with the call in it.
fn companion(call: &str) -> String {
    let item: TokenStream = format!("fn f(h: &H, k: f64) -> f64 {{ k * {call} }}").parse().expect("a function");
    let written = grad(Surroundings::Module, quote::quote!(only(jvp)), item.clone()).to_string();
    written.replace(&item.to_string(), "")
}

fn is_claimed(name: &str, written: &str) -> bool {
    let says = |claims: &[&str]| claims.iter().any(|claim| written.contains(claim));
    // A method of the user's has companions, and one of an `Option` is called on what they give.
    let is_called =
        says(&[&format!(". {name}_jvp"), &format!("made_jvp (k , k_dot) . {name} ("), &format!("__given . {name} (")]);
    // What is converted has a rule that rustc finds by its type.
    let is_converted = name == "into" && says(&["Inferred :: from_jvp"]);
    match std_names::float_method(name) {
        _ if is_called || is_converted || says(&["compile_error !"]) => true,
        // Of a number it is the number; a clone of data is asked for its leaves where it is data.
        Some(Float::Identity) => true,
        Some(_) => says(&["__private :: float ("]),
        None => says(&CLAIMS),
    }
}
