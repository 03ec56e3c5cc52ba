//! The graph as a picture.

mod text;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

use super::label::{self, Look};
use super::layout::{self, Drawing, Frame, Rect, Route, Size};
use super::{Graph, Node};
use text::{EQUATION, FONT, LABEL, SOURCE, escaped, label_size, node_size, text_width, with_indices};

const MARGIN: f64 = 22.0;
const HEADING: f64 = 26.0;
const ARROW: f64 = 7.0;

pub(super) fn render(graph: &Graph) -> String {
    let drawing = drawing(graph);
    let mut svg = open(graph.name, drawing.size);
    for frame in &drawing.frames {
        draw_frame(&mut svg, graph, frame);
    }
    draw_routes(&mut svg, &drawing);
    for frame in &drawing.frames {
        draw_frame_label(&mut svg, graph, frame);
    }
    for (node, rect) in graph.nodes.iter().zip(&drawing.nodes) {
        draw_node(&mut svg, label::look(graph, node), node, rect);
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// The layout for the texts as they will be written.
pub(super) fn drawing(graph: &Graph) -> Drawing {
    let nodes: Vec<Size> = graph.nodes.iter().map(node_size).collect();
    let labels: Vec<Size> = graph.clusters.iter().map(|c| label_size(&label::one_line(c.label))).collect();
    layout::layout(graph, &nodes, &labels)
}

/// The head of the document, a light card as the ground so that the picture
/// reads on dark pages too, and the name.
fn open(name: &str, size: Size) -> String {
    let width = size.width.max(text_width(name, EQUATION)) + 2.0 * MARGIN;
    let height = size.height + 2.0 * MARGIN + HEADING;
    let left = (width - size.width) / 2.0;
    let name = escaped(name);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" font-family=\"{FONT}\">
<title>Computational graph of {name}</title>
<rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"10\" fill=\"#fdfdfe\" stroke=\"#e2e8f0\"/>
<text x=\"{MARGIN}\" y=\"{}\" font-size=\"{EQUATION}\" font-weight=\"bold\" fill=\"#334155\">{name}</text>
<g transform=\"translate({} {})\">
",
        px(width - 1.0),
        px(height - 1.0),
        px(MARGIN + 4.0),
        px(left),
        px(MARGIN + HEADING),
        w = px(width),
        h = px(height),
    )
}

fn draw_frame(svg: &mut String, graph: &Graph, frame: &Frame) {
    let Rect { x, y, size } = frame.rect;
    let _ = writeln!(
        svg,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"#64748b\" fill-opacity=\"0.06\" stroke=\"#cbd5e1\"><title>{}</title></rect>",
        px(x),
        px(y),
        px(size.width),
        px(size.height),
        escaped(&label::one_line(graph.clusters[frame.cluster].label)),
    );
}

fn draw_frame_label(svg: &mut String, graph: &Graph, frame: &Frame) {
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" font-size=\"{LABEL}\" fill=\"#475569\">{}</text>",
        px(frame.label_x + 10.0),
        px(frame.rect.y + 16.0),
        escaped(&label::one_line(graph.clusters[frame.cluster].label)),
    );
}

/// Active edges last, so that a stretch that both kinds share shows as active.
fn draw_routes(svg: &mut String, drawing: &Drawing) {
    let kinds = [(false, "#a8b3c2", " stroke-dasharray=\"4 3\""), (true, "#475569", "")];
    for (active, colour, dash) in kinds {
        let routes: Vec<&Route> = drawing.routes.iter().filter(|route| route.active == active).collect();
        if routes.is_empty() {
            continue;
        }
        let _ = writeln!(svg, "<g fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.3\">");
        for route in &routes {
            let _ = writeln!(svg, "<path d=\"{}\"{dash}/>", curve(route));
        }
        let _ = writeln!(svg, "</g>\n<g fill=\"{colour}\">");
        for end in routes.iter().filter_map(|route| route.stretches.last()) {
            let (x, y) = (px(end.x), px(end.bottom));
            let _ = writeln!(svg, "<path d=\"M{x} {y}l-3.5 -{ARROW}h7z\"/>");
        }
        svg.push_str("</g>\n");
    }
}

/// Verticals through the ranks, and between them curves that start and end
/// vertically.
fn curve(route: &Route) -> String {
    let mut path = String::new();
    let last = route.stretches.len().saturating_sub(1);
    let mut y = 0.0;
    for (place, stretch) in route.stretches.iter().enumerate() {
        if place == 0 {
            let _ = write!(path, "M{} {}", px(stretch.x), px(stretch.top));
            y = stretch.bottom;
            if y > stretch.top {
                let _ = write!(path, "V{}", px(y));
            }
            continue;
        }
        // The line ends within the arrow head, not on its tip.
        let tip = if place == last { ARROW - 1.0 } else { 0.0 };
        let (top, bottom) = (stretch.top.min(stretch.bottom - tip), stretch.bottom - tip);
        let before = &route.stretches[place - 1];
        if (before.x - stretch.x).abs() < 0.05 {
            let _ = write!(path, "V{}", px(bottom));
        } else {
            let middle = px(f64::midpoint(y, top));
            let _ = write!(path, "C{} {middle} {} {middle} {} {}", px(before.x), px(stretch.x), px(stretch.x), px(top));
            if bottom > top {
                let _ = write!(path, "V{}", px(bottom));
            }
        }
        y = bottom;
    }
    path
}

struct Dress {
    fill: &'static str,
    stroke: &'static str,
    ink: &'static str,
}

fn dress(look: Look) -> Dress {
    let (fill, stroke, ink) = match look {
        Look::Input => ("#dbeafe", "#2563eb", "#0f172a"),
        Look::Output | Look::InputAndOutput => ("#dcfce7", "#15803d", "#0f172a"),
        Look::Inner => ("#ffffff", "#64748b", "#0f172a"),
        Look::Inactive => ("#f8fafc", "#cbd5e1", "#64748b"),
    };
    Dress { fill, stroke, ink }
}

fn draw_node(svg: &mut String, look: Look, node: &Node, rect: &Rect) {
    let Dress { fill, stroke, ink } = dress(look);
    let Rect { x, y, size } = *rect;
    let radius = match look {
        Look::Input | Look::InputAndOutput => size.height / 2.0,
        Look::Output | Look::Inner | Look::Inactive => 6.0,
    };
    let _ = writeln!(svg, "<g><title>{}</title>", escaped(&label::description(node)));
    let outline = |svg: &mut String, inset: f64, fill: &str| {
        let (w, h) = (px(size.width - 2.0 * inset), px(size.height - 2.0 * inset));
        let (x, y, r) = (px(x + inset), px(y + inset), px(radius - inset));
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{r}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.3\"/>"
        );
    };
    outline(svg, 0.0, fill);
    if matches!(look, Look::Output | Look::InputAndOutput) {
        outline(svg, 3.0, "none");
    }
    let source = label::source(node);
    let middle = x + size.width / 2.0;
    let base = y + size.height / 2.0 + if source.is_some() { -2.5 } else { 4.5 };
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" font-size=\"{EQUATION}\" text-anchor=\"middle\" xml:space=\"preserve\" fill=\"{ink}\">{}</text>",
        px(middle),
        px(base),
        with_indices(&label::equation(node)),
    );
    if let Some(source) = source {
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" font-size=\"{SOURCE}\" text-anchor=\"middle\" fill=\"#64748b\">{}</text>",
            px(middle),
            px(base + 15.0),
            escaped(&source),
        );
    }
    svg.push_str("</g>\n");
}

/// A length, to a tenth of a pixel.
fn px(length: f64) -> String {
    let text = format!("{length:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".into() } else { text.into() }
}

#[cfg(test)]
mod tests;
