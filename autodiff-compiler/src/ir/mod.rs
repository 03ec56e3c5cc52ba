//! The intermediate representation: structured SSA in A-normal form.
//!
//! This page is its specification.
//!
//! # Values and atoms
//! A function is a list of statements in evaluation order. A statement defines
//! *values* `w_i`, each exactly once; the values carry a [`Kind`] and, as far
//! as a person gave them one, a name. An operand is an [`Atom`]: a value, a
//! value with its sign flipped, or a literal. **A negation of a float is no
//! statement**: it is exact, so it travels with the operand, and
//! `-a * x` is the one operation `w3 = -w2·w1` that a textbook prints.
//!
//! ```text
//! fn sigmoid(w1, w2):            // x, a
//!     w3 = mul -w2, w1
//!     w4 = exp w3
//!     w5 = add 1.0, w4
//!     w6 = div 1.0, w5
//!     yield w6
//! ```
//!
//! # Aggregates
//! Tuples and references exist only where something is passed: in the parameters,
//! the arguments and results of a call, the result of the function, and in an element
//! of memory. There they are a [`Shape`] whose leaves are scalars, or handles to
//! memory; inside, every leaf is a value of its own. So no transform takes a tuple
//! apart.
//!
//! # Regions
//! `If` is a statement. Its arms are [`Block`]s, which see the values around
//! them and yield as many atoms as the statement defines. A variable that an
//! arm assigns is one of these; there is no phi, no jump, no mutable local.
//! Early `return`, `match` and `&&` have become `If` by the time a function is
//! IR. An arm that cannot be left (it panics) yields [`Atom::Undef`], and so
//! does an arm for a value that only the other arm has. Nothing reads it but a
//! test that another one makes irrelevant, as `w7 && w9 > 0.5` where `w9` is there
//! if `w7` is true.
//!
//! ```text
//!     w4, w5 = if w3
//!         w6 = sin w1
//!         yield w6, w1
//!     else
//!         yield w2, 0.0
//! ```
//!
//! # Loops
//! `For` and `While` carry values from iteration to iteration; see [`loops`].
//!
//! # Memory
//! Arrays, slices and vectors are named by handles and changed by statements;
//! see [`memory`]. Scalars that were loaded are values like any other.
//!
//! # What a statement does
//! What is read, changed, made, lent and seen, and what comes to hold what, is
//! described in [`effects`], statement by statement; whether an operation may run again
//! and whether that is cheap, in [`op`].
//!
//! # For people
//! A statement carries its [`Origin`]. [`Section`](Stmt::Section) is a heading,
//! [`Probe`] reports a value to the trace. [`Effect`] is run for what it does to the
//! world, in the primal sweep alone.
//!
//! # What the transforms may rely on
//! The verifier runs after each pass in the tests of the workspace; its laws stand at
//! the head of [`verify`]. Between [`crate::transform::reverse`]
//! and [`crate::transform::restore`], and only there, an adjoint may name a
//! primal value that is out of scope: that *is* the question which values must
//! be saved, and `restore` answers it.
//!
//! # What is not in the IR
//! Types of the user, tokens, spans of more than a diagnostic: an inactive
//! expression that the pipeline need not understand is a [`Foreign`] with holes,
//! opaque to every transform.

mod build;
mod call;
mod effects;
pub(crate) mod fold;
#[cfg(test)]
pub(crate) mod interp;
mod loops;
mod memory;
mod memory_type;
mod op;
mod part;
mod passing;
mod place;
mod print;
mod print_memory;
mod shape;
mod table;
mod value;
pub(crate) mod verify;
mod walk;

pub(crate) use build::Builder;
pub(crate) use call::{
    Asked, Call, Called, Callee, Constants, Fails, Held, HeldError, Offers, Receiver, Record, Slots, Tangents,
};
pub(crate) use effects::{Aspect, Change, Changed, Effects, Flow, Hold, Loan, Look, Through};
pub(crate) use fold::arith;
pub(crate) use loops::{Carried, Checkpoints, Control, Loop, LoopId, Order, Range};
pub(crate) use memory::{Bulk, BulkOp, Init, Load, New, Store, View, Write};
pub(crate) use memory_type::{Data, Form, Memory, has_fixed_extents, may_grow, type_name};
pub(crate) use op::{Comparison, Foreign, IntOp, OnActive, Op, Repeat, hole, hole_number};
pub(crate) use part::{part, part_kind, scalar_at};
pub(crate) use passing::{By, Piece, pieces};
pub(crate) use place::{Access, Brackets, Limits, Name, Place, Step};
pub(crate) use shape::Shape;
pub(crate) use table::{Set, Table};
pub(crate) use value::{Atom, IntKind, Kind, Lanes, LanesOf, Value, ValueInfo};

use proc_macro2::{Ident, Span, TokenStream};
use std::rc::Rc;

/// A function: parameters, a body, and what its values are.
#[derive(Clone, Debug)]
pub(crate) struct Func {
    pub(crate) name: String,
    pub(crate) params: Vec<Param>,
    pub(crate) body: Block,
    /// How the yields of the body make up the result.
    pub(crate) result: Shape<Kind>,
    /// Kind and name of every value, indexed by [`Value`].
    pub(crate) values: Vec<ValueInfo>,
    /// Of a companion: the memory that takes the cotangent of a parameter, as
    /// far as it can be the caller's. It stands here because it says what the
    /// yields of the body are, as `result` does, and goes with them through every
    /// transform of the companion.
    pub(crate) cotangents: Vec<Cotangent>,
}

/// Memory for the cotangent of a parameter: new where the companion returns it,
/// the caller's where it writes into a shadow.
#[derive(Clone, Debug)]
pub(crate) struct Cotangent {
    /// The position among the pieces of the parameters.
    pub(crate) piece: usize,
    /// The `New` that is to be the caller's memory.
    pub(crate) memory: Value,
}

/// A parameter.
#[derive(Clone, Debug)]
pub(crate) struct Param {
    /// Its name, for people; unique among the parameters.
    pub(crate) name: String,
    pub(crate) form: ParamForm,
    pub(crate) role: ParamRole,
}

/// How a parameter is passed.
#[derive(Clone, Debug)]
pub(crate) enum ParamForm {
    /// Scalars, tuples of scalars, references to them.
    Scalars(Shape<Value>),
    /// Anything else: always constant, named in foreign code by its own name.
    Opaque { pattern: TokenStream, ty: TokenStream },
    /// `self` in any of its forms: constant, too.
    Receiver(TokenStream),
}

/// What a parameter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParamRole {
    /// The function is differentiated with respect to it.
    Differentiable,
    /// It has no derivative: an integer, a `bool`, a `#[constant]`.
    Constant,
}

/// Statements in evaluation order, then what the block yields.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub(crate) stmts: Vec<Stmt>,
    pub(crate) yields: Vec<Atom>,
}

/// Where a statement comes from in the user's function.
pub(crate) type Origin = Option<Rc<Source>>;

/// A piece of the user's source: its text, for people, and its span, for
/// diagnostics. What a transform adds to a statement is at the same place, but
/// is not what the text says.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) text: Option<String>,
    pub(crate) span: Span,
}

/// The text of a statement's source.
pub(crate) fn text_of(origin: &Origin) -> Option<&str> {
    origin.as_ref()?.text.as_deref()
}

#[derive(Clone, Debug)]
pub(crate) enum Stmt {
    Apply(Apply),
    Call(Call),
    If(If),
    Loop(Loop),
    Load(Load),
    Store(Store),
    New(New),
    View(View),
    Bulk(Bulk),
    Effect(Effect),
    Probe(Probe),
    /// A heading for people: `adjoint sweep`.
    Section(&'static str),
}

/// `w_i = op args`
#[derive(Clone, Debug)]
pub(crate) struct Apply {
    pub(crate) dst: Value,
    pub(crate) op: Op,
    pub(crate) args: Vec<Atom>,
    pub(crate) origin: Origin,
}

/// `(w_i, ..) = if cond { then } else { orelse }`
#[derive(Clone, Debug)]
pub(crate) struct If {
    pub(crate) dst: Vec<Value>,
    pub(crate) cond: Atom,
    pub(crate) then: Block,
    pub(crate) orelse: Block,
    pub(crate) origin: Origin,
}

/// A statement run for its effect, in the primal sweep only: `println!`.
#[derive(Clone, Debug)]
pub(crate) struct Effect {
    pub(crate) tokens: Rc<TokenStream>,
    /// The user's variables that it names, and what they hold.
    pub(crate) names: Vec<(Ident, Shape<Atom>)>,
    pub(crate) flow: EffectFlow,
    pub(crate) on_active: OnActive,
}

/// Whether control goes on after an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EffectFlow {
    Continues,
    /// `panic!`, `unreachable!`, `todo!`.
    Diverges,
    /// `return Err(e)`: out of the companion as out of the function.
    Leaves,
}

impl EffectFlow {
    /// Whether what stands behind it is not reached.
    pub(crate) fn diverges(self) -> bool {
        self != EffectFlow::Continues
    }
}

/// Reports a value to the trace.
#[derive(Clone, Debug)]
pub(crate) struct Probe {
    pub(crate) of: Observed,
    /// The primal value that the report is about.
    pub(crate) subject: Value,
    pub(crate) atom: Atom,
}

/// What a probe reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Observed {
    Primal,
    Tangent,
    Adjoint,
}

impl Func {
    pub(crate) fn kind(&self, value: Value) -> Kind {
        self.values[value.index()].kind
    }

    /// The values of the parameters with this role, in order.
    pub(crate) fn param_values(&self, role: ParamRole) -> Vec<Value> {
        self.params
            .iter()
            .filter(|p| p.role == role)
            .filter_map(|p| p.form.shape())
            .flat_map(Shape::leaves)
            .copied()
            .collect()
    }

    /// Whether a parameter or the result is memory.
    pub(crate) fn has_memory(&self) -> bool {
        let params = self.all_param_values().into_iter().map(|w| self.kind(w));
        params.chain(self.result.leaves().into_iter().copied()).any(|kind| kind.memory().is_some())
    }

    /// Whether there are loops or memory in it.
    pub(crate) fn has_regions(&self) -> bool {
        let mut found = self.has_memory();
        self.body.visit(&mut |stmt| found |= matches!(stmt, Stmt::Loop(_) | Stmt::New(_)));
        found
    }

    pub(crate) fn all_param_values(&self) -> Vec<Value> {
        let shapes = self.params.iter().filter_map(|p| p.form.shape());
        shapes.flat_map(Shape::leaves).copied().collect()
    }
}

impl ParamForm {
    pub(crate) fn shape(&self) -> Option<&Shape<Value>> {
        match self {
            ParamForm::Scalars(shape) => Some(shape),
            ParamForm::Opaque { .. } | ParamForm::Receiver(_) => None,
        }
    }
}
