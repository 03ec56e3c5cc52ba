//! Fields of data as arguments of a call: whether they are under `#[constant]`, their type knows (core's `field!`).
//!
//! ```text
//! along!(g_jvp)(x, self.k, x_dot, field!(&self, field_k_is_constant).given(self_dot.k))
//! ```

use super::body::Body;
use super::{constants, memory, shape};
use crate::ir::{Atom, Call, Form, Init, Kind, Name, New, Place, Shape, Step, Stmt, Value};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// A field of what the function is given: of what it is one, and its name.
pub(super) type Field = (Place, Name);

/// The arguments of a call that are such fields, and no constants of the caller.
pub(super) fn all(body: &Body<'_>, call: &Call) -> Vec<(usize, Field)> {
    let own = &call.args[..call.roles.len().min(call.args.len())];
    // What is changed cannot be asked at the same time.
    if call.constants.is_none() || own.iter().any(|arg| matches!(arg, Shape::Mut(_))) {
        return Vec::new();
    }
    let one = |(i, arg): (usize, &Shape<Atom>)| match arg.behind_refs() {
        Shape::Leaf(Atom::Value(w)) => Some((i, field(body, *w)?)),
        _ => None,
    };
    own.iter().enumerate().filter_map(one).collect()
}

fn field(body: &Body<'_>, w: Value) -> Option<Field> {
    let is_given = |base: &Value| {
        let is_data = matches!(body.kind(*base).memory(), Some(memory) if matches!(memory.form, Form::Data(_)));
        is_data && body.func.all_param_values().contains(base) && !body.is_moved(*base)
    };
    let is_field = |place: &Place| {
        let (last, before) = place.path.split_last()?;
        let Step::Named(name) = last else { return None };
        let is_plain = before.iter().all(|step| matches!(step, Step::Named(_)));
        let of = Place { path: before.to_vec(), ..place.clone() };
        (is_plain && is_given(&place.base)).then(|| (of, name.clone()))
    };
    let mut found = None;
    body.func.body.visit(&mut |stmt| match stmt {
        Stmt::Load(load) if load.dst == w => found = is_field(&load.place),
        Stmt::View(view) if view.dst == w => found = is_field(&view.place),
        Stmt::New(New { dst, init: Init::Copy(place), .. }) if *dst == w => found = is_field(place),
        _ => {}
    });
    found
}

/// The method by which is asked whether a field is under `#[constant]`.
pub(crate) fn asks_field(name: &str) -> Ident {
    Ident::new(&format!("field_{}_is_constant", name.trim_start_matches("r#")), Span::call_site())
}

/// `field!(&self, field_k_is_constant)`
pub(super) fn asked(body: &mut Body<'_>, (of, name): &Field) -> TokenStream {
    let (of, asks, field) = (memory::spot(body, of).shared(), asks_field(name), body.private("field"));
    quote!(#field!(#of, #asks))
}

/// The cotangents of fields under `#[constant]`, which a caller takes for zeros.
///
/// ```text
/// let (w3, (t1, t2)) = along!(g_vjp)(w1, self.k, 1.0);
/// let t2: f64 = field!(&self, field_k_is_constant).cotangent(t2);
/// ```
pub(super) fn cotangents(body: &mut Body<'_>, call: &Call) -> TokenStream {
    let all = returned(call);
    if all.is_empty() || !constants::are_asked_for(body, call) {
        return TokenStream::new();
    }
    let is_float = |atom: &Atom| match atom {
        Atom::Float(_) => true,
        atom => body.kind_of(*atom).is_some_and(Kind::is_differentiable),
    };
    let own = call.args[..call.roles.len()].iter().enumerate();
    let with_one: Vec<_> = own.filter(|(_, arg)| arg.leaves().into_iter().any(is_float)).map(|(i, _)| i).collect();
    let mut out = TokenStream::new();
    for (i, field) in self::all(body, call) {
        let Some(position) = with_one.iter().position(|at| *at == i) else { continue };
        for entries in &all {
            let entry = match entries {
                Shape::Tuple(entries) if with_one.len() > 1 => entries.get(position),
                one => Some(*one),
            };
            let Some(Shape::Leaf(w)) = entry else { continue };
            if body.uses.count(*w) > 0 {
                let ty = shape::kind_type(body.kind(*w));
                let (asked, name) = (asked(body, &field), body.names.get(*w));
                out.extend(quote!(let #name: #ty = #asked.cotangent(#name);));
            }
        }
    }
    out
}

/// The cotangents that a call gives, and their tangents.
fn returned(call: &Call) -> Vec<&Shape<Value>> {
    let both = || [0, 1].into_iter().filter_map(|i| part(&call.dst, i));
    match &*call.companion {
        "_vjp" => part(&call.dst, 1).into_iter().collect(),
        "_adjoint" => vec![&call.dst],
        "_vjp_jvp" => both().filter_map(|of| part(of, 1)).collect(),
        "_adjoint_jvp" => both().collect(),
        _ => Vec::new(),
    }
}

fn part(shape: &Shape<Value>, i: usize) -> Option<&Shape<Value>> {
    match shape {
        Shape::Tuple(parts) => parts.get(i),
        _ => None,
    }
}
