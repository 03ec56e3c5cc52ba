//! The types that the macro can see through.

use super::cx::Cx;
use super::kinds::{KindVar, Known};
use crate::ir::{Kind, Shape};
use quote::ToTokens;
use syn::Type;

/// The shape of a type, `None` where a part of it is not a primitive, a tuple
/// or a shared reference. `_` is a kind to be inferred.
pub(crate) fn shape(cx: &mut Cx<'_>, ty: &Type) -> Option<Shape<KindVar>> {
    Some(match ty {
        Type::Path(path) => Shape::Leaf(cx.exactly(primitive(cx, path)?)),
        Type::Tuple(tuple) => Shape::Tuple(tuple.elems.iter().map(|ty| shape(cx, ty)).collect::<Option<_>>()?),
        Type::Reference(reference) if reference.mutability.is_none() => {
            Shape::Ref(Box::new(shape(cx, &reference.elem)?))
        }
        Type::Paren(inner) => shape(cx, &inner.elem)?,
        Type::Group(inner) => shape(cx, &inner.elem)?,
        Type::Infer(_) => Shape::Leaf(cx.kinds.fresh(Known::Nothing)),
        _ => return None,
    })
}

fn primitive(cx: &Cx<'_>, path: &syn::TypePath) -> Option<Kind> {
    if path.qself.is_some() {
        return None;
    }
    let name = path.path.get_ident()?.to_string();
    if cx.dialect == super::cx::Dialect::Rule && name == "F" {
        return Some(Kind::F64);
    }
    Kind::of_primitive(&name)
}

/// Whether the type is a mutable reference.
pub(crate) fn is_mutable_reference(ty: &Type) -> bool {
    matches!(ty, Type::Reference(reference) if reference.mutability.is_some())
}

/// The type as a person writes it.
pub(crate) fn text(ty: &impl ToTokens) -> String {
    let text = super::text::text(ty.to_token_stream());
    // Angle brackets of a type are no operators.
    text.replace(" < ", "<").replace(" >>", ">>").replace(" >", ">").replace("> ,", ">,")
}
