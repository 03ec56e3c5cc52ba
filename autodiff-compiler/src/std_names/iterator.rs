//! Methods of iterators.

use super::{Fact, Is, Of, Row};
use crate::lower::iter::{adaptors, apart, collect, ends, gathered, search, stored};

const fn iterator(name: &'static str, args: usize, is: Is) -> Row {
    Row::new(name, Of::Iterator, args, is)
}

const SAME_ELEMENTS: &[Fact] = &[Fact::SameElements];

pub(super) const ROWS: &[Row] = &[
    // An iterator is one already.
    iterator("into_iter", 0, Is::Adaptor(adaptors::same)),
    iterator("iter", 0, Is::Adaptor(adaptors::same)),
    iterator("clone", 0, Is::Adaptor(adaptors::clone)),
    iterator("by_ref", 0, Is::Adaptor(stored::by_ref)),
    iterator("chain", 1, Is::Adaptor(adaptors::chain)),
    iterator("cycle", 0, Is::Adaptor(adaptors::cycle)).facts(SAME_ELEMENTS),
    iterator("cloned", 0, Is::Adaptor(adaptors::copied)).facts(SAME_ELEMENTS),
    iterator("copied", 0, Is::Adaptor(adaptors::copied)).facts(SAME_ELEMENTS),
    iterator("enumerate", 0, Is::Adaptor(adaptors::enumerate)).facts(SAME_ELEMENTS),
    iterator("filter", 1, Is::Adaptor(adaptors::filter)),
    iterator("filter_map", 1, Is::Adaptor(adaptors::filter_map)),
    iterator("flat_map", 1, Is::Adaptor(adaptors::flat_map)),
    iterator("flatten", 0, Is::Adaptor(adaptors::flatten)),
    iterator("inspect", 1, Is::Adaptor(adaptors::inspect)),
    iterator("map", 1, Is::Adaptor(adaptors::map)),
    iterator("map_while", 1, Is::Adaptor(adaptors::map_while)),
    iterator("peekable", 0, Is::Adaptor(adaptors::same)),
    iterator("rev", 0, Is::Adaptor(adaptors::rev)).facts(SAME_ELEMENTS),
    iterator("scan", 2, Is::Adaptor(adaptors::scan)),
    iterator("skip", 1, Is::Adaptor(adaptors::skip)).facts(SAME_ELEMENTS),
    iterator("skip_while", 1, Is::Adaptor(adaptors::skip_while)),
    iterator("step_by", 1, Is::Adaptor(adaptors::step_by)).asserts("assertion failed: step != 0"),
    iterator("take", 1, Is::Adaptor(adaptors::take)).facts(SAME_ELEMENTS),
    iterator("take_while", 1, Is::Adaptor(adaptors::take_while)),
    iterator("zip", 1, Is::Adaptor(adaptors::zip)).facts(SAME_ELEMENTS),
    // What ends one with a value.
    iterator("all", 1, Is::End(ends::all)),
    iterator("any", 1, Is::End(ends::any_of)),
    iterator("collect", 0, Is::End(collect::collect)),
    iterator("count", 0, Is::End(ends::count)),
    iterator("fold", 2, Is::End(ends::fold)),
    iterator("for_each", 1, Is::End(ends::for_each)),
    iterator("partition", 1, Is::End(apart::partition)),
    iterator("unzip", 0, Is::End(apart::unzip)),
    iterator("product", 0, Is::End(ends::product)),
    iterator("sum", 0, Is::End(ends::sum)),
    // What ends one with an `Option`.
    iterator("find", 1, Is::Search(search::first_that_fits)),
    iterator("find_map", 1, Is::Search(search::find_map)),
    iterator("last", 0, Is::Search(search::preferred)),
    iterator("max", 0, Is::Search(search::extreme)),
    iterator("max_by", 1, Is::Search(search::preferred)),
    iterator("max_by_key", 1, Is::Search(search::preferred)),
    iterator("min", 0, Is::Search(search::extreme)),
    iterator("min_by", 1, Is::Search(search::preferred)),
    iterator("min_by_key", 1, Is::Search(search::preferred)),
    iterator("next", 0, Is::Search(search::first_that_fits)),
    iterator("next_back", 0, Is::Search(search::first_from_the_back)),
    iterator("nth", 1, Is::Search(search::nth)),
    iterator("peek", 0, Is::Search(search::first_that_fits)),
    iterator("try_fold", 2, Is::Search(gathered::try_fold)),
    iterator("try_for_each", 1, Is::Search(gathered::try_for_each)),
    iterator("position", 1, Is::Search(search::position)),
    iterator("rposition", 1, Is::Search(search::position_from_the_back)),
    iterator("reduce", 1, Is::Search(search::reduce)),
];
