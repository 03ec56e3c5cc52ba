//! Functions with their derivatives, as bounds: what a struct holds, an `Option`, a slice.
//!
//! `F: Twice1<ByValue<f64>, Output = f64>` is a function of one float, and `f.call(x)` calls
//! it. What [`function!`](macro@crate::function) makes is one. Where no second derivative is asked
//! for, `F: Forward1<ByValue<f64>, Output = f64> + Reverse1<ByValue<f64>>` is enough.

pub use autodiff_core::function::{
    Argument, ByMut, ByRef, ByValue, Constant, ConstantRef, Forward0, Forward1, Forward2, Forward3, Forward4,
    Function0, Function1, Function2, Function3, Function4, Reverse0, Reverse1, Reverse2, Reverse3, Reverse4, Twice0,
    Twice1, Twice2, Twice3, Twice4,
};
