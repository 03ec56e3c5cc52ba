//! Companions that give a matrix: they run another one, once for each column or row.
//!
//! ```text
//! fn f_jacobian_into(x: &[f64], a: f64, matrix: &mut [f64]) -> [f64; 2] {
//!     let mut dot = (vec![0.0; x.len()], 0.0);
//!     let (y, y_dot) = f_jvp(x, a, &dot.0, dot.1);
//!     let (rows, columns) = (leaves(&y_dot), leaves(&dot));
//!     if columns <= rows {
//!         for column in 0..columns {
//!             set_leaf(&mut dot, column, 1.0);
//!             let (_, y_dot) = f_jvp(x, a, &dot.0, dot.1);
//!             set_leaf(&mut dot, column, 0.0);
//!             write_column(matrix, (columns, column), &y_dot);
//!         }
//!     } else {
//!         for row in 0..rows {
//!             let mut y_bar = zero_like(&y_dot);
//!             set_leaf(&mut y_bar, row, 1.0);
//!             let (_, (x_bar, a_bar)) = f_vjp(x, a, y_bar);
//!             let cell = write_row(matrix, row * columns, &x_bar);
//!             write_row(matrix, cell, &a_bar);
//!         }
//!     }
//!     y
//! }
//! ```

mod known;
mod several;
mod sparse;
mod sweep;

use super::border::{Border, bare_or_tuple, given_type, is_nothing};
use super::{Context, companion, located, rows, shape, zeros};
use crate::ir::{Kind, Shape};
use crate::lower::{Declared, DeclaredForm, Signature};
use crate::protocol::Companion;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use several::{Cells, Directions};
use sweep::{Names, Of, Place, Sweep, pack};

/// The companion, with the others that it calls in front if they stand nowhere else.
pub(crate) fn matrix(cx: &Context<'_>, companion: Companion, around: &TokenStream) -> TokenStream {
    let row = companion.row();
    let name = companion::name(cx, &companion.ending());
    let border = Border::of(cx, &name.to_string());
    let params = border.parameters(row);
    let own = params.iter().take(cx.signature.params.len()).map(|param| param.name.clone()).collect();
    let sweep = Sweep { cx, own, border: &border, names: Names::of(&border, &params) };
    let inside = match companion {
        Companion::JacobianInto => sweep.jacobian_into(),
        Companion::ValueAndJacobian => sweep.value_and_jacobian(),
        Companion::Jacobian => sweep.jacobian(),
        Companion::HessianInto => sweep.hessian_into(),
        Companion::Hessian => sweep.hessian(),
        Companion::Pattern | Companion::HessianPattern => sweep.pattern(companion),
        Companion::SparseJacobian | Companion::SparseHessian => sweep.sparse(companion),
        Companion::SparseJacobianInto | Companion::SparseHessianInto => sweep.sparse_into(companion),
        _ => unreachable!("it gives no matrix"),
    };
    let head = companion::head(cx, row);
    let Signature { generics, ident, imports, .. } = cx.signature;
    let where_clause = cx.signature.bounds_of_rows(companion, &rows::all_asked(&border, row.gives));
    let ty = given_type(cx, row, border.result(row.gives));
    let result = (!is_nothing(&ty)).then(|| {
        let ty = located::verbatim(ty);
        quote!(-> #ty)
    });
    let declared = params.iter().map(|param| param.declaration(cx));
    let declared = located::at(ident.span(), quote!(#(#declared),*));
    let inside = located::at(ident.span(), quote!(#around #imports #inside));
    located::unwrapped(quote!(#head fn #name<#generics>(#declared) #result #where_clause { #inside }))
}

impl Sweep<'_> {
    fn jacobian_into(&self) -> TokenStream {
        if let Some(extents) = self.known_extents() {
            return self.known_jacobian_into(extents);
        }
        if self.has_one_row() {
            return self.one_row_into();
        }
        if self.begins_with_several() {
            let value = self.cx.signature.given(self.open_jacobian(Cells::Given));
            return quote!(#value);
        }
        let Names { dot, y, y_dot, matrix, rows, columns, row, column, .. } = &self.names;
        let [leaves, set_leaf, assert_cells, write_column] =
            ["leaves_of", "set_leaf", "assert_cells", "write_column"].map(|name| self.private(name));
        let first = self.first();
        let (copies, forward) = (self.copies(), self.forward(Of::Run));
        let outputs = self.outputs();
        let column_alone = quote! {
            #set_leaf(&mut #dot, #column, 1.0);
            #copies
            #forward
            #set_leaf(&mut #dot, #column, 0.0);
            #write_column(#matrix, (#columns, #column), &#outputs);
        };
        let each = Directions { at: column, count: columns, known: None };
        let along_columns = self.sweeps(Companion::JvpN, each, &column_alone, &|width| self.columns_at_once(width));
        let each = Directions { at: row, count: rows, known: None };
        let along_rows = self.sweeps_along_rows(each, Cells::Given);
        let value = if self.border.is_unit() { TokenStream::new() } else { y.to_token_stream() };
        let value = self.cx.signature.given(value);
        quote! {
            #first
            let (#rows, #columns) = (#leaves(&#y_dot), #leaves(&#dot));
            #assert_cells(#matrix, #rows, #columns);
            if #columns <= #rows {
                #along_columns
            } else {
                #along_rows
            }
            #value
        }
    }

    /// The rows, several at once where nothing goes in and out.
    fn sweeps_along_rows(&self, each: Directions<'_>, cells: Cells) -> TokenStream {
        let Directions { at, count, .. } = &each;
        let one = self.reverse(cells);
        if !self.names.places.is_empty() {
            return quote!(for #at in 0..#count { #one });
        }
        let like = self.names.y_dot.to_token_stream();
        self.sweeps(Companion::VjpN, each, &one, &|width| self.rows_at_once((width, cells), &like, &quote!(_)))
    }

    fn value_and_jacobian(&self) -> TokenStream {
        if let Some(extents) = self.known_extents() {
            return self.known_value_and_jacobian(extents);
        }
        if self.has_one_row() {
            return self.value_and_row();
        }
        if self.begins_with_several() {
            return self.open_value_and_jacobian();
        }
        let Names { dot, y, y_dot, matrix, columns, places, .. } = &self.names;
        let [leaves, vec] = ["leaves_of", "vec"].map(|name| self.private(name));
        let first = self.first();
        let runs = places.iter().map(|Place { was, run, .. }| quote!(let mut #run = #was;));
        let into = self.call(Of::Run, Companion::JacobianInto, &[quote!(&mut #matrix)]);
        let rows = (!rows::is_float(&self.border.outputs())).then(|| y_dot.to_token_stream());
        let blocks = self.blocks(rows.as_ref(), None);
        let value = if self.border.is_unit() { quote!(()) } else { y.to_token_stream() };
        let value = self.cx.signature.given(quote!((#value, #blocks)));
        quote! {
            #first
            let #columns = #leaves(&#dot);
            let mut #matrix = #vec![0.0; #leaves(&#y_dot) * #columns];
            #(#runs)*
            #into;
            #value
        }
    }

    fn jacobian(&self) -> TokenStream {
        let call = self.call(Of::Caller, Companion::ValueAndJacobian, &[]);
        self.cx.signature.given(quote!(#call.1))
    }

    fn hessian_into(&self) -> TokenStream {
        let Names { dot, matrix, columns, row, gradient, along, .. } = &self.names;
        let [leaves, set_leaf, assert_cells, mirror] =
            ["leaves_of", "set_leaf", "assert_cells", "mirror"].map(|name| self.private(name));
        let zeros = self.zeros();
        let (packed, ty) = (pack(&zeros), self.tangent_type());
        let zero = bare_or_tuple(&zeros);
        let call = self.call(Of::Run, Companion::Hvp, &self.tangents(dot));
        let (pattern, writes) = (bare_or_tuple(&self.names.bars), self.writes(&matrix.to_token_stream()));
        let given = self.cx.signature.given(gradient.to_token_stream());
        let row_alone = quote! {
            #set_leaf(&mut #dot, #row, 1.0);
            let (#along, #pattern) = #call;
            #set_leaf(&mut #dot, #row, 0.0);
            #gradient = #along;
            #writes
        };
        let each = Directions { at: row, count: columns, known: self.known_columns() };
        let sweeps = self.sweeps(Companion::HvpN, each, &row_alone, &|width| self.rows_of_hessian(width));
        quote! {
            let mut #dot: #ty = #packed;
            let #columns = #leaves(&#dot);
            #assert_cells(#matrix, #columns, #columns);
            let mut #gradient = #zero;
            #sweeps
            #mirror(#matrix, #columns);
            #given
        }
    }

    fn hessian(&self) -> TokenStream {
        let Names { dot, matrix, columns, .. } = &self.names;
        let [leaves, vec] = ["leaves_of", "vec"].map(|name| self.private(name));
        let (packed, ty) = (pack(&self.zeros()), self.tangent_type());
        let into = self.call(Of::Run, Companion::HessianInto, &[quote!(&mut #matrix)]);
        let rows = (0..self.border.pieces.len()).map(|i| {
            let rows = (!rows::is_float(&shape::owned(&self.shape(i)))).then(|| self.part(dot, i));
            self.blocks(rows.as_ref(), Some(i))
        });
        let blocks = self.cx.signature.given(bare_or_tuple(&rows.collect::<Vec<_>>()));
        quote! {
            let #dot: #ty = #packed;
            let #columns = #leaves(&#dot);
            let mut #matrix = #vec![0.0; #columns * #columns];
            #into;
            #blocks
        }
    }

    /// The value, and what has as many floats as it: its tangent for zeros.
    fn first(&self) -> TokenStream {
        let Names { dot, moved, y_dot, places, .. } = &self.names;
        let (packed, ty) = (pack(&self.zeros()), self.tangent_type());
        let were = self.were();
        let moves = (!places.is_empty()).then(|| quote!(let mut #moved = ::core::clone::Clone::clone(&#dot);));
        let call = self.forward(Of::Caller);
        let outputs = self.outputs();
        let outputs = (!places.is_empty()).then(|| quote!(let #y_dot = #outputs;));
        quote! {
            let mut #dot: #ty = #packed;
            #were
            #moves
            #call
            #outputs
        }
    }

    /// What goes in and out, as it was.
    fn were(&self) -> TokenStream {
        let were = self.names.places.iter().map(|Place { piece, was, .. }| {
            let owned = zeros::copied(&self.shape(*piece), &self.border.pieces[*piece].place);
            quote!(let #was = #owned;)
        });
        were.collect()
    }

    /// Copies for one run, of what it changes.
    fn copies(&self) -> TokenStream {
        let Names { dot, moved, places, .. } = &self.names;
        if places.is_empty() {
            return TokenStream::new();
        }
        let copies = places.iter().map(copy);
        quote!(let mut #moved = ::core::clone::Clone::clone(&#dot); #(#copies)*)
    }

    /// A run in forward mode.
    fn forward(&self, of: Of) -> TokenStream {
        let Names { dot, moved, y, y_dot, places, .. } = &self.names;
        let tangents = if places.is_empty() { dot } else { moved };
        let call = self.call(of, Companion::Jvp, &self.tangents(tangents));
        match of {
            _ if self.border.is_unit() => quote!(#call;),
            Of::Caller => quote!(let (#y, #y_dot) = #call;),
            Of::Run => quote!(let (_, #y_dot) = #call;),
        }
    }

    /// What came out of one: the tangent of the value, and of what goes out.
    fn outputs(&self) -> TokenStream {
        let Names { moved, y_dot, places, .. } = &self.names;
        let value = self.border.has_seed().then(|| y_dot.to_token_stream());
        let places = places.iter().map(|place| self.part(moved, place.piece));
        bare_or_tuple(&value.into_iter().chain(places).collect::<Vec<_>>())
    }

    /// A run in reverse mode, which gives a row.
    fn reverse(&self, cells: Cells) -> TokenStream {
        let Names { y_dot, y_bar, bars, places, row, seed: taken_apart, .. } = &self.names;
        let [set_leaf, zero_like] = ["set_leaf", "zero_like"].map(|name| self.private(name));
        let copies = places.iter().map(copy);
        let value = self.border.has_seed().then(|| y_bar.to_token_stream());
        let out: Vec<_> = places.iter().map(|place| &bars[place.piece]).collect();
        let taken = out.iter().map(|bar| quote!(mut #bar));
        let seeds = bare_or_tuple(&value.clone().into_iter().chain(taken).collect::<Vec<_>>());
        let lent = out.iter().map(|bar| quote!(&mut #bar));
        let call = self.call(Of::Run, Companion::Vjp, &value.into_iter().chain(lent).collect::<Vec<_>>());
        let given = bars.iter().enumerate().filter(|(i, _)| self.names.place(*i).is_none());
        let given: Vec<_> = given.map(|(_, bar)| bar.clone()).collect();
        let (pattern, writes) = (bare_or_tuple(&given), self.writes(&self.cells(cells)));
        let run = if given.is_empty() { quote!(#call;) } else { quote!(let (_, #pattern) = #call;) };
        let parts = (self.border.has_seed() && out.is_empty()).then(TokenStream::new);
        let (seed, parts) = match parts {
            Some(nothing) => (y_bar.to_token_stream(), nothing),
            None => (taken_apart.to_token_stream(), quote!(let #seeds = #taken_apart;)),
        };
        quote! {
            let mut #seed = #zero_like(&#y_dot);
            #set_leaf(&mut #seed, #row, 1.0);
            #parts
            #(#copies)*
            #run
            #writes
        }
    }
}

/// A copy for one run of what went in.
fn copy(Place { was, run, .. }: &Place) -> TokenStream {
    quote!(let mut #run = ::core::clone::Clone::clone(&#was);)
}

/// Whether a matrix cannot be had: a function that is passed on is given once; of what goes in and
/// out within a tuple there is no copy for a run, nor of what is behind another `&mut`, which would
/// be another in the next run.
pub(crate) fn runs_once(companion: Companion, signature: &Signature) -> bool {
    let is_changed = |param: &Declared| match &param.form {
        DeclaredForm::Scalars { shape, .. } => {
            let is_whole = shape.is_in_out() && matches!(shape, Shape::Mut(_)) && !companion.row().gives_gradient();
            !is_whole && has_mut(shape)
        }
        DeclaredForm::Opaque { ty, .. } => mentions_mut(ty),
        DeclaredForm::Receiver(tokens) => mentions_mut(tokens) && tokens.to_string().contains('&'),
    };
    !signature.functions.is_empty() || signature.params.iter().any(is_changed)
}

pub(super) fn has_mut(shape: &Shape<Kind>) -> bool {
    match shape {
        Shape::Leaf(_) => false,
        Shape::Mut(_) => true,
        Shape::Ref(inner) => has_mut(inner),
        Shape::Tuple(entries) => entries.iter().any(has_mut),
    }
}

pub(super) fn mentions_mut(ty: &TokenStream) -> bool {
    ty.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "mut"))
}
