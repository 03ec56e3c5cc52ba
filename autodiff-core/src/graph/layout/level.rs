//! One level of the picture: what lies directly in a region, and the links
//! between.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::Size;
use crate::graph::regions::Regions;
use crate::graph::{Graph, Role};

/// Where the ports of a level should be, seen from outside, in its own
/// coordinates.
pub(super) type Hints = BTreeMap<Item, f64>;

/// What a cell stands for. Nodes, and values by the node that computes them,
/// are indices into [`Graph::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// A value from outside enters the region.
    Entry(usize),
    Node(usize),
    Cluster(usize),
    /// A value of the region leaves it.
    Exit(usize),
    /// A long link for this value passes a rank.
    Bend(usize),
}

impl Item {
    /// Whether the cell is only a point of an edge.
    pub(super) fn is_point(self) -> bool {
        !matches!(self, Self::Node(_) | Self::Cluster(_))
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) item: Item,
    /// Whether the cell stays at the top, as the inputs of the function do.
    pub(super) pinned: bool,
    pub(super) size: Size,
    pub(super) rank: usize,
    /// The centre.
    pub(super) x: f64,
    /// The upper edge.
    pub(super) y: f64,
}

/// A link between cells of one level, for the value that flows along it.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) value: usize,
    /// Where the link leaves and arrives, from the centres of the cells.
    pub(super) from_dx: f64,
    pub(super) to_dx: f64,
    /// All cells on the way, both ends included.
    pub(super) path: Vec<usize>,
}

/// A piece of a link between neighbouring ranks. Links of one value share
/// pieces as long as they go the same way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) upper: usize,
    pub(super) lower: usize,
    pub(super) value: usize,
    pub(super) upper_dx: f64,
    pub(super) lower_dx: f64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    /// The items in evaluation order, then the bends.
    pub(super) cells: Vec<Cell>,
    pub(super) links: Vec<Link>,
    pub(super) pieces: Vec<Piece>,
    /// The cells of each rank from left to right.
    pub(super) ranks: Vec<Vec<usize>>,
    /// The upper and the lower end of each rank.
    pub(super) bands: Vec<(f64, f64)>,
    pub(super) size: Size,
    pub(super) label_x: f64,
    /// How many cells are items.
    items: usize,
}

impl Level {
    fn new(items: &BTreeMap<(usize, usize), (Item, bool)>, links: &BTreeSet<(Item, Item, usize)>) -> Self {
        let cell = |&(item, pinned)| Cell { item, pinned, size: Size::default(), rank: 0, x: 0.0, y: 0.0 };
        let index: BTreeMap<Item, usize> = items.values().enumerate().map(|(i, &(item, _))| (item, i)).collect();
        let link = |&(from, to, value): &(Item, Item, usize)| Link {
            from: index[&from],
            to: index[&to],
            value,
            from_dx: 0.0,
            to_dx: 0.0,
            path: Vec::new(),
        };
        let mut links: Vec<_> = links.iter().map(link).collect();
        links.sort_by_key(|link| (link.from, link.to, link.value));
        Self { cells: items.values().map(cell).collect(), links, items: items.len(), ..Self::default() }
    }

    /// Forgets the bends of the last round, and takes the sizes and the ports
    /// of what is inside.
    pub(super) fn measure<'a>(&mut self, nodes: &[Size], region: impl Fn(usize) -> &'a Level) {
        self.cells.truncate(self.items);
        for cell in &mut self.cells {
            cell.size = match cell.item {
                Item::Node(node) => nodes[node],
                Item::Cluster(cluster) => region(cluster).size,
                Item::Entry(_) | Item::Exit(_) | Item::Bend(_) => Size::default(),
            };
        }
        for link in &mut self.links {
            if let Item::Cluster(cluster) = self.cells[link.from].item {
                link.from_dx = region(cluster).port(Item::Exit(link.value));
            }
            if let Item::Cluster(cluster) = self.cells[link.to].item {
                link.to_dx = region(cluster).port(Item::Entry(link.value));
            }
        }
    }

    /// Where a port is, from the centre of the region.
    fn port(&self, item: Item) -> f64 {
        let cell = self.cells.iter().find(|cell| cell.item == item);
        cell.map_or(0.0, |cell| cell.x - self.size.width / 2.0)
    }
}

/// The levels of a graph: the body of the function, then each region.
pub(super) fn split(graph: &Graph, regions: &Regions, edges: &[(usize, usize, bool)]) -> Vec<Level> {
    let count = graph.clusters.len() + 1;
    let mut items: Vec<BTreeMap<(usize, usize), (Item, bool)>> = alloc::vec![BTreeMap::new(); count];
    let mut links: Vec<BTreeSet<(Item, Item, usize)>> = alloc::vec![BTreeSet::new(); count];
    let mut seen = BTreeSet::new();
    for (index, node) in graph.nodes.iter().enumerate() {
        let home = regions.home(index);
        items[level_of(home)].insert((1, index), (Item::Node(index), node.role == Role::Input));
        for cluster in regions.around(home) {
            // A region stands in the order where its first node does.
            if seen.insert(cluster) {
                let outer = level_of(regions.parent(cluster));
                items[outer].entry((1, index)).or_insert((Item::Cluster(cluster), false));
            }
        }
    }
    for &(from, to, _) in edges {
        for (level, link) in steps(regions, from, to) {
            for port in [link.0, link.1] {
                match port {
                    Item::Entry(value) => drop(items[level].insert((0, value), (port, false))),
                    Item::Exit(value) => drop(items[level].insert((2, value), (port, false))),
                    Item::Node(_) | Item::Cluster(_) | Item::Bend(_) => {}
                }
            }
            links[level].insert((link.0, link.1, from));
        }
    }
    items.iter().zip(&links).map(|(items, links)| Level::new(items, links)).collect()
}

fn level_of(region: Option<usize>) -> usize {
    region.map_or(0, |cluster| cluster + 1)
}

/// The links that an edge consists of, each with its level, in the direction
/// of the flow: out of the regions of the one end, across, into those of the
/// other. An edge from a node to itself has none.
pub(super) fn steps(regions: &Regions, from: usize, to: usize) -> Vec<(usize, (Item, Item))> {
    let (outward, inward) = (regions.around(regions.home(from)), regions.around(regions.home(to)));
    let mut steps = Vec::new();
    if from == to {
        return steps;
    }
    let mut source = Item::Node(from);
    for &cluster in outward.iter().take_while(|cluster| !inward.contains(cluster)) {
        steps.push((cluster + 1, (source, Item::Exit(from))));
        source = Item::Cluster(cluster);
    }
    let meeting = level_of(outward.iter().copied().find(|cluster| inward.contains(cluster)));
    let mut target = Item::Node(to);
    let mut entries = Vec::new();
    for &cluster in inward.iter().take_while(|cluster| !outward.contains(cluster)) {
        entries.push((cluster + 1, (Item::Entry(from), target)));
        target = Item::Cluster(cluster);
    }
    steps.push((meeting, (source, target)));
    steps.extend(entries.into_iter().rev());
    steps
}

/// Where the neighbours of the ports of a level are, in its own coordinates.
/// All pieces at its region lie in one level, the one around it.
pub(super) fn hints(levels: &[Level], index: usize) -> Hints {
    let mut sums: BTreeMap<Item, (f64, f64)> = BTreeMap::new();
    for level in &levels[..index] {
        let here = |cell: &Cell| index.checked_sub(1).is_some_and(|cluster| cell.item == Item::Cluster(cluster));
        for piece in &level.pieces {
            let (upper, lower) = (&level.cells[piece.upper], &level.cells[piece.lower]);
            let (port, region, x) = match (here(upper), here(lower)) {
                (_, true) => (Item::Entry(piece.value), lower, upper.x + piece.upper_dx),
                (true, _) => (Item::Exit(piece.value), upper, lower.x + piece.lower_dx),
                _ => continue,
            };
            let sum = sums.entry(port).or_default();
            *sum = (sum.0 + x - (region.x - region.size.width / 2.0), sum.1 + 1.0);
        }
    }
    sums.into_iter().map(|(item, (sum, count))| (item, sum / count)).collect()
}
