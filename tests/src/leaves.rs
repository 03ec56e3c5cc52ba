//! The floats inside of a value, in one flat list.

use std::slice::Iter;

/// A value of floats, seen as the list of them: its leaves. Integers and `bool`s
/// have bits, and are no leaves: they have no derivative.
pub trait Leaves {
    /// Appends the floats, from left to right.
    fn read(&self, leaves: &mut Vec<f64>);

    /// Takes as many floats as [`read`](Leaves::read) gives.
    ///
    /// # Panics
    /// If there are not enough.
    fn write(&mut self, leaves: &mut Iter<'_, f64>);

    /// Appends the bits of every entry, the integers included.
    fn bits(&self, bits: &mut Vec<u128>);
}

/// The floats in `value`.
pub fn leaves_of(value: &dyn Leaves) -> Vec<f64> {
    leaves_of_all(&[value])
}

/// The floats in each of these, in one list.
pub fn leaves_of_all(parts: &[&dyn Leaves]) -> Vec<f64> {
    let mut leaves = Vec::new();
    parts.iter().for_each(|part| part.read(&mut leaves));
    leaves
}

/// Writes the floats into these, from left to right.
///
/// # Panics
/// If they do not have as many leaves as there are.
pub fn fill(parts: &mut [&mut dyn Leaves], leaves: &[f64]) {
    let mut rest = leaves.iter();
    parts.iter_mut().for_each(|part| part.write(&mut rest));
    assert!(rest.as_slice().is_empty(), "{} leaves too many", rest.as_slice().len());
}

/// Writes NaN into every float of it.
pub fn spoil(value: &mut dyn Leaves) {
    let garbage = vec![f64::NAN; leaves_of(value).len()];
    fill(&mut [value], &garbage);
}

impl Leaves for f64 {
    fn read(&self, leaves: &mut Vec<f64>) {
        leaves.push(*self);
    }
    fn write(&mut self, leaves: &mut Iter<'_, f64>) {
        *self = *leaves.next().expect("a leaf for every float");
    }
    fn bits(&self, bits: &mut Vec<u128>) {
        bits.push(self.to_bits().into());
    }
}

impl Leaves for f32 {
    fn read(&self, leaves: &mut Vec<f64>) {
        leaves.push((*self).into());
    }
    #[allow(clippy::cast_possible_truncation, reason = "single precision is what this is")]
    fn write(&mut self, leaves: &mut Iter<'_, f64>) {
        *self = *leaves.next().expect("a leaf for every float") as f32;
    }
    fn bits(&self, bits: &mut Vec<u128>) {
        bits.push(self.to_bits().into());
    }
}

/// Its coefficients.
impl<const K: usize, T: Leaves + autodiff::Scalar> Leaves for autodiff::Series<K, T> {
    fn read(&self, leaves: &mut Vec<f64>) {
        self.coefficients().read(leaves);
    }
    fn write(&mut self, leaves: &mut Iter<'_, f64>) {
        (1..=K).for_each(|order| self[order].write(leaves));
    }
    fn bits(&self, bits: &mut Vec<u128>) {
        self.coefficients().bits(bits);
    }
}

macro_rules! inactive {
    ($($integer:ty)*) => {$(
        impl Leaves for $integer {
            fn read(&self, _: &mut Vec<f64>) {}
            fn write(&mut self, _: &mut Iter<'_, f64>) {}
            #[allow(clippy::cast_lossless, clippy::cast_sign_loss, reason = "only whether two of them are equal")]
            fn bits(&self, bits: &mut Vec<u128>) {
                bits.push(*self as u128);
            }
        }
    )*};
}

inactive! { bool u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

impl<T: Leaves> Leaves for Vec<T> {
    fn read(&self, leaves: &mut Vec<f64>) {
        self.iter().for_each(|entry| entry.read(leaves));
    }
    fn write(&mut self, leaves: &mut Iter<'_, f64>) {
        self.iter_mut().for_each(|entry| entry.write(leaves));
    }
    fn bits(&self, bits: &mut Vec<u128>) {
        self.iter().for_each(|entry| entry.bits(bits));
    }
}

impl<T: Leaves, const N: usize> Leaves for [T; N] {
    fn read(&self, leaves: &mut Vec<f64>) {
        self.iter().for_each(|entry| entry.read(leaves));
    }
    fn write(&mut self, leaves: &mut Iter<'_, f64>) {
        self.iter_mut().for_each(|entry| entry.write(leaves));
    }
    fn bits(&self, bits: &mut Vec<u128>) {
        self.iter().for_each(|entry| entry.bits(bits));
    }
}

macro_rules! tuple {
    ($($entry:ident)*) => {
        #[allow(non_snake_case, unused_variables)]
        impl<$($entry: Leaves),*> Leaves for ($($entry,)*) {
            fn read(&self, leaves: &mut Vec<f64>) {
                let ($($entry,)*) = self;
                $($entry.read(leaves);)*
            }
            fn write(&mut self, leaves: &mut Iter<'_, f64>) {
                let ($($entry,)*) = self;
                $($entry.write(leaves);)*
            }
            fn bits(&self, bits: &mut Vec<u128>) {
                let ($($entry,)*) = self;
                $($entry.bits(bits);)*
            }
        }
    };
}

tuple! {}
tuple! { A }
tuple! { A B }
tuple! { A B C }
tuple! { A B C D }
tuple! { A B C D E }
tuple! { A B C D E F }
tuple! { A B C D E F G }
tuple! { A B C D E F G H }
tuple! { A B C D E F G H I }
tuple! { A B C D E F G H I J }
tuple! { A B C D E F G H I J K }
tuple! { A B C D E F G H I J K L }
