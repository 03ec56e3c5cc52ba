//! What a tape holds, and how.

use super::tape::{Record, Tape};
use super::vectors::Vectors;
use crate::generic::Scalar;
use alloc::vec::Vec;

/// What can be put on a tape.
pub trait Recorded: Sized {
    /// Puts it there.
    fn put(&self, tape: &mut Tape);

    /// Reads it again.
    fn next(record: &mut Record<'_>) -> Self;

    /// Puts several there.
    #[inline]
    fn put_slice(values: &[Self], tape: &mut Tape) {
        values.len().put(tape);
        values.iter().for_each(|value| value.put(tape));
    }

    /// Reads them again.
    #[inline]
    fn next_vec(record: &mut Record<'_>) -> Vec<Self> {
        let len = record.next::<usize>();
        (0..len).map(|_| record.next()).collect()
    }
}

/// What lies on a stack of its own.
pub trait Stacked: Recorded {
    /// What lies there from one number to another.
    fn lying(tape: &Tape, begin: usize, end: usize) -> &[Self];
}

/// What a tape holds in vectors of its own.
pub trait Given: Stacked {
    /// Gives it a vector, and says which one that is.
    fn give(values: Vec<Self>, tape: &mut Tape) -> usize;

    /// What lies in one of them.
    fn given(tape: &Tape, index: usize) -> &[Self];
}

/// Floats, of which the tape has vectors to lend.
pub trait Pooled: Given + Scalar {
    #[doc(hidden)]
    #[allow(private_interfaces, reason = "of the tape alone")]
    fn vectors(tape: &mut Tape) -> &mut Vectors<Self>;
}

macro_rules! pooled {
    ($($scalar:ty: $vectors:ident;)*) => {$(
        impl Given for $scalar {
            #[inline]
            fn give(values: Vec<Self>, tape: &mut Tape) -> usize {
                tape.$vectors.hold(values);
                tape.$vectors.len() - 1
            }

            #[inline]
            fn given(tape: &Tape, index: usize) -> &[Self] {
                tape.$vectors.held(index)
            }
        }

        impl Pooled for $scalar {
            #[allow(private_interfaces, reason = "of the tape alone")]
            #[inline]
            fn vectors(tape: &mut Tape) -> &mut Vectors<Self> {
                &mut tape.$vectors
            }
        }
    )*};
}

pooled! {
    f64: f64_vectors;
    f32: f32_vectors;
}

/// Scalars, by the word that they are.
macro_rules! words {
    ($($scalar:ty: $to:expr, $from:expr, $($stack:ident)?;)*) => {$(
        impl Recorded for $scalar {
            #[inline]
            fn put(&self, tape: &mut Tape) {
                let to: fn($scalar) -> u64 = $to;
                tape.words.push(to(*self));
            }

            #[inline]
            fn next(record: &mut Record<'_>) -> Self {
                let from: fn(u64) -> $scalar = $from;
                from(record.word())
            }

            $(
                #[inline]
                fn put_slice(values: &[Self], tape: &mut Tape) {
                    let begin = tape.$stack.len();
                    tape.$stack.extend_from_slice(values);
                    let end = tape.$stack.len();
                    tape.words.extend_from_slice(&[begin as u64, end as u64]);
                }

                #[inline]
                fn next_vec(record: &mut Record<'_>) -> Vec<Self> {
                    record.slice().to_vec()
                }
            )?
        }

        $(
            impl Stacked for $scalar {
                #[inline]
                fn lying(tape: &Tape, begin: usize, end: usize) -> &[Self] {
                    &tape.$stack[begin..end]
                }
            }
        )?
    )*};
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    clippy::cast_lossless,
    trivial_numeric_casts,
    reason = "a word holds each of them, and comes back as what it was"
)]
mod scalars {
    use super::{Record, Recorded, Stacked, Tape, Vec};

    words! {
        f64: f64::to_bits, f64::from_bits, f64s;
        f32: |x| u64::from(x.to_bits()), |word| f32::from_bits(word as u32), f32s;
        usize: |n| n as u64, |word| word as usize, usizes;
        bool: u64::from, |word| word != 0, bools;
        isize: |n| n as u64, |word| word as isize,;
        u8: |n| n as u64, |word| word as u8,;
        u16: |n| n as u64, |word| word as u16,;
        u32: |n| n as u64, |word| word as u32,;
        u64: |n| n, |word| word,;
        i8: |n| n as u64, |word| word as i8,;
        i16: |n| n as u64, |word| word as i16,;
        i32: |n| n as u64, |word| word as i32,;
        i64: |n| n as u64, |word| word as i64,;
    }
}

impl<R: Recorded, const N: usize> Recorded for [R; N] {
    #[inline]
    fn put(&self, tape: &mut Tape) {
        self.iter().for_each(|value| value.put(tape));
    }

    #[inline]
    fn next(record: &mut Record<'_>) -> Self {
        core::array::from_fn(|_| record.next())
    }

    #[inline]
    fn put_slice(values: &[Self], tape: &mut Tape) {
        if N == 0 {
            return values.len().put(tape);
        }
        R::put_slice(values.as_flattened(), tape);
    }

    #[inline]
    fn next_vec(record: &mut Record<'_>) -> Vec<Self> {
        if N == 0 {
            return (0..record.next::<usize>()).map(|_| record.next()).collect();
        }
        let mut values = R::next_vec(record).into_iter();
        (0..values.len() / N).map(|_| core::array::from_fn(|_| values.next().expect("a row is whole"))).collect()
    }
}

/// Rows lie one behind the other.
impl<S: Stacked, const N: usize> Stacked for [S; N] {
    #[inline]
    fn lying(tape: &Tape, begin: usize, end: usize) -> &[Self] {
        S::lying(tape, begin, end).as_chunks().0
    }
}

impl<G: Given, const N: usize> Given for [G; N] {
    #[inline]
    fn give(values: Vec<Self>, tape: &mut Tape) -> usize {
        G::give(values.into_flattened(), tape)
    }

    #[inline]
    fn given(tape: &Tape, index: usize) -> &[Self] {
        G::given(tape, index).as_chunks().0
    }
}

impl<R: Recorded> Recorded for Vec<R> {
    #[inline]
    fn put(&self, tape: &mut Tape) {
        R::put_slice(self, tape);
    }

    #[inline]
    fn next(record: &mut Record<'_>) -> Self {
        R::next_vec(record)
    }
}
