//! Which rules are curved.

use crate::lower;
use crate::rulebook::Rulebook;
use crate::transform::is_curved;
use autodiff_core::rule::{ArgKind, Rule};
use autodiff_core::rules;
use autodiff_core::series::rules::NAMES;

/// Every choice of float arguments that move, but none.
fn choices(rule: &Rule) -> Vec<Vec<bool>> {
    let floats: Vec<bool> = rule.args.iter().map(|arg| arg.kind == ArgKind::Float).collect();
    let moves = |choice: u32| floats.iter().enumerate().map(|(i, float)| *float && (choice >> i) & 1 == 1).collect();
    (0..1 << floats.len()).map(moves).filter(|moves: &Vec<bool>| moves.contains(&true)).collect()
}

/// So that there is no rule of which a series would be wrong or missing.
#[test]
fn a_curved_rule_has_a_recurrence_and_no_other_rule_has() {
    let book = Rulebook::new(lower::rule);
    for rule in rules::all().filter(|rule| !rule.is_product_of_derivatives()) {
        let curved = choices(rule).iter().any(|moves| is_curved(&book, rule, moves));
        assert_eq!(curved, NAMES.contains(&rule.name), "{}", rule.name);
    }
}

#[test]
fn what_does_not_move_makes_no_curve() {
    let book = Rulebook::new(lower::rule);
    let table: &[(&str, &[bool], bool)] = &[
        ("mul", &[true, true], true),
        ("mul", &[true, false], false),
        ("mul", &[false, true], false),
        ("div", &[true, false], false),
        ("div", &[false, true], true),
        ("mul_add", &[true, false, true], false),
        ("mul_add", &[true, true, false], true),
        ("powf", &[true, false], true),
        ("powf", &[false, true], true),
        ("max", &[true, true], false),
        ("rem", &[true, true], false),
        ("copysign", &[true, true], false),
        ("hypot", &[true, false], true),
        ("atan2", &[false, true], true),
    ];
    for (name, moves, expected) in table {
        let rule = rules::find(name).expect("it is a rule");
        assert_eq!(is_curved(&book, rule, moves), *expected, "{name} {moves:?}");
    }
}
