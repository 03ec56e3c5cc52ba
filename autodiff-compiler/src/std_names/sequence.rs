//! Methods of arrays, slices and vectors.

use super::Fact::{Pure, Reads, SameElements, TellsMemory};
use super::{Given, Is, Of, Position, Row};
use crate::lower::iter::{begin, collect};
use crate::lower::memory::{leaving, resize, shift, slice_method, sort};

const fn slice(name: &'static str, args: usize, is: Is) -> Row {
    Row::new(name, Of::Slice, args, is)
}

const fn vector(name: &'static str, args: usize, is: Is) -> Row {
    Row::new(name, Of::Vector, args, is)
}

const fn element(name: &'static str, args: usize, position: Position, given: Given) -> Row {
    slice(name, args, Is::Element(position, given))
}

const LENGTHS_DIFFER: &str = "destination and source slices have different lengths";

pub(super) const ROWS: &[Row] = &[
    // What begins an iterator.
    slice("iter", 0, Is::Start(begin::iter)).facts(&[TellsMemory, Reads, SameElements]),
    slice("iter_mut", 0, Is::Start(begin::iter_mut)).facts(&[TellsMemory]),
    vector("drain", 1, Is::Start(begin::drain)).facts(&[TellsMemory]),
    slice("into_iter", 0, Is::Start(begin::into_iter)).facts(&[TellsMemory, Reads]),
    slice("windows", 1, Is::Start(begin::windows)).asserts("window size must be non-zero").facts(&[
        TellsMemory,
        Reads,
        SameElements,
    ]),
    slice("chunks", 1, Is::Start(begin::chunks)).asserts("chunk size must be non-zero").facts(&[
        TellsMemory,
        Reads,
        SameElements,
    ]),
    slice("chunks_mut", 1, Is::Start(begin::chunks_mut)).asserts("chunk size must be non-zero").facts(&[TellsMemory]),
    slice("chunks_exact", 1, Is::Start(begin::chunks_exact))
        .asserts("chunk size must be non-zero")
        .facts(&[TellsMemory, Reads]),
    slice("chunks_exact_mut", 1, Is::Start(begin::chunks_exact_mut))
        .asserts("chunk size must be non-zero")
        .facts(&[TellsMemory]),
    // Elements that may not be there.
    element("first", 0, Position::First, Given::Reference).facts(&[TellsMemory, Reads, Pure]),
    element("last", 0, Position::Last, Given::Reference).facts(&[TellsMemory, Reads, Pure]),
    element("get", 1, Position::Argument, Given::Reference).facts(&[TellsMemory, Reads, Pure]),
    element("split_first", 0, Position::First, Given::WithRest).facts(&[TellsMemory, Reads, Pure]),
    element("split_last", 0, Position::Last, Given::WithRest).facts(&[TellsMemory, Reads, Pure]),
    element("front", 0, Position::First, Given::Reference).facts(&[TellsMemory, Reads, Pure]),
    element("back", 0, Position::Last, Given::Reference).facts(&[TellsMemory, Reads, Pure]),
    element("front_mut", 0, Position::First, Given::Mutable).facts(&[TellsMemory]),
    element("back_mut", 0, Position::Last, Given::Mutable).facts(&[TellsMemory]),
    element("first_mut", 0, Position::First, Given::Mutable).facts(&[TellsMemory]),
    element("last_mut", 0, Position::Last, Given::Mutable).facts(&[TellsMemory]),
    element("get_mut", 1, Position::Argument, Given::Mutable).facts(&[TellsMemory]),
    vector("pop", 0, Is::Element(Position::Last, Given::Owned)).facts(&[TellsMemory]),
    // What gives memory again.
    slice("to_vec", 0, Is::Memory(slice_method::to_vec)).facts(&[TellsMemory, SameElements]),
    slice("clone", 0, Is::Memory(slice_method::clone)),
    slice("to_owned", 0, Is::Memory(slice_method::clone)),
    slice("as_slice", 0, Is::Memory(slice_method::as_slice)),
    slice("as_ref", 0, Is::Memory(slice_method::as_slice)),
    slice("as_mut_slice", 0, Is::Memory(slice_method::as_mut_slice)),
    slice("as_mut", 0, Is::Memory(slice_method::as_mut_slice)),
    Row::new("map", Of::Array, 1, Is::Memory(collect::map)),
    // Lengths and parts.
    slice("len", 0, Is::Method(slice_method::len)).facts(&[TellsMemory, Pure]),
    slice("is_empty", 0, Is::Method(slice_method::is_empty)).facts(&[TellsMemory, Pure]),
    slice("split_at", 1, Is::Method(slice_method::split_at)).asserts("mid > len").facts(&[TellsMemory]),
    slice("split_at_mut", 1, Is::Method(slice_method::split_at_mut)).asserts("mid > len").facts(&[TellsMemory]),
    // What writes to elements, or moves them.
    slice("fill", 1, Is::Method(slice_method::fill)).facts(&[TellsMemory]),
    slice("copy_from_slice", 1, Is::Method(slice_method::copy_from_slice)).facts(&[TellsMemory]),
    slice("clone_from_slice", 1, Is::Method(slice_method::copy_from_slice)),
    slice("swap", 2, Is::Method(slice_method::swap)).facts(&[TellsMemory]),
    slice("reverse", 0, Is::Method(slice_method::reverse)),
    slice("copy_within", 2, Is::Method(shift::copy_within)).asserts("dest is out of bounds").facts(&[TellsMemory]),
    slice("rotate_left", 1, Is::Method(shift::rotate_left))
        .asserts("assertion failed: mid <= self.len()")
        .facts(&[TellsMemory]),
    slice("rotate_right", 1, Is::Method(shift::rotate_right))
        .asserts("assertion failed: k <= self.len()")
        .facts(&[TellsMemory]),
    slice("swap_with_slice", 1, Is::Method(shift::swap_with_slice)).asserts(LENGTHS_DIFFER),
    // Order.
    slice("sort", 0, Is::Method(sort::sort)),
    slice("sort_unstable", 0, Is::Method(sort::sort)),
    slice("sort_by", 1, Is::Method(sort::sort)).facts(&[TellsMemory]),
    slice("sort_unstable_by", 1, Is::Method(sort::sort)).facts(&[TellsMemory]),
    slice("sort_by_key", 1, Is::Method(sort::sort)),
    slice("sort_unstable_by_key", 1, Is::Method(sort::sort)),
    slice("sort_by_cached_key", 1, Is::Method(sort::sort)),
    slice("partition_point", 1, Is::Method(sort::number)).facts(&[TellsMemory, Reads, Pure]),
    slice("binary_search", 1, Is::Method(sort::answer)).facts(&[Reads, Pure]),
    slice("binary_search_by", 1, Is::Method(sort::answer)).facts(&[TellsMemory, Reads, Pure]),
    slice("binary_search_by_key", 2, Is::Method(sort::answer)).facts(&[Reads, Pure]),
    slice("contains", 1, Is::Method(sort::truth)).facts(&[Reads, Pure]),
    slice("is_sorted", 0, Is::Method(sort::truth)).facts(&[Reads, Pure]),
    slice("starts_with", 1, Is::Method(sort::truth)).facts(&[Reads, Pure]),
    slice("ends_with", 1, Is::Method(sort::truth)).facts(&[Reads, Pure]),
    // What changes lengths.
    vector("push", 1, Is::Method(resize::push)).facts(&[TellsMemory]),
    vector("clear", 0, Is::Method(resize::clear)).facts(&[TellsMemory]),
    vector("retain", 1, Is::Method(resize::retain)).facts(&[TellsMemory]),
    vector("dedup", 0, Is::Method(leaving::dedup)).facts(&[TellsMemory]),
    vector("dedup_by", 1, Is::Method(leaving::dedup_by)).facts(&[TellsMemory]),
    vector("split_off", 1, Is::Method(leaving::split_off))
        .asserts("`at` split index (is {index}) should be <= len (is {len})")
        .facts(&[TellsMemory]),
    vector("truncate", 1, Is::Method(resize::truncate)).facts(&[TellsMemory]),
    vector("resize", 2, Is::Method(resize::resize)).facts(&[TellsMemory]),
    vector("extend", 1, Is::Method(collect::extend)),
    vector("extend_from_slice", 1, Is::Method(collect::extend)).facts(&[TellsMemory]),
    vector("append", 1, Is::Method(collect::append_all)),
    vector("insert", 2, Is::Method(resize::insert))
        .asserts("insertion index (is {index}) should be <= len (is {len})")
        .facts(&[TellsMemory]),
    vector("remove", 1, Is::Method(resize::remove))
        .asserts("removal index (is {index}) should be < len (is {len})")
        .facts(&[TellsMemory]),
    vector("swap_remove", 1, Is::Method(resize::swap_remove))
        .asserts("swap_remove index (is {index}) should be < len (is {len})")
        .facts(&[TellsMemory]),
    // What stays as it is, of constants.
    slice("capacity", 0, Is::PassedThrough).facts(&[Reads, Pure]),
    slice("concat", 0, Is::Memory(collect::concat)).facts(&[Reads, Pure, TellsMemory]),
    slice("join", 1, Is::PassedThrough).facts(&[Reads, Pure]),
    slice("repeat", 1, Is::PassedThrough).facts(&[Reads, Pure]),
    slice("is_sorted_by", 1, Is::PassedThrough).facts(&[Reads, Pure]),
    slice("is_sorted_by_key", 1, Is::PassedThrough).facts(&[Reads, Pure]),
    slice("rchunks", 1, Is::PassedThrough).facts(&[Reads]),
    slice("split", 1, Is::PassedThrough).facts(&[Reads]),
];
