//! Long lines run straight down where they can.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::columns::distance;
use super::level::{Item, Level, Link};

/// Moves the bends of each long line below one another, for as many ranks at a
/// time as their neighbours leave room for.
pub(super) fn straighten(level: &mut Level) {
    let mut chains: BTreeMap<(usize, usize), &Link> = BTreeMap::new();
    for link in level.links.iter().filter(|link| link.path.len() > 2) {
        let longest = chains.entry((link.from, link.value)).or_insert(link);
        if link.path.len() > longest.path.len() {
            *longest = link;
        }
    }
    let chains: Vec<(Vec<usize>, [f64; 2])> =
        chains.into_values().map(|link| (link.path[1..link.path.len() - 1].to_vec(), ends(level, link))).collect();
    for (bends, ends) in chains {
        let mut start = 0;
        while start < bends.len() {
            let (count, room) = straight_part(level, &bends[start..]);
            place(level, &bends[start..start + count], room, ends);
            start += count;
        }
    }
}

/// Where a line leaves and where it arrives.
fn ends(level: &Level, link: &Link) -> [f64; 2] {
    let last = (link.path[link.path.len() - 2], link.to, link.value);
    let piece = level.pieces.iter().find(|piece| (piece.upper, piece.lower, piece.value) == last);
    let arrival = piece.map_or(link.to_dx, |piece| piece.lower_dx);
    [level.cells[link.from].x + link.from_dx, level.cells[link.to].x + arrival]
}

/// How many of these bends, at least one, can stand below one another, and
/// between which bounds.
fn straight_part(level: &Level, bends: &[usize]) -> (usize, (f64, f64)) {
    let mut room = room(level, bends[0]);
    for (count, &bend) in bends.iter().enumerate().skip(1) {
        let here = self::room(level, bend);
        let both = (room.0.max(here.0), room.1.min(here.1));
        if both.0 > both.1 {
            return (count, room);
        }
        room = both;
    }
    (bends.len(), room)
}

/// The bounds that the neighbours in its rank set to a bend.
fn room(level: &Level, bend: usize) -> (f64, f64) {
    let here = &level.cells[bend];
    let rank = &level.ranks[here.rank];
    let place = rank.iter().position(|&cell| cell == bend).unwrap_or(0);
    let bound = |other: Option<&usize>, side: f64, none: f64| {
        other.map_or(none, |&other| level.cells[other].x + side * distance(&level.cells[other], here))
    };
    let left = bound(place.checked_sub(1).and_then(|left| rank.get(left)), 1.0, f64::NEG_INFINITY);
    let right = bound(rank.get(place + 1), -1.0, f64::INFINITY);
    // Rounding may have brought the two past each other by a hair.
    (left, right.max(left))
}

/// Below the end that is nearer, so that the line has one curve, not two.
fn place(level: &mut Level, bends: &[usize], room: (f64, f64), ends: [f64; 2]) {
    debug_assert!(bends.iter().all(|&bend| matches!(level.cells[bend].item, Item::Bend(_))));
    let count = u32::try_from(bends.len()).map_or(1.0, f64::from);
    let mean = bends.iter().map(|&bend| level.cells[bend].x).sum::<f64>() / count;
    let nearer = if (ends[0] - mean).abs() < (ends[1] - mean).abs() { ends[0] } else { ends[1] };
    let x = nearer.clamp(room.0, room.1);
    for &bend in bends {
        level.cells[bend].x = x;
    }
}
