//! Sweeps along several directions at once, as far as there is a companion that runs them.
//!
//! ```text
//! let mut column = 0;
//! while column < columns {
//!     if columns - column > 4 {
//!         let lanes = units::<8, _>(&dot, column);
//!         let (_, y_dot) = f_jvp_n::<8>(x, a, &lanes.0, lanes.1);
//!         write_columns::<8, _>(matrix, (columns, column), &y_dot);
//!         column += 8;
//!     } else if ..
//! }
//! ```
//!
//! Where the types say how many columns there are, so many sweeps are written, one below the other.

use super::super::border::bare_or_tuple;
use super::super::code::Suffix;
use super::super::{elements, rows};
use super::sweep::{Names, Of, Place, Sweep};
use crate::ir::{Form, Kind, Shape};
use crate::protocol::Companion;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

/// So many directions has one sweep at most: more tangents would not stay in registers.
const MOST: usize = 8;

/// A sweep of fewer, where no type says how many are left.
const FEW: usize = 4;

/// The directions of all sweeps together.
pub(super) struct Directions<'a> {
    /// The variable that counts them.
    pub(super) at: &'a Ident,
    /// The one that says how many there are.
    pub(super) count: &'a Ident,
    pub(super) known: Option<usize>,
}

/// The extents of a matrix whose types say them.
#[derive(Clone, Copy)]
pub(super) struct Extents {
    pub(super) rows: usize,
    pub(super) columns: usize,
}

impl Extents {
    /// The companion that gives the columns or the rows, whichever are fewer.
    pub(super) fn companion(self) -> Companion {
        if self.columns <= self.rows { Companion::JvpN } else { Companion::VjpN }
    }
}

impl Sweep<'_> {
    /// All directions: `one` is the sweep along one of them, `many` along so many.
    pub(super) fn sweeps(
        &self,
        companion: Companion,
        Directions { at, count, known }: Directions<'_>,
        one: &TokenStream,
        many: &dyn Fn(usize) -> TokenStream,
    ) -> TokenStream {
        if !self.cx.several.contains(&companion) {
            return quote!(for #at in 0..#count { #one });
        }
        if let Some(known) = known {
            let sweep = |(first, width): (usize, usize)| {
                let (first, sweep) = (Literal::usize_unsuffixed(first), if width == 1 { one.clone() } else { many(width) });
                quote!({ let #at = #first; #sweep })
            };
            return widths(known).into_iter().map(sweep).collect();
        }
        let [most, few] = [MOST, FEW].map(|width| (Literal::usize_unsuffixed(width), many(width)));
        let ((most, along_most), (few, along_few)) = (most, few);
        quote! {
            let mut #at = 0;
            while #at < #count {
                if #count - #at > #few {
                    #along_most
                    #at += #most;
                } else if #count - #at > 1 {
                    #along_few
                    #at += #few;
                } else {
                    #one
                    #at += 1;
                }
            }
        }
    }

    /// So many columns by one sweep.
    pub(super) fn columns_at_once(&self, width: usize) -> TokenStream {
        let Names { column, columns, matrix, .. } = &self.names;
        let (lanes, forward, outputs) = (self.lanes(width, column), self.forward_n(width, &quote!(_)), self.outputs());
        let (write, width) = (self.private("write_columns"), Literal::usize_unsuffixed(width));
        quote! {
            #lanes
            #forward
            #write::<#width, _>(#matrix, (#columns, #column), &#outputs);
        }
    }

    /// Tangents along so many directions from one on, with copies of what a run changes.
    fn lanes(&self, width: usize, first: &Ident) -> TokenStream {
        let Names { dot, lanes, moved, places, .. } = &self.names;
        let (units, width) = (self.private("units"), Literal::usize_unsuffixed(width));
        let runs = places.iter().map(|Place { was, run, .. }| quote!(let mut #run = ::core::clone::Clone::clone(&#was);));
        let moves = (!places.is_empty()).then(|| quote!(let mut #moved = #lanes;));
        quote!(let #lanes = #units::<#width, _>(&#dot, #first); #moves #(#runs)*)
    }

    /// The run of the forward tangents; `value` takes the value.
    fn forward_n(&self, width: usize, value: &TokenStream) -> TokenStream {
        let Names { lanes, moved, y_dot, places, .. } = &self.names;
        let tangents = if places.is_empty() { lanes } else { moved };
        let call = self.call_n((Of::Run, width), Companion::JvpN, &self.tangents(tangents));
        if self.border.is_unit() { quote!(#call;) } else { quote!(let (#value, #y_dot) = #call;) }
    }

    /// So many rows by one sweep, of a result that is nothing but a value.
    pub(super) fn rows_at_once(&self, width: usize, like: &TokenStream, value: &TokenStream) -> TokenStream {
        let Names { row, seed, bars, .. } = &self.names;
        let units = self.private("units");
        let call = self.call_n((Of::Run, width), Companion::VjpN, &[seed.to_token_stream()]);
        let (pattern, writes, width) = (bare_or_tuple(bars), self.writes_n(width), Literal::usize_unsuffixed(width));
        quote! {
            let #seed = #units::<#width, _>(&#like, #row);
            let (#value, #pattern) = #call;
            #writes
        }
    }

    /// So many rows of a Hessian.
    pub(super) fn rows_of_hessian(&self, width: usize) -> TokenStream {
        let Names { dot, lanes, row, gradient, along, bars, .. } = &self.names;
        let units = self.private("units");
        let call = self.call_n((Of::Run, width), Companion::HvpN, &self.tangents(lanes));
        let (pattern, writes, width) = (bare_or_tuple(bars), self.writes_n(width), Literal::usize_unsuffixed(width));
        quote! {
            let #lanes = #units::<#width, _>(&#dot, #row);
            let (#along, #pattern) = #call;
            #gradient = #along;
            #writes
        }
    }

    fn writes_n(&self, width: usize) -> TokenStream {
        let Names { matrix, bars, row, columns, cell, .. } = &self.names;
        let (write, width) = (self.private("write_rows"), Literal::usize_unsuffixed(width));
        let writes = bars.iter().map(|bar| quote!(let #cell = #write::<#width, _>(#matrix, (#columns, #cell), &#bar);));
        quote!(let #cell = #row * #columns; #(#writes)*)
    }

    /// The Jacobian of extents that the types say: the value comes with the first sweep.
    pub(super) fn known_jacobian_into(&self, extents: Extents) -> TokenStream {
        let Names { dot, y, matrix, rows, columns, row, column, .. } = &self.names;
        let assert_cells = self.private("assert_cells");
        let [known_rows, known_columns] = [extents.rows, extents.columns].map(Literal::usize_unsuffixed);
        let (packed, ty) = (super::pack(&self.zeros()), self.tangent_type());
        let companion = extents.companion();
        let (at, count) = if companion == Companion::JvpN { (column, extents.columns) } else { (row, extents.rows) };
        let sweeps = widths(count).into_iter().map(|(first, width)| {
            let value = if first == 0 { y.to_token_stream() } else { quote!(_) };
            let first = Literal::usize_unsuffixed(first);
            let sweep = self.known_sweep(companion, width, &value);
            quote!(let #at = #first; #sweep)
        });
        let value = self.cx.signature.given(y.to_token_stream());
        quote! {
            let (#rows, #columns) = (#known_rows, #known_columns);
            #assert_cells(#matrix, #rows, #columns);
            let #dot: #ty = #packed;
            #(#sweeps)*
            #value
        }
    }

    /// The same with the blocks, out of an array.
    pub(super) fn known_value_and_jacobian(&self, Extents { rows, columns }: Extents) -> TokenStream {
        let Names { dot, y, y_dot, matrix, columns: count, .. } = &self.names;
        let into = self.call(Of::Caller, Companion::JacobianInto, &[quote!(&mut #matrix)]);
        let (packed, ty, like) = (super::pack(&self.zeros()), self.tangent_type(), self.zero_of_outputs());
        let is_matrix = !rows::is_float(&self.border.outputs());
        let blocks = self.blocks(is_matrix.then(|| y_dot.to_token_stream()).as_ref(), None);
        let given = self.cx.signature.given(quote!((#y, #blocks)));
        let [cells, columns] = [rows * columns, columns].map(Literal::usize_unsuffixed);
        quote! {
            let (#dot, #y_dot): (#ty, _) = (#packed, #like);
            let #count = #columns;
            let mut #matrix = [0.0; #cells];
            let #y = #into;
            #given
        }
    }

    /// One of its sweeps.
    fn known_sweep(&self, companion: Companion, width: usize, value: &TokenStream) -> TokenStream {
        let Names { column, columns, matrix, y_dot, .. } = &self.names;
        if companion == Companion::VjpN {
            let like = self.zero_of_outputs();
            return self.rows_at_once(width, &like, value);
        }
        let (lanes, forward) = (self.lanes(width, column), self.forward_n(width, value));
        let (write, width) = (self.private("write_columns"), Literal::usize_unsuffixed(width));
        quote!(#lanes #forward #write::<#width, _>(#matrix, (#columns, #column), &#y_dot);)
    }

    /// A zero for the result, which is made of floats and arrays of known lengths.
    pub(super) fn zero_of_outputs(&self) -> TokenStream {
        elements::zero(&self.border.outputs(), Suffix::Typed).expect("its extents are known")
    }

    /// How many columns there are, if the types say it.
    pub(super) fn known_columns(&self) -> Option<usize> {
        self.border.pieces.iter().map(|piece| leaves(&piece.owned()?)).sum()
    }

    /// The extents of a Jacobian, if the types say them, nothing goes in and out, and there is the
    /// companion that gives its columns or rows.
    pub(super) fn known_extents(&self) -> Option<Extents> {
        let is_plain = self.names.places.is_empty() && self.border.has_seed();
        let extents = Extents { rows: leaves(&self.border.outputs())?, columns: self.known_columns()? };
        let is_there = self.cx.several.contains(&extents.companion());
        Some(extents).filter(|_| is_plain && is_there && extents.rows > 0 && extents.columns > 0)
    }
}

/// From which direction on each sweep goes, and how many it has.
fn widths(count: usize) -> Vec<(usize, usize)> {
    (0..count).step_by(MOST).map(|first| (first, MOST.min(count - first))).collect()
}

/// How many floats there are, if the type says it.
fn leaves(shape: &Shape<Kind>) -> Option<usize> {
    match shape {
        Shape::Leaf(Kind::F64) => Some(1),
        Shape::Leaf(Kind::Memory(memory)) => match &memory.form {
            Form::Array(len) => len.trim().parse::<usize>().ok()?.checked_mul(leaves(&memory.elem)?),
            Form::Cell => leaves(&memory.elem),
            Form::Slice | Form::Vec | Form::Some | Form::Unseen | Form::Data(_) => None,
        },
        Shape::Leaf(_) => None,
        Shape::Ref(inner) | Shape::Mut(inner) => leaves(inner),
        Shape::Tuple(entries) => entries.iter().map(leaves).sum(),
    }
}
