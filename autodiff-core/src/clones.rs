//! That a clone has the floats of what it is a clone of.
//!
//! A clone is differentiated as a copy, and the companions keep what they need again by
//! cloning it. A `Clone` by hand, or a method of that name, may do something else; there
//! the companions panic and give no derivative. It is seen as values are cloned: in a
//! build with debug assertions always, and of values beside these, too; in another build where
//! that costs nothing, and of a `to_owned`, which a type need not implement to have one.

use crate::differentiable::Differentiable;

/// Something that a function clones.
#[derive(Clone, Copy, Debug)]
pub struct Clones<'a, T>(pub &'a T);

/// What is asked of a clone of a type with leaves.
pub trait OfLeaves<T> {
    /// Clones it as the function does.
    ///
    /// # Panics
    ///
    /// If the clone has other floats.
    fn have_the_same_leaves(&self, clone: impl Fn(&T) -> T);

    /// The same of `to_owned`.
    ///
    /// # Panics
    ///
    /// If what it gives has other floats.
    fn own_the_same_leaves(&self, to_owned: impl Fn(&T) -> T);
}

impl<T: Differentiable> OfLeaves<T> for Clones<'_, T> {
    #[inline]
    #[track_caller]
    fn have_the_same_leaves(&self, clone: impl Fn(&T) -> T) {
        if cfg!(debug_assertions) || !core::mem::needs_drop::<T>() {
            assert_same(self.0, clone);
        }
    }

    #[inline]
    #[track_caller]
    fn own_the_same_leaves(&self, to_owned: impl Fn(&T) -> T) {
        if T::MAY_OWN_OTHERWISE {
            assert_same(self.0, to_owned);
        } else {
            self.have_the_same_leaves(to_owned);
        }
    }
}

/// The same of any other type, of which nothing is asked. A type with leaves has the other
/// method, as that takes one reference less.
pub trait OfAnything<T> {
    /// Clones nothing.
    fn have_the_same_leaves(&self, _clone: impl Fn(&T) -> T) {}

    /// Asks for nothing.
    fn own_the_same_leaves(&self, _to_owned: impl Fn(&T) -> T) {}
}

impl<T> OfAnything<T> for &Clones<'_, T> {}

/// What is cloned to be kept has the same floats then.
///
/// # Panics
///
/// If it has others, in a build with debug assertions.
#[inline]
#[track_caller]
pub fn assert_cloned_as_it_is<T: Differentiable>(of: &T) {
    if cfg!(debug_assertions) {
        assert_same(of, T::clone);
    }
}

#[inline]
#[track_caller]
fn assert_same<T: Differentiable>(of: &T, clone: impl Fn(&T) -> T) {
    assert_kept(of, &clone(of));
    if cfg!(debug_assertions) {
        // `a * scale` is `a` where the scale is one: a copy is one beside it, too.
        let mut beside = of.clone();
        let mut so_many = 0.0;
        beside.visit_mut(&mut |leaf| {
            so_many += 1.0;
            *leaf += (leaf.abs() * 1e-6 + 1e-9) * so_many;
        });
        assert_kept(&beside, &clone(&beside));
    }
}

#[inline]
#[track_caller]
fn assert_kept<T: Differentiable>(of: &T, clone: &T) {
    assert!(
        digest(of) == digest(clone),
        "`clone` or `to_owned` of `{}` gives other floats, and is differentiated as a copy: let a method of another name do what it does, under `#[grad]`",
        core::any::type_name::<T>()
    );
}

/// A number that differs where a leaf does, but for one case in 2^64.
#[inline]
fn digest<T: Differentiable>(of: &T) -> u64 {
    let mut digest = 0_u64;
    of.visit(&mut |leaf| {
        digest = (digest.rotate_left(5) ^ leaf.to_bits()).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    });
    digest
}

#[cfg(test)]
#[allow(clippy::needless_borrow, reason = "as generated code has it, whatever the type is")]
mod tests {
    use super::*;

    #[test]
    fn a_copy_passes() {
        (&Clones(&[1.0, f64::NAN])).have_the_same_leaves(|it| *it);
        assert_cloned_as_it_is(&(1.0, [2.0_f32, -0.0]));
    }

    #[test]
    #[should_panic(expected = "gives other floats")]
    fn other_floats_are_seen() {
        (&Clones(&[1.0, 2.0])).have_the_same_leaves(|it| [it[1], it[0]]);
    }

    #[test]
    #[should_panic(expected = "gives other floats")]
    #[cfg(feature = "alloc")]
    fn other_floats_on_the_heap_are_seen_in_every_build() {
        (&Clones(&alloc::vec![1.0, 2.0])).own_the_same_leaves(|it| it.iter().rev().copied().collect());
    }

    #[test]
    #[should_panic(expected = "gives other floats")]
    #[cfg(debug_assertions)]
    fn what_is_a_copy_only_there_is_seen() {
        (&Clones(&[3.0, 1.0])).have_the_same_leaves(|it| [it[0] * it[1], it[1]]);
    }

    #[test]
    fn nothing_is_asked_of_what_has_no_leaves() {
        #[derive(Clone)]
        struct Other;
        (&Clones(&Other)).have_the_same_leaves(|_| unreachable!());
    }
}
