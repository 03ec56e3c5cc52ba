//! What leaves a function that gives an `Option` or a `Result`, other than by giving something.
//!
//! It is the function's own `return`, in each companion: all of them give the same `Err`.
//!
//! ```text
//! if x < 0.0 { return Err(Error::Domain) }    if w2
//!                                                 leave `return Err(Error::Domain)`
//! ```

use crate::errors::Message;
use crate::ir::{Atom, Effect, EffectFlow, OnActive, Shape, Stmt};
use crate::lower::state::cx::{Cx, Stop};
use crate::lower::state::mentions::variables;
use crate::lower::state::typed::typed;
use crate::lower::tokens::jumps::{jump, returns};
use crate::lower::tokens::own;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use std::rc::Rc;
use syn::{Expr, ExprReturn};

/// Whether an expression is an `Err(..)` or a `None`.
pub(crate) fn is_nothing(e: &Expr) -> bool {
    match e {
        Expr::Paren(inner) => is_nothing(&inner.expr),
        Expr::Group(inner) => is_nothing(&inner.expr),
        Expr::Call(call) => {
            matches!(&*call.func, Expr::Path(path) if own::is_variant(&path.path, &["Err"])) && call.args.len() == 1
        }
        Expr::Path(path) => own::is_variant(&path.path, &["None"]),
        _ => false,
    }
}

/// `return Err(e)`, `return None`
pub(crate) fn by_return(cx: &mut Cx<'_>, ret: &ExprReturn) -> Stop {
    let tokens = ret.to_token_stream();
    let given = ret.expr.to_token_stream();
    if returns(given.clone()) || jump(given.clone()).is_some() {
        let what = "a `return` or a `?` in what is returned instead of a value".to_owned();
        return cx.refuse(ret, Message::UnsupportedExpression { what });
    }
    let names = variables(cx, &given);
    let names = names.into_iter().map(|(name, value)| (name, value.map(&mut |o| typed(cx, *o)))).collect();
    with(cx, tokens, names)
}

/// The code leaves the function; it names these values.
pub(crate) fn with(cx: &mut Cx<'_>, tokens: TokenStream, names: Vec<(Ident, Shape<Atom>)>) -> Stop {
    let flow = EffectFlow::Leaves;
    cx.out.push(Stmt::Effect(Effect { tokens: Rc::new(tokens), names, flow, on_active: OnActive::Inactive }));
    Stop::Never
}
