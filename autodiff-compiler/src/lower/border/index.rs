//! `#[grad] impl Index<(usize, usize)> for Matrix { .. }`: which part of a value an index names.
//!
//! In a companion, an entry of a tangent or of a cotangent is found by the same `impl`. So it must
//! name the same part there: it may look at its arguments, at what stands under `#[constant]` in
//! the type, and at lengths, and it gives a part of `self` that is written down.
//!
//! ```text
//! fn index(&self, (i, j): (usize, usize)) -> &f64 { &self.data[i * self.cols + j] }
//!                                                     collection   constant
//! ```
//!
//! What is read of `self` is collected here, and generated code says of it what has to be true.

use super::impls::Impl;
use crate::errors::{Errors, Message};
use crate::lower::state::cx::error_at;
use crate::std_names;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{Block, Expr, GenericArgument, ImplItem, Member, Pat, Path, PathArguments, Stmt, UnOp};

/// The `impl` of `Index` or `IndexMut`.
pub(crate) struct Indexing {
    /// The name of the trait in std.
    pub(crate) name: &'static str,
    /// As the user calls the trait, without its arguments.
    pub(crate) path: TokenStream,
    pub(crate) ty: TokenStream,
    /// `<T: Real>`, and what stands under `where`.
    pub(crate) parameters: TokenStream,
    pub(crate) clause: TokenStream,
    /// By what it is indexed.
    pub(crate) by: TokenStream,
    /// The proofs that the fields which are read are constants.
    pub(crate) constants: Vec<Ident>,
    /// What is indexed on the way to the part: `.data`.
    pub(crate) collections: Vec<TokenStream>,
}

/// It, if the `impl` is one of these, and its method is understood.
pub(crate) fn indexing(errors: &Errors, of: &Impl) -> Option<Indexing> {
    let path = of.trait_path()?;
    let last = path.segments.last()?;
    let (name, method) = match last.ident.to_string().as_str() {
        "Index" => ("Index", "index"),
        "IndexMut" => ("IndexMut", "index_mut"),
        _ => return None,
    };
    let item = of.item();
    let function = item.items.iter().find_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == method => Some(function),
        _ => None,
    })?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let by = arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty.to_token_stream()),
        _ => None,
    })?;
    let mut read = Read::default();
    if let Err(at) = block(&mut read, &function.block) {
        errors.report(error_at(&at, Message::IndexBody));
        return None;
    }
    let mut path: Path = path.clone();
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::None;
    }
    let (parameters, _, clause) = item.generics.split_for_impl();
    Some(Indexing {
        name,
        path: path.into_token_stream(),
        ty: item.self_ty.to_token_stream(),
        parameters: parameters.to_token_stream(),
        clause: clause.to_token_stream(),
        by,
        constants: read.constants,
        collections: read.collections,
    })
}

/// What a method reads of `self`.
#[derive(Default)]
struct Read {
    constants: Vec<Ident>,
    collections: Vec<TokenStream>,
}

/// Or the tokens that are not understood.
type Understood = Result<(), TokenStream>;

fn block(read: &mut Read, block: &Block) -> Understood {
    let Some((last, before)) = block.stmts.split_last() else { return Err(block.to_token_stream()) };
    before.iter().try_for_each(|stmt| statement(read, stmt))?;
    match last {
        Stmt::Expr(e, _) => part(read, e),
        Stmt::Macro(last) if is_diverging(&last.mac) => reads(read, last.mac.tokens.clone()),
        last => Err(last.to_token_stream()),
    }
}

/// What stands before the part, and may give one early.
fn statement(read: &mut Read, stmt: &Stmt) -> Understood {
    match stmt {
        Stmt::Expr(Expr::If(branch), _) if branch.else_branch.is_none() => {
            reads(read, branch.cond.to_token_stream())?;
            branch.then_branch.stmts.iter().try_for_each(|stmt| statement(read, stmt))
        }
        Stmt::Expr(Expr::Return(_), _) => part(read, as_expr(stmt)),
        stmt if mentions_return(stmt.to_token_stream()) => Err(stmt.to_token_stream()),
        stmt => reads(read, stmt.to_token_stream()),
    }
}

fn as_expr(stmt: &Stmt) -> &Expr {
    match stmt {
        Stmt::Expr(e, _) => e,
        _ => unreachable!("it is an expression"),
    }
}

/// What the method gives.
fn part(read: &mut Read, e: &Expr) -> Understood {
    match e {
        Expr::Paren(inner) => part(read, &inner.expr),
        Expr::Group(inner) => part(read, &inner.expr),
        Expr::Block(inner) if inner.label.is_none() => block(read, &inner.block),
        Expr::Return(inner) => match &inner.expr {
            Some(inner) => part(read, inner),
            None => Err(e.to_token_stream()),
        },
        Expr::If(branch) => {
            reads(read, branch.cond.to_token_stream())?;
            block(read, &branch.then_branch)?;
            match &branch.else_branch {
                Some((_, other)) => part(read, other),
                None => Err(e.to_token_stream()),
            }
        }
        Expr::Match(choice) => {
            reads(read, choice.expr.to_token_stream())?;
            choice.arms.iter().try_for_each(|arm| {
                if let Pat::Guard(guarded) = &arm.pat {
                    reads(read, guarded.guard.to_token_stream())?;
                }
                part(read, &arm.body)
            })
        }
        Expr::Reference(reference) => place(read, &reference.expr).map(|_| ()),
        Expr::Macro(diverging) if is_diverging(&diverging.mac) => reads(read, diverging.mac.tokens.clone()),
        e => Err(e.to_token_stream()),
    }
}

/// A part of `self`, and the way to it.
fn place(read: &mut Read, e: &Expr) -> Result<TokenStream, TokenStream> {
    match e {
        Expr::Paren(inner) => place(read, &inner.expr),
        Expr::Group(inner) => place(read, &inner.expr),
        Expr::Unary(inner) if matches!(inner.op, UnOp::Deref(_)) => place(read, &inner.expr),
        Expr::Path(path) if path.path.is_ident("self") => Ok(TokenStream::new()),
        Expr::Field(field) => {
            let (way, member) = (place(read, &field.base)?, &field.member);
            Ok(quote!(#way.#member))
        }
        Expr::Index(index) => {
            let way = place(read, &index.expr)?;
            reads(read, index.index.to_token_stream())?;
            collection(read, way.clone());
            Ok(quote!(#way[0]))
        }
        e => Err(e.to_token_stream()),
    }
}

fn collection(read: &mut Read, way: TokenStream) {
    if read.collections.iter().all(|known| known.to_string() != way.to_string()) {
        read.collections.push(way);
    }
}

/// What decides: of `self`, fields that are constants, and lengths.
fn reads(read: &mut Read, tokens: TokenStream) -> Understood {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Group(group) => reads(read, group.stream())?,
            TokenTree::Ident(name) if name == "self" => {
                let dot = tokens.next().filter(|dot| matches!(dot, TokenTree::Punct(punct) if punct.as_char() == '.'));
                let Some((_, Ok(member))) = dot.zip(tokens.next().map(|token| syn::parse2::<Member>(token.into())))
                else {
                    return Err(token.into());
                };
                let rest: TokenStream = tokens.clone().take(3).collect();
                if rest.to_string().replace(' ', "") == ".len()" {
                    collection(read, quote!(.#member));
                } else {
                    let proof = constant(&member);
                    if !read.constants.contains(&proof) {
                        read.constants.push(proof);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// A field, as it is written.
pub(crate) fn member_name(member: &Member) -> String {
    match member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

/// What `#[derive(Differentiable)]` says of a field under `#[constant]`.
pub(crate) fn constant(member: &Member) -> Ident {
    match member {
        Member::Named(name) => {
            format_ident!("{}_is_under_constant", name.to_string().trim_start_matches("r#"), span = name.span())
        }
        Member::Unnamed(index) => format_ident!("field_{}_is_under_constant", index.index, span = index.span),
    }
}

fn is_diverging(mac: &syn::Macro) -> bool {
    mac.path.get_ident().is_some_and(|name| std_names::is_diverging_macro(&name.to_string()))
}

fn mentions_return(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == "return",
        TokenTree::Group(group) => mentions_return(group.stream()),
        _ => false,
    })
}
