//! What the runs of a matrix are made of: names, tangents, calls, cells.

use super::super::border::{Border, Parameter, Piece, Role, bare_or_tuple, cotangent_type, unique};
use super::super::{Context, companion, elements, lanes, located, names, shape, zeros};
use crate::ir::{Kind, Shape};
use crate::lower::{Declared, DeclaredForm};
use crate::protocol::Companion;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

/// What runs again and again.
pub(super) struct Sweep<'a> {
    pub(super) cx: &'a Context<'a>,
    /// The names of the function's own parameters.
    pub(super) own: Vec<Ident>,
    pub(super) border: &'a Border,
    pub(super) names: Names,
}

/// The names of what stands in the body.
pub(super) struct Names {
    /// The tangents of all arguments: one, or a tuple.
    pub(super) dot: Ident,
    /// Those of one run, where it changes them.
    pub(super) moved: Ident,
    /// The tangents along several directions.
    pub(super) lanes: Ident,
    pub(super) y: Ident,
    /// The tangent of the value, and of what goes out.
    pub(super) y_dot: Ident,
    pub(super) matrix: Ident,
    /// How many rows and columns it has, and which of them is written.
    pub(super) rows: Ident,
    pub(super) columns: Ident,
    pub(super) row: Ident,
    pub(super) column: Ident,
    pub(super) cell: Ident,
    /// The gradient, and the one that a run gives.
    pub(super) gradient: Ident,
    pub(super) along: Ident,
    pub(super) seed: Ident,
    /// What finds the cells of a sparse matrix, and by which colors.
    pub(super) sweeps: Ident,
    pub(super) coloring: Option<Ident>,
    /// The cotangent of the value.
    pub(super) y_bar: Ident,
    /// Those of the pieces.
    pub(super) bars: Vec<TokenStream>,
    /// Of what goes in and out, by its position among the pieces, what went in, and a copy of it
    /// for one run.
    pub(super) places: Vec<Place>,
}

pub(super) struct Place {
    pub(super) piece: usize,
    pub(super) was: Ident,
    pub(super) run: Ident,
}

impl Names {
    pub(super) fn of(border: &Border, params: &[Parameter]) -> Names {
        let mut taken: Vec<String> = params.iter().map(|param| param.name.to_string()).collect();
        let [rows, columns, row, column, cell, gradient, along, seed, lanes, sweeps] =
            ["rows", "columns", "row", "column", "cell", "gradient", "along", "seed", "lanes", "sweeps"]
                .map(|name| unique(&mut taken, name));
        let given = |role| params.iter().find(|param| param.role == role).map(|param| param.name.clone());
        let coloring = given(Role::Coloring);
        let matrix = given(Role::Matrix).unwrap_or_else(|| unique(&mut taken, "matrix"));
        let bar = |piece: &Piece| unique(&mut taken, &format!("{}_bar", piece.name)).to_token_stream();
        let bars = border.pieces.iter().map(bar).collect();
        let [dot, moved, y, y_dot, y_bar] =
            ["dot", "moved", "y", "y_dot", "y_bar"].map(|name| unique(&mut taken, name));
        let in_out = border.pieces.iter().enumerate().filter(|(_, piece)| piece.is_in_out());
        let mut place = |(piece, of): (usize, &Piece)| {
            let mut name = |ending: &str| unique(&mut taken, &format!("{}{ending}", of.name));
            Place { piece, was: name("_was"), run: name("_run") }
        };
        let places = in_out.map(&mut place).collect();
        Names {
            dot,
            moved,
            lanes,
            y,
            y_dot,
            matrix,
            rows,
            columns,
            row,
            column,
            cell,
            gradient,
            along,
            seed,
            sweeps,
            coloring,
            y_bar,
            bars,
            places,
        }
    }

    pub(super) fn place(&self, piece: usize) -> Option<&Place> {
        self.places.iter().find(|place| place.piece == piece)
    }
}

/// Whose arguments a call has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The companion's own: what goes out goes to its caller.
    Caller,
    /// Copies for this run.
    Run,
}

impl Sweep<'_> {
    pub(super) fn shape(&self, piece: usize) -> Shape<Kind> {
        self.border.pieces[piece].shape().expect("a function without refusals has shapes")
    }

    /// The zeros of the arguments' cotangents.
    pub(super) fn zeros(&self) -> Vec<TokenStream> {
        let zero = |(i, piece): (usize, &Piece)| zeros::like(&self.cx.krate, &self.shape(i), &piece.place);
        self.border.pieces.iter().enumerate().map(zero).collect()
    }

    /// The type of the tangents of all arguments.
    pub(super) fn tangent_type(&self) -> TokenStream {
        let krate = &self.cx.krate;
        let types = self.border.pieces.iter().map(|piece| cotangent_type(krate, &piece.form));
        located::verbatim(pack(&types.collect::<Vec<_>>()))
    }

    /// The tangents, as a companion takes them.
    pub(super) fn tangents(&self, of: &Ident) -> Vec<TokenStream> {
        (0..self.border.pieces.len()).map(|i| lent(&self.shape(i), &self.part(of, i))).collect()
    }

    /// What belongs to one argument of what belongs to all.
    pub(super) fn part(&self, of: &Ident, i: usize) -> TokenStream {
        let count = self.border.pieces.len();
        let [outer, inner] = [i / TOGETHER, i % TOGETHER].map(Literal::usize_unsuffixed);
        match count {
            1 => quote!(#of),
            _ if count <= TOGETHER => quote!(#of.#inner),
            _ => quote!(#of.#outer.#inner),
        }
    }

    /// The leaves of those before this argument, in parentheses if there are several.
    pub(super) fn leaves_before(&self, i: usize) -> Option<TokenStream> {
        let leaves = self.private("leaves_of");
        let before = (0..i).map(|before| self.part(&self.names.dot, before));
        let before: Vec<_> = before.map(|part| quote!(#leaves(&#part))).collect();
        match &before[..] {
            [] => None,
            [one] => Some(one.clone()),
            many => Some(quote!((#(#many)+*))),
        }
    }

    /// The cell in the first row that belongs to the leaves of an argument, and the first column
    /// that belongs to another one.
    pub(super) fn first_cell(&self, rows_of: Option<usize>, columns_of: usize) -> TokenStream {
        let columns = &self.names.columns;
        let rows = rows_of.and_then(|i| self.leaves_before(i)).map(|before| quote!(#before * #columns));
        match (rows, self.leaves_before(columns_of)) {
            (None, None) => quote!(0),
            (Some(one), None) | (None, Some(one)) => one,
            (Some(rows), Some(before)) => quote!(#rows + #before),
        }
    }

    /// Writes the cotangents to a row, one after the other.
    pub(super) fn writes(&self, cells: &TokenStream) -> TokenStream {
        let Names { bars, row, columns, cell, .. } = &self.names;
        let write_row = self.private("write_row");
        let writes = bars.iter().map(|bar| quote!(let #cell = #write_row(#cells, #cell, &#bar);));
        quote!(let #cell = #row * #columns; #(#writes)*)
    }

    /// Of each argument the block of the rows of `of`, which are all, or those of an argument; of
    /// one float it is a row.
    pub(super) fn blocks(&self, of: Option<&TokenStream>, rows_of: Option<usize>) -> TokenStream {
        let [block, row] = ["block", "row"].map(|name| self.private(name));
        let Names { dot, matrix, columns, .. } = &self.names;
        let blocks = (0..self.border.pieces.len()).map(|i| {
            let (first, part) = (self.first_cell(rows_of, i), self.part(dot, i));
            match of {
                Some(of) => quote!(#block(&#matrix, (#columns, #first), &#of, &#part)),
                None => quote!(#row(&#matrix, #first, &#part)),
            }
        });
        bare_or_tuple(&blocks.collect::<Vec<_>>())
    }

    /// A call of another companion, of the function's own arguments and others.
    pub(super) fn call(&self, of: Of, companion: Companion, others: &[TokenStream]) -> TokenStream {
        let generics = located::verbatim(self.cx.signature.generic_arguments.clone());
        self.called((of, generics), companion, others)
    }

    /// The same of one that runs so many directions at once.
    pub(super) fn call_n(&self, (of, width): (Of, usize), companion: Companion, others: &[TokenStream]) -> TokenStream {
        let generics = lanes::arguments(&self.cx.signature.generic_arguments, width);
        self.called((of, located::verbatim(generics)), companion, others)
    }

    fn called(&self, (of, generics): (Of, TokenStream), companion: Companion, others: &[TokenStream]) -> TokenStream {
        let cx = self.cx;
        let name = companion::name(cx, &companion.ending());
        let siblings = &cx.siblings;
        let own = cx.signature.params.iter().zip(&self.own).map(|(declared, name)| {
            let piece = self.border.pieces.iter().position(|piece| piece.name == declared.name);
            match piece.and_then(|piece| self.names.place(piece)) {
                Some(Place { run, .. }) if of == Of::Run => quote!(&mut #run),
                Some(_) => own_name(declared, name),
                None => again(declared, name),
            }
        });
        cx.signature.asked(quote!(#siblings #name #generics (#(#own,)* #(#others),*)))
    }

    pub(super) fn private(&self, name: &str) -> TokenStream {
        let (krate, name) = (located::verbatim(self.cx.krate.clone()), names::local(name));
        quote!(#krate::__private::#name)
    }
}
/// So many entries has a tuple that is itself differentiable.
const TOGETHER: usize = 8;

/// One value, or a tuple of them; of many, tuples of tuples.
pub(super) fn pack(entries: &[TokenStream]) -> TokenStream {
    match entries {
        [one] => one.clone(),
        few if few.len() <= TOGETHER => shape::tuple(few),
        many => shape::tuple(&many.chunks(TOGETHER).map(shape::tuple).collect::<Vec<_>>()),
    }
}

/// An argument that is passed on, and will be again.
fn again(declared: &Declared, name: &Ident) -> TokenStream {
    let is_kept = match &declared.form {
        DeclaredForm::Receiver(tokens) => tokens.to_string().starts_with('&'),
        DeclaredForm::Opaque { ty, .. } => ty.to_string().starts_with('&'),
        DeclaredForm::Scalars { shape, .. } => {
            declared.receiver.is_some() || matches!(shape, Shape::Ref(_)) || elements::is_copy(shape)
        }
    };
    let name = own_name(declared, name);
    if is_kept { name } else { quote!(::core::clone::Clone::clone(&#name)) }
}

fn own_name(declared: &Declared, name: &Ident) -> TokenStream {
    if declared.name == "self" { located::verbatim(quote!(self)) } else { name.to_token_stream() }
}

/// What is owned at a place, as a parameter of this shape takes it.
fn lent(shape: &Shape<Kind>, place: &TokenStream) -> TokenStream {
    match shape {
        Shape::Leaf(_) if elements::is_copy(shape) => place.clone(),
        Shape::Leaf(_) => quote!(::core::clone::Clone::clone(&#place)),
        Shape::Ref(inner) if matches!(**inner, Shape::Ref(_)) => {
            let inner = lent(inner, place);
            quote!(&#inner)
        }
        Shape::Ref(_) => quote!(&#place),
        Shape::Mut(_) => quote!(&mut #place),
        Shape::Tuple(entries) => {
            let entry = |(i, entry): (usize, &Shape<Kind>)| {
                let i = Literal::usize_unsuffixed(i);
                lent(entry, &quote!(#place.#i))
            };
            shape::tuple(&entries.iter().enumerate().map(entry).collect::<Vec<_>>())
        }
    }
}
