//! Matrices of which only the cells are there that may be other than zero.
//!
//! ```text
//! fn f_pattern(x: &[f64]) -> Pattern {
//!     let dot = vec![0.0; x.len()];
//!     let mut probing = Probing::<8>::new(leaves_of(&dot));
//!     while probing.goes_on() {
//!         let lanes = probing.seeds(&dot);
//!         let (_, y_dot) = f_jvp_marks::<8>(x, &lanes);
//!         probing.take(&y_dot);
//!     }
//!     probing.pattern()
//! }
//!
//! fn f_sparse_jacobian(x: &[f64], coloring: &ColumnColoring) -> Result<Csr, PatternMismatch> {
//!     let dot = vec![0.0; x.len()];
//!     let mut sweeps = coloring.sweeps(leaves_of(&dot));
//!     while sweeps.left() > 0 {
//!         if sweeps.left() > 4 {
//!             let lanes = sweeps.seeds::<12, _>(&dot);
//!             let (_, y_dot) = f_jvp_n::<12>(x, &lanes);
//!             sweeps.take::<12, _>(&y_dot);
//!         } else { .. }
//!     }
//!     sweeps.matrix()
//! }
//!
//! fn f_sparse_jacobian_into(x: &[f64], coloring: &ColumnColoring, values: &mut [f64]) -> Result<.., ..> {
//!     let mut along = None;
//!     ..                                     // the same, and `along = Some(y)` after each run
//!     sweeps.write(values, along)
//! }
//! ```

use super::super::border::bare_or_tuple;
use super::several::{FEW, MOST};
use super::sweep::{Names, Of, Place, Sweep, pack};
use crate::protocol::Companion;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// A set of a pattern has so many words. The room that it needs is that of a few lanes.
const WORDS: usize = 8;

/// The companions that one of these runs.
struct Runs {
    one: Companion,
    several: Companion,
    marks: Companion,
}

impl Runs {
    fn of(companion: Companion) -> Runs {
        match companion {
            Companion::HessianPattern | Companion::SparseHessian | Companion::SparseHessianInto => {
                Runs { one: Companion::Hvp, several: Companion::HvpN, marks: Companion::HvpMarks }
            }
            _ => Runs { one: Companion::Jvp, several: Companion::JvpN, marks: Companion::JvpMarks },
        }
    }

    fn is_of_hessian(&self) -> bool {
        self.one == Companion::Hvp
    }
}

impl Sweep<'_> {
    /// What depends on what, by sweeps of sets.
    pub(super) fn pattern(&self, companion: Companion) -> TokenStream {
        let Names { sweeps, lanes, dot, .. } = &self.names;
        let runs = Runs::of(companion);
        let [probing, leaves] = ["Probing", "leaves_of"].map(|name| self.private(name));
        let (zeros, words) = (self.zeros_of_all(), Literal::usize_unsuffixed(WORDS));
        let (run, came) = (self.run(&runs, (runs.marks, WORDS), &quote!(_)), self.came(&runs));
        let pattern = quote!(#sweeps.pattern());
        // The adjoint may have a cell where it has not the mirror image: both are then in it.
        let pattern = if runs.is_of_hessian() { quote!(#pattern.symmetric()) } else { pattern };
        let given = self.cx.signature.given(pattern);
        quote! {
            #zeros
            let mut #sweeps = #probing::<#words>::new(#leaves(&#dot));
            while #sweeps.goes_on() {
                let #lanes = #sweeps.seeds(&#dot);
                #run
                #sweeps.take(&#came);
            }
            #given
        }
    }

    /// The cells of a pattern, by sweeps along its colors.
    pub(super) fn sparse(&self, companion: Companion) -> TokenStream {
        let sweeps = &self.names.sweeps;
        let (all, given) = (self.all_sweeps(companion, None), self.cx.signature.given(quote!(#sweeps.matrix())));
        quote!(#all #given)
    }

    /// The same into a slice, with what the runs give besides: the value, or the gradient.
    pub(super) fn sparse_into(&self, companion: Companion) -> TokenStream {
        let Names { sweeps, matrix, along: besides, .. } = &self.names;
        let all = self.all_sweeps(companion, Some(besides));
        let given = self.cx.signature.given(quote!(#sweeps.write(#matrix, #besides)));
        let none = self.private("None");
        quote!(let mut #besides = #none; #all #given)
    }

    /// All sweeps of an evaluation; `besides` keeps what a run gives besides the cells.
    fn all_sweeps(&self, companion: Companion, besides: Option<&Ident>) -> TokenStream {
        let Names { sweeps, lanes, dot, coloring, .. } = &self.names;
        let runs = Runs::of(companion);
        let leaves = self.private("leaves_of");
        let (zeros, came) = (self.zeros_of_all(), self.came(&runs));
        let (some, y) = (self.private("Some"), &self.names.y);
        let is_nothing = !runs.is_of_hessian() && self.border.is_unit();
        let value = if is_nothing { quote!(()) } else { quote!(#y) };
        let bound = if besides.is_some() { value.clone() } else { quote!(_) };
        let keep = besides.map(|besides| quote!(#besides = #some(#value);));
        let along = |width: usize| {
            let (run, width) = (self.run(&runs, (runs.several, width), &bound), Literal::usize_unsuffixed(width));
            quote! {
                let #lanes = #sweeps.seeds::<#width, _>(&#dot);
                #run
                #sweeps.take::<#width, _>(&#came);
                #keep
            }
        };
        let each = if self.cx.several.contains(&runs.several) {
            let (most, few, bound) = (along(MOST), along(FEW), Literal::usize_unsuffixed(FEW));
            quote!(if #sweeps.left() > #bound { #most } else { #few })
        } else {
            let run = self.run(&runs, (runs.one, 1), &bound);
            quote! {
                let #lanes = #sweeps.one(&#dot);
                #run
                #sweeps.take::<1, _>(&#came);
                #keep
            }
        };
        quote! {
            #zeros
            let mut #sweeps = #coloring.sweeps(#leaves(&#dot));
            while #sweeps.left() > 0 {
                #each
            }
        }
    }

    /// The zeros of all arguments, and what goes in and out as it was.
    fn zeros_of_all(&self) -> TokenStream {
        let dot = &self.names.dot;
        let (packed, ty, were) = (pack(&self.zeros()), self.tangent_type(), self.were());
        quote!(let #dot: #ty = #packed; #were)
    }

    /// One run along what is in `lanes`, by a companion of so many directions or words, and a name for what
    /// it gives besides.
    fn run(&self, runs: &Runs, (companion, width): (Companion, usize), value: &TokenStream) -> TokenStream {
        let Names { lanes, moved, y_dot, places, bars, .. } = &self.names;
        let copies =
            places.iter().map(|Place { was, run, .. }| quote!(let mut #run = ::core::clone::Clone::clone(&#was);));
        let moves = (!places.is_empty()).then(|| quote!(let mut #moved = #lanes;));
        let tangents = self.tangents(if places.is_empty() { lanes } else { moved });
        let call = if companion == runs.one {
            self.call(Of::Run, companion, &tangents)
        } else {
            self.call_n((Of::Run, width), companion, &tangents)
        };
        let taken = match (runs.is_of_hessian(), self.border.is_unit()) {
            (true, _) => {
                let pattern = bare_or_tuple(bars);
                quote!(let (#value, #pattern) = #call;)
            }
            (false, true) => quote!(#call;),
            (false, false) => quote!(let (#value, #y_dot) = #call;),
        };
        quote!(#(#copies)* #moves #taken)
    }

    /// What came out of it.
    fn came(&self, runs: &Runs) -> TokenStream {
        if runs.is_of_hessian() { pack(&self.names.bars) } else { self.outputs() }
    }
}
