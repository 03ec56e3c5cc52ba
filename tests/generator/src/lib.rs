//! Random programs: what a seed makes, every build makes again.
//!
//! [`program`] writes a function of scalars and tuples with loops, arrays and
//! vectors in it, and helper functions beside it, every one under
//! `#[grad(hvp)]`. The programs compile,
//! do not panic, stay in the domain of the functions they call, and keep their
//! values and derivatives moderate, so that forward mode, reverse mode and finite
//! differences can be compared on them.
//!
//! The generator knows a bound of every value and an estimate of every slope,
//! and scales down what grows too large. To teach it a construct, write a
//! production (a function from the `Draft` to its text) and
//! add it with a weight to the table of its module: `FLOATS` or `UNARY` in
//! `float`, `INTEGERS` and `BOOLEANS` in `discrete`, `STATEMENTS` in
//! `statement`. Bounds of variables only widen from one statement to the next;
//! within a loop those of outer variables are fixed (see `loops`).
//!
//! A program that fails is made simpler by way of its choices (see `choices`): the
//! smaller a choice, the simpler what comes of it. So the first production of a table
//! is the simplest, and always applies.

// All productions of a table have one signature, whether or not they can fail
// to apply, and they write their text piece by piece.
#![allow(clippy::unnecessary_wraps, clippy::format_push_string)]

mod assignment;
mod attributes;
mod branch;
mod call;
mod chains;
mod choice;
mod choices;
mod closure;
mod data;
pub mod difference;
mod discarded;
mod discrete;
pub mod exempt;
mod float;
mod function;
mod functions;
pub mod hygiene;
mod in_out;
mod integers;
mod loops;
mod memory;
mod moves;
mod names;
mod options;
mod pattern;
mod positions;
mod program;
mod rng;
mod scope;
mod statement;
mod text;

use choices::What;
use rng::Rng;
use scope::{Draft, Frame};

pub use choices::{Choice, shrink};
pub use program::{Arg, Language, Param, Program};

/// A type of the programs' language.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    /// `f64`.
    Float,
    /// `i32`.
    Int,
    /// `bool`.
    Bool,
    /// `&f64`.
    Ref,
    /// A tuple, which may hold tuples.
    Tuple(Vec<Ty>),
    /// `[f64; N]`.
    Array(usize),
    /// `Vec<f64>` of this length, which never changes.
    List(usize),
    /// `&[f64]` of this length.
    Slice(usize),
    /// `usize` from `low` to `high`, both included.
    Index {
        /// The least it can be.
        low: usize,
        /// The most it can be.
        high: usize,
    },
    /// What has methods that are called as those of std, and a state.
    Coin,
    /// An enum of the program, which is a constant of helpers.
    Choice,
    /// A struct of the program.
    Spot,
    /// A vector of so many of these.
    Spots(usize),
    /// A struct that holds some of these.
    Cloud,
    /// An enum of the program, whose variants hold floats.
    Form,
    /// `Option<f64>`.
    Maybe,
    /// A shared reference to one of these.
    Lent(Box<Ty>),
    /// `[usize; N]` of entries that are at most `high`.
    Indices {
        /// How many there are.
        len: usize,
        /// The most an entry can be.
        high: usize,
    },
}

impl Ty {
    /// `(f64, f64)`.
    #[must_use]
    pub fn pair() -> Self {
        Self::Tuple(vec![Self::Float, Self::Float])
    }

    /// The type as Rust writes it.
    #[must_use]
    pub fn rust(&self) -> String {
        match self {
            Self::Float => "f64".to_owned(),
            Self::Int => "i32".to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::Choice => choice::TYPE.to_owned(),
            Self::Ref => "&f64".to_owned(),
            Self::Tuple(entries) => {
                let entries: Vec<String> = entries.iter().map(Self::rust).collect();
                format!("({})", entries.join(", "))
            }
            Self::Array(len) => format!("[f64; {len}]"),
            Self::List(_) => "Vec<f64>".to_owned(),
            Self::Slice(_) => "&[f64]".to_owned(),
            Self::Index { .. } => "usize".to_owned(),
            Self::Coin => "Coin".to_owned(),
            Self::Spot => "Spot".to_owned(),
            Self::Spots(_) => "Vec<Spot>".to_owned(),
            Self::Cloud => "Cloud".to_owned(),
            Self::Form => "Form".to_owned(),
            Self::Maybe => "Option<f64>".to_owned(),
            Self::Lent(inner) if matches!(**inner, Self::Spots(_)) => "&[Spot]".to_owned(),
            Self::Lent(inner) => format!("&{}", inner.rust()),
            Self::Indices { len, .. } => format!("[usize; {len}]"),
        }
    }
}

/// The program of a seed.
#[must_use]
pub fn program(language: Language, seed: u64) -> Program {
    written(language, seed, Rng::new(seed))
}

/// The program that these choices make, in the place of that of a seed.
#[must_use]
pub fn program_of(language: Language, seed: u64, choices: &[Choice]) -> Program {
    written(language, seed, Rng::again(choices.to_vec()))
}

fn written(language: Language, seed: u64, rng: Rng) -> Program {
    let mut d = Draft::new(language, rng);
    let name = format!("p{seed}");
    let mut source = match language {
        Language::Compiled => names::COIN.to_owned(),
        Language::Data => data::ITEMS.to_owned(),
        Language::Scalars | Language::Whole => String::new(),
    };
    source += &d.part(What::Function, |d| integers::helpers(d, &name));
    source += &functions::helpers(&mut d, &name);
    for i in 0..d.rng.pick(&[0, 1, 1, 2, 2, 3]) {
        if let Some((text, callee)) = function::helper(&mut d, &format!("{name}_h{i}")) {
            source += &text;
            d.helpers.push(callee);
        }
    }
    if matches!(language, Language::Whole | Language::Data) {
        for i in 0..d.rng.pick(&[0, 0, 1, 1, 2, 3]) {
            let writer = |d: &mut Draft| (!d.is_left_out()).then(|| in_out::writer(d, &format!("{name}_w{i}")));
            source += &d.part(What::Function, writer).unwrap_or_default();
        }
    }
    let head = function::head(&mut d, POINT);
    let (params, result) = (head.params.clone(), head.result.clone());
    let budget = 10 + d.rng.below(35);
    source += &function::function(&mut d, &name, head, budget).0;
    let (single, choices) = (d.single, d.rng.into_choices());
    let source = choice::with_items(&text::indent(&source), seed);
    Program { seed, name, source, params, result, single, choices }
}

/// The floats of the points are at most this, in absolute value.
const POINT: f64 = 2.0;

/// Some arguments for a program, in the order of its parameters.
/// The floats have all their digits, so that no kink or tie is hit by chance.
#[must_use]
pub fn points(program: &Program) -> Vec<Vec<Arg>> {
    let mut rng = Rng::new(!program.seed);
    let mut point = || {
        let arg = |p: &Param| match p.ty {
            Ty::Int => Arg::Int(rng.between(-2, 5)),
            Ty::Bool => Arg::Bool(rng.chance(50)),
            Ty::Tuple(_) => Arg::Pair(rng.uniform(-POINT, POINT), rng.uniform(-POINT, POINT)),
            _ => Arg::Float(rng.uniform(-POINT, POINT)),
        };
        program.params.iter().map(arg).collect()
    };
    (0..4).map(|_| point()).collect()
}

/// What the floats of a special point are drawn from, beside numbers as they come.
const SPECIAL: [f64; 9] =
    [0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, f64::from_bits(1), -1e-310, 1e300, -1e300];

/// Arguments at which values leave the numbers. The program may panic there, where an
/// integer that was a float overflows.
#[must_use]
pub fn special_points(program: &Program) -> Vec<Vec<Arg>> {
    let mut rng = Rng::new(!program.seed ^ 0x05be_c1a1);
    let special = |rng: &mut Rng, x: f64| if rng.chance(60) { rng.pick(&SPECIAL) } else { x };
    let mut point = |mut point: Vec<Arg>| {
        for arg in &mut point {
            match arg {
                Arg::Float(x) => *x = special(&mut rng, *x),
                Arg::Pair(x, y) => (*x, *y) = (special(&mut rng, *x), special(&mut rng, *y)),
                Arg::Int(_) | Arg::Bool(_) => {}
            }
        }
        point
    };
    points(program).into_iter().map(&mut point).collect()
}

impl Draft {
    fn new(language: Language, rng: Rng) -> Self {
        let frame = Frame::empty();
        Self {
            rng,
            frame,
            helpers: Vec::new(),
            functionals: Vec::new(),
            givers: Vec::new(),
            writers: Vec::new(),
            counter: 0,
            single: false,
            mixed: None,
            language,
        }
    }
}

#[cfg(test)]
mod tests;
