use alloc::vec::Vec;
use std::sync::OnceLock;

use super::{Drawing, Rect};
use crate::graph::regions::{Regions, joined};
use crate::graph::svg::drawing;
use crate::graph::{Graph, samples};

/// Less than a pixel's tenth, which is what the picture rounds to.
const EPSILON: f64 = 1e-3;

/// All graphs of the tests, each laid out once.
fn drawings() -> &'static [(Graph, Drawing)] {
    static DRAWINGS: OnceLock<Vec<(Graph, Drawing)>> = OnceLock::new();
    DRAWINGS.get_or_init(|| {
        let graphs = samples::all().into_iter().chain((0..40).map(samples::random));
        graphs.map(|graph| (graph, drawing(&graph))).collect()
    })
}

fn contains(outer: &Rect, inner: &Rect) -> bool {
    outer.x <= inner.x + EPSILON
        && outer.y <= inner.y + EPSILON
        && outer.x + outer.size.width >= inner.x + inner.size.width - EPSILON
        && outer.y + outer.size.height >= inner.y + inner.size.height - EPSILON
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x + a.size.width > b.x + EPSILON
        && b.x + b.size.width > a.x + EPSILON
        && a.y + a.size.height > b.y + EPSILON
        && b.y + b.size.height > a.y + EPSILON
}

fn for_each(check: impl Fn(&Graph, &Drawing)) {
    for (graph, drawing) in drawings() {
        check(graph, drawing);
    }
}

#[test]
fn node_boxes_do_not_overlap() {
    for_each(|graph, drawing| {
        for (i, a) in drawing.nodes.iter().enumerate() {
            assert!(a.size.width > 0.0 && a.size.height > 0.0);
            for (j, b) in drawing.nodes.iter().enumerate().skip(i + 1) {
                assert!(!overlap(a, b), "{}: {i} {a:?} and {j} {b:?}", graph.name);
            }
        }
    });
}

#[test]
fn everything_lies_on_the_canvas() {
    for_each(|_, drawing| {
        let canvas = Rect { x: 0.0, y: 0.0, size: drawing.size };
        assert!(drawing.nodes.iter().all(|rect| contains(&canvas, rect)));
        assert!(drawing.frames.iter().all(|frame| contains(&canvas, &frame.rect)));
        for stretch in drawing.routes.iter().flat_map(|route| &route.stretches) {
            assert!((0.0..=drawing.size.width).contains(&stretch.x), "{stretch:?}");
        }
    });
}

#[test]
fn frames_hold_exactly_what_is_theirs() {
    for_each(|graph, drawing| {
        let regions = Regions::new(graph);
        for frame in &drawing.frames {
            for (node, rect) in drawing.nodes.iter().enumerate() {
                if regions.around(regions.home(node)).contains(&frame.cluster) {
                    assert!(contains(&frame.rect, rect), "{} {node} {frame:?}", graph.name);
                } else {
                    assert!(!overlap(&frame.rect, rect), "{} {node} {frame:?}", graph.name);
                }
            }
            for other in drawing.frames.iter().filter(|other| other.cluster != frame.cluster) {
                if regions.around(Some(other.cluster)).contains(&frame.cluster) {
                    assert!(contains(&frame.rect, &other.rect), "{other:?} in {frame:?}");
                } else if !regions.around(Some(frame.cluster)).contains(&other.cluster) {
                    assert!(!overlap(&frame.rect, &other.rect), "{other:?} and {frame:?}");
                }
            }
        }
    });
}

#[test]
fn routes_lead_from_node_to_node_downwards() {
    for_each(|graph, drawing| {
        let edges = joined(graph);
        assert_eq!(edges.len(), drawing.routes.len());
        for (&(from, to, active), route) in edges.iter().zip(&drawing.routes) {
            assert_eq!(route.active, active);
            let (first, last) = (route.stretches.first().unwrap(), route.stretches.last().unwrap());
            let (from, to) = (&drawing.nodes[from], &drawing.nodes[to]);
            assert!((first.x - from.x - from.size.width / 2.0).abs() < EPSILON);
            assert!((first.top - from.y - from.size.height).abs() < EPSILON);
            assert!(to.x < last.x && last.x < to.x + to.size.width);
            assert!((last.bottom - to.y).abs() < EPSILON);
            assert!(route.stretches.iter().all(|s| s.top <= s.bottom + EPSILON));
            assert!(route.stretches.windows(2).all(|s| s[0].bottom <= s[1].top + EPSILON));
        }
    });
}

#[test]
fn stretches_pass_beside_the_boxes() {
    for_each(|graph, drawing| {
        for stretch in drawing.routes.iter().flat_map(|route| &route.stretches) {
            let size = super::Size { width: 0.0, height: stretch.bottom - stretch.top };
            let line = Rect { x: stretch.x, y: stretch.top, size };
            let hit = drawing.nodes.iter().find(|node| overlap(&line, node));
            assert!(hit.is_none(), "{}: {stretch:?} through {hit:?}", graph.name);
        }
    });
}

#[test]
fn a_chain_is_straight() {
    let drawing = drawing(&samples::sigmoid());
    let centre = |node: usize| drawing.nodes[node].x + drawing.nodes[node].size.width / 2.0;
    for node in 3..6 {
        assert!((centre(2) - centre(node)).abs() < 0.5, "{:?}", drawing.nodes);
    }
}

#[test]
fn data_that_fits_nowhere_is_drawn_all_the_same() {
    let graph = samples::hostile();
    let drawing = drawing(&graph);
    assert_eq!(drawing.nodes.len(), graph.nodes.len());
    assert_eq!(drawing.frames.len(), 2, "the empty region has no frame");
}
