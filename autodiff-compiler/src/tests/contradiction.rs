//! A panic of the macro becomes an error at the function.

use crate::expand::unless_it_panics;
use proc_macro2::TokenStream;

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("tokens")
}

fn expanded(attr: &str, item: &str) -> String {
    let (attr, item) = (tokens(attr), tokens(item));
    unless_it_panics(&attr, &item, || panic!("`w4` stands where a {} is expected\nafter reverse", "float")).to_string()
}

#[test]
fn the_function_and_an_error_that_asks_for_a_report() {
    let out = expanded("hvp", "fn f(x: f64, #[constant] k: f64) -> f64 { x * k }");
    assert!(out.contains("fn f (x : f64 , k : f64) -> f64 { x * k }"), "{out}");
    assert!(out.contains("compile_error"), "{out}");
    assert!(
        out.contains("contradicts itself about this function: `w4` stands where a float is expected; this"),
        "{out}"
    );
    assert!(!out.contains("after reverse"), "{out}");
    for companion in ["f_jvp", "f_vjp", "f_vjp_into", "f_grad", "f_value_and_grad", "f_grad_into", "f_hvp"] {
        assert!(out.contains(&format!("fn {companion} ")), "{companion}: {out}");
    }
}

#[test]
fn what_is_no_function_stays_what_it_is() {
    let out = expanded("", "struct S { x: f64 }");
    assert!(out.contains("struct S { x : f64 }") && out.contains("compile_error"), "{out}");
}

#[test]
fn what_does_not_panic_is_given_as_it_is() {
    let out = unless_it_panics(&tokens(""), &tokens("fn f() {}"), || tokens("fn g() {}"));
    assert_eq!(out.to_string(), tokens("fn g() {}").to_string());
}
