//! `#[rule(dx = "..", da = "..")]`: the companions of a function whose partials a person
//! states, as formulas over its arguments and its result.
//!
//! ```text
//! fn f(x, a) -> y    f_jvp(x, a, x_dot, a_dot) = (y, x_dot * dx + a_dot * da)
//!                    f_vjp(x, a, y_bar)        = (y, (y_bar * dx, y_bar * da))
//!                    f_vjp_jvp                 = the forward tangent of f_vjp
//! ```
//!
//! `#[rule(implicit = g)]` states an equation instead: `f(p)` is the `x` at which `g(x, p)` is
//! zero, and its companions are written of those of `g` ([`emit::by_equation`]).
//!
//! The body of the function is never looked into. The first two are written down with the
//! formulas in them, which are ordinary Rust. The third is what `#[grad]` makes of the
//! second: that calls `f`, whose tangent is the first. The rest are calls of these.

mod read;

use crate::config::Config;
use crate::derivatives::Derivatives;
use crate::emit::{self, Reader, Target};
use crate::errors::Errors;
use crate::expand::{context, lowered, unless_it_panics};
use crate::lower;
use crate::protocol::{self, Companion};
use crate::transform::Calls;
use proc_macro2::TokenStream;
use quote::quote;

/// `#[rule(attr)] item`: the function, and its companions or what is wrong.
#[allow(clippy::needless_pass_by_value, reason = "the signature of an attribute macro")]
pub fn rule(attr: TokenStream, item: TokenStream) -> TokenStream {
    unless_it_panics(&TokenStream::new(), &item, || expansion(attr.clone(), item.clone()))
}

fn expansion(attr: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let item = lower::parenthesised(item);
    let Some(function) = read::function(&errors, item.clone()) else {
        let errors = emit::compile_errors(errors.into_list());
        return quote!(#item #errors);
    };
    let user = lower::cleaned(&function);
    let (config, formulas) = read::arguments(&errors, attr);
    let border = read::border(&function);
    let signature = lower::signature(&errors, &config, &border);
    let cx = context(&config, &signature, &[]);
    let companions = formulas.and_then(|formulas| {
        if formulas.equation.is_some() {
            let equation = read::equation(&errors, &signature, &border, &formulas)?;
            return Some(of_equation(&config, &cx, &equation));
        }
        let partials = read::partials(&errors, &signature, &border, formulas)?;
        self::companions(&errors, &config, &cx, &partials)
    });
    let companions = companions.filter(|_| errors.is_empty());
    let companions = companions.unwrap_or_else(|| emit::stubs(&cx, &config.companions));
    let errors = emit::compile_errors(errors.into_list());
    quote!(#[allow(dead_code)] #user #companions #errors)
}

/// The companions; none if a partial has no derivative of its own and is asked for it.
fn companions(
    errors: &Errors,
    config: &Config,
    cx: &emit::Context<'_>,
    partials: &emit::ByRule,
) -> Option<TokenStream> {
    use Companion::{Grad, GradInto, Hvp, Jvp, ValueAndGrad, Vjp, VjpInto, VjpIntoJvp, VjpJvp};
    let mut out = emit::tangent_by_rule(cx, partials);
    out.extend(emit::adjoint_by_rule(cx, partials, Reader::Rustc));
    let mut with_slots = vec![Jvp, Vjp];
    for companion in [VjpInto, Grad, ValueAndGrad, GradInto] {
        out.extend(emit::wrapper(cx, companion, Vjp, &TokenStream::new()));
    }
    if config.companions.contains(&Hvp) {
        out.extend(tangent_of_adjoint(errors, config, cx, partials)?);
        out.extend(emit::wrapper(cx, Hvp, VjpJvp, &TokenStream::new()));
        out.extend(emit::wrapper(cx, VjpIntoJvp, VjpJvp, &TokenStream::new()));
        with_slots.push(VjpJvp);
    }
    out.extend(with_slots.into_iter().map(|companion| emit::slots(cx, companion)));
    Some(out)
}

/// The companions of what solves an equation: those of the equation's own, and a linear system.
fn of_equation(config: &Config, cx: &emit::Context<'_>, equation: &emit::ByEquation) -> TokenStream {
    use Companion::{Adjoint, AdjointJvp, Grad, GradInto, Hvp, Jvp, ValueAndGrad, Vjp, VjpInto, VjpIntoJvp, VjpJvp};
    let plan = protocol::plan(&config.companions, emit::border_facts(cx));
    let written = plan.iter().map(|(companion, _)| *companion);
    let mut out = TokenStream::new();
    for companion in written {
        out.extend(match companion {
            Jvp | VjpInto | VjpIntoJvp => emit::by_equation(cx, equation, companion),
            Vjp | Adjoint | Grad | ValueAndGrad | GradInto => {
                emit::wrapper(cx, companion, VjpInto, &TokenStream::new())
            }
            VjpJvp | AdjointJvp | Hvp => emit::wrapper(cx, companion, VjpIntoJvp, &TokenStream::new()),
            _ => unreachable!("a rule has the companions that are there without asking, and `hvp`"),
        });
        if emit::border_has_slots(cx, companion) {
            out.extend(emit::slots(cx, companion));
        }
    }
    out
}

/// The forward tangent of the adjoint, by the ordinary pipeline.
fn tangent_of_adjoint(
    errors: &Errors,
    config: &Config,
    cx: &emit::Context<'_>,
    partials: &emit::ByRule,
) -> Option<TokenStream> {
    let forward = Config { krate: config.krate.clone(), ..Config::of(vec![Companion::Jvp]) };
    let function = read::plain(errors, emit::adjoint_by_rule(cx, partials, Reader::Grad))?;
    let signature = lower::signature(errors, &forward, &function);
    let (lowered, _) = lowered(errors, &forward, &signature, &function)?;
    let derivatives = Derivatives::new(&forward, Calls::Whole, &lowered.func);
    // Its name, its documentation and its types are those of the function's own companion.
    let cx = context(config, cx.signature, &lowered.items);
    let func = derivatives.of(Companion::Jvp);
    Some(emit::companion(&cx, &Target { func: &func, companion: Companion::VjpJvp }))
}
