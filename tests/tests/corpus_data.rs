//! The corpus of data: small functions over structs, enums, methods, traits, operators and
//! generic types, one idea each, held in every mode against differences by `check!`.
#![allow(
    clippy::all,
    clippy::pedantic,
    dead_code,
    non_snake_case,
    unreachable_pub,
    reason = "written as people write it"
)]

#[path = "corpus_data/begun.rs"]
mod begun;
#[path = "corpus_data/bits.rs"]
mod bits;
#[path = "corpus_data/bodies.rs"]
mod bodies;
#[path = "corpus_data/converted.rs"]
mod converted;
#[path = "corpus_data/enums.rs"]
mod enums;
#[path = "corpus_data/every_operator.rs"]
mod every_operator;
#[path = "corpus_data/generic_parts.rs"]
mod generic_parts;
#[path = "corpus_data/generics.rs"]
mod generics;
#[path = "corpus_data/made.rs"]
mod made;
#[path = "corpus_data/methods.rs"]
mod methods;
#[path = "corpus_data/names.rs"]
mod names;
#[path = "corpus_data/names_of_std.rs"]
mod names_of_std;
#[path = "corpus_data/operators.rs"]
mod operators;
#[path = "corpus_data/options.rs"]
mod options;
#[path = "corpus_data/own.rs"]
mod own;
#[path = "corpus_data/own_lengths.rs"]
mod own_lengths;
#[path = "corpus_data/passed.rs"]
mod passed;
#[path = "corpus_data/programs.rs"]
mod programs;
#[path = "corpus_data/scalars.rs"]
mod scalars;
#[path = "corpus_data/structs.rs"]
mod structs;
#[path = "corpus_data/traits.rs"]
mod traits;
#[path = "corpus_data/untold.rs"]
mod untold;
