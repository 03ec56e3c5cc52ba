//! How generated code fills a trace: values first, from the sweep that runs
//! the function, then what each further sweep finds.

use alloc::vec;
use alloc::vec::Vec;

use super::{Row, Trace, TraceValue};

#[doc(hidden)]
impl Trace {
    /// An empty trace of a function with these inputs and outputs.
    pub fn new(name: &'static str, inputs: &[&'static str], outputs: &[&'static str]) -> Self {
        Self { name, inputs: inputs.to_vec(), outputs: outputs.to_vec(), rows: Vec::new() }
    }

    /// Adds a row. A second value for the same id replaces the first in its
    /// place, and forgets its derivatives.
    pub fn value(&mut self, id: u32, expression: &'static str, source: &'static str, value: impl Into<TraceValue>) {
        let row = Row {
            id,
            expression,
            source,
            value: value.into(),
            tangents: vec![None; self.inputs.len()],
            adjoints: vec![None; self.outputs.len()],
        };
        match self.row_mut(id) {
            Some(old) => *old = row,
            None => self.rows.push(row),
        }
    }

    /// Sets the derivative of `w_id` for an input, by its index. Without a row
    /// for `w_id`, or without such an input, it does nothing.
    pub fn tangent(&mut self, input: usize, id: u32, tangent: f64) {
        if let Some(place) = self.row_mut(id).and_then(|row| row.tangents.get_mut(input)) {
            *place = Some(tangent);
        }
    }

    /// Sets the derivative of an output, by its index, for `w_id`; the last
    /// call counts. Without a row for `w_id`, or without such an output, it
    /// does nothing.
    pub fn adjoint(&mut self, output: usize, id: u32, adjoint: f64) {
        if let Some(place) = self.row_mut(id).and_then(|row| row.adjoints.get_mut(output)) {
            *place = Some(adjoint);
        }
    }

    /// From the end, where the row is that a sweep has just added.
    fn row_mut(&mut self, id: u32) -> Option<&mut Row> {
        self.rows.iter_mut().rev().find(|row| row.id == id)
    }
}

impl From<f64> for TraceValue {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<f32> for TraceValue {
    fn from(value: f32) -> Self {
        Self::Float(value.into())
    }
}

impl From<bool> for TraceValue {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// What is too large for an `i128`, which only a `u128` can be, is opaque.
macro_rules! from_integers {
    ($($integer:ty)*) => { $(
        impl From<$integer> for TraceValue {
            fn from(value: $integer) -> Self {
                i128::try_from(value).map_or(Self::Opaque, Self::Int)
            }
        }
    )* };
}

from_integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_from_every_scalar() {
        assert_eq!(TraceValue::from(1.5_f32), TraceValue::Float(1.5));
        assert_eq!(TraceValue::from(-3_i8), TraceValue::Int(-3));
        assert_eq!(TraceValue::from(u64::MAX), TraceValue::Int(u64::MAX.into()));
        assert_eq!(TraceValue::from(7_usize), TraceValue::Int(7));
        assert_eq!(TraceValue::from(u128::MAX), TraceValue::Opaque);
        assert_eq!(TraceValue::from(true), TraceValue::Bool(true));
    }

    #[test]
    fn rows_keep_evaluation_order_and_sweeps_fill_them() {
        let mut trace = Trace::new("f", &["x", "y"], &["z"]);
        trace.value(1, "x", "x", 2.0);
        trace.value(5, "w1·w1", "x * x", 4.0);
        trace.value(3, "-w5", "-(x * x)", -4.0);
        trace.tangent(1, 5, 0.5);
        trace.adjoint(0, 5, 1.0);
        trace.adjoint(0, 5, -1.0);
        assert_eq!(trace.rows().iter().map(Row::id).collect::<Vec<_>>(), [1, 5, 3]);
        assert_eq!(trace.row(5).unwrap().tangents(), [None, Some(0.5)]);
        assert_eq!(trace.row(5).unwrap().adjoints(), [Some(-1.0)]);
        assert_eq!(trace.row(3).unwrap().adjoints(), [None]);
        assert_eq!(trace.row(2), None);
    }

    #[test]
    fn what_has_no_place_is_left_out() {
        let mut trace = Trace::new("f", &["x"], &["y"]);
        trace.value(1, "x", "x", 2.0);
        let before = trace.clone();
        trace.tangent(0, 2, 1.0);
        trace.adjoint(0, 2, 1.0);
        trace.tangent(1, 1, 1.0);
        trace.adjoint(1, 1, 1.0);
        assert_eq!(trace, before);
    }

    #[test]
    fn a_second_value_replaces_the_first() {
        let mut trace = Trace::new("f", &["x"], &["y"]);
        trace.value(1, "x", "x", 2.0);
        trace.value(2, "w1 + 1", "x + 1.0", 3.0);
        trace.tangent(0, 1, 1.0);
        trace.value(1, "x", "x", 4);
        assert_eq!(trace.rows().len(), 2);
        assert_eq!(trace.rows()[0].value(), TraceValue::Int(4));
        assert_eq!(trace.rows()[0].tangents(), [None]);
    }
}
