use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::text::{escaped, pieces};
use crate::graph::{Graph, samples};

fn graphs() -> Vec<Graph> {
    samples::all().into_iter().chain([samples::hostile()]).chain((0..5).map(samples::random)).collect()
}

/// Reads a document of elements, attributes in double quotes and the five
/// named entities; panics where it is not well formed. Gives the text of each
/// `text` element.
fn read(svg: &str) -> Vec<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut texts = Vec::new();
    let mut rest = svg.trim_end();
    while let Some(start) = rest.find('<') {
        check_characters(&rest[..start]);
        if open.contains(&"text") {
            let text: &mut String = texts.last_mut().unwrap();
            text.push_str(&plain(&rest[..start]));
        }
        let end = start + rest[start..].find('>').expect("an open tag");
        let tag = &rest[start + 1..end];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else {
            let name = tag.split([' ', '/']).next().unwrap();
            assert!(name.chars().all(|c| c.is_ascii_alphabetic()), "<{tag}>");
            assert_eq!(tag.matches('"').count() % 2, 0, "<{tag}>");
            assert!(!tag.contains('<'), "<{tag}>");
            check_characters(tag);
            if name == "text" {
                texts.push(String::new());
            }
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        rest = &rest[end + 1..];
        assert!(!open.is_empty() || rest.is_empty(), "one root");
    }
    assert!(rest.is_empty() && open.is_empty());
    texts
}

fn check_characters(text: &str) {
    for (at, _) in text.match_indices('&') {
        let entity = text[at..].split(';').next().unwrap();
        assert!(["&amp", "&lt", "&gt", "&quot"].contains(&entity), "{entity}");
    }
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn documents_are_well_formed() {
    for graph in graphs() {
        read(&graph.to_svg());
    }
}

#[test]
fn every_node_and_region_has_its_label() {
    for graph in graphs() {
        let texts = read(&graph.to_svg());
        for node in graph.nodes {
            let equation = alloc::format!("w{} = {}", node.id, node.expression);
            assert!(texts.contains(&equation), "{equation} in {texts:?}");
        }
        for cluster in graph.clusters.iter().filter(|cluster| cluster.label != "empty") {
            assert!(texts.iter().any(|text| text == cluster.label), "{} in {texts:?}", cluster.label);
        }
        assert!(texts.iter().any(|text| text == graph.name));
    }
}

#[test]
fn the_source_stands_where_it_says_more() {
    let texts = read(&samples::sigmoid().to_svg());
    let count = |wanted: &str| texts.iter().filter(|text| *text == wanted).count();
    assert_eq!(count("(-a * x).exp()"), 1);
    assert_eq!(count("x"), 0, "an input would say its name twice");
}

#[test]
fn inactive_edges_are_dashed() {
    for graph in [samples::nested(), samples::sigmoid()] {
        let dashed = graph.to_svg().matches("stroke-dasharray").count();
        assert_eq!(dashed, graph.edges.iter().filter(|edge| !edge.active).count());
    }
}

#[test]
fn inputs_and_outputs_stand_out() {
    let svg = samples::sigmoid().to_svg();
    assert_eq!(svg.matches("fill=\"#dbeafe\"").count(), 2);
    assert_eq!(svg.matches("stroke=\"#15803d\"").count(), 2, "a double border");
    let both = samples::identity().to_svg();
    assert!(both.contains("fill=\"#dcfce7\"") && both.contains("rx=\"16\""), "{both}");
}

#[test]
fn nothing_is_loaded_or_run() {
    for graph in graphs() {
        let svg = graph.to_svg();
        assert!(!svg.contains("<script") && !svg.contains("href") && !svg.contains("url("), "{svg}");
    }
}

#[test]
fn the_picture_is_the_same_each_time() {
    for graph in graphs() {
        assert_eq!(graph.to_svg(), graph.to_svg());
    }
}

#[test]
fn indices_are_found_in_whole_names_only() {
    let cut = |text| pieces(text).into_iter().map(|(t, index)| (t.to_string(), index)).collect::<Vec<_>>();
    let pair = |text: &str, index| (text.to_string(), index);
    assert_eq!(cut("w12 + 1"), [pair("w", false), pair("12", true), pair(" + 1", false)]);
    assert_eq!(cut("raw1 w1a w"), [pair("raw1 w1a w", false)]);
    assert_eq!(cut("größe·w3"), [pair("größe·w", false), pair("3", true)]);
}

#[test]
fn markup_and_control_characters_are_escaped() {
    assert_eq!(escaped("a<b> & \"c\"\u{0}\u{ffff}"), "a&lt;b&gt; &amp; &quot;c&quot; \u{fffd}");
}
