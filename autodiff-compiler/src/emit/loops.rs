//! Loops: what is carried is a variable around them.
//!
//! ```text
//! w9 = for w4 in 0..w2 carrying s = 0.0      let mut s = 0.0_f64;
//!     w6 = load w1[w4]                       for i in 0..n {
//!     w7 = add s, w6                             let w6 = x[i];
//!     yield w7                                   let w7 = s + w6;
//!                                                s = w7;
//!                                            }
//! ```

use super::Context;
use super::body::{self, Body};
use super::code::{self, Binding, Code, Suffix};
use super::{chunks, in_two, stretch, uses};
use crate::ir::{
    Atom, Block, Carried, Control, IntKind, IntOp, Kind, Limits, Loop, Op, Order, Range, Stmt, Value, text_of,
};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

pub(crate) fn repeat(cx: &Context<'_>, body: &mut Body<'_>, repeat: &Loop) -> TokenStream {
    let mut before = TokenStream::new();
    let mut variables = Vec::new();
    for carried in &repeat.carried {
        variables.push(variable(body, carried, &mut before));
    }
    let code = match &repeat.control {
        Control::For(range) => {
            let stretch::Cut { before, names, shifted } = stretch::cut(body, repeat);
            let items = match &shifted {
                Some(shifted) => counted(body, range, shifted),
                None => items(body, range),
            };
            let rows = if names.is_empty() { chunks::rows(body, repeat) } else { None };
            let items = match &rows {
                Some(rows) => rows.items(body, items),
                None => items,
            };
            let doc = body.doc(&repeat.origin);
            let meant = body.meant(&repeat.body, &[&variables[..], &names].concat());
            body.names.enter(meant);
            let (index, defines) = index(body, range, shifted);
            let index = match &rows {
                Some(rows) => rows.pattern(body, quote!(#index)),
                None => quote!(#index),
            };
            let inside = inside(cx, body, repeat, &variables);
            body.names.leave();
            body.stretches.clear();
            quote!(#doc #before for #index in #items { #defines #inside })
        }
        Control::While { cond, .. } => {
            let doc = body.doc(&repeat.origin);
            let keyword = condition(cx, body, cond);
            let meant = body.meant(&repeat.body, &variables);
            body.names.enter(meant);
            let inside = inside(cx, body, repeat, &variables);
            body.names.leave();
            quote!(#doc #keyword { #inside })
        }
    };
    for (carried, variable) in repeat.carried.iter().zip(variables) {
        body.names.alias(carried.dst, variable);
        body.variables.insert(carried.dst);
    }
    quote!(#before #code)
}

/// The source of a statement on one line: of a loop, what stands before its
/// body.
pub(crate) fn headline(text: &str) -> Option<String> {
    let unlabeled = match text.split_once(':') {
        Some((label, rest)) if label.starts_with('\'') => rest.trim_start(),
        _ => text,
    };
    let keyword: String = unlabeled.chars().take_while(char::is_ascii_alphabetic).collect();
    if !matches!(keyword.as_str(), "for" | "while" | "loop") {
        return Some(text.to_owned());
    }
    let head = text.split('{').next().unwrap_or_default().trim();
    (!head.ends_with("loop")).then(|| head.to_owned())
}

/// The variable of a carried value: a new one, or that of a loop around or
/// before, if nothing else reads what it holds.
fn variable(body: &mut Body<'_>, carried: &Carried, before: &mut TokenStream) -> Ident {
    if let Atom::Value(init) = carried.init
        && body.variables.contains(&init)
        && body.uses.count(init) == 1
    {
        let variable = body.names.get(init);
        body.names.alias(carried.param, variable.clone());
        body.variables.insert(carried.param);
        return variable;
    }
    let kind = body.kind(carried.param);
    let is_open = carried.init == Atom::Undef && kind == Kind::Opaque;
    let init = code::atom(body, carried.init, kind, Suffix::Typed).tokens;
    let doc = body.doc(&None);
    let name = [carried.param, carried.dst].into_iter().find_map(|w| body.func.values[w.index()].name.as_deref());
    let variable = match name {
        // Nobody else reads what it begins with, so it may take that name over.
        Some(name) if begins_as(body, carried, name) => body.names.rebind(name),
        Some(name) => body.names.variable(name),
        None => body.names.temporary(),
    };
    body.names.alias(carried.param, variable.clone());
    body.variables.insert(carried.param);
    before.extend(if is_open { quote!(#doc let mut #variable;) } else { quote!(#doc let mut #variable = #init;) });
    variable
}

/// Whether the variable begins with a value by this name that nothing else reads.
fn begins_as(body: &Body<'_>, carried: &Carried, name: &str) -> bool {
    let Atom::Value(init) = carried.init else { return false };
    let ident = body.names.known(init).filter(|_| body.uses.count(init) == 1);
    !body.names.is_free(name) && ident.is_some_and(|ident| ident == name)
}

/// The variable of the loop, and the statement that defines the index, where that is another one.
fn index(body: &mut Body<'_>, range: &Range, shifted: Option<stretch::Shifted>) -> (Ident, TokenStream) {
    let Some(stretch::Shifted { counter, from, .. }) = shifted else {
        return (body.names.define(body.func, range.index), TokenStream::new());
    };
    let defines = from.map(|from| {
        let index = body.names.define(body.func, range.index);
        quote!(let #index = #counter + #from;)
    });
    (counter, defines.unwrap_or_default())
}

/// `0..count`, in the order of the range.
fn counted(body: &mut Body<'_>, range: &Range, shifted: &stretch::Shifted) -> TokenStream {
    let count = &shifted.count;
    in_its_order(body, range, quote!(0..#count))
}

/// `a..b`, in its order.
fn items(body: &mut Body<'_>, range: &Range) -> TokenStream {
    let kind = body.kind(range.index);
    // Two literals leave the type to what the index is used for.
    let is_open = range.from.is_literal() && range.to.is_literal() && !body.uses.is_index(range.index);
    let suffix = if is_open && kind != Kind::Int(IntKind::Open) { Suffix::Typed } else { Suffix::Bare };
    let from = code::atom(body, range.from, kind, Suffix::Bare).at_least(Binding::Or);
    let to = code::atom(body, range.to, kind, suffix).at_least(Binding::Or);
    let items = match range.limits {
        Limits::HalfOpen => quote!(#from..#to),
        Limits::Closed => quote!(#from..=#to),
    };
    in_its_order(body, range, items)
}

fn in_its_order(body: &mut Body<'_>, range: &Range, items: TokenStream) -> TokenStream {
    match range.order {
        Order::Up => items,
        Order::Down => {
            // The trait may be out of sight.
            body.import("Iterator as _");
            quote!((#items).rev())
        }
    }
}

/// `while cond`, `loop`.
fn condition(cx: &Context<'_>, body: &mut Body<'_>, cond: &Block) -> TokenStream {
    if cond.stmts.is_empty() && cond.yields[..] == [Atom::Bool(true)] {
        return quote!(loop);
    }
    let meant = body.meant(cond, &[]);
    body.names.enter(meant);
    let (stmts, test) = match cond.stmts.split_last() {
        // What is tested stands in its place.
        Some((last @ Stmt::Apply(test), stmts))
            if cond.yields[0] == Atom::Value(test.dst) && body.uses.count(test.dst) == 1 =>
        {
            let stmts = body::statements(cx, body, stmts);
            body.site = uses::site(last);
            (stmts, code::apply(cx, body, test).tokens)
        }
        _ => {
            let stmts = body::statements(cx, body, &cond.stmts);
            (stmts, code::atom(body, cond.yields[0], Kind::Bool, Suffix::Bare).tokens)
        }
    };
    body.names.leave();
    if stmts.is_empty() { quote!(while #test) } else { quote!(while { #stmts #test }) }
}

/// The body: an iteration, and what it hands on.
fn inside(cx: &Context<'_>, body: &mut Body<'_>, repeat: &Loop, variables: &[Ident]) -> TokenStream {
    for (carried, next) in repeat.carried.iter().zip(&repeat.body.yields) {
        if let Atom::Value(sum) = next
            && body.is_inline(*sum)
            && let Some(term) = term(&repeat.body, *sum, carried.param)
        {
            body.increments.insert(*sum, term);
        }
    }
    let around = body.loops.len();
    body.loops.extend(text_of(&repeat.origin).and_then(headline));
    let stmts = body::statements(cx, body, &repeat.body.stmts);
    body.loops.truncate(around);
    body.site = uses::site(&repeat.body);
    let mut handed_on = Vec::new();
    for ((carried, next), variable) in repeat.carried.iter().zip(&repeat.body.yields).zip(variables) {
        if *next == Atom::Value(carried.param) || *next == Atom::Undef {
            continue;
        }
        let kind = body.kind(carried.param);
        let operator = next.value().filter(|w| body.increments.contains_key(w)).map(|w| increment(body, w));
        let code = code::atom(body, *next, kind, Suffix::Bare);
        if !is_just(&code.tokens, variable) {
            let operator = operator.unwrap_or(Operator::Set);
            handed_on.push(Assignment { variable: variable.clone(), operator, code });
        }
    }
    let assignments = in_order(handed_on);
    let (before, behind) = in_two::taken_back(body, &repeat.body);
    quote!(#before #stmts #assignments #behind)
}

/// Of `sum = param + term`, or the other way round, the term. A primal sum is written as
/// the user has written it.
fn term(block: &Block, sum: Value, param: Value) -> Option<Atom> {
    let apply = block.stmts.iter().find_map(|stmt| match stmt {
        Stmt::Apply(apply) if apply.dst == sum => Some(apply),
        _ => None,
    })?;
    let adds = match &apply.op {
        Op::Rule(rule) => rule.name == "add",
        Op::Int(op) => *op == IntOp::Add,
        _ => false,
    };
    match apply.args[..] {
        [a, b] if adds && a == Atom::Value(param) => Some(b),
        [a, b] if adds && b == Atom::Value(param) && apply.origin.is_none() => Some(a),
        _ => None,
    }
}

/// How a variable changes.
#[derive(Clone, Copy, PartialEq)]
enum Operator {
    Set,
    Add,
    Sub,
}

fn increment(body: &Body<'_>, sum: Value) -> Operator {
    let negative = body.increments.get(&sum).is_some_and(|term| term.split_sign().0);
    if negative { Operator::Sub } else { Operator::Add }
}

struct Assignment {
    variable: Ident,
    operator: Operator,
    code: Code,
}

impl Assignment {
    fn statement(&self) -> TokenStream {
        let Assignment { variable, operator, code: Code { tokens, .. } } = self;
        match operator {
            Operator::Set => quote!(#variable = #tokens;),
            Operator::Add => quote!(#variable += #tokens;),
            Operator::Sub => quote!(#variable -= #tokens;),
        }
    }

    fn value(&self) -> TokenStream {
        let Assignment { variable, operator, code } = self;
        match operator {
            Operator::Set => code.tokens.clone(),
            Operator::Add => {
                let term = code.clone().at_least(Binding::Product);
                quote!(#variable + #term)
            }
            Operator::Sub => {
                let term = code.clone().at_least(Binding::Product);
                quote!(#variable - #term)
            }
        }
    }

    fn reads(&self, variable: &Ident) -> bool {
        mentions(&self.code.tokens, variable)
    }
}

/// All at once: one after the other, as far as none reads what another has
/// changed before it.
fn in_order(mut open: Vec<Assignment>) -> TokenStream {
    let mut out = TokenStream::new();
    while !open.is_empty() {
        let is_free = |i: usize| open.iter().enumerate().all(|(j, other)| i == j || !other.reads(&open[i].variable));
        match (0..open.len()).find(|i| is_free(*i)) {
            Some(i) => out.extend(open.remove(i).statement()),
            None => {
                let variables = open.iter().map(|a| &a.variable);
                let values = open.iter().map(Assignment::value);
                out.extend(quote!((#(#variables),*) = (#(#values),*);));
                open.clear();
            }
        }
    }
    out
}

fn is_just(tokens: &TokenStream, variable: &Ident) -> bool {
    let mut tokens = tokens.clone().into_iter();
    matches!((tokens.next(), tokens.next()), (Some(TokenTree::Ident(ident)), None) if ident == *variable)
}

fn mentions(tokens: &TokenStream, variable: &Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *variable,
        TokenTree::Group(group) => mentions(&group.stream(), variable),
        _ => false,
    })
}
