//! `#[checkpoint(..)]` or `#[independent]` above a loop: which states of the loop its adjoint
//! finds, if there are any.

use crate::errors::Message;
use crate::ir::{Checkpoints, Control, Shape};
use crate::lower::border::attribute::{is_independent, is_of_loop};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::value::expr::{as_scalar, expression};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, Ident, LitInt, Meta, Token};

/// Reads the attribute of a loop, if it has one, and says where it stands.
pub(crate) fn wanted(cx: &mut Cx<'_>, attrs: &[Attribute]) -> Res<Option<(Checkpoints, TokenStream)>> {
    let mut attrs = attrs.iter().filter(|attr| is_of_loop(attr));
    let Some(attr) = attrs.next() else { return Ok(None) };
    let at = attr.to_token_stream();
    if let Some(second) = attrs.next() {
        let is_one = is_independent(attr) || is_independent(second);
        let message = if is_one { Message::IndependentMalformed } else { Message::CheckpointMalformed };
        return Err(cx.refuse(second, message));
    }
    if is_independent(attr) {
        let is_alone = matches!(attr.meta, Meta::Path(_));
        return if is_alone {
            Ok(Some((Checkpoints::Independent, at)))
        } else {
            Err(cx.refuse(attr, Message::IndependentMalformed))
        };
    }
    let Ok(argument) = attr.parse_args() else { return Err(cx.refuse(attr, Message::CheckpointMalformed)) };
    let checkpoints = match argument {
        Argument::Levels(levels) => Checkpoints::Levels(levels),
        Argument::Every(count) => {
            let kind = cx.usize_kind();
            let value = expression(cx, &count, &Shape::Leaf(Some(kind)))?;
            let operand = as_scalar(cx, &count, &value)?;
            cx.unify(&*count, operand.kind, kind)?;
            Checkpoints::Every(operand.atom)
        }
    };
    Ok(Some((checkpoints, at)))
}

/// The same of a loop that is no `for`. Where something else is said of it, that has been refused.
pub(super) fn wanted_of_uncounted(cx: &mut Cx<'_>, attrs: &[Attribute]) -> Res<Option<(Checkpoints, TokenStream)>> {
    let attrs: Vec<Attribute> = attrs.iter().filter(|attr| !is_independent(attr)).cloned().collect();
    wanted(cx, &attrs)
}

/// The checkpoints of a loop with this control. Where its iterations are not counted before it
/// runs, a distance between two states has to be given.
pub(super) fn of_loop(cx: &Cx<'_>, wanted: Option<&(Checkpoints, TokenStream)>, control: &Control) -> Res<Checkpoints> {
    match (wanted, control) {
        (None, _) => Ok(Checkpoints::Iterations),
        (Some((checkpoints, _)), Control::For(_)) => Ok(*checkpoints),
        (Some((Checkpoints::Independent, at)), Control::While { .. }) => Err(cx.refuse(at, Message::IndependentLeft)),
        (Some((checkpoints @ Checkpoints::Every(_), _)), Control::While { .. }) => Ok(*checkpoints),
        (Some((_, at)), Control::While { .. }) => Err(cx.refuse(at, Message::CheckpointUncounted)),
    }
}

/// What stands in the parentheses.
enum Argument {
    Every(Box<Expr>),
    Levels(u32),
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name: Ident = input.parse()?;
        let argument = if name == "sqrt" {
            Argument::Levels(1)
        } else {
            input.parse::<Token![=]>()?;
            match &*name.to_string() {
                "every" => Argument::Every(input.parse()?),
                "levels" => Argument::Levels(levels(&input.parse()?)?),
                _ => return Err(input.error("no such argument")),
            }
        };
        let _: Option<Token![,]> = input.parse()?;
        Ok(argument)
    }
}

fn levels(count: &LitInt) -> syn::Result<u32> {
    match count.base10_parse()? {
        levels @ 1..=16 => Ok(levels),
        _ => Err(syn::Error::new(count.span(), "no such number of levels")),
    }
}
