//! Type parameters that are floats.

/// A type parameter that is a float.
#[derive(Clone, Debug)]
pub(crate) struct FloatParameter {
    pub(crate) ident: syn::Ident,
    /// The traits that say so, as they are written.
    pub(crate) bounds: Vec<String>,
    pub(crate) says: Says,
}

/// What the bounds of a float say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// That its methods are those of std's floats.
    Methods,
    /// That it is a scalar of `nalgebra`'s.
    Field,
    /// Its operators alone: `T: Copy + Add<Output = T> + Mul<Output = T>`. Of `f64` and `f32` these
    /// are the operators of floats. A method is claimed to be one where it is called.
    Operators,
    /// What a trait of the user's says that is called as those of numbers are, `T: CoordNum`, which is not seen:
    /// a method is claimed to be one of floats, and what makes a number is passed through.
    Nothing,
}
