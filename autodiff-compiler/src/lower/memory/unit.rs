//! `q.i` of what may be a unit quaternion of nalgebra.
//!
//! Where its type is not written, only rustc knows whether it is one. The parts of one are read
//! through a `Deref`, and their cotangents go through a function of core that looks into a unit,
//! and leaves alone what is none.
//!
//! ```text
//! 2.0 * q.i      w1 = q.inside.i      2.0 * w1
//! ```

use super::place::Located;
use crate::ir::{Shape, Step};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::KindVar;
use crate::lower::state::settle;
use proc_macro2::{TokenStream, TokenTree};
use syn::Member;

/// What the parts of a quaternion are called.
const PARTS: [&str; 4] = ["i", "j", "k", "w"];

/// The field of data, or of what is inside of it.
pub(super) fn field(cx: &mut Cx<'_>, at: &Located, (kind, member): (KindVar, &Member)) -> Located {
    let name = settle::name(member);
    let (at, kind) = inside(cx, at.clone(), (kind, &name));
    let ty = cx.kinds.field(kind, &name);
    at.then(Step::Named(name), ty)
}

fn inside(cx: &mut Cx<'_>, at: Located, (kind, name): (KindVar, &str)) -> (Located, KindVar) {
    if !may_be_quaternion(cx, kind, name) {
        return (at, kind);
    }
    let ty = cx.kinds.field_at(kind, &Step::Inside);
    let Shape::Leaf(inside) = ty else { unreachable!("nobody takes it for a tuple") };
    settle::data_kind(cx, inside);
    (at.then(Step::Inside, ty), inside)
}

/// Whether data of a type that is not written has such a part, in a function that asks for all
/// three of the imaginary ones: a field called `k` is mostly the constant of a spring.
fn may_be_quaternion(cx: &Cx<'_>, kind: KindVar, name: &str) -> bool {
    let is_unseen = || cx.kinds.type_of(kind).is_some_and(str::is_empty);
    PARTS.contains(&name) && is_unseen() && PARTS[..3].iter().all(|part| has_field(cx.body.clone(), part))
}

/// Whether the tokens have `.name`, and not at the end of a range, `0..name`.
fn has_field(tokens: TokenStream, name: &str) -> bool {
    let mut dots = 0;
    tokens.into_iter().any(|token| {
        let before = dots;
        dots = if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '.') { before + 1 } else { 0 };
        match token {
            TokenTree::Group(group) => has_field(group.stream(), name),
            TokenTree::Ident(word) => before == 1 && word == name,
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        }
    })
}
