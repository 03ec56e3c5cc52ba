//! Numbers in fields come out as plain arithmetic, as parameters would: no operator of core is
//! called, and no value is handled by its trait.

use crate::expand;
use quote::ToTokens;

#[test]
fn numbers_in_fields_are_arithmetic() {
    let functions: [syn::ItemFn; 5] = [
        syn::parse_quote!(
            fn kinetic(b: &Body) -> f64 {
                0.5 * b.m * b.v * b.v
            }
        ),
        syn::parse_quote!(
            fn drag(b: &Body, rho: f64) -> f64 {
                b.c * b.a * rho * b.v * b.v
            }
        ),
        syn::parse_quote!(
            fn determinant(p: &P, q: &P) -> f64 {
                p.x * q.y - p.y * q.x
            }
        ),
        syn::parse_quote!(
            fn work(rows: &[Row]) -> f64 {
                rows.iter().map(|r| r.force * r.way).sum()
            }
        ),
        syn::parse_quote!(
            fn area(s: &Shape) -> f64 {
                match s {
                    Shape::Rect(a, b) => a * b,
                    Shape::Line(_) => 0.0,
                }
            }
        ),
    ];
    for function in functions {
        let tokens = expand::grad(expand::Surroundings::Unknown, quote::quote!(hvp), function.to_token_stream());
        let text = tokens.to_string();
        for word in ["__private :: ops ::", "accumulate_value", "compile_error"] {
            assert!(!text.contains(word), "`{}` has `{word}`:\n{text}", function.sig.ident);
        }
    }
}
