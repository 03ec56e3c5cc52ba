//! Where each rank lies along the flow, with room for bends between, and the
//! border of a region.

use alloc::vec::Vec;

use super::Size;
use super::level::{Item, Level};

/// Room between ranks, between a border and the first or last rank if lines
/// cross it, and if none does, in pixels.
const BETWEEN_RANKS: f64 = 34.0;
const AT_BORDER: f64 = 18.0;
const PADDING: f64 = 16.0;

/// Sets the `y` of each cell and the size of the level, whose left and upper
/// edges go to zero. A region has a border, and room for its label.
pub(super) fn rows(level: &mut Level, label: Option<Size>) {
    let padding = if label.is_some() { PADDING } else { 0.0 };
    let head = label.map_or(0.0, |label| label.height);
    let left = level.cells.iter().map(|cell| cell.x - cell.size.width / 2.0).fold(f64::INFINITY, f64::min);
    let right = level.cells.iter().map(|cell| cell.x + cell.size.width / 2.0).fold(f64::NEG_INFINITY, f64::max);
    let spare = (label.map_or(0.0, |label| label.width) - (right - left)).max(0.0) / 2.0;
    for cell in &mut level.cells {
        cell.x += padding + spare - left;
    }
    level.size.width = if left > right { 0.0 } else { right - left + 2.0 * (padding + spare) };
    level.bands.clear();
    let mut bottom = 0.0;
    for rank in 0..level.ranks.len() {
        let top = match (rank, port_rank(level, rank)) {
            (0, true) => 0.0,
            (0, false) => head,
            (1, false) if port_rank(level, 0) => head.max(bottom + gap(level, rank)),
            _ => bottom + gap(level, rank),
        };
        let height = level.ranks[rank].iter().map(|&cell| level.cells[cell].size.height).fold(0.0, f64::max);
        for &cell in &level.ranks[rank] {
            let cell = &mut level.cells[cell];
            cell.y = top + (height - cell.size.height) / 2.0;
        }
        bottom = top + height;
        level.bands.push((top, bottom));
    }
    let open = level.ranks.len().checked_sub(1).is_some_and(|last| !port_rank(level, last));
    level.size.height = if open { bottom + padding } else { bottom };
    level.label_x = label.map_or(0.0, |label| free_place(level, label.width));
}

/// Whether a rank is the upper or the lower border of the region.
fn port_rank(level: &Level, rank: usize) -> bool {
    let is_port = |&cell: &usize| matches!(level.cells[cell].item, Item::Entry(_) | Item::Exit(_));
    level.ranks[rank].iter().all(is_port)
}

/// The room above a rank: more, where a line has far to go sideways.
fn gap(level: &Level, rank: usize) -> f64 {
    let pieces = level.pieces.iter().filter(|piece| level.cells[piece.lower].rank == rank);
    let sideways = pieces
        .map(|piece| (level.cells[piece.upper].x + piece.upper_dx - level.cells[piece.lower].x - piece.lower_dx).abs());
    let least = if port_rank(level, rank) || port_rank(level, rank - 1) { AT_BORDER } else { BETWEEN_RANKS };
    least + (sideways.fold(0.0, f64::max) / 10.0).min(36.0)
}

/// Where the label does not stand on a line that enters the region, if there
/// is such a place.
fn free_place(level: &Level, width: f64) -> f64 {
    let mut lines: Vec<f64> =
        level.cells.iter().filter(|cell| matches!(cell.item, Item::Entry(_))).map(|cell| cell.x).collect();
    lines.sort_by(f64::total_cmp);
    let free = |&x: &f64| x + width <= level.size.width && lines.iter().all(|&line| line <= x || line >= x + width);
    core::iter::once(0.0).chain(lines.iter().copied()).find(free).unwrap_or(0.0)
}
