//! A tool for the public suite `GradBench`: it answers the suite's messages, one
//! JSON object a line, and takes every derivative from the companions that
//! `#[grad]` makes.
//!
//! [`answer`] answers one line. The binary does so for each line of its input.

pub mod evals;
mod protocol;
pub mod table;

use protocol::{Message, Response};

/// The answer to one line. What cannot be read, or is not known, is answered with
/// an error, and the next line is as good as the first.
///
/// ```
/// let line = r#"{"id": 1, "kind": "define", "module": "hello"}"#;
/// assert_eq!(autodiff_gradbench::answer(line), r#"{"id":1,"success":true}"#);
/// let line = r#"{"id": 2, "kind": "evaluate", "module": "hello", "function": "cube", "input": 1.0}"#;
/// assert!(autodiff_gradbench::answer(line).contains("`hello` has no function `cube`"));
/// ```
pub fn answer(line: &str) -> String {
    let response = match protocol::read(line) {
        Ok(message) => respond(&message),
        Err(response) => response,
    };
    serde_json::to_string(&response).unwrap_or_else(|error| format!("{{\"success\":false,\"error\":\"{error}\"}}"))
}

fn respond(message: &Message) -> Response {
    let id = message.id;
    match message.kind.as_str() {
        "start" => Response { tool: Some("autodiff"), ..Response::new(id) },
        "define" => match &message.module {
            Some(module) => Response { success: Some(evals::NAMES.contains(&module.as_str())), ..Response::new(id) },
            None => Response::error(id, "`define` without `module`".to_owned()),
        },
        "evaluate" => evaluate(message),
        "analysis" => Response::new(id),
        kind => Response::error(id, format!("`{kind}` is not a kind of message")),
    }
}

fn evaluate(message: &Message) -> Response {
    let (Some(module), Some(function), Some(input)) = (&message.module, &message.function, &message.input) else {
        return Response::error(message.id, "`evaluate` needs `module`, `function` and `input`".to_owned());
    };
    match evals::evaluate(module, function, input) {
        Ok(run) => Response {
            success: Some(true),
            output: Some(run.output),
            timings: Some(run.timings),
            ..Response::new(message.id)
        },
        Err(error) => Response::error(message.id, error),
    }
}
