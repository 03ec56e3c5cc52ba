//! Operations: what an `Apply` applies to scalars.

use super::{Atom, Kind};
use autodiff_core::rule::{Cost, Property, Rule};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use std::rc::Rc;

/// What an `Apply` applies.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    /// An operation on floats that has a derivative rule.
    Rule(&'static Rule),
    /// `as`. Between floats it is linear; from a float to an integer, inactive.
    Cast(Kind),
    /// `== != < <= > >=`
    Compare(Comparison),
    Not,
    And,
    Or,
    /// Arithmetic on integers, as the user wrote it.
    Int(IntOp),
    /// `is_nan` and the other predicates of floats.
    Predicate(&'static str),
    /// `#[constant] let`: the value, cut off from its derivative.
    Constant,
    /// What a rule makes of Taylor coefficients: of its arguments, of the series of each that is a float,
    /// and of the value.
    Series(&'static Rule),
    /// The length of what a handle names.
    Len,
    /// What scratch holds before it is filled, which nobody may read: NaN where debug assertions
    /// are on.
    Unwritten,
    /// Inactive code that the pipeline does not look into.
    Foreign(Rc<Foreign>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Eq,
    Ne,
    /// `!=`, between what has arrived at a result in an adjoint and zero. The tangent of an adjoint
    /// asks for what has arrived as well, or for its tangent.
    Arrived,
    Lt,
    Le,
    Gt,
    Ge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Neg,
    Not,
    BitAnd,
    BitOr,
    BitXor,
    Shl,
    Shr,
    /// `saturating_sub`, which the rule of `powi` uses.
    SaturatingSub,
    /// `saturating_add` and `saturating_mul`, for the room of a tape.
    SaturatingAdd,
    SaturatingMul,
    /// `wrapping_sub` and `wrapping_add`, for the number of an iteration: the
    /// distance of two integers need not be one of their type.
    WrappingSub,
    WrappingAdd,
    /// The shorter of two lengths.
    Min,
    /// The longer one.
    Max,
    /// A number of iterations by the length of a segment: how many segments there are.
    Segments,
    /// A number of iterations, and how many levels of checkpoints: the length of a segment.
    Segment,
}

/// Inactive code with holes for the operands.
#[derive(Debug)]
pub(crate) struct Foreign {
    /// Tokens in which [`hole`]`(i)` stands for the i-th operand.
    pub(crate) code: TokenStream,
    /// Why this would be an error on an active operand, if it would.
    pub(crate) on_active: OnActive,
    pub(crate) repeat: Repeat,
    /// The type that the function writes for the value, which may decide what the
    /// code is: `let z: f64 = text.parse()?`.
    pub(crate) ty: Option<TokenStream>,
    /// Whether it is a constant of which a claim says that it is a number: an infinity, and not NaN.
    pub(crate) is_number: bool,
}

/// Whether code may run again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// It gives the same as long as its operands are the same, and nobody can tell.
    #[default]
    Free,
    /// It may give something else, or be seen to run.
    Never,
}

/// The identifier that stands for the i-th operand of foreign code.
pub(crate) fn hole(i: usize) -> Ident {
    Ident::new(&format!("__autodiff_hole_{i}"), Span::mixed_site())
}

/// Which operand an identifier stands for.
pub(crate) fn hole_number(ident: &Ident) -> Option<usize> {
    ident.to_string().strip_prefix("__autodiff_hole_")?.parse().ok()
}

impl Foreign {
    /// Whether the code has the i-th operand, or a part of it, by `&mut`.
    pub(crate) fn takes_by_mut(&self, i: usize) -> bool {
        let mut words = Vec::new();
        spell(self.code.clone(), &mut words);
        let hole = hole(i).to_string();
        words.windows(3).any(|w| w[0] == "&" && w[1] == "mut" && w[2] == hole)
    }

    /// Whether the code has anything by `&`, which its value may still refer to.
    pub(crate) fn borrows(&self) -> bool {
        let mut words = Vec::new();
        spell(self.code.clone(), &mut words);
        let is_one = |i: usize| i == 0 || words[i - 1] != "&";
        (0..words.len().saturating_sub(1)).any(|i| words[i] == "&" && is_one(i) && words[i + 1] != "&")
    }
}

/// The tokens, without what groups them.
fn spell(code: TokenStream, words: &mut Vec<String>) {
    for token in code {
        match token {
            TokenTree::Group(group) => spell(group.stream(), words),
            other => words.push(other.to_string()),
        }
    }
}

/// What becomes of foreign code when an operand turns out to be active.
#[derive(Clone, Debug)]
pub(crate) enum OnActive {
    /// Its result has no derivative whatever it reads: `x.to_bits()`.
    Inactive,
    /// Its result has no derivative, and holds what the operand was: its bits. A
    /// float may not be made of it again.
    Bits,
    /// It makes a float of bits, which may not be those of an active value.
    OfBits(Box<crate::errors::Error>),
    /// It is a compile error where the result depends on it.
    Error(Box<crate::errors::Error>),
    /// It is a compile error anyway: `cell.set(x)` could keep the value, and
    /// what is given back later would be a constant.
    MayStore(Box<crate::errors::Error>),
    /// It is a part of what foreign code gave, and that code has the error.
    Part,
}

impl Op {
    /// Whether it may run again. Whatever is not foreign gives the same.
    pub(crate) fn repeat(&self) -> Repeat {
        match self {
            Op::Foreign(foreign) => foreign.repeat,
            _ => Repeat::Free,
        }
    }

    /// What it costs to do it again; of foreign code nothing is known, unless it reads
    /// nothing: a constant, or a field of one.
    pub(crate) fn cost(&self, args: &[Atom]) -> Cost {
        match self {
            Op::Rule(rule) => rule.cost(),
            Op::Compare(_) | Op::Not | Op::And | Op::Or | Op::Cast(_) | Op::Constant | Op::Predicate(_) => Cost::Cheap,
            Op::Int(_) | Op::Len | Op::Unwritten => Cost::Cheap,
            Op::Series(_) => Cost::Dear,
            Op::Foreign(_) if args.is_empty() => Cost::Cheap,
            Op::Foreign(_) => Cost::Quick,
        }
    }

    /// Whether it is arithmetic on floats that costs less than a load.
    pub(crate) fn is_cheap_arithmetic(&self) -> bool {
        matches!(self, Op::Rule(rule) if rule.cost() == Cost::Cheap)
    }

    /// Whether running it can be seen besides by its result: foreign code may
    /// do anything, integers overflow, `clamp` checks its bounds.
    pub(crate) fn can_panic(&self) -> bool {
        match self {
            Op::Int(_) | Op::Foreign(_) => true,
            Op::Rule(rule) => rule.has(Property::Panics),
            _ => false,
        }
    }
}
