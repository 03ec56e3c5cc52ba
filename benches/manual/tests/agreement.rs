//! Whoever computes a gradient, it is the same.

use approx::assert_relative_eq;
use autodiff_manual::cases::{self, Who};
use autodiff_manual::micro;

#[test]
fn the_gradients_agree() {
    for case in cases::small() {
        let by = |who| case.runs.iter().find(|(by, _)| *by == who).map(|(_, run)| run());
        let ours = by(Who::Ours).expect("every problem is solved by us");
        let largest = ours.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
        assert!(largest > 1e-6, "{}: the gradient says nothing", case.eval);
        assert!(by(Who::ByHand).is_some(), "{}: nothing by hand", case.eval);
        for who in [Who::ByHand, Who::Dual, Who::Tape] {
            let Some(other) = by(who) else { continue };
            assert_eq!(ours.len(), other.len(), "{}, {who:?}", case.eval);
            for (a, b) in ours.iter().zip(&other) {
                assert_relative_eq!(a, b, max_relative = 1e-9, epsilon = 1e-12 * largest);
            }
        }
    }
}

#[test]
fn each_name_is_a_function() {
    for name in micro::NAMES {
        micro::run(name).unwrap_or_else(|| panic!("no function is named {name}"))();
    }
    assert!(micro::run("sing").is_none());
}
