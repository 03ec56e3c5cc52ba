//! Callees that take no lanes, and run for one after the other.

use super::{Lanes, LanesOf};
use crate::generic::Scalar;
use crate::rows::Rows;
#[cfg(feature = "alloc")]
use alloc::vec::Vec;
use core::array;

/// What has lanes, of which one can be taken alone.
pub trait Laned {
    /// What it is along one direction.
    type One: 'static;

    /// One lane of it.
    fn lane(&self, lane: usize) -> Self::One;
}

impl<const N: usize, T: Scalar> Laned for Lanes<N, T> {
    type One = T;

    #[inline]
    fn lane(&self, lane: usize) -> T {
        self.0[lane]
    }
}

/// A zero along all directions, beside what has lanes.
macro_rules! floats {
    ($($float:ty)*) => {$(
        impl Laned for $float {
            type One = $float;

            #[inline]
            fn lane(&self, _: usize) -> $float {
                *self
            }
        }
    )*};
}

floats!(f64 f32);

impl<T: Laned, const M: usize> Laned for [T; M] {
    type One = [T::One; M];

    #[inline]
    fn lane(&self, lane: usize) -> Self::One {
        array::from_fn(|i| self[i].lane(lane))
    }
}

#[cfg(feature = "alloc")]
impl<T: Laned> Laned for [T] {
    type One = Vec<T::One>;

    #[inline]
    fn lane(&self, lane: usize) -> Self::One {
        self.iter().map(|value| value.lane(lane)).collect()
    }
}

#[cfg(feature = "alloc")]
impl<T: Laned> Laned for Vec<T> {
    type One = Vec<T::One>;

    #[inline]
    fn lane(&self, lane: usize) -> Self::One {
        self[..].lane(lane)
    }
}

macro_rules! tuples {
    ($(($($entry:ident $i:tt),*))*) => {$(
        impl<$($entry: Laned),*> Laned for ($($entry,)*) {
            type One = ($($entry::One,)*);

            #[inline]
            #[allow(unused_variables, clippy::unused_unit, reason = "`()` has no entries")]
            fn lane(&self, lane: usize) -> Self::One {
                ($(self.$i.lane(lane),)*)
            }
        }
    )*};
}

tuples! {
    ()
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// One lane of it, for a callee that takes no lanes.
#[inline]
pub fn lane_of<T: Laned + ?Sized>(of: &T, lane: usize) -> T::One {
    of.lane(lane)
}

/// Runs a callee that takes no lanes for each of them: the value that it gives, and its
/// derivatives with a lane for each.
///
/// ```
/// use autodiff_core::lanes::{Lanes, each_lane};
///
/// let square_jvp = |x: f64, x_dot: f64| (x * x, [2.0 * x * x_dot]);
/// let x_dot = Lanes([1.0, 10.0]);
/// assert_eq!(each_lane::<2, _, _>(|lane| square_jvp(3.0, x_dot[lane])), (9.0, [Lanes([6.0, 60.0])]));
/// ```
#[inline]
pub fn each_lane<const N: usize, V, D: Rows>(mut run: impl FnMut(usize) -> (V, D)) -> (V, D::Several<LanesOf<N>>) {
    const { assert!(N > 0, "there is at least one direction") };
    let mut value = None;
    let all: [D; N] = array::from_fn(|lane| {
        let (of_lane, derivative) = run(lane);
        value.get_or_insert(of_lane);
        derivative
    });
    (value.expect("there is at least one direction"), gathered(&all))
}

/// So many leaves are gathered at a time.
const BLOCK: usize = 8;

/// The derivatives with a lane for each.
#[inline]
fn gathered<const N: usize, D: Rows>(all: &[D; N]) -> D::Several<LanesOf<N>> {
    #[cfg(feature = "alloc")]
    if all[0].leaves() > BLOCK {
        let rows: Vec<Vec<f64>> = all.iter().map(D::flatten).collect();
        let mut leaf = 0;
        return all[0].several::<LanesOf<N>>(&mut || {
            let lanes = Lanes(array::from_fn(|lane| rows[lane][leaf]));
            leaf += 1;
            lanes
        });
    }
    let (mut block, mut leaf) = ([Lanes::ZERO; BLOCK], 0);
    all[0].several::<LanesOf<N>>(&mut || {
        let at = leaf % BLOCK;
        if at == 0 {
            block = leaves_from(all, leaf);
        }
        leaf += 1;
        block[at]
    })
}

/// The leaves from this one on.
#[inline]
fn leaves_from<const N: usize, D: Rows>(all: &[D; N], first: usize) -> [Lanes<N>; BLOCK] {
    let mut block = [Lanes::ZERO; BLOCK];
    for (lane, derivative) in all.iter().enumerate() {
        let mut leaf = 0_usize;
        derivative.visit(&mut |value| {
            if let Some(lanes) = block.get_mut(leaf.wrapping_sub(first)) {
                lanes.0[lane] = value;
            }
            leaf += 1;
        });
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_callee_runs_for_each_lane() {
        let dot = (Lanes([1.0, 2.0]), [Lanes([3.0, 4.0]); 2]);
        let run = |lane| {
            let (a, b) = lane_of(&dot, lane);
            let mut next = -b[0];
            let multiples: [f64; 19] = array::from_fn(|_| {
                next += b[0];
                a + next
            });
            (7, multiples)
        };
        let (value, lanes) = each_lane::<2, _, _>(run);
        assert_eq!((value, lanes[0], lanes[18]), (7, Lanes([1.0, 2.0]), Lanes([55.0, 74.0])));
        let ((), pair) = each_lane::<2, _, _>(|lane| ((), (lane_of(&dot.0, lane), lane_of(&dot.1[1], lane))));
        assert_eq!(pair, (Lanes([1.0, 2.0]), Lanes([3.0, 4.0])));
    }
}
