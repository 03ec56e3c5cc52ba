//! The corpus of data, second part: small functions over what holds data and what is taken out of it,
//! lists, elements, options, loops over them, held in every mode against differences by `check!`.
//! It is a crate of its own because one of both takes more memory to compile than a desk has to spare.
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
#[path = "corpus_data/borrowed.rs"]
mod borrowed;
#[path = "corpus_data/borrowing.rs"]
mod borrowing;
#[path = "corpus_data/elements.rs"]
mod elements;
#[path = "corpus_data/emptied.rs"]
mod emptied;
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
#[path = "corpus_data/memory.rs"]
mod memory;
#[path = "corpus_data/not_yet.rs"]
mod not_yet;
#[path = "corpus_data/products.rs"]
mod products;
#[path = "corpus_data/results.rs"]
mod results;
#[path = "corpus_data/run_through.rs"]
mod run_through;
#[path = "corpus_data/stored.rs"]
mod stored;
#[path = "corpus_data/sums.rs"]
mod sums;
#[path = "corpus_data/taken.rs"]
mod taken;
#[path = "corpus_data/taken_apart.rs"]
mod taken_apart;
#[path = "corpus_data/totals.rs"]
mod totals;
#[path = "corpus_data/variables.rs"]
mod variables;
#[path = "corpus_data/walks.rs"]
mod walks;
