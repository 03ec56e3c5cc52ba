//! The table of the protocol, and what has to agree with it.

use super::variants::functions_of;
use crate::expand::{self, Surroundings};
use crate::protocol::{Asked, Companion, TABLE};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::collections::BTreeMap;

#[test]
fn the_readme_has_the_table() {
    let rows = TABLE.iter().filter(|row| !row.is_hidden());
    let line = |row: &crate::protocol::Row| {
        let [takes, gives, remark] = row.shown;
        format!("| `f_{}` | {takes} | {gives} | {remark} |\n", row.suffix)
    };
    let table =
        "| companion | arguments | returns | |\n|---|---|---|---|\n".to_owned() + &rows.map(line).collect::<String>();
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md"));
    assert!(readme.expect("the README is there").contains(&table), "the README has to show\n\n{table}");
}

/// A transform names the companion of a companion by both endings.
#[test]
fn a_companion_of_a_companion_has_both_endings() {
    for (tangent, of) in [
        (Companion::VjpJvp, Companion::Vjp),
        (Companion::VjpIntoJvp, Companion::VjpInto),
        (Companion::AdjointJvp, Companion::Adjoint),
    ] {
        assert_eq!(tangent.of("f"), Companion::Jvp.of(&of.of("f")));
    }
}

#[test]
fn each_companion_has_one_row_and_comes_with_one_that_can_be_asked_for() {
    for (i, row) in TABLE.iter().enumerate() {
        assert_eq!(TABLE.iter().position(|other| other.companion == row.companion), Some(i));
        assert_eq!(TABLE.iter().position(|other| other.suffix == row.suffix), Some(i));
        assert_eq!(Companion::named(row.suffix).is_none(), row.is_hidden());
        if let Asked::With(other) = row.asked {
            assert!(!other.row().is_hidden(), "{:?}", row.companion);
        }
    }
}

/// The transforms make the parameters of what is written whole; stubs and wrappers
/// have those of the table.
#[test]
fn transforms_take_and_give_what_the_table_says() {
    let mut compared = 0;
    for source in [SCALARS, MEMORY, IN_OUT] {
        for function in functions_of(source) {
            let whole = signatures(function.to_token_stream());
            let mut refused = function.clone();
            refused.block = syn::parse_quote!({ async { 1.0 } });
            let stubs = signatures(refused.to_token_stream());
            for (name, signature) in &whole {
                let Some(stub) = stubs.get(name) else { continue };
                assert_eq!(signature, stub, "{name}");
                compared += 1;
            }
        }
    }
    assert!(compared > 30, "only {compared} companions were compared");
}

const SCALARS: &str = "
#[grad] fn one(x: f64) -> f64 { x.sin() }
#[grad] fn two(y: f32, n: usize, p: (f32, bool)) -> f32 { y.powi(n as i32) * p.0 }
#[grad] fn pair(x: &f64, #[constant] k: f64) -> (f64, f64) { (k * x, x.exp()) }";

const MEMORY: &str = "
#[grad] fn dot(x: &[f64], y: &[f64; 3], a: f64) -> f64 { a * (x[0] * y[1]) }
#[grad] fn rows(x: &[Vec<f64>], v: Vec<f64>) -> f64 { x[0][0] * v[0] }
#[grad] fn made(x: &[(f64, usize)]) -> Vec<f64> { vec![x[0].0, 2.0] }";

const IN_OUT: &str = "
#[grad] fn scaled(a: f64, x: &mut [f64]) { x[0] *= a; }
#[grad] fn grown(a: f64, x: &mut Vec<f64>) -> f64 { x.push(a); x[0] * a }
#[grad] fn inside(p: (&mut [f64; 2], f64)) -> f64 { p.0[0] *= p.1; p.0[1] }";

/// The types that each companion takes and gives.
fn signatures(function: TokenStream) -> BTreeMap<String, String> {
    let expanded = expand::grad(Surroundings::Unknown, quote!(hvp), function);
    let file: syn::File = syn::parse2(expanded).expect("the expansion is Rust");
    let functions = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Fn(function) => Some(function.sig),
        _ => None,
    });
    let text = |sig: &syn::Signature| {
        let types = sig.inputs.iter().map(|input| match input {
            syn::FnArg::Typed(typed) => typed.ty.to_token_stream().to_string(),
            syn::FnArg::Receiver(receiver) => receiver.to_token_stream().to_string(),
        });
        let result = match &sig.output {
            syn::ReturnType::Type(_, ty) => ty.to_token_stream().to_string(),
            syn::ReturnType::Default => "()".to_owned(),
        };
        format!("{} -> {result}", types.collect::<Vec<_>>().join(", "))
    };
    // The function itself comes first.
    functions.skip(1).map(|sig| (sig.ident.to_string(), text(&sig))).collect()
}
