//! A lone name in lower case is taken for a variable where a pattern may not fit. Where it is a constant
//! or a variant, rustc says so at the name.

#![allow(non_upper_case_globals, non_camel_case_types, unused_variables)]

use autodiff::grad;

const last: usize = 4;

#[grad(only(jvp))]
fn in_an_arm(x: f64, n: usize) -> f64 {
    match n {
        last => x * x,
        other => x * other as f64,
    }
}

#[grad(only(jvp))]
fn in_a_macro(x: f64, n: usize) -> f64 {
    if matches!(n, last) { x } else { x * x }
}

#[grad(only(grad))]
fn in_a_variant(x: f64) -> f64 {
    const unit: f64 = 0.5;
    let y = if x > 0.0 { Some(x) } else { None };
    match y {
        Some(unit) => x,
        Some(z) => z * z,
        None => 0.0,
    }
}

#[derive(Clone, Copy)]
enum Way {
    up,
    down,
}
use Way::{down, up};

#[grad(only(jvp))]
fn by_a_variant(x: f64, #[constant] way: Way) -> f64 {
    match way {
        up => x,
        down => -x,
    }
}

fn main() {}
