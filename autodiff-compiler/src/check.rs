//! `check!(f(x, &v), hvp)`: the companions of a function against differences.
//!
//! ```text
//! check!(f(x, &v))    first_order(subject, &(x, v), |at| f(..), |at, dot| f_jvp(..), |at, seed| f_vjp(..))
//! ```
//!
//! The macro only finds the names; what is compared, and how, is a function of core.

use crate::emit;
use crate::errors::{Errors, Message};
use crate::lower::state::cx::error_at;
use crate::protocol::Companion;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprCall, ExprPath, Lit, Path, Token, UnOp};

/// The checks of one call, as an expression.
pub fn check(input: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let checks = read(&errors, input).map(|checked| checks(&checked));
    let checks = checks.filter(|_| errors.is_empty());
    let errors = emit::compile_errors(errors.into_list());
    quote!({ #checks #errors })
}

/// What is checked.
struct Checked {
    function: ExprPath,
    arguments: Vec<Argument>,
    order: Order,
    krate: TokenStream,
}

/// An argument of the call.
struct Argument {
    value: Expr,
    passed: Passed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Passed {
    ByValue,
    /// After an `&`.
    ByReference,
    /// It has no derivative.
    Constant,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    First,
    Second,
}

fn read(errors: &Errors, input: TokenStream) -> Option<Checked> {
    let Ok((call, order, krate)) = parser.parse2(input.clone()) else {
        let first = input.into_iter().next().map_or_else(Span::call_site, |token| token.span());
        errors.report(Message::CheckNeedsCall.at(first));
        return None;
    };
    let Expr::Path(function) = *call.func else {
        errors.report(error_at(&call.func, Message::CheckNeedsCall));
        return None;
    };
    let arguments: Vec<Argument> = call.args.iter().filter_map(|arg| argument(errors, arg)).collect();
    if errors.is_empty() && arguments.iter().all(|arg| arg.passed == Passed::Constant) {
        errors.report(error_at(&function, Message::CheckOfConstants));
    }
    Some(Checked { function, arguments, order, krate })
}

/// The call, and what comes after it.
fn parser(input: ParseStream<'_>) -> syn::Result<(ExprCall, Order, TokenStream)> {
    let Expr::Call(call) = input.parse()? else { return Err(input.error("no call")) };
    let (mut order, mut krate) = (Order::First, quote!(::autodiff));
    while !input.is_empty() {
        input.parse::<Token![,]>()?;
        if input.is_empty() {
            break;
        }
        let name = input.call(Ident::parse_any)?;
        if name == "hvp" {
            order = Order::Second;
        } else if name == "crate" {
            input.parse::<Token![=]>()?;
            let path: Path = input.parse()?;
            krate = quote!(#path);
        } else {
            return Err(input.error("no such option"));
        }
    }
    Ok((call, order, krate))
}

fn argument(errors: &Errors, arg: &Expr) -> Option<Argument> {
    if let Some(value) = crate::lower::unmarked(arg) {
        return Some(Argument { value, passed: Passed::Constant });
    }
    match arg {
        Expr::Reference(reference) if reference.mutability.is_some() => {
            errors.report(error_at(arg, Message::CheckOfMut));
            None
        }
        Expr::Reference(reference) => Some(Argument { value: (*reference.expr).clone(), passed: Passed::ByReference }),
        arg => {
            let passed = if is_no_float(arg) { Passed::Constant } else { Passed::ByValue };
            Some(Argument { value: arg.clone(), passed })
        }
    }
}

/// Whether it is a literal that is no float, whatever is around it.
fn is_no_float(arg: &Expr) -> bool {
    match arg {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(int) => !matches!(int.suffix(), "f64" | "f32"),
            Lit::Float(_) => false,
            _ => true,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => is_no_float(&unary.expr),
        // What a macro by example has for a fragment, `$steps:expr`.
        Expr::Group(group) => is_no_float(&group.expr),
        Expr::Paren(paren) => is_no_float(&paren.expr),
        _ => false,
    }
}

fn checks(checked: &Checked) -> TokenStream {
    let Checked { function, arguments, order, krate } = checked;
    let active = || arguments.iter().enumerate().filter(|(_, arg)| arg.passed != Passed::Constant);
    let at: Vec<Ident> = active().map(|(i, _)| local("at", i)).collect();
    let values = arguments.iter().enumerate().map(|(i, arg)| {
        let (constant, at, value) = (local("constant", i), local("at", i), &arg.value);
        match arg.passed {
            Passed::Constant => quote!(let #constant = #value;),
            // What is lent stays the caller's.
            Passed::ByReference => quote!(let #at = ::core::clone::Clone::clone(&#value);),
            Passed::ByValue => quote!(let #at = #value;),
        }
    });
    let texts = active().map(|(i, arg)| {
        let (name, value) = (local("at", i), &arg.value);
        let text = quote!(#value).to_string();
        quote!((#text, #krate::Differentiable::leaves(&#name)))
    });
    // The user may have a function of one of these names.
    let here = Span::mixed_site();
    let name = quote!(#function).to_string().replace(' ', "");
    let (own, dots) = (own(arguments), tangents(arguments));
    let dot_names: Vec<Ident> = active().map(|(i, _)| local("dot", i)).collect();
    let [jvp, vjp, hvp] = [Companion::Jvp, Companion::Vjp, Companion::Hvp].map(|c| companion(function, c));
    let by_one = vjp.clone();
    let module = quote!(#krate::check);
    // Of an `Option` or a `Result`, what is there.
    let primal = quote_spanned!(here=> (&#module::Given::new(#function(#(#own,)*))).there());
    let [jvp, vjp, hvp] = [
        quote!(#jvp(#(#own,)* #(#dots,)*)),
        quote_spanned!(here=> #vjp(#(#own,)* ::core::clone::Clone::clone(seed))),
        quote!(#hvp(#(#own,)* #(#dots,)*)),
    ]
    .map(|call| quote_spanned!(here=> (&#module::Given::new(#call)).value()));
    let gradient = quote!((&#module::Given::new(#by_one(#(#own,)* 1.0))).there());
    let at_here = quote_spanned!(here=> let (#(#at,)*) = ::core::clone::Clone::clone(at););
    let dot_here = quote_spanned!(here=> let (#(#dot_names,)*) = ::core::clone::Clone::clone(dot););
    let second = (*order == Order::Second).then(|| {
        quote_spanned! {here=>
            #module::second_order(
                subject,
                &at,
                |at| { #at_here #gradient.map(|given| #module::leaves(&given.1)) },
                |at, dot| {
                    #at_here #dot_here
                    let (gradient, product) = #hvp;
                    (#module::leaves(&gradient), #module::leaves(&product))
                },
            );
        }
    });
    quote_spanned! {here=>
        use #module::{OfAny as _, OfHolder as _};
        #(#values)*
        let arguments = [#(#texts),*];
        let subject = #module::Subject { name: #name, arguments: &arguments };
        let at = (#(#at,)*);
        #module::first_order(
            subject,
            &at,
            |at| { #at_here #primal },
            |at, dot| {
                #at_here #dot_here
                let (value, tangent) = #jvp;
                (value, #module::leaves(&tangent))
            },
            |at, seed| {
                #at_here
                let (value, cotangents) = #vjp;
                (value, #module::leaves(&cotangents))
            },
        );
        #second
    }
}

/// The arguments of a call, as the user passes them.
fn own(arguments: &[Argument]) -> Vec<TokenStream> {
    let each = arguments.iter().enumerate().map(|(i, arg)| match arg.passed {
        Passed::Constant => {
            let name = local("constant", i);
            // A reference is copied as it stands, and coerces where it is passed.
            let is_reference = matches!(arg.value, Expr::Reference(_));
            if is_reference { quote!(#name) } else { quote!(::core::clone::Clone::clone(&#name)) }
        }
        passed => as_passed(passed, &local("at", i)),
    });
    each.collect()
}

/// The tangents beside them.
fn tangents(arguments: &[Argument]) -> Vec<TokenStream> {
    let active = arguments.iter().enumerate().filter(|(_, arg)| arg.passed != Passed::Constant);
    active.map(|(i, arg)| as_passed(arg.passed, &local("dot", i))).collect()
}

fn as_passed(passed: Passed, name: &Ident) -> TokenStream {
    if passed == Passed::ByReference { quote!(&#name) } else { quote!(#name) }
}

/// The path of a companion.
fn companion(function: &ExprPath, companion: Companion) -> ExprPath {
    let mut path = function.clone();
    if let Some(last) = path.path.segments.last_mut() {
        last.ident = format_ident!("{}", companion.of(&last.ident.to_string()), span = last.ident.span());
    }
    path
}

fn local(prefix: &str, i: usize) -> Ident {
    Ident::new(&format!("{prefix}_{i}"), Span::mixed_site())
}
