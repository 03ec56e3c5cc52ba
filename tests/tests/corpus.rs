//! Every function of `corpus/`, crossed with every mode: `README.md` tells how.

#![allow(missing_docs, reason = "the generated modules and the companions in them")]

#[allow(unreachable_pub, dead_code, reason = "a corpus file is written as the file of a library")]
#[allow(clippy::all, clippy::pedantic, reason = "and as numerical programmers write")]
mod corpus {
    include!(concat!(env!("OUT_DIR"), "/corpus.rs"));
}
