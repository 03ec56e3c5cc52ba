//! The companion `f_graph`: the graph as static data.

use super::{Context, companion};
use crate::graph::{Graph, Node, Role};
use crate::protocol::Companion;
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn graph(cx: &Context<'_>, graph: &Graph) -> TokenStream {
    let krate = &cx.krate;
    let head = companion::head(cx, Companion::Graph.row());
    let name = companion::name(cx, &Companion::Graph.ending());
    let function = &cx.signature.name;
    let nodes = graph.nodes.iter().map(|n| node(cx, n));
    let edges = graph
        .edges
        .iter()
        .map(|(from, to, active)| quote!(#krate::__private::Edge { from: #from, to: #to, active: #active }));
    let clusters = graph.clusters.iter().map(|(label, parent)| {
        let parent = option(cx, *parent);
        quote!(#krate::__private::Cluster { label: #label, parent: #parent })
    });
    let outputs = &graph.outputs;
    quote! {
        #head fn #name() -> #krate::Graph {
            #krate::Graph {
                name: #function,
                nodes: &[#(#nodes),*],
                edges: &[#(#edges),*],
                clusters: &[#(#clusters),*],
                outputs: &[#(#outputs),*],
            }
        }
    }
}

fn node(cx: &Context<'_>, node: &Node) -> TokenStream {
    let krate = &cx.krate;
    let Node { id, op, expression, source, active, reason, .. } = node;
    let role = match node.role {
        Role::Input => quote!(Input),
        Role::Constant => quote!(Constant),
        Role::Inner => quote!(Inner),
    };
    let cluster = option(cx, node.cluster);
    quote! {
        #krate::__private::Node {
            id: #id, op: #op, expression: #expression, source: #source,
            role: #krate::__private::Role::#role, active: #active, reason: #reason, cluster: #cluster,
        }
    }
}

fn option(cx: &Context<'_>, index: Option<usize>) -> TokenStream {
    let krate = &cx.krate;
    match index {
        Some(i) => quote!(#krate::__private::Some(#i)),
        None => quote!(#krate::__private::None),
    }
}
