//! The command, run as a person runs it. What it prints is piped, so it has no colours.

use insta::assert_snapshot;
use std::process::Command;

/// What the command prints, and what it complains about.
fn run(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_autodiff"));
    let output = command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).args(arguments).output();
    let output = output.expect("the command starts");
    let [printed, complaint] =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("it is text"));
    assert_eq!(output.status.success(), complaint.is_empty(), "{complaint}");
    printed + &complaint
}

#[test]
fn show() {
    assert_snapshot!("show", run(&["show", "model.rs.txt", "loss"]));
}

#[test]
fn show_several_of_a_method() {
    assert_snapshot!("show_method", run(&["show", "model.rs.txt", "Spring::energy", "-c", "jvp", "-c", "vjp"]));
}

#[test]
fn ir() {
    assert_snapshot!("ir", run(&["ir", "model.rs.txt", "loss"]));
}

#[test]
fn a_stage_of_the_ir() {
    let all = run(&["ir", "model.rs.txt", "loss"]);
    let one = run(&["ir", "model.rs.txt", "loss", "--stage", "activity"]);
    assert!(all.contains(&one) && one.contains("inactive: depends on no differentiable input"), "{one}");
}

#[test]
fn report() {
    let report = run(&["report", "model.rs.txt", "crate::newton"]);
    assert!(report.contains("there is no function"), "{report}");
    let report = run(&["report", "model.rs.txt", "newton"]);
    assert!(report.contains("- `y` in each iteration of `for _ in 0..20`"), "{report}");
    let report = run(&["report", "model.rs.txt", "linear::newton"]);
    assert_eq!(report, "the adjoint saves nothing\n");
}

#[test]
fn graph() {
    assert!(run(&["graph", "model.rs.txt", "energy"]).starts_with("<svg "));
    assert!(run(&["graph", "model.rs.txt", "energy", "--svg"]).starts_with("<svg "));
    assert!(run(&["graph", "model.rs.txt", "energy", "--dot"]).starts_with("digraph "));
    assert!(run(&["graph", "model.rs.txt", "energy", "--mermaid"]).starts_with("flowchart "));
}

#[test]
fn arguments_of_the_attribute() {
    let show = run(&["show", "model.rs.txt", "energy", "--grad", "hvp, name = \"e\"", "-c", "hvp"]);
    assert!(show.contains("fn e_hvp("), "{show}");
}

#[test]
fn refusals() {
    assert_snapshot!("refused", run(&["show", "model.rs.txt", "refused"]));
    assert_snapshot!("ambiguous", run(&["show", "model.rs.txt", "value"]));
    assert_snapshot!("no_companion", run(&["show", "model.rs.txt", "energy", "-c", "hvp"]));
    assert_snapshot!("no_rust", run(&["show", "no_rust.txt", "loss"]));
    assert!(run(&["show", "nowhere.rs", "loss"]).contains("nowhere.rs cannot be read"));
}
