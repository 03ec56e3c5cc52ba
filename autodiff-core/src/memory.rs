//! What generated code does to whole pieces of memory: shadows of zeros, sums
//! of cotangents, and the question whether two pieces have the same extents.
//!
//! Memory is a slice, an array, a vector, and what lies in them is scalars,
//! tuples and memory again. An integer or a `bool` in it has no derivative: in
//! a tangent or a cotangent its place holds a zero or `false`, and sums leave it
//! alone.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

/// What lies in memory.
pub trait Memory {
    /// Makes every scalar zero.
    fn set_zero(&mut self);

    /// Adds the floats of `more`, which has the same extents.
    fn accumulate(&mut self, more: &Self);

    /// The first two lengths that differ, this one's first.
    fn mismatch(&self, other: &Self) -> Option<(usize, usize)>;
}

/// Memory that can be made anew with zeros in it.
pub trait ZerosLike: Memory {
    /// What owns as many zeros: of a slice, a vector.
    type Owned;

    /// Zeros, with the extents of `self`.
    fn zeros_like(&self) -> Self::Owned;
}

/// Zeros with the extents of `of`: the shadow of a parameter.
///
/// ```
/// use autodiff_core::memory::zeros_like;
///
/// assert_eq!(zeros_like(&[1.0, 2.0][..]), vec![0.0; 2]);
/// assert_eq!(zeros_like(&[[1.0, 2.0], [3.0, 4.0]]), [[0.0; 2]; 2]);
/// assert_eq!(zeros_like(&vec![(1.0, 7), (2.0, 8)]), vec![(0.0, 0); 2]);
/// assert_eq!(zeros_like(&vec![vec![1.0], vec![]]), vec![vec![0.0], vec![]]);
/// ```
#[inline]
#[must_use]
pub fn zeros_like<M: ZerosLike + ?Sized>(of: &M) -> M::Owned {
    of.zeros_like()
}

/// Makes every scalar of `memory` zero. Nothing is allocated or freed.
///
/// ```
/// use autodiff_core::memory::set_zero;
///
/// let mut shadow = [[1.0, 2.0], [3.0, 4.0]];
/// set_zero(&mut shadow);
/// assert_eq!(shadow, [[0.0; 2]; 2]);
/// ```
#[inline]
pub fn set_zero<T: Memory>(memory: &mut [T]) {
    memory.set_zero();
}

/// Adds `more` to `sum`, float by float.
///
/// # Panics
///
/// If the lengths differ: never in generated code, where it would be a bug that
/// must not give a wrong derivative.
///
/// ```
/// use autodiff_core::memory::accumulate;
///
/// let mut sum = [[1.0, 2.0], [3.0, 4.0]];
/// accumulate(&mut sum, &[[10.0, 20.0], [30.0, 40.0]]);
/// assert_eq!(sum, [[11.0, 22.0], [33.0, 44.0]]);
/// ```
#[inline]
pub fn accumulate<T: Memory>(sum: &mut [T], more: &[T]) {
    sum.accumulate(more);
}

/// Checks that a tangent, a seed or a shadow has the extents of what it belongs
/// to.
///
/// ```
/// use autodiff_core::memory::same_extents;
///
/// let (x, x_bar) = (vec![1.0, 2.0], [0.0, 0.0]);
/// same_extents("x_bar", &x_bar, "x", &x);
/// ```
///
/// # Panics
/// With both names and both lengths, if it has not:
///
/// ```should_panic
/// # use autodiff_core::memory::same_extents;
/// same_extents("x_bar", &[0.0; 3], "x", &[1.0; 2]);
/// ```
#[inline]
#[track_caller]
pub fn same_extents<T: Memory>(shadow_name: &str, shadow: &[T], of_name: &str, of: &[T]) {
    if shadow.len() != of.len() {
        differ(shadow_name, shadow.len(), of_name, of.len());
    }
    for (i, (ours, theirs)) in shadow.iter().zip(of).enumerate() {
        if let Some((ours, theirs)) = ours.mismatch(theirs) {
            element_differs((shadow_name, ours), (of_name, theirs), i);
        }
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn differ(shadow_name: &str, shadow: usize, of_name: &str, of: usize) -> ! {
    panic!("`{shadow_name}` has length {shadow}, but `{of_name}` has length {of}")
}

#[cold]
#[inline(never)]
#[track_caller]
fn element_differs((shadow_name, shadow): (&str, usize), (of_name, of): (&str, usize), i: usize) -> ! {
    panic!("`{shadow_name}[{i}]` has length {shadow}, but `{of_name}[{i}]` has length {of}")
}

macro_rules! scalars {
    ($($ty:ident = $zero:literal, $sum:tt;)*) => {$(
        impl Memory for $ty {
            #[inline]
            fn set_zero(&mut self) {
                *self = $zero;
            }

            #[inline]
            fn accumulate(&mut self, more: &Self) {
                scalars!(@ $sum self more);
            }

            #[inline]
            fn mismatch(&self, _: &Self) -> Option<(usize, usize)> {
                None
            }
        }

        impl ZerosLike for $ty {
            type Owned = $ty;

            #[inline]
            fn zeros_like(&self) -> $ty {
                $zero
            }
        }
    )*};
    (@ float $sum:ident $more:ident) => { *$sum += *$more; };
    (@ none $sum:ident $more:ident) => { let _ = $more; };
}

scalars! {
    f64 = 0.0, float;
    f32 = 0.0, float;
    bool = false, none;
    i8 = 0, none;
    i16 = 0, none;
    i32 = 0, none;
    i64 = 0, none;
    i128 = 0, none;
    isize = 0, none;
    u8 = 0, none;
    u16 = 0, none;
    u32 = 0, none;
    u64 = 0, none;
    u128 = 0, none;
    usize = 0, none;
}

impl<T: Memory> Memory for [T] {
    #[inline]
    fn set_zero(&mut self) {
        self.iter_mut().for_each(T::set_zero);
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        assert_eq!(self.len(), more.len(), "a sum of pieces with different lengths");
        for (sum, more) in self.iter_mut().zip(more) {
            sum.accumulate(more);
        }
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<(usize, usize)> {
        if self.len() != other.len() {
            return Some((self.len(), other.len()));
        }
        self.iter().zip(other).find_map(|(ours, theirs)| ours.mismatch(theirs))
    }
}

impl<T: Memory, const N: usize> Memory for [T; N] {
    #[inline]
    fn set_zero(&mut self) {
        self.as_mut_slice().set_zero();
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        self.as_mut_slice().accumulate(more.as_slice());
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<(usize, usize)> {
        self.as_slice().mismatch(other.as_slice())
    }
}

impl<T: ZerosLike<Owned = T>, const N: usize> ZerosLike for [T; N] {
    type Owned = [T; N];

    #[inline]
    fn zeros_like(&self) -> [T; N] {
        self.each_ref().map(T::zeros_like)
    }
}

#[cfg(feature = "alloc")]
impl<T: ZerosLike<Owned = T>> ZerosLike for [T] {
    type Owned = Vec<T>;

    #[inline]
    fn zeros_like(&self) -> Vec<T> {
        self.iter().map(T::zeros_like).collect()
    }
}

/// Without an allocator there is no place for zeros like those of a slice, which
/// shows where they are asked for.
#[cfg(not(feature = "alloc"))]
impl<T: ZerosLike<Owned = T>> ZerosLike for [T] {
    type Owned = NoRoom<T>;

    fn zeros_like(&self) -> NoRoom<T> {
        const { panic!("the zeros for a slice need the feature `alloc` of `autodiff`") }
    }
}

/// What owns as many zeros as a slice has elements, where nothing can.
#[cfg(not(feature = "alloc"))]
#[derive(Debug)]
pub enum NoRoom<T> {
    /// Never made.
    #[doc(hidden)]
    Never(core::convert::Infallible, core::marker::PhantomData<T>),
}

#[cfg(not(feature = "alloc"))]
impl<T> core::ops::Deref for NoRoom<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        let NoRoom::Never(never, _) = self;
        match *never {}
    }
}

#[cfg(not(feature = "alloc"))]
impl<T> core::ops::DerefMut for NoRoom<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        let NoRoom::Never(never, _) = self;
        match *never {}
    }
}

#[cfg(feature = "alloc")]
impl<T: Memory> Memory for Vec<T> {
    #[inline]
    fn set_zero(&mut self) {
        self.as_mut_slice().set_zero();
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        self.as_mut_slice().accumulate(more);
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<(usize, usize)> {
        self.as_slice().mismatch(other)
    }
}

#[cfg(feature = "alloc")]
impl<T: ZerosLike<Owned = T>> ZerosLike for Vec<T> {
    type Owned = Vec<T>;

    #[inline]
    fn zeros_like(&self) -> Vec<T> {
        self.as_slice().zeros_like()
    }
}

macro_rules! tuples {
    ($(($($entry:ident $i:tt),+))*) => {$(
        impl<$($entry: Memory),+> Memory for ($($entry,)+) {
            #[inline]
            fn set_zero(&mut self) {
                $(self.$i.set_zero();)+
            }

            #[inline]
            fn accumulate(&mut self, more: &Self) {
                $(self.$i.accumulate(&more.$i);)+
            }

            #[inline]
            fn mismatch(&self, other: &Self) -> Option<(usize, usize)> {
                None$(.or_else(|| self.$i.mismatch(&other.$i)))+
            }
        }

        impl<$($entry: ZerosLike<Owned = $entry>),+> ZerosLike for ($($entry,)+) {
            type Owned = Self;

            #[inline]
            fn zeros_like(&self) -> Self {
                ($(self.$i.zeros_like(),)+)
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}

#[cfg(all(test, feature = "alloc"))]
mod tests {
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
}
