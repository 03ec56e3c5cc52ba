//! A method that gives a part of `self`, `fn row(&self, i: usize) -> &[f64]`.
//!
//! What it gives is a reference, which has no companion: a cotangent of a part is in the
//! cotangent of the whole. So a neighbour that calls it names the part itself.
//!
//! ```text
//! self.row(i).iter().sum()       self.data[i * self.n..(i + 1) * self.n].iter().sum()
//! self.v_mut()[i] += x           self.v[i] += x
//! ```
//!
//! Of a method in another block the body is not in sight: its companions give copies. So do those
//! in the `impl` of a trait, as a method of the type itself would be called in the place of one.

use super::members::Method;
use super::receiver::{self, Taken};
use super::types;
use crate::lower::Function;
use crate::lower::tokens::moved::{is_free, is_pure, reads_self_alone};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, ExprPath, FnArg, Local, Pat, ReturnType, Stmt, Type};

/// How often one getter may stand in another.
const DEPTH: usize = 4;

/// A method that gives a part, by what it gives.
struct Getter {
    name: String,
    /// What its parameters are called.
    params: Vec<String>,
    part: Expr,
}

/// The methods of a block, in which the getters among them have been replaced by the parts.
pub(super) fn written_out(of: Option<&str>, mut methods: Vec<Method>) -> Vec<Method> {
    for _ in 0..DEPTH {
        let getters: Vec<_> = methods.iter().filter_map(getter).collect();
        if getters.is_empty() {
            break;
        }
        let makers = makers(of, &methods);
        for method in &mut methods {
            let selves = selves(of, &makers, &method.function);
            Parts { getters: &getters, selves: &selves }.visit_block_mut(&mut method.function.block);
        }
    }
    methods
}

/// The same methods; those that give what has no companion are left alone.
pub(super) fn without_values(mut methods: Vec<Method>) -> Vec<Method> {
    for method in &mut methods {
        method.is_left_out |= !method.is_declared && gives_no_value(&method.function);
    }
    methods
}

/// Whether a method gives what cannot be copied: a `&mut`, an iterator, a reference or none.
fn gives_no_value(function: &Function) -> bool {
    match &function.sig.output {
        ReturnType::Type(_, ty) => match &**ty {
            Type::Reference(reference) => reference.mutability.is_some(),
            ty => is_iterator(ty) || is_option_of_part(ty),
        },
        ReturnType::Default => false,
    }
}

/// `Option<&f64>`, `Result<&Body, String>`
fn is_option_of_part(ty: &Type) -> bool {
    super::unseen::payload(ty).is_some_and(|(_, inside)| matches!(inside, Type::Reference(_)))
}

/// `impl Iterator<Item = &f64>`, `std::slice::Iter<'_, f64>`
fn is_iterator(ty: &Type) -> bool {
    let ends_in = |path: &syn::Path, names: &[&str]| {
        path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
    };
    match ty {
        Type::ImplTrait(of) => of.bounds.iter().any(|bound| match bound {
            syn::TypeParamBound::Trait(bound) => {
                ends_in(&bound.path, &["Iterator", "DoubleEndedIterator", "ExactSizeIterator"])
            }
            _ => false,
        }),
        Type::Path(path) => ends_in(&path.path, &["Iter", "IterMut", "Chunks", "ChunksExact", "Windows"]),
        _ => false,
    }
}

/// A method whose whole body is a part of `self`.
fn getter(method: &Method) -> Option<Getter> {
    let Function { attrs, sig, block, .. } = &method.function;
    let receiver = sig.receiver()?;
    let is_lent = matches!(receiver::taken(receiver), Taken::Shared(_) | Taken::Exclusive(_));
    let ReturnType::Type(_, ty) = &sig.output else { return None };
    let gives_part = matches!(&**ty, Type::Reference(_)) || is_iterator(ty) || is_option_of_part(ty);
    let is_certain = receiver.attrs.is_empty() && !attrs.iter().any(|attr| attr.path().is_ident("cfg"));
    let (Stmt::Expr(part, None), before) = block.stmts.split_last()? else { return None };
    let mut part = part.clone();
    // `let c = self.cols;`, as the borrow checker has it before a `&mut`.
    for stmt in before.iter().rev() {
        let (name, value) = pure_binding(stmt)?;
        let own = quote::format_ident!("self");
        Put { of: &own, given: vec![(&name, value)] }.visit_expr_mut(&mut part);
    }
    if !(is_lent && gives_part && is_certain) || sig.generics.type_params().next().is_some() {
        return None;
    }
    let params = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(param) => Some(match &*param.pat {
            Pat::Ident(name) if name.subpat.is_none() && param.attrs.is_empty() => Some(name.ident.to_string()),
            _ => None,
        }),
        FnArg::Receiver(_) => None,
    });
    let params: Vec<_> = params.collect::<Option<_>>()?;
    let name = sig.ident.to_string();
    (is_part(&part, &params) && !calls_itself(&part, &name)).then_some(Getter { name, params, part })
}

/// `let name = value;` of a value that may be read instead.
fn pure_binding(stmt: &Stmt) -> Option<(String, &Expr)> {
    let Stmt::Local(Local { pat: Pat::Ident(name), init: Some(init), .. }) = stmt else { return None };
    let is_plain = name.subpat.is_none() && name.by_ref.is_none() && name.mutability.is_none();
    (is_plain && init.diverge.is_none() && is_pure(&init.expr)).then(|| (name.ident.to_string(), &*init.expr))
}

/// The methods that give a part of what they are called on.
const LENDING: &str = "first last get as_deref as_slice as_mut_slice as_ref as_mut iter iter_mut chunks chunks_exact \
     windows rev skip take step_by";

/// The methods that give another iterator.
const ADAPTING: &str = "map filter filter_map flat_map take_while zip enumerate chain copied cloned";

/// Whether an expression is a part of `self`.
fn is_part(e: &Expr, params: &[String]) -> bool {
    match e {
        Expr::Reference(inner) => is_part(&inner.expr, params),
        Expr::Paren(inner) => is_part(&inner.expr, params),
        Expr::Unary(inner) => matches!(inner.op, syn::UnOp::Deref(_)) && is_part(&inner.expr, params),
        Expr::Field(field) => is_part(&field.base, params),
        Expr::Index(index) => is_part(&index.expr, params) && is_pure(&index.index),
        Expr::MethodCall(call) => {
            let lends = LENDING.split(' ').any(|name| call.method == name);
            let fails = matches!(&*call.method.to_string(), "ok_or" | "ok_or_else");
            let mut args = call.args.iter();
            let is_plain = (lends && args.all(is_pure)) || (fails && args.all(|arg| is_free(arg, params)));
            let adapts = ADAPTING.split(' ').any(|name| call.method == name);
            let is_adapted = adapts && call.args.iter().all(|arg| reads_self_alone(arg, params));
            (is_plain || is_adapted) && is_part(&call.receiver, params)
        }
        Expr::Path(path) => path.path.is_ident("self"),
        _ => false,
    }
}

/// Whether a method of this name is called on `self`.
fn calls_itself(e: &Expr, name: &str) -> bool {
    struct Calls<'n>(&'n str, bool);
    impl VisitMut for Calls<'_> {
        fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
            let on_self = matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("self"));
            self.1 |= on_self && call.method == self.0;
            visit_mut::visit_expr_method_call_mut(self, call);
        }
    }
    let mut calls = Calls(name, false);
    calls.visit_expr_mut(&mut e.clone());
    calls.1
}

/// The names of `Self`s: `self`, the parameters that are said to be one, and the variables that
/// are made by what gives one.
fn selves(of: Option<&str>, makers: &[String], function: &Function) -> Vec<String> {
    let is_self = |ty: &Type| is_self(of, ty);
    let params = function.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Receiver(_) => Some("self".to_owned()),
        FnArg::Typed(param) => match &*param.pat {
            Pat::Ident(name) if is_self(&param.ty) => Some(name.ident.to_string()),
            _ => None,
        },
    });
    let given: Vec<String> = params.collect();
    let mut made = Made { of, makers, names: Vec::new() };
    made.visit_block_mut(&mut function.block.clone());
    let bound = |name: &str| binds(function, name);
    let params = given.into_iter().filter(|name| bound(name) == 0);
    let made = made.names.into_iter().filter(|name| bound(name) == 1);
    params.chain(made).collect()
}

/// `Self`, `&Matrix`
fn is_self(of: Option<&str>, ty: &Type) -> bool {
    let ty = match ty {
        Type::Reference(reference) => &reference.elem,
        ty => ty,
    };
    let ty = types::text(ty);
    ty == "Self" || Some(&*ty) == of
}

/// The functions of the block that give a `Self`.
fn makers(of: Option<&str>, methods: &[Method]) -> Vec<String> {
    let gives_self = |method: &&Method| match &method.function.sig.output {
        ReturnType::Type(_, ty) => !matches!(**ty, Type::Reference(_)) && is_self(of, ty),
        ReturnType::Default => false,
    };
    methods.iter().filter(gives_self).map(|method| method.function.sig.ident.to_string()).collect()
}

/// The variables that hold a `Self`.
struct Made<'m> {
    of: Option<&'m str>,
    makers: &'m [String],
    names: Vec<String>,
}

impl Made<'_> {
    fn makes(&self, e: &Expr) -> bool {
        let is_maker = |name: &syn::Ident| self.makers.iter().any(|maker| name == maker);
        match e {
            Expr::Struct(made) => made.path.get_ident().is_some_and(|of| self.is_of(of)),
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) if path.qself.is_none() => {
                    let segments: Vec<_> = path.path.segments.iter().collect();
                    matches!(&segments[..], [of, name] if self.is_of(&of.ident) && is_maker(&name.ident))
                }
                _ => false,
            },
            Expr::MethodCall(call) => {
                let on_self = matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("self"));
                on_self && (is_maker(&call.method) || (call.method == "clone" && call.args.is_empty()))
            }
            _ => false,
        }
    }

    fn is_of(&self, name: &syn::Ident) -> bool {
        name == "Self" || self.of.is_some_and(|of| name == of)
    }
}

impl VisitMut for Made<'_> {
    fn visit_local_mut(&mut self, local: &mut Local) {
        let (pat, is_said) = match &local.pat {
            Pat::Type(typed) => (&*typed.pat, is_self(self.of, &typed.ty)),
            pat => (pat, false),
        };
        let is_made = local.init.as_ref().is_some_and(|init| self.makes(&init.expr));
        if let (Pat::Ident(name), true) = (pat, is_said || is_made) {
            self.names.push(name.ident.to_string());
        }
        visit_mut::visit_local_mut(self, local);
    }
}

/// How often the body binds a name.
fn binds(function: &Function, name: &str) -> usize {
    struct Binds<'n>(&'n str, usize);
    impl VisitMut for Binds<'_> {
        fn visit_pat_ident_mut(&mut self, pat: &mut syn::PatIdent) {
            self.1 += usize::from(pat.ident == self.0);
            visit_mut::visit_pat_ident_mut(self, pat);
        }
    }
    let mut binds = Binds(name, 0);
    binds.visit_block_mut(&mut function.block.clone());
    binds.1
}

/// Puts the parts where their getters are called.
struct Parts<'g> {
    getters: &'g [Getter],
    selves: &'g [String],
}

impl Parts<'_> {
    fn part(&self, e: &Expr) -> Option<Expr> {
        let Expr::MethodCall(call) = e else { return None };
        let Expr::Path(ExprPath { path, .. }) = &*call.receiver else { return None };
        let of = path.get_ident().filter(|of| self.selves.iter().any(|name| *of == name))?;
        let is_called = |getter: &&Getter| call.method == getter.name && call.args.len() == getter.params.len();
        let getter = self.getters.iter().find(is_called)?;
        if !call.args.iter().all(is_pure) || call.turbofish.is_some() {
            return None;
        }
        let mut part = getter.part.clone();
        let given = getter.params.iter().map(String::as_str).zip(call.args.iter());
        Put { of, given: given.collect() }.visit_expr_mut(&mut part);
        Some(part)
    }
}

impl VisitMut for Parts<'_> {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        // What a method is called on is borrowed for it, and a part of a part needs no `&`.
        let base = match e {
            Expr::MethodCall(call) => Some(&mut call.receiver),
            Expr::Field(field) => Some(&mut field.base),
            Expr::Index(index) => Some(&mut index.expr),
            _ => None,
        };
        if let Some(base) = base
            && let Some(part) = self.part(base)
        {
            **base = place(part);
        }
        let behind = match e {
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => self.part(&unary.expr),
            _ => None,
        };
        if let Some(part @ Expr::Reference(_)) = behind {
            *e = place(part);
        } else if let Some(part) = self.part(e) {
            *e = part;
        }
        visit_mut::visit_expr_mut(self, e);
    }

    /// An item sees no `self`.
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// What is behind a `&`.
fn place(part: Expr) -> Expr {
    match part {
        Expr::Reference(reference) => match *reference.expr {
            e @ Expr::Unary(_) => syn::parse_quote!((#e)),
            e => e,
        },
        part => part,
    }
}

/// What a getter is called on, and with.
struct Put<'c> {
    of: &'c syn::Ident,
    given: Vec<(&'c str, &'c Expr)>,
}

impl VisitMut for Put<'_> {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        let Expr::Path(path) = e else { return visit_mut::visit_expr_mut(self, e) };
        let Some(name) = path.path.get_ident() else { return };
        if name == "self" {
            let of = self.of;
            *e = syn::parse_quote!(#of);
        } else if let Some((_, given)) = self.given.iter().find(|(param, _)| name == param) {
            *e = match given {
                Expr::Path(_) | Expr::Lit(_) | Expr::Paren(_) => (*given).clone(),
                given => syn::parse_quote!((#given)),
            };
        }
    }
}
