//! Structs and variants that are written down: `Body { m, v: w, ..old }`, `V3(x, y, z)`,
//! `Some(x)`.

use super::new;
use super::place::{self, Found};
use crate::errors::Message;
use crate::ir::{Atom, Form, Init, Kind, Name, New, Place, Shape, Step, Stmt};
use crate::lower::border::types;
use crate::lower::classify::{classify, is_written_as_constant};
use crate::lower::foreign::code;
use crate::lower::state::agreement::conform;
use crate::lower::state::alias;
use crate::lower::state::arrays;
use crate::lower::state::capital;
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::mentions::has_floats;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::settle;
use crate::lower::value::expr::{Expect, any, expression};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, ExprCall, ExprPath, ExprStruct, ExprTuple, FieldValue, Path};

/// What a path in front of fields names. Rustc holds it against the type: a field of an
/// enum does not compile, nor does a variant that the type has not.
#[derive(Clone, Debug)]
pub(crate) enum Constructor {
    /// A struct; its fields are named by themselves.
    Struct,
    /// A variant of an enum, by its path.
    Variant(Name),
}

impl Constructor {
    /// A variant stands behind the name of its enum, but for those that everybody knows.
    pub(crate) fn of(cx: &Cx<'_>, path: &Path) -> Self {
        let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let is_variant = match &segments[..] {
            [name] => matches!(name.as_str(), "Some" | "None" | "Ok" | "Err") || is_imported(cx, name),
            [.., around, _] => around.starts_with(char::is_uppercase),
            [] => false,
        };
        if is_variant { Self::variant(path) } else { Constructor::Struct }
    }

    pub(crate) fn variant(path: &Path) -> Self {
        Constructor::Variant(types::text(path).into())
    }

    /// The way to one of the fields.
    pub(crate) fn field(&self, field: Name) -> Step {
        match self {
            Constructor::Struct => Step::Named(field),
            Constructor::Variant(variant) => Step::Payload { variant: variant.clone(), field },
        }
    }

    /// The type that is made, as far as the path says it.
    fn ty(&self, path: &Path) -> String {
        let mut path = path.clone();
        if let Constructor::Variant(_) = self {
            path.segments.pop();
            path.segments.pop_punct();
        }
        types::text(&path)
    }
}

/// Whether a `use` in the body brings a variant of this name, `use Shape::Circle`, or those of a
/// type that is called otherwise, `use Shape::*`.
fn is_imported(cx: &Cx<'_>, name: &str) -> bool {
    let is_type = |full: &[String]| full.iter().rev().nth(1).is_some_and(|of| of.starts_with(char::is_uppercase));
    let known = cx.imports.iter().rev().find(|(of, _)| of == name);
    let is_own = name == "Self" || cx.kinds.known_data(name).is_some();
    known.map_or_else(|| !is_own && cx.imports.iter().any(|(of, _)| of == "*"), |(_, full)| is_type(full))
}

/// The kind of what is made: that of its type, or what its place wants.
fn kind_of(cx: &mut Cx<'_>, path: &Path, constructor: &Constructor, expect: &Expect) -> KindVar {
    let wanted = match expect.behind_refs() {
        Shape::Leaf(Some(kind)) if cx.kinds.is_data(*kind) => Some(*kind),
        _ => None,
    };
    let ty = constructor.ty(path);
    let named = cx.kinds.known_data(&ty).filter(|_| !ty.is_empty());
    named.or(wanted).unwrap_or_else(|| cx.kinds.data(""))
}

/// The fields run in the order in which they are written.
pub(crate) fn literal(cx: &mut Cx<'_>, e: &ExprStruct, expect: &Expect) -> Res<Operands> {
    let constructor = Constructor::of(cx, &e.path);
    let kind = kind_of(cx, &e.path, &constructor, expect);
    arrays::is_struct(cx, kind);
    let fields: Vec<_> = e.fields.iter().map(|field| self::field(cx, kind, &constructor, field)).collect();
    let fields = fields.into_iter().collect::<Res<Vec<_>>>()?;
    let rest = match &e.rest {
        Some(rest) => Some(updated(cx, kind, rest)?),
        None => None,
    };
    Ok(make(cx, e, kind, Init::Data { path: e.path.to_token_stream(), fields, rest }))
}

/// `(x, y)` where data is wanted, `-> Point` of a `type Point = (f64, f64)`: the fields of a tuple are those of
/// a struct without a name.
pub(crate) fn tuple(cx: &mut Cx<'_>, e: &ExprTuple, expect: &Expect) -> Option<Res<Operands>> {
    let Shape::Leaf(Some(kind)) = *expect.behind_refs() else { return None };
    if !cx.kinds.is_data(kind) || cx.kinds.holds_value(kind) || e.elems.len() < 2 {
        return None;
    }
    let step = |i: usize| Step::Named(i.to_string().into());
    let fields: Vec<_> = e.elems.iter().enumerate().map(|(i, e)| given(cx, kind, (step(i), e))).collect();
    let fields = fields.into_iter().collect::<Res<Vec<_>>>();
    if let Ok(fields) = &fields {
        let entries: Vec<_> = fields.iter().map(|(_, value)| value.clone()).collect();
        alias::is_of_tuple(cx, kind, &entries);
    }
    Some(fields.map(|fields| make(cx, e, kind, Init::Data { path: TokenStream::new(), fields, rest: None })))
}

fn make(cx: &mut Cx<'_>, at: &dyn ToTokens, kind: KindVar, init: Init) -> Operands {
    let dst = cx.fresh(kind);
    cx.homes.insert(dst, cx.around.len());
    cx.out.push(Stmt::New(New { dst, init, origin: origin(at) }));
    Shape::Leaf(Operand { atom: dst.into(), kind })
}

/// `V3(x, y, z)`, `Shape::Circle(r)`, `Some(x)`. Written with braces, it is no call of a
/// function that is called like a type.
pub(crate) fn call<'e>(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    path: &Path,
    args: impl Iterator<Item = &'e Expr>,
    expect: &Expect,
) -> Res<Operands> {
    if matches!(expect, Shape::Tuple(_)) {
        capital::gives_tuple(cx, path);
    }
    let constructor = Constructor::of(cx, path);
    let kind = kind_of(cx, path, &constructor, expect);
    let mut fields = Vec::new();
    for (i, arg) in args.enumerate() {
        fields.push(given(cx, kind, (constructor.field(i.to_string().into()), arg)));
    }
    let fields = fields.into_iter().collect::<Res<Vec<_>>>()?;
    let parts: Vec<_> = fields.iter().map(|(step, _)| cx.kinds.field_at(kind, step)).collect();
    capital::is_made(cx, path, (kind, &parts));
    Ok(make(cx, at, kind, Init::Data { path: path.to_token_stream(), fields, rest: None }))
}

/// A struct or a variant without fields, where data is wanted.
pub(crate) fn unit(cx: &mut Cx<'_>, path: &ExprPath, expect: &Expect) -> Option<Operands> {
    let Shape::Leaf(Some(kind)) = expect.behind_refs() else { return None };
    let is_name = is_capital(&path.path) && !is_written_as_constant(path);
    let is_wanted = cx.kinds.is_data(*kind) && path.qself.is_none() && is_name;
    is_wanted.then(|| empty(cx, path, *kind))
}

/// A path that is no variable. What it is where it is a variant without fields, `Shape::Dot`,
/// is seen where it meets data; then lowering begins again.
pub(crate) fn bare(cx: &mut Cx<'_>, path: &ExprPath) -> Res<Operands> {
    let text = types::text(path);
    if cx.errors.knows_bare_part(&text) {
        let kind = cx.kinds.fresh(Known::Part);
        return Ok(empty(cx, path, kind));
    }
    if cx.errors.knows_bare(&text) {
        let kind = kind_of(cx, &path.path, &Constructor::variant(&path.path), &any());
        return Ok(empty(cx, path, kind));
    }
    let value = code::constant(cx, path)?;
    if let Shape::Leaf(operand) = &value
        && cx.known(*operand) == Known::Unseen
    {
        cx.named.variants.push((text, operand.kind));
    }
    Ok(value)
}

/// `None`, of a variable that gets something later.
pub(crate) fn none(cx: &mut Cx<'_>, e: &Expr) -> Operands {
    let kind = cx.kinds.data("");
    empty(cx, e, kind)
}

/// Whether this is `None`.
pub(crate) fn is_none(e: &Expr) -> bool {
    matches!(e, Expr::Path(path) if path.path.is_ident("None"))
}

pub(crate) fn empty(cx: &mut Cx<'_>, path: &dyn ToTokens, kind: KindVar) -> Operands {
    make(cx, path, kind, Init::Data { path: path.to_token_stream(), fields: Vec::new(), rest: None })
}

/// Whether a path is that of a type or a variant, as everybody writes them.
pub(crate) fn is_capital(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase))
}

/// `V3(x, y, z)` with floats, or where data is wanted.
pub(crate) fn is_call(cx: &Cx<'_>, call: &ExprCall, path: &ExprPath, expect: &Expect) -> bool {
    let wanted = match expect.behind_refs() {
        Shape::Leaf(Some(kind)) => cx.kinds.is_data(*kind),
        _ => false,
    };
    let is_constructor = capital::is_constructor(cx, call) && path.qself.is_none();
    let is_data = || wanted || cx.errors.knows_bare(&types::text(call)) || has_floats(cx, call.args.to_token_stream());
    is_constructor && !call.args.is_empty() && is_data()
}

/// The same of values that are there.
pub(crate) fn of_values(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    (path, kind): (&Path, KindVar),
    values: &[Operands],
) -> Res<Operands> {
    let constructor = Constructor::variant(path);
    let mut fields = Vec::new();
    for (i, value) in values.iter().enumerate() {
        if is_lent(cx, value) {
            let what = "an `Option` of a part of other memory, as a value:".to_owned();
            return Err(cx.refuse(at, Message::UnsupportedExpression { what }));
        }
        new::refuse_lent(cx, at, value)?;
        let value = new::copied(cx, at, &value.owned());
        fields.push(put(cx, at, (kind, constructor.field(i.to_string().into())), &value)?);
    }
    Ok(make(cx, at, kind, Init::Data { path: path.to_token_stream(), fields, rest: None }))
}

type Given = (Step, Shape<Atom>);

fn field(cx: &mut Cx<'_>, data: KindVar, constructor: &Constructor, field: &FieldValue) -> Res<Given> {
    given(cx, data, (constructor.field(settle::name(&field.member)), &field.expr))
}

fn given(cx: &mut Cx<'_>, data: KindVar, (step, e): (Step, &Expr)) -> Res<Given> {
    if matches!(&step, Step::Payload { variant, .. } if &**variant == "Err") {
        return error(cx, data, (step, e));
    }
    let wanted = cx.kinds.field_at(data, &step);
    let expect: Expect = wanted.map(&mut |kind| Some(*kind));
    let value = expression(cx, e, &expect)?;
    new::refuse_lent(cx, e, &value)?;
    let value = new::owned(cx, e, value.owned());
    put(cx, e, (data, step), &value)
}

/// An error has no derivative.
fn error(cx: &mut Cx<'_>, data: KindVar, (step, e): (Step, &Expr)) -> Res<Given> {
    let of_its_own = cx.exactly(Kind::Opaque);
    let Some(error) = code::opaque(cx, e, &Shape::Leaf(Some(of_its_own))) else {
        return Err(cx.refuse(e, Message::UnsupportedExpression { what: "a jump in an error".to_owned() }));
    };
    put(cx, e, (data, step), &error)
}

/// A constant of a type that nobody says, `None`, tells nothing of the field: what other values of
/// the type hold there may be active.
fn put(cx: &mut Cx<'_>, at: &dyn ToTokens, (data, step): (KindVar, Step), value: &Operands) -> Res<Given> {
    let is_unseen = is_unseen(cx, value);
    if !is_unseen {
        let key = step.key().expect("it is a field");
        list(cx, at, &key, value)?;
        cx.kinds.set_field(data, &key, &value.map(&mut |o| o.kind));
    }
    let wanted = cx.kinds.field_at(data, &step);
    if !(is_unseen && is_part(cx, &wanted)) {
        conform(cx, at, value, &wanted)?;
    }
    Ok((step, value.map(&mut |o| o.atom)))
}

/// A list of constants in a field tells nothing of its elements. Where a call has turned out to
/// change what is read of it, they are parts of data.
fn list(cx: &mut Cx<'_>, at: &dyn ToTokens, key: &str, value: &Operands) -> Res<()> {
    let Shape::Leaf(operand) = value.behind_refs() else { return Ok(()) };
    if cx.kinds.as_memory(operand.kind).is_none() {
        return Ok(());
    }
    let field = format!(".{key}");
    for elem in cx.kinds.scalars(operand.kind) {
        match cx.kinds.known(elem) {
            Known::Nothing if cx.errors.knows_bare_part(&field) => {
                let part = cx.kinds.fresh(Known::Part);
                cx.unify(at, elem, part)?;
            }
            Known::Nothing => cx.named.variants.push((field.clone(), elem)),
            _ => {}
        }
    }
    Ok(())
}

/// Whether it is a value, or an array, of a type that the macro does not see.
fn is_unseen(cx: &Cx<'_>, value: &Operands) -> bool {
    let Shape::Leaf(operand) = value.behind_refs() else { return false };
    let scalars = cx.kinds.scalars(operand.kind);
    let is_unseen = |kind: &KindVar| matches!(cx.kinds.known(*kind), Known::Unseen | Known::Exactly(Kind::Opaque));
    !scalars.is_empty() && scalars.iter().all(is_unseen)
}

fn is_part(cx: &Cx<'_>, wanted: &Shape<KindVar>) -> bool {
    matches!(wanted, Shape::Leaf(kind) if cx.kinds.known(*kind) == Known::Part)
}

/// What the fields that are not written come from: a value of the type that is made, whatever else is
/// known of it, `..Self::default()`, `..Body::REST`.
fn updated(cx: &mut Cx<'_>, kind: KindVar, rest: &Expr) -> Res<Place> {
    let classified = classify(cx, rest);
    let found = match place::locate(cx, &classified)? {
        Found::Value(value) => {
            if let Shape::Leaf(operand) = value.behind_refs()
                && !matches!(cx.known(*operand), Known::SomeFloat | Known::SomeInt)
            {
                cx.unify(rest, operand.kind, kind)?;
            }
            place::of(cx, value)
        }
        found @ Found::Place(_) => found,
    };
    let Found::Place(place) = found else {
        let what = "an update of this".to_owned();
        return Err(cx.refuse(rest, Message::UnsupportedExpression { what }));
    };
    if let Shape::Leaf(own) = place.ty {
        settle::data_kind(cx, own);
        cx.unify(rest, own, kind)?;
    }
    Ok(place.place())
}

/// Whether a payload is a part of other memory, which data cannot hold.
fn is_lent(cx: &Cx<'_>, value: &Operands) -> bool {
    value.leaves().into_iter().any(|o| matches!(cx.kinds.as_memory(o.kind), Some((Form::Slice | Form::Cell, _))))
}
