//! What a companion takes and returns, by the protocol and the declared types.

use super::{Context, located, names, rows, shape};
use crate::ir::{Kind, ParamRole, Shape};
use crate::lower::{Declared, DeclaredForm};
use crate::protocol::{Input, Output, Row};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// What one parameter of a companion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A parameter of the function, by its position.
    Own(usize),
    Tangent(usize),
    Seed,
    /// The cotangent of a piece of the parameters, behind `&mut`.
    Bar(usize),
    SeedTangent,
    BarTangent(usize),
    /// What is recorded on, and where.
    Tape,
    /// The slice of a matrix.
    Matrix,
    /// Which columns share a direction.
    Coloring,
}

/// One parameter of a companion.
pub(super) struct Parameter {
    pub(super) role: Role,
    pub(super) name: Ident,
    pub(super) ty: TokenStream,
}

impl Parameter {
    /// `x: f64`, whose type stays where it is.
    pub(super) fn declaration(&self, cx: &Context<'_>) -> TokenStream {
        let (name, ty) = (&self.name, located::verbatim(self.ty.clone()));
        match self.role {
            Role::Own(i) => match (&cx.signature.params[i].receiver, &cx.signature.params[i].form) {
                (Some(tokens), _) | (None, DeclaredForm::Receiver(tokens)) => located::verbatim(tokens.clone()),
                _ => quote!(#name: #ty),
            },
            _ => quote!(#name: #ty),
        }
    }
}

/// A part of a parameter that has a cotangent of its own.
pub(super) struct Piece {
    /// What people call it: `x`, or `p_0` of a tuple.
    pub(super) name: String,
    /// Where it is.
    pub(super) place: TokenStream,
    pub(super) form: DeclaredForm,
}

impl Piece {
    pub(super) fn is_in_out(&self) -> bool {
        is_in_out(&self.form)
    }

    /// The kinds of its cotangent.
    pub(super) fn shape(&self) -> Option<Shape<Kind>> {
        match &self.form {
            DeclaredForm::Scalars { shape, .. } => Some(shape::differentiable(shape)),
            _ => None,
        }
    }

    /// The same, owned.
    pub(super) fn owned(&self) -> Option<Shape<Kind>> {
        self.shape().map(|shape| shape::owned(&shape))
    }
}

/// The border of a function: what its companions take and return.
pub(super) struct Border {
    own: Vec<(Ident, TokenStream)>,
    tangents: Vec<(usize, String, TokenStream)>,
    pub(super) pieces: Vec<Piece>,
    pub(super) krate: TokenStream,
    value: TokenStream,
    seed: TokenStream,
    /// Under its name, if the result has a cotangent.
    seed_taken: Option<(&'static str, TokenStream)>,
    /// The kinds of the tangent of the result.
    float_part: Shape<Kind>,
    taken: Vec<String>,
}

impl Border {
    /// `avoided` is no parameter's name.
    pub(super) fn of(cx: &Context<'_>, avoided: &str) -> Border {
        let (signature, krate) = (cx.signature, &cx.krate);
        let mut taken = vec![avoided.to_owned()];
        let own =
            signature.params.iter().map(|param| (unique(&mut taken, &param.name), own_type(param))).collect::<Vec<_>>();
        let differentiable =
            || signature.params.iter().enumerate().filter(|(_, p)| p.role == ParamRole::Differentiable);
        let tangents = differentiable().map(|(i, p)| (i, p.name.clone(), tangent_type(krate, &p.form))).collect();
        let pieces = differentiable().flat_map(|(i, param)| pieces(param, &own[i].0)).collect();
        let opaque = signature.result.leaves().contains(&&Kind::Opaque);
        let own_type = given(krate, &signature.result_ty);
        let float_part = shape::differentiable(&signature.result);
        let of_result = |part: &Shape<Kind>| {
            if opaque { own_type.clone() } else { shape::shape_type(krate, &shape::owned(part)) }
        };
        let (value, seed) = (of_result(&signature.result), of_result(&float_part));
        let seed_name = if signature.params.iter().any(|p| p.name == "y") { "out_bar" } else { "y_bar" };
        let has_seed = opaque || !float_part.leaves().is_empty();
        let seed_taken = has_seed.then(|| (seed_name, if opaque { taken_type() } else { seed.clone() }));
        let float_part = shape::owned(&float_part);
        Border { own, tangents, pieces, krate: krate.clone(), value, seed, seed_taken, float_part, taken }
    }

    /// What a companion takes, in order.
    pub(super) fn parameters(&self, row: &Row) -> Vec<Parameter> {
        let mut taken = self.taken.clone();
        let mut out = Vec::new();
        for input in row.takes {
            self.input(*input, &mut taken, &mut out);
        }
        if row.has_lanes() {
            // Only a stub asks: what else has lanes has the types of its transform.
            let given = out.iter_mut().filter(|param| !matches!(param.role, Role::Own(_)));
            given.for_each(|param| param.ty = taken_type());
        }
        out
    }

    fn input(&self, input: Input, taken: &mut Vec<String>, out: &mut Vec<Parameter>) {
        let mut add = |role: Role, name: &str, ty: TokenStream| {
            out.push(Parameter { role, name: unique(taken, name), ty });
        };
        match input {
            Input::Own => {
                let own = self.own.iter().enumerate();
                out.extend(own.map(|(i, (name, ty))| Parameter {
                    role: Role::Own(i),
                    name: name.clone(),
                    ty: ty.clone(),
                }));
            }
            Input::Tape => add(Role::Tape, "tape", self.tape(&quote!(&mut))),
            Input::Record => {
                add(Role::Tape, "tape", self.tape(&quote!(&)));
                add(Role::Tape, "at", quote!(::core::primitive::usize));
            }
            Input::Tangents => {
                self.tangents
                    .iter()
                    .for_each(|(i, name, ty)| add(Role::Tangent(*i), &format!("{name}_dot"), ty.clone()));
            }
            Input::Seed => self.seed_taken.iter().for_each(|(name, ty)| add(Role::Seed, name, ty.clone())),
            Input::SeedTangent => {
                let seed = self.seed_taken.iter();
                seed.for_each(|(name, ty)| add(Role::SeedTangent, &format!("{name}_dot"), ty.clone()));
            }
            Input::Matrix => add(Role::Matrix, "matrix", quote!(&mut [::core::primitive::f64])),
            Input::Values => add(Role::Matrix, "values", quote!(&mut [::core::primitive::f64])),
            Input::Columns => {
                let krate = &self.krate;
                add(Role::Coloring, "coloring", quote!(&#krate::sparse::ColumnColoring));
            }
            Input::Star => {
                let krate = &self.krate;
                add(Role::Coloring, "coloring", quote!(&#krate::sparse::StarColoring));
            }
            Input::InOut | Input::InOutTangents | Input::Added | Input::AddedTangents | Input::Overwritten => {
                let all = !matches!(input, Input::InOut | Input::InOutTangents);
                for (i, piece) in self.pieces.iter().enumerate().filter(|(_, piece)| all || piece.is_in_out()) {
                    let ty = shadow_parameter(&self.krate, &piece.form);
                    if matches!(input, Input::InOutTangents | Input::AddedTangents) {
                        add(Role::BarTangent(i), &format!("{}_bar_dot", piece.name), ty);
                    } else {
                        add(Role::Bar(i), &format!("{}_bar", piece.name), ty);
                    }
                }
            }
        }
    }

    fn tape(&self, reference: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        quote!(#reference #krate::__private::callee::Tape)
    }

    /// The pieces whose cotangents such a result has.
    pub(super) fn returned(&self, output: Output) -> impl Iterator<Item = (usize, &Piece)> {
        let all = matches!(output, Output::Gradient | Output::GradientTangents);
        self.pieces.iter().enumerate().filter(move |(_, piece)| all || !piece.is_in_out())
    }

    /// The type of a result.
    pub(super) fn result(&self, output: Output) -> TokenStream {
        let krate = &self.krate;
        match output {
            Output::Nothing => quote!(()),
            Output::Value => self.value.clone(),
            Output::Position => quote!(::core::primitive::usize),
            Output::Tangent => self.seed.clone(),
            Output::Cotangents | Output::CotangentTangents | Output::Gradient | Output::GradientTangents => {
                let types = self.returned(output).map(|(_, piece)| cotangent_type(krate, &piece.form));
                bare_or_tuple(&types.collect::<Vec<_>>())
            }
            Output::Pair(first, second) => pair(&self.result(*first), &self.result(*second)),
            Output::Jacobian => bare_or_tuple(&self.blocks(&self.outputs())),
            Output::Hessian => {
                let shapes = self.pieces.iter().filter_map(Piece::owned);
                bare_or_tuple(&shapes.map(|of| bare_or_tuple(&self.blocks(&of))).collect::<Vec<_>>())
            }
            // Of a stub: the companion itself says what it is.
            Output::Pullback => {
                let cotangents = self.result(Output::Cotangents);
                let seed = self.has_seed().then(|| self.seed.clone());
                quote!(fn(#seed) -> #cotangents)
            }
            Output::Pattern => quote!(#krate::sparse::Pattern),
            Output::SparseMatrix => quote!(#krate::__private::SparseMatrix),
            Output::Besides(besides) => {
                let besides = self.result(*besides);
                quote!(::core::result::Result<#besides, #krate::sparse::PatternMismatch>)
            }
            Output::Graph => quote!(#krate::Graph),
            Output::Trace => quote!(#krate::Trace),
            Output::Text => quote!(&'static str),
        }
    }

    /// The kinds of the tangent of the result, and of what goes out.
    pub(super) fn outputs(&self) -> Shape<Kind> {
        let value = self.has_seed().then(|| self.float_part.clone());
        let out = self.pieces.iter().filter(|piece| piece.is_in_out()).filter_map(Piece::owned);
        let mut parts: Vec<_> = value.into_iter().chain(out).collect();
        if parts.len() == 1 { parts.remove(0) } else { Shape::Tuple(parts) }
    }

    /// Of each argument, what has a row of it in the place of each float of a type.
    fn blocks(&self, of: &Shape<Kind>) -> Vec<TokenStream> {
        let block = |piece: &Piece| rows::of(&self.krate, of, &cotangent_type(&self.krate, &piece.form));
        self.pieces.iter().map(block).collect()
    }

    /// Whether the result has a cotangent.
    pub(super) fn has_seed(&self) -> bool {
        self.seed_taken.is_some()
    }

    /// Whether the function returns nothing.
    pub(super) fn is_unit(&self) -> bool {
        is_nothing(&self.value)
    }
}

/// What a companion gives, with the function's own `Option` or `Result` around it if it runs the
/// function.
pub(super) fn given_type(cx: &Context<'_>, row: &Row, ty: TokenStream) -> TokenStream {
    match row.gives {
        Output::Graph | Output::Text => ty,
        _ => cx.signature.given_type(ty),
    }
}

/// An identifier like this that no other has.
pub(super) fn unique(taken: &mut Vec<String>, name: &str) -> Ident {
    let mut name = name.to_owned();
    while taken.contains(&name) {
        name.push('_');
    }
    let ident = names::local(&name);
    taken.push(name);
    ident
}

/// Two types, or what is returned of them; two times nothing is nothing.
pub(super) fn pair(first: &TokenStream, second: &TokenStream) -> TokenStream {
    if is_nothing(first) && is_nothing(second) { quote!(()) } else { quote!((#first, #second)) }
}

/// Whether it is `()`.
pub(super) fn is_nothing(tokens: &TokenStream) -> bool {
    tokens.to_string() == "()"
}

/// The entry itself, if there is one alone.
pub(super) fn bare_or_tuple(entries: &[TokenStream]) -> TokenStream {
    match entries {
        [one] => one.clone(),
        many => shape::tuple(many),
    }
}

fn own_type(declared: &Declared) -> TokenStream {
    match &declared.form {
        DeclaredForm::Receiver(_) => TokenStream::new(),
        DeclaredForm::Opaque { ty, .. } | DeclaredForm::Scalars { ty, .. } => ty.clone(),
    }
}

/// What of a parameter has a cotangent of its own.
fn pieces(param: &Declared, ident: &Ident) -> Vec<Piece> {
    let place = ident.to_token_stream();
    match &param.form {
        DeclaredForm::Scalars { ty, shape } => {
            let named = shape.piece_names(&param.name).into_iter().zip(shape.pieces()).zip(places(shape, place));
            let floats =
                named.filter(|((_, piece), _)| piece.leaves().into_iter().any(|kind| kind.is_differentiable()));
            let form = |piece: &Shape<Kind>| DeclaredForm::Scalars { ty: ty.clone(), shape: piece.clone() };
            floats.map(|((name, piece), place)| Piece { name, place, form: form(piece) }).collect()
        }
        DeclaredForm::Opaque { ident, ty } => {
            let form = DeclaredForm::Opaque { ident: ident.clone(), ty: ty.clone() };
            vec![Piece { name: param.name.clone(), place, form }]
        }
        DeclaredForm::Receiver(tokens) => {
            vec![Piece { name: param.name.clone(), place, form: DeclaredForm::Receiver(tokens.clone()) }]
        }
    }
}

/// Where the pieces of a parameter are.
fn places(shape: &Shape<Kind>, place: TokenStream) -> Vec<TokenStream> {
    match shape {
        Shape::Tuple(entries) if shape.is_in_out() => {
            let entry = |(i, entry): (usize, &Shape<Kind>)| {
                let i = Literal::usize_unsuffixed(i);
                places(entry, quote!(#place.#i))
            };
            entries.iter().enumerate().flat_map(entry).collect()
        }
        _ => vec![place],
    }
}

pub(super) fn is_in_out(form: &DeclaredForm) -> bool {
    matches!(form, DeclaredForm::Scalars { shape, .. } if shape.is_in_out())
}

pub(super) fn tangent_type(krate: &TokenStream, form: &DeclaredForm) -> TokenStream {
    match form {
        DeclaredForm::Scalars { shape, .. } => shape::shape_type(krate, &shape::differentiable(shape)),
        DeclaredForm::Opaque { .. } => taken_type(),
        DeclaredForm::Receiver(_) => quote!(&Self),
    }
}

/// The type of something that a stub takes and that was refused: any.
fn taken_type() -> TokenStream {
    quote!(impl ::core::marker::Sized)
}

pub(super) fn cotangent_type(krate: &TokenStream, form: &DeclaredForm) -> TokenStream {
    match form {
        DeclaredForm::Scalars { shape, .. } => shape::shape_type(krate, &shape::owned(&shape::differentiable(shape))),
        DeclaredForm::Opaque { ty, .. } => given(krate, ty),
        DeclaredForm::Receiver(_) => quote!(Self),
    }
}

/// What stands behind the `&mut` of a shadow.
pub(super) fn shadow_type(krate: &TokenStream, form: &DeclaredForm) -> TokenStream {
    match form {
        DeclaredForm::Scalars { shape, .. } => super::shadows::shadow_type(krate, &shape::differentiable(shape)),
        form => cotangent_type(krate, form),
    }
}

/// The type of something that a stub gives and that was refused: as it is written,
/// if it can be anywhere.
fn given(krate: &TokenStream, ty: &TokenStream) -> TokenStream {
    fn is_plain(ty: &TokenStream) -> bool {
        ty.clone().into_iter().all(|token| match token {
            TokenTree::Ident(word) => word != "impl" && word != "dyn" && word != "str",
            TokenTree::Punct(punct) => matches!(punct.as_char(), ':' | '<' | '>' | ','),
            TokenTree::Group(group) => is_plain(&group.stream()),
            TokenTree::Literal(_) => true,
        })
    }
    if is_plain(ty) { ty.clone() } else { quote!(#krate::__private::Unavailable) }
}

/// The type of the parameter that takes a shadow.
fn shadow_parameter(krate: &TokenStream, form: &DeclaredForm) -> TokenStream {
    match form {
        DeclaredForm::Opaque { .. } => taken_type(),
        form => {
            let ty = shadow_type(krate, form);
            quote!(&mut #ty)
        }
    }
}

/// A name of generated code that no user's code can mean.
pub(super) fn hidden(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
