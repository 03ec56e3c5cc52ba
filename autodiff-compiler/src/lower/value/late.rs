//! Variables of which only their uses tell that they hold data.

use super::expr::Expect;
use super::pattern;
use crate::ir::{Form, Shape};
use crate::lower::border::types;
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res, Unseen};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Maker, Operands};
use crate::lower::state::settle;
use crate::lower::state::unnamed;
use crate::lower::tokens::text::text;
use quote::ToTokens;
use syn::{Expr, Local, Pat};

/// What a variable begins with, `V3::zero()`, `self.cells[0]`, only the uses of the variable may
/// tell. Where they have told, lowering has begun again.
pub(crate) fn data(cx: &mut Cx<'_>, local: &Local, pat: &Pat, value: &Operands) -> Res<()> {
    let name = match (pattern::without_type(pat), value) {
        (Pat::Tuple(pats), Shape::Tuple(entries)) if pats.elems.len() == entries.len() => {
            return pats.elems.iter().zip(entries).try_for_each(|(pat, entry)| data(cx, local, pat, entry));
        }
        (Pat::Ident(ident), Shape::Tuple(_)) if ident.mutability.is_some() => {
            return unnamed::named(cx, local, &ident.ident.to_string(), value);
        }
        (Pat::Ident(ident), _) if ident.mutability.is_some() => ident.ident.to_string(),
        _ => return Ok(()),
    };
    let Shape::Leaf(operand) = value else { return Ok(()) };
    if let Some(elem) = open_elements(cx, operand.kind) {
        elements(cx, name, elem);
        return Ok(());
    }
    if !is_open(cx.known(*operand)) {
        return Ok(());
    }
    let init = local.init.as_ref().map(|init| &*init.expr);
    let made_by = init.and_then(maker);
    let maker = match init {
        _ if made_by.is_some() => Maker::Type,
        Some(Expr::Struct(_)) => Maker::Fields,
        _ => Maker::Other,
    };
    cx.unseen_variables.push(Unseen { name: name.clone(), kind: operand.kind, maker });
    let is_float = made_by.is_some_and(|ty| cx.errors.alias(&ty).is_some());
    if is_float || !cx.errors.holds_data(&name) {
        return Ok(());
    }
    let written = match pat {
        Pat::Type(typed) => types::shape_with_data(cx, &typed.ty),
        _ => None,
    };
    let is_vector = local.init.as_ref().is_some_and(|init| gives_vector(&init.expr));
    let shape = written.unwrap_or_else(|| {
        let data = cx.kinds.data("");
        Shape::Leaf(if is_vector { cx.kinds.memory(Form::Vec, Shape::Leaf(data)) } else { data })
    });
    conform(cx, local, value, &shape)
}

/// Whether a method gives a vector, of whatever it is called on: `c.to_vec()`, which rustc holds
/// against the vector that it is taken for.
fn gives_vector(e: &Expr) -> bool {
    matches!(e, Expr::MethodCall(call) if call.method == "to_vec" && call.args.is_empty())
}

/// The kind of the elements of memory of which nothing is known: `[Filter::new(), Filter::new()]`.
fn open_elements(cx: &Cx<'_>, kind: KindVar) -> Option<KindVar> {
    match cx.kinds.as_memory(kind)? {
        (Form::Array(_) | Form::Vec, Shape::Leaf(elem)) => Some(*elem).filter(|e| cx.kinds.known(*e) == Known::Nothing),
        _ => None,
    }
}

/// The elements of a variable are data, if their uses have told that.
fn elements(cx: &mut Cx<'_>, name: String, elem: KindVar) {
    if cx.errors.holds_data(&name) {
        let data = cx.kinds.data("");
        // Nothing contradicts what is not known.
        let _ = cx.kinds.unify(elem, data);
    }
    cx.unseen_variables.push(Unseen { name, kind: elem, maker: Maker::Other });
}

/// A `&mut` to a variable that began with code which reads no active value, `c.to_vec()`: something is
/// written through it, so the variable holds data.
pub(super) fn lent(cx: &Cx<'_>, e: &Expr) {
    if let Expr::Path(path) = e
        && let Some(name) = path.path.get_ident().map(ToString::to_string)
        && cx.unseen_variables.iter().any(|of| of.name == name && cx.kinds.known(of.kind).is_of_its_own())
    {
        cx.errors.is_late(&name);
    }
}

/// What a variable is given that was declared without a value, `let v; .. v = a.pos;`.
pub(crate) fn assigned(cx: &mut Cx<'_>, left: &Expr, value: &Operands) -> Res<()> {
    match left {
        Expr::Path(path) => match path.path.get_ident() {
            Some(name) => unnamed::named(cx, left, &name.to_string(), value),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Whether it may turn out to be data.
fn is_open(known: Known) -> bool {
    matches!(known, Known::Nothing | Known::Part | Known::CallResult)
}

/// Runs what chooses between expressions, `if c { p.a() } else { p.b() }`. That it is data its
/// uses may say; where they have told, lowering has begun again, and data is wanted of it.
pub(crate) fn choice(
    cx: &mut Cx<'_>,
    e: &Expr,
    expect: &Expect,
    run: impl FnOnce(&mut Cx<'_>, &Expect) -> Res<Operands>,
) -> Res<Operands> {
    let told = if cx.errors.knows_late() { told(cx, &written(e), expect) } else { None };
    let value = run(cx, told.as_ref().unwrap_or(expect))?;
    let entries = match &value {
        Shape::Tuple(entries) => {
            entries.iter().enumerate().map(|(i, entry)| (Some((i, entries.len())), entry)).collect()
        }
        value => vec![(None, value)],
    };
    for (part, entry) in entries {
        if let Shape::Leaf(operand) = entry.behind_refs()
            && matches!(cx.known(*operand), Known::Part | Known::CallResult)
        {
            let name = part_of(&written(e), part);
            cx.unseen_variables.push(Unseen { name, kind: operand.kind, maker: Maker::Other });
        }
    }
    Ok(value)
}

/// What is wanted of a choice that has turned out to hold data.
fn told(cx: &mut Cx<'_>, name: &str, expect: &Expect) -> Option<Expect> {
    let entries: Vec<Expect> = match expect {
        Shape::Tuple(entries) => entries.clone(),
        Shape::Leaf(_) if cx.errors.holds_data(name) => return Some(as_data(cx, expect)),
        Shape::Leaf(None) => {
            let is_told = |n: &usize| (0..*n).any(|i| cx.errors.holds_data(&part_of(name, Some((i, *n)))));
            vec![Shape::Leaf(None); (2..=MOST).find(is_told)?]
        }
        _ => return None,
    };
    let count = entries.len();
    let entries = entries.into_iter().enumerate().map(|(i, entry)| {
        if cx.errors.holds_data(&part_of(name, Some((i, count)))) { as_data(cx, &entry) } else { entry }
    });
    Some(Shape::Tuple(entries.collect()))
}

/// The entries of a tuple that is chosen.
const MOST: usize = 6;

fn as_data(cx: &mut Cx<'_>, expect: &Expect) -> Expect {
    match expect {
        Shape::Leaf(Some(kind)) => settle::data_kind(cx, *kind),
        Shape::Leaf(None) => return Shape::Leaf(Some(cx.kinds.data(""))),
        _ => {}
    }
    expect.clone()
}

fn written(e: &Expr) -> String {
    text(e.to_token_stream())
}

/// The name of an entry of a choice, or of the whole.
fn part_of(choice: &str, part: Option<(usize, usize)>) -> String {
    part.map_or_else(|| choice.to_owned(), |(i, count)| format!("{choice}.{i} of {count}"))
}

/// The type whose function makes a value: `State`, of `State::zeros()`, of a tuple of such, and of
/// what methods make of one, `State::new(3).unwrap()`.
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
        Expr::MethodCall(call) => maker(&call.receiver),
        Expr::Try(asked) => maker(&asked.expr),
        Expr::Paren(inner) => maker(&inner.expr),
        Expr::Group(inner) => maker(&inner.expr),
        _ => None,
    }
}
