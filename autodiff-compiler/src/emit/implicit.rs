//! The companions of a function whose result solves an equation.
//!
//! ```text
//! fn f_jvp(p: f64, p_dot: f64) -> (f64, f64) {
//!     let x: f64 = f(p);
//!     let mut linear = Linear::new(OnStack::<1>::new(), .., &x, |x_dot| g_jvp(x, p, *x_dot, 0.0).1);
//!     let x_dot = linear.tangent(&g_jvp(x, p, 0.0, p_dot).1, &x);
//!     (x, x_dot)
//! }
//! fn f_vjp_into(p: f64, y_bar: f64, p_bar: &mut f64) -> f64 {
//!     let x: f64 = f(p);
//!     let mut linear = ..;
//!     let seed = linear.seed(&y_bar, &g(x, p));
//!     g_vjp_into(x, p, seed, &mut x_bar, p_bar);
//!     x
//! }
//! ```
//!
//! The tangent of the adjoint is one of `g`'s adjoint along the tangents of `x` and `p`, and the
//! system once more: where `g_xᵀ s = -x_bar`, `g_xᵀ s_dot = -(x_bar_dot + g_x_dotᵀ s)`.

use super::border::{Border, Parameter, Role, given_type, unique};
use super::{Context, companion, located, zeros};
use crate::ir::{Form, Kind, Shape};
use crate::lower::{DeclaredForm, Signature};
use crate::protocol::{Companion, Output};
use proc_macro2::{Ident, Literal, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

/// The equation that a person has stated.
pub(crate) struct ByEquation {
    pub(crate) equation: Equation,
    /// The path of the residual, or of the step.
    pub(crate) path: TokenStream,
}

/// What is zero, or stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Equation {
    Residual,
    FixedPoint,
}

/// The forward tangent, the adjoint that adds into shadows, or the forward tangent of that.
pub(crate) fn by_equation(cx: &Context<'_>, equation: &ByEquation, companion: Companion) -> TokenStream {
    let row = companion.row();
    let border = Border::of(cx, "");
    let params = border.parameters(row);
    let names = Names::of(cx, equation, &params);
    let writer = Writer { cx, equation, border: &border, params: &params, names: &names };
    let derivative = match companion {
        Companion::Jvp => writer.tangent(),
        Companion::VjpInto => writer.adjoint(),
        _ => writer.tangent_of_adjoint(),
    };
    let begun = writer.begun();
    let Signature { ident, generics, .. } = cx.signature;
    let where_clause = cx.signature.bounds(companion);
    let declared = params.iter().map(|param| param.declaration(cx));
    let [declared, inside] =
        [quote!(#(#declared),*), quote!(#begun #derivative)].map(|tokens| located::at(ident.span(), tokens));
    let (head, name) = (companion::head(cx, row), companion::name(cx, &companion.ending()));
    let gives = located::verbatim(given_type(cx, row, border.result(row.gives)));
    located::unwrapped(quote!(#head fn #name<#generics>(#declared) -> #gives #where_clause { #inside }))
}

/// What a companion calls its own variables.
struct Names {
    value: Ident,
    linear: Ident,
    unit: Ident,
    /// A zero for the tangent of each differentiable parameter, by its position.
    zeros: Vec<Ident>,
    others: [Ident; 4],
}

impl Names {
    fn of(cx: &Context<'_>, equation: &ByEquation, params: &[Parameter]) -> Names {
        let words = equation.path.clone().into_iter().filter(|token| matches!(token, TokenTree::Ident(_)));
        let mut taken: Vec<String> = params.iter().map(|param| param.name.to_string()).collect();
        taken.extend(words.map(|word| word.to_string()));
        taken.push(cx.signature.ident.to_string());
        let mut name = |name: &str| unique(&mut taken, name);
        Names {
            value: name("x"),
            linear: name("linear"),
            unit: name("unit"),
            zeros: cx.signature.params.iter().map(|param| name(&format!("{}_zero", param.name))).collect(),
            others: ["equations", "seed", "x_bar", "x_bar_dot"].map(name),
        }
    }
}

struct Writer<'a> {
    cx: &'a Context<'a>,
    equation: &'a ByEquation,
    border: &'a Border,
    params: &'a [Parameter],
    names: &'a Names,
}

impl Writer<'_> {
    /// The solution, and the equation about it.
    fn begun(&self) -> TokenStream {
        let Names { value, linear, unit, zeros, .. } = self.names;
        let Signature { ident, generic_arguments, .. } = self.cx.signature;
        let (krate, ty) = (&self.cx.krate, located::verbatim(self.border.result(Output::Value)));
        let (arguments, own) = (located::verbatim(generic_arguments.clone()), self.own());
        let call = self.cx.signature.asked(quote!(#ident #arguments (#(#own),*)));
        let zeros = self.border.pieces.iter().map(|piece| {
            let (zero, place) = (&zeros[self.position(&piece.place)], &piece.place);
            let shape = piece.shape().expect("an equation has no parameter without a shape");
            let like = zeros::like(krate, &shape, place);
            quote!(let #zero = #like;)
        });
        let (room, which) = (
            self.room(),
            match self.equation.equation {
                Equation::Residual => quote!(Residual),
                Equation::FixedPoint => quote!(FixedPoint),
            },
        );
        let name = located::verbatim(self.equation.path.clone()).to_token_stream();
        let name = Literal::string(&located::unwrapped(name).to_string().replace(' ', ""));
        let along = if self.is_float() { quote!(*#unit) } else { unit.to_token_stream() };
        let along = self.residual("_jvp", &[vec![along], self.zero_tangents()].concat());
        quote! {
            let #value: #ty = #call;
            #(#zeros)*
            let mut #linear = #krate::__private::implicit::Linear::new(
                #room,
                (#krate::__private::implicit::Equation::#which, #name),
                &#value,
                |#unit| #along.1,
            );
        }
    }

    fn tangent(&self) -> TokenStream {
        let (Names { value, unit: dot, .. }, moved) = (self.names, self.moved());
        let given = self.cx.signature.given(quote!((#value, #dot)));
        quote!(let #dot = #moved; #given)
    }

    /// How the solution moves with the parameters.
    fn moved(&self) -> TokenStream {
        let Names { value, linear, .. } = self.names;
        let call =
            self.residual("_jvp", &[vec![self.zero()], self.given(|role| matches!(role, Role::Tangent(_)))].concat());
        quote!(#linear.tangent(&#call.1, &#value))
    }

    fn adjoint(&self) -> TokenStream {
        let Names { value, linear, others: [equations, seed, x_bar, _], .. } = self.names;
        let (residual, y_bar, krate) = (self.residual("", &[]), self.seed(), &self.cx.krate);
        let args = [vec![quote!(#seed), quote!(&mut #x_bar)], self.given(|role| matches!(role, Role::Bar(_)))].concat();
        let into = self.residual("_vjp_into", &args);
        let given = self.cx.signature.given(quote!(#value));
        quote! {
            let #equations = #residual;
            let #seed = #linear.seed(&#y_bar, &#equations);
            let mut #x_bar = #krate::__private::zeros_like(&#value);
            let _ = #into;
            #given
        }
    }

    fn tangent_of_adjoint(&self) -> TokenStream {
        let Names { value, linear, others: [equations, seed, x_bar, x_bar_dot], unit, .. } = self.names;
        let (residual, y_bar, krate, moved) = (self.residual("", &[]), self.seed(), &self.cx.krate, self.moved());
        let y_bar_dot = self.named(Role::SeedTangent);
        let bars = self.given(|role| matches!(role, Role::Bar(_)));
        let bar_dots = self.given(|role| matches!(role, Role::BarTangent(_)));
        let tangents = self.given(|role| matches!(role, Role::Tangent(_)));
        let zero = quote!(#krate::__private::zeros_like(&#equations));
        let both = [
            vec![quote!(#seed), quote!(&mut #x_bar)],
            bars,
            vec![self.unknowns(&unit.to_token_stream())],
            tangents,
            vec![zero, quote!(&mut #x_bar_dot)],
            bar_dots.clone(),
        ];
        let both = self.residual("_vjp_into_jvp", &both.concat());
        let into = [vec![quote!(#seed), quote!(&mut #x_bar)], bar_dots].concat();
        let into = self.residual("_vjp_into", &into);
        let given = self.cx.signature.given(quote!((#value, #unit)));
        quote! {
            let #unit = #moved;
            let #equations = #residual;
            let #seed = #linear.seed(&#y_bar, &#equations);
            let mut #x_bar = #krate::__private::zeros_like(&#value);
            let mut #x_bar_dot = #krate::__private::zeros_like(&#value);
            let _ = #both;
            #krate::__private::accumulate_value(&mut #x_bar_dot, &#y_bar_dot);
            let #seed = #linear.seed(&#x_bar_dot, &#equations);
            let _ = #into;
            #given
        }
    }

    /// A companion of the residual, or that itself, of the solution, the parameters and more.
    fn residual(&self, ending: &str, more: &[TokenStream]) -> TokenStream {
        let mut tokens: Vec<TokenTree> = self.equation.path.clone().into_iter().collect();
        if let Some(TokenTree::Ident(last)) = tokens.last_mut() {
            *last = format_ident!("{last}{ending}", span = last.span());
        }
        let path = located::verbatim(tokens.into_iter().collect());
        let args = [vec![self.unknowns(&self.names.value.to_token_stream())], self.own(), more.to_vec()].concat();
        quote!(#path(#(#args),*))
    }

    /// Unknowns, or what is alike, as the residual takes them.
    fn unknowns(&self, owned: &TokenStream) -> TokenStream {
        if self.is_float() { owned.clone() } else { quote!(&#owned) }
    }

    /// No tangent of the unknowns.
    fn zero(&self) -> TokenStream {
        let (krate, value) = (&self.cx.krate, &self.names.value);
        self.unknowns(&quote!(#krate::__private::zeros_like(&#value)))
    }

    fn zero_tangents(&self) -> Vec<TokenStream> {
        let zero = |piece: &super::border::Piece| {
            let position = self.position(&piece.place);
            self.lent(position, &self.names.zeros[position])
        };
        self.border.pieces.iter().map(zero).collect()
    }

    /// The function's own arguments.
    fn own(&self) -> Vec<TokenStream> {
        let own = self.params.iter().filter_map(|param| match param.role {
            Role::Own(i) => Some((i, &param.name)),
            _ => None,
        });
        own.map(|(i, name)| if self.is_reference(i) { name.to_token_stream() } else { self.lent(i, name) }).collect()
    }

    /// Arguments of such roles, each as often as it is wanted.
    fn given(&self, is: impl Fn(Role) -> bool) -> Vec<TokenStream> {
        let given = self.params.iter().filter(|param| is(param.role));
        let argument = |param: &Parameter| match param.role {
            Role::Tangent(i) if !self.is_reference(i) => self.lent(i, &param.name),
            _ => param.name.to_token_stream(),
        };
        given.map(argument).collect()
    }

    /// A variable in the place of a parameter: behind a reference, or a copy.
    fn lent(&self, i: usize, name: &Ident) -> TokenStream {
        let moves = match &self.cx.signature.params[i].form {
            DeclaredForm::Scalars { shape, .. } => shape.leaves().into_iter().any(|kind| kind.memory().is_some()),
            _ => true,
        };
        match (self.is_reference(i), moves) {
            (true, _) => quote!(&#name),
            (false, true) => quote!(::core::clone::Clone::clone(&#name)),
            (false, false) => name.to_token_stream(),
        }
    }

    fn is_reference(&self, i: usize) -> bool {
        match &self.cx.signature.params[i].form {
            DeclaredForm::Scalars { shape, .. } => matches!(shape, Shape::Ref(_)),
            DeclaredForm::Opaque { ty, .. } => ty.to_string().starts_with('&'),
            DeclaredForm::Receiver(_) => true,
        }
    }

    /// The position of the parameter of this name.
    fn position(&self, place: &TokenStream) -> usize {
        let place = place.to_string();
        let is_it = |param: &&Parameter| param.name == place.as_str();
        match self.params.iter().find(is_it).map(|param| param.role) {
            Some(Role::Own(i)) => i,
            _ => unreachable!("a piece is a part of a parameter"),
        }
    }

    fn named(&self, role: Role) -> TokenStream {
        let param = self.params.iter().find(|param| param.role == role);
        param.map(|param| param.name.to_token_stream()).expect("the result has a cotangent")
    }

    fn seed(&self) -> TokenStream {
        self.named(Role::Seed)
    }

    fn is_float(&self) -> bool {
        matches!(self.cx.signature.result, Shape::Leaf(kind) if kind.is_float())
    }

    /// Room for the system, on the stack where the type says how many unknowns there are.
    fn room(&self) -> TokenStream {
        let (krate, value) = (&self.cx.krate, &self.names.value);
        let of_floats = |memory: &crate::ir::Memory| matches!(&memory.elem, Shape::Leaf(kind) if kind.is_float());
        match &self.cx.signature.result {
            Shape::Leaf(kind) if kind.is_float() => quote!(#krate::__private::implicit::OnStack::<1>::new()),
            Shape::Leaf(Kind::Memory(memory)) if of_floats(memory) => match &memory.form {
                Form::Array(len) => {
                    let len: TokenStream = len.parse().expect("the length of an array is tokens");
                    let len = located::verbatim(len);
                    quote!(#krate::__private::implicit::OnStack::<{ #len }>::new())
                }
                _ => quote!(#krate::__private::implicit::OnHeap::of(&#value)),
            },
            _ => quote!(#krate::__private::implicit::OnHeap::of(&#value)),
        }
    }
}
