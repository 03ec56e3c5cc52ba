//! From levels to one picture: boxes in common coordinates, edges in one piece.

use alloc::vec::Vec;

use super::level::{Item, Level, steps};
use super::{Drawing, Frame, Rect, Route, Size, Stretch};
use crate::graph::regions::Regions;

/// Puts the levels into each other.
pub(super) fn assemble(
    regions: &Regions,
    edges: &[(usize, usize, bool)],
    levels: &[Level],
    node_count: usize,
) -> Drawing {
    let mut origins = alloc::vec![(0.0, 0.0); levels.len()];
    let mut nodes = alloc::vec![Rect::default(); node_count];
    let mut frames = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let (left, top) = origins[index];
        for cell in &level.cells {
            let (x, y) = (left + cell.x - cell.size.width / 2.0, top + cell.y);
            let rect = Rect { x, y, size: cell.size };
            match cell.item {
                Item::Node(node) => nodes[node] = rect,
                Item::Cluster(cluster) => {
                    origins[cluster + 1] = (x, y);
                    frames.push(Frame { cluster, rect, label_x: x + levels[cluster + 1].label_x });
                }
                Item::Entry(_) | Item::Exit(_) | Item::Bend(_) => {}
            }
        }
    }
    let route = |&(from, to, active): &(usize, usize, bool)| {
        let way = steps(regions, from, to);
        let stretches = way.iter().flat_map(|&(level, ends)| along(&levels[level], ends, from, origins[level]));
        Route { active, stretches: stretches.collect() }
    };
    let routes = edges.iter().filter(|edge| edge.0 != edge.1).map(route).collect();
    let size = levels.first().map_or(Size::default(), |level| level.size);
    Drawing { size, nodes, frames, routes }
}

/// The stretches of one link.
fn along(level: &Level, ends: (Item, Item), value: usize, origin: (f64, f64)) -> Vec<Stretch> {
    let is_it = |link: &&super::level::Link| {
        (level.cells[link.from].item, level.cells[link.to].item, link.value) == (ends.0, ends.1, value)
    };
    let Some(link) = level.links.iter().find(is_it) else {
        return Vec::new();
    };
    let (from, to) = (&level.cells[link.from], &level.cells[link.to]);
    let (leave, arrive) = (from.y + from.size.height, to.y);
    let mut stretches = Vec::new();
    if link.path.is_empty() {
        // Against the evaluation order: straight there.
        stretches.push(Stretch { x: from.x + link.from_dx, top: leave, bottom: leave });
        stretches.push(Stretch { x: to.x + link.to_dx, top: arrive, bottom: arrive });
    }
    let last = link.path.len().saturating_sub(1);
    for (place, &cell) in link.path.iter().enumerate() {
        let (top, bottom) = level.bands[level.cells[cell].rank];
        let x = level.cells[cell].x;
        stretches.push(match place {
            0 => Stretch { x: x + link.from_dx, top: leave, bottom },
            _ if place == last => Stretch { x: x + arrival(level, &link.path, value), top, bottom: arrive },
            _ => Stretch { x, top, bottom },
        });
    }
    for stretch in &mut stretches {
        stretch.x += origin.0;
        stretch.top += origin.1;
        stretch.bottom += origin.1;
    }
    stretches
}

/// Where the last piece of a path arrives, from the centre of the cell.
fn arrival(level: &Level, path: &[usize], value: usize) -> f64 {
    let ends = (path[path.len() - 2], path[path.len() - 1], value);
    let piece = level.pieces.iter().find(|piece| (piece.upper, piece.lower, piece.value) == ends);
    piece.map_or(0.0, |piece| piece.lower_dx)
}
