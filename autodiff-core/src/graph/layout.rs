//! Where each node, region and edge of a picture goes.
//!
//! The layout is layered (Sugiyama, Tagawa & Toda 1981): rank the nodes along
//! the flow, order each rank so that few edges cross, then give coordinates. A
//! region is laid out on its own and is one large node for the region around
//! it; an edge that crosses the border of a region does so at a port, an
//! *entry* or an *exit*. Several rounds are made, since the order of the ports
//! of a region follows from the places of their neighbours outside, and those
//! places from the ports.

mod columns;
mod level;
mod order;
mod rank;
mod route;
mod rows;
mod straight;
#[cfg(test)]
mod tests;

use alloc::vec::Vec;

use super::Graph;
use super::regions::{Regions, joined};
use level::Level;

/// How often inside and outside are matched to each other.
const ROUNDS: usize = 3;

/// What a node or a region needs, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A box, by its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: Size,
}

/// A vertical piece of an edge. Between one and the next, the edge bends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) x: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// The way of one edge, from the node that is read to the node that reads.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    pub(super) active: bool,
    pub(super) stretches: Vec<Stretch>,
}

/// A region's box, and where its label has room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) cluster: usize,
    pub(super) rect: Rect,
    pub(super) label_x: f64,
}

/// A picture, in coordinates that start at zero.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawing {
    pub(super) size: Size,
    /// One box a node, in the order of [`Graph::nodes`].
    pub(super) nodes: Vec<Rect>,
    /// The regions that hold a node, outer ones first.
    pub(super) frames: Vec<Frame>,
    pub(super) routes: Vec<Route>,
}

/// Lays out a graph whose nodes and region labels have these sizes.
pub(super) fn layout(graph: &Graph, nodes: &[Size], labels: &[Size]) -> Drawing {
    let regions = Regions::new(graph);
    let edges = joined(graph);
    let mut levels = level::split(graph, &regions, &edges);
    // From the outside in, so that ports have the order of what they lead to.
    for index in 0..levels.len() {
        arrange(&mut levels, index, nodes, labels);
    }
    for _ in 0..ROUNDS {
        // From the inside out, so that sizes are known.
        for index in (0..levels.len()).rev() {
            arrange(&mut levels, index, nodes, labels);
        }
    }
    route::assemble(&regions, &edges, &levels, nodes.len())
}

/// Lays out one level by what is known of those around and within.
fn arrange(levels: &mut [Level], index: usize, nodes: &[Size], labels: &[Size]) {
    let hints = level::hints(levels, index);
    // Regions stand after the ones around them, level i + 1 for region i.
    let (outer, inner) = levels.split_at_mut(index + 1);
    let level = &mut outer[index];
    level.measure(nodes, |cluster| &inner[cluster - index]);
    rank::assign(level);
    order::untangle(level, &hints);
    columns::columns(level, &hints);
    rows::rows(level, index.checked_sub(1).map(|cluster| labels[cluster]));
}
