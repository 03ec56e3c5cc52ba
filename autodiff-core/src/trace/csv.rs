//! The trace as comma-separated values.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Trace, TraceValue};

pub(super) fn render(trace: &Trace) -> String {
    let tangents = trace.inputs.iter().map(|input| format!("tangent {input}"));
    let adjoints = trace.outputs.iter().map(|output| format!("adjoint {output}"));
    let fixed = ["w", "expression", "source", "value"].map(String::from);
    let mut text = record(fixed.into_iter().chain(tangents).chain(adjoints));
    for row in &trace.rows {
        let fixed = [format!("w{}", row.id), row.expression.into(), row.source.into(), value(row.value)];
        let derivatives = row.tangents.iter().chain(&row.adjoints);
        text.push_str(&record(
            fixed.into_iter().chain(derivatives.map(|d| d.map(|d| exact(d + 0.0)).unwrap_or_default())),
        ));
    }
    text
}

fn record(fields: impl Iterator<Item = String>) -> String {
    let fields: Vec<String> = fields.map(quoted).collect();
    format!("{}\r\n", fields.join(","))
}

fn quoted(field: String) -> String {
    if field.contains([',', '"', '\r', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

fn value(value: TraceValue) -> String {
    match value {
        TraceValue::Float(x) => exact(x),
        TraceValue::Int(n) => format!("{n}"),
        TraceValue::Bool(b) => format!("{b}"),
        TraceValue::Opaque => String::new(),
    }
}

/// The shortest digits that read back as the same number.
fn exact(x: f64) -> String {
    format!("{x:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::samples;

    #[test]
    fn fields_are_quoted_where_needed() {
        assert_eq!(quoted("a,b".into()), "\"a,b\"");
        assert_eq!(quoted("say \"x\"".into()), "\"say \"\"x\"\"\"");
        assert_eq!(quoted("a\nb".into()), "\"a\nb\"");
        assert_eq!(quoted("a b".into()), "a b");
    }

    #[test]
    fn numbers_read_back_the_same() {
        for x in [0.1, -0.0, 1.0 / 3.0, 1e300, 5e-324, f64::INFINITY, f64::MAX] {
            assert_eq!(exact(x).parse::<f64>().unwrap().to_bits(), x.to_bits());
        }
    }

    #[test]
    fn absent_derivatives_are_empty() {
        let text = samples::mixed().to_csv();
        assert!(text.contains("w4,w2 > 0 || w1 > 0,\"x > 0.0 || f(a, b)\",true,,,\r\n"), "{text}");
        assert!(text.ends_with("\r\n"));
    }
}
