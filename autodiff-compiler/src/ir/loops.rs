//! Loops: regions that run several times.
//!
//! What an iteration hands on to the next is *carried*: a parameter of the
//! body, an initial value, and a yield of the body, like the arguments of a
//! tail-recursive function. There is no mutable local, no jump: `break`,
//! `continue` and `return` have become conditions.
//!
//! ```text
//! w9 = for w4 in 0..w2 carrying w5 = 0.0     // w5 inside, w9 after
//!     w6 = load w1[w4]
//!     w7 = add w5, w6
//!     yield w7
//! ```

use super::{Atom, Block, Limits, Origin, Value};

/// `(w_i, ..) = loop { .. }`
#[derive(Clone, Debug)]
pub(crate) struct Loop {
    /// The loop of the user that this is, or is a mirror image or a repetition
    /// of: iteration `k` of one is iteration `k` of the other.
    pub(crate) id: LoopId,
    pub(crate) control: Control,
    pub(crate) carried: Vec<Carried>,
    /// Yields the next value of each carried one.
    pub(crate) body: Block,
    pub(crate) checkpoints: Checkpoints,
    pub(crate) origin: Origin,
}

/// What is kept of the states that a loop runs through, for an adjoint that goes back through
/// them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Checkpoints {
    /// Of each iteration, what its adjoint reads.
    #[default]
    Iterations,
    /// The state before every so many iterations: between two of them the loop runs again.
    Every(Atom),
    /// The same at so many levels: what lies between two states has states of its own.
    Levels(u32),
    /// Each iteration is a segment of the loop that has been asked for the last two: an inner
    /// loop, and before it copies of the memory that it changes.
    Segments,
    /// None: the iterations meet in sums alone, so that each is reversed from what is in it. Memory
    /// that they share besides is scratch ([`crate::transform`], `independent`).
    Independent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LoopId(pub(crate) u32);

/// How often a loop runs.
#[derive(Clone, Debug)]
pub(crate) enum Control {
    For(Range),
    /// As long as the block, which sees the carried values, yields `true`. The
    /// counter is the carried parameter that holds the number of the iteration,
    /// once `reverse` has asked for one: as the index of a `for` is, it is part of what
    /// the loop is, for `restore` and `dce`, which rename and drop it with the others.
    While {
        cond: Block,
        counter: Option<Value>,
    },
}

/// The indices of a `for`, which are integers.
#[derive(Clone, Debug)]
pub(crate) struct Range {
    /// The index, defined in the body.
    pub(crate) index: Value,
    pub(crate) from: Atom,
    pub(crate) to: Atom,
    pub(crate) limits: Limits,
    pub(crate) order: Order,
}

/// In which order a loop runs through its indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Up,
    Down,
}

impl Order {
    pub(crate) fn reversed(self) -> Self {
        match self {
            Order::Up => Order::Down,
            Order::Down => Order::Up,
        }
    }
}

/// A value that goes from iteration to iteration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carried {
    /// What it is inside.
    pub(crate) param: Value,
    pub(crate) init: Atom,
    /// What it is after the last iteration.
    pub(crate) dst: Value,
}

impl Loop {
    /// The values that the body sees besides those around it.
    pub(crate) fn params(&self) -> Vec<Value> {
        let index = match &self.control {
            Control::For(range) => Some(range.index),
            Control::While { .. } => None,
        };
        self.carried.iter().map(|c| c.param).chain(index).collect()
    }
}

impl Checkpoints {
    /// The distance between two states, if it is given.
    pub(crate) fn every(self) -> Option<Atom> {
        match self {
            Checkpoints::Every(count) => Some(count),
            Checkpoints::Iterations | Checkpoints::Levels(_) | Checkpoints::Segments | Checkpoints::Independent => None,
        }
    }

    pub(crate) fn are_wanted(self) -> bool {
        matches!(self, Checkpoints::Every(_) | Checkpoints::Levels(_))
    }
}
