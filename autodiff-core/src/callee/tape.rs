//! What functions that run once record for their adjoints.
//!
//! One tape is handed down through all calls of a companion. A function that has run puts a
//! *record* on it: scalars as words, memory on the stack of its type. The adjoint finds the record
//! by its position, which is a number like any other result of the call: so records are read in any
//! order, and a function may call itself.
//!
//! ```
//! use autodiff_core::callee::Tape;
//!
//! let mut tape = Tape::new();
//! let at = tape.position();
//! tape.put(&0.5_f64);
//! tape.put_slice(&[1.0, 2.0]);
//! let mut record = tape.record(at);
//! assert_eq!((record.next::<f64>(), record.slice::<f64>()), (0.5, &[1.0, 2.0][..]));
//! ```

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::any::Any;

/// The records of all calls below a companion.
#[derive(Debug, Default)]
pub struct Tape {
    words: Vec<u64>,
    f64s: Vec<f64>,
    f32s: Vec<f32>,
    usizes: Vec<usize>,
    bools: Vec<bool>,
    /// Data, each as what it is.
    others: Vec<Box<dyn Any>>,
}

/// How long a tape was.
#[derive(Clone, Copy, Debug)]
pub struct Mark([usize; 6]);

/// A record that is read from its beginning.
#[derive(Clone, Debug)]
pub struct Record<'t> {
    tape: &'t Tape,
    next: usize,
}

impl Tape {
    /// A tape with nothing on it, which has not allocated.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Tape {
            words: Vec::new(),
            f64s: Vec::new(),
            f32s: Vec::new(),
            usizes: Vec::new(),
            bools: Vec::new(),
            others: Vec::new(),
        }
    }

    /// Where the next record begins.
    #[inline]
    #[must_use]
    pub fn position(&self) -> usize {
        self.words.len()
    }

    /// Puts a value on the tape.
    #[inline]
    pub fn put<R: Recorded>(&mut self, value: &R) {
        value.put(self);
    }

    /// Puts what a slice holds on the tape.
    #[inline]
    pub fn put_slice<R: Recorded>(&mut self, values: &[R]) {
        R::put_slice(values, self);
    }

    /// Puts data on the tape.
    #[inline]
    pub fn keep<T: 'static>(&mut self, value: T) {
        self.put(&self.others.len());
        self.others.push(Box::new(value));
    }

    /// The record that begins there.
    #[inline]
    #[must_use]
    pub fn record(&self, at: usize) -> Record<'_> {
        Record { tape: self, next: at }
    }

    /// How long it is now.
    #[inline]
    #[must_use]
    pub fn mark(&self) -> Mark {
        let [words, f64s, f32s] = [self.words.len(), self.f64s.len(), self.f32s.len()];
        Mark([words, f64s, f32s, self.usizes.len(), self.bools.len(), self.others.len()])
    }

    /// Takes back what has been put on it since.
    #[inline]
    pub fn take_back(&mut self, Mark([words, f64s, f32s, usizes, bools, others]): Mark) {
        self.words.truncate(words);
        self.f64s.truncate(f64s);
        self.f32s.truncate(f32s);
        self.usizes.truncate(usizes);
        self.bools.truncate(bools);
        self.others.truncate(others);
    }
}

impl<'t> Record<'t> {
    /// The next value, in the order in which they were put there.
    #[allow(clippy::should_implement_trait, reason = "each one may be of another type")]
    #[inline]
    #[must_use]
    pub fn next<R: Recorded>(&mut self) -> R {
        R::next(self)
    }

    /// The next values, where they lie.
    #[inline]
    #[must_use]
    pub fn slice<S: Stacked>(&mut self) -> &'t [S] {
        let [begin, end] = [self.next::<usize>(), self.next::<usize>()];
        S::lying(self.tape, begin, end)
    }

    /// The next values, as a vector.
    #[inline]
    #[must_use]
    pub fn vec<R: Recorded>(&mut self) -> Vec<R> {
        R::next_vec(self)
    }

    /// The next data, where it lies.
    ///
    /// # Panics
    ///
    /// If it is of another type.
    #[inline]
    #[must_use]
    pub fn kept<T: 'static>(&mut self) -> &'t T {
        let at = self.next::<usize>();
        self.tape.others[at].downcast_ref().expect("a record is read as what was put there")
    }

    /// The same as a value.
    #[inline]
    #[must_use]
    pub fn kept_value<T: Clone + 'static>(&mut self) -> T {
        self.kept::<T>().clone()
    }

    #[inline]
    fn word(&mut self) -> u64 {
        let word = self.tape.words[self.next];
        self.next += 1;
        word
    }
}

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

#[cfg(test)]
mod tests {
    use super::Tape;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn what_was_put_on_it_comes_back() {
        let mut tape = Tape::new();
        let first = tape.position();
        tape.put(&-0.0_f64);
        tape.put(&(-3_i32, i64::MIN, u8::MAX).1);
        tape.put(&true);
        tape.put(&[[1.5_f32; 2]; 2]);
        let second = tape.position();
        tape.put_slice(&[1.0, 2.0]);
        tape.put(&vec![vec![1_usize], vec![]]);
        tape.put_slice(&[-1_i32, 2]);
        tape.put_slice(&[[0.5, 1.5], [2.5, 3.5]]);
        tape.put_slice(&[[0.5; 0]; 3]);
        tape.put_slice(&[[1_i8; 3]; 2]);
        let mut record = tape.record(second);
        assert_eq!(record.slice::<f64>(), [1.0, 2.0]);
        assert_eq!(record.next::<Vec<Vec<usize>>>(), vec![vec![1], vec![]]);
        assert_eq!(record.vec::<i32>(), vec![-1, 2]);
        let mut same = record.clone();
        assert_eq!(record.vec::<[f64; 2]>(), vec![[0.5, 1.5], [2.5, 3.5]]);
        assert_eq!(same.slice::<[f64; 2]>(), [[0.5, 1.5], [2.5, 3.5]]);
        assert_eq!((record.vec::<[f64; 0]>().len(), record.vec::<[i8; 3]>()), (3, vec![[1; 3]; 2]));
        let mut record = tape.record(first);
        assert!(record.next::<f64>().is_sign_negative());
        assert_eq!((record.next::<i64>(), record.next::<bool>()), (i64::MIN, true));
        assert_eq!(record.next::<[[f32; 2]; 2]>(), [[1.5; 2]; 2]);
    }

    #[test]
    fn data_comes_back_as_what_it_is() {
        #[derive(Clone, Debug, PartialEq)]
        struct Body(Vec<f64>);

        let mut tape = Tape::new();
        tape.keep(Body(vec![1.0]));
        let mark = tape.mark();
        tape.keep(vec![Body(vec![2.0])]);
        let mut record = tape.record(0);
        assert_eq!((record.kept::<Body>().0[0], record.kept_value::<Vec<Body>>()), (1.0, vec![Body(vec![2.0])]));
        tape.take_back(mark);
        assert_eq!((tape.others.len(), tape.position()), (1, 1));
    }

    #[test]
    fn what_is_taken_back_is_gone() {
        let mut tape = Tape::new();
        tape.put(&1.0_f64);
        let mark = tape.mark();
        tape.put_slice(&[2.0_f64; 3]);
        tape.take_back(mark);
        assert_eq!(tape.position(), 1);
        let at = tape.position();
        tape.put_slice(&[3.0_f64]);
        assert_eq!((tape.record(at).slice::<f64>(), tape.record(0).next::<f64>()), (&[3.0][..], 1.0));
    }
}
