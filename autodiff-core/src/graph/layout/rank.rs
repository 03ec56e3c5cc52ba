//! Which rank each cell stands on, and the way of each link through the ranks.

use alloc::collections::{BTreeMap, BTreeSet};

use super::Size;
use super::level::{Cell, Item, Level, Piece};

/// Gives each cell the first rank after all that it reads, then cuts the links
/// into pieces from rank to rank.
///
/// A link against the evaluation order, which no function has, gets no path.
pub(super) fn assign(level: &mut Level) {
    longest_paths(level);
    sink_sources(level);
    gather_exits(level);
    cut_links(level);
}

fn longest_paths(level: &mut Level) {
    let has_entries = level.cells.iter().any(|cell| matches!(cell.item, Item::Entry(_)));
    for cell in &mut level.cells {
        cell.rank = usize::from(has_entries && !matches!(cell.item, Item::Entry(_)));
    }
    // Links are sorted by the cell that they come from, and cells stand in
    // evaluation order, so a rank is final before it is read.
    for index in 0..level.links.len() {
        let (from, to) = (level.links[index].from, level.links[index].to);
        if from < to {
            level.cells[to].rank = level.cells[to].rank.max(level.cells[from].rank + 1);
        }
    }
}

/// What reads nothing, say a constant, goes down to where it is read first.
fn sink_sources(level: &mut Level) {
    let targets: BTreeSet<_> = level.links.iter().map(|link| link.to).collect();
    for index in 0..level.cells.len() {
        let cell = level.cells[index];
        if cell.pinned || matches!(cell.item, Item::Entry(_)) || targets.contains(&index) {
            continue;
        }
        let readers = level.links.iter().filter(|link| link.from == index && link.to > index);
        if let Some(first) = readers.map(|link| level.cells[link.to].rank).min() {
            level.cells[index].rank = first - 1;
        }
    }
}

/// All exits share the last rank, the lower border of the region.
fn gather_exits(level: &mut Level) {
    let is_exit = |cell: &Cell| matches!(cell.item, Item::Exit(_));
    let last = level.cells.iter().filter(|cell| !is_exit(cell)).map(|cell| cell.rank + 1).max();
    for cell in level.cells.iter_mut().filter(|cell| is_exit(cell)) {
        cell.rank = last.unwrap_or(0);
    }
}

fn cut_links(level: &mut Level) {
    let mut bends = BTreeMap::new();
    let mut pieces = BTreeMap::new();
    for link in &mut level.links {
        link.path.clear();
        if link.from > link.to {
            continue;
        }
        link.path.push(link.from);
        for rank in level.cells[link.from].rank + 1..level.cells[link.to].rank {
            let bend = *bends.entry((link.from, link.value, rank)).or_insert_with(|| {
                let item = Item::Bend(link.value);
                level.cells.push(Cell { item, pinned: false, size: Size::default(), rank, x: 0.0, y: 0.0 });
                level.cells.len() - 1
            });
            link.path.push(bend);
        }
        link.path.push(link.to);
        for ends in link.path.windows(2) {
            let (upper, lower, value) = (ends[0], ends[1], link.value);
            let upper_dx = if upper == link.from { link.from_dx } else { 0.0 };
            let lower_dx = if lower == link.to { link.to_dx } else { 0.0 };
            pieces.insert((upper, lower, value), Piece { upper, lower, value, upper_dx, lower_dx });
        }
    }
    level.pieces = pieces.into_values().collect();
}
