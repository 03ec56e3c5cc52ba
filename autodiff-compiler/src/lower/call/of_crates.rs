//! Functions of other crates that are called by their paths, `num_traits::clamp(x, low, high)`: the expression
//! that each of them is.

use super::queue::name;
use crate::lower::state::claim;
use crate::lower::state::cx::Cx;
use quote::quote;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprPath, parse_quote_spanned};

/// The expression of such a call.
pub(super) fn written(cx: &mut Cx<'_>, path: &ExprPath, call: &ExprCall) -> Option<Expr> {
    let full = claim::written_in_full(cx, path)?;
    let [root, function] = &full[..] else { return None };
    let (span, args) = (call.span(), call.args.iter().collect::<Vec<_>>());
    let is_of_points = matches!(root.as_str(), "nalgebra" | "na");
    let is_of_numbers = matches!(root.as_str(), "num_traits" | "num");
    let mut name = function.as_str();
    let mut generics = if is_of_points { quote!(f64, 3) } else { quote!(f64) };
    let expr = match (name, &args[..]) {
        ("clamp", [x, low, high]) if is_of_numbers => clamped(x, low, high),
        ("clamp", [x, low, high]) if is_of_points => {
            (name, generics) = ("clamp_to", quote!(f64));
            within(x, low, high)
        }
        ("abs", [x]) if is_of_numbers => parse_quote_spanned!(span=> (#x).abs()),
        ("distance", [a, b]) if is_of_points => parse_quote_spanned!(span=> (#a - #b).norm()),
        ("distance_squared", [a, b]) if is_of_points => parse_quote_spanned!(span=> (#a - #b).norm_squared()),
        _ => return None,
    };
    claim::of_crate(cx, path, name, &generics);
    Some(expr)
}

/// The limits stand beside each other as they are given, and what has no order is the lower one.
fn within(x: &Expr, low: &Expr, high: &Expr) -> Expr {
    let (value, least, most) = (name("__value"), name("__least"), name("__most"));
    parse_quote_spanned!(x.span()=> {
        let (#value, #least, #most) = (#x, #low, #high);
        if #value > #least { if #value < #most { #value } else { #most } } else { #least }
    })
}

/// Other than that of a float, it asks for the order of its limits in a debug build alone.
fn clamped(x: &Expr, low: &Expr, high: &Expr) -> Expr {
    let (value, least, most) = (name("__value"), name("__least"), name("__most"));
    parse_quote_spanned!(x.span()=> {
        let (#value, #least, #most) = (#x, #low, #high);
        debug_assert!(#least <= #most, "min must be less than or equal to max");
        if #value < #least { #least } else if #value > #most { #most } else { #value }
    })
}
