//! An array of the elements of a slice: `x.try_into().unwrap()`, `<[f64; 3]>::try_from(&x[1..4]).unwrap()`.
//!
//! ```text
//! let a: [f64; N] = x.try_into().unwrap();      assert!(x.len() == N);
//!                                               let a: [f64; N] = from_fn(|i| x[i]);
//! ```

use crate::ir::{Form, Shape};
use crate::lower::state::cx::Cx;
use crate::lower::state::mentions::mentions_float;
use crate::lower::value::expr::Expect;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, ExprMethodCall, Type, parse_quote_spanned};

/// The same code by what the macro knows, if the array is of floats or of what reads them.
pub(super) fn of_slice(cx: &Cx<'_>, call: &ExprMethodCall, expect: &Expect) -> Option<Expr> {
    let (source, len, ty) = match &*call.receiver {
        Expr::MethodCall(inner) if inner.method == "try_into" && inner.args.is_empty() => {
            (&*inner.receiver, wanted(cx, expect)?, None)
        }
        Expr::Call(inner) if inner.args.len() == 1 => {
            let Expr::Path(path) = &*inner.func else { return None };
            let of = path.path.segments.last().filter(|last| last.ident == "try_from").and(path.qself.as_ref())?;
            let Type::Array(array) = &*of.ty else { return None };
            (&inner.args[0], array.len.to_token_stream(), Some(array))
        }
        _ => return None,
    };
    let asked = match (call.method.to_string().as_str(), call.args.len()) {
        ("unwrap", 0) => quote!("called `Result::unwrap()` on an `Err` value: TryFromSliceError(())"),
        ("expect", 1) => {
            let said = &call.args[0];
            quote!("{}: TryFromSliceError(())", #said)
        }
        _ => return None,
    };
    if !mentions_float(cx, &source.to_token_stream()) {
        return None;
    }
    let [of, i, made] = ["__of", "__i", "__made"].map(|name| Ident::new(name, Span::mixed_site()));
    let array = quote!(::core::array::from_fn(|#i| #of[#i]));
    // Where the place does not say its type, a variable does.
    let array = ty.map_or(array.clone(), |ty| quote!(let #made: #ty = #array; #made));
    Some(parse_quote_spanned!(call.method.span()=> {
        let #of = &(#source)[..];
        assert!(#of.len() == #len, #asked);
        #array
    }))
}

/// How long the array is that the place wants.
fn wanted(cx: &Cx<'_>, expect: &Expect) -> Option<TokenStream> {
    let Shape::Leaf(Some(kind)) = expect else { return None };
    match cx.kinds.as_memory(*kind)? {
        (Form::Array(len), _) => len.parse().ok(),
        _ => None,
    }
}
