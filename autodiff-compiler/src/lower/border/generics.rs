//! Type parameters that are floats.
//!
//! `T: num_traits::Float` and `T: autodiff::Real` have the operators and methods of std's
//! floats, so a value of such a type is a float. A bound is known by its name, which is no
//! proof: each companion claims that the bounds of `T` imply the one that is meant
//! ([`claims`]). What else a derivative needs, literals and shadows and `+=`, the companions
//! ask for by a bound of their own ([`where_clause`]). A `T: RealField` of `nalgebra` is one as well;
//! its companions ask for what those of vectors ask for. Where the bounds say its operators alone,
//! `T: Copy + Mul<Output = T>`, it is a float too
//! ([ADR 58](../../../../docs/adr/0058-operators-alone-say-that-a-parameter-is-a-float.md)).

use crate::lower::state::float_parameter::{FloatParameter, Says};
use crate::lower::tokens::text::{mentions, text};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericArgument, GenericParam, Generics, Path, PathArguments, TypeParamBound, WherePredicate};

/// The type parameters that are floats: those of the function, and those around it.
pub(crate) fn floats(generics: &[&Generics]) -> Vec<FloatParameter> {
    let params = generics.iter().flat_map(|of| &of.params).filter_map(|param| match param {
        GenericParam::Type(param) => Some(&param.ident),
        _ => None,
    });
    params.filter_map(|ident| float(ident, generics)).collect()
}

fn float(ident: &Ident, generics: &[&Generics]) -> Option<FloatParameter> {
    let traits = traits(ident, generics);
    let written = |paths: Vec<&Path>| paths.into_iter().map(|path| text(path.to_token_stream())).collect();
    let found = |bounds, says| Some(FloatParameter { ident: ident.clone(), bounds, says });
    // Of another trait a function by the name of a float's is the user's own.
    let (named, others): (Vec<&Path>, Vec<_>) =
        traits.into_iter().partition(|path| is_called(path, &["Float", "Real", "RealField"]));
    if named.iter().any(|path| is_called(path, &["RealField"])) {
        let mut bounds: Vec<String> = written(named);
        bounds.extend(bounds.clone().iter().map(|bound| bound.replace("RealField", "ComplexField")));
        return found(bounds, Says::Field);
    }
    if !named.is_empty() {
        return found(written(named), Says::Methods);
    }
    if is_taken(ident, generics) {
        return None;
    }
    if has_operators_of_floats(ident, &others) && !may_make_numbers(&others) {
        return found(written(others.into_iter().filter(|path| is_called(path, &NUMBERS)).collect()), Says::Operators);
    }
    let own: Vec<&Path> = others.iter().copied().filter(|path| is_called_as_numbers_are(path)).collect();
    let is_number = !own.is_empty() && !operators(&others).any(|path| takes_another(ident, path));
    (is_number && !is_differentiable(&others)).then(|| found(written(own), Says::Nothing)).flatten()
}

/// Whether `impl Real` and its like say that a type is a float.
pub(super) fn is_of_float(ty: &syn::TypeImplTrait) -> bool {
    let name = Ident::new("Anonymous", Span::call_site());
    let bounds = &ty.bounds;
    float(&name, &[&syn::parse_quote!(<#name: #bounds>)]).is_some()
}

/// Whether a trait of the user's is called as one of numbers: `FloatType`, `BaseFloat`, `CoordNum`.
///
/// As with operators alone, a guess that is wrong is an error of rustc's where the companion is called, as the
/// companions ask for `f64` or `f32`.
pub(super) fn is_called_as_numbers_are(path: &Path) -> bool {
    let Some(last) = path.segments.last() else { return false };
    let name = last.ident.to_string();
    let before = ["Type", "Ext", "Like", "Trait", "Core", "Value"].into_iter().find_map(|end| name.strip_suffix(end));
    let name = before.unwrap_or(&name);
    let converts = ["As", "To", "Into", "From", "Dual"].into_iter().any(|start| name.starts_with(start));
    !converts && last.arguments.is_none() && WORDS.into_iter().any(|word| name.ends_with(word))
}

/// The last words of what people call such traits.
const WORDS: [&str; 6] = ["Float", "Real", "Scalar", "Num", "Number", "Numeric"];

/// The traits that a type parameter is bound by.
pub(super) fn traits<'a>(ident: &Ident, generics: &[&'a Generics]) -> Vec<&'a Path> {
    let own = generics.iter().flat_map(|of| &of.params).filter_map(|param| match param {
        GenericParam::Type(param) if param.ident == *ident => Some(&param.bounds),
        _ => None,
    });
    let clauses = generics.iter().filter_map(|of| of.where_clause.as_ref()).flat_map(|clause| &clause.predicates);
    let elsewhere = clauses.filter_map(|predicate| match predicate {
        WherePredicate::Type(of) if *ident == of.bounded_ty.to_token_stream().to_string() => Some(&of.bounds),
        _ => None,
    });
    let bounds = own.chain(elsewhere).flatten();
    let paths = bounds.filter_map(|bound| match bound {
        TypeParamBound::Trait(of) => Some(&of.path),
        _ => None,
    });
    paths.collect()
}

/// Whether a trait is called by one of the names.
pub(super) fn is_called(path: &Path, names: &[&str]) -> bool {
    path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
}

/// Whether the bounds are of a number: it has operators, and each takes another one of its type.
fn has_operators_of_floats(ident: &Ident, traits: &[&Path]) -> bool {
    let mut operators = operators(traits).peekable();
    operators.peek().is_some() && !operators.any(|path| takes_another(ident, path)) && !is_differentiable(traits)
}

/// Whether the bounds are of a vector: an operator of it takes a value of another type, as in
/// `T: Copy + Add<Output = T> + Mul<f64, Output = T>`, or that of another parameter takes one of it,
/// `C: Mul<T, Output = T>`, or it has operators and is said to be data.
pub(super) fn is_vector(ident: &Ident, generics: &[&Generics]) -> bool {
    let traits = traits(ident, generics);
    let is_number = traits.iter().any(|path| is_called(path, &["Float", "Real", "RealField"]));
    let takes_others = || operators(&traits).any(|path| is_differentiable(&traits) || takes_another(ident, path));
    !is_number && (takes_others() || is_taken(ident, generics))
}

/// Whether an operator of another parameter takes a value of this one.
fn is_taken(ident: &Ident, generics: &[&Generics]) -> bool {
    let others = generics.iter().flat_map(|of| of.type_params()).map(|param| &param.ident);
    let takes = |of: &Ident| {
        let traits = traits(of, generics);
        operators(&traits).any(|path| taken(path).iter().any(|ty| *ident == *ty))
    };
    others.filter(|of| *of != ident).any(takes)
}

/// Whether `T::one()` may be that of a trait of the user's which is called `Scalar`: no bound is one of
/// those by which `num_traits` says it.
fn may_make_numbers(traits: &[&Path]) -> bool {
    let is_of_crate = |path: &&Path| is_called(path, &["Zero", "One"]) || is_called(path, &NUMBERS);
    let (scalars, others): (Vec<&Path>, Vec<_>) = traits.iter().partition(|path| is_called(path, &["Scalar"]));
    !scalars.is_empty() && !others.iter().any(is_of_crate)
}

/// The types that an operator takes, as they are written.
fn taken(operator: &Path) -> Vec<String> {
    let Some(PathArguments::AngleBracketed(of)) = operator.segments.last().map(|last| &last.arguments) else {
        return Vec::new();
    };
    let types = of.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(text(ty.to_token_stream()).trim_start_matches('&').to_owned()),
        _ => None,
    });
    types.collect()
}

fn operators<'a>(traits: &'a [&Path]) -> impl Iterator<Item = &'a Path> {
    traits.iter().copied().filter(|path| is_called(path, &OPERATORS) || is_called(path, &NUMBERS))
}

/// What is `Differentiable` by its bounds is data.
fn is_differentiable(traits: &[&Path]) -> bool {
    traits.iter().any(|path| is_called(path, &["Differentiable"]))
}

/// Whether an operator takes a value of another type.
fn takes_another(ident: &Ident, operator: &Path) -> bool {
    taken(operator).iter().any(|ty| ty != "Self" && *ident != *ty)
}

/// Traits of std's operators.
pub(super) const OPERATORS: [&str; 11] =
    ["Add", "Sub", "Mul", "Div", "Rem", "Neg", "AddAssign", "SubAssign", "MulAssign", "DivAssign", "RemAssign"];

/// Traits that have the operators of numbers as supertraits.
const NUMBERS: [&str; 10] = [
    "Num",
    "NumOps",
    "NumRef",
    "NumAssign",
    "NumAssignOps",
    "NumAssignRef",
    "Signed",
    "FloatCore",
    "CoordFloat",
    "Scalar",
];

/// Of which types the bounds of a function are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bounded {
    /// Of parameters alone.
    Parameters,
    /// Of types with parameters in them, `Fit<M>: Differentiable`: then an `M` may have a derivative
    /// of which rustc does not know.
    Wholes,
}

/// Of which types the bounds of these parameters are.
pub(super) fn bounded(generics: &[&Generics]) -> Bounded {
    if generics.iter().any(|generics| bounds_wholes(generics)) { Bounded::Wholes } else { Bounded::Parameters }
}

/// Whether a bound is one of a type that has parameters in it.
fn bounds_wholes(generics: &Generics) -> bool {
    let clauses = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let is_param = |ty: &syn::Type| generics.type_params().any(|param| param.ident == ty.to_token_stream().to_string());
    clauses.into_iter().any(|predicate| matches!(predicate, WherePredicate::Type(of) if !is_param(&of.bounded_ty)))
}

/// The type parameters, and `Self` if a bound is of that.
pub(super) fn open_types(generics: &[&Generics]) -> Vec<String> {
    let clauses = generics.iter().flat_map(|generics| &generics.where_clause);
    let bounds_self = clauses.into_iter().any(|clause| mentions(&clause.to_token_stream(), "Self"));
    let params = generics.iter().flat_map(|generics| generics.type_params()).map(|param| param.ident.to_string());
    params.chain(bounds_self.then(|| "Self".to_owned())).collect()
}

/// The bounds of the function, and that its floats are floats of std.
pub(crate) fn where_clause(krate: &TokenStream, generics: &Generics, floats: &[FloatParameter]) -> TokenStream {
    if floats.is_empty() {
        return generics.where_clause.to_token_stream();
    }
    let own = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let added = floats.iter().map(|FloatParameter { ident, says, .. }| {
        let scalar = if *says == Says::Field { "Field" } else { "Scalar" };
        let scalar = Ident::new(scalar, ident.span().resolved_at(Span::mixed_site()));
        quote!(#ident: #krate::__private::#scalar)
    });
    quote!(where #(#own,)* #(#added),*)
}

/// What is concluded from the names of the bounds, for rustc to check.
pub(crate) fn claims(floats: &[FloatParameter]) -> Vec<TokenStream> {
    let claim = |FloatParameter { ident, says, .. }: &FloatParameter| {
        let proof = match says {
            Says::Methods => "bounded",
            Says::Field => "of_field",
            Says::Operators | Says::Nothing => return None,
        };
        let span = ident.span();
        let proof = Ident::new(proof, span.resolved_at(Span::mixed_site()));
        Some(quote_spanned!(span=> let _ = __autodiff_crate::__private::#proof::<#ident>;))
    };
    floats.iter().filter_map(claim).collect()
}

/// The types and constants that a call gives, in the order of the parameters. The
/// lifetimes are left to inference.
pub(crate) fn arguments(generics: &Generics) -> TokenStream {
    let named = generics.params.iter().filter_map(|param| match param {
        syn::GenericParam::Lifetime(_) => None,
        syn::GenericParam::Type(ty) => Some(&ty.ident),
        syn::GenericParam::Const(constant) => Some(&constant.ident),
    });
    let named: Vec<_> = named.collect();
    if named.is_empty() { TokenStream::new() } else { quote!(::<#(#named),*>) }
}
