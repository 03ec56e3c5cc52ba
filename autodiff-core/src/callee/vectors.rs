//! Vectors that records hold as they are, and the room of those that have been taken back.

use crate::generic::Scalar;
use crate::unwritten::unwritten;
use alloc::vec;
use alloc::vec::Vec;

/// The vectors of one type on a tape.
#[derive(Clone, Debug)]
pub(super) struct Vectors<S> {
    held: Vec<Vec<S>>,
    /// What serves the next ones.
    spare: Vec<Vec<S>>,
    /// How many were made as none was spare: no more than these wait.
    made: usize,
}

impl<S> Default for Vectors<S> {
    fn default() -> Self {
        Vectors::new()
    }
}

impl<S> Vectors<S> {
    pub(super) const fn new() -> Self {
        Vectors { held: Vec::new(), spare: Vec::new(), made: 0 }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.held.len()
    }

    #[inline]
    pub(super) fn hold(&mut self, values: Vec<S>) {
        self.held.push(values);
    }

    #[inline]
    pub(super) fn held(&self, index: usize) -> &[S] {
        &self.held[index]
    }

    /// Takes back those behind the first ones.
    #[inline]
    pub(super) fn take_back(&mut self, len: usize) {
        while self.held.len() > len {
            let free = self.held.pop();
            if self.spare.len() < self.made {
                self.spare.extend(free);
            }
        }
    }
}

impl<S: Scalar> Vectors<S> {
    /// So many elements that nobody has written to.
    ///
    /// That there are so many is seen where they are filled.
    #[inline]
    pub(super) fn unwritten(&mut self, len: usize) -> Vec<S> {
        let mut values = match self.spare.pop() {
            Some(values) if values.len() >= len && !cfg!(debug_assertions) => values,
            values => self.grown(values, len),
        };
        assert!(values.len() >= len, "it has grown");
        values.truncate(len);
        values
    }

    /// The same where there was none, or one that is too short.
    #[cold]
    fn grown(&mut self, values: Option<Vec<S>>, len: usize) -> Vec<S> {
        let Some(mut values) = values else {
            self.made += 1;
            return vec![unwritten(); len];
        };
        if cfg!(debug_assertions) {
            values.clear();
        }
        values.resize(len, unwritten());
        values
    }
}

#[cfg(test)]
mod tests {
    use super::Vectors;
    use std::vec;

    #[test]
    fn what_is_taken_back_serves_again() {
        let mut vectors = Vectors::<f64>::new();
        for len in [3, 2, 3, 4, 1] {
            let values = vectors.unwritten(len);
            assert_eq!(values.len(), len);
            vectors.hold(values);
            // One that nobody has asked for is not kept.
            vectors.hold(vec![1.0; 7]);
            assert_eq!((vectors.len(), vectors.held(1)), (2, &[1.0; 7][..]));
            vectors.take_back(0);
            assert_eq!((vectors.len(), vectors.spare.len(), vectors.made), (0, 1, 1));
        }
    }

    #[test]
    fn nobody_reads_what_another_one_has_left() {
        let mut vectors = Vectors::<f64>::new();
        vectors.hold(vec![1.0; 2]);
        vectors.made = 1;
        vectors.take_back(0);
        assert_eq!(vectors.unwritten(2).iter().all(|x| x.is_nan()), cfg!(debug_assertions));
    }
}
