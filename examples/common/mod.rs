//! What the worked exercises share: printing the sweeps of a trace one by one,
//! and saving the pictures and tables.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use autodiff::trace::{Row, TraceValue};
use autodiff::{Graph, Trace};

/// Prints the graph as a list of assignments, each beside the Rust text that
/// it comes from.
pub(crate) fn print_graph(graph: &Graph) {
    println!("\nThe graph of `{}`\n", graph.name);
    let equations: Vec<String> = graph.nodes.iter().map(|node| format!("w{} = {}", node.id, node.expression)).collect();
    let widest = width_of(&equations);
    for (node, equation) in graph.nodes.iter().zip(&equations) {
        let mark = if graph.is_output(node.id) { "   (output)" } else { "" };
        println!("  {equation:<widest$}   {}{mark}", node.source);
    }
}

/// Prints one forward sweep: values and tangents together, in evaluation
/// order, with the seed 1 at this input and 0 at all others.
pub(crate) fn print_forward(trace: &Trace, input: usize) {
    let (name, sweeps) = (trace.inputs()[input], trace.inputs().len());
    println!("\nForward sweep {} of {sweeps}, seed 1 at {name}: tangents ∂w/∂{name}\n", input + 1);
    print_lines(trace.rows().iter(), "dot", |row| row.tangents()[input]);
}

/// Prints one reverse sweep: adjoints from the last value back to the first,
/// with the seed 1 at this output and 0 at all others.
pub(crate) fn print_reverse(trace: &Trace, output: usize) {
    let (name, sweeps) = (trace.outputs()[output], trace.outputs().len());
    println!("\nReverse sweep {} of {sweeps}, seed 1 at {name}: adjoints ∂{name}/∂w\n", output + 1);
    print_lines(trace.rows().iter().rev(), "bar", |row| row.adjoints()[output]);
}

/// A line for each row that has this derivative.
fn print_lines<'a>(rows: impl Iterator<Item = &'a Row>, suffix: &str, derivative: impl Fn(&Row) -> Option<f64>) {
    let rows: Vec<(&Row, f64)> = rows.filter_map(|row| Some((row, derivative(row)?))).collect();
    let equations: Vec<String> = rows.iter().map(|(row, _)| format!("w{} = {}", row.id(), row.expression())).collect();
    let widest = width_of(&equations);
    for ((row, derivative), equation) in rows.into_iter().zip(&equations) {
        let name = format!("w{}_{suffix}", row.id());
        // A zero is printed without its sign: adding 0 to -0 gives 0.
        println!("  {equation:<widest$} = {:>9.6}   {name:<7} = {:>9.6}", number(row) + 0.0, derivative + 0.0);
    }
}

fn width_of(texts: &[String]) -> usize {
    texts.iter().map(|text| text.chars().count()).max().unwrap_or(0)
}

/// The value in a row, in a function that computes with floats alone.
pub(crate) fn number(row: &Row) -> f64 {
    match row.value() {
        TraceValue::Float(value) => value,
        other => panic!("w{} is no float: {other:?}", row.id()),
    }
}

/// Writes the picture, the Graphviz source and both tables to
/// `target/autodiff/NAME.{svg,dot,md,csv}`.
///
/// # Errors
/// What the file system says.
pub(crate) fn save(name: &str, graph: &Graph, trace: &Trace) -> io::Result<()> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/autodiff");
    fs::create_dir_all(&directory)?;
    let mut list = String::new();
    for (ending, text) in
        [("svg", graph.to_svg()), ("dot", graph.to_dot()), ("md", trace.to_markdown()), ("csv", trace.to_csv())]
    {
        fs::write(directory.join(format!("{name}.{ending}")), text)?;
        let _ = write!(list, " {name}.{ending}");
    }
    println!("\nWritten to target/autodiff:{list}");
    Ok(())
}
