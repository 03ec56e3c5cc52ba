//! What the macro has concluded from a name, for rustc to check.
//!
//! A macro sees names, not what they mean. Where it takes one for std's, generated
//! code says so in a form that compiles only if it is true.

/// Two functions that are one: each function has a type of its own.
///
/// ```
/// use std::mem;
///
/// autodiff_core::claim::same(mem::swap, core::mem::swap::<()>);
/// ```
///
/// ```compile_fail,E0308
/// mod mem {
///     pub fn swap<T>(_: &mut T, _: &mut T) {}
/// }
///
/// autodiff_core::claim::same(mem::swap::<()>, core::mem::swap::<()>);
/// ```
#[inline]
pub fn same<F>(_: F, _: F) {}

/// A value that is of the type of another: of an integer's, if that is an integer.
///
/// ```
/// assert_eq!(autodiff_core::claim::like(3, 4_usize), 3);
/// ```
///
/// ```compile_fail,E0308
/// let _ = autodiff_core::claim::like(3.0, 4_usize);
/// ```
#[inline]
pub fn like<T>(value: T, _: T) -> T {
    value
}

/// A float, or a reference to one.
#[diagnostic::on_unimplemented(
    message = "the method or operator is differentiated as that of a float, and `{Self}` is none",
    label = "no float",
    note = "call it in a function of its own, and give what that returns a type: `let v: f64 = ..`",
    note = "a method of a type of its own is found by its path, `{Self}::name(value)`, or on a variable with its type, `let v: {Self} = ..`"
)]
pub trait Float {
    /// `f64` or `f32`.
    type Number;

    /// The float.
    fn number(&self) -> Self::Number;
}

/// The float that a value is, or refers to.
///
/// ```
/// assert_eq!(autodiff_core::claim::float(&2.0), 2.0);
/// ```
///
/// ```compile_fail,E0277
/// let _ = autodiff_core::claim::float("2.0");
/// ```
#[inline]
#[allow(clippy::needless_pass_by_value, reason = "what is no float is not to be borrowed either")]
pub fn float<T: Float>(value: T) -> T::Number {
    value.number()
}

/// What a call gives that is only handed on to other calls: the macro cannot see that it
/// is no float.
#[diagnostic::on_unimplemented(
    message = "what this call gives is only handed on, and is differentiated as a float; it is `{Self}`",
    label = "bind it with its type: `let v: {Self} = ..`",
    note = "in a tuple: `let (a, n): (f64, usize) = ..`; the macro does not see what a function returns, and other errors at this call have the same cause"
)]
pub trait HandedOn {}

impl HandedOn for f64 {}
impl HandedOn for f32 {}

/// Compiles where a value that is handed on is a float.
///
/// ```
/// autodiff_core::claim::handed_on(2.0);
/// ```
///
/// ```compile_fail,E0277
/// autodiff_core::claim::handed_on([2.0]);
/// ```
#[inline]
pub fn handed_on<T: HandedOn>(_: T) {}

macro_rules! floats {
    ($($ty:ty)*) => {$(
        impl Float for $ty {
            type Number = $ty;

            #[inline]
            fn number(&self) -> $ty {
                *self
            }
        }
    )*};
}

floats!(f64 f32);

macro_rules! pointers {
    ($($ty:ty)*) => {$(
        impl<T: Float + ?Sized> Float for $ty {
            type Number = T::Number;

            #[inline]
            fn number(&self) -> T::Number {
                (**self).number()
            }
        }
    )*};
}

pointers!(&T &mut T);
#[cfg(feature = "alloc")]
pointers!(alloc::boxed::Box<T> alloc::rc::Rc<T> alloc::sync::Arc<T>);

/// What has no derivative, whatever is computed of it: integers, `bool`, `char`.
#[diagnostic::on_unimplemented(
    message = "a part of a type of its own, or its `len()`, is made a float, and taken for an integer; it is `{Self}`",
    label = "of a float, give it its type before: `let v: f32 = ..`",
    note = "a cast of a float has a derivative, which would be lost here; so has a float of a type of one's own: write a method under `#[grad]` that gives it"
)]
pub trait Discrete {}

macro_rules! discrete {
    ($($ty:ty)*) => { $(impl Discrete for $ty {})* };
}

discrete!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize bool char);

/// A part of data that is cast to a float, which is proved to be no float itself.
///
/// ```
/// use autodiff_core::claim::discrete;
///
/// assert_eq!(discrete(3_usize) as f64, 3.0);
/// ```
///
/// ```compile_fail
/// # use autodiff_core::claim::discrete;
/// let _ = discrete(0.5_f32) as f64;
/// ```
#[inline]
pub fn discrete<T: Discrete>(value: T) -> T {
    value
}

/// A collection of std, whose elements have their derivatives where they stand themselves.
///
/// A type with an `Index` of its own need not: which element `x[i]` is may depend on an
/// integer of it, and a derivative has no integers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is indexed or run through in a way of its own, and the macro does not see which part of a derivative that is",
    label = "not an array, a slice or a `Vec`",
    note = "write a method under `#[grad]` that gives the element, `fn at(&self, i: usize) -> f64`, and call that",
    note = "of an `Option` in a collection, `.filter_map(|v| *v)` says what `.flatten()` does not"
)]
pub trait Elements {}

impl<T> Elements for [T] {}
impl<T, const N: usize> Elements for [T; N] {}
impl<T: Elements + ?Sized> Elements for &T {}
impl<T: Elements + ?Sized> Elements for &mut T {}
#[cfg(feature = "alloc")]
impl<T> Elements for alloc::vec::Vec<T> {}
#[cfg(feature = "alloc")]
impl<T> Elements for alloc::collections::VecDeque<T> {}
#[cfg(feature = "alloc")]
impl<T: Elements + ?Sized> Elements for alloc::boxed::Box<T> {}

/// Compiles if the elements of a derivative stand where those of the value do.
///
/// ```
/// autodiff_core::claim::elements(&vec![1.0, 2.0]);
/// ```
///
/// ```compile_fail,E0277
/// struct Ring {
///     values: [f64; 3],
///     start: usize,
/// }
///
/// autodiff_core::claim::elements(&Ring { values: [1.0, 2.0, 3.0], start: 1 });
/// ```
#[inline]
pub fn elements<T: Elements + ?Sized>(_: &T) {}

/// What a method of std, `as_ref` or `as_slice`, lends as it is.
#[diagnostic::on_unimplemented(
    message = "this method is taken for that of std, which lends what it is called on, and `{Self}` is a type of its own",
    label = "what it gives need not be `{Self}`",
    note = "call it by its path, `{Self}::as_ref(&value)`, which has companions if the method is under `#[grad]`"
)]
pub trait LendsItself {}

impl<T> LendsItself for [T] {}
impl<T, const N: usize> LendsItself for [T; N] {}
impl<T> LendsItself for Option<T> {}
impl<T, E> LendsItself for Result<T, E> {}
impl<T: LendsItself + ?Sized> LendsItself for &T {}
impl<T: LendsItself + ?Sized> LendsItself for &mut T {}

#[cfg(feature = "alloc")]
impl<T> LendsItself for alloc::vec::Vec<T> {}
#[cfg(feature = "alloc")]
impl<T> LendsItself for alloc::collections::VecDeque<T> {}
#[cfg(feature = "alloc")]
impl<T: ?Sized> LendsItself for alloc::boxed::Box<T> {}
#[cfg(feature = "alloc")]
impl<T: ?Sized> LendsItself for alloc::rc::Rc<T> {}
#[cfg(feature = "alloc")]
impl<T: ?Sized> LendsItself for alloc::sync::Arc<T> {}

/// Compiles if `as_ref` of it is std's.
///
/// ```
/// autodiff_core::claim::lends_itself(&Some(2.0));
/// ```
///
/// ```compile_fail,E0277
/// struct Own(f64);
///
/// autodiff_core::claim::lends_itself(&Own(2.0));
/// ```
#[inline]
pub fn lends_itself<T: LendsItself + ?Sized>(_: &T) {}

/// What `Default` gives of the type of a value.
///
/// ```
/// assert_eq!(autodiff_core::claim::default_like(&vec![1.0]), Vec::<f64>::new());
/// ```
#[inline]
#[must_use]
pub fn default_like<T: Default>(_: &T) -> T {
    T::default()
}

/// What is indexed by `I` as its derivative is: what core knows, and what has its `Index` under
/// `#[grad]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is indexed in a way of its own, and the macro does not see which part of a derivative that is",
    label = "not an array, a slice or a `Vec`",
    note = "put `#[grad]` on its `impl Index` and `impl IndexMut`, or write a method under `#[grad]` that gives the element, `fn at(&self, i: usize) -> f64`, and call that"
)]
pub trait Indexed<I>: core::ops::Index<I> {}

impl<M: Elements + core::ops::Index<I> + ?Sized, I> Indexed<I> for M {}

/// The same of what is written to, as each derivative is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is indexed in a way of its own, and the macro does not see which part of a derivative that is",
    label = "a derivative is written to, and there is no `IndexMut` under `#[grad]`",
    note = "put `#[grad]` on its `impl Index` and `impl IndexMut`, or write a method under `#[grad]` that gives the element, `fn at(&self, i: usize) -> f64`, and call that"
)]
pub trait IndexedMut<I>: core::ops::IndexMut<I> {}

impl<M: Elements + core::ops::IndexMut<I> + ?Sized, I> IndexedMut<I> for M {}

/// A cell that is filled once, and keeps what it has been filled with.
#[diagnostic::on_unimplemented(
    message = "`get_or_init` is taken for that of a `OnceCell` or a `OnceLock`, and `{Self}` is another type",
    label = "what it gives need not be what the closure gives",
    note = "compute it in a function under `#[grad]`, or write `#[constant] let v = ..` to take it as a constant"
)]
pub trait Once {}

impl<T> Once for core::cell::OnceCell<T> {}
#[cfg(feature = "std")]
impl<T> Once for std::sync::OnceLock<T> {}

/// Compiles if it is such a cell.
///
/// ```
/// assert!(autodiff_core::claim::is_once(&std::cell::OnceCell::<f64>::new()));
/// ```
#[inline]
#[must_use]
pub fn is_once<T: Once>(_: &T) -> bool {
    true
}

/// An index in a proof, which is never run.
///
/// # Panics
///
/// Always.
#[must_use]
pub fn some_index<I>() -> I {
    unreachable!("a proof is not run")
}

/// An entry of data: `m[(i, j)]`, `v[Axis::X]`.
///
/// ```
/// assert_eq!(autodiff_core::claim::entry(&[1.0, 2.0], 1), &2.0);
/// ```
#[inline]
#[track_caller]
pub fn entry<M: Indexed<I> + ?Sized, I>(of: &M, at: I) -> &M::Output {
    &of[at]
}

/// The same, to be changed.
#[inline]
#[track_caller]
pub fn entry_mut<M: Shadowing<I> + ?Sized, I>(of: &mut M, at: I) -> &mut M::Output {
    of.entry_mut(at)
}

/// What an element of a derivative is written to by: its `IndexMut`, or what a type has that keeps its
/// elements from being written to, as a rotation does.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is indexed in a way of its own, and the macro does not see which part of a derivative that is",
    label = "a derivative is written to, and there is no `IndexMut` under `#[grad]`",
    note = "put `#[grad]` on its `impl Index` and `impl IndexMut`, or write a method under `#[grad]` that gives the element, `fn at(&self, i: usize) -> f64`, and call that"
)]
pub trait Shadowing<I>: core::ops::Index<I> {
    /// The element.
    fn entry_mut(&mut self, at: I) -> &mut Self::Output;
}

impl<M: IndexedMut<I> + ?Sized, I> Shadowing<I> for M {
    #[inline]
    #[track_caller]
    fn entry_mut(&mut self, at: I) -> &mut M::Output {
        &mut self[at]
    }
}

/// The number of an element, in the order of `iter`, of what is indexed by several numbers.
#[derive(Clone, Copy, Debug)]
pub struct Nth(pub usize);

/// A trait of an operator, as an object.
///
/// `#[grad] impl Sub for Vec3` is taken for the operator because of a name; generated code
/// says so of `dyn Sub<u8, Output = u8>`.
#[diagnostic::on_unimplemented(
    message = "`#[grad]` takes this `impl` for that of an operator, and its trait is another one",
    label = "not the trait in `core::ops`",
    note = "give the trait another name where it is brought into scope: `use shapes::Sub as Without;`"
)]
pub trait OperatorTrait {}

macro_rules! operator_traits {
    ($($binary:ident)*; $($assigned:ident)*) => {
        $(impl OperatorTrait for dyn core::ops::$binary<u8, Output = u8> {})*
        $(impl OperatorTrait for dyn core::ops::$assigned<u8> {})*
        impl OperatorTrait for dyn core::ops::Neg<Output = u8> {}
        impl OperatorTrait for dyn core::ops::Not<Output = u8> {}
        impl OperatorTrait for dyn core::ops::Index<u8, Output = u8> {}
        impl OperatorTrait for dyn core::ops::IndexMut<u8, Output = u8> {}
    };
}

operator_traits!(
    Add Sub Mul Div Rem BitXor BitOr BitAnd Shl Shr;
    AddAssign SubAssign MulAssign DivAssign RemAssign BitXorAssign BitOrAssign BitAndAssign ShlAssign ShrAssign
);

/// Compiles if the trait is that of an operator.
///
/// ```
/// use std::ops::Sub;
///
/// autodiff_core::claim::operator::<dyn Sub<u8, Output = u8>>();
/// ```
///
/// ```compile_fail,E0277
/// trait Sub<R> {
///     type Output;
/// }
///
/// autodiff_core::claim::operator::<dyn Sub<u8, Output = u8>>();
/// ```
pub const fn operator<T: OperatorTrait + ?Sized>() {}
