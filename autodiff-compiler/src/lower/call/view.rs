//! Views that are written through: `let mut r = m.row_mut(i)`, `for mut c in m.column_iter_mut()`.
//!
//! A view owns nothing, so it has no cotangent. In the companions it is a copy, which goes back to
//! where it is from when it is named for the last time. Nobody else reads what a view lends
//! meanwhile.
//!
//! ```text
//! let mut r = m.row_mut(i);          let at = i; let mut r = m.row(at);
//! r *= k;                            r *= k;
//!                                    m.row_mut(at).assign(&r);
//! for mut r in m.outer_iter_mut()    for k in 0..m.nrows() { let mut r = m.row_mut(k); .. }
//! m.row_mut(i).fill(k);              { let mut part = m.row_mut(i); part.fill(k); }
//! ```
//!
//! What goes back goes through methods that core has for what lends such views, and for nothing
//! else; so rustc says where a name meant something else.

use crate::ir::{Form, Shape};
use crate::lower::memory::new;
use crate::lower::state::arrays;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::settle;
use crate::lower::tokens::jumps;
use crate::lower::tokens::visible::visible;
use crate::lower::value::block;
use crate::lower::value::expr::expression;
use crate::lower::value::pattern::{self, Refutability};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{Expr, ExprForLoop, ExprMethodCall, Pat, Stmt};

/// A `let` of a view, and what comes after it.
pub(crate) struct Lent {
    pat: Pat,
    /// What the arguments are held by, so that they are run once.
    arguments: Vec<Stmt>,
    part: Expr,
    /// The statements, with that which brings the copy back.
    pub(crate) rest: Vec<Stmt>,
}

/// The first statement, if it is such a `let`.
pub(crate) fn lent(cx: &Cx<'_>, stmts: &[Stmt]) -> Option<Lent> {
    let Some((Stmt::Local(local), rest)) = stmts.split_first() else { return None };
    let init = local.init.as_ref().filter(|init| init.diverge.is_none() && local.attrs.is_empty())?;
    let (Pat::Ident(name), Some(view)) = (pattern::without_type(&local.pat), viewed(&init.expr)) else { return None };
    if !may_lend(cx, &view.receiver) {
        return None;
    }
    let is_named = |stmt: &Stmt| jumps::names(visible(stmt.to_token_stream(), &name.ident), &name.ident.to_string());
    let last = rest.iter().rposition(is_named)?;
    // What brings the copy back would name another variable.
    let is_hidden = |stmt: &Stmt| matches!(stmt, Stmt::Local(other) if jumps::names(other.pat.to_token_stream(), &name.ident.to_string()));
    if rest[..=last].iter().any(|stmt| is_hidden(stmt) || leaves(stmt.to_token_stream())) {
        return None;
    }
    let mut pat = name.clone();
    pat.mutability = Some(<syn::Token![mut]>::default());
    let (arguments, view) = held(cx, view, &name.ident);
    let mut part = view.clone();
    part.method = format_ident!("{}", without_mut(&view.method)?, span = view.method.span());
    let rest = returned(rest, last, &back(&view, &name.ident)?);
    Some(Lent { pat: Pat::Ident(pat), arguments, part: Expr::MethodCall(part), rest })
}

/// Binds the copy.
pub(crate) fn lend(cx: &mut Cx<'_>, lent: &Lent) -> Res<()> {
    for stmt in &lent.arguments {
        block::statement(cx, stmt, &[])?;
    }
    let kind = cx.kinds.data("");
    let value = expression(cx, &lent.part, &Shape::Leaf(Some(kind)))?;
    if let Shape::Leaf(operand) = &value {
        settle::data_kind(cx, operand.kind);
    }
    let value = new::owned(cx, &lent.part, value);
    pattern::bind(cx, Refutability::Irrefutable, &lent.pat, &value)
}

/// The statements with one more after the last that names the view. The value of a block is held
/// until then.
fn returned(rest: &[Stmt], last: usize, back: &Stmt) -> Vec<Stmt> {
    let mut stmts = rest.to_vec();
    if let Stmt::Expr(value, None) = &rest[last]
        && last + 1 == rest.len()
        && !matches!(value, Expr::ForLoop(_) | Expr::While(_) | Expr::Assign(_))
    {
        let name = Ident::new("value", Span::mixed_site());
        stmts[last] = syn::parse_quote!(let #name = #value;);
        stmts.push(back.clone());
        stmts.push(Stmt::Expr(syn::parse_quote!(#name), None));
        return stmts;
    }
    stmts.insert(last + 1, back.clone());
    stmts
}

/// What a view is one of, called by a method that lends it to be written to.
fn viewed(e: &Expr) -> Option<&ExprMethodCall> {
    match e {
        Expr::Paren(inner) => viewed(&inner.expr),
        Expr::Group(inner) => viewed(&inner.expr),
        Expr::MethodCall(call) if is_view(call) && is_place(&call.receiver) => Some(call),
        _ => None,
    }
}

fn is_view(call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    match call.args.len() {
        0 => matches!(&*name, "diag_mut" | "view_mut"),
        1 => matches!(&*name, "row_mut" | "column_mut" | "slice_mut" | "fixed_rows_mut" | "fixed_columns_mut"),
        2 => matches!(&*name, "index_axis_mut" | "rows_mut" | "columns_mut" | "fixed_view_mut" | "view_mut"),
        _ => false,
    }
}

fn without_mut(method: &Ident) -> Option<String> {
    Some(method.to_string().strip_suffix("_mut")?.to_owned())
}

/// Whether it may be run more than once, and is the same place.
fn is_place(e: &Expr) -> bool {
    match e {
        Expr::Path(path) => path.path.get_ident().is_some(),
        Expr::Field(field) => is_place(&field.base),
        Expr::Paren(inner) => is_place(&inner.expr),
        Expr::Group(inner) => is_place(&inner.expr),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)) && is_place(&unary.expr),
        _ => false,
    }
}

/// Whether nothing says that it is of the user's own type, or memory of std.
fn may_lend(cx: &Cx<'_>, of: &Expr) -> bool {
    settle::kind_at(cx, of).is_some_and(|kind| {
        let is_of_std =
            matches!(cx.kinds.as_memory(kind), Some((form, _)) if !matches!(form, Form::Data(_) | Form::Cell));
        !is_of_std && !arrays::is_of_own_type(cx, kind) || arrays::is_one(cx, kind)
    })
}

/// The view with its arguments held by variables: what they are made of may change before the
/// copy goes back.
fn held(cx: &Cx<'_>, view: &ExprMethodCall, name: &Ident) -> (Vec<Stmt>, ExprMethodCall) {
    let mut view = view.clone();
    let mut stmts = Vec::new();
    for (i, arg) in view.args.iter_mut().enumerate() {
        if has_variable(cx, arg.to_token_stream()) {
            let at = Ident::new(&format!("{name}_at{i}"), Span::mixed_site());
            stmts.push(syn::parse_quote!(let #at = #arg;));
            *arg = syn::parse_quote!(#at);
        }
    }
    (stmts, view)
}

fn has_variable(cx: &Cx<'_>, tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => cx.scope.find(&name).is_some(),
        TokenTree::Group(group) => has_variable(cx, group.stream()),
        _ => false,
    })
}

/// What brings the copy back.
fn back(view: &ExprMethodCall, name: &Ident) -> Option<Stmt> {
    let is_of_nalgebra = match (&*view.method.to_string(), view.args.len()) {
        ("rows_mut" | "columns_mut" | "view_mut", n) => n > 0,
        (method, _) => method.starts_with("fixed"),
    };
    let method = if is_of_nalgebra { quote!(copy_from) } else { quote!(assign) };
    syn::parse2(quote!(#view.#method(&#name);)).ok()
}

/// Whether control may leave the statement and pass by what comes after it.
fn leaves(tokens: TokenStream) -> bool {
    let mut is_loop = false;
    for token in tokens {
        let found = match &token {
            TokenTree::Ident(word) if word == "for" || word == "while" || word == "loop" => {
                is_loop = true;
                false
            }
            TokenTree::Ident(word) => word == "return" || word == "break" || word == "continue",
            TokenTree::Punct(mark) => mark.as_char() == '?',
            TokenTree::Group(group) if is_loop && group.delimiter() == proc_macro2::Delimiter::Brace => {
                is_loop = false;
                jumps::returns(group.stream()) || has_label(group.stream())
            }
            TokenTree::Group(group) => leaves(group.stream()),
            TokenTree::Literal(_) => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// Whether a jump in a loop goes to one around it.
fn has_label(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Punct(mark) => mark.as_char() == '\'',
        TokenTree::Group(group) => has_label(group.stream()),
        _ => false,
    })
}

/// The loop over the numbers of the lines that a `for` runs through, to write to them; or the loop
/// over the elements of a part, with the part in front of it.
pub(crate) fn for_loop(cx: &Cx<'_>, each: &ExprForLoop) -> Option<Expr> {
    let mut views = Vec::new();
    if let Some((pat, chain)) = numbered(cx, (&each.pat, &each.expr), &mut views) {
        if leaves(each.body.to_token_stream()) {
            return None;
        }
        let (label, stmts) = (&each.label, &each.body.stmts);
        return syn::parse2(quote!(#label for #pat in #chain { #(#views)* #(#stmts)* })).ok();
    }
    let mut chain = (*each.expr).clone();
    let (part, view) = hoisted(cx, &mut chain)?;
    let (label, pat, body) = (&each.label, &each.pat, &each.body);
    syn::parse2(quote!({ let mut #part = #view; #label for #pat in #chain #body })).ok()
}

/// The method of a view that has no name, as one of a part that has.
pub(crate) fn used(cx: &Cx<'_>, call: &ExprMethodCall, is_statement: bool) -> Option<Expr> {
    if let Some(each) = for_each(cx, call) {
        return Some(each);
    }
    let is_direct = viewed(&call.receiver).is_some();
    let gives_iterator = matches!(&*call.method.to_string(), "iter" | "iter_mut" | "into_iter" | "as_slice" | "t");
    let goes_back = call.method == "assign" || call.method == "copy_from";
    if goes_back || !(is_direct && !gives_iterator || call.method == "for_each") {
        return None;
    }
    let mut used = call.clone();
    let (part, view) = hoisted(cx, &mut used.receiver)?;
    let end = is_statement.then(|| quote!(;));
    syn::parse2(quote!({ let mut #part = #view; #used #end })).ok()
}

/// `m.outer_iter_mut().for_each(|mut row| ..)` as the loop that it is.
fn for_each(cx: &Cx<'_>, call: &ExprMethodCall) -> Option<Expr> {
    let (Some(Expr::Closure(closure)), true) = (call.args.first(), call.method == "for_each") else { return None };
    let pat = closure.inputs.first().filter(|_| closure.inputs.len() == 1)?;
    numbered(cx, (pat, &call.receiver), &mut Vec::new())?;
    let (chain, body) = (&call.receiver, &closure.body);
    let is_left = jumps::returns(body.to_token_stream());
    (!is_left).then(|| syn::parse2(quote!(for #pat in #chain { #body })).ok()).flatten()
}

/// A view along a chain of iterators, in whose place a name stands then.
fn hoisted(cx: &Cx<'_>, e: &mut Expr) -> Option<(Ident, ExprMethodCall)> {
    if let Some(view) = viewed(e).filter(|view| may_lend(cx, &view.receiver)).cloned() {
        // Two parts in one chain are two variables.
        let text = view.to_token_stream().to_string().replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        let name = Ident::new(&format!("part_{text}"), Span::mixed_site());
        *e = syn::parse_quote!(#name);
        return Some((name, view));
    }
    match e {
        Expr::MethodCall(call) => hoisted(cx, &mut call.receiver)
            .or_else(|| call.args.first_mut().filter(|_| call.method == "zip").and_then(|arg| hoisted(cx, arg))),
        Expr::Paren(inner) => hoisted(cx, &mut inner.expr),
        Expr::Group(inner) => hoisted(cx, &mut inner.expr),
        _ => None,
    }
}

/// The chain with the numbers of lines in place of the lines, and the pattern with names for
/// them.
fn numbered(cx: &Cx<'_>, (pat, e): (&Pat, &Expr), views: &mut Vec<Stmt>) -> Option<(Pat, Expr)> {
    let call = match e {
        Expr::Paren(inner) => return numbered(cx, (pat, &inner.expr), views),
        Expr::Group(inner) => return numbered(cx, (pat, &inner.expr), views),
        Expr::MethodCall(call) => call,
        _ => return None,
    };
    let entries = match pat {
        Pat::Tuple(tuple) if tuple.elems.len() == 2 => Some((&tuple.elems[0], &tuple.elems[1])),
        _ => None,
    };
    let (method, args) = (&call.method, &call.args);
    match (&*method.to_string(), entries) {
        ("enumerate", Some((i, item))) => {
            let (item, chain) = numbered(cx, (item, &call.receiver), views)?;
            Some((syn::parse_quote!((#i, #item)), syn::parse_quote!(#chain.enumerate())))
        }
        ("zip", Some((a, b))) => {
            let other = args.first()?;
            let left = numbered(cx, (a, &call.receiver), views);
            let right = numbered(cx, (b, other), views);
            if left.is_none() && right.is_none() {
                return None;
            }
            let (a, left) = left.unwrap_or_else(|| (a.clone(), (*call.receiver).clone()));
            let (b, right) = right.unwrap_or_else(|| (b.clone(), other.clone()));
            Some((syn::parse_quote!((#a, #b)), syn::parse_quote!(#left.zip(#right))))
        }
        ("into_iter", _) => numbered(cx, (pat, &call.receiver), views),
        ("rev" | "skip" | "take" | "step_by", _) => {
            let (pat, chain) = numbered(cx, (pat, &call.receiver), views)?;
            Some((pat, syn::parse_quote!(#chain.#method(#args))))
        }
        _ => line(cx, pat, call, views),
    }
}

/// Numbers in place of `m.outer_iter_mut()`, and the `let` of the line of such a number.
fn line(cx: &Cx<'_>, pat: &Pat, call: &ExprMethodCall, views: &mut Vec<Stmt>) -> Option<(Pat, Expr)> {
    let axis = call.args.first().map(|axis| axis.to_token_stream().to_string().replace(' ', ""));
    let axis = axis.as_deref().map(|axis| axis.strip_prefix("ndarray::").unwrap_or(axis));
    let (extent, view) = match (&*call.method.to_string(), axis) {
        ("outer_iter_mut" | "rows_mut" | "genrows_mut" | "row_iter_mut", None)
        | ("axis_iter_mut", Some("Axis(0)"))
        | ("lanes_mut", Some("Axis(1)")) => (quote!(nrows), quote!(row_mut)),
        ("columns_mut" | "gencolumns_mut" | "column_iter_mut", None)
        | ("axis_iter_mut", Some("Axis(1)"))
        | ("lanes_mut", Some("Axis(0)")) => (quote!(ncols), quote!(column_mut)),
        _ => return None,
    };
    let (of, Pat::Ident(name)) = (&call.receiver, pat) else { return None };
    if !is_place(of) || !may_lend(cx, of) {
        return None;
    }
    let number = Ident::new(&format!("k{}", views.len()), Span::mixed_site());
    let name = &name.ident;
    views.push(syn::parse_quote!(let mut #name = #of.#view(#number);));
    Some((syn::parse_quote!(#number), syn::parse_quote!((0..#of.#extent()))))
}
