//! What is known to be a unit, where a companion writes to a part of what is inside.
//!
//! `q.i` of a `UnitQuaternion` of nalgebra is read through a `Deref`, through which nobody writes.
//! The cotangent of such a part is added to what is inside, and that of a field by the same name to
//! the field:
//!
//! ```text
//! q_bar.i += 2.0;                             cannot borrow data in dereference of `Unit<Quaternion<f64>>`
//! UnitOr::of(&mut q_bar).inside().i += 2.0;    of a unit, and of a struct with a field `i`
//! ```

/// A reference to what may be a unit.
///
/// The methods of two traits have one name; the method call finds the one for units first, as
/// it needs one reference less.
///
/// ```
/// use autodiff_core::unit::{InOther as _, InUnit as _, UnitOr};
///
/// let mut bar = (1.0, 0.0);
/// UnitOr::of(&mut bar).inside().1 += 2.0;
/// assert_eq!(bar, (1.0, 2.0));
/// ```
#[derive(Debug)]
pub struct UnitOr<R>(Option<R>);

impl<R> UnitOr<R> {
    /// Of a reference.
    #[inline]
    pub const fn of(reference: R) -> Self {
        UnitOr(Some(reference))
    }

    /// The reference.
    #[inline]
    pub(crate) fn taken(&mut self) -> R {
        self.0.take().expect("it is made with one")
    }
}

/// What is inside, if it is a unit.
pub trait InUnit {
    /// A reference to what is inside.
    type Inside;

    /// What is inside.
    fn inside(self) -> Self::Inside;
}

/// It itself, if it is none.
pub trait InOther {
    /// The reference.
    type Itself;

    /// It.
    fn inside(self) -> Self::Itself;
}

impl<R> InOther for &mut UnitOr<R> {
    type Itself = R;

    #[inline]
    fn inside(self) -> R {
        self.taken()
    }
}
