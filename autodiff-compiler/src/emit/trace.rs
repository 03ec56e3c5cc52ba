//! The companion `f_trace`: the function run once for each input direction and
//! once backwards for each output, with every value reported.

use super::body::{self, Body};
use super::code::{self, Suffix};
use super::{Context, companion, located, names, shape};
use crate::graph::expression;
use crate::ir::{Block, Func, Kind, Observed, Param, ParamForm, Probe, Shape, Stmt, Value, text_of};
use crate::protocol::Companion;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use std::collections::BTreeMap;

/// The observed transforms of one primal.
pub(crate) struct Sweeps<'a> {
    pub(crate) primal: &'a Func,
    pub(crate) forward: &'a Func,
    pub(crate) reverse: &'a Func,
}

/// Expression and source of each primal value.
type Texts = BTreeMap<Value, (String, String)>;

pub(crate) fn trace(cx: &Context<'_>, sweeps: &Sweeps<'_>) -> TokenStream {
    let krate = &located::verbatim(cx.krate.clone());
    let head = companion::head(cx, Companion::Trace.row());
    let (name, function) = (companion::name(cx, &Companion::Trace.ending()), &cx.signature.name);
    let own = cx.signature.params.len();
    let texts = texts(sweeps.primal);
    let trace = free(cx, sweeps.primal, "trace");
    let mut params = Vec::new();
    let forward = closure(cx, sweeps.forward, own, &texts, &trace, Some(&mut params));
    let reverse = closure(cx, sweeps.reverse, own, &texts, &trace, None);
    let inputs = leaf_names(&sweeps.forward.params[own..], "_dot");
    let outputs = leaf_names(&sweeps.reverse.params[own..], "_bar");
    let forward_runs = runs(sweeps.forward, own, inputs.len());
    let reverse_runs = runs(sweeps.reverse, own, outputs.len());
    let crate::lower::Signature { generics, ident, .. } = cx.signature;
    let where_clause = cx.signature.bounds(crate::protocol::Companion::Trace);
    let items = cx.items;
    let items = located::verbatim(super::foreign::with_crate(cx, &quote!(#(#items)*)));
    let sweep = free(cx, sweeps.primal, "sweep");
    // Where there is nothing, there is no trace of it.
    let asked = cx.signature.fallible.is_some().then(|| quote!(?));
    let given = cx.signature.given(trace.to_token_stream());
    let ty = cx.signature.given_type(quote!(#krate::Trace));
    let inside = quote! {
        #items
        let mut #trace = #krate::Trace::new(#function, &[#(#inputs),*], &[#(#outputs),*]);
            {
                let mut #sweep = #forward;
                #(#sweep #forward_runs #asked;)*
            }
            {
                let mut #sweep = #reverse;
                #(#sweep #reverse_runs #asked;)*
            }
        #given
    };
    let [params, inside] = [quote!(#(#params),*), inside].map(|tokens| located::at(ident.span(), tokens));
    located::unwrapped(quote!(#head fn #name<#generics>(#params) -> #ty #where_clause { #inside }))
}

/// A local that is called like no parameter, and like nothing that the user's
/// code names.
fn free(cx: &Context<'_>, primal: &Func, name: &str) -> Ident {
    let (mut name, avoided) = (name.to_owned(), names::free(primal, cx.items));
    while avoided.contains(&name) || cx.signature.params.iter().any(|p| p.name == name) {
        name.push('_');
    }
    names::local(&name)
}

/// `|direction, x_dot, a_dot| { .. }`; also the parameters around it.
fn closure(
    cx: &Context<'_>,
    func: &Func,
    own: usize,
    texts: &Texts,
    trace: &Ident,
    params: Option<&mut Vec<TokenStream>>,
) -> TokenStream {
    let direction = free(cx, func, "direction");
    let mut body = Body::new(cx, func);
    let around: Vec<_> =
        func.params[..own].iter().enumerate().map(|(i, p)| companion::parameter(cx, &mut body, i, p)).collect();
    if let Some(params) = params {
        *params = around;
    }
    let seeds: Vec<_> = func.params[own..].iter().map(|p| seed(&mut body, p)).collect();
    body.names.avoid(names::free(func, cx.items));
    let write = |body: &mut Body<'_>, probe: &Probe| report(body, probe, texts, trace, &direction);
    body.probe = Some(&write);
    body.once = Some(direction.clone());
    let stmts = body::statements(cx, &mut body, &func.body.stmts);
    let imports = body.imports();
    let head = quote!(|#direction: usize, #(#seeds),*|);
    if cx.signature.fallible.is_none() {
        return quote!(#head { #imports #stmts });
    }
    let (ty, given) = (cx.signature.given_type(quote!(())), cx.signature.given(quote!(())));
    quote!(#head -> #ty { #imports #stmts #given })
}

fn seed(body: &mut Body<'_>, param: &Param) -> TokenStream {
    let ParamForm::Scalars(scalars) = &param.form else { unreachable!("a seed is scalars") };
    let func = body.func;
    let pattern = shape::pattern(body, scalars);
    let ty = shape::shape_type(&body.krate, &scalars.map(&mut |w| func.kind(*w)));
    quote!(#pattern: #ty)
}

/// The arguments of each run: a unit vector.
fn runs(func: &Func, own: usize, count: usize) -> Vec<TokenStream> {
    (0..count)
        .map(|direction| {
            let mut leaf = 0;
            let args = func.params[own..].iter().map(|param| {
                let scalars = param.form.shape().expect("a seed is scalars");
                let seed = scalars.map(&mut |w| {
                    leaf += 1;
                    (if leaf - 1 == direction { 1.0 } else { 0.0 }, func.kind(*w))
                });
                seed_code(&seed)
            });
            quote!((#direction, #(#args),*))
        })
        .collect()
}

fn seed_code(seed: &Shape<(f64, Kind)>) -> TokenStream {
    match seed {
        Shape::Leaf((x, kind)) => code::literal(crate::ir::Atom::Float(*x), *kind, Suffix::Bare).tokens,
        Shape::Ref(inner) | Shape::Mut(inner) => {
            let inner = seed_code(inner);
            quote!(&#inner)
        }
        Shape::Tuple(entries) => shape::tuple(&entries.iter().map(seed_code).collect::<Vec<_>>()),
    }
}

/// The inputs or outputs by the names of their seeds.
fn leaf_names(seeds: &[Param], suffix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for param in seeds {
        let name = param.name.trim_end_matches('_');
        let name = name.strip_suffix(suffix).unwrap_or(name).to_owned();
        let shape = param.form.shape().expect("a seed is scalars");
        match shape.behind_refs() {
            Shape::Leaf(_) => names.push(name),
            _ => names.extend((0..shape.leaves().len()).map(|i| format!("{name}.{i}"))),
        }
    }
    names
}

fn texts(primal: &Func) -> Texts {
    let mut texts = Texts::new();
    for param in &primal.params {
        let Some(shape) = param.form.shape() else { continue };
        let single = matches!(shape.behind_refs(), Shape::Leaf(_));
        for (i, w) in shape.leaves().into_iter().enumerate() {
            let name = if single { param.name.clone() } else { format!("{}.{i}", param.name) };
            texts.insert(*w, (name.clone(), name));
        }
    }
    block_texts(primal, &primal.body, &mut texts);
    texts
}

fn block_texts(primal: &Func, block: &Block, texts: &mut Texts) {
    for stmt in &block.stmts {
        if !matches!(stmt, Stmt::Apply(_) | Stmt::Call(_) | Stmt::If(_) | Stmt::Load(_)) {
            continue;
        }
        let text = expression(primal, stmt);
        let source = text_of(stmt.origin()).unwrap_or(&text).to_owned();
        for w in stmt.defines() {
            texts.insert(w, (text.clone(), source.clone()));
        }
        stmt.regions().into_iter().for_each(|region| block_texts(primal, region, texts));
    }
}

/// A call that reports a value to the table.
fn report(body: &mut Body<'_>, probe: &Probe, texts: &Texts, trace: &Ident, direction: &Ident) -> TokenStream {
    let krate = body.krate.clone();
    let Some(id) = body.func.values[probe.subject.index()].number else { return TokenStream::new() };
    let kind = body.kind(probe.subject);
    let atom = code::atom(body, probe.atom, kind, Suffix::Typed).tokens;
    let derivative =
        if let Kind::Param(_) = kind { super::parameter::widened(atom.clone(), kind) } else { quote!((#atom) as f64) };
    match probe.of {
        Observed::Primal => {
            let (expression, source) = texts.get(&probe.subject).cloned().unwrap_or_default();
            let value =
                if kind == Kind::Opaque { quote!(#krate::__private::TraceValue::Opaque) } else { traced(&atom, kind) };
            quote!(if #direction == 0 { #trace.value(#id, #expression, #source, #value); })
        }
        Observed::Tangent => quote!(#trace.tangent(#direction, #id, #derivative);),
        Observed::Adjoint => quote!(#trace.adjoint(#direction, #id, #derivative);),
    }
}

/// A value as the table takes it.
fn traced(value: &TokenStream, kind: Kind) -> TokenStream {
    if let Kind::Param(_) = kind { super::parameter::widened(value.clone(), kind) } else { value.clone() }
}
