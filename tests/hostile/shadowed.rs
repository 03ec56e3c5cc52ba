//! The names of std and of the prelude mean something else here.

use ::autodiff::grad;

mod std {}
mod core {}
mod alloc {}
mod autodiff {}
mod autodiff_core {}

/// Not what they are in the prelude.
pub(crate) struct Option;
pub(crate) struct Some;
pub(crate) struct None;
pub(crate) struct Ok;
pub(crate) struct Err;
pub(crate) struct Vec;
pub(crate) struct String;
pub(crate) struct Box;
pub(crate) type Result = ();
pub(crate) trait Clone {}
pub(crate) trait Copy {}
pub(crate) trait Fn {}
pub(crate) trait FnMut {}
pub(crate) trait Into {}
pub(crate) trait From {}
pub(crate) trait Default {}
pub(crate) trait Iterator {}
pub(crate) trait Drop {}
pub(crate) fn drop() {}

/// Macros that are not to be called. The dollar of the inner ones comes from
/// outside.
macro_rules! refuse {
    ($d:tt $($name:ident)*) => {$(
        macro_rules! $name {
            ($d($d anything:tt)*) => { compile_error!("a macro of the user's is called by generated code") };
        }
    )*};
}

refuse! { $
    matches println print assert assert_eq debug_assert panic unreachable todo vec format write concat
}

/// A trait with the methods of floats, which the inherent ones win over.
pub(crate) trait Float {
    fn sin(self) -> u8;
    fn sqrt(self) -> u8;
    fn abs(self) -> u8;
    fn is_nan(self) -> u8;
}

impl Float for f64 {
    fn sin(self) -> u8 {
        1
    }
    fn sqrt(self) -> u8 {
        1
    }
    fn abs(self) -> u8 {
        1
    }
    fn is_nan(self) -> u8 {
        1
    }
}

#[grad(hvp, graph, trace)]
pub(crate) fn everything(x: f64, y: f64, n: i32) -> f64 {
    let a = match n {
        0 => x.sin(),
        1..=3 => x.powf(y).max(0.5),
        _ => {
            if x < 0.0 {
                return x.abs().sqrt();
            }
            helper(x, y).tanh()
        }
    };
    a * y.exp()
}

#[grad(hvp)]
fn helper(x: f64, y: f64) -> f64 {
    x.hypot(y) % 2.0
}

/// Modules with the names of the primitive types, as old code imports them.
pub(crate) mod primitives {
    use ::autodiff::grad;
    #[allow(unused_imports, clippy::legacy_numeric_constants, reason = "this is what is tested")]
    use ::std::{f32, f64, i32, u32};

    #[grad(hvp, graph, trace)]
    pub(crate) fn gaussian(x: f64, n: u32) -> f64 {
        let scale = 1.0 / (2.0 * f64::consts::PI).sqrt();
        scale * (-0.5 * x * x).exp() * n as f64
    }
}

/// Constants that a pattern could be taken for, and types that no derivative is about.
#[allow(non_upper_case_globals, non_camel_case_types, dead_code, reason = "names that a derive could use")]
pub(crate) mod derived {
    use ::autodiff::Differentiable as _;

    const f: u8 = 0;
    const factor: u8 = 1;
    const more: u8 = 2;
    const other: u8 = 3;
    const row: u8 = 4;

    struct Differentiable;
    struct Mismatch;
    struct FnMut;
    struct Option;
    mod core {}
    mod autodiff {}

    #[derive(Clone, ::autodiff::Differentiable)]
    pub(crate) struct Fields {
        pub(crate) f: f64,
        pub(crate) __self_0: f64,
        pub(crate) r#type: f64,
        #[constant]
        pub(crate) factor: u8,
    }

    #[derive(Clone, ::autodiff::Differentiable)]
    pub(crate) enum Variants<f, T> {
        Clone(f),
        Option { other: T, __other_0: T },
        Mismatch,
    }

    impl Fields {
        pub(crate) fn zero_like(&self) {}
        pub(crate) fn visit(&self) {}
    }

    pub(crate) fn leaves(x: f64) -> [::std::vec::Vec<f64>; 2] {
        let fields = Fields { f: x, __self_0: 2.0, r#type: 3.0, factor: 4 };
        [fields.flatten(), Variants::<(), _>::Option { other: x, __other_0: 5.0 }.flatten()]
    }
}
