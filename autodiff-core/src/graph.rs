//! The computational graph of a function: a node for each value `w_i`, an edge
//! for each use of one.
//!
//! The graph is static data that `#[grad(graph)]` writes into the companion
//! `f_graph`. With the `alloc` feature it can be drawn: [`Graph::to_svg`]
//! needs no other program, [`Graph::to_dot`] is for Graphviz and
//! [`Graph::to_mermaid`] for Markdown pages.

#[cfg(feature = "alloc")]
mod dot;
#[cfg(feature = "alloc")]
mod label;
#[cfg(feature = "alloc")]
mod layout;
#[cfg(feature = "alloc")]
mod mermaid;
#[cfg(feature = "alloc")]
mod regions;
#[cfg(all(test, feature = "alloc"))]
pub(crate) mod samples;
#[cfg(feature = "alloc")]
mod svg;

#[cfg(feature = "alloc")]
use alloc::string::String;

/// The computational graph of one function.
///
/// [`nodes`](Self::nodes) stand in evaluation order, so that an edge leads from
/// an earlier node to a later one. A renderer leaves out what refers to a node
/// or a cluster that is not there; it never panics on such data.
///
/// ```
/// use autodiff_core::graph::{Edge, Graph, Node, Role};
///
/// // f(x) = sin(x)
/// static GRAPH: Graph = Graph {
///     name: "f",
///     nodes: &[
///         Node { id: 1, op: "input", expression: "x", source: "x", role: Role::Input,
///                active: true, reason: "active because it is an input", cluster: None },
///         Node { id: 2, op: "sin", expression: "sin(w1)", source: "x.sin()", role: Role::Inner,
///                active: true, reason: "active because of `x`", cluster: None },
///     ],
///     edges: &[Edge { from: 1, to: 2, active: true }],
///     clusters: &[],
///     outputs: &[2],
/// };
/// assert_eq!(GRAPH.node(2).unwrap().op, "sin");
/// assert!(GRAPH.is_output(2));
/// # #[cfg(feature = "alloc")]
/// assert!(GRAPH.to_svg().starts_with("<svg "));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graph {
    /// The name of the function.
    pub name: &'static str,
    /// The values, in evaluation order.
    pub nodes: &'static [Node],
    /// The uses of values.
    pub edges: &'static [Edge],
    /// The regions of the function, each after the region that it lies in.
    pub clusters: &'static [Cluster],
    /// The ids of the nodes that the function returns, in order. An input that
    /// is returned as it came stands here too, and a value may stand twice.
    pub outputs: &'static [u32],
}

/// One value `w_i`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The number `i` of `w_i`, unique in its graph.
    pub id: u32,
    /// The operation: `exp`, `mul`, `input`, `if`, `call neuron`, ...
    pub op: &'static str,
    /// The right side of `w_i = ...`, in terms of other values: `exp(w3)`,
    /// `1 + w4`. For an input, its name.
    pub expression: &'static str,
    /// The text in the function that the value comes from.
    pub source: &'static str,
    /// Where the value comes from.
    pub role: Role,
    /// Whether the value has a derivative: it depends on an input that is
    /// differentiated, and the result depends on it.
    pub active: bool,
    /// Why the value is active or not, as a phrase: ``active because of `x` ``.
    pub reason: &'static str,
    /// The region that the value is computed in, as an index into
    /// [`Graph::clusters`]; `None` in the body of the function itself.
    pub cluster: Option<usize>,
}

/// Where the value of a node comes from.
///
/// That a value is an output is said by [`Graph::outputs`], because an input
/// can be an output as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A parameter of the function, or a part of one.
    Input,
    /// A named constant or static. Literals are no nodes: they stand in the
    /// expressions that read them.
    Constant,
    /// The result of an operation.
    Inner,
}

/// The node `to` reads the value of the node `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The id of the node that is read.
    pub from: u32,
    /// The id of the node that reads.
    pub to: u32,
    /// Whether a derivative flows along the edge.
    pub active: bool,
}

/// A region of the function: an `if`, or one of its arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// What the region is: `if x > 0.0`, `then`, `else`.
    pub label: &'static str,
    /// The region that this one lies in, as an index into [`Graph::clusters`]
    /// that is smaller than its own.
    pub parent: Option<usize>,
}

impl Graph {
    /// The node with this id, if there is one.
    pub fn node(&self, id: u32) -> Option<&'static Node> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// Whether the function returns the value with this id.
    pub fn is_output(&self, id: u32) -> bool {
        self.outputs.contains(&id)
    }

    /// The graph in the language of Graphviz.
    ///
    /// Regions are subgraphs that Graphviz draws as boxes.
    ///
    /// ```
    /// # use autodiff_core::graph::{Graph, Node, Role};
    /// # let node = Node { id: 1, op: "input", expression: "x", source: "x", role: Role::Input,
    /// #     active: true, reason: "", cluster: None };
    /// # let nodes: &'static [Node] = Box::leak(Box::new([node]));
    /// # let graph = Graph { name: "f", nodes, edges: &[], clusters: &[], outputs: &[1] };
    /// assert!(graph.to_dot().starts_with("digraph \"f\" {"));
    /// ```
    #[cfg(feature = "alloc")]
    pub fn to_dot(&self) -> String {
        dot::render(self)
    }

    /// The graph as a Mermaid flow chart, which Markdown pages on several
    /// forges show as a picture.
    ///
    /// ```
    /// # use autodiff_core::graph::{Graph, Node, Role};
    /// # let node = Node { id: 1, op: "input", expression: "x", source: "x", role: Role::Input,
    /// #     active: true, reason: "", cluster: None };
    /// # let nodes: &'static [Node] = Box::leak(Box::new([node]));
    /// # let graph = Graph { name: "f", nodes, edges: &[], clusters: &[], outputs: &[1] };
    /// assert!(graph.to_mermaid().starts_with("flowchart TD\n"));
    /// ```
    #[cfg(feature = "alloc")]
    pub fn to_mermaid(&self) -> String {
        mermaid::render(self)
    }

    /// The graph as a picture: a complete SVG document with neither scripts nor
    /// references to anything outside, the same on every run.
    ///
    /// Data flows from the top down. Inputs are blue and round, outputs green
    /// with a double border; other nodes without a derivative are grey, and
    /// edges without one dashed. Regions are labelled boxes. Resting on a node
    /// shows its whole text and why it is active.
    ///
    /// ```
    /// # use autodiff_core::graph::{Graph, Node, Role};
    /// # let node = Node { id: 1, op: "input", expression: "x", source: "x", role: Role::Input,
    /// #     active: true, reason: "", cluster: None };
    /// # let nodes: &'static [Node] = Box::leak(Box::new([node]));
    /// # let graph = Graph { name: "f", nodes, edges: &[], clusters: &[], outputs: &[1] };
    /// let svg = graph.to_svg();
    /// assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    /// ```
    #[cfg(feature = "alloc")]
    pub fn to_svg(&self) -> String {
        svg::render(self)
    }
}
