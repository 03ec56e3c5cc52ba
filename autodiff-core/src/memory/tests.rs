//! Zeros, sums, factors and extents of memory of each form.

use super::*;
use alloc::vec;

#[test]
fn zeros_keep_extents_and_types() {
    let ragged = vec![vec![(1.0_f64, true, 7_usize)], vec![]];
    assert_eq!(zeros_like(&ragged), vec![vec![(0.0, false, 0)], vec![]]);
    assert_eq!(zeros_like(&ragged[..1]), vec![vec![(0.0, false, 0)]]);
    assert_eq!(zeros_like(&[vec![1.0_f32], vec![2.0, 3.0]]), [vec![0.0], vec![0.0; 2]]);
    assert_eq!(zeros_like(&(1.0, [2.0; 2], 3_u8)), (0.0, [0.0; 2], 0));
}

#[test]
fn zeros_are_positive() {
    let mut memory = [-1.0_f64, -0.0];
    set_zero(&mut memory);
    assert!(memory.iter().chain(&zeros_like(&memory)).all(|x| x.is_sign_positive()));
}

#[test]
fn sums_leave_integers_alone() {
    let mut sum = vec![(1.0, 5), (2.0, 6)];
    accumulate(&mut sum, &[(0.5, 100), (-2.0, 100)]);
    assert_eq!(sum, vec![(1.5, 5), (0.0, 6)]);
    let mut nested = [vec![1.0], vec![2.0, 3.0]];
    accumulate(&mut nested, &[vec![10.0], vec![20.0, 30.0]]);
    assert_eq!(nested, [vec![11.0], vec![22.0, 33.0]]);
}

#[test]
fn extents_that_agree() {
    same_extents::<f64>("a", &[], "b", &[]);
    same_extents("a", &[vec![0.0], vec![]], "b", &[vec![1.0], vec![]]);
    same_extents("a", &[(0.0, vec![0.0])], "b", &[(1.0, vec![2.0])]);
}

#[test]
#[should_panic(expected = "`x_dot` has length 1, but `x` has length 2")]
fn lengths_that_differ() {
    same_extents("x_dot", &[0.0], "x", &[1.0, 2.0]);
}

#[test]
#[should_panic(expected = "`m_bar[1]` has length 3, but `m[1]` has length 2")]
fn inner_lengths_that_differ() {
    same_extents("m_bar", &[vec![0.0; 2], vec![0.0; 3]], "m", &[vec![1.0; 2], vec![1.0; 2]]);
}
