//! Where each cell stands across the flow: edges straight, if there is room.

use alloc::vec::Vec;

use super::level::{Cell, Hints, Item, Level, Piece};
use super::straight;

/// Room between neighbours in a rank, and between arrow heads, in pixels.
const BETWEEN_BOXES: f64 = 26.0;
const BETWEEN_LINES: f64 = 16.0;
const BETWEEN_ARROWS: f64 = 12.0;

const SWEEPS: usize = 80;
const STRAIGHTENINGS: usize = 6;

/// Sets the `x` of each cell: within the order of its rank, as near to its
/// neighbours as can be, in least squares. Then long lines are made straight,
/// and the boxes follow them.
pub(super) fn columns(level: &mut Level, hints: &Hints) {
    line_up(level);
    let pulls = pulls(level);
    for sweep in 0..SWEEPS {
        // First along the flow and against it, which carries far; then to the
        // balance of both sides.
        let sides = match sweep {
            _ if sweep >= SWEEPS / 2 => [1.0, 1.0],
            _ if sweep % 2 == 0 => [1.0, 0.01],
            _ => [0.01, 1.0],
        };
        settle_all(level, sweep, &Forces { pulls: &pulls, sides, hints, lines: Lines::Free });
    }
    for _ in 0..STRAIGHTENINGS {
        spread_arrows(level);
        straight::straighten(level);
        for sweep in 0..4 {
            settle_all(level, sweep, &Forces { pulls: &pulls, sides: [1.0, 1.0], hints, lines: Lines::Fixed });
        }
    }
    spread_arrows(level);
}

/// Each rank from zero on, as narrow as can be.
fn line_up(level: &mut Level) {
    for rank in &level.ranks {
        let mut x = 0.0;
        for (place, &cell) in rank.iter().enumerate() {
            if place > 0 {
                x += distance(&level.cells[rank[place - 1]], &level.cells[cell]);
            }
            level.cells[cell].x = x;
        }
    }
}

/// The pull of a neighbour: its cell, whether it stands below, the wanted
/// difference in `x`, and the weight.
struct Pull {
    other: usize,
    below: usize,
    dx: f64,
    weight: f64,
}

/// Whether the bends of long lines move.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    Free,
    Fixed,
}

/// What moves the cells: their neighbours, those above and those below with a
/// factor each, and the places that ports should have.
struct Forces<'a> {
    pulls: &'a [Vec<Pull>],
    sides: [f64; 2],
    hints: &'a Hints,
    lines: Lines,
}

fn pulls(level: &Level) -> Vec<Vec<Pull>> {
    let mut pulls: Vec<Vec<Pull>> = level.cells.iter().map(|_| Vec::new()).collect();
    let mut degrees: Vec<[usize; 2]> = alloc::vec![[0, 0]; level.cells.len()];
    for piece in &level.pieces {
        degrees[piece.lower][0] += 1;
        degrees[piece.upper][1] += 1;
    }
    for piece in &level.pieces {
        let is_bend = |cell: usize| matches!(level.cells[cell].item, Item::Bend(_));
        let only = degrees[piece.upper][1] == 1 && degrees[piece.lower][0] == 1;
        // A kink in the middle of a long line shows most (Gansner et al. 1993),
        // then one in a chain of operations.
        let weight = match (is_bend(piece.upper), is_bend(piece.lower)) {
            (true, true) => 8.0,
            (false, false) if only => 12.0,
            (false, false) => 1.0,
            _ => 2.0,
        };
        let dx = piece.upper_dx - piece.lower_dx;
        pulls[piece.lower].push(Pull { other: piece.upper, below: 0, dx, weight });
        pulls[piece.upper].push(Pull { other: piece.lower, below: 1, dx: -dx, weight });
    }
    pulls
}

/// Places each rank once, downwards in even sweeps and upwards in odd ones.
fn settle_all(level: &mut Level, sweep: usize, forces: &Forces<'_>) {
    let height = level.ranks.len();
    for step in 0..height {
        settle(level, if sweep.is_multiple_of(2) { step } else { height - 1 - step }, forces);
    }
}

/// Places one rank, all others standing.
fn settle(level: &mut Level, rank: usize, forces: &Forces<'_>) {
    let cells = &level.ranks[rank];
    let mut offset = 0.0;
    let (mut wishes, mut offsets) = (Vec::new(), Vec::new());
    for (place, &cell) in cells.iter().enumerate() {
        if place > 0 {
            offset += distance(&level.cells[cells[place - 1]], &level.cells[cell]);
        }
        let (x, weight) = wish(level, cell, forces);
        wishes.push((x - offset, weight));
        offsets.push(offset);
    }
    for ((x, offset), &cell) in ascending(&wishes).into_iter().zip(offsets).zip(cells) {
        level.cells[cell].x = x + offset;
    }
}

/// Where a cell would like to stand, and how much.
fn wish(level: &Level, cell: usize, forces: &Forces<'_>) -> (f64, f64) {
    let here = &level.cells[cell];
    if forces.lines == Lines::Fixed && matches!(here.item, Item::Bend(_)) {
        return (here.x, 1e6);
    }
    // A little inertia keeps a cell that nothing pulls.
    let mut sum = (1e-3 * here.x, 1e-3);
    for pull in &forces.pulls[cell] {
        let weight = pull.weight * forces.sides[pull.below];
        sum = (sum.0 + weight * (level.cells[pull.other].x + pull.dx), sum.1 + weight);
    }
    if let Some(hint) = forces.hints.get(&here.item) {
        sum = (sum.0 + hint, sum.1 + 1.0);
    }
    (sum.0 / sum.1, sum.1)
}

/// The ascending sequence that is nearest to wishes with weights, in least
/// squares: neighbours that violate the order are pooled at their mean.
fn ascending(wishes: &[(f64, f64)]) -> Vec<f64> {
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for &(wish, weight) in wishes {
        let mut block = (wish, weight, 1);
        while let Some(&(mean, total, count)) = blocks.last() {
            if mean <= block.0 {
                break;
            }
            blocks.pop();
            let weight = total + block.1;
            block = ((mean * total + block.0 * block.1) / weight, weight, count + block.2);
        }
        blocks.push(block);
    }
    blocks.into_iter().flat_map(|(mean, _, count)| core::iter::repeat_n(mean, count)).collect()
}

/// The least distance between the centres of two neighbours in a rank.
pub(super) fn distance(left: &Cell, right: &Cell) -> f64 {
    let room = match (left.item.is_point(), right.item.is_point()) {
        (false, false) => BETWEEN_BOXES,
        _ => BETWEEN_LINES,
    };
    f64::midpoint(left.size.width, right.size.width) + room
}

/// Where several arrows meet a node, they arrive side by side, in the order of
/// where they come from.
fn spread_arrows(level: &mut Level) {
    let mut arriving: Vec<Vec<usize>> = alloc::vec![Vec::new(); level.cells.len()];
    for (index, piece) in level.pieces.iter().enumerate() {
        if matches!(level.cells[piece.lower].item, Item::Node(_)) {
            arriving[piece.lower].push(index);
        }
    }
    for (cell, mut arriving) in arriving.into_iter().enumerate() {
        let from = |piece: &Piece| level.cells[piece.upper].x + piece.upper_dx;
        arriving.sort_by(|&a, &b| from(&level.pieces[a]).total_cmp(&from(&level.pieces[b])));
        let count = u32::try_from(arriving.len()).map_or(1.0, f64::from);
        let step = BETWEEN_ARROWS.min(0.7 * level.cells[cell].size.width / count);
        for (place, piece) in (0_u32..).zip(arriving) {
            level.pieces[piece].lower_dx = step * (f64::from(place) - (count - 1.0) / 2.0);
        }
    }
}
