//! What the code of test programs names beside `#[grad]` functions: constants, statics, and
//! functions and macros that are one expression.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeMap;
use syn::{Expr, Pat};

/// The items of a file that constant code names; of a name that stands for two, none.
#[derive(Default)]
pub(super) struct Constants(BTreeMap<String, Option<Item>>);

#[derive(Clone)]
enum Item {
    /// Of a constant or a static, or what a macro without arguments stands for.
    Value(Expr),
    /// A function whose body is one expression of its parameters.
    Function(Vec<String>, Expr),
}

impl Constants {
    pub(super) fn add(&mut self, item: &syn::Item) {
        let known = match item {
            syn::Item::Const(constant) => Some((&constant.ident, Item::Value((*constant.expr).clone()))),
            syn::Item::Static(table) => Some((&table.ident, Item::Value((*table.expr).clone()))),
            syn::Item::Fn(function) => plain(function).map(|known| (&function.sig.ident, known)),
            syn::Item::Macro(mac) => mac.ident.as_ref().zip(expansion(&mac.mac.tokens).map(Item::Value)),
            _ => None,
        };
        let Some((name, known)) = known else { return };
        let entry = self.0.entry(name.to_string());
        entry.and_modify(|known| *known = None).or_insert(Some(known));
    }

    pub(super) fn expr(&self, name: &str) -> Option<&Expr> {
        match self.0.get(name)?.as_ref()? {
            Item::Value(expr) => Some(expr),
            Item::Function(..) => None,
        }
    }

    pub(super) fn function(&self, name: &str) -> Option<(&[String], &Expr)> {
        match self.0.get(name)?.as_ref()? {
            Item::Function(params, body) => Some((params, body)),
            Item::Value(_) => None,
        }
    }
}

/// A function that is not differentiated, as far as it is an expression.
fn plain(function: &syn::ItemFn) -> Option<Item> {
    let params = function.sig.inputs.iter().map(|param| match param {
        syn::FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(name) => Some(name.ident.to_string()),
            _ => None,
        },
        syn::FnArg::Receiver(_) => None,
    });
    let params = params.collect::<Option<Vec<_>>>().filter(|_| function.attrs.is_empty())?;
    match &function.block.stmts[..] {
        [syn::Stmt::Expr(body, None)] => Some(Item::Function(params, body.clone())),
        _ => None,
    }
}

/// What a macro of one rule without arguments stands for: `() => { 0.1 };`
fn expansion(rules: &TokenStream) -> Option<Expr> {
    let tokens: Vec<_> = rules.clone().into_iter().collect();
    match &tokens[..] {
        [TokenTree::Group(pattern), _, _, TokenTree::Group(body), ..]
            if pattern.stream().is_empty() && tokens.len() < 6 =>
        {
            syn::parse2(body.stream()).ok()
        }
        _ => None,
    }
}
