//! The order of the cells within each rank: few crossings.

use alloc::vec::Vec;

use super::level::{Cell, Hints, Item, Level};

const SWEEPS: usize = 24;

/// Orders each rank by the means of its neighbours' places, in sweeps down and
/// up, and keeps the order with the fewest crossings. Ports whose neighbours
/// outside are known keep the order of those.
pub(super) fn untangle(level: &mut Level, hints: &Hints) {
    let mut net = Net::new(level, hints);
    let mut best = (net.crossings(), net.ranks.clone());
    for sweep in 0..SWEEPS {
        if best.0 == 0 {
            break;
        }
        net.sweep(if sweep % 2 == 0 { Side::Above } else { Side::Below });
        net.swap_neighbours();
        let crossings = net.crossings();
        if crossings < best.0 {
            best = (crossings, net.ranks.clone());
        }
    }
    level.ranks = best.1;
}

#[derive(Clone, Copy)]
enum Side {
    Above,
    Below,
}

/// A neighbour, and where in either cell the piece ends, as a part of its width.
#[derive(Clone, Copy)]
struct Tie {
    other: usize,
    here: f64,
    there: f64,
}

/// What crossings depend on.
struct Net {
    ranks: Vec<Vec<usize>>,
    fixed: Vec<bool>,
    position: Vec<f64>,
    above: Vec<Vec<Tie>>,
    below: Vec<Vec<Tie>>,
}

impl Net {
    fn new(level: &Level, hints: &Hints) -> Self {
        let cells = &level.cells;
        let height = cells.iter().map(|cell| cell.rank + 1).max().unwrap_or(0);
        let mut ranks = alloc::vec![Vec::new(); height];
        for &index in &initial_order(level) {
            ranks[cells[index].rank].push(index);
        }
        let hint = |cell: usize| hints.get(&cells[cell].item).copied();
        let is_fixed = |&cell: &usize| hint(cell).is_some();
        let fixed: Vec<bool> = ranks.iter().map(|rank| rank.iter().all(is_fixed)).collect();
        for (rank, _) in ranks.iter_mut().zip(&fixed).filter(|(_, fixed)| **fixed) {
            rank.sort_by(|&a, &b| hint(a).unwrap_or_default().total_cmp(&hint(b).unwrap_or_default()));
        }
        let mut net = Self {
            ranks,
            fixed,
            position: alloc::vec![0.0; cells.len()],
            above: alloc::vec![Vec::new(); cells.len()],
            below: alloc::vec![Vec::new(); cells.len()],
        };
        for piece in &level.pieces {
            let (up, low) = (part(&cells[piece.upper], piece.upper_dx), part(&cells[piece.lower], piece.lower_dx));
            net.below[piece.upper].push(Tie { other: piece.lower, here: up, there: low });
            net.above[piece.lower].push(Tie { other: piece.upper, here: low, there: up });
        }
        (0..height).for_each(|rank| net.number(rank));
        net
    }

    fn ties(&self, cell: usize, side: Side) -> &[Tie] {
        match side {
            Side::Above => &self.above[cell],
            Side::Below => &self.below[cell],
        }
    }

    fn number(&mut self, rank: usize) {
        for (position, &cell) in (0_u32..).zip(&self.ranks[rank]) {
            self.position[cell] = f64::from(position);
        }
    }

    fn sweep(&mut self, side: Side) {
        let height = self.ranks.len();
        for step in 1..height {
            let rank = match side {
                Side::Above => step,
                Side::Below => height - 1 - step,
            };
            if self.fixed[rank] {
                continue;
            }
            let mut order: Vec<_> = self.ranks[rank].iter().map(|&cell| (self.mean(cell, side), cell)).collect();
            order.sort_by(|a, b| a.0.total_cmp(&b.0));
            self.ranks[rank] = order.into_iter().map(|(_, cell)| cell).collect();
            self.number(rank);
        }
    }

    fn mean(&self, cell: usize, side: Side) -> f64 {
        let ties = self.ties(cell, side);
        let count = u32::try_from(ties.len()).map_or(1.0, f64::from);
        if ties.is_empty() {
            return self.position[cell];
        }
        ties.iter().map(|tie| self.position[tie.other] + tie.there - tie.here).sum::<f64>() / count
    }

    /// Swaps neighbours for as long as that saves crossings.
    fn swap_neighbours(&mut self) {
        for rank in 0..self.ranks.len() {
            for left in 1..self.ranks[rank].len() {
                let (a, b) = (self.ranks[rank][left - 1], self.ranks[rank][left]);
                if !self.fixed[rank] && self.crossings_of(b, a) < self.crossings_of(a, b) {
                    self.ranks[rank].swap(left - 1, left);
                    self.number(rank);
                }
            }
        }
    }

    /// The crossings between the ties of two cells, the first left of the second.
    fn crossings_of(&self, left: usize, right: usize) -> usize {
        let end = |tie: &Tie| self.position[tie.other] + tie.there;
        let count = |side| {
            let crossed = |l: &Tie| self.ties(right, side).iter().filter(|r| end(r) < end(l)).count();
            self.ties(left, side).iter().map(crossed).sum::<usize>()
        };
        count(Side::Above) + count(Side::Below)
    }

    fn crossings(&self) -> usize {
        self.ranks.iter().map(|rank| self.crossings_below(rank)).sum()
    }

    fn crossings_below(&self, rank: &[usize]) -> usize {
        let ends = |&cell: &usize| {
            let here = self.position[cell];
            self.below[cell].iter().map(move |tie| (here + tie.here, self.position[tie.other] + tie.there))
        };
        let mut ends: Vec<(f64, f64)> = rank.iter().flat_map(ends).collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut passed: Vec<f64> = Vec::new();
        let mut crossings = 0;
        for (_, lower) in ends {
            let place = passed.partition_point(|&other| other <= lower);
            crossings += passed.len() - place;
            passed.insert(place, lower);
        }
        crossings
    }
}

/// Evaluation order; a bend stands where the cell that its link comes from does.
fn initial_order(level: &Level) -> Vec<usize> {
    let mut key: Vec<usize> = (0..level.cells.len()).collect();
    for link in &level.links {
        for &cell in link.path.iter().filter(|&&cell| matches!(level.cells[cell].item, Item::Bend(_))) {
            key[cell] = link.from;
        }
    }
    let mut order: Vec<usize> = (0..level.cells.len()).collect();
    order.sort_by_key(|&cell| key[cell]);
    order
}

/// Where in a cell a piece ends: between -0.45 and 0.45, so that it stays
/// clear of the neighbours in the rank.
fn part(cell: &Cell, dx: f64) -> f64 {
    if cell.size.width > 0.0 { 0.9 * dx / cell.size.width } else { 0.0 }
}
