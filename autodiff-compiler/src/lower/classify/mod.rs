//! What an expression is, asked once.
//!
//! Lowering dispatches on the answer: a place is located, an iterator becomes a loop, an
//! `Option` a flag and a payload, what only foreign code reads is passed through. The
//! class of an expression follows from that of what stands in front of it, so the answer
//! is a tree along the expression, and nobody asks of a part again:
//!
//! ```text
//! x.iter().rev().sum()          IteratorEnd(sum)
//! x.iter().rev()                  Iterator(Adapted(rev))
//! x.iter()                          Iterator(Begun(iter))
//! x                                   Place
//! ```

mod method;

use crate::ir::Shape;
use crate::lower::state::claim;
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::Known;
use crate::lower::state::mentions::{has_floats, has_floats_written, mentions_float};
use crate::lower::state::scope::{Binding, Holds, Operands};
use crate::lower::state::settle;
use crate::lower::tokens::text::{is_constant_name, written};
use crate::std_names::{self, Given, Is, Make, Row};
use quote::ToTokens;
use syn::{Expr, ExprClosure, ExprMethodCall, ExprPath, Member, UnOp};

/// An expression and its class, with those of what stands in front.
pub(crate) struct Classified<'e> {
    pub(crate) e: &'e Expr,
    pub(crate) class: Class,
    front: Option<Box<Classified<'e>>>,
}

/// What an expression is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Class {
    /// A scalar, a tuple, a unit: whatever running it gives.
    Value,
    /// A variable that holds a call's result, of which only its use tells what it is.
    Undecided,
    /// A variable, or a part of one, of a type that the macro does not see. As a value it
    /// is one; what runs through it is foreign code.
    Unseen,
    /// A name from outside of the function, written as constants are: it may be an array.
    Constant,
    /// Another name from outside: a unit variant, `module::value`.
    Item,
    /// Only code that is passed through reads it.
    Foreign(Root),
    /// `a..b`, `a..`: foreign code, but what runs through it is a loop.
    Range,
    /// A closure that reads floats. It is run where it is called.
    Closure,
    /// Memory that has a name: `x`, `x[i]`, `p.0`, `*r`, `&x[a..b]`.
    Place,
    /// Memory that is made here: `[a, b]`, `vec![0.0; n]`; a reference to a constant.
    Memory,
    /// A method of memory that gives memory again: `x.to_vec()`.
    Copy(&'static Row),
    /// A method of memory that gives a scalar, or nothing: `x.len()`.
    Method(&'static Row),
    /// An iterator that is lowered to a loop.
    Iterator(Link),
    /// An iterator over a foreign collection. It is passed through, unless what it is
    /// given reads floats.
    ForeignIterator(Link),
    /// `x.iter().sum()`
    IteratorEnd(&'static Row),
    /// An `Option` that is taken apart where it is made.
    Option(Giver),
    /// `x.first().unwrap()`
    OptionEnd(&'static Row, Taken),
}

/// What makes code foreign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    /// A parameter of an unseen type.
    Parameter,
    /// A part of a constant or of a static.
    Constant,
    /// A function from outside, or something else of this kind.
    Outside,
    /// A range, a struct, a closure that is written here and reads no float.
    Written,
}

/// Where an iterator comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Link {
    /// It begins at memory: `x.iter()`.
    Begun(&'static Row),
    /// It begins at a foreign collection.
    Collection,
    /// It gives the entries of a constant map.
    Entries,
    /// A variable holds it.
    Bound,
    /// A function of std makes it: `once(x)`.
    Made(Make),
    /// It is made of the iterator in front: `.rev()`.
    Adapted(&'static Row),
}

/// What gives an `Option`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Giver {
    /// An iterator that is searched: `max_by`, `position`.
    Search(&'static Row),
    /// Memory: `first`, `get`, `pop`.
    Element(&'static Row),
    /// `copied()`, `cloned()` of the `Option` in front.
    Owned,
    /// `map(f)` of the `Option` in front.
    Mapped,
    /// The same by another method, or of a condition.
    Made(&'static Row),
    /// It is gathered of others: `collect::<Option<Vec<_>>>()`.
    Gathered,
    /// It is a value.
    Held,
}

/// What an `Option` is taken apart to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Value,
    /// An element where it is in memory.
    Element,
    /// The same, as a `&mut`.
    MutableElement,
}

/// What an expression is. Nothing is run, but what a method in it tells of a call's
/// result is settled.
pub(crate) fn classify<'e>(cx: &mut Cx<'_>, e: &'e Expr) -> Classified<'e> {
    settle::chain(cx, e);
    classified(cx, e)
}

fn classified<'e>(cx: &Cx<'_>, e: &'e Expr) -> Classified<'e> {
    let behind = |front: &'e Expr, class: fn(&Classified<'_>) -> Class| {
        let front = classified(cx, front);
        Classified { e, class: class(&front), front: Some(Box::new(front)) }
    };
    let alone = |class| Classified { e, class, front: None };
    match e {
        Expr::Paren(inner) => behind(&inner.expr, |front| front.class),
        Expr::Group(inner) => behind(&inner.expr, |front| front.class),
        Expr::Field(field) if matches!(field.member, Member::Named(_)) => {
            behind(&field.base, |front| match front.class {
                Class::Undecided => Class::Place,
                _ => front.part(Class::Value),
            })
        }
        Expr::Field(field) => behind(&field.base, |front| front.part(Class::Value)),
        Expr::Index(index) => behind(&index.expr, |front| match front.class {
            Class::Undecided => Class::Place,
            _ => front.part(Class::Value),
        }),
        Expr::Reference(reference) if reference.mutability.is_some() => {
            behind(&reference.expr, |front| if front.is_place() { Class::Place } else { front.referred() })
        }
        Expr::Reference(reference) => behind(&reference.expr, |front| match front.class {
            _ if front.is_foreign() => Class::Foreign(front.root()),
            Class::Unseen => Class::Unseen,
            _ if front.is_place() => Class::Place,
            _ => front.referred(),
        }),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => behind(&unary.expr, |front| match front.class {
            Class::Constant | Class::Item => Class::Value,
            _ => front.part(Class::Value),
        }),
        Expr::MethodCall(call) => {
            let front = classified(cx, &call.receiver);
            Classified { e, class: method::method(cx, call, &front), front: Some(Box::new(front)) }
        }
        Expr::Path(path) => alone(self::path(cx, path)),
        Expr::Range(range) if range.start.is_some() => alone(Class::Range),
        Expr::Struct(fields) if is_data(cx, fields) => alone(Class::Value),
        Expr::Range(_) | Expr::Struct(_) | Expr::Const(_) => alone(Class::Foreign(Root::Written)),
        Expr::Closure(closure) if mentions_float(cx, &closure.to_token_stream()) => alone(Class::Closure),
        Expr::Closure(_) => alone(Class::Foreign(Root::Written)),
        Expr::Array(_) | Expr::Repeat(_) => alone(Class::Memory),
        Expr::Call(call) => alone(made(cx, call).map_or(Class::Value, |make| Class::Iterator(Link::Made(make)))),
        Expr::Macro(mac) if is_vec(&mac.mac) => alone(Class::Memory),
        _ => alone(Class::Value),
    }
}

/// How an iterator is run through that a function of std makes of floats, or of what reads them.
fn made(cx: &Cx<'_>, call: &syn::ExprCall) -> Option<Make> {
    let Expr::Path(path) = &*call.func else { return None };
    let make = std_names::iterator_function(&claim::written_in_full(cx, path)?, call.args.len())?;
    has_floats(cx, call.args.to_token_stream()).then_some(make)
}

/// A variable, or a name from outside.
fn path(cx: &Cx<'_>, path: &ExprPath) -> Class {
    match path.path.get_ident().and_then(|name| cx.scope.find(name)) {
        Some(Binding::Opaque) => Class::Foreign(Root::Parameter),
        Some(Binding::Var(var)) => match cx.scope.get(var) {
            Holds::Operands(operands) => variable(cx, operands),
            Holds::Iterator(_) => Class::Iterator(Link::Bound),
            _ => Class::Value,
        },
        None if is_written_as_constant(path) => Class::Constant,
        None => Class::Item,
    }
}

fn variable(cx: &Cx<'_>, operands: &Operands) -> Class {
    if operands.leaves().into_iter().any(|o| cx.kinds.as_memory(o.kind).is_some()) {
        return Class::Place;
    }
    let Shape::Leaf(operand) = operands.behind_refs() else { return Class::Value };
    match cx.known(*operand) {
        Known::CallResult | Known::Part => Class::Undecided,
        known if known.is_of_its_own() && !operand.atom.is_literal() => Class::Unseen,
        _ => Class::Value,
    }
}

/// Whether a path is written in capitals.
pub(crate) fn is_written_as_constant(path: &ExprPath) -> bool {
    path.path.segments.last().is_some_and(|segment| is_constant_name(&segment.ident.to_string()))
}

/// Whether a struct that is written here has active values in it, or is of a type that has.
fn is_data(cx: &Cx<'_>, fields: &syn::ExprStruct) -> bool {
    // The name of a field is no variable.
    let values = fields.fields.iter().map(|field| field.expr.to_token_stream());
    let values = values.chain(fields.rest.iter().map(ToTokens::to_token_stream)).collect();
    let may_be_data = cx.errors.literals_are_data() && has_floats_written(proc_macro2::TokenStream::clone(&values));
    mentions_float(cx, &values) || may_be_data || cx.kinds.known_data(&written(&fields.path)).is_some()
}

/// Whether this is `vec!` by its name, which is claimed where it is lowered.
fn is_vec(mac: &syn::Macro) -> bool {
    let path: Vec<String> = mac.path.segments.iter().map(|s| s.ident.to_string()).collect();
    matches!(&path[..], [name] if name == "vec")
        || matches!(&path[..], [root, name] if name == "vec" && (root == "std" || root == "alloc"))
}

/// The closure that an expression is.
pub(crate) fn as_closure(e: &Expr) -> Option<&ExprClosure> {
    match e {
        Expr::Paren(inner) => as_closure(&inner.expr),
        Expr::Group(inner) => as_closure(&inner.expr),
        Expr::Closure(closure) => Some(closure),
        _ => None,
    }
}

impl<'e> Classified<'e> {
    /// What stands in front: the receiver of a method, the base of a field or an index,
    /// what `*` and `&` are applied to, what is in the parentheses.
    pub(crate) fn front(&self) -> &Classified<'e> {
        self.front.as_deref().expect("something stands in front")
    }

    /// The same without parentheses around it.
    pub(crate) fn bare(&self) -> &Classified<'e> {
        match self.e {
            Expr::Paren(_) | Expr::Group(_) => self.front().bare(),
            _ => self,
        }
    }

    /// The method call that the expression is.
    pub(crate) fn call(&self) -> &'e ExprMethodCall {
        match self.bare().e {
            Expr::MethodCall(call) => call,
            _ => unreachable!("its class is that of a method"),
        }
    }

    /// What std says when it panics because of an argument of the method.
    pub(crate) fn asserts(&self) -> &'static str {
        match self.class {
            Class::Iterator(Link::Begun(row) | Link::Adapted(row))
            | Class::ForeignIterator(Link::Begun(row) | Link::Adapted(row))
            | Class::IteratorEnd(row)
            | Class::Copy(row)
            | Class::Method(row) => row.asserts,
            _ => "",
        }
    }

    /// Whether it is passed through as it stands.
    pub(crate) fn is_foreign(&self) -> bool {
        matches!(self.class, Class::Foreign(_) | Class::Range)
    }

    /// Whether its fields and methods are passed through: it is foreign, or a name from
    /// outside.
    pub(crate) fn is_rooted(&self) -> bool {
        self.is_foreign() || (self.is_outside() && matches!(self.e, Expr::Path(_)))
    }

    fn is_outside(&self) -> bool {
        matches!(self.class, Class::Constant | Class::Item)
    }

    /// Whether it names memory.
    pub(crate) fn is_place(&self) -> bool {
        matches!(self.class, Class::Place | Class::OptionEnd(_, Taken::MutableElement))
    }

    /// Whether it is memory: a place, or made here.
    pub(crate) fn gives_memory(&self) -> bool {
        self.is_place()
            || matches!(
                self.class,
                Class::Constant | Class::Memory | Class::Copy(_) | Class::OptionEnd(_, Taken::Element)
            )
    }

    /// Whether it is a part of what only foreign code can run through.
    pub(crate) fn is_foreign_collection(&self) -> bool {
        matches!(self.class, Class::Unseen | Class::Foreign(Root::Parameter | Root::Constant))
    }

    /// Whether it is a constant, or a reference to one.
    pub(crate) fn is_constant(&self) -> bool {
        match self.e {
            Expr::Paren(_) | Expr::Group(_) | Expr::Reference(_) => self.front().is_constant(),
            _ => matches!(self.class, Class::Constant),
        }
    }

    /// Whether it gives an `Option` that can be asked what it holds.
    pub(crate) fn gives_option(&self) -> bool {
        matches!(self.class, Class::Option(_))
    }

    /// Whether that is an `Option` of a `&mut` to an element.
    pub(crate) fn gives_mutable_element(&self) -> bool {
        matches!(self.class, Class::Option(Giver::Element(row)) if matches!(row.is, Is::Element(_, Given::Mutable)))
    }

    fn root(&self) -> Root {
        match self.class {
            Class::Foreign(root) => root,
            Class::Constant => Root::Constant,
            Class::Item => Root::Outside,
            _ => Root::Written,
        }
    }

    /// What a field of it is, an element, or what is behind it.
    fn part(&self, otherwise: Class) -> Class {
        match self.class {
            _ if self.is_rooted() => Class::Foreign(self.root()),
            _ if self.is_place() => Class::Place,
            Class::Unseen => Class::Unseen,
            _ => otherwise,
        }
    }

    /// What a reference to it is, if it is no place.
    fn referred(&self) -> Class {
        if self.gives_memory() { Class::Memory } else { Class::Value }
    }
}
