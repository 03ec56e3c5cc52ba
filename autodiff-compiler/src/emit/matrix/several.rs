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
use super::super::rows;
use super::sweep::{Names, Of, Place, Sweep};
use crate::protocol::Companion;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

/// So many directions has one sweep at most. More tangents would not stay near, and fewer run the
/// primal more often.
pub(super) const MOST: usize = 12;

/// A sweep of fewer, where no type says how many are left.
pub(super) const FEW: usize = 4;

/// Where the cells of a matrix are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    /// The caller's slice, which is as long as it must be.
    Given,
    /// A vector that is made when it is known how many there are.
    Made,
}

/// The directions of all sweeps together.
pub(super) struct Directions<'a> {
    /// The variable that counts them.
    pub(super) at: &'a Ident,
    /// The one that says how many there are.
    pub(super) count: &'a Ident,
    pub(super) known: Option<usize>,
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
                let (first, sweep) =
                    (Literal::usize_unsuffixed(first), if width == 1 { one.clone() } else { many(width) });
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
    pub(super) fn lanes(&self, width: usize, first: &Ident) -> TokenStream {
        let Names { dot, lanes, moved, places, .. } = &self.names;
        let (units, width) = (self.private("units"), Literal::usize_unsuffixed(width));
        let runs =
            places.iter().map(|Place { was, run, .. }| quote!(let mut #run = ::core::clone::Clone::clone(&#was);));
        let moves = (!places.is_empty()).then(|| quote!(let mut #moved = #lanes;));
        quote!(let #lanes = #units::<#width, _>(&#dot, #first); #moves #(#runs)*)
    }

    /// The run of the forward tangents; `value` takes the value.
    pub(super) fn forward_n(&self, width: usize, value: &TokenStream) -> TokenStream {
        let Names { lanes, moved, y_dot, places, .. } = &self.names;
        let tangents = if places.is_empty() { lanes } else { moved };
        let call = self.call_n((Of::Run, width), Companion::JvpN, &self.tangents(tangents));
        if self.border.is_unit() { quote!(#call;) } else { quote!(let (#value, #y_dot) = #call;) }
    }

    /// So many rows by one sweep, of a result that is nothing but a value.
    pub(super) fn rows_at_once(
        &self,
        (width, cells): (usize, Cells),
        like: &TokenStream,
        value: &TokenStream,
    ) -> TokenStream {
        let Names { row, seed, bars, .. } = &self.names;
        let units = self.private("units");
        let call = self.call_n((Of::Run, width), Companion::VjpN, &[seed.to_token_stream()]);
        let (pattern, writes) = (bare_or_tuple(bars), self.writes_n(width, cells));
        let width = Literal::usize_unsuffixed(width);
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
        let (pattern, writes, width) =
            (bare_or_tuple(bars), self.writes_n(width, Cells::Given), Literal::usize_unsuffixed(width));
        quote! {
            let #lanes = #units::<#width, _>(&#dot, #row);
            let (#along, #pattern) = #call;
            #gradient = #along;
            #writes
        }
    }

    fn writes_n(&self, width: usize, cells: Cells) -> TokenStream {
        let Names { bars, row, columns, cell, .. } = &self.names;
        let cells = self.cells(cells);
        let (write, width) = (self.private("write_rows"), Literal::usize_unsuffixed(width));
        let writes = bars.iter().map(|bar| quote!(let #cell = #write::<#width, _>(#cells, (#columns, #cell), &#bar);));
        quote!(let #cell = #row * #columns; #(#writes)*)
    }

    /// Whether the first of several columns can tell how many rows there are.
    pub(super) fn begins_with_several(&self) -> bool {
        self.names.places.is_empty() && self.border.has_seed() && self.cx.several.contains(&Companion::JvpN)
    }

    /// A Jacobian of which the types do not say how many columns it has. The sweep along the first of
    /// them gives the value, and the number of rows with it.
    pub(super) fn open_jacobian(&self, cells: Cells) -> TokenStream {
        let Names { dot, columns, .. } = &self.names;
        let leaves = self.private("leaves_of");
        let (packed, ty) = (super::pack(&self.zeros()), self.tangent_type());
        let few = self.first_columns(FEW, cells, &|write| write);
        let most = self.first_columns(MOST, cells, &|write| self.other_columns(cells, &write));
        let bound = Literal::usize_unsuffixed(FEW);
        quote!({
            let #dot: #ty = #packed;
            let #columns = #leaves(&#dot);
            if #columns <= #bound { #few } else { #most }
        })
    }

    /// A sweep along the first columns, and what becomes of it.
    fn first_columns(&self, width: usize, cells: Cells, rest: &dyn Fn(TokenStream) -> TokenStream) -> TokenStream {
        let Names { y, y_dot, matrix, rows, columns, column, .. } = &self.names;
        let [leaves, assert_cells, vec, lane_of] =
            ["leaves_of", "assert_cells", "vec", "lane_of"].map(|name| self.private(name));
        let (lanes, forward) = (self.lanes(width, column), self.forward_n(width, &y.to_token_stream()));
        let rest = rest(self.write_columns(width, cells));
        let width = Literal::usize_unsuffixed(width);
        let (ready, given) = match cells {
            Cells::Given => (quote!(#assert_cells(#matrix, #rows, #columns);), y.to_token_stream()),
            Cells::Made => {
                (quote!(let mut #matrix = #vec![0.0; #rows * #columns];), quote!((#y, #lane_of(&#y_dot, 0), #matrix)))
            }
        };
        quote! {
            let #column = 0;
            #lanes
            #forward
            let #rows = #leaves(&#y_dot) / #width;
            #ready
            #rest
            #given
        }
    }

    /// The other columns; or the rows, if these are fewer.
    fn other_columns(&self, cells: Cells, write: &TokenStream) -> TokenStream {
        let Names { y_dot, rows, columns, column, row, .. } = &self.names;
        let lane_of = self.private("lane_of");
        let [most, few] = [MOST, FEW].map(|width| {
            let (lanes, forward) = (self.lanes(width, column), self.forward_n(width, &quote!(_)));
            let (write, width) = (self.write_columns(width, cells), Literal::usize_unsuffixed(width));
            quote!(#lanes #forward #write #column += #width;)
        });
        let [first, bound] = [MOST, FEW].map(Literal::usize_unsuffixed);
        let along_rows = self.sweeps_along_rows(Directions { at: row, count: rows, known: None }, cells);
        quote! {
            if #columns <= #first || #columns <= #rows {
                #write
                let mut #column = #first;
                while #column < #columns {
                    if #columns - #column > #bound { #most } else { #few }
                }
            } else {
                let #y_dot = #lane_of(&#y_dot, 0);
                #along_rows
            }
        }
    }

    fn write_columns(&self, width: usize, cells: Cells) -> TokenStream {
        let Names { columns, column, y_dot, .. } = &self.names;
        let (write, width) = (self.private("write_columns"), Literal::usize_unsuffixed(width));
        let cells = self.cells(cells);
        quote!(#write::<#width, _>(#cells, (#columns, #column), &#y_dot);)
    }

    /// The slice that is written to.
    pub(super) fn cells(&self, cells: Cells) -> TokenStream {
        let matrix = &self.names.matrix;
        match cells {
            Cells::Given => matrix.to_token_stream(),
            Cells::Made => quote!(&mut #matrix),
        }
    }

    /// The same with the blocks.
    pub(super) fn open_value_and_jacobian(&self) -> TokenStream {
        let Names { dot, y, y_dot, matrix, columns, .. } = &self.names;
        let leaves = self.private("leaves_of");
        let jacobian = self.open_jacobian(Cells::Made);
        let (packed, ty) = (super::pack(&self.zeros()), self.tangent_type());
        let is_matrix = !rows::is_float(&self.border.outputs());
        let blocks = self.blocks(is_matrix.then(|| y_dot.to_token_stream()).as_ref(), None);
        let given = self.cx.signature.given(quote!((#y, #blocks)));
        quote! {
            let #dot: #ty = #packed;
            let #columns = #leaves(&#dot);
            let (#y, #y_dot, #matrix) = #jacobian;
            #given
        }
    }
}

/// From which direction on each sweep goes, and how many it has: as few sweeps as there can be, of
/// about as many directions each.
pub(super) fn widths(count: usize) -> Vec<(usize, usize)> {
    let width = count.div_ceil(count.div_ceil(MOST).max(1)).max(1);
    (0..count).step_by(width).map(|first| (first, width.min(count - first))).collect()
}
