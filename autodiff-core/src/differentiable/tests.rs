//! The methods on each type that implements the trait here.

use super::*;
use alloc::{boxed::Box, collections::VecDeque, string::String, vec};
use core::fmt::Debug;
use core::marker::PhantomData;

/// What must hold of any value: methods agree about the leaves, and change nothing else.
fn check<T: Differentiable + PartialEq + Debug>(primal: &T, leaves: &[f64]) {
    assert_eq!((primal.flatten(), primal.leaves()), (leaves.to_vec(), leaves.len()));
    let (zero, mut cleared) = (primal.zero_like(), primal.clone());
    cleared.set_zero();
    assert_eq!(cleared, zero);
    assert!(zero.flatten().iter().all(|leaf| leaf.to_bits() == 0), "a zero is positive: {zero:?}");
    assert_eq!((primal.mismatch(&zero), zero.inner_product(primal)), (None, 0.0));

    let mut doubled = primal.clone();
    doubled.accumulate(primal);
    let mut scaled = primal.clone();
    scaled.scale_by(2.0);
    assert_eq!(scaled, doubled);
    assert_eq!(doubled.inner_product(primal), leaves.iter().map(|leaf| 2.0 * leaf * leaf).sum());
    doubled.read_from(leaves);
    assert_eq!(&doubled, primal);

    let mut counted = primal.clone();
    let mut number = 0.0;
    counted.visit_mut(&mut |leaf| {
        number += 1.0;
        *leaf = number;
    });
    let mut row = vec![0.0; leaves.len()];
    counted.write_to(&mut row);
    assert!(row.iter().zip(1..).all(|(leaf, number)| *leaf == f64::from(number)), "visited in another order: {row:?}");
}

#[test]
fn floats_are_leaves() {
    check(&1.5, &[1.5]);
    check(&-2.5_f32, &[-2.5]);
    assert_eq!((0.5.as_number(), 0.5_f32.as_number(), 5.as_number()), (Some(0.5), Some(0.5), None));
    assert_eq!((f64::of_number(0.5), f32::of_number(0.5), <(f64,)>::of_number(0.5)), (Some(0.5), Some(0.5), None));
}

#[test]
fn what_is_no_float_has_no_leaf() {
    fn without<T: Differentiable + PartialEq + Debug>(primal: &T, zero: &T) {
        check(zero, &[]);
        assert_eq!((primal.flatten(), primal.leaves(), primal.inner_product(primal)), (vec![], 0, 0.0));
        assert_eq!(&primal.zero_like(), zero);
        let mut same = primal.clone();
        same.accumulate(primal);
        same.scale_by(0.0);
        same.visit_mut(&mut |leaf| *leaf = 7.0);
        same.read_from(&[]);
        assert_eq!(&same, primal);
    }
    without(&true, &false);
    without(&'x', &'\0');
    without(&-5_i8, &0);
    without(&5_u64, &0);
    without(&usize::MAX, &0);
    without(&"text", &"");
    without(&String::from("text"), &String::new());
    without(&(), &());
    without(&PhantomData::<str>, &PhantomData);
}

#[test]
fn what_is_made_of_others_has_their_leaves() {
    check(&[[1.0, 2.0], [3.0, 4.0]], &[1.0, 2.0, 3.0, 4.0]);
    check(&vec![vec![1.0, 2.0], vec![], vec![3.0]], &[1.0, 2.0, 3.0]);
    check(&VecDeque::from([Some(1.0), None]), &[1.0]);
    check(&Box::new((1.0, [2.0_f32; 2])), &[1.0, 2.0, 2.0]);
    check(
        &(1.0, (), 2.0, Some(Box::new(3.0)), vec![4.0], [5.0], 6.0_f32, (7.0,)),
        &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0],
    );
    check(&None::<f64>, &[]);
    check(&[0.0; 0], &[]);
}

#[test]
fn a_zero_wins_over_what_is_not_finite() {
    let mut partials = (0.0, Some(f64::INFINITY), [f32::NAN, 2.0]);
    partials.scale_by(0.0);
    assert_eq!(partials, (0.0, Some(0.0), [0.0, 0.0]));
    let mut partials = vec![0.0, -1.0];
    partials.scale_by(f64::INFINITY);
    assert_eq!(partials, [0.0, f64::NEG_INFINITY]);
    assert_eq!([0.0, 2.0].inner_product(&[f64::INFINITY, 3.0]), 6.0);
    assert_eq!((f32::NAN, 2.0).inner_product(&(0.0, 3.0)), 6.0);
}

#[test]
fn an_f32_is_rounded_once() {
    let mut leaf = 1.0_f32;
    leaf.visit_mut(&mut |wide| *wide += 1e-12);
    assert_eq!(leaf, 1.0);
    assert_eq!(1e30_f32.inner_product(&1e30), f64::from(1e30_f32) * f64::from(1e30_f32));
}

#[test]
fn extents_are_compared() {
    let differ = |ours, theirs| Some(Mismatch::Variants(ours, theirs));
    assert_eq!(vec![1.0].mismatch(&vec![]), Some(Mismatch::Lengths(1, 0)));
    assert_eq!([(0, vec![1.0])].mismatch(&[(5, vec![1.0, 2.0])]), Some(Mismatch::Lengths(1, 2)));
    assert_eq!(Box::new((1.0, None)).mismatch(&Box::new((2.0, Some(1.0)))), differ("None", "Some"));
    assert_eq!(VecDeque::from([1.0]).mismatch(&VecDeque::new()), Some(Mismatch::Lengths(1, 0)));
}

#[test]
fn what_has_no_leaves_has_one_derivative() {
    let (mut ours, theirs) = ((Some(1_u8), [Some((true, 'a'))], vec![1_u32]), (None, [None], vec![2, 3]));
    ours.accumulate(&theirs);
    assert_eq!(ours, (Some(1), [Some((true, 'a'))], vec![1]));
    assert_eq!((ours.inner_product(&theirs), ours.mismatch(&theirs)), (0.0, None));
    assert_eq!(Some(vec![1_u32]).mismatch(&None), Some(Mismatch::Variants("Some", "None")));
}

#[test]
#[should_panic(expected = "derivatives of different lengths are combined")]
fn longer_sums_are_refused() {
    vec![1.0].accumulate(&vec![1.0, 2.0]);
}

#[test]
#[should_panic(expected = "derivatives of different lengths are combined")]
fn longer_products_are_refused() {
    let _ = VecDeque::from([1.0]).inner_product(&VecDeque::new());
}

#[test]
#[should_panic(expected = "derivatives of different variants are combined, `Some` and `None`")]
fn sums_with_nothing_are_refused() {
    [Some(1.0)].accumulate(&[None]);
}

#[test]
#[should_panic(expected = "`None` and `Some`")]
fn products_with_nothing_are_refused() {
    let _ = None.inner_product(&Some(1.0));
}

#[test]
#[should_panic(expected = "a slice of length 3 for a value with 2 leaves")]
fn a_slice_that_is_too_long_is_refused() {
    [1.0, 2.0].write_to(&mut [0.0; 3]);
}
