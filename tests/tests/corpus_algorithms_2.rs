//! The second half of the functions of `corpus/algorithms/`, crossed with every mode:
//! `README.md` tells how.

#![allow(missing_docs, reason = "the generated modules and the companions in them")]

#[allow(unused, unreachable_pub, reason = "a corpus file is written as the file of a library")]
#[allow(clippy::all, clippy::pedantic, reason = "and as numerical programmers write")]
mod algorithms {
    include!(concat!(env!("OUT_DIR"), "/algorithms_2.rs"));
}
