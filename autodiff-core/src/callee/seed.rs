//! What an adjoint starts from, and the room for it.

use crate::memory::ZerosLike;

/// What an adjoint starts from, which takes it or borrows it.
#[derive(Debug)]
pub struct Seed<M>(Option<M>);

impl<M> Seed<M> {
    /// This one.
    #[inline]
    pub const fn new(seed: M) -> Self {
        Seed(Some(seed))
    }

    /// Room for one.
    #[inline]
    #[must_use]
    pub const fn none() -> Self {
        Seed(None)
    }

    /// Zeros with these extents, in the room that there is.
    #[inline]
    pub fn zeros_like<L: ZerosLike<Owned = M> + ?Sized>(&mut self, like: &L) -> &mut M {
        match &mut self.0 {
            Some(room) => like.zeros_like_in(room),
            none => *none = Some(like.zeros_like()),
        }
        self.lent()
    }

    /// What it is, for an adjoint that keeps it.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[inline]
    pub fn taken(&mut self) -> M {
        self.0.take().expect("there is a seed")
    }

    /// Where it is, for one that borrows it.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[inline]
    pub fn lent(&mut self) -> &mut M {
        self.0.as_mut().expect("there is a seed")
    }
}
