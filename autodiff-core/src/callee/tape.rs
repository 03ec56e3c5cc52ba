//! What functions that run once record for their adjoints.
//!
//! One tape is handed down through all calls of a companion. A function that has run puts a
//! *record* on it: scalars as words, memory on the stack of its type, and a vector of floats that it has
//! made and nobody else needs as it is. The adjoint finds the record by its position, which is a number
//! like any other result of the call: so records are read in any order, and a function may call itself.
//!
//! ```
//! use autodiff_core::callee::Tape;
//!
//! let mut tape = Tape::new();
//! let at = tape.position();
//! tape.put(&0.5_f64);
//! tape.put_slice(&[1.0, 2.0]);
//! tape.give(vec![3.0]);
//! let mut record = tape.record(at);
//! assert_eq!((record.next::<f64>(), record.slice::<f64>()), (0.5, &[1.0, 2.0][..]));
//! assert_eq!(record.given::<f64>(), &[3.0][..]);
//! ```

use super::recorded::{Given, Pooled, Recorded, Stacked};
use super::vectors::Vectors;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::any::Any;

/// The records of all calls below a companion.
#[derive(Debug, Default)]
pub struct Tape {
    pub(super) words: Vec<u64>,
    pub(super) f64s: Vec<f64>,
    pub(super) f32s: Vec<f32>,
    pub(super) usizes: Vec<usize>,
    pub(super) bools: Vec<bool>,
    pub(super) f64_vectors: Vectors<f64>,
    pub(super) f32_vectors: Vectors<f32>,
    /// Data, each as what it is.
    pub(super) others: Vec<Box<dyn Any>>,
}

/// How long a tape was.
#[derive(Clone, Copy, Debug)]
pub struct Mark([usize; 8]);

/// A record that is read from its beginning.
#[derive(Clone, Debug)]
pub struct Record<'t> {
    pub(super) tape: &'t Tape,
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
            f64_vectors: Vectors::new(),
            f32_vectors: Vectors::new(),
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

    /// Puts a vector on the tape, which lies there as it is.
    #[inline]
    pub fn give<G: Given>(&mut self, values: Vec<G>) {
        let index = G::give(values, self);
        self.put(&index);
    }

    /// A vector that is given to the tape once all of it has been written: what was taken back serves
    /// again. In builds with debug assertions it holds NaN.
    #[inline]
    #[must_use]
    pub fn unwritten<G: Pooled>(&mut self, len: usize) -> Vec<G> {
        G::vectors(self).unwritten(len)
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
        Mark([
            self.words.len(),
            self.f64s.len(),
            self.f32s.len(),
            self.usizes.len(),
            self.bools.len(),
            self.f64_vectors.len(),
            self.f32_vectors.len(),
            self.others.len(),
        ])
    }

    /// Takes back what has been put on it since.
    #[inline]
    pub fn take_back(&mut self, Mark([words, f64s, f32s, usizes, bools, f64_vectors, f32_vectors, others]): Mark) {
        self.words.truncate(words);
        self.f64s.truncate(f64s);
        self.f32s.truncate(f32s);
        self.usizes.truncate(usizes);
        self.bools.truncate(bools);
        self.f64_vectors.take_back(f64_vectors);
        self.f32_vectors.take_back(f32_vectors);
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

    /// The next vector that was given, where it lies.
    #[inline]
    #[must_use]
    pub fn given<G: Given>(&mut self) -> &'t [G] {
        let index = self.next::<usize>();
        G::given(self.tape, index)
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
    pub(super) fn word(&mut self) -> u64 {
        let word = self.tape.words[self.next];
        self.next += 1;
        word
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

    #[test]
    fn what_was_given_lies_there_as_it_is() {
        let mut tape = Tape::new();
        let mut filled = tape.unwritten::<f64>(2);
        filled.fill(1.5);
        let lies = filled.as_ptr();
        tape.give(filled);
        let mark = tape.mark();
        let second = tape.position();
        tape.give(vec![[0.5_f32, 1.0], [2.0, 4.0]]);
        tape.put(&true);
        assert_eq!(tape.record(0).given::<f64>(), [1.5; 2]);
        assert_eq!(tape.record(0).given::<f64>().as_ptr(), lies);
        let mut record = tape.record(second);
        assert_eq!((record.given::<[f32; 2]>(), record.next::<bool>()), (&[[0.5, 1.0], [2.0, 4.0]][..], true));
        tape.take_back(mark);
        assert_eq!((tape.position(), tape.record(0).given::<f64>()), (1, &[1.5; 2][..]));
    }
}
