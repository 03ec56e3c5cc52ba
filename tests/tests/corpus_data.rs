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

#[path = "corpus_data/added.rs"]
mod added;
#[path = "corpus_data/arms.rs"]
mod arms;
#[path = "corpus_data/begun.rs"]
mod begun;
#[path = "corpus_data/bits.rs"]
mod bits;
#[path = "corpus_data/bodies.rs"]
mod bodies;
#[path = "corpus_data/borrowed.rs"]
mod borrowed;
#[path = "corpus_data/borrowing.rs"]
mod borrowing;
#[path = "corpus_data/converted.rs"]
mod converted;
#[path = "corpus_data/elements.rs"]
mod elements;
#[path = "corpus_data/emptied.rs"]
mod emptied;
#[path = "corpus_data/enums.rs"]
mod enums;
#[path = "corpus_data/every_operator.rs"]
mod every_operator;
#[path = "corpus_data/generic_parts.rs"]
mod generic_parts;
#[path = "corpus_data/generics.rs"]
mod generics;
#[path = "corpus_data/histories.rs"]
mod histories;
#[path = "corpus_data/in_place.rs"]
mod in_place;
#[path = "corpus_data/iterators.rs"]
mod iterators;
#[path = "corpus_data/leaving.rs"]
mod leaving;
#[path = "corpus_data/lists.rs"]
mod lists;
#[path = "corpus_data/made.rs"]
mod made;
#[path = "corpus_data/memory.rs"]
mod memory;
#[path = "corpus_data/methods.rs"]
mod methods;
#[path = "corpus_data/names.rs"]
mod names;
#[path = "corpus_data/names_of_std.rs"]
mod names_of_std;
#[path = "corpus_data/not_yet.rs"]
mod not_yet;
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
#[path = "corpus_data/products.rs"]
mod products;
#[path = "corpus_data/programs.rs"]
mod programs;
#[path = "corpus_data/results.rs"]
mod results;
#[path = "corpus_data/run_through.rs"]
mod run_through;
#[path = "corpus_data/scalars.rs"]
mod scalars;
#[path = "corpus_data/stored.rs"]
mod stored;
#[path = "corpus_data/structs.rs"]
mod structs;
#[path = "corpus_data/sums.rs"]
mod sums;
#[path = "corpus_data/taken.rs"]
mod taken;
#[path = "corpus_data/taken_apart.rs"]
mod taken_apart;
#[path = "corpus_data/totals.rs"]
mod totals;
#[path = "corpus_data/traits.rs"]
mod traits;
#[path = "corpus_data/untold.rs"]
mod untold;
#[path = "corpus_data/variables.rs"]
mod variables;
#[path = "corpus_data/walks.rs"]
mod walks;
