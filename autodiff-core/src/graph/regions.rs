//! The tree of regions, with what refers to nothing left out.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::Graph;

/// The tree of regions of a graph, and which of them have something to show.
pub(super) struct Regions {
    parents: Vec<Option<usize>>,
    homes: Vec<Option<usize>>,
    shown: Vec<bool>,
}

impl Regions {
    /// A parent that does not come before its child is no parent, and an index
    /// past the end no region, so that every walk to the root ends.
    pub(super) fn new(graph: &Graph) -> Self {
        let parents: Vec<_> = graph
            .clusters
            .iter()
            .enumerate()
            .map(|(index, cluster)| cluster.parent.filter(|&parent| parent < index))
            .collect();
        let homes: Vec<_> =
            graph.nodes.iter().map(|node| node.cluster.filter(|&cluster| cluster < parents.len())).collect();
        let mut regions = Self { shown: alloc::vec![false; parents.len()], parents, homes };
        for node in 0..regions.homes.len() {
            for cluster in regions.around(regions.homes[node]) {
                regions.shown[cluster] = true;
            }
        }
        regions
    }

    /// The region of a node, by its index in [`Graph::nodes`].
    pub(super) fn home(&self, node: usize) -> Option<usize> {
        self.homes[node]
    }

    /// The region around a region.
    pub(super) fn parent(&self, cluster: usize) -> Option<usize> {
        self.parents[cluster]
    }

    /// The nodes directly in a region, or in the body.
    pub(super) fn nodes_in(&self, region: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        (0..self.homes.len()).filter(move |&node| self.homes[node] == region)
    }

    /// The regions directly in a region that hold a node at any depth.
    pub(super) fn clusters_in(&self, region: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        (0..self.parents.len()).filter(move |&c| self.shown[c] && self.parents[c] == region)
    }

    /// A region and all regions around it, from the inside out.
    pub(super) fn around(&self, region: Option<usize>) -> Vec<usize> {
        core::iter::successors(region, |&cluster| self.parents[cluster]).collect()
    }
}

/// The edges that join two nodes of the graph, as indices into
/// [`Graph::nodes`], with whether a derivative flows.
pub(super) fn joined(graph: &Graph) -> Vec<(usize, usize, bool)> {
    let mut index = BTreeMap::new();
    for (position, node) in graph.nodes.iter().enumerate() {
        index.entry(node.id).or_insert(position);
    }
    let mut joined: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for edge in graph.edges {
        if let (Some(&from), Some(&to)) = (index.get(&edge.from), index.get(&edge.to)) {
            // A value that is read twice by one operation is one line.
            *joined.entry((from, to)).or_default() |= edge.active;
        }
    }
    joined.into_iter().map(|((from, to), active)| (from, to, active)).collect()
}
