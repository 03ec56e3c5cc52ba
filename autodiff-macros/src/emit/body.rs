//! Statements and blocks.

use super::code::{self, Binding, Code, Suffix, shaped};
use super::names::Names;
use super::{Context, shape};
use crate::ir::{Atom, Block, Call, Effect, EffectFlow, Func, If, Kind, Origin, Shape, Stmt, Value};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use std::collections::{BTreeMap, BTreeSet};

/// How a report to the trace is written.
pub(crate) type WriteProbe<'f> = &'f dyn Fn(&mut Body<'_>, &crate::ir::Probe) -> TokenStream;

/// The body of a companion while it is written.
pub(crate) struct Body<'f> {
    pub(crate) func: &'f Func,
    pub(crate) names: Names,
    /// How often each value is read.
    uses: BTreeMap<Value, usize>,
    /// Temporaries that stand where they are read, until they are.
    inline: BTreeMap<Value, Code>,
    /// Constants and fields, which are read where they are used.
    pub(crate) places: BTreeMap<Value, TokenStream>,
    /// What the body calls of this crate.
    imports: BTreeSet<&'static str>,
    /// A heading for the next statement.
    section: Option<&'static str>,
    /// How a probe is written, if the function has any.
    pub(crate) probe: Option<WriteProbe<'f>>,
    /// Effects run only where this is 0: in the first of several sweeps.
    pub(crate) once: Option<Ident>,
}

impl<'f> Body<'f> {
    pub(crate) fn new(func: &'f Func) -> Self {
        let mut uses = BTreeMap::new();
        count(&mut uses, &func.body);
        Body {
            func,
            names: Names::new(),
            uses,
            inline: BTreeMap::new(),
            places: BTreeMap::new(),
            imports: BTreeSet::new(),
            section: None,
            probe: None,
            once: None,
        }
    }

    pub(crate) fn kind(&self, value: Value) -> Kind {
        self.func.kind(value)
    }

    /// The kind of an operand; a literal has none of its own.
    pub(crate) fn kind_of(&self, atom: Atom) -> Option<Kind> {
        atom.value().map(|w| self.kind(w))
    }

    /// The function of the guarded product, which the companion then imports.
    pub(crate) fn zero_wins(&mut self, cx: &Context<'_>, kind: Kind) -> TokenStream {
        let name = if kind == Kind::F32 { "zero_wins_f32" } else { "zero_wins" };
        let ident = Ident::new(name, Span::call_site());
        if cx.signature.mentions_imports {
            let krate = &cx.krate;
            return quote!(#krate::__private::#ident);
        }
        self.imports.insert(name);
        ident.into_token_stream()
    }

    /// `use` of what the body names of this crate.
    pub(crate) fn imports(&self, cx: &Context<'_>) -> TokenStream {
        let krate = &cx.krate;
        let names = self.imports.iter().map(|name| Ident::new(name, Span::call_site()));
        quote!(#(use #krate::__private::#names;)*)
    }

    pub(crate) fn take_inline(&mut self, value: Value) -> Option<Code> {
        self.inline.remove(&value)
    }

    fn uses(&self, value: Value) -> usize {
        self.uses.get(&value).copied().unwrap_or(0)
    }

    /// Whether a value is a temporary that only one place reads.
    fn is_inline(&self, value: Value) -> bool {
        self.func.values[value.index()].name.is_none() && self.uses(value) == 1
    }
}

fn count(uses: &mut BTreeMap<Value, usize>, block: &Block) {
    let mut read = |atom: Atom| {
        if let Some(w) = atom.value() {
            *uses.entry(w).or_default() += 1;
        }
    };
    block.stmts.iter().flat_map(Stmt::operands).for_each(&mut read);
    block.yields.iter().copied().for_each(&mut read);
    for stmt in &block.stmts {
        stmt.regions().into_iter().for_each(|region| count(uses, region));
    }
}

/// The statements of a block, without what it yields.
pub(crate) fn statements(cx: &Context<'_>, body: &mut Body<'_>, stmts: &[Stmt]) -> TokenStream {
    stmts.iter().map(|stmt| statement(cx, body, stmt)).collect()
}

fn statement(cx: &Context<'_>, body: &mut Body<'_>, stmt: &Stmt) -> TokenStream {
    match stmt {
        Stmt::Apply(apply) => {
            if let Some(place) = code::place(apply) {
                body.places.insert(apply.dst, place);
                return TokenStream::new();
            }
            let code = code::apply(cx, body, apply);
            if body.is_inline(apply.dst) {
                body.inline.insert(apply.dst, code);
                return TokenStream::new();
            }
            let doc = doc(body, &apply.origin);
            let (name, code) = (body.names.define(body.func, apply.dst), code.tokens);
            quote!(#doc let #name = #code;)
        }
        Stmt::Call(call) => self::call(body, call),
        Stmt::If(branch) => self::branch(cx, body, branch),
        Stmt::Effect(effect) => self::effect(body, effect),
        Stmt::Probe(probe) => match body.probe {
            Some(write) => write(body, probe),
            None => TokenStream::new(),
        },
        Stmt::Section(title) => {
            body.section = Some(title);
            TokenStream::new()
        }
    }
}

/// The source of a statement as its doc comment, under a heading if one is due.
fn doc(body: &mut Body<'_>, origin: &Origin) -> TokenStream {
    let heading = body.section.take().map(|title| {
        let title = format!(" {title}");
        if origin.is_some() { quote!(#[doc = #title] #[doc = ""]) } else { quote!(#[doc = #title]) }
    });
    let source = origin.as_ref().map(|origin| {
        let text = format!(" `{}`", origin.text);
        quote!(#[doc = #text])
    });
    quote!(#heading #source)
}

fn call(body: &mut Body<'_>, call: &Call) -> TokenStream {
    let span = call.callee.name.span();
    // If the callee is of another type than it was taken for, rustc says so there.
    let args: Vec<_> = call.args.iter().map(|arg| code::literals_at(span, shaped(body, arg, Suffix::Bare))).collect();
    let (prefix, generics) = (&call.callee.prefix, &call.callee.generics);
    let mut name = format_ident!("{}{}", call.callee.name, call.companion);
    name.set_span(call.callee.name.span());
    let doc = doc(body, &call.origin);
    let dst = shape::pattern(&mut body.names, body.func, &call.dst);
    quote!(#doc let #dst = #prefix #name #generics (#(#args),*);)
}

fn effect(body: &mut Body<'_>, effect: &Effect) -> TokenStream {
    let code = effect_code(body, effect);
    match &body.once {
        Some(sweep) if effect.flow == EffectFlow::Continues => quote!(if #sweep == 0 { #code }),
        _ => code,
    }
}

fn effect_code(body: &mut Body<'_>, effect: &Effect) -> TokenStream {
    let tokens = &effect.tokens;
    if effect.names.is_empty() {
        return quote!(#tokens;);
    }
    let bindings: Vec<_> = effect
        .names
        .iter()
        .map(|(name, value)| {
            let value = shaped(body, value, Suffix::Typed);
            quote!(let #name = #value;)
        })
        .collect();
    quote!({ #(#bindings)* #tokens; })
}

fn branch(cx: &Context<'_>, body: &mut Body<'_>, branch: &If) -> TokenStream {
    let doc = if branch.dst.is_empty() { TokenStream::new() } else { doc(body, &None) };
    let is_inline = matches!(branch.dst[..], [one] if body.is_inline(one));
    let code = if_else(cx, body, branch);
    match &branch.dst[..] {
        [] => code,
        [one] if is_inline => {
            body.inline.insert(*one, Code::new(code, Binding::Loose));
            TokenStream::new()
        }
        dst => {
            let names: Vec<_> = dst.iter().map(|w| body.names.define(body.func, *w)).collect();
            let pattern = group(names.iter().map(ToTokens::to_token_stream).collect());
            quote!(#doc let #pattern = #code;)
        }
    }
}

/// One entry as it is, several as a tuple.
fn group(mut entries: Vec<TokenStream>) -> TokenStream {
    if entries.len() == 1 { entries.remove(0) } else { shape::tuple(&entries) }
}

fn if_else(cx: &Context<'_>, body: &mut Body<'_>, branch: &If) -> TokenStream {
    let cond = code::atom(body, branch.cond, Kind::Bool, Suffix::Bare).tokens;
    let kinds: Vec<_> = branch.dst.iter().map(|w| body.kind(*w)).collect();
    // Literals in both arms would leave the type open.
    let open: Vec<_> =
        branch.then.yields.iter().zip(&branch.orelse.yields).map(|(a, b)| a.is_literal() && b.is_literal()).collect();
    let then = arm(cx, body, &branch.then, &kinds, &open);
    if branch.dst.is_empty() && branch.orelse.stmts.is_empty() {
        return quote!(if #cond { #then });
    }
    if let [Stmt::If(next)] = &branch.orelse.stmts[..]
        && is_tail(body, next, &branch.orelse.yields)
    {
        let next = if_else(cx, body, next);
        return quote!(if #cond { #then } else #next);
    }
    let orelse = arm(cx, body, &branch.orelse, &kinds, &open);
    quote!(if #cond { #then } else { #orelse })
}

/// Whether a block ends in this `If` and yields just what it yields.
fn is_tail(body: &Body<'_>, branch: &If, yields: &[Atom]) -> bool {
    let same = yields.len() == branch.dst.len() && yields.iter().zip(&branch.dst).all(|(a, w)| *a == Atom::Value(*w));
    same && branch.dst.iter().all(|w| body.uses(*w) == 1)
}

fn arm(cx: &Context<'_>, body: &mut Body<'_>, block: &Block, kinds: &[Kind], open: &[bool]) -> TokenStream {
    body.names.enter();
    let code = match block.stmts.split_last() {
        Some((Stmt::If(last), rest)) if is_tail(body, last, &block.yields) => {
            let rest = statements(cx, body, rest);
            let last = if_else(cx, body, last);
            quote!(#rest #last)
        }
        _ => {
            let stmts = statements(cx, body, &block.stmts);
            let tail = if diverges(block) { TokenStream::new() } else { yields(body, &block.yields, kinds, open) };
            quote!(#stmts #tail)
        }
    };
    body.names.leave();
    code
}

fn diverges(block: &Block) -> bool {
    matches!(block.stmts.last(), Some(Stmt::Effect(effect)) if effect.flow == EffectFlow::Diverges) || block.diverges()
}

fn yields(body: &mut Body<'_>, atoms: &[Atom], kinds: &[Kind], open: &[bool]) -> TokenStream {
    let suffix = |i: usize| if open[i] { Suffix::Typed } else { Suffix::Bare };
    let entries: Vec<_> =
        atoms.iter().enumerate().map(|(i, a)| code::atom(body, *a, kinds[i], suffix(i)).tokens).collect();
    if entries.is_empty() { TokenStream::new() } else { group(entries) }
}

/// The result of a function from the yields of its body.
pub(crate) fn result(body: &mut Body<'_>, kinds: &Shape<Kind>, yields: &mut impl Iterator<Item = Atom>) -> TokenStream {
    match kinds {
        Shape::Leaf(kind) => {
            let atom = yields.next().expect("one atom for each leaf of the result");
            code::atom(body, atom, *kind, Suffix::Bare).tokens
        }
        // A companion returns values.
        Shape::Ref(inner) => result(body, inner, yields),
        Shape::Tuple(entries) => shape::tuple(&entries.iter().map(|e| result(body, e, yields)).collect::<Vec<_>>()),
    }
}
