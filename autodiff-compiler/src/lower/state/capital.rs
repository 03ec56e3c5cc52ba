//! What a call of a name with a capital is: `V3(x, y, z)` makes data, `N(d1)` calls a function.
//!
//! Only the code around tells the one from the other. What is taken for a constructor is written
//! with braces, and what is taken for a function is called through its companions, so that either
//! is an error of rustc's where it is the other. A name of which nothing tells is that of a
//! constructor, until what is made is seen to be a float: then lowering begins again.

use super::cx::Cx;
use super::kinds::KindVar;
use super::neighbours;
use crate::again::Capitals;
use crate::ir::Shape;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprCall, ExprPath, Path};

/// Names that have been taken for those of types and of variants, and the kinds of what they give.
#[derive(Default)]
pub(crate) struct Named {
    /// Variants without fields, `Shape::Dot`, that are taken for constants.
    pub(crate) variants: Vec<(String, KindVar)>,
    /// Constructors of which nothing tells that they are no functions.
    made: Vec<Made>,
}

struct Made {
    name: String,
    kind: KindVar,
    /// How many values it is made of.
    parts: usize,
    /// Whether it may have operators of its own.
    is_newtype: bool,
}

/// Whether a call is written as that of a constructor, and nothing tells that it is a function.
pub(crate) fn is_constructor(cx: &Cx<'_>, call: &ExprCall) -> bool {
    let Expr::Path(path) = &*call.func else { return false };
    is_capital(path) && !is_function(cx, (call, path))
}

/// Whether it is a path that ends in a capital.
fn is_capital(path: &ExprPath) -> bool {
    path.path.segments.last().is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase))
}

fn is_function(cx: &Cx<'_>, (call, path): (&ExprCall, &ExprPath)) -> bool {
    let Some(name) = guessed(path) else { return neighbours::function(cx, path).is_some() };
    let is_declared = cx.results.iter().any(|(known, _)| *known == name) || cx.plain_functions.contains(&name);
    is_declared || cx.errors.knows_function(&name) || (!is_type(cx, &name) && sounds_like_one(cx, call, &name))
}

/// The name, unless the path or everybody knows that it is a constructor's.
fn guessed(path: &ExprPath) -> Option<String> {
    let mut segments = path.path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let name = segments.next()?;
    let is_of_type = path.qself.is_some() || segments.next().is_some_and(|of| of.starts_with(char::is_uppercase));
    let is_known = matches!(&*name, "Self" | "Some" | "None" | "Ok" | "Err");
    (!is_of_type && !is_known).then_some(name)
}

/// Whether a type of this name is written down, or a `use` brings a variant of it.
fn is_type(cx: &Cx<'_>, name: &str) -> bool {
    let is_capital = |full: &Vec<String>| full.iter().rev().nth(1).is_some_and(|of| of.starts_with(char::is_uppercase));
    let is_item = || cx.item_names.iter().any(|item| item == name);
    let imported = cx.imports.iter().find(|(of, _)| of == name);
    cx.kinds.known_data(name).is_some() || imported.map_or_else(is_item, |(_, full)| is_capital(full))
}

/// No type has an underscore in its name. One letter, or capitals alone, with one argument, are as a
/// rule a function of a formula, `N(d1)`, if nobody takes what it gives apart.
fn sounds_like_one(cx: &Cx<'_>, call: &ExprCall, name: &str) -> bool {
    let is_of_formula = call.args.len() == 1 && !name.contains(|c: char| c.is_lowercase());
    let is_guess = cx.errors.guesses().capitals == Capitals::Functions;
    is_guess || name.contains('_') || (is_of_formula && !is_taken_apart(cx.body.clone(), name))
}

/// Whether a first field is read, or the name stands in a pattern.
fn is_taken_apart(tokens: TokenStream, name: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_punct = |token: Option<&TokenTree>, text: &str| token.is_some_and(|token| token.to_string() == text);
    tokens.iter().enumerate().any(|(i, token)| match token {
        TokenTree::Group(group) => is_taken_apart(group.stream(), name),
        TokenTree::Literal(field) => field.to_string() == "0" && i > 0 && is_punct(tokens.get(i - 1), "."),
        TokenTree::Ident(word) if word == name => {
            let is_bound = i > 0 && (is_punct(tokens.get(i - 1), "let") || is_punct(tokens.get(i - 1), "|"));
            let is_arm = is_punct(tokens.get(i + 2), "=") && is_punct(tokens.get(i + 3), ">");
            is_bound || is_arm
        }
        _ => false,
    })
}

/// What has been taken for a constructor gives this.
pub(crate) fn is_made(cx: &mut Cx<'_>, path: &dyn ToTokens, (kind, parts): (KindVar, &[Shape<KindVar>])) {
    let Ok(path) = syn::parse2::<ExprPath>(path.to_token_stream()) else { return };
    if let Some(name) = guessed(&path).filter(|name| !is_type(cx, name)) {
        let is_newtype = is_newtype(cx, &name, parts);
        cx.named.made.push(Made { name, kind, parts: parts.len(), is_newtype });
    }
}

/// What is taken apart as a tuple, `let (a, b) = F(x, y);`, is made by no constructor.
pub(crate) fn gives_tuple(cx: &Cx<'_>, path: &Path) {
    let path = ExprPath { attrs: Vec::new(), qself: None, path: path.clone() };
    if let Some(name) = guessed(&path).filter(|name| !is_type(cx, name)) {
        cx.errors.is_function(&name);
    }
}

/// What has been taken for something made turns out to be a float: then it is what a function gives.
pub(crate) fn is_float(cx: &Cx<'_>, kind: KindVar) -> bool {
    told(cx, kind, |_| true)
}

/// A method of numbers is called on it: then it is one as a rule, if it is made of one value.
pub(crate) fn has_method_of_numbers(cx: &Cx<'_>, kind: KindVar) -> bool {
    told(cx, kind, |made| made.parts == 1)
}

/// It is an operand. So it is a number as a rule, if it is made of one value: but for types around
/// one value, `Meters(a) + Meters(b)`, which have operators of their own. That such a name is a
/// function's after all, a float tells that its value meets ([`is_float`]).
pub(crate) fn in_arithmetic(cx: &Cx<'_>, kind: KindVar) -> bool {
    told(cx, kind, |made| made.parts == 1 && !made.is_newtype)
}

/// Whether a name makes it of one value. No number is added to a type around one, `Meters(a) + 0.5`.
pub(crate) fn is_of_one_value(cx: &Cx<'_>, kind: KindVar) -> bool {
    cx.named.made.iter().any(|made| made.parts == 1 && cx.kinds.is_same(made.kind, kind))
}

/// Whether a name is written as types are, with small letters behind the capital; or what is made of
/// an array or of data, `V([x, y])`, is taken apart.
fn is_newtype(cx: &Cx<'_>, name: &str, parts: &[Shape<KindVar>]) -> bool {
    let is_word = !name.contains('_') && name.contains(char::is_lowercase);
    let is_memory = |part: &Shape<KindVar>| matches!(part, Shape::Leaf(kind) if cx.kinds.as_memory(*kind).is_some());
    is_word || (parts.iter().any(is_memory) && is_taken_apart(cx.body.clone(), name))
}

fn told(cx: &Cx<'_>, kind: KindVar, tells: impl Fn(&Made) -> bool) -> bool {
    let mut all = cx.named.made.iter().filter(|made| cx.kinds.is_same(made.kind, kind) && tells(made)).peekable();
    let is_told = all.peek().is_some();
    all.for_each(|made| cx.errors.is_function(&made.name));
    is_told
}
