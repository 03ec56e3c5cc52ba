//! The types of matrices: what a result becomes with a row in the place of each float.
//!
//! ```text
//! [f64; 2], rows X        [X; 2]
//! (f64, Vec<f64>)         (X, Vec<X>)
//! Pendulum                <Pendulum as Rows>::Of<X>
//! ```

use super::border::{Border, Piece};
use super::shape;
use crate::ir::{Form, Kind, Shape};
use crate::protocol::Output;
use proc_macro2::TokenStream;
use quote::quote;

/// That type.
pub(super) fn of(krate: &TokenStream, shape: &Shape<Kind>, row: &TokenStream) -> TokenStream {
    match asked(krate, shape) {
        Some(ty) => quote!(<#ty as #krate::Rows>::Of<#row>),
        None if is_float(shape) => row.clone(),
        None => seen(krate, shape, row),
    }
}

/// The type of which `Rows` is asked, if it is.
pub(super) fn asked(krate: &TokenStream, shape: &Shape<Kind>) -> Option<TokenStream> {
    (!is_float(shape) && !is_seen(shape)).then(|| shape::shape_type(krate, shape))
}

/// The types of which `Rows` is asked by a matrix.
pub(super) fn all_asked(border: &Border, output: Output) -> Vec<TokenStream> {
    let shapes = match output {
        Output::Jacobian => vec![border.outputs()],
        Output::Hessian => border.pieces.iter().filter_map(Piece::owned).collect(),
        Output::Pair(first, second) => {
            return [first, second].into_iter().flat_map(|of| all_asked(border, *of)).collect();
        }
        _ => Vec::new(),
    };
    let mut types: Vec<TokenStream> = Vec::new();
    for ty in shapes.iter().filter_map(|shape| asked(&border.krate, shape)) {
        if !types.iter().any(|other| other.to_string() == ty.to_string()) {
            types.push(ty);
        }
    }
    types
}

/// Whether it is one float: then a matrix is one row.
pub(super) fn is_float(shape: &Shape<Kind>) -> bool {
    matches!(shape, Shape::Leaf(kind) if kind.is_float())
}

/// Whether it is made of floats that are not parameters, by std's types.
fn is_seen(shape: &Shape<Kind>) -> bool {
    match shape {
        Shape::Leaf(Kind::F64 | Kind::F32) => true,
        Shape::Leaf(Kind::Memory(memory)) => {
            matches!(memory.form, Form::Vec | Form::Array(_) | Form::Cell) && is_seen(&memory.elem)
        }
        Shape::Tuple(entries) => entries.iter().all(is_seen),
        _ => false,
    }
}

fn seen(krate: &TokenStream, shape: &Shape<Kind>, row: &TokenStream) -> TokenStream {
    match shape {
        Shape::Leaf(Kind::Memory(memory)) => {
            let elem = seen(krate, &memory.elem, row);
            match &memory.form {
                Form::Vec => quote!(#krate::__private::Vec<#elem>),
                Form::Array(text) => {
                    let len = shape::length(text);
                    quote!([#elem; #len])
                }
                _ => elem,
            }
        }
        Shape::Tuple(entries) => shape::tuple(&entries.iter().map(|entry| seen(krate, entry, row)).collect::<Vec<_>>()),
        _ => row.clone(),
    }
}
