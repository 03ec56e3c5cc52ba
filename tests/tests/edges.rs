//! The published table of edges, through every mode; and the named hazards.
//!
//! At each point of the table the forward tangent along each argument, the
//! gradient, and the adjoint under a seed that the compiler does not know agree
//! bit for bit, and are the partials of the table. All NaNs are one here, and
//! so are the two zeros: a tangent along one argument adds the zero of the
//! other ones, and `-0.0 + 0.0` is `0.0`.

#[path = "edges/hazards.rs"]
mod hazards;
#[path = "edges/subjects.rs"]
mod subjects;

use autodiff::rules;
use std::collections::BTreeSet;
use subjects::SUBJECTS;

/// What each mode says at a point: an entry for each float argument.
struct Modes {
    /// The result, by the function itself and by a companion.
    values: Vec<f64>,
    forward: Vec<f64>,
    gradient: Vec<f64>,
    adjoint: Vec<f64>,
}

fn same(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan())
}

fn all_same(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(*a, *b))
}

impl Modes {
    /// The entries, if all modes agree.
    fn agreed(&self) -> Result<&[f64], String> {
        let Modes { values, forward, gradient, adjoint } = self;
        let agree = all_same(forward, gradient) && all_same(gradient, adjoint);
        if agree && same(values[0], values[1]) {
            Ok(forward)
        } else {
            Err(format!("values {values:?}, forward {forward:?}, gradient {gradient:?}, adjoint {adjoint:?}"))
        }
    }
}

#[test]
fn every_rule_has_a_subject() {
    // The products of the transforms are no methods.
    let rules: BTreeSet<_> =
        rules::all().filter(|rule| !rule.is_product_of_derivatives()).map(|rule| rule.name).collect();
    let subjects: BTreeSet<_> = SUBJECTS.iter().map(|(name, _)| *name).collect();
    assert_eq!(subjects, rules);
}

#[test]
fn every_mode_gives_the_table() {
    let mut failures = Vec::new();
    let mut points = 0;
    for (name, modes) in SUBJECTS {
        let rule = rules::find(name).expect("a subject is named after a rule");
        for edge in rule.edges {
            points += 1;
            match modes(edge.at).agreed() {
                Ok(partials) if all_same(partials, edge.partials) => {}
                Ok(partials) => {
                    failures.push(format!("{name} at {:?}: {partials:?}, in the table {:?}", edge.at, edge.partials));
                }
                Err(modes) => failures.push(format!("{name} at {:?}: {modes}", edge.at)),
            }
        }
    }
    assert!(points > 100, "the table has only {points} points");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn modes_agree_where_there_is_no_edge() {
    for (name, modes) in SUBJECTS {
        let rule = rules::find(name).expect("a subject is named after a rule");
        for at in rule.samples {
            let agreed = modes(at).agreed().map(|partials| partials.iter().all(|p| p.is_finite()));
            assert_eq!(agreed, Ok(true), "{name} at {at:?}");
        }
    }
}
