//! Variables of which only their uses tell that they hold data.

use super::expr::Expect;
use super::pattern;
use crate::ir::Shape;
use crate::lower::border::types;
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res, Unseen};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::Operands;
use syn::{Expr, Local, Pat};

/// What a constant is that a variable begins with, `V3::zero()`, only the uses of the variable
/// tell. Where they have told, lowering has begun again.
pub(crate) fn data(cx: &mut Cx<'_>, local: &Local, pat: &Pat, value: &Operands) -> Res<()> {
    let name = match (pattern::without_type(pat), value) {
        (Pat::Tuple(pats), Shape::Tuple(entries)) if pats.elems.len() == entries.len() => {
            return pats.elems.iter().zip(entries).try_for_each(|(pat, entry)| data(cx, local, pat, entry));
        }
        (Pat::Ident(ident), _) if ident.mutability.is_some() => ident.ident.to_string(),
        _ => return Ok(()),
    };
    let Shape::Leaf(operand) = value else { return Ok(()) };
    if cx.known(*operand) != Known::Nothing {
        return Ok(());
    }
    let maker = local.init.as_ref().and_then(|init| maker(&init.expr));
    let is_made_by_type = maker.is_some();
    cx.unseen_variables.push(Unseen { name: name.clone(), kind: operand.kind, is_made_by_type });
    let is_float = maker.is_some_and(|ty| cx.errors.alias(&ty).is_some());
    if is_float || !cx.errors.holds_data(&name) {
        return Ok(());
    }
    let written = match pat {
        Pat::Type(typed) => types::shape_with_data(cx, &typed.ty),
        _ => None,
    };
    let shape = written.unwrap_or_else(|| Shape::Leaf(cx.kinds.data("")));
    conform(cx, local, value, &shape)
}

/// What is chosen between, `let v = if c { p.a } else { p.b };`, is data if its uses say so.
/// Where they have told, lowering has begun again, and this is wanted of it.
pub(crate) fn chosen(cx: &mut Cx<'_>, local: &Local) -> Option<Expect> {
    let name = chosen_name(local)?;
    cx.errors.holds_data(&name).then(|| Shape::Leaf(Some(cx.kinds.data(""))))
}

/// Notes such a variable.
pub(crate) fn note_chosen(cx: &mut Cx<'_>, local: &Local, value: &Operands) {
    if let (Some(name), Shape::Leaf(operand)) = (chosen_name(local), value.behind_refs())
        && cx.known(*operand) == Known::Part
    {
        cx.unseen_variables.push(Unseen { name, kind: operand.kind, is_made_by_type: false });
    }
}

fn chosen_name(local: &Local) -> Option<String> {
    match (&local.pat, &*local.init.as_ref()?.expr) {
        (Pat::Ident(ident), Expr::If(_) | Expr::Match(_) | Expr::Block(_) | Expr::Loop(_)) => {
            Some(ident.ident.to_string())
        }
        _ => None,
    }
}

/// The type whose function makes a value: `State`, of `State::zeros()` and of a tuple of such.
fn maker(e: &Expr) -> Option<String> {
    match e {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => {
                let ty = path.path.segments.iter().rev().nth(1)?.ident.to_string();
                ty.starts_with(char::is_uppercase).then_some(ty)
            }
            _ => None,
        },
        Expr::Tuple(tuple) => tuple.elems.iter().find_map(maker),
        _ => None,
    }
}
