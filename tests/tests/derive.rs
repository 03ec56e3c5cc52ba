//! `#[derive(Differentiable)]` on types of many shapes.

#![allow(missing_docs, reason = "types for the tests")]

#[path = "derive/enums.rs"]
mod enums;
#[path = "derive/generics.rs"]
mod generics;
#[path = "derive/structs.rs"]
mod structs;

use autodiff::Differentiable;

/// What must hold of any value: the zero has its extents, and the methods agree about
/// the leaves.
fn check<T: Differentiable + PartialEq + std::fmt::Debug>(primal: &T, leaves: &[f64]) {
    assert_eq!(primal.flatten(), leaves);
    assert_eq!(primal.leaves(), leaves.len());
    let mut row = vec![f64::NAN; leaves.len()];
    primal.write_to(&mut row);
    assert_eq!(row, leaves);

    let zero = primal.zero_like();
    assert_eq!(zero.flatten(), vec![0.0; leaves.len()]);
    let mut cleared = primal.clone();
    cleared.set_zero();
    assert_eq!(cleared, zero);

    let mut sum = primal.clone();
    sum.accumulate(primal);
    let doubled: Vec<_> = leaves.iter().map(|leaf| 2.0 * leaf).collect();
    assert_eq!(sum.flatten(), doubled);
    sum.scale_by(0.5);
    assert_eq!(&sum, primal);
    assert_eq!(primal.inner_product(&sum), leaves.iter().map(|leaf| leaf * leaf).sum());

    let mut moved = primal.clone();
    moved.visit_mut(&mut |leaf| *leaf += 1.0);
    assert_eq!(moved.flatten(), leaves.iter().map(|leaf| leaf + 1.0).collect::<Vec<_>>());
    moved.read_from(leaves);
    assert_eq!(&moved, primal);
}
