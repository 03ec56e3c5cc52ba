//! What is measured is the same: the derivatives of both agree.

#[path = "../benches/cases.rs"]
mod cases;

use cases::{By, NAMES, case};

#[test]
fn both_give_the_same() {
    for name in NAMES {
        let [ours, theirs] = [By::Us, By::DualNumbers].map(|by| case(name, by)());
        assert!((ours - theirs).abs() <= 1e-11 * (1.0 + theirs.abs()), "{name}: {ours} and {theirs}");
    }
}
