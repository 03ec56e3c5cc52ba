//! Functions of std by a `use` inside the function, by the module's name, and by
//! their whole path.

use autodiff::grad;
use std::mem;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_imports_in_body(x: f64, y: f64) -> f64 {
    use std::mem::{replace, swap as exchange};
    let (mut a, mut b) = (x, y * y);
    exchange(&mut a, &mut b);
    a *= a.sin();
    mem::swap(&mut a, &mut b);
    let old = replace(&mut a, x * y);
    let gone = mem::take(&mut b);
    core::mem::swap(&mut a, &mut b);
    let list = vec![old, gone];
    a = a + b * list[0];
    drop(list);
    a * old + gone.cos()
}

pub const POINTS: &[(f64, f64)] = &[(2.0, 0.7), (0.3, 1.1), (-0.4, 0.9)];
