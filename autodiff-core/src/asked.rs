//! A value that a method is asked a question of, `grid.is_close(x, y)`, for callers that give the
//! method an active value.
//!
//! What a method could keep of it would come back later as a constant. It is asked through a
//! shared reference, so what it keeps, it keeps in a cell; and a type that threads may share has
//! none of those that a value can be put into without a lock.
//!
//! ```text
//! if grid.is_close(x, y) { .. }          if (&Asked(&grid)).keeps_nothing().is_close(x, y) { .. }
//! ```

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a, T: ?Sized>(pub &'a T);

/// Of a type that threads may share, the value itself.
pub trait OfShared<'a, T: ?Sized> {
    /// It.
    fn keeps_nothing(&self) -> &'a T;
}

impl<'a, T: Sync + ?Sized> OfShared<'a, T> for Asked<'a, T> {
    #[inline]
    fn keeps_nothing(&self) -> &'a T {
        self.0
    }
}

/// Of any other type, nothing is known. rustc takes the other method first, as that takes one
/// reference less.
pub trait OfCells<'a, T: ?Sized> {
    /// It, if its type says that it keeps nothing.
    fn keeps_nothing(&self) -> &'a T
    where
        T: KeepsNothing;
}

impl<'a, T: ?Sized> OfCells<'a, T> for &Asked<'a, T> {
    #[inline]
    fn keeps_nothing(&self) -> &'a T
    where
        T: KeepsNothing,
    {
        self.0
    }
}

/// A type without cells. Nothing implements it: who threads may share says that by `Sync`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a method of `{Self}` is given an active value and could keep it in a cell, and what came back of it later would be a constant",
    label = "this may have a cell: it is not known to be `Sync`",
    note = "`#[constant] let v = x;` before it, and the method asked of `v`, says that it is given a constant",
    note = "a type parameter says so by `Sync` among its bounds"
)]
pub trait KeepsNothing {}

#[cfg(test)]
#[allow(unused_imports, clippy::needless_borrow, reason = "as generated code has it, whatever the type is")]
mod tests {
    use super::{Asked, OfCells as _, OfShared as _};

    #[test]
    fn what_threads_may_share_is_asked_itself() {
        let (number, slice) = (3_i32, [1.0, 2.0]);
        assert_eq!((&Asked(&number)).keeps_nothing().count_ones(), 2);
        assert_eq!((&Asked(&slice[..])).keeps_nothing().len(), 2);
    }
}
