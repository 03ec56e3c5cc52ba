//! Emission: from IR to tokens, the only user of `quote`.
//!
//! What comes out is for people first: one `let` for each `w_i`, with the
//! source it came from as a doc comment; a temporary that is read once stands
//! where it is read.

mod apart;
mod argument;
mod body;
mod border;
mod borrowed;
mod branch;
mod bulk;
mod call;
mod cells;
mod chunks;
mod closure;
mod code;
mod companion;
mod constants;
mod convert;
mod effect;
mod elements;
mod errors;
mod fields;
mod foreign;
mod graph;
mod implicit;
mod in_two;
mod indexing;
mod lanes;
mod lent;
mod located;
mod loops;
mod matrix;
mod members;
mod memory;
mod method;
mod names;
mod open;
mod operator;
mod parameter;
mod pullback;
mod report;
mod room;
mod rows;
mod rule;
mod second;
mod sets;
mod shadows;
mod shape;
mod slots;
mod spot;
mod stretch;
mod takes;
mod total;
mod trace;
mod uses;
mod whole;
mod wrapper;
mod zeros;

pub(crate) use apart::{
    Names as ApartNames, asked as asks_receiver, companion_apart, is_asked as is_asked_apart,
    is_called as is_called_apart,
};
pub(crate) use closure::{ClosureTokens, head as closure_head, part as closure_part, whole as closure_value};
pub(crate) use companion::{Target, companion};
pub(crate) use constants::{has_constants, told_of_constants};
pub(crate) use convert::conversion;
pub(crate) use errors::{compile_errors, stubs};
pub(crate) use fields::asks_field;
pub(crate) use graph::graph;
pub(crate) use implicit::{ByEquation, Equation, by_equation};
pub(crate) use in_two::{Parts, augmented, method_in_two, reverse_into};
pub(crate) use indexing::indexing;
pub(crate) use lanes::{none_of_several, types as types_of_lanes};
pub(crate) use matrix::{matrix, runs_once};
pub(crate) use members::{
    agreement, declaration, facts as border_facts, filled as filled_member, has_slots as border_has_slots,
    required as required_member,
};
pub(crate) use operator::{OperatorOrder, operator, operator_stub};
pub(crate) use pullback::{is_written_to, pullback};
pub(crate) use report::report;
pub(crate) use rule::{ByRule, Reader, adjoint_by_rule, tangent_by_rule};
pub(crate) use second::{Says, Told, gives_value, has_plain_types, told};
pub(crate) use sets::told_of_sets;
pub(crate) use shape::shape_type;
pub(crate) use slots::slots;
pub(crate) use takes::takes;
pub(crate) use total::total;
pub(crate) use trace::{Sweeps, trace};
pub(crate) use wrapper::{proof_of_module, wrapper};

use proc_macro2::TokenStream;

/// What emission knows besides the IR.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) signature: &'a crate::lower::Signature,
    /// What the names of the companions begin with.
    pub(crate) base: String,
    /// Items of the user's body.
    pub(crate) items: &'a [TokenStream],
    /// What comes before the name of a companion where another one calls it: `Self::`
    /// or nothing.
    pub(crate) siblings: TokenStream,
    /// The code of the closures that are values.
    pub(crate) closures: std::rc::Rc<Vec<ClosureTokens>>,
    /// The companions for several directions that there are.
    pub(crate) several: Vec<crate::protocol::Companion>,
    /// `::autodiff`, or what the user says instead.
    pub(crate) krate: TokenStream,
    /// Whether loops leave [what they run through](stretch) whole.
    pub(crate) uncut: bool,
    /// Whether the function may stand in a block: what that has can hide what the module has, and no
    /// import of a name says which is meant (E0659).
    pub(crate) may_be_in_block: bool,
}
