//! A tuple with one entry, and the unit in passing.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn tuple_single(p: (f64,)) -> (f64,) {
    let () = ();
    let (x,) = p;
    (x * x.cos(),)
}

pub const POINTS: &[((f64,),)] = &[((0.7,),), ((-1.3,),)];
