//! The types of matrices: what a result becomes with a row in the place of each float.
//!
//! ```text
//! [f64; 2], rows X        [X; 2]
//! (f64, Vec<f64>)         (X, Vec<X>)
//! Pendulum                <Pendulum as Rows>::Of<X>
//! ```

use super::shape;
use crate::ir::{Form, Kind, Shape};
use proc_macro2::TokenStream;
use quote::quote;

/// That type.
pub(super) fn of(krate: &TokenStream, shape: &Shape<Kind>, row: &TokenStream) -> TokenStream {
    if is_float(shape) {
        return row.clone();
    }
    if is_seen(shape) {
        return seen(krate, shape, row);
    }
    let ty = shape::shape_type(krate, shape);
    quote!(<#ty as #krate::Rows>::Of<#row>)
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
