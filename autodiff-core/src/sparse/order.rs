//! Greedy colorings: a vertex after the other gets the first color that it may have.

use super::Pattern;
use alloc::vec;
use alloc::vec::Vec;

/// The color of each column, and how many colors there are. A column without cells needs none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Colors {
    pub(super) of: Vec<Option<usize>>,
    pub(super) count: usize,
}

impl Colors {
    fn none(columns: usize) -> Self {
        Colors { of: vec![None; columns], count: 0 }
    }

    fn set(&mut self, column: usize, color: usize) {
        self.of[column] = Some(color);
        self.count = self.count.max(color + 1);
    }
}

/// Colors that are forbidden for one vertex: each with the vertex for which it was.
struct Forbidden(Vec<usize>);

impl Forbidden {
    fn add(&mut self, color: usize, vertex: usize) {
        if self.0.len() <= color {
            self.0.resize(color + 1, usize::MAX);
        }
        self.0[color] = vertex;
    }

    fn first_allowed(&self, vertex: usize) -> usize {
        self.0.iter().position(|of| *of != vertex).unwrap_or(self.0.len())
    }
}

/// Columns of one color share no row: a coloring of distance two of the graph in which columns and
/// rows are vertices (Gebremedhin, Manne and Pothen 2005, algorithm 3.1). In the order of the columns
/// and by the largest first, whichever needs fewer colors.
pub(super) fn of_columns(pattern: &Pattern) -> Colors {
    let columns = pattern.transposed();
    let used: Vec<usize> = (0..pattern.n_cols()).filter(|column| !columns.row(*column).is_empty()).collect();
    let longest = (0..pattern.n_rows()).map(|row| pattern.row(row).len()).max().unwrap_or(0);
    if longest == used.len() {
        // One row has all of them.
        let mut colors = Colors::none(pattern.n_cols());
        used.iter().enumerate().for_each(|(color, column)| colors.set(*column, color));
        return colors;
    }
    let color_all = |order: &[usize]| {
        let (mut colors, mut forbidden) = (Colors::none(pattern.n_cols()), Forbidden(Vec::new()));
        for column in order {
            let neighbours = columns.row(*column).iter().flat_map(|row| pattern.row(*row));
            neighbours.filter_map(|other| colors.of[*other]).for_each(|color| forbidden.add(color, *column));
            colors.set(*column, forbidden.first_allowed(*column));
        }
        colors
    };
    let degree = |column: &usize| columns.row(*column).iter().map(|row| pattern.row(*row).len()).sum::<usize>();
    best(used, longest, degree, color_all)
}

/// Neighbours have two colors, and so has no path of four vertices two alone: a star coloring
/// of the graph of a symmetric matrix (Gebremedhin, Manne and Pothen 2005, algorithm 4.1).
pub(super) fn star(pattern: &Pattern) -> Colors {
    let used: Vec<usize> = (0..pattern.n_rows()).filter(|vertex| !pattern.row(*vertex).is_empty()).collect();
    let color_all = |order: &[usize]| {
        let (mut colors, mut forbidden) = (Colors::none(pattern.n_rows()), Forbidden(Vec::new()));
        for vertex in order {
            forbid_paths(pattern, &colors, *vertex, &mut forbidden);
            colors.set(*vertex, forbidden.first_allowed(*vertex));
        }
        colors
    };
    let degree = |vertex: &usize| pattern.row(*vertex).len();
    best(used, 1, degree, color_all)
}

/// The other vertices beside this one.
fn beside(pattern: &Pattern, vertex: usize) -> impl Iterator<Item = usize> {
    pattern.row(vertex).iter().copied().filter(move |other| *other != vertex)
}

fn forbid_paths(pattern: &Pattern, colors: &Colors, vertex: usize, forbidden: &mut Forbidden) {
    for near in beside(pattern, vertex) {
        let color_of_near = colors.of[near];
        if let Some(color) = color_of_near {
            forbidden.add(color, vertex);
        }
        for far in beside(pattern, near).filter(|far| *far != vertex) {
            let Some(color) = colors.of[far] else { continue };
            // Of two neighbours of one that has no color yet, each gets its own.
            let is_path = color_of_near.is_none()
                || beside(pattern, far).any(|end| end != near && colors.of[end] == color_of_near);
            if is_path {
                forbidden.add(color, vertex);
            }
        }
    }
}

/// The better of two orders; there is none with fewer colors than `least`.
fn best(
    mut used: Vec<usize>,
    least: usize,
    degree: impl Fn(&usize) -> usize,
    color_all: impl Fn(&[usize]) -> Colors,
) -> Colors {
    let natural = color_all(&used);
    if natural.count <= least {
        return natural;
    }
    used.sort_by_cached_key(|vertex| core::cmp::Reverse(degree(vertex)));
    let largest_first = color_all(&used);
    if largest_first.count < natural.count { largest_first } else { natural }
}
