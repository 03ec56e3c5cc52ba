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

use super::border::{Border, Parameter, Piece, Role, bare_or_tuple, given_type, is_nothing, unique};
use super::{Context, companion, elements, located, rows, shape, zeros};
use crate::ir::{Kind, Shape};
use crate::lower::{Declared, DeclaredForm, Signature};
use crate::protocol::Companion;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

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
        _ => unreachable!("it gives no matrix"),
    };
    let head = companion::head(cx, row);
    let Signature { generics, ident, imports, .. } = cx.signature;
    let where_clause = cx.signature.bounds(companion);
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

/// What runs again and again.
struct Sweep<'a> {
    cx: &'a Context<'a>,
    /// The names of the function's own parameters.
    own: Vec<Ident>,
    border: &'a Border,
    names: Names,
}

/// The names of what stands in the body.
struct Names {
    /// The tangents of all arguments: one, or a tuple.
    dot: Ident,
    /// Those of one run, where it changes them.
    moved: Ident,
    y: Ident,
    /// The tangent of the value, and of what goes out.
    y_dot: Ident,
    matrix: Ident,
    /// The cotangent of the value.
    y_bar: Ident,
    /// Those of the pieces.
    bars: Vec<TokenStream>,
    /// Of what goes in and out, by its position among the pieces, what went in, and a copy of it
    /// for one run.
    places: Vec<Place>,
}

struct Place {
    piece: usize,
    was: Ident,
    run: Ident,
}

impl Names {
    fn of(border: &Border, params: &[Parameter]) -> Names {
        let mut taken: Vec<String> = params.iter().map(|param| param.name.to_string()).collect();
        taken.extend(["columns", "rows", "column", "row", "cell", "gradient", "along", "seed"].map(str::to_owned));
        let given = params.iter().find(|param| param.role == Role::Matrix).map(|param| param.name.clone());
        let matrix = given.unwrap_or_else(|| unique(&mut taken, "matrix"));
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
        Names { dot, moved, y, y_dot, matrix, y_bar, bars, places }
    }

    fn place(&self, piece: usize) -> Option<&Place> {
        self.places.iter().find(|place| place.piece == piece)
    }
}

/// Whose arguments a call has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// The companion's own: what goes out goes to its caller.
    Caller,
    /// Copies for this run.
    Run,
}

impl Sweep<'_> {
    fn jacobian_into(&self) -> TokenStream {
        let Names { dot, y, y_dot, matrix, .. } = &self.names;
        let [leaves, set_leaf, assert_cells, write_column] =
            ["leaves_of", "set_leaf", "assert_cells", "write_column"].map(|name| self.private(name));
        let first = self.first();
        let (copies, forward) = (self.copies(), self.forward(Of::Run));
        let outputs = self.outputs();
        let reverse = self.reverse();
        let value = if self.border.is_unit() { TokenStream::new() } else { y.to_token_stream() };
        let value = self.cx.signature.given(value);
        quote! {
            #first
            let (rows, columns) = (#leaves(&#y_dot), #leaves(&#dot));
            #assert_cells(#matrix, rows, columns);
            if columns <= rows {
                for column in 0..columns {
                    #set_leaf(&mut #dot, column, 1.0);
                    #copies
                    #forward
                    #set_leaf(&mut #dot, column, 0.0);
                    #write_column(#matrix, (columns, column), &#outputs);
                }
            } else {
                for row in 0..rows {
                    #reverse
                }
            }
            #value
        }
    }

    fn value_and_jacobian(&self) -> TokenStream {
        let Names { dot, y, y_dot, matrix, places, .. } = &self.names;
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
            let columns = #leaves(&#dot);
            let mut #matrix = #vec![0.0; #leaves(&#y_dot) * columns];
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
        let Names { dot, matrix, .. } = &self.names;
        let [leaves, set_leaf, assert_cells, mirror] =
            ["leaves_of", "set_leaf", "assert_cells", "mirror"].map(|name| self.private(name));
        let zeros = self.zeros();
        let packed = pack(&zeros);
        let gradient = bare_or_tuple(&zeros);
        let call = self.call(Of::Run, Companion::Hvp, &self.tangents(dot));
        let (pattern, writes) = (bare_or_tuple(&self.names.bars), self.writes());
        let given = self.cx.signature.given(quote!(gradient));
        quote! {
            let mut #dot = #packed;
            let columns = #leaves(&#dot);
            #assert_cells(#matrix, columns, columns);
            let mut gradient = #gradient;
            for row in 0..columns {
                #set_leaf(&mut #dot, row, 1.0);
                let (along, #pattern) = #call;
                #set_leaf(&mut #dot, row, 0.0);
                gradient = along;
                #writes
            }
            #mirror(#matrix, columns);
            #given
        }
    }

    fn hessian(&self) -> TokenStream {
        let Names { dot, matrix, .. } = &self.names;
        let [leaves, vec] = ["leaves_of", "vec"].map(|name| self.private(name));
        let packed = pack(&self.zeros());
        let into = self.call(Of::Run, Companion::HessianInto, &[quote!(&mut #matrix)]);
        let rows = (0..self.border.pieces.len()).map(|i| {
            let rows = (!rows::is_float(&shape::owned(&self.shape(i)))).then(|| self.part(dot, i));
            self.blocks(rows.as_ref(), Some(i))
        });
        let blocks = self.cx.signature.given(bare_or_tuple(&rows.collect::<Vec<_>>()));
        quote! {
            let #dot = #packed;
            let columns = #leaves(&#dot);
            let mut #matrix = #vec![0.0; columns * columns];
            #into;
            #blocks
        }
    }

    /// The value, and what has as many floats as it: its tangent for zeros.
    fn first(&self) -> TokenStream {
        let Names { dot, moved, y_dot, places, .. } = &self.names;
        let packed = pack(&self.zeros());
        let were = places.iter().map(|Place { piece, was, .. }| {
            let owned = zeros::copied(&self.shape(*piece), &self.border.pieces[*piece].place);
            quote!(let #was = #owned;)
        });
        let moves = (!places.is_empty()).then(|| quote!(let mut #moved = ::core::clone::Clone::clone(&#dot);));
        let call = self.forward(Of::Caller);
        let outputs = self.outputs();
        let outputs = (!places.is_empty()).then(|| quote!(let #y_dot = #outputs;));
        quote! {
            let mut #dot = #packed;
            #(#were)*
            #moves
            #call
            #outputs
        }
    }

    /// Copies for one run, of what it changes.
    fn copies(&self) -> TokenStream {
        let Names { dot, moved, places, .. } = &self.names;
        if places.is_empty() {
            return TokenStream::new();
        }
        let copies = places.iter().map(|place| self.copy(place));
        quote!(let mut #moved = ::core::clone::Clone::clone(&#dot); #(#copies)*)
    }

    fn copy(&self, Place { was, run, .. }: &Place) -> TokenStream {
        quote!(let mut #run = ::core::clone::Clone::clone(&#was);)
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
    fn reverse(&self) -> TokenStream {
        let Names { y_dot, y_bar, bars, places, .. } = &self.names;
        let [set_leaf, zero_like] = ["set_leaf", "zero_like"].map(|name| self.private(name));
        let copies = places.iter().map(|place| self.copy(place));
        let value = self.border.has_seed().then(|| y_bar.to_token_stream());
        let out: Vec<_> = places.iter().map(|place| &bars[place.piece]).collect();
        let taken = out.iter().map(|bar| quote!(mut #bar));
        let seeds = bare_or_tuple(&value.clone().into_iter().chain(taken).collect::<Vec<_>>());
        let lent = out.iter().map(|bar| quote!(&mut #bar));
        let call = self.call(Of::Run, Companion::Vjp, &value.into_iter().chain(lent).collect::<Vec<_>>());
        let given = bars.iter().enumerate().filter(|(i, _)| self.names.place(*i).is_none());
        let given: Vec<_> = given.map(|(_, bar)| bar.clone()).collect();
        let (pattern, writes) = (bare_or_tuple(&given), self.writes());
        let run = if given.is_empty() { quote!(#call;) } else { quote!(let (_, #pattern) = #call;) };
        let parts = (self.border.has_seed() && out.is_empty()).then(TokenStream::new);
        let (seed, parts) = match parts {
            Some(nothing) => (y_bar.to_token_stream(), nothing),
            None => (quote!(seed), quote!(let #seeds = seed;)),
        };
        quote! {
            let mut #seed = #zero_like(&#y_dot);
            #set_leaf(&mut #seed, row, 1.0);
            #parts
            #(#copies)*
            #run
            #writes
        }
    }

    fn shape(&self, piece: usize) -> Shape<Kind> {
        self.border.pieces[piece].shape().expect("a function without refusals has shapes")
    }

    /// The zeros of the arguments' cotangents.
    fn zeros(&self) -> Vec<TokenStream> {
        let zero = |(i, piece): (usize, &Piece)| zeros::like(&self.cx.krate, &self.shape(i), &piece.place);
        self.border.pieces.iter().enumerate().map(zero).collect()
    }

    /// The tangents, as a companion takes them.
    fn tangents(&self, of: &Ident) -> Vec<TokenStream> {
        (0..self.border.pieces.len()).map(|i| lent(&self.shape(i), &self.part(of, i))).collect()
    }

    /// What belongs to one argument of what belongs to all.
    fn part(&self, of: &Ident, i: usize) -> TokenStream {
        let count = self.border.pieces.len();
        let [outer, inner] = [i / TOGETHER, i % TOGETHER].map(Literal::usize_unsuffixed);
        match count {
            1 => quote!(#of),
            _ if count <= TOGETHER => quote!(#of.#inner),
            _ => quote!(#of.#outer.#inner),
        }
    }

    /// The leaves of those before this argument, in parentheses if there are several.
    fn leaves_before(&self, i: usize) -> Option<TokenStream> {
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
    fn first_cell(&self, rows_of: Option<usize>, columns_of: usize) -> TokenStream {
        let rows = rows_of.and_then(|i| self.leaves_before(i)).map(|before| quote!(#before * columns));
        match (rows, self.leaves_before(columns_of)) {
            (None, None) => quote!(0),
            (Some(one), None) | (None, Some(one)) => one,
            (Some(rows), Some(columns)) => quote!(#rows + #columns),
        }
    }

    /// Writes the cotangents to a row, one after the other.
    fn writes(&self) -> TokenStream {
        let Names { matrix, bars, .. } = &self.names;
        let write_row = self.private("write_row");
        let writes = bars.iter().map(|bar| quote!(let cell = #write_row(#matrix, cell, &#bar);));
        quote!(let cell = row * columns; #(#writes)*)
    }

    /// Of each argument the block of the rows of `of`, which are all, or those of an argument; of
    /// one float it is a row.
    fn blocks(&self, of: Option<&TokenStream>, rows_of: Option<usize>) -> TokenStream {
        let [block, row] = ["block", "row"].map(|name| self.private(name));
        let Names { dot, matrix, .. } = &self.names;
        let blocks = (0..self.border.pieces.len()).map(|i| {
            let (first, part) = (self.first_cell(rows_of, i), self.part(dot, i));
            match of {
                Some(of) => quote!(#block(&#matrix, (columns, #first), &#of, &#part)),
                None => quote!(#row(&#matrix, #first, &#part)),
            }
        });
        bare_or_tuple(&blocks.collect::<Vec<_>>())
    }

    /// A call of another companion, of the function's own arguments and others.
    fn call(&self, of: Of, companion: Companion, others: &[TokenStream]) -> TokenStream {
        let cx = self.cx;
        let name = companion::name(cx, &companion.ending());
        let (siblings, generics) = (&cx.siblings, located::verbatim(cx.signature.generic_arguments.clone()));
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

    fn private(&self, name: &str) -> TokenStream {
        let (krate, name) = (located::verbatim(self.cx.krate.clone()), super::names::local(name));
        quote!(#krate::__private::#name)
    }
}

/// So many entries has a tuple that is itself differentiable.
const TOGETHER: usize = 8;

/// One value, or a tuple of them; of many, tuples of tuples.
fn pack(entries: &[TokenStream]) -> TokenStream {
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

/// Whether a matrix cannot be had: a function that is passed on is given once, and of what goes
/// in and out within a tuple there is no copy for a run.
pub(crate) fn runs_once(companion: Companion, signature: &Signature) -> bool {
    let is_in_out = |param: &Declared| match &param.form {
        DeclaredForm::Scalars { shape, .. } => {
            let is_whole = matches!(shape, Shape::Mut(_)) && !companion.row().gives_gradient();
            shape.is_in_out() && !is_whole
        }
        DeclaredForm::Opaque { .. } | DeclaredForm::Receiver(_) => false,
    };
    !signature.functions.is_empty() || signature.params.iter().any(is_in_out)
}
