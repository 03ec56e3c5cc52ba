//! Messages and answers.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::{Duration, Instant};

/// What the suite says.
#[derive(Debug, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: i64,
    pub(crate) kind: String,
    pub(crate) module: Option<String>,
    pub(crate) function: Option<String>,
    pub(crate) input: Option<Value>,
}

/// What the tool answers.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Response {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tool: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) success: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) output: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timings: Option<Vec<Timing>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}

impl Response {
    pub(crate) fn new(id: i64) -> Self {
        Response { id: Some(id), ..Response::default() }
    }

    pub(crate) fn error(id: i64, error: String) -> Self {
        Response { success: Some(false), error: Some(error), ..Response::new(id) }
    }
}

/// How long one run took.
#[derive(Debug, Serialize)]
pub(crate) struct Timing {
    name: &'static str,
    nanoseconds: u128,
}

/// Reads a line, or says what is wrong with it; under its id, if that can be
/// seen.
pub(crate) fn read(line: &str) -> Result<Message, Response> {
    let value: Value = serde_json::from_str(line).map_err(|error| Response {
        success: Some(false),
        error: Some(error.to_string()),
        ..Response::default()
    })?;
    let id = value.get("id").and_then(Value::as_i64);
    serde_json::from_value(value).map_err(|error| Response {
        id,
        success: Some(false),
        error: Some(error.to_string()),
        ..Response::default()
    })
}

/// How often and how long a function is to be run.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct Runs {
    #[serde(default = "one")]
    pub(crate) min_runs: usize,
    #[serde(default)]
    pub(crate) min_seconds: f64,
}

fn one() -> usize {
    1
}

impl Runs {
    pub(crate) const ONCE: Runs = Runs { min_runs: 1, min_seconds: 0.0 };
}

/// An output, and the time of every run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) output: Value,
    pub(crate) timings: Vec<Timing>,
}

/// Runs a function as often as is asked for.
pub(crate) fn run<T>(runs: Runs, function: impl Fn() -> T, output: impl FnOnce(T) -> Value) -> Run {
    let mut timings = Vec::new();
    let mut total = Duration::ZERO;
    let mut result;
    loop {
        let start = Instant::now();
        result = std::hint::black_box(function());
        let took = start.elapsed();
        total += took;
        timings.push(Timing { name: "evaluate", nanoseconds: took.as_nanos() });
        if timings.len() >= runs.min_runs && total.as_secs_f64() >= runs.min_seconds {
            return Run { output: output(result), timings };
        }
    }
}

impl Timing {
    pub(crate) fn seconds(&self) -> f64 {
        Duration::from_nanos(u64::try_from(self.nanoseconds).unwrap_or(u64::MAX)).as_secs_f64()
    }
}
