//! Collections of which the macro knows no type: constant data that a function
//! runs through.

#[cfg(feature = "alloc")]
use alloc::{boxed::Box, rc::Rc, sync::Arc, vec::Vec};

/// What has its elements in a row.
#[diagnostic::on_unimplemented(
    message = "a differentiated function cannot run through `{Self}`",
    label = "not a slice, an array or a `Vec`",
    note = "collect it into a `Vec` before, or do this in a function of its own"
)]
pub trait Collection {
    /// What it is a collection of.
    type Item;

    /// The elements, in the order of `iter`.
    fn elements(&self) -> &[Self::Item];
}

/// The elements of a collection.
///
/// ```
/// use autodiff_core::collection::elements;
///
/// assert_eq!(elements(&vec![1, 2]), elements(&[1, 2]));
/// ```
///
/// A map has no elements in a row:
///
/// ```compile_fail,E0277
/// use autodiff_core::collection::elements;
///
/// let _ = elements(&std::collections::BTreeMap::from([(1, 2.0)]));
/// ```
#[inline]
pub fn elements<C: Collection + ?Sized>(collection: &C) -> &[C::Item] {
    collection.elements()
}

impl<T> Collection for [T] {
    type Item = T;

    #[inline]
    fn elements(&self) -> &[T] {
        self
    }
}

impl<T, const N: usize> Collection for [T; N] {
    type Item = T;

    #[inline]
    fn elements(&self) -> &[T] {
        self
    }
}

#[cfg(feature = "alloc")]
impl<T> Collection for Vec<T> {
    type Item = T;

    #[inline]
    fn elements(&self) -> &[T] {
        self
    }
}

macro_rules! pointers {
    ($($ty:ty)*) => {$(
        impl<C: Collection + ?Sized> Collection for $ty {
            type Item = C::Item;

            #[inline]
            fn elements(&self) -> &[C::Item] {
                (**self).elements()
            }
        }
    )*};
}

pointers!(&C &mut C);
#[cfg(feature = "alloc")]
pointers!(Box<C> Rc<C> Arc<C>);

/// What is run through: a collection with its elements in a row, or one of which a row is made.
///
/// ```
/// use autodiff_core::collection::{OfRow as _, RunThrough};
/// # #[cfg(feature = "alloc")] {
/// use autodiff_core::collection::OfRowMade as _;
///
/// let map = std::collections::BTreeMap::from([(1, 2.0)]);
/// assert_eq!((&RunThrough(&map)).row()[0], (1, 2.0));
/// # }
/// assert_eq!((&RunThrough(&[1.0, 2.0])).row()[1], 2.0);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RunThrough<'a, C: ?Sized>(pub &'a C);

/// Of a collection with its elements in a row, these.
pub trait OfRow<'a> {
    /// The collection.
    type Of: ?Sized;

    /// The elements, in the order of `iter`.
    fn row(&self) -> &'a [<Self::Of as Collection>::Item]
    where
        Self::Of: Collection;
}

impl<'a, C: ?Sized> OfRow<'a> for &RunThrough<'a, C> {
    type Of = C;

    #[inline]
    fn row(&self) -> &'a [C::Item]
    where
        C: Collection,
    {
        self.0.elements()
    }
}

/// Of a map, a set or a queue, copies of its entries.
#[cfg(feature = "alloc")]
pub trait OfRowMade {
    /// An entry.
    type Entry;

    /// The entries, in the order of `iter`.
    fn row(&self) -> Vec<Self::Entry>;
}

#[cfg(feature = "alloc")]
macro_rules! rows {
    ($([$($generics:tt)*] $ty:ty, $entry:ty, $iter:expr;)*) => {$(
        impl<$($generics)*> OfRowMade for RunThrough<'_, $ty> {
            type Entry = $entry;

            fn row(&self) -> Vec<$entry> {
                $iter(self.0)
            }
        }

        impl<$($generics)*> OfRowMade for RunThrough<'_, &$ty> {
            type Entry = $entry;

            fn row(&self) -> Vec<$entry> {
                $iter(*self.0)
            }
        }
    )*};
}

#[cfg(feature = "alloc")]
fn entries<'a, K: Clone + 'a, V: Clone + 'a>(map: impl IntoIterator<Item = (&'a K, &'a V)>) -> Vec<(K, V)> {
    map.into_iter().map(|(key, value)| (key.clone(), value.clone())).collect()
}

#[cfg(feature = "alloc")]
fn all<'a, T: Clone + 'a>(of: impl IntoIterator<Item = &'a T>) -> Vec<T> {
    of.into_iter().cloned().collect()
}

#[cfg(feature = "alloc")]
rows! {
    [K: Clone, V: Clone] alloc::collections::BTreeMap<K, V>, (K, V), entries;
    [T: Clone] alloc::collections::BTreeSet<T>, T, all;
    [T: Clone] alloc::collections::VecDeque<T>, T, all;
}

#[cfg(feature = "std")]
rows! {
    [K: Clone, V: Clone, S] std::collections::HashMap<K, V, S>, (K, V), entries;
    [T: Clone, S] std::collections::HashSet<T, S>, T, all;
}

/// What an iterator over constants gives, in a row.
#[cfg(feature = "alloc")]
#[inline]
pub fn collected<I: IntoIterator>(items: I) -> Vec<I::Item> {
    items.into_iter().collect()
}

/// A reference to an element: a number is read, anything else stays behind it.
///
/// The methods of two traits have one name; the method call finds the one for
/// numbers first, as it needs one reference less.
///
/// ```
/// use autodiff_core::collection::{Item, OfAny as _, OfNumber as _};
///
/// let (number, text) = (2.0, String::new());
/// let (number, text): (f64, &String) = ((&Item(&number)).item(), (&Item(&text)).item());
/// assert!(number > 1.0 && text.is_empty());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Item<'a, T: ?Sized>(pub &'a T);

/// What an element is, if it is a number.
pub trait OfNumber {
    /// The number.
    type Number;

    /// Reads it.
    fn item(&self) -> Self::Number;
}

/// A number, or a reference to one.
pub trait Readable {
    /// The number.
    type Number;

    /// Reads it.
    fn read(&self) -> Self::Number;
}

impl<T: Readable> OfNumber for Item<'_, T> {
    type Number = T::Number;

    #[inline]
    fn item(&self) -> T::Number {
        self.0.read()
    }
}

impl<T: Readable> Readable for &T {
    type Number = T::Number;

    #[inline]
    fn read(&self) -> T::Number {
        (**self).read()
    }
}

macro_rules! numbers {
    ($($ty:ident)*) => {$(
        impl Readable for $ty {
            type Number = $ty;

            #[inline]
            fn read(&self) -> $ty {
                *self
            }
        }
    )*};
}

numbers!(f64 f32 bool char i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

/// What an element refers to, `*item`: itself, if it is a number that has been read.
///
/// ```
/// use autodiff_core::collection::{Behind, OfReference as _, OfRead as _};
///
/// let (number, text) = (2.0, &"a");
/// let (number, text): (f64, &str) = (*(&Behind(&number)).behind(), *(&Behind(&text)).behind());
/// assert!(number > 1.0 && text == "a");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Behind<'a, T>(pub &'a T);

/// What is behind a reference.
pub trait OfReference<'a> {
    /// What is referred to.
    type Value: ?Sized;

    /// The reference.
    fn behind(&self) -> &'a Self::Value;
}

impl<'a, T: ?Sized> OfReference<'a> for Behind<'_, &'a T> {
    type Value = T;

    #[inline]
    fn behind(&self) -> &'a T {
        self.0
    }
}

/// What has been read.
pub trait OfRead<'a> {
    /// Its type.
    type Value;

    /// A reference to it.
    fn behind(&self) -> &'a Self::Value;
}

impl<'a, T: Readable> OfRead<'a> for &Behind<'a, T> {
    type Value = T;

    #[inline]
    fn behind(&self) -> &'a T {
        self.0
    }
}

/// What an element is, if it is no number.
pub trait OfAny<'a> {
    /// What is referred to.
    type Any: ?Sized;

    /// The reference.
    fn item(&self) -> &'a Self::Any;
}

impl<'a, T: ?Sized> OfAny<'a> for &Item<'a, T> {
    type Any = T;

    #[inline]
    fn item(&self) -> &'a T {
        self.0
    }
}
