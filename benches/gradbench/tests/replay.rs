//! The recorded conversations, answered again; and what is wrong, answered with
//! an error.

use serde_json::{Value, json};

/// How far an output may be off, relative to the largest number beside it.
const TOLERANCE: f64 = 1e-8;

fn largest(value: &Value) -> f64 {
    match value {
        Value::Number(number) => number.as_f64().map_or(0.0, f64::abs),
        Value::Array(entries) => entries.iter().map(largest).fold(0.0, f64::max),
        Value::Object(entries) => entries.values().map(largest).fold(0.0, f64::max),
        _ => 0.0,
    }
}

fn compare(place: &str, got: &Value, expected: &Value, size: f64) {
    match (got, expected) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
            // A number that is the difference of large ones is off by their rounding.
            let tolerance = TOLERANCE * b.abs() + 1e-14 * size;
            assert!((a - b).abs() <= tolerance, "{place}: got {a}, expected {b}");
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{place}: the number of entries");
            let size = size.max(largest(expected));
            a.iter().zip(b).enumerate().for_each(|(i, (a, b))| compare(&format!("{place}[{i}]"), a, b, size));
        }
        (Value::Object(a), Value::Object(b)) => {
            assert_eq!(a.len(), b.len(), "{place}: the number of fields");
            for (name, b) in b {
                let a = a.get(name).unwrap_or_else(|| panic!("{place}: `{name}` is missing"));
                compare(&format!("{place}.{name}"), a, b, largest(b));
            }
        }
        _ => assert_eq!(got, expected, "{place}"),
    }
}

/// Holds the answers to the recorded ones; `unit` is a number beside which the
/// rounding of an output may be seen, if all of the output is smaller.
fn replay(name: &str, recording: &str, unit: f64) {
    let lines: Vec<Value> =
        recording.lines().map(|line| serde_json::from_str(line).expect("a recording is JSON")).collect();
    let mut answered = 0;
    for pair in lines.chunks_exact(2) {
        let answer = autodiff_gradbench::answer(&pair[0]["message"].to_string());
        let answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
        let expected = &pair[1]["response"];
        let place = format!("{name}, message {}", expected["id"]);
        assert_eq!(answer["id"], expected["id"], "{place}");
        assert_eq!(answer["success"], expected["success"], "{place}: {answer}");
        if let Some(output) = expected.get("output") {
            compare(&place, &answer["output"], output, largest(output).max(unit));
            assert_eq!(answer["timings"][0]["name"], "evaluate", "{place}");
            answered += 1;
        }
    }
    assert!(answered >= 2, "{name}: {answered} evaluations");
}

macro_rules! replays {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            replay(stringify!($name), include_str!(concat!("../recordings/", stringify!($name), ".jsonl")), 0.0);
        }
    )*};
}

replays! { hello gmm ba lstm det llsq lse kmeans }

/// The recorded gradient is that of the exact solution, and no entry of it is
/// larger than 1e-19. The method does not see that far: its last state is zero.
#[test]
fn ode() {
    replay("ode", include_str!("../recordings/ode.jsonl"), 1.0);
}

/// The last of four states is a polynomial of fourth degree in time, and of that
/// the method makes no error.
#[test]
fn the_gradient_of_an_ode_that_the_method_solves_exactly() {
    let x = [0.7, 1.3, -0.4, 0.9];
    let line =
        json!({ "id": 1, "kind": "evaluate", "module": "ode", "function": "gradient", "input": { "x": x, "s": 7 } });
    let answer: Value =
        serde_json::from_str(&autodiff_gradbench::answer(&line.to_string())).expect("an answer is JSON");
    let product: f64 = x.iter().product();
    let expected: Vec<f64> = x.iter().map(|x| 2.0_f64.powi(4) / 24.0 * product / x).collect();
    compare("ode", &answer["output"], &json!(expected), 1.0);
}

fn error_of(line: &str) -> String {
    let answer: Value = serde_json::from_str(&autodiff_gradbench::answer(line)).expect("an answer is JSON");
    assert_eq!(answer["success"], false, "{answer}");
    answer["error"].as_str().expect("an error has a text").to_owned()
}

#[test]
fn what_cannot_be_read_is_an_error() {
    assert!(error_of("{").contains("EOF"));
    assert!(error_of(r#"{"id": 1}"#).contains("kind"));
    assert!(error_of(r#"{"id": 1, "kind": "sing"}"#).contains("sing"));
}

#[test]
fn what_is_not_known_is_an_error() {
    let evaluate = |module: &str, function: &str, input: &str| {
        let line = format!(
            r#"{{"id": 1, "kind": "evaluate", "module": "{module}", "function": "{function}", "input": {input}}}"#
        );
        error_of(&line)
    };
    assert!(evaluate("lse", "sum", "{}").contains("no function"));
    assert!(evaluate("raytrace", "cost", "{}").contains("no module"));
    assert!(evaluate("lse", "primal", "{}").contains("missing field `x`"));
    assert!(evaluate("det", "primal", r#"{"A": [1.0, 2.0], "ell": 2}"#).contains("entries"));
    assert!(evaluate("det", "primal", &format!(r#"{{"A": {:?}, "ell": 17}}"#, [0.0; 289])).contains("more than 16"));
    assert!(evaluate("ode", "gradient", r#"{"x": [], "s": 3}"#).contains("no entries"));
    assert!(evaluate("kmeans", "dir", r#"{"points": [], "centroids": []}"#).contains("no centroids"));
    let unknown = autodiff_gradbench::answer(r#"{"id": 1, "kind": "define", "module": "raytrace"}"#);
    assert_eq!(unknown, r#"{"id":1,"success":false}"#);
}
