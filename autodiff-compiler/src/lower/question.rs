//! A method of a constant that says yes or no of active values, or how many, or which.
//!
//! ```text
//! w3 = call grid.is_close(w1, w2)      w3 = code `Asked(&grid).keeps_nothing().is_close(w1, w2)`
//! if w3                                if w3
//! ```
//!
//! A truth value and an integer have no derivative, so the method needs no companions. It is asked through a shared
//! reference, and generated code proves that what is asked has no cell to keep what it is given in.

use crate::ir::{
    Apply, Atom, Block, By, Call, Called, Fails, Foreign, Func, Kind, OnActive, Op, Repeat, Shape, Stmt, Value, hole,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use std::rc::Rc;

/// Writes such calls as code, where they are given what varies and their answer only decides.
pub(crate) fn as_code(func: &mut Func, decides: &dyn Fn(Value) -> bool, is_varied: &dyn Fn(Value) -> bool) {
    let kinds: Vec<Kind> = func.values.iter().map(|value| value.kind).collect();
    block(&mut func.body, &Known { kinds, decides, is_varied });
}

/// What is known of the values of a function.
struct Known<'v> {
    kinds: Vec<Kind>,
    decides: &'v dyn Fn(Value) -> bool,
    is_varied: &'v dyn Fn(Value) -> bool,
}

fn block(body: &mut Block, known: &Known<'_>) {
    for stmt in &mut body.stmts {
        stmt.regions_mut().into_iter().for_each(|region| block(region, known));
        if let Stmt::Call(call) = stmt
            && let Some(question) = of(known, call)
        {
            *stmt = Stmt::Apply(question);
        }
    }
}

/// The same question as code, if the call is one.
fn of(known: &Known<'_>, call: &Call) -> Option<Apply> {
    let Shape::Leaf(dst) = call.dst else { return None };
    let is_plain = matches!(call.fails, Fails::Never) && call.callee.primal.is_empty();
    // An integer may be the bits of what was given, and no float is made of it again.
    let on_active = match known.kinds[dst.index()] {
        Kind::Bool => OnActive::Inactive,
        Kind::Int(_) => OnActive::Bits,
        _ => return None,
    };
    if !is_plain || !(known.decides)(dst) {
        return None;
    }
    let mut args = Vec::new();
    let (receiver, given) = asked(known, call, &mut args)?;
    let values = given.iter().flat_map(Shape::leaves).filter_map(|atom| atom.value());
    if !values.into_iter().any(known.is_varied) || given.iter().any(|arg| !arg.passed(By::InOut).is_empty()) {
        return None;
    }
    let given: Vec<TokenStream> = given.iter().map(|arg| passed(arg, &mut args)).collect();
    let (name, generics) = (&call.callee.name, &call.callee.generics);
    let code = quote_spanned!(name.span()=> ({
        use __autodiff_crate::__private::{OfCells as _, OfShared as _};
        (&__autodiff_crate::__private::Asked(&#receiver)).keeps_nothing()
    }).#name #generics (#(#given),*));
    let foreign = Foreign { code, on_active, repeat: Repeat::Never, ty: None, is_number: false };
    Some(Apply { dst, op: Op::Foreign(Rc::new(foreign)), args, origin: call.origin.clone() })
}

/// What a method is called on that is a constant, and what it is given.
fn asked<'c>(known: &Known<'_>, call: &'c Call, args: &mut Vec<Atom>) -> Option<(TokenStream, &'c [Shape<Atom>])> {
    let callee = &call.callee;
    match callee.called {
        Called::Path if callee.is_method() => {
            let mut receiver: Vec<_> = callee.prefix.clone().into_iter().collect();
            receiver.pop();
            Some((receiver.into_iter().collect(), &call.args))
        }
        Called::Method(_) => {
            let (receiver, given) = call.args.split_first()?;
            let Shape::Leaf(Atom::Value(w)) = receiver.behind_refs() else { return None };
            (known.kinds[w.index()] == Kind::Opaque).then_some(())?;
            args.push((*w).into());
            Some((hole(args.len() - 1).into_token_stream(), given))
        }
        _ => None,
    }
}

/// An argument, whose values stand in holes.
fn passed(arg: &Shape<Atom>, args: &mut Vec<Atom>) -> TokenStream {
    match arg {
        Shape::Leaf(atom) => {
            args.push(*atom);
            hole(args.len() - 1).into_token_stream()
        }
        Shape::Tuple(entries) => {
            let entries: Vec<_> = entries.iter().map(|entry| passed(entry, args)).collect();
            quote!((#(#entries,)*))
        }
        Shape::Ref(inner) => {
            let inner = passed(inner, args);
            quote!(&#inner)
        }
        Shape::Mut(inner) => {
            let inner = passed(inner, args);
            quote!(&mut #inner)
        }
    }
}
