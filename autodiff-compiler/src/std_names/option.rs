//! Methods of `Option`s.

use super::{Is, Of, Row};
use crate::lower::option::{combined, failure, take_apart};

const fn option(name: &'static str, args: usize, is: Is) -> Row {
    Row::new(name, Of::Option, args, is)
}

pub(super) const ROWS: &[Row] = &[
    option("cloned", 0, Is::Owned),
    option("copied", 0, Is::Owned),
    option("map", 1, Is::Mapped),
    option("expect", 1, Is::Unwrap(take_apart::unwrap)),
    option("unwrap", 0, Is::Unwrap(take_apart::unwrap)),
    option("unwrap_or", 1, Is::OptionEnd(take_apart::unwrap_or)),
    option("unwrap_or_else", 1, Is::OptionEnd(take_apart::unwrap_or_else)),
    option("unwrap_or_default", 0, Is::OptionEnd(take_apart::unwrap_or_default)),
    option("map_or", 2, Is::OptionEnd(take_apart::map_or)),
    option("map_or_else", 2, Is::OptionEnd(take_apart::map_or_else)),
    option("is_some", 0, Is::OptionEnd(take_apart::is_some)),
    option("is_none", 0, Is::OptionEnd(take_apart::is_none)),
    option("is_some_and", 1, Is::OptionEnd(take_apart::is_some_and)),
    option("is_none_or", 1, Is::OptionEnd(take_apart::is_none_or)),
    option("is_ok", 0, Is::OptionEnd(take_apart::is_some)),
    option("is_err", 0, Is::OptionEnd(take_apart::is_none)),
    option("as_ref", 0, Is::Made(combined::as_ref)),
    option("as_deref", 0, Is::Made(combined::as_ref)),
    option("filter", 1, Is::Made(combined::filter)),
    option("zip", 1, Is::Made(combined::zip)),
    option("and_then", 1, Is::Made(combined::and_then)),
    option("or", 1, Is::Made(combined::or)),
    option("or_else", 1, Is::Made(combined::or_else)),
    option("xor", 1, Is::Made(combined::xor)),
    option("then", 1, Is::Made(combined::then)),
    option("then_some", 1, Is::Made(combined::then_some)),
    option("ok_or", 1, Is::Made(failure::ok_or)),
    option("ok_or_else", 1, Is::Made(failure::ok_or_else)),
    option("ok", 0, Is::Made(failure::ok)),
    option("map_err", 1, Is::Made(failure::map_err)),
];
