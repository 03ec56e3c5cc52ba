//! Jacobians of which the types say the number of rows, and that of columns or that there is one row: the
//! value comes with the first sweep.

use super::super::code::Suffix;
use super::super::{elements, rows};
use super::several::{Cells, widths};
use super::sweep::{Names, Of, Sweep};
use crate::ir::{Form, Kind, Shape};
use crate::protocol::Companion;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

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
        let [cells, columns] = [rows * columns, columns].map(Literal::usize_unsuffixed);
        self.value_and_blocks(&columns.to_token_stream(), &quote!([0.0; #cells]))
    }

    /// The same of one row.
    pub(super) fn value_and_row(&self) -> TokenStream {
        let Names { dot, columns, .. } = &self.names;
        let [leaves, vec] = ["leaves_of", "vec"].map(|name| self.private(name));
        self.value_and_blocks(&quote!(#leaves(&#dot)), &quote!(#vec![0.0; #columns]))
    }

    /// The value and the blocks of a matrix with so many columns, for which there is this room.
    fn value_and_blocks(&self, number: &TokenStream, room: &TokenStream) -> TokenStream {
        let Names { dot, y, y_dot, matrix, columns, .. } = &self.names;
        let into = self.call(Of::Caller, Companion::JacobianInto, &[quote!(&mut #matrix)]);
        let (packed, ty, like) = (super::pack(&self.zeros()), self.tangent_type(), self.zero_of_outputs());
        let is_matrix = !rows::is_float(&self.border.outputs());
        let blocks = self.blocks(is_matrix.then(|| y_dot.to_token_stream()).as_ref(), None);
        let given = self.cx.signature.given(quote!((#y, #blocks)));
        quote! {
            let (#dot, #y_dot): (#ty, _) = (#packed, #like);
            let #columns = #number;
            let mut #matrix = #room;
            let #y = #into;
            #given
        }
    }

    /// One of its sweeps.
    fn known_sweep(&self, companion: Companion, width: usize, value: &TokenStream) -> TokenStream {
        let Names { column, columns, matrix, y_dot, .. } = &self.names;
        if companion == Companion::VjpN {
            let like = self.zero_of_outputs();
            return self.rows_at_once((width, Cells::Given), &like, value);
        }
        let (lanes, forward) = (self.lanes(width, column), self.forward_n(width, value));
        let (write, width) = (self.private("write_columns"), Literal::usize_unsuffixed(width));
        quote!(#lanes #forward #write::<#width, _>(#matrix, (#columns, #column), &#y_dot);)
    }

    /// Whether the result is one float: then its row comes backwards, however many columns it has.
    pub(super) fn has_one_row(&self) -> bool {
        let is_one = leaves(&self.border.outputs()) == Some(1);
        is_one && self.names.places.is_empty() && self.cx.several.contains(&Companion::VjpN)
    }

    /// That row.
    pub(super) fn one_row_into(&self) -> TokenStream {
        let Names { dot, y, matrix, rows, columns, row, .. } = &self.names;
        let [leaves, assert_cells] = ["leaves_of", "assert_cells"].map(|name| self.private(name));
        let (packed, ty) = (super::pack(&self.zeros()), self.tangent_type());
        let sweep = self.known_sweep(Companion::VjpN, 1, &y.to_token_stream());
        let value = self.cx.signature.given(y.to_token_stream());
        quote! {
            let #dot: #ty = #packed;
            let (#rows, #columns) = (1, #leaves(&#dot));
            #assert_cells(#matrix, #rows, #columns);
            let #row = 0;
            #sweep
            #value
        }
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

/// How many floats there are, if the type says it.
fn leaves(shape: &Shape<Kind>) -> Option<usize> {
    match shape {
        Shape::Leaf(Kind::F64 | Kind::F32) => Some(1),
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
