//! What the adjoint sweep has again, and what it must save: one small function for
//! each reason.
//!
//! To have again what has changed since would be wrong, to save what is still there a
//! waste. The reasons are those of `restore` and of the analyses that it asks.

use super::world::File;
use crate::transform::Policy;

/// The adjoint of the function `f` saves this, by the user's text.
fn saves(source: &str, expected: &[&str]) {
    saves_by(Policy::Minimal, source, expected);
}

fn saves_by(policy: Policy, source: &str, expected: &[&str]) {
    let file = File::parse(source, policy).unwrap_or_else(|error| panic!("{error}"));
    let adjoint = file.companion("f", "_vjp").unwrap_or_else(|stop| panic!("{stop:?}"));
    let saved = file.saved("f").unwrap_or_else(|stop| panic!("{stop:?}"));
    let head = |line: &String| line.split('`').nth(1).unwrap_or("a position").to_owned();
    let saved: Vec<String> = saved.iter().map(head).collect();
    assert_eq!(saved, expected, "by the adjoint of\n{source}\n{adjoint}");
}

#[test]
fn what_is_cheap_is_computed_again() {
    let source = "#[grad] fn f(x: f64, c: bool) -> f64 { let y = if c { let t = 3.0 * x; t * t } else { x }; y.sin() }";
    saves(source, &[]);
    saves_by(Policy::Everything, source, &["3.0 * x"]);
}

#[test]
fn what_is_dear_leaves_its_branch() {
    let source = "#[grad] fn f(x: f64, c: bool) -> f64 { let y = if c { let t = x.exp(); t * t } else { x }; y.sin() }";
    saves(source, &["x.exp()"]);
}

#[test]
fn what_is_cheap_takes_what_is_dear_with_it() {
    let source = "#[grad] fn f(x: f64, c: bool) -> f64 {
        let y = if c { let t = 2.0 * x.exp(); t * t } else { x }; y.sin()
    }";
    saves(source, &["x.exp()"]);
}

#[test]
fn an_element_is_read_again_unless_something_writes_it_later() {
    let read = "let y = if c { let t = x[i]; t * t } else { 1.0 };";
    let borrowed = format!("#[grad] fn f(x: &[f64], i: usize, c: bool) -> f64 {{ {read} y.sin() }}");
    saves(&borrowed, &[]);
    let before = format!("#[grad] fn f(x: &mut [f64], i: usize, c: bool) -> f64 {{ x[0] = 2.0; {read} y.sin() }}");
    saves(&before, &[]);
    let after = format!("#[grad] fn f(x: &mut [f64], i: usize, c: bool) -> f64 {{ {read} x[0] = 2.0; y.sin() }}");
    saves(&after, &["x[i]"]);
}

#[test]
fn an_element_is_read_again_through_a_view_that_is_gone() {
    let source = "#[grad] fn f(x: &[f64], c: bool) -> f64 {
        let y = if c { let part = &x[1..]; let more = &part[1..]; let t = more[0]; t * t } else { 1.0 }; y.sin()
    }";
    saves(source, &[]);
}

#[test]
fn memory_of_an_arm_is_made_again() {
    let source = "#[grad] fn f(x: f64, c: bool) -> f64 {
        let y = if c { let v = vec![3.0 * x, x]; let t = v[0] + v[1]; t * v[0] } else { 1.0 }; y.sin()
    }";
    saves(source, &[]);
    let through_a_view = "#[grad] fn f(x: f64, c: bool) -> f64 {
        let y = if c { let v = vec![3.0 * x, x]; let part = &v[1..]; let t = part[0]; t * t } else { 1.0 }; y.sin()
    }";
    saves(through_a_view, &[]);
}

#[test]
fn what_is_read_of_memory_that_cannot_be_made_again_is_saved() {
    let copied = |after: &str| {
        format!(
            "#[grad] fn f(x: &mut [f64], n: usize) -> f64 {{
                let mut s = 1.0;
                for i in 0..n {{ let v = x.to_vec(); let t = v[i]; s *= t; {after} }}
                s
            }}"
        )
    };
    saves(&copied(""), &["s"]);
    saves(&copied("x[0] = s;"), &["v", "s"]);
}

#[test]
fn memory_that_is_filled_from_what_changes_is_recorded() {
    let source = "#[grad] fn f(x: &mut [f64], n: usize) -> f64 {
        let mut s = 1.0;
        for i in 0..n { let mut v = vec![0.0; n]; v.copy_from_slice(x); s *= v[i]; x[0] = s; }
        s
    }";
    saves(source, &["v", "s", "v[i]"]);
}

/// Elements of a vector that is recorded as a whole are read of that.
#[test]
fn what_is_made_of_recorded_elements_is_made_of_them_again() {
    let source = "#[grad] fn f(x: &mut [f64], n: usize) -> f64 {
        let mut s = 1.0;
        for i in 0..n { let v = x.to_vec(); let t = v[i] - v[0]; s += t.sin(); x[0] = s; }
        s
    }";
    saves(source, &["v"]);
}

#[test]
fn the_reason_is_given() {
    let file = File::parse(
        "#[grad] fn f(x: &mut [f64], n: usize) -> f64 {
            let mut s = 1.0;
            for i in 0..n { s *= x[i].cos(); x[0] = s; }
            s
        }",
        Policy::Minimal,
    );
    let saved = file.and_then(|file| file.saved("f").map_err(|stop| format!("{stop:?}")));
    let saved = saved.unwrap_or_else(|error| panic!("{error}")).join("\n");
    for reason in ["the loop changes it", "the element is overwritten later"] {
        assert!(saved.contains(reason), "no `{reason}` in\n{saved}");
    }
}

#[test]
fn a_length_is_asked_for_again_unless_it_changes() {
    let length = |after: &str| {
        format!(
            "#[grad] fn f(x: f64, c: bool) -> f64 {{
                let mut v = vec![x, x];
                let y = if c {{ let n = v.len() as f64; n * x * x }} else {{ x }};
                {after}
                (y * v[0]).sin()
            }}"
        )
    };
    saves(&length(""), &[]);
    saves(&length("v[0] = 3.0 * x;"), &[]);
    saves(&length("v.push(x);"), &["w4"]);
    saves(&length("let mut w = vec![x]; std::mem::swap(&mut v, &mut w);"), &["w4"]);
}

#[test]
fn foreign_code_runs_once() {
    let pure = "#[grad] fn f(x: f64, n: i32, c: bool) -> f64 {
        let y = if c { let k: f64 = f64::from(n.pow(2)); k * x * x } else { x }; y.sin()
    }";
    saves(pure, &["f64::from(n.pow(2))"]);
    let drawn = "#[grad] fn f(x: f64, #[constant] rng: &mut Rng, c: bool) -> f64 {
        let y = if c { let k: f64 = rng.next(); k * x * x } else { x }; y.sin()
    }";
    saves(drawn, &["rng.next()"]);
    let constant = "#[grad] fn f(x: f64, c: bool) -> f64 { let y = if c { K * x * x } else { x }; y.sin() }
        const K: f64 = 2.0;";
    saves(constant, &[]);
}

#[test]
fn what_is_read_of_a_foreign_value_is_saved() {
    let field = |then: &str| {
        format!(
            "#[grad] fn f(x: f64, n: usize, #[constant] state: &mut State) -> f64 {{
                let mut s = x;
                for _ in 0..n {{ let k = state.0 as f64; s = s * k * x; {then} }}
                s
            }}"
        )
    };
    saves(&field(""), &["s", "state.0 as f64"]);
    saves(&field("state.step();"), &["s", "state.0 as f64"]);
}

#[test]
fn a_foreign_value_of_an_arm_is_lost_after_it() {
    let source = "#[grad] fn f(x: f64, seed: u64, c: bool) -> f64 {
        let y = if c { let state = State::new(seed); let k = state.0 as f64; k * x * x } else { x }; y.sin()
    }";
    saves(source, &["state.0 as f64"]);
    let drawn = "#[grad] fn f(x: f64, seed: u64, c: bool) -> f64 {
        let y = if c {
            let mut state = State::new(seed); let a: f64 = state.next(); let b = state.0 as f64; a * b * x * x
        } else { x };
        y.sin()
    }";
    saves(drawn, &["state.next()", "state.0 as f64"]);
}

#[test]
fn what_is_read_of_a_foreign_value_is_read_again_unless_it_changes() {
    let read = |after: &str| {
        format!(
            "#[grad] fn f(x: f64, seed: u64, c: bool) -> f64 {{
                let mut state = State::new(seed);
                let y = if c {{ let k = state.0 as f64; k * x * x }} else {{ x }};
                {after}
                y.sin()
            }}"
        )
    };
    saves(&read(""), &[]);
    saves(&read("let drawn: f64 = state.next(); let y = y * drawn;"), &["state.0 as f64"]);
}

#[test]
fn a_loop_records_what_it_carries() {
    let source = "#[grad] fn f(x: f64, n: usize) -> f64 { let mut s = x; for _ in 0..n { s = s.sin() * x; } s }";
    saves(source, &["s.sin()", "s"]);
    let linear = "#[grad] fn f(x: f64, n: usize) -> f64 { let mut s = x; for _ in 0..n { s = s * 0.5 + x; } s }";
    saves(linear, &[]);
}

#[test]
fn one_result_is_recorded_in_place_of_what_it_is_made_of() {
    let source = "#[grad] fn f(x: &mut [f64]) -> f64 {
        let mut s = 1.0;
        for i in 1..x.len() { let d = x[i] - x[i - 1]; s += (d * 2.0).sin(); x[i] = s; }
        s
    }";
    saves(source, &["d * 2.0"]);
}

#[test]
fn a_position_of_a_loop_is_its_own() {
    let source = "#[grad] fn f(x: &mut [f64], n: usize) -> f64 {
        let mut s = 1.0;
        for i in (0..n).rev() { for j in i..n { s *= x[j].sin(); x[j] = s; } }
        s
    }";
    saves(source, &["s", "x[j].sin()", "for i in (0..n).rev()", "x[j]", "s"]);
}
