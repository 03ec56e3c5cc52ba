//! Temporaries of foreign code end where their statement ends.
//!
//! In `log.borrow_mut().push(1)` the guard is gone when the statement is done. As
//! a `w` of its own it would live on, and the next `borrow` would panic. A chain
//! of calls therefore stays one expression, if what it gives outlives it: nothing,
//! or a number.
//!
//! ```text
//! w5 = log.borrow()        w6 = log.borrow().len()
//! w6 = w5.len()
//! ```

use crate::ir::{Apply, Block, Foreign, Func, Kind, OnActive, Op, Repeat, Stmt, Value, hole, text_of};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use std::rc::Rc;

/// Joins the chains of a function.
pub(crate) fn join(func: &mut Func) {
    let mut uses = vec![0; func.values.len()];
    let mut count = |atoms: Vec<crate::ir::Atom>| {
        atoms.iter().filter_map(|a| a.value()).for_each(|w| uses[w.index()] += 1);
    };
    func.body.visit(&mut |stmt| {
        count(stmt.operands());
        stmt.regions().into_iter().for_each(|region| count(region.yields.clone()));
    });
    count(func.body.yields.clone());
    let outlives = |w: Value| uses[w.index()] == 0 || is_number(func.values[w.index()].kind);
    let is_float = |w: Value| func.values[w.index()].kind.is_float();
    let chains = Chains { outlives: &outlives, is_float: &is_float, is_single: &|w: Value| uses[w.index()] == 1 };
    joined(&chains, &mut func.body);
}

fn is_number(kind: Kind) -> bool {
    kind.is_float() || matches!(kind, Kind::Bool | Kind::Int(_))
}

struct Chains<'a> {
    outlives: &'a dyn Fn(Value) -> bool,
    is_float: &'a dyn Fn(Value) -> bool,
    is_single: &'a dyn Fn(Value) -> bool,
}

fn joined(chains: &Chains<'_>, block: &mut Block) {
    let mut end = block.stmts.len();
    while end > 0 {
        end -= 1;
        block.stmts[end].regions_mut().into_iter().for_each(|region| joined(chains, region));
        let links = chain(chains, &block.stmts[..=end]);
        let ends_here = links.iter().any(|(_, link)| *link == Link::Temporary);
        for (begin, _) in links {
            let Stmt::Apply(begun) = block.stmts.remove(begin) else { unreachable!("a receiver is applied") };
            end -= 1;
            continued(&begun, &mut block.stmts[end]);
        }
        if ends_here {
            read_float(chains, &mut block.stmts[end]);
        }
    }
}

/// What an expression goes on from.
#[derive(Clone, Copy, PartialEq)]
enum Link {
    /// A place in what is there anyway; nothing is moved out of it.
    Field,
    Call,
    /// What may hold something until it ends.
    Temporary,
}

/// The statements that the last one goes on from, back to where it must begin.
fn chain(chains: &Chains<'_>, stmts: &[Stmt]) -> Vec<(usize, Link)> {
    let Some(Stmt::Apply(last)) = stmts.last() else { return Vec::new() };
    let mut links = Vec::new();
    let mut rest = stmts;
    while let Some((begin, link)) = receiver(chains, rest) {
        links.push((begin, link));
        rest = &stmts[..=begin];
    }
    let fields = links.iter().take_while(|(_, link)| *link == Link::Field).count();
    let temporaries = links.iter().rposition(|(_, link)| *link == Link::Temporary).map_or(0, |i| i + 1);
    links.truncate(if (chains.outlives)(last.dst) { temporaries.max(fields) } else { fields });
    links
}

/// Where the receiver of the last statement is computed, if only that reads it.
fn receiver(chains: &Chains<'_>, stmts: &[Stmt]) -> Option<(usize, Link)> {
    let (Stmt::Apply(last), before) = stmts.split_last()? else { return None };
    let p = first_hole(&foreign(last)?.code)?;
    let value = last.args.get(p)?.value().filter(|w| (chains.is_single)(*w))?;
    for (i, stmt) in before.iter().enumerate().rev() {
        match stmt {
            Stmt::Apply(apply) if apply.dst == value => return link(apply, last).map(|link| (i, link)),
            Stmt::Apply(apply) if self::foreign(apply).is_some_and(|f| f.repeat == Repeat::Never) => return None,
            Stmt::Apply(_) | Stmt::Load(_) | Stmt::View(_) => {}
            _ => return None,
        }
    }
    None
}

/// Whether a statement is something with which another goes on, in the same
/// expression of the source.
fn link(begun: &Apply, last: &Apply) -> Option<Link> {
    let Foreign { code, repeat, on_active, ty, .. } = foreign(begun)?;
    // What it gives has no derivative, whatever it reads: it ends the chain. So
    // does what a `let` has given a type.
    if matches!(on_active, OnActive::Inactive | OnActive::Bits) || ty.is_some() {
        return None;
    }
    let continues = match (text_of(&begun.origin), text_of(&last.origin)) {
        (Some(begun), Some(last)) => last.len() > begun.len() && last.starts_with(begun),
        _ => false,
    };
    let tokens: Vec<TokenTree> = code.clone().into_iter().collect();
    match &tokens[..] {
        _ if !continues => None,
        [TokenTree::Punct(_), ..] => None,
        [.., TokenTree::Punct(dot), TokenTree::Ident(_) | TokenTree::Literal(_)] if dot.as_char() == '.' => {
            Some(Link::Field)
        }
        [.., TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            Some(if *repeat == Repeat::Never { Link::Temporary } else { Link::Call })
        }
        _ => None,
    }
}

fn foreign(apply: &Apply) -> Option<&Foreign> {
    match &apply.op {
        Op::Foreign(foreign) => Some(foreign),
        _ => None,
    }
}

/// The hole with which the code begins, if it is there once.
fn first_hole(code: &TokenStream) -> Option<usize> {
    let Some(TokenTree::Ident(first)) = code.clone().into_iter().next() else { return None };
    let number = crate::ir::hole_number(&first)?;
    let mut times = 0;
    let _ = with_holes(code.clone(), &mut |i| {
        times += usize::from(i == number);
        quote!()
    });
    (times == 1).then_some(number)
}

/// Puts the begun expression in the place of its value.
fn continued(begun: &Apply, last: &mut Stmt) {
    let Stmt::Apply(last) = last else { return };
    let (Some(start), Some(end)) = (foreign(begun), foreign(last)) else { return };
    let Some(p) = first_hole(&end.code) else { return };
    let before = begun.args.len();
    let code = with_holes(end.code.clone(), &mut |i| {
        let later = hole(before + if i > p { i - 1 } else { i });
        if i == p { start.code.clone() } else { quote!(#later) }
    });
    // The stricter of the two: what may be stored is an error anyway.
    let on_active = match (&start.on_active, &end.on_active) {
        (OnActive::MayStore(_), _) | (_, OnActive::Inactive | OnActive::Part) => start.on_active.clone(),
        (_, other) => other.clone(),
    };
    let is_free = start.repeat == Repeat::Free && end.repeat == Repeat::Free;
    let repeat = if is_free { Repeat::Free } else { Repeat::Never };
    let own = last.args.iter().enumerate().filter(|(i, _)| *i != p).map(|(_, atom)| *atom);
    let args = begun.args.iter().copied().chain(own).collect();
    last.op = Op::Foreign(Rc::new(Foreign { code, on_active, repeat, ty: end.ty.clone(), is_number: false }));
    last.args = args;
}

/// A float may be behind a reference into what ends here, unless its type is
/// written down.
fn read_float(chains: &Chains<'_>, stmt: &mut Stmt) {
    let Stmt::Apply(apply) = stmt else { return };
    let Some(Foreign { code, on_active, repeat, ty: None, .. }) = foreign(apply) else { return };
    let ends_in_call = matches!(code.clone().into_iter().last(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
    if !(chains.is_float)(apply.dst) || !ends_in_call {
        return;
    }
    let code = quote!({
        use __autodiff_crate::__private::OfNumber as _;
        (&__autodiff_crate::__private::Item(&#code)).item()
    });
    apply.op = Op::Foreign(Rc::new(Foreign {
        code,
        on_active: on_active.clone(),
        repeat: *repeat,
        ty: None,
        is_number: false,
    }));
}

fn with_holes(code: TokenStream, fill: &mut dyn FnMut(usize) -> TokenStream) -> TokenStream {
    let mut all = TokenStream::new();
    for tree in code {
        match tree {
            TokenTree::Ident(ident) => match crate::ir::hole_number(&ident) {
                Some(i) => all.extend(fill(i)),
                None => all.extend([TokenTree::Ident(ident)]),
            },
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), with_holes(group.stream(), fill));
                inner.set_span(group.span());
                all.extend([TokenTree::Group(inner)]);
            }
            tree => all.extend([tree]),
        }
    }
    all
}
