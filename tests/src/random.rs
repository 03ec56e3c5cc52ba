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

// All productions of a table have one signature, whether or not they can fail
// to apply, and they write their text piece by piece.
#![allow(clippy::unnecessary_wraps, clippy::format_push_string)]

// The paths are written out because other crates include this file by path.
#[path = "random/assignment.rs"]
mod assignment;
#[path = "random/branch.rs"]
mod branch;
#[path = "random/call.rs"]
mod call;
#[path = "random/chains.rs"]
mod chains;
#[path = "random/choice.rs"]
mod choice;
#[path = "random/closure.rs"]
mod closure;
#[path = "random/discrete.rs"]
mod discrete;
#[path = "random/float.rs"]
mod float;
#[path = "random/function.rs"]
mod function;
#[path = "random/loops.rs"]
mod loops;
#[path = "random/memory.rs"]
mod memory;
#[path = "random/moves.rs"]
mod moves;
#[path = "random/options.rs"]
mod options;
#[path = "random/pattern.rs"]
mod pattern;
#[path = "random/positions.rs"]
mod positions;
#[path = "random/rng.rs"]
mod rng;
#[path = "random/scope.rs"]
mod scope;
#[path = "random/statement.rs"]
mod statement;
#[path = "random/text.rs"]
mod text;

use rng::Rng;
use scope::{Draft, Frame};

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
    /// An enum of the program, which is a constant of helpers.
    Choice,
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
            Self::Indices { len, .. } => format!("[usize; {len}]"),
        }
    }
}

/// A parameter of the main function: `f64`, `i32`, `bool`, `(f64, f64)` or
/// `&f64`.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
}

/// What the programs are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Scalars and tuples, branches and calls.
    Scalars,
    /// Loops, arrays, vectors and closures as well.
    Whole,
}

/// A random program.
#[derive(Clone, Debug)]
pub struct Program {
    /// The seed that makes it again.
    pub seed: u64,
    /// The name of its main function: `p` and the seed.
    pub name: String,
    /// The items: the helper functions, which start with the same name, and
    /// the main function, each under `#[grad(hvp)]`.
    pub source: String,
    /// The parameters of the main function. The first is an `f64`.
    pub params: Vec<Param>,
    /// The result of the main function: `f64` or `(f64, f64)`.
    pub result: Ty,
    /// A float passes through `f32` on its way, so finite differences see
    /// steps as large as the rounding of `f32`.
    pub single: bool,
}

/// An argument for a parameter of the main function.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// For `f64` and for `&f64`.
    Float(f64),
    /// For `i32`.
    Int(i32),
    /// For `bool`.
    Bool(bool),
    /// For `(f64, f64)`.
    Pair(f64, f64),
}

/// The program of a seed.
#[must_use]
pub fn program(language: Language, seed: u64) -> Program {
    let mut d = Draft::new(language, seed);
    let name = format!("p{seed}");
    let mut source = String::new();
    for i in 0..d.rng.pick(&[0, 1, 1, 2, 2, 3]) {
        let head = function::helper_head(&mut d);
        let budget = 1 + d.rng.below(8);
        let (text, callee) = function::function(&mut d, &format!("{name}_h{i}"), head, budget);
        source += &text;
        d.helpers.push(callee);
    }
    let head = function::head(&mut d, POINT);
    let (params, result) = (head.params.clone(), head.result.clone());
    let budget = 10 + d.rng.below(35);
    source += &function::function(&mut d, &name, head, budget).0;
    let source = choice::with_items(&text::indent(&source), seed);
    Program { seed, name, source, params, result, single: d.single }
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

impl Draft {
    fn new(language: Language, seed: u64) -> Self {
        let frame = Frame::empty();
        Self { rng: Rng::new(seed), frame, helpers: Vec::new(), counter: 0, single: false, language }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_the_same_program_again() {
        for seed in 0..50 {
            let [once, again] = [0, 1].map(|_| program(Language::Whole, seed));
            assert_eq!(once.source, again.source);
            assert_eq!(points(&once), points(&again));
        }
        let [one, other] = [1, 2].map(|seed| program(Language::Whole, seed).source);
        assert_ne!(one.replace("p1", ""), other.replace("p2", ""));
    }

    /// Of scalars.
    const ON_SCALARS: &[&str] = &[
        "let (",
        "let mut ",
        "; if ",
        "let late",
        "} else if ",
        "} else {",
        "if let ",
        "match ",
        "return ",
        " else { return",
        " @ ",
        " | ",
        "..=",
        " as f64",
        " as i32",
        " as f32",
        "+= ",
        "-= ",
        "*= ",
        "/= ",
        "%= ",
        "&= ",
        "|= ",
        "^= ",
        "<<= ",
        ">>= ",
        ".0 = ",
        ".1 += ",
        "(*r)",
        "r.",
        "f64::",
        "<f64>::",
        "const K",
        "fn inner",
        "let again",
        "assert!(",
        "let _ = ",
        " && ",
        " || ",
        "(mut ",
        ".powf(",
        ".atan2(",
        ".mul_add(",
        ".sin_cos()",
        ".rem_euclid(",
        "std::f64::consts::",
        "&f64",
        "_h0(",
    ];

    /// Of loops and memory.
    const ON_MEMORY: &[&str] = &[
        "for i_",
        "..=",
        ").rev()",
        ".step_by(",
        "while ",
        "loop {",
        "break;",
        "break 'l_",
        "continue;",
        "continue 'l_",
        "'l_1: ",
        "= [",
        "vec![",
        ".push(",
        ".swap(",
        "] = ",
        "] += ",
        "] *= ",
        " - 1] ",
        ".clone()",
        ".iter().sum::<f64>()",
        ".zip(",
        ".fold(",
        ".iter_mut()",
        "= |t: f64",
        ".windows(2)",
        ".chunks(",
        ".filter(",
        ".take_while(",
        ".enumerate()",
        ".skip(",
        ".take(",
        ".chain(",
        ".count()",
        ".any(",
        ".for_each(",
        ": &[f64]",
        "-> Vec<f64>",
        ".unwrap_or(",
        "if let Some(",
        "None => ",
        ".position(",
        "while let Some(",
        ".pop()",
        ".truncate(",
        ".rotate_left(",
        ".rotate_right(",
        ".sort_by(",
        ".copy_within(",
        ".remove(",
        ".insert(",
        "mem::replace(",
        "break made",
        "(1..).zip(",
        ".skip_while(",
        ".flatten()",
        ".flat_map(",
        ".max_by(",
        "|mut s, v|",
        ".filter_map(",
        ".rev().map(|",
        "more.clear();",
        "_TABLE[",
        "_TABLE, ",
        "_FACTOR",
        "Choice::A",
        "Choice::Other",
        "#[constant]",
    ];

    #[test]
    fn every_construct_is_written() {
        let all: String = (0..300).map(|seed| program(Language::Whole, seed).source).collect();
        let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
        for construct in ON_SCALARS.iter().chain(ON_MEMORY) {
            assert!(all.contains(construct), "{construct:?} is never written");
        }
    }

    #[test]
    fn a_typical_program_has_some_dozens_of_statements() {
        let counts = (0..200).map(|seed| program(Language::Whole, seed).source.matches(';').count());
        let typical = counts.filter(|count| (10..=90).contains(count)).count();
        assert!(typical > 170, "{typical} of 200");
    }
}
